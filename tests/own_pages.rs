//! Our own Markdown pages go round: the page of a document, read as the table that it is, gives a page
//! that shows the same. Two pages show the same where their named types do, line by line and cell by
//! cell; a link is followed, so that inline types may stand elsewhere and be called otherwise. What a
//! page names and does not show is listed here, and counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Generator, Importer, Output};

/// The types of a page.
struct Page {
    /// The lines of each, by its anchor; the first is its name.
    sections: BTreeMap<String, Vec<String>>,
    /// What stands above them but the links.
    front: Vec<String>,
}

/// Lines of a page that say nothing about the values of a type: further Rust paths of it, the type that
/// it is a direction of, and that properties are kept that are not refused.
const UNSAID: [&str; 3] = [
    "Also: `",
    "One direction of: ",
    "Other properties are kept: any.",
];

/// What a field table cannot say: keywords that the page names and does not show, tuples, and a text
/// that is a number, which nothing is (a table reads the text of the number).
const UNTOLD: [&str; 3] = [
    "Evaluated too: ",
    "array of just ",
    "- string where `const: 1`",
];

impl Page {
    fn of(text: &str) -> Self {
        let mut page = Self {
            sections: BTreeMap::new(),
            front: Vec::new(),
        };
        let mut anchor = None;
        for line in text.lines().skip(1).filter(|line| !line.is_empty()) {
            let id = line.strip_prefix("<a id=\"");
            if let Some(id) = id.and_then(|id| id.strip_suffix("\"></a>")) {
                page.sections.insert(id.to_owned(), Vec::new());
                anchor = Some(id.to_owned());
                continue;
            }
            let lines = match &anchor {
                Some(anchor) => page.sections.get_mut(anchor).unwrap(),
                None if line.starts_with("- [") => continue,
                None => &mut page.front,
            };
            if !UNSAID.iter().any(|words| line.starts_with(words)) {
                lines.push(line.to_owned());
            }
        }
        page
    }

    fn is_inline(&self, anchor: &str) -> bool {
        self.sections[anchor]
            .iter()
            .any(|line| line.starts_with("Inline in: "))
    }

    /// Whether a type, or one that it shows in its place, is more than a table can say.
    fn is_untold(&self, anchor: &str, seen: &mut BTreeSet<String>) -> bool {
        if !seen.insert(anchor.to_owned()) {
            return false;
        }
        let lines = &self.sections[anchor];
        let has = |line: &String| UNTOLD.iter().any(|words| line.contains(words));
        lines.iter().any(has)
            || lines.iter().flat_map(|line| links(line).1).any(|link| {
                self.sections.contains_key(link)
                    && self.is_inline(link)
                    && self.is_untold(link, seen)
            })
    }
}

/// A line without its links, and where they lead.
fn links(line: &str) -> (String, Vec<&str>) {
    let (mut text, mut found) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find("](#") {
        let open = rest[..at].rfind('[').unwrap_or(0);
        text.push_str(&rest[..open]);
        text.push_str("[]");
        let (link, behind) = rest[at + 3..].split_once(')').unwrap_or(("", ""));
        found.push(link);
        rest = behind;
    }
    (text + rest, found)
}

/// A line without what depends on where its type stands.
fn bare(line: &str) -> Option<(String, Vec<&str>)> {
    if line.starts_with("Inline in: ") {
        return None;
    }
    let is_row = line.starts_with("| ");
    let line = match line.strip_prefix("| <a id=\"") {
        Some(row) => row.split_once("</a>").map_or(row, |(_, row)| row),
        None => line,
    };
    // An annotated format is one that a table asserts; the row says which it is.
    let (mut text, links) = links(line);
    for format in line
        .split("`format: ")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
    {
        text = text.replace(&format!("string ({format})"), "string");
    }
    if is_row {
        // Blocks lose their form in a cell, and a table reads a number under `type: string` as text.
        let words: Vec<&str> = text.split("<br/>").map(str::trim).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        text = words.join(" ");
        if text.contains(" | string") {
            text = text.replace("`\"", "`").replace("\"`", "`");
        }
    }
    Some((text, links))
}

