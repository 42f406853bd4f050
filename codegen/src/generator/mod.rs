//! The one pipeline. Command, build script and tests differ only in their use of its [`Output`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod build_script;
#[cfg(feature = "diff")]
mod compared;
#[cfg(feature = "import")]
mod encoding;
#[cfg(feature = "html")]
mod examples;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "import")]
mod import_files;
#[cfg(feature = "infer")]
mod inference;
mod kind;
mod options;
mod output;
#[cfg(feature = "overlay")]
mod overlaid;
mod page;
mod printed;
mod problems;
mod progress;
#[cfg(feature = "html")]
mod reference;
#[cfg(feature = "import")]
mod stamp;
mod target;

#[cfg(feature = "import")]
pub use import::{Import, Importer};
#[cfg(feature = "infer")]
pub use inference::Inference;
pub use options::SettingValue;
pub use output::{Folders, Output};
pub use progress::Progress;
#[cfg(feature = "html")]
pub use reference::Reference;

use printed::{print_with_patterns, with_patterns};
use problems::{faults, missing_features, same_module, unreadable};
use target::{Beside, Package, Target};

use crate::analyze::analyze;
use crate::check::check;
use crate::coverage::{Coverage, coverage};
use crate::diagnostic::{Collector, Diagnostic, Diagnostics, Severity};
#[cfg(feature = "html")]
use crate::emit::html;
use crate::emit::{docs, rust};
use crate::lower::{evaluated, lower};
use crate::model::Model;
use crate::name::{self, name};
use crate::overrides::{Used, override_schemas, unused};
use crate::read;
use crate::schema;
use crate::settings::Settings;
use crate::share::share;
use crate::source::{Limits, Loader, Mapping, SourceId, Sources, Span, Store};

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
    target: Target,
    mappings: Vec<Mapping>,
    limits: Limits,
    /// The store of files.
    store: Store,
    /// The folders that inputs were looked for in.
    watched: Vec<PathBuf>,
    observer: progress::Observer,
    /// Name and text of fieldwright.toml, if settings come from it.
    pub(crate) configuration: Option<(String, String)>,
    /// The errors of settings that were given by name.
    problems: Vec<Diagnostic>,
    /// The masthead of the HTML reference.
    #[cfg(feature = "html")]
    reference: Reference,
}

