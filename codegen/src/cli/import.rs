//! `fieldwright import`: pages with tables -> one field table.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use fieldwright::{Format, Importer};

use super::arguments::{Import, YesNo};
use super::{Console, Outcome};

/// Makes the table and writes or prints it.
pub(super) fn import(arguments: &Import, console: &Console) -> Outcome {
    let output = file_of(arguments.output.as_deref());
    if is_an_input(output, &arguments.pages, "is a page to read", console) {
        return Outcome::Wrong;
    }
    let Some(importer) = importer(arguments, console) else {
        return Outcome::Wrong;
    };
    let bar = console.progress();
    let count = arguments.pages.len();
    let plural = if count == 1 { "" } else { "s" };
    bar.message(&format!("importing {count} page{plural}"));
    let import = importer.import();
    bar.finish();
    let import = match import {
        Ok(import) => import,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics, true);
            return Outcome::Wrong;
        }
    };
    let is_empty = import.types() == 0 || !import.empty_pages().is_empty();
    console.diagnostics(import.warnings(), is_empty);
    if is_empty {
        nothing_made(&import, console);
        return Outcome::Wrong;
    }
    written(&import, output, arguments.force, console)
}

/// Writes the table, unless another one is in the way, or prints it.
pub(super) fn written(
    table: &fieldwright::Import,
    output: Option<&Path>,
    force: bool,
    console: &Console,
) -> Outcome {
    let Some(output) = output else {
        console.result(&table.file());
        return Outcome::Success;
    };
    if !force && is_in_the_way(table, output, console) {
        return Outcome::Wrong;
    }
    if let Err(error) = table.write(output) {
        console.error(&error.to_string());
        return Outcome::Wrong;
    }
    let types = match table.types() {
        1 => "1 type".to_owned(),
        count => format!("{count} types"),
    };
    console.note(&format!("wrote {}: {types}", output.display()));
    Outcome::Success
}

/// Reports the pages that made no type.
fn nothing_made(import: &fieldwright::Import, console: &Console) {
    let help = "nothing is written; tables of fields have columns such as Field, Type and Required";
    if import.empty_pages().is_empty() {
        console.error(&format!("no page makes a type: {help}"));
    }
    for page in import.empty_pages() {
        console.error(&format!("{page} makes no type: {help}"));
    }
}

/// Whether the output is a file that an import may not replace; shows what would change.
fn is_in_the_way(import: &fieldwright::Import, output: &Path, console: &Console) -> bool {
    match import.conflict(output) {
        Ok(None) => false,
        Ok(Some(difference)) => {
            console.result(&difference);
            console.error(&format!(
                "{} is not as fieldwright wrote it and is left alone; --force replaces it",
                output.display()
            ));
            true
        }
        Err(error) => {
            console.error(&format!("{}: {error}", output.display()));
            true
        }
    }
}

fn importer(arguments: &Import, console: &Console) -> Option<Importer> {
    // Machine-readable formats list each location, text their sum.
    let each = console.verbose || console.format != Format::Text;
    let mut importer = Importer::new()
        .report_each(each)
        .with_transport(arguments.with_transport)
        .limits(arguments.limits.factor);
    if let Some(accepts) = arguments.optional_accepts_null {
        importer = importer.optional_accepts_null(accepts == YesNo::Yes);
    }
    if let Some(from) = arguments.from {
        importer = importer.from(from.into());
    }
    if let Some(case) = arguments.wire_case {
        importer = importer.wire_case(case.into());
    }
    for rename in &arguments.renames {
        let Some((field, name)) = rename
            .split_once('=')
            .filter(|(field, name)| field.contains('.') && !name.is_empty())
        else {
            console.error(&format!("--rename takes TYPE.FIELD=NAME, not `{rename}`"));
            return None;
        };
        importer = importer.rename(field, name);
    }
    for ty in &arguments.types {
        let parts = ty.split_once('=');
        let parts = parts.filter(|(name, ty)| !name.trim().is_empty() && !ty.trim().is_empty());
        let Some((name, ty)) = parts else {
            console.error(&format!("--type takes NAME=TYPE, not `{ty}`"));
            return None;
        };
        importer = importer.type_of(name.trim(), ty.trim());
    }
    for page in &arguments.pages {
        importer = if page == Path::new("-") {
            importer.bytes("stdin", standard_input(console)?)
        } else {
            importer.page(page)
        };
    }
    Some(importer)
}

/// All of standard input; an error is reported.
pub(super) fn standard_input(console: &Console) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Some(bytes),
        Err(error) => {
            console.error(&format!("standard input: {error}"));
            None
        }
    }
}

/// The file to write to; `-` is standard output.
pub(super) fn file_of(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| *path != Path::new("-"))
}

/// Whether the output would overwrite an input, or a page of a folder of inputs, which is an error.
pub(super) fn is_an_input(
    output: Option<&Path>,
    inputs: &[PathBuf],
    what: &str,
    console: &Console,
) -> bool {
    let Some(output) = output.and_then(|output| output.canonicalize().ok()) else {
        return false;
    };
    let holds = |input: &&PathBuf| {
        input.canonicalize().is_ok_and(|input| {
            input == output || input.is_dir() && output.starts_with(&input) && is_page(&output)
        })
    };
    let input = inputs.iter().find(holds);
    if let Some(input) = input {
        let message = format!("{} {what} and will not be overwritten", input.display());
        console.error(&message);
    }
    input.is_some()
}

fn is_page(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}
