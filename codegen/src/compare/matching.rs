//! Matches the types of one schema with the types of the other.
//!
//! By name; by position of the only type of a document, a body or the parameters of an operation;
//! by equal schemas; by most properties. A type matched other than by name was renamed.

use std::collections::{BTreeMap, BTreeSet};

use super::equal::Prints;
use super::side::{Side, shape};
use crate::schema::{Definition, Graph, Provenance, Role, SchemaId};

/// The types of both sides, in pairs.
pub(super) struct Matching {
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
    pub(super) old: Prints,
    pub(super) new: Prints,
}

/// How many pairs of types are compared by their properties.
const MOST_COMPARED: usize = 250_000;

impl Matching {
    pub(super) fn of(old: &Side, new: &Side) -> Self {
        let (old, new) = (&old.graph, &new.graph);
        let mut pairs = Pairs {
            to_new: vec![None; old.definitions.len()],
            to_old: vec![None; new.definitions.len()],
        };
        pairs.by_name(old, new);
        if let (Some(a), Some(b)) = (old.root, new.root) {
            pairs.add(a, b);
        }
        pairs.by_operation(old, new);
        // Types that refer to renamed types are equal once those are matched.
        for _ in 0..3 {
            if !pairs.by_equality(old, new) {
                break;
            }
        }
        pairs.by_moved_body(old, new);
        pairs.by_properties(old, new);
        let (prints_old, prints_new) = tokens(&pairs.to_new, &pairs.to_old, (old, new), false);
        Self {
            to_new: pairs.to_new,
            to_old: pairs.to_old,
            old: prints_old,
            new: prints_new,
        }
    }

    /// The matched definitions, in the order of the new side.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> {
        let olds = self.to_old.iter().enumerate();
        olds.filter_map(|(new, old)| Some(((*old)?, new)))
    }

    /// Request and response types of one side only, with the type of that direction on the other.
    pub(super) fn form_pairs(&self, old: &Graph, new: &Graph) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (index, definition) in new.definitions.iter().enumerate() {
            let whole = definition.form_of.filter(|_| self.old_of(index).is_none());
            let before = whole.and_then(|whole| self.old_of(whole));
            pairs.extend(before.map(|before| (before, index)));
        }
        for (index, definition) in old.definitions.iter().enumerate() {
            let whole = definition.form_of.filter(|_| self.new_of(index).is_none());
            let after = whole.and_then(|whole| self.new_of(whole));
            pairs.extend(after.map(|after| (index, after)));
        }
        pairs
    }

    /// The roots, if they are types that are matched with others.
    pub(super) fn root_pair(&self, old: &Graph, new: &Graph) -> Option<(usize, usize)> {
        let (old, new) = (old.root?, new.root?);
        (self.new_of(old) != Some(new)).then_some((old, new))
    }

    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.to_new.get(old).copied().flatten()
    }

    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.to_old.get(new).copied().flatten()
    }

    /// The numbers of all schemas by their shape alone.
    pub(super) fn shapes(&self, old: &Graph, new: &Graph) -> (Prints, Prints) {
        let shapes = (&shape(old), &shape(new));
        tokens(&self.to_new, &self.to_old, shapes, false)
    }

    /// Whether two schemas accept the same values, as far as the numbers show.
    pub(super) fn are_equal(&self, old: SchemaId, new: SchemaId) -> bool {
        self.old.meaning_of(old) == self.new.meaning_of(new)
    }

    /// Whether their annotations are equal, too.
    pub(super) fn say_the_same(&self, old: SchemaId, new: SchemaId) -> bool {
        self.old.words_of(old) == self.new.words_of(new)
    }
}

struct Pairs {
    to_new: Vec<Option<usize>>,
    to_old: Vec<Option<usize>>,
}

impl Pairs {
    fn add(&mut self, old: usize, new: usize) -> bool {
        match (self.to_new.get_mut(old), self.to_old.get_mut(new)) {
            (Some(a @ None), Some(b @ None)) => {
                *a = Some(new);
                *b = Some(old);
                true
            }
            _ => false,
        }
    }

    /// The definitions of both sides that have no partner yet. Parameters have the one of their
    /// operation, or none.
    fn open(&self, old: &Graph, new: &Graph) -> (Vec<usize>, Vec<usize>) {
        let open = |partners: &[Option<usize>], graph: &Graph| {
            let all = partners.iter().zip(&graph.definitions).enumerate();
            let open = all.filter(|(_, (to, definition))| {
                to.is_none() && !matches!(definition.provenance, Provenance::Parameters(_))
            });
            open.map(|(index, _)| index).collect()
        };
        (open(&self.to_new, old), open(&self.to_old, new))
    }

    fn by_name(&mut self, old: &Graph, new: &Graph) {
        let names = new.definitions.iter().enumerate();
        let names: BTreeMap<&str, usize> = names.map(|(i, d)| (d.name.value.as_str(), i)).collect();
        for (index, definition) in old.definitions.iter().enumerate() {
            if let Some(found) = names.get(definition.name.value.as_str()) {
                self.add(index, *found);
            }
        }
    }

    /// Inline bodies and parameters are named after their operations.
    fn by_operation(&mut self, old: &Graph, new: &Graph) {
        let there = stations(new);
        for (station, index) in stations(old) {
            if let Some(found) = there.get(&station) {
                self.add(index, *found);
            }
        }
    }

    /// Inline bodies that moved into a component or out of one, and are alike.
    fn by_moved_body(&mut self, old: &Graph, new: &Graph) {
        let there = bodies(new);
        for (station, a) in bodies(old) {
            let Some(b) = there.get(&station).copied() else {
                continue;
            };
            let both = (old.definitions.get(a), new.definitions.get(b));
            if let (Some(was), Some(is)) = both
                && is_inline(was) != is_inline(is)
                && likeness(
                    &property_names(old, was.schema),
                    &property_names(new, is.schema),
                )
                .is_some()
            {
                self.add(a, b);
            }
        }
    }

