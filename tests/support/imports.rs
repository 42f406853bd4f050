//! The files of a crate -> which of them uses which, and the circles among them.
//!
//! Reads `use` lines and paths that begin with `crate`, `self` or `super`; a name that a file takes
//! from another one and hands on (`pub use page::Page`) leads to that other one.

use std::collections::{BTreeMap, BTreeSet};

/// A file by its module: `import/page`; the root of the crate is empty.
type Module = Vec<String>;

/// A path in a file, and the name that it has there.
struct Path {
    segments: Vec<String>,
    name: String,
    is_import: bool,
}

/// What every file of a crate uses; files are named as they lie below its `src`.
pub(crate) struct Imports {
    paths: BTreeMap<Module, Vec<Path>>,
}

impl Imports {
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        let files = files
            .iter()
            .filter(|(file, _)| !file.contains("test") && file != "main.rs");
        let paths = files.map(|(file, text)| (module(file), paths(&tokens(text))));
        Self {
            paths: paths.collect(),
        }
    }

    /// The files that use each other, each circle sorted. What a file has in common with the one
    /// that it is a part of is no circle.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let modules: Vec<&Module> = self.paths.keys().collect();
        let reached: BTreeMap<&Module, BTreeSet<&Module>> = modules
            .iter()
            .map(|module| (*module, self.reached(module)))
            .collect();
        let mut circles = BTreeSet::new();
        for module in modules {
            let mut circle = vec![module];
            let others = reached[module].iter();
            circle.extend(
                others.filter(|other| **other != module && reached[*other].contains(module)),
            );
            circle.sort();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        let circles = circles.iter();
        let named = circles.map(|circle| circle.iter().map(|module| module.join("/")).collect());
        named.collect()
    }

    /// How many uses of one file by another there are.
    pub(crate) fn count(&self) -> usize {
        self.paths
            .keys()
            .map(|module| self.used(module).len())
            .sum()
    }

    /// All that a file uses, and what that uses.
    fn reached(&self, module: &Module) -> BTreeSet<&Module> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&Module> = self.used(module).into_iter().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next) {
                open.extend(self.used(next));
            }
        }
        reached
    }

    /// The files that a file uses, but for those that it is a part of and its own parts.
    fn used(&self, module: &Module) -> BTreeSet<&Module> {
        let paths = self.paths[module].iter();
        let used = paths.filter_map(|path| self.file_of(&absolute(module, &path.segments), 0));
        used.filter(|other| !module.starts_with(other) && !other.starts_with(module))
            .collect()
    }

    /// The file that an absolute path leads to.
    fn file_of(&self, path: &[String], depth: usize) -> Option<&Module> {
        let length = (0..=path.len())
            .rev()
            .find(|n| self.paths.contains_key(&path[..*n]))?;
        let (module, paths) = self.paths.get_key_value(&path[..length])?;
        let handed_on = path.get(length).filter(|_| depth < 5).and_then(|name| {
            let mut imports = paths.iter().filter(|path| path.is_import);
            let import = imports.find(|path| path.name == *name)?;
            let target = absolute(module, &import.segments);
            let is_here = (1..=target.len()).any(|n| self.paths.contains_key(&target[..n]));
            is_here.then(|| self.file_of(&target, depth + 1))?
        });
        Some(handed_on.unwrap_or(module))
    }
}

fn module(file: &str) -> Module {
    let name = file.trim_end_matches(".rs").trim_end_matches("/mod");
    let parts = name.split('/').filter(|part| *part != "lib");
    parts.map(str::to_owned).collect()
}

fn absolute(module: &[String], path: &[String]) -> Module {
    let up = path
        .iter()
        .take_while(|segment| *segment == "super")
        .count();
    match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        Some("self") => [module, &path[1..]].concat(),
        _ => [&module[..module.len().saturating_sub(up)], &path[up..]].concat(),
    }
}

/// Names and signs of code, without comments, texts and tests.
fn tokens(text: &str) -> Vec<String> {
    let code = text.split("\n#[cfg(test)]\n").next().unwrap();
    let mut tokens: Vec<String> = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for piece in line.split('"').step_by(2) {
            let mut word = String::new();
            let mut last = ' ';
            for c in piece.chars().chain([' ']) {
                if c.is_alphanumeric() || c == '_' {
                    word.push(c);
                } else {
                    if !word.is_empty() {
                        tokens.push(std::mem::take(&mut word));
                    }
                    if c == ':' && last == ':' {
                        tokens.pop();
                        tokens.push("::".to_owned());
                    } else if !c.is_whitespace() {
                        tokens.push(c.to_string());
                    }
                }
                last = if last == ':' && c == ':' { ' ' } else { c };
            }
        }
    }
    tokens
}

fn paths(tokens: &[String]) -> Vec<Path> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map(|before| tokens[before].as_str());
        let is_root = ["crate", "self", "super"].contains(&tokens[at].as_str())
            && tokens.get(at + 1).is_some_and(|next| next == "::")
            && !matches!(before, Some("::" | "$"));
        if tokens[at] == "use" {
            at = tree(tokens, at + 1, &[], true, &mut found);
        } else if is_root {
            at = tree(tokens, at, &[], false, &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// The paths of a tree that begins at `at`, behind `head`; where it ends.
fn tree(
    tokens: &[String],
    mut at: usize,
    head: &[String],
    is_import: bool,
    found: &mut Vec<Path>,
) -> usize {
    let mut segments = head.to_vec();
    while let Some(token) = tokens.get(at) {
        let is_name = token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        match token.as_str() {
            "{" if segments.len() > head.len() || head.is_empty() => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = match tokens[at].as_str() {
                        "," => at + 1,
                        _ => tree(tokens, at, &segments, is_import, found).max(at + 1),
                    };
                }
                return at + 1;
            }
            _ if is_name => {
                segments.push(token.clone());
                at += 1;
                if tokens.get(at).is_none_or(|next| next != "::") {
                    break;
                }
                at += 1;
            }
            _ => break,
        }
    }
    let renamed = tokens.get(at).filter(|token| *token == "as");
    let name = renamed.and_then(|_| tokens.get(at + 1)).or(segments.last());
    if let Some(name) = name.cloned().filter(|_| segments.len() > head.len()) {
        found.push(Path {
            segments,
            name,
            is_import,
        });
    }
    at + if renamed.is_some() { 2 } else { 0 }
}
