//! Any text -> an identifier in the case Rust uses for it.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::signs::{every_sign, is_signs};

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

/// Signs between the words of a text.
const JOINTS: [char; 6] = ['-', '_', ' ', '.', '/', ':'];

/// The name of a type or variant.
pub(crate) fn camel(text: &str) -> String {
    let ident = upper_camel(&spoken(text));
    let ident = match ident.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if !is_start(first) => format!("N{ident}"),
        Some(_) => ident,
    };
    escape(ident)
}

/// The name of a field or function.
pub(crate) fn field(text: &str) -> String {
    let ident = snake(text);
    match ident.chars().next() {
        None => "empty".to_owned(),
        Some(_) if ident.chars().all(|c| c.is_ascii_digit() || c == '_') => format!("n{ident}"),
        Some(first) if !is_start(first) => format!("n{ident}"),
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

/// Words that start with a capital letter. Numbers side by side stay apart, as in `Gpt3_5`: no lint
/// is against an underscore between digits.
fn upper_camel(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric());
    let mut out = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if is_digit(out.chars().next_back()) && is_digit(word.chars().next()) {
            out.push('_');
        }
        out.push_str(&word.to_upper_camel_case());
    }
    out
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
    let mut parts = name.split('_');
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = parts.next().and_then(|first| first.chars().next_back());
    let are_apart = parts.all(|part| {
        let last = std::mem::replace(&mut before, part.chars().next_back());
        is_digit(last) && is_digit(part.chars().next())
    });
    name.chars().next().is_some_and(|c| !c.is_lowercase()) && are_apart
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
    if is_signs(text) {
        return every_sign(text);
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
            '\u{B9}' => out.push('1'),
            '\u{B2}' => out.push('2'),
            '\u{B3}' => out.push('3'),
            '<' | '>' | '=' if is_generic => out.push(' '),
            '\'' | '\u{2019}' if before_word && !at_start => {}
            '+' if at_start || before_digit => out.push_str(" plus "),
            '-' if at_start && before_word => out.push_str(" minus "),
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

/// Whether angle brackets hold the arguments of a generic type: `Page<List<User>>`.
fn has_arguments(text: &str) -> bool {
    /// What an argument may end with: one of its own, a list, a group, a text.
    const ENDS: [char; 6] = ['>', ']', ')', '}', '"', '\''];
    let (mut depth, mut before) = (0usize, ' ');
    for c in text.chars() {
        match c {
            '<' if before.is_alphanumeric() => depth += 1,
            '<' => return false,
            '>' if before == '=' => {} // an arrow
            '>' if depth == 0 || !(before.is_alphanumeric() || ENDS.contains(&before)) => {
                return false;
            }
            '>' => depth -= 1,
            _ => {}
        }
        before = c;
    }
    depth == 0 && text.contains('<')
}

/// Other texts for the same thing, where its name is taken: with the signs in front spoken (`@id`),
/// in the style that it joins its words in, with all signs spoken.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let style = style(text);
    let signs = every_sign(text);
    if is_signs(text) {
        return vec![format!("{signs} sign")];
    }
    let mut found = Vec::new();
    if has_sign(text) {
        let is_sign = |c: char| !c.is_alphanumeric();
        let rest = text.trim_start_matches(is_sign);
        let front = text.strip_suffix(rest).unwrap_or_default();
        found.push(format!("{} {rest}", every_sign(front)));
    }
    let styled = format!("{text} {style}");
    // Signs that join no words tell more than the case of the letters.
    match text.contains(JOINTS) {
        true => found.extend([styled, signs.clone()]),
        false => found.extend([signs.clone(), styled]),
    }
    found.push(format!("{signs} {style}"));
    found
}

/// Whether a sign precedes the words.
pub(super) fn has_sign(text: &str) -> bool {
    let first = text.chars().next();
    let starts = first.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace());
    starts && text.chars().any(char::is_alphanumeric)
}

/// How far a text is from the name that is made of it: it has other characters than letters and
/// digits, it has more spaces than one between words.
pub(super) fn distance(text: &str) -> u8 {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_signs = !text.chars().all(char::is_alphanumeric);
    u8::from(has_signs) + u8::from(words.join(" ") != text)
}

/// How a text joins its words.
fn style(text: &str) -> &'static str {
    let has = |test: fn(char) -> bool| text.chars().any(test);
    let (upper, lower) = (has(char::is_uppercase), has(char::is_lowercase));
    let starts_upper = text.chars().next().is_some_and(char::is_uppercase);
    match text.chars().find(|c| JOINTS.contains(c)) {
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
            ("=~", "EqualTilde", "equal_tilde"),
            ("\u{20AC}", "Euro", "euro"),
            ("\u{BD}", "Half", "half"),
            ("1.0", "N1_0", "n1_0"),
            ("10", "N10", "n10"),
            ("v1.0", "V1_0", "v1_0"),
            ("gpt-3.5-turbo", "Gpt3_5Turbo", "gpt_3_5_turbo"),
            (
                "ValueDef<(number|\"width\"|null)>",
                "ValueDefNumberWidthNull",
                "value_def_number_width_null",
            ),
            (
                "Call<(a:number)=>void>",
                "CallANumberVoid",
                "call_a_number_void",
            ),
            ("-name", "MinusName", "minus_name"),
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
            ("2fa", "N2fa", "n2fa"),
            ("2", "N2", "n2"),
            ("", "Empty", "empty"),
            ("\u{1F600}", "U1f600", "u1f600"),
            ("\u{540D}\u{524D}", "\u{540D}\u{524D}", "\u{540D}\u{524D}"),
            ("m\u{B2}", "M2", "m2"),
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
