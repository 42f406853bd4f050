//! The implementation of each command.

use std::path::{Path, PathBuf};

use fieldwright::{
    CHANGES, CODES, Drift, Files, Folders, Format, Generator, Levels, OTHER_RULES, Output, Project,
    Severity, Written,
};

use fieldwright_runtime::Value;

use super::arguments::{Form, Generate};
use super::console::Bar;
use super::{Console, Outcome, workspace};

/// `fieldwright`: regenerates everything the configuration lists.
pub(super) fn regenerate(config: Option<&Path>, levels: &Levels, console: &Console) -> Outcome {
    with_project(
        config,
        levels,
        console,
        |_, project, output| match project.write(output) {
            Ok(written) => {
                say_written(&written, &project.output().display().to_string(), console);
                Outcome::Success
            }
            Err(error) => wrong(&error.to_string(), console),
        },
    )
}

/// `fieldwright check`: compares instead of writing.
pub(super) fn check(config: Option<&Path>, levels: &Levels, console: &Console) -> Outcome {
    with_project(
        config,
        levels,
        console,
        |found, project, output| match project.check(output) {
            Ok(drift) if drift.is_empty() => {
                console.note(&format!(
                    "{} files are up to date",
                    output.artifacts().len()
                ));
                Outcome::Success
            }
            Ok(drift) => {
                let command = match config {
                    Some(_) => format!("fieldwright --config {}", found.display()),
                    None => "fieldwright".to_owned(),
                };
                let repair = format!("run `{command}` and commit the result");
                let folder = prefix(console).join(project.output());
                say_drift(
                    &drift,
                    &folder.to_string_lossy().replace('\\', "/"),
                    &repair,
                    console,
                );
                Outcome::Drift
            }
            Err(error) => wrong(&error.to_string(), console),
        },
    )
}

/// The configuration that was named, or the one here or in the nearest parent folder.
pub(super) fn configuration(named: Option<&Path>) -> PathBuf {
    const NAME: &str = "fieldwright.toml";
    if let Some(named) = named {
        return named.to_owned();
    }
    let here = PathBuf::from(NAME);
    let levels = std::env::current_dir().map_or(0, |folder| folder.ancestors().count());
    let above = (1..levels).scan(PathBuf::new(), |folder, _| {
        folder.push("..");
        Some(folder.join(NAME))
    });
    let found = std::iter::once(here.clone()).chain(above);
    { found }.find(|path| path.is_file()).unwrap_or(here)
}

/// The working directory below that of GitHub's workspace, which its annotations are relative to.
pub(super) fn prefix(console: &Console) -> PathBuf {
    let is_github = matches!(console.format, Format::Github | Format::Sarif);
    let workspace = std::env::var_os("GITHUB_WORKSPACE").filter(|_| is_github);
    let here = std::env::current_dir().ok();
    let below = workspace.zip(here).and_then(|(workspace, here)| {
        let below = here.strip_prefix(workspace).ok()?;
        Some(below.to_owned())
    });
    below.unwrap_or_default()
}

/// A project that shows its progress.
pub(super) fn observed(project: Project, bar: &Bar) -> Project {
    let bar = bar.clone();
    project.observe(move |at| bar.show(at))
}

fn with_project(
    config: Option<&Path>,
    levels: &Levels,
    console: &Console,
    act: impl FnOnce(&Path, &Project, &Output) -> Outcome,
) -> Outcome {
    let config = configuration(config);
    let folder = prefix(console).join(config.parent().unwrap_or(Path::new("")));
    let project = match Project::load(&config) {
        Ok(project) => project,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics.below(&folder), true);
            return Outcome::Wrong;
        }
    };
    let bar = console.progress();
    let project = observed(project, &bar);
    let output = project.generate_at(levels);
    bar.finish();
    match output {
        Ok(output) => {
            let output = output.below(&folder);
            console.diagnostics(output.warnings(), false);
            act(&config, &project, &output)
        }
        Err(diagnostics) => {
            console.diagnostics(&diagnostics.below(&folder), true);
            Outcome::Wrong
        }
    }
}

/// `fieldwright generate`: the files named on the command line.
pub(super) fn generate(arguments: &Generate, levels: &Levels, console: &Console) -> Outcome {
    if let Some(problem) = wrong_use(arguments) {
        return wrong(&problem, console);
    }
    let mut generator = arguments.settings.generator();
    generator = arguments
        .mapped
        .apply(generator)
        .html(arguments.html.is_some());
    for input in &arguments.inputs {
        generator = generator.input(input);
    }
    if arguments.out.is_none() {
        generator = generator.files(Files::One); // what is printed is one
    }
    if let Some(name) = &arguments.package {
        let around = workspace::around(arguments.out.as_deref().unwrap_or(Path::new("")));
        let is_member = around.as_ref().is_some_and(|around| around.is_member);
        generator = generator.package(name, arguments.runtime_path.as_deref());
        generator = generator.workspace_member(is_member);
        if let Some(hint) = around.and_then(|around| around.hint("generate again")) {
            console.note(&hint);
        }
    }
    if arguments.modules {
        generator = generator.modules();
    }
    let bar = console.progress();
    let shown = bar.clone();
    let output = generator.observe(move |at| shown.show(at)).generate();
    bar.finish();
    let output = output.map_err(|diagnostics| diagnostics.leveled(levels));
    let output = match output.and_then(|output| output.leveled(levels)) {
        Ok(output) => output.below(&prefix(console)),
        Err(diagnostics) => {
            console.diagnostics(&diagnostics.below(&prefix(console)), true);
            return Outcome::Wrong;
        }
    };
    let failed = output.warnings().count(Severity::Error) > 0;
    console.diagnostics(output.warnings(), failed);
    let outcome = if failed {
        Outcome::Wrong
    } else {
        Outcome::Success
    };
    if arguments.report {
        report(&output, console);
    }
    if arguments.out.is_none() && arguments.html.is_none() {
        if arguments.report {
            return outcome;
        }
        let modules = output
            .artifacts()
            .iter()
            .filter(|artifact| is_module(&artifact.path));
        modules.for_each(|artifact| console.result(&artifact.contents));
        return outcome;
    }
    let folders = Folders {
        output: arguments.out.clone(),
        docs: arguments.docs.clone(),
        html: arguments.html.clone(),
    };
    match output.write_split(&folders) {
        Ok(folders) => {
            for (folder, written) in folders {
                say_written(&written, &folder.display().to_string(), console);
            }
            outcome
        }
        Err(error) => wrong(&error.to_string(), console),
    }
}

