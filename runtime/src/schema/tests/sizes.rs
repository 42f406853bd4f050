//! Objects and arrays of few, of some and of many parts: each size is evaluated another way, and all
//! of them say the same, of text, of [`Value`] and of `serde_json::Value`.

use super::{schema, value};

/// Evaluates text and both kinds of values; all verdicts are `valid`, and all violations are the same.
fn assert_verdict(schema_text: &str, instance: &str, valid: bool) {
    let schema = schema(schema_text);
    let own = value(instance);
    let foreign: serde_json::Value = serde_json::from_str(instance).unwrap();
    let shown = format!("{schema_text} on {instance}");
    assert_eq!(schema.is_valid_json(instance), valid, "text: {shown}");
    assert_eq!(schema.is_valid(&own), valid, "value: {shown}");
    assert_eq!(schema.is_valid_value(&foreign), valid, "serde: {shown}");
    let without_positions = |violations: crate::Violations| {
        let lines = violations.iter().map(|violation| {
            let path = &violation.instance;
            format!("{path} {} {}", violation.code, violation.message())
        });
        lines.collect::<Vec<_>>()
    };
    let expected = without_positions(schema.validate(&own));
    assert_eq!(expected.is_empty(), valid, "{shown}");
    let text = without_positions(schema.validate_json(instance));
    assert_eq!(text, expected, "text: {shown}");
    let foreign_text = without_positions(schema.validate_value(&foreign));
    assert_eq!(foreign_text, expected, "serde: {shown}");
    for evaluation in [
        schema.evaluate(&own),
        schema.evaluate_json(instance),
        schema.evaluate_value(&foreign),
    ] {
        assert_eq!(evaluation.is_valid(), valid, "{shown}");
    }
}

const SIZES: [usize; 6] = [1, 2, 3, 33, 64, 130];

