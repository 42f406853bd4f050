//! Newtypes.

/// A generated newtype: its constraints, and how it is made, read and viewed. A text newtype is
/// marked.
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
                fn view_value(&self) -> $crate::Node<'_> {
                    $crate::Node::Named(&TABLE, &self.0)
                }

                $crate::whole_value! {}
            }
        };
        $crate::functions! { $name $($function)* }
    };
}
