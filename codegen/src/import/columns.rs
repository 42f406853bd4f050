//! The cells of a table's head -> what each column says. Knows no rows.

use super::text;

/// What a column says of a field or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Name,
    Type,
    Required,
    Optional,
    Nullable,
    NotNull,
    Cardinality,
    /// BigQuery's `REQUIRED`, `NULLABLE`, `REPEATED`; protobuf's label.
    Mode,
    Description,
    /// Words and flags such as `[optional]`.
    Notes,
    Example,
    Default,
    Format,
    Pattern,
    Constraints,
    AllowedValues,
    /// A value of an enum.
    Value,
    /// The number of a value whose name is what JSON has.
    Number,
    Minimum,
    Maximum,
    MinLength,
    MaxLength,
    Deprecated,
    Access,
    /// A short name for people.
    Title,
    /// The form or table that a row belongs to.
    Group,
    /// A count of rows, a version: understood, and no part of a field table.
    Ignored,
    Unknown,
}

const WORDS: &[(Role, &[&str])] = &[
    (
        Role::Name,
        &[
            "field",
            "fields",
            "name",
            "field name",
            "fieldname",
            "property",
            "properties",
            "property name",
            "parameter",
            "parameters",
            "param",
            "parameter name",
            "attribute",
            "attribute name",
            "attributes",
            "key",
            "column",
            "column name",
            "argument",
            "arguments",
            "option",
            "variable",
            "variable name",
            "variable / field name",
            "element",
            "element name",
            "member",
            "input",
            "output",
            "json key",
            "json name",
            "json field",
            "json property",
            "setting",
            "prop",
            "prop name",
            "wire name",
            "field id",
            "data element",
            "path",
            "feld",
            "feldname",
            "champ",
            "nom",
            "campo",
            "nome",
            "nombre",
            "propiedad",
            "attribut",
            "eigenschaft",
            "\u{5b57}\u{6bb5}",
            "\u{5b57}\u{6bb5}\u{540d}",
            "\u{53c2}\u{6570}",
            "\u{53c2}\u{6570}\u{540d}",
            "\u{540d}\u{79f0}",
            "\u{9805}\u{76ee}",
            "\u{9805}\u{76ee}\u{540d}",
        ],
    ),
    (
        Role::Type,
        &[
            "type",
            "data type",
            "datatype",
            "types",
            "json type",
            "value type",
            "field type",
            "property type",
            "type name",
            "column type",
            "param type",
            "data-type",
            "schema",
            "typ",
            "datentyp",
            "tipo",
            "tipo de dato",
            "tipo de dado",
            "kind of value",
            "\u{7c7b}\u{578b}",
            "\u{6570}\u{636e}\u{7c7b}\u{578b}",
            "\u{578b}",
        ],
    ),
    (
        Role::Required,
        &[
            "required",
            "mandatory",
            "is required",
            "must",
            "req",
            "obligatory",
            "compulsory",
            "requirement",
            "presence",
            "required field",
            "required/optional",
            "mandatory/optional",
            "usage",
            "required or optional",
            "m/o",
            "r/o",
            "pflicht",
            "pflichtfeld",
            "erforderlich",
            "obligatoire",
            "requis",
            "obligatorio",
            "requerido",
            "obrigat\u{f3}rio",
            "optionality",
            "opt",
            "needed",
            "\u{5fc5}\u{586b}",
            "\u{662f}\u{5426}\u{5fc5}\u{586b}",
            "\u{662f}\u{5426}\u{5fc5}\u{987b}",
            "\u{5fc5}\u{9808}",
            "\u{5fc5}\u{9009}",
        ],
    ),
    (
        Role::Optional,
        &[
            "optional",
            "is optional",
            "omittable",
            "facultatif",
            "opcional",
        ],
    ),
    (
        Role::Nullable,
        &[
            "nullable",
            "null",
            "is nullable",
            "allow null",
            "null allowed",
            "nulls",
            "allows null",
            "null able",
        ],
    ),
    (
        Role::NotNull,
        &["not null", "non null", "non-null", "notnull"],
    ),
    (
        Role::Cardinality,
        &[
            "card",
            "cardinality",
            "occurrence",
            "occurrences",
            "occurs",
            "multiplicity",
            "min..max",
            "count",
        ],
    ),
    (Role::Mode, &["mode", "label"]),
    (
        Role::Description,
        &[
            "description",
            "desc",
            "descriptions",
            "details",
            "meaning",
            "definition",
            "remarks",
            "summary",
            "explanation",
            "purpose",
            "info",
            "information",
            "description & constraints",
            "description and constraints",
            "what it does",
            "documentation",
            "doc",
            "about",
            "use",
            "beschreibung",
            "descripci\u{f3}n",
            "descri\u{e7}\u{e3}o",
            "descripcion",
            "bedeutung",
            "\u{8bf4}\u{660e}",
            "\u{63cf}\u{8ff0}",
            "\u{8aac}\u{660e}",
            "field label",
        ],
    ),
    (
        Role::Notes,
        &[
            "notes",
            "note",
            "comment",
            "comments",
            "field note",
            "additional information",
            "bemerkung",
            "\u{5907}\u{6ce8}",
        ],
    ),
    (
        Role::Example,
        &[
            "example",
            "examples",
            "example value",
            "sample",
            "sample value",
            "e.g",
            "eg",
            "beispiel",
            "exemple",
            "ejemplo",
            "exemplo",
            "\u{793a}\u{4f8b}",
            "\u{4f8b}",
        ],
    ),
    (
        Role::Default,
        &[
            "default",
            "defaults",
            "default value",
            "default values",
            "standard",
            "standardwert",
            "par d\u{e9}faut",
            "por defecto",
            "\u{9ed8}\u{8ba4}\u{503c}",
            "valeur par d\u{e9}faut",
            "initial value",
        ],
    ),
    (
        Role::Format,
        &[
            "format",
            "data format",
            "text validation type or show slider number",
            "format type",
        ],
    ),
    (
        Role::Pattern,
        &["pattern", "regex", "regular expression", "regexp"],
    ),
    (
        Role::Constraints,
        &[
            "constraints",
            "constraint",
            "restrictions",
            "restriction",
            "validation",
            "validations",
            "rules",
            "limits",
            "limit",
            "range",
            "validation rules",
            "length",
            "size",
            "bounds",
            "einschr\u{e4}nkungen",
            "valid range",
            "len",
            "max/min",
        ],
    ),
    (
        Role::AllowedValues,
        &[
            "allowed values",
            "possible values",
            "valid values",
            "enum",
            "values",
            "accepted values",
            "options",
            "choices",
            "enum values",
            "permitted values",
            "enumeration",
            "allowed",
            "accepted",
            "permissible values",
            "value set",
            "valid options",
            "allowable values",
            "available values",
            "domain",
            "choices, calculations, or slider labels",
            "valeurs possibles",
            "erlaubte werte",
            "valores",
            "codes",
        ],
    ),
    (
        Role::Value,
        &[
            "value",
            "enum value",
            "literal",
            "wire value",
            "enum constant",
            "enum member",
            "wert",
            "valor",
        ],
    ),
    (Role::Number, &["number"]),
    (
        Role::Minimum,
        &[
            "min",
            "minimum",
            "min value",
            "minimum value",
            "text validation min",
            "lower bound",
        ],
    ),
    (
        Role::Maximum,
        &[
            "max",
            "maximum",
            "max value",
            "maximum value",
            "text validation max",
            "upper bound",
        ],
    ),
    (
        Role::MinLength,
        &["min length", "minlength", "minimum length"],
    ),
    (
        Role::MaxLength,
        &[
            "max length",
            "maxlength",
            "maximum length",
            "max size",
            "character limit",
            "max. length",
        ],
    ),
    (Role::Deprecated, &["deprecated"]),
    (
        Role::Access,
        &[
            "access",
            "read only",
            "read-only",
            "readonly",
            "mutability",
            "r/w",
            "rw",
            "read/write",
            "accessibility",
        ],
    ),
    (
        Role::Title,
        &[
            "title",
            "display name",
            "caption",
            "friendly name",
            "business name",
        ],
    ),
    (
        Role::Group,
        &[
            "form name",
            "table name",
            "entity",
            "object name",
            "type of object",
        ],
    ),
    (
        Role::Ignored,
        &[
            "#",
            "no",
            "nr",
            "index",
            "position",
            "order",
            "since",
            "since version",
            "version",
            "added in",
            "introduced",
            "ordinal",
            "tag",
            "row",
            "\u{5e8f}\u{53f7}",
            "id",
        ],
    ),
];

