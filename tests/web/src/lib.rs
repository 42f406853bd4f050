//! How generated types are read in a web service: extractors for axum and for actix-web, each
//! short enough to be copied. They are not in the runtime, because its public interface
//! would then change with every major version of two frameworks.
//!
//! A handler asks for `Valid(session): Valid<ConnectSessionCreate>`, `Query(query): Query<ListPetsQuery>`,
//! `Path(path): Path<GetPetPath>` or `Header(headers): Header<ListPetsHeaders>`; what it gets keeps its
//! schema. Otherwise the answer is 422 (400 for what is no JSON) with problem details after
//! RFC 9457: every violation with its pointer, and of bodies with line and column.

pub mod actix;
pub mod axum;

/// A document for the example in `tests/pets.rs`.
pub mod pets {
    fieldwright_runtime::include_schema!("pets");
}

/// Whether a `Content-Type` is of JSON (RFC 8259 section 11, RFC 6839 section 3.1).
fn is_json(content_type: Option<&str>) -> bool {
    let essence = content_type.unwrap_or_default().split(';').next();
    let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json"
        || (essence.starts_with("application/") && essence.ends_with("+json"))
}
