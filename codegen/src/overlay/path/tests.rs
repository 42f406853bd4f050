//! Queries on a small tree, most of them from RFC 9535 and its errata's spirit: what is
//! selected, and what is no query.

use std::sync::Arc;

use super::Query;
use crate::source::{Limits, SourceId, Tree, parse_json};

const STORE: &str = r#"{
  "store": {
    "book": [
      {"category": "reference", "author": "Nigel Rees", "title": "Sayings", "price": 8.95},
      {"category": "fiction", "author": "Evelyn Waugh", "title": "Sword", "price": 12.99},
      {"category": "fiction", "author": "Herman Melville", "title": "Moby", "isbn": "0-553", "price": 8.99},
      {"category": "fiction", "author": "Tolkien", "title": "Rings", "isbn": "0-395", "price": 22.99}
    ],
    "bicycle": {"color": "red", "price": 399}
  },
  "a-b": [0, 1, 2, 3, 4, 5, "x", null, true, {"n": {"m": []}}, "\u00e9\ud83d\ude00"],
  "o": {"": 1, "1": 2, "'": 3, "k": null, "same": {"x": 1, "y": [1.0]}, "equal": {"y": [1], "x": 1e0}}
}"#;

/// What a query selects, as JSON texts.
fn select(query: &str) -> Vec<String> {
    let text: Arc<str> = STORE.into();
    let document = parse_json(SourceId(0), &text).document.unwrap();
    let tree = Tree::of(document.root(), Limits::default()).unwrap();
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error:?}"));
    let places = query.find(&tree, Limits::default()).unwrap();
    let shown = places.iter().map(|place| {
        let mut node = document.root();
        for index in place {
            node = match node.kind() {
                crate::source::Kind::Sequence => node.items().nth(*index).unwrap(),
                _ => node.entries().nth(*index).unwrap().1,
            };
        }
        node.to_json()
    });
    shown.collect()
}

#[test]
fn queries_select() {
    let titles = |query: &str| select(&format!("{query}.title"));
    let cases: &[(&str, &[&str])] = &[
        ("$.store.bicycle.color", &["\"red\""]),
        ("$['store'][\"bicycle\"]['color']", &["\"red\""]),
        ("$ .store\n.bicycle [ 'color' ]", &["\"red\""]),
        ("$.store.book[*].price", &["8.95", "12.99", "8.99", "22.99"]),
        ("$..price", &["8.95", "12.99", "8.99", "22.99", "399"]),
        ("$.store.bicycle.*", &["\"red\"", "399"]),
        ("$['a-b'][1,-1,1]", &["1", "\"\u{e9}\u{1f600}\"", "1"]),
        ("$['a-b'][11]", &[]),
        ("$['a-b'][-12]", &[]),
        ("$['a-b'][1:3]", &["1", "2"]),
        ("$['a-b'][:2]", &["0", "1"]),
        ("$['a-b'][4:1:-2]", &["4", "2"]),
        ("$['a-b'][2::-1]", &["2", "1", "0"]),
        ("$['a-b'][0:5:0]", &[]),
        ("$['a-b'][ 1 : 6 : 2 ]", &["1", "3", "5"]),
        ("$['a-b'][1:9007199254740991:9007199254740991]", &["1"]),
        ("$['a-b'][0].x", &[]),
        ("$.o['']", &["1"]),
        ("$.o['1']", &["2"]),
        ("$.o['\\'']", &["3"]),
        ("$.o[\"'\"]", &["3"]),
        ("$.o['\\u006b']", &["null"]),
        (
            "$['a-b'][?@ == '\\u00e9\\ud83d\\ude00']",
            &["\"\u{e9}\u{1f600}\""],
        ),
        ("$['a-b'][?@ >= 4]", &["4", "5"]),
        ("$['a-b'][?@ == 1.0]", &["1"]),
        ("$['a-b'][?@ == null]", &["null"]),
        ("$['a-b'][?@ == true]", &["true"]),
        ("$['a-b'][?@ < 'y']", &["\"x\""]),
        ("$['a-b'][?@ <= true]", &["true"]),
        ("$['a-b'][?@.n]", &["{\"n\":{\"m\":[]}}"]),
        ("$['a-b'][?@.n.m]", &["{\"n\":{\"m\":[]}}"]),
        ("$['a-b'][?length(@) == 2]", &["\"\u{e9}\u{1f600}\""]),
        (
            "$.o[?@ == $.o.same]",
            &["{\"x\":1,\"y\":[1.0]}", "{\"y\":[1],\"x\":1e0}"],
        ),
        (
            "$.o[?@.nothing == @.none]",
            &[
                "1",
                "2",
                "3",
                "null",
                "{\"x\":1,\"y\":[1.0]}",
                "{\"y\":[1],\"x\":1e0}",
            ],
        ),
        (
            "$.store[?@.price == 399 && @.color != 'blue'].color",
            &["\"red\""],
        ),
        ("$.store[?count(@.*) == 4].price", &[]),
        ("$[?count(@..price) > 4].bicycle.price", &["399"]),
        ("$[?value(@..color) == 'red'].bicycle.price", &["399"]),
        ("$.store.bicycle[?match(@, 'r.d')]", &["\"red\""]),
        ("$.store.bicycle[?match(@, 'e')]", &[]),
        ("$.store.bicycle[?search(@, '[d-f]')]", &["\"red\""]),
        ("$.store.bicycle[?search(@, $.o.k)]", &[]),
        ("$[?@[?@ == 'x']][0]", &["0"]),
    ];
    for (query, expected) in cases {
        assert_eq!(select(query), *expected, "{query}");
    }
    let books = "$.store.book";
    for (filter, expected) in [
        ("[?@.isbn]", &["\"Moby\"", "\"Rings\""][..]),
        ("[?!@.isbn]", &["\"Sayings\"", "\"Sword\""]),
        ("[?(@.price<10)]", &["\"Sayings\"", "\"Moby\""]),
        (
            "[?@.price < 10 && !(@.isbn || false == true)]",
            &["\"Sayings\""],
        ),
        (
            "[?@.category == 'fiction' && @.price < 10 || @.author == 'Tolkien']",
            &["\"Moby\"", "\"Rings\""],
        ),
        ("[?match(@.author, '[^ ]*')]", &["\"Rings\""]),
        (
            "[?search(@.author, 'l')]",
            &["\"Sayings\"", "\"Sword\"", "\"Moby\"", "\"Rings\""],
        ),
        ("[-1:]", &["\"Rings\""]),
    ] {
        assert_eq!(titles(&format!("{books}{filter}")), expected, "{filter}");
    }
    assert_eq!(
        select("$"),
        [parse_json(SourceId(0), &STORE.into())
            .document
            .unwrap()
            .root()
            .to_json()]
    );
    assert_eq!(select("$..*").len(), 54);
}