/// An object of the members `p0`, `p1` and so on; `text` writes each.
fn object(names: impl Iterator<Item = usize>, text: impl Fn(usize) -> String) -> String {
    let members = names.map(|index| format!(r#""p{index}": {}"#, text(index)));
    format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
}

#[test]
fn objects_of_all_sizes_are_evaluated_alike() {
    for size in SIZES {
        let last = size - 1;
        let properties = object(0..size, |_| r#"{ "type": "integer" }"#.to_owned());
        let whole = object(0..size, |index| index.to_string());
        let reversed = object((0..size).rev(), |index| index.to_string());
        let without_last = object(0..last, |index| index.to_string());
        let wrong = object(0..size, |index| match index == last {
            true => "\"x\"".to_owned(),
            false => "0".to_owned(),
        });
        let more = whole.replace(" }", r#", "more": "x" }"#);
        for closed in ["", r#", "additionalProperties": false"#] {
            let text =
                format!(r#"{{ "properties": {properties}, "required": ["p{last}"]{closed} }}"#);
            assert_verdict(&text, &whole, true);
            assert_verdict(&text, &reversed, true);
            assert_verdict(&text, &without_last, false);
            assert_verdict(&text, &wrong, false);
            assert_verdict(&text, &more, closed.is_empty());
        }
        let others = r#""additionalProperties": { "type": "string" }"#;
        let text = format!(r#"{{ "properties": {properties}, {others} }}"#);
        assert_verdict(&text, &more, true);
        assert_verdict(&text, &more.replace("\"x\"", "1"), false);
        let names =
            format!(r#"{{ "properties": {properties}, "propertyNames": {{ "maxLength": 4 }} }}"#);
        assert_verdict(&names, &more, true);
        assert_verdict(&names, &more.replace("more", "mores"), false);
        let patterns = r#""patternProperties": { "^m": { "type": "string" } },
            "x-fieldwright-patterns": { "^m": "^m" }, "additionalProperties": false"#;
        let text = format!(r#"{{ "properties": {properties}, {patterns} }}"#);
        assert_verdict(&text, &more, true);
        assert_verdict(&text, &more.replace("\"x\"", "1"), false);
        assert_verdict(&text, &more.replace("more", "else"), false);
        let dependent = format!(
            r#"{{ "properties": {properties}, "dependentRequired": {{ "p{last}": ["more"] }} }}"#
        );
        assert_verdict(&dependent, &whole, false);
        assert_verdict(&dependent, &more, true);
        assert_verdict(&dependent, &without_last, true);
        let dependent = format!(
            r#"{{ "properties": {properties},
                 "dependentSchemas": {{ "p{last}": {{ "minProperties": {} }} }} }}"#,
            size + 1
        );
        assert_verdict(&dependent, &whole, false);
        assert_verdict(&dependent, &more, true);
        assert_verdict(&dependent, &without_last, true);
        let counts = format!(r#"{{ "minProperties": {size}, "maxProperties": {size} }}"#);
        assert_verdict(&counts, &whole, true);
        assert_verdict(&counts, &more, false);
        assert_verdict(&counts, &without_last, false);
        let unevaluated =
            format!(r#"{{ "properties": {properties}, "unevaluatedProperties": false }}"#);
        assert_verdict(&unevaluated, &whole, true);
        assert_verdict(&unevaluated, &more, false);
    }
}

#[test]
fn objects_of_all_sizes_are_equal_in_any_order() {
    for size in SIZES {
        let last = size - 1;
        let nested = |index: usize| format!(r#"[{index}, {{ "n": null, "t": "x" }}]"#);
        let whole = object(0..size, nested);
        let text = format!(r#"{{ "const": {whole} }}"#);
        assert_verdict(&text, &whole, true);
        assert_verdict(&text, &object((0..size).rev(), nested), true);
        assert_verdict(&text, &object(0..last, nested), false);
        assert_verdict(&text, &object(0..size + 1, nested), false);
        assert_verdict(&text, &object(1..size + 1, nested), false);
        let changed = whole.replacen("null", "true", 1);
        assert_verdict(&text, &changed, false);
        let last_changed = object(0..size, |index| nested(index + usize::from(index == last)));
        assert_verdict(&text, &last_changed, false);
        let lists = format!(r#"{{ "enum": [[{whole}], 1] }}"#);
        assert_verdict(&lists, &format!("[{whole}]"), true);
        assert_verdict(&lists, &format!("[{changed}]"), false);
        assert_verdict(&lists, &format!("[{whole}, 1]"), false);
    }
}

#[test]
fn elements_differ_in_lists_of_all_sizes() {
    let kinds: [fn(usize) -> String; 5] = [
        |index| format!(r#""t{index}""#),
        |index| index.to_string(),
        |index| format!("{index}.5"),
        |index| format!("[{index}, [{index}]]"),
        |index| format!(r#"{{ "a": {index}, "b": {{ "c": [{index}] }} }}"#),
    ];
    let unique = r#"{ "uniqueItems": true }"#;
    for size in [2, 11, 12, 13, 40] {
        for kind in kinds {
            let mut items: Vec<String> = (0..size).map(kind).collect();
            assert_verdict(unique, &format!("[{}]", items.join(", ")), true);
            items[size - 1] = kind(0);
            assert_verdict(unique, &format!("[{}]", items.join(", ")), false);
        }
        // Equal however they are written, and different however alike.
        let others: Vec<String> = (3..size).map(|index| index.to_string()).collect();
        let others = [vec![r#""t""#.to_owned()], others].concat().join(", ");
        for (pair, valid) in [
            ("1, 1.0", false),
            ("100, 1e2", false),
            ("0.5, 5e-1", false),
            (r#"{ "a": 1, "b": 2 }, { "b": 2.0, "a": 1 }"#, false),
            (r#""1", 1"#, true),
            ("0, false", true),
            ("null, false", true),
            (r#"{ "a": 1 }, { "a": 2 }"#, true),
            (r#"{ "a": 1 }, { "b": 1 }"#, true),
            ("[1], [1, 1]", true),
            ("[[1], 2], [[1], 3]", true),
        ] {
            assert_verdict(unique, &format!("[{pair}, {others}]"), valid);
        }
    }
}

#[test]
fn the_first_pair_of_equal_elements_is_named() {
    for size in [5, 40] {
        let mut items: Vec<String> = (0..size).map(|index| format!(r#""t{index}""#)).collect();
        items[3] = items[1].clone();
        items[4] = items[0].clone();
        let violations =
            schema(r#"{ "uniqueItems": true }"#).validate_json(format!("[{}]", items.join(", ")));
        assert_eq!(
            violations.as_slice()[0].message(),
            "items 1 and 3 are equal, but must differ"
        );
    }
}
