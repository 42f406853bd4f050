//! Docs, a text for each line of them.

use crate::emit::describe::constraint_text;
use crate::emit::prose::{code, markdown_lines};
use crate::emit::text::residual_constraints;
use crate::model::{Constraint, Docs, Field, Origin, TypeDef, TypeKind};

/// The documentation of a type in its schema.
pub(super) fn of_type(def: &TypeDef) -> Vec<String> {
    let mut out = words(&def.docs);
    examples(&def.docs, &mut out);
    if let Some(evaluated) = &def.evaluated {
        let is_documented = |keyword: &str| {
            let place = match &def.kind {
                TypeKind::Newtype(place) => place,
                _ => return None,
            };
            let mut either = place.constraints.iter();
            either.find(|one| matches!(one, Constraint::Either { .. }) && one.keyword() == keyword)
        };
        let keywords = evaluated
            .keywords
            .iter()
            .map(|keyword| match is_documented(keyword) {
                Some(either) => code(&constraint_text(either)),
                None => code(keyword),
            });
        let keywords: Vec<String> = keywords.collect();
        separate(&mut out);
        out.push(match evaluated.keywords.as_slice() {
            ["false"] => "No value is valid: the schema contradicts itself.".to_owned(),
            _ => format!(
                "Checked as a whole against its schema: {}.",
                keywords.join(", ")
            ),
        });
    }
    if let TypeKind::Struct(body) = &def.kind
        && !body.conditionals.is_empty()
    {
        let mut keywords: Vec<String> = body
            .conditionals
            .iter()
            .map(|c| code(c.keyword()))
            .collect();
        keywords.dedup();
        separate(&mut out);
        out.push(format!(
            "Which fields there are, and some values, depend on each other: {}.",
            keywords.join(", ")
        ));
    }
    out
}

/// The documentation of a type without any in its schema.
pub(super) fn of_bare_type(def: &TypeDef) -> String {
    let name = match &def.origin {
        Origin::Definition(name) => name.value.clone(),
        Origin::Inline { words, .. } => words.join(" "),
    };
    let name = code(&name);
    match def.kind {
        TypeKind::Struct(_) => format!("The object {name}."),
        TypeKind::Enum(_) => format!("The values of {name}."),
        TypeKind::Union(_) => format!("The alternatives of {name}."),
        TypeKind::Newtype(_) | TypeKind::Alias(_) => format!("The value {name}."),
    }
}

/// The documentation of a field in its schema, its constraints, default and examples.
pub(super) fn of_field(field: &Field) -> Vec<String> {
    let mut out = words(&field.docs);
    let mut facts = Vec::new();
    if let Some(default) = &field.default {
        facts.push(format!("Default: {}.", code(&default.value.to_string())));
    }
    let constraints = residual_constraints(&field.place);
    if !constraints.is_empty() {
        facts.push(format!("Constraints: {}.", constraints.join(", ")));
    }
    if field.place.coerce {
        facts.push("A text that holds such a value is read, too.".to_owned());
    }
    if field.docs.read_only {
        facts.push("Read-only: only the server sends it.".to_owned());
    }
    if field.docs.write_only {
        facts.push("Write-only: only the client sends it.".to_owned());
    }
    for fact in facts {
        separate(&mut out);
        out.push(fact);
    }
    examples(&field.docs, &mut out);
    out
}

/// The documentation of a variant.
pub(super) fn of_variant(description: Option<&str>, wire: &str) -> Vec<String> {
    let mut out = description.map(markdown_lines).unwrap_or_default();
    if out.is_empty() {
        let is_empty = wire.is_empty();
        out.push(code(if is_empty { "\"\"" } else { wire }));
    }
    out
}

fn words(docs: &Docs) -> Vec<String> {
    let mut out = docs
        .title
        .as_deref()
        .map(markdown_lines)
        .unwrap_or_default();
    if let Some(description) = &docs.description {
        separate(&mut out);
        out.extend(markdown_lines(description));
    }
    out
}

fn examples(docs: &Docs, out: &mut Vec<String>) {
    if docs.examples.is_empty() {
        return;
    }
    let texts: Vec<String> = docs
        .examples
        .iter()
        .map(|e| code(&e.value.to_string()))
        .collect();
    separate(out);
    let label = if texts.len() == 1 {
        "Example"
    } else {
        "Examples"
    };
    out.push(format!("{label}: {}.", texts.join(", ")));
}

fn separate(out: &mut Vec<String>) {
    if !out.is_empty() {
        out.push(String::new());
    }
}
