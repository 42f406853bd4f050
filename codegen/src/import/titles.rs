//! Headings -> names of types: `The Order object` is `Order`, `Fields of request` is
//! `request`, `Fields` alone names nothing. Knows no tables.

/// The meaning of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Title {
    /// The name of a type.
    Name(String),
    /// `Request`, `Parameters`: a part of the subject above.
    Part(String),
    /// `Fields`, `Properties`: nothing beyond the subject above.
    Generic,
    /// Prose.
    None,
}

const GENERIC: [&str; 89] = [
    "inherits from",
    "extends",
    "base class",
    "dictionary keys",
    "model type info",
    "oneof schemas",
    "anyof schemas",
    "allof schemas",
    "class name",
    "class",
    "enumeration",
    "mandatory",
    "mandatory fields",
    "required parameters",
    "optional parameters",
    "mandatory parameters",
    "required attributes",
    "optional attributes",
    "mandatory attributes",
    "required properties",
    "optional properties",
    "required arguments",
    "optional arguments",
    "read-only",
    "read only",
    "deprecated",
    "write-only",
    "fields",
    "properties",
    "attributes",
    "schema",
    "fixed fields",
    "structure",
    "definition",
    "definitions",
    "details",
    "members",
    "columns",
    "data dictionary",
    "table",
    "tables",
    "values",
    "enumerated values",
    "enum values",
    "enum variants",
    "variants",
    "enum members",
    "constants",
    "possible values",
    "allowed values",
    "field definitions",
    "field descriptions",
    "object",
    "data",
    "model",
    "overview",
    "reference",
    "enum",
    "fieldset",
    "elements",
    "contents",
    "specification",
    "variables",
    "supported types",
    "property",
    "field table",
    "table schema",
    "data fields",
    "required fields",
    "optional fields",
    "common fields",
    "required",
    "optional",
    "felder",
    "attribute",
    "datenfelder",
    "champs",
    "champs disponibles",
    "campos",
    "поля",
    "스키마",
    "필드",
    "테이블 정의",
    "スキーマ",
    "フィールド",
    "テーブル定義",
    "字段",
    "字段说明",
    "字段列表",
];
const PARTS: [&str; 48] = [
    "request",
    "response",
    "parameters",
    "params",
    "query parameters",
    "path parameters",
    "body",
    "request body",
    "response body",
    "body parameters",
    "request parameters",
    "payload",
    "inputs",
    "outputs",
    "arguments",
    "options",
    "query string",
    "form parameters",
    "request fields",
    "response fields",
    "query params",
    "request schema",
    "response schema",
    "settings",
    "props",
    "argument reference",
    "attribute reference",
    "attributes reference",
    "anfrage",
    "antwort",
    "requête",
    "réponse",
    "paramètres",
    "solicitud",
    "respuesta",
    "parámetros",
    "requisição",
    "resposta",
    "parâmetros",
    "запрос",
    "ответ",
    "параметры",
    "请求参数",
    "返回参数",
    "响应参数",
    "リクエスト",
    "レスポンス",
    "요청",
];
/// Tables below these do not describe a document's fields.
const ELSEWHERE: [&str; 29] = [
    "indexes",
    "indices",
    "triggers",
    "foreign keys",
    "css custom properties",
    "css variables",
    "changelog",
    "change log",
    "changes",
    "release notes",
    "history",
    "revision history",
    "version history",
    "errors",
    "error codes",
    "error responses",
    "status codes",
    "response codes",
    "http status codes",
    "headers",
    "request headers",
    "response headers",
    "http headers",
    "requirements",
    "providers",
    "modules",
    "resources",
    "maintainers",
    "glossary",
];

/// Whether tables below a heading are about something else.
pub(super) fn is_elsewhere(heading: &str) -> bool {
    ELSEWHERE.contains(&words(heading).to_lowercase().as_str())
}

/// Whether a heading or a line of words announces a list of values.
pub(super) fn announces_enum(heading: &str) -> bool {
    const WORDS: [&str; 9] = [
        "enum",
        "values",
        "constants",
        "choices",
        "codes",
        "variants",
        "literals",
        "members",
        "enumeration",
    ];
    let lower = words(heading).to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    // `StatusEnum`, `enum_status`
    words.any(|word| WORDS.contains(&word) || word.ends_with("enum"))
        && !lower.contains("default value")
}

