//! Type cells of documents that no SDK generator wrote -> the form that all cells have.
//!
//! ```text
//! array of strings       list(string)       [string]        string[]
//! string or null         ?string            X | null        nullable X
//! string(date-time)      string <uuid>      VARCHAR(50)     integer(int64)
//! "a" | "b"              enum('a', 'b')     [Tag](#tag)     map(string)
//! ```
//!
//! Words come first, brackets second; any other text is the name of a type.

use super::applied::{bracketed, limited};
use super::leaves::{constants, literal, named, titled, unwrapped};
use super::parts::{self, split};
use super::prefixes::{ARRAYS, KEYS, MAPS, SIGNS, signed};
use super::words::{self, key};
use super::{Type, links, union};
use crate::import::facts;
use crate::import::text;

const DEPTH: usize = 40;

/// Reads a cell; `None` if it is no type.
pub(in crate::import) fn parse(cell: &str) -> Option<Type> {
    if cell.len() > super::LONGEST {
        return None;
    }
    let cell = text::without_tags(&text::entities(cell)).replace('\u{a0}', " ");
    inner(&parts::joined(&cell).replace('\u{a6}', "|"), DEPTH)
}

/// Reads a cell as `parse` does; else a leading word for a type, with the remainder as lost.
pub(in crate::import) fn parse_front(cell: &str) -> Option<Type> {
    if let Some(ty) = parse(cell) {
        return Some(ty);
    }
    let cell = text::shown(cell);
    let lines: Vec<&str> = cell
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    if lines.len() > 1 && lines.iter().all(|line| is_known(line)) {
        return lines
            .into_iter()
            .map(parse)
            .collect::<Option<Vec<Type>>>()
            .map(union);
    }
    let lower = cell.to_lowercase();
    let widens = [" or ", " oder ", " ou ", "|", "/", " either "];
    let end = cell.find(|c: char| c.is_whitespace() || ",;:(".contains(c))?;
    let (front, rest) = cell.split_at_checked(end)?;
    let is_word = words::word(front).is_some() && !words::is_loose(front);
    let is_sure = is_word && !widens.iter().any(|sign| lower.contains(sign));
    let rest =
        rest.trim_matches(|c: char| c.is_whitespace() || ",;:()-\u{2013}\u{2014}".contains(c));
    is_sure.then(|| limited(words::word(front).unwrap_or(Type::Any), rest))
}

/// Whether a text is surely a type: a known word, or brackets around one.
pub(in crate::import) fn is_known(cell: &str) -> bool {
    fn known(ty: &Type) -> bool {
        match ty {
            Type::Named(named) => named.link.is_some() || named.space.is_some(),
            Type::Const(_) | Type::Null => false,
            Type::Union(members) => members.iter().all(known),
            Type::Nullable(inner) | Type::With(inner, _) | Type::Lost(inner, _) => known(inner),
            _ => true,
        }
    }
    // These are as often the names of fields.
    const NAMES: [&str; 14] = [
        "id",
        "code",
        "identifier",
        "notes",
        "phone",
        "link",
        "image",
        "group",
        "flag",
        "counter",
        "year",
        "properties",
        "image",
        "choice",
    ];
    let is_name = NAMES.contains(&key(cell).as_str());
    cell.len() < 2_000 && !is_name && parse(cell).is_some_and(|ty| known(&ty))
}

/// Whether a word is the name of a thing, whose type has to be assumed: `Money`, `link`.
pub(in crate::import) fn is_loose(name: &str) -> bool {
    words::is_loose(name)
}

/// The type of a plain word, such as `uuid` or `BigDecimal`.
pub(in crate::import) fn word(name: &str) -> Option<Type> {
    words::word(name)
}

