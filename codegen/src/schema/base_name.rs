//! The name of what a base type says itself.

use super::Spanned;

/// `PetBase` for what `Pet` says itself; `PetBaseFields` for `PetBase`.
pub(crate) fn base_name(name: &Spanned<String>) -> Spanned<String> {
    let has_word = name.value.to_lowercase().ends_with("base");
    let word = if has_word { "Fields" } else { "Base" };
    Spanned::new(format!("{}{word}", name.value), name.span)
}
