//! Macros for a struct of parameters, and for the operations of a document.

/// Implements the trait of its location for a struct of parameters or a form body.
///
/// ```text
/// parameters! { impl Query for ListPetsQuery { "limit: integer", "tags: [string] joined" } }
/// parameters! { impl Path("/pets/{petId}") for GetPetPath { "petId: integer" } }
/// parameters!(impl Path("/users/{name}") for GetUserPath);
/// ```
#[doc(hidden)]
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
                    ::std::concat!($($($line, "\n"),*)?),
                );
                &PARAMETERS
            }
        }
    };
}

/// The operations of a document, one constant each in a separate module.
///
/// ```text
/// operations! { operations {
///     LIST_PETS = Some("listPets") "GET" "/pets" [] { "200" JSON, "404" [] }
///     ADD_PET = None "POST" "/pets" JSON { "201" [] }
/// }
///     JSON: ["application/json"],
/// }
/// ```
/// Lists of media types that several bodies share come last. Documents have a thousand operations:
/// a row is expanded at once, by no other macro.
#[doc(hidden)]
#[macro_export]
macro_rules! operations {
    (
        $module:ident {
            $(
                $name:ident = $option:ident $(($id:literal))? $method:literal $path:literal $request:tt
                    { $($status:literal $media:tt),* }
            )*
        }
        $($list:ident: [$($item:literal),*],)*
    ) => {
        /// The operations of the document, a constant each.
        pub mod $module {
            $(const $list: [&::std::primitive::str; [$($item),*].len()] = [$($item),*];)*

            $(
                #[doc = $path]
                pub const $name: $crate::Operation = $crate::Operation {
                    method: $method,
                    path: $path,
                    operation_id: $crate::Option::$option $(($id))?,
                    request: &$request,
                    responses: &[$($crate::Response { status: $status, content: &$media }),*],
                };
            )*
        }
    };
}
