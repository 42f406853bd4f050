//! Rules over the model, each a function under a comment that states it in words.
//!
//! Checks finished types only; an error within one schema is reported where it is read.

mod coerce;
mod derives;
mod instance;
mod parameters;
#[cfg(test)]
mod tests;

use fieldwright_runtime::{CountKeyword, NumberKeyword};

use crate::diagnostic::{Collector, Diagnostic, Severity};
use crate::model::{Constraint, Docs, Enum, Field, Model, Slot, Type, TypeKind, Values};
use crate::schema::Spanned;
use crate::source::{Span, boolean_help, compare_numbers};

pub(crate) use instance::ValueCheck;

/// Checks every type of the model.
pub(crate) fn check(model: &mut Model, collector: &mut Collector) {
    derives::derives(model, collector);
    coerce::as_written(model, collector);
    let mut own = Collector::default();
    parameters::within_budget(model, &mut own);
    rules(model, &mut own);
    without_bad_defaults(model);
    let (Ok(list) | Err(list)) = own.finish();
    collector.extend(list.into_iter().map(|mut diagnostic| {
        // Other documents are accepted as written, even if it cannot be intended.
        if !model.strict {
            diagnostic.severity = diagnostic.severity.max(Severity::Warning);
        }
        diagnostic
    }));
}

fn rules(model: &Model, collector: &mut Collector) {
    endless_types(model, collector);
    for (id, def) in model.iter() {
        examples(model, &Slot::of(Type::Named(id)), &def.docs, collector);
        parameters::parameters(model, id, collector);
        match &def.kind {
            TypeKind::Enum(body) => equal_values(body, collector),
            TypeKind::Struct(body) => {
                empty_range(&body.constraints, def.span, collector);
                for field in &body.fields {
                    place(&field.place, field.wire.span, collector);
                    default(model, field, collector);
                    examples(model, &field.place, &field.docs, collector);
                }
            }
            TypeKind::Union(union) => {
                for branch in &union.branches {
                    place(&branch.place, def.span, collector);
                }
            }
            TypeKind::Newtype(inner) | TypeKind::Alias(inner) => {
                place(inner, def.span, collector);
            }
        }
    }
}

fn place(place_: &Slot, span: Span, collector: &mut Collector) {
    empty_range(&place_.constraints, span, collector);
    for inner in place_.ty.inner() {
        place(inner, span, collector);
    }
}

/// A value of every type can be finite: no type may require a value of itself.
fn endless_types(model: &Model, collector: &mut Collector) {
    let finite = settled(model, can_end);
    for (def, _) in model
        .types
        .iter()
        .zip(&finite)
        .filter(|(_, finite)| !**finite)
    {
        let message = "a value of this type never ends: it always contains another of its own kind";
        let help = "make a field in the circle optional or nullable";
        collector.add(Diagnostic::error("endless-type", def.span, message).help(help));
    }
}

/// Of which types `holds`, if it may hold of a type because it does of others.
fn settled(model: &Model, holds: impl Fn(&TypeKind, &[bool]) -> bool) -> Vec<bool> {
    let mut settled = vec![false; model.types.len()];
    // Each round goes forwards and backwards, so that a chain takes one round; a round that finds
    // none is the last.
    loop {
        let mut found = false;
        for index in (0..settled.len()).chain((0..settled.len()).rev()) {
            if !settled[index] && holds(&model.types[index].kind, &settled) {
                settled[index] = true;
                found = true;
            }
        }
        if !found {
            return settled;
        }
    }
}

fn can_end(kind: &TypeKind, finite: &[bool]) -> bool {
    fn place_can_end(place: &Slot, finite: &[bool]) -> bool {
        let filled = |c: &Constraint| matches!(c, Constraint::Count(CountKeyword::MinItems | CountKeyword::MinProperties, n) if *n > 0);
        place.nullable
            || match &place.ty {
                Type::Named(id) => finite[id.0],
                Type::Array(inner) | Type::Map(inner) => {
                    !place.constraints.iter().any(filled) || place_can_end(inner, finite)
                }
                Type::Tuple(elements) => elements.iter().all(|e| place_can_end(e, finite)),
                _ => true,
            }
    }
    let place = |place: &Slot| place_can_end(place, finite);
    match kind {
        TypeKind::Enum(_) => true,
        TypeKind::Newtype(inner) | TypeKind::Alias(inner) => place(inner),
        TypeKind::Struct(body) => body
            .fields
            .iter()
            .filter(|field| field.required)
            .all(|field| place(&field.place)),
        TypeKind::Union(union) => union.branches.iter().any(|branch| place(&branch.place)),
    }
}

