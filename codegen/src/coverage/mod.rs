//! Model + names -> the coverage report: how much of an input became types, and which locations
//! stayed untyped and why.
//!
//! Knows no tokens; it counts lowered items, whatever is emitted for them.

mod properties;
mod shared;
mod show;

pub use shared::{Dropped, SharedLocation, SharedType};

use crate::model::{Constraint, Model, Slot, Struct, Type, TypeDef, TypeKind, Union};
use crate::name::Names;
use crate::schema::{Graph, Pointers};
use fieldwright_runtime::UnionKind;

/// The coverage report of one input: its types, and the locations without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The generated module.
    pub module: String,
    /// Its types, in order.
    pub types: Vec<CoverageType>,
    /// The locations that hold any value, in order.
    pub untyped: Vec<Untyped>,
    /// The locations whose Rust type comes from settings, in order.
    pub foreign: Vec<Foreign>,
    /// How many properties the schemas of objects declare.
    pub properties: usize,
    /// The locations of those that are no field of a struct, in order.
    pub not_fields: Vec<String>,
    /// The objects whose properties are those of examples (`infer_from_examples`), in order.
    pub inferred: Vec<String>,
    /// The types that stand at several locations, in order.
    pub shared: Vec<SharedType>,
}

/// One type of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageType {
    /// Its path below the module.
    pub path: String,
    /// `struct`, `enum`, `union`, `newtype` or `alias`.
    pub kind: &'static str,
    /// The pointer of its schema in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// The properties that are fields of a struct, by their names on the wire.
    pub fields: Vec<String>,
    /// Whether its values are objects: a struct, or an object that could not become one.
    pub is_object: bool,
    /// The keywords that the evaluator checks, because a Rust type cannot express them.
    pub evaluated: Vec<&'static str>,
}

/// A location that holds any value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untyped {
    /// Where it stands in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// The reason why it is untyped.
    pub reason: String,
}

/// A location whose Rust type is not generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Where it stands in the normalised schema, as a URI fragment.
    pub pointer: String,
    /// The type, as Rust writes it.
    pub ty: String,
    /// Whether it writes exactly the text that was read; unknown for a custom type.
    pub is_exact: Option<bool>,
}

/// The findings of the walk.
#[derive(Default)]
struct Findings {
    untyped: Vec<Untyped>,
    foreign: Vec<Foreign>,
}

impl Coverage {
    /// How many types are of a kind.
    #[must_use]
    pub fn count(&self, kind: &str) -> usize {
        self.types.iter().filter(|ty| ty.kind == kind).count()
    }

    /// The fields of all structs.
    #[must_use]
    pub fn fields(&self) -> usize {
        self.types.iter().map(|ty| ty.fields.len()).sum()
    }

    /// The types whose values are objects.
    pub fn objects(&self) -> impl Iterator<Item = &CoverageType> {
        self.types.iter().filter(|ty| ty.is_object)
    }

    /// The types that need the evaluator.
    pub fn evaluated(&self) -> impl Iterator<Item = &CoverageType> {
        self.types.iter().filter(|ty| !ty.evaluated.is_empty())
    }
}

/// Counts the parts of `graph` that `model` represents.
pub(crate) fn coverage(module: &str, graph: &Graph, model: &Model, names: &Names) -> Coverage {
    let mut found = Findings::default();
    let types = model.iter().map(|(id, def)| {
        untyped_in(def, &mut found);
        let evaluated = def.evaluated.as_ref();
        CoverageType {
            path: names.get(id).path(),
            kind: def.kind.word(),
            pointer: def.pointer.clone(),
            fields: match &def.kind {
                TypeKind::Struct(body) => wire_names(body),
                _ => Vec::new(),
            },
            is_object: is_object(def),
            evaluated: evaluated.map(|j| j.keywords.clone()).unwrap_or_default(),
        }
    });
    let types = types.collect();
    let (properties, not_fields) = properties::declared(graph, model);
    Coverage {
        module: module.to_owned(),
        types,
        untyped: found.untyped,
        foreign: found.foreign,
        properties,
        not_fields,
        inferred: inferred(graph),
        shared: shared::shared(model, names),
    }
}

