//! `fieldwright infer`: sample instances -> one field table.

use std::path::Path;

use fieldwright::{Format, Inference};

use super::arguments::{Enums, Infer, YesNo};
use super::import::{file_of, is_an_input, standard_input, written};
use super::{Console, Outcome};

/// Makes the table and writes or prints it.
pub(super) fn infer(arguments: &Infer, console: &Console) -> Outcome {
    let output = file_of(arguments.output.as_deref());
    if is_an_input(output, &arguments.files, "holds samples", console) {
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
    // Machine-readable formats list each location, text their sum.
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
