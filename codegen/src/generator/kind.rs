//! The kind of a file, by its name.

use std::path::Path;

/// Whether a file holds tables by its name.
pub(super) fn is_page(path: &Path) -> bool {
    const PAGES: [&str; 15] = [
        "md", "markdown", "mdx", "html", "htm", "rst", "adoc", "asciidoc", "csv", "tsv", "xlsx",
        "xlsm", "ods", "docx", "odt",
    ];
    let extension = path.extension().unwrap_or_default();
    PAGES
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
