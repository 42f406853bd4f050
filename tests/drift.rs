//! The drift check as a test: what `cargo run -- check` does, in the test suite.

use std::path::Path;

#[test]
fn the_committed_output_is_up_to_date() {
    let project =
        fieldwright::Project::load(Path::new(env!("CARGO_MANIFEST_DIR")).join("fieldwright.toml"))
            .unwrap();
    let output = project.generate().unwrap();
    assert!(output.warnings().is_empty(), "{}", output.warnings());
    let drift = project.check(&output).unwrap();
    assert!(
        drift.is_empty(),
        "{drift}\nrun `cargo run` and commit the result"
    );
}
