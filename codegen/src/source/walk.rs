//! Whole trees -> JSON text, and whether two of them are equal as JSON.
//!
//! Both walks keep their own stack, so that depth costs no call stack.

#[cfg(test)]
use std::cmp::Ordering;

#[cfg(test)]
use super::compare_numbers;
use super::document::{Entries, Items, Kind, Node};

/// A collection that is being written.
enum Open<'d> {
    Items(Items<'d>),
    Entries(Entries<'d>),
}

impl Node<'_> {
    /// Compact JSON text; number text and key order stay as they are.
    pub(crate) fn to_json(self) -> String {
        let mut json = String::new();
        let mut open = Vec::new();
        write_start(self, &mut json, &mut open);
        while let Some(top) = open.last_mut() {
            let fresh = json.ends_with(['[', '{']);
            let next = match top {
                Open::Items(items) => items.next().map(|item| (None, item)),
                Open::Entries(entries) => entries.next().map(|(key, value)| (Some(key), value)),
            };
            let Some((key, value)) = next else {
                json.push(if matches!(top, Open::Items(_)) {
                    ']'
                } else {
                    '}'
                });
                open.pop();
                continue;
            };
            // A string never ends in a bare bracket: its quote comes last.
            if !fresh {
                json.push(',');
            }
            if let Some(key) = key {
                write_string(key.text, &mut json);
                json.push(':');
            }
            write_start(value, &mut json, &mut open);
        }
        json
    }

    #[cfg(test)]
    /// Equality of JSON: numbers by value, objects whatever the order of their keys.
    pub(crate) fn deep_eq(self, other: Node<'_>) -> bool {
        let mut pairs = vec![(self, other)];
        while let Some((a, b)) = pairs.pop() {
            if a.same_content(b) {
                continue;
            }
            if a.kind() != b.kind() || a.len() != b.len() {
                return false;
            }
            let equal = match a.kind() {
                Kind::Null => true,
                Kind::Bool => a.as_bool() == b.as_bool(),
                Kind::String => a.as_str() == b.as_str(),
                Kind::Number => match (a.number_text(), b.number_text()) {
                    (Some(a), Some(b)) => compare_numbers(a, b) == Ordering::Equal,
                    _ => false,
                },
                Kind::Sequence => {
                    pairs.extend(a.items().zip(b.items()));
                    true
                }
                Kind::Mapping => a.entries().all(|(key, value)| {
                    let other = b.get(key.text);
                    pairs.extend(other.map(|other| (value, other)));
                    other.is_some()
                }),
            };
            if !equal {
                return false;
            }
        }
        true
    }
}

/// Writes a scalar, or the start of a collection that then is on the stack.
fn write_start<'d>(node: Node<'d>, json: &mut String, open: &mut Vec<Open<'d>>) {
    match node.kind() {
        Kind::Null => json.push_str("null"),
        Kind::Bool => json.push_str(if node.as_bool() == Some(true) {
            "true"
        } else {
            "false"
        }),
        Kind::Number => json.push_str(node.number_text().unwrap_or("0")),
        Kind::String => write_string(node.as_str().unwrap_or(""), json),
        Kind::Sequence => {
            json.push('[');
            open.push(Open::Items(node.items()));
        }
        Kind::Mapping => {
            json.push('{');
            open.push(Open::Entries(node.entries()));
        }
    }
}

fn write_string(text: &str, json: &mut String) {
    json.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        let (plain, tail) = rest.split_at(at);
        json.push_str(plain);
        let mut chars = tail.chars();
        match chars.next() {
            Some('"') => json.push_str("\\\""),
            Some('\\') => json.push_str("\\\\"),
            Some('\n') => json.push_str("\\n"),
            Some('\r') => json.push_str("\\r"),
            Some('\t') => json.push_str("\\t"),
            Some(c) => json.push_str(&format!("\\u{:04x}", u32::from(c))),
            None => {}
        }
        rest = chars.as_str();
    }
    json.push_str(rest);
    json.push('"');
}
