//! The features of the runtime that the code of a model needs.

use std::collections::BTreeSet;

use fieldwright_runtime::Format;

use crate::model::{
    Applicator, Constraint, Evaluated, Model, Slot, Type, TypeDef, TypeKind, Unknown,
};
use crate::pattern::Compiled;

type Features = BTreeSet<&'static str>;

/// The features that a model's formats need, at any location.
pub(super) fn of_formats(model: &Model) -> Features {
    let evaluated = model.evaluated.iter();
    let formats = evaluated.flat_map(|evaluated| &evaluated.formats);
    let formats = formats.filter_map(|name| Format::from_name(name));
    let mut found: Features = formats.filter_map(Format::feature).collect();
    let of_constraint = |constraint: &Constraint| match constraint {
        Constraint::Format(format) => format.feature(),
        _ => None,
    };
    for def in &model.types {
        for one in conditionals(&def.kind) {
            one.for_each_constraint(&mut |constraint| found.extend(of_constraint(constraint)));
        }
        for place in def.kind.slots() {
            each_place(place, &mut |place| {
                if let Type::Text(format) = &place.ty {
                    found.extend(format.feature());
                }
                found.extend(place.constraints.iter().filter_map(of_constraint));
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
        if needs_conveniences(def) {
            found.insert("conveniences");
        }
        let conditionals = conditionals(&def.kind);
        if !conditionals.is_empty() {
            found.insert("evaluator");
        }
        for one in conditionals {
            one.for_each_constraint(&mut |constraint| found.extend(feature(constraint)));
        }
        for place in def.kind.slots() {
            each_place(place, &mut |place| {
                found.extend(place.constraints.iter().filter_map(feature));
                found.extend(place.custom.as_ref().and_then(|custom| custom.feature));
            });
        }
    }
    found
}

/// Whether it derives traits that the runtime's types have only with that feature.
fn needs_conveniences(def: &TypeDef) -> bool {
    let mut derives = def.derives.iter().map(|path| path.last());
    if !derives.any(|name| matches!(name, "Hash" | "PartialOrd" | "Ord")) {
        return false;
    }
    let mut needs = match &def.kind {
        TypeKind::Struct(body) => {
            let mut fields = body.fields.iter();
            matches!(body.unknown, Unknown::Keep(_))
                || fields.any(|field| !field.required && field.place.nullable && !field.fold)
        }
        _ => false,
    };
    for place in def.kind.slots() {
        each_place(place, &mut |place| {
            let path = place.custom.as_ref().map(|custom| custom.path.last());
            needs |= matches!(place.ty, Type::Any | Type::Map(_)) || path == Some("Number");
        });
    }
    needs
}

fn conditionals(kind: &TypeKind) -> &[Applicator] {
    match kind {
        TypeKind::Struct(body) => &body.conditionals,
        _ => &[],
    }
}

/// The evaluator runs every pattern on the `regex` crate.
fn of_evaluated(evaluated: &Evaluated, found: &mut Features) {
    found.insert("evaluator");
    if !evaluated.patterns.is_empty() {
        found.insert("regex");
    }
}

fn each_place(place: &Slot, visit: &mut dyn FnMut(&Slot)) {
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
        _ => None,
    }
}
