//! `enum`: of strings or of integers an enum, of anything else a constraint.

use std::collections::BTreeSet;

use fieldwright_runtime::{UnionKind, Value};

use super::verdicts::{Refusal, is_of};
use super::{Context, Lowering};
use crate::model::{
    self, Branch, Constraint, Docs, Enum, EnumValue, Slot, Type, TypeKind, Union, Units,
    UnknownValues, Values,
};
use crate::schema::{self, Assertion, Schema, Spanned, Types, fingerprint};

impl Lowering<'_, '_> {
    /// Whether all values are strings, or all integers, except null and those that the schema's own
    /// types exclude.
    pub(super) fn is_enum(&self, schema: &Schema) -> bool {
        self.enum_values(schema).is_some()
    }

    /// Applies the keywords beside a closed list: drops the values that they refuse, and then them,
    /// if they have no further effect. A list of which nothing is left accepts nothing.
    pub(super) fn settle_values(&mut self, schema: &mut Schema) {
        if schema.open && schema.types.without(Types::NULL) == Types::INTEGER {
            // An open enum of integers holds 64 bits.
            let is_wide = |a: &Spanned<Assertion>| matches!(&a.value, Assertion::Format(name) if name == "int64");
            schema.assertions.retain(|assertion| !is_wide(assertion));
        }
        let Some(listed) = schema.enumeration.as_ref().filter(|_| !schema.open) else {
            return;
        };
        let mut beside = schema.clone();
        beside.enumeration = None;
        beside.types = Types::default();
        let values = || listed.value.iter().map(|one| &one.value.value);
        let refusals = self.refusals(&beside, values());
        let is_refused = |refusal: &Refusal| matches!(refusal, Some(Some(_)));
        let mut left = values().zip(&refusals);
        if !left.any(|(value, refusal)| is_of(schema, value) && !is_refused(refusal)) {
            schema.boolean = Some(false);
            return;
        }
        if let Some(listed) = &mut schema.enumeration {
            let mut refusals = refusals.iter();
            listed
                .value
                .retain(|_| !refusals.next().is_some_and(is_refused));
        }
        if !refusals.contains(&None) {
            schema.assertions.clear();
            schema.not.clear();
            schema.condition = None;
            schema.alternatives.clear();
            schema.all_of.clear();
            schema.reference = None;
        }
    }

    /// The same for keywords beside a reference to a list; a constant there is a value of its type.
    pub(super) fn settle_referred(&mut self, schema: &mut Schema) {
        let definitions = &self.graph.definitions;
        let target = schema.reference.and_then(|at| definitions.get(at));
        let mut assertions = schema.assertions.iter();
        let is_const = |one: &Spanned<Assertion>| matches!(one.value, Assertion::Const(_));
        let adds_keywords = !schema.assertions.is_empty() || !schema.not.is_empty();
        let Some(target) = target.filter(|_| adds_keywords) else {
            return;
        };
        let target = self.graph.get(target.schema);
        let is_list = target.enumeration.is_some() && !target.open;
        if !is_list || !target.subschemas().is_empty() || assertions.any(is_const) {
            return;
        }
        let mut listed = schema.clone();
        listed.reference = None;
        listed.enumeration.clone_from(&target.enumeration);
        listed.listed_by = target.listed_by;
        listed.types = target.types;
        let all = listed.enumeration.iter().flat_map(|listed| &listed.value);
        let all: Vec<Value> = all.map(|one| one.value.value.clone()).collect();
        self.settle_values(&mut listed);
        let has_more = !listed.assertions.is_empty() || !listed.not.is_empty();
        if has_more || listed.boolean.is_some() {
            return;
        }
        schema.assertions.clear();
        schema.not.clear();
        let left = listed.enumeration.iter().flat_map(|listed| &listed.value);
        let left = left.map(|one| fingerprint(&one.value.value));
        let left: BTreeSet<String> = left.collect();
        let is_gone = |value: &&Value| !left.contains(&fingerprint(value));
        if !all.iter().any(|value| is_gone(&value)) {
            return;
        }
        for value in all.iter().filter(is_gone) {
            let message = format!(
                "the value {} breaks a keyword beside the reference; it is left out",
                shown(value)
            );
            let help = "correct the keyword, or refer to other values";
            self.report_value(schema.span, message, help);
        }
        *schema = listed;
    }

    /// Reports the values of a list that the keywords beside it refuse, if others are left.
    pub(super) fn report_left_out(&mut self, schema: &Schema) {
        let Some(listed) = schema.enumeration.as_ref().filter(|_| !schema.open) else {
            return;
        };
        let mut beside = schema.clone();
        beside.enumeration = None;
        let refusals = self.refusals(&beside, listed.value.iter().map(|one| &one.value.value));
        if refusals
            .iter()
            .all(|refusal| matches!(refusal, Some(Some(_))))
        {
            return; // a contradiction
        }
        for (value, refusal) in listed.value.iter().zip(refusals) {
            let why = match refusal {
                Some(Some("type")) => {
                    let names: Vec<&str> = schema.types.names().collect();
                    format!("is no {}", names.join(" or "))
                }
                Some(Some(keyword)) => format!("breaks `{keyword}`, which stands beside it"),
                _ => continue,
            };
            let own = &value.value.value;
            let message = format!("the value {} {why}; it is left out", shown(own));
            let help = "take the value out, or correct what stands beside it";
            self.report_value(value.value.span, message, help);
        }
    }