#[derive(Debug, Clone)]
struct Input {
    path: PathBuf,
    /// The text, if it is given instead of read from the path.
    text: Option<String>,
    settings: Option<Settings>,
    /// Its span in fieldwright.toml.
    span: Option<Span>,
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
            span: None,
        });
        self
    }

    /// Adds an input by its text; `name` is the name of its file.
    #[must_use]
    pub fn text(mut self, name: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        self.inputs.push(Input {
            path: name.into(),
            text: Some(text.into()),
            settings: None,
            span: None,
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

    /// Makes a complete crate with this name; it depends on the runtime by path if one is given,
    /// else by version.
    #[must_use]
    pub fn package(mut self, name: impl Into<String>, runtime_path: Option<&str>) -> Self {
        let runtime_path = runtime_path.map(str::to_owned);
        self.package = Some(Package {
            name: name.into(),
            runtime_path,
            is_member: false,
        });
        self
    }

    /// The crate of [`package`](Self::package) is a member of a workspace around it: its manifest
    /// has no `[workspace]`.
    #[must_use]
    pub fn workspace_member(mut self, is_member: bool) -> Self {
        if let Some(package) = &mut self.package {
            package.is_member = is_member;
        }
        self
    }

    /// Makes a module of an existing crate: only `mod.rs` and a file for each input.
    #[must_use]
    pub fn modules(mut self) -> Self {
        self.target = Target::Modules;
        self
    }

    /// Sets the masthead of the HTML reference.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    #[cfg(feature = "config")]
    pub(crate) fn reading_from(mut self, store: Store) -> Self {
        self.store = store;
        self
    }

    #[cfg(feature = "config")]
    pub(crate) fn configured(mut self, path: PathBuf, settings: Settings, span: Span) -> Self {
        self.inputs.push(Input {
            path,
            text: None,
            settings: Some(settings),
            span: Some(span),
        });
        self
    }

    /// Remembers a folder that inputs were looked for in.
    #[cfg(feature = "config")]
    pub(crate) fn watching(mut self, folder: PathBuf) -> Self {
        self.watched.push(folder);
        self
    }

    /// Generates everything, in memory.
    ///
    /// # Errors
    /// Everything that is wrong with the inputs, at once.
    pub fn generate(&self) -> Result<Output, Diagnostics> {
        let mut sources = self.sources();
        let mut collector = Collector::default();
        let mut used = Vec::new();
        let mut modules: Vec<Module> = Vec::new();
        let mut read = Vec::new();
        collector.extend(self.problems.iter().cloned());
        let masthead = self.masthead(&mut collector);
        let beside = Beside {
            documents_all: self.target == Target::Modules,
            masthead: &masthead,
        };
        for input in &self.inputs {
            let settings = input.settings.as_ref().unwrap_or(&self.defaults);
            let front = self.front(input, settings, &mut sources, &mut collector);
            read.extend(front.files.iter().cloned());
            used.extend(front.used.clone());
            self.begin("writing", input);
            if let Some(module) = front.module(&input.path, settings, beside) {
                same_module(&modules, &module, front.source, &mut collector);
                modules.push(module);
            }
        }
        if used.len() == self.inputs.len() {
            let settings = self.inputs.iter();
            let settings = settings.map(|input| input.settings.as_ref().unwrap_or(&self.defaults));
            collector.extend(unused(settings.flat_map(|s| &s.types), &used));
        }
        let warnings = match collector.finish() {
            Ok(warnings) => warnings,
            Err(list) if self.defaults.keep_going => list,
            Err(list) => return Err(Diagnostics::new(list, sources)),
        };
        Ok(Output {
            coverage: modules.iter().map(|m| m.coverage.clone()).collect(),
            artifacts: self
                .target
                .artifacts(self.package.as_ref(), modules, beside),
            warnings: Diagnostics::new(warnings, sources),
            read,
            target: self.target,
        })
    }

    /// The normalised schema of the first input, as JSON Schema 2020-12.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn normalised_schema(&self) -> Result<fieldwright_runtime::Value, Diagnostics> {
        Ok(self.schema_with_warnings()?.0)
    }

    /// The same, with the warnings about the input.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn schema_with_warnings(
        &self,
    ) -> Result<(fieldwright_runtime::Value, Diagnostics), Diagnostics> {
        self.schema_of_first(|graph| with_patterns(schema::print(graph), graph))
    }

    /// The evaluator of that schema, ready for instances.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn evaluator(&self) -> Result<fieldwright_runtime::Schema, Diagnostics> {
        let made = self.schema_of_first(|graph| {
            let document = print_with_patterns(graph);
            // A schema that passed the gate compiles; else every instance is refused.
            let compiled = fieldwright_runtime::Schema::compile(&document);
            compiled.unwrap_or_else(|_| fieldwright_runtime::Schema::embedded("false"))
        });
        Ok(made?.0)
    }

    fn schema_of_first<T>(
        &self,
        make: impl FnOnce(&schema::Graph) -> T,
    ) -> Result<(T, Diagnostics), Diagnostics> {
        let mut sources = self.sources();
        let mut collector = Collector::default();
        collector.extend(self.problems.iter().cloned());
        let front = match self.inputs.first() {
            Some(input) => {
                let settings = input.settings.as_ref().unwrap_or(&self.defaults);
                self.front(input, settings, &mut sources, &mut collector)
            }
            None => Front::default(),
        };
        match collector.finish() {
            Ok(list) => Ok((make(&front.graph), Diagnostics::new(list, sources))),
            Err(list) => Err(Diagnostics::new(list, sources)),
        }
    }

    /// The texts of a run; the first one is that of the settings.
    fn sources(&self) -> Sources {
        let mut sources = Sources::with_limits(self.limits);
        sources.read_from(self.store.clone());
        if let Some((name, text)) = &self.configuration {
            sources.add(name, text.clone());
        }
        sources
    }

    /// An input up to the gate: its text, and the stages that make a model of it.
    fn front(
        &self,
        input: &Input,
        settings: &Settings,
        sources: &mut Sources,
        collector: &mut Collector,
    ) -> Front {
        let mut own = Collector::default();
        self.begin("reading", input);
        let shown = shown_path(&input.path);
        let file = self.root.join(&input.path);
        let page = page::table(input, &file, &shown, sources, &mut own);
        own.extend(missing_features(settings));
        let mut loader = Loader::new(sources, &self.root, &self.mappings);
        let loaded = match (&input.text, &page) {
            (_, Some(table)) => loader.text(&format!("{shown} (imported)"), table.clone()),
            (Some(text), None) => loader.text(&shown, text.clone()),
            (None, None) => loader.named(&input.path),
        };
        own.extend(faults(&mut loader, loaded.is_ok()));
        let mut front = Front::default();
        let mut named = None;
        match loaded {
            Ok(index) => {
                let named_input = read::Input {
                    path: &shown,
                    stem: &stem(&input.path),
                    settings,
                };
                let modelling = || self.begin("modelling", input);
                named = Some(front.stages(&mut loader, index, &named_input, &mut own, modelling));
            }
            Err(error) => own.extend(unreadable(&shown, &error, input.span)),
        }
        own.locate(loader.documents());
        front.files = loader.files().to_vec();
        front.files.extend(page.map(|_| file));
        front.source = loader.documents().first().map(|d| d.source());
        let (list, is_open) = gate(own, settings.keep_going);
        front.passed = named.filter(|_| is_open);
        collector.extend(list);
        front
    }
}