/// What a head cell says.
pub(super) fn role(cell: &str) -> Role {
    let key = key(cell);
    let known = WORDS
        .iter()
        .find(|(_, words)| words.contains(&key.as_str()));
    known.map_or(Role::Unknown, |(role, _)| *role)
}

/// The words of a head cell in lower case, without brackets and closing signs.
fn key(cell: &str) -> String {
    let text = text::shown(cell);
    let text = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let text = match text.split_once(" (") {
        Some((front, _)) if !front.is_empty() => front.to_owned(),
        _ => text,
    };
    let text = text
        .trim_end_matches(['?', '*', ':', '.', '\u{25b2}', '\u{25bc}', '\u{2195}', ' '])
        .trim_start_matches(['*', ' ']);
    text.replace('_', " ")
}

/// What each column says; each role once, the first column that has it.
pub(super) fn roles<'c>(head: impl IntoIterator<Item = &'c str>) -> Vec<Role> {
    let mut out: Vec<Role> = Vec::new();
    for cell in head {
        let role = role(cell);
        let role = match role {
            // `Field | Label | Type`: the second name is for people; `#` may repeat.
            Role::Name if out.contains(&Role::Name) => Role::Title,
            Role::Description if out.contains(&Role::Description) => Role::Notes,
            role => role,
        };
        let again =
            out.contains(&role) && !matches!(role, Role::Ignored | Role::Unknown | Role::Notes);
        out.push(if again { Role::Unknown } else { role });
    }
    if !out.contains(&Role::Name) {
        // Some tables call the field's name its id, or its path its title.
        let at = out.iter().position(|role| *role == Role::Title);
        if let Some(place) = at.and_then(|at| out.get_mut(at)) {
            *place = Role::Name;
        }
    }
    out
}

