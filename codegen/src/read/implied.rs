//! Keywords of objects or arrays without a `type`: in OpenAPI, and with a setting, they imply the
//! type.

use fieldwright_runtime::CountKeyword;

use crate::schema::{Assertion, Schema, Types};

/// Adds the type that the keywords of a schema imply, if it names none.
pub(super) fn imply_type(schema: &mut Schema) {
    let is_whole = schema.reference.is_some() || schema.enumeration.is_some();
    if !schema.types.is_empty() || is_whole || schema.boolean.is_some() {
        return;
    }
    let of_objects = |assertion: &Assertion| {
        matches!(
            assertion,
            Assertion::Count(CountKeyword::MinProperties | CountKeyword::MaxProperties, _)
        )
    };
    let of_arrays = |assertion: &Assertion| {
        matches!(
            assertion,
            Assertion::Count(CountKeyword::MinItems | CountKeyword::MaxItems, _)
                | Assertion::UniqueItems
        )
    };
    let asserts =
        |test: &dyn Fn(&Assertion) -> bool| schema.assertions.iter().any(|a| test(&a.value));
    let is_object = !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional.is_some()
        || !schema.pattern_properties.is_empty()
        || asserts(&of_objects);
    let is_array = schema.items.is_some() || !schema.prefix_items.is_empty() || asserts(&of_arrays);
    match (is_object, is_array) {
        (true, false) => schema.types = Types::OBJECT,
        (false, true) => schema.types = Types::ARRAY,
        _ => {}
    }
}