pub(super) fn inner(text: &str, depth: usize) -> Option<Type> {
    let depth = depth.checked_sub(1)?;
    let text = unwrapped(text);
    if text.is_empty() {
        return None;
    }
    if let Some((label, url)) = links::of(text) {
        let label = links::subject(label, url);
        let ty = inner(label, depth).or_else(|| titled(label))?;
        return Some(links::follow(ty, label, url));
    }
    if let Some((link, label, argument)) = links::with_argument(text) {
        return match words::word(label) {
            Some(_) => inner(&format!("{label}({argument})"), depth),
            None => inner(link, depth).map(|ty| Type::Lost(Box::new(ty), argument.to_owned())),
        };
    }
    if words::is_loose(text) {
        return Some(super::named(text));
    }
    if let Some(ty) = listed(text) {
        return Some(ty);
    }
    // `object array; required`
    if let Some((front, marks)) = text.split_once(';')
        && marks
            .split([';', ','])
            .all(|mark| facts::flag(mark).is_some() || mark.trim() == "recommended")
    {
        return inner(front, depth);
    }
    if let Some(ty) = words::word(text).filter(|_| is_words(text)) {
        return Some(ty);
    }
    if let Some(rest) = strip_any(text, &CONSTANTS).filter(|rest| !is_enclosed(rest)) {
        let is_word = |ty: &Type| !matches!(ty, Type::Named(_) | Type::Const(_));
        let word = elements(rest, 1).filter(is_word);
        // `one of string, number`
        let parts = split(rest, &[",", " or "]);
        let parts = parts
            .iter()
            .map(|part| part.trim().trim_start_matches("or "));
        let members: Option<Vec<Type>> = parts.map(words::word).collect();
        let members = members.filter(|members| members.len() > 1 && members.iter().all(is_word));
        return word
            .or_else(|| members.map(union))
            .or_else(|| constants(rest));
    }
    if let Some(ty) = followed(text, depth).or_else(|| slashed(text)) {
        return Some(ty);
    }
    // The first form that fits decides, so that time stays linear in the text.
    alternatives(text, depth)
        .or_else(|| prefixed(text, depth))
        .or_else(|| suffixed(text, depth))
        .unwrap_or_else(|| {
            literal(text).or_else(|| match text.contains(['(', '<', '[', '{']) {
                true => bracketed(text, depth),
                false => named(text),
            })
        })
}

/// `["null", "int"]` of JSON Schema and Avro: all of them are words for types.
fn listed(text: &str) -> Option<Type> {
    let is_list = text.starts_with('[') && text.contains('"') && text.len() < 200;
    let value = Some(text).filter(|_| is_list)?;
    let value = fieldwright_runtime::from_json::<fieldwright_runtime::Value>(value.as_bytes());
    let value = value.ok()?;
    let members = value.as_array()?.iter();
    let members: Option<Vec<Type>> = members.map(|item| words::word(item.as_str()?)).collect();
    members.filter(|members| !members.is_empty()).map(union)
}

const CONSTANTS: [&str; 5] = ["enum of ", "one of ", "enum: ", "either ", "enum "];

/// `(a, b)`, and `enum [string]`, whose brackets hold no list of a list.
fn is_enclosed(rest: &str) -> bool {
    let is_word = rest
        .strip_prefix(['[', '<'])
        .and_then(|rest| rest.strip_suffix([']', '>']));
    rest.starts_with(['(', '{']) || is_word.is_some_and(|word| words::of_values(word).is_some())
}

fn is_words(text: &str) -> bool {
    let sign =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ':' | '\\' | '/');
    text.chars().all(sign) && text.split_whitespace().count() <= 4
}

/// `number/string`: words for types alone.
fn slashed(text: &str) -> Option<Type> {
    let parts: Vec<&str> = text.split('/').collect();
    let members: Option<Vec<Type>> = parts.iter().map(|part| words::word(part)).collect();
    members.filter(|members| members.len() > 1).map(union)
}

