//! Which codes are errors and which are not reported: `[diagnostics]`, `-D`, `-W`, `-A`.

use std::collections::BTreeMap;

use super::{CHANGES, CODES, Diagnostic, Diagnostics, Severity, change_code};
use fieldwright_runtime::nearest;

/// The level of the warnings and notes of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// They are not reported.
    Allow,
    /// They are warnings.
    Warn,
    /// They are errors: nothing is written.
    Deny,
}

/// Levels of some codes, and possibly of all warnings. An error in a document stays an error
/// whatever its level.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    all: Option<Level>,
    codes: BTreeMap<String, Level>,
}

impl Levels {
    /// Sets the level of a code, or of all warnings (`warnings`); the last one counts.
    ///
    /// # Errors
    /// The nearest name, if one is near, for an unknown code.
    pub fn set(&mut self, code: &str, level: Level) -> Result<(), Option<&'static str>> {
        if code == "warnings" {
            self.all = Some(level);
            return Ok(());
        }
        if !CODES.iter().any(|known| known.name == code) && change_code(code).is_none() {
            let names = CODES.iter().map(|known| known.name);
            let names = names.chain(CHANGES.iter().map(|known| known.name));
            return Err(nearest(code, names.chain(["warnings"])));
        }
        self.codes.insert(code.to_owned(), level);
        Ok(())
    }

    /// The levels of `self`, overridden by `over`. The level of all warnings in `over` also applies
    /// to codes that are warnings in `self`.
    #[must_use]
    pub fn under(&self, over: &Self) -> Self {
        let mut both = self.clone();
        if over.all.is_some() {
            both.codes.retain(|_, level| *level != Level::Warn);
        }
        both.all = over.all.or(both.all);
        both.codes.extend(
            over.codes
                .iter()
                .map(|(code, level)| (code.clone(), *level)),
        );
        both
    }

    /// The level of a code itself.
    pub(crate) fn of_code(&self, code: &str) -> Option<Level> {
        self.codes.get(code).copied()
    }

    fn of(&self, diagnostic: &Diagnostic) -> Option<Level> {
        let own = self.codes.get(diagnostic.code).copied();
        let all = self
            .all
            .filter(|_| diagnostic.severity == Severity::Warning);
        own.or(all)
    }
}

impl Diagnostics {
    /// The same with the severities of the levels, without the allowed ones.
    #[must_use]
    pub fn leveled(mut self, levels: &Levels) -> Self {
        self.list.retain_mut(|diagnostic| {
            if diagnostic.severity == Severity::Error {
                return true;
            }
            match levels.of(diagnostic) {
                Some(Level::Allow) => return false,
                Some(Level::Warn) => diagnostic.severity = Severity::Warning,
                Some(Level::Deny) => diagnostic.severity = Severity::Error,
                None => {}
            }
            true
        });
        self
    }

    /// The same with the names of files below `folder`, which they are relative to.
    #[must_use]
    pub fn below(mut self, folder: &std::path::Path) -> Self {
        self.sources.below(folder);
        self
    }
}
