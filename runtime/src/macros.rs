//! What generated types have, written once: generated code names its type, its fields and its table,
//! and these macros write the same functions and impls for each.
//!
//! All functions are `#[inline]`, so that what a program does not call is not compiled for it.

/// The table of a generated struct, and how it is read and seen.
///
/// ```text
/// object! { Session { id: "required", kind: "as=type null maxLength=9" } }
/// ```
/// After the fields may stand the field that keeps other properties (`..extra`), sections of the
/// table (`rules: &[...]`) and rules that are functions (`=> asks { .. }`). What stands between the name and the pointer are the functions that the type has:
/// see [`functions!`](crate::functions); a pointer that is `#/$defs/` and the name is left out. Every field needs a value to read into ([`crate::Empty`]);
/// where one has none, see [`assembled_object!`](crate::assembled_object).
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    (
        $name:ident $($function:ident)* $($pointer:literal)? {
            $($field:ident $(: $words:literal)? $([$($hook:expr),*])?),* $(,)?
            $(.. $extra:ident)?
        }
        $($section:ident: $value:expr,)*
        $(=> asks { $($rule:literal: $check:path),* $(,)? })?
    ) => {
        const _: () = {
            #[allow(clippy::needless_update)]
            static TABLE: $crate::Shape = $crate::Shape::new($crate::Table {
                name: ::std::stringify!($name),
                pointer: $crate::pointer!($name $($pointer)?),
                fields: ::std::concat!($(::std::stringify!($field), " ", $($words,)? "\n"),*),
                field_hooks: &[$($($($hook,)*)?)*],
                $(extra: ::std::stringify!($extra),)?
                $($section: $value,)*
                ..$crate::Table::EMPTY
            });

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = Self {
                    $($field: $crate::Empty::EMPTY,)*
                    $($extra: $crate::Map::new(),)?
                };
            }

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    $crate::read_in_place(r, c)
                }

                #[inline]
                fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
                    $(
                        let _ = ::std::stringify!($($rule)*);
                        let beginning = r.beginning();
                    )?
                    let done = r.object(
                        &TABLE,
                        &mut [$(&mut self.$field),*],
                        &mut [$(&mut self.$extra)?],
                        c,
                    );
                    $(
                        let _ = ::std::stringify!($($rule)*);
                        if done {
                            r.ask(beginning, &TABLE, self);
                        }
                    )?
                    done
                }

                $crate::object! { @seen $name TABLE { $($field),* $(; $extra)? } $(asks { $($rule: $check),* })? }
            }

            $crate::object! { @compared $name TABLE $($function)* }
        };
        $crate::functions! { $name $($function)* }
    };
    (@seen $name:ident $table:ident { $($field:ident),* $(; $extra:ident)? } $(asks { $($rule:literal: $check:path),* })?) => {
        #[inline]
        fn visit_members<'a>(&'a self, v: &mut dyn $crate::Visitor<'a>) {
            v.object(&$table, self, &[$(&self.$field),*]);
            $(v.extra(&self.$extra);)?
        }

        $(
            #[inline]
            fn ask_rules(&self, asking: &mut $crate::Asking) {
                $(asking.take($rule, $check(self));)*
            }
        )?
    };
    (@compared $name:ident $table:ident derived $($function:ident)*) => {};
    (@compared $name:ident $table:ident $($function:ident)*) => {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::Model::is_same(self, other)
            }
        }

        #[automatically_derived]
        #[allow(deprecated)]
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::debug_fields(&$table, self, f)
            }
        }
    };
}

