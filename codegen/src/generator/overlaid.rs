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
    let mut diagnostics = Vec::new();
    if settings.overlays.is_empty() {
        return diagnostics;
    }
    let Some(document) = loader.document(index) else {
        return diagnostics;
    };
    let root = document.root().span();
    let limits = loader.sources().limits();
    let too_large = |why: &str| {
        let message = format!("with its overlays the document {why}");
        Diagnostic::error("too-large", root, message).help(limits.help())
    };
    let Some(mut tree) = Tree::of(document.root(), limits) else {
        diagnostics.push(too_large("has too many nodes, aliases followed"));
        return diagnostics;
    };
    for path in &settings.overlays {
        let loaded = loader.named(path);
        diagnostics.extend(loader.take_errors().into_iter().map(Diagnostic::from));
        match loaded.map(|overlay| loader.document(overlay)) {
            Ok(Some(overlay)) => diagnostics.extend(overlay::apply(&mut tree, &overlay, limits)),
            Ok(None) => {}
            Err(error) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                diagnostics.extend(unreadable(&shown, &error, None));
            }
        }
    }
    match tree.document(document.source()) {
        Some(document) => loader.replace(index, document),
        None => diagnostics.push(too_large("nests too deep")),
    }
    diagnostics
}
