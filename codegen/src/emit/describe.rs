//! Model -> the words that all documentation shares: types, constraints, rules, values and
//! alternatives. Knows neither Markdown nor HTML: the markup of names and code is passed in.

use crate::analyze::json_types;
use crate::page_words as words;
use fieldwright_runtime::{RuleKind, Types, UnionKind};

use crate::model::{
    Branch, Constraint, Enum, Field, Model, Rule, Slot, Struct, Type, TypeId, Union, Values,
};

/// A slot's type in words; `link` writes a named type.
pub(crate) fn type_words(place: &Slot, link: &dyn Fn(TypeId) -> String) -> String {
    let text = match &place.ty {
        Type::Any => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Text(format) => format!("string ({})", format.name()),
        Type::Array(inner) => format!("{}{}", words::ARRAY_OF, inner_words(inner, link)),
        Type::Tuple(elements) => {
            let elements: Vec<String> = elements.iter().map(|e| type_words(e, link)).collect();
            format!("array of just {}", elements.join(", "))
        }
        Type::Map(inner) => format!("{}{}", words::MAP_OF, inner_words(inner, link)),
        Type::Named(id) => link(*id),
    };
    if place.nullable {
        format!("{text}{}", words::OR_NULL)
    } else {
        text
    }
}

/// "array of (string or null)" is another thing than "array of string or null".
fn inner_words(place: &Slot, link: &dyn Fn(TypeId) -> String) -> String {
    let text = type_words(place, link);
    if place.nullable {
        format!("({text})")
    } else {
        text
    }
}

/// One constraint as it is shown: its scope, and its keyword and argument.
pub(crate) struct Fact {
    /// `items: ` and the like, a step for each level; empty at the slot itself.
    pub(crate) scope: String,
    /// `minLength: 1`, the argument of the document not yet made safe.
    pub(crate) text: String,
}

/// The constraints of a slot and of its contents.
pub(crate) fn constraints(place: &Slot) -> Vec<Fact> {
    facts(place, false)
}

/// The same, and the formats that no constraint states.
pub(crate) fn constraints_and_formats(place: &Slot) -> Vec<Fact> {
    facts(place, true)
}

fn facts(place: &Slot, with_formats: bool) -> Vec<Fact> {
    // A tuple's type states its number of elements.
    let is_tuple = matches!(place.ty, Type::Tuple(_));
    let own = place.constraints.iter();
    let own = own.filter(|one| !(is_tuple && matches!(one, Constraint::Closed(_))));
    let own = own.map(constraint_text);
    let format = place.format.as_ref().filter(|_| with_formats);
    let own = own.chain(format.map(|name| format!("format: {name}")));
    let mut out: Vec<Fact> = own
        .map(|text| Fact {
            scope: String::new(),
            text,
        })
        .collect();
    for (index, inner) in place.ty.inner().iter().enumerate() {
        let scope = match &place.ty {
            Type::Map(_) => words::OF_VALUES.to_owned(),
            Type::Tuple(_) => format!("element {}: ", index + 1),
            _ => words::ITEMS.to_owned(),
        };
        out.extend(facts(inner, with_formats).into_iter().map(|fact| Fact {
            scope: format!("{scope}{}", fact.scope),
            text: fact.text,
        }));
    }
    out
}

/// `minLength: 1`.
pub(crate) fn constraint_text(constraint: &Constraint) -> String {
    let argument = constraint.argument().into_string();
    let argument = argument.map_or_else(
        |value| value.to_string(),
        |text| match constraint {
            Constraint::Const(_) => words::text_or_json(&text),
            _ => text,
        },
    );
    let keyword = match constraint {
        Constraint::Closed(_) => "maxItems", // a longer form of `items: false`
        other => other.keyword(),
    };
    format!("{keyword}: {argument}")
}

/// A rule in words; `code` marks up a property's name, `text` the author's message.
pub(crate) fn rule_text(
    rule: &Rule,
    body: &Struct,
    code: &dyn Fn(&Field) -> String,
    text: &dyn Fn(&str) -> String,
) -> String {
    let names: Vec<String> = rule
        .fields
        .iter()
        .filter_map(|index| body.fields.get(*index))
        .map(code)
        .collect();
    let (first, others) = names
        .split_first()
        .map_or(("", &names[..]), |(f, o)| (f.as_str(), o));
    let others = others.join(", ");
    let all = || names.join(", ");
    let statement = match rule.kind {
        RuleKind::Requires => format!("{first}{}{others}", words::REQUIRES),
        RuleKind::Conflicts => format!("{first}{}{others}", words::CONFLICTS),
        RuleKind::Ineffective => format!("{first}{}{others}", words::INEFFECTIVE),
        RuleKind::Compare(comparison) => {
            let sign = text(comparison.symbol());
            format!("{first}{}{sign} {others}", words::MUST_BE)
        }
        RuleKind::Check => {
            let path = rule.check.as_ref().map_or("", |path| path.value.as_str());
            let targets = if names.is_empty() { "" } else { words::FOR };
            format!("{}{}{targets}{}", text(path), words::HOLDS, all())
        }
        RuleKind::AtLeastOneOf => {
            format!(
                "{}{}{}",
                words::AT_LEAST_ONE_OF,
                all(),
                words::MUST_BE_PRESENT
            )
        }
        RuleKind::ExactlyOneOf => {
            format!(
                "{}{}{}",
                words::EXACTLY_ONE_OF,
                all(),
                words::MUST_BE_PRESENT
            )
        }
    };
    let advice = if rule.advice { words::ADVICE } else { "" };
    let id = rule
        .id
        .as_ref()
        .map(|id| format!("{}{})", words::ID, text(id)));
    let id = id.unwrap_or_default();
    match &rule.message {
        Some(message) => format!("{statement}{id}{advice}: {}", text(message)),
        None => format!("{statement}{id}{advice}"),
    }
}