/// The column of a role.
pub(super) fn of(roles: &[Role], role: Role) -> Option<usize> {
    roles.iter().position(|one| *one == role)
}

/// Whether cells are the head of a table that may be read: at least two columns are
/// understood, among them one that names a field or a value.
pub(super) fn is_head<'c>(cells: impl IntoIterator<Item = &'c str>) -> bool {
    let cells: Vec<&str> = cells.into_iter().collect();
    if cells.len() < 2 || cells.len() > 64 || cells.iter().any(|cell| cell.len() > 120) {
        return false;
    }
    let roles = roles(cells.iter().copied());
    let count = |wanted: Role| roles.iter().filter(|role| **role == wanted).count();
    let said = roles.len() - count(Role::Ignored);
    let known = said - count(Role::Unknown);
    let has_key = [Role::Name, Role::Value]
        .iter()
        .any(|role| roles.contains(role));
    has_key && known >= 2 && known * 2 >= said || is_values(&roles)
}

fn is_values(roles: &[Role]) -> bool {
    roles.len() <= 4 && roles.contains(&Role::AllowedValues) && roles.contains(&Role::Description)
}

/// What a table is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Fields,
    /// One value of an enum a row.
    Values,
    /// Values of several fields: `Property | Value`.
    ValuesOf,
    Other,
}

/// Tells what a table is by its head.
pub(super) fn kind(head: &[&str], roles: &[Role]) -> Kind {
    let has = |role: Role| roles.contains(&role);
    let says_type = [
        Role::Type,
        Role::Required,
        Role::Optional,
        Role::Cardinality,
        Role::Mode,
        Role::Nullable,
        Role::NotNull,
    ];
    let first = head.first().map(|cell| key(cell)).unwrap_or_default();
    let is_property = roles.first() == Some(&Role::Name)
        && !matches!(
            first.as_str(),
            "name" | "key" | "member" | "option" | "nombre" | "nom" | "nome" | "path" | "element"
        );
    if has(Role::Name) && says_type.iter().any(|role| has(*role)) {
        return Kind::Fields;
    }
    if has(Role::Name) && has(Role::Value) && roles.len() == 2 && is_property {
        return Kind::ValuesOf;
    }
    if has(Role::Value)
        && !has(Role::Default)
        && (has(Role::Name) || has(Role::Description) || has(Role::Notes))
    {
        return Kind::Values;
    }
    if has(Role::Name) && has(Role::Number) {
        return Kind::Values;
    }
    if is_values(roles) && !has(Role::Name) {
        return Kind::Values;
    }
    let says_more = [
        Role::Default,
        Role::Example,
        Role::Format,
        Role::Constraints,
        Role::AllowedValues,
    ]
    .iter()
    .any(|role| has(*role));
    if has(Role::Name) && (says_more || is_property && has(Role::Description)) {
        return Kind::Fields;
    }
    Kind::Other
}
