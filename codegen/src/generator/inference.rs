//! Files of sample instances -> one field table that accepts all of them.

use std::path::{Path, PathBuf};

use super::encoding;
use super::import::{Import, tried};
use super::import_files::{shown, unreadable};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::import::{Reports, Written, table};
use crate::infer::{Budget, Evidence, Options, Sample, infer};
use crate::source::{Document, Kind, Limits, Node, SourceId, Sources, parse_json_stream};

/// Makes a field table from sample instances: JSON, JSON Lines or YAML.
///
/// The table accepts every sample; anything beyond that is an assumption, and each is among the
/// [`warnings`](Import::warnings) as a note, with its reason and the number of supporting values.
///
/// ```
/// let samples = r#"{"id": 1, "at": "2024-01-01T00:00:00Z"} {"id": 2}"#;
/// let table = fieldwright::Inference::new().text("event.json", samples).infer().unwrap();
/// assert!(table.yaml().contains("format: date-time"));
/// ```
#[derive(Debug, Clone)]
pub struct Inference {
    files: Vec<PathBuf>,
    texts: Vec<(String, Vec<u8>)>,
    name: Option<String>,
    whole: bool,
    each: bool,
    options: Options,
    written: Written,
    limits: Limits,
}

impl Default for Inference {
    fn default() -> Self {
        Self {
            files: Vec::new(),
            texts: Vec::new(),
            name: None,
            whole: false,
            each: false,
            options: Options::default(),
            written: Written {
                required: true,
                open_enums: true,
            },
            limits: Limits::default(),
        }
    }
}

impl Inference {
    /// An inference without samples.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file of samples of the same type: one, a list of them, or several one after the other.
    #[must_use]
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(path.into());
        self
    }

    /// Adds samples by their text; `name` is the name of their file.
    #[must_use]
    pub fn text(self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.bytes(name, text.into().into_bytes())
    }

    /// Adds samples by their bytes, in UTF-8 or UTF-16.
    #[must_use]
    pub fn bytes(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.texts.push((name.into(), bytes.into()));
        self
    }

    /// The name of the type; else that of the first file.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Whether a list at the top of a file is one sample, instead of a list of them.
    #[must_use]
    pub fn whole(mut self, whole: bool) -> Self {
        self.whole = whole;
        self
    }

    /// Whether a property that every sample has is required, as it is without this call.
    #[must_use]
    pub fn required(mut self, required: bool) -> Self {
        self.written.required = required;
        self
    }

    /// Whether texts that are all of a format have it, as they have without this call.
    #[must_use]
    pub fn formats(mut self, formats: bool) -> Self {
        self.options.formats = formats.then_some(Evidence::OfFormat);
        self
    }

    /// The number of different values from which a format is assumed; without this call one for
    /// `date-time`, `date` and `uuid`, two for others.
    #[must_use]
    pub fn format_values(mut self, values: usize) -> Self {
        self.options.formats = Some(Evidence::AtLeast(values));
        self
    }

    /// Whether texts that repeat are an enum, as they are without this call.
    #[must_use]
    pub fn enums(mut self, enums: bool) -> Self {
        self.options.enums = enums;
        self
    }

    /// Whether enums keep values that no sample has, as they do without this call.
    #[must_use]
    pub fn open_enums(mut self, open: bool) -> Self {
        self.written.open_enums = open;
        self
    }

    /// An enum has at most `values` values (12 without this call), and there are `repeats` texts for
    /// each of them on average (3).
    #[must_use]
    pub fn enum_evidence(mut self, values: usize, repeats: usize) -> Self {
        self.options.enum_values = values;
        self.options.enum_repeats = repeats;
        self
    }

    /// Whether objects of several kinds are unions, as they are without this call.
    #[must_use]
    pub fn unions(mut self, unions: bool) -> Self {
        self.options.unions = unions;
        self
    }

    /// The number of different keys from which an object may be a map whose keys do not look like
    /// data (30 without this call).
    #[must_use]
    pub fn map_keys(mut self, keys: usize) -> Self {
        self.options.map_keys = keys;
        self
    }

    /// Whether each assumption is reported by itself, instead of all of a kind at once.
    #[must_use]
    pub fn report_each(mut self, each: bool) -> Self {
        self.each = each;
        self
    }

    /// Multiplies the limits on samples by `factor`.
    #[must_use]
    pub fn limits(mut self, factor: u32) -> Self {
        self.limits = Limits::raised(factor);
        self
    }

    /// Reads the samples and makes the table.
    ///
    /// # Errors
    /// A file that cannot be read, is no JSON or YAML, or has too many values; no sample at all.
    pub fn infer(&self) -> Result<Import, Diagnostics> {
        let mut sources = Sources::with_limits(self.limits);
        let mut errors = Vec::new();
        let mut read: Vec<(String, SourceId)> = Vec::new();
        for (name, bytes) in &self.texts {
            take(name, bytes.clone(), &mut sources, &mut read, &mut errors);
        }
        for path in &self.files {
            match crate::source::read_file(path, self.limits) {
                Ok(bytes) => take(&shown(path), bytes, &mut sources, &mut read, &mut errors),
                Err(error) => errors.push(unreadable(path, &error)),
            }
        }
        let mut documents: Vec<Parsed> = Vec::new();
        for (name, id) in &read {
            documents.extend(parse(name, *id, &sources, &mut errors));
        }
        let mut reports = Reports::default();
        let found = self.samples(&documents, &mut reports);
        let samples = match found {
            Some(samples) => samples,
            None => {
                let message = "the samples have too many values";
                let error = Diagnostic::general("too-large", message);
                errors.push(error.help(self.limits.help()));
                Vec::new()
            }
        };
        if samples.is_empty() && errors.is_empty() {
            let error = Diagnostic::general("no-types", "there is no sample to infer a type from");
            errors.push(error.help("give a file with at least one JSON value"));
        }
        if !errors.is_empty() {
            return Err(Diagnostics::new(errors, sources));
        }
        let files = read.iter().map(|(name, _)| file_name(name).to_owned());
        let files: Vec<String> = files.collect();
        let name = self.name.clone().unwrap_or_else(|| common_name(&files));
        let samples: Vec<&Sample<'_>> = samples.iter().collect();
        let inferred = infer(&samples, &self.options);
        let made = table(&inferred, &name, files, &self.written, &mut reports);
        let made = tried(made, &mut reports);
        let list = reports.into_diagnostics(self.each);
        Ok(made.import(list, sources))
    }

    /// The samples of all documents; `None` if they have too many values.
    fn samples<'d>(
        &self,
        documents: &'d [Parsed],
        reports: &mut Reports,
    ) -> Option<Vec<Sample<'d>>> {
        let mut budget = Budget::new(self.limits);
        let mut samples = Vec::new();
        for parsed in documents {
            let root = parsed.document.root();
            let nodes: Vec<Node<'_>> = match parsed.is_stream {
                true => root.items().collect(),
                false => vec![root],
            };
            for node in nodes {
                if self.whole || node.kind() != Kind::Sequence || parsed.is_stream {
                    samples.push(Sample::of(node, &mut budget)?);
                    continue;
                }
                for item in node.items() {
                    samples.push(Sample::of(item, &mut budget)?);
                }
                reports.assumed_samples(node.span(), &parsed.name, node.len());
            }
        }
        Some(samples)
    }
}

