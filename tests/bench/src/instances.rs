//! The model -> valid JSON texts of its types.

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::{FLAT, Field, Kind, NESTED, Record, VALUES};

/// How a text is laid out.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    pub(crate) spaced: bool,
    /// Whether keys stand in an order that is not the schema's.
    pub(crate) shuffled: bool,
}

/// As writers without options write it.
pub(crate) const COMPACT: Layout = Layout {
    spaced: false,
    shuffled: false,
};

/// One line for each type: what the check reads, in the order of the types.
pub(crate) fn lines(records: &[Record]) -> String {
    let mut out = String::new();
    for record in records {
        out.push_str(&instance(records, record, 0, 0, COMPACT));
        out.push('\n');
    }
    out
}

/// The texts that are timed, by case.
pub(crate) fn cases(records: &[Record]) -> BTreeMap<&'static str, String> {
    let text = |index: usize, depth, number, layout| {
        let record = records.get(index);
        record.map_or_else(String::new, |record| {
            instance(records, record, depth, number, layout)
        })
    };
    let spaced = Layout {
        spaced: true,
        ..COMPACT
    };
    let shuffled = Layout {
        shuffled: true,
        ..COMPACT
    };
    let many: Vec<String> = (0..1000).map(|n| text(FLAT, 0, n, COMPACT)).collect();
    BTreeMap::from([
        ("compact", text(FLAT, 0, 0, COMPACT)),
        ("spaced", text(FLAT, 0, 0, spaced)),
        ("shuffled", text(FLAT, 0, 0, shuffled)),
        ("nested", text(NESTED, 2, 0, COMPACT)),
        ("array", format!("[{}]", many.join(","))),
    ])
}

/// The seed's type with all its fields, as the example has it and without spaces.
pub(crate) fn seed() -> Result<[(&'static str, String); 2], String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../schema/examples/connect_session_create.json");
    let spaced = std::fs::read_to_string(&path)
        .map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    Ok([
        ("seed-compact", without_spaces(&spaced)),
        ("seed-spaced", spaced),
    ])
}

/// JSON text without the white space between its tokens.
fn without_spaces(text: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    text.chars()
        .filter(|c| {
            if *c == '"' && !escaped {
                quoted = !quoted;
            }
            escaped = *c == '\\' && !escaped;
            quoted || !c.is_ascii_whitespace()
        })
        .collect()
}

/// One instance; `depth` levels of references are followed, and left out below.
fn instance(
    records: &[Record],
    record: &Record,
    depth: usize,
    number: usize,
    layout: Layout,
) -> String {
    let mut members = Vec::new();
    for field in &record.fields {
        let value = match field.kind {
            Kind::Record(index) => match (depth.checked_sub(1), records.get(index)) {
                (Some(depth), Some(inner)) => instance(records, inner, depth, number, layout),
                _ => continue,
            },
            _ => value(field, number, layout),
        };
        let colon = if layout.spaced { ": " } else { ":" };
        members.push(format!("\"{}\"{colon}{value}", field.name));
    }
    if layout.shuffled {
        members = shuffled(members);
    }
    let (open, comma, close) = if layout.spaced {
        ("{\n  ", ",\n  ", "\n}")
    } else {
        ("{", ",", "}")
    };
    format!("{open}{}{close}", members.join(comma))
}

/// A value that keeps every limit the model can set.
fn value(field: &Field, number: usize, layout: Layout) -> String {
    match field.kind {
        Kind::Text => format!(
            "\"{}-of-record-{number}\"",
            field.member().replace('_', "-")
        ),
        Kind::Integer => (12_345 + number).to_string(),
        Kind::Number => format!("0.{}", 625 + number % 8 * 2),
        Kind::Boolean => (number.is_multiple_of(2)).to_string(),
        Kind::Texts => {
            let comma = if layout.spaced { ", " } else { "," };
            let texts = ["one", "second", "third-of-them"].map(|text| format!("\"{text}\""));
            format!("[{}]", texts.join(comma))
        }
        Kind::Level(_) | Kind::State(_) => {
            let known = VALUES.get(number % 3).copied().unwrap_or_default();
            format!("\"{known}\"")
        }
        Kind::Record(_) => "{}".to_owned(),
    }
}

/// The same order on every run: from both halves in turn, the second one backwards.
fn shuffled(mut members: Vec<String>) -> Vec<String> {
    let mut second = members.split_off(members.len() / 2);
    let mut out = Vec::new();
    while let Some(member) = second.pop() {
        out.push(member);
        if !members.is_empty() {
            out.push(members.remove(0));
        }
    }
    out
}
