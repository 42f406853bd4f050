//! Any text -> an identifier in the case Rust uses for it.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words of the language, of all editions, and names the generated code needs.
const KEYWORDS: [&str; 54] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_", "",
];

/// Module names that some file system or the generated code claims.
const RESERVED_MODULES: [&str; 28] = [
    "fieldwright_runtime",
    "aux",
    "con",
    "nul",
    "prn",
    "rt",
    "lib",
    "main",
    "mod",
    "std",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
];

/// The name of a type or variant.
pub(crate) fn camel(text: &str) -> String {
    let ident = spoken(text).to_upper_camel_case();
    let ident = match ident.chars().next() {
        None if text.is_empty() => "Empty".to_owned(),
        None => signs(text).to_upper_camel_case(),
        Some(first) if !is_start(first) => format!("N{ident}"),
        Some(_) => ident,
    };
    escape(ident)
}

/// The name of a field or function.
pub(crate) fn field(text: &str) -> String {
    let ident = snake(text);
    match ident.chars().next() {
        None if text.is_empty() => "empty".to_owned(),
        None => signs(text).to_snake_case(),
        Some(_) if ident.chars().all(|c| c.is_ascii_digit() || c == '_') => format!("n{ident}"),
        Some(first) if !is_start(first) => format!("_{ident}"),
        Some(_) => escape(ident),
    }
}

/// The name of a module; it may be a file name.
pub(crate) fn module(text: &str) -> String {
    let ident = field(text);
    // In a script without case a module and a type would be spelled alike.
    let alike = ident == camel(text);
    if alike || RESERVED_MODULES.contains(&ident.as_str()) {
        return format!("{ident}_mod");
    }
    ident
}

/// The name of a module in a file: the compiler finds only files with ASCII names.
pub(crate) fn file_module(text: &str) -> String {
    let ident = module(text);
    if ident.is_ascii() {
        ident
    } else {
        super::parts::spelled(&ident)
    }
}

/// The name of a static.
pub(crate) fn shouty(text: &str) -> String {
    let ident = spoken(text).to_shouty_snake_case();
    match ident.chars().next() {
        Some(first) if is_start(first) => ident,
        _ => format!("N{ident}"),
    }
}

/// Words in lower case between underscores.
fn snake(text: &str) -> String {
    spoken(text).to_snake_case()
}

/// Keywords take a trailing underscore; not all of them can be raw.
pub(crate) fn escape(ident: String) -> String {
    if KEYWORDS.contains(&ident.as_str()) {
        ident + "_"
    } else {
        ident
    }
}

/// Whether `text` is spelled like an identifier.
pub(crate) fn is_ident(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c == '_' || is_start(c))
        && chars.all(unicode_ident::is_xid_continue)
        && text != "_"
}

/// Whether a type or variant may be spelled so, as rustc's lints have it.
pub(crate) fn is_camel(name: &str) -> bool {
    name.chars().next().is_some_and(|c| !c.is_lowercase()) && !name.contains('_')
}

/// Whether a field may be spelled so, as rustc's lints have it.
pub(crate) fn is_snake(name: &str) -> bool {
    !name.chars().any(char::is_uppercase) && !name.contains("__")
}

fn is_start(c: char) -> bool {
    unicode_ident::is_xid_start(c)
}

/// The text with meaningful signs spelled out, and all others as spaces.
fn spoken(text: &str) -> String {
    if text == "-" {
        return "minus".to_owned();
    }
    // Signs after the words distinguish `A+` from `A-`, and `C#` from `C++`.
    let words = text.trim_end_matches(['+', '-', '#']);
    if words.len() < text.len() && words.ends_with(char::is_alphanumeric) {
        let mut out = spoken(words);
        for sign in text.get(words.len()..).unwrap_or_default().chars() {
            out.push_str(match sign {
                '+' => " plus",
                '-' => " minus",
                _ => " sharp",
            });
        }
        return out;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut at_start = true;
    let is_generic = has_arguments(text);
    while let Some(c) = chars.next() {
        let before_digit = chars.peek().is_some_and(char::is_ascii_digit);
        let before_word = chars.peek().is_some_and(|c| c.is_alphanumeric());
        match c {
            '<' | '>' if is_generic => out.push(' '),
            '\'' | '\u{2019}' if before_word && !at_start => {}
            '+' if at_start || before_digit => out.push_str(" plus "),
            '-' if at_start && before_digit => out.push_str(" minus "),
            '<' => out.push_str(" less "),
            '>' => out.push_str(" greater "),
            '=' => out.push_str(" equal "),
            '!' if before_word || chars.peek() == Some(&'=') => out.push_str(" not "),
            '*' => out.push_str(" star "),
            '%' => out.push_str(" percent "),
            '&' => out.push_str(" and "),
            c if unicode_ident::is_xid_continue(c) => out.push(c),
            _ => out.push(' '),
        }
        at_start = false;
    }
    out
}

/// A text of nothing but signs, spoken.
fn signs(text: &str) -> String {
    let all = every_sign(text);
    // One without a name of its own is written as its number.
    let named = |word: &&str| !word.chars().any(|c| c.is_ascii_digit());
    let words: Vec<&str> = all.split(' ').filter(|word| !word.is_empty()).collect();
    match words.iter().all(named) && !words.is_empty() {
        true => all,
        false => "symbol".to_owned(),
    }
}

/// Whether angle brackets hold the arguments of a generic type: `Page<List<User>>`.
fn has_arguments(text: &str) -> bool {
    let (mut depth, mut before) = (0usize, ' ');
    for c in text.chars() {
        match c {
            '<' if before.is_alphanumeric() => depth += 1,
            '<' => return false,
            '>' if depth == 0 || !(before.is_alphanumeric() || matches!(before, '>' | ']')) => {
                return false;
            }
            '>' => depth -= 1,
            _ => {}
        }
        before = c;
    }
    depth == 0 && text.contains('<')
}

/// Other texts for the same thing, where its name is taken: with the sign in front spoken (`@id`,
/// `-created_at`), else in the style it is spelled in, then with all signs spoken.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let style = style(text);
    let signs = every_sign(text);
    if !text.is_empty() && !text.chars().any(char::is_alphanumeric) && signs.trim() != "" {
        return vec![signs.clone(), format!("{signs} {style}")]; // nothing but signs
    }
    let mut found = Vec::new();
    if has_sign(text) {
        let is_sign = |c: char| !c.is_alphanumeric();
        let rest = text.trim_start_matches(is_sign);
        let front = text.strip_suffix(rest).unwrap_or_default();
        let front = match front {
            "-" => "minus".to_owned(),
            front => every_sign(front),
        };
        found.push(format!("{front} {rest}"));
    }
    found.push(format!("{text} {style}"));
    found.push(signs.clone());
    found.push(format!("{signs} {style}"));
    found
}

