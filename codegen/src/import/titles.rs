//! Headings -> names of types: `The Order object` is `Order`, `Fields of request` is
//! `request`, `Fields` alone names nothing. Knows no tables.

use super::title_words::{BACK, ELSEWHERE, FRONT, GENERIC, PARTS};

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
