//! Parts of a page that fieldwright wrote -> keywords. Knows no links.

use fieldwright_runtime::Value;

use super::reference_rows::Entries;
use super::reference_type::{About, ReferenceRule, ReferenceValue};
use super::yaml::YamlNode;

pub(super) fn json(text: &str) -> Option<Value> {
    fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok()
}

pub(super) fn examples(texts: &[String]) -> Option<(String, YamlNode)> {
    let mut values: Vec<Value> = texts.iter().filter_map(|text| json(text)).collect();
    match values.len() {
        0 => None,
        1 => Some(("example".to_owned(), YamlNode::Json(values.remove(0)))),
        _ => Some(("examples".to_owned(), YamlNode::Json(Value::Array(values)))),
    }
}

/// The keywords of documentation.
pub(super) fn about(about: &About) -> Entries {
    let texts = [
        ("title", &about.title),
        ("description", &about.description),
        ("name", &about.rust_name),
    ];
    let flags = [
        ("deprecated", about.deprecated),
        ("readOnly", about.read_only),
        ("writeOnly", about.write_only),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(key, text)| Some((key.to_owned(), YamlNode::text(text.clone()?))));
    let flags = flags.into_iter().filter(|(_, is_set)| *is_set);
    texts
        .chain(flags.map(|(key, _)| (key.to_owned(), YamlNode::flag(true))))
        .collect()
}

/// The documentation of a slot takes precedence over that of its inline type.
pub(super) fn merge_words(entries: &mut Entries, words: Entries) {
    entries.retain(|(key, _)| words.iter().all(|(known, _)| known != key));
    entries.extend(words);
}

/// Whether two texts are of the same words.
pub(super) fn same_words(node: &YamlNode, text: Option<&str>) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    let YamlNode::Json(Value::String(one)) = node else {
        return false;
    };
    text.is_some_and(|other| letters(one) == letters(other))
}

/// Duplicate keywords of a type are taken once.
pub(super) fn merge(entries: &mut Entries, more: Entries) {
    for (key, node) in more {
        if entries.iter().all(|(known, _)| *known != key) {
            entries.push((key, node));
        }
    }
}

/// The same or null. Documentation of an inline type stays with it.
pub(super) fn or_null(mut entries: Entries) -> Entries {
    const WORDS: [&str; 5] = ["title", "description", "example", "examples", "deprecated"];
    if entries.is_empty() {
        return entries;
    }
    without_null(&mut entries);
    if entries.iter().any(|(key, _)| WORDS.contains(&key.as_str())) {
        return beside_null(entries);
    }
    if !entries.iter().any(|(key, _)| key == "nullable") {
        entries.push(("nullable".to_owned(), YamlNode::flag(true)));
    }
    entries
}

/// A named type or null: the name of an inline type stays with it.
pub(super) fn of_named(mut entries: Entries) -> Entries {
    let has = |entries: &Entries, key: &str| entries.iter().any(|(known, _)| known == key);
    if !(has(&entries, "name") && has(&entries, "nullable")) {
        return entries;
    }
    entries.retain(|(key, _)| key != "nullable");
    beside_null(entries)
}

/// An inline type or null, for a field with documentation that the type lacks.
pub(super) fn without_words(mut entries: Entries) -> Entries {
    let has = |key: &str| entries.iter().any(|(known, _)| known == key);
    let is_inline = ["fields", "enum", "oneOf", "anyOf"]
        .iter()
        .any(|key| has(key));
    if !is_inline || !has("nullable") || has("description") {
        return entries;
    }
    entries.retain(|(key, _)| key != "nullable");
    beside_null(entries)
}

fn beside_null(entries: Entries) -> Entries {
    let null = vec![("type".to_owned(), YamlNode::text("null"))];
    let alternatives = vec![YamlNode::Map(entries), YamlNode::Map(null)];
    vec![("anyOf".to_owned(), YamlNode::List(alternatives))]
}

