//! `serde::Deserialize`: any self-describing format, through JSON text.
//!
//! The value is written as text once and read by the same reader as JSON text, so that generated
//! code has one way to read. Values that JSON cannot represent (bytes, NaN, keys that are no
//! strings) are refused.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::number::write_float;
use crate::write::write_string;
use crate::{Model, Value, Violations};

/// Called by generated `Deserialize` impls: reads the shape only.
///
/// # Errors
/// The violations of the shape, as one message; errors of the format.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let text = transcode(deserializer)?;
    crate::entry::shape_from_json(&text).map_err(D::Error::custom)
}

/// The same for types that check their constraints when serde reads them.
///
/// # Errors
/// Every violation, as one message; those of the format.
pub fn deserialize_validated<'de, T: Model, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = transcode(deserializer)?;
    let value: Result<T, Violations> = crate::from_json(text.as_bytes());
    value.map_err(D::Error::custom)
}

fn transcode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut text = String::with_capacity(256);
    ToJson(&mut text).deserialize(deserializer)?;
    Ok(text)
}

/// Writes the values it receives as JSON text.
struct ToJson<'t>(&'t mut String);

impl<'de> DeserializeSeed<'de> for ToJson<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ToJson<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can hold")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.0.push_str(&value.to_string());
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        if !value.is_finite() {
            return Err(E::custom("NaN and infinities are not JSON numbers"));
        }
        write_float(self.0, value);
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        write_string(self.0, text);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        self.0.push('[');
        let mut separator = "";
        loop {
            let before = self.0.len();
            self.0.push_str(separator);
            if sequence.next_element_seed(ToJson(&mut *self.0))?.is_none() {
                self.0.truncate(before);
                break;
            }
            separator = ",";
        }
        self.0.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.push('{');
        let mut separator = "";
        while let Some(key) = map.next_key::<String>()? {
            self.0.push_str(separator);
            write_string(self.0, &key);
            self.0.push(':');
            map.next_value_seed(ToJson(&mut *self.0))?;
            separator = ",";
        }
        self.0.push('}');
        Ok(())
    }
}

impl serde::Serialize for Value {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::serialize(self, serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}
