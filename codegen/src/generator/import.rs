//! Files of Markdown -> one field table, tried out before it is handed over: an
//! example that its row refuses is left out, and a type that could not be generated
//! accepts anything, with a word on why.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::page::is_page;
use super::{Generator, Input as File};
use crate::artifact::{self, WriteError};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Severity};
use crate::import::{self, Imported, Input, Language, Options, Reports, WireCase};
use crate::settings::Settings;
use crate::source::{SourceId, Sources, Span};

/// Makes one field table of Markdown pages, such as the documentation of an SDK.
///
/// ```no_run
/// let import = fieldwright::Importer::new().page("docs/models/person.md").import();
/// println!("{}", import.unwrap().yaml());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Importer {
    pages: Vec<PathBuf>,
    texts: Vec<(String, String)>,
    options: Options,
    each: bool,
}

/// A field table that was made of pages.
#[derive(Debug)]
pub struct Import {
    yaml: String,
    types: usize,
    warnings: Diagnostics,
}

impl Import {
    /// The field table.
    #[must_use]
    pub fn yaml(&self) -> &str {
        &self.yaml
    }

    /// How many types it has.
    #[must_use]
    pub fn types(&self) -> usize {
        self.types
    }

    /// What was assumed, left out or not found.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// Writes the table beside its place and renames it into it, so that a file that
    /// is there is replaced as a whole or not at all.
    ///
    /// # Errors
    /// A file system that refuses.
    pub fn write(&self, path: &Path) -> Result<(), WriteError> {
        artifact::replace(path, self.yaml.as_bytes())
    }
}

impl Importer {
    /// An import without pages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page, or all pages of a folder in the order of their names.
    #[must_use]
    pub fn page(mut self, path: impl Into<PathBuf>) -> Self {
        self.pages.push(path.into());
        self
    }

    /// Adds a page whose text is at hand; links lead to it by `name`.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.texts.push((name.into(), text.into()));
        self
    }

    /// Takes all pages for those of this language, whatever they look like.
    #[must_use]
    pub fn from(mut self, language: Language) -> Self {
        self.options.from = Some(language);
        self
    }

    /// How names are spelled in JSON; else it depends on the language.
    #[must_use]
    pub fn wire_case(mut self, case: WireCase) -> Self {
        self.options.wire_case = Some(case);
        self
    }

    /// Whether an optional field accepts null where its page does not tell; it does
    /// by default.
    #[must_use]
    pub fn optional_accepts_null(mut self, accepts: bool) -> Self {
        self.options.optional_accepts_null = accepts;
        self
    }

    /// Whether to take types of the SDK's transport, too, such as a response with
    /// its status code and its headers.
    #[must_use]
    pub fn with_transport(mut self, transport: bool) -> Self {
        self.options.transport = transport;
        self
    }

    /// Gives `field`, written as `Type.field`, the name `wire` in JSON.
    #[must_use]
    pub fn rename(mut self, field: impl Into<String>, wire: impl Into<String>) -> Self {
        self.options.renames.push((field.into(), wire.into()));
        self
    }

    /// Whether each assumption is reported by itself, instead of all of a kind at once.
    #[must_use]
    pub fn report_each(mut self, each: bool) -> Self {
        self.each = each;
        self
    }

    /// Reads the pages and makes the table.
    ///
    /// # Errors
    /// A page that is not there, or no page that can be read.
    pub fn import(&self) -> Result<Import, Diagnostics> {
        let mut sources = Sources::new();
        let mut reports = Reports::default();
        let mut errors = Vec::new();
        let mut files: Vec<(String, SourceId)> = Vec::new();
        for (name, text) in &self.texts {
            files.push((name.clone(), sources.add(name.clone(), text.clone())));
        }
        for path in self.paths(&mut errors) {
            files.extend(load(&path, &mut sources, &mut reports, &mut errors));
        }
        if files.is_empty() && errors.is_empty() {
            let message = "none of the pages can be read";
            let error = Diagnostic::general("unreadable-file", message);
            errors.push(error.help("give at least one page of Markdown in UTF-8"));
        }
        if !errors.is_empty() {
            errors.extend(reports.tell(self.each));
            return Err(Diagnostics::new(errors, sources));
        }
        let inputs: Vec<Input<'_>> = files
            .iter()
            .map(|(path, id)| input(path, *id, &sources))
            .collect();
        let (yaml, types) = table(&inputs, &self.options, &mut reports);
        let list = reports.tell(self.each);
        Ok(Import {
            yaml,
            types,
            warnings: Diagnostics::new(list, sources),
        })
    }

    /// The pages, folders replaced by what lies in them.
    fn paths(&self, errors: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
        let mut out = Vec::new();
        for path in &self.pages {
            if !path.is_dir() {
                out.push(path.clone());
                continue;
            }
            let before = out.len();
            if let Err(error) = walk(path, DEPTH, &mut out) {
                errors.push(unreadable(path, &error));
            } else if out.len() == before {
                let message = format!("{} has no pages of Markdown", path.display());
                let error = Diagnostic::general("unreadable-file", message);
                errors.push(error.help("pages are files whose names end in .md"));
            }
        }
        out
    }
}