/// `a | b`, `a or b`, `a, b`; words such as *optional* are no members.
fn alternatives(text: &str, depth: usize) -> Option<Option<Type>> {
    let parts = [&["\\|", "|"][..], &[" or "], &[" / "], &[","]]
        .iter()
        .find_map(|signs| {
            let parts = split(text, signs);
            (parts.len() > 1).then_some(parts)
        })?;
    let parts = parts.into_iter().map(str::trim);
    let parts = parts.map(|part| part.strip_prefix("or ").unwrap_or(part).trim());
    let stated = parts.filter(|part| !part.is_empty() && facts::flag(part).is_none());
    // BigQuery's mode: `RECORD, REPEATED`
    let (repeated, stated): (Vec<&str>, Vec<&str>) =
        stated.partition(|part| part.eq_ignore_ascii_case("repeated"));
    let stated = stated.into_iter();
    // `string, max 100 characters`
    let (limits, kept): (Vec<&str>, Vec<&str>) = stated.partition(|part| facts::is_limit(part));
    let members: Option<Vec<Type>> = kept.iter().map(|part| inner(part, depth)).collect();
    // `eq|ne|lt`: words in lower case between bars, none of which is a type, are values.
    let is_value = |ty: &Type| match ty {
        Type::Named(named) => {
            let is_lower = !named.name.chars().any(char::is_uppercase);
            is_lower && named.link.is_none() && named.space.is_none()
        }
        _ => false,
    };
    let bars = text.contains('|') && limits.is_empty() && kept.len() > 1;
    if members
        .as_ref()
        .is_some_and(|members| bars && members.iter().all(is_value))
    {
        return Some(constants(text));
    }
    let ty = members.filter(|members| !members.is_empty()).map(union);
    let ty = ty.map(|ty| match repeated.is_empty() {
        true => ty,
        false => Type::Array(Box::new(ty)),
    });
    Some(ty.map(|ty| limits.iter().fold(ty, |ty, limit| limited(ty, limit))))
}

/// A type with its values or bounds behind it: `string Enum: "a" "b"`, `string [ 1 .. 50 ] characters`,
/// `number <float> > 0`.
fn followed(text: &str, depth: usize) -> Option<Type> {
    // `< string, string > map`
    if let Some(angled) = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix("> map"))
    {
        let value = angled.rsplit_once(',').map_or(angled, |(_, value)| value);
        return inner(value.trim(), depth.checked_sub(1)?).map(|ty| Type::Map(Box::new(ty)));
    }
    // Ansible's `list / elements=string`
    if let Some(("list", of)) = text.split_once(" / elements=") {
        return elements(of, depth).map(|ty| Type::Array(Box::new(ty)));
    }
    // The format of the items may stand twice: `strings <uuid> [ items <uuid > ] <= 5 items`.
    if let Some((front, again)) = text.split_once(" [ items <")
        && let Some((_, behind)) = again.split_once("> ]")
        && front.contains('<')
    {
        return inner(&format!("{front}{behind}"), depth.checked_sub(1)?);
    }
    if let Some(front) = text.strip_suffix(" non-empty") {
        let ty = inner(front, depth.checked_sub(1)?)?;
        return Some(limited(ty, "non-empty"));
    }
    const VALUES: [&str; 4] = ["enum:", "possible values:", "allowed values:", "one of:"];
    const BOUNDS: [&str; 6] = [" [ ", " <= ", " >= ", " < ", " > ", " = "];
    let lower = text.to_ascii_lowercase();
    let is_front = |front: &str| {
        let ty = inner(front, depth.checked_sub(1)?)?;
        let is_plain = !matches!(ty, Type::Named(_) | Type::Const(_) | Type::Null);
        is_plain.then_some(ty)
    };
    let found = VALUES
        .iter()
        .find_map(|word| Some((lower.find(word)?, word.len())));
    if let Some((at, length)) = found.filter(|(at, _)| *at > 0) {
        let front = text
            .get(..at)?
            .trim_end_matches([' ', ',', '*', '.', ';', '(']);
        let list = text.get(at + length..)?.trim_matches([' ', '*', ')']);
        let ty = is_front(front)?;
        let quoted = list
            .contains("\" \"")
            .then(|| list.replace("\" \"", "\", \""));
        let values = constants(quoted.as_deref().unwrap_or(list))?;
        return Some(match ty {
            Type::Array(_) => Type::Array(Box::new(values)),
            _ => values,
        });
    }
    // `list of strings (max. 5)`: the bound is of the list.
    if let Some((front, words)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
        && front.contains(" of ")
        && facts::is_limit(words)
    {
        return is_front(front).map(|ty| limited(ty, words));
    }
    let at = BOUNDS.iter().filter_map(|sign| text.find(sign)).min()?;
    let (front, words) = (text.get(..at)?, text.get(at..)?.trim());
    let is_bound = |words: &str| facts::is_limit(words);
    let words = words
        .strip_suffix(" characters")
        .or(words.strip_suffix(" items"))
        .unwrap_or(words);
    is_bound(words)
        .then(|| is_front(front))
        .flatten()
        .map(|ty| limited(ty, words))
}

