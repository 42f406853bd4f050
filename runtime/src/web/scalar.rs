//! Texts <-> scalars: a text has no type, so the schema's types decide.

use super::shape::Scalars;
use crate::value::Number;
use crate::{Value, number};

/// The first of boolean, integer, number and string that is among `types` and that the text is by the
/// grammar of JSON (RFC 8259). A text that is none of them stays a string, which the reader then
/// refuses.
pub(super) fn of_text(text: &str, types: Scalars) -> Value {
    if types.boolean && matches!(text, "true" | "false") {
        return Value::Bool(text == "true");
    }
    let is_numeric = (types.integer || types.number) && is_number(text);
    // If no string is allowed, the reader gives a better report of an invalid number.
    if is_numeric && (types.number || !types.string || number::is_integer(text)) {
        return Value::Number(Number::from_text(text));
    }
    Value::from(text)
}

/// Whether a text is a number of JSON (RFC 8259 section 6).
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

#[cfg(test)]
mod tests {
    use super::{Scalars, of_text};

    fn read(text: &str, types: &str) -> String {
        let mut scalars = Scalars::default();
        types.split('|').for_each(|name| {
            scalars.add(name);
        });
        of_text(text, scalars).to_string()
    }

    #[test]
    fn the_first_type_that_holds_is_meant() {
        for (text, types, expected) in [
            ("5", "integer", "5"),
            ("5", "string", r#""5""#),
            ("5", "integer|string", "5"),
            ("5.5", "integer|string", r#""5.5""#),
            ("5.0", "integer|string", "5.0"),
            ("5.5", "integer|number|string", "5.5"),
            // The reader refuses it with the right violation.
            ("5.5", "integer", "5.5"),
            ("05", "integer", r#""05""#),
            ("+5", "integer", r#""+5""#),
            (" 5", "integer", r#"" 5""#),
            ("1e3", "number", "1e3"),
            ("1e", "number", r#""1e""#),
            (".5", "number", r#"".5""#),
            ("-", "number", r#""-""#),
            ("", "number", r#""""#),
            ("NaN", "number", r#""NaN""#),
            ("true", "boolean|string", "true"),
            ("True", "boolean", r#""True""#),
            ("1", "boolean", r#""1""#),
            ("null", "any", r#""null""#),
            (
                "123456789012345678901234567890123456789012",
                "integer|string",
                "123456789012345678901234567890123456789012",
            ),
        ] {
            assert_eq!(read(text, types), expected, "{text} as {types}");
        }
    }
}
