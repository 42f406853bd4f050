//! A translated pattern -> a matcher: the `regex` crate or, for look-around, the programs of
//! [`crate::look`]. Both take time linear in the text.

use crate::look::Look;

/// A pattern as the generator translates it: the syntax of the `regex` crate, and look-around as ECMA-262
/// writes it (22.2.1, Assertion): `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)`.
#[derive(Debug)]
pub struct Expression(Program);

#[derive(Debug)]
enum Program {
    Regex(regex::Regex),
    Look(Box<Look>),
}

impl Expression {
    /// Builds the matcher.
    ///
    /// # Errors
    /// The error in the text, or that it takes more memory than is allowed.
    pub fn new(translated: &str) -> Result<Self, String> {
        match Look::new(translated)? {
            Some(look) => Ok(Self(Program::Look(Box::new(look)))),
            None => regex::Regex::new(translated)
                .map(|regex| Self(Program::Regex(regex)))
                .map_err(|error| refusal(&error)),
        }
    }

    /// Whether it matches somewhere in `text`.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Program::Regex(regex) => regex.is_match(text),
            Program::Look(look) => look.is_match(text),
        }
    }
}

fn refusal(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(limit) => {
            format!("its automaton is larger than the {limit} bytes that the regex crate allows")
        }
        // The message draws the translated pattern; its last line is the error.
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default();
            format!(
                "the regex crate refuses its translation ({})",
                last.trim_start_matches("error: ")
            )
        }
    }
}
