//! The keys of JSON examples -> how JSON spells names: a row whose example is an object shows the
//! names of the type it refers to. What an example shows of a field counts for that field, and the
//! case that most keys have counts for all pages of the language. A value in JSON beside a table of any
//! other document shows its names in the same way, and those of tables with the same columns.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;

use super::build::Builder;
use super::language::Language;
use super::parsed::ParsedRow;
use super::types::Type;
use super::wire::{self, WireCase};
use super::{rows, text};

/// The names in examples.
#[derive(Debug, Default)]
pub(super) struct Shown {
    cases: BTreeMap<Language, WireCase>,
    /// The keys of fields, by page and name on the page.
    keys: BTreeMap<(usize, String), String>,
    /// The case of the names of tables with the same columns.
    heads: BTreeMap<Vec<String>, WireCase>,
}

impl Shown {
    pub(super) fn case(&self, language: Language) -> Option<WireCase> {
        let own = self.cases.get(&language).copied();
        own.or_else(|| {
            // Pages of one SDK may look like those of two.
            let mut all = self.cases.values().copied();
            let first = all.next()?;
            let guessed = WireCase::of(language) != WireCase::AsIs;
            (guessed && all.all(|case| case == first)).then_some(first)
        })
    }

    pub(super) fn case_of_head(&self, head: &[String]) -> Option<WireCase> {
        self.heads.get(head).copied()
    }

    pub(super) fn key(&self, index: usize, name: &str) -> Option<&str> {
        self.keys.get(&(index, name.to_owned())).map(String::as_str)
    }
}

const CASES: [WireCase; 4] = [
    WireCase::AsIs,
    WireCase::Snake,
    WireCase::Camel,
    WireCase::Kebab,
];

