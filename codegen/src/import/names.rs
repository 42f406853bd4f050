//! Links and names in cells -> the types they refer to; titles -> the names of types.
//!
//! A link is followed by its path, as far as the pages' own paths go: pages that
//! were copied into one folder are found by the end of it. A name without a link is
//! looked up by title, in the folder that its namespace names. Knows no cells.

use std::collections::{BTreeMap, BTreeSet};

use super::reference_type::ReferencePage;
use super::types::Named;

/// The number of a type.
pub(super) type Id = usize;

#[derive(Debug, Default)]
pub(super) struct Names {
    types: Vec<Entry>,
    by_path: BTreeMap<String, Id>,
    /// Further targets of links, in lower case.
    by_anchor: BTreeMap<String, Id>,
    by_stem: BTreeMap<String, Vec<Id>>,
    by_title: BTreeMap<String, Vec<Id>>,
    /// Identifiers in Rust that are taken.
    taken: BTreeSet<String>,
    /// The names of types on pages that fieldwright wrote.
    keys: BTreeSet<String>,
    /// Whether the paths of pages match their links, so that folders distinguish them.
    keeps_folders: bool,
}

#[derive(Debug)]
struct Entry {
    name: String,
    path: String,
    title: String,
}

/// Names that no type of a field table may have.
const RESERVED: [&str; 7] = [
    "string", "number", "integer", "boolean", "object", "array", "null",
];

impl Names {
    /// Adds a type; its name is `title`, prefixed with its folders if another type has it. Returns
    /// whether it was.
    pub(super) fn add(&mut self, title: &str, path: &str) -> (Id, bool) {
        self.add_as(sanitised(title), title, path)
    }

    /// Adds a type of a page that fieldwright wrote: its name is that of the schema; the name of an
    /// inline one, which is rarely written, describes its location.
    pub(super) fn add_reference_page(
        &mut self,
        title: &str,
        path: &str,
        page: &ReferencePage,
    ) -> Id {
        let anchor = path.rsplit('#').next().unwrap_or_default();
        let wanted = match &page.schema_name {
            _ if page.is_inline => crate::name::camel(anchor),
            Some(name) if !RESERVED.contains(&name.as_str()) => name.clone(),
            _ => title.to_owned(),
        };
        let is_listed = page.is_inline || !self.keys.insert(wanted.clone());
        let (id, _) = match is_listed {
            true => self.add_as(wanted, title, path),
            false => self.push(wanted, title, path),
        };
        id
    }

    /// The heading of a type's page.
    pub(super) fn title(&self, id: Id) -> &str {
        self.types.get(id).map_or("", |entry| &entry.title)
    }

    fn add_as(&mut self, wanted: String, title: &str, path: &str) -> (Id, bool) {
        let mut name = wanted.clone();
        for folder in folders(path).iter().rev() {
            if self.is_free(&name) {
                break;
            }
            name = format!("{}{name}", crate::name::camel(folder));
        }
        let mut count = 2;
        while !self.is_free(&name) {
            name = format!("{wanted}{count}");
            count += 1;
        }
        self.taken.insert(crate::name::camel(&name));
        let renamed = name != wanted;
        let (id, _) = self.push(name, title, path);
        (id, renamed)
    }

    fn push(&mut self, name: String, title: &str, path: &str) -> (Id, bool) {
        let id = self.types.len();
        let path = normalised(path);
        self.by_path.entry(path.clone()).or_insert(id);
        self.by_stem.entry(stem(&path)).or_default().push(id);
        self.by_title
            .entry(last(title).to_owned())
            .or_default()
            .push(id);
        let title = title.to_owned();
        self.types.push(Entry { name, path, title });
        (id, false)
    }

    /// Another link target of a type.
    pub(super) fn alias(&mut self, id: Id, path: &str) {
        let path = normalised(&super::text::underscored(path)).to_lowercase();
        self.by_anchor.entry(path).or_insert(id);
    }

    fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&crate::name::camel(name))
    }

    pub(super) fn name(&self, id: Id) -> &str {
        self.types.get(id).map_or("", |entry| &entry.name)
    }

    /// Whether a link leads to a page by its whole path.
    pub(super) fn is_exact(&self, from: &str, link: &str) -> bool {
        self.by_path.contains_key(&target(from, link))
    }

    /// The paths of pages match their links: names alone no longer find them.
    pub(super) fn keep_folders(&mut self) {
        self.keeps_folders = true;
    }

    /// The type that a cell on the page at `from` refers to.
    pub(super) fn resolve(&self, from: &str, named: &Named) -> Option<Id> {
        match &named.link {
            Some(link) => self.anchored(from, link).or_else(|| {
                // Documents whose links lead into other systems still name the type.
                (!self.by_anchor.is_empty()).then(|| self.called(from, named))?
            }),
            None => self.called(from, named),
        }
    }

    /// By the anchor in a file, else by the file, unless another anchor of it is that of another type.
    fn anchored(&self, from: &str, link: &str) -> Option<Id> {
        let whole = key(from, link);
        let exact = self.by_path.get(&whole);
        if let Some(id) = exact.or_else(|| self.by_anchor.get(&whole.to_lowercase())) {
            return Some(*id);
        }
        self.linked(&target(from, link))
    }

    /// By path; else the one page of that name with the longest common end of the path.
    fn linked(&self, target: &str) -> Option<Id> {
        if let Some(id) = self.by_path.get(target) {
            return Some(*id);
        }
        if let Some(id) = self.by_anchor.get(&target.to_lowercase()) {
            return Some(*id);
        }
        let candidates = self.by_stem.get(&stem(target))?;
        let alike = |id: &Id| {
            let path = self.types.get(*id).map_or("", |entry| entry.path.as_str());
            let parts = path.rsplit('/').zip(target.rsplit('/'));
            parts.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count()
        };
        let best = only_best(candidates, alike);
        best.filter(|id| !self.keeps_folders || alike(id) > 1)
    }

    fn called(&self, from: &str, named: &Named) -> Option<Id> {
        let stem = named.name.to_lowercase();
        let candidates = self
            .by_title
            .get(&named.name)
            .or_else(|| self.by_stem.get(&stem))?;
        let own = parent(&normalised(from));
        let fits = |id: &Id| {
            let folder = self.types.get(*id).map(|entry| parent(&entry.path));
            let folder = folder.unwrap_or_default();
            let name = folder.rsplit('/').next().unwrap_or_default().to_lowercase();
            match &named.space {
                Some(space) if name == *space => 2,
                None if folder == own => 2,
                _ => 1,
            }
        };
        only_best(candidates, fits)
    }
}

