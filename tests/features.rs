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

/// Properties are inferred from examples by the build that can.
#[test]
fn inference_names_the_feature() {
    let document = "openapi: 3.1.0\ninfo: { title: A, version: a }\ncomponents: { schemas: { A: { type: object, example: { a: 1 } } } }\n";
    let generator = Generator::new().text("a.yaml", document);
    assert!(generator.generate().is_ok());
    let said = generator.infer_from_examples(true).generate().unwrap_err();
    let said = said.to_string();
    assert!(said.contains("error[missing-feature]"), "{said}");
    assert!(said.contains("features = [\"infer\"]"), "{said}");
}
