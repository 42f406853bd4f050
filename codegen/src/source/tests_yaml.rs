//! Tests of the YAML reader: the core schema, tags, keys, merges, aliases, limits, spans.

use super::tests::{errors, json, written, yaml};
use super::{MAX_DEPTH, Node};

/// Each text against the JSON that it means.
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let document = yaml(text).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        assert_eq!(document.root().to_json(), *expected, "{text}");
    }
}

/// Each text against its errors.
fn refuse(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(errors(yaml(text)), *expected, "{text}");
    }
}

#[test]
fn texts_as_a_whole() {
    check(&[
        ("", "null"),
        ("\u{feff}", "null"),
        ("# only a comment\n", "null"),
        ("---\n", "null"),
        ("--- \na: 1\n...\n", r#"{"a":1}"#),
        (
            "\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n",
            r#"{"a":1,"b":"x\ny\n"}"#,
        ),
        (
            "{\"a\":\t[1,\n\t2], \"b\": \"\\u00e9\\/\"}",
            r#"{"a":[1,2],"b":"é/"}"#,
        ),
        (
            "a:\n- 1\n-\n- b: 2\n  c:\n",
            r#"{"a":[1,null,{"b":2,"c":null}]}"#,
        ),
        ("[a: 1, b]", r#"[{"a":1},"b"]"#),
    ]);
    refuse(&[
        ("a: 1\n---\nb: 2\n", &["yaml-syntax 5..8"]),
        ("---\n---\n", &["yaml-syntax 4..7"]),
        ("a: [1, 2\nb: 3", &["yaml-syntax 10..11"]),
        ("a: \"x", &["yaml-syntax 3..4"]),
        ("a: @x", &["yaml-syntax 3..4"]),
        ("a: b: c", &["yaml-syntax 4..5"]),
        ("é: é: c", &["yaml-syntax 6..7"]),
    ]);
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    check(&[
        (
            "[null, Null, NULL, ~, nULL]",
            r#"[null,null,null,null,"nULL"]"#,
        ),
        (
            "[true, True, TRUE, tRUE, yes, on]",
            r#"[true,true,true,"tRUE","yes","on"]"#,
        ),
        (
            "[false, False, FALSE, no, off]",
            r#"[false,false,false,"no","off"]"#,
        ),
        (
            "[0, -0, 12, +12, -12, 007, -007, 00]",
            "[0,-0,12,12,-12,7,-7,0]",
        ),
        ("[0x1F, 0xff, 0o17, 0x0]", "[31,255,15,0]"),
        (
            "[0x, 0o8, -0x1, 0xg, 0b1, 1_000]",
            r#"["0x","0o8","-0x1","0xg","0b1","1_000"]"#,
        ),
        (
            "[1.5, .5, -.5, +.5, 1., -1., 01.50]",
            "[1.5,0.5,-0.5,0.5,1.0,-1.0,1.50]",
        ),
        ("[1e3, 1E+3, .5e-2, 1.e2]", "[1e3,1E+3,0.5e-2,1.0e2]"),
        (
            "[., +, e3, 1e, 1e+, 1.2.3, 12:30, 1é]",
            r#"[".","+","e3","1e","1e+","1.2.3","12:30","1é"]"#,
        ),
        (
            "[.infx, inf, nan, +.nan]",
            r#"[".infx","inf","nan","+.nan"]"#,
        ),
        ("['1', \"true\", '~', '']", r#"["1","true","~",""]"#),
        ("a: |\n  1\nb: >-\n  true\n", r#"{"a":"1\n","b":"true"}"#),
        (
            "a: one\n  two\nb: 'it''s'\nc: \"x\\\n  y\"",
            r#"{"a":"one two","b":"it's","c":"xy"}"#,
        ),
    ]);
    refuse(&[
        (
            "[.inf, -.Inf, +.INF, .nan, .NaN]",
            &[
                "yaml-syntax 1..5",
                "yaml-syntax 7..12",
                "yaml-syntax 14..19",
                "yaml-syntax 21..25",
                "yaml-syntax 27..31",
            ],
        ),
        (
            "0x100000000000000000000000000000000",
            &["yaml-syntax 0..35"],
        ),
    ]);
}

#[test]
fn tags() {
    check(&[
        (
            "[!!str 12, !!str, ! 12, !!str true]",
            r#"["12","","12","true"]"#,
        ),
        ("[!!int \"0x10\", !!float '.5', !!float 1]", "[16,0.5,1]"),
        ("[!!bool \"true\", !!null '', !!null ~]", "[true,null,null]"),
        (
            "!!map\na: !!seq\n- !<tag:yaml.org,2002:str> 1\n",
            r#"{"a":["1"]}"#,
        ),
        ("!!str 1: !!map {}", r#"{"1":{}}"#),
        ("%TAG !c! tag:yaml.org,2002:\n---\n!c!str 1", "\"1\""),
    ]);
    refuse(&[
        (
            "a: !foo x\nb: !!binary aa\nc: !!int x",
            &["bad-tag 3..7", "bad-tag 13..21", "bad-tag 28..33"],
        ),
        (
            "[!!seq {}, !!map [], !!str [], !!seq x]",
            &[
                "bad-tag 1..6",
                "bad-tag 11..16",
                "bad-tag 21..26",
                "bad-tag 31..36",
            ],
        ),
        (
            "[!!int 1.5, !!bool yes, !!null x, !!float x]",
            &[
                "bad-tag 1..6",
                "bad-tag 12..18",
                "bad-tag 24..30",
                "bad-tag 34..41",
            ],
        ),
        ("!foo a: 1", &["bad-tag 0..4"]),
        ("a: !!float .inf", &["yaml-syntax 11..15"]),
    ]);
}

#[test]
fn keys() {
    check(&[
        (
            "200: a\n0x1F: b\n1.50: c\ntrue: d",
            r#"{"200":"a","0x1F":"b","1.50":"c","true":"d"}"#,
        ),
        (
            "null: 1\n~: 2\n: 3\n.inf: 4",
            r#"{"null":1,"~":2,"":3,".inf":4}"#,
        ),
        ("? a\n: 1\n? b\n", r#"{"a":1,"b":null}"#),
        ("'q''k': 1\n\"d\\tk\": 2", "{\"q'k\":1,\"d\\tk\":2}"),
        (
            "&a k: *a\nx: &n 0x1F\n*n : 2",
            r#"{"k":"k","x":31,"0x1F":2}"#,
        ),
    ]);
    refuse(&[
        (
            "? [a]\n: b\n? {c: d}\n: e",
            &["yaml-syntax 2..5", "yaml-syntax 12..18"],
        ),
        ("a: &x [1]\n*x : 2", &["yaml-syntax 10..12"]),
        (
            "a: 1\nb: {c: 1, c: 2}\na: 3\n200: 1\n'200': 2\na: 4",
            &[
                "duplicate-key 15..16",
                "duplicate-key 21..22",
                "duplicate-key 33..38",
                "duplicate-key 42..43",
            ],
        ),
        ("&a k: 1\n*a : 2", &["duplicate-key 8..10"]),
        (
            "a: 1\na: 2\nb: *x\nc: [",
            &["unknown-anchor 13..15", "yaml-syntax 19..20"],
        ),
    ]);
}

#[test]
fn merge_keys() {
    check(&[
        (
            "a: &x {b: 1, c: 2}\nd: {b: 0, <<: *x, e: 3}",
            r#"{"a":{"b":1,"c":2},"d":{"b":0,"c":2,"e":3}}"#,
        ),
        ("<<: {b: 1, c: 2}\nb: 3", r#"{"c":2,"b":3}"#),
        (
            "<<: [{a: 1, b: 1}, {a: 2, c: 3}]\nb: 9",
            r#"{"a":1,"c":3,"b":9}"#,
        ),
        (
            "a: &a {p: 1}\nb: &b {<<: *a, q: 2}\nc: {<<: [*b, {p: 7, r: 3}]}",
            r#"{"a":{"p":1},"b":{"p":1,"q":2},"c":{"p":1,"q":2,"r":3}}"#,
        ),
        ("<<: {}\na: 1", r#"{"a":1}"#),
        ("<<: []", "{}"),
        ("\"<<\": 1", r#"{"<<":1}"#),
        ("'<<': 1\n<<: {a: 2}", r#"{"<<":1,"a":2}"#),
        ("a: <<", r#"{"a":"<<"}"#),
        ("!!str <<: 1", r#"{"<<":1}"#),
    ]);
    refuse(&[
        ("<<: 1", &["bad-merge 4..5"]),
        (
            "<<:\na: 1\na: 2",
            &["bad-merge 2..2", "duplicate-key 9..10"],
        ),
        (
            "<<: [{a: 1}, x, [y]]",
            &["bad-merge 13..14", "bad-merge 16..19"],
        ),
        ("<<: {a: 1}\n<<: {b: 1}", &["duplicate-key 11..13"]),
        ("a: &a {<<: *a}", &["unknown-anchor 11..13"]),
    ]);
    let many: String = (0..50).map(|n| format!("k{n}: {n}\n")).collect();
    let text = format!("{many}<<: {{k3: x, m: 1}}\n");
    let document = yaml(&text).unwrap();
    assert_eq!(document.root().len(), 51);
    let found = |key| document.root().get(key).and_then(Node::number_text);
    assert_eq!(
        (found("k3"), found("m"), found("k49")),
        (Some("3"), Some("1"), Some("49"))
    );
}

#[test]
fn aliases() {
    check(&[
        ("[&a x, &b [*a, *a], *b]", r#"["x",["x","x"],["x","x"]]"#),
        ("a: &x 1\nb: &x 2\nc: *x", r#"{"a":1,"b":2,"c":2}"#),
        ("a: &x\nb: *x", r#"{"a":null,"b":null}"#),
        ("a: &x\n  k: [1]\nb: *x", r#"{"a":{"k":[1]},"b":{"k":[1]}}"#),
    ]);
    refuse(&[
        (
            "[*q, &z 1, *y]",
            &["unknown-anchor 1..3", "unknown-anchor 11..13"],
        ),
        (
            "*q : 1\n*q : 2",
            &["unknown-anchor 0..2", "unknown-anchor 7..9"],
        ),
        ("a: &x [1, *x]", &["unknown-anchor 10..12"]),
        ("&x {a: {b: *x}}", &["unknown-anchor 11..13"]),
    ]);
    let document = yaml("a: &x {é: 1}\nb: *x").unwrap();
    let (a, b) = (
        document.root().get("a").unwrap(),
        document.root().get("b").unwrap(),
    );
    assert_eq!(written(&document, a.span()), "{é: 1}");
    assert_eq!(written(&document, b.span()), "*x");
    assert_ne!(a.id(), b.id());
    assert!(a.deep_eq(b));
}

#[test]
fn what_aliases_stand_for_is_limited() {
    let mut bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
    let mut chain = "a0: &a0 [x]\n".to_owned();
    let mut merges = "a0: &a0 {x: 1}\n".to_owned();
    for n in 1..=MAX_DEPTH {
        let last = n - 1;
        bomb += &format!(
            "a{n}: &a{n} [{}]\n",
            vec![format!("*a{last}"); 10].join(",")
        );
        chain += &format!("a{n}: &a{n} [*a{last}]\n");
        merges += &format!("a{n}: &a{n} {{<<: *a{last}}}\n");
    }
    for (text, code) in [(bomb, "too-large"), (chain, "too-deep")] {
        let list = yaml(&text).err().unwrap_or_default();
        assert_eq!(list.first().map(|e| e.code), Some(code));
    }
    let document = yaml(&merges).unwrap();
    assert!(document.root().items().len() == 0 && document.root().len() == MAX_DEPTH + 1);
}

#[test]
fn spans_cover_what_was_written() {
    let cases = [
        // A block ends with its last child, whatever follows.
        (
            "/a",
            "a:\n  b: 1 # c\n  é: 2\n\n# end\nd: 3",
            "b: 1 # c\n  é: 2",
        ),
        ("/a/é", "a:\n  b: 1 # c\n  é: 2\n\n# end\nd: 3", "2"),
        ("", "  a: 1\n\n", "a: 1"),
        ("/a", "a:\n  - 1\n  - [2]\nb: 1", "- 1\n  - [2]"),
        // At the indent of the key.
        ("/a", "a:\n- 1\n- 2\nb: 1", "- 1\n- 2"),
        ("/a", "a: &x # -\n- - 1\n  - 2\nb: 1", "- - 1\n  - 2"),
        ("/a/0", "a: &x # -\n- - 1\n  - 2\nb: 1", "- 1\n  - 2"),
        ("/a/0", "a:\n-   # c\n  x: 1\nb: 1", "x: 1"),
        ("/a", "a: {b: [1, 2] }\nb: 1", "{b: [1, 2] }"),
        ("/0", "[é: 1 , b]", "é: 1"),
        ("/a", "a: 'it''s'\nb: 1", "'it''s'"),
        ("/a", "a: &x !!str 1 # c", "1"),
        ("/a", "a: one\n  two\nb: 1", "one\n  two"),
        ("/a", "a: |\n  x\n   y\n\nb: 1", "x\n   y"),
        ("/a", "a: |\nb: 1", ""),
        ("/a", "a: >-\n\n  ü\n", "ü"),
    ];
    for (pointer, text, expected) in cases {
        let document = yaml(text).unwrap();
        let span = document.root().pointer(pointer).unwrap().span();
        assert_eq!(written(&document, span), expected, "{pointer} of {text}");
    }
    let document = yaml("x: &m {k: 1}\né: {<<: *m}").unwrap();
    let (key, value) = document.root().get("é").unwrap().entry("k").unwrap();
    assert_eq!((key.span.start, value.span().start), (7, 10));
    assert_eq!(document.root().entry("é").unwrap().0.span.start, 13);
}

#[test]
fn errors_within_brackets_name_the_bracket() {
    let related = |text| {
        let list = yaml(text).err().unwrap_or_default();
        let related = list.first().and_then(|error| error.related.clone());
        related.map(|(span, _)| (span.start, span.end))
    };
    assert_eq!(related("a: [1, 2\nb: 3"), Some((3, 4)));
    // Here the error stands at the bracket itself.
    assert_eq!(related("a: {b: 1"), None);
    assert_eq!(related("a: 'b"), None);
}

#[test]
fn plain_text_is_not_copied() {
    let document = yaml("key: [text, 1.5, 'q', \"d\", true]\n'k': >-\n  folded").unwrap();
    assert_eq!(document.extra, "folded");
}

#[test]
fn json_is_yaml() {
    let text = r#"{"a": [1, -2.5e3, true, null, "x\ny", "\ud83d\ude00"], "b": {}}"#;
    let (one, other) = (json(text).unwrap(), yaml(text).unwrap());
    assert_eq!(one.root().to_json(), other.root().to_json());
    assert!(one.root().deep_eq(other.root()));
}
