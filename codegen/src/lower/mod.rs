//! The normalised schema -> the model: which Rust item each schema becomes.
//!
//! Each schema is planned (its shape, and the residual keywords for the evaluator) and then built.
//! Knows no tokens and no identifiers.

mod annotations;
mod applicators;
mod assertions;
mod branch_names;
mod conditional;
mod constants;
mod contradictions;
mod definitions;
mod distinguishing;
mod effective;
mod enums;
mod evaluated;
mod fill;
mod fitting;
mod merge;
mod objects;
mod order;
mod overlap;
mod plan;
mod scalars;
mod tags;
#[cfg(test)]
pub(crate) mod tests;
mod unions;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};

use self::effective::Inherited;
pub(crate) use self::evaluated::{evaluated, translations};
use self::plan::{Left, Plan};
use crate::diagnostic::Collector;
use crate::model::{Docs, EvaluatedPart, Model, Origin, Slot, Type, TypeDef, TypeId, TypeKind};
use crate::overrides::OverrideTable;
use crate::schema::{Graph, Pointers, Provenance, Schema, SchemaId, Spanned, Types};
use crate::settings::{CustomFormat, Override, Settings};

/// Lowers all definitions of `graph`.
pub(crate) fn lower<'s>(
    graph: &Graph,
    settings: &'s Settings,
    override_table: &'s mut OverrideTable,
    collector: &mut Collector,
) -> Model {
    let mut lowering = Lowering {
        pointers: Pointers::of(graph),
        graph: graph.clone(),
        made: BTreeMap::new(),
        rests: BTreeMap::new(),
        pairs: BTreeMap::new(),
        shut_out: BTreeMap::new(),
        places: BTreeMap::new(),
        evaluated_whole: BTreeSet::new(),
        reports_assertions: false,
        silent: BTreeSet::new(),
        reported: BTreeSet::new(),
        inputs: graph.ids().count(),
        absorbed: 0,
        depth: 0,
        fills: Vec::new(),
        begun: vec![false; graph.definitions.len()],
        circles: definitions::circles(graph),
        inherited: Inherited::new(settings, graph.strict),
        custom_formats: &settings.custom_formats,
        override_table,
        collector,
        model: Model {
            types: Vec::new(),
            title: graph.title.clone(),
            description: graph.description.clone(),
            strict: graph.strict,
            evaluated: None,
            operations: graph.whole_operations(),
            shared: Vec::new(),
        },
    };
    lowering.note_dependencies();
    lowering.report_assertions();
    lowering.definitions();
    lowering.model
}

struct Lowering<'g, 'c> {
    /// The schemas, and those derived from them.
    graph: Graph,
    pointers: Pointers,
    /// The derived schemas: the schemas of the input that each represents.
    made: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// Of those, the ones beside the alternatives of a union: the union's pointers.
    rests: BTreeMap<SchemaId, Vec<String>>,
    /// The conjunctions made, by their parts.
    pairs: BTreeMap<(SchemaId, SchemaId), SchemaId>,
    /// Properties that another member of `allOf` does not allow: their declared schemas.
    shut_out: BTreeMap<SchemaId, SchemaId>,
    /// The slots of schemas with a separate type.
    places: BTreeMap<SchemaId, Slot>,
    /// Unions with evaluated alternatives that are evaluated as a whole.
    evaluated_whole: BTreeSet<TypeId>,
    /// Whether errors of assertions are reported now.
    reports_assertions: bool,
    /// Alternatives without a value because of the keywords beside them.
    silent: BTreeSet<SchemaId>,
    /// The reported contradictions, by location.
    reported: BTreeSet<(u32, String)>,
    /// How many schemas the input has.
    inputs: usize,
    /// How many members of `allOf` have been taken in.
    absorbed: usize,
    /// The current depth of recursion.
    depth: usize,
    /// Fields that are to be filled with their default.
    fills: Vec<fill::Fill>,
    /// Which definitions have been lowered, or are being.
    begun: Vec<bool>,
    /// Those that are only references in a circle.
    circles: BTreeSet<usize>,
    /// The settings of the input.
    inherited: Inherited,
    /// The formats that the user knows.
    custom_formats: &'g [CustomFormat],
    /// The overrides of types and fields.
    override_table: &'g mut OverrideTable,
    collector: &'c mut Collector,
    model: Model,
}

