//! Tests of what does not depend on the language: positions, the views, numbers, limits.

use std::cmp::Ordering;
use std::sync::Arc;

use super::cell::Cell;
use super::*;

/// A faulty text as `code start..end`, in the order the errors come in.
pub(super) fn errors(result: Result<Document, Vec<SyntaxError>>) -> Vec<String> {
    let list = result.err().unwrap_or_default();
    list.iter()
        .map(|e| format!("{} {}..{}", e.code, e.span.start, e.span.end))
        .collect()
}

pub(super) fn yaml(text: &str) -> Result<Document, Vec<SyntaxError>> {
    parse_yaml(SourceId(0), &Arc::from(text), Limits::default()).strict()
}

pub(super) fn json(text: &str) -> Result<Document, Vec<SyntaxError>> {
    parse_json(SourceId(0), &Arc::from(text)).strict()
}

/// The text that a node or key was written as.
pub(super) fn written(document: &Document, span: Span) -> &str {
    &document.text[span.start as usize..span.end as usize]
}

#[test]
fn cells_are_small() {
    assert_eq!(size_of::<Cell>(), 20);
}

#[test]
fn positions() {
    let long = format!("{}x", "é".repeat(3000));
    let mut marked = "é".repeat(1023);
    marked.push_str("\r\nz");
    let cases = [
        ("", 0, 1, 1),
        ("", 9, 1, 1),
        ("ab\ncd", 0, 1, 1),
        ("ab\ncd", 2, 1, 3),
        ("ab\ncd", 3, 2, 1),
        ("ab\ncd", 99, 2, 3),
        ("a\r\nb\rc\n", 1, 1, 2),
        ("a\r\nb\rc\n", 3, 2, 1),
        ("a\r\nb\rc\n", 5, 3, 1),
        ("a\r\nb\rc\n", 7, 4, 1),
        ("é😀x", 2, 1, 2),
        ("é😀x", 6, 1, 3),
        ("é😀x", 4, 1, 2),
        ("\n\nß\u{301}x", 6, 3, 3),
        ("\u{feff}a: b", 3, 1, 1),
        ("\u{feff}a: b", 0, 1, 1),
        ("\u{feff}a: b", 6, 1, 4),
        (&long, 2, 1, 2),
        (&long, 2046, 1, 1024),
        (&long, 6000, 1, 3001),
        (&marked, 2048, 2, 1),
        (&marked, 2047, 1, 1025),
    ];
    for (text, offset, line, column) in cases {
        let mut sources = Sources::new();
        let id = sources.add("x", text.to_owned());
        let position = sources.position(Span::new(id, offset, offset));
        assert_eq!(
            position,
            Position { line, column },
            "{text:.20} at {offset}"
        );
    }
}

