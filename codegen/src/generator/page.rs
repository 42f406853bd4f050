//! An input with a table in it (a page of Markdown or HTML, CSV, a pasted table) -> the field
//! table in it. Field tables, OpenAPI documents and JSON Schemas are told by their content.

use std::path::Path;

use super::Input;
use crate::diagnostic::Collector;
use crate::source::Sources;

/// Whether a file holds tables by its name.
pub(super) fn is_page(path: &Path) -> bool {
    const PAGES: [&str; 10] = [
        "md", "markdown", "mdx", "html", "htm", "rst", "adoc", "asciidoc", "csv", "tsv",
    ];
    let extension = path.extension().unwrap_or_default();
    PAGES
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// The field table of an input that is a page; nothing for any other file.
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
        // A file that cannot be read is reported where other inputs are read.
        None => super::encoding::decode(crate::source::read_file(file, sources.limits()).ok()?)?,
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

/// Reports a page, which this build cannot read. An empty table stands for it, so that it is not
/// read as YAML.
#[cfg(not(feature = "import"))]
pub(super) fn table(
    input: &Input,
    _file: &Path,
    shown: &str,
    _sources: &mut Sources,
    collector: &mut Collector,
) -> Option<String> {
    use crate::diagnostic::Diagnostic;
    let is_text = input
        .path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"));
    if !is_page(&input.path) && !is_text {
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
    collector.add(Diagnostic::missing_feature(&what, "import", None));
    Some("fieldwright: 1\ntypes: {}\n".to_owned())
}
