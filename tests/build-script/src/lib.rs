//! Types that are made by `build.rs`.

/// The types of `schema/person.yaml`.
pub mod person {
    fieldwright_runtime::include_schema!("person");
}
