//! What is printed and read again prints the same, and means the same.

use fieldwright::{Generator, pretty};

use super::suite::{groups, suite};

#[test]
fn the_normalised_schema_is_its_own_normal_form() {
    let Some(suite) = suite() else { return };
    let (mut schemas, mut verdicts) = (0, 0);
    let mut differing = Vec::new();
    for group in groups(&suite) {
        let place = format!("{} {} / {}", group.draft, group.file, group.description);
        let generator = group.generator(&suite);
        let Ok(schema) = generator.normalised_schema() else {
            differing.push(format!("{place}: is refused"));
            continue;
        };
        let printed = pretty(&schema);
        let again = Generator::new().text("schema.json", printed.clone());
        schemas += 1;
        match again.normalised_schema() {
            Ok(schema) if pretty(&schema) == printed => {}
            Ok(schema) => differing.push(format!("{place}:\n{printed}\n{}", pretty(&schema))),
            Err(error) => differing.push(format!("{place}:\n{printed}\n{error}")),
        }
        let (Ok(first), Ok(second)) = (generator.evaluator(), again.evaluator()) else {
            differing.push(format!("{place}: does not compile"));
            continue;
        };
        for case in &group.cases {
            verdicts += 1;
            if first.is_valid_json(&case.instance) != second.is_valid_json(&case.instance) {
                differing.push(format!(
                    "{place} / {}: evaluated otherwise",
                    case.description
                ));
            }
        }
    }
    println!("round trip: {schemas} schemas print the same, {verdicts} verdicts");
    assert!(schemas > 1_500, "the suite is there");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}
