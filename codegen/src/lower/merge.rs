//! `allOf`, and keywords beside a `$ref` -> one schema, as far as that is equivalent.
//!
//! Assertions add up, properties are united, a property that both have must hold for both. Parts
//! that cannot be merged exactly stay in `allOf`, for the evaluator.

use std::collections::{HashMap, HashSet};

use super::Lowering;
use crate::schema::{
    Assertion, EnumValue, Property, Schema, SchemaId, Spanned, Types, fingerprint,
};

/// How many members one schema of the input may take in, on average.
const MOST_ABSORBED: usize = 20;

/// How deep the lowering of schemas may recurse, which needs call stack.
pub(super) const DEEPEST: usize = 50;

impl Lowering<'_, '_> {
    /// The schema at `id` with the members of its `allOf` taken in. A plain reference stays one.
    pub(super) fn effective(&mut self, id: SchemaId) -> Schema {
        let schema = self.graph.get(id).clone();
        let mut visited = vec![id];
        self.flatten(schema, &mut visited)
    }

    fn flatten(&mut self, mut schema: Schema, visited: &mut Vec<SchemaId>) -> Schema {
        self.report_unfit(&schema);
        if let Some(only) = self.only_reference(&schema) {
            schema.reference = Some(only);
            schema.all_of.clear();
        }
        if schema.reference.is_some() && !is_shaped(&schema) {
            self.settle_referred(&mut schema);
            return schema;
        }
        let members = std::mem::take(&mut schema.all_of);
        if let Some(index) = schema.reference.take() {
            self.definition(index);
            let target = self.graph.definitions.get(index).map(|d| d.schema);
            if !target.is_some_and(|target| self.absorb(&mut schema, target, visited)) {
                schema.reference = Some(index);
            }
        }
        for member in members {
            if !self.absorb(&mut schema, member, visited) {
                schema.all_of.push(member);
            }
        }
        self.settle_alternatives(&mut schema, visited);
        self.settle_scalars(&mut schema);
        settle_unevaluated(&mut schema);
        settle_patterns(&mut schema);
        super::enums::settle_constant(&mut schema);
        self.settle_constants(&mut schema);
        self.settle_values(&mut schema);
        schema
    }

    /// `allOf` with only one reference is that reference (the idiom of OpenAPI 3.0 for
    /// documentation beside a `$ref`).
    fn only_reference(&self, schema: &Schema) -> Option<usize> {
        let [only] = schema.all_of.as_slice() else {
            return None;
        };
        let member = self.graph.get(*only);
        let plain = !is_shaped(member) && !has_more(member) && member.assertions.is_empty();
        let mut outer = schema.clone();
        outer.all_of.clear();
        let alone = schema.reference.is_none() && !is_shaped(&outer);
        member.reference.filter(|_| plain && alone)
    }

    /// Merges a schema; `false` if that cannot be done exactly.
    pub(super) fn absorb(
        &mut self,
        into: &mut Schema,
        id: SchemaId,
        visited: &mut Vec<SchemaId>,
    ) -> bool {
        let spent = self.absorbed > self.budget() * MOST_ABSORBED;
        if spent || self.depth > DEEPEST || visited.contains(&id) {
            return false;
        }
        self.absorbed += 1;
        self.depth += 1;
        let done = self.absorb_new(into, id, visited);
        self.depth -= 1;
        done
    }

    fn absorb_new(&mut self, into: &mut Schema, id: SchemaId, visited: &mut Vec<SchemaId>) -> bool {
        let mut member = self.graph.get(id).clone();
        match member.boolean {
            Some(true) => return true,
            Some(false) => {
                into.boolean = Some(false);
                return true;
            }
            None => {}
        }
        visited.push(id);
        if let Some(only) = self.only_reference(&member) {
            member.reference = Some(only);
            member.all_of.clear();
        }
        if let Some(index) = member.reference.filter(|_| !is_shaped(&member)) {
            // Flattening leaves a plain reference alone; here its target is wanted.
            member.reference = None;
            self.definition(index);
            let target = self.graph.definitions.get(index).map(|d| d.schema);
            let mut inner = Schema::new(member.span);
            let taken = target.is_some_and(|t| self.absorb(&mut inner, t, visited));
            let done = taken && self.combine(&mut inner, member);
            let done = done && self.combine(into, inner);
            visited.pop();
            return done;
        }
        let member = self.flatten(member, visited);
        visited.pop();
        self.combine(into, member)
    }