    /// Types with exactly one equal on either side.
    fn by_equality(&mut self, old: &Graph, new: &Graph) -> bool {
        let (olds, news) = self.open(old, new);
        if olds.is_empty() || news.is_empty() {
            return false;
        }
        let (prints_old, prints_new) = self.prints(old, new);
        let group = |graph: &Graph, prints: &Prints, open: &[usize]| {
            let mut found: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
            for index in open {
                if let Some(definition) = graph.definitions.get(*index) {
                    let meaning = prints.meaning_of(definition.schema);
                    found.entry(meaning).or_default().push(*index);
                }
            }
            found
        };
        let there = group(new, &prints_new, &news);
        let mut has_found = false;
        for (meaning, here) in group(old, &prints_old, &olds) {
            if let ([a], Some([b])) = (here.as_slice(), there.get(&meaning).map(Vec::as_slice)) {
                has_found |= self.add(*a, *b);
            }
        }
        has_found
    }

    /// Objects that share most of their properties, and more than with any other.
    fn by_properties(&mut self, old: &Graph, new: &Graph) {
        let (olds, news) = self.open(old, new);
        if olds.len().saturating_mul(news.len()) > MOST_COMPARED {
            return;
        }
        let sets = |graph: &Graph, open: &[usize]| -> Vec<(usize, BTreeSet<String>)> {
            let named = open.iter().filter_map(|index| {
                let definition = graph.definitions.get(*index)?;
                Some((*index, property_names(graph, definition.schema)))
            });
            named.filter(|(_, names)| names.len() > 1).collect()
        };
        let there = sets(new, &news);
        let mut scored = Vec::new();
        for (a, here) in sets(old, &olds) {
            for (b, names) in &there {
                scored.extend(likeness(&here, names).map(|score| (score, a, *b)));
            }
        }
        scored.sort_by_key(|(score, a, b)| (std::cmp::Reverse(*score), *a, *b));
        for (_, a, b) in scored {
            self.add(a, b);
        }
    }

    fn prints(&self, old: &Graph, new: &Graph) -> (Prints, Prints) {
        tokens(&self.to_new, &self.to_old, (old, new), true)
    }
}

/// The numbers of all schemas, where matched types are one. During matching, unmatched types count
/// as equal, so that recursive types are equal; later they count as different.
fn tokens(
    to_new: &[Option<usize>],
    to_old: &[Option<usize>],
    (old, new): (&Graph, &Graph),
    is_matching: bool,
) -> (Prints, Prints) {
    let of_none = |word: &str, index: usize| match is_matching {
        true => "?".to_owned(),
        false => format!("{word} {index}"),
    };
    let of_old = |index: usize| match to_new.get(index).copied().flatten() {
        Some(new) => format!("{new}"),
        None => of_none("old", index),
    };
    let of_new = |index: usize| match to_old.get(index).copied().flatten() {
        Some(_) => format!("{index}"),
        None => of_none("new", index),
    };
    (Prints::of(old, &of_old), Prints::of(new, &of_new))
}

/// The similarity of two objects by the names of their properties, if most are in both.
pub(super) fn likeness(here: &BTreeSet<String>, there: &BTreeSet<String>) -> Option<usize> {
    let common = here.intersection(there).count();
    let all = here.len() + there.len() - common;
    (common >= 2 && common * 10 >= all * 6).then(|| common * 1000 / all.max(1))
}

/// The properties of an object, those of the members of `allOf` included.
pub(super) fn property_names(graph: &Graph, start: SchemaId) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        let schema = graph.get(id);
        names.extend(schema.properties.iter().map(|p| p.name.value.clone()));
        open.extend(&schema.all_of);
    }
    names
}

/// A location in an operation: method, path, status or kind of parameters, media type.
type Station = (String, String, String, String);

/// The inline types of operations, by their location.
fn stations(graph: &Graph) -> BTreeMap<Station, usize> {
    located(graph, |role, definition| match role {
        Role::Parameters(_) => definition.transport.is_some(),
        _ => is_inline(definition),
    })
}

/// The types of all bodies of operations, by their location.
fn bodies(graph: &Graph) -> BTreeMap<Station, usize> {
    located(graph, |role, _| !matches!(role, Role::Parameters(_)))
}

/// The types of operations that are `wanted`, by their location.
fn located(graph: &Graph, wanted: fn(&Role, &Definition) -> bool) -> BTreeMap<Station, usize> {
    let mut found = BTreeMap::new();
    for operation in graph.whole_operations() {
        for part in operation.parts {
            let index = part.definition.unwrap_or(usize::MAX);
            let Some(definition) = graph.definitions.get(index) else {
                continue;
            };
            let is_wanted = wanted(&part.role, definition);
            let place = match part.role {
                Role::Parameters(word) => word.to_owned(),
                Role::Request => "request".to_owned(),
                Role::Response(status) => status,
            };
            if is_wanted {
                let (method, path) = (operation.method.clone(), template(&operation.path));
                let station = (method, path, place, part.media);
                found.entry(station).or_insert(index);
            }
        }
    }
    found
}

fn is_inline(definition: &Definition) -> bool {
    definition.provenance == Provenance::Inline
}

/// A path without the names of its parameters.
pub(super) fn template(path: &str) -> String {
    let mut out = String::new();
    let mut is_inside = false;
    for c in path.chars() {
        match c {
            '{' => {
                is_inside = true;
                out.push_str("{}");
            }
            '}' => is_inside = false,
            c if !is_inside => out.push(c),
            _ => {}
        }
    }
    out
}
