//! fieldwright.toml -> a generator and the folder of its output.
//!
//! ```toml
//! [output]
//! crate = "generated"
//!
//! [[input]]
//! path = "schema/connect_session_create.yaml"
//! nullable_optional = "option"
//! ```

mod formats;
mod globs;
mod inputs;
mod output;
mod reference;
mod types;
mod values;
mod version;

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::artifact::{Drift, WriteError, Written};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Level, Levels};
use crate::generator::{Generator, Output};
use crate::settings::{SETTINGS, Settings, setting, unknown_name};
use crate::source::{SourceId, Sources, Span, Store};
use fieldwright_runtime::nearest;
use values::{Value, found};

/// The content of fieldwright.toml: inputs, settings, and the folder of the output.
#[derive(Debug)]
pub struct Project {
    generator: Generator,
    output: PathBuf,
    levels: Levels,
}

impl Project {
    /// Reads the configuration at `path`; its paths are relative to its folder.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Diagnostics> {
        Self::read(path.as_ref(), &Store::default(), true)
    }

    /// Reads the configuration at `path` at a revision of its git repository; its inputs, and the
    /// files that they refer to, are those of that revision.
    ///
    /// # Errors
    /// All errors of the configuration, and an unknown revision.
    #[cfg(feature = "diff")]
    pub fn load_revision(path: impl AsRef<Path>, revision: &str) -> Result<Self, Diagnostics> {
        let path = path.as_ref();
        let folder = path.parent().unwrap_or(Path::new(""));
        match crate::source::Revision::find(revision, folder) {
            Ok(found) => {
                let store = Store::Revision(std::sync::Arc::new(found));
                Self::read(path, &store, false)
            }
            Err(error) => {
                let message = format!("the revision `{revision}` cannot be read: {error}");
                let help = "name a commit, a branch or a tag that `git rev-parse` knows";
                let diagnostic = Diagnostic::general("unreadable-file", message).help(help);
                Err(Diagnostics::new(vec![diagnostic], Sources::new()))
            }
        }
    }

    /// For `build.rs`: the same as [`Generator::build_script`], with the inputs and settings of the
    /// configuration at `path`. Its `[output]` is ignored, and may be missing.
    pub fn build_script(path: impl AsRef<Path>) {
        let path = path.as_ref();
        println!("cargo::rerun-if-changed={}", path.display());
        match Self::read(path, &Store::default(), false) {
            Ok(project) => project.generator.build_script(),
            Err(diagnostics) => {
                eprintln!("{diagnostics}");
                std::process::exit(1);
            }
        }
    }

    fn read(path: &Path, store: &Store, needs_output: bool) -> Result<Self, Diagnostics> {
        let mut sources = Sources::new();
        let mut collector = Collector::default();
        let shown = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |f| f.to_string_lossy());
        let project = match store.read_text(path) {
            Ok(text) => {
                let shown = store.shown(&shown);
                let id = sources.add(shown.clone(), text);
                let root = path.parent().unwrap_or(Path::new(""));
                ConfigReader {
                    id,
                    collector: &mut collector,
                    root,
                    store,
                }
                .project(sources.text(id), needs_output)
                .map(|project| project.remembering(&shown, sources.text(id), store))
            }
            Err(error) => {
                let message = format!("{shown} cannot be read: {error}");
                let help = "`fieldwright init` writes one; `fieldwright generate` needs none";
                collector.add(Diagnostic::general("unreadable-file", message).help(help));
                None
            }
        };
        match (collector.finish(), project) {
            (Ok(_), Some(project)) => Ok(project),
            (Ok(list) | Err(list), _) => Err(Diagnostics::new(list, sources)),
        }
    }

    /// Errors in settings of types are found when the types are known.
    fn remembering(mut self, name: &str, text: &str, store: &Store) -> Self {
        self.generator = self.generator.reading_from(store.clone());
        self.generator.configuration = Some((name.to_owned(), text.to_owned()));
        self
    }

    /// Calls `observer` whenever a run begins with something else, as [`Generator::observe`] does.
    #[must_use]
    pub fn observe(
        mut self,
        observer: impl Fn(&crate::Progress<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.generator = self.generator.observe(observer);
        self
    }

    /// Generates everything, in memory.
    ///
    /// # Errors
    /// Everything that is wrong with the inputs.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        self.generate_at(&Levels::default())
    }

    /// The same; the levels of `over` take precedence over `[diagnostics]`.
    ///
    /// # Errors
    /// All errors of the inputs, and denied diagnostics.
    pub fn generate_at(&self, over: &Levels) -> Result<Output, Diagnostics> {
        let levels = self.levels.under(over);
        let output = self.generator.generate();
        output
            .map_err(|diagnostics| diagnostics.leveled(&levels))?
            .leveled(&levels)
    }

    /// The changes from the inputs of `old` to those of this configuration, at the levels of this
    /// one and of `over`.
    ///
    /// # Errors
    /// All errors of the inputs of either.
    #[cfg(feature = "diff")]
    pub fn compare_at(&self, old: &Self, over: &Levels) -> Result<crate::Comparison, Diagnostics> {
        let levels = self.levels.under(over);
        let compared = old.generator.compare(&self.generator);
        Ok(compared?.leveled(&levels))
    }

    /// The generator that the configuration describes.
    #[must_use]
    pub fn generator(&self) -> &Generator {
        &self.generator
    }

    /// Writes an output to the project's folder and removes files that are no longer generated.
    ///
    /// # Errors
    /// A foreign file in the way, or an error of the file system.
    pub fn write(&self, output: &Output) -> Result<Written, WriteError> {
        output.write(&self.output, true)
    }

    /// Compares an output with the project's folder.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub fn check(&self, output: &Output) -> Result<Drift, WriteError> {
        output.check(&self.output)
    }

    /// The folder of the output.
    #[must_use]
    pub fn output(&self) -> &Path {
        &self.output
    }
}

