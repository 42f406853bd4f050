//! What samples are called: alternatives in reports, and types by where they lie.

use crate::infer::{Alternative, Object};

/// The name of an alternative in reports.
pub(super) fn label(alternative: &Alternative<'_>) -> String {
    match alternative {
        Alternative::Text(_) => "string".to_owned(),
        Alternative::Boolean => "boolean".to_owned(),
        Alternative::Number(_) => "number".to_owned(),
        Alternative::List(_) => "array".to_owned(),
        Alternative::Map(_) => "map".to_owned(),
        Alternative::Same(_) | Alternative::Kinds(_) => "object".to_owned(),
        Alternative::Object(object) => label_of(object),
    }
}

pub(super) fn label_of(object: &Object<'_>) -> String {
    let tag = object.fields.iter().find_map(|field| field.tag.first());
    let first = object.fields.first().map(|field| field.name);
    shown(tag.copied().or(first).unwrap_or("object"))
}

/// Names for a type at a location, the best first: after the last field, then with those around it.
pub(super) fn names_at(at: &str) -> Vec<String> {
    // `list[](array)` ends with an alternative's name.
    let parts = at.split(['.', '[', '(', '{']);
    let fields = parts.filter(|part| !part.is_empty() && !part.ends_with([')', ']', '}']));
    let fields: Vec<&str> = fields.collect();
    let starts = (0..fields.len()).rev();
    let around = starts.filter_map(|from| fields.get(from..));
    around
        .map(|fields| crate::name::camel(&fields.join(" ")))
        .collect()
}

pub(super) fn shown(text: &str) -> String {
    let chars = text.chars().take(40);
    chars
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
