//! The cell of a field's name -> the name without decoration: links, ticks, signs and words for
//! *required*, the blanks and arrows that show its depth. Knows no other column.

use super::facts::{self, Flag};
use super::field_path::{is_variable, parts};
use super::name_badges;
use super::row::Part;
use super::text;
use super::types::parts::split as parts_of;
use super::types::plain;

/// The name of a field without decoration.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) path: Vec<String>,
    pub(super) depth: usize,
    /// The number of leading blanks; the whole table decides how many are a level.
    pub(super) blanks: usize,
    pub(super) required: Option<bool>,
    pub(super) deprecated: bool,
    pub(super) is_root: bool,
    /// Names of further fields that share the row.
    pub(super) also: Vec<String>,
    /// The type, if it follows the name.
    pub(super) ty: String,
    /// The default, if it follows the type.
    pub(super) default: String,
    /// A further line that is the type, unless a column has it.
    pub(super) line: String,
    /// Further lines that are neither a type nor marks.
    pub(super) extra_words: Vec<String>,
    /// The text after the name that is no part of it.
    pub(super) note: Option<String>,
    /// Flags from marks after the name, apart from required and deprecated.
    pub(super) flags: Vec<Flag>,
    /// A bound behind the name.
    pub(super) limit: Option<String>,
    /// It represents all other names: `[key: string]`.
    pub(super) is_rest: bool,
    pub(super) part: Option<Part>,
    /// Dashes directly before the name.
    pub(super) dashes: String,
}

/// Reads the cell of a name.
pub(super) fn name(cell: &str) -> Name {
    let mut out = Name::default();
    let raw = text::with_breaks(&text::entities(cell));
    let raw = without_references(&badgeless(&raw));
    let blank = |c: char| matches!(c, ' ' | '\t' | '\r');
    let mut lines = raw
        .lines()
        .map(|line| line.trim_matches(blank))
        .filter(|line| !line.is_empty());
    let mut first = name_badges::modified(lines.next().unwrap_or_default());
    if let Some((_, behind)) = first.strip_prefix("<a ").and_then(|f| f.split_once("</a>")) {
        first = behind.trim().to_owned();
    }
    out.indents(&mut first);
    out.deprecated = first.starts_with("~~");
    out.behind(&mut first, lines);
    let ticked: Vec<String> = super::code_spans::codes(&first);
    let between: String = first.split('`').step_by(2).collect();
    let only_commas = between.chars().all(|c| matches!(c, ',' | ' ' | '/'));
    if only_commas && out.several(&ticked) {
        return out;
    }
    out.of_parent(&mut first);
    let is_code = ticked.len() == 1 && between.trim().is_empty();
    if let Some(names) = listed(&first).filter(|_| ticked.is_empty()) {
        out.also = names.get(1..).unwrap_or_default().to_vec();
        out.path = parts(names.first().map(String::as_str).unwrap_or_default());
        return out;
    }
    // Jira's monospaced `{{id}}`
    let bare = first.trim();
    let mono = bare
        .strip_prefix("{{")
        .and_then(|rest| rest.strip_suffix("}}"));
    if let Some(inner) = mono.filter(|inner| text::is_word(inner)).map(str::to_owned) {
        first = inner;
    }
    let mut name = match ticked.first() {
        Some(code) if first.starts_with('`') && ticked.len() == 1 => {
            let rest = first.get(code.len() + 2..).unwrap_or_default();
            out.rest(&text::shown(rest));
            text::label(code).unwrap_or(code).to_owned()
        }
        _ => text::shown(first.trim().trim_matches('~')),
    };
    out.indents(&mut name);
    if !is_code {
        name = out.marks(name);
    }
    // `*`, `size.*`, `tags.[key: string]`
    let (front, own) = match name.rsplit_once('.') {
        Some((front, own)) if is_rest(own) && !front.is_empty() => (Some(front), own),
        _ => (None, name.as_str()),
    };
    if is_rest(own) {
        out.is_rest = true;
        out.path = front.map(parts).unwrap_or_default();
        out.path.push("additionalProperties".to_owned());
        return out;
    }
    name = out.signs(name);
    // JavaScript's `...rest`.
    if let Some(bare) = name.strip_prefix("...").filter(|bare| text::is_word(bare)) {
        out.note = Some("...".to_owned());
        name = bare.to_owned();
    }
    // JSDoc's `[options.age]` and `[age=18]`.
    if let Some(inner) = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let (inner, default) = inner.split_once('=').unwrap_or((inner, ""));
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$');
        if inner.starts_with(char::is_alphabetic) && inner.chars().all(is_path) {
            out.required = Some(false);
            default.trim().clone_into(&mut out.default);
            name = inner.to_owned();
        }
    }
    if !is_code {
        name = out.without_note(name);
    }
    // Rust's raw identifiers.
    if let Some(bare) = name.strip_prefix("r#").filter(|bare| text::is_word(bare)) {
        name = bare.to_owned();
    }
    let quoted = text::unquoted(&name).filter(|inner| name.len() > 1 && !inner.is_empty());
    let name = quoted.unwrap_or(name);
    out.is_root = matches!(name.as_str(), "(root)" | "$");
    let name = name.strip_prefix("$.").unwrap_or(&name);
    out.path = parts(name.strip_prefix('.').unwrap_or(name));
    out
}