impl Builder<'_> {
    /// Reads the examples of all rows; reports if they agree on no case.
    pub(super) fn see_examples(&mut self) {
        if self.options.wire_case.is_some() {
            return;
        }
        let mut shown = Shown::default();
        let mut votes: BTreeMap<Language, [usize; 4]> = BTreeMap::new();
        for (index, rows) in self.input.rows.iter().enumerate() {
            for row in rows.iter().filter(|row| row.example.contains('{')) {
                let Some(page) = row.ty.as_ref().and_then(|ty| self.object_page(index, ty)) else {
                    continue;
                };
                let example = text::words(&row.example);
                let value = fieldwright_runtime::from_json::<Value>(example.as_bytes());
                for key in value.iter().flat_map(keys) {
                    self.vote(page, key, &mut shown, &mut votes);
                }
            }
        }
        for (language, votes) in votes {
            let most = votes.iter().copied().max().unwrap_or(0);
            let best = CASES
                .iter()
                .zip(votes)
                .find(|(_, count)| *count == most && most > 0);
            let Some((case, _)) = best else { continue };
            shown.cases.insert(language, *case);
            let others: usize = votes.iter().sum::<usize>() - most;
            let (case_name, many) = (case.name(), most);
            if others > 0 {
                let message = format!(
                    "examples show names {case_name} ({many}) and in other ways ({others}); the first counts for fields that no example shows"
                );
                let help =
                    "`--wire-case` chooses for all fields, `--rename Type.field=name` for one";
                self.reports.warning("assumed-name", None, message, help);
            }
        }
        let values = self.see_samples(&mut shown);
        self.spell_values(&values);
        self.shown = shown;
    }

    /// Reads the values in JSON beside tables; returns texts in them, with the page of the type where each
    /// stands.
    fn see_samples(&self, shown: &mut Shown) -> Vec<(usize, String)> {
        let mut texts = Vec::new();
        let mut votes: BTreeMap<&[String], [usize; 4]> = BTreeMap::new();
        for (index, page) in self.input.pages.iter().enumerate() {
            if page.samples.is_empty() {
                continue;
            }
            let rows = self.input.rows.get(index).map_or(&[][..], Vec::as_slice);
            let by_key: BTreeMap<String, &ParsedRow> = rows
                .iter()
                .map(|row| (rows::bare(&row.name), row))
                .collect();
            // Of rows whose names differ only in signs, a key shows none.
            let samples = page.samples.iter().filter(|_| by_key.len() == rows.len());
            for sample in samples {
                let value = fieldwright_runtime::from_json::<Value>(sample.as_bytes());
                let Some(spelled) = value.iter().find_map(|value| spelled(value, &by_key)) else {
                    continue;
                };
                let counts = votes.entry(&page.head).or_default();
                for (row, key, text) in spelled {
                    let page = row.ty.as_ref().and_then(|ty| self.object_page(index, ty));
                    texts.extend(page.zip(text));
                    let name = row.name.clone();
                    if wire::words(&name).len() > 1
                        && let Some(at) = CASES.iter().position(|c| wire::wire(&name, *c) == key)
                        && let Some(count) = counts.get_mut(at)
                    {
                        *count += 1;
                    }
                    shown.keys.entry((index, name)).or_insert(key);
                }
            }
        }
        for (head, votes) in votes {
            let mut used = CASES.iter().zip(votes).filter(|(_, count)| *count > 0);
            if let (Some((case, _)), None) = (used.next(), used.next())
                && *case != WireCase::AsIs
            {
                shown.heads.insert(head.to_vec(), *case);
            }
        }
        texts
    }

    fn object_page(&self, index: usize, ty: &Type) -> Option<usize> {
        match ty {
            Type::Array(inner) | Type::Nullable(inner) | Type::Optional(inner, _) => {
                self.object_page(index, inner)
            }
            Type::Named(named) => {
                let path = &self.input.pages.get(index)?.path;
                let id = self.types.names.resolve(path, named)?;
                self.types.origin.get(id).copied().flatten()
            }
            _ => None,
        }
    }

    fn vote(
        &self,
        page: usize,
        key: &str,
        shown: &mut Shown,
        votes: &mut BTreeMap<Language, [usize; 4]>,
    ) {
        let language = self.language(page);
        if matches!(language, Language::Own | Language::Plain) {
            return;
        }
        let rows = self
            .input
            .rows
            .get(page)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let Some(row) = rows
            .iter()
            .find(|row| rows::bare(&row.name) == rows::bare(key))
        else {
            return;
        };
        let name = wire::unescaped(&row.name, language);
        shown
            .keys
            .entry((page, row.name.clone()))
            .or_insert_with(|| key.to_owned());
        if wire::words(name).len() < 2 {
            return;
        }
        let counts = votes.entry(language).or_default();
        if let Some(at) = CASES.iter().position(|case| wire::wire(name, *case) == key)
            && let Some(count) = counts.get_mut(at)
        {
            *count += 1;
        }
    }
}

/// A row, the key that is its name but for case and signs, and the text there.
type Spelled<'r> = (&'r ParsedRow, String, Option<String>);

/// The rows that are keys of an object. At least half of the object's keys are some, or all rows; else an
/// object in it may be meant.
fn spelled<'r>(
    value: &Value,
    by_key: &BTreeMap<String, &'r ParsedRow>,
) -> Option<Vec<Spelled<'r>>> {
    let of = |value: &Value| {
        let entries = entries(value);
        let found: Vec<Spelled<'r>> = entries
            .iter()
            .filter_map(|(key, value)| {
                let row = by_key.get(&rows::bare(key))?;
                Some((*row, (*key).to_owned(), value.as_str().map(str::to_owned)))
            })
            .collect();
        let is_whole = found.len() > 1 && found.len() == by_key.len();
        let is_most = !found.is_empty() && found.len() * 2 >= entries.len();
        (is_most || is_whole).then_some(found)
    };
    let inner = || value.as_object()?.iter().find_map(|(_, inner)| of(inner));
    of(value).or_else(inner)
}

/// The keys of an object, or of the objects in a list.
fn keys(value: &Value) -> Vec<&str> {
    entries(value).into_iter().map(|(key, _)| key).collect()
}

fn entries(value: &Value) -> Vec<(&str, &Value)> {
    match value {
        Value::Object(map) => map.iter().collect(),
        Value::Array(items) => {
            let objects = items.iter().filter_map(Value::as_object);
            objects.flat_map(|map| map.iter()).collect()
        }
        _ => Vec::new(),
    }
}
