//! What a build without features says of an input that needs one: `.ci/run` runs it with
//! `--no-default-features`.

#![cfg(not(feature = "import"))]

use fieldwright::Generator;

fn refused(name: &str, text: &str) -> String {
    match Generator::new().text(name, text).generate() {
        Ok(_) => panic!("{name} was read"),
        Err(wrong) => wrong.to_string(),
    }
}

/// Pages are told by their names, and by their content where the name says nothing.
#[test]
fn pages_name_the_feature() {
    let rows = "# Pet\n\n| Field | Type |\n|---|---|\n| name | string |\n";
    let html = "<h1>Pet</h1><table><tr><th>Field</th><th>Type</th></tr></table>";
    for (name, text) in [
        ("pet.md", rows),
        ("pet.txt", rows),
        ("pet", rows),
        ("pet.wiki", html),
        ("pet.csv", "Field,Type\nname,string\n"),
        ("pet.xlsx", ""),
        ("pet.bin", "PK\u{3}\u{4}"),
    ] {
        let said = refused(name, text);
        assert!(said.contains("error[missing-feature]"), "{name}: {said}");
        assert!(said.contains("features = [\"import\"]"), "{name}: {said}");
        assert!(
            !said.contains("no-types"),
            "{name}: one fault, one error: {said}"
        );
    }
    let table = "fieldwright: 1\ntypes:\n  Pet:\n    description: |\n      | Field | Type |\n      |---|---|\n    fields: { name: string }\n";
    assert!(Generator::new().text("pet.yaml", table).generate().is_ok());
}