/// The pointers of objects with inferred properties.
fn inferred(graph: &Graph) -> Vec<String> {
    let mut ids = graph.ids().filter(|id| graph.get(*id).inferred).peekable();
    if ids.peek().is_none() {
        return Vec::new();
    }
    let pointers = Pointers::of(graph);
    let mut found: Vec<String> = ids.filter_map(|id| pointers.get(graph, id)).collect();
    found.sort_unstable();
    found
}

fn wire_names(body: &Struct) -> Vec<String> {
    let names = body.fields.iter().map(|field| field.wire.value.clone());
    names.collect()
}

fn is_object(def: &TypeDef) -> bool {
    match &def.kind {
        TypeKind::Struct(_) => true,
        TypeKind::Newtype(place) => def.evaluated.is_some() && matches!(place.ty, Type::Map(_)),
        _ => false,
    }
}

fn untyped_in(def: &TypeDef, found: &mut Findings) {
    let own = &def.pointer;
    match &def.kind {
        TypeKind::Struct(body) => untyped_fields(body, own, found),
        TypeKind::Union(union) => untyped_branches(union, own, found),
        TypeKind::Newtype(place) => match (&place.ty, &def.evaluated) {
            (Type::Any, Some(evaluated)) if place.custom.is_none() => found.untyped.push(Untyped {
                pointer: own.clone(),
                reason: format!("the evaluator checks it: {}", evaluated.keywords.join(", ")),
            }),
            _ => untyped_place(place, own.clone(), found),
        },
        TypeKind::Alias(place) => untyped_place(place, own.clone(), found),
        TypeKind::Enum(_) => {}
    }
}

fn untyped_fields(body: &Struct, own: &str, found: &mut Findings) {
    for field in &body.fields {
        let pointer = match &field.pointer {
            Some(pointer) => pointer.clone(),
            None => {
                let mut pointer = format!("{own}/properties");
                crate::schema::push_token(&mut pointer, &field.wire.value);
                pointer
            }
        };
        untyped_place(&field.place, pointer, found);
    }
}

fn untyped_branches(union: &Union, own: &str, found: &mut Findings) {
    for (index, branch) in union.branches.iter().enumerate() {
        let pointer = match union.kind {
            UnionKind::OneOf => format!("{own}/oneOf/{index}"),
            UnionKind::AnyOf => format!("{own}/anyOf/{index}"),
            UnionKind::TypeOf => own.to_owned(),
        };
        untyped_place(&branch.place, pointer, found);
    }
}

fn untyped_place(place: &Slot, pointer: String, found: &mut Findings) {
    if let Some(custom) = &place.custom {
        let ty = custom.path.to_string();
        let is_exact = custom.is_exact;
        found.foreign.push(Foreign {
            pointer,
            ty,
            is_exact,
        });
        return;
    }
    if matches!(place.ty, Type::Any) {
        let is_listed = |c: &Constraint| matches!(c, Constraint::Const(_) | Constraint::Enum(_));
        let reason = if place.constraints.iter().any(is_listed) {
            "one of the listed values, of several types"
        } else {
            "its schema does not say what it is"
        };
        let reason = reason.to_owned();
        found.untyped.push(Untyped { pointer, reason });
        return;
    }
    for (index, inner) in place.ty.inner().iter().enumerate() {
        let (step, nothing) = match &place.ty {
            Type::Map(_) => (
                "additionalProperties".to_owned(),
                "an object that declares no properties",
            ),
            Type::Tuple(_) => (format!("prefixItems/{index}"), ""),
            _ => ("items".to_owned(), "an array that does not say of what"),
        };
        if matches!(inner.ty, Type::Any)
            && inner.custom.is_none()
            && inner.constraints.is_empty()
            && !nothing.is_empty()
        {
            let (pointer, reason) = (pointer.clone(), nothing.to_owned());
            found.untyped.push(Untyped { pointer, reason });
        } else {
            untyped_place(inner, format!("{pointer}/{step}"), found);
        }
    }
}