/// The context of a schema: the name of its inline type, and its pointer.
#[derive(Clone)]
struct Context {
    parent: TypeId,
    words: Vec<String>,
    /// The schemas it represents, as pointers into the normalised schema.
    pointers: Vec<String>,
    /// Whether the schema is a field's: then its `name` is the field's, not a type's.
    is_field: bool,
    /// The schema itself, if it is one of the graph.
    schema: Option<SchemaId>,
    /// How many derived schemas enclose it.
    made: usize,
    /// The effective settings of it, and of everything in it.
    inherited: Inherited,
    /// The setting `newtype`: a separate type, or none.
    newtype: Option<Override<bool>>,
}

/// Recursive schemas may be merged with themselves without end; from here on the evaluator
/// evaluates instead.
const MOST_MADE: usize = 6;

impl Context {
    /// That of a type found here.
    fn inside(&self, id: TypeId) -> Self {
        Self {
            parent: id,
            words: Vec::new(),
            ..self.clone()
        }
    }

    /// One step down, with a word for the name.
    fn step(&self, word: Option<&str>) -> Self {
        let mut next = self.clone();
        next.is_field = false;
        next.schema = None;
        next.newtype = None;
        next.words.extend(word.map(str::to_owned));
        next
    }
}

impl Lowering<'_, '_> {
    /// The slot of a schema.
    fn place(&mut self, id: SchemaId, context: &Context) -> Slot {
        if let Some(place) = self.places.get(&id) {
            return place.clone(); // met before, or being made: one schema is one type
        }
        let mut context = context.clone();
        context.pointers = self.pointers_of(id);
        context.schema = Some(id);
        if self.made.contains_key(&id) {
            context.made += 1;
        }
        let overrides = self.overrides(id);
        self.override_into(&mut context, overrides.as_ref());
        if let Some(path) = overrides.and_then(|overrides| overrides.custom_type) {
            return self.custom_slot(id, &path, &context);
        }
        let spent = self.made.contains_key(&id) && self.pairs.len() > self.budget();
        if spent || context.made > MOST_MADE || self.depth > merge::DEEPEST {
            return self.unmerged(id, &context);
        }
        self.depth += 1;
        let schema = self.effective(id);
        let place = self.place_of(&schema, &context);
        self.depth -= 1;
        place
    }

    /// Any value, evaluated by all that it must hold.
    fn unmerged(&mut self, id: SchemaId, context: &Context) -> Slot {
        let schema = Schema::new(self.graph.get(id).span);
        let inline = self.reserve(&schema, context);
        let kind = TypeKind::Newtype(Slot::of(Type::Any));
        self.finish(inline, kind, vec!["allOf"], context);
        Slot::of(Type::Named(inline))
    }

