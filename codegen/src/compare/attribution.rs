//! A difference in Rust -> the change of the schema that explains it.

use std::collections::{BTreeMap, BTreeSet};

use super::apart::meant;
use super::change::{Effect, Found, RustDifference, RustImpact, Which};
use super::items::items;
use super::side::Side;
use super::verdict::Decider;
use crate::schema::{Graph, Provenance, SchemaId};
use crate::source::Span;

/// The Rust path of each item, field and variant, by its location.
pub(super) fn paths(side: &Side) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for item in items(side, &BTreeMap::new()) {
        for pointer in &item.pointers {
            for member in &item.members {
                let suffix = member
                    .suffix
                    .as_ref()
                    .map(|suffix| format!("{pointer}{suffix}"));
                let location = member.pointer.clone().or(suffix);
                if let Some(location) = location {
                    found
                        .entry(location)
                        .or_insert_with(|| item.of(&member.name));
                }
            }
        }
        for pointer in &item.pointers {
            found.insert(pointer.clone(), item.path.clone());
        }
    }
    found
}

/// The Rust name of each field, by the location of its property.
pub(super) fn fields(side: &Side) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for item in items(side, &BTreeMap::new()) {
        for (pointer, member) in item
            .pointers
            .iter()
            .flat_map(|pointer| item.members.iter().map(move |member| (pointer, member)))
        {
            let suffix = member.suffix.as_ref();
            let own = suffix.map(|suffix| format!("{pointer}{suffix}"));
            let location = member.pointer.clone().or(own);
            found.extend(location.map(|location| (location, member.name.clone())));
        }
    }
    found
}

/// How many differences in Rust are listed with one change.
const MOST_WORDS: usize = 5;

/// The changes that may add or remove variants.
const VALUES: [&str; 5] = ["alternative", "constant", "discriminator", "enum", "type"];

/// The changes of annotations, which refuse nothing and name nothing.
const WORDS: [&str; 3] = ["documentation-changed", "deprecated", "undeprecated"];

/// The first change at each location.
type Below = BTreeMap<(Which, String), usize>;

/// The change at the location of a difference, else the first one below it.
fn explaining(difference: &RustDifference, below: &Below) -> Option<usize> {
    let sides = [
        (Which::New, &difference.pointers.1),
        (Which::Old, &difference.pointers.0),
        (Which::New, &difference.types.1),
        (Which::Old, &difference.types.0),
    ];
    let places = sides
        .into_iter()
        .flat_map(|(which, list)| list.iter().map(move |pointer| (which, pointer)));
    at_or_below(below, places)
}

/// The change at one of the locations, else the first one below it.
fn at_or_below<'p>(
    below: &Below,
    mut places: impl Iterator<Item = (Which, &'p String)>,
) -> Option<usize> {
    places.find_map(|(which, pointer)| {
        let here = (which, pointer.clone());
        if let Some(number) = below.get(&here) {
            return Some(*number);
        }
        let inside = format!("{pointer}/");
        let (at, number) = below.range((which, inside.clone())..).next()?;
        (at.0 == which && at.1.starts_with(&inside)).then_some(*number)
    })
}

/// How many schemas are searched for their references.
const MOST_TARGETS: usize = 100;

/// The types of the values of a schema: the targets of its references, and of those of its members,
/// items and alternatives.
fn targets(graph: &Graph, start: SchemaId) -> Vec<SchemaId> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if !seen.insert(id) || seen.len() > MOST_TARGETS {
            continue;
        }
        let schema = graph.get(id);
        let target = schema.reference.and_then(|d| graph.definitions.get(d));
        if let Some(target) = target {
            found.push(target.schema);
            open.push(target.schema);
        }
        open.extend(schema.in_place());
        open.extend(schema.items);
        open.extend(schema.additional);
    }
    found
}

/// Some of the differences, each once.
pub(super) fn listed(all: Vec<String>) -> String {
    let mut words: Vec<String> = Vec::new();
    for one in all {
        if !words.contains(&one) {
            words.push(one);
        }
    }
    let more = words.len().saturating_sub(MOST_WORDS);
    words.truncate(MOST_WORDS);
    if more > 0 {
        words.push(format!("and {more} more"));
    }
    words.join("; ")
}

