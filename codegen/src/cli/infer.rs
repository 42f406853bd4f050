//! `fieldwright infer`: sample instances -> one field table.

use std::path::{Path, PathBuf};

use fieldwright::{Format, Inference};

use super::arguments::{Enums, Infer, YesNo};
use super::import::{standard_input, written};
use super::{Console, Outcome};

/// Makes the table and writes or prints it.
pub(super) fn infer(arguments: &Infer, console: &Console) -> Outcome {
    let output = arguments
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if let Some(file) = output.and_then(|output| same_file(output, &arguments.files)) {
        let message = format!(
            "{} holds samples and will not be overwritten",
            file.display()
        );
        console.error(&message);
        return Outcome::Wrong;
    }
    let Some(inference) = inference(arguments, console) else {
        return Outcome::Wrong;
    };
    let bar = console.progress();
    let count = arguments.files.len();
    let plural = if count == 1 { "" } else { "s" };
    bar.message(&format!("inferring from {count} file{plural}"));
    let table = inference.infer();
    bar.finish();
    match table {
        Ok(table) => {
            console.diagnostics(table.warnings(), false);
            written(&table, output, arguments.force, console)
        }
        Err(diagnostics) => {
            console.diagnostics(&diagnostics, true);
            Outcome::Wrong
        }
    }
}

fn inference(arguments: &Infer, console: &Console) -> Option<Inference> {
    // Machines want each place, people the sum of them.
    let each = console.verbose || console.format != Format::Text;
    let mut inference = Inference::new()
        .report_each(each)
        .whole(arguments.whole)
        .required(arguments.required == YesNo::Yes)
        .formats(arguments.formats == YesNo::Yes)
        .enums(arguments.enums != Enums::No)
        .open_enums(arguments.enums != Enums::Closed)
        .enum_evidence(arguments.enum_values, arguments.enum_repeats)
        .unions(arguments.unions == YesNo::Yes)
        .map_keys(arguments.map_keys)
        .limits(arguments.limits.factor);
    if let Some(name) = &arguments.name {
        inference = inference.name(name);
    }
    if let Some(values) = arguments
        .format_values
        .filter(|_| arguments.formats == YesNo::Yes)
    {
        inference = inference.format_values(values);
    }
    for file in &arguments.files {
        inference = if file == Path::new("-") {
            inference.bytes("stdin", standard_input(console)?)
        } else {
            inference.file(file)
        };
    }
    Some(inference)
}

/// The file of samples that the output would overwrite.
fn same_file<'p>(output: &Path, files: &'p [PathBuf]) -> Option<&'p PathBuf> {
    let output = output.canonicalize().ok()?;
    let mut files = files.iter();
    files.find(|file| file.canonicalize().is_ok_and(|file| file == output))
}
