//! An input with a table in it (a page of Markdown or HTML, CSV, a pasted table) -> the field table
//! in it. Field tables, OpenAPI documents and JSON Schemas are recognised by their content.

use std::path::Path;

use super::Input;
#[cfg(feature = "import")]
use super::encoding::{NoText, decode};
use super::kind::is_page;
use crate::diagnostic::Collector;
use crate::source::Sources;
#[cfg(feature = "import")]
use crate::{diagnostic::Diagnostic, source::Limits};

/// The substitute for an input that cannot be read, so that it is not read as YAML.
const EMPTY: &str = "fieldwright: 1\ntypes: {}\n";

/// Reports an input that is no text.
#[cfg(feature = "import")]
fn no_text(why: NoText, input: &Input, shown: &str, limits: Limits) -> Diagnostic {
    let (what, help) = why.words(limits);
    let code = match why {
        NoText::TooLarge => "too-large",
        #[cfg(not(feature = "office"))]
        NoText::Feature => "missing-feature",
        _ => "unreadable-file",
    };
    Diagnostic::failed(code, input.span, format!("{shown} {what}")).help(help)
}

/// The field table of an input that is a page; `None` for any other file.
#[cfg(feature = "import")]
pub(super) fn table(
    input: &Input,
    file: &Path,
    shown: &str,
    sources: &mut Sources,
    collector: &mut Collector,
) -> Option<String> {
    let text = match &input.text {
        Some(text) => text.clone(),
        // A file that cannot be read is reported when other inputs are read.
        None => {
            let bytes = sources.store().read(file, sources.limits()).ok()?;
            match decode(bytes, sources.limits()) {
                Ok(text) => text,
                // Reported when other inputs are read.
                Err(NoText::Encoding) => return None,
                Err(why) => {
                    collector.add(no_text(why, input, shown, sources.limits()));
                    return Some(EMPTY.to_owned());
                }
            }
        }
    };
    let is_page = is_page(&input.path);
    if !is_page && !super::import::may_be_table(&text) {
        return None;
    }
    let id = sources.add(shown, text);
    if !is_page && !super::import::is_table(id, sources) {
        return None;
    }
    let (table, found) = super::import::page(id, sources);
    collector.extend(found);
    Some(table)
}

/// Reports a page, which this build cannot read. An empty table replaces it, so that it is not read
/// as YAML.
#[cfg(not(feature = "import"))]
pub(super) fn table(
    input: &Input,
    file: &Path,
    shown: &str,
    sources: &mut Sources,
    collector: &mut Collector,
) -> Option<String> {
    use crate::diagnostic::Diagnostic;
    if !is_page(&input.path) && !holds_table(input, file, sources) {
        return None;
    }
    let is_markdown = input
        .path
        .extension()
        .is_some_and(|e| e.to_string_lossy().starts_with('m'));
    let kind = if is_markdown {
        "Markdown page"
    } else {
        "page with tables"
    };
    let what = format!("{shown}: a {kind} as an input");
    collector.add(Diagnostic::missing_feature(&what, "import", input.span));
    Some(EMPTY.to_owned())
}

/// Whether an input that is called neither a page nor a schema has a table in it: a line between
/// bars, a table of HTML, or the archive that spreadsheets and Word documents are.
#[cfg(not(feature = "import"))]
fn holds_table(input: &Input, file: &Path, sources: &Sources) -> bool {
    let extension = input.path.extension().unwrap_or_default();
    let schemas = ["yaml", "yml", "json"];
    if { schemas }
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
    {
        return false;
    }
    let bytes = match &input.text {
        Some(text) => text.clone().into_bytes(),
        None => sources
            .store()
            .read(file, sources.limits())
            .unwrap_or_default(),
    };
    let text = String::from_utf8_lossy(&bytes);
    let is_row = |line: &str| line.starts_with('|') && line.matches('|').count() > 2;
    bytes.starts_with(b"PK\x03\x04")
        || text.contains("<table")
        || text.lines().map(str::trim_start).any(is_row)
}