/// The first line without badges in markup.
fn badgeless(raw: &str) -> String {
    match raw.split_once('\n') {
        Some((first, rest)) => format!("{}\n{rest}", name_badges::plain(first)),
        None => name_badges::plain(raw),
    }
}

/// `[name][reference]`: a link whose address is elsewhere.
fn without_references(cell: &str) -> String {
    let parts = cell
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]["));
    match parts {
        Some((label, rest))
            if rest.ends_with(']')
                && text::is_word(label.trim_matches('`'))
                && rest.starts_with(char::is_alphabetic) =>
        {
            label.to_owned()
        }
        _ => cell.to_owned(),
    }
}

/// `name *string*`, `` `name` _[X](#x) array_ ``: the name, and the type behind it.
fn typed(cell: &str) -> Option<(String, String)> {
    let cell = cell.trim();
    let (front, behind) = ["*", "_"].iter().find_map(|sign| {
        let inner = cell.strip_suffix(sign)?;
        let (front, behind) = inner.rsplit_once(&format!(" {sign}"))?;
        Some((front.trim(), behind.trim()))
    })?;
    let is_name = !front.is_empty() && !front.trim_matches('`').contains([' ', '*']);
    let is_type = facts::flag(behind).is_none() && plain::parse(behind).is_some();
    (is_name && is_type).then(|| (front.to_owned(), behind.to_owned()))
}

/// GraphQL's `name: String! = "x"`: the name, and the text after it.
fn argument(cell: &str) -> Option<(String, String)> {
    let cell = cell.trim();
    let cell = text::code(cell).unwrap_or_else(|| text::shown(cell));
    let (front, behind) = cell.split_once(':')?;
    let ty = parts_of(behind, &[" = "]).first()?.trim().to_owned();
    let is_name = text::is_word(front) && front.starts_with(|c: char| c.is_lowercase() || c == '_');
    let is_title = ty.starts_with(char::is_uppercase)
        && ty.contains(char::is_lowercase)
        && ty.chars().all(char::is_alphanumeric);
    let is_type = is_title || ty.ends_with('!') || ty.starts_with('[') || plain::is_known(&ty);
    let is_apart = behind.starts_with(' ');
    let is_typed = is_name && is_apart && is_type && plain::parse(&ty).is_some();
    is_typed.then(|| (front.to_owned(), behind.to_owned()))
}

