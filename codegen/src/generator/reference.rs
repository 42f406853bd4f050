//! The files of the HTML reference -> artifacts below `html/`.

use super::Module;
use crate::artifact::{Artifact, Comment};
use crate::emit::html::{self, File};

/// What the pages share; nothing where no input wants pages.
pub(super) fn front(modules: &[Module]) -> Vec<Artifact> {
    let modules: Vec<&html::Module> = modules.iter().filter_map(|m| m.html.as_ref()).collect();
    if modules.is_empty() {
        return Vec::new();
    }
    let files = html::front(&modules);
    files.iter().map(|file| artifact(file, None)).collect()
}

/// One file; `source` is the input it was made from.
pub(super) fn artifact(file: &File, source: Option<&str>) -> Artifact {
    let comment = match file.path.rsplit('.').next() {
        Some("css") => Comment::Css,
        Some("js") => Comment::Rust,
        _ => Comment::Markup,
    };
    Artifact::new(format!("html/{}", file.path), comment, source, &file.body)
}