/// Whether a sign precedes the words.
pub(super) fn has_sign(text: &str) -> bool {
    let starts = text.chars().next().is_some_and(|c| !c.is_alphanumeric());
    starts && text.chars().any(char::is_alphanumeric)
}

/// How a text joins its words.
fn style(text: &str) -> &'static str {
    let has = |test: fn(char) -> bool| text.chars().any(test);
    let (upper, lower) = (has(char::is_uppercase), has(char::is_lowercase));
    let starts_upper = text.chars().next().is_some_and(char::is_uppercase);
    match text
        .chars()
        .find(|c| matches!(c, '-' | '_' | ' ' | '.' | '/' | ':'))
    {
        Some('-') if upper && !lower => "upper kebab",
        Some('_') if upper && !lower => "upper snake",
        Some('-') => "kebab",
        Some('_') => "snake",
        Some(' ') => "spaced",
        Some('.') => "dotted",
        Some('/') => "path",
        Some(_) => "prefixed",
        None if upper && !lower => "upper",
        None if lower && !upper => "lower",
        None if starts_upper => "pascal",
        None if lower => "camel",
        None => "plain",
    }
}

fn every_sign(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let name = match c {
            c if c.is_alphanumeric() && unicode_ident::is_xid_continue(c) => {
                out.push(c);
                continue;
            }
            ' ' => "space",
            '\n' => "line feed",
            '\r' => "carriage return",
            '\t' => "tab",
            '-' => "dash",
            '_' => "underscore",
            '.' => "dot",
            ',' => "comma",
            ':' => "colon",
            ';' => "semicolon",
            '/' => "slash",
            '\\' => "backslash",
            '#' => "hash",
            '$' => "dollar",
            '@' => "at",
            '~' => "tilde",
            '?' => "question",
            '\'' => "apostrophe",
            '"' => "quote",
            '(' | ')' | '[' | ']' | '{' | '}' => "bracket",
            '|' => "bar",
            '^' => "caret",
            '+' => "plus",
            '<' => "less",
            '>' => "greater",
            '=' => "equal",
            '!' => "not",
            '*' => "star",
            '%' => "percent",
            '&' => "and",
            other => {
                out.push_str(&format!(" u{:x} ", u32::from(other)));
                continue;
            }
        };
        out.push(' ');
        out.push_str(name);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{camel, field, file_module, is_ident, module};

    #[test]
    fn any_text_becomes_an_identifier() {
        let cases = [
            ("hris-legacy", "HrisLegacy", "hris_legacy"),
            ("Page<List<User>>", "PageListUser", "page_list_user"),
            ("a<b", "ALessB", "a_less_b"),
            ("Don't care!", "DontCare", "dont_care"),
            ("!=", "NotEqual", "not_equal"),
            ("||", "BarBar", "bar_bar"),
            ("$", "Dollar", "dollar"),
            ("type", "Type", "type_"),
            ("Self", "Self_", "self_"),
            ("crate", "Crate", "crate_"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("A+", "APlus", "a_plus"),
            ("AB-", "AbMinus", "ab_minus"),
            ("C#", "CSharp", "c_sharp"),
            ("C++", "CPlusPlus", "c_plus_plus"),
            ("$ref", "Ref", "ref_"),
            ("@odata.type", "OdataType", "odata_type"),
            ("2fa", "N2fa", "_2fa"),
            ("2", "N2", "n2"),
            ("", "Empty", "empty"),
            ("\u{1F600}", "Symbol", "symbol"),
            ("\u{540D}\u{524D}", "\u{540D}\u{524D}", "\u{540D}\u{524D}"),
            ("x\u{B2}", "X", "x"),
            ("_", "Underscore", "underscore"),
        ];
        for (text, type_name, field_name) in cases {
            assert_eq!(camel(text), type_name, "{text}");
            assert_eq!(field(text), field_name, "{text}");
            assert!(is_ident(type_name) && is_ident(field_name), "{text}");
        }
        assert_eq!(module("aux"), "aux_mod");
        assert_eq!(module("\u{540D}"), "\u{540D}_mod");
        assert_eq!(file_module("\u{540D}"), "u540d_mod");
        assert_eq!(file_module("caf\u{E9}"), "cafue9");
    }
}