/// Removes null from the allowed values of a nullable type.
fn without_null(entries: &mut Entries) {
    let is_null = |node: &YamlNode| matches!(node, YamlNode::Json(Value::Null));
    let Some((key, node)) = entries.iter_mut().find(|(key, _)| key == "enum") else {
        return;
    };
    let YamlNode::List(values) = node else {
        return;
    };
    let count = values.len();
    values.retain(|value| !is_null(value));
    if let ([YamlNode::Json(only)], true) = (values.as_slice(), count == 2) {
        "const".clone_into(key);
        *node = YamlNode::Json(only.clone());
    }
}

pub(super) fn enum_values(values: &[ReferenceValue]) -> Vec<YamlNode> {
    let parsed: Vec<Option<Value>> = values.iter().map(|value| json(&value.value)).collect();
    let integers = parsed
        .iter()
        .all(|value| value.as_ref().is_some_and(|v| v.as_i64().is_some()));
    let values = values.iter().zip(parsed).map(|(row, parsed)| {
        let text = parsed.filter(|value| integers || value.as_str().is_some());
        let value = text.unwrap_or_else(|| Value::from(row.value.as_str()));
        let usual = super::enums::usual_name(&value, integers);
        let mut entries = vec![("value".to_owned(), YamlNode::Json(value.clone()))];
        let name = Some(&row.name).filter(|name| **name != usual && !name.is_empty());
        entries.extend(name.map(|name| ("name".to_owned(), YamlNode::text(name.clone()))));
        if !row.also.is_empty() {
            let also = row.also.iter().map(|text| Value::from(text.as_str()));
            let also = Value::Array(also.collect());
            entries.push(("aliases".to_owned(), YamlNode::Json(also)));
        }
        entries.extend(about(&row.about));
        match entries.len() {
            1 => YamlNode::Json(value),
            _ => YamlNode::Map(entries),
        }
    });
    values.collect()
}

/// `minLength: 3`
pub(super) fn constraint(text: &str) -> Option<(String, YamlNode)> {
    let (keyword, argument) = text.split_once(": ")?;
    let is_string = matches!(keyword, "pattern" | "format");
    let value = json(argument).filter(|_| !is_string);
    if let ("enum", Some(Value::Array(values))) = (keyword, &value) {
        // An object would be a value with a name.
        let node = |value: &Value| match value {
            Value::Object(_) => {
                YamlNode::Map(vec![("value".to_owned(), YamlNode::Json(value.clone()))])
            }
            value => YamlNode::Json(value.clone()),
        };
        let values = values.iter().map(node).collect();
        return Some((keyword.to_owned(), YamlNode::List(values)));
    }
    let value = value.unwrap_or_else(|| Value::from(argument));
    Some((keyword.to_owned(), YamlNode::Json(value)))
}

pub(super) fn rule(rule: &ReferenceRule) -> YamlNode {
    let names: Vec<Value> = rule
        .fields
        .iter()
        .map(|name| Value::from(name.as_str()))
        .collect();
    let argument = match (rule.kind, names.split_first()) {
        ("check", _) => YamlNode::text(rule.check.clone().unwrap_or_default()),
        ("at_least_one_of" | "exactly_one_of", _) | (_, None) => {
            YamlNode::Json(Value::Array(names.clone()))
        }
        (_, Some((first, others))) => {
            let key = first.as_str().unwrap_or_default().to_owned();
            let others = match (rule.kind, others) {
                ("compare", [one]) => one.clone(),
                _ => Value::Array(others.to_vec()),
            };
            YamlNode::Map(vec![(key, YamlNode::Json(others))])
        }
    };
    let mut entries = vec![(rule.kind.to_owned(), argument)];
    if rule.kind == "check" && !names.is_empty() {
        entries.push(("targets".to_owned(), YamlNode::Json(Value::Array(names))));
    }
    let texts = [("id", &rule.id), ("message", &rule.message)];
    for (key, text) in texts {
        entries.extend(
            text.clone()
                .map(|text| (key.to_owned(), YamlNode::text(text))),
        );
    }
    if rule.advice {
        entries.push(("severity".to_owned(), YamlNode::text("advice")));
    }
    YamlNode::Map(entries)
}