    /// The budget of a graph of this size if schemas multiply: usual ones stay far below.
    pub(super) fn budget(&self) -> usize {
        1_000 + self.inputs
    }

    /// Makes `into` the conjunction of both, or leaves it as it is.
    pub(super) fn combine(&mut self, into: &mut Schema, member: Schema) -> bool {
        if conflicts(into, &member) {
            return false;
        }
        if member.boolean == Some(false) {
            into.boolean = Some(false);
        }
        let types = intersection(into, &member);
        match types {
            Some(types) => into.types = types,
            None => {
                into.boolean = Some(false);
                if into.properties.is_empty() && !member.properties.is_empty() {
                    into.types = member.types; // the words are about it
                }
            }
        }
        self.combine_properties(into, &member);
        self.combine_items(into, &member);
        into.property_names = self.both(into.property_names, member.property_names);
        let are_both = into.enumeration.is_some() && member.enumeration.is_some();
        let is_open = if are_both {
            into.open && member.open
        } else {
            into.open || member.open
        };
        match (&mut into.enumeration, member.enumeration) {
            // A list beside an open one is of the values that it names.
            (Some(own), Some(other)) if into.open != member.open => {
                let open = match into.open {
                    true => std::mem::replace(own, other),
                    false => other,
                };
                document(own, &open);
            }
            // Both are open: they accept what neither of them names.
            (Some(own), Some(other)) if is_open => {
                let is_new = |value: &EnumValue| {
                    let mut known = own.value.iter();
                    !known.any(|one| one.value.value == value.value.value)
                };
                let new: Vec<EnumValue> = other.value.into_iter().filter(is_new).collect();
                own.value.extend(new);
            }
            (Some(own), Some(other)) if !are_apart(own, &other) => {
                let known = other.value.iter().map(|one| fingerprint(&one.value.value));
                let known: HashSet<String> = known.collect();
                own.value
                    .retain(|one| known.contains(&fingerprint(&one.value.value)));
                document(own, &other);
            }
            (Some(_), Some(_)) => into.boolean = Some(false),
            (own @ None, other) => {
                *own = other;
                into.listed_by = member.listed_by;
            }
            (Some(_), None) => {}
        }
        into.open = is_open;
        into.unknown = into.unknown.or(member.unknown);
        into.coerce = into.coerce || member.coerce;
        into.bytes = into.bytes.max(member.bytes);
        for assertion in member.assertions {
            if !into.assertions.iter().any(|a| a.value == assertion.value) {
                into.assertions.push(assertion);
            }
        }
        let known: HashSet<String> = into.required.iter().map(|n| n.value.clone()).collect();
        let new = member.required.into_iter();
        into.required
            .extend(new.filter(|name| !known.contains(&name.value)));
        into.alternatives.extend(member.alternatives);
        into.all_of.extend(member.all_of);
        into.not.extend(member.not);
        into.condition = into.condition.or(member.condition);
        into.contains = into.contains.or(member.contains);
        into.dependent_schemas.extend(member.dependent_schemas);
        into.dependent_required.extend(member.dependent_required);
        into.rules.extend(member.rules);
        into.deprecated |= member.deprecated;
        into.read_only |= member.read_only;
        into.write_only |= member.write_only;
        into.default = into.default.take().or(member.default);
        true
    }

    /// A property that only one of them declares must satisfy the other's `additionalProperties`.
    fn combine_properties(&mut self, into: &mut Schema, member: &Schema) {
        if member.additional.is_some() {
            for property in &mut into.properties {
                if find(&member.properties, &property.name.value).is_none() {
                    property.schema = self.beside_others(property.schema, member.additional);
                }
            }
        }
        for property in &member.properties {
            match find_index(&into.properties, &property.name.value) {
                Some(index) => {
                    let own = into.properties[index].schema;
                    let both = self.both(Some(own), Some(property.schema));
                    into.properties[index].schema = both.unwrap_or(own);
                }
                None => into.properties.push(Property {
                    name: property.name.clone(),
                    schema: self.beside_others(property.schema, into.additional),
                }),
            }
        }
        into.has_fields |= member.has_fields;
        into.additional_is_unevaluated |=
            into.additional.is_none() && member.additional_is_unevaluated;
        into.additional = self.both(into.additional, member.additional);
        for property in &member.pattern_properties {
            match find_index(&into.pattern_properties, &property.name.value) {
                Some(index) => {
                    let own = into.pattern_properties[index].schema;
                    let both = self.both(Some(own), Some(property.schema));
                    into.pattern_properties[index].schema = both.unwrap_or(own);
                }
                None => into.pattern_properties.push(property.clone()),
            }
        }
    }

