//! An object that was made -> one that keeps the rules over its properties, as far as that is a
//! matter of which ones are there.

use std::collections::BTreeSet;

use fieldwright_runtime::{Map, RuleKind, Value};

use super::conjunction::Conjunction;
use super::maker::Maker;

/// How often the rules are gone through: one may undo another.
const MOST_ROUNDS: usize = 3;

impl<'g> Maker<'g> {
    /// Adds and drops properties. Those that are `needed` stay.
    pub(super) fn keep_rules(
        &mut self,
        all: &Conjunction<'g>,
        out: &mut Map<Value>,
        needed: &BTreeSet<&str>,
        depth: usize,
    ) {
        for _ in 0..MOST_ROUNDS {
            let before = out.len();
            for (_, schema) in &all.schemas {
                for dependency in &schema.dependent_required {
                    if out.contains_key(&dependency.name.value) {
                        let others = dependency.requires.iter().map(|other| other.value.as_str());
                        self.add(all, out, others, depth);
                    }
                }
                for rule in schema.rules.iter().filter(|rule| !rule.advice) {
                    let fields: Vec<&str> = rule.fields.iter().map(|f| f.value.as_str()).collect();
                    self.keep_rule(all, out, (rule.kind, &fields), needed, depth);
                }
            }
            if out.len() == before {
                return;
            }
        }
    }

    fn keep_rule(
        &mut self,
        all: &Conjunction<'g>,
        out: &mut Map<Value>,
        (kind, fields): (RuleKind, &[&str]),
        needed: &BTreeSet<&str>,
        depth: usize,
    ) {
        let Some((first, others)) = fields.split_first() else {
            return;
        };
        let present: Vec<&str> = { fields.iter().copied() }
            .filter(|name| out.contains_key(name))
            .collect();
        let is_first = present.first() == Some(first);
        match kind {
            RuleKind::Requires if is_first => self.add(all, out, others.iter().copied(), depth),
            RuleKind::Conflicts | RuleKind::Ineffective if is_first && present.len() > 1 => {
                let drops_first = !needed.contains(first);
                let dropped = if drops_first {
                    &present[..1]
                } else {
                    &present[1..]
                };
                drop_all(out, dropped.iter().copied(), needed);
            }
            // Comparisons of two values are not made: a single value always satisfies them.
            RuleKind::Compare(_) if present.len() > 1 => {
                drop_all(out, present.iter().rev().take(1).copied(), needed);
            }
            RuleKind::AtLeastOneOf | RuleKind::ExactlyOneOf if present.is_empty() => {
                self.add(all, out, std::iter::once(*first), depth);
            }
            RuleKind::ExactlyOneOf => {
                let kept = present.iter().find(|name| needed.contains(**name));
                let kept = kept.or(present.first()).copied();
                let others = present.iter().copied().filter(|name| Some(*name) != kept);
                drop_all(out, others, needed);
            }
            _ => {}
        }
    }

    fn add<'n>(
        &mut self,
        all: &Conjunction<'g>,
        out: &mut Map<Value>,
        names: impl Iterator<Item = &'n str>,
        depth: usize,
    ) {
        for name in names {
            if !out.contains_key(name)
                && let Some(value) = self.value(&all.property(name), None, depth + 1)
            {
                out.insert(name, value);
            }
        }
    }
}

fn drop_all<'n>(
    out: &mut Map<Value>,
    names: impl Iterator<Item = &'n str>,
    needed: &BTreeSet<&str>,
) {
    for name in names.filter(|name| !needed.contains(name)) {
        out.remove(name);
    }
}
