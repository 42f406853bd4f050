//! The `rust_decimal` crate: a number as a `Decimal`, exact or not at all.
//!
//! It has 96 bits of digits and at most 28 of them behind the point. Zeros at the end are kept.

use rust_decimal::Decimal;

use crate::reader::Reader;
use crate::shape::Checks;
use crate::{Custom, Empty, Model, Node, Number, Value, compare_numbers};

/// Its name in messages.
const NAME: &str = "rust_decimal::Decimal";

impl Model for Decimal {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        if reader.is_coerced(checks) {
            return reader.coerced("number", checks);
        }
        let number = reader.number("number")?;
        reader.check(at, number.node(), checks);
        let value = exact(number.text);
        if value.is_none() {
            reader.unrepresentable(at, [("type", NAME.into())]);
        }
        value
    }

    fn view_value(&self) -> Node<'_> {
        Node::Custom(self)
    }

    crate::whole_value! {}
}

impl Empty for Decimal {
    const EMPTY: Self = Self::ZERO;
}

impl Custom for Decimal {
    fn value(&self) -> Option<Value> {
        Some(Value::Number(Number::from_text(&self.to_string())))
    }
}

/// The decimal that a JSON number is, if there is one that is equal.
fn exact(text: &str) -> Option<Decimal> {
    let value = match text.contains(['e', 'E']) {
        true => Decimal::from_scientific(text),
        false => Decimal::from_str_exact(text),
    };
    let is_equal = |value: &Decimal| compare_numbers(&value.to_string(), text).is_eq();
    value.ok().filter(is_equal)
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn what_is_held_is_equal() {
        for (text, held) in [
            ("1.10", Some("1.10")),
            ("-0.5", Some("-0.5")),
            ("1e2", Some("100")),
            ("1.5E-3", Some("0.0015")),
            (
                "0.1234567890123456789012345678",
                Some("0.1234567890123456789012345678"),
            ),
            ("0.12345678901234567890123456789", None),
            ("1e-40", None),
            ("1e400", None),
            ("79228162514264337593543950336", None),
        ] {
            assert_eq!(
                exact(text).map(|value| value.to_string()).as_deref(),
                held,
                "{text}"
            );
        }
    }
}
