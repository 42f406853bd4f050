//! The message of a violation, from its code and parameters: one wording for every path. Knows
//! neither the value nor its location, which are reported beside it.

use std::borrow::Cow;

use crate::{CountKeyword, Format, NumberKeyword, Value, ViolationParameters};

/// The author's message if there is one, else the default.
pub(crate) fn sentence<'w>(
    words: &'w str,
    code: &str,
    parameters: &ViolationParameters,
) -> Cow<'w, str> {
    match words.is_empty() {
        true => Cow::Owned(message(code, parameters)),
        false => Cow::Borrowed(words),
    }
}

/// The English sentence for a violation. Never echoes the value itself.
fn message(code: &str, parameters: &ViolationParameters) -> String {
    let plain = |name| plain(parameters, name);
    let quoted = |name| quoted(parameters, name);
    let limit = || plain("limit");
    match code {
        "type" => format!(
            "expected {}, found {}",
            with_article(&plain("expected")),
            with_article(&plain("found"))
        ),
        "coerced" => format!(
            "read from a string, where {} is expected",
            with_article(&plain("expected"))
        ),
        "required" => format!("missing {}", quoted("property")),
        "items" => counted(parameters, &CountKeyword::MaxItems.words(&limit(), "")),
        "pattern" => format!("must match the pattern {}", plain("pattern")),
        "format" => format_message(&plain("format")),
        "uniqueItems" => format!(
            "items {} and {} are equal, but must differ",
            plain("first"),
            plain("second")
        ),
        "const" => format!("must be {}", shortened(json(parameters, "allowed"))),
        "enum" => near(one_of("must be ", parameters), parameters),
        "additionalProperties" | "unevaluatedProperties" => {
            near("unknown property".to_owned(), parameters)
        }
        "propertyNames" => format!("no property may be named {}", quoted("property")),
        "dependentRequired" => format!(
            "missing {}, which {} requires",
            quoted("required"),
            quoted("property")
        ),
        "unevaluatedItems" => "no such item is allowed".to_owned(),
        "contains" => "at least one item must match, but none does".to_owned(),
        "minContains" => counted(
            parameters,
            &CountKeyword::MinItems.words(&limit(), "matching "),
        ),
        "maxContains" => counted(
            parameters,
            &CountKeyword::MaxItems.words(&limit(), "matching "),
        ),
        "not" => "must not be what is excluded here".to_owned(),
        "falseSchema" => "no value is allowed here".to_owned(),
        "schema" => format!(
            "cannot be evaluated, because the schema is broken: {}",
            plain("problem")
        ),
        "duplicateKey" => "this key stands twice in one object".to_owned(),
        "depth" => format!("nested deeper than {} levels", limit()),
        "representation" => match plain("problem").as_str() {
            "" => format!("cannot be held by {}", plain("type")),
            problem => format!("cannot be held by {}: {problem}", plain("type")),
        },
        "anyOf" | "oneOf" => match plain("matches").as_str() {
            "0" if parameters.get("property").is_some() => {
                if array(parameters, "allowed").is_empty() {
                    let (tag, other) = (quoted("property"), quoted("nearest"));
                    return format!("{tag} selects another alternative, {other}");
                }
                let start = format!("{} must be ", quoted("property"));
                near(one_of(&start, parameters), parameters)
            }
            "0" if parameters.get("allowed").is_some() => {
                near(one_of("must be ", parameters), parameters)
            }
            "0" if parameters.get("nearest").is_some() => {
                let nearest = quoted("nearest");
                format!("matches none of the alternatives; the nearest is {nearest}")
            }
            "" | "0" => "matches none of the alternatives".to_owned(),
            n => format!("matches {n} alternatives where exactly one is allowed"),
        },
        "syntax" | "style" => plain("problem"),
        _ => match (CountKeyword::of(code), NumberKeyword::of(code)) {
            (Some(keyword), _) => counted(parameters, &keyword.words(&limit(), "")),
            (_, Some(keyword)) => format!("must be {} {}", keyword.words(), limit()),
            _ => rule_message(parameters),
        },
    }
}

