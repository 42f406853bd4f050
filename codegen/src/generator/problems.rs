//! What is wrong with inputs as such -> diagnostics: files that cannot be read, features that are
//! left out, two modules of one name.

use super::Module;
use crate::diagnostic::{Collector, Diagnostic};
use crate::read;
use crate::settings::{SETTINGS, Settings};
use crate::source::{LoadError, Loader, SourceId, Span};

/// What settings ask for that is compiled out.
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

/// Why an input could not be read; faults in its text have been told.
pub(super) fn unreadable(shown: &str, error: &LoadError, span: Option<Span>) -> Option<Diagnostic> {
    match error {
        LoadError::Syntax | LoadError::Outside => None,
        LoadError::Unreadable(why) => {
            let message = format!("{shown} cannot be read: {why}");
            let help =
                "paths are relative to the working directory, in fieldwright.toml to its folder";
            Some(Diagnostic::failed("unreadable-file", span, message).help(help))
        }
        LoadError::TooLarge(why, help) => {
            let message = format!("{shown} is not read: {why}");
            Some(Diagnostic::failed("too-large", span, message).help(help))
        }
        LoadError::Encoding(span) => {
            let message = "the file is not UTF-8";
            Some(Diagnostic::error("not-utf8", *span, message).help("save it as UTF-8"))
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
