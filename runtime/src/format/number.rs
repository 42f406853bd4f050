//! The formats of integers, `float` and `double` after the OpenAPI format registry.
//!
//! An integer is one by value (`1.0`, `1e2`). A float is evaluated by its range alone: the registry
//! specifies the precision of a value, not its decimal texts.

use super::Format;
use crate::number::to_integer;

/// Whether a number, as JSON text, keeps to the format.
pub(super) fn matches(format: Format, text: &str) -> bool {
    if let Some((least, greatest)) = format.integers() {
        return to_integer(text).is_some_and(|value| (least..=greatest).contains(&value));
    }
    match format {
        Format::Double => text.parse().is_ok_and(f64::is_finite),
        // By way of the f64 that generated types keep.
        Format::Float => text
            .parse::<f64>()
            .is_ok_and(|value| (value as f32).is_finite()),
        _ => true,
    }
}