/// `must have at least 2 characters, but has 1`.
fn counted(parameters: &ViolationParameters, limit: &str) -> String {
    let text = format!("must have {limit}");
    match plain(parameters, "actual").as_str() {
        "" => text,
        "0" => format!("{text}, but has none"),
        actual => format!("{text}, but has {actual}"),
    }
}

/// A format by its name and a text that keeps to it.
fn format_message(name: &str) -> String {
    match Format::from_name(name) {
        Some(format) if format.is_numeric() => format!("must fit into {name}"),
        Some(format) => format!("must be a valid {name}, such as {}", format.example()),
        None => format!("must be a valid {name}"),
    }
}

/// Names of JSON types, as in `string or null`.
fn with_article(names: &str) -> String {
    let mut out = String::with_capacity(names.len() + 8);
    for (index, name) in names.split(" or ").enumerate() {
        if index > 0 {
            out.push_str(" or ");
        }
        out.push_str(match name {
            "integer" | "object" | "array" => "an ",
            "string" | "number" | "boolean" => "a ",
            _ => "",
        });
        out.push_str(name);
    }
    out
}

/// A rule without an author's message.
fn rule_message(parameters: &ViolationParameters) -> String {
    let subject = quoted(parameters, "property");
    let others = |last| list(parameters, "others", last);
    match plain(parameters, "rule").as_str() {
        "requires" => format!("{subject} requires {}", others("and")),
        "conflicts" => format!("{subject} must not be used together with {}", others("or")),
        "ineffective" => format!("{subject} has no effect beside {}", others("or")),
        "compare" => format!("{subject} must {} {}", compared(parameters), others("and")),
        "at_least_one_of" => format!("at least one of {} must be present", others("and")),
        "exactly_one_of" => format!("exactly one of {} must be present", others("and")),
        _ => "the rule is broken".to_owned(),
    }
}

fn compared(parameters: &ViolationParameters) -> &'static str {
    match plain(parameters, "operator").as_str() {
        "<" => "be less than",
        "<=" => "not be greater than",
        ">" => "be greater than",
        ">=" => "not be less than",
        "!=" => "differ from",
        _ => "equal",
    }
}

fn near(mut text: String, parameters: &ViolationParameters) -> String {
    let nearest = parameters.get("nearest").and_then(Value::as_str);
    // The only value that is allowed has been named.
    let is_only = array(parameters, "allowed").len() == 1;
    if let Some(nearest) = nearest.filter(|_| !is_only) {
        text.push_str("; did you mean \"");
        text.push_str(nearest);
        text.push_str("\"?");
    }
    text
}

/// How many allowed values are named, and in how many bytes of text.
const MAX_NAMED: usize = 10;
const MAX_TEXT: usize = 250;

/// `start`, then the allowed values as JSON, the nearest one first where not all are named; a
/// single one has no list.
fn one_of(start: &str, parameters: &ViolationParameters) -> String {
    let values = array(parameters, "allowed");
    if values.is_empty() {
        return "no value is allowed here".to_owned();
    }
    let mut out = String::with_capacity(start.len() + 8 + values.len().min(MAX_NAMED) * 16);
    out.push_str(start);
    if values.len() != 1 {
        out.push_str("one of ");
    }
    let listed = values.iter().take(MAX_NAMED);
    let length: usize = listed.map(|value| value.to_string().len() + 2).sum();
    let are_all_named = values.len() <= MAX_NAMED && out.len() + length <= MAX_TEXT;
    let nearest = parameters.get("nearest").filter(|_| !are_all_named);
    let first = values.iter().filter(|value| Some(*value) == nearest);
    let others = values.iter().filter(|value| Some(*value) != nearest);
    let mut named = 0;
    for value in first.chain(others).take(MAX_NAMED) {
        let value = value.to_string();
        if named > 0 && out.len() + value.len() + 2 > MAX_TEXT {
            break;
        }
        if named > 0 {
            out.push_str(", ");
        }
        out.push_str(&value);
        if out.len() > MAX_TEXT {
            let end = boundary(&out, MAX_TEXT);
            out.truncate(end);
            out.push_str("...");
        }
        named += 1;
    }
    match values.len() - named {
        0 => {}
        more => out.push_str(&format!(" and {more} more")),
    }
    out
}