/// [`object!`](crate::object) for a struct with a required field that no value can be made for in
/// advance, such as a union or a type of the user's: each field is read by itself, and the struct made
/// of all. Those `taken` have no value until they are read, those `kept` have one from the start.
#[doc(hidden)]
#[macro_export]
macro_rules! assembled_object {
    (
        $name:ident $($function:ident)* $($pointer:literal)? {
            $($field:ident $(: $words:literal)? $([$($hook:expr),*])?),* $(,)?
            $(.. $extra:ident)?
        }
        $($section:ident: $value:expr,)*
        => taken { $($taken:ident),* $(,)? }
        => kept { $($kept:ident: $start:expr),* $(,)? }
        $(=> asks { $($rule:literal: $check:path),* $(,)? })?
    ) => {
        const _: () = {
            #[allow(clippy::needless_update)]
            static TABLE: $crate::Shape = $crate::Shape::new($crate::Table {
                name: ::std::stringify!($name),
                pointer: $crate::pointer!($name $($pointer)?),
                fields: ::std::concat!($(::std::stringify!($field), " ", $($words,)? "\n"),*),
                field_hooks: &[$($($($hook,)*)?)*],
                $(extra: ::std::stringify!($extra),)?
                $($section: $value,)*
                ..$crate::Table::EMPTY
            });

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    $(
                        let _ = ::std::stringify!($($rule)*);
                        let beginning = r.beginning();
                    )?
                    $(let mut $taken = ::std::option::Option::None;)*
                    $(let mut $kept = $start;)*
                    $(let mut $extra = $crate::Map::new();)?
                    if !r.object(&TABLE, &mut [$(&mut $field),*], &mut [$(&mut $extra)?], c) {
                        return ::std::option::Option::None;
                    }
                    let value = Self { $($taken: $taken?,)* $($kept,)* $($extra,)? };
                    $(
                        let _ = ::std::stringify!($($rule)*);
                        r.ask(beginning, &TABLE, &value);
                    )?
                    ::std::option::Option::Some(value)
                }

                #[inline]
                fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
                    $crate::replace(self, $crate::Model::read_value(r, c))
                }

                $crate::object! { @seen $name TABLE { $($field),* $(; $extra)? } $(asks { $($rule: $check),* })? }
            }

            $crate::object! { @compared $name TABLE $($function)* }
        };
        $crate::functions! { $name $($function)* }
    };
}

/// The functions of a generated type and serde's traits. Named types have `from_json` and
/// `validate` of their own, those of a field `table` all six, `inline` ones those of the trait only;
/// `validated` makes `Deserialize` check constraints, too. `derived` ones have `==` and `Debug` from
/// derives.
#[doc(hidden)]
#[macro_export]
macro_rules! functions {
    (@serde $name:ident) => {
        $crate::functions! { @impls $name deserialize }
    };
    (@serde $name:ident validated) => {
        $crate::functions! { @impls $name deserialize_validated }
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

/// A generated enum of strings: its values with their aliases, and how it is read and seen; an open
/// one names the variant that keeps other values.
///
/// ```text
/// string_enum! { Type table => open Unknown { Test = "test" | "TEST" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! string_enum {
    ($name:ident $($function:ident)* $($pointer:literal)? $(=> $keyword:literal)? {
        $($variant:ident = $value:literal $(| $alias:literal)*),* $(,)?
    }) => {
        const _: () = {
            $crate::string_enum! { @table TABLE $name { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } false { $($variant = $value $(| $alias)*),* } }

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

                $crate::string_enum! { @read }
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = Self::ALL[0];
            }

            $crate::string_enum! { @shown $name }
        };
        $crate::functions! { $name $($function)* }
    };
    ($name:ident $($function:ident)* $($pointer:literal)? => $($keyword:literal)? open $unknown:ident {
        $($variant:ident = $value:literal $(| $alias:literal)*),* $(,)?
    }) => {
        const _: () = {
            $crate::string_enum! { @table TABLE $name { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } true { $($variant = $value $(| $alias)*),* } }

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
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = Self::$unknown(::std::string::String::new());
            }

            $crate::string_enum! { @shown $name }
        };
        $crate::functions! { $name $($function)* }
    };
    (@table $table:ident $name:ident { $pointer:expr } { $keyword:expr } $open:literal {
        $($variant:ident = $value:literal $(| $alias:literal)*),*
    }) => {
        static $table: $crate::Enum = $crate::Enum {
            keyword: $keyword,
            name: ::std::stringify!($name),
            pointer: $pointer,
            values: &[$($value),*],
            aliases: &[$($(($alias, $value),)*)*],
            open: $open,
        };
    };
    (@seen) => {
        $crate::string_enum! { @read }

        #[inline]
        fn is_same(&self, other: &dyn $crate::Model) -> bool {
            $crate::is_same(self, other)
        }
    };
    (@read) => {
        #[inline]
        fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
            $crate::replace(self, $crate::Model::read_value(r, c))
        }

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
            @all $name { $($function)* } { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } false { $($variant = $value),* }
            {} { Self::ALL[0] } { |_| ::std::option::Option::None }
        }
    };
    ($name:ident $($function:ident)* $($pointer:literal)? => $($keyword:literal)? open $unknown:ident {
        $($variant:ident = $value:literal),* $(,)?
    }) => {
        $crate::integer_enum! {
            @all $name { $($function)* } { $crate::pointer!($name $($pointer)?) } { $crate::keyword!($($keyword)?) } true { $($variant = $value),* }
            { $unknown } { Self::$unknown(0) } { |value| ::std::option::Option::Some(Self::$unknown(value)) }
        }
    };
    (@all $name:ident { $($function:ident)* } { $pointer:expr } { $keyword:expr } $open:literal {
        $($variant:ident = $value:literal),*
    } { $($unknown:ident)? } { $empty:expr } { $other:expr }) => {
        const _: () = {
            static TABLE: $crate::IntegerEnum = $crate::IntegerEnum {
                keyword: $keyword,
                name: ::std::stringify!($name),
                pointer: $pointer,
                values: &[$($value),*],
                open: $open,
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
                fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
                    $crate::replace(self, $crate::Model::read_value(r, c))
                }

                #[inline]
                fn view_value(&self) -> $crate::Node<'_> {
                    $crate::Node::Integer(::std::convert::From::from(self.as_i64()))
                }

                #[inline]
                fn is_same(&self, other: &dyn $crate::Model) -> bool {
                    $crate::is_same(self, other)
                }
            }

            #[allow(deprecated)]
            impl $crate::Empty for $name {
                const EMPTY: Self = $empty;
            }
        };
        $crate::functions! { $name $($function)* }
    };
}