#[test]
fn sources_keep_names_and_texts() {
    let mut sources = Sources::new();
    let first = sources.add("dir\\a.json", "[1]".to_owned());
    let second = sources.add("b.yaml", "x: 1".to_owned());
    assert_eq!(sources.name(first), "dir/a.json");
    assert_eq!(sources.slice(Span::new(second, 0, 1)), "x");
    assert_eq!(sources.slice(Span::new(second, 3, 99)), "");
    assert_eq!(
        (sources.name(first), sources.text(first)),
        ("dir/a.json", "[1]")
    );
    let unknown = SourceId(7);
    assert_eq!((sources.name(unknown), sources.text(unknown)), ("", ""));
    let root = sources.parse(second).strict().unwrap().root().to_json();
    assert_eq!(root, r#"{"x":1}"#);
}

#[test]
fn language_by_name_and_content() {
    let cases = [
        ("a.json", "[1]", "[1]"),
        ("a.JSON", "a: 1", "json-syntax 0..1"),
        ("a.yaml", "a: 1", r#"{"a":1}"#),
        ("a.yml", "{\"a\": 1}", r#"{"a":1}"#),
        ("a.yml", "{a: 1}", r#"{"a":1}"#),
        ("a.yml", "[1,]", "[1]"),
        ("a.yml", "{\"a\":1,\"a\":2}", "duplicate-key 7..10"),
        ("a", "a: 1", r#"{"a":1}"#),
        ("a.txt", "\u{feff}\n {\"a\": 1}", r#"{"a":1}"#),
        ("a.txt", "{a: 1}", "json-syntax 1..2"),
        ("dir.json/a", "- 1", "[1]"),
    ];
    for (name, text, expected) in cases {
        let found = match parse(name, SourceId(0), &Arc::from(text), Limits::default()).strict() {
            Ok(document) => document.root().to_json(),
            Err(list) => errors(Err(list)).join(", "),
        };
        let expected = expected.replace("\u{feff}", "");
        assert_eq!(found, expected, "{name}: {text}");
    }
}

#[test]
fn views_of_kinds() {
    let text = r#"[null, true, 1.50, "s", [1], {"a": 1}]"#;
    let document = json(text).unwrap();
    let kinds: Vec<_> = document.root().items().map(Node::kind).collect();
    use Kind::{Bool, Mapping, Null, Number, Sequence, String};
    assert_eq!(kinds, [Null, Bool, Number, String, Sequence, Mapping]);
    let names: Vec<_> = document.root().items().map(Node::type_name).collect();
    let expected = ["null", "boolean", "number", "string", "array", "object"];
    assert_eq!(names, expected);
    let lengths: Vec<_> = document.root().items().map(Node::len).collect();
    assert_eq!(lengths, [0, 0, 0, 0, 1, 1]);
    for (index, node) in document.root().items().enumerate() {
        assert_eq!(node.as_bool(), (index == 1).then_some(true));
        assert_eq!(node.number_text(), (index == 2).then_some("1.50"));
        assert_eq!(node.as_str(), (index == 3).then_some("s"));
        assert_eq!(node.items().len(), usize::from(index == 4));
        assert_eq!(node.entries().len(), usize::from(index == 5));
        assert_eq!(node.get("a").is_some(), index == 5);
        assert_eq!(document.node(node.id()).span(), node.span());
    }
    // An id that this document does not have.
    let last = document.root().id();
    assert_eq!(json("0").unwrap().node(last).kind(), Null);
}

#[test]
fn iterators_skip_and_count() {
    let document = json(r#"{"s": [0, 1, 2, 3], "b": 1, "c": 2}"#).unwrap();
    let mut items = document.root().get("s").unwrap().items();
    assert_eq!(items.nth(1).unwrap().number_text(), Some("1"));
    assert_eq!(items.len(), 2);
    assert!(items.nth(2).is_none());
    assert_eq!(items.len(), 0);
    assert!(items.next().is_none());
    let mut entries = document.root().entries();
    assert_eq!(entries.nth(1).unwrap().0.text, "b");
    assert_eq!(entries.len(), 1);
    assert!(entries.nth(usize::MAX).is_none());
}

#[test]
fn lookup_in_small_and_large_mappings() {
    for size in [0, 1, 12, 13, 14, 100, 5000] {
        let entries: Vec<_> = (0..size).map(|n| format!("\"k{n}\": {n}")).collect();
        let document = json(&format!("{{{}}}", entries.join(","))).unwrap();
        for n in 0..size {
            let value = document.root().get(&format!("k{n}"));
            assert_eq!(value.unwrap().number_text(), Some(n.to_string().as_str()));
        }
        assert!(document.root().get("k").is_none());
        assert!(document.root().get(&format!("k{size}")).is_none());
    }
    let document = json(r#"{"a": 1}"#).unwrap();
    let (key, value) = document.root().entry("a").unwrap();
    assert_eq!(written(&document, key.span), "\"a\"");
    assert_eq!(written(&document, value.span()), "1");
}

#[test]
fn pointers() {
    let text = r#"{"a/b": [10, {"m~n": 20, "": 30, "0": 40}], "x": "y"}"#;
    let document = json(text).unwrap();
    let cases = [
        ("/a~1b/0", Some("10")),
        ("/a~1b/1/m~0n", Some("20")),
        ("/a~1b/1/", Some("30")),
        ("/a~1b/1/0", Some("40")),
        ("/a~1b/01", None),
        ("/a~1b/+1", None),
        ("/a~1b/2", None),
        ("/a~1b/-", None),
        ("/a~1b/99999999999999999999", None),
        ("/x/y", None),
        ("a~1b", None),
    ];
    for (pointer, expected) in cases {
        let found = document.root().pointer(pointer);
        assert_eq!(found.and_then(Node::number_text), expected, "{pointer}");
    }
    assert_eq!(
        document.root().pointer("").unwrap().id(),
        document.root().id()
    );
}

#[test]
fn json_text_is_compact_and_escaped() {
    let cases = [
        ("[ ]", "[]"),
        ("{ }", "{}"),
        ("[[], {}, [{}], 1.0e+2, -0]", "[[],{},[{}],1.0e+2,-0]"),
        (
            r#"{"b": 1, "a": {"c": [true, null]}}"#,
            r#"{"b":1,"a":{"c":[true,null]}}"#,
        ),
        (r#"["[", "{", 1]"#, r#"["[","{",1]"#),
        (
            r#""\u0000\u001f\b\n\r\t\"\\\/é😀\u007f""#,
            "\"\\u0000\\u001f\\u0008\\n\\r\\t\\\"\\\\/é😀\u{7f}\"",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(json(text).unwrap().root().to_json(), expected);
    }
}

#[test]
fn equality_of_trees() {
    let cases = [
        ("1", "1.0", true),
        ("1", "10e-1", true),
        ("1", "2", false),
        ("1", "\"1\"", false),
        ("null", "false", false),
        ("true", "true", true),
        (r#""a\u0062""#, r#""ab""#, true),
        ("[1,2]", "[1.0,2e0]", true),
        ("[1,2]", "[2,1]", false),
        ("[1]", "[1,1]", false),
        (r#"{"a":1,"b":[{}]}"#, r#"{"b":[{}],"a":1}"#, true),
        (r#"{"a":1}"#, r#"{"b":1}"#, false),
        (r#"{"a":1}"#, r#"{"a":1,"b":1}"#, false),
        (
            r#"{"a":{"b":[1,{"c":2}]}}"#,
            r#"{"a":{"b":[1,{"c":3}]}}"#,
            false,
        ),
    ];
    for (a, b, expected) in cases {
        let (a, b) = (json(a).unwrap(), json(b).unwrap());
        assert_eq!(a.root().deep_eq(b.root()), expected);
        assert_eq!(b.root().deep_eq(a.root()), expected);
        assert!(a.root().deep_eq(a.root()));
    }
}

#[test]
fn order_of_numbers() {
    // Each row is one value; the rows ascend.
    let rows: [&[&str]; 15] = [
        &["-1e99999999999999999999"],
        &["-1e400", "-10e399"],
        &["-2", "-2.0", "-0.2e1"],
        &["-1.5"],
        &["-1e-400"],
        &["0", "-0", "0.00", "0e5", "-0e-999999999999"],
        &["1e-99999999999999999999"],
        &["0.001", "1e-3", "0.1E-2", "0.00100"],
        &["0.1"],
        &["1", "1.0", "1e0", "10e-1", "100E-2", "0.01e+2"],
        &["1.000000000000000000001"],
        &["9007199254740992"],
        &[
            "9007199254740993",
            "9007199254740993.0",
            "9.007199254740993e15",
        ],
        &["1e400", "10e399", "1000000e394"],
        &["1e99999999999999999999"],
    ];
    for (i, row) in rows.iter().enumerate() {
        for (j, other) in rows.iter().enumerate() {
            for (a, b) in row.iter().flat_map(|a| other.iter().map(move |b| (a, b))) {
                assert_eq!(compare_numbers(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }
    // No number, no panic.
    for text in ["", "-", ".", "e", "1e", "é", "1eé", "--1", "1e+-3"] {
        assert_eq!(compare_numbers(text, text), Ordering::Equal);
        compare_numbers(text, "1");
    }
}

#[test]
fn depth_is_limited_in_both_languages() {
    for depth in [MAX_DEPTH, MAX_DEPTH + 1, 200_000] {
        let whole = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let open = "[{\"a\":".repeat(depth / 2 + 1);
        let expected = format!("too-deep {MAX_DEPTH}..{}", MAX_DEPTH + 1);
        for result in [json(&whole), yaml(&whole)] {
            match result {
                Ok(document) => {
                    assert_eq!(depth, MAX_DEPTH);
                    assert_eq!(document.root().to_json(), whole);
                    assert!(document.root().deep_eq(json(&whole).unwrap().root()));
                }
                Err(list) => {
                    assert!(depth > MAX_DEPTH);
                    assert_eq!(errors(Err(list)), [expected.as_str()]);
                }
            }
        }
        assert!(errors(json(&open))[0].starts_with("too-deep"));
        assert!(errors(yaml(&open))[0].starts_with("too-deep"));
    }
    let dashes = "- ".repeat(MAX_DEPTH + 1) + "1";
    assert_eq!(errors(yaml(&dashes)), ["too-deep 1024..1025"]);
}

#[test]
fn every_prefix_and_every_lost_byte_is_read_without_a_panic() {
    let texts = [
        "a: &x {b: 1, é: [x, 'y''', \"z\\u00e9\\n\"]}\n<<: *x\nc: |\n  text\n\n  ü\nd:\n- *x\n- !!int 0x1F\n? k\n: v\n",
        r#"{"a": [1.5e3, "é\ud83d\ude00", {"b": null}], "c": true, "c": {}} "#,
    ];
    for text in texts {
        for (at, c) in text.char_indices() {
            let shorter = format!("{}{}", &text[..at], &text[at + c.len_utf8()..]);
            let doubled = format!("{}{}", &text[..at + c.len_utf8()], &text[at..]);
            for text in [&text[..at], &shorter, &doubled] {
                for document in [json(text), yaml(text)].into_iter().flatten() {
                    assert!(json(&document.root().to_json()).is_ok(), "{text}");
                }
            }
        }
    }
}
