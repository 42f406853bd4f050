//! Patterns that need more than steps over characters: translated by the generator for the linear-time `regex` crate.

use std::sync::OnceLock;

use super::{Pattern, Program};
use crate::Expression;

/// A translated pattern, built at its first use.
#[derive(Debug)]
pub(super) struct Translated {
    text: &'static str,
    compiled: OnceLock<Option<Expression>>,
}

/// A pattern that runs as `translated`, as [`Expression`] reads it; built at its first use.
#[must_use]
pub const fn regex(source: &'static str, translated: &'static str) -> Pattern {
    Pattern {
        source,
        program: Program::Translated(Translated {
            text: translated,
            compiled: OnceLock::new(),
        }),
        matches,
    }
}

fn matches(pattern: &Pattern, text: &str) -> bool {
    let Program::Translated(translated) = &pattern.program else {
        return false;
    };
    let build = || Expression::new(translated.text).ok();
    let regex = translated.compiled.get_or_init(build);
    regex.as_ref().is_some_and(|regex| regex.is_match(text))
}
