//! Alternatives that are all constants -> an enum, with the documentation of each value.
//!
//! ```yaml
//! oneOf:
//!   - { const: slow, description: Saves power. }
//!   - { type: string, enum: [fast, faster] }
//! ```

use std::collections::BTreeMap;

use super::Lowering;
use super::merge::{has_more, is_shaped};
use crate::diagnostic::Diagnostic;
use crate::model::{Constraint, Slot, Type, Units};
use crate::schema::{
    Alternatives, Assertion, EnumValue, Schema, SchemaId, Spanned, Types, fingerprint,
};

impl Lowering<'_, '_> {
    /// A union of constants is an enum, whose values have the alternatives' names and words.
    pub(super) fn settle_constants(&mut self, schema: &mut Schema) {
        let folded = schema.alternatives.iter().position(|alternatives| {
            alternatives.discriminator.is_none() && self.constants(alternatives).is_some()
        });
        let Some(index) = folded.filter(|_| !schema.open) else {
            return;
        };
        let alternatives = schema.alternatives.remove(index);
        let values = self.constants(&alternatives).unwrap_or_default();
        let mut listed = Schema::new(schema.span);
        let mut values = self.without_ambiguous(values, alternatives.exactly_one);
        without_repeated_titles(&mut values);
        listed.enumeration = Some(Spanned::new(values, schema.span));
        listed.listed_by = alternatives.keyword();
        self.combine(schema, listed);
    }

    /// The values of alternatives that are all constants, all strings or all integers.
    fn constants(&self, alternatives: &Alternatives) -> Option<Vec<EnumValue>> {
        let mut values: Vec<EnumValue> = Vec::new();
        for id in &alternatives.schemas {
            values.extend(self.constants_of(*id)?);
        }
        let texts = || values.iter().all(|v| v.value.value.as_str().is_some());
        let integers = || values.iter().all(|v| v.value.value.as_i64().is_some());
        (!values.is_empty() && (texts() || integers())).then_some(values)
    }

    /// The strings of an alternative, if it has nothing else and no name as a whole: variants
    /// without a value. `merged` is the alternative with the keywords beside it.
    pub(super) fn units(&mut self, branch: &Schema, merged: SchemaId) -> Option<(Units, Slot)> {
        let is_named = branch.reference.is_some() || branch.rust_name.is_some();
        if is_named || self.overrides(merged).is_some() {
            return None;
        }
        let schema = self.effective(merged);
        let listed = constants_in(&schema)?;
        let is_plain = |value: &EnumValue| value.aliases.is_empty();
        if listed.is_empty() || !listed.iter().all(is_plain) {
            return None;
        }
        if listed.len() > 1 && branch.title.is_some() {
            return None;
        }
        let values = super::enums::strings(&listed)?;
        let mut texts = listed.into_iter().map(|value| value.value.value);
        let (keyword, constraint) = match schema.enumeration {
            Some(_) => (schema.listed_by, Constraint::Enum(texts.collect())),
            None => ("const", Constraint::Const(texts.next()?)),
        };
        let mut place = Slot::of(Type::String);
        place.constraints.push(constraint);
        Some((Units { keyword, values }, place))
    }

    /// Whether an alternative consists of constants.
    pub(super) fn is_constant(&self, id: SchemaId) -> bool {
        self.constants_of(id).is_some()
    }

    /// Whether an alternative is strings without a name as a whole, so that each is a variant.
    pub(super) fn has_units(&self, branch: &Schema) -> bool {
        let is_named = branch.reference.is_some() || branch.rust_name.is_some();
        let values = constants_in(branch)
            .filter(|_| !is_named)
            .unwrap_or_default();
        let is_one = values.len() == 1 || branch.title.is_none();
        is_one && super::enums::strings(&values).is_some_and(|values| !values.is_empty())
    }

    /// The values of one alternative, with its documentation.
    fn constants_of(&self, id: SchemaId) -> Option<Vec<EnumValue>> {
        constants_in(self.graph.get(id))
    }

    /// Each value once. Of `oneOf`, one of two alternatives is accepted by none.
    fn without_ambiguous(&mut self, values: Vec<EnumValue>, exactly_one: bool) -> Vec<EnumValue> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for value in &values {
            *counts.entry(fingerprint(&value.value.value)).or_default() += 1;
        }
        let mut kept: Vec<EnumValue> = Vec::new();
        for value in values {
            let count = counts.get_mut(&fingerprint(&value.value.value));
            match count {
                Some(count) if *count > 1 && exactly_one => {
                    let message = format!(
                        "the value {} is one of several alternatives of a `oneOf`, so that none \
                         accepts it; it is left out",
                        value.value.value
                    );
                    self.report_value(value.value.span, message, "take all but one of them out");
                }
                Some(0) | None => {}
                Some(count) => {
                    *count = 0; // the others are the same
                    kept.push(value);
                }
            }
        }
        kept
    }

    /// Reports a value that is left out, once.
    pub(super) fn report_value(&mut self, span: crate::source::Span, message: String, help: &str) {
        if self.reported.insert((span.start, message.clone())) {
            let diagnostic = Diagnostic::warning("left-out-value", span, message);
            self.collector.add(diagnostic.help(help));
        }
    }
}

/// A title that several values have is no name, but documentation of each.
fn without_repeated_titles(values: &mut [EnumValue]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for title in values.iter().filter_map(|value| value.title.clone()) {
        *counts.entry(title).or_default() += 1;
    }
    for value in values {
        let title = value
            .title
            .take_if(|title| counts.get(title).is_some_and(|n| *n > 1));
        value.description = value.description.take().or(title);
    }
}

/// The values that a schema lists, if it has no other keyword, with its documentation.
fn constants_in(schema: &Schema) -> Option<Vec<EnumValue>> {
    let constant = match schema.assertions.as_slice() {
        [] => None,
        [
            Spanned {
                value: Assertion::Const(value),
                span,
            },
        ] => Some(Spanned::new(value.clone(), *span)),
        _ => return None,
    };
    let mut rest = schema.clone();
    rest.types = Types::default();
    let mut values = match (constant, rest.enumeration.take()) {
        (Some(value), None) => vec![EnumValue::plain(value)],
        (None, Some(listed)) if !schema.open => listed.value,
        _ => return None,
    };
    if is_shaped(&rest) || has_more(&rest) || rest.reference.is_some() {
        return None;
    }
    values.retain(|value| super::verdicts::is_of(schema, &value.value.value));
    let is_one = values.len() == 1;
    for value in &mut values {
        value.description = value
            .description
            .take()
            .or_else(|| schema.description.clone());
        value.deprecated |= schema.deprecated;
        if is_one {
            value.title = value.title.take().or_else(|| schema.title.clone());
            value.rust_name = value.rust_name.take().or_else(|| schema.rust_name.clone());
        }
    }
    Some(values)
}