    /// A property that only one of two declares, with the other's schema for further ones.
    fn beside_others(&mut self, property: SchemaId, others: Option<SchemaId>) -> SchemaId {
        if self.graph.is_never(property) {
            return property;
        }
        let both = self.both(Some(property), others).unwrap_or(property);
        let (true, Some(others)) = (self.graph.is_never(both), others) else {
            return both;
        };
        if let Some(known) = self.pairs.get(&(property, others)) {
            return *known;
        }
        let never = self.graph.get(both).clone();
        let id = self.graph.add(never);
        self.made.insert(id, vec![both]);
        self.pairs.insert((property, others), id);
        self.shut_out.insert(id, property);
        id
    }

    fn combine_items(&mut self, into: &mut Schema, member: &Schema) {
        let at = |schema: &Schema, index: usize| {
            schema.prefix_items.get(index).copied().or(schema.items)
        };
        let length = into.prefix_items.len().max(member.prefix_items.len());
        let mut prefix = Vec::new();
        for index in 0..length {
            let both = self.both(at(into, index), at(member, index));
            prefix.extend(both);
        }
        into.prefix_items = prefix;
        into.items = self.both(into.items, member.items);
    }

    /// A schema that holds if both do.
    pub(super) fn both(&mut self, a: Option<SchemaId>, b: Option<SchemaId>) -> Option<SchemaId> {
        let (Some(a), Some(b)) = (a, b) else {
            return a.or(b);
        };
        let is_unconstrained = |id: SchemaId| {
            let schema = self.graph.get(id);
            schema.boolean == Some(true) || (is_empty(schema) && schema.description.is_none())
        };
        if a == b || is_unconstrained(b) {
            return Some(a);
        }
        if is_unconstrained(a) {
            return Some(b);
        }
        if self.graph.get(b).boolean == Some(false) || self.is_made_of(b, a) {
            return Some(b);
        }
        if self.is_made_of(a, b) {
            return Some(a);
        }
        if let Some(known) = self.pairs.get(&(a, b)) {
            return Some(*known);
        }
        let mut schema = Schema::new(self.graph.get(a).span);
        let words = self.graph.get(a);
        schema.title.clone_from(&words.title);
        schema.description.clone_from(&words.description);
        schema.all_of = vec![a, b];
        let id = self.graph.add(schema);
        self.made.insert(id, vec![a, b]);
        self.pairs.insert((a, b), id);
        Some(id)
    }

    /// Whether a schema extends the definition that another one only refers to.
    fn is_made_of(&self, id: SchemaId, other: SchemaId) -> bool {
        let base = self.graph.get(other);
        let target = base.reference.and_then(|at| self.graph.definitions.get(at));
        let target = target.filter(|_| base.has_types_only() && base.types.is_empty());
        target.is_some_and(|target| self.graph.parts(id).contains(&target.schema))
    }
}

/// Gives the values of a list the documentation that another list has for them.
fn document(listed: &mut Spanned<Vec<EnumValue>>, other: &Spanned<Vec<EnumValue>>) {
    let known = other.value.iter();
    let known = known.map(|one| (fingerprint(&one.value.value), one));
    let known: HashMap<String, &EnumValue> = known.collect();
    for value in &mut listed.value {
        if let Some(found) = known.get(&fingerprint(&value.value.value)) {
            value.title = value.title.take().or_else(|| found.title.clone());
            let words = value.description.take();
            value.description = words.or_else(|| found.description.clone());
        }
    }
}