    /// The unions beside which parts of `id` were declared.
    fn rests_of(&self, id: SchemaId) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            found.extend(self.rests.get(&id).into_iter().flatten().cloned());
            open.extend(self.made.get(&id).into_iter().flatten());
        }
        found
    }

    fn place_of(&mut self, schema: &Schema, context: &Context) -> Slot {
        let (plan, left) = self.plan(schema);
        self.report_contradiction(schema, context.schema);
        let has_type = match plan {
            Plan::Reference(_) | Plan::Nullable(_) | Plan::Enum | Plan::Never => true,
            Plan::Struct | Plan::Union | Plan::Types => true,
            Plan::Single | Plan::Literals => false,
        };
        if let (true, false, Some(overriding)) = (left.is_empty(), has_type, context.newtype)
            && overriding.value
        {
            self.override_table.done(overriding.span);
            return self.wrapped(plan, schema, context);
        }
        let is_never = schema.boolean == Some(false);
        let holds_more = match plan {
            Plan::Struct | Plan::Union | Plan::Types => !schema.types.meets(Types::NULL),
            Plan::Enum => is_never,
            _ => false,
        };
        if left.is_empty() || holds_more {
            return self.build(plan, left, schema, context);
        }
        // A separate type, for the evaluator to evaluate.
        let id = self.reserve(schema, context);
        let own = Slot::of(Type::Named(id));
        self.remember(context, &own);
        let inner = context.inside(id).step(Some("value"));
        let place = self.build(plan, Left::new(), schema, &inner);
        self.finish(id, TypeKind::Newtype(place), left, context);
        own
    }

    /// A value as a separate type, because of a setting; null stays beside it.
    fn wrapped(&mut self, plan: Plan, schema: &Schema, context: &Context) -> Slot {
        let id = self.reserve(schema, context);
        let inner = context.inside(id).step(Some("value"));
        let mut place = self.build(plan, Left::new(), schema, &inner);
        let mut own = Slot::of(Type::Named(id));
        own.nullable = std::mem::take(&mut place.nullable);
        self.remember(context, &own);
        self.finish(id, TypeKind::Newtype(place), Left::new(), context);
        own
    }

    /// Remembers the slot of the schema: met again, in itself or merged into another one, it is the
    /// same type.
    fn remember(&mut self, context: &Context, place: &Slot) {
        if let Some(id) = context.schema {
            self.places.insert(id, place.clone());
        }
    }

    /// The slot of a schema whose shape is known; `left` goes to its type.
    fn build(&mut self, plan: Plan, left: Left, schema: &Schema, context: &Context) -> Slot {
        match plan {
            Plan::Never => Slot::of(Type::Any),
            Plan::Reference(index) => {
                // The types of definitions are reserved first, in order.
                let mut place = Slot::of(Type::Named(TypeId(index)));
                place.constraints = self.constraints(schema);
                place
            }
            Plan::Nullable(value) => self.nullable(value, schema, context),
            Plan::Enum if schema.boolean != Some(false) => self.inline_enum(schema, context),
            Plan::Literals => self.literals(schema, context),
            Plan::Struct | Plan::Union | Plan::Types | Plan::Enum => {
                let id = self.reserve(schema, context);
                let mut place = Slot::of(Type::Named(id));
                // A contradictory schema does not even accept null.
                let takes_null = plan != Plan::Union && schema.boolean != Some(false);
                place.nullable = takes_null && schema.types.meets(Types::NULL);
                if plan == Plan::Union && !left.contains(&"const") {
                    place.constraints = self.constraints(schema);
                }
                self.remember(context, &place);
                let kind = self.kind(plan, schema, &context.inside(id));
                self.finish(id, kind, left, context);
                place
            }
            Plan::Single => self.single(schema, context),
        }
    }

    /// The kind of a schema as a separate item; `context` is that of the item.
    fn kind(&mut self, plan: Plan, schema: &Schema, context: &Context) -> TypeKind {
        match plan {
            Plan::Struct => self.struct_kind(schema, context),
            Plan::Union => self.union_kind(schema, context),
            Plan::Enum if schema.boolean == Some(false) => self.impossible_enum(schema),
            Plan::Types => self.types_kind(schema, context),
            _ => TypeKind::Newtype(self.build(plan, Left::new(), schema, context)),
        }
    }

    fn finish(&mut self, id: TypeId, kind: TypeKind, mut left: Left, context: &Context) {
        if self.evaluated_whole.remove(&id) && !left.contains(&"oneOf") {
            left.push("oneOf");
        }
        let mut pointers = context.pointers.clone();
        if let Some(schema) = context.schema.filter(|_| !left.is_empty()) {
            pointers.extend(self.rests_of(schema));
        }
        let def = &mut self.model.types[id.0];
        def.kind = kind;
        if !left.is_empty() {
            def.evaluated = Some(EvaluatedPart {
                pointers,
                keywords: left,
            });
        }
    }

    /// One JSON type, or none at all.
    fn single(&mut self, schema: &Schema, context: &Context) -> Slot {
        let nullable = schema.types != Types::NULL && schema.types.meets(Types::NULL);
        let mut constraints = self.constraints(schema);
        constraints.extend(self.either(schema));
        let nullable = nullable && schema.types.with(Types::INTEGER) != Types::ANY;
        let types = match assertions::constant_type(schema) {
            Some(types) if schema.types.is_empty() => types,
            _ => schema.types.without(Types::NULL),
        };
        let ty = match types {
            Types::BOOLEAN => Type::Boolean,
            Types::INTEGER => assertions::whole_number(schema, &self.graph),
            Types::NUMBER | Types::NUMERIC if assertions::is_whole(schema, &self.graph) => {
                assertions::whole_number(schema, &self.graph)
            }
            Types::NUMBER | Types::NUMERIC => Type::Number,
            Types::STRING => assertions::text_type(&constraints),
            Types::ARRAY => self.array(schema, context, &mut constraints),
            Types::OBJECT => {
                // A newtype around the map states it already.
                let is_named_value = context.words.last().is_some_and(|word| word == "value");
                let context = context.step(Some("value").filter(|_| !is_named_value));
                let value = self.value_of_map(schema);
                let value = value.map(|id| self.place(id, &context));
                Type::Map(Box::new(value.unwrap_or_else(|| Slot::of(Type::Any))))
            }
            _ if schema.types == Types::NULL => Type::Null,
            _ => Type::Any,
        };
        constraints.retain(|constraint| !assertions::is_implied(constraint, &ty));
        let mut ty = ty;
        let custom = self.custom_text(schema, &ty);
        let custom = custom.or_else(|| self.foreign(&mut ty, context));
        let custom = custom.or_else(|| assertions::integer_text(schema, &ty, &mut constraints));
        let custom = custom.or_else(|| assertions::bytes(schema, &ty));
        let is_scalar = matches!(ty, Type::Boolean | Type::Integer(_) | Type::Number);
        let format = assertions::residual_format(schema, &constraints, &ty);
        Slot {
            coerce: schema.coerce && is_scalar,
            ty,
            nullable,
            constraints,
            custom,
            format,
        }
    }

    /// The schema of all values of a map.
    fn value_of_map(&self, schema: &Schema) -> Option<SchemaId> {
        match schema.pattern_properties.as_slice() {
            [] => schema.additional,
            [only] if schema.additional.is_some_and(|id| self.graph.is_never(id)) => {
                Some(only.schema)
            }
            _ => None,
        }
    }

    /// Makes an inline type and refers to it.
    fn inline(&mut self, schema: &Schema, context: &Context, kind: TypeKind) -> Slot {
        let id = self.reserve(schema, context);
        self.model.types[id.0].kind = kind;
        Slot::of(Type::Named(id))
    }

    /// Takes the next id for an inline type, so that types found inside it come
    /// after it.
    fn reserve(&mut self, schema: &Schema, context: &Context) -> TypeId {
        let origin = Origin::Inline {
            parent: context.parent,
            words: context.words.clone(),
        };
        let rust_name = self.inline_name(schema, context);
        let (derives, derives_by_name) = self.take_derives(context);
        let builders = self.take_builders(context);
        let non_exhaustive = self.take_non_exhaustive(context);
        self.add(TypeDef {
            origin,
            provenance: Provenance::Inline,
            rust_name,
            derives,
            derives_by_name,
            builders,
            non_exhaustive,
            pointer: context.pointers.first().cloned().unwrap_or_default(),
            docs: docs(schema),
            span: schema.span,
            kind: TypeKind::Alias(Slot::of(Type::Any)),
            form_of: None,
            transport: None,
            evaluated: None,
        })
    }

    /// The name of an inline type; the name of a field's schema is the field's.
    fn inline_name(&mut self, schema: &Schema, context: &Context) -> Option<Spanned<String>> {
        let overrides = context.schema.and_then(|id| self.overrides(id));
        if let Some(overriding) = overrides.and_then(|overrides| overrides.rename_type) {
            return Some(Spanned::new(
                self.override_table.take(&overriding),
                overriding.span,
            ));
        }
        let name = schema.rust_name.clone().filter(|_| !context.is_field);
        name.iter()
            .for_each(|name| self.override_table.done(name.span));
        name
    }

    fn add(&mut self, def: TypeDef) -> TypeId {
        self.model.types.push(def);
        TypeId(self.model.types.len() - 1)
    }

    /// The pointers of the input's schemas that `id` represents.
    fn pointers_of(&self, id: SchemaId) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            match self.made.get(&id) {
                Some(parts) => open.extend(parts.iter().rev()),
                None => found.extend(self.pointers.get(&self.graph, id)),
            }
        }
        found
    }
}

/// The documentation of a schema.
fn docs(schema: &Schema) -> Docs {
    Docs {
        title: schema.title.clone(),
        description: schema.description.clone(),
        deprecated: schema.deprecated,
        read_only: schema.read_only,
        write_only: schema.write_only,
        examples: schema.examples.clone(),
    }
}
