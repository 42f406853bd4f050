//! Model + names -> the shared inline types, their locations, and the documentation that only some
//! of the locations have.

use super::properties::property;
use crate::model::{Docs, Model, Shared, TypeDef, TypeId, TypeKind, Union, Values};
use crate::name::Names;
use crate::schema::{Provenance, Spanned};
use fieldwright_runtime::{UnionKind, Value};

/// A type with several locations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedType {
    /// Its path below the module.
    pub path: String,
    /// The pointer of the location that defines it in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// The other locations, in order.
    pub others: Vec<SharedLocation>,
}

/// A location whose type is defined at another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedLocation {
    /// The path below the module that the type has here.
    pub path: String,
    /// Its pointer in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// The documentation that the type does not have, because it differs from that of its
    /// definition.
    pub dropped: Vec<Dropped>,
}

/// A piece of documentation that is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its pointer in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// Its text.
    pub text: String,
}

/// The shared types of `model`, in order.
pub(super) fn shared(model: &Model, names: &Names) -> Vec<SharedType> {
    let mut others: Vec<Vec<SharedLocation>> = vec![Vec::new(); model.types.len()];
    for (one, own) in model.shared.iter().zip(names.shared()) {
        if let Some(list) = others.get_mut(one.target.0) {
            list.push(SharedLocation {
                path: own.path(),
                pointer: one.def.pointer.clone(),
                dropped: dropped(one, model.get(one.target)),
            });
        }
    }
    let types = others.into_iter().enumerate();
    let types = types.filter(|(_, others)| !others.is_empty());
    let types = types.map(|(index, others)| SharedType {
        path: names.get(TypeId(index)).path(),
        pointer: model.types[index].pointer.clone(),
        others,
    });
    types.collect()
}

fn dropped(one: &Shared, target: &TypeDef) -> Vec<Dropped> {
    let def = &one.def;
    let mut found = Vec::new();
    // The description beside a title belongs to the property, and is kept at its field.
    let is_of_property = def.docs.title.is_some() && def.docs.title == target.docs.title;
    let is_made_up = matches!(def.provenance, Provenance::Parameters(_));
    if !is_of_property && !is_made_up {
        words(&def.pointer, &def.docs, &target.docs, &mut found);
    }
    match (&def.kind, &target.kind) {
        (TypeKind::Struct(own), TypeKind::Struct(other)) => {
            for (own, other) in own.fields.iter().zip(&other.fields) {
                let below = || property(&def.pointer, &own.wire.value);
                let pointer = own.pointer.clone().unwrap_or_else(below);
                words(&pointer, &own.docs, &other.docs, &mut found);
                examples(&pointer, &own.docs, &other.docs, &mut found);
            }
        }
        (TypeKind::Union(own), TypeKind::Union(other)) => {
            for (index, (mine, theirs)) in own.branches.iter().zip(&other.branches).enumerate() {
                let pointer = branch(own, &def.pointer, index);
                words(&pointer, &mine.docs, &theirs.docs, &mut found);
                examples(&pointer, &mine.docs, &theirs.docs, &mut found);
            }
        }
        (TypeKind::Enum(own), TypeKind::Enum(other)) => {
            let both = descriptions(&own.values).into_iter();
            let both = both.zip(descriptions(&other.values));
            for (index, (own, other)) in both.enumerate() {
                let pointer = || format!("{}/enum/{index}/description", def.pointer);
                word(pointer, own, other, &mut found);
            }
        }
        _ => {}
    }
    found
}

fn branch(union: &Union, pointer: &str, index: usize) -> String {
    match union.kind {
        UnionKind::OneOf => format!("{pointer}/oneOf/{index}"),
        UnionKind::AnyOf => format!("{pointer}/anyOf/{index}"),
        UnionKind::TypeOf => pointer.to_owned(),
    }
}

fn descriptions(values: &Values) -> Vec<Option<&String>> {
    match values {
        Values::Strings(values) => values.iter().map(|v| v.description.as_ref()).collect(),
        Values::Integers(values) => values.iter().map(|v| v.description.as_ref()).collect(),
    }
}

fn words(pointer: &str, own: &Docs, other: &Docs, found: &mut Vec<Dropped>) {
    let title = || format!("{pointer}/title");
    word(title, own.title.as_ref(), other.title.as_ref(), found);
    let description = || format!("{pointer}/description");
    let (own, other) = (own.description.as_ref(), other.description.as_ref());
    word(description, own, other, found);
}

fn examples(pointer: &str, own: &Docs, other: &Docs, found: &mut Vec<Dropped>) {
    let values = |docs: &Docs| -> Vec<Value> {
        let examples: &[Spanned<Value>] = &docs.examples;
        examples.iter().map(|one| one.value.clone()).collect()
    };
    let (own, other) = (values(own), values(other));
    if !own.is_empty() && own != other {
        let pointer = format!("{pointer}/examples");
        let text = Value::Array(own).to_string();
        found.push(Dropped { pointer, text });
    }
}

fn word(
    pointer: impl Fn() -> String,
    own: Option<&String>,
    other: Option<&String>,
    found: &mut Vec<Dropped>,
) {
    if let Some(own) = own.filter(|own| Some(*own) != other) {
        let (pointer, text) = (pointer(), own.clone());
        found.push(Dropped { pointer, text });
    }
}