impl Name {
    /// The type and the default after the name or in further lines, and other words.
    fn behind<'t>(&mut self, first: &mut String, lines: impl Iterator<Item = &'t str>) {
        if let Some((front, ty)) = typed(first) {
            self.line.clone_from(&ty);
            self.ty = ty;
            *first = front;
        } else if let Some((front, ty)) = argument(first) {
            let mut parts = parts_of(&ty, &[" = "])
                .into_iter()
                .map(|part| part.trim().to_owned());
            self.ty = parts.next().unwrap_or_default();
            self.default = parts.next().unwrap_or_default();
            *first = front;
        }
        for line in lines {
            // `Birth date`, `birth_date`: a label, and the name in code below it.
            if let Some(name) = code_below(first, line).filter(|_| self.ty.is_empty()) {
                self.extra_words.push(std::mem::replace(first, name));
                continue;
            }
            let is_type = facts::flag(line).is_none() && plain::parse(line).is_some();
            let is_flag = line
                .split([',', ' '])
                .any(|word| facts::flag(word).is_some());
            if self.ty.is_empty() && is_type {
                self.ty = line.to_owned();
                self.line.clone_from(&self.ty);
            } else if !is_flag {
                self.extra_words.push(line.to_owned());
            }
            for word in line.split([',', ' ']) {
                self.flag(facts::flag(word));
            }
        }
    }

    /// Several names in ticks: `a`, `b`; of `--env`/`-e` the long one counts.
    fn several(&mut self, ticked: &[String]) -> bool {
        let [first, others @ ..] = ticked else {
            return false;
        };
        let is_short = |name: &String| name.starts_with('-') && name.chars().count() == 2;
        match others {
            [] => return false,
            [short] if first.starts_with("--") && is_short(short) => {
                self.path = vec![first.clone()];
                self.note = Some(short.clone());
            }
            _ => {
                self.also = others.to_vec();
                self.path = parts(first);
            }
        }
        true
    }

    fn flag(&mut self, flag: Option<Flag>) {
        match flag {
            Some(Flag::Required) => self.required = Some(true),
            Some(Flag::Optional) => self.required = Some(false),
            Some(Flag::Deprecated) => self.deprecated = true,
            Some(other) => self.flags.push(other),
            None => {}
        }
    }

    /// `name (optional)`, `name required`: removes the words for marks.
    fn marks(&mut self, mut name: String) -> String {
        for sign in [" (", " [", " - "] {
            if let Some((front, words)) = name.clone().split_once(sign)
                && !front.is_empty()
            {
                let inner = words.trim_end_matches([')', ']']);
                if inner
                    .split([',', ' '])
                    .any(|word| facts::flag(word).is_some())
                {
                    self.words(inner);
                    name = front.trim().to_owned();
                }
            }
        }
        if let Some((front, word)) = name.clone().rsplit_once(' ')
            && let Some(flag @ (Flag::Required | Flag::Optional | Flag::Deprecated)) =
                facts::flag(word)
        {
            self.flag(Some(flag));
            name = front.trim().to_owned();
        }
        name
    }

    /// Reads the text after a name in ticks: marks, a type, a bound, or words that are reported.
    fn rest(&mut self, rest: &str) {
        self.words(rest);
        let is_sign = |c: char| c.is_whitespace() || "()[],;:*?-\u{2013}\u{2014}".contains(c);
        let mut kept: Vec<&str> = Vec::new();
        for part in rest.split([',', ';', '(', ')', '[', ']']) {
            let part = part.trim_matches(is_sign);
            let is_flag = |word: &str| facts::flag(word).is_some();
            if part.is_empty() || is_flag(part) || part.split(' ').all(is_flag) {
                if !part.contains(' ') {
                    continue;
                }
                self.flag(facts::flag(part));
            } else if facts::is_limit(part) && self.limit.is_none() {
                self.limit = Some(part.to_owned());
            } else if self.ty.is_empty() && plain::is_known(part) {
                part.clone_into(&mut self.ty);
                self.line.clone_from(&self.ty);
            } else {
                kept.push(part);
            }
        }
        if !kept.is_empty() && self.note.is_none() {
            self.note = Some(kept.join(", "));
        }
    }

    fn words(&mut self, text: &str) {
        for word in text.split([',', ' ', '(', ')', '[', ']']) {
            match word {
                "*" | "\\*" => self.required = Some(true),
                "?" => self.required = Some(false),
                word => self.flag(facts::flag(word)),
            }
        }
    }
}

