//! Whether a generated crate lies in a cargo workspace, and is a member of it.
//!
//! Cargo refuses a package below a workspace that neither lists nor excludes it, unless the package
//! is itself a workspace; a listed package must not be one.

use std::fs;
use std::path::{Component, Path, PathBuf};

use toml::de::{DeTable, DeValue};

/// The nearest workspace above a folder.
pub(super) struct Around {
    /// Its manifest.
    manifest: PathBuf,
    /// The folder in it, with forward slashes.
    below: String,
    /// Whether the workspace has the folder as a member.
    pub(super) is_member: bool,
    is_excluded: bool,
}

/// The workspace around `folder`, which need not be there yet.
pub(super) fn around(folder: &Path) -> Option<Around> {
    let folder = plain(folder)?;
    for above in folder.ancestors().skip(1) {
        let manifest = above.join("Cargo.toml");
        let Some(root) = workspace(&manifest) else {
            continue;
        };
        let below = folder.strip_prefix(above).ok()?;
        let below = below.to_str()?.replace('\\', "/");
        let is_excluded = root.excluded.iter().any(|one| is_below(&below, one));
        let is_listed = root.members.iter().any(|one| matches(one, &below));
        let mut seen = Vec::new();
        let is_member = !is_excluded && (is_listed || leads_to(above, &root, &folder, &mut seen));
        return Some(Around {
            manifest,
            below,
            is_member,
            is_excluded,
        });
    }
    None
}

impl Around {
    /// The hint if the crate could be a member and is not; `then` is what remains to be done.
    pub(super) fn hint(&self, then: &str) -> Option<String> {
        (!self.is_member && !self.is_excluded).then(|| {
            format!(
                "the crate is a workspace of its own; to make it a member of {}, add \"{}\" to its \
                 `members` and {then}",
                self.manifest.display(),
                self.below
            )
        })
    }
}

/// The members declared by a manifest with `[workspace]`.
#[derive(Default)]
struct Root {
    members: Vec<String>,
    excluded: Vec<String>,
}

fn workspace(manifest: &Path) -> Option<Root> {
    let text = fs::read_to_string(manifest).ok()?;
    let file = DeTable::parse(&text).ok()?;
    let table = table_of(file.get_ref(), "workspace")?;
    Some(Root {
        members: list_of(table, "members"),
        excluded: list_of(table, "exclude"),
    })
}

/// A path dependency below a workspace is a member without being listed; so are its own.
fn leads_to(above: &Path, root: &Root, folder: &Path, seen: &mut Vec<PathBuf>) -> bool {
    let mut open = vec![above.to_path_buf()];
    open.extend(root.members.iter().flat_map(|one| expand(above, one)));
    while let Some(package) = open.pop() {
        if seen.contains(&package) {
            continue;
        }
        for path in path_dependencies(&package.join("Cargo.toml")) {
            let Some(path) = plain(&package.join(path)) else {
                continue;
            };
            if path == folder {
                return true;
            }
            if path.starts_with(above) {
                open.push(path);
            }
        }
        seen.push(package);
    }
    false
}

fn path_dependencies(manifest: &Path) -> Vec<String> {
    const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
    let Ok(text) = fs::read_to_string(manifest) else {
        return Vec::new();
    };
    let Ok(file) = DeTable::parse(&text) else {
        return Vec::new();
    };
    let tables = TABLES
        .iter()
        .filter_map(|name| table_of(file.get_ref(), name));
    let paths = tables
        .flat_map(|table| table.iter())
        .filter_map(|(_, one)| {
            let DeValue::Table(one) = one.get_ref() else {
                return None;
            };
            let (_, path) = one.iter().find(|(key, _)| key.get_ref() == "path")?;
            path.get_ref().as_str().map(str::to_owned)
        });
    paths.collect()
}

/// The folders that a pattern of members matches, one `*` for each part of a path.
fn expand(above: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut found = vec![above.to_path_buf()];
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        if !part.contains(['*', '?']) {
            found.iter_mut().for_each(|folder| folder.push(part));
            continue;
        }
        let inside = found.iter().filter_map(|folder| fs::read_dir(folder).ok());
        let inside = inside.flat_map(|entries| entries.flatten());
        let inside = inside.filter(|entry| {
            let name = entry.file_name();
            name.to_str().is_some_and(|name| matches(part, name))
        });
        found = inside.map(|entry| entry.path()).collect();
    }
    found
}

/// Whether a cargo pattern matches a path: `*` and `?` stay within a part, `**` is any parts.
fn matches(pattern: &str, path: &str) -> bool {
    fn parts(pattern: &[&str], path: &[&str]) -> bool {
        match (pattern, path) {
            ([], []) => true,
            (["**", rest @ ..], _) => (0..=path.len()).any(|taken| parts(rest, &path[taken..])),
            ([first, rest @ ..], [part, others @ ..]) => {
                part_matches(first.as_bytes(), part.as_bytes()) && parts(rest, others)
            }
            _ => false,
        }
    }
    let split = |text: &str| -> Vec<String> {
        let parts = text.split('/').filter(|part| !matches!(*part, "" | "."));
        parts.map(str::to_owned).collect()
    };
    let (pattern, path) = (split(pattern), split(path));
    let pattern: Vec<&str> = pattern.iter().map(String::as_str).collect();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    parts(&pattern, &path)
}

fn part_matches(pattern: &[u8], part: &[u8]) -> bool {
    match (pattern, part) {
        ([], []) => true,
        ([b'*', rest @ ..], _) => (0..=part.len()).any(|taken| part_matches(rest, &part[taken..])),
        ([b'?', rest @ ..], [_, others @ ..]) => part_matches(rest, others),
        ([first, rest @ ..], [byte, others @ ..]) => first == byte && part_matches(rest, others),
        _ => false,
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    path == folder
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
}

/// The path from the root, without `.` and `..`; links are followed as far as it is there.
fn plain(path: &Path) -> Option<PathBuf> {
    let path = std::env::current_dir().ok()?.join(path);
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    Some(plain)
}

fn table_of<'t, 'i>(table: &'t DeTable<'i>, name: &str) -> Option<&'t DeTable<'i>> {
    let (_, value) = table.iter().find(|(key, _)| *key.get_ref() == name)?;
    match value.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

fn list_of(table: &DeTable<'_>, name: &str) -> Vec<String> {
    let Some((_, value)) = table.iter().find(|(key, _)| *key.get_ref() == name) else {
        return Vec::new();
    };
    match value.get_ref() {
        DeValue::Array(list) => {
            let texts = list.iter().filter_map(|one| one.get_ref().as_str());
            texts.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_below, matches};

    #[test]
    fn patterns_of_members() {
        for (pattern, path, holds) in [
            ("crates/*", "crates/a", true),
            ("crates/*", "crates/a/b", false),
            ("./crates/m?del*/", "crates/models", true),
            ("crates/**", "crates/a/b", true),
            ("models", "models", true),
            ("models", "model", false),
        ] {
            assert_eq!(matches(pattern, path), holds, "{pattern} {path}");
        }
        assert!(is_below("a/b", "a/") && !is_below("ab", "a"));
    }
}
