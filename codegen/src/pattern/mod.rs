//! The value of a `pattern` keyword -> the program that generated code runs.
//!
//! ```yaml
//! pattern: ^[a-z0-9-]{1,63}$      # loops over characters, no dependency
//! pattern: ^(GET|POST) \S+$       # the linear-time `regex` crate, after translation
//! pattern: ^(?!-)[a-z-]+$         # the runtime's tables of look-around, after translation
//! pattern: ^(.)\1$                # needs a backtracking engine: refused or reported
//! ```
//! A pattern is an ECMA-262 regular expression (22.2.1 Patterns) that may match anywhere in the text. It is read with
//! the `u` flag; if that is not possible, by the grammar of Annex B.1.2. Either way the text is a sequence of code
//! points, as JSON Schema (core, 6.4) requires, so Annex B's matching by UTF-16 code units is not imitated: `^.$`
//! matches one emoji, and `\ud83d\ude00` is one character. Only the verdict matters, never where a match lies.
//! Properties (`\p{L}`) are those of the Unicode version that the `regex` crate has, 16 in regex 1.13; later additions
//! to a property are not in it, and properties of later versions need the backtracking engine.
//!
//! Knows nothing of schemas, files and Rust syntax.

mod ast;
mod class;
mod escape;
mod parse;
mod set;
mod simple;
#[cfg(test)]
mod tests;
mod translate;

use fieldwright_runtime::{Expression, Format};

use self::parse::Parsed;

/// How a pattern is run: with the verdict of ECMA-262 on every text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Compiled {
    /// By loops over the text.
    Simple(Simple),
    /// By an [`Expression`] of the runtime, which has been built once from this translation.
    Regex(String),
    /// Only by a backtracking engine; `reason` names the cause, for messages.
    Backtracking { reason: String },
}

/// A sequence of steps. Each takes as many characters as its class and `max` allow, and never gives one back.
///
/// - `start`: the steps run from the start of the text.
/// - neither `start` nor `end`, one step: some run of at least `min` characters is in its class (`max` equals `min`).
/// - otherwise, without `start`: the steps run from each character in turn until they match. Their `max` are bounded
///   and add up to [`MAX_WIDTH`] at most, so with `end` only that many characters at the end are tried.
/// - `end`: the steps must reach the end of the text.
/// - no steps: matches every text, or with `start` and `end` the empty text only; never `start` or `end` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Simple {
    pub(crate) start: bool,
    pub(crate) end: bool,
    pub(crate) steps: Vec<Step>,
}

/// `min` to `max` characters of one class; without `max`, any number from `min`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// Bit `c` is set if the ASCII character `c` is in the class.
    pub(crate) ascii: u128,
    /// The characters beyond ASCII that are in the class: inclusive ranges, in order, apart. At most [`MAX_RANGES`].
    pub(crate) rest: Vec<(char, char)>,
    pub(crate) min: u32,
    /// Below `u32::MAX`, which represents no bound.
    pub(crate) max: Option<u32>,
}

/// The most characters that an unanchored [`Simple`] of several steps may take.
pub(crate) const MAX_WIDTH: u32 = 64;

/// The most ranges of a [`Step`]; larger classes go to the `regex` crate, which searches them better.
pub(crate) const MAX_RANGES: usize = 16;

/// Why a pattern is not an ECMA-262 regular expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PatternError {
    /// Byte offset in the pattern.
    pub(crate) offset: usize,
    pub(crate) message: String,
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at offset {}", self.message, self.offset)
    }
}

impl std::error::Error for PatternError {}

/// Reads a pattern and selects the cheapest program that runs it exactly.
///
/// # Errors
/// If the pattern is no regular expression, with the `u` flag or without. The error is that of the
/// reading without, which is more lenient: fixing only errors of the `u` flag would not help.
pub(crate) fn compile(pattern: &str) -> Result<Compiled, PatternError> {
    let parsed = match read(pattern, true) {
        Ok(parsed) => parsed,
        Err(_) => read(pattern, false)?,
    };
    if let Some(simple) = simple::simple(&parsed.node) {
        return Ok(Compiled::Simple(simple));
    }
    let reason = match translate::translate(&parsed.node) {
        Err(reason) => reason,
        Ok(translated) => match Expression::new(&translated) {
            Ok(_) => return Ok(Compiled::Regex(translated)),
            Err(refusal) => refusal,
        },
    };
    Ok(Compiled::Backtracking { reason })
}

/// A pattern in the syntax of the `regex` crate, if that crate can run it with the same verdict.
pub(crate) fn translation(pattern: &str) -> Option<String> {
    let parsed = read(pattern, true).or_else(|_| read(pattern, false)).ok()?;
    let translated = translate::translate(&parsed.node).ok()?;
    Expression::new(&translated).is_ok().then_some(translated)
}

/// Whether a pattern that [`compile`] took matches somewhere in a text; for values in schemas, not for speed. A
/// pattern that cannot be run here is taken to match.
pub(crate) fn is_match(pattern: &str, text: &str) -> bool {
    match translation(pattern).map(|translated| Expression::new(&translated)) {
        Some(Ok(expression)) => expression.is_match(text),
        _ => true,
    }
}

/// Parses a pattern in one of the two grammars and looks up its names.
fn read(pattern: &str, unicode: bool) -> Result<Parsed<'_>, PatternError> {
    let parsed = parse::parse(pattern, unicode)?;
    for &(offset, fragment) in &parsed.named {
        // The format `regex` has the tables of Unicode's names, and is this grammar with the `u` flag.
        let is_known = match fragment.strip_prefix('(') {
            Some(_) => Format::Regex.matches(&format!("{fragment})")),
            None => Format::Regex.matches(fragment),
        };
        if !is_known {
            return Err(PatternError {
                offset,
                message: format!("`{fragment}` has no valid name"),
            });
        }
    }
    Ok(parsed)
}
