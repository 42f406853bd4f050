//! Sections -> whole pages: head, bars, lists of types, footer.

use std::fmt::Write as _;

use super::assets::POLICY;
use super::book::Book;
use super::inline::{blocks, line};
use super::section::section;
use super::text::{escape, first_line};
use super::{File, Module, anchors};
use crate::model::{Docs, Origin, TypeDef, TypeId};

/// A page around its content.
struct Page<'p> {
    title: &'p str,
    /// From the page to the tree's root: `../`, or nothing.
    root: &'p str,
    crumbs: String,
    /// What the side list is of, and its items.
    aside: &'p str,
    items: String,
    main: String,
}

/// Ids that the pages use themselves start with `-`, as no type's name does.
impl Page<'_> {
    fn html(&self) -> String {
        let Self {
            root,
            crumbs,
            aside,
            items,
            main,
            ..
        } = self;
        let title = escape(self.title);
        format!(
            r##"<!doctype html>
<html lang="en" data-root="{root}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}style.css">
<script src="{root}script.js"></script>
</head>
<body>
<a class="skip" href="#-main">Skip to content</a>
<header class="bar">
<a class="home" href="{root}index.html">Reference</a>
<div class="search" role="search" hidden>
<label class="unseen" for="-query">Search types, fields and values</label>
<input id="-query" type="search" role="combobox" aria-expanded="false" aria-controls="-results" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Search types, fields, values">
<kbd aria-hidden="true">/</kbd>
<div class="panel" hidden>
<ul id="-results" role="listbox" aria-label="Results"></ul>
<p class="status"><span role="status"></span> <a class="share" href="#">Link to this search</a></p>
</div>
</div>
<button class="theme" type="button" hidden><span aria-hidden="true"></span></button>
</header>
<div class="layout">
<nav class="side" aria-label="{aside}">
<details open>
<summary>{aside}</summary>
<ul>
{items}</ul>
</details>
</nav>
<main id="-main" tabindex="-1">
{crumbs}{main}</main>
</div>
<footer>Made by fieldwright from the schemas; the schemas are where to change it.</footer>
</body>
</html>
"##
        )
    }
}

/// The front page of these modules.
pub(super) fn front(modules: &[&Module]) -> String {
    let mut items = String::new();
    let mut main = String::from("<h1>Reference</h1>\n");
    for module in modules {
        let _ = writeln!(items, "<li>{}</li>", module_link(&module.name));
        main.push_str(&module.summary);
    }
    Page {
        title: "Reference",
        root: "",
        crumbs: String::new(),
        aside: "Modules",
        items,
        main,
    }
    .html()
}

fn module_link(name: &str) -> String {
    let folder = anchors::encoded(name);
    format!("<a href=\"{folder}/index.html\">{}</a>", escape(name))
}

/// A module on the front page.
pub(super) fn summary(book: &Book<'_>) -> String {
    let link = module_link(book.module);
    let mut out = format!("<section class=\"module\">\n<h2>{link}</h2>\n");
    let words = [&book.model.title, &book.model.description];
    for words in words.into_iter().flatten() {
        let _ = writeln!(out, "<p dir=\"auto\">{}</p>", line(&first_line(words)));
    }
    let prefix = format!("{}/", anchors::encoded(book.module));
    let _ = writeln!(out, "{}</section>", list(book, &prefix));
    out
}

/// The pages of a module.
pub(super) fn pages(book: &Book<'_>) -> Vec<File> {
    let pages = book.files.iter().enumerate().map(|(index, file)| File {
        path: format!("{}/{file}", book.module),
        body: if index == 0 {
            module(book, file)
        } else {
            of_type(book, index, file)
        },
    });
    pages.collect()
}

fn module(book: &Book<'_>, file: &str) -> String {
    let title = book.model.title.as_deref().unwrap_or(book.module);
    let mut main = format!("<h1 dir=\"auto\">{}</h1>\n", line(&first_line(title)));
    if let Some(description) = &book.model.description {
        let _ = writeln!(main, "<div class=\"words\">{}</div>", blocks(description));
    }
    if book.is_split() {
        main.push_str(&list(book, ""));
    }
    for (id, def) in book.types(0) {
        main.push_str(&section(book, file, 2, id, def));
    }
    Page {
        title,
        root: "../",
        crumbs: crumbs(&[("Reference", "../index.html")], book.module),
        aside: "Types",
        items: items(book, file, &mut book.model.iter()),
        main,
    }
    .html()
}

/// A page of one named type and the inline types in it.
fn of_type(book: &Book<'_>, index: usize, file: &str) -> String {
    let mut main = String::new();
    let mut title = book.module;
    for (position, (id, def)) in book.types(index).enumerate() {
        if position == 0 {
            title = book.ident(id);
        }
        let level = if position == 0 { 1 } else { 2 };
        main.push_str(&section(book, file, level, id, def));
    }
    let above = [("Reference", "../index.html"), (book.module, "index.html")];
    Page {
        title,
        root: "../",
        crumbs: crumbs(&above, title),
        aside: "On this page",
        items: items(book, file, &mut book.types(index)),
        main,
    }
    .html()
}

fn crumbs(above: &[(&str, &str)], here: &str) -> String {
    let mut out = String::from("<nav class=\"crumbs\" aria-label=\"Breadcrumb\"><ol>");
    for (name, address) in above {
        let _ = write!(out, "<li><a href=\"{address}\">{}</a></li>", escape(name));
    }
    let here = escape(here);
    let _ = writeln!(out, "<li aria-current=\"page\">{here}</li></ol></nav>");
    out
}

/// The side list: short names, inline types set in.
fn items(
    book: &Book<'_>,
    file: &str,
    types: &mut dyn Iterator<Item = (TypeId, &TypeDef)>,
) -> String {
    let mut out = String::new();
    for (id, def) in types {
        let inner = match def.origin {
            Origin::Inline { .. } => " class=\"inner\"",
            Origin::Definition(_) => "",
        };
        let _ = writeln!(out, "<li{inner}>{}</li>", book.link(file, id));
    }
    out
}

/// All types with their first words, inline types set in and after the name of what holds
/// them; `prefix` leads to the module's folder.
fn list(book: &Book<'_>, prefix: &str) -> String {
    let mut out = String::from("<ul class=\"types\">\n");
    for (id, def) in book.model.iter() {
        let kind = def.kind.word();
        let address = escape(&book.address("", id, None));
        let (class, outer) = match def.origin {
            Origin::Inline { parent, .. } => {
                let outer = escape(book.ident(parent));
                let outer = format!("<span class=\"outer\">{outer} \u{203a} </span>");
                (" class=\"inner\"", outer)
            }
            Origin::Definition(_) => ("", String::new()),
        };
        let _ = writeln!(
            out,
            "<li{class}>{outer}<a class=\"type {kind}\" href=\"{prefix}{address}\">{}</a> <span class=\"kind {kind}\">{kind}</span>{} <span class=\"first\" dir=\"auto\">{}</span></li>",
            escape(book.ident(id)),
            deprecated(def.docs.deprecated),
            first_words(&def.docs),
        );
    }
    out + "</ul>\n"
}

fn first_words(docs: &Docs) -> String {
    let words = docs.title.as_ref().or(docs.description.as_ref());
    words
        .map(|words| line(&first_line(words)))
        .unwrap_or_default()
}

/// The mark of what is deprecated.
pub(super) const fn deprecated(is: bool) -> &'static str {
    if is {
        " <strong class=\"old\">deprecated</strong>"
    } else {
        ""
    }
}
