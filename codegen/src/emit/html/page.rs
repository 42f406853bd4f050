//! Sections -> whole pages: head, bars, lists of types, footer.

use std::fmt::Write as _;

use super::assets::POLICY;
use super::book::Book;
use super::inline::{blocks, line};
use super::marks::deprecated;
use super::operation_pages::OperationPage;
use super::operations;
use super::section::section;
use super::text::{escape, first_line};
use super::{File, Masthead, Module, anchors};
use crate::emit::prose::safe_address;
use crate::model::{Docs, Origin, Provenance, TypeDef, TypeId};

/// The most types that one page lists.
const MOST_LISTED: usize = 600;

/// A page around its content.
struct Page<'p> {
    title: &'p str,
    masthead: &'p Masthead,
    /// From the page to the tree's root: `../`, or nothing.
    root: &'p str,
    crumbs: String,
    /// The subject of the side list, and its items.
    aside: &'p str,
    items: String,
    /// How many types the module has, if the list does not contain them: they are loaded on demand.
    all: Option<usize>,
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
        let home = escape(self.masthead.title());
        let links = links(self.masthead);
        let all = self.all.map(|count| {
            format!("<details class=\"all\" hidden>\n<summary>All {count} types</summary>\n<ul></ul>\n</details>\n")
        });
        let all = all.unwrap_or_default();
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
<a class="home" href="{root}index.html">{home}</a>
{links}<div class="search" role="search" hidden>
<label class="unseen" for="-query">Search types, fields and values</label>
<input id="-query" type="search" role="combobox" aria-expanded="false" aria-controls="-results" aria-autocomplete="list" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="Search operations, types, fields">
<kbd aria-hidden="true">/</kbd>
<div class="panel" hidden>
<ul id="-results" role="listbox" aria-label="Results" tabindex="-1"></ul>
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
{all}</nav>
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

/// The links of the bar; nothing without any.
fn links(masthead: &Masthead) -> String {
    let links = masthead.links.iter().filter_map(|(text, address)| {
        let address = escape(&safe_address(address)?);
        let text = escape(text);
        Some(format!(
            "<a href=\"{address}\" rel=\"noopener noreferrer\">{text}</a>"
        ))
    });
    let links: String = links.collect();
    match links.is_empty() {
        true => String::new(),
        false => format!("<nav class=\"links\" aria-label=\"Links\">{links}</nav>\n"),
    }
}

