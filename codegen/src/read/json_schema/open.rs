//! `anyOf` of any text and of some texts -> an open enum, which accepts the same and has names for
//! those that are known.
//!
//! ```yaml
//! anyOf: [{ type: string }, { type: string, enum: [small, large] }]
//! ```

use super::SchemaReader;
use crate::schema::{Assertion, EnumValue, Schema, SchemaId, Spanned, Types};

/// The kind of an alternative, for this purpose.
enum Texts {
    /// Any text.
    All,
    Some(Vec<EnumValue>),
    Other,
}

impl SchemaReader<'_, '_, '_> {
    /// The alternatives that are texts become one; if there is no other, the schema itself.
    pub(super) fn open_alternatives(&mut self, schema: &mut Schema) {
        let [alternatives] = schema.alternatives.as_slice() else {
            return;
        };
        if alternatives.exactly_one || alternatives.discriminator.is_some() {
            return;
        }
        let mut values: Vec<EnumValue> = Vec::new();
        let (mut has_all, mut description) = (false, None);
        let mut left: Vec<SchemaId> = Vec::new();
        let mut first = None;
        for (index, id) in alternatives.schemas.iter().enumerate() {
            let branch = self.graph.get(*id);
            match texts(branch) {
                Texts::Other => {
                    left.push(*id);
                    continue;
                }
                Texts::All => has_all = true,
                Texts::Some(more) => {
                    let is_new = |value: &EnumValue| values.iter().all(|v| v.key() != value.key());
                    let more: Vec<EnumValue> = more.into_iter().filter(is_new).collect();
                    values.extend(more);
                }
            }
            first = first.or(Some(index.min(left.len())));
            description = description.or_else(|| branch.description.clone());
        }
        let Some(first) = first.filter(|_| has_all && !values.is_empty()) else {
            return;
        };
        let values = Spanned::new(values, schema.span);
        let adds_nothing = schema.types.without(Types::STRING).is_empty();
        let is_alone = left.is_empty() && schema.enumeration.is_none() && adds_nothing;
        if is_alone {
            schema.alternatives.clear();
            schema.types = Types::STRING;
            schema.enumeration = Some(values);
            schema.open = true;
            schema.description = schema.description.take().or(description);
            return;
        }
        let mut open = Schema::new(schema.span);
        open.types = Types::STRING;
        open.enumeration = Some(values);
        open.open = true;
        open.description = description;
        left.insert(first, self.graph.add(open));
        if let Some(alternatives) = schema.alternatives.first_mut() {
            alternatives.schemas = left;
        }
    }
}

fn texts(schema: &Schema) -> Texts {
    let adds_keywords = schema.boolean.is_some()
        || schema.reference.is_some()
        || schema.has_fields
        || schema.open
        || schema.rust_name.is_some()
        || !schema.required.is_empty()
        || !schema.rules.is_empty()
        || !schema.subschemas().is_empty();
    if adds_keywords || schema.types.without(Types::STRING) != Types::default() {
        return Texts::Other;
    }
    let is_text = |value: &EnumValue| value.value.value.as_str().is_some();
    match (&schema.enumeration, schema.assertions.as_slice()) {
        (None, []) if schema.types == Types::STRING => Texts::All,
        (Some(values), []) if values.value.iter().all(is_text) => Texts::Some(values.value.clone()),
        (None, [only]) => match &only.value {
            Assertion::Const(value) if value.as_str().is_some() => Texts::Some(vec![EnumValue {
                value: Spanned::new(value.clone(), only.span),
                title: None,
                rust_name: None,
                aliases: Vec::new(),
                description: schema.description.clone(),
                deprecated: schema.deprecated,
            }]),
            _ => Texts::Other,
        },
        _ => Texts::Other,
    }
}
