//! Text types <-> the types of other crates, one file a crate, each behind a feature of its
//! name; `std::net` is always there.
//!
//! Every way is a `TryFrom`, since either side holds what the other cannot: a text that came
//! through serde may break its format, a crate may know no leap seconds or more years. What
//! cannot be held is a violation with the code `representation`. Texts keep every digit and
//! the offset they were written with; the other types keep what they have room for, but a
//! fraction of a second is never cut off.

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

use crate::fault::Fault;
use crate::text::refusal;
use crate::{Value, Violations};

/// The text is valid, and yet not a value of `name`.
fn refused(name: &'static str) -> Violations {
    refusal(Fault::of("representation", [("type", Value::from(name))]))
}
