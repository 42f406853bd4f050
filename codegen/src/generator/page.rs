//! An input that is a Markdown page -> the field table in it.

use std::path::Path;

use super::Input;
use crate::diagnostic::Collector;
use crate::source::Sources;

/// Whether a file is Markdown by its name.
pub(super) fn is_page(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["md", "markdown", "mdx"]
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
    if input.text.is_some() || !is_page(&input.path) {
        return None;
    }
    // A file that cannot be read is reported where other inputs are read.
    let text = crate::source::read_text(file).ok()?;
    let id = sources.add(shown, text);
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
    if input.text.is_some() || !is_page(&input.path) {
        return None;
    }
    let what = format!("{shown}: a Markdown page as an input");
    collector.add(Diagnostic::missing_feature(&what, "import", None));
    Some("{ fieldwright: 1, types: {} }".to_owned())
}
