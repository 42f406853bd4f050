//! What generated code calls for a struct of parameters, and for the operations of a document.

/// Gives a struct of parameters, or a form body, the trait of where it travels.
///
/// ```text
/// parameters! { impl Query for ListPetsQuery { "limit: integer", "tags: [string] joined" } }
/// parameters! { impl Path("/pets/{petId}") for GetPetPath { "petId: integer" } }
/// parameters!(impl Path("/users/{name}") for GetUserPath);
/// ```
#[doc(hidden)]
#[cfg(feature = "web")]
#[macro_export]
macro_rules! parameters {
    (impl Query for $($rest:tt)*) => {
        $crate::parameters! { @of Query query_parameters Query [] $($rest)* }
    };
    (impl QueryJson for $($rest:tt)*) => {
        $crate::parameters! { @of Query query_parameters QueryJson [] $($rest)* }
    };
    (impl Path($template:literal) for $($rest:tt)*) => {
        $crate::parameters! { @of Path path_parameters Path [$template] $($rest)* }
    };
    (impl Headers for $($rest:tt)*) => {
        $crate::parameters! { @of Headers header_parameters Headers [] $($rest)* }
    };
    (impl Cookies for $($rest:tt)*) => {
        $crate::parameters! { @of Cookies cookie_parameters Cookies [] $($rest)* }
    };
    (impl Form for $($rest:tt)*) => {
        $crate::parameters! { @of Form form_parameters Form [] $($rest)* }
    };
    (
        @of $trait:ident $function:ident $location:ident [$($template:literal)?]
        $name:ident $({ $($line:literal),* $(,)? })?
    ) => {
        #[allow(deprecated)]
        impl $crate::$trait for $name {
            #[inline]
            fn $function() -> &'static $crate::Parameters {
                static PARAMETERS: $crate::Parameters = $crate::Parameters::new(
                    $crate::Location::$location,
                    ::std::concat!("" $(, $template)?),
                    &[$($($line),*)?],
                );
                &PARAMETERS
            }
        }
    };
}

/// The operations of a document, a constant each in a module of their own.
///
/// ```text
/// operations! { operations {
///     LIST_PETS = GET "/pets" "listPets" { 200: JSON, 404, default: ["text/plain"] }
///     ADD_PET = POST "/pets" takes JSON { 201 }
/// }
///     JSON: ["application/json"],
/// }
/// ```
/// Lists of media types that several operations have stand at the end.
#[doc(hidden)]
#[cfg(feature = "web")]
#[macro_export]
macro_rules! operations {
    (
        $module:ident {
            $(
                $name:ident = $method:tt $path:literal $($id:literal)? $(takes $request:tt)?
                    { $($status:tt $(: $media:tt)?),* }
            )*
        }
        $($list:ident: [$($item:literal),*],)*
    ) => {
        /// The operations of the document, a constant each.
        pub mod $module {
            $(const $list: &[&::std::primitive::str] = &[$($item),*];)*

            $(
                #[doc = ::std::concat!("`", $crate::operations!(@text $method), " ", $path, "`")]
                pub const $name: $crate::Operation = $crate::Operation {
                    method: $crate::operations!(@text $method),
                    path: $path,
                    operation_id: $crate::operations!(@id $($id)?),
                    request: $crate::operations!(@media $($request)?),
                    responses: &[$($crate::Response {
                        status: $crate::operations!(@text $status),
                        content: $crate::operations!(@media $($media)?),
                    }),*],
                };
            )*
        }
    };
    // What is no token by itself stands in parentheses.
    (@text ($text:literal)) => {
        $text
    };
    (@text $text:tt) => {
        ::std::stringify!($text)
    };
    (@id) => {
        $crate::Option::None
    };
    (@id $id:literal) => {
        $crate::Option::Some($id)
    };
    (@media) => {
        &[]
    };
    (@media [$($item:literal),*]) => {
        &[$($item),*]
    };
    (@media $list:ident) => {
        $list
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
