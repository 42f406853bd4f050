//! Differences in Rust that no change of the schema explains -> separate changes.

use super::attribution::listed;
use super::change::{Change, Found, RustDifference, RustImpact};
use super::verdict::Decider;

impl Decider<'_> {
    /// The changes: one for the types that changed documentation separates, one for added maps of
    /// undeclared properties, one for removed ones, and one for each other difference.
    pub(super) fn others(&self, all: &[Found]) -> Vec<Change> {
        let mut changes = Vec::new();
        for (number, indices) in &self.parted {
            let parted = indices.iter().filter_map(|index| self.rust.get(*index));
            let parted: Vec<&RustDifference> = parted.map(|(difference, _)| difference).collect();
            let Some(mut change) = joined(&parted) else {
                continue;
            };
            // Titles of values name variants.
            let is_rename = parted.iter().all(|one| one.code == "rust-member-renamed");
            if let Some(found) = all.get(*number).filter(|_| !is_rename) {
                change.message = format!("{}, and with it which types are one", found.message);
                change.spans = found.spans;
            }
            change.help = change.help.or_else(|| {
                if is_rename {
                    return None;
                }
                let words = "equal inline types are one type where their documentation is equal, \
                     too; with `inline = \"merged\"` whatever it is";
                Some(words.to_owned())
            });
            changes.push(change);
        }
        let left = self.rust.iter().filter(|(_, is_explained)| !is_explained);
        let left: Vec<&RustDifference> = left.map(|(difference, _)| difference).collect();
        for code in ["rust-field-added", "rust-field-removed"] {
            let same = left.iter().filter(|one| one.is_rest && one.code == code);
            let same: Vec<&RustDifference> = same.copied().collect();
            changes.extend(joined(&same));
        }
        let is_of_rest = |one: &&RustDifference| {
            one.is_rest && matches!(one.code, "rust-field-added" | "rust-field-removed")
        };
        let single: Vec<&RustDifference> =
            left.into_iter().filter(|one| !is_of_rest(one)).collect();
        // Items inside an item that moved have moved with it.
        let is_inside = |one: &RustDifference, other: &RustDifference| {
            let (inner, outer) = (&one.pointers.0, &other.pointers.0);
            let is_below = |pointer: &String, around: &String| {
                let rest = pointer.strip_prefix(around.as_str());
                rest.is_some_and(|rest| rest.starts_with('/'))
            };
            let mut inner = inner.iter();
            inner.any(|pointer| outer.iter().any(|around| is_below(pointer, around)))
        };
        let moved: Vec<&RustDifference> = single
            .iter()
            .filter(|one| one.code == "rust-item-moved")
            .copied()
            .collect();
        for one in &single {
            let went = |one: &RustDifference| moved.iter().any(|other| is_inside(one, other));
            match one.code {
                "rust-item-moved" if went(one) => {}
                "rust-item-moved" => {
                    let inside = moved.iter().filter(|other| is_inside(other, one));
                    let all: Vec<&RustDifference> =
                        std::iter::once(one).chain(inside).copied().collect();
                    let mut change = joined(&all);
                    if let (Some(change), Some(words)) = (&mut change, one.impact.words()) {
                        change.message = words.to_owned();
                    }
                    changes.extend(change);
                }
                _ => changes.extend(joined(&[one])),
            }
        }
        changes
    }
}

/// The first of some differences, with the words of all.
fn joined(differences: &[&RustDifference]) -> Option<Change> {
    let first = differences.first()?;
    let words = differences.iter().filter_map(|one| one.impact.words());
    let words = listed(words.map(str::to_owned).collect());
    let mut all = differences.iter();
    let impact = match all.any(|one| matches!(one.impact, RustImpact::Breaking(_))) {
        true => RustImpact::Breaking(words),
        false => RustImpact::Literals(words),
    };
    let message = first.impact.words().unwrap_or_default();
    let message = match differences.len() - 1 {
        0 => message.to_owned(),
        1 => format!("{message}, and so for 1 other type"),
        others => format!("{message}, and so for {others} other types"),
    };
    Some(Change {
        code: first.code,
        message,
        old: None,
        new: None,
        subject: String::new(),
        rust_path: Some(first.path.clone()),
        requests: None,
        responses: None,
        rust: impact,
        help: first.help.clone(),
        level: None,
        spans: first.spans,
    })
}
