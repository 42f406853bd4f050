//! Content of a YAML scalar -> its value in the YAML 1.2 core schema.
//!
//! Knows nothing of spans or of the parser. Numbers come out as JSON number text.

use std::borrow::Cow;

/// The help for a text that was a boolean in YAML 1.1 where one was expected.
pub(crate) fn boolean_help(text: &str) -> Option<&'static str> {
    match &*text.to_ascii_lowercase() {
        "yes" | "y" | "on" | "true" => Some("YAML 1.2: write `true`"),
        "no" | "n" | "off" | "false" => Some("YAML 1.2: write `false`"),
        _ => None,
    }
}

/// The meaning of a scalar.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Scalar<'t> {
    Null,
    Bool(bool),
    Number(Cow<'t, str>),
    String,
    /// A number that JSON has no text for, and why.
    NoJsonNumber(&'static str),
}

/// Resolves a plain scalar.
pub(super) fn resolve_plain(text: &str) -> Scalar<'_> {
    // The first byte settles almost every scalar as a string.
    let found = match text.as_bytes().first() {
        None => Some(Scalar::Null),
        Some(b'~' | b'n' | b'N') => resolve_null(text),
        Some(b't' | b'T' | b'f' | b'F') => resolve_bool(text),
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => resolve_int(text).or_else(|| resolve_float(text)),
        Some(_) => None,
    };
    found.unwrap_or(Scalar::String)
}

/// Resolves a scalar with an explicit core tag (`str`, `int`, ..), or returns why it cannot be one.
pub(super) fn resolve_tagged<'t>(tag: &str, text: &'t str) -> Result<Scalar<'t>, String> {
    let found = match tag {
        "str" => Some(Scalar::String),
        "null" => resolve_null(text),
        "bool" => resolve_bool(text),
        "int" => resolve_int(text),
        "float" => resolve_float(text),
        _ => return Err(format!("`!!{tag}` stands before a scalar")),
    };
    found.ok_or_else(|| format!("the content is not of the form that `!!{tag}` asks for"))
}

fn resolve_null(text: &str) -> Option<Scalar<'_>> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Scalar::Null)
}

fn resolve_bool(text: &str) -> Option<Scalar<'_>> {
    match text {
        "true" | "True" | "TRUE" => Some(Scalar::Bool(true)),
        "false" | "False" | "FALSE" => Some(Scalar::Bool(false)),
        _ => None,
    }
}

fn resolve_int(text: &str) -> Option<Scalar<'_>> {
    if let Some(digits) = text.strip_prefix("0x") {
        return resolve_radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return resolve_radix(digits, 8);
    }
    let parts = Parts::split(text)?;
    (parts.fraction.is_none() && parts.exponent.is_empty())
        .then(|| Scalar::Number(parts.json_text(text)))
}

fn resolve_float(text: &str) -> Option<Scalar<'_>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Some(Scalar::NoJsonNumber("infinity has no JSON number"));
    }
    if matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Some(Scalar::NoJsonNumber("not-a-number has no JSON number"));
    }
    Parts::split(text).map(|parts| Scalar::Number(parts.json_text(text)))
}

/// Digits that exceed 128 bits are refused: turning them into decimal is not linear.
fn resolve_radix(digits: &str, radix: u32) -> Option<Scalar<'static>> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    Some(match u128::from_str_radix(digits, radix) {
        Ok(value) => Scalar::Number(Cow::Owned(value.to_string())),
        Err(_) => Scalar::NoJsonNumber("the number has more than 128 bits"),
    })
}

/// A decimal number taken apart; the exponent with its `e` and sign.
struct Parts<'t> {
    sign: &'t str,
    whole: &'t str,
    fraction: Option<&'t str>,
    exponent: &'t str,
}

impl<'t> Parts<'t> {
    fn split(text: &'t str) -> Option<Self> {
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        let (sign, _) = text.split_at_checked(text.len() - unsigned.len())?;
        let (digits, exponent) = match unsigned.find(['e', 'E']) {
            Some(at) => unsigned.split_at_checked(at)?,
            None => (unsigned, ""),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let exponent_digits = exponent.get(1..).unwrap_or("0");
        let exponent_digits = exponent_digits
            .strip_prefix(['+', '-'])
            .unwrap_or(exponent_digits);
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let well_formed = all_digits(whole)
            && all_digits(fraction.unwrap_or(""))
            && all_digits(exponent_digits)
            && !exponent_digits.is_empty()
            && !(whole.is_empty() && fraction.unwrap_or("").is_empty());
        well_formed.then_some(Self {
            sign,
            whole,
            fraction,
            exponent,
        })
    }

    /// The number as JSON writes it: `+1` is `1`, `007` is `7`, `.5` is `0.5`, `1.` is `1.0`.
    fn json_text(&self, text: &'t str) -> Cow<'t, str> {
        let short = match self.whole.trim_start_matches('0') {
            "" => "0",
            digits => digits,
        };
        if self.sign != "+" && short == self.whole && self.fraction != Some("") {
            return Cow::Borrowed(text);
        }
        let mut json = String::with_capacity(text.len() + 2);
        json.push_str(self.sign.trim_start_matches('+'));
        json.push_str(short);
        if let Some(fraction) = self.fraction {
            json.push('.');
            json.push_str(if fraction.is_empty() { "0" } else { fraction });
        }
        json.push_str(self.exponent);
        Cow::Owned(json)
    }
}