/// `--report`: text, or with `--message-format json` a line of JSON for each input.
fn report(output: &Output, console: &Console) {
    for coverage in output.coverage() {
        console.result(&match console.format {
            Format::Json => format!("{}\n", coverage.to_value()),
            _ => coverage.to_string(),
        });
    }
}

/// The error of arguments that contradict each other.
fn wrong_use(arguments: &Generate) -> Option<String> {
    let prints = arguments.out.is_none() && arguments.html.is_none() && !arguments.report;
    if prints && arguments.inputs.len() > 1 {
        let problem = "several inputs cannot be printed as one file; say where to with --out";
        return Some(problem.to_owned());
    }
    let name = arguments.package.as_deref()?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (!starts || !name.chars().all(is_plain))
        .then(|| format!("`{name}` is no name for a crate; use letters, digits, `-` and `_`"))
}

fn is_module(path: &str) -> bool {
    path.starts_with("src/") && path != "src/lib.rs"
}

/// `fieldwright schema`: the normalised schema.
pub(super) fn schema(
    input: &Path,
    generator: Generator,
    form: Form,
    levels: &Levels,
    console: &Console,
) -> Outcome {
    let made = generator.input(input).schema_with_warnings();
    let leveled = made.map(|(schema, warnings)| (schema, warnings.leveled(levels)));
    match leveled.map_err(|diagnostics| diagnostics.leveled(levels)) {
        Ok((_, denied)) if denied.count(Severity::Error) > 0 => {
            console.diagnostics(&denied, true);
            Outcome::Wrong
        }
        Ok((schema, warnings)) => {
            console.diagnostics(&warnings, false);
            print_schema(&schema, form, console)
        }
        Err(diagnostics) => {
            console.diagnostics(&diagnostics, true);
            Outcome::Wrong
        }
    }
}

fn print_schema(schema: &Value, form: Form, console: &Console) -> Outcome {
    let text = match form {
        Form::Json => Ok(fieldwright::pretty(schema)),
        Form::Yaml => serde_yaml::to_string(schema),
    };
    match text {
        Ok(text) => {
            console.result(&text);
            Outcome::Success
        }
        Err(error) => wrong(&error.to_string(), console),
    }
}

/// `fieldwright explain`: the page of a code.
pub(super) fn explain(code: Option<&str>, console: &Console) -> Outcome {
    let Some(code) = code else {
        for code in CODES {
            let first = code.text().lines().next().unwrap_or_default();
            console.result(&format!("{:<22}{first}\n", code.name));
        }
        for code in CHANGES {
            let first = code
                .text
                .split_once(". ")
                .map_or(code.text, |(first, _)| first);
            console.result(&format!("{:<28}{first}\n", code.name));
        }
        return Outcome::Success;
    };
    if let Some(change) = CHANGES.iter().find(|change| change.name == code) {
        console.result(&format!("{}\n\n{}", change.name, change.page()));
        return Outcome::Success;
    }
    if let Some((name, text)) = OTHER_RULES.iter().find(|(name, _)| *name == code) {
        console.result(&format!("{name}\n\n{text}\n"));
        return Outcome::Success;
    }
    match fieldwright::explain(code) {
        Ok(code) => {
            console.result(&format!("{}\n\n{}", code.name, code.page));
            Outcome::Success
        }
        Err(near) => {
            let near = near
                .map(|near| format!("; did you mean `{near}`?"))
                .unwrap_or_default();
            wrong(
                &format!("there is no code `{code}`{near} (`fieldwright explain` lists them all)"),
                console,
            )
        }
    }
}

fn say_written(written: &Written, folder: &str, console: &Console) {
    for path in &written.written {
        console.detail(&format!("wrote {folder}/{path}"));
    }
    for path in &written.removed {
        console.note(&format!(
            "removed {folder}/{path}: no schema makes it any more"
        ));
    }
    console.note(&match written.written.len() {
        0 => format!("{folder}: {} files, all up to date", written.unchanged),
        n => format!("{folder}: wrote {n} of {} files", n + written.unchanged),
    });
}

fn say_drift(drift: &Drift, folder: &str, repair: &str, console: &Console) {
    if console.format == Format::Text {
        console.result(&drift.to_string());
        console.note(&format!("the output differs from its schemas; {repair}"));
        return;
    }
    let stale = drift
        .stale
        .iter()
        .map(|change| (&change.path, change.line, "is stale"));
    let missing = drift.missing.iter().map(|path| (path, 1, "is missing"));
    let orphaned = drift
        .orphaned
        .iter()
        .map(|path| (path, 1, "is orphaned: no schema makes it any more"));
    for (path, line, problem) in stale.chain(missing).chain(orphaned) {
        let file = format!("{folder}/{path}");
        let message = format!("this file {problem}; {repair}");
        console.drift(&file, line, &message);
    }
}

fn wrong(message: &str, console: &Console) -> Outcome {
    console.error(message);
    Outcome::Wrong
}