/// A row whose type is a link, without its example: what an inline type has for one is its field's.
fn without_example(text: &str) -> Option<String> {
    let cells: Vec<&str> = text.split(" | ").collect();
    let is_row = cells.len() > 4 && cells[1].starts_with("[]");
    is_row.then(|| [&cells[..4], &cells[5..]].concat().join(" | "))
}

/// Whether a row whose type is a link shows an example.
fn has_example(text: &str) -> bool {
    let cells: Vec<&str> = text.split(" | ").collect();
    cells.len() > 4 && cells[1].starts_with("[]") && !cells[4].trim().is_empty()
}

/// The first difference of two pages.
struct Compared<'p> {
    one: &'p Page,
    other: &'p Page,
    seen: BTreeSet<(String, String)>,
    /// Types that a table cannot say.
    untold: usize,
    named: usize,
}

impl Compared<'_> {
    fn all(&mut self) -> Result<(), String> {
        if self.one.front != self.other.front {
            return Err(format!("{:?}\n{:?}", self.one.front, self.other.front));
        }
        for anchor in self
            .one
            .sections
            .keys()
            .filter(|anchor| !self.one.is_inline(anchor))
        {
            self.named += 1;
            if !self.other.sections.contains_key(anchor) {
                return Err(format!("{anchor} is gone"));
            }
            self.types(anchor, anchor, false)?;
        }
        for anchor in self
            .other
            .sections
            .keys()
            .filter(|anchor| !self.other.is_inline(anchor))
        {
            // A type within itself that has no name gets one.
            let is_known = self.one.sections.contains_key(anchor)
                || self.seen.iter().any(|(_, other)| other == anchor);
            if !is_known {
                return Err(format!("{anchor} is new"));
            }
        }
        Ok(())
    }

    /// `is_reported` tells whether both rows that lead to an inline type show its example: then a type
    /// that it is one with need not.
    fn types(&mut self, one: &str, other: &str, is_reported: bool) -> Result<(), String> {
        if !self.seen.insert((one.to_owned(), other.to_owned())) {
            return Ok(());
        }
        if self.one.is_untold(one, &mut BTreeSet::new()) {
            self.untold += 1;
            return Ok(());
        }
        let lines = |page: &Page, anchor: &str, skip: usize| -> Vec<(String, Vec<String>)> {
            let lines = page.sections[anchor].iter().skip(skip);
            let is_shown = |line: &&String| is_reported && line.starts_with("Examples: ");
            let bare = lines
                .filter(|line| !is_shown(line))
                .filter_map(|line| bare(line));
            bare.map(|(text, links)| (text, links.into_iter().map(str::to_owned).collect()))
                .collect()
        };
        // Inline types may be called otherwise.
        let skip = usize::from(self.one.is_inline(one));
        let (a, b) = (lines(self.one, one, skip), lines(self.other, other, skip));
        for index in 0..a.len().max(b.len()) {
            let (Some((x, x_links)), Some((y, y_links))) = (a.get(index), b.get(index)) else {
                return Err(format!("{one}: {:?} and {:?}", a.get(index), b.get(index)));
            };
            let example = without_example(x).filter(|row| Some(row) == without_example(y).as_ref());
            if x != y && example.is_none() {
                return Err(format!("{one}:\n- {x}\n+ {y}"));
            }
            let shows = x == y && has_example(x);
            for (x, y) in x_links.iter().zip(y_links) {
                if self.one.sections.contains_key(x) && self.other.sections.contains_key(y) {
                    self.types(x, y, shows && self.one.is_inline(x))?;
                } else if x != y {
                    return Err(format!("{one}: links {x} and {y}"));
                }
            }
        }
        Ok(())
    }
}

/// The page of an output, with its stem.
fn page_of(output: &Output) -> (String, String) {
    let is_page = |path: &str| path.starts_with("docs/") && path.ends_with(".md");
    let found = output
        .artifacts()
        .iter()
        .find(|artifact| is_page(&artifact.path));
    let found = found.expect("a page");
    let stem = Path::new(&found.path).file_stem().unwrap();
    (stem.to_str().unwrap().to_owned(), found.contents.clone())
}