/// Whether a word that mostly names nothing may be the name of a thing: `Model`, `Table`.
pub(super) fn may_be_name(heading: &str) -> bool {
    matches!(
        words(heading).as_str(),
        "Model" | "Object" | "Table" | "Property" | "Reference"
    )
}

/// Reads a heading.
pub(super) fn read(heading: &str) -> Title {
    let text = words(heading);
    let lower = text.to_lowercase();
    if lower.is_empty() {
        return Title::None;
    }
    if GENERIC.contains(&lower.as_str()) {
        return Title::Generic;
    }
    // `Response 200`, `Response (200)`
    let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit() || "() ".contains(c));
    if PARTS.contains(&bare) {
        return Title::Part(text);
    }
    match type_name(&text) {
        Some(name) => Title::Name(name),
        None => Title::None,
    }
}

/// The words of a heading without links, anchors, numbering and a closing colon.
fn words(heading: &str) -> String {
    let text = super::text::shown(heading);
    // `create(options) ⇒ Promise`
    let text = text.split(" \u{21d2}").next().unwrap_or_default();
    let text = text.trim().trim_end_matches('#').trim();
    // `{#anchor}` and `[¶](#x)` behind it.
    let text = text.split_once("{#").map_or(text, |(text, _)| text).trim();
    let text = text.trim_end_matches(['\u{b6}', ':', '.', ' ', '\u{1f517}']);
    // `3.2.1 Order`
    let front = text.split_whitespace().next().unwrap_or_default();
    let is_number = text.contains(' ')
        && front.starts_with(|c: char| c.is_ascii_digit())
        && front.chars().all(|c| c.is_ascii_digit() || c == '.');
    let text = if is_number {
        text.get(front.len()..).unwrap_or_default()
    } else {
        text
    };
    text.trim().to_owned()
}

const FRONT: [&str; 37] = [
    "type alias: ",
    "nested schema for ",
    "schema for ",
    "the ",
    "a ",
    "an ",
    "enum: ",
    "enum ",
    "enumeration: ",
    "type: ",
    "table: ",
    "model: ",
    "schema: ",
    "object: ",
    "class: ",
    "message: ",
    "struct: ",
    "resource: ",
    "fields of ",
    "fields for ",
    "properties of ",
    "attributes of ",
    "parameters of ",
    "parameters for ",
    "structure of ",
    "definition of ",
    "interface: ",
    "entity: ",
    "table ",
    "class ",
    "struct ",
    "interface ",
    "message ",
    "type ",
    "schema ",
    "values of ",
    "object ",
];
const BACK: [&str; 32] = [
    " constraints",
    " resource type",
    " object",
    " objects",
    " structure",
    " model",
    " schema",
    " fields",
    " properties",
    " attributes",
    " table",
    " enum",
    " type",
    " resource",
    " definition",
    " object structure",
    " enumeration",
    " entity",
    " message",
    " values",
    " data dictionary",
    " struct",
    " class",
    " object fields",
    " field",
    " columns",
    " object properties",
    " data type",
    " payload structure",
    " dictionary",
    " field definitions",
    " data model",
];

/// The name that words give a type; `None` if they are a sentence.
pub(super) fn type_name(text: &str) -> Option<String> {
    let mut text = unnumbered(super::text::shown(text));
    // `customers.csv`: the name of a file of data.
    let data = [".csv", ".tsv", ".txt", ".json", ".parquet", ".xlsx"];
    let file = data.iter().find_map(|end| text.strip_suffix(end));
    if let Some(stem) = file.filter(|stem| super::text::is_word(stem)) {
        text = stem.to_owned();
    }
    if let Some((front, rest)) = text.split_once('(')
        && rest.trim_end().ends_with(')')
        && !front.trim().is_empty()
    {
        text = front.trim().to_owned();
    }
    // `Page<T>`
    if let Some((front, rest)) = text.split_once('<')
        && rest.ends_with('>')
        && front.rsplit(' ').next().is_some_and(super::text::is_word)
    {
        text = front.to_owned();
    }
    loop {
        let lower = text.to_lowercase();
        if lower.len() != text.len() {
            break;
        }
        // A name of such words: `message resource type`.
        let is_back = |rest: &str| BACK.iter().any(|back| back.trim_start() == rest);
        let mut fronts = FRONT.iter();
        let front = fronts.find(|front| {
            lower
                .strip_prefix(**front)
                .is_some_and(|rest| !is_back(rest))
        });
        let back = BACK.iter().find(|back| lower.ends_with(**back));
        text = match (front, back) {
            (Some(front), _) => text
                .get(front.len()..)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            (None, Some(back)) => {
                let end = text.len() - back.len();
                text.get(..end).unwrap_or_default().trim().to_owned()
            }
            (None, None) => break,
        };
    }
    let count = text.split_whitespace().count();
    let is_name = text.chars().any(char::is_alphabetic) && count <= 6 && text.len() <= 80;
    if !is_name {
        return None;
    }
    let last = text.rsplit(['.', ':', '\\']).next().unwrap_or_default();
    // `chat.send` is one name, `shop.Item` has its package in front.
    let is_path = last.len() < text.len() && last.starts_with(char::is_lowercase);
    if count == 1 && super::text::is_word(&text) && !is_path {
        return Some(text);
    }
    Some(crate::name::camel(&text))
}

