//! The JSON Schema Test Suite (`FIELDWRIGHT_CORPUS/json-schema-test-suite`): every schema of the
//! five drafts, evaluated by the evaluator and by generated types, printed and read again.
//!
//! How many verdicts agree is committed (`evaluator.txt`, `types.txt`; `UPDATE_CONFORMANCE=1`
//! writes them, and the README's table follows), and each that does not, with its reason
//! (`misses.txt`).

mod round_trip;
mod scores;
mod suite;
mod types;

use scores::Scores;
use suite::{groups, suite};

#[test]
fn the_evaluator_agrees() {
    let Some(suite) = suite() else { return };
    let mut scores = Scores::new("evaluator");
    for group in groups(&suite) {
        let schema = group.generator(&suite).evaluator();
        for case in &group.cases {
            let verdict = match &schema {
                Ok(schema) => Ok(schema.is_valid_json(&case.instance)),
                Err(error) => Err(error.to_string()),
            };
            scores.note(&group, case, verdict);
        }
    }
    scores.finish();
}