/// A generated union: its alternatives, and how it is read and seen.
///
/// ```text
/// union! { Pet => OneOf by "kind" { Cat: r#"object tags=["cat"]"#, Name: "string" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $name:ident $($function:ident)* $($pointer:literal)? => $kind:ident $(by $tag:literal)? {
            $($variant:ident $(($from:ty))?: $words:literal $([$($hook:expr),*])?),* $(,)?
        }
        $($section:ident: $value:expr)?
    ) => {
        const _: () = {
            #[allow(clippy::needless_update)]
            static TABLE: $crate::Union = $crate::Union::new($crate::UnionTable {
                name: ::std::stringify!($name),
                pointer: $crate::pointer!($name $($pointer)?),
                kind: $crate::UnionKind::$kind,
                tag: ::std::concat!($($tag)?),
                variants: &[$($crate::Variant {
                    name: ::std::stringify!($variant),
                    words: $words,
                    hooks: &[$($($hook),*)?],
                }),*],
                $($section: $value,)?
                ..$crate::UnionTable::EMPTY
            });

            $($(
                #[allow(deprecated)]
                impl ::std::convert::From<$from> for $name {
                    #[inline]
                    fn from(value: $from) -> Self {
                        Self::$variant(value)
                    }
                }
            )?)*

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    let mut kept = ::std::option::Option::None;
                    r.union(
                        &TABLE,
                        &mut |r, index, wanted, c| {
                            let mut before = index;
                            $(
                                if before == 0 {
                                    let value = $crate::Model::read_value(r, c);
                                    return $crate::keep(&mut kept, wanted, value.map(Self::$variant));
                                }
                                before -= 1;
                            )*
                            let _ = before;
                            false
                        },
                        c,
                    )?;
                    kept
                }

                #[inline]
                fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
                    $crate::replace(self, $crate::Model::read_value(r, c))
                }

                #[inline]
                fn view_value(&self) -> $crate::Node<'_> {
                    let (variant, inner): (&'static str, &dyn $crate::Model) = match self {
                        $(Self::$variant(value) => (::std::stringify!($variant), value),)*
                    };
                    $crate::Node::Union($crate::read_again::<Self>, &TABLE, variant, inner)
                }

                #[inline]
                fn is_same(&self, other: &dyn $crate::Model) -> bool {
                    $crate::is_same(self, other)
                }
            }
        };
        $crate::functions! { $name $($function)* }
    };
}

