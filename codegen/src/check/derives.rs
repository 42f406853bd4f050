//! Derives from settings: those of the language must be possible for the fields of a type.

use crate::diagnostic::{Collector, Diagnostic};
use crate::model::{Model, Slot, Type, TypeId, TypeKind, Unknown};
use crate::settings::{Root, RustPath};

/// The derives that a derive of the language needs.
const BESIDE: [(&str, &[&str]); 1] = [("Ord", &["Eq", "PartialOrd"])];

/// Everything in a type must have the traits that the type derives. Derives for all types are added
/// to those that can have them; derives for one type must be possible.
pub(super) fn derives(model: &mut Model, collector: &mut Collector) {
    let boxed = boxed(model);
    while prune(model, &boxed) {}
    for (id, def) in model.iter() {
        let set = def.derives.iter().filter(|_| def.derives_by_name);
        let set = set.filter(|path| path.root == Root::Language);
        for name in set.map(|path| path.last()) {
            if own(model, id, name) {
                continue;
            }
            if let Some(problem) = problem(model, &boxed, id, name) {
                let message = format!("`{name}` cannot be derived here: {problem}");
                let help = "name the types that can have it in fieldwright.toml, instead of all";
                let diagnostic = Diagnostic::error("bad-derive", def.span, message);
                collector.add(diagnostic.help(help));
            }
        }
    }
}

/// Removes derives for all types from those that cannot have them; returns whether there were any.
/// Types that contain such a type may then lose them, too.
fn prune(model: &mut Model, boxed: &[bool]) -> bool {
    let mut impossible: Vec<(TypeId, String)> = Vec::new();
    for (id, def) in model.iter().filter(|(_, def)| !def.derives_by_name) {
        let set = def.derives.iter();
        let set = set.filter(|path| path.root == Root::Language);
        for name in set.map(|path| path.last()) {
            // Without its own default value, a default could violate the constraints.
            let is_checked = matches!(def.kind, TypeKind::Newtype(_)) && name == "Default";
            let lacks = || is_checked || problem(model, boxed, id, name).is_some();
            if !own(model, id, name) && lacks() {
                impossible.push((id, name.to_owned()));
            }
        }
    }
    for (id, name) in &impossible {
        if let Some(def) = model.types.get_mut(id.0) {
            def.derives
                .retain(|path| path.root != Root::Language || path.last() != name);
        }
    }
    !impossible.is_empty()
}

/// The types that contain themselves, or a type that does, other than in a list or a map: they hold
/// a box. Only looked for where a type derives `Copy`.
fn boxed(model: &Model) -> Vec<bool> {
    let mut derives = model.types.iter().flat_map(|def| &def.derives);
    if !derives.any(|path| path.last() == "Copy") {
        return vec![false; model.types.len()];
    }
    let is_flat = super::settled(model, |kind, flat| {
        kind.slots().all(|slot| is_flat(&slot.ty, flat))
    });
    is_flat.into_iter().map(|is_flat| !is_flat).collect()
}

fn is_flat(ty: &Type, flat: &[bool]) -> bool {
    match ty {
        Type::Named(id) => flat[id.0],
        Type::Tuple(inner) => inner.iter().all(|slot| is_flat(&slot.ty, flat)),
        _ => true,
    }
}

