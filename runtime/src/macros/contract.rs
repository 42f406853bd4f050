//! The contract between generated code and this crate, by number. A release that generated code
//! needs more of than of the one before has the next number, and an arm for each number that it
//! still keeps.

/// The contract that code generated today is made for.
#[doc(hidden)]
pub const CONTRACT: u32 = 1;

/// The first version of this crate that keeps [`CONTRACT`].
#[doc(hidden)]
pub const CONTRACT_SINCE: &str = "0.1.0";

/// The items of generated code, if this crate keeps the contract that they were generated for.
/// Otherwise there are no items, so that the compiler reports only one error.
#[doc(hidden)]
#[macro_export]
macro_rules! contract {
    (1 => $($items:tt)*) => { $($items)* };
    ($contract:literal => $($items:tt)*) => {
        ::core::compile_error!(::core::concat!(
            "this code was generated for contract ",
            $contract,
            " of fieldwright-runtime, and version 0.1.0 keeps contract 1: generate it again with ",
            "fieldwright 0.1, or depend on the version of fieldwright-runtime that its Cargo.toml asks for",
        ));
    };
}
