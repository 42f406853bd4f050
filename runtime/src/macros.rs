//! What every generated type has, written once: generated code names its type and table, and
//! these macros write the same functions and impls for each.

/// The functions of a generated type, and serde's traits. `validated` makes `Deserialize` check
/// constraints, too.
#[macro_export]
macro_rules! doors {
    ($name:ident) => {
        $crate::doors!($name, deserialize);
    };
    ($name:ident, validated) => {
        $crate::doors!($name, deserialize_validated);
    };
    ($name:ident, $deserialize:ident) => {
        #[allow(deprecated)]
        impl $name {
            /// Reads JSON text and validates it.
            ///
            /// # Errors
            /// Every violation, with its place.
            pub fn from_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::from_json(json)
            }

            /// Reads JSON text and tells everything there is to say of it, advice included.
            pub fn report_json(
                json: impl ::std::convert::AsRef<[u8]>,
            ) -> (::std::option::Option<Self>, $crate::Violations) {
                $crate::report_json(json)
            }

            /// Reads a JSON value and validates it.
            ///
            /// # Errors
            /// Every violation.
            pub fn from_value(
                value: &$crate::serde_json::Value,
            ) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::from_value(value)
            }

            /// Writes JSON text.
            #[must_use]
            pub fn to_json(&self) -> ::std::string::String {
                $crate::to_json(self)
            }

            /// Checks every constraint and rule.
            ///
            /// # Errors
            /// Every violation.
            pub fn validate(&self) -> ::std::result::Result<(), $crate::Violations> {
                $crate::validate(self)
            }

            /// Everything there is to say of the value, advice included.
            #[must_use]
            pub fn report(&self) -> $crate::Violations {
                $crate::report(self)
            }
        }

        #[allow(deprecated)]
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serialize(self, serializer)
            }
        }

        #[allow(deprecated)]
        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::$deserialize(deserializer)
            }
        }
    };
}

/// What a generated enum of strings is read and seen by; an open one names the variant that keeps
/// other values.
#[macro_export]
macro_rules! string_enum {
    ($name:ident, $table:ident) => {
        $crate::string_enum!(@shared $name);

        #[allow(deprecated)]
        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownValue;
            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::UnknownValue> {
                match $table.find(text).and_then(|index| Self::ALL.get(index)) {
                    ::std::option::Option::Some(value) => ::std::result::Result::Ok(*value),
                    ::std::option::Option::None => {
                        ::std::result::Result::Err($crate::UnknownValue::new(&$table, text))
                    }
                }
            }
        }

        #[allow(deprecated)]
        impl $crate::Read for $name {
            fn read(
                r: &mut $crate::Reader<'_>,
                c: &'static [$crate::Constraint],
            ) -> ::std::option::Option<Self> {
                match r.enumeration(&$table, c)? {
                    $crate::EnumValue::Known(index) => Self::ALL.get(index).copied(),
                    $crate::EnumValue::Unknown(_) => ::std::option::Option::None,
                }
            }
        }
    };
    ($name:ident, $table:ident, $unknown:ident) => {
        $crate::string_enum!(@shared $name);

        #[allow(deprecated)]
        impl $name {
            /// Whether the schema names this value.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::$unknown(_))
            }
        }

        #[allow(deprecated)]
        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                match $table.find(text).and_then(|index| Self::ALL.get(index)) {
                    ::std::option::Option::Some(value) => {
                        ::std::result::Result::Ok(::std::clone::Clone::clone(value))
                    }
                    ::std::option::Option::None => {
                        ::std::result::Result::Ok(Self::$unknown(text.into()))
                    }
                }
            }
        }

        #[allow(deprecated)]
        impl $crate::Read for $name {
            fn read(
                r: &mut $crate::Reader<'_>,
                c: &'static [$crate::Constraint],
            ) -> ::std::option::Option<Self> {
                match r.enumeration(&$table, c)? {
                    $crate::EnumValue::Known(index) => Self::ALL.get(index).cloned(),
                    $crate::EnumValue::Unknown(value) => {
                        ::std::option::Option::Some(Self::$unknown(value))
                    }
                }
            }
        }
    };
    (@shared $name:ident) => {
        #[allow(deprecated)]
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[allow(deprecated)]
        impl $crate::View for $name {
            fn view(&self) -> $crate::Node<'_> {
                $crate::Node::Text(self.as_str())
            }
        }
    };
}