fn problem(model: &Model, boxed: &[bool], id: TypeId, name: &str) -> Option<String> {
    let def = model.get(id);
    if name == "Copy" && boxed[id.0] {
        return Some("it contains itself".to_owned());
    }
    let beside = BESIDE.iter().find(|(derive, _)| *derive == name);
    for needed in beside.map(|(_, needed)| *needed).unwrap_or_default() {
        if !def.derives.iter().any(|path| path.last() == *needed) {
            return Some(format!("it needs `{needed}`, too"));
        }
    }
    match &def.kind {
        TypeKind::Struct(body) => {
            if let Some(filled) = body.fields.iter().find(|f| f.filled && name == "Default") {
                let wire = &filled.wire.value;
                return Some(format!("`{wire}` has a default of its own"));
            }
            let lacking = body.fields.iter().find(|field| {
                if name == "Default" && !field.required {
                    return false; // absent
                }
                !has(model, &field.place, name)
            });
            if let Some(field) = lacking {
                return Some(format!(
                    "the type of `{}` does not have it",
                    field.wire.value
                ));
            }
            let map_lacks = match &body.unknown {
                Unknown::Keep(place) => !(map_has(name) && has(model, place, name)),
                Unknown::Ignore | Unknown::Deny => false,
            };
            map_lacks.then(|| "the map of other properties does not have it".to_owned())
        }
        TypeKind::Union(_) | TypeKind::Enum(_) if name == "Default" => {
            Some("no alternative is the default".to_owned())
        }
        TypeKind::Union(union) => {
            let mut branches = union.branches.iter();
            let lacking = branches.find(|branch| !has(model, &branch.place, name))?;
            Some(format!(
                "the alternative {} does not have it",
                lacking.words
            ))
        }
        TypeKind::Newtype(place) => {
            (!has(model, place, name)).then(|| "what is in it does not have it".to_owned())
        }
        TypeKind::Enum(_) => Some("a kept value does not have it".to_owned()),
        TypeKind::Alias(_) => None,
    }
}

/// Whether the type of a slot has a derive of the language.
fn has(model: &Model, place: &Slot, name: &str) -> bool {
    if let Some(custom) = &place.custom {
        return foreign_has(&custom.path, name);
    }
    match (&place.ty, name) {
        (_, "Clone" | "Debug" | "PartialEq") => true,
        (Type::Any, _) => matches!(name, "Eq" | "Hash" | "Default"),
        (Type::Null | Type::Boolean | Type::Integer(_), _) => true,
        (Type::Number, _) => matches!(name, "Copy" | "Default" | "PartialOrd"),
        (Type::String, _) => name != "Copy",
        (Type::Text(_), _) => !matches!(name, "Copy" | "Default"),
        (Type::Array(_), "Copy") => false,
        (Type::Array(_), "Default") => true,
        (Type::Array(inner), _) => has(model, inner, name),
        (Type::Tuple(inner), _) => inner.iter().all(|inner| has(model, inner, name)),
        (Type::Map(inner), _) => map_has(name) && (name == "Default" || has(model, inner, name)),
        (Type::Named(_), "Default") if place.nullable => true,
        (Type::Named(id), _) => {
            let set = model.get(*id).derives.iter();
            own(model, *id, name) || set.into_iter().any(|path| path.last() == name)
        }
    }
}

fn map_has(name: &str) -> bool {
    !matches!(name, "Copy" | "PartialOrd" | "Ord")
}

/// Whether a type that is not generated has a derive. For those that the runtime has or re-exports
/// it is known; a custom type is assumed to have it, and the compiler reports if it has not.
fn foreign_has(path: &RustPath, name: &str) -> bool {
    if path.root != Root::Runtime {
        return true;
    }
    let first = path.segments.first().map(|segment| segment.name.as_str());
    !matches!(
        (first, path.last(), name),
        (Some("Number"), _, "Copy" | "Default")
            | (Some("Binary"), _, "Copy")
            | (Some("jiff" | "jiff_02"), "ZonedDateTime" | "Zoned", "Copy")
            | (Some("time"), _, "Default")
    )
}

/// Whether a type has a derive anyway.
fn own(model: &Model, id: TypeId, name: &str) -> bool {
    let of_texts = matches!(name, "Eq" | "PartialOrd" | "Ord" | "Hash");
    match (&model.get(id).kind, name) {
        (_, "Debug" | "Clone" | "PartialEq") => true,
        (TypeKind::Enum(body), "Copy") => !body.open,
        (TypeKind::Enum(_), _) => of_texts,
        (TypeKind::Newtype(place), _) => {
            let is_text = matches!(place.ty, Type::String | Type::Text(_));
            of_texts && is_text && !place.nullable && place.custom.is_none()
        }
        (TypeKind::Alias(place), _) => has(model, place, name),
        (TypeKind::Struct(body), "Default") => body.may_be_empty(),
        _ => false,
    }
}
