//! A tree of keys and JSON values -> YAML text that people like to read.
//!
//! Written by hand instead of by serde_yaml, because number texts, the order of
//! keys, comments and the form of lists must come out as they were put in.

use std::fmt::Write as _;

use fieldwright_runtime::Value;

/// Something to write.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum YamlNode {
    Json(Value),
    /// A mapping over several lines.
    Map(Vec<(String, YamlNode)>),
    /// A list over several lines.
    List(Vec<YamlNode>),
}

/// Texts at most this wide go on one line in lists.
const WIDTH: usize = 110;

impl YamlNode {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Json(Value::from(text.into()))
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self::Json(Value::Bool(flag))
    }
}

/// The lines of a mapping, each below `indent` blanks.
pub(super) fn write(entries: &[(String, YamlNode)], indent: usize, out: &mut String) {
    for (key, node) in entries {
        out.extend(std::iter::repeat_n(' ', indent));
        push_key(key, Some(indent), out);
        value(node, indent, out);
    }
}

/// A key and its colon: in a mapping over lines, below `indent` blanks, or in one in flow style. A
/// key without a mark may have 1,024 characters (YAML 1.2.2, section 7.4.2).
fn push_key(key: &str, indent: Option<usize>, out: &mut String) {
    let key = scalar(key, indent.is_none());
    if key.len() <= 1024 {
        let _ = write!(out, "{key}:");
        return;
    }
    let _ = match indent {
        Some(indent) => write!(out, "? {key}\n{:indent$}:", ""),
        None => write!(out, "? {key} :"),
    };
}

/// Writes the value after a key's colon or an item's dash, and the end of the line.
fn value(node: &YamlNode, indent: usize, out: &mut String) {
    let is_mapping = matches!(node, YamlNode::Map(entries) if !entries.is_empty());
    let fits = |line: &String| !is_mapping && (line.len() + indent < WIDTH || !splits(node));
    if let Some(line) = line(node).filter(fits) {
        out.push(' ');
        out.push_str(&line);
        out.push('\n');
        return;
    }
    match node {
        YamlNode::Json(Value::String(text)) => block(text, indent, out),
        YamlNode::Json(Value::Array(items)) => {
            let items: Vec<YamlNode> = items.iter().cloned().map(YamlNode::Json).collect();
            list(&items, indent, out);
        }
        YamlNode::List(items) => list(items, indent, out),
        YamlNode::Map(entries) => {
            out.push('\n');
            write(entries, indent + 2, out);
        }
        YamlNode::Json(other) => {
            out.push(' ');
            flow(other, out);
            out.push('\n');
        }
    }
}

fn list(items: &[YamlNode], indent: usize, out: &mut String) {
    out.push('\n');
    for item in items {
        out.extend(std::iter::repeat_n(' ', indent + 2));
        out.push('-');
        match item {
            YamlNode::Map(entries) => match line(item).filter(|line| line.len() + indent < WIDTH) {
                Some(line) => {
                    out.push(' ');
                    out.push_str(&line);
                    out.push('\n');
                }
                None => {
                    // The first key follows the dash.
                    let mut text = String::new();
                    write(entries, indent + 4, &mut text);
                    out.push(' ');
                    out.push_str(text.trim_start());
                }
            },
            _ => value(item, indent + 2, out),
        }
    }
}

/// Whether the node may be written over several lines.
fn splits(node: &YamlNode) -> bool {
    match node {
        YamlNode::Json(Value::Array(items)) => !items.is_empty(),
        YamlNode::List(items) => !items.is_empty(),
        YamlNode::Map(entries) => !entries.is_empty(),
        YamlNode::Json(_) => false,
    }
}

/// The node on one line, if it fits there: small values, lists of them, and
/// mappings of few short keys within lists.
fn line(node: &YamlNode) -> Option<String> {
    let mut out = String::new();
    match node {
        YamlNode::Json(Value::String(text)) if text.contains('\n') && is_block(text) => {
            return None;
        }
        YamlNode::Json(Value::String(text)) => out.push_str(&scalar(text, false)),
        YamlNode::Json(value) => flow(value, &mut out),
        YamlNode::Map(entries) if entries.is_empty() => out.push_str("{}"),
        YamlNode::List(items) if items.is_empty() => out.push_str("[]"),
        YamlNode::Map(entries) => {
            let flat = entries
                .iter()
                .all(|(_, node)| matches!(node, YamlNode::Json(_)));
            if !flat || entries.len() > 4 {
                return None;
            }
            out.push_str("{ ");
            for (index, (key, node)) in entries.iter().enumerate() {
                let YamlNode::Json(value) = node else {
                    return None;
                };
                let comma = if index > 0 { ", " } else { "" };
                out.push_str(comma);
                push_key(key, None, &mut out);
                out.push(' ');
                flow(value, &mut out);
            }
            out.push_str(" }");
        }
        YamlNode::List(items) => {
            let mut parts = Vec::new();
            for item in items {
                let YamlNode::Json(value) = item else {
                    return None;
                };
                let mut part = String::new();
                flow(value, &mut part);
                parts.push(part);
            }
            let _ = write!(out, "[{}]", parts.join(", "));
        }
    }
    Some(out)
}

