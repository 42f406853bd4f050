//! `[output]` -> the folder of the output, and its kind.
//!
//! ```toml
//! [output]
//! crate = "generated"         # src/, docs/ and html/ of a crate
//! ```
//!
//! or `modules = "src/models"`: `mod.rs` and the files of a module, in a crate of the user's.

use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::ConfigReader;
use crate::diagnostic::Diagnostic;

/// The folder of the output.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) folder: PathBuf,
    pub(super) is_modules: bool,
}

const KEYS: [&str; 2] = ["crate", "modules"];

impl ConfigReader<'_> {
    /// `None` if neither key is present and nothing has been reported; `file` is the whole
    /// configuration.
    pub(super) fn output(&mut self, entries: &DeTable<'_>, file: &DeTable<'_>) -> Option<Folder> {
        let mut found: Option<Folder> = None;
        // A value or a name that is reported is not reported as missing, too.
        let mut is_reported = false;
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::String(path) if KEYS.contains(&name) => {
                    if found.is_some() {
                        let message = "`crate` and `modules` cannot both be given";
                        let help = "a crate is written as a whole; a module goes into a crate of yours: remove one of them";
                        let span = self.span(key.span());
                        let diagnostic = Diagnostic::error("bad-setting", span, message);
                        self.collector.add(diagnostic.help(help));
                    }
                    found = Some(Folder {
                        folder: PathBuf::from(path.as_ref()),
                        is_modules: name == "modules",
                    });
                }
                _ if KEYS.contains(&name) => {
                    is_reported = true;
                    self.bad(value, "a path in quotes");
                }
                _ => {
                    is_reported = true;
                    self.unknown(key.span(), name, &KEYS);
                }
            }
        }
        if found.as_ref().is_some_and(|folder| folder.is_modules) {
            self.refuse_pages(file);
        }
        found.or_else(|| is_reported.then(Folder::default))
    }

    /// A module has no pages: `html = true` beside it is a mistake.
    fn refuse_pages(&mut self, file: &DeTable<'_>) {
        let tables =
            file.iter().flat_map(
                |(key, value)| match (key.get_ref().as_ref(), value.get_ref()) {
                    ("defaults", DeValue::Table(_)) => vec![value],
                    ("input", DeValue::Array(list)) => list.iter().collect(),
                    _ => Vec::new(),
                },
            );
        let entries = tables.filter_map(|table| match table.get_ref() {
            DeValue::Table(table) => Some(table.iter()),
            _ => None,
        });
        let pages = entries.flatten().filter(|(key, value)| {
            key.get_ref() == "html" && matches!(value.get_ref(), DeValue::Boolean(true))
        });
        for (key, _) in pages {
            let message = "`html` needs an output that is a crate";
            let help = "`modules` writes Rust and nothing else; `fieldwright generate INPUT --html DIR` writes the reference";
            let span = self.span(key.span());
            let diagnostic = Diagnostic::error("bad-setting", span, message);
            self.collector.add(diagnostic.help(help));
        }
    }
}
