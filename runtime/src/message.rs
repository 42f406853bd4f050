//! What a violation says to people, from its code and parameters.

use crate::{Map, Value};

/// The English sentence for a violation. Never echoes the value itself.
pub(crate) fn message(code: &str, parameters: &Map<Value>) -> String {
    let limit = || plain(parameters, "limit");
    let actual = || plain(parameters, "actual");
    let count = |what: &str| match limit().as_str() {
        "1" => format!("1 {what}"),
        n if what.ends_with('y') => format!("{n} {}ies", &what[..what.len() - 1]),
        n => format!("{n} {what}s"),
    };
    match code {
        "type" => format!(
            "expected {}, found {}",
            plain(parameters, "expected"),
            plain(parameters, "found")
        ),
        "required" => format!("missing {}", quoted(parameters, "property")),
        "minLength" => format!("shorter than {} ({})", count("character"), actual()),
        "maxLength" => format!("longer than {} ({})", count("character"), actual()),
        "pattern" => format!(
            "does not match the pattern {}",
            plain(parameters, "pattern")
        ),
        "format" => format!("is not a valid {}", plain(parameters, "format")),
        "minimum" => format!("less than {}", limit()),
        "maximum" => format!("greater than {}", limit()),
        "exclusiveMinimum" => format!("not greater than {}", limit()),
        "exclusiveMaximum" => format!("not less than {}", limit()),
        "multipleOf" => format!("not a multiple of {}", limit()),
        "minItems" => format!("fewer than {} ({})", count("item"), actual()),
        "maxItems" => format!("more than {} ({})", count("item"), actual()),
        "uniqueItems" => format!(
            "items {} and {} are equal",
            plain(parameters, "first"),
            plain(parameters, "second")
        ),
        "minProperties" => format!("fewer than {} ({})", count("property"), actual()),
        "maxProperties" => format!("more than {} ({})", count("property"), actual()),
        "const" => format!("must be {}", json(parameters, "allowed")),
        "enum" => enum_message(parameters),
        "additionalProperties" | "unevaluatedProperties" => near("unknown property", parameters),
        "propertyNames" => format!(
            "{} is no name a property may have",
            quoted(parameters, "property")
        ),
        "dependentRequired" => format!(
            "missing {}, which {} requires",
            quoted(parameters, "required"),
            quoted(parameters, "property")
        ),
        "items" => format!("more than {} ({})", count("item"), actual()),
        "unevaluatedItems" => "an item that is not allowed".to_owned(),
        "contains" => "no item is what at least one must be".to_owned(),
        "minContains" => format!("fewer than {} ({})", count("matching item"), actual()),
        "maxContains" => format!("more than {} ({})", count("matching item"), actual()),
        "not" => "is what it must not be".to_owned(),
        "falseSchema" => "no value is allowed here".to_owned(),
        "schema" => format!(
            "cannot be judged: the schema is broken: {}",
            plain(parameters, "problem")
        ),
        "duplicateKey" => "the same key twice in one object".to_owned(),
        "depth" => format!("nested deeper than {} levels", limit()),
        "representation" => format!("cannot be held by {}", plain(parameters, "type")),
        "anyOf" => "matches none of the alternatives".to_owned(),
        "oneOf" => match plain(parameters, "matches").as_str() {
            "0" => "matches none of the alternatives".to_owned(),
            n => format!("matches {n} alternatives where exactly one is allowed"),
        },
        "syntax" => plain(parameters, "problem"),
        _ => rule_message(parameters),
    }
}

/// A rule without the author's words.
fn rule_message(parameters: &Map<Value>) -> String {
    let fields = list(parameters, "others");
    let subject = plain(parameters, "property");
    match plain(parameters, "rule").as_str() {
        "requires" => format!("{subject} requires {fields}"),
        "conflicts" => format!("{subject} must not be used together with {fields}"),
        "ineffective" => format!("{subject} has no effect beside {fields}"),
        "at_least_one_of" => format!("at least one of {fields} must be present"),
        "exactly_one_of" => format!("exactly one of {fields} must be present"),
        _ => "the rule is broken".to_owned(),
    }
}

fn enum_message(parameters: &Map<Value>) -> String {
    let text = format!("expected one of {}", json_list(parameters, "allowed"));
    near(&text, parameters)
}

fn near(text: &str, parameters: &Map<Value>) -> String {
    match parameters.get("nearest").and_then(Value::as_str) {
        Some(nearest) => format!("{text}; did you mean \"{nearest}\"?"),
        None => text.to_owned(),
    }
}

fn plain(parameters: &Map<Value>, name: &str) -> String {
    match parameters.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn quoted(parameters: &Map<Value>, name: &str) -> String {
    format!("\"{}\"", plain(parameters, name))
}

fn json(parameters: &Map<Value>, name: &str) -> String {
    parameters
        .get(name)
        .map(Value::to_string)
        .unwrap_or_default()
}

fn json_list(parameters: &Map<Value>, name: &str) -> String {
    let items = parameters
        .get(name)
        .and_then(Value::as_array)
        .unwrap_or_default();
    items
        .iter()
        .map(Value::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn list(parameters: &Map<Value>, name: &str) -> String {
    let items = parameters
        .get(name)
        .and_then(Value::as_array)
        .unwrap_or_default();
    items
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}
