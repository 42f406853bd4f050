//! Structs.

/// The table of a generated struct, and how it is read and viewed.
///
/// ```text
/// object! { Session { id: "required", kind: "as=type null maxLength=9" } }
/// ```
/// The fields may be followed by the field that keeps other properties (`..extra`), sections of the
/// table (`rules: &[...]`) and rules that are functions (`=> asks { .. }`). The functions of the
/// type are between the name and the pointer, see [`functions!`](crate::functions); a pointer that
/// is `#/$defs/` and the name is left out. Every field needs a value to read into
/// ([`crate::Empty`]); where one has none, see [`assembled_object!`](crate::assembled_object).
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
    (@default $name:ident { $value:expr } default $($function:ident)*) => {
        /// All fields absent, or set to their defaults.
        #[allow(deprecated)]
        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                $value
            }
        }
    };
    (@default $name:ident $value:tt $($function:ident)*) => {};
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
    (@compared $name:ident $table:ident default $($function:ident)*) => {
        $crate::object! { @compared $name $table $($function)* }
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

/// [`object!`](crate::object) for a struct whose fields may all be absent: it has `Default`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! sparse {
    ($name:ident $($rest:tt)*) => {
        $crate::object! { $name $($rest)* }
        $crate::object! { @default $name { $crate::Empty::EMPTY } default }
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

                $crate::whole_value! { slot }

                $crate::object! { @seen $name TABLE { $($field),* $(; $extra)? } $(asks { $($rule: $check),* })? }
            }

            $crate::object! { @compared $name TABLE $($function)* }
            $crate::object! {
                @default $name { Self { $($kept: $start,)* $($extra: $crate::Map::new(),)? } } $($function)*
            }
        };
        $crate::functions! { $name $($function)* }
    };
}
