//! Operations -> the pages on which they stand, and the operations that use each type.

use std::collections::{BTreeMap, BTreeSet};

use super::anchors::file_name;
use crate::model::{Model, Role, TypeId};

/// With more operations than this, a module has a page for each tag.
const MOST_TOGETHER: usize = 40;

/// The most operations of one page.
const MOST_ON_PAGE: usize = 40;

/// The operations of a module, and their pages.
#[derive(Default)]
pub(super) struct Operations {
    pub(super) pages: Vec<OperationPage>,
    /// The page of each operation.
    page_of: Vec<usize>,
    /// The users of each type: an operation, and the type's role there.
    users: BTreeMap<TypeId, Vec<(usize, String)>>,
}

/// A page of operations.
pub(super) struct OperationPage {
    pub(super) file: String,
    /// The tag, or the title of the page without one.
    pub(super) title: String,
    pub(super) operations: Vec<usize>,
}

impl Operations {
    pub(super) fn new(model: &Model) -> Self {
        let mut out = Self {
            page_of: vec![0; model.operations.len()],
            ..Self::default()
        };
        let mut taken = BTreeSet::new();
        for (title, operations) in groups(model) {
            let count = operations.len().div_ceil(MOST_ON_PAGE);
            for (number, part) in operations.chunks(MOST_ON_PAGE).enumerate() {
                for index in part {
                    if let Some(page) = out.page_of.get_mut(*index) {
                        *page = out.pages.len();
                    }
                }
                let file = match model.operations.len() > MOST_TOGETHER {
                    true => file_name("tag", &slug(&title), &mut taken),
                    false => "operations.html".to_owned(),
                };
                let title = match count {
                    1 => title.clone(),
                    _ => format!("{title} ({} of {count})", number + 1),
                };
                out.pages.push(OperationPage {
                    file,
                    title,
                    operations: part.to_vec(),
                });
            }
        }
        for (index, operation) in model.operations.iter().enumerate() {
            for part in &operation.parts {
                let Some(definition) = part.definition else {
                    continue;
                };
                let users = out.users.entry(TypeId(definition)).or_default();
                let user = (index, role_words(&part.role));
                if !users.contains(&user) {
                    users.push(user);
                }
            }
        }
        out
    }

    pub(super) fn file(&self, index: usize) -> &str {
        let page = self.page_of.get(index);
        let page = page.and_then(|page| self.pages.get(*page));
        page.map_or("operations.html", |page| page.file.as_str())
    }

    pub(super) fn users(&self, id: TypeId) -> &[(usize, String)] {
        self.users.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The operations by their first tag, in the order of first use; those without one last.
fn groups(model: &Model) -> Vec<(String, Vec<usize>)> {
    if model.operations.is_empty() {
        return Vec::new();
    }
    if model.operations.len() <= MOST_TOGETHER {
        let all = (0..model.operations.len()).collect();
        return vec![("Operations".to_owned(), all)];
    }
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    let mut others = Vec::new();
    for (index, operation) in model.operations.iter().enumerate() {
        let Some(tag) = operation.words.tags.first() else {
            others.push(index);
            continue;
        };
        let next = groups.len();
        let number = *numbers.entry(tag).or_insert(next);
        if number == next {
            groups.push((tag.clone(), Vec::new()));
        }
        if let Some((_, operations)) = groups.get_mut(number) {
            operations.push(index);
        }
    }
    if !others.is_empty() {
        let title = match groups.is_empty() {
            true => "Operations",
            false => "Other operations",
        };
        groups.push((title.to_owned(), others));
    }
    groups
}

/// A text as part of a file's name.
fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "operations".to_owned(),
        false => words.join("-"),
    }
}

fn role_words(role: &Role) -> String {
    match role {
        Role::Parameters(word) => (*word).to_owned(),
        Role::Request => "request".to_owned(),
        Role::Response(status) => format!("response {status}"),
    }
}
