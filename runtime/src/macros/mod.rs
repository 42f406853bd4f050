//! The common code of generated types: generated code names its type, its fields and its table, and
//! these macros write the same functions and impls for each.
//!
//! All functions are `#[inline]`, so that a program compiles only those that it calls.

mod contract;
mod defaults;
mod enums;
mod functions;
mod newtypes;
mod objects;
#[cfg(feature = "web")]
mod parameters;
mod unions;
#[cfg(not(feature = "web"))]
mod without_web;

pub use contract::{CONTRACT, CONTRACT_SINCE};

/// The items of [`Model`](crate::Model) for types that are read as a whole and are equal by `==`;
/// with `slot`, those for reading as a whole alone.
#[doc(hidden)]
#[macro_export]
macro_rules! whole_value {
    () => {
        $crate::whole_value! { slot }

        #[inline]
        fn is_same(&self, other: &dyn $crate::Model) -> bool {
            $crate::is_same(self, other)
        }
    };
    (slot) => {
        #[inline]
        fn fill_slot(&mut self, r: &mut $crate::Reader<'_>, c: $crate::Checks) -> bool {
            $crate::replace(self, $crate::Model::read_value(r, c))
        }
    };
}

/// The pointer of a type's schema; if left out, it is derived from the name.
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

/// The keyword that lists the values of an enum; `enum` if left out.
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
