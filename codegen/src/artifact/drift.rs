//! The difference between the existing and the generated files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::diff::unified;
use super::{Artifact, is_ours};

/// The longest diff shown of one file, in lines.
const DIFF_LINES: usize = 100;

/// How a folder differs from the output of its schemas.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Files whose contents differ.
    pub stale: Vec<Change>,
    /// Files that are not there.
    pub missing: Vec<String>,
    /// Files of ours that no schema makes any more.
    pub orphaned: Vec<String>,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The file, below the output folder.
    pub path: String,
    /// The first line that differs, from 1.
    pub line: usize,
    /// A unified diff of at most 100 lines.
    pub diff: String,
}

impl Drift {
    /// Whether everything is up to date.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stale.is_empty() && self.missing.is_empty() && self.orphaned.is_empty()
    }

    /// Line ends do not count: a checkout may have changed them.
    pub(super) fn compare(&mut self, artifact: &Artifact, old: &[u8]) {
        if old == artifact.contents.as_bytes() {
            return;
        }
        let old = String::from_utf8_lossy(old).replace("\r\n", "\n");
        if old != artifact.contents {
            let same = old
                .lines()
                .zip(artifact.contents.lines())
                .take_while(|(a, b)| a == b);
            self.stale.push(Change {
                path: artifact.path.clone(),
                line: same.count() + 1,
                diff: diff(&artifact.path, &old, &artifact.contents),
            });
        }
    }
}

impl std::fmt::Display for Drift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for change in &self.stale {
            writeln!(f, "stale: {}\n{}", change.path, change.diff)?;
        }
        for path in &self.missing {
            writeln!(f, "missing: {path}")?;
        }
        for path in &self.orphaned {
            writeln!(f, "orphaned: {path} (no schema makes it any more)")?;
        }
        Ok(())
    }
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let text = unified(
        (&format!("{path} (there)"), old),
        (&format!("{path} (from the schema)"), new),
    );
    let total = text.lines().count();
    if total <= DIFF_LINES {
        return text;
    }
    let mut cut: Vec<&str> = text.lines().take(DIFF_LINES - 1).collect();
    let rest = format!("... and {} more lines", total - cut.len());
    cut.push(&rest);
    cut.join("\n") + "\n"
}

/// Files of ours below `root` that are not among the artifacts. Only `folders`, those that the
/// output uses, are looked at; `""` is the root itself.
pub(super) fn orphans(artifacts: &[Artifact], root: &Path, folders: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let made: BTreeSet<&str> = artifacts.iter().map(|one| one.path.as_str()).collect();
    for folder in folders {
        walk(&root.join(folder), folder, 0, (&made, &mut found));
    }
    found.sort();
    found
}

fn walk(
    folder: &Path,
    name: &str,
    depth: usize,
    (made, found): (&BTreeSet<&str>, &mut Vec<String>),
) {
    const DEPTH: usize = 16;
    let Ok(entries) = fs::read_dir(folder) else {
        return; // a folder that is not there has no orphans
    };
    for entry in entries.flatten() {
        let Some(file) = entry.file_name().to_str().map(|file| match name {
            "" => file.to_owned(),
            name => format!("{name}/{file}"),
        }) else {
            continue; // we make no such names
        };
        // A temporary file is its process's, which may be at work; a sweep removes those of dead ones.
        if super::stage::process_of(&file).is_some() {
            continue;
        }
        let path = entry.path();
        // Links are not followed: their targets must not be removed.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && depth < DEPTH => {
                walk(&path, &file, depth + 1, (made, &mut *found));
            }
            Ok(kind) if kind.is_file() && !made.contains(file.as_str()) && is_our_file(&path) => {
                found.push(file);
            }
            _ => {} // somebody else's, or gone meanwhile
        }
    }
}

fn is_our_file(path: &Path) -> bool {
    super::stage::contents(path).is_ok_and(|contents| is_ours(&contents))
}

#[cfg(test)]
mod tests {
    use super::{DIFF_LINES, diff};

    #[test]
    fn long_diffs_are_cut() {
        let old: String = (0..500).map(|n| format!("old {n}\n")).collect();
        let new: String = (0..500).map(|n| format!("new {n}\n")).collect();
        let text = diff("a.rs", &old, &new);
        assert_eq!(text.lines().count(), DIFF_LINES);
        assert!(text.ends_with("more lines\n"), "{text}");
        assert!(diff("a.rs", "a\nb\n", "a\nc\n").contains("-b\n+c\n"));
    }
}
