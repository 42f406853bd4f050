//! A type that is not generated.

use fieldwright_runtime::{custom_type, serde};

/// An amount of money, exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Cents(pub i64);

impl serde::Serialize for Cents {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

impl<'de> serde::Deserialize<'de> for Cents {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        match text.split_once('.') {
            Some((_, cents)) if cents.len() == 2 => {
                let cents = text.replace('.', "").parse();
                cents.map(Self).map_err(serde::de::Error::custom)
            }
            _ => Err(serde::de::Error::custom("two digits after a dot were expected")),
        }
    }
}

custom_type!(Cents);
