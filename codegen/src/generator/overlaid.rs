//! The overlays of an input -> its document, changed.

use super::unreadable;
use crate::diagnostic::Diagnostic;
use crate::overlay;
use crate::settings::Settings;
use crate::source::{Loader, Tree};

/// Applies the overlays of an input to its document.
pub(super) fn overlaid(
    loader: &mut Loader<'_>,
    index: usize,
    settings: &Settings,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if settings.overlays.is_empty() {
        return told;
    }
    let Some(document) = loader.document(index) else {
        return told;
    };
    let root = document.root().span();
    let limits = loader.sources().limits();
    let too_large = |why: &str| {
        let message = format!("with its overlays the document {why}");
        Diagnostic::error("too-large", root, message).help(limits.help())
    };
    let Some(mut tree) = Tree::of(document.root(), limits) else {
        told.push(too_large("has too many nodes, aliases followed"));
        return told;
    };
    for path in &settings.overlays {
        let loaded = loader.named(path);
        told.extend(loader.take_errors().into_iter().map(Diagnostic::from));
        match loaded.map(|overlay| loader.document(overlay)) {
            Ok(Some(overlay)) => told.extend(overlay::apply(&mut tree, &overlay, limits)),
            Ok(None) => {}
            Err(error) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                told.extend(unreadable(&shown, &error, None));
            }
        }
    }
    match tree.document(document.source()) {
        Some(document) => loader.replace(index, document),
        None => told.push(too_large("nests too deep")),
    }
    told
}
