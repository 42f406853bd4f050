//! The one pipeline. Command, build script and tests differ only in what they do
//! with its [`Output`].

use std::path::{Path, PathBuf};

mod build_script;
mod output;

pub use output::Output;

use output::Package;

use crate::analyze::analyze;
use crate::artifact::{Artifact, Comment};
use crate::check::check;
use crate::diagnostic::{Collector, Diagnostic, Diagnostics};
use crate::emit::{docs, rust};
use crate::lower::lower;
use crate::name::{self, name};
use crate::read::read;
use crate::schema;
use crate::settings::{Settings, UnknownProperties};
use crate::source::{Document, SourceId, Sources, Span};

/// Makes Rust, validators and docs from schemas.
///
/// ```no_run
/// // build.rs
/// fieldwright::Generator::new()
///     .input("schema/connect_session_create.yaml")
///     .build_script();
/// ```
#[derive(Debug, Clone, Default)]
pub struct Generator {
    inputs: Vec<Input>,
    pub(crate) defaults: Settings,
    root: PathBuf,
    package: Option<Package>,
}

#[derive(Debug, Clone)]
struct Input {
    path: PathBuf,
    /// The text, where it is given instead of read from the path.
    text: Option<String>,
    settings: Option<Settings>,
}

impl Generator {
    /// A generator without inputs.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an input file: one module, named after the file.
    #[must_use]
    pub fn input(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(Input {
            path: path.into(),
            text: None,
            settings: None,
        });
        self
    }

    /// Adds an input whose text is at hand; `name` is what its file would be called.
    #[must_use]
    pub fn text(mut self, name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.inputs.push(Input {
            path: name.into(),
            text: Some(text.into()),
            settings: None,
        });
        self
    }

    /// Relative inputs are looked up below `root` instead of the working directory;
    /// the output never depends on it.
    #[must_use]
    pub fn root(mut self, root: impl Into<PathBuf>) -> Self {
        self.root = root.into();
        self
    }

    /// Makes a complete crate called `name`; it depends on the runtime by path where
    /// one is given, else by version.
    #[must_use]
    pub fn package(mut self, name: impl Into<String>, runtime_path: Option<&str>) -> Self {
        let runtime_path = runtime_path.map(str::to_owned);
        self.package = Some(Package {
            name: name.into(),
            runtime_path,
        });
        self
    }

    /// Whether absent and null are one: an optional, nullable field is `Option<T>`
    /// instead of `Maybe<T>`, and `None` is left out on writing.
    #[must_use]
    pub fn fold_null(mut self, fold: bool) -> Self {
        self.defaults.fold_null = fold;
        self
    }

    /// What becomes of properties that a schema says nothing of; ignored by default.
    #[must_use]
    pub fn unknown(mut self, unknown: UnknownProperties) -> Self {
        self.defaults.unknown = unknown;
        self
    }

    /// Whether `Deserialize` checks constraints, too, instead of the shape only.
    #[must_use]
    pub fn validated(mut self, validated: bool) -> Self {
        self.defaults.validated = validated;
        self
    }

    /// Whether structs get a builder; they do by default.
    #[must_use]
    pub fn builders(mut self, builders: bool) -> Self {
        self.defaults.builders = builders;
        self
    }

    #[cfg(feature = "config")]
    pub(crate) fn configured(mut self, path: PathBuf, settings: Settings) -> Self {
        self.inputs.push(Input {
            path,
            text: None,
            settings: Some(settings),
        });
        self
    }