/// A document of samples.
struct Parsed {
    name: String,
    document: Document,
    /// Whether it holds several samples one after the other.
    is_stream: bool,
}

/// Takes in the text of a file.
fn take(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
    read: &mut Vec<(String, SourceId)>,
    errors: &mut Vec<Diagnostic>,
) {
    match encoding::add(name, bytes, sources) {
        Ok(id) => read.push((name.to_owned(), id)),
        Err((message, help)) => {
            errors.push(Diagnostic::general("unreadable-file", message).help(help));
        }
    }
}

/// One value, or several one after the other.
fn parse(
    name: &str,
    id: SourceId,
    sources: &Sources,
    errors: &mut Vec<Diagnostic>,
) -> Option<Parsed> {
    let file = file_name(name);
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_lines = ["jsonl", "ndjson"]
        .iter()
        .any(|e| extension.eq_ignore_ascii_case(e));
    let mut parsed = match is_lines {
        true => parse_json_stream(id, &sources.shared_text(id)),
        false => sources.parse(id),
    };
    let mut is_stream = is_lines;
    let text = sources.text(id).trim_start_matches('\u{feff}').trim_start();
    let is_json = text.starts_with(['{', '[', '"']) || extension.eq_ignore_ascii_case("json");
    if !parsed.errors.is_empty() && !is_lines && is_json && !text.is_empty() {
        let stream = parse_json_stream(id, &sources.shared_text(id));
        if stream.errors.is_empty() {
            (parsed, is_stream) = (stream, true);
        }
    }
    errors.extend(parsed.errors.into_iter().map(Diagnostic::from));
    let document = parsed.document?;
    Some(Parsed {
        name: name.to_owned(),
        document,
        is_stream,
    })
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The common beginning of the file stems, without a number at the end: `person` for
/// `person-1.json` and `person-2.json`.
fn common_name(files: &[String]) -> String {
    let mut stems = files.iter().map(|file| {
        let stem = Path::new(file).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    });
    let first = stems.next().unwrap_or_default();
    let shared = stems.fold(first.clone(), |shared, stem| {
        let same = shared.chars().zip(stem.chars());
        same.take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    });
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' ');
    let name = shared.trim_end_matches(is_number);
    let whole = first.trim_end_matches(is_number);
    let name = if name.chars().count() < 3 {
        whole
    } else {
        name
    };
    match name {
        "" | "stdin" => "Sample".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::common_name;

    #[test]
    fn files_of_one_type_share_its_name() {
        let name = |files: &[&str]| {
            let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
            common_name(&files)
        };
        assert_eq!(name(&["person-1.json", "person-2.json"]), "person");
        assert_eq!(name(&["person.json"]), "person");
        assert_eq!(name(&["a.json", "b.json"]), "a");
        assert_eq!(name(&["1.json"]), "Sample");
        assert_eq!(name(&["stdin"]), "Sample");
        assert_eq!(name(&["order.2024.json"]), "order");
    }
}
