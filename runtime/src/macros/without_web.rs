//! The macros for parameters and operations without the feature `web`.

#[doc(hidden)]
#[macro_export]
macro_rules! parameters {
    ($($rest:tt)*) => {
        $crate::needs_web! {}
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! operations {
    ($($rest:tt)*) => {
        $crate::needs_web! {}
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! needs_web {
    () => {
        ::core::compile_error!(
            "parameters and operations need the feature `web` of fieldwright-runtime; \
             `operations = \"none\"` makes none"
        );
    };
}
