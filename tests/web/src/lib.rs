//! How generated types are read in a web service: an extractor for axum and one for actix-web,
//! each short enough to be copied. They are not in the runtime, because its public interface
//! would then change with every major version of two frameworks.
//!
//! A handler asks for `Valid(session): Valid<ConnectSessionCreate>`; what it gets keeps its
//! schema. Otherwise the answer is 422 (400 for what is no JSON) with problem details after
//! RFC 9457: every violation with its pointer, line and column.

pub mod actix;
pub mod axum;

/// Whether a `Content-Type` is of JSON (RFC 8259 section 11, RFC 6839 section 3.1).
fn is_json(content_type: Option<&str>) -> bool {
    let essence = content_type.unwrap_or_default().split(';').next();
    let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}
