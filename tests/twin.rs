//! One type as a field table and as an OpenAPI document: both give the same, so that neither
//! reader means something else by the same words.

use std::path::Path;

use fieldwright::{Generator, Output};

const TABLE: &str = "schema/connect_session_create.yaml";
const TWIN: &str = "schema/connect_session_create.openapi.yaml";

fn generator(path: &str) -> Generator {
    // Under the same name: it stands in headers, and modules are named after it.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    Generator::new()
        .text("twin.yaml", std::fs::read_to_string(path).unwrap())
        .nullable_optional(fieldwright::NullableOptional::Option)
        .builders(true)
        .html(true)
}

fn output(path: &str) -> Output {
    let output = generator(path).generate();
    output.unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

#[test]
fn both_give_the_same_files() {
    let (table, twin) = (output(TABLE), output(TWIN));
    assert!(table.warnings().is_empty() && twin.warnings().is_empty());
    let paths = |output: &Output| {
        let artifacts = output.artifacts().iter();
        artifacts.map(|a| a.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(paths(&table), paths(&twin));
    assert!(paths(&table).contains(&"src/twin.rs".to_owned()));
    assert!(paths(&table).contains(&"docs/twin.md".to_owned()));
    // Types of a field table have more functions and derives than those of a document.
    let plain = |text: &str| {
        [" table", " inline", ", PartialOrd, Ord"]
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, ""))
    };
    for (one, other) in table.artifacts().iter().zip(twin.artifacts()) {
        assert_eq!(plain(&one.contents), plain(&other.contents), "{}", one.path);
    }
}

#[test]
fn both_mean_the_same_schema() {
    let schema = |path: &str| {
        let schema = generator(path).normalised_schema();
        fieldwright::pretty(&schema.unwrap())
    };
    assert_eq!(schema(TABLE), schema(TWIN));
}
