//! `fieldwright import`: pages of Markdown -> one field table.

use std::path::{Path, PathBuf};

use fieldwright::{Format, Importer};

use super::arguments::{Import, YesNo};
use super::{Console, Outcome};

/// Makes the table and writes or prints it.
pub(super) fn import(arguments: &Import, console: &Console) -> Outcome {
    let output = arguments
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    if let Some(page) = output.and_then(|output| same_file(output, &arguments.pages)) {
        let message = format!(
            "{} is a page to read and will not be overwritten",
            page.display()
        );
        console.error(&message);
        return Outcome::Wrong;
    }
    let Some(importer) = importer(arguments, console) else {
        return Outcome::Wrong;
    };
    let progress = console.progress("importing");
    let import = importer.import();
    progress.finish_and_clear();
    let import = match import {
        Ok(import) => import,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics, true);
            return Outcome::Wrong;
        }
    };
    console.diagnostics(import.warnings(), false);
    let Some(output) = output else {
        console.result(import.yaml());
        return Outcome::Success;
    };
    if let Err(error) = import.write(output) {
        console.error(&error.to_string());
        return Outcome::Wrong;
    }
    console.note(&format!(
        "wrote {}: {} types",
        output.display(),
        import.types()
    ));
    Outcome::Success
}

fn importer(arguments: &Import, console: &Console) -> Option<Importer> {
    // Machines want each place, people the sum of them.
    let each = console.verbose || console.format != Format::Text;
    let mut importer = Importer::new()
        .report_each(each)
        .optional_accepts_null(arguments.optional_accepts_null == YesNo::Yes)
        .with_transport(arguments.with_transport);
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
    for page in &arguments.pages {
        importer = importer.page(page);
    }
    Some(importer)
}

/// The page that the output would overwrite.
fn same_file<'p>(output: &Path, pages: &'p [PathBuf]) -> Option<&'p PathBuf> {
    let output = output.canonicalize().ok()?;
    let mut pages = pages.iter();
    pages.find(|page| {
        page.canonicalize().is_ok_and(|page| {
            page == output || page.is_dir() && output.starts_with(&page) && is_page(&output)
        })
    })
}

fn is_page(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}
