//! The fixed words of the Markdown pages that fieldwright writes: `emit` writes them, `import`
//! reads them. Shared words are changed only here.

/// Before the other paths of a type that several locations share.
pub(crate) const ALSO: &str = "Also: ";
/// Before the examples of a type.
pub(crate) const EXAMPLES: &str = "Examples: ";
/// Before the title of a type, a field or an alternative.
pub(crate) const TITLE: &str = "Title: ";
/// Before the type around an inline type.
pub(crate) const WITHIN: &str = "Inline in: ";
/// Before the type that is read or written without the fields of the other direction.
pub(crate) const FORM_OF: &str = "One direction of: ";
/// Before the name of a type in the schema, if it is not the heading.
pub(crate) const SCHEMA_NAME: &str = "Name in the schema: ";
/// Before the name of a field in Rust, if it is not the usual one.
pub(crate) const RUST_NAME: &str = "Name in Rust: ";
/// Before the evaluated keywords that the page does not show otherwise.
pub(crate) const EVALUATED: &str = "Evaluated too: ";
/// Between the type of an alternative and its constraints.
pub(crate) const WHERE: &str = " where ";
/// Between an alternative and the name of its variant, if the type does not give it.
pub(crate) const AS: &str = " as ";
/// Before the title, the description or the deprecation of an alternative.
pub(crate) const BEHIND: &str = ": ";
/// Before the handling of properties that are not listed.
pub(crate) const OTHERS: &str = "Other properties are ";
/// They make the object invalid.
pub(crate) const REFUSED: &str = "refused";
/// Before the type of those that are kept.
pub(crate) const KEPT: &str = "kept: ";
/// Before the constraints of a type.
pub(crate) const CONSTRAINTS: &str = "Constraints: ";
/// Above the rules of an object.
pub(crate) const RULES: &str = "Rules:";
/// Of an enum that accepts other values.
pub(crate) const OPEN_ADVISED: &str =
    "Open: other values are kept and reported as advice when read, and refused by `validate`.";
/// The same if they are as valid as any other.
pub(crate) const OPEN: &str = "Open: other values are accepted and kept.";
/// Before the content type of a named type.
pub(crate) const TYPE: &str = "Type: ";
/// Above the alternatives of `oneOf`.
pub(crate) const ONE_OF: &str = "Exactly one of:";
/// Above the alternatives of `anyOf`.
pub(crate) const ANY_OF: &str = "Any of:";
/// Before the property that distinguishes alternatives.
pub(crate) const DISCRIMINATOR: &str = "Discriminator: ";
/// Before the values of that property that select an alternative.
pub(crate) const TAGS: &str = " for ";
/// Instead of them, for all other values.
pub(crate) const OTHER_TAGS: &str = "any other value";
/// Of types and fields.
pub(crate) const DEPRECATED: &str = "**Deprecated.**";
/// Of fields.
pub(crate) const READ_ONLY: &str = "Read-only.";
/// Of fields.
pub(crate) const WRITE_ONLY: &str = "Write-only.";
/// The columns of a table of values.
pub(crate) const VALUES: [&str; 4] = ["Name", "Value", ALSO_READ, "Description"];
/// The column of other spellings of a value.
pub(crate) const ALSO_READ: &str = "Also read";
/// Before the element type of an array.
pub(crate) const ARRAY_OF: &str = "array of ";
/// Before the values of a map.
pub(crate) const MAP_OF: &str = "map of ";
/// Behind a type.
pub(crate) const OR_NULL: &str = " or null";
/// Of the elements of an array, before a constraint.
pub(crate) const ITEMS: &str = "items: ";
/// Of the values of a map, before a constraint.
pub(crate) const OF_VALUES: &str = "values: ";

/// Behind the first field of a rule, before the others.
pub(crate) const REQUIRES: &str = " requires ";
/// Behind the first field of a rule, before the others.
pub(crate) const CONFLICTS: &str = " must not be used together with ";
/// Behind the first field of a rule, before the others.
pub(crate) const INEFFECTIVE: &str = " has no effect beside ";
/// Behind the first field of a rule, before the comparison.
pub(crate) const MUST_BE: &str = " must be ";
/// Before the fields of a rule.
pub(crate) const AT_LEAST_ONE_OF: &str = "at least one of ";
/// Before the fields of a rule.
pub(crate) const EXACTLY_ONE_OF: &str = "exactly one of ";
/// Behind the fields of a rule.
pub(crate) const MUST_BE_PRESENT: &str = " must be present";
/// Behind the function that a rule is.
pub(crate) const HOLDS: &str = " holds";
/// Between that and the fields that its violations point at.
pub(crate) const FOR: &str = " for ";
/// Behind a rule that alone makes no value invalid.
pub(crate) const ADVICE: &str = " (advice)";
/// Before the id of a rule, which is in parentheses.
pub(crate) const ID: &str = " (id ";

/// The beginnings of lines, and whole lines, that belong to the page and not to the document.
const LINES: [&str; 21] = [
    ALSO,
    EXAMPLES,
    TITLE,
    WITHIN,
    FORM_OF,
    SCHEMA_NAME,
    RUST_NAME,
    EVALUATED,
    "Other properties are refused.",
    "Other properties are kept: ",
    CONSTRAINTS,
    RULES,
    OPEN,
    OPEN_ADVISED,
    TYPE,
    ONE_OF,
    ANY_OF,
    DISCRIMINATOR,
    DEPRECATED,
    READ_ONLY,
    WRITE_ONLY,
];

/// Whether a line is one of the page's.
pub(crate) fn is_of_page(line: &str) -> bool {
    LINES.iter().any(|known| line.starts_with(known))
}

/// A line of a document's text, which shows the same and is not taken for one of the page's.
pub(crate) fn guarded(line: &str) -> String {
    let Some(known) = LINES.iter().find(|known| line.starts_with(**known)) else {
        return line.to_owned();
    };
    let sign = known.rfind([':', '.']).unwrap_or(0);
    let (front, rest) = line.split_at(sign);
    format!("{front}\\{rest}")
}

/// The lines of a document's text, guarded unless they are code.
pub(crate) fn guarded_lines(lines: Vec<String>) -> Vec<String> {
    let mut fence = false;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        fence ^= line.trim_start().starts_with(FENCE);
        out.push(if fence { line } else { guarded(&line) });
    }
    out
}

/// The begin and the end of a block of code.
pub(crate) const FENCE: &str = "```";

/// A text as it is shown beside JSON of other types: in quotes if it would be read as JSON.
pub(crate) fn text_or_json(text: &str) -> String {
    let is_json =
        fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes()).is_ok();
    if is_json || text.contains(char::is_control) {
        fieldwright_runtime::Value::from(text).to_string()
    } else {
        text.to_owned()
    }
}
