//! The catalogue of diagnostic codes. The page of a code, `explain/CODE.md`, is what `explain`
//! prints: its meaning, then a wrong and a right example, which `tests/explain.rs` runs.

use fieldwright_runtime::nearest;

/// One diagnostic code.
#[derive(Debug)]
pub struct Code {
    /// Its stable name.
    pub name: &'static str,
    /// Its meaning and the remedy, with a wrong and a right example, as Markdown.
    pub page: &'static str,
}

impl Code {
    /// Its meaning and the remedy, without the examples.
    #[must_use]
    pub fn text(&self) -> &'static str {
        let end = self.page.find("\n\nWrong").unwrap_or(self.page.len());
        self.page.get(..end).unwrap_or(self.page)
    }
}

/// The code with this name, or the nearest known name.
///
/// # Errors
/// The nearest name, if one is near.
pub fn explain(name: &str) -> Result<&'static Code, Option<&'static str>> {
    let found = CODES.iter().find(|code| code.name == name);
    found.ok_or_else(|| nearest(name, CODES.iter().map(|code| code.name)))
}

/// The default remedy of a code.
pub(super) fn remedy(code: &str) -> Option<&'static str> {
    Some(match code {
        "bad-multiple" => "write a number greater than 0, such as `0.01`",
        "bad-tag" => "take the tag off, or write `!!str`, `!!int`, `!!float` or `!!bool`",
        "duplicate-key" => "keep one of the two",
        "misplaced-keyword" => "take the keyword out, or correct `type`",
        "toml-syntax" => {
            "correct the line; texts stand in quotes, names of tables in brackets: `[output]`"
        }
        "unknown-anchor" => "write `&name` before the value that is meant, above this place",
        "yaml-syntax" => {
            "look at the line above, too: for a missing colon, a tab, an open quote or bracket"
        }
        _ => return None,
    })
}

macro_rules! codes {
    ($($name:literal,)*) => {
        /// All codes, by topic: files, tables, types, values, names, imports, configuration,
        /// documents of others.
        pub const CODES: &[Code] = &[$(Code {
            name: $name,
            page: include_str!(concat!("explain/", $name, ".md")),
        }),*];
    };
}

codes! {
    "unreadable-file",
    "not-utf8",
    "yaml-syntax",
    "json-syntax",
    "duplicate-field",
    "duplicate-key",
    "too-deep",
    "too-large",
    "bad-merge",
    "bad-tag",
    "unknown-anchor",
    "unknown-dialect",
    "guessed-dialect",
    "unknown-meta-schema",
    "unresolved-reference",
    "unknown-version",
    "missing-key",
    "unknown-key",
    "misplaced-key",
    "misplaced-keyword",
    "wrong-type",
    "unsupported-keyword",
    "reserved-name",
    "unknown-type",
    "never",
    "endless-type",
    "unknown-field",
    "bad-rule",
    "bad-pattern",
    "slow-pattern",
    "bad-multiple",
    "empty-range",
    "unknown-format",
    "bad-default",
    "bad-discriminator",
    "bad-example",
    "duplicate-value",
    "name-collision",
    "two-shapes",
    "bad-name",
    "renamed",
    "assumed-alias",
    "assumed-date",
    "assumed-enum",
    "assumed-extra",
    "assumed-format",
    "assumed-integer",
    "assumed-integers",
    "assumed-map",
    "assumed-name",
    "assumed-null",
    "assumed-optional",
    "assumed-required",
    "assumed-samples",
    "assumed-head",
    "assumed-type",
    "assumed-union",
    "assumed-values",
    "merged-cells",
    "unknown-column",
    "skipped-table",
    "skipped-row",
    "unread-limit",
    "left-out-default",
    "no-types",
    "left-out-example",
    "missing-page",
    "renamed-type",
    "repeated-row",
    "skipped-page",
    "transport-type",
    "unknown-cell",
    "unknown-union",
    "unknown-values",
    "unlike-unions",
    "unusable-type",
    "unused-rename",
    "unused-type",
    "same-module",
    "toml-syntax",
    "unknown-setting",
    "unused-setting",
    "bad-overlay",
    "bad-json-path",
    "unmatched-target",
    "unmatched-glob",
    "bad-derive",
    "uncoerced-value",
    "unfilled-default",
    "bad-path",
    "bad-setting",
    "missing-setting",
    "wrong-version",
    "missing-feature",
    "recovered-keyword",
    "recovered-value",
    "recovered-type",
    "recovered-reference",
    "recovered-syntax",
    "circular",
    "contradiction",
    "ambiguous-null",
    "left-out-value",
    "ignored-keyword",
    "undefined-style",
    "misspelt-keyword",
    "untyped-object",
    "stricter",
    "inferred-properties",
    "repeated-anchor",
    "unused-pattern",
}
