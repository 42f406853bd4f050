//! One value of an enumeration, and its annotations.

use fieldwright_runtime::{Value, canonical_number};

use super::Spanned;

/// A value of `enum`, with fieldwright's additions.
#[derive(Debug, Clone)]
pub(crate) struct EnumValue {
    pub(crate) value: Spanned<Value>,
    /// The title of the alternative that it was.
    pub(crate) title: Option<String>,
    pub(crate) rust_name: Option<Spanned<String>>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

/// The handling of values that a schema does not name, beside keeping them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnknownValues {
    /// They are valid.
    Keep,
    /// They are reported as advice when read, and refused when a value made in Rust is checked.
    Advice,
}

impl UnknownValues {
    /// As `x-fieldwright-unknown` has it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Advice => "advice",
        }
    }
}

/// A text that equal values share and others do not: a duplicate value is found in one look-up, not
/// by comparing all pairs.
pub(crate) fn fingerprint(value: &Value) -> String {
    match value {
        Value::Number(number) => canonical_number(&number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(fingerprint).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let member = |(name, value)| format!("{}:{}", Value::from(name), fingerprint(value));
            let mut members: Vec<String> = members.iter().map(member).collect();
            members.sort_unstable();
            format!("{{{}}}", members.join(","))
        }
        other => other.to_string(),
    }
}

impl EnumValue {
    /// A value without annotations.
    pub(crate) fn plain(value: Spanned<Value>) -> Self {
        Self {
            value,
            title: None,
            rust_name: None,
            aliases: Vec::new(),
            description: None,
            deprecated: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fingerprint;
    use fieldwright_runtime::{Value, from_json};

    #[test]
    fn equal_values_and_no_others_share_a_fingerprint() {
        let texts = [
            "null",
            "true",
            "false",
            "0",
            "-0",
            "0.0",
            "1",
            "1.0",
            "10e-1",
            "1e400",
            "\"1\"",
            "\"null\"",
            "[]",
            "[1]",
            "[1.0]",
            "[1,2]",
            "[[1],2]",
            "[\"1,2\"]",
            "{}",
            r#"{"a":1,"b":2}"#,
            r#"{"b":2.0,"a":1}"#,
            r#"{"a":1}"#,
            r#"{"a\":1,\"b":2}"#,
        ];
        let values = texts.map(|text| from_json::<Value>(text.as_bytes()).unwrap());
        for a in &values {
            for b in &values {
                assert_eq!(fingerprint(a) == fingerprint(b), a == b, "{a} and {b}");
            }
        }
    }
}