/// How deep folders are searched.
const DEPTH: usize = 32;

fn walk(folder: &Path, depth: usize, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let entries = std::fs::read_dir(folder)?;
    let mut entries = entries.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        // Links are not followed into folders, so that a circle of them ends.
        let is_folder = entry.file_type()?.is_dir();
        if is_folder && depth > 0 {
            walk(&path, depth - 1, out)?;
        } else if !is_folder && is_page(&path) {
            out.push(path);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let message = format!("{} cannot be read: {error}", path.display());
    let help = "paths are relative to the working directory";
    Diagnostic::general("unreadable-file", message).help(help)
}

/// A page that is not there is a mistake; one that cannot be read is missing.
fn load(
    path: &Path,
    sources: &mut Sources,
    reports: &mut Reports,
    errors: &mut Vec<Diagnostic>,
) -> Option<(String, SourceId)> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let bytes = match crate::source::read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            errors.push(unreadable(path, &error));
            return None;
        }
    };
    if bytes.len() > crate::source::MAX_TEXT {
        let message = format!("{shown} is too large and is left out");
        reports.warning("skipped-page", None, message, "split the page");
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some((shown.clone(), sources.add(shown, text))),
        Err(_) => {
            let message = format!("{shown} is not UTF-8 and is left out");
            reports.warning("skipped-page", None, message, "save it as UTF-8");
            None
        }
    }
}

fn input<'s>(path: &str, source: SourceId, sources: &'s Sources) -> Input<'s> {
    Input {
        source,
        path: path.to_owned(),
        text: sources.text(source),
    }
}

/// The table of one page that is an input itself.
pub(super) fn page(id: SourceId, sources: &Sources) -> (String, Vec<Diagnostic>) {
    let mut reports = Reports::default();
    let input = input(sources.name(id), id, sources);
    let (yaml, _) = table(&[input], &Options::default(), &mut reports);
    (yaml, reports.tell(false))
}

/// How often a table is repaired before it is handed over as it is.
const ROUNDS: usize = 16;

fn table(inputs: &[Input<'_>], options: &Options, reports: &mut Reports) -> (String, usize) {
    let mut imported = import::import(inputs, options, reports);
    let mut yaml = imported.to_yaml();
    for _ in 0..ROUNDS {
        let found = judge("table.yaml", &yaml);
        let mut seen = BTreeSet::new();
        let mut changed = false;
        for diagnostic in &found {
            changed |= mend(diagnostic, &mut imported, &mut seen, reports);
        }
        if !changed {
            break;
        }
        yaml = imported.to_yaml();
    }
    (yaml, imported.len())
}

/// Takes out what the generator would refuse; true if something changed.
fn mend(
    diagnostic: &Diagnostic,
    imported: &mut Imported,
    seen: &mut BTreeSet<String>,
    reports: &mut Reports,
) -> bool {
    let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
    let parts: Vec<String> = pointer
        .split('/')
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect();
    let part = |at: usize| parts.get(at).map(String::as_str);
    let Some(ty) = part(2).filter(|_| part(1) == Some("types")) else {
        return false;
    };
    let field = part(4).filter(|_| part(3) == Some("fields"));
    if diagnostic.code == "bad-example" {
        let Some(field) = field else { return false };
        let changed = imported.drop_examples(ty, field);
        if changed {
            let message = "has an example that is no value of its type and is left out";
            let help = "examples are read by the type of their row";
            let place = imported.place(ty, Some(field));
            let subject = format!("{ty}.{field}");
            reports.lost("left-out-example", place, subject, message, help);
        }
        return changed;
    }
    if diagnostic.code == "renamed" {
        // An inline type whose name is taken gets one of its own.
        return field.is_some_and(|field| imported.lift(ty, field));
    }
    if diagnostic.severity() != Severity::Error || !seen.insert(ty.to_owned()) {
        return false;
    }
    let place: Option<Span> = imported.place(ty, None);
    let changed = imported.degrade(ty, diagnostic.message());
    if changed {
        let message = format!("`{ty}` accepts any value: {}", diagnostic.message());
        let help = "complete the type in the table";
        reports.warning("unusable-type", place, message, help);
    }
    changed
}

/// What is wrong with a table, the whole way to the gate.
fn judge(name: &str, text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let mut collector = Collector::default();
    let generator = Generator::new();
    let input = File {
        path: PathBuf::from(name),
        text: Some(text.to_owned()),
        settings: None,
    };
    let settings = Settings::default();
    generator.front(&input, &settings, &mut sources, &mut collector);
    collector.finish().unwrap_or_else(|list| list)
}
