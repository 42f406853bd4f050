//! Unions.

/// A generated union: its alternatives, and how it is read and viewed.
///
/// ```text
/// union! { Pet => OneOf by "kind" { Cat: r#"object tags=["cat"]"#, Name: "string" } }
/// union! { Shape => OneOf by "kind" { Circle(Circle, kind = rt::String::from("circle")): ".." } }
/// union! { Tool => AnyOf { None = "none" | Auto = "auto": "string", Named(Named): "object" } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    (
        $name:ident $($function:ident)* $($pointer:literal)? => $kind:ident $(by $tag:literal)? {
            $($variant:ident $(($from:ty $(, $field:ident = $set:expr)?))?: $words:literal $([$($hook:expr),*])?),* $(,)?
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
                        $(
                            let mut value = value;
                            value.$field = $set;
                        )?
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
                fn view_value(&self) -> $crate::Node<'_> {
                    let (variant, inner): (&'static str, &dyn $crate::Model) = match self {
                        $(Self::$variant(value) => (::std::stringify!($variant), value),)*
                    };
                    $crate::Node::Union(&TABLE, variant, inner)
                }

                $crate::whole_value! {}
            }
        };
        $crate::functions! { $name $($function)* }
    };
    // The same where alternatives are strings: variants that hold no value.
    (
        $name:ident $($function:ident)* $($pointer:literal)? => $kind:ident $(by $tag:literal)? {
            $(
                $variant:ident
                $(= $string:literal $(| $unit:ident = $text:literal)* $(in $keyword:literal)?)?
                $(($from:ty $(, $field:ident = $set:expr)?))?: $words:literal $([$($hook:expr),*])?
            ),* $(,)?
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
                        $(
                            let mut value = value;
                            value.$field = $set;
                        )?
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
                                    let value = $crate::union! {
                                        @read r c $variant
                                        $(($string $(| $unit = $text)*) $crate::keyword!($($keyword)?))?
                                    };
                                    return $crate::keep(&mut kept, wanted, value);
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
                fn view_value(&self) -> $crate::Node<'_> {
                    match self {
                        $($crate::union! { @held value $variant $(= $string $(| $unit)*)? } => {
                            $crate::union! {
                                @seen value TABLE $variant $(= $string $(| $unit = $text)*)?
                            }
                        })*
                    }
                }

                $crate::whole_value! {}
            }
        };
        $crate::functions! { $name $($function)* }
    };
    (@read $r:ident $c:ident $variant:ident) => {
        $crate::Model::read_value($r, $c).map(Self::$variant)
    };
    (@read $r:ident $c:ident $variant:ident ($string:literal $(| $unit:ident = $text:literal)*) $keyword:expr) => {{
        static UNITS: $crate::Enum = $crate::Enum {
            keyword: $keyword,
            name: "",
            pointer: "",
            values: &[$string $(, $text)*],
            aliases: &[],
            open: false,
            advice: false,
        };
        let _ = $c;
        $r.unit(&UNITS).and_then(|text| match text {
            $string => ::std::option::Option::Some(Self::$variant),
            $($text => ::std::option::Option::Some(Self::$unit),)*
            _ => ::std::option::Option::None,
        })
    }};
    (@held $value:ident $variant:ident) => { Self::$variant($value) };
    (@held $value:ident $variant:ident = $string:literal $(| $unit:ident)*) => {
        $value @ (Self::$variant $(| Self::$unit)*)
    };
    (@seen $value:ident $table:ident $variant:ident) => {
        $crate::Node::Union(&$table, ::std::stringify!($variant), $value)
    };
    (@seen $value:ident $table:ident $variant:ident = $string:literal $(| $unit:ident = $text:literal)*) => {
        $crate::Node::Text(match $value {
            $(Self::$unit => $text,)*
            _ => $string,
        })
    };
}

/// A union that keeps objects of tags that the schema does not name in a variant.
#[doc(hidden)]
#[macro_export]
macro_rules! open_union {
    ($name:ident $unknown:ident) => {
        impl $name {
            /// Whether the schema names this alternative.
            #[inline]
            #[must_use]
            pub fn is_known(&self) -> bool {
                !::std::matches!(self, Self::$unknown(_))
            }
        }
    };
}