/// Whether two lists have no value in common, though each has some.
fn are_apart(a: &Spanned<Vec<EnumValue>>, b: &Spanned<Vec<EnumValue>>) -> bool {
    let has = |value: &EnumValue| {
        let mut others = b.value.iter();
        others.any(|other| other.value.value == value.value.value)
    };
    !a.value.is_empty() && !a.value.iter().any(has)
}

fn find(properties: &[Property], name: &str) -> Option<SchemaId> {
    find_index(properties, name).map(|index| properties[index].schema)
}

fn find_index(properties: &[Property], name: &str) -> Option<usize> {
    properties.iter().position(|p| p.name.value == name)
}

/// Keywords that one schema cannot have twice, or that affect the other's.
fn conflicts(into: &Schema, member: &Schema) -> bool {
    let patterns = |a: &Schema, b: &Schema| {
        !a.pattern_properties.is_empty() && (a.additional.is_some() || b.additional.is_some())
    };
    let evaluates = |schema: &Schema| {
        schema.unevaluated_properties.is_some() || schema.unevaluated_items.is_some()
    };
    (into.condition.is_some() && member.condition.is_some())
        || (into.contains.is_some() && member.contains.is_some())
        || patterns(into, member)
        || patterns(member, into)
        || evaluates(member)
        || member.reference.is_some()
}

/// The types that both allow; an integer is a number. `None` if there is none.
fn intersection(a: &Schema, b: &Schema) -> Option<Types> {
    if a.types.is_empty() || b.types.is_empty() {
        return Some(a.types.with(b.types));
    }
    let integers = |types: Types| {
        if types.meets(Types::NUMBER) {
            types.with(Types::INTEGER)
        } else {
            types
        }
    };
    let common = integers(a.types).common(integers(b.types));
    (!common.is_empty()).then_some(common)
}

/// Without other applicators in place, `unevaluated*` equals `additionalProperties` and `items`
/// (2020-12 core section 11).
fn settle_unevaluated(schema: &mut Schema) {
    let in_place = schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.alternatives.is_empty()
        || schema.condition.is_some()
        || !schema.dependent_schemas.is_empty();
    if schema.additional.is_some() {
        schema.unevaluated_properties = None;
    } else if !in_place {
        schema.additional = schema.unevaluated_properties.take();
        schema.additional_is_unevaluated = schema.additional.is_some();
    }
    if schema.items.is_some() {
        schema.unevaluated_items = None;
    } else if !in_place && schema.contains.is_none() {
        schema.items = schema.unevaluated_items.take();
    }
}

/// A sole pattern that every name matches is `additionalProperties`.
fn settle_patterns(schema: &mut Schema) {
    let [only] = schema.pattern_properties.as_slice() else {
        return;
    };
    let is_every = matches!(only.name.value.as_str(), "" | "^" | ".*" | "^.*");
    if is_every && schema.properties.is_empty() {
        schema.additional = Some(only.schema);
        schema.pattern_properties.clear();
    }
}

/// Whether the schema determines the kind of value, beside a reference.
pub(super) fn is_shaped(schema: &Schema) -> bool {
    schema.boolean.is_some()
        || !schema.types.is_empty()
        || schema.enumeration.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || !schema.rules.is_empty()
        || schema.has_fields
        || schema.additional.is_some()
        || schema.unevaluated_properties.is_some()
        || schema.unevaluated_items.is_some()
        || !schema.pattern_properties.is_empty()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || !schema.alternatives.is_empty()
        || !schema.all_of.is_empty()
        || has_compound_constant(schema)
}

/// Whether its one value is an object or an array, which only a separate type can require.
pub(super) fn has_compound_constant(schema: &Schema) -> bool {
    let mut assertions = schema.assertions.iter();
    assertions.any(|a| match &a.value {
        Assertion::Const(value) => value.as_object().is_some() || value.as_array().is_some(),
        _ => false,
    })
}

/// Whether the schema has keywords that no Rust type expresses.
pub(super) fn has_more(schema: &Schema) -> bool {
    !schema.not.is_empty()
        || schema.condition.is_some()
        || schema.contains.is_some()
        || schema.property_names.is_some()
        || !schema.dependent_schemas.is_empty()
        || !schema.dependent_required.is_empty()
}

fn is_empty(schema: &Schema) -> bool {
    !is_shaped(schema)
        && !has_more(schema)
        && schema.reference.is_none()
        && schema.assertions.is_empty()
}
