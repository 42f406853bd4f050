//! Named schemas: each becomes a separate item.

use std::collections::BTreeSet;

use super::plan::{Left, Plan};
use super::{Context, Lowering};
use crate::diagnostic::Diagnostic;
use crate::model::{Origin, Slot, Type, TypeDef, TypeId, TypeKind};
use crate::schema::{Graph, Schema, Types, push_token};

impl Lowering<'_, '_> {
    /// Lowers every definition. Each has its type before any is lowered, so that
    /// references need not be followed: a schema may be a chain of any length.
    pub(super) fn definitions(&mut self) {
        for index in 0..self.graph.definitions.len() {
            self.reserve_definition(index);
        }
        for index in 0..self.graph.definitions.len() {
            self.definition(index);
        }
        self.resolve_aliases();
        self.fill();
        self.keep_what_is_counted();
        self.keep_what_overlaps();
        self.in_order();
    }

    /// Lowers a definition, unless that has been done or begun. One that is merged into another
    /// comes first, so that it keeps its inline types.
    pub(super) fn definition(&mut self, index: usize) {
        if self.depth > super::merge::DEEPEST || std::mem::replace(&mut self.begun[index], true) {
            return;
        }
        self.depth += 1;
        let id = TypeId(index);
        match self.reference_cycle(index) {
            Some(cycle) => {
                self.collector.add(cycle);
                self.model.types[id.0].kind = TypeKind::Newtype(Slot::of(Type::Any));
            }
            None => self.definition_kind(index, id),
        }
        self.depth -= 1;
    }

    fn reserve_definition(&mut self, index: usize) {
        let definition = self.graph.definitions[index].clone();
        let schema = self.graph.get(definition.schema).clone();
        let overrides = self.overrides(definition.schema);
        let mut context = self.definition_context(index);
        self.override_into(&mut context, overrides.as_ref());
        let name = schema.rust_name.iter();
        name.for_each(|name| self.override_table.done(name.span));
        let (derives, derives_by_name) = self.take_derives(&context);
        let builders = self.take_builders(&context);
        let mut pointer = String::from("#/$defs");
        push_token(&mut pointer, &definition.name.value);
        let non_exhaustive = self.take_non_exhaustive(&context);
        self.add(TypeDef {
            origin: Origin::Definition(definition.name.clone()),
            provenance: definition.provenance,
            rust_name: schema.rust_name.clone(),
            pointer,
            docs: self.docs(definition.schema, &schema),
            derives,
            derives_by_name,
            builders,
            non_exhaustive,
            span: definition.name.span,
            kind: TypeKind::Alias(Slot::of(Type::Any)),
            form_of: definition.form_of.map(TypeId),
            transport: definition.transport,
            evaluated: None,
        });
    }

    fn definition_kind(&mut self, index: usize, id: TypeId) {
        let schema_id = self.graph.definitions[index].schema;
        let schema = self.effective(schema_id);
        let mut context = self.definition_context(index);
        let overrides = self.overrides(schema_id);
        self.override_into(&mut context, overrides.as_ref());
        if let Some(path) = overrides.and_then(|overrides| overrides.custom_type) {
            let place = self.custom_slot(schema_id, &path, &context);
            self.model.types[id.0].kind = TypeKind::Alias(place);
            return;
        }
        let (plan, left) = self.plan(&schema);
        self.report_contradiction(&schema, Some(schema_id));
        let nullable = schema.types.meets(Types::NULL);
        let kind = match plan {
            Plan::Struct | Plan::Types if !nullable => self.kind(plan, &schema, &context),
            Plan::Union if schema.assertions.is_empty() => self.kind(plan, &schema, &context),
            Plan::Enum if schema.boolean == Some(false) => self.kind(plan, &schema, &context),
            Plan::Enum if left.is_empty() => match self.enum_kind(&schema) {
                Some(kind) => kind,
                None => self.value_kind(plan, &left, index, &schema, &context),
            },
            _ => self.value_kind(plan, &left, index, &schema, &context),
        };
        self.finish(id, kind, left, &context);
    }

    fn definition_context(&self, index: usize) -> Context {
        let mut pointer = String::from("#/$defs");
        push_token(&mut pointer, &self.graph.definitions[index].name.value);
        Context {
            parent: TypeId(index),
            words: Vec::new(),
            pointers: vec![pointer],
            is_field: false,
            schema: None,
            made: 0,
            inherited: self.inherited.clone(),
            newtype: None,
        }
    }

    /// A definition of a value: a newtype if it has more than a type.
    fn value_kind(
        &mut self,
        plan: Plan,
        left: &Left,
        index: usize,
        schema: &Schema,
        context: &Context,
    ) -> TypeKind {
        // The content of the slot is an inline type, which needs a separate name.
        let own = context;
        let inner = context.step(Some("value"));
        let context = match plan {
            Plan::Single | Plan::Reference(_) => context,
            _ => &inner,
        };
        let place = self.build(plan, Left::new(), schema, context);
        let is_root = self.graph.root == Some(index);
        let is_compound = matches!(
            place.ty,
            Type::Array(_) | Type::Tuple(_) | Type::Map(_) | Type::Any
        );
        let has_constraints = !place.constraints.is_empty() || place.nullable;
        if !left.is_empty() || is_root || is_compound {
            // A compound that had no name could contain itself.
            self.spread(place, own, false)
        } else if has_constraints || own.newtype.is_some_and(|overriding| overriding.value) {
            self.spread(place, own, true)
        } else {
            // An alias of a type is no separate type.
            TypeKind::Alias(place)
        }
    }

    /// A definition that is only a reference to itself, through others. One that only leads into a
    /// circle is not a member of it.
    fn reference_cycle(&self, start: usize) -> Option<Diagnostic> {
        if !self.circles.contains(&start) {
            return None;
        }
        let name = &self.graph.definitions[start].name;
        let message = format!("the type `{}` is only another name for itself", name.value);
        let help = "give one of the types in the circle a definition of its own";
        Some(Diagnostic::error("endless-type", name.span, message).help(help))
    }
}

/// The definitions that are only references in a circle. Each is visited once, because chains may
/// be long.
pub(super) fn circles(graph: &Graph) -> BTreeSet<usize> {
    let next = |index: usize| {
        let definition = graph.definitions.get(index)?;
        graph.get(definition.schema).reference
    };
    let mut circles = BTreeSet::new();
    // The way on which a definition was first met.
    let mut met: Vec<Option<usize>> = vec![None; graph.definitions.len()];
    for start in 0..met.len() {
        let mut at = Some(start);
        while let Some(index) = at {
            match met.get_mut(index) {
                Some(way) if way.is_none() => *way = Some(start),
                Some(way) if *way == Some(start) => {
                    let mut member = index;
                    while circles.insert(member) {
                        member = next(member).unwrap_or(member);
                    }
                    break;
                }
                _ => break,
            }
            at = next(index);
        }
    }
    circles
}