pub(crate) fn plain(parameters: &ViolationParameters, name: &str) -> String {
    match parameters.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

fn quoted(parameters: &ViolationParameters, name: &str) -> String {
    format!("\"{}\"", plain(parameters, name))
}

fn json(parameters: &ViolationParameters, name: &str) -> String {
    parameters
        .get(name)
        .map(Value::to_string)
        .unwrap_or_default()
}

/// The last character boundary up to `end`.
fn boundary(text: &str, end: usize) -> usize {
    let mut ends = (0..=end).rev();
    ends.find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

/// A text that a message has room for.
fn shortened(mut text: String) -> String {
    if text.len() > MAX_TEXT {
        text.truncate(boundary(&text, MAX_TEXT));
        text.push_str("...");
    }
    text
}

fn array<'p>(parameters: &'p ViolationParameters, name: &str) -> &'p [Value] {
    parameters
        .get(name)
        .and_then(Value::as_array)
        .unwrap_or_default()
}

/// `"a"`, `"a" and "b"`, `"a", "b" and "c"`.
fn list(parameters: &ViolationParameters, name: &str, last: &str) -> String {
    let names = array(parameters, name).iter().filter_map(Value::as_str);
    let mut names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    match (names.pop(), names.is_empty()) {
        (None, _) => String::new(),
        (Some(only), true) => only,
        (Some(end), false) => format!("{} {last} {end}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::message;
    use crate::{Map, Value, ViolationParameters};

    /// Code, parameters, sentence.
    const SENTENCES: &[(&str, &str, &str)] = &[
        (
            "type",
            r#"{"expected":"string or null","found":"object"}"#,
            "expected a string or null, found an object",
        ),
        (
            "coerced",
            r#"{"expected":"integer","found":"string"}"#,
            "read from a string, where an integer is expected",
        ),
        ("required", r#"{"property":"a"}"#, r#"missing "a""#),
        (
            "minLength",
            r#"{"limit":2,"actual":1}"#,
            "must have at least 2 characters, but has 1",
        ),
        (
            "maxLength",
            r#"{"limit":1,"actual":3}"#,
            "must have at most 1 character, but has 3",
        ),
        (
            "minItems",
            r#"{"limit":1,"actual":0}"#,
            "must have at least 1 item, but has none",
        ),
        (
            "items",
            r#"{"limit":2,"actual":3}"#,
            "must have at most 2 items, but has 3",
        ),
        (
            "minProperties",
            r#"{"limit":2,"actual":1}"#,
            "must have at least 2 properties, but has 1",
        ),
        (
            "maxProperties",
            r#"{"limit":1,"actual":2}"#,
            "must have at most 1 property, but has 2",
        ),
        (
            "uniqueItems",
            r#"{"first":0,"second":2}"#,
            "items 0 and 2 are equal, but must differ",
        ),
        (
            "pattern",
            r#"{"pattern":"^a$"}"#,
            "must match the pattern ^a$",
        ),
        (
            "format",
            r#"{"format":"date"}"#,
            "must be a valid date, such as 2024-02-29",
        ),
        ("format", r#"{"format":"int32"}"#, "must fit into int32"),
        ("format", r#"{"format":"own"}"#, "must be a valid own"),
        ("minimum", r#"{"limit":1}"#, "must be at least 1"),
        ("maximum", r#"{"limit":1.50}"#, "must be at most 1.50"),
        (
            "exclusiveMinimum",
            r#"{"limit":0}"#,
            "must be greater than 0",
        ),
        ("exclusiveMaximum", r#"{"limit":0}"#, "must be less than 0"),
        (
            "multipleOf",
            r#"{"limit":0.01}"#,
            "must be a multiple of 0.01",
        ),
        ("const", r#"{"allowed":"a"}"#, r#"must be "a""#),
        ("enum", r#"{"allowed":["a"]}"#, r#"must be "a""#),
        (
            "enum",
            r#"{"allowed":["a",1,null],"nearest":"a"}"#,
            r#"must be one of "a", 1, null; did you mean "a"?"#,
        ),
        (
            "additionalProperties",
            r#"{"property":"b","nearest":"a"}"#,
            r#"unknown property; did you mean "a"?"#,
        ),
        (
            "unevaluatedProperties",
            r#"{"property":"b"}"#,
            "unknown property",
        ),
        (
            "propertyNames",
            r#"{"property":"b"}"#,
            r#"no property may be named "b""#,
        ),
        (
            "dependentRequired",
            r#"{"property":"a","required":"b"}"#,
            r#"missing "b", which "a" requires"#,
        ),
        ("unevaluatedItems", "{}", "no such item is allowed"),
        (
            "contains",
            "{}",
            "at least one item must match, but none does",
        ),
        (
            "minContains",
            r#"{"limit":2,"actual":1}"#,
            "must have at least 2 matching items, but has 1",
        ),
        (
            "maxContains",
            r#"{"limit":1,"actual":2}"#,
            "must have at most 1 matching item, but has 2",
        ),
        ("not", "{}", "must not be what is excluded here"),
        ("falseSchema", "{}", "no value is allowed here"),
        ("anyOf", "{}", "matches none of the alternatives"),
        (
            "anyOf",
            r#"{"matches":0,"property":"kind","nearest":"cat","allowed":["cat","dog"]}"#,
            r#""kind" must be one of "cat", "dog"; did you mean "cat"?"#,
        ),
        (
            "oneOf",
            r#"{"matches":0}"#,
            "matches none of the alternatives",
        ),
        (
            "oneOf",
            r#"{"matches":2}"#,
            "matches 2 alternatives where exactly one is allowed",
        ),
        (
            "duplicateKey",
            r#"{"property":"a"}"#,
            "this key stands twice in one object",
        ),
        ("depth", r#"{"limit":128}"#, "nested deeper than 128 levels"),
        (
            "representation",
            r#"{"type":"i64"}"#,
            "cannot be held by i64",
        ),
        (
            "schema",
            r#"{"problem":"x"}"#,
            "cannot be evaluated, because the schema is broken: x",
        ),
        ("syntax", r#"{"problem":"x"}"#, "x"),
        (
            "r",
            r#"{"rule":"requires","property":"a","others":["b","c"]}"#,
            r#""a" requires "b" and "c""#,
        ),
        (
            "r",
            r#"{"rule":"conflicts","property":"a","others":["b","c","d"]}"#,
            r#""a" must not be used together with "b", "c" or "d""#,
        ),
        (
            "r",
            r#"{"rule":"ineffective","property":"a","others":["b"]}"#,
            r#""a" has no effect beside "b""#,
        ),
        (
            "r",
            r#"{"rule":"at_least_one_of","others":["a","b"]}"#,
            r#"at least one of "a" and "b" must be present"#,
        ),
        (
            "r",
            r#"{"rule":"exactly_one_of","others":["a","b"]}"#,
            r#"exactly one of "a" and "b" must be present"#,
        ),
    ];

    #[test]
    fn every_code_has_its_sentence() {
        for (code, parameters, sentence) in SENTENCES {
            let parameters: Map<Value> = crate::from_json(parameters.as_bytes()).unwrap();
            let mut named = ViolationParameters::default();
            for (name, value) in parameters {
                named.push(Box::leak(name.into_boxed_str()), value);
            }
            assert_eq!(message(code, &named), *sentence);
            #[cfg(feature = "codes")]
            assert!(crate::ViolationCode::of(code, &named).has(&named), "{code}");
        }
    }
}