/// The page of a document and the page of the table that it becomes.
fn round(generator: Generator) -> Result<(String, String), String> {
    let output = generator
        .docs(true)
        .generate()
        .map_err(|wrong| wrong.to_string())?;
    let (stem, page) = page_of(&output);
    let import = Importer::new().text(format!("{stem}.md"), &page).import();
    let import = import.map_err(|wrong| wrong.to_string())?;
    let again = Generator::new()
        .docs(true)
        .text(format!("{stem}.yaml"), import.yaml());
    let again = again.generate();
    let again = again.map_err(|wrong| format!("{wrong}\n{}", import.yaml()))?;
    Ok((page, page_of(&again).1))
}

/// The types that are compared, and those that a table cannot say.
fn same(generator: Generator) -> Result<(usize, usize), String> {
    let (first, second) = round(generator)?;
    let (one, other) = (Page::of(&first), Page::of(&second));
    let mut compared = Compared {
        one: &one,
        other: &other,
        seen: BTreeSet::new(),
        untold: 0,
        named: 0,
    };
    compared.all()?;
    Ok((compared.named, compared.untold))
}

/// How many named types go round, and how many types are more than a table can say.
fn all(inputs: Vec<(String, Generator)>) -> (usize, usize) {
    let (mut named, mut untold) = (0, 0);
    let mut wrong = String::new();
    for (name, generator) in inputs {
        match same(generator) {
            Ok((types, without)) => {
                println!("{name}: {types} named types, {without} are more than a table can say");
                named += types;
                untold += without;
            }
            Err(difference) => wrong += &format!("{name}: {difference}\n"),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    (named, untold)
}

fn inputs() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![
        (
            "seed".to_owned(),
            root.join("schema/connect_session_create.yaml"),
        ),
        (
            "twin".to_owned(),
            root.join("schema/connect_session_create.openapi.yaml"),
        ),
    ];
    for entry in fs::read_dir(root.join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        let files = ["table.yaml", "openapi.yaml", "schema.json", "schema.yaml"];
        let file = files
            .iter()
            .map(|file| folder.join(file))
            .find(|file| file.exists());
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        found.extend(file.map(|file| (name, file)));
    }
    found.sort();
    found
}

#[test]
fn pages_of_the_cases_go_round() {
    let inputs: Vec<(String, Generator)> = inputs()
        .into_iter()
        .map(|(name, path)| (name, Generator::new().input(path)))
        .collect();
    let documents = inputs.len();
    let (named, untold) = all(inputs);
    println!("pages of {documents} cases go round: {named} named types");
    assert!(
        documents >= 58 && named > 400 && untold < 60,
        "{documents} {named} {untold}"
    );
}

/// The real documents of the corpus; the large ones with `-- --ignored`.
fn corpus(is_large: bool) {
    let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS").map(PathBuf::from) else {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
        return;
    };
    let mut inputs = Vec::new();
    for folder in ["stackone", "openapi"] {
        for entry in fs::read_dir(corpus.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let size = fs::metadata(&path).unwrap().len();
            if (size > 400_000) == is_large {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                inputs.push((name, Generator::new().input(path)));
            }
        }
    }
    inputs.sort_by(|(a, _), (b, _)| a.cmp(b));
    let documents = inputs.len();
    assert!(documents >= 6, "{documents}");
    let (named, _) = all(inputs);
    println!("pages of {documents} documents go round: {named} named types");
}

#[test]
fn pages_of_documents_go_round() {
    corpus(false);
}

#[test]
#[ignore = "takes minutes without optimisation"]
fn pages_of_large_documents_go_round() {
    corpus(true);
}

#[test]
fn code_with_bars_goes_round() {
    let table = "fieldwright: 1\ntypes:\n  A:\n    fields:\n      digest: { type: string, description: \"Run `openssl | base64`, or a|b.\" }\n";
    let generator = Generator::new().text("bars.yaml", table);
    let (first, second) = round(generator).unwrap();
    assert!(first.contains("`openssl \\| base64`"), "{first}");
    assert_eq!(first.lines().last(), second.lines().last());
}
