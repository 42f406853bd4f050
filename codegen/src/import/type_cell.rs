//! The cell of a field's type -> the type alone, and other parts of the cell: a default, an
//! example. If a row has no such cell, the type follows the name or is in the column of formats.

use super::choices;
use super::columns::{self, Role};
use super::facts;
use super::field_name::Name;
use super::row::More;
use super::row_cells::{Cells, content};
use super::text;
use super::types::{parts, plain};

/// The content of a cell.
#[derive(Debug, Default)]
pub(super) struct TypeCell {
    pub(super) ty: String,
    pub(super) default: String,
    pub(super) example: String,
}

/// Reads the type of a row from any column.
pub(super) fn read(
    cells: &Cells<'_>,
    name: &Name,
    required: &mut Option<bool>,
    more: &mut More,
) -> TypeCell {
    let mut ty = match cells.get(Role::Type) {
        "" if name.ty.is_empty() => type_by_format(cells, more),
        "" => name.ty.clone(),
        cell => letters(cell)
            .or_else(|| picture(cell))
            .unwrap_or_else(|| cell.to_owned()),
    };
    if let Some(first) = above_values(&ty, more) {
        ty = first;
    }
    let mut found = apart(&ty);
    if found.default.is_empty() {
        found.default.clone_from(&name.default);
    }
    ty = std::mem::take(&mut found.ty);
    if let Some(kept) = without_undefined(&ty) {
        ty = kept;
        *required = Some(false);
    }
    // REDCap's checkboxes with choices: several of them may be set.
    let choices = cells.get(Role::AllowedValues);
    if text::shown(&ty).eq_ignore_ascii_case("checkbox") && choices.contains('|') {
        "multiselect".clone_into(&mut ty);
    }
    // Digits and those behind the point: `decimal` of length `10,2` is `decimal(10,2)`.
    let length = text::shown(content(cells.get(Role::Length)));
    if is_scale(&length) && !ty.contains('(') {
        ty = format!("{}({length})", ty.trim());
    }
    TypeCell { ty, ..found }
}

/// `string | undefined` of TypeScript, also within a link: what may be left out, regardless of its column.
fn without_undefined(cell: &str) -> Option<String> {
    let link = cell.trim().strip_prefix('[');
    let link = link.and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
    let label = link.map_or(cell, |(label, _)| label);
    let code = text::code(label.trim()).filter(|_| label.contains('|'));
    let label = code.as_deref().unwrap_or(label);
    let members = parts::split(label, &["\\|", "|"]);
    let is_left_out = |part: &&str| text::shown(part) == "undefined";
    if members.len() < 2 || !members.iter().any(is_left_out) {
        return None;
    }
    let kept: Vec<&str> = members
        .into_iter()
        .filter(|part| !is_left_out(part))
        .collect();
    let kept = kept.join("|").trim().to_owned();
    Some(match link {
        Some((_, url)) => format!("[{kept}]({url})"),
        None => kept,
    })
}

/// `String<br/>*Allowed values*: a, b`: the type, and the lines below it that say what it may be.
fn above_values(cell: &str, more: &mut More) -> Option<String> {
    let cell = text::with_breaks(cell);
    let (first, rest) = cell.trim().split_once('\n')?;
    let rest = rest.trim();
    let found = facts::read(rest, facts::Base::Other);
    let is_whole = found.unread.is_empty() && found.flags.is_empty();
    if !is_whole || found.values.is_empty() || !plain::is_known(first.trim()) {
        return None;
    }
    let mut default = found.default;
    let values = choices::values(found.values, &mut default)?;
    more.values.extend(values);
    more.default = more.default.take().or(default);
    Some(first.trim().to_owned())
}

/// `Int = 10`, `string (default: "x")`, `integer, default 5`: the type and the value behind it.
fn apart(cell: &str) -> TypeCell {
    let whole = || TypeCell {
        ty: cell.to_owned(),
        ..TypeCell::default()
    };
    let bare = text::code(cell.trim()).unwrap_or_else(|| cell.trim().to_owned());
    if let [front, value] = parts::split(&bare, &[" = "]).as_slice()
        && !front.trim().is_empty()
        && plain::parse(front).is_some()
        && !facts::is_limit(&format!("= {value}"))
    {
        return TypeCell {
            ty: (*front).trim().to_owned(),
            default: (*value).trim().to_owned(),
            ..TypeCell::default()
        };
    }
    let lower = bare.to_lowercase();
    if !["default", "example", "e.g."]
        .iter()
        .any(|word| lower.contains(word))
        || bare.contains('{')
    {
        return whole();
    }
    let (front, inner, close) = match bare.rfind('(').filter(|at| *at > 0 && bare.ends_with(')')) {
        Some(at) => (
            bare.get(..at).unwrap_or_default().trim(),
            bare.get(at + 1..bare.len() - 1).unwrap_or_default(),
            true,
        ),
        None => ("", bare.as_str(), false),
    };
    let mut found = TypeCell::default();
    let mut kept = Vec::new();
    for part in parts::split(inner, &[",", ";"]) {
        let mut facts_found = facts::read(part, facts::Base::Other);
        if !facts_found.unread.is_empty() || !facts_found.keywords.is_empty() {
            facts_found = facts::Facts::default();
        }
        match (facts_found.default, facts_found.example) {
            (Some(default), _) if found.default.is_empty() => found.default = default,
            (_, Some(example)) if found.example.is_empty() => found.example = example,
            _ => kept.push(part.trim()),
        }
    }
    if found.default.is_empty() && found.example.is_empty() {
        return whole();
    }
    let kept = kept.join(", ");
    found.ty = match (close, kept.is_empty()) {
        (true, true) => front.to_owned(),
        (true, false) => format!("{front} ({kept})"),
        (false, _) => kept,
    };
    found
}

