//! What generated code calls for a struct of parameters, and for the operations of a document.

/// Gives a struct of parameters, or a form body, the trait of where it travels.
///
/// ```text
/// parameters! { impl Query for ListPetsQuery { "limit: integer", "tags: [string] joined" } }
/// parameters! { impl Path("/pets/{petId}") for GetPetPath { "petId: integer" } }
/// ```
#[doc(hidden)]
#[cfg(feature = "web")]
#[macro_export]
macro_rules! parameters {
    (impl Query $(($template:literal))? for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Query query_parameters Query $name [$($template)?] $($rest)* }
    };
    (impl QueryJson for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Query query_parameters QueryJson $name [] $($rest)* }
    };
    (impl Path($template:literal) for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Path path_parameters Path $name [$template] $($rest)* }
    };
    (impl Headers for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Headers header_parameters Headers $name [] $($rest)* }
    };
    (impl Cookies for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Cookies cookie_parameters Cookies $name [] $($rest)* }
    };
    (impl Form for $name:ident $($rest:tt)*) => {
        $crate::parameters! { @of Form form_parameters Form $name [] $($rest)* }
    };
    (
        @of $trait:ident $function:ident $location:ident $name:ident [$($template:literal)?]
        $($pointer:literal)? { $($line:literal),* $(,)? }
    ) => {
        #[allow(deprecated)]
        impl $crate::$trait for $name {
            #[inline]
            fn $function() -> &'static $crate::Parameters {
                static PARAMETERS: $crate::Parameters = $crate::Parameters::new(
                    $crate::Location::$location,
                    $crate::pointer!($name $($pointer)?),
                    ::std::concat!("" $(, $template)?),
                    &[$($line),*],
                );
                &PARAMETERS
            }
        }
    };
}

/// The operations of a document, a constant each.
///
/// ```text
/// operations! { LIST_PETS = "GET" "/pets" "listPets" [] { "200" ["application/json"], "default" [] } }
/// ```
#[doc(hidden)]
#[cfg(feature = "web")]
#[macro_export]
macro_rules! operations {
    ($(
        $name:ident = $method:literal $path:literal $($id:literal)?
            [$($request:literal),*] { $($status:literal [$($media:literal),*]),* $(,)? }
    )*) => {
        $(
            #[doc = ::std::concat!("`", $method, " ", $path, "`")]
            pub const $name: $crate::Operation = $crate::Operation {
                method: $method,
                path: $path,
                operation_id: $crate::operations!(@id $($id)?),
                request: &[$($request),*],
                responses: &[$($crate::Response { status: $status, content: &[$($media),*] }),*],
            };
        )*
    };
    (@id) => {
        $crate::Option::None
    };
    (@id $id:literal) => {
        $crate::Option::Some($id)
    };
}

/// Without the feature, what needs it says so.
#[doc(hidden)]
#[cfg(not(feature = "web"))]
#[macro_export]
macro_rules! parameters {
    ($($rest:tt)*) => {
        $crate::needs_web! {}
    };
}

/// Without the feature, what needs it says so.
#[doc(hidden)]
#[cfg(not(feature = "web"))]
#[macro_export]
macro_rules! operations {
    ($($rest:tt)*) => {
        $crate::needs_web! {}
    };
}

#[doc(hidden)]
#[cfg(not(feature = "web"))]
#[macro_export]
macro_rules! needs_web {
    () => {
        ::core::compile_error!(
            "parameters and operations need the feature `web` of fieldwright-runtime; \
             `operations = \"none\"` makes none"
        );
    };
}