/// Articles, and Java's words for who may see a field.
const WITHOUT_MEANING: [&str; 10] = [
    "readonly ",
    "a ",
    "an ",
    "the ",
    "json ",
    "valid ",
    "private ",
    "public ",
    "protected ",
    "final ",
];

fn prefixed(text: &str, depth: usize) -> Option<Option<Type>> {
    let boxed = |rest: &str| inner(rest, depth).map(Box::new);
    if let Some(rest) = strip_any(text, &ARRAYS) {
        return Some(elements(rest, depth).map(|ty| Type::Array(Box::new(ty))));
    }
    if let Some(rest) = strip_any(text, &MAPS) {
        let rest = strip_any(rest, &KEYS)
            .or_else(|| behind_key(rest))
            .unwrap_or(rest);
        return Some(elements(rest, depth).map(|ty| Type::Map(Box::new(ty))));
    }
    if let Some(rest) = strip_any(text, &["nullable ", "optional ", "maybe "]) {
        let is_null = !text.starts_with(['o', 'O']);
        return Some(boxed(rest).map(|ty| if is_null { Type::Nullable(ty) } else { *ty }));
    }
    if let Some(rest) = strip_any(text, &SIGNS) {
        let sign = text.get(..text.len() - rest.len())?.trim().to_lowercase();
        return Some(signed(&sign, inner(rest, depth)?));
    }
    // Go's `Pointer to **time.Time**`
    if let Some(rest) = strip_any(text, &["pointer to "]) {
        return Some(inner(rest, depth));
    }
    // `an 35` is no article.
    if let Some(rest) = strip_any(text, &WITHOUT_MEANING)
        && !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return Some(inner(rest, depth));
    }
    if let Some(rest) = text.strip_prefix("[]") {
        return Some(boxed(rest).map(Type::Array));
    }
    if let Some(rest) = text.strip_prefix('?') {
        return Some(boxed(rest).map(Type::Nullable));
    }
    // Go's pointers say nothing of the value.
    if let Some(rest) = text.strip_prefix('*')
        && rest.starts_with(char::is_alphabetic)
        && !rest.contains('*')
    {
        return Some(inner(rest, depth));
    }
    if let Some(rest) = text.strip_prefix("map[")
        && let Some((_, value)) = rest.split_once(']')
        && !value.is_empty()
    {
        return Some(boxed(value).map(Type::Map));
    }
    None
}

/// The type of the values behind that of the keys: `str to float`.
fn behind_key(text: &str) -> Option<&str> {
    let (key, value) = text.split_once(" to ")?;
    let key = words::word(key)?;
    let is_key = matches!(key, Type::String | Type::Integer | Type::Format(_));
    (is_key && !value.trim().is_empty()).then_some(value)
}

fn strip_any<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes.iter().find_map(|prefix| {
        let front = text.get(..prefix.len())?;
        let rest = text.get(prefix.len()..)?;
        (front.eq_ignore_ascii_case(prefix) && !rest.trim().is_empty()).then_some(rest)
    })
}

