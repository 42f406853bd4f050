//! Named schemas: each becomes an item of its own.

use super::{Context, Lowering, docs};
use crate::diagnostic::Diagnostic;
use crate::model::{Origin, Place, Type, TypeDef, TypeId, TypeKind, Unknown};
use crate::schema::push_token;

impl Lowering<'_, '_> {
    /// Lowers every definition. Each has its type before any is lowered, so that
    /// references need not be followed: a schema may be a chain of any length.
    pub(super) fn definitions(&mut self) {
        for index in 0..self.graph.definitions.len() {
            self.reserve_definition(index);
        }
        for index in 0..self.graph.definitions.len() {
            let id = TypeId(index);
            let kind = match self.reference_cycle(index) {
                Some(cycle) => {
                    self.collector.add(cycle);
                    TypeKind::Newtype(Place::of(Type::Any))
                }
                None => self.definition_kind(index, id),
            };
            self.model.types[id.0].kind = kind;
        }
        self.resolve_aliases();
        self.in_order();
    }

    fn reserve_definition(&mut self, index: usize) {
        let definition = &self.graph.definitions[index];
        let schema = self.graph.get(definition.schema);
        let mut pointer = String::from("#/$defs");
        push_token(&mut pointer, &definition.name.value);
        self.add(TypeDef {
            origin: Origin::Definition(definition.name.clone()),
            rust_name: schema.rust_name.clone(),
            pointer,
            docs: docs(schema),
            span: definition.name.span,
            kind: TypeKind::Alias(Place::of(Type::Any)),
        });
    }

    fn definition_kind(&mut self, index: usize, id: TypeId) -> TypeKind {
        let schema = self.graph.get(self.graph.definitions[index].schema).clone();
        let pointer = self.model.types[id.0].pointer.clone();
        let context = Context {
            parent: id,
            words: Vec::new(),
            pointer,
        };
        if let Some(kind) = self
            .enum_kind(&schema)
            .or_else(|| self.union_kind(&schema, &context))
            .or_else(|| self.struct_kind(&schema, &context))
        {
            return kind;
        }
        let place = self.place(self.graph.definitions[index].schema, &context);
        let needs_item = !place.constraints.is_empty()
            || place.nullable
            || matches!(
                place.ty,
                Type::Array(_) | Type::Map(_) | Type::Any | Type::Named(_)
            );
        match (needs_item, &place.ty) {
            (false, _) => TypeKind::Alias(place),
            // A second name for a type is no type of its own.
            (true, Type::Named(_)) if place.constraints.is_empty() && !place.nullable => {
                TypeKind::Alias(place)
            }
            _ => TypeKind::Newtype(place),
        }
    }

    /// A definition that is nothing but a reference to itself, by way of others.
    fn reference_cycle(&self, start: usize) -> Option<Diagnostic> {
        let mut index = start;
        for _ in 0..self.graph.definitions.len() {
            let schema = self.graph.get(self.graph.definitions[index].schema);
            index = schema.reference?;
            if index == start {
                let name = &self.graph.definitions[start].name;
                let message = format!("the type `{}` is only another name for itself", name.value);
                let help = "give one of the types in the circle a definition of its own";
                return Some(Diagnostic::error("endless-type", name.span, message).help(help));
            }
        }
        None // leads into a circle, which is told at its members
    }

    /// A place that refers to an alias gets what the alias stands for.
    fn resolve_aliases(&mut self) {
        let aliases = self.model.types.iter().map(|def| match &def.kind {
            TypeKind::Alias(place) => Some(place.ty.clone()),
            _ => None,
        });
        let aliases: Vec<Option<Type>> = aliases.collect();
        for def in &mut self.model.types {
            for_each_type(def, &mut |ty| {
                for _ in 0..aliases.len() {
                    let Type::Named(id) = ty else { return };
                    match aliases.get(id.0) {
                        Some(Some(target)) => *ty = target.clone(),
                        _ => return,
                    }
                }
            });
        }
    }

    /// Puts the types into the schema's order: definitions as they stand, each
    /// followed by the inline types within it.
    fn in_order(&mut self) {
        let mut types = std::mem::take(&mut self.model.types);
        let mut owners: Vec<usize> = Vec::with_capacity(types.len());
        for (index, def) in types.iter().enumerate() {
            owners.push(match &def.origin {
                // A parent stands before its inline types.
                Origin::Inline { parent, .. } => owners[parent.0],
                Origin::Definition(_) => index,
            });
        }
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|index| (owners[*index], *index));
        let mut new_index = vec![0; types.len()];
        for (new, old) in order.iter().enumerate() {
            new_index[*old] = new;
        }
        for def in &mut types {
            if let Origin::Inline { parent, .. } = &mut def.origin {
                parent.0 = new_index[parent.0];
            }
            for_each_type(def, &mut |ty| {
                if let Type::Named(id) = ty {
                    id.0 = new_index[id.0];
                }
            });
        }
        let mut moved: Vec<(usize, TypeDef)> = new_index.into_iter().zip(types).collect();
        moved.sort_by_key(|(new, _)| *new);
        self.model.types = moved.into_iter().map(|(_, def)| def).collect();
    }
}

/// Calls `change` with every type that stands in a place of `def`.
fn for_each_type(def: &mut TypeDef, change: &mut dyn FnMut(&mut Type)) {
    match &mut def.kind {
        TypeKind::Struct(body) => {
            body.fields
                .iter_mut()
                .for_each(|field| for_each_in(&mut field.place, change));
            if let Unknown::Keep(place) = &mut body.unknown {
                for_each_in(place, change);
            }
        }
        TypeKind::Union(union) => {
            union
                .branches
                .iter_mut()
                .for_each(|branch| for_each_in(&mut branch.place, change));
        }
        TypeKind::Newtype(place) | TypeKind::Alias(place) => for_each_in(place, change),
        TypeKind::Enum(_) => {}
    }
}

fn for_each_in(place: &mut Place, change: &mut dyn FnMut(&mut Type)) {
    change(&mut place.ty);
    if let Type::Array(inner) | Type::Map(inner) = &mut place.ty {
        for_each_in(inner, change);
    }
}
