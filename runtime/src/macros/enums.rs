//! Enums of strings and of integers.

/// A generated enum of strings: its values with their aliases, and how it is read and viewed; an
/// open one names the variant that keeps other values, and whether these are advice when read.
///
/// ```text
/// string_enum! { Type table => open Unknown { Test = "test" | "TEST" } }
/// string_enum! { Type => open Unknown advice { Test = "test" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($name:ident $($function:ident)* $($pointer:literal)? $(=> $keyword:literal)? {
        $($variant:ident = $value:literal $(| $alias:literal)*),* $(,)?
    }) => {
        const _: () = {
            $crate::string_enum! { @table TABLE $name { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } false { "" } { $($variant = $value $(| $alias)*),* } }

            #[allow(deprecated)]
            impl $name {
                /// Every value that the schema names, in its order.
                pub const ALL: &'static [Self] = &[$(Self::$variant),*];

                /// The value on the wire.
                #[inline]
                #[must_use]
                pub fn as_str(&self) -> &'static str {
                    match self {
                        $(Self::$variant => $value,)*
                    }
                }
            }

            #[allow(deprecated)]
            impl ::std::str::FromStr for $name {
                type Err = $crate::UnknownValue;
                #[inline]
                fn from_str(text: &str) -> ::std::result::Result<Self, $crate::UnknownValue> {
                    TABLE.value(Self::ALL, text)
                }
            }

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    r.known(&TABLE, Self::ALL, c)
                }

                // Equal if they are written alike, as in the trait's default.
                $crate::string_enum! { @seen }
                $crate::whole_value! { slot }
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = Self::ALL[0];
            }

            $crate::string_enum! { @shown $name }
        };
        $crate::functions! { $name $($function)* }
    };
    ($name:ident $($function:ident)* $($pointer:literal)? => $($keyword:literal)? open $unknown:ident $($advice:ident)? {
        $($variant:ident = $value:literal $(| $alias:literal)*),* $(,)?
    }) => {
        const _: () = {
            $crate::string_enum! { @table TABLE $name { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } true { ::std::concat!($(::std::stringify!($advice))?) } { $($variant = $value $(| $alias)*),* } }

            #[allow(deprecated)]
            impl $name {
                /// Every value that the schema names, in its order.
                pub const ALL: &'static [Self] = &[$(Self::$variant),*];

                /// The value on the wire.
                #[inline]
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        $(Self::$variant => $value,)*
                        Self::$unknown(value) => value,
                    }
                }

                /// Whether the schema names this value.
                #[inline]
                #[must_use]
                pub fn is_known(&self) -> bool {
                    !::std::matches!(self, Self::$unknown(_))
                }
            }

            #[allow(deprecated)]
            impl ::std::str::FromStr for $name {
                type Err = ::std::convert::Infallible;
                #[inline]
                fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                    ::std::result::Result::Ok(TABLE.open_value(Self::ALL, text, Self::$unknown))
                }
            }

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    r.known_or(&TABLE, Self::ALL, Self::$unknown, c)
                }

                $crate::string_enum! { @seen }
                $crate::whole_value! {}
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = Self::$unknown(::std::string::String::new());
            }

            $crate::string_enum! { @shown $name }
        };
        $crate::functions! { $name $($function)* }
    };
    (@table $table:ident $name:ident { $pointer:expr } { $keyword:expr } $open:literal { $advice:expr } {
        $($variant:ident = $value:literal $(| $alias:literal)*),*
    }) => {
        static $table: $crate::Enum = $crate::Enum {
            keyword: $keyword,
            name: ::std::stringify!($name),
            pointer: $pointer,
            values: &[$($value),*],
            aliases: &[$($(($alias, $value),)*)*],
            open: $open,
            advice: !$advice.is_empty(),
        };
    };
    (@seen) => {
        #[inline]
        fn view_value(&self) -> $crate::Node<'_> {
            $crate::Node::Text(self.as_str())
        }
    };
    (@shown $name:ident) => {
        #[allow(deprecated)]
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

/// The same for integers.
///
/// ```text
/// integer_enum! { Level "#/$defs/level" { Low = 1, High = 2 } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($name:ident $($function:ident)* $($pointer:literal)? $(=> $keyword:literal)? {
        $($variant:ident = $value:literal),* $(,)?
    }) => {
        $crate::integer_enum! {
            @all $name { $($function)* } { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } false { "" } { $($variant = $value),* }
            {} { Self::ALL[0] } { |_| ::std::option::Option::None }
        }
    };
    ($name:ident $($function:ident)* $($pointer:literal)? => $($keyword:literal)? open $unknown:ident $($advice:ident)? {
        $($variant:ident = $value:literal),* $(,)?
    }) => {
        $crate::integer_enum! {
            @all $name { $($function)* } { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } true { ::std::concat!($(::std::stringify!($advice))?) } { $($variant = $value),* }
            { $unknown } { Self::$unknown(0) } { |value| ::std::option::Option::Some(Self::$unknown(value)) }
        }
    };
    (@all $name:ident { $($function:ident)* } { $pointer:expr } { $keyword:expr } $open:literal { $advice:expr } {
        $($variant:ident = $value:literal),*
    } { $($unknown:ident)? } { $empty:expr } { $other:expr }) => {
        const _: () = {
            static TABLE: $crate::IntegerEnum = $crate::IntegerEnum {
                keyword: $keyword,
                name: ::std::stringify!($name),
                pointer: $pointer,
                values: &[$($value),*],
                open: $open,
                advice: !$advice.is_empty(),
            };

            #[allow(deprecated)]
            impl $name {
                /// Every value that the schema names, in its order.
                pub const ALL: &'static [Self] = &[$(Self::$variant),*];

                /// The value on the wire.
                #[inline]
                #[must_use]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        $(Self::$variant => $value,)*
                        $(Self::$unknown(value) => *value,)?
                    }
                }

                $(
                    /// Whether the schema names this value.
                    #[inline]
                    #[must_use]
                    pub fn is_known(&self) -> bool {
                        !::std::matches!(self, Self::$unknown(_))
                    }
                )?
            }

            #[allow(deprecated)]
            impl ::std::fmt::Display for $name {
                #[inline]
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    ::std::fmt::Display::fmt(&self.as_i64(), f)
                }
            }

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    r.known_integer(&TABLE, Self::ALL, $other, c)
                }

                #[inline]
                fn view_value(&self) -> $crate::Node<'_> {
                    $crate::Node::Integer(::std::convert::From::from(self.as_i64()))
                }

                $crate::whole_value! {}
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = $empty;
            }
        };
        $crate::functions! { $name $($function)* }
    };
}
