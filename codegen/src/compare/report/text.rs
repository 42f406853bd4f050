//! A report for people.

use std::collections::BTreeMap;

use super::verdict_lines;
use crate::compare::change::{Change, Comparison, Location};
use crate::diagnostic::visible;

pub(super) fn render(comparison: &Comparison, few: usize) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let folds = |change: &Change| change.severity() == "compatible" && change.help.is_none();
    for change in comparison.changes().iter().filter(|c| folds(c)) {
        *counts.entry(change.code).or_default() += 1;
    }
    counts.retain(|_, count| *count > few);
    let is_folded = |change: &Change| folds(change) && counts.contains_key(change.code);
    let mut out = String::new();
    for change in comparison
        .changes()
        .iter()
        .filter(|change| !is_folded(change))
    {
        out.push_str(&one(change));
        out.push('\n');
    }
    for (code, count) in &counts {
        let mut same = comparison
            .changes()
            .iter()
            .filter(|c| c.code == *code && folds(c));
        if let Some(first) = same.next() {
            let here = first.new.as_ref().or(first.old.as_ref());
            let here = here
                .map(|l| format!(" at {}", shown(l)))
                .unwrap_or_default();
            let message = visible(&first.message);
            out.push_str(&format!(
                "compatible[{code}]: {count} places; the first{here}: {message} (-v shows all)\n"
            ));
        }
    }
    if !counts.is_empty() {
        out.push('\n');
    }
    out.push_str(&comparison.summary());
    out.push('\n');
    out
}

fn one(change: &Change) -> String {
    let mut out = format!(
        "{}[{}]: {}\n",
        change.severity(),
        change.code,
        visible(&change.message)
    );
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => {
            out.push_str(&format!("  --> {} (was {})\n", shown(new), shown(old)));
        }
        (None, Some(new)) => out.push_str(&format!("  --> {}\n", shown(new))),
        (Some(old), None) => out.push_str(&format!("  --> was {}\n", shown(old))),
        (None, None) => {}
    }
    for line in verdict_lines(change) {
        out.push_str(&format!("  {}\n", visible(&line)));
    }
    let path = change.rust_path.as_deref().map(|path| format!(" `{path}`"));
    let path = path.unwrap_or_default();
    match change.rust.words() {
        Some(words) => {
            let name = change.rust.name();
            out.push_str(&format!(
                "  Rust{}: {name}: {}\n",
                visible(&path),
                visible(words)
            ));
        }
        None => out.push_str(&format!("  Rust{}: none\n", visible(&path))),
    }
    if let Some(help) = &change.help {
        out.push_str(&format!("  help: {}\n", visible(help)));
    }
    out
}

fn shown(location: &Location) -> String {
    let position = location.position;
    format!(
        "{}:{}:{}",
        visible(&location.file),
        position.line,
        position.column
    )
}
