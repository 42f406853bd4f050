//! The files of an import: those of a folder, and the text of each in any encoding.

use std::path::{Path, PathBuf};

use super::encoding;
use super::kind::is_page;
use crate::diagnostic::Diagnostic;
use crate::import::Reports;
use crate::source::{SourceId, Sources};

/// How deep folders are searched.
pub(super) const DEPTH: usize = 32;

pub(super) fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let entries = std::fs::read_dir(folder)?;
    let mut entries = entries.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links are not followed into folders, so that a circle of them ends.
        let is_folder = entry.file_type()?.is_dir();
        if is_folder && depth > 0 {
            walk(&path, depth - 1, out)?;
        } else if !is_folder && is_page(&path) {
            out.push(path);
        }
    }
    Ok(())
}

pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("{} cannot be read: {error}", path.display());
    let help = "paths are relative to the working directory";
    Diagnostic::general("unreadable-file", message).help(help)
}

pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A named page that does not exist is an error; one that cannot be read is missing.
pub(super) fn load(
    path: &Path,
    sources: &mut Sources,
    reports: &mut Reports,
    errors: &mut Vec<Diagnostic>,
) -> Option<(String, SourceId)> {
    let bytes = match crate::source::read_file(path, sources.limits()) {
        Ok(bytes) => bytes,
        Err(error) => {
            errors.push(unreadable(path, &error));
            return None;
        }
    };
    take(&shown(path), bytes, sources, reports)
}

/// A page from bytes in any encoding.
pub(super) fn take(
    shown: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    reports: &mut Reports,
) -> Option<(String, SourceId)> {
    match encoding::add(shown, bytes, sources) {
        Ok(id) => Some((shown.to_owned(), id)),
        Err((message, help)) => {
            let message = format!("{message}, and is left out");
            reports.warning("skipped-page", None, message, help);
            None
        }
    }
}