/// The front page of these modules.
pub(super) fn front(modules: &[&Module], masthead: &Masthead) -> String {
    let mut items = String::new();
    let title = escape(masthead.title());
    let mut main = format!("<h1 dir=\"auto\">{title}</h1>\n");
    for module in modules {
        let _ = writeln!(items, "<li>{}</li>", module_link(&module.name));
        main.push_str(&module.summary);
    }
    Page {
        title: masthead.title(),
        masthead,
        root: "",
        crumbs: String::new(),
        aside: "Modules",
        items,
        all: None,
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
    if book.is_split() {
        let count = book.model.types.len();
        let _ = writeln!(out, "<p class=\"note\">{count} types</p>");
    }
    out.push_str(&groups(book, &prefix, 3));
    if !book.is_split() {
        out.push_str(&list(book, &prefix, &mut book.model.iter()));
    }
    out + "</section>\n"
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
    let operations = book.operations.pages.iter().map(|page| File {
        path: format!("{}/{}", book.module, page.file),
        body: of_operations(book, page),
    });
    let all = book.is_split().then(|| File {
        path: format!("{}/side.js", book.module),
        body: super::search::side(book),
    });
    pages
        .chain(operations)
        .chain(lists(book))
        .chain(all)
        .collect()
}

/// The pages of operations below a heading of this level; the operations themselves, where there
/// are few.
fn groups(book: &Book<'_>, prefix: &str, level: usize) -> String {
    let pages = &book.operations.pages;
    if let [page] = pages.as_slice() {
        let file = escape(&anchors::encoded(&page.file));
        let title = escape(&page.title);
        let list = operations::list(book, page, prefix);
        return format!("<h{level}><a href=\"{prefix}{file}\">{title}</a></h{level}>\n{list}");
    }
    let entries: String = pages
        .iter()
        .map(|page| {
            let file = escape(&anchors::encoded(&page.file));
            let (title, count) = (escape(&page.title), page.operations.len());
            format!("<li><a href=\"{prefix}{file}\">{title}</a> ({count})</li>\n")
        })
        .collect();
    match pages.is_empty() {
        true => String::new(),
        false => {
            format!("<h{level}>Operations</h{level}>\n<ul class=\"groups\">\n{entries}</ul>\n")
        }
    }
}

/// A page of operations.
fn of_operations(book: &Book<'_>, page: &OperationPage) -> String {
    let title = escape(&page.title);
    let mut main = format!("<h1 dir=\"auto\">{title}</h1>\n");
    let mut items = String::new();
    for index in &page.operations {
        let Some(operation) = book.model.operations.get(*index) else {
            continue;
        };
        let link = operations::link(book, &page.file, *index, &operation.path);
        let _ = writeln!(items, "<li>{link}</li>");
        main.push_str(&operations::section(book, &page.file, *index));
    }
    let above = [
        (book.masthead.title(), "../index.html"),
        (book.module, "index.html"),
    ];
    Page {
        title: &page.title,
        masthead: book.masthead,
        root: "../",
        crumbs: crumbs(&above, &page.title),
        aside: "On this page",
        items,
        all: book.all(),
        main,
    }
    .html()
}

fn module(book: &Book<'_>, file: &str) -> String {
    let title = book.model.title.as_deref().unwrap_or(book.module);
    let mut main = format!("<h1 dir=\"auto\">{}</h1>\n", line(&first_line(title)));
    if let Some(description) = &book.model.description {
        let _ = writeln!(main, "<div class=\"words\">{}</div>", blocks(description));
    }
    main.push_str(&groups(book, "", 2));
    if book.is_split() {
        main.push_str("<h2>Types</h2>\n");
        main.push_str(&listed(book));
    }
    for (id, def) in book.types(0) {
        main.push_str(&section(book, file, 2, id, def));
    }
    Page {
        title,
        masthead: book.masthead,
        root: "../",
        crumbs: crumbs(&[(book.masthead.title(), "../index.html")], book.module),
        aside: match book.is_split() {
            true => "Operations",
            false => "Types",
        },
        items: module_items(book, file),
        all: book.all(),
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
    let above = [
        (book.masthead.title(), "../index.html"),
        (book.module, "index.html"),
    ];
    Page {
        title,
        masthead: book.masthead,
        root: "../",
        crumbs: crumbs(&above, title),
        aside: "On this page",
        items: items(book, file, &mut book.types(index)),
        all: book.all(),
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
        let kind = def.kind.word();
        let (inner, outer) = outer(book, def);
        let _ = writeln!(
            out,
            "<li{inner}><a class=\"type {kind}\" href=\"{}\">{outer}{}</a></li>",
            escape(&book.address(file, id, None)),
            escape(book.ident(id)),
        );
    }
    out
}

/// The side list of a module's own page: its pages of operations, and all types on it.
fn module_items(book: &Book<'_>, file: &str) -> String {
    let mut out = String::new();
    for page in &book.operations.pages {
        let file = escape(&anchors::encoded(&page.file));
        let title = escape(&page.title);
        let _ = writeln!(out, "<li><a href=\"{file}\">{title}</a></li>");
    }
    if !book.is_split() {
        out.push_str(&items(book, file, &mut book.model.iter()));
    }
    out
}

/// The class of an entry, and the name of the type around an inline type.
fn outer(book: &Book<'_>, def: &TypeDef) -> (&'static str, String) {
    match def.origin {
        Origin::Inline { parent, .. } => {
            let outer = escape(book.ident(parent));
            let outer = format!("<span class=\"outer\">{outer} \u{203a} </span>");
            (" class=\"inner\"", outer)
        }
        Origin::Definition(_) => ("", String::new()),
    }
}

/// The named types of a large module; inline types are listed with the types around them.
fn named<'m>(book: &Book<'m>) -> Vec<(TypeId, &'m TypeDef)> {
    let all = book.model.iter();
    all.filter(|(_, def)| def.provenance == Provenance::Named)
        .collect()
}

/// The list of the types of a large module or, if there are too many for a page, of the pages that
/// list them.
fn listed(book: &Book<'_>) -> String {
    let named = named(book);
    if named.len() <= MOST_LISTED {
        return list(book, "", &mut named.into_iter());
    }
    let mut out = String::from("<ul class=\"types\">\n");
    for (number, part) in named.chunks(MOST_LISTED).enumerate() {
        let _ = writeln!(
            out,
            "<li><a href=\"{}\">{}</a></li>",
            list_file(number),
            escape(&list_title(book, part))
        );
    }
    out + "</ul>\n"
}

fn list_file(number: usize) -> String {
    format!("types-{}.html", number + 1)
}

/// From its first to its last type.
fn list_title(book: &Book<'_>, part: &[(TypeId, &TypeDef)]) -> String {
    let ident = |entry: Option<&(TypeId, &TypeDef)>| entry.map_or("", |(id, _)| book.ident(*id));
    let (first, last) = (ident(part.first()), ident(part.last()));
    format!("{first} to {last}")
}

/// The pages that list the types of a module with too many for one.
fn lists(book: &Book<'_>) -> Vec<File> {
    let named = named(book);
    if !book.is_split() || named.len() <= MOST_LISTED {
        return Vec::new();
    }
    let parts = named.chunks(MOST_LISTED).enumerate();
    let pages = parts.map(|(number, part)| {
        let title = list_title(book, part);
        let list = list(book, "", &mut part.iter().copied());
        let above = [
            (book.masthead.title(), "../index.html"),
            (book.module, "index.html"),
        ];
        let page = Page {
            title: &title,
            masthead: book.masthead,
            root: "../",
            crumbs: crumbs(&above, &title),
            aside: "On this page",
            items: String::new(),
            all: book.all(),
            main: format!("<h1>{}</h1>\n{list}", escape(&title)),
        };
        File {
            path: format!("{}/{}", book.module, list_file(number)),
            body: page.html(),
        }
    });
    pages.collect()
}

/// The types with their first words, inline types indented and after the name of the type around
/// them; `prefix` leads to the module's folder.
fn list(
    book: &Book<'_>,
    prefix: &str,
    types: &mut dyn Iterator<Item = (TypeId, &TypeDef)>,
) -> String {
    let mut out = String::from("<ul class=\"types\">\n");
    for (id, def) in types {
        let kind = def.kind.word();
        let address = escape(&book.address("", id, None));
        let (class, outer) = outer(book, def);
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
