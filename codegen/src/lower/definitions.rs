//! Named schemas: each becomes an item of its own.

use super::{Context, Lowering, docs};
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Origin, Place, Type, TypeDef, TypeId, TypeKind, Unknown};
use crate::schema::{Schema, Types, push_token};
use crate::source::Span;

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
        self.keep_what_is_counted();
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
            is_field: false,
        };
        if let Some(value) = self.beside_null(&schema) {
            let value = self.graph.get(value);
            if value.enumeration.is_some() || value.alternatives.is_some() || value.has_fields {
                self.null_in_the_wrong_place(schema.span);
            }
        }
        if self.beside_null(&schema).is_none()
            && let Some(kind) = self
                .enum_kind(&schema)
                .or_else(|| self.union_kind(&schema, &context))
                .or_else(|| self.struct_kind(&schema, &context))
                .or_else(|| self.types_kind(&schema, &context))
        {
            self.only_its_kind(&schema);
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

    fn null_in_the_wrong_place(&mut self, span: Span) {
        let message = "a named enum, union or object cannot be null itself";
        let help = "put `nullable: true` into the fields that may be null";
        self.collector
            .add(Diagnostic::error("misplaced-key", span, message).help(help));
    }

    /// A named enum, union or object has no room for more.
    fn only_its_kind(&mut self, schema: &Schema) {
        let is_whole = schema.enumeration.is_some() || schema.alternatives.is_some();
        if schema.types.meets(Types::NULL) && !schema.open {
            self.null_in_the_wrong_place(schema.span);
        }
        for assertion in schema.assertions.iter().filter(|_| is_whole) {
            let keyword = assertion.value.keyword();
            let message = format!("`{keyword}` cannot stand beside a named enum or union yet");
            let help = "put it into the fields of this type";
            let diagnostic = Diagnostic::error("unsupported-keyword", assertion.span, message);
            self.collector.add(diagnostic.help(help));
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

    /// Where properties are counted, those that are not declared count, too: they are
    /// kept, so that `validate` sees what was read.
    fn keep_what_is_counted(&mut self) {
        let counted = |place: &Place| place.constraints.iter().any(counts_properties);
        let mut ids: Vec<usize> = Vec::new();
        for (index, def) in self.model.types.iter_mut().enumerate() {
            if let TypeKind::Struct(body) = &def.kind
                && body.constraints.iter().any(counts_properties)
            {
                ids.push(index);
            }
            for_each_place(def, &mut |place| {
                if let Type::Named(id) = place.ty
                    && counted(place)
                {
                    ids.push(id.0);
                }
            });
        }
        for id in ids {
            if let TypeKind::Struct(body) = &mut self.model.types[id].kind
                && matches!(body.unknown, Unknown::Ignore)
            {
                body.unknown = Unknown::Keep(Place::of(Type::Any));
            }
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

fn counts_properties(constraint: &Constraint) -> bool {
    matches!(
        constraint,
        Constraint::MinProperties(_) | Constraint::MaxProperties(_)
    )
}

/// Calls `change` with the type of every place of `def`.
fn for_each_type(def: &mut TypeDef, change: &mut dyn FnMut(&mut Type)) {
    for_each_place(def, &mut |place| change(&mut place.ty));
}

/// Calls `change` with every place of `def`, those within first.
fn for_each_place(def: &mut TypeDef, change: &mut dyn FnMut(&mut Place)) {
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

fn for_each_in(place: &mut Place, change: &mut dyn FnMut(&mut Place)) {
    if let Type::Array(inner) | Type::Map(inner) = &mut place.ty {
        for_each_in(inner, change);
    }
    change(place);
}
