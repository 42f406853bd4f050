//! Errors of whole inputs -> diagnostics: files that cannot be read, missing features, two modules
//! of one name.

use super::Module;
use crate::diagnostic::{Collector, Diagnostic};
use crate::read;
use crate::settings::{SETTINGS, Settings};
use crate::source::{LoadError, Loader, SourceId, Span, near};

/// Settings that need a missing feature.
pub(super) fn missing_features(settings: &Settings) -> impl Iterator<Item = Diagnostic> {
    SETTINGS.iter().filter_map(|setting| {
        let feature = setting.missing_feature(settings)?;
        let what = format!("`{}`", setting.name);
        Some(Diagnostic::missing_feature(&what, feature, None))
    })
}

/// The faults of a text; if it is neither YAML nor JSON but something known, only that.
pub(super) fn faults(loader: &mut Loader<'_>, is_read: bool) -> Vec<Diagnostic> {
    let errors = loader.take_errors();
    if let (false, Some(first)) = (is_read, errors.first()) {
        let source = first.span.source;
        if let Some(foreign) = read::of_text(loader.sources().text(source)) {
            return vec![read::unreadable(Span::new(source, 0, 0), &foreign)];
        }
    }
    errors.into_iter().map(Diagnostic::from).collect()
}

/// The reason why an input could not be read; errors in its text have been reported.
pub(super) fn unreadable(shown: &str, error: &LoadError, span: Option<Span>) -> Option<Diagnostic> {
    match error {
        LoadError::Syntax | LoadError::Outside => None,
        LoadError::Unreadable(why, missing) => {
            let message = format!("{shown} cannot be read: {why}");
            let help = match missing.as_deref().and_then(near) {
                Some(name) => format!("did you mean `{name}`, which is there?"),
                None => "paths are relative to the working directory, in fieldwright.toml to its \
                         folder"
                    .to_owned(),
            };
            Some(Diagnostic::failed("unreadable-file", span, message).help(help))
        }
        LoadError::TooLarge(why, help) => {
            let message = format!("{shown} is not read: {why}");
            Some(Diagnostic::failed("too-large", span, message).help(help))
        }
        LoadError::Encoding(known, span) => {
            let (message, help) = match known {
                Some(name) if !name.contains("UTF") => {
                    let help = "name the text file that describes the types";
                    (format!("the file is {name}, not text in UTF-8"), help)
                }
                Some(name) => (
                    format!("the file is {name}, not in UTF-8"),
                    "save it as UTF-8",
                ),
                None => ("the file is not UTF-8".to_owned(), "save it as UTF-8"),
            };
            Some(Diagnostic::error("not-utf8", *span, message).help(help))
        }
    }
}

/// Two inputs must not become one module.
pub(super) fn same_module(
    modules: &[Module],
    new: &Module,
    id: Option<SourceId>,
    collector: &mut Collector,
) {
    if let Some(old) = modules.iter().find(|module| module.name == new.name) {
        let message = format!(
            "{} would be the module `{}`, which is made from {} already",
            new.source, new.name, old.source
        );
        let help = "rename one of the files";
        let diagnostic = match id {
            Some(id) => Diagnostic::error("same-module", Span::new(id, 0, 0), message),
            None => Diagnostic::general("same-module", message),
        };
        collector.add(diagnostic.help(help));
    }
}
