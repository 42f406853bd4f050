//! Tests of the JSON reader: what it takes, what it refuses and where, and the spans.

use std::sync::Arc;

use super::SourceId;
use super::json::parse_json;
use super::tests::{errors, json, written};

#[test]
fn accepted() {
    let cases = [
        ("1", "1"),
        ("\u{feff} 1 ", "1"),
        (" \t\r\n[ 1 ,\n2 ]\n", "[1,2]"),
        ("-0", "-0"),
        ("-12.50e+07", "-12.50e+07"),
        ("1E400", "1E400"),
        ("[0,0.1,1e2,-1]", "[0,0.1,1e2,-1]"),
        ("\"\"", "\"\""),
        (
            "\"plain é😀 text, long enough for two words\"",
            "\"plain é😀 text, long enough for two words\"",
        ),
        (r#""\"\\\/\b\f\n\r\t""#, r#""\"\\/\u0008\u000c\n\r\t""#),
        (r#""a\u00E9b\ud83d\ude00c""#, "\"aéb😀c\""),
        (r#"{"\u0061": {"b": []}}"#, r#"{"a":{"b":[]}}"#),
        ("\"\u{7f}\u{2028}\"", "\"\u{7f}\u{2028}\""),
        ("{\"<<\": {\"a\": 1}}", "{\"<<\":{\"a\":1}}"),
    ];
    for (text, expected) in cases {
        let document = json(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        assert_eq!(document.root().to_json(), expected);
    }
}

#[test]
fn refused() {
    let cases = [
        ("", "0..0", "the text ends too early"),
        ("  ", "2..2", "the text ends too early"),
        ("[1, }", "4..5", "a value is missing before `}`"),
        (
            "{'a':1}",
            "1..2",
            "JSON strings are written in double quotes",
        ),
        ("['a']", "1..2", "JSON strings are written in double quotes"),
        (
            "{ab-c:1}",
            "1..5",
            "the key `ab-c` must be in double quotes",
        ),
        (
            "{1:1}",
            "1..2",
            "expected a key in double quotes, found `1`",
        ),
        ("{\"a\" 1}", "5..6", "expected `:` after the key, found `1`"),
        (
            "{\"a\":1 \"b\":2}",
            "7..8",
            "a comma is missing before `\"`",
        ),
        ("[1 2]", "3..4", "a comma is missing before `2`"),
        ("[1:2]", "2..3", "a `:` stands in an array"),
        ("[1}", "2..3", "expected `,` or `]`, found `}`"),
        ("{\"a\":1]", "6..7", "expected `,` or `}`, found `]`"),
        ("{\"a\":1", "6..6", "the text ends too early"),
        (
            "[\"é",
            "1..2",
            "the string that starts here is never closed",
        ),
        ("// c\n1", "0..1", "JSON has no comments"),
        ("[1 /* c */]", "3..4", "JSON has no comments"),
        ("1 # c", "2..3", "JSON has no comments"),
        (
            r#"["\ud800x"]"#,
            "2..8",
            "half of a surrogate pair stands alone",
        ),
        (
            r#"["\ud800\u0041"]"#,
            "2..8",
            "half of a surrogate pair stands alone",
        ),
        (
            r#"["\udc00"]"#,
            "2..8",
            "half of a surrogate pair stands alone",
        ),
        (
            "\"a\nb\"",
            "2..3",
            "a string must not go on over the end of the line",
        ),
        (
            "\"a\tb\"",
            "2..3",
            "a string must not contain a tab character",
        ),
        (
            "\"\u{1}\"",
            "1..2",
            "a string must not contain the control character U+0001",
        ),
        (r#""\x""#, "1..3", "`\\x` is no escape of JSON"),
        (r#""\é""#, "1..4", "`\\é` is no escape of JSON"),
        (
            r#""\u12g4""#,
            "1..5",
            "four hexadecimal digits must follow `\\u`",
        ),
        (
            r#""\u12"#,
            "1..5",
            "four hexadecimal digits must follow `\\u`",
        ),
        ("\"\\", "1..2", "the text ends in an escape"),
        ("[01]", "1..3", "a number must not start with zeros"),
        ("-", "0..1", "a digit must follow `-`"),
        ("1.", "0..2", "a digit must follow the decimal point"),
        ("1.e5", "0..2", "a digit must follow the decimal point"),
        ("1e+", "0..3", "the exponent has no digits"),
        ("+1", "0..1", "a number must not start with `+`"),
        (
            ".5",
            "0..1",
            "a number must have a digit before the decimal point",
        ),
        ("True", "0..4", "`True` is not a JSON value"),
        ("nulls", "0..5", "`nulls` is not a JSON value"),
        ("NaN", "0..3", "`NaN` is not a JSON value"),
        ("[1,,2]", "3..4", "a value is missing before the comma"),
        ("{\"a\":}", "5..6", "a value is missing before `}`"),
        ("]", "0..1", "a value is missing before `]`"),
        ("1 2", "2..3", "`2` stands after the end of the JSON value"),
        ("[]]", "2..3", "`]` stands after the end of the JSON value"),
        (
            "\u{a0}1",
            "0..2",
            "expected a value, found the character U+00A0",
        ),
    ];
    for (text, at, message) in cases {
        let list = json(text).err().unwrap_or_default();
        assert_eq!(list.len(), 1, "{text}");
        assert_eq!(list[0].message, message, "{text}");
        assert_eq!(errors(Err(list)), [format!("json-syntax {at}")], "{text}");
    }
}

#[test]
fn what_is_plainly_meant_is_read_and_reported() {
    let cases = [
        (
            "{\"a\":[1,],}",
            "recovered-syntax 7..8, recovered-syntax 9..10",
            "a",
        ),
        (
            "{\"a\":1,\"b\":2,\"a\":1}",
            "recovered-syntax 13..16",
            "a b",
        ),
        (
            "{\"a\":{\"c\":1},\"a\":{\"c\":1},\"a\":{\"c\":1}}",
            "recovered-syntax 13..16, recovered-syntax 25..28",
            "a",
        ),
    ];
    for (text, expected, keys) in cases {
        let text: Arc<str> = Arc::from(text);
        let parsed = parse_json(SourceId(0), &text);
        let reported = parsed
            .errors
            .iter()
            .map(|e| format!("{} {}..{}", e.code, e.span.start, e.span.end));
        assert_eq!(reported.collect::<Vec<_>>().join(", "), expected, "{text}");
        let document = parsed.document.unwrap();
        let found = document
            .root()
            .entries()
            .map(|(key, _)| key.text.to_owned());
        assert_eq!(found.collect::<Vec<_>>().join(" "), keys, "{text}");
    }
    // Large mappings have a table of their keys.
    let many = (0..40)
        .map(|index| format!("\"k{index}\":{index}"))
        .collect::<Vec<_>>()
        .join(",");
    let text: Arc<str> = Arc::from(format!("{{{many},{many}}}"));
    let parsed = parse_json(SourceId(0), &text);
    assert_eq!(parsed.errors.len(), 40);
    let document = parsed.document.unwrap();
    assert_eq!(document.root().entries().count(), 40);
    assert!((0..40).all(|index| document.root().get(&format!("k{index}")).is_some()));
}

#[test]
fn open_brackets_are_named() {
    for (text, start) in [
        ("{\"a\": [1", 6),
        ("[[1]", 0),
        ("{\"a\":[1,2}", 5),
        ("{", 0),
    ] {
        let list = json(text).err().unwrap_or_default();
        let (span, what) = list[0].related.clone().unwrap();
        assert_eq!((span.start, span.end), (start, start + 1), "{text}");
        let bracket = &text[start as usize..=start as usize];
        assert_eq!(what, format!("this `{bracket}` is not closed"));
    }
}

#[test]
fn duplicate_keys_are_all_found() {
    let text = r#"{"a": 1, "b": {"c": 1, "\u0063": 2}, "a": 3, "a": 4"#;
    let list = json(text).err().unwrap_or_default();
    let places: Vec<_> = list.iter().map(|e| (e.code, e.span.start)).collect();
    // The outer mapping is never closed, so its keys are not compared.
    assert_eq!(places, [("duplicate-key", 23), ("json-syntax", 51)]);

    let closed = format!("{text}}}");
    let list = json(&closed).err().unwrap_or_default();
    let places: Vec<_> = list
        .iter()
        .map(|e| (e.span.start, e.related.as_ref().map(|r| r.0.start)))
        .collect();
    assert_eq!(places, [(23, Some(15)), (37, Some(1)), (45, Some(1))]);

    let many: Vec<_> = (0..100).map(|n| format!("\"k{}\":0", n % 98)).collect();
    let list = json(&format!("{{{}}}", many.join(",")))
        .err()
        .unwrap_or_default();
    assert_eq!(list.len(), 2);
}

#[test]
fn spans_cover_what_was_written() {
    let text = "{\"é\" : [ 1.5, \"a\\nb\", {} ],\n \"k\": true }";
    let document = json(text).unwrap();
    let root = document.root();
    assert_eq!(written(&document, root.span()), text);
    let (key, list) = root.entries().next().unwrap();
    assert_eq!((key.text, written(&document, key.span)), ("é", "\"é\""));
    assert_eq!(written(&document, list.span()), "[ 1.5, \"a\\nb\", {} ]");
    let items: Vec<_> = list
        .items()
        .map(|item| written(&document, item.span()))
        .collect();
    assert_eq!(items, ["1.5", "\"a\\nb\"", "{}"]);
    assert_eq!(list.items().nth(1).unwrap().as_str(), Some("a\nb"));
    assert_eq!(written(&document, root.get("k").unwrap().span()), "true");
}

#[test]
fn strings_without_escapes_are_not_copied() {
    let document = json(r#"{"key": ["text", 1.5, "a\tb"]}"#).unwrap();
    assert_eq!(document.extra, "a\tb");
}
