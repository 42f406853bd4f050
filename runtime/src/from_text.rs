//! Values from their text.

use std::str::FromStr;

use crate::{Number, Value, Violations};

/// Reads JSON text.
impl FromStr for Value {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        crate::from_json(text)
    }
}

/// Reads the text of a JSON number.
impl FromStr for Number {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        crate::from_json(text)
    }
}
