//! The keywords for objects -> [`Objects`], rules among them.

use std::collections::HashMap;

use super::super::SchemaError;
use super::super::keys::Keys;
use super::super::program::{Objects, Rule, Slot};
use super::keywords::Keywords;
use super::{Compiler, below};
use crate::rules::RuleWords;
use crate::{Map, RuleKind, Severity, Types, Value};

/// The names in keywords, each with its assertions.
#[derive(Default)]
struct Names {
    index: HashMap<Box<str>, u32>,
    names: Vec<Box<str>>,
    slots: Vec<Slot>,
}

impl Names {
    fn slot(&mut self, name: &str) -> u32 {
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        let index = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.index.insert(name.into(), index);
        self.names.push(name.into());
        self.slots.push(Slot::default());
        index
    }

    fn slot_mut(&mut self, name: &str) -> Option<&mut Slot> {
        let index = self.slot(name) as usize;
        self.slots.get_mut(index)
    }
}

impl<'d> Compiler<'d> {
    pub(super) fn objects(
        &mut self,
        words: &Keywords<'d, '_>,
    ) -> Result<Option<Objects>, SchemaError> {
        let mut names = Names::default();
        let base = below(words.pointer, "properties");
        for (name, schema) in words.object("properties")?.into_iter().flatten() {
            let child = self.subschema(below(&base, name), schema);
            if let Some(slot) = names.slot_mut(name) {
                slot.schema = Some(child);
            }
        }
        let mut required = 0;
        for name in words.array("required")?.unwrap_or_default() {
            let name = name.as_str();
            let name = name.ok_or_else(|| words.wrong("required", "names of properties"))?;
            if let Some(slot) = names.slot_mut(name)
                && !slot.required
            {
                slot.required = true;
                required += 1;
            }
        }
        let mut patterns = Vec::new();
        let base = below(words.pointer, "patternProperties");
        for (source, schema) in words.object("patternProperties")?.into_iter().flatten() {
            let at = below(&base, source);
            let pattern = self.pattern(&at, source)?;
            patterns.push((pattern, self.subschema(at, schema)));
        }
        let rules = self.rules(words, &mut names)?;
        let dependent_required = dependent_required(words, &rules, &mut names)?;
        let mut dependent_schemas = Vec::new();
        let base = below(words.pointer, "dependentSchemas");
        for (name, schema) in words.object("dependentSchemas")?.into_iter().flatten() {
            let child = self.subschema(below(&base, name), schema);
            dependent_schemas.push((names.slot(name), child));
        }
        let objects = Objects {
            counts: words.counts(Types::OBJECT)?,
            keys: Keys::new(names.names),
            slots: names.slots.into(),
            required,
            patterns: patterns.into(),
            additional: self.one(words, "additionalProperties"),
            names: self.one(words, "propertyNames"),
            dependent_required: dependent_required.into(),
            dependent_schemas: dependent_schemas.into(),
            rules: rules.into(),
            unevaluated: self.one(words, "unevaluatedProperties"),
            free: false,
            plain: false,
            mask: 0,
        };
        let some = !objects.counts.is_empty()
            || !objects.keys.is_empty()
            || !objects.patterns.is_empty()
            || objects.additional.is_some()
            || objects.names.is_some()
            || !objects.rules.is_empty()
            || objects.unevaluated.is_some();
        Ok(some.then_some(objects))
    }

    /// `x-fieldwright-rules`, as the generator prints them.
    fn rules(
        &mut self,
        words: &Keywords<'d, '_>,
        names: &mut Names,
    ) -> Result<Vec<Rule>, SchemaError> {
        const KEYWORD: &str = "x-fieldwright-rules";
        let wrong = || words.wrong(KEYWORD, "rules as fieldwright prints them");
        let values = words.array(KEYWORD)?.unwrap_or_default();
        // Rules that are functions are about Rust values.
        let is_function = |value: &&Value| value.get(RuleKind::Check.name()).is_some();
        let values = values.iter().filter(|value| !is_function(value));
        let rules = values.map(|value| {
            let map = value.as_object().ok_or_else(wrong)?;
            let rule = rule(map, names).ok_or_else(wrong)?;
            self.advises |= rule.severity == Severity::Advice;
            Ok(rule)
        });
        rules.collect()
    }
}

fn rule(map: &Map<Value>, names: &mut Names) -> Option<Rule> {
    let rule = RuleWords::of(map)?;
    let fields = rule.fields.into_iter();
    Some(Rule {
        id: rule.id.into(),
        kind: rule.kind,
        fields: fields.map(|name| names.slot(name)).collect(),
        message: rule.message.into(),
        severity: rule.severity,
    })
}

/// Names as slots: if the first is present, the others must be.
type Dependent = (u32, Box<[u32]>);

/// `dependentRequired`, except the part that a rule states, too: the rule has the message.
fn dependent_required(
    words: &Keywords<'_, '_>,
    rules: &[Rule],
    names: &mut Names,
) -> Result<Vec<Dependent>, SchemaError> {
    const KEYWORD: &str = "dependentRequired";
    let wrong = || words.wrong(KEYWORD, "lists of names by name");
    let mut out = Vec::new();
    for (name, others) in words.object(KEYWORD)?.into_iter().flatten() {
        let first = names.slot(name);
        let is_in_rule = |slot: &u32| {
            rules.iter().any(|rule| {
                rule.kind == RuleKind::Requires
                    && rule.severity == Severity::Error
                    && rule.fields.first() == Some(&first)
                    && rule.fields.contains(slot)
            })
        };
        let mut slots = Vec::new();
        for other in others.as_array().ok_or_else(wrong)? {
            let slot = names.slot(other.as_str().ok_or_else(wrong)?);
            if !is_in_rule(&slot) && !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        if !slots.is_empty() {
            out.push((first, slots.into()));
        }
    }
    Ok(out)
}