/// A generated newtype: what its value must keep, and how it is made, read and seen. One of a text
/// says so.
///
/// ```text
/// newtype! { Label(String) text: "maxLength=80" }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! newtype {
    ($name:ident($inner:ty) text $($rest:tt)*) => {
        #[allow(deprecated)]
        impl ::std::convert::TryFrom<&::std::primitive::str> for $name {
            type Error = $crate::Violations;
            #[inline]
            fn try_from(text: &::std::primitive::str) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::checked_text(text)
            }
        }

        #[allow(deprecated)]
        impl ::std::str::FromStr for $name {
            type Err = $crate::Violations;
            #[inline]
            fn from_str(text: &::std::primitive::str) -> ::std::result::Result<Self, $crate::Violations> {
                $crate::checked_text(text)
            }
        }

        #[allow(deprecated)]
        impl ::std::convert::AsRef<::std::primitive::str> for $name {
            #[inline]
            fn as_ref(&self) -> &::std::primitive::str {
                &self.0
            }
        }

        #[allow(deprecated)]
        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        $crate::newtype! { $name($inner) $($rest)* }
    };
    ($name:ident($inner:ty) empty $($rest:tt)*) => {
        #[allow(deprecated)]
        impl $crate::Empty for $name {
            const EMPTY: Self = Self($crate::Empty::EMPTY);
        }

        $crate::newtype! { $name($inner) $($rest)* }
    };
    (
        $name:ident($inner:ty) $($function:ident)* $($pointer:literal)?: $words:literal $([$($hook:expr),*])?
        $($section:ident: $value:expr)?
    ) => {
        const _: () = {
            #[allow(clippy::needless_update)]
            static TABLE: $crate::Named = $crate::Named::new($crate::NamedTable {
                name: ::std::stringify!($name),
                pointer: $crate::pointer!($name $($pointer)?),
                words: $words,
                hooks: &[$($($hook),*)?],
                $($section: $value,)?
                ..$crate::NamedTable::EMPTY
            });

            #[allow(deprecated)]
            impl $name {
                /// The value inside.
                #[inline]
                #[must_use]
                pub fn into_inner(self) -> $inner {
                    self.0
                }
            }

            #[allow(deprecated)]
            impl ::std::convert::TryFrom<$inner> for $name {
                type Error = $crate::Violations;
                #[inline]
                fn try_from(value: $inner) -> ::std::result::Result<Self, $crate::Violations> {
                    $crate::checked(Self(value))
                }
            }

            #[allow(deprecated)]
            impl ::std::ops::Deref for $name {
                type Target = $inner;
                #[inline]
                fn deref(&self) -> &$inner {
                    &self.0
                }
            }

            #[allow(deprecated)]
            impl $crate::Model for $name {
                #[inline]
                fn read_value(
                    r: &mut $crate::Reader<'_>,
                    c: $crate::Checks,
                ) -> ::std::option::Option<Self> {
                    r.named(&TABLE, c).map(Self)
                }

                #[inline]
                fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
                    $crate::replace(self, $crate::Model::read_value(r, c))
                }

                #[inline]
                fn view_value(&self) -> $crate::Node<'_> {
                    $crate::Node::Named(&TABLE, &self.0)
                }

                #[inline]
                fn is_same(&self, other: &dyn $crate::Model) -> bool {
                    $crate::is_same(self, other)
                }
            }
        };
        $crate::functions! { $name $($function)* }
    };
}

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

/// The value that stands where a default might.
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

/// The pointer of a type's schema, which its name says where it is left out.
#[doc(hidden)]
#[macro_export]
macro_rules! pointer {
    ($name:ident) => {
        ::std::concat!("#/$defs/", ::std::stringify!($name))
    };
    ($name:ident $pointer:literal) => {
        $pointer
    };
}

/// The keyword that lists the values of an enum, which is `enum` where it is left out.
#[doc(hidden)]
#[macro_export]
macro_rules! keyword {
    () => {
        "enum"
    };
    ($keyword:literal) => {
        $keyword
    };
}
