//! What both frameworks must answer.

use fieldwright_generated::fieldwright_runtime::{Value, from_json};

pub(crate) const VALID: &str = r#"{"origin_owner_id": "owner-1", "origin_owner_name": "Acme"}"#;

pub(crate) const BROKEN: &str = "{\"origin_owner_id\": 5,\n \"provider_version\": \"1\"}";

/// Status, media type and body of the answer to [`BROKEN`].
pub(crate) fn is_refused(status: u16, content_type: &str, body: &[u8]) {
    assert_eq!((status, content_type), (422, "application/problem+json"));
    let problem: Value = from_json(body).unwrap();
    assert_eq!(problem.get("status").and_then(Value::as_i64), Some(422));
    let errors = problem.get("errors").and_then(Value::as_array).unwrap();
    let reported: Vec<String> = errors
        .iter()
        .map(|error| {
            let of = |name: &str| error.get(name).unwrap().to_string();
            format!(
                "{}:{} {} {}",
                of("line"),
                of("column"),
                of("pointer"),
                of("code")
            )
        })
        .collect();
    assert_eq!(
        reported,
        [
            r##"1:1 "#" "required""##,
            r##"1:1 "#" "requires""##,
            r##"1:21 "#/origin_owner_id" "type""##,
        ]
    );
}