#[test]
fn other_texts_are_no_queries() {
    let nested = format!("$[?{}@.a{}]", "(".repeat(100), ")".repeat(100));
    for query in [
        "",
        "a",
        "@",
        " $",
        "$ ",
        "$.",
        "$..",
        "$.a.",
        "$.1",
        "$.a-b",
        "$.'a'",
        "$['a",
        "$[a]",
        "$[",
        "$[]",
        "$[01]",
        "$[-0]",
        "$[1.0]",
        "$[9007199254740992]",
        "$[1:2:3:4]",
        "$['a',]",
        "$[?]",
        "$[?@.a ==]",
        "$[?@.a = 1]",
        "$[?1]",
        "$[?true]",
        "$[?@.* == 1]",
        "$[?@..a == 1]",
        "$[?length(@)]",
        "$[?count(1) == 1]",
        "$[?length(@.*) == 1]",
        "$[?match(@, 'a') == true]",
        "$[?match(@)]",
        "$[?match(@, '(')]",
        "$[?other(@)]",
        "$[?length (@) == 1]",
        "$[?@ == 'a]",
        "$['\\x']",
        "$['\\\"']",
        "$['\\ud800']",
        "$['\u{1}']",
        "$[?(@.a]",
        "$[?@ == 01]",
        "$[?@ == 1.]",
        "$[?@ == [1]]",
        "$[?!!@.a]",
        "$[?'paged' in @.x]",
        &nested,
    ] {
        assert!(Query::parse(query).is_err(), "{query}");
    }
}

/// Pieces of queries in any order are read or refused, and what is read can be asked.
#[test]
fn any_text_is_read_or_refused() {
    use proptest::prelude::*;
    let pieces = prop::sample::select(vec![
        "$",
        "@",
        ".",
        "..",
        "[",
        "]",
        "*",
        "?",
        "(",
        ")",
        "!",
        "&&",
        "||",
        "==",
        "<=",
        ">",
        ",",
        ":",
        "-1",
        "0",
        "7",
        "'a'",
        "\"\\u00e9\"",
        "book",
        "length",
        "count(",
        "match(",
        "value(@..*)",
        " ",
        "\u{e9}",
        "true",
        "1e3",
    ]);
    let texts = prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat());
    let document = parse_json(SourceId(0), &STORE.into()).document.unwrap();
    let tree = Tree::of(document.root(), Limits::default()).unwrap();
    proptest!(|(text in texts, any in "\\PC{0,20}")| {
        for text in [text.clone(), format!("${text}"), format!("$[?{text}]"), any] {
            if let Ok(query) = Query::parse(&text) {
                prop_assert!(query.find(&tree, Limits::default()).is_ok());
            }
        }
    });
}
