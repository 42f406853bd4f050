//! Files with tables -> one field table, tested before it is returned: an example its row refuses is
//! left out, a type that could not be generated accepts any value, and both are reported.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::import_files::{DEPTH, load, shown, take, unreadable, walk};
use super::stamp;
use super::{Generator, Input as File};
use crate::artifact::{self, WriteError};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Severity};
use crate::import::{self, Imported, Language, Options, PageInput, Reports, WireCase};
use crate::read;
use crate::settings::Settings;
use crate::source::{Limits, SourceId, Sources, Span};

/// Makes one field table of pages with tables: the documentation of an SDK, Markdown, HTML, CSV and
/// so on.
///
/// ```no_run
/// let import = fieldwright::Importer::new().page("docs/models/person.md").import();
/// println!("{}", import.unwrap().yaml());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Importer {
    pages: Vec<PathBuf>,
    texts: Vec<(String, Vec<u8>)>,
    options: Options,
    each: bool,
    limits: Limits,
}

/// A field table that was made from pages.
#[derive(Debug)]
pub struct Import {
    yaml: String,
    types: usize,
    empty: Vec<String>,
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

    /// The pages that made no type, by the paths they were given with; those of folders are not
    /// among them.
    #[must_use]
    pub fn empty_pages(&self) -> &[String] {
        &self.empty
    }

    /// The field table as a file: its header shows whether somebody has edited it.
    #[must_use]
    pub fn file(&self) -> String {
        stamp::stamped(&self.yaml)
    }

    /// The reports: assumptions, omissions and missing pages.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The difference between this table and the existing file at its path; `None` if there is no
    /// such file, or one that an import wrote and nobody has edited.
    ///
    /// # Errors
    /// An existing file that cannot be read.
    pub fn conflict(&self, path: &Path) -> std::io::Result<Option<String>> {
        if !path.is_file() {
            return Ok(None); // writing reports the error of the path
        }
        let old = match std::fs::read(path) {
            Ok(old) => String::from_utf8_lossy(&old).into_owned(),
            Err(error) => return Err(error),
        };
        let new = self.file();
        if old == new || stamp::is_unedited(&old) {
            return Ok(None);
        }
        let name = path.display().to_string();
        Ok(Some(artifact::unified((&name, &old), ("imported", &new))))
    }

    /// Writes the table beside its destination and renames it, so that an existing file is replaced
    /// as a whole or not at all.
    ///
    /// # Errors
    /// An error of the file system.
    pub fn write(&self, path: &Path) -> Result<(), WriteError> {
        artifact::replace(path, self.file().as_bytes())
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

    /// Adds a page by its text; links lead to it by `name`.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.texts.push((name.into(), text.into().into_bytes()));
        self
    }

    /// Adds a page by its bytes, in UTF-8 or UTF-16.
    #[must_use]
    pub fn bytes(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.texts.push((name.into(), bytes.into()));
        self
    }

    /// Reads all pages as pages of this language, whatever their spelling.
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