/// Without `Table 1:` in front.
fn unnumbered(text: String) -> String {
    let lower = text.to_lowercase();
    let number = lower
        .strip_prefix("table ")
        .filter(|_| lower.len() == text.len());
    let end = number.and_then(|rest| rest.find([':', '\u{2013}', '\u{2014}', '.']));
    let (Some(rest), Some(end)) = (number, end) else {
        return text;
    };
    let (front, behind) = rest.split_at(end);
    let is_number = !front.is_empty() && front.chars().all(|c| c.is_ascii_digit() || c == '-');
    let behind = behind.trim_start_matches([':', '\u{2013}', '\u{2014}', '.', ' ']);
    let from = text.len() - behind.len();
    match text
        .get(from..)
        .filter(|name| is_number && !name.is_empty())
    {
        Some(name) => name.to_owned(),
        None => text,
    }
}

/// The type that a sentence above a table names: "the fields of `Order`:".
pub(super) fn in_sentence(text: &str) -> Option<String> {
    const BEFORE: [&str; 10] = [
        "fields of ",
        "properties of ",
        "attributes of ",
        "fields for ",
        "fields in ",
        "columns of ",
        "parameters of ",
        "structure of ",
        "describes ",
        "members of ",
    ];
    // As PostgreSQL prints it: `Table "public.orders"`.
    let printed = text
        .trim()
        .strip_prefix("Table \"")
        .or(text.trim().strip_prefix("View \""));
    if let Some(name) = printed.and_then(|rest| rest.strip_suffix('"')) {
        let name = name.rsplit('.').next().unwrap_or(name);
        return super::text::is_word(name).then(|| name.to_owned());
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let at = BEFORE
        .iter()
        .find_map(|before| lower.find(before).map(|at| at + before.len()))?;
    let rest = text.get(at..)?;
    let rest = ["the ", "a ", "an "]
        .iter()
        .find_map(|article| {
            rest.get(..article.len())
                .filter(|front| front.eq_ignore_ascii_case(article))?;
            rest.get(article.len()..)
        })
        .unwrap_or(rest);
    let word = rest.split_whitespace().next()?;
    let word = super::text::shown(word);
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = word.strip_suffix("'s").unwrap_or(word);
    super::text::is_word(word).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Title, in_sentence, read};

    #[test]
    fn headings_name_types() {
        let name = |text: &str| Title::Name(text.to_owned());
        let cases = [
            ("Order", name("Order")),
            ("The Order object", name("Order")),
            ("User Structure", name("User")),
            ("message resource type", name("message")),
            ("event resource type", name("event")),
            ("type Order", name("Order")),
            ("Fields of request", name("request")),
            ("Enum: StatusEnum", name("StatusEnum")),
            ("3.1 Line items", name("LineItems")),
            ("[Pet](#pet)", name("Pet")),
            ("`order_line`", name("order_line")),
            ("Fields", Title::Generic),
            ("Request", Title::Part("Request".to_owned())),
            (
                "How this service has come to be what it is now",
                Title::None,
            ),
        ];
        for (heading, expected) in cases {
            assert_eq!(read(heading), expected, "{heading}");
        }
        assert_eq!(
            in_sentence(" Table \"public.orders\"").as_deref(),
            Some("orders")
        );
        let sentence = "The following table shows the fields of `Order`:";
        assert_eq!(in_sentence(sentence).as_deref(), Some("Order"));
    }
}
