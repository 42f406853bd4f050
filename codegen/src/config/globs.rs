//! `path` of an `[[input]]` with wildcards -> the matching files.
//!
//! ```toml
//! [[input]]
//! path = "schemas/**/*.yaml"
//! ```
//! `*` and `?` stand for text in a name, `[a-z]` for a character, `**` for any folders. Hidden
//! files do not match, links are not followed, and nothing outside of the folder is read.

use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

use crate::source::{Limits, Store};

/// How deep `**` goes.
const DEEPEST: usize = 32;

/// The characters that distinguish a pattern from the path of a file.
const WILDCARDS: [char; 3] = ['*', '?', '['];

const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The files that a pattern matches, in order, and their folder.
#[derive(Debug)]
pub(super) struct Matched {
    pub(super) files: Vec<PathBuf>,
    pub(super) folder: PathBuf,
}

/// Whether a path is a pattern, and no file is called so.
pub(super) fn is_pattern(path: &str, root: &Path, store: &Store) -> bool {
    let is_file = || store.read(&root.join(path), Limits::default()).is_ok();
    path.contains(WILDCARDS) && !is_file()
}

/// Finds the files of a pattern below `root`.
///
/// # Errors
/// The reason why there are none, and a remedy.
pub(super) fn matched(
    pattern: &str,
    root: &Path,
    store: &Store,
) -> Result<Matched, (String, &'static str)> {
    let parts: Vec<&str> = pattern
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    let leaves = parts.contains(&"..") || Path::new(pattern).is_absolute();
    if leaves
        || Path::new(pattern)
            .components()
            .any(|c| matches!(c, Component::Prefix(_)))
    {
        let why = "a pattern stays in the folder of fieldwright.toml".to_owned();
        return Err((why, "move fieldwright.toml up, or name the files"));
    }
    let fixed = parts
        .iter()
        .take_while(|part| !part.contains(WILDCARDS))
        .count();
    let (folder, rest) = parts.split_at(fixed);
    let compiled = Pattern::new(&rest.join("/")).map_err(|error| {
        let why = format!("the pattern is wrong: {}", error.msg);
        (
            why,
            "write `*`, `?`, `[a-z]`, and `**` for any folders, between slashes",
        )
    })?;
    let folder: PathBuf = folder.iter().collect();
    let depth = if rest.contains(&"**") {
        DEEPEST
    } else {
        rest.len()
    };
    let found = store.files(root, &folder, depth).map_err(|error| {
        let why = format!("the folder of the pattern cannot be read: {error}");
        (why, "paths are relative to the folder of fieldwright.toml")
    })?;
    let matching = found
        .iter()
        .filter(|name| compiled.matches_with(name, OPTIONS));
    let mut files: Vec<PathBuf> = matching.map(|name| folder.join(name)).collect();
    if files.is_empty() {
        let why = "no file matches".to_owned();
        return Err((why, "hidden files and what links lead to are not looked at"));
    }
    files.sort();
    Ok(Matched { files, folder })
}

/// A path without `.`, to be compared.
pub(super) fn plain(path: &str) -> PathBuf {
    let parts = Path::new(path).components();
    parts.filter(|part| *part != Component::CurDir).collect()
}