    /// Whether an optional field accepts null if its page does not state it. Without this call it
    /// does, and each such field is reported as assumed.
    #[must_use]
    pub fn optional_accepts_null(mut self, accepts: bool) -> Self {
        self.options.optional_accepts_null = Some(accepts);
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

    /// Gives a type without a page, or a field `Type.field`, the type of a cell: `string(20)`.
    #[must_use]
    pub fn type_of(mut self, name: impl Into<String>, ty: impl Into<String>) -> Self {
        self.options.types.push((name.into(), ty.into()));
        self
    }

    /// Whether each assumption is reported by itself, instead of all of a kind at once.
    #[must_use]
    pub fn report_each(mut self, each: bool) -> Self {
        self.each = each;
        self
    }

    /// Multiplies the limits on pages by `factor`.
    #[must_use]
    pub fn limits(mut self, factor: u32) -> Self {
        self.limits = Limits::raised(factor);
        self
    }

    /// Reads the pages and makes the table.
    ///
    /// # Errors
    /// A page that is not there, or no page that can be read.
    pub fn import(&self) -> Result<Import, Diagnostics> {
        let mut sources = Sources::with_limits(self.limits);
        let mut reports = Reports::default();
        let mut errors = Vec::new();
        let mut files: Vec<(String, SourceId)> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        let mut empty: Vec<String> = Vec::new();
        for (name, bytes) in &self.texts {
            named.push(name.clone());
            match take(name, bytes.clone(), &mut sources, &mut reports) {
                Some(file) => files.push(file),
                None => empty.push(name.clone()),
            }
        }
        for (path, by_name) in self.paths(&mut errors) {
            let shown = shown(&path);
            let loaded = load(&path, &mut sources, &mut reports, &mut errors);
            if by_name {
                named.push(shown.clone());
                empty.extend(loaded.is_none().then_some(shown));
            }
            files.extend(loaded);
        }
        if files.is_empty() && errors.is_empty() {
            let message = "none of the pages can be read";
            let error = Diagnostic::general("unreadable-file", message);
            errors.push(error.help("give at least one page in UTF-8 or UTF-16"));
        }
        if !errors.is_empty() {
            errors.extend(reports.into_diagnostics(self.each));
            return Err(Diagnostics::new(errors, sources));
        }
        let inputs: Vec<PageInput<'_>> = files
            .iter()
            .map(|(path, id)| input(path, *id, &sources))
            .collect();
        let made = table(&inputs, &self.options, &mut reports);
        for input in inputs
            .iter()
            .filter(|input| made.empty.contains(&input.path))
        {
            name_foreign(input, &mut reports);
        }
        empty.extend(made.empty.into_iter().filter(|path| named.contains(path)));
        let list = reports.into_diagnostics(self.each);
        Ok(Import {
            yaml: made.yaml,
            types: made.types,
            empty,
            warnings: Diagnostics::new(list, sources),
        })
    }

    /// The pages, folders replaced by their files, and whether each was named.
    fn paths(&self, errors: &mut Vec<Diagnostic>) -> Vec<(PathBuf, bool)> {
        let mut out = Vec::new();
        for path in &self.pages {
            if !path.is_dir() {
                out.push((path.clone(), true));
                continue;
            }
            let mut found = Vec::new();
            let walked = walk(path, DEPTH, &mut found);
            let is_empty = found.is_empty();
            out.extend(found.into_iter().map(|page| (page, false)));
            if let Err(error) = walked {
                errors.push(unreadable(path, &error));
            } else if is_empty {
                let message = format!("{} has no pages", path.display());
                let error = Diagnostic::general("unreadable-file", message);
                errors.push(error.help(
                    "pages are files whose names end in .md, .html, .rst, .adoc, .csv, .tsv, .xlsx, .ods, .docx or .odt",
                ));
            }
        }
        out
    }
}

/// Reports the kind of a page that makes no type, if it is a document of a known kind.
fn name_foreign(input: &PageInput<'_>, reports: &mut Reports) {
    let parsed = crate::source::parse(
        &input.path,
        input.source,
        &std::sync::Arc::from(input.text),
        Limits::default(),
    );
    let document = parsed.document.filter(|_| parsed.errors.is_empty());
    let foreign = document.and_then(|document| read::of_document(document.root()));
    if let Some(foreign) = foreign.or_else(|| read::of_text(input.text)) {
        let message = format!("is {}, in which no table of fields is found", foreign.name);
        let start = Span::new(input.source, 0, 0);
        let path = &input.path;
        reports.lost("skipped-page", Some(start), path, message, foreign.way_out);
    }
}

fn input<'s>(path: &str, source: SourceId, sources: &'s Sources) -> PageInput<'s> {
    PageInput {
        source,
        path: path.to_owned(),
        text: sources.text(source),
    }
}

