//! Values in JSON beside tables -> how JSON spells the values of enums of which the pages have names
//! alone: `Regular` is `REGULAR`. One spelling counts for all of them.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::build::{Builder, Info};
use super::page::Body;
use super::wire::{WireCase, wire, words};

/// A name as a value.
type Spell = fn(&str) -> String;

/// Ways to spell values, and what messages call them.
const SPELLINGS: [(&str, Spell); 4] = [
    ("as their names", |name| name.to_owned()),
    ("in capitals", |name| words(name).join("_").to_uppercase()),
    ("in snake case", |name| wire(name, WireCase::Snake)),
    ("in kebab case", |name| wire(name, WireCase::Kebab)),
];

impl Builder<'_> {
    /// Spells the values of such enums as texts that stand where one is expected; each has the page of
    /// its enum.
    pub(super) fn spell_values(&mut self, shown: &[(usize, String)]) {
        let is_named = |page: &usize| {
            let page = self.input.pages.get(*page);
            page.is_some_and(|page| {
                !page.head.is_empty() && matches!(page.body, Body::Values { .. })
            })
        };
        let origins = self.types.origin.iter().enumerate();
        let enums: BTreeMap<usize, usize> = origins
            .filter_map(|(id, page)| Some((page.filter(is_named)?, id)))
            .collect();
        let mut counts = [0usize; SPELLINGS.len()];
        for (page, text) in shown {
            let id = enums.get(page).and_then(|id| self.types.infos.get(*id));
            let Some(Info::Enum(info)) = id else { continue };
            let value = info.alike(text).and_then(|at| info.values.get(at));
            let Some(name) = value.and_then(|value| value.value.as_str()) else {
                continue;
            };
            let spelled = SPELLINGS.iter().position(|(_, spell)| spell(name) == *text);
            if let Some(count) = spelled.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        let mut used = SPELLINGS.iter().zip(counts).filter(|(_, count)| *count > 0);
        let (Some(((way, spell), _)), None) = (used.next(), used.next()) else {
            return;
        };
        for (page, id) in enums {
            let Some(Info::Enum(info)) = self.types.infos.get_mut(id) else {
                continue;
            };
            let mut is_changed = false;
            for value in &mut info.values {
                let spelled = value.value.as_str().map(spell);
                if let Some(text) =
                    spelled.filter(|text| Some(text.as_str()) != value.value.as_str())
                {
                    value.value = Value::from(text.as_str());
                    is_changed = true;
                }
            }
            let Some(page) = self.input.pages.get(page).filter(|_| is_changed) else {
                continue;
            };
            let message =
                format!("has values that are spelled {way}, as examples show such values");
            let help = "correct the values in the table where JSON spells them otherwise";
            self.reports.assumed(
                "assumed-values",
                Some(page.span),
                &page.title,
                message,
                help,
            );
        }
    }
}
