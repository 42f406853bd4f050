//! The Rust items of a side, with their signatures as text.

use std::collections::BTreeMap;

use fieldwright_runtime::Format;

use super::side::Side;
use crate::model::{Field, Slot, Struct, Type, TypeDef, TypeId, TypeKind, Unknown, Values};
use crate::schema::push_token;
use crate::source::Span;

/// More required fields than this are setters, not arguments of `builder`.
const ARGUMENTS: usize = 4;

/// A Rust item.
pub(super) struct Item {
    pub(super) id: TypeId,
    /// Its path below the module of the input.
    pub(super) path: String,
    pub(super) kind: &'static str,
    pub(super) members: Vec<Member>,
    /// The types of the arguments of `builder`, if there is one.
    pub(super) builder: Option<String>,
    /// The traits that it has or lacks, by its kind.
    pub(super) traits: String,
    /// Its pointers in the normalised schema: all locations.
    pub(super) pointers: Vec<String>,
    pub(super) span: Span,
}

impl Item {
    /// The name of a field or variant: `Person.name`, `Kind::Cat`.
    pub(super) fn of(&self, member: &str) -> String {
        match self.kind {
            "enum" | "union" => format!("{}::{member}", self.path),
            _ => format!("{}.{member}", self.path),
        }
    }
}

/// A field or a variant.
pub(super) struct Member {
    pub(super) name: String,
    /// The property, the value or the alternative.
    pub(super) wire: String,
    /// Its type; of a variant, the type of its value.
    pub(super) ty: String,
    /// Its pointer, relative to each location of the item.
    pub(super) suffix: Option<String>,
    /// Its pointer, if that is elsewhere.
    pub(super) pointer: Option<String>,
    /// The types in it, in order.
    pub(super) types: Vec<TypeId>,
    pub(super) span: Span,
    /// Whether all values have it.
    pub(super) is_required: bool,
}

/// The items of a side; `renamed` gives the path of a type on the other side, if that differs.
pub(super) fn items(side: &Side, renamed: &BTreeMap<TypeId, String>) -> Vec<Item> {
    let mut shared: BTreeMap<TypeId, Vec<String>> = BTreeMap::new();
    for one in &side.model.shared {
        shared
            .entry(one.target)
            .or_default()
            .push(one.def.pointer.clone());
    }
    let describer = Describer {
        side,
        renamed,
        shared,
    };
    side.model
        .iter()
        .map(|(id, def)| describer.item(id, def))
        .collect()
}

struct Describer<'s> {
    side: &'s Side,
    renamed: &'s BTreeMap<TypeId, String>,
    /// The pointers of the locations that share a type.
    shared: BTreeMap<TypeId, Vec<String>>,
}

