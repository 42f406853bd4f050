//! What is concluded of samples, and what is not.

use super::{Alternative, Data, Distinction, Inferred, Object, Options, Sample, infer};
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

fn names(object: &Object<'_>) -> String {
    let names = object.fields.iter().map(|field| field.name);
    names.collect::<Vec<_>>().join(",")
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
            Alternative::Object(object) => names(object),
            Alternative::Kinds(kinds) => {
                let kinds = kinds.kinds.iter().map(names);
                kinds.collect::<Vec<_>>().join(" or ")
            }
            Alternative::Same(_) => "same".to_owned(),
        });
        let mut kinds: Vec<String> = kinds.collect();
        match found.distinction {
            Distinction::Nothing => {}
            Distinction::Tag(name) => kinds.push(format!("by {name}")),
            Distinction::Properties => kinds.push("apart".to_owned()),
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
    // One path among the keys is enough, as no property is called so.
    assert_eq!(shape(r#"[{"react": "1", "@a/b": "2"}]"#), "map:Data");
    assert_eq!(shape(r#"[{"n/a": 1, "text": "b"}]"#), "n/a,text");
    assert_eq!(shape(r#"[{"USD": 1, "GBP": 2.5, "JPY": 3}]"#), "map:Data");
    assert_eq!(shape(r#"[{"DE": 1, "FR": 2, "US": 3}]"#), "map:Data");
    assert_eq!(shape(r#"[{"de-AT": "x", "en_US": "y"}]"#), "map:Data");
    assert_eq!(shape(r#"[{"URL": "a", "KEY": "b"}]"#), "URL,KEY");
    assert_eq!(shape(r#"[{"ID": 1, "KEY": 2, "MAX": 3}]"#), "ID,KEY,MAX");
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
    // So is what stands in a property, beside the tag: two messages, of which one has two tags.
    let messages = r#"[{"type": "up", "data": {"id": 1, "at": "x"}}, {"type": "down", "data": {"id": 2, "why": "y"}},
        {"type": "gone", "data": {"id": 3, "why": "z"}}]"#;
    assert_eq!(shape(messages), "type,data | type,data | by type");
    let more =
        r#"[{"type": "up", "data": {"id": 1}}, {"type": "down", "data": {"id": 2, "why": "y"}}]"#;
    assert_eq!(shape(more), "type,data");
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

/// What the objects at the top are, where they hold objects of their own type: how many, the
/// properties by kind, and where the type stands again.
fn recursive(text: &str) -> String {
    fn again(found: &Inferred<'_>, path: &str, out: &mut Vec<String>) {
        for one in &found.alternatives {
            match one {
                Alternative::Same(_) => out.push(path.to_owned()),
                Alternative::List(items) => again(items, &format!("{path}[]"), out),
                Alternative::Object(object) => fields(object, path, out),
                _ => {}
            }
        }
    }
    fn fields(object: &Object<'_>, path: &str, out: &mut Vec<String>) {
        for field in &object.fields {
            again(&field.value, &format!("{path}.{}", field.name), out);
        }
    }
    let shape = shape(text);
    inferred(text, |found| {
        let mut out = Vec::new();
        let count = match found.alternatives.as_slice() {
            [Alternative::Object(object)] if object.id.is_some() => {
                fields(object, "", &mut out);
                object.count
            }
            [Alternative::Kinds(kinds)] => {
                kinds
                    .kinds
                    .iter()
                    .for_each(|kind| fields(kind, "", &mut out));
                kinds.count
            }
            _ => return shape,
        };
        format!("{count} of {shape}: {}", out.join(" "))
    })
}

#[test]
fn recursion_may_lead_through_other_objects() {
    let thread = r#"[{"id": 1, "text": "a", "thread": {"count": 1, "replies": [
        {"id": 2, "text": "b", "thread": {"count": 1, "replies": [{"id": 3, "text": "c", "thread": null}]}}]}}]"#;
    assert_eq!(recursive(thread), "3 of id,text,thread: .thread.replies[]");
    // A page of charges and a page of refunds are pages, but not of the same.
    let page = r#"[{"object": "list", "more": false, "data": [{"object": "charge", "id": 1, "sum": 5,
        "refunds": {"object": "list", "more": false, "data": [{"object": "refund", "id": 2, "sum": 3}]}}]}]"#;
    assert_eq!(recursive(page), "object,more,data");
    // Both lead to the type: a property of its own, and one in an object between.
    let both = r#"[{"id": 1, "up": {"id": 2, "up": null, "by": {"at": "x", "user": {"id": 3, "up": null, "by": null}}}, "by": null}]"#;
    assert_eq!(recursive(both), "3 of id,up,by: .up .by.user");
    // Lists of lists hold objects, too.
    let lists = r#"[{"a": 1, "b": 2, "kids": [[{"a": 1, "b": 2, "kids": [[{"c": 1}]]}]]}]"#;
    assert_eq!(recursive(lists), "3 of a,b,kids,c: .kids[][]");
}

#[test]
fn kinds_of_objects_may_hold_each_other() {
    let blocks = r#"[{"type": "text", "text": "a"}, {"type": "list", "items": [
        {"type": "text", "text": "b"}, {"type": "rule"}, {"type": "list", "items": []}]}]"#;
    assert_eq!(recursive(blocks), "5 of type,text or type,items: .items[]");
    // A tag of any name, values of which stand at several places.
    let sums = r#"[{"op": "add", "left": {"op": "num", "n": 1}, "right": {"op": "add",
        "left": {"op": "num", "n": 2}, "right": {"op": "neg", "of": {"op": "add", "left": {"op": "num", "n": 3}, "right": {"op": "num", "n": 4}}}}}]"#;
    assert_eq!(
        recursive(sums),
        "8 of op,left,right or op,of or op,n: .left .right .of"
    );
    // The same tag says something else below.
    let nested =
        r#"[{"type": "a", "x": {"type": "c", "p": 1}}, {"type": "b", "y": {"type": "d", "q": 1}}]"#;
    assert_eq!(recursive(nested), "type,x | type,y | by type");
    let other =
        r#"[{"type": "a", "x": {"type": "b", "p": 1}}, {"type": "b", "y": {"type": "a", "q": 1}}]"#;
    assert_eq!(recursive(other), "type,x | type,y | by type");
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