/// Tables without a column of types have them in that of formats: words, or the letters of EDI.
fn type_by_format(cells: &Cells<'_>, more: &mut More) -> String {
    if columns::of(cells.roles, Role::Type).is_some() {
        return String::new();
    }
    let format = text::shown(&more.format);
    let ty = match format.as_str() {
        "AN" | "A" | "ANS" | "X" => "string",
        "N" | "N0" => "number",
        coded if letters(coded).is_some() => &letters(coded).unwrap_or_default(),
        known if plain::is_known(known) => known,
        _ => return String::new(),
    };
    let ty = ty.to_owned();
    more.format.clear();
    ty
}

/// The letters of EDI and of banks: `AN`, `A`, `N`, `AN..35`, `an35`, `N13`.
fn letters(cell: &str) -> Option<String> {
    let cell = text::shown(cell);
    let digits = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let kind = cell.strip_suffix(digits).unwrap_or_default();
    // `an 3`, `n ..19`
    let is_apart = digits.starts_with(' ');
    let count = digits.trim_start().trim_start_matches('.');
    let is_number = matches!(kind, "N" | "n");
    // `N..15,3`: digits, and those behind the point.
    let is_count = !count.is_empty() && count.chars().all(|c| c.is_ascii_digit());
    if is_number && is_scale(count) {
        return Some(format!("decimal({count})"));
    }
    if !(digits.is_empty() || is_count) || (digits.is_empty() && kind != kind.to_uppercase()) {
        return None;
    }
    match kind {
        "a" | "as" | "anp" | "ns" | "z" if is_count && (is_apart || digits.starts_with('.')) => {
            Some(format!("string({count})"))
        }
        "AN" | "A" | "an" | "ANS" | "ans" if is_count => Some(format!("string({count})")),
        "AN" | "A" | "ANS" => Some("string".to_owned()),
        "N" | "n" if is_count => Some("number".to_owned()),
        "N" => Some("number".to_owned()),
        _ => None,
    }
}

/// COBOL's `PIC X(30)`, `S9(7)V99`: signs or digits, and how many.
fn picture(cell: &str) -> Option<String> {
    let cell = text::shown(cell).to_ascii_uppercase();
    let bare = cell.trim_end_matches('.');
    let (bare, is_sure) = match bare.strip_prefix("PIC ") {
        Some(rest) => (rest.trim_start_matches("IS ").trim(), true),
        None => (bare, false),
    };
    let count = |part: &str, sign: char| -> Option<u32> {
        let mut rest = part;
        let mut count = 0u32;
        while let Some(next) = rest.strip_prefix(sign) {
            rest = next;
            let times = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
            let (times, behind) = match times {
                Some((times, behind)) => (times.parse().ok()?, behind),
                None => (1, rest),
            };
            rest = behind;
            count = count.checked_add(times)?;
        }
        (rest.is_empty() && count > 0).then_some(count)
    };
    if !is_sure && !bare.contains('(') {
        return None;
    }
    if let Some(count) = ['X', 'A'].iter().find_map(|sign| count(bare, *sign)) {
        return Some(format!("string({count})"));
    }
    let (number, sign) = match bare.strip_prefix('S') {
        Some(rest) => (rest, ""),
        None => (bare, " unsigned"),
    };
    let (whole, part) = match number.split_once('V') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let scale = part.map_or(Some(0), |part| count(part, '9'))?;
    let digits = count(whole, '9')?.checked_add(scale)?;
    Some(format!("decimal({digits},{scale}){sign}"))
}

/// A `timestamp` that counts seconds according to its words.
pub(super) fn is_unix_time(ty: &str, description: &str) -> bool {
    let is_instant = matches!(
        text::shown(ty).to_lowercase().as_str(),
        "timestamp" | "time" | "datetime"
    );
    let words = description.to_lowercase();
    let counts = [
        "unix time",
        "unix epoch",
        "epoch time",
        "seconds since",
        "epoch seconds",
    ];
    is_instant && counts.iter().any(|phrase| words.contains(phrase))
}

/// `10,2`: digits, and those behind the point.
pub(super) fn is_scale(length: &str) -> bool {
    let is_count = |part: &str| part.trim().parse::<u8>().is_ok();
    let parts = length.split_once(',');
    parts.is_some_and(|(digits, scale)| is_count(digits) && is_count(scale))
}

/// `String!` of GraphQL.
pub(super) fn is_demanded(ty: &str) -> bool {
    let bare = ty.trim().trim_matches('`').trim();
    // `Status! (OPEN, PAID)`
    let bare = bare.split(" (").next().unwrap_or_default();
    bare.ends_with('!') && bare.len() > 1
}
