//! The features of the runtime that the code of a model needs.

use std::collections::BTreeSet;

use fieldwright_runtime::Format;

use crate::model::{Constraint, Evaluated, Model, Place, Type, TypeKind, Unknown};
use crate::pattern::Compiled;

type Features = BTreeSet<&'static str>;

/// The features that a model's formats need.
pub(super) fn of_formats(model: &Model) -> Features {
    let mut found = Features::new();
    for def in &model.types {
        for place in places(&def.kind) {
            each_place(place, &mut |place| {
                if let Type::Text(format) = &place.ty {
                    found.extend(format.feature());
                }
                for constraint in &place.constraints {
                    if let Constraint::Format(format) = constraint {
                        found.extend(format.feature());
                    }
                }
            });
        }
    }
    found
}

/// All of them, those of formats among them.
pub(super) fn of(model: &Model, formats: &Features) -> Features {
    let mut found = formats.clone();
    if let Some(evaluated) = &model.evaluated {
        of_evaluated(evaluated, &mut found);
    }
    let mut transports = model.types.iter().map(|def| def.transport.is_some());
    if !model.operations.is_empty() || transports.any(|has| has) {
        found.insert("web");
    }
    for def in &model.types {
        if let TypeKind::Struct(body) = &def.kind {
            if !body.clauses.is_empty() {
                found.insert("evaluator");
            }
            for one in &body.clauses {
                one.for_each_constraint(&mut |constraint| found.extend(feature(constraint)));
            }
        }
        for place in places(&def.kind) {
            each_place(place, &mut |place| {
                found.extend(place.constraints.iter().filter_map(feature));
                found.extend(place.own.as_ref().and_then(|own| own.feature));
            });
        }
    }
    found
}

/// The places of a type, those inside them apart.
fn places(kind: &TypeKind) -> Vec<&Place> {
    match kind {
        TypeKind::Struct(body) => {
            let kept = match &body.unknown {
                Unknown::Keep(place) => Some(place),
                Unknown::Ignore | Unknown::Deny => None,
            };
            let fields = body.fields.iter().map(|field| &field.place);
            fields.chain(kept).collect()
        }
        TypeKind::Union(union) => union.branches.iter().map(|b| &b.place).collect(),
        TypeKind::Newtype(place) | TypeKind::Alias(place) => vec![place],
        TypeKind::Enum(_) => Vec::new(),
    }
}

/// The evaluator runs every pattern on the `regex` crate.
fn of_evaluated(evaluated: &Evaluated, found: &mut Features) {
    found.insert("evaluator");
    if !evaluated.patterns.is_empty() {
        found.insert("regex");
    }
    let formats = evaluated.formats.iter();
    let formats = formats.filter_map(|name| Format::from_name(name));
    found.extend(formats.filter_map(Format::feature));
}

fn each_place(place: &Place, visit: &mut dyn FnMut(&Place)) {
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        visit(place);
        open.extend(place.ty.inner());
    }
}

fn feature(constraint: &Constraint) -> Option<&'static str> {
    match constraint {
        Constraint::Pattern { program, .. } => {
            matches!(program, Compiled::Regex(_)).then_some("regex")
        }
        Constraint::Format(format) => format.feature(),
        _ => None,
    }
}