/// The one that fits best, if there is one such.
fn only_best(candidates: &[Id], fits: impl Fn(&Id) -> usize) -> Option<Id> {
    let most = candidates.iter().map(&fits).max()?;
    let mut best = candidates.iter().filter(|id| fits(id) == most);
    let first = best.next()?;
    best.next().is_none().then_some(*first)
}

/// The target of a link on the page at `from`.
pub(super) fn target(from: &str, link: &str) -> String {
    if let Some(anchor) = link.strip_prefix('#') {
        let file = from.split('#').next().unwrap_or(from);
        return normalised(&format!("{file}#{anchor}"));
    }
    let link = link.split('#').next().unwrap_or(link);
    let link = link.trim_start_matches('<').trim_end_matches('>');
    let folder = parent(from.split('#').next().unwrap_or(from));
    if link.starts_with('/') || folder.is_empty() {
        return normalised(link);
    }
    normalised(&format!("{folder}/{link}"))
}

/// The target of a link with its anchor.
pub(super) fn key(from: &str, link: &str) -> String {
    let file = target(from, link);
    match link.split_once('#') {
        Some((path, anchor)) if !path.is_empty() && !anchor.is_empty() => {
            format!("{file}#{}", anchor.trim_end_matches('>'))
        }
        _ => file,
    }
}

/// Without `.` and, if there is a folder to leave, `..`.
pub(super) fn normalised(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            "" if !parts.is_empty() => {}
            ".." if parts
                .last()
                .is_some_and(|last| *last != ".." && !last.is_empty()) =>
            {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn parent(path: &str) -> String {
    let path = path.split('#').next().unwrap_or(path);
    path.rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .to_owned()
}

/// The meaningful folders of a page; tables of one document are distinguished by numbers.
fn folders(path: &str) -> Vec<String> {
    if path.contains('#') {
        return Vec::new();
    }
    let parent = parent(path);
    let parts = parent
        .split('/')
        .filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(str::to_owned).collect()
}

fn stem(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = match file.split_once('#') {
        Some((_, anchor)) => anchor,
        None => file.rsplit_once('.').map_or(file, |(stem, _)| stem),
    };
    stem.to_lowercase()
}

/// The last part of a title with a namespace.
fn last(title: &str) -> &str {
    title.rsplit(['.', ':', '\\']).next().unwrap_or(title)
}

/// A title as the name of a type: letters and digits, not one of JSON's.
fn sanitised(title: &str) -> String {
    let name = last(title);
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.starts_with(|c: char| c.is_ascii_uppercase());
    if plain {
        name.to_owned()
    } else {
        crate::name::camel(name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, normalised, target};
    use crate::import::types::Named;

    fn named(name: &str, space: Option<&str>, link: Option<&str>) -> Named {
        Named {
            name: name.to_owned(),
            space: space.map(str::to_owned),
            link: link.map(str::to_owned),
            members: Vec::new(),
        }
    }

    #[test]
    fn links_lead_to_pages() {
        assert_eq!(
            target("docs/models/shared/a.md", "../../models/shared/b.md"),
            "docs/models/shared/b.md"
        );
        assert_eq!(target("a.md", "../models/b.md#x"), "../models/b.md");
        assert_eq!(target("o.md#a", "#b"), "o.md#b");
        assert_eq!(normalised("/a//b/./../c"), "/a/c");
        assert_eq!(normalised("../../a"), "../../a");
    }

    #[test]
    fn two_pages_of_one_name_stay_apart() {
        let mut names = Names::default();
        let shared = names.add("Data", "docs/shared/data.md");
        let errors = names.add("Data", "docs/errors/data.md");
        assert_eq!((shared.1, errors.1), (false, true));
        assert_eq!(names.name(errors.0), "ErrorsData");
        let from = "docs/shared/x.md";
        let by = |named: Named| names.resolve(from, &named);
        assert_eq!(
            by(named("Data", None, Some("../errors/data.md"))),
            Some(errors.0)
        );
        assert_eq!(
            by(named("Data", None, Some("../../elsewhere/errors/data.md"))),
            Some(errors.0)
        );
        assert_eq!(by(named("Data", Some("errors"), None)), Some(errors.0));
        assert_eq!(by(named("Data", None, None)), Some(shared.0));
        assert_eq!(by(named("Data", None, Some("../other/data.md"))), None);
        assert_eq!(by(named("Other", None, None)), None);
    }
}
