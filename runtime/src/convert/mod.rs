//! Text types <-> the types of other crates, one file a crate, each behind a feature of its
//! name; `std::net` is always there.
//!
//! Every conversion is a `TryFrom`, since either side has values that the other cannot hold: a text
//! from serde may violate its format, a crate may not support leap seconds or all years. A value
//! that cannot be held is a violation with the code `representation`. Texts keep every digit and
//! their offset; the other types keep what they have room for, but never truncate a fraction of a
//! second.

mod net;

#[cfg(any(
    feature = "jiff",
    feature = "jiff_02",
    feature = "chrono",
    feature = "time"
))]
#[macro_use]
mod fields;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "rust_decimal")]
mod decimal;
#[cfg(any(feature = "jiff", feature = "jiff_02"))]
mod jiff;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;

use crate::Violations;
use crate::fault::Fault;
use crate::text::refusal;

/// The text is valid, and yet not a value of `name`.
fn refused(name: &'static str) -> Violations {
    refusal(Fault::of("representation", [("type", name.into())]))
}