    pub(super) fn inline_enum(&mut self, schema: &Schema, context: &Context) -> Slot {
        let Some(kind) = self.plain_enum_kind(schema) else {
            return self.literals(schema, context);
        };
        let mut place = self.inline(schema, context, kind);
        place.constraints = self.constraints(schema);
        // A closed enum lists all it accepts; an open one accepts its types.
        place.nullable = if schema.open {
            schema.types.meets(Types::NULL)
        } else {
            lists_null(schema)
        };
        self.remember(context, &place);
        place
    }

    /// Of mixed or other types: the values are literals to compare with.
    pub(super) fn literals(&mut self, schema: &Schema, context: &Context) -> Slot {
        let values = schema.enumeration.iter().flat_map(|values| &values.value);
        let values = values.map(|value| &value.value.value);
        let values = values.filter(|value| is_of(schema, value));
        let values: Vec<Value> = values.cloned().collect();
        let mut plain = schema.clone();
        plain.enumeration = None;
        if plain.types.is_empty() && !values.is_empty() {
            plain.types = Types::of(&values);
        }
        let several = super::plan::several_types(&plain).is_some();
        if several || !plain.types.without(Types::NULL).common(COMPOUND).is_empty() {
            plain.types = Types::default();
        }
        plain.enumeration = schema.enumeration.clone(); // of integers, they choose the type
        let mut place = self.single(&plain, context);
        place.constraints.push(Constraint::Enum(values));
        place
    }

    /// The enum of a definition, if it has no residual keywords.
    pub(super) fn enum_kind(&mut self, schema: &Schema) -> Option<TypeKind> {
        let null = if schema.open {
            schema.types.meets(Types::NULL)
        } else {
            lists_null(schema)
        };
        let plain = schema.assertions.is_empty() && !null;
        plain.then(|| self.plain_enum_kind(schema)).flatten()
    }

    fn plain_enum_kind(&self, schema: &Schema) -> Option<TypeKind> {
        Some(TypeKind::Enum(Enum {
            values: self.enum_values(schema)?,
            keyword: schema.listed_by,
            open: schema.open,
            advice: schema.unknown == Some(UnknownValues::Advice),
        }))
    }

    /// Whether the list of a schema that no value fits has nothing but strings.
    pub(super) fn has_strings(&self, schema: &Schema) -> bool {
        !self.impossible_strings(schema).is_empty()
    }

    /// Those strings, whatever the types beside them.
    fn impossible_strings(&self, schema: &Schema) -> Vec<model::EnumValue<String>> {
        let mut schema = schema.clone();
        schema.types = Types::default();
        match self.enum_values(&schema) {
            Some(Values::Strings(values)) => values,
            _ => Vec::new(),
        }
    }

    /// The strings of a list that no value fits: a union of them, which is evaluated as a whole.
    pub(super) fn impossible_enum(&mut self, schema: &Schema) -> TypeKind {
        let values = self.impossible_strings(schema);
        let branch = Branch {
            place: Slot::of(Type::String),
            words: String::new(),
            rust_name: None,
            docs: Docs::default(),
            name: None,
            tags: Vec::new(),
            units: Units {
                keyword: schema.listed_by,
                values,
            },
            unknown: None,
        };
        TypeKind::Union(Union {
            kind: UnionKind::AnyOf,
            branches: vec![branch],
            tag: None,
            has_discriminator: false,
        })
    }

    fn enum_values(&self, schema: &Schema) -> Option<Values> {
        let listed = schema.enumeration.as_ref()?.value.iter();
        let values: Vec<&schema::EnumValue> = listed
            .filter(|value| !value.value.value.is_null() && is_of(schema, &value.value.value))
            .collect();
        if values.is_empty() {
            return None;
        }
        let string = |value: &Value| value.as_str().map(str::to_owned);
        Some(match convert(&values, string) {
            Some(strings) => Values::Strings(strings),
            None => Values::Integers(convert(&values, Value::as_i64)?),
        })
    }
}

/// Beside a constant, only its own type has a meaning.
pub(super) fn settle_constant(schema: &mut Schema) {
    let mut assertions = schema.assertions.iter();
    let constant = assertions.find_map(|assertion| match &assertion.value {
        Assertion::Const(value) => Some(value),
        _ => None,
    });
    let Some(value) = constant.filter(|_| schema.types.each().count() > 1) else {
        return;
    };
    schema.types = match is_of(schema, value) {
        true => Types::of([value]),
        false => schema.types.without(Types::NULL),
    };
}

const COMPOUND: Types = Types::ARRAY.with(Types::OBJECT);

fn lists_null(schema: &Schema) -> bool {
    let listed = schema.enumeration.iter().flat_map(|values| &values.value);
    let mut listed = listed.map(|value| &value.value.value);
    listed.any(|value| value.is_null() && is_of(schema, value))
}

/// A value for a message.
pub(super) fn shown(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// All values as strings, or `None`.
pub(super) fn strings(values: &[schema::EnumValue]) -> Option<Vec<EnumValue<String>>> {
    let values: Vec<&schema::EnumValue> = values.iter().collect();
    convert(&values, |value| value.as_str().map(str::to_owned))
}

/// All values as `T`, or `None`.
fn convert<T>(
    values: &[&schema::EnumValue],
    to: impl Fn(&Value) -> Option<T>,
) -> Option<Vec<EnumValue<T>>> {
    let convert = |value: &schema::EnumValue| {
        Some(EnumValue {
            value: to(&value.value.value)?,
            span: value.value.span,
            aliases: value.aliases.clone(),
            title: value.title.clone(),
            rust_name: value.rust_name.clone(),
            description: value.description.clone(),
            deprecated: value.deprecated,
        })
    };
    values.iter().map(|value| convert(value)).collect()
}