/// The table of one page that is an input itself.
pub(super) fn page(id: SourceId, sources: &Sources) -> (String, Vec<Diagnostic>) {
    let mut reports = Reports::default();
    let input = input(sources.name(id), id, sources);
    let made = table(&[input], &Options::default(), &mut reports);
    let mut found = reports.into_diagnostics(false);
    if made.types == 0 {
        let message = format!("{} makes no type", sources.name(id));
        let error = Diagnostic::error("no-types", Span::new(id, 0, 0), message);
        found.push(
            error.help("an input holds a table of fields, with columns such as Field and Type"),
        );
    }
    (made.yaml, found)
}

/// Whether a text may be one that the import reads; fast, with false positives.
pub(super) fn may_be_table(text: &str) -> bool {
    import::may_be_table(text)
}

/// Whether a text is one that the import reads, by its content.
pub(super) fn is_table(id: SourceId, sources: &Sources) -> bool {
    import::is_table(&input(sources.name(id), id, sources))
}

/// How often a table is repaired before it is returned unchanged.
const ROUNDS: usize = 16;

pub(super) struct Made {
    yaml: String,
    types: usize,
    empty: Vec<String>,
}

impl Made {
    /// The table with its reports.
    #[cfg(feature = "infer")]
    pub(super) fn import(self, list: Vec<Diagnostic>, sources: Sources) -> Import {
        Import {
            yaml: self.yaml,
            types: self.types,
            empty: self.empty,
            warnings: Diagnostics::new(list, sources),
        }
    }
}

fn table(inputs: &[PageInput<'_>], options: &Options, reports: &mut Reports) -> Made {
    tried(import::import(inputs, options, reports), reports)
}

/// The table as YAML, without parts that the generator would refuse.
pub(super) fn tried(mut imported: Imported, reports: &mut Reports) -> Made {
    let mut yaml = imported.to_yaml();
    for _ in 0..ROUNDS {
        let found = evaluate("table.yaml", &yaml);
        let mut seen = BTreeSet::new();
        let mut changed = false;
        for diagnostic in &found {
            changed |= repair(diagnostic, &mut imported, &mut seen, reports);
        }
        if !changed {
            break;
        }
        yaml = imported.to_yaml();
    }
    Made {
        yaml,
        types: imported.len(),
        empty: imported.empty().to_vec(),
    }
}

/// Removes parts that the generator would refuse; true if something changed.
fn repair(
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
    // Examples of documents stay unchanged; they are not read as values of a row.
    if diagnostic.code == "bad-example" && imported.is_reference(ty) {
        return false;
    }
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
    if diagnostic.code == "renamed" && !imported.is_reference(ty) {
        // An inline type whose name is taken gets another one.
        return field.is_some_and(|field| imported.lift(ty, field));
    }
    let is_wrong = diagnostic.code == "bad-default" || diagnostic.severity() == Severity::Error;
    let dropped = is_wrong.then(|| imported.drop_keyword(&parts)).flatten();
    if let Some((keyword, value)) = dropped {
        let subject = format!("{ty}.{}", field.unwrap_or_default());
        let code = match keyword.as_str() {
            "default" => "left-out-default",
            _ => "unread-limit",
        };
        let value = if value.is_empty() {
            value
        } else {
            format!(": {value}")
        };
        let message = format!("has `{keyword}{value}` left out: {}", diagnostic.message());
        let help = "complete the row in the table";
        reports.lost(code, imported.place(ty, field), subject, message, help);
        return true;
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

/// The diagnostics of a table, from reading to the gate.
fn evaluate(name: &str, text: &str) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let mut collector = Collector::default();
    let generator = Generator::new();
    let input = File {
        path: PathBuf::from(name),
        text: Some(text.to_owned()),
        settings: None,
        span: None,
    };
    let settings = Settings::default();
    generator.front(&input, &settings, &mut sources, &mut collector);
    collector.finish().unwrap_or_else(|list| list)
}
