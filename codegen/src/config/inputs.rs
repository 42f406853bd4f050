//! `[[input]]` -> the inputs of a generator: one file each, or several that match a pattern.

use std::collections::BTreeSet;
use std::path::PathBuf;

use toml::de::DeValue;

use super::values::Value;
use super::{ConfigReader, globs};
use crate::diagnostic::Diagnostic;
use crate::generator::Generator;
use crate::settings::Settings;
use crate::source::Span;

impl ConfigReader<'_> {
    /// `[[input]]`: one file each, or those that match a pattern and that no other input names.
    pub(super) fn inputs(
        &mut self,
        list: &[Value<'_>],
        defaults: &Settings,
        mut generator: Generator,
    ) -> Generator {
        let inputs = list.iter().filter_map(|input| self.input(input, defaults));
        let inputs: Vec<(String, Settings, Span)> = inputs.collect();
        let is_pattern = |path: &str| globs::is_pattern(path, self.root, self.store);
        let named = inputs.iter().filter(|(path, ..)| !is_pattern(path));
        let named: BTreeSet<PathBuf> = named.map(|(path, ..)| globs::plain(path)).collect();
        for (path, settings, span) in inputs {
            if !is_pattern(&path) {
                generator = generator.configured(PathBuf::from(path), settings, span);
                continue;
            }
            match globs::matched(&path, self.root, self.store) {
                Ok(matched) => {
                    generator = generator.watching(matched.folder);
                    for file in matched
                        .files
                        .into_iter()
                        .filter(|file| !named.contains(file))
                    {
                        generator = generator.configured(file, settings.clone(), span);
                    }
                }
                Err((why, help)) => {
                    let diagnostic = Diagnostic::error("unmatched-glob", span, why);
                    self.collector.add(diagnostic.help(help));
                }
            }
        }
        generator
    }

    fn input(
        &mut self,
        input: &Value<'_>,
        defaults: &Settings,
    ) -> Option<(String, Settings, Span)> {
        let settings = self.settings(input, defaults, &["path"])?;
        let path = match input.get_ref() {
            DeValue::Table(table) => table.iter().find(|(key, _)| *key.get_ref() == "path"),
            _ => None,
        };
        match path.map(|(_, value)| (value.get_ref(), value.span())) {
            Some((DeValue::String(path), span)) => {
                Some((path.as_ref().to_owned(), settings, self.span(span)))
            }
            Some((_, _)) => {
                if let Some((_, value)) = path {
                    self.bad(value, "a path in quotes");
                }
                None
            }
            None if self.is_misspelt(input, "path") => None,
            None => {
                let span = self.span(input.span());
                let message = "this input has no `path`";
                let diagnostic = Diagnostic::error("missing-setting", span, message);
                let help = "say which schema it is: `path = \"schema/x.yaml\"`";
                self.collector.add(diagnostic.help(help));
                None
            }
        }
    }
}