    /// Generates everything, in memory.
    ///
    /// # Errors
    /// Everything that is wrong with the inputs, at once.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        let mut sources = Sources::new();
        let mut collector = Collector::default();
        let mut modules: Vec<Module> = Vec::new();
        for input in &self.inputs {
            let settings = input.settings.as_ref().unwrap_or(&self.defaults);
            let Some(id) = self.load(input, &mut sources, &mut collector) else {
                continue;
            };
            let module = module(id, &input.path, settings, &sources, &mut collector);
            if let Some(module) = module {
                same_module(&modules, &module, id, &mut collector);
                modules.push(module);
            }
        }
        let read = self
            .inputs
            .iter()
            .map(|input| self.root.join(&input.path))
            .collect();
        match collector.finish() {
            Ok(warnings) => Ok(Output {
                artifacts: self.artifacts(modules),
                warnings: Diagnostics::new(warnings, sources),
                read,
            }),
            Err(list) => Err(Diagnostics::new(list, sources)),
        }
    }

    /// The normalised schema of one input, as JSON Schema 2020-12.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn normalised_schema(
        &self,
        path: impl Into<PathBuf>,
    ) -> Result<fieldwright_runtime::Value, Diagnostics> {
        let mut sources = Sources::new();
        let mut collector = Collector::default();
        let input = Input {
            path: path.into(),
            text: None,
            settings: None,
        };
        let document = self
            .load(&input, &mut sources, &mut collector)
            .and_then(|id| document(id, &sources, &mut collector));
        let graph = document
            .as_ref()
            .map(|document| read(document, &mut collector));
        if let Some(graph) = &graph {
            let model = lower(graph, &self.defaults, &mut collector);
            check(&model, &mut collector);
            name(&model, &mut collector);
        }
        match collector.finish() {
            Ok(_) => Ok(graph.map(|graph| schema::print(&graph)).unwrap_or_default()),
            Err(list) => Err(Diagnostics::new(list, sources)),
        }
    }

    /// Reads a file's text; its name in messages is the path as given.
    fn load(
        &self,
        input: &Input,
        sources: &mut Sources,
        collector: &mut Collector,
    ) -> Option<SourceId> {
        let path = &input.path;
        let shown = path.to_string_lossy().into_owned();
        if let Some(text) = &input.text {
            return Some(sources.add(shown, text.clone()));
        }
        match std::fs::read(self.root.join(path)) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Some(sources.add(shown, text)),
                Err(error) => {
                    let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
                    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                    let id = sources.add(shown, text);
                    let message = "the file is not UTF-8";
                    let span = Span::new(id, at, at + 1);
                    let help = "save it as UTF-8";
                    collector.add(Diagnostic::error("not-utf8", span, message).help(help));
                    None
                }
            },
            Err(error) => {
                let message = format!("{shown} cannot be read: {error}");
                let help = "paths are relative to the working directory, in fieldwright.toml to its folder";
                collector.add(Diagnostic::general("unreadable-file", message).help(help));
                None
            }
        }
    }

    fn artifacts(&self, modules: Vec<Module>) -> Vec<Artifact> {
        let mut artifacts = Vec::new();
        if let Some(package) = &self.package {
            let regex = modules.iter().any(|module| module.needs_regex);
            artifacts.push(package.manifest(regex));
        }
        let listed: Vec<_> = modules
            .iter()
            .map(|m| (m.name.clone(), m.docs.clone()))
            .collect();
        let library = rust::library(&listed);
        artifacts.push(Artifact::new(
            "src/lib.rs".to_owned(),
            Comment::Rust,
            None,
            &library,
        ));
        for module in modules {
            let source = Some(module.source.as_str());
            let path = format!("src/{}.rs", module.name);
            artifacts.push(Artifact::new(path, Comment::Rust, source, &module.rust));
            if let Some(page) = &module.page {
                let path = format!("docs/{}.md", module.name);
                artifacts.push(Artifact::new(path, Comment::Markdown, source, page));
            }
        }
        artifacts
    }
}

/// One input's output.
struct Module {
    name: String,
    source: String,
    docs: Option<String>,
    rust: String,
    page: Option<String>,
    needs_regex: bool,
}

/// Source to document; what is wrong with it goes to the collector.
fn document(id: SourceId, sources: &Sources, collector: &mut Collector) -> Option<Document> {
    let parsed = sources.parse(id);
    for error in parsed.errors {
        collector.add(error.into());
    }
    parsed.document
}

/// The pipeline, stage by stage: source, read, lower, check, name, the gate,
/// analyze, emit.
fn module(
    id: SourceId,
    path: &Path,
    settings: &Settings,
    sources: &Sources,
    collector: &mut Collector,
) -> Option<Module> {
    let mut own = Collector::default();
    let document = document(id, sources, &mut own);
    let graph = document
        .as_ref()
        .map(|document| read(document, &mut own))
        .unwrap_or_default();
    let model = lower(&graph, settings, &mut own);
    check(&model, &mut own);
    let names = name(&model, &mut own);
    if let Some(document) = &document {
        own.locate(document);
    }
    let (passed, list) = match own.finish() {
        Ok(warnings) => (true, warnings),
        Err(list) => (false, list),
    };
    list.into_iter()
        .for_each(|diagnostic| collector.add(diagnostic));
    if !passed {
        return None;
    }
    let facts = analyze(&model);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = name::module(&stem);
    let input = rust::Input {
        model: &model,
        names: &names,
        facts: &facts,
        settings,
    };
    Some(Module {
        source: header_name(path),
        docs: model.description.clone().or_else(|| model.title.clone()),
        rust: rust::module(input),
        page: settings.docs.then(|| docs::page(&model, &names, &name)),
        needs_regex: facts.needs_regex,
        name,
    })
}

/// What a header says the input is: the path as given, but the file name alone of an
/// absolute one, so that the output does not depend on where it was made.
fn header_name(path: &Path) -> String {
    let shown = match path.file_name() {
        Some(file) if path.is_absolute() => Path::new(file),
        _ => path,
    };
    shown.to_string_lossy().replace('\\', "/")
}

/// Two inputs must not become one module.
fn same_module(modules: &[Module], new: &Module, id: SourceId, collector: &mut Collector) {
    if let Some(old) = modules.iter().find(|module| module.name == new.name) {
        let message = format!(
            "{} would be the module `{}`, which is made from {} already",
            new.source, new.name, old.source
        );
        let help = "rename one of the files";
        collector.add(Diagnostic::error("same-module", Span::new(id, 0, 0), message).help(help));
    }
}