/// The keys allowed at the top.
const KEYS: [&str; 10] = [
    "required-version",
    "output",
    "reference",
    "defaults",
    "input",
    "map",
    "types",
    "formats",
    "diagnostics",
    "limits",
];

/// By how much the limits are raised.
fn factor(value: &DeValue<'_>) -> Option<u32> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        _ => None,
    }
    .filter(|factor| *factor > 0)
}

struct ConfigReader<'c> {
    id: SourceId,
    collector: &'c mut Collector,
    /// The folder of the configuration, and the store of its files.
    root: &'c Path,
    store: &'c Store,
}

impl ConfigReader<'_> {
    fn project(&mut self, text: &str, needs_output: bool) -> Option<Project> {
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let span = self.span(error.span().unwrap_or(0..0));
                let message = error.message().to_owned();
                self.collector
                    .add(Diagnostic::error("toml-syntax", span, message));
                return None;
            }
        };
        // A revision may have been of another version.
        let is_current = matches!(self.store, Store::Disk);
        if is_current && !self.fits(table.get_ref()) {
            return None;
        }
        let mut settings = Settings::default();
        let find = |name: &str| {
            let mut entries = table.get_ref().iter();
            entries.find(|(key, _)| *key.get_ref() == name)
        };
        if let Some((_, defaults)) = find("defaults") {
            settings = self.settings(defaults, &settings, &[]).unwrap_or(settings);
        }
        if let Some((_, types)) = find("types") {
            settings.types.extend(self.types(types));
        }
        if let Some((_, formats)) = find("formats") {
            settings.custom_formats = self.formats(formats);
        }
        let mut output = None;
        let mut levels = Levels::default();
        let mut generator = Generator::new().root(self.root);
        let mut inputs = 0;
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("output", DeValue::Table(entries)) => {
                    output = self.output(entries, table.get_ref())
                }
                ("defaults", DeValue::Table(_)) => {}
                ("input", DeValue::Array(list)) => {
                    inputs += list.len();
                    generator = self.inputs(list, &settings, generator);
                }
                ("diagnostics", DeValue::Table(entries)) => levels = self.levels(entries),
                ("reference", DeValue::Table(entries)) => {
                    generator = self.reference(key.span(), entries, generator);
                }
                ("map", DeValue::Table(entries)) => generator = self.mappings(entries, generator),
                ("limits", value_of) => match factor(value_of) {
                    Some(factor) => generator = generator.limits(factor),
                    None => self.bad(value, "a whole number from 1, such as 2"),
                },
                ("types" | "formats" | "required-version", _) => {}
                ("output" | "reference" | "defaults" | "map" | "diagnostics", _) => {
                    self.bad(value, "a table");
                }
                ("input", _) => self.bad(value, "a list of tables: write [[input]]"),
                (other, _) => {
                    self.unknown(key.span(), other, &KEYS);
                }
            }
        }
        let is_misspelt = |name: &str| {
            let mut keys = table.get_ref().iter().map(|(key, _)| key.get_ref());
            keys.any(|key| {
                nearest(key, KEYS.into_iter()).is_some_and(|near| near == name && key != name)
            })
        };
        let is_list = |value: &Value<'_>| matches!(value.get_ref(), DeValue::Array(_));
        let has_other = find("input").is_some_and(|(_, value)| !is_list(value));
        if inputs == 0 && !has_other && !is_misspelt("input") {
            self.missing(
                "there is no [[input]]",
                "add one: [[input]] with `path = \"schema/x.yaml\"`",
            );
        }
        if output.is_none() && needs_output {
            let is_table = |value: &Value<'_>| matches!(value.get_ref(), DeValue::Table(_));
            if is_misspelt("output") || find("output").is_some_and(|(_, value)| !is_table(value)) {
                return None; // has been reported
            }
            self.missing(
                "`crate` or `modules` is missing in [output]",
                "say where the output goes: [output] with `crate = \"generated\"`, or with `modules = \"src/models\"`",
            );
            return None;
        }
        let output = output.unwrap_or_default();
        if output.is_modules {
            generator = generator.modules();
        }
        Some(Project {
            generator,
            levels,
            output: self.root.join(output.folder),
        })
    }

    /// `[diagnostics]`: the levels of codes.
    fn levels(&mut self, entries: &DeTable<'_>) -> Levels {
        let mut levels = Levels::default();
        for (key, value) in entries {
            let level = match value.get_ref() {
                DeValue::String(text) => match text.as_ref() {
                    "allow" => Some(Level::Allow),
                    "warn" => Some(Level::Warn),
                    "deny" => Some(Level::Deny),
                    _ => None,
                },
                _ => None,
            };
            let Some(level) = level else {
                self.bad_level(value);
                continue;
            };
            if let Err(near) = levels.set(key.get_ref(), level) {
                let message = format!("there is no diagnostic code `{}`", key.get_ref());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`fieldwright explain` lists all codes".to_owned(),
                };
                let span = self.span(key.span());
                let diagnostic = Diagnostic::error("unknown-setting", span, message);
                self.collector.add(diagnostic.help(help));
            }
        }
        levels
    }

    fn bad_level(&mut self, value: &Value<'_>) {
        const LEVELS: [&str; 3] = ["allow", "warn", "deny"];
        let message = format!("a level cannot be {}", found(value.get_ref()));
        let mut help = "write \"allow\", \"warn\" or \"deny\"".to_owned();
        let near = value
            .get_ref()
            .as_str()
            .and_then(|word| nearest(word, LEVELS.into_iter()));
        if let Some(near) = near {
            help.push_str(&format!("; did you mean \"{near}\"?"));
        }
        let diagnostic = Diagnostic::error("bad-setting", self.span(value.span()), message);
        self.collector.add(diagnostic.help(help));
    }

    /// Whether a key of the table is nearly `name`; it is reported as unknown.
    fn is_misspelt(&self, table: &Value<'_>, name: &str) -> bool {
        let DeValue::Table(entries) = table.get_ref() else {
            return false;
        };
        let mut keys = entries.iter().map(|(key, _)| key.get_ref().as_ref());
        keys.any(|key| setting(key).is_none() && nearest(key, std::iter::once(name)).is_some())
    }

    /// The settings of a table, on top of `defaults`; `others` are keys that are not
    /// settings.
    fn settings(
        &mut self,
        table: &Value<'_>,
        defaults: &Settings,
        others: &[&str],
    ) -> Option<Settings> {
        let DeValue::Table(entries) = table.get_ref() else {
            self.bad(table, "a table");
            return None;
        };
        let mut settings = defaults.clone();
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            match setting(name).filter(|setting| setting.is_of_inputs()) {
                Some(setting) => {
                    self.set(setting, value, |value| setting.set(&mut settings, value));
                    if let Some(feature) = setting.missing_feature(&settings) {
                        let span = Some(self.span(value.span()));
                        let what = format!("`{name}`");
                        let missing = Diagnostic::missing_feature(&what, feature, span);
                        self.collector.add(missing);
                    }
                }
                None if name == "types" => settings.types.extend(self.types(value)),
                None if others.contains(&name) => {}
                None => {
                    let known = SETTINGS.iter().filter(|setting| setting.is_of_inputs());
                    let known = known.map(|setting| setting.name);
                    let others = others.iter().copied().chain(["types"]);
                    let known: Vec<&str> = known.chain(others).collect();
                    self.unknown(key.span(), name, &known);
                }
            }
        }
        Some(settings)
    }

    /// `[map]`: the paths of documents by URI.
    fn mappings(&mut self, entries: &DeTable<'_>, mut generator: Generator) -> Generator {
        for (uri, path) in entries {
            match path.get_ref() {
                DeValue::String(path) => {
                    generator = generator.map(uri.get_ref().as_ref(), path.as_ref());
                }
                _ => self.bad(path, "a path in quotes"),
            }
        }
        generator
    }

    // --- errors -----------------------------------------------------------

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.id, offset(range.start), offset(range.end))
    }

    fn bad(&mut self, value: &Value<'_>, expected: &str) {
        let message = format!("expected {expected}, found {}", found(value.get_ref()));
        let diagnostic = Diagnostic::error("bad-setting", self.span(value.span()), message);
        self.collector
            .add(diagnostic.help(format!("write {expected}")));
    }

    fn missing(&mut self, message: &str, help: &str) {
        let span = Span::new(self.id, 0, 0);
        self.collector
            .add(Diagnostic::error("missing-setting", span, message).help(help));
    }

    fn unknown(&mut self, range: std::ops::Range<usize>, name: &str, known: &[&str]) {
        let (message, help) = unknown_name(name, known);
        let diagnostic = Diagnostic::error("unknown-setting", self.span(range), message);
        self.collector.add(diagnostic.help(help));
    }
}
