//! Any text as a pattern and any text as an instance: no panic, and `from_json` of a literal is
//! reading it and evaluating it.
#![no_main]

use fieldwright::Generator;

libfuzzer_sys::fuzz_target!(|texts: (&str, &str)| {
    let (pattern, instance) = texts;
    let quoted = |text: &str| fieldwright::pretty(&fieldwright_runtime::Value::from(text));
    let schema = format!(
        r#"{{"$schema":"https://json-schema.org/draft/2020-12/schema","title":"Root","type":"string","pattern":{}}}"#,
        quoted(pattern)
    );
    let generator = Generator::new().text("a.json", schema);
    let Ok(evaluator) = generator.evaluator() else { return };
    let instance = quoted(instance);
    let valid = evaluator.is_valid_json(&instance);
    assert_eq!(evaluator.validate_json(&instance).has_errors(), !valid);
    assert!(generator.generate().is_ok(), "what is evaluated is generated: {pattern:?}");
});
