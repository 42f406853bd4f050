//! The shape of a schema, and the residual keywords that this shape does not express.

use fieldwright_runtime::CountKeyword;

use super::Lowering;
use super::merge::{DEEPEST, is_shaped};
use crate::schema::{Schema, SchemaId, Spanned, Types};

/// The shape of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// No value is valid.
    Never,
    Reference(usize),
    /// `null` or the value of another schema.
    Nullable(SchemaId),
    /// An enum of strings or integers.
    Enum,
    /// Values of other types to compare with.
    Literals,
    /// A union of the first `anyOf` or `oneOf`.
    Union,
    Struct,
    /// A union with an alternative for each JSON type.
    Types,
    /// One JSON type, or none at all.
    Single,
}

/// The keywords that a shape leaves to the evaluator.
pub(super) type Left = Vec<&'static str>;

impl Lowering<'_, '_> {
    pub(super) fn plan(&self, schema: &Schema) -> (Plan, Left) {
        let plan = self.shape(schema);
        let left = self.left(schema, plan);
        if plan == Plan::Struct && self.has_conditionals(schema, &left) {
            return (plan, Left::new());
        }
        (plan, left)
    }

    fn shape(&self, schema: &Schema) -> Plan {
        if schema.boolean == Some(false) {
            // A contradictory schema keeps the type that its keywords describe.
            return match () {
                () if self.is_struct(schema) => Plan::Struct,
                () if self.has_strings(schema) => Plan::Enum,
                () => Plan::Never,
            };
        }
        if let Some(index) = schema.reference
            && !is_shaped(schema)
        {
            return Plan::Reference(index);
        }
        if schema.enumeration.is_some() {
            return if self.is_enum(schema) {
                Plan::Enum
            } else {
                Plan::Literals
            };
        }
        if let Some(value) = self.beside_null(schema) {
            return Plan::Nullable(value);
        }
        if self.is_union(schema) {
            return Plan::Union;
        }
        if self.is_struct(schema) {
            return Plan::Struct;
        }
        if several_types(schema).is_some() {
            return Plan::Types;
        }
        Plan::Single
    }

