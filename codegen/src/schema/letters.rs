//! Names by their letters alone.

/// The letters and digits of a text in lower case: `firstName` and `first_name` are alike, and
/// coincide in Rust.
pub(crate) fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