/// The gate: all diagnostics, and whether the result may pass.
fn gate(collector: Collector, keep_going: bool) -> (Vec<Diagnostic>, bool) {
    match collector.finish() {
        Ok(warnings) => (warnings, true),
        Err(list) => {
            // A placeholder replaces the target of an unresolved reference.
            let recovered = |d: &Diagnostic| {
                d.severity() != Severity::Error || d.code() == "unresolved-reference"
            };
            let is_open = keep_going && list.iter().all(recovered);
            (list, is_open)
        }
    }
}

/// One input's output.
struct Module {
    name: String,
    source: String,
    docs: Option<String>,
    rust: Vec<rust::File>,
    page: Option<String>,
    #[cfg(feature = "html")]
    html: Option<html::Module>,
    coverage: Coverage,
    features: BTreeSet<&'static str>,
    has_ascii_names: bool,
}

/// The result of the stages up to the gate for an input.
#[derive(Default)]
struct Front {
    graph: schema::Graph,
    files: Vec<PathBuf>,
    source: Option<SourceId>,
    /// Which settings of types had an effect; `None` if there are no types.
    used: Option<Used>,
    /// The result that has passed the gate.
    passed: Option<Named>,
}

/// A model whose items have their names: behind the gate nothing can fail.
struct Named {
    model: Model,
    names: name::Names,
}

impl Front {
    /// The stages behind the document of an input: read, override, lower, check, name, share.
    fn stages(
        &mut self,
        loader: &mut Loader<'_>,
        index: usize,
        input: &read::Input<'_>,
        own: &mut Collector,
        modelling: impl FnOnce(),
    ) -> Named {
        let settings = input.settings;
        #[cfg(feature = "overlay")]
        own.extend(overlaid::overlaid(loader, index, settings));
        self.graph = read::read(loader, index, input, own);
        own.extend(select(&mut self.graph, settings));
        modelling();
        let (graph, documents) = (&mut self.graph, loader.documents());
        let mut override_table = override_schemas(graph, settings, documents, loader.sources());
        let mut model = lower(graph, settings, &mut override_table, own);
        self.used = Some(override_table.used().clone());
        check(&mut model, own);
        let mut names = name(&model, own);
        share(&mut model, &mut names, graph, settings.inline);
        model.evaluated = evaluated(graph, &model);
        Named { model, names }
    }

    /// The stages behind the gate: analyze, emit.
    fn module(&self, path: &Path, settings: &Settings, beside: Beside<'_>) -> Option<Module> {
        let Named { model, names } = self.passed.as_ref()?;
        let facts = analyze(model);
        let name = name::file_module(&stem(path));
        let input = rust::ModuleInput {
            module: &name,
            model,
            names,
            facts: &facts,
            settings,
            documents_all: beside.documents_all,
        };
        Some(Module {
            source: header_name(path),
            docs: model.description.clone().or_else(|| model.title.clone()),
            rust: rust::module(input),
            page: settings.docs.then(|| docs::page(model, names, &name)),
            #[cfg(feature = "html")]
            html: settings.html.then(|| {
                let examples = examples::examples(&self.graph, model);
                html::module((model, names), &name, beside.masthead, &examples)
            }),
            coverage: coverage(&name, &self.graph, model, names),
            features: facts.features,
            has_ascii_names: names.are_ascii(),
            name,
        })
    }
}

/// Keeps the types that are wanted; a pattern that matches none is an error.
fn select(graph: &mut schema::Graph, settings: &Settings) -> Vec<Diagnostic> {
    if settings.include.is_empty() && settings.exclude.is_empty() {
        return Vec::new();
    }
    let unused = graph.select(&settings.include, &settings.exclude);
    let unused = unused.into_iter().map(|pattern| {
        let message = format!("no type is called `{pattern}`");
        let help = "patterns match names as the schema has them; `*` stands for any text";
        Diagnostic::general("unused-pattern", message).help(help)
    });
    unused.collect()
}

/// The name of a file without folders and without its last extension.
fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// A path as messages show it.
fn shown_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The input's name in a header: the path as given, but only the file name of an absolute one, so
/// that the output does not depend on the machine.
fn header_name(path: &Path) -> String {
    let shown = match path.file_name() {
        Some(file) if path.is_absolute() => Path::new(file),
        _ => path,
    };
    shown.to_string_lossy().replace('\\', "/")
}