    fn left(&self, schema: &Schema, plan: Plan) -> Left {
        let types = schema.types;
        let can_be = |one: Types| types.is_empty() || types.meets(one);
        let asserts = |id: SchemaId| self.graph.get(id).boolean != Some(true);
        let objects = can_be(Types::OBJECT);
        let arrays = can_be(Types::ARRAY);
        let mut left: Left = Vec::new();
        let mut add = |keyword: &'static str, is_left: bool| {
            if is_left && !left.contains(&keyword) {
                left.push(keyword);
            }
        };
        let condition = schema
            .condition
            .is_some_and(|c| c.then.is_some() || c.otherwise.is_some());
        add("allOf", !schema.all_of.is_empty());
        add("not", !schema.not.is_empty());
        add("if", condition);
        let contains = schema
            .contains
            .is_some_and(|c| c.min != Some(0) || c.max.is_some());
        add("contains", arrays && contains);
        add(
            "propertyNames",
            objects && schema.property_names.is_some_and(asserts),
        );
        add(
            "patternProperties",
            objects && !schema.pattern_properties.is_empty(),
        );
        add(
            "dependentSchemas",
            objects && !schema.dependent_schemas.is_empty(),
        );
        add(
            "dependentRequired",
            objects && !schema.dependent_required.is_empty(),
        );
        let unevaluated = schema.unevaluated_properties.is_some_and(asserts);
        add("unevaluatedProperties", objects && unevaluated);
        let unevaluated = schema.unevaluated_items.is_some_and(asserts);
        add("unevaluatedItems", arrays && unevaluated);
        let unions = schema.alternatives.iter();
        let taken = match plan {
            Plan::Union | Plan::Nullable(_) => 1,
            _ => 0,
        };
        unions
            .skip(taken)
            .for_each(|other| add(other.keyword(), true));
        add("false", schema.boolean == Some(false));
        match plan {
            Plan::Never => {}
            // A union's alternatives have merged these, an enum lists the remaining values.
            Plan::Union | Plan::Nullable(_) => {
                add("const", super::merge::has_compound_constant(schema));
            }
            Plan::Reference(_) => {}
            Plan::Types => {
                add("properties", self.has_never(schema));
                add("prefixItems", arrays && !schema.prefix_items.is_empty());
            }
            Plan::Struct => {
                add("properties", self.has_never(schema));
                add("required", !self.required_never(schema).is_empty());
                add("const", has_constant(schema));
            }
            Plan::Enum | Plan::Literals | Plan::Single => {
                let is_map = plan == Plan::Single && types.without(Types::NULL) == Types::OBJECT;
                let is_array = plan == Plan::Single && types.without(Types::NULL) == Types::ARRAY;
                add(
                    "properties",
                    objects && !is_map && !schema.properties.is_empty(),
                );
                add("required", objects && !schema.required.is_empty());
                let additional = schema.additional.is_some_and(asserts);
                add("additionalProperties", objects && !is_map && additional);
                let is_exact = is_array && self.is_exact_array(schema);
                add(
                    "prefixItems",
                    arrays && !is_exact && !schema.prefix_items.is_empty(),
                );
                let items = schema.items.is_some_and(asserts);
                add("items", arrays && !is_array && items);
                add("x-fieldwright-rules", objects && !schema.rules.is_empty());
                let is_enum = plan == Plan::Enum && schema.reference.is_some();
                add("$ref", is_enum);
            }
        }
        if matches!(
            plan,
            Plan::Struct | Plan::Single | Plan::Types | Plan::Union
        ) && schema.reference.is_some()
        {
            add("$ref", true);
        }
        left
    }

    /// Whether the schema describes an object with declared properties.
    pub(super) fn is_struct(&self, schema: &Schema) -> bool {
        let closed = |id: SchemaId| self.graph.get(id).boolean == Some(false);
        let declares = schema.has_fields
            || !schema.rules.is_empty()
            || !schema.properties.is_empty()
            || !schema.required.is_empty()
            || schema.pattern_properties.is_empty() && schema.additional.is_some_and(closed);
        schema.types.without(Types::NULL) == Types::OBJECT
            && (declares || self.declares_in_applicators(schema))
    }

    /// Whether a property can never be there: then it is no field.
    fn has_never(&self, schema: &Schema) -> bool {
        let closed = schema.additional.is_some_and(|id| self.graph.is_never(id));
        !closed
            && schema
                .properties
                .iter()
                .any(|p| self.graph.is_never(p.schema))
    }

    /// The required properties that can never be present: no value is valid for them, or they are
    /// undeclared and others are not allowed.
    pub(super) fn required_never<'s>(&self, schema: &'s Schema) -> Vec<&'s Spanned<String>> {
        if schema.required.is_empty() {
            return Vec::new();
        }
        let closed = schema.additional.is_some_and(|id| self.graph.is_never(id))
            && schema.pattern_properties.is_empty();
        let declared = schema.properties_by_name();
        let is_never = |name: &&Spanned<String>| match declared.get(name.value.as_str()) {
            Some(id) => self.graph.is_never(*id),
            None => closed,
        };
        schema.required.iter().filter(is_never).collect()
    }

    /// Whether the first alternatives make a union: they describe kinds of values, not only
    /// constraints on one kind.
    fn is_union(&self, schema: &Schema) -> bool {
        let Some(alternatives) = schema.alternatives.first() else {
            return false;
        };
        let branches = &alternatives.schemas;
        let is_plain = alternatives.discriminator.is_none();
        if is_plain && (self.only_require(schema) || self.scalars(schema).is_some()) {
            return false;
        }
        let mut rest = schema.clone();
        rest.alternatives.remove(0);
        if schema.types.is_empty() && is_shaped(&rest) {
            // Only alternatives with a type are more specific than any value.
            return branches.iter().all(|id| self.determines_type(*id));
        }
        branches.iter().any(|id| self.determines_kind(*id))
    }

    /// Whether the first alternatives of an object are only about the presence of properties.
    fn only_require(&self, schema: &Schema) -> bool {
        let declares = schema.types == Types::OBJECT && !schema.properties.is_empty();
        let Some(alternatives) = schema.alternatives.first().filter(|_| declares) else {
            return false;
        };
        let mut branches = alternatives.schemas.iter();
        let says_something = |id: &SchemaId| !self.graph.get(*id).is_unconstrained();
        branches.clone().all(|id| self.is_presence(*id, 0)) && branches.any(says_something)
    }

    /// Whether a schema only says which properties an object has.
    fn is_presence(&self, id: SchemaId, depth: usize) -> bool {
        let mut rest = self.graph.get(id).clone();
        let is_object = rest.types.is_empty() || rest.types.meets(Types::OBJECT);
        let is_choice = rest.alternatives.iter().all(|a| a.discriminator.is_none());
        let inner = [rest.not.clone(), rest.all_of.clone()].concat();
        let alternatives = rest.alternatives.iter().flat_map(|a| a.schemas.clone());
        let mut inner = inner.into_iter().chain(alternatives.collect::<Vec<_>>());
        rest.types = Types::default();
        rest.required.clear();
        rest.not.clear();
        rest.all_of.clear();
        rest.alternatives.clear();
        let is_rest = is_object && is_choice && rest.is_unconstrained();
        is_rest && depth < DEEPEST && inner.all(|id| self.is_presence(id, depth + 1))
    }

    /// Whether a schema determines the type of its values.
    fn determines_type(&self, id: SchemaId) -> bool {
        let mut schema = self.graph.get(id);
        for _ in 0..self.graph.definitions.len() {
            let target = schema.reference.filter(|_| schema.types.is_empty());
            let Some(target) = target.and_then(|index| self.graph.definitions.get(index)) else {
                break;
            };
            schema = self.graph.get(target.schema);
        }
        !schema.types.is_empty() || schema.enumeration.is_some()
    }

    /// Whether a schema determines the kind of its values.
    fn determines_kind(&self, id: SchemaId) -> bool {
        use crate::schema::Assertion;
        let schema = self.graph.get(id);
        let mut assertions = schema.assertions.iter();
        schema.reference.is_some()
            || !schema.types.is_empty()
            || schema.enumeration.is_some()
            || assertions.any(|a| matches!(a.value, Assertion::Const(_)))
            || !schema.properties.is_empty()
            || schema.items.is_some()
            || !schema.alternatives.is_empty()
            || !schema.all_of.is_empty()
    }

    /// An array of a fixed length with a type for each element.
    pub(super) fn is_exact_array(&self, schema: &Schema) -> bool {
        use crate::schema::Assertion;
        let length = schema.prefix_items.len() as u64;
        let has = |f: &dyn Fn(&Assertion) -> bool| schema.assertions.iter().any(|a| f(&a.value));
        let closed = schema
            .items
            .is_some_and(|id| self.graph.get(id).boolean == Some(false))
            || has(&|a| matches!(a, Assertion::Count(CountKeyword::MaxItems, n) if *n <= length));
        let full =
            has(&|a| matches!(a, Assertion::Count(CountKeyword::MinItems, n) if *n >= length));
        // Fewer at most, or more at least: no array is that.
        let is_other = has(&|a| match a {
            Assertion::Count(CountKeyword::MaxItems, n) => *n < length,
            Assertion::Count(CountKeyword::MinItems, n) => *n > length,
            _ => false,
        });
        let never = |id: &SchemaId| self.graph.get(*id).boolean == Some(false);
        closed
            && full
            && !is_other
            && (1..=12).contains(&length)
            && !schema.prefix_items.iter().any(never)
    }
}

/// Whether it names its one value.
fn has_constant(schema: &Schema) -> bool {
    let mut assertions = schema.assertions.iter();
    assertions.any(|a| matches!(a.value, crate::schema::Assertion::Const(_)))
}

/// The types of a schema that has several; an integer is a number, and null is beside
/// them.
pub(super) fn several_types(schema: &Schema) -> Option<Types> {
    let mut types = schema.types.without(Types::NULL);
    if types.meets(Types::NUMBER) {
        types = types.without(Types::INTEGER);
    }
    let is_any = schema.types.with(Types::INTEGER) == Types::ANY;
    (!is_any && types.each().count() > 1).then_some(types)
}
