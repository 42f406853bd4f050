//! The committed module is what the document makes.

use std::path::Path;

#[test]
fn the_module_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = fieldwright::Project::load(folder.join("fieldwright.toml")).unwrap();
    let output = project.generate().unwrap();
    let drift = project.check(&output).unwrap();
    assert!(
        drift.is_empty(),
        "{drift}\nrun `fieldwright` and commit the result"
    );
}