/// JSON in flow style.
fn flow(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => out.push_str(&scalar(text, true)),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                flow(item, out);
            }
            out.push(']');
        }
        Value::Object(map) if map.is_empty() => out.push_str("{}"),
        Value::Object(map) => {
            out.push_str("{ ");
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                push_key(key, None, out);
                out.push(' ');
                flow(item, out);
            }
            out.push_str(" }");
        }
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

/// Whether a text can be a literal block: lines of plain characters, none of which
/// begins or ends with a blank.
fn is_block(text: &str) -> bool {
    let fine = |line: &str| !line.ends_with([' ', '\t']) && !line.starts_with('\t');
    let first = text.lines().next().unwrap_or_default();
    !first.is_empty()
        && !first.starts_with(' ')
        && !text.ends_with('\n')
        && text.split('\n').all(fine)
        && text.chars().all(|c| c == '\n' || is_plain(c))
}

fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(" |-\n");
    for line in text.split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Characters that YAML accepts unescaped, and that are visible.
fn is_plain(c: char) -> bool {
    let hidden = matches!(
        c,
        '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{61c}'
    ) || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c);
    !c.is_control() && !hidden && !('\u{fffe}'..='\u{ffff}').contains(&c)
}

/// A string as a scalar on one line: plain where no reader could take it for
/// something else, else in double quotes.
fn scalar(text: &str, in_flow: bool) -> String {
    let starts = text
        .chars()
        .next()
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$'));
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.contains(&text.to_lowercase().as_str());
    let safe = text.chars().all(is_plain)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && (!in_flow || !text.contains(['[', ']', '{', '}', ',', ':']));
    if starts && !is_word && safe {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_plain(c) => out.push(c),
            c if u32::from(c) <= 0xffff => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{YamlNode, scalar, write};
    use fieldwright_runtime::Value;

    /// Another reader reads the written values.
    #[test]
    fn others_read_what_was_written() {
        let texts = [
            "",
            "a",
            "null",
            "No",
            "1",
            "-1",
            ".5",
            "1e3",
            "0x1F",
            "2020-01-01",
            "a: b",
            "a #b",
            "#a",
            "- a",
            "a:",
            " a",
            "a ",
            "a\nb",
            "a\n\n  b\nc",
            "a\n b\n",
            "\n",
            "\ta",
            "a\tb",
            "\"",
            "'",
            "`x`",
            "*a",
            "&a",
            "!a",
            "a, b",
            "[a]",
            "{a}",
            "\u{0}",
            "\u{85}",
            "\u{feff}",
            "\u{1f600}",
            "\u{202e}x",
            "%a",
            "@a",
            "~",
            "=",
            "<<",
            "a\\b",
            "x|-",
            "|-",
            "? a",
            "on",
            "\r",
            "a\r\nb",
            "\u{2028}",
            "Type[]",
            "map<string>",
            &"long ".repeat(300),
            &"\u{0}".repeat(171),
        ];
        let entries: Vec<(String, YamlNode)> = texts
            .iter()
            .flat_map(|text| {
                let array = Value::from(vec![Value::from(*text), Value::from("x".repeat(120))]);
                let object =
                    Value::Object([((*text).to_owned(), Value::from(1))].into_iter().collect());
                [
                    (format!("{text} key"), YamlNode::text(*text)),
                    (
                        format!("{text} list"),
                        YamlNode::List(vec![
                            YamlNode::text(*text),
                            YamlNode::Map(vec![((*text).to_owned(), YamlNode::text(*text))]),
                        ]),
                    ),
                    (format!("{text} array"), YamlNode::Json(array)),
                    (format!("{text} object"), YamlNode::Json(object)),
                ]
            })
            .collect();
        let mut text = String::new();
        write(&entries, 0, &mut text);
        let read: serde_yaml::Value =
            serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        for (index, wanted) in texts.iter().enumerate() {
            let read = |key: &str| &read[format!("{wanted} {key}").as_str()];
            assert_eq!(read("key").as_str(), Some(*wanted), "{text}");
            assert_eq!(read("list")[0].as_str(), Some(*wanted), "{index}");
            assert_eq!(read("list")[1][*wanted].as_str(), Some(*wanted), "{index}");
            assert_eq!(read("array")[0].as_str(), Some(*wanted), "{index}");
            assert_eq!(read("object")[*wanted].as_i64(), Some(1), "{index}");
        }
        assert_eq!(
            scalar("plain words, and `code`", false),
            "plain words, and `code`"
        );
    }
}
