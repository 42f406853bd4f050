//! Schemas that no value fits, though they are not `false`: a warning each.
//!
//! ```yaml
//! type: object
//! required: [street, city]
//! maxProperties: 1
//! ```
//! Their types are what the keywords describe; reading a value always fails.

use super::Lowering;
use super::assertions;
use super::verdicts::Budget;
use crate::diagnostic::Diagnostic;
use crate::model::Constraint;
use crate::schema::{Assertion, Contains, Schema, SchemaId, Spanned, Types};
use crate::source::{Span, compare_numbers};
use fieldwright_runtime::{CountKeyword, NumberKeyword, Value};

/// The largest whole number that is looked at for a bound: all up to it are exact as `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Lowering<'_, '_> {
    /// Reports a schema that no value fits, though it is not `false`.
    pub(super) fn report_contradiction(&mut self, schema: &Schema, id: Option<SchemaId>) {
        let is_boolean_false =
            id.is_none_or(|id| self.graph.get(id).boolean.is_some() || self.silent.contains(&id));
        // A table's empty list is a separate error.
        let is_empty = |values: &Spanned<Vec<_>>| values.value.is_empty();
        let is_reported = self.graph.strict && schema.enumeration.as_ref().is_some_and(is_empty);
        // In a table a constant of another type is one, too.
        let is_foreign = assertions::has_foreign_constant(schema);
        if is_boolean_false || is_reported || (self.graph.strict && is_foreign) {
            return;
        }
        if let Some((span, why)) = self.contradiction(schema) {
            let message = format!("no value can be valid: {why}");
            let help = "correct one of the two; until then nothing can be read as this type";
            self.report_never(span, &message, help);
        } else if schema.boolean == Some(false) || is_foreign {
            self.report_conjunction(schema, id);
        }
    }

    /// Reports keywords, or two schemas for one value, that leave no value to each other.
    fn report_conjunction(&mut self, schema: &Schema, id: Option<SchemaId>) {
        let parts = id.and_then(|id| self.made.get(&id)).map(Vec::as_slice);
        let Some([first, .., last]) = parts else {
            let message = "no value can be valid: what is said here contradicts itself";
            let help = "the keywords, or the members of `allOf`, leave no value to each other";
            self.report_never(schema.span, message, help);
            return;
        };
        // The first one may be a base type's, which is right by itself.
        let (other, span) = (self.graph.get(*first).span, self.graph.get(*last).span);
        let message =
            "no value can be valid: another schema of the same value contradicts this one";
        if self
            .reported
            .insert((span.start, format!("{} {message}", other.start)))
        {
            let diagnostic = Diagnostic::warning("contradiction", span, message);
            let diagnostic = diagnostic.related(other, "the other one");
            let help = "correct one of the two, or what combines them";
            self.collector.add(diagnostic.help(help));
        }
    }

    /// Reports once for each location that no value can be valid.
    pub(super) fn report_never(&mut self, span: Span, message: &str, help: &str) {
        if self.reported.insert((span.start, message.to_owned())) {
            let diagnostic = Diagnostic::warning("contradiction", span, message);
            self.collector.add(diagnostic.help(help));
        }
    }

    /// Two keywords that leave no value to each other.
    fn contradiction(&mut self, schema: &Schema) -> Option<(Span, String)> {
        if let Some(found) = self.refused_values(schema) {
            return Some(found);
        }
        if let Some(why) = self.excluded(schema) {
            return Some((schema.span, why));
        }
        let why = match schema.types {
            Types::OBJECT => return self.impossible_object(schema),
            Types::ARRAY => self.impossible_array(schema),
            Types::INTEGER => self.impossible_integer(schema),
            _ => None,
        };
        why.map(|why| (schema.span, why))
    }

    /// Constants and listed values all of which other keywords refuse.
    fn refused_values(&mut self, schema: &Schema) -> Option<(Span, String)> {
        let constant = schema.assertions.iter().find_map(|one| match &one.value {
            Assertion::Const(value) => Some((vec![value.clone()], one.span)),
            _ => None,
        });
        let listed = schema.enumeration.as_ref().filter(|_| !schema.open);
        let listed = listed.map(|listed| {
            let values = listed.value.iter().map(|one| one.value.value.clone());
            (values.collect::<Vec<Value>>(), listed.span)
        });
        let (values, span) = constant.or(listed)?;
        if values.is_empty() {
            return Some((span, "the list of values is empty".to_owned()));
        }
        // That nothing is valid is known; the keywords say why.
        let mut schema = schema.clone();
        schema.boolean = None;
        let refusals = self.refusals(&schema, values.iter());
        let keywords: Vec<&str> = refusals.into_iter().collect::<Option<Option<_>>>()??;
        let (value, keyword) = values.first().zip(keywords.first().copied())?;
        let value = super::enums::shown(value);
        let why = match (keyword, values.len()) {
            ("const", 1) => format!("{value} is not the other constant"),
            (_, 1) => format!("the constant {value} breaks `{keyword}`"),
            _ => format!("each of the values breaks a keyword, the first one `{keyword}`"),
        };
        Some((span, why))
    }

    /// A `not` that excludes all that the other keywords allow.
    fn excluded(&self, schema: &Schema) -> Option<String> {
        schema.not.iter().find_map(|id| {
            let excluded = self.graph.get(*id);
            let mut rest = excluded.clone();
            let types = std::mem::take(&mut rest.types);
            let required = std::mem::take(&mut rest.required);
            let mut names = required.iter();
            let has_all_types = types.is_empty()
                || !schema.types.is_empty() && schema.types.without(types.wide()).is_empty();
            let are_required = required.is_empty()
                || schema.types == Types::OBJECT && names.all(|name| schema.requires(&name.value));
            let is_whole = rest.has_types_only() && rest.reference.is_none();
            let is_said = excluded.boolean.is_none() && !(types.is_empty() && required.is_empty());
            let is_all = is_said && is_whole && has_all_types && are_required;
            is_all.then(|| "`not` excludes all that is allowed beside it".to_owned())
        })
    }

    fn impossible_object(&mut self, schema: &Schema) -> Option<(Span, String)> {
        let required: std::collections::BTreeSet<&str> =
            schema.required.iter().map(|name| &*name.value).collect();
        let closed = schema.pattern_properties.is_empty()
            && schema.additional.is_some_and(|id| self.graph.is_never(id));
        let declared = schema.properties_by_name();
        let possible = declared
            .values()
            .filter(|id| !self.graph.is_never(**id))
            .count() as u64;
        for assertion in &schema.assertions {
            let why = match assertion.value {
                Assertion::Count(CountKeyword::MaxProperties, most)
                    if (required.len() as u64) > most =>
                {
                    format!(
                        "{} properties are required, maxProperties is {most}",
                        required.len()
                    )
                }
                Assertion::Count(CountKeyword::MinProperties, least)
                    if closed && possible < least =>
                {
                    format!("minProperties is {least}, and no more than {possible} are allowed")
                }
                _ => continue,
            };
            return Some((assertion.span, why));
        }
        let names = schema.property_names?;
        let mut budget = Budget::new();
        let refused = schema.required.iter().find(|name| {
            let value = Value::from(name.value.as_str());
            self.accepts(names, &value, &mut budget) == Some(false)
        })?;
        let why = format!(
            "`{}` must be there and breaks `propertyNames`",
            refused.value
        );
        Some((refused.span, why))
    }

    fn impossible_array(&mut self, schema: &Schema) -> Option<String> {
        let (mut least, mut most, mut is_unique) = (0, u64::MAX, false);
        for assertion in &schema.assertions {
            match assertion.value {
                Assertion::Count(CountKeyword::MinItems, n) => least = least.max(n),
                Assertion::Count(CountKeyword::MaxItems, n) => most = most.min(n),
                Assertion::UniqueItems => is_unique = true,
                _ => {}
            }
        }
        let items = schema.items.filter(|_| schema.prefix_items.is_empty());
        if let Some(Contains {
            schema: id,
            min,
            max,
        }) = schema.contains
        {
            let min = min.unwrap_or(1);
            if min > max.unwrap_or(u64::MAX) {
                return Some(format!(
                    "minContains is {min}, maxContains is {}",
                    max.unwrap_or(0)
                ));
            }
            if min > most {
                return Some(format!(
                    "{min} elements must match `contains`, maxItems is {most}"
                ));
            }
            let types = |id| self.graph.types_of(id);
            if min > 0 && items.is_some_and(|items| !types(items).wide().meets(types(id).wide())) {
                return Some("no element fits both `items` and `contains`".to_owned());
            }
        }
        let count = items
            .filter(|_| is_unique)
            .and_then(|id| self.count_of_values(id))?;
        (count < least).then(|| {
            format!("minItems is {least}, and no more than {count} elements can be different")
        })
    }

    /// How many values a schema accepts at most, if few.
    fn count_of_values(&self, id: SchemaId) -> Option<u64> {
        let schema = self.graph.get(id);
        let target = schema
            .reference
            .and_then(|at| self.graph.definitions.get(at));
        let schema = target.map_or(schema, |target| self.graph.get(target.schema));
        if let Some(listed) = schema.enumeration.as_ref().filter(|_| !schema.open) {
            return Some(listed.value.len() as u64);
        }
        match schema.types {
            Types::NULL => Some(1),
            Types::BOOLEAN => Some(2),
            _ => None,
        }
    }

    /// Bounds between which no whole number, or no multiple, lies.
    fn impossible_integer(&mut self, schema: &Schema) -> Option<String> {
        let constraints = self.constraints(schema);
        let exact = |text: &str| text.parse::<f64>().ok().filter(|n| n.abs() < EXACT);
        let (mut lows, mut highs, mut step) = (Vec::new(), Vec::new(), 1);
        for constraint in &constraints {
            match constraint {
                Constraint::Number(
                    NumberKeyword::Minimum | NumberKeyword::ExclusiveMinimum,
                    text,
                ) => {
                    let low = exact(text)?.ceil() as i64;
                    let holds = constraint.holds(&Value::from(low));
                    lows.push((text, if holds { low } else { low + 1 }));
                }
                Constraint::Number(
                    NumberKeyword::Maximum | NumberKeyword::ExclusiveMaximum,
                    text,
                ) => {
                    let high = exact(text)?.floor() as i64;
                    let holds = constraint.holds(&Value::from(high));
                    highs.push((text, if holds { high } else { high - 1 }));
                }
                Constraint::Number(NumberKeyword::MultipleOf, text) => {
                    step = text.parse().unwrap_or(step)
                }
                _ => {}
            }
        }
        let least = lows.iter().map(|(_, low)| *low).max()?;
        let most = highs.iter().map(|(_, high)| *high).min()?;
        let is_above = |low: &str, high: &str| compare_numbers(low, high).is_ge();
        let mut pairs = lows
            .iter()
            .flat_map(|low| highs.iter().map(move |high| (low, high)));
        if pairs.any(|(low, high)| is_above(low.0, high.0)) {
            return None; // an empty range, which is reported of the type
        }
        let multiple: i64 = most.checked_sub(most.rem_euclid(step.max(1)))?;
        let what = match step {
            1 => "whole number".to_owned(),
            step => format!("multiple of {step}"),
        };
        (multiple < least).then(|| format!("no {what} lies between the bounds"))
    }
}
