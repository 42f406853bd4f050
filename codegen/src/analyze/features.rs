//! The features of the runtime that the code of a model needs.

use std::collections::BTreeSet;

use fieldwright_runtime::Format;

use crate::model::{Constraint, Evaluated, Model, Place, Type, TypeKind, Unknown};
use crate::pattern::Compiled;

type Features = BTreeSet<&'static str>;

pub(super) fn of(model: &Model) -> Features {
    let mut found = Features::new();
    if let Some(evaluated) = &model.evaluated {
        of_evaluated(evaluated, &mut found);
    }
    let mut transports = model.types.iter().map(|def| def.transport.is_some());
    if !model.operations.is_empty() || transports.any(|has| has) {
        found.insert("web");
    }
    for def in &model.types {
        let places: Vec<&Place> = match &def.kind {
            TypeKind::Struct(body) => {
                let kept = match &body.unknown {
                    Unknown::Keep(place) => Some(place),
                    Unknown::Ignore | Unknown::Deny => None,
                };
                if !body.clauses.is_empty() {
                    found.insert("evaluator");
                }
                for one in &body.clauses {
                    one.for_each_constraint(&mut |constraint| found.extend(feature(constraint)));
                }
                let fields = body.fields.iter().map(|field| &field.place);
                fields.chain(kept).collect()
            }
            TypeKind::Union(union) => union.branches.iter().map(|b| &b.place).collect(),
            TypeKind::Newtype(place) | TypeKind::Alias(place) => vec![place],
            TypeKind::Enum(_) => Vec::new(),
        };
        places
            .into_iter()
            .for_each(|place| of_place(place, &mut found));
    }
    found
}

/// The evaluator runs every pattern on the `regex` crate.
fn of_evaluated(evaluated: &Evaluated, found: &mut Features) {
    found.insert("evaluator");
    if !evaluated.patterns.is_empty() {
        found.insert("regex");
    }
    let formats = evaluated.formats.iter();
    let formats = formats.filter_map(|name| Format::from_name(name));
    found.extend(formats.filter_map(of_format));
}

fn of_place(place: &Place, found: &mut Features) {
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        found.extend(place.constraints.iter().filter_map(feature));
        found.extend(place.own.as_ref().and_then(|own| own.feature));
        if let Type::Text(format) = &place.ty {
            found.extend(of_format(*format));
        }
        open.extend(place.ty.inner());
    }
}

fn feature(constraint: &Constraint) -> Option<&'static str> {
    match constraint {
        Constraint::Pattern { program, .. } => {
            matches!(program, Compiled::Regex(_)).then_some("regex")
        }
        Constraint::Format(format) => of_format(*format),
        _ => None,
    }
}

fn of_format(format: Format) -> Option<&'static str> {
    format.needs_idn().then_some("idn")
}
