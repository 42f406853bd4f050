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

/// Pages are known by their names, and by their content where the name says nothing.
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
        let printed = refused(name, text);
        assert!(
            printed.contains("error[missing-feature]"),
            "{name}: {printed}"
        );
        assert!(
            printed.contains("features = [\"import\"]"),
            "{name}: {printed}"
        );
        assert!(
            !printed.contains("no-types"),
            "{name}: one fault, one error: {printed}"
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
    let printed = generator.infer_from_examples(true).generate().unwrap_err();
    let printed = printed.to_string();
    assert!(printed.contains("error[missing-feature]"), "{printed}");
    assert!(printed.contains("features = [\"infer\"]"), "{printed}");
}