/// A lower bound is not above its upper bound: no value could be valid.
fn empty_range(constraints: &[Constraint], span: Span, collector: &mut Collector) {
    let mut add = |low: &str, low_value: &str, high: &str, high_value: &str| {
        let message = format!("nothing can be valid: {low} is {low_value}, {high} is {high_value}");
        let help = "swap the two, or correct one of them";
        collector.add(Diagnostic::error("empty-range", span, message).help(help));
    };
    for low in constraints {
        for high in constraints {
            let (a, b) = match (low, high) {
                (Constraint::Count(least, a), Constraint::Count(most, b))
                    if least.types() == most.types() && least.is_least() && !most.is_least() =>
                {
                    (a.to_string(), b.to_string())
                }
                (Constraint::Count(CountKeyword::MinItems, a), Constraint::Closed(b)) => {
                    (a.to_string(), b.to_string())
                }
                (
                    Constraint::Number(NumberKeyword::Minimum | NumberKeyword::ExclusiveMinimum, a),
                    Constraint::Number(NumberKeyword::Maximum | NumberKeyword::ExclusiveMaximum, b),
                ) => (a.clone(), b.clone()),
                _ => continue,
            };
            let touches = matches!(low, Constraint::Number(NumberKeyword::ExclusiveMinimum, _))
                || matches!(high, Constraint::Number(NumberKeyword::ExclusiveMaximum, _));
            let order = compare_numbers(&a, &b);
            if order.is_gt() || (touches && order.is_eq()) {
                add(low.keyword(), &a, high.keyword(), &b);
            }
        }
    }
}

/// No two values or aliases of an enum are equal.
fn equal_values(body: &Enum, collector: &mut Collector) {
    let spellings: Vec<(String, Span)> = match &body.values {
        Values::Strings(values) => values
            .iter()
            .flat_map(|value| {
                let aliases = value.aliases.iter().map(|a| (a.value.clone(), a.span));
                std::iter::once((value.value.clone(), value.span)).chain(aliases)
            })
            .collect(),
        Values::Integers(values) => values
            .iter()
            .map(|value| (value.value.to_string(), value.span))
            .collect(),
    };
    let mut seen: std::collections::BTreeMap<&str, Span> = std::collections::BTreeMap::new();
    for (text, span) in &spellings {
        if let Some(first) = seen.get(text.as_str()) {
            let message = format!("the enum has the value `{text}` twice");
            let diagnostic = Diagnostic::error("duplicate-value", *span, message);
            collector.add(
                diagnostic
                    .related(*first, "first here")
                    .help("take one of them out"),
            );
        } else {
            seen.insert(text, *span);
        }
    }
}

/// A default satisfies its row.
fn default(model: &Model, field: &Field, collector: &mut Collector) {
    let Some(default) = &field.default else {
        return;
    };
    if let Err(reason) = (ValueCheck { model }).place(&field.place, &default.value) {
        let message = format!(
            "the default of `{}` is not valid: {reason}",
            field.wire.value
        );
        let text = default
            .value
            .as_str()
            .filter(|_| reason.starts_with("expected a boolean"));
        let meant = text.and_then(boolean_help);
        let help = meant.unwrap_or("correct the default, or what it has to satisfy");
        collector.add(Diagnostic::error("bad-default", default.span, message).help(help));
    }
}

/// Defaults that violate their row have been reported; none of them reaches the Rust, whose types
/// may not hold them.
fn without_bad_defaults(model: &mut Model) {
    let mut bad = Vec::new();
    for (id, def) in model.iter() {
        let TypeKind::Struct(body) = &def.kind else {
            continue;
        };
        let check = ValueCheck { model };
        for (index, field) in body.fields.iter().enumerate() {
            let default = field.default.as_ref();
            if default.is_some_and(|d| check.place(&field.place, &d.value).is_err()) {
                bad.push((id, index));
            }
        }
    }
    for (id, index) in bad {
        if let TypeKind::Struct(body) = &mut model.types[id.0].kind
            && let Some(field) = body.fields.get_mut(index)
        {
            field.default = None;
            field.filled = false;
        }
    }
}

/// Examples satisfy their row, or are reported; a list whose elements all do is a list of examples.
fn examples(model: &Model, place: &Slot, docs: &Docs, collector: &mut Collector) {
    for example in &docs.examples {
        if let Err(reason) = (ValueCheck { model }).example(place, &example.value) {
            add_bad_example(example, &reason, collector);
        }
    }
}

fn add_bad_example(
    example: &Spanned<fieldwright_runtime::Value>,
    reason: &str,
    collector: &mut Collector,
) {
    let message = format!("this example is not valid: {reason}");
    let help = "it is shown in the docs as it stands";
    collector.add(Diagnostic::warning("bad-example", example.span, message).help(help));
}