/// The type of an array's elements; `strings` and `Orders` are plurals.
pub(super) fn elements(text: &str, depth: usize) -> Option<Type> {
    let text = unwrapped(text);
    let single = text
        .strip_suffix("es")
        .filter(|text| text.ends_with("sh") || text.ends_with('x'))
        .or_else(|| text.strip_suffix('s'));
    if let Some(ty) = single.filter(|text| is_words(text)).and_then(words::word) {
        return Some(ty);
    }
    // `strings <uuid>`, `objects (Tag)`
    if let Some((front, behind)) = text.split_once(' ')
        && behind.starts_with(['<', '('])
        && let Some(single) = front.strip_suffix('s')
        && words::word(single).is_some()
    {
        return inner(&format!("{single} {behind}"), depth);
    }
    if let Some(single) = single.and_then(|one| one.strip_suffix(" object")) {
        return inner(single, depth);
    }
    inner(text, depth)
}

fn suffixed(text: &str, depth: usize) -> Option<Option<Type>> {
    let boxed = |rest: &str| inner(rest, depth).map(Box::new);
    // Java's and C#'s bytes, which JSON has as a base64 text.
    if matches!(text, "byte[]" | "Byte[]") {
        return Some(words::word("bytes"));
    }
    if let Some(rest) = text.strip_suffix("[]") {
        return Some(boxed(rest).map(Type::Array));
    }
    if let Some(rest) = text.strip_suffix('?') {
        return Some(boxed(rest).map(Type::Nullable));
    }
    // The star of a footnote.
    if let Some(rest) = text.strip_suffix("\\*")
        && !rest.contains('*')
    {
        return Some(inner(rest, depth));
    }
    if let Some(rest) = text.strip_suffix('!') {
        return Some(inner(rest, depth));
    }
    let lower = text.to_ascii_lowercase();
    for end in [" array", " list", " arrays", " collection"] {
        if lower.ends_with(end) {
            let rest = text.get(..text.len() - end.len())?;
            // `< string > array`
            let angled = rest
                .strip_prefix('<')
                .and_then(|rest| rest.strip_suffix('>'));
            let rest = angled.map_or(rest, str::trim);
            return Some(elements(rest, depth).map(|ty| Type::Array(Box::new(ty))));
        }
    }
    // `String to string map`
    if let Some(front) = lower.strip_suffix(" map")
        && let Some(rest) = strip_any(front, &KEYS)
    {
        let from = front.len() - rest.len();
        return Some(boxed(text.get(from..front.len())?).map(Type::Map));
    }
    // `UnitType enum`: the enum is a separate table.
    for end in [" enum", " enumeration"] {
        if lower.ends_with(end) {
            let rest = text.get(..text.len() - end.len())?;
            return Some(inner(rest, depth).or_else(|| titled(rest)));
        }
    }
    for end in [" (nullable)", ", nullable"] {
        if lower.ends_with(end) {
            return Some(boxed(text.get(..text.len() - end.len())?).map(Type::Nullable));
        }
    }
    // `base64 string`, `decimal string`: a string, and its format if the word is one.
    if let Some(rest) = text.get(..text.len().saturating_sub(7))
        && lower.ends_with(" string")
        && is_words(rest)
        && let Some(ty) = words::word(rest)
    {
        return Some(match ty {
            Type::Format(_) | Type::DateTime(_) | Type::Date(_) => Some(ty),
            // Elm's `List String`
            Type::Array(_) => Some(Type::Array(Box::new(Type::String))),
            Type::Map(_) => None,
            _ => Some(Type::String),
        });
    }
    for end in [" objects", " object", " unsigned", " value"] {
        let rest = text.get(..text.len().saturating_sub(end.len()))?;
        if lower.ends_with(end) && !rest.is_empty() && is_words(rest) {
            let is_title = rest.starts_with(char::is_uppercase) && end.starts_with(" obj");
            return Some(inner(rest, depth).or_else(|| titled(rest).filter(|_| is_title)));
        }
    }
    None
}