impl Describer<'_> {
    fn item(&self, id: TypeId, def: &TypeDef) -> Item {
        let names = self.side.names.get(id);
        let mut item = Item {
            id,
            path: names.path(),
            kind: def.kind.word(),
            members: Vec::new(),
            builder: None,
            traits: String::new(),
            pointers: vec![def.pointer.clone()],
            span: def.span,
        };
        let shared = self.shared.get(&id).into_iter().flatten();
        item.pointers.extend(shared.cloned());
        match &def.kind {
            TypeKind::Struct(body) => {
                for (field, name) in body.fields.iter().zip(&names.members) {
                    item.members.push(self.field(id, field, name));
                }
                if let Unknown::Keep(place) = &body.unknown {
                    let ty = format!("Map<{}>", self.element(id, place));
                    item.members.push(plain(&names.extra, "", ty, def.span));
                }
                item.builder = def.builders.then(|| self.builder(id, body));
            }
            TypeKind::Enum(body) => {
                let values: Vec<(String, Span)> = match &body.values {
                    Values::Strings(list) => {
                        list.iter().map(|v| (v.value.clone(), v.span)).collect()
                    }
                    Values::Integers(list) => {
                        list.iter().map(|v| (v.value.to_string(), v.span)).collect()
                    }
                };
                for ((value, span), name) in values.into_iter().zip(&names.members) {
                    item.members.push(plain(name, &value, String::new(), span));
                }
                let held = match body.values {
                    Values::Strings(_) => "String",
                    Values::Integers(_) => "i64",
                };
                if body.open {
                    let ty = format!("({held})");
                    item.members.push(plain(&names.unknown, "", ty, def.span));
                } else {
                    "Copy".clone_into(&mut item.traits);
                }
            }
            TypeKind::Union(body) => {
                for (variant, name) in body.variants().zip(&names.members) {
                    let ty = match variant.unit {
                        Some(_) => String::new(),
                        None => format!("({})", self.place(id, &variant.branch.place)),
                    };
                    let wire = variant.words().to_owned();
                    let mut member = plain(name, &wire, ty, def.span);
                    member.types = types_in(&variant.branch.place);
                    item.members.push(member);
                }
            }
            TypeKind::Newtype(place) | TypeKind::Alias(place) => {
                let mut member = plain("0", "", self.place(id, place), def.span);
                member.types = types_in(place);
                item.members.push(member);
            }
        }
        item
    }

    fn field(&self, id: TypeId, field: &Field, name: &str) -> Member {
        let mut suffix = "/properties".to_owned();
        push_token(&mut suffix, &field.wire.value);
        Member {
            name: name.to_owned(),
            wire: field.wire.value.clone(),
            ty: self.field_type(id, field),
            suffix: Some(suffix),
            pointer: field.pointer.clone(),
            types: types_in(&field.place),
            span: field.wire.span,
            is_required: field.required,
        }
    }

    fn field_type(&self, id: TypeId, field: &Field) -> String {
        let inner = self.value(id, &field.place);
        match (field.required, field.place.nullable) {
            (true, false) => inner,
            (false, nullable) if field.filled && (!nullable || field.fold) => inner,
            (false, true) if !field.fold && !field.filled => format!("Maybe<{inner}>"),
            _ => format!("Option<{inner}>"),
        }
    }

    fn builder(&self, id: TypeId, body: &Struct) -> String {
        let required = body.fields.iter().filter(|field| field.required);
        let required = required.filter(|field| !is_constant(field));
        let types: Vec<String> = required.map(|field| self.field_type(id, field)).collect();
        match types.len() <= ARGUMENTS {
            true => format!("builder({})", types.join(", ")),
            false => "builder()".to_owned(),
        }
    }

    fn place(&self, id: TypeId, place: &Slot) -> String {
        let inner = self.value(id, place);
        if place.nullable {
            format!("Option<{inner}>")
        } else {
            inner
        }
    }

    /// In a list or map, where no `Box` is needed.
    fn element(&self, id: TypeId, place: &Slot) -> String {
        match (&place.custom, &place.ty) {
            (None, Type::Named(inner)) if place.nullable => {
                format!("Option<{}>", self.path(*inner))
            }
            (None, Type::Named(inner)) => self.path(*inner),
            _ => self.place(id, place),
        }
    }

    fn value(&self, id: TypeId, place: &Slot) -> String {
        if let Some(custom) = &place.custom {
            return custom.path.to_string();
        }
        match &place.ty {
            Type::Any => "Value".to_owned(),
            Type::Null => "()".to_owned(),
            Type::Boolean => "bool".to_owned(),
            Type::Integer(integer) => integer.name().to_owned(),
            Type::Number => "f64".to_owned(),
            Type::String => "String".to_owned(),
            Type::Text(format) => text_type(*format),
            Type::Array(inner) => format!("Vec<{}>", self.element(id, inner)),
            Type::Tuple(elements) => {
                let elements: Vec<String> = elements.iter().map(|e| self.place(id, e)).collect();
                format!("({})", elements.join(", "))
            }
            Type::Map(inner) => format!("Map<{}>", self.element(id, inner)),
            Type::Named(inner) if self.side.facts.is_boxed(id, *inner) => {
                format!("Box<{}>", self.path(*inner))
            }
            Type::Named(inner) => self.path(*inner),
        }
    }

    fn path(&self, id: TypeId) -> String {
        match self.renamed.get(&id) {
            Some(path) => path.clone(),
            None => self.side.names.get(id).path(),
        }
    }
}

fn plain(name: &str, wire: &str, ty: String, span: Span) -> Member {
    Member {
        name: name.to_owned(),
        wire: wire.to_owned(),
        ty,
        suffix: None,
        pointer: None,
        types: Vec::new(),
        span,
        is_required: false,
    }
}

/// Whether a builder sets a field itself, because it can have one value only.
fn is_constant(field: &Field) -> bool {
    let mut constraints = field.place.constraints.iter();
    constraints.any(|c| c.keyword() == "const")
}

/// The runtime's type for a format.
fn text_type(format: Format) -> String {
    match format {
        Format::Byte => "Base64".to_owned(),
        format => {
            let parts = format.name().split('-');
            let camel = parts.map(|part| {
                let mut chars = part.chars();
                let first = chars.next().map(|c| c.to_ascii_uppercase());
                first.into_iter().chain(chars).collect::<String>()
            });
            camel.collect()
        }
    }
}

/// The types in a slot, in order.
fn types_in(place: &Slot) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = vec![place];
    while let Some(place) = open.pop() {
        if let Type::Named(id) = place.ty {
            found.push(id);
        }
        open.extend(place.ty.inner().iter().rev());
    }
    found
}
