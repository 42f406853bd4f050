//! Two schemas -> the changes between them, and their impact.
//!
//! Both sides pass through the same pipeline up to the named model. Types are matched
//! ([`matching`]), their schemas are compared in pairs ([`walk`]), operations by method and path
//! ([`operations`]), Rust items by path ([`items`]). Each difference has an [`Effect`], which a
//! rule proves; otherwise a witness may prove it ([`witness`]): an instance that the evaluators of
//! both sides decide differently. A difference that neither proves is unclear.
//!
//! Knows no tokens and no files.

mod access;
mod aliases;
mod alternatives;
mod apart;
mod arrays;
mod assertions;
mod attribution;
mod change;
mod constants;
mod definitions;
mod difference;
mod equal;
mod items;
mod leftover;
mod lifted;
mod matching;
mod objects;
mod operations;
mod parameter_groups;
mod renames;
mod report;
mod response_headers;
mod rules;
mod rust;
mod scalars;
mod side;
mod verdict;
mod view;
mod walk;
mod witness;

pub use change::{Change, Comparison, FailOn, Impact, Location, RustImpact, Verdict, Witness};
pub use report::ReportFormat;
pub(crate) use side::Side;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Sources;
use change::Found;
use matching::Matching;

/// Compares two schemas. `progress` receives the number of each change, and their total.
pub(crate) fn compare(
    mut old: Side,
    mut new: Side,
    progress: &dyn Fn(usize, usize),
) -> Vec<Change> {
    constants::listed(&mut old, &mut new);
    let (old, new) = (&old, &new);
    let matching = Matching::of(old, new);
    let mut found: Vec<Found> = walk::schemas(old, new, &matching);
    found.extend(definitions::indirect(old, new, &matching, &found));
    found.extend(definitions::definitions(old, new, &matching));
    found.extend(operations::operations(old, new, &matching));
    let differences = rust::differences(old, new, &matching);
    verdict::changes((old, new), &matching, (&found, progress), differences)
}

/// The changes of all inputs, with their locations, and warnings about the new side.
pub(crate) fn comparison(
    mut changes: Vec<Change>,
    warnings: Vec<Diagnostic>,
    sources: Sources,
) -> Comparison {
    for change in &mut changes {
        change.locate(&sources);
    }
    Comparison::new(changes, Diagnostics::new(warnings, sources))
}