/// The name in code below a label, which has blanks or begins with a capital.
fn code_below(label: &str, line: &str) -> Option<String> {
    let line = line.replace("<code>", "`").replace("</code>", "`");
    let is_label = !label.contains('`')
        && (label.contains(' ') || label.starts_with(char::is_uppercase))
        && label
            .chars()
            .all(|c| c.is_alphanumeric() || " -_'".contains(c));
    let name = line.trim().strip_prefix('`')?.strip_suffix('`')?;
    let is_name = text::is_word(name) && name.starts_with(|c: char| c.is_lowercase() || c == '_');
    let is_type = plain::is_known(name) || facts::flag(name).is_some();
    (is_label && is_name && !is_type).then(|| format!("`{name}`"))
}

/// TypeScript's `[key: string]`, a star alone, or the words of JSON Schema.
fn is_rest(name: &str) -> bool {
    let inner = name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let key = inner.and_then(|inner| inner.split_once(": "));
    let is_key = |(key, ty): (&str, &str)| text::is_word(key) && matches!(ty, "string" | "number");
    let is_words = matches!(
        name.to_lowercase().as_str(),
        "(additional properties)"
            | "additional properties"
            | "(pattern properties)"
            | "any string name"
            | "any_string_name"
            | "any other name"
            | "any name"
            | "any other property"
            | "other properties"
    );
    // Python's `**kwargs`
    let is_keywords = name.strip_prefix("**").is_some_and(text::is_word);
    name == "*" || is_keywords || is_words || is_variable(name) || key.is_some_and(is_key)
}

/// `a, b`: two names of one word each.
fn listed(cell: &str) -> Option<Vec<String>> {
    let sign = [", ", " / ", " or ", " and "]
        .into_iter()
        .find(|sign| cell.contains(sign))?;
    let parts: Vec<&str> = cell.split(sign).collect();
    let is_word = |part: &&str| {
        let mut signs = part.chars();
        signs.all(|c| c.is_ascii_alphanumeric() || c == '_')
            && part.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let is_list = parts.len() > 1
        && parts.iter().all(is_word)
        && parts.iter().all(|part| facts::flag(part).is_none());
    is_list.then(|| parts.iter().map(|part| (*part).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::name;
    use crate::import::facts::Flag;

    #[test]
    fn names_lose_what_decorates_them() {
        let cases = [
            ("`id` \\*", "id", Some(true)),
            ("id*", "id", Some(true)),
            ("bot?", "bot", Some(false)),
            ("owner? \\*", "owner", Some(false)),
            ("**bold**", "bold", None),
            ("*ital*", "ital", None),
            ("[link](#x)", "link", None),
            ("<code>c</code>", "c", None),
            ("a\\_b", "a_b", None),
            ("&#95;x", "_x", None),
            ("<a name=\"x\"></a> [name](#input\\_name)", "name", None),
            ("\"quoted\"", "quoted", None),
            ("my field", "my field", None),
            ("amount<br/>required", "amount", Some(true)),
            ("name (optional)", "name", Some(false)),
            ("_private", "_private", None),
            ("`a*`", "a", Some(true)),
            ("mail<mark>\\*</mark>", "mail", Some(true)),
            ("...rest", "rest", None),
            ("`a` read-only", "a", None),
            ("`a` (since 2.1)", "a", None),
        ];
        for (cell, expected, required) in cases {
            let found = name(cell);
            assert_eq!(found.path, [expected], "{cell}");
            assert_eq!(found.required, required, "{cell}");
        }
        assert!(name("`q` (deprecated)").deprecated);
        assert!(name("~~old~~").deprecated);
        assert!(name("id <Badge>Deprecated</Badge>").deprecated);
        assert_eq!(name("`a` (read-only)").flags, [Flag::ReadOnly]);
        assert_eq!(name("`a` max 255").limit.as_deref(), Some("max 255"));
        assert_eq!(name("`a` (since 2.1)").note.as_deref(), Some("since 2.1"));
        assert_eq!(name("`a` string").ty, "string");
        assert_eq!(name("`a`, `b`").also, ["b"]);
        assert_eq!(name("a[].b").path, ["a[]", "b"]);
        assert_eq!(name("a.b.c").path, ["a", "b", "c"]);
        assert_eq!(name("\u{bb}\u{bb} zip").depth, 2);
        assert_eq!(name("&nbsp;&nbsp;zip").depth, 1);
    }
}
