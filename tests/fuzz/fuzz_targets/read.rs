//! Any bytes as an instance: no panic, and what is accepted is written and read back.
#![no_main]

use fieldwright_generated::connect_session_create::ConnectSessionCreate;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (value, violations) = ConnectSessionCreate::report_json(bytes);
    if let Some(value) = value.filter(|_| !violations.has_errors()) {
        let again = ConnectSessionCreate::from_json(value.to_json());
        assert_eq!(again.as_ref(), Ok(&value));
    }
});
