//! Model and names -> the HTML reference: a tree of pages that loads nothing from outside.
//!
//! `index.html` lists everything, each module has a folder with an `index.html`,
//! and a large module a page for each named type. Styles, script and the search's
//! index are files of the tree, so the pages need no inline code and forbid it.
//! Knows no header and no file system.

mod anchors;
mod assets;
mod book;
mod example;
mod inline;
mod marks;
mod operation_pages;
mod operations;
mod page;
mod search;
mod section;
mod text;

use crate::model::Model;
use crate::name::Names;

use book::Book;
pub(crate) use example::Examples;

/// The masthead of every page, from the user.
#[derive(Debug, Clone, Default)]
pub(crate) struct Masthead {
    /// The title of the reference; `Reference` without it.
    pub(crate) title: Option<String>,
    /// Texts and addresses, in order.
    pub(crate) links: Vec<(String, String)>,
    /// A picture as a `data:` URI of characters that need no escapes.
    pub(crate) logo: Option<String>,
}

impl Masthead {
    fn title(&self) -> &str {
        self.title.as_deref().unwrap_or("Reference")
    }
}

/// One file of the reference.
pub(crate) struct File {
    /// Below the reference's folder, with forward slashes.
    pub(crate) path: String,
    pub(crate) body: String,
}

/// The pages of one input, and their data for the whole tree.
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) files: Vec<File>,
    /// The module's part of the front page.
    summary: String,
    /// Its part of the search's index.
    entries: Vec<search::Entry>,
}

/// The pages of one input.
pub(crate) fn module(
    (model, names): (&Model, &Names),
    name: &str,
    masthead: &Masthead,
    examples: &Examples,
) -> Module {
    let book = Book::new(model, names, name, (masthead, examples));
    Module {
        name: name.to_owned(),
        files: page::pages(&book),
        summary: page::summary(&book),
        entries: search::entries(&book),
    }
}

/// The shared files: the front page, the search's index, styles and script.
pub(crate) fn front(modules: &[&Module], masthead: &Masthead) -> Vec<File> {
    let entries = modules.iter().flat_map(|module| &module.entries);
    let file = |path: &str, body: String| File {
        path: path.to_owned(),
        body,
    };
    let [index, members] = search::index(entries);
    vec![
        file("index.html", page::front(modules, masthead)),
        file("search.js", index),
        file("search-members.js", members),
        file("script.js", assets::SCRIPT.to_owned()),
        file("style.css", assets::style(masthead)),
    ]
}