/// One value of an enum, whatever its type.
pub(crate) struct ValueRow<'m> {
    /// The Rust variant.
    pub(crate) name: &'m str,
    /// The value on the wire: a string as it is, an integer in decimals.
    pub(crate) value: String,
    pub(crate) aliases: Vec<&'m str>,
    pub(crate) description: Option<&'m str>,
    pub(crate) deprecated: bool,
}

/// The values of an enum whose variants have the names `members`.
pub(crate) fn values<'m>(body: &'m Enum, members: &'m [String]) -> Vec<ValueRow<'m>> {
    let names = members.iter().map(String::as_str);
    match &body.values {
        Values::Strings(values) => values
            .iter()
            .zip(names)
            .map(|(value, name)| ValueRow {
                name,
                value: value.value.clone(),
                aliases: value.aliases.iter().map(|a| a.value.as_str()).collect(),
                description: value.description.as_deref(),
                deprecated: value.deprecated,
            })
            .collect(),
        Values::Integers(values) => values
            .iter()
            .zip(names)
            .map(|(value, name)| ValueRow {
                name,
                value: value.value.to_string(),
                aliases: value.aliases.iter().map(|a| a.value.as_str()).collect(),
                description: value.description.as_deref(),
                deprecated: value.deprecated,
            })
            .collect(),
    }
}

/// The heading of a union's alternatives.
pub(crate) const fn union_heading(kind: UnionKind) -> &'static str {
    match kind {
        UnionKind::OneOf => words::ONE_OF,
        UnionKind::AnyOf | UnionKind::TypeOf => words::ANY_OF,
    }
}

/// The values of a union's tag that select an alternative; `code` marks up a value.
pub(crate) fn tag_words(
    model: &Model,
    body: &Union,
    branch: &Branch,
    code: &dyn Fn(&str) -> String,
) -> Option<String> {
    body.tag.as_ref()?;
    if !branch.tags.is_empty() {
        let tags: Vec<String> = branch.tags.iter().map(|tag| code(tag)).collect();
        return Some(tags.join(", "));
    }
    // An alternative that is no object has no tag.
    let is_object = json_types(model, &branch.place, 0) & Types::OBJECT.0 != 0;
    is_object.then(|| words::OTHER_TAGS.to_owned())
}

/// How a union's alternatives are distinguished; `code` marks up a property.
pub(crate) fn union_choice(model: &Model, body: &Union, code: &dyn Fn(&str) -> String) -> String {
    if let Some(tag) = &body.tag {
        return format!("The property {} distinguishes them.", code(tag));
    }
    let sets = body
        .branches
        .iter()
        .map(|branch| json_types(model, &branch.place, 0));
    let mut seen = 0;
    let mut apart = true;
    for set in sets {
        apart &= seen & set == 0;
        seen |= set;
    }
    let choice = match body.kind {
        _ if apart => "The value's JSON type distinguishes them.",
        UnionKind::TypeOf => {
            "The value's JSON type distinguishes them; the first that has it is taken."
        }
        UnionKind::AnyOf => {
            "They are tried in this order; the first that holds, constraints included, is taken."
        }
        UnionKind::OneOf => {
            "They are tried in this order; exactly one must hold, constraints included."
        }
    };
    choice.to_owned()
}

/// The JSON types of a slot by name.
pub(crate) fn json_type_names(model: &Model, place: &Slot) -> String {
    let set = json_types(model, place, 0);
    if set == Types::ANY.0 {
        return "any".to_owned();
    }
    let names = [
        (Types::NULL, "null"),
        (Types::BOOLEAN, "boolean"),
        (Types::NUMBER, "number"),
        (Types::STRING, "string"),
        (Types::ARRAY, "array"),
        (Types::OBJECT, "object"),
    ];
    let used = names.iter().filter(|(bit, _)| set & bit.0 != 0);
    used.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

/// The named type in a slot, below arrays and maps.
pub(crate) fn named(place: &Slot) -> Option<TypeId> {
    match &place.ty {
        Type::Named(id) => Some(*id),
        Type::Array(inner) | Type::Map(inner) => named(inner),
        _ => None,
    }
}
