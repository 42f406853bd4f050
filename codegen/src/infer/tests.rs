//! What is concluded of samples, and what is not.

use super::{Alternative, Data, Inferred, Options, Sample, Told, infer};
use crate::source::{SourceId, Span};
use fieldwright_runtime::{Value, from_json};

fn inferred<T>(text: &str, look: impl FnOnce(&Inferred<'_>) -> T) -> T {
    let value: Value = from_json(text).unwrap();
    let mut budget = super::Budget::new(crate::source::Limits::default());
    let span = Span::new(SourceId(0), 0, 0);
    let sample = Sample::of_value(&value, span, &mut budget).unwrap();
    let Data::List(items) = &sample.data else {
        panic!("a list of samples")
    };
    let samples: Vec<&Sample<'_>> = items.iter().collect();
    look(&infer(&samples, &Options::default()))
}

/// The types at the top in a few letters.
fn shape(text: &str) -> String {
    inferred(text, |found| {
        let kinds = found.alternatives.iter().map(|one| match one {
            Alternative::Text(texts) if !texts.values.is_empty() => "enum".to_owned(),
            Alternative::Text(texts) => texts.format.unwrap_or("text").to_owned(),
            Alternative::Boolean => "boolean".to_owned(),
            Alternative::Number(numbers) => format!("{:?}", numbers.range),
            Alternative::List(_) => "list".to_owned(),
            Alternative::Map(map) => format!("map:{:?}", map.why),
            Alternative::Object(object) => {
                let names = object.fields.iter().map(|field| field.name);
                names.collect::<Vec<_>>().join(",")
            }
            Alternative::Same(_) => "same".to_owned(),
        });
        let mut kinds: Vec<String> = kinds.collect();
        match found.told {
            Told::Nothing => {}
            Told::Tag(name) => kinds.push(format!("by {name}")),
            Told::Properties => kinds.push("apart".to_owned()),
        }
        kinds.join(" | ")
    })
}

#[test]
fn scalars_have_the_type_that_holds_all() {
    assert_eq!(shape("[1, 2, null]"), "Integers");
    assert_eq!(shape("[1, 2.5]"), "Fractions");
    assert_eq!(shape("[1.0]"), "Fractions");
    assert_eq!(shape("[18446744073709551615]"), "Unsigned");
    assert_eq!(shape("[18446744073709551616]"), "Fractions");
    assert_eq!(shape("[-1, 18446744073709551615]"), "Fractions");
    assert_eq!(shape("[1, 1e999]"), "");
    assert_eq!(shape("[\"a\", 1, true]"), "text | Integers | boolean");
    assert_eq!(shape("[null]"), "");
    assert_eq!(shape("[]"), "");
}

#[test]
fn formats_need_evidence() {
    assert_eq!(shape(r#"["2024-02-29T12:00:00Z"]"#), "date-time");
    assert_eq!(shape(r#"["2024-02-29"]"#), "date");
    assert_eq!(shape(r#"["2024-02-29", "soon"]"#), "text");
    assert_eq!(shape(r#"["jo@example.com"]"#), "text");
    assert_eq!(shape(r#"["jo@example.com", "jo@example.com"]"#), "text");
    assert_eq!(shape(r#"["jo@example.com", "al@example.com"]"#), "email");
    assert_eq!(shape(r#"["a:b", "c:d"]"#), "text");
    assert_eq!(shape(r#"["http://a.example", "urn://b"]"#), "uri");
}

#[test]
fn enums_repeat() {
    assert_eq!(shape(r#"["a", "b", "a", "b", "a", "b"]"#), "enum");
    assert_eq!(shape(r#"["a", "b", "a", "b", "a"]"#), "text");
    assert_eq!(shape(r#"["a", "a", "a", "a"]"#), "text");
    assert_eq!(shape(r#"["1", "2", "1", "2", "1", "2"]"#), "text");
    let sentence = r#""it is all as it was""#;
    let list = format!("[{}]", [sentence, "\"b\""].repeat(3).join(","));
    assert_eq!(shape(&list), "text");
}

#[test]
fn keys_that_look_like_data_make_a_map() {
    assert_eq!(shape(r#"[{"1": 1, "22": 2}]"#), "map:Data");
    assert_eq!(shape(r#"[{"cus_9s6XKzkNRiz8i3": {}}]"#), "map:Data");
    assert_eq!(shape("[{}]"), "map:Empty");
    assert_eq!(shape(r#"[{"9f86d081884c7d65": {}}]"#), "map:Data");
    assert_eq!(shape(r#"[{"option2024": 1}]"#), "option2024");
    assert_eq!(shape(r#"[{"line1": "a", "line2": "b"}]"#), "line1,line2");
    assert_eq!(shape(r#"[{"1": 1, "22": "b"}]"#), "1,22");
    let words = |count: usize, value: &str| {
        let word = |n: usize| format!("\"w{}\": {value}", "x".repeat(n));
        let words: Vec<String> = (0..count).map(word).collect();
        format!("[{{{}}}]", words.join(","))
    };
    assert_eq!(shape(&words(40, r#"{"n": 1}"#)), "map:Alike");
    assert!(shape(&words(40, "1")).starts_with("w,wx,"));
    assert!(shape(&words(20, r#"{"n": 1}"#)).starts_with("w,wx,"));
    assert_eq!(shape(&words(501, "1")), "map:Many");
    let sparse: Vec<String> = (0..40)
        .map(|n| format!("{{\"{}\": 1}}", "x".repeat(n + 1)))
        .collect();
    assert_eq!(shape(&format!("[{}]", sparse.join(","))), "map:Sparse");
}

#[test]
fn a_tag_tells_objects_apart() {
    let shapes = r#"[{"type": "circle", "radius": 1}, {"type": "square", "side": 2}]"#;
    assert_eq!(shape(shapes), "type,radius | type,side | by type");
    // Of another name it takes more.
    let others = shapes.replace("type", "what");
    assert_eq!(shape(&others), "what,radius,side");
    let twice = others.trim_matches(['[', ']']);
    let twice = format!("[{twice}, {twice}]");
    assert_eq!(shape(&twice), "what,radius | what,side | by what");
    // The same object in two states is one type.
    let states =
        r#"[{"type": "user", "name": "a"}, {"type": "bot", "name": "b"}, {"type": "user"}]"#;
    assert_eq!(shape(states), "type,name");
    // Values whose objects are alike are one kind.
    let alike = r#"[{"kind": "a", "x": 1}, {"kind": "b", "x": 2}, {"kind": "c", "y": 3}]"#;
    assert_eq!(shape(alike), "kind,x | kind,y | by kind");
    // A property of another type is enough.
    let typed = r#"[{"kind": "a", "x": 1}, {"kind": "b", "x": "2"}]"#;
    assert_eq!(shape(typed), "kind,x | kind,x | by kind");
}

#[test]
fn objects_that_share_nothing_are_apart() {
    let results = r#"[{"ok": 1}, {"error": "x"}, {"ok": 2, "more": 3}, {"error": "y"}]"#;
    assert_eq!(shape(results), "ok,more | error | apart");
    assert_eq!(shape(r#"[{"ok": 1}, {"error": "x"}]"#), "ok,error");
    assert_eq!(
        shape(r#"[{"ok": 1}, {"ok": 1}, {"error": "x"}, {"error": "x"}, {}]"#),
        "ok,error"
    );
    let joined = r#"[{"a": 1}, {"a": 1}, {"b": 1}, {"b": 1}, {"c": 1, "a": 1}, {"b": 2, "c": 1}]"#;
    assert_eq!(shape(joined), "a,b,c");
}

#[test]
fn a_tree_is_of_one_type() {
    let tree = r#"[{"name": "root", "children": [
        {"name": "a", "size": 3}, {"name": "b", "children": [{"name": "c", "children": []}]}]}]"#;
    inferred(tree, |found| {
        let [Alternative::Object(object)] = found.alternatives.as_slice() else {
            panic!("{found:?}")
        };
        assert!(object.id.is_some());
        assert_eq!(object.count, 4);
        let names: Vec<&str> = object.fields.iter().map(|field| field.name).collect();
        assert_eq!(names, ["name", "children", "size"]);
        let [Alternative::List(items)] = object.fields[1].value.alternatives.as_slice() else {
            panic!("{object:?}")
        };
        assert!(matches!(
            items.alternatives.as_slice(),
            [Alternative::Same(_)]
        ));
    });
    // A category has a name, too, and is no pet.
    let pet = r#"[{"id": 1, "name": "a", "category": {"id": 2, "name": "b"}}]"#;
    inferred(pet, |found| {
        let [Alternative::Object(object)] = found.alternatives.as_slice() else {
            panic!("{found:?}")
        };
        assert_eq!((object.id, object.fields.len()), (None, 3));
    });
}
