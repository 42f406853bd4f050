//! Any text as a JSON Schema: no panic in the generator, and where it is accepted none in the
//! evaluator, whose normal form is its own.
#![no_main]

use fieldwright::{Generator, pretty};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let generator = Generator::new().text("fuzz.yaml", text).dialect("2020-12").root_name("Root");
    if let Err(diagnostics) = generator.generate() {
        let _ = diagnostics.to_string();
        return;
    }
    let Ok(schema) = generator.normalised_schema() else { return };
    let printed = pretty(&schema);
    let again = Generator::new().text("fuzz.json", printed.clone());
    if let Ok(schema) = again.normalised_schema() {
        assert_eq!(pretty(&schema), printed);
    }
    if let Ok(evaluator) = generator.evaluator() {
        for instance in ["null", "0.5", "\"a\"", "[1,[]]", "{\"a\":{\"a\":1},\"b\":[{}]}"] {
            let valid = evaluator.is_valid_json(instance);
            assert_eq!(evaluator.validate_json(instance).has_errors(), !valid);
        }
    }
});