impl Decider<'_> {
    pub(super) fn index(&mut self) {
        for (index, (difference, _)) in self.rust.iter().enumerate() {
            let sides = [
                (Which::Old, &difference.pointers.0),
                (Which::New, &difference.pointers.1),
            ];
            for (which, pointers) in sides {
                for pointer in pointers {
                    let slot = self.by_pointer.entry((which, pointer.clone())).or_default();
                    slot.push(index);
                }
            }
        }
    }

    /// Finds the change that explains each difference: the one at its location; else the first one
    /// below it, or below a type that its types were shared with.
    pub(super) fn attach(&mut self, all: &[Found]) {
        let mut below: Below = BTreeMap::new();
        for (number, found) in all.iter().enumerate() {
            for index in self.explained(found) {
                self.claim(number, index);
            }
        }
        // Changes that refuse nothing come last; changes of documentation explain nothing.
        let is_silent = |found: &Found| found.effect == Effect::Same && found.property.is_none();
        let mut words: Below = BTreeMap::new();
        for of_silent in [false, true] {
            let numbered = all.iter().enumerate();
            let these = numbered.filter(|(_, one)| is_silent(one) == of_silent);
            for (number, found) in these.filter(|(_, one)| one.code != "type-added") {
                let map = match WORDS.contains(&found.code) {
                    true => &mut words,
                    false => &mut below,
                };
                let around = self.around(found).into_iter();
                for place in self.pointers(found).into_iter().chain(around) {
                    map.entry(place).or_insert(number);
                }
            }
        }
        for (place, number) in self.of_operations(all) {
            below.entry(place).or_insert(number);
        }
        for index in 0..self.rust.len() {
            let Some((difference, false)) = self.rust.get(index) else {
                continue;
            };
            // A union or condition elsewhere causes undeclared properties to be kept.
            let here = match difference.is_rest {
                true => None,
                false => explaining(difference, &below),
            };
            let because = match difference.is_rest {
                true => None,
                false => explaining(difference, &words),
            };
            let here = here
                .or_else(|| self.explained_above(index, all, &below))
                .or_else(|| self.explained_by_reference(index, &below));
            if let Some(number) = here {
                self.claim(number, index);
            } else if let Some(number) = because {
                // Equal types are one, documentation included.
                self.parted.entry(number).or_default().push(index);
                if let Some((_, is_explained)) = self.rust.get_mut(index) {
                    *is_explained = true;
                }
            }
        }
    }

    /// The pointers of types that belong to one operation, with the change of the operation.
    fn of_operations(&self, all: &[Found]) -> Vec<((Which, String), usize)> {
        let changed = all.iter().enumerate().filter_map(|(number, found)| {
            let is_it = matches!(found.code, "operation-removed" | "operation-renamed");
            found.spans.0.filter(|_| is_it).map(|span| (span, number))
        });
        let changed: BTreeMap<Span, usize> = changed.collect();
        if changed.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for operation in self.old.graph.whole_operations() {
            let Some(number) = changed.get(&operation.span) else {
                continue;
            };
            let definitions = operation.parts.iter().filter_map(|part| part.definition);
            for index in definitions {
                let definition = self.old.graph.definitions.get(index);
                let own = definition.filter(|d| d.provenance != Provenance::Named);
                let pointer = own.and_then(|d| self.pointer(Which::Old, d.schema));
                found.extend(pointer.map(|pointer| ((Which::Old, pointer), *number)));
            }
        }
        found
    }

    /// The change of a type that the schema at a difference refers to.
    fn explained_by_reference(&self, index: usize, below: &Below) -> Option<usize> {
        let (difference, false) = self.rust.get(index)? else {
            return None;
        };
        let is_of_types = difference.code.starts_with("rust-variant")
            || matches!(difference.code, "rust-type-changed" | "rust-kind-changed");
        if !is_of_types {
            return None;
        }
        let sides = [
            (Which::New, &difference.pointers.1),
            (Which::Old, &difference.pointers.0),
        ];
        sides.into_iter().find_map(|(which, pointers)| {
            let side = self.side(which);
            let found = pointers.iter().filter_map(|pointer| side.at(pointer));
            let targets: Vec<String> = found
                .flat_map(|id| targets(&side.graph, id))
                .filter_map(|id| self.pointer(which, id))
                .collect();
            at_or_below(below, targets.iter().map(|pointer| (which, pointer)))
        })
    }

    /// The change of the enclosing schema that removed or moved an item.
    fn explained_above(&self, index: usize, all: &[Found], below: &Below) -> Option<usize> {
        let (difference, false) = self.rust.get(index)? else {
            return None;
        };
        if !matches!(difference.code, "rust-item-removed" | "rust-item-moved") {
            return None;
        }
        let is_whole = |number: &usize| {
            let code = all.get(*number).map_or("", |found| found.code);
            let mut attached = self.attached.get(number).into_iter().flatten();
            let is_other_kind = |at: &usize| {
                let found = self.rust.get(*at);
                found.is_some_and(|(difference, _)| difference.code == "rust-kind-changed")
            };
            code.ends_with("-removed")
                || code.ends_with("-renamed")
                || code.starts_with("alternative")
                || code == "type-changed"
                || attached.any(is_other_kind)
        };
        difference.pointers.0.iter().find_map(|pointer| {
            let mut around = pointer.as_str();
            while let Some((shorter, _)) = around.rsplit_once('/') {
                around = shorter;
                let found = below.get(&(Which::Old, around.to_owned()));
                if let Some(number) = found.filter(|number| is_whole(number)) {
                    return Some(*number);
                }
            }
            None
        })
    }

    fn claim(&mut self, number: usize, index: usize) {
        let list = self.attached.entry(number).or_default();
        if !list.contains(&index) {
            list.push(index);
        }
        if let Some((_, is_explained)) = self.rust.get_mut(index) {
            *is_explained = true;
        }
    }

    /// The pointers of a finding in the normalised schemas.
    fn pointers(&self, found: &Found) -> Vec<(Which, String)> {
        let sides = [(Which::Old, found.schemas.0), (Which::New, found.schemas.1)];
        let known = sides.into_iter().filter_map(|(which, schema)| {
            let mut pointer = self.pointer(which, schema?)?;
            let before = found.before.as_ref().filter(|_| which == Which::Old);
            if let Some(name) = before.or(found.property.as_ref()) {
                pointer.push_str("/properties");
                crate::schema::push_token(&mut pointer, name);
            }
            Some((which, pointer))
        });
        known.collect()
    }

    /// The pointers of the schema that has the added or removed part of a finding.
    fn around(&self, found: &Found) -> Vec<(Which, String)> {
        let sides = [
            (Which::Old, found.schemas.0, found.around.0),
            (Which::New, found.schemas.1, found.around.1),
        ];
        let missing = sides.into_iter().filter(|(_, own, _)| own.is_none());
        let known =
            missing.filter_map(|(which, _, around)| Some((which, self.pointer(which, around?)?)));
        known.collect()
    }

    /// The differences at the location of a change.
    fn explained(&self, found: &Found) -> Vec<usize> {
        let is_of_words = WORDS.contains(&found.code);
        if is_of_words || matches!(found.code, "direction-changed" | "type-added") {
            return Vec::new();
        }
        let pointers = self.pointers(found);
        let claimed = pointers
            .iter()
            .flat_map(|(which, pointer)| self.claimed(*which, pointer, found));
        self.own_variants(found, claimed.collect())
    }

    /// Of an added or removed alternative, the variant of this one, if it has a type.
    fn own_variants(&self, found: &Found, mut claimed: Vec<usize>) -> Vec<usize> {
        let (which, alternative) = match (found.code, found.schemas) {
            ("alternative-added", (None, Some(id))) => (Which::New, id),
            ("alternative-removed", (Some(id), None)) => (Which::Old, id),
            _ => return claimed,
        };
        let graph = &self.side(which).graph;
        let ids = [alternative, meant(graph, alternative)];
        let own: Vec<String> = ids
            .iter()
            .filter_map(|id| self.pointer(which, *id))
            .collect();
        let variant = |index: &usize| {
            let (difference, _) = self.rust.get(*index)?;
            let types = match which {
                Which::Old => &difference.types.0,
                Which::New => &difference.types.1,
            };
            difference.code.starts_with("rust-variant").then_some(types)
        };
        let is_own = |index: &usize| {
            variant(index).is_some_and(|types| types.iter().any(|one| own.contains(one)))
        };
        if claimed.iter().any(is_own) {
            claimed.retain(|index| variant(index).is_none() || is_own(index));
        }
        claimed
    }

    /// The differences in Rust that a change causes, the help, and the Rust path.
    pub(super) fn rust_of(
        &self,
        number: usize,
        found: &Found,
    ) -> (RustImpact, Option<String>, Option<String>) {
        let mut impact = RustImpact::None;
        let (mut help, mut path) = (None, None);
        let mut words: Vec<String> = Vec::new();
        if let Some(messages) = &found.messages {
            impact = messages.rust.clone();
            words.extend(impact.words().map(str::to_owned));
        }
        let attached = self.attached.get(&number);
        for index in attached.into_iter().flatten() {
            let Some((difference, _)) = self.rust.get(*index) else {
                continue;
            };
            words.extend(difference.impact.words().map(str::to_owned));
            if matches!(difference.impact, RustImpact::Breaking(_)) || impact == RustImpact::None {
                impact = difference.impact.clone();
            }
            help = help.or_else(|| difference.help.clone());
            path = path.or_else(|| Some(difference.path.clone()));
        }
        let words = listed(words);
        let impact = match impact {
            RustImpact::None => RustImpact::None,
            RustImpact::Literals(_) => RustImpact::Literals(words),
            RustImpact::Breaking(_) => RustImpact::Breaking(words),
        };
        (impact, help, self.rust_path(found).or(path))
    }

    fn pointer(&self, which: Which, id: SchemaId) -> Option<String> {
        let side = self.side(which);
        side.pointers.get(&side.graph, id)
    }

    /// The differences at a pointer, at an alternative of it, or at the enclosing field.
    fn claimed(&self, which: Which, pointer: &str, found: &Found) -> Vec<usize> {
        let fits = |index: &usize| {
            let Some((difference, _)) = self.rust.get(*index) else {
                return false;
            };
            let is_variant = difference.code.starts_with("rust-variant")
                && found.property.is_none()
                && VALUES.iter().any(|prefix| found.code.starts_with(prefix));
            match (&found.member, &difference.member) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => !difference.is_item,
                (None, Some(_)) => is_variant,
                (None, None) => true,
            }
        };
        let exact = |pointer: &str| -> Vec<usize> {
            let found = self.by_pointer.get(&(which, pointer.to_owned()));
            found.into_iter().flatten().copied().filter(fits).collect()
        };
        let mut claimed = exact(pointer);
        for alternatives in ["anyOf", "oneOf"] {
            for index in 0..2 {
                claimed.extend(exact(&format!("{pointer}/{alternatives}/{index}")));
            }
        }
        // A change inside a field without a separate type is one of that field.
        let mut around = pointer;
        while claimed.is_empty() {
            let Some((shorter, token)) = around.rsplit_once('/') else {
                break;
            };
            let is_inside = matches!(token, "items" | "additionalProperties")
                || token.bytes().all(|b| b.is_ascii_digit())
                || matches!(token, "anyOf" | "oneOf" | "allOf" | "prefixItems");
            if !is_inside {
                break;
            }
            around = shorter;
            let fields = exact(around);
            claimed.extend(fields.into_iter().filter(|index| {
                self.rust
                    .get(*index)
                    .is_some_and(|(difference, _)| !difference.is_item)
            }));
        }
        claimed
    }

    /// The previous Rust name of the field of a renamed property, if it differs.
    pub(super) fn field_before(&self, found: &Found) -> Option<&str> {
        found.before.as_ref()?;
        let pointers = self.pointers(found);
        let at = |wanted: Which| pointers.iter().find(|(which, _)| *which == wanted);
        let [old, new] = &self.fields;
        let was = old.get(&at(Which::Old)?.1)?;
        let is = at(Which::New).and_then(|(_, pointer)| new.get(pointer));
        (is != Some(was)).then_some(was)
    }

    /// The Rust path of the location of a change, or of its enclosing item.
    fn rust_path(&self, found: &Found) -> Option<String> {
        let mut pointers = self.pointers(found);
        pointers.reverse(); // the new side first
        pointers.iter().find_map(|(which, pointer)| {
            let [old, new] = &self.paths;
            let paths = match which {
                Which::Old => old,
                Which::New => new,
            };
            let mut around = pointer.as_str();
            loop {
                if let Some(path) = paths.get(around) {
                    return Some(path.clone());
                }
                around = around.rsplit_once('/')?.0;
            }
        })
    }
}
