//! Defaults of absent properties.

/// The defaults of absent properties: a constant, and a function that falls back on it.
///
/// ```text
/// defaults! { Session { DEFAULT_LIMIT limit_or_default = limit: copy(f64) = 1800.0; } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! defaults {
    ($name:ident { $($constant:ident $($function:ident)? = $field:ident: $kind:ident($ty:ty) = $value:expr;)* }) => {
        #[allow(deprecated)]
        impl $name {
            $(
                #[doc = ::std::concat!("What `", ::std::stringify!($field), "` means when it is absent.")]
                pub const $constant: $crate::default_type!($kind $ty) = $value;

                $(
                    #[doc = ::std::concat!("`", ::std::stringify!($field), "`, or its default when it is absent.")]
                    #[inline]
                    #[must_use]
                    pub fn $function(&self) -> $crate::default_type!($kind returned $ty) {
                        match self.$field.as_ref() {
                            ::std::option::Option::Some(value) => $crate::default_value!($kind value),
                            ::std::option::Option::None => Self::$constant,
                        }
                    }
                )?
            )*
        }
    };
}

/// The type of a default.
#[doc(hidden)]
#[macro_export]
macro_rules! default_type {
    (text $ty:ty) => { &'static ::std::primitive::str };
    (text returned $ty:ty) => { &::std::primitive::str };
    ($kind:ident returned $ty:ty) => { $ty };
    ($kind:ident $ty:ty) => { $ty };
}

/// The value used if there is no default.
#[doc(hidden)]
#[macro_export]
macro_rules! default_value {
    (copy $value:ident) => {
        *$value
    };
    (text $value:ident) => {
        $value
    };
    (clone $value:ident) => {
        ::std::clone::Clone::clone($value)
    };
}
