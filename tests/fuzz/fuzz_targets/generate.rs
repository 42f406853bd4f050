//! Any text as a table: no panic, and the same outcome twice.
#![no_main]

use fieldwright::Generator;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let run = || match Generator::new().text("fuzz.yaml", text).generate() {
        Ok(output) => output.artifacts().to_vec(),
        Err(diagnostics) => {
            let _ = diagnostics.to_string();
            Vec::new()
        }
    };
    assert_eq!(run(), run());
});
