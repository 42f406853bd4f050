//! The functions that types have beside those of the trait, and serde's traits.

/// The functions of a generated type and serde's traits. Named types have inherent `from_json` and
/// `validate`, those of a field `table` all six, `inline` ones those of the trait only; `validated`
/// makes `Deserialize` check constraints, too. `derived` ones have `==` and `Debug` from derives,
/// and `default` ones are structs whose fields may all be absent.
#[doc(hidden)]
#[macro_export]
macro_rules! functions {
    (@serde $name:ident) => {
        $crate::functions! { @impls $name deserialize }
    };
    (@serde $name:ident validated) => {
        $crate::functions! { @impls $name deserialize_validated }
    };
    ($name:ident default $($more:ident)*) => {
        $crate::functions! { $name $($more)* }
    };
    ($name:ident derived $($more:ident)*) => {
        $crate::functions! { $name $($more)* }
    };
    ($name:ident inline $($more:ident)?) => {
        $crate::functions! { @serde $name $($more)? }
    };
    ($name:ident table $($more:ident)?) => {
        #[allow(deprecated)]
        impl $name {
            /// Reads JSON text and reports every violation and all advice; the value stands beside
            /// them where one can be made.
            #[inline]
            pub fn report_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> (::std::option::Option<Self>, $crate::Violations) {
                $crate::report_json(json)
            }

            /// Reads a JSON value and validates it.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn from_value(
                value: &$crate::serde_json::Value,
            ) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::from_value(value)
            }

            /// Writes JSON text.
            #[inline]
            #[must_use]
            pub fn to_json(&self) -> ::std::string::String {
                $crate::to_json(self)
            }

            /// Every violation and all advice.
            #[inline]
            #[must_use]
            pub fn report(&self) -> $crate::Violations {
                $crate::report(self)
            }
        }

        $crate::functions! { $name $($more)? }
    };
    ($name:ident $($more:ident)?) => {
        #[allow(deprecated)]
        impl $name {
            /// Reads JSON text and validates it.
            ///
            /// # Errors
            /// Every violation, with its place.
            #[inline]
            pub fn from_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::from_json(json)
            }

            /// Checks every constraint and rule.
            ///
            /// # Errors
            /// Every violation.
            #[inline]
            pub fn validate(&self) -> ::std::result::Result<(), $crate::Violations> {
                $crate::validate(self)
            }
        }

        $crate::functions! { @serde $name $($more)? }
    };
    (@impls $name:ident $deserialize:ident) => {
        #[allow(deprecated)]
        impl $crate::serde::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }

        #[allow(deprecated)]
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::$deserialize(deserializer)
            }
        }
    };
}
