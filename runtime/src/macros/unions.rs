//! Unions.

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
}
