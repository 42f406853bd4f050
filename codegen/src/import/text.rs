//! Cells of Markdown -> the text they show. Knows nothing of tables or types.

/// The file's name without its ending, as the name of a type.
pub(super) fn stem(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    crate::name::camel(stem)
}

/// Whether a title can be the name of a type: one word, perhaps with its namespace.
pub(super) fn is_word(text: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | ':' | '\\' | '-' | '$');
    !text.is_empty() && text.chars().all(sign) && text.chars().any(char::is_alphabetic)
}

/// `<br/>` as line breaks.
pub(super) fn with_breaks(text: &str) -> String {
    ["<br/>", "<br />", "<br>"]
        .iter()
        .fold(text.to_owned(), |text, tag| text.replace(tag, "\n"))
}

/// A line without a bullet; a minus right before a digit is that of a number.
pub(super) fn unbulleted(line: &str) -> &str {
    let mut rest = line.trim();
    while let Some(next) = rest.strip_prefix(['-', '*', '\u{2022}']) {
        let is_minus = rest.starts_with('-') && next.starts_with(|c: char| c.is_ascii_digit());
        // A sign alone is a value.
        if is_minus || next.trim().is_empty() {
            break;
        }
        rest = next.trim_start();
    }
    rest
}

/// The text of a value: without ticks, emphasis and quotes.
pub(super) fn unmarked(raw: &str) -> String {
    let shown = entities(&without_tags(raw));
    let text = value(shown.trim().trim_matches('*'));
    unquoted(&text).filter(|_| text.len() > 1).unwrap_or(text)
}

/// A description or an example: bars unescaped, breaks as lines.
pub(super) fn words(cell: &str) -> String {
    let text = with_breaks(&cell.replace("\\|", "|"));
    text.trim().to_owned()
}

/// `1\. or 2\.`: points and dashes that Markdown escapes outside of code.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains(['\\']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        let is_words = at % 2 == 0 && !part.contains('^');
        match is_words {
            true => out.push_str(
                &part
                    .replace("\\\\\\\"", "\"")
                    .replace("\\.", ".")
                    .replace("\\-", "-")
                    .replace("\\\"", "\""),
            ),
            false => out.push_str(part),
        }
    }
    out
}

/// A description without `N/A`, and whether it begins with *deprecated*.
pub(super) fn description(cell: &str) -> (bool, String) {
    let text = words(cell);
    let (deprecated, text) = without_deprecation(&text);
    let nothing = matches!(text.as_str(), "N/A" | "n/a");
    (deprecated, if nothing { String::new() } else { text })
}

const STANDARD: &str =
    "This will be removed in a future release, please migrate away from it as soon as possible.";

/// Removes the mark of deprecation from the front of a text; words of its author stay.
pub(super) fn without_deprecation(text: &str) -> (bool, String) {
    let front = text.trim_start_matches(['>', ' ']);
    let signs = [": warning:", ":warning:", "\u{26a0}\u{fe0f}", "\u{26a0}"];
    let Some(rest) = signs.iter().find_map(|sign| front.strip_prefix(sign)) else {
        return (false, text.to_owned());
    };
    let rest = rest.trim_start_matches([' ', '*']);
    let Some(rest) = rest.strip_prefix("DEPRECATED") else {
        return (false, text.to_owned());
    };
    let rest = rest.trim_start_matches([' ', '*', ':']);
    let rest = rest.strip_prefix(STANDARD).unwrap_or(rest);
    (true, rest.trim().to_owned())
}

/// The text of a value or name: without ticks, escapes or an anchor.
pub(super) fn value(cell: &str) -> String {
    let text = cell.trim();
    let text = match text.strip_prefix("<a id=") {
        Some(rest) => rest.split_once("</a>").map_or(text, |(_, rest)| rest),
        None => text,
    };
    let text = text.trim().replace("\\|", "|");
    code(&text).unwrap_or(text)
}

/// The content of a code span that is the whole text.
pub(super) fn code(text: &str) -> Option<String> {
    let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
    let fence = "`".repeat(ticks);
    let inner = text.get(ticks..)?.strip_suffix(fence.as_str())?;
    if ticks == 0 || inner.contains(&fence) {
        return None;
    }
    // One blank on each side belongs to the ticks where the text begins with one.
    let padded = inner.strip_prefix(' ').and_then(|t| t.strip_suffix(' '));
    let padded = padded.filter(|t| t.is_empty() || t.starts_with('`') || t.ends_with('`'));
    Some(padded.unwrap_or(inner).to_owned())
}

/// A field's name, and whether it is struck through.
pub(super) fn name(cell: &str) -> (bool, String) {
    let text = cell.trim();
    let text = match text.strip_prefix("<a id=") {
        Some(rest) => rest.split_once("</a>").map_or(text, |(_, rest)| rest),
        None => text,
    };
    let struck = text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~"));
    let text = value(struck.unwrap_or(text).trim());
    (struck.is_some(), underscored(&text))
}

/// `user\_id`: the underscores that Markdown escapes outside of code.
pub(super) fn underscored(text: &str) -> String {
    text.replace("\\_", "_")
}

/// The text between quotes that enclose the whole text.
pub(super) fn unquoted(text: &str) -> Option<String> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    if quote == '"'
        && let Ok(value) =
            fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes())
    {
        return value.as_str().map(str::to_owned);
    }
    if is_several(inner, quote) {
        return None;
    }
    let inner = inner.replace("\\'", "'");
    // SQL writes a quote twice.
    let inner = match quote {
        '\'' => inner.replace("''", "'"),
        _ => inner,
    };
    Some(inner.replace("\\\\", "\\"))
}

/// `a", "b`: the quotes are those of several texts.
fn is_several(inner: &str, quote: char) -> bool {
    inner.match_indices(quote).any(|(at, _)| {
        let rest = inner.get(at + 1..).unwrap_or_default();
        let next = rest.trim_start_matches([' ', '\t']);
        let is_apart = next.starts_with([',', ';', '|', '/', '\n'])
            || next.starts_with("or ")
            || next.starts_with("and ");
        is_apart && rest.contains(quote)
    })
}

/// Parts between signs that are in no code span.
pub(super) fn split_outside_code(text: &str, sign: char) -> Vec<&str> {
    let (mut out, mut from, mut is_code) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        is_code ^= c == '`';
        if c == sign && !is_code {
            out.push(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
    }
    out.push(text.get(from..).unwrap_or_default());
    out
}

/// The parts between `sign`, quotes regarded.
pub(super) fn split_outside_quotes(text: &str, sign: char) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut start, mut quote, mut escaped) = (0, None, false);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, _) if c == sign => {
                out.extend(text.get(start..at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.extend(text.get(start..).filter(|rest| !rest.trim().is_empty()));
    out
}

/// Replaces HTML's character references that documents use.
pub(super) fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        let name = from.get(1..).and_then(|name| {
            let end = name.bytes().take(12).position(|byte| byte == b';')?;
            name.get(..end)
        });
        match name.and_then(|name| Some((name, entity(name)?))) {
            Some((name, c)) => {
                out.push(c);
                rest = from.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    const NAMES: [(&str, char); 27] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("emsp", '\u{2003}'),
        ("ensp", '\u{2002}'),
        ("raquo", '\u{bb}'),
        ("rarr", '\u{2192}'),
        ("ge", '\u{2265}'),
        ("le", '\u{2264}'),
        ("ndash", '\u{2013}'),
        ("mdash", '\u{2014}'),
        ("hellip", '\u{2026}'),
        ("check", '\u{2713}'),
        ("cross", '\u{2717}'),
        ("times", '\u{d7}'),
        ("bull", '\u{2022}'),
        ("ast", '*'),
        ("vert", '|'),
        ("verbar", '|'),
        ("lbrace", '{'),
        ("rbrace", '}'),
        ("lsquo", '\u{2018}'),
        ("rsquo", '\u{2019}'),
        ("copy", '\u{a9}'),
    ];
    NAMES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, c)| *c)
}

/// The text of a cell as people read it: without tags, links, ticks and emphasis.
pub(super) fn shown(cell: &str) -> String {
    let text = unlinked(&without_tags(&with_breaks(&entities(cell))));
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => {
                out.extend(chars.next())
            }
            '`' => {}
            '*' if chars.peek() == Some(&'*') => {
                chars.next();
            }
            '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
    }
    let out = out.trim();
    let inner = ["*", "_"].iter().find_map(|sign| {
        let inner = out.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inner.is_empty() && !inner.contains(sign)).then_some(inner)
    });
    inner.unwrap_or(out).trim().to_owned()
}

/// The label of a link that is the whole text.
pub(super) fn label(text: &str) -> Option<&str> {
    let body = text.strip_prefix('[')?.strip_suffix(')')?;
    let (label, url) = body.split_once("](")?;
    (!label.is_empty() && !url.contains(['(', ')', '['])).then_some(label)
}

/// `[label](url)` as its label.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(middle) = rest.find("](") {
        let front = rest.get(..middle).unwrap_or_default();
        let after = rest.get(middle + 2..).unwrap_or_default();
        match (front.rfind('['), after.find(')')) {
            (Some(open), Some(close)) => {
                out.push_str(front.get(..open).unwrap_or_default());
                out.push_str(front.get(open + 1..).unwrap_or_default());
                rest = after.get(close + 1..).unwrap_or_default();
            }
            _ => {
                out.push_str(front);
                out.push_str("](");
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Without `<a name="x"></a>`, `<code>` and the like; `a < b` stays.
pub(super) fn without_tags(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    const TAGS: [&str; 22] = [
        "a", "code", "b", "i", "em", "strong", "span", "p", "pre", "br", "sup", "sub", "div", "tt",
        "kbd", "small", "u", "ul", "li", "font", "var", "nobr",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        let inner = from.get(1..).unwrap_or_default();
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(12)
            .collect();
        let behind = inner
            .trim_start_matches('/')
            .get(name.len()..)
            .unwrap_or_default();
        let is_tag = TAGS.contains(&name.to_ascii_lowercase().as_str())
            && behind.starts_with(['>', ' ', '/']);
        // `STRUCT<a INT64>` has no attributes.
        let is_bare = |end: &usize| {
            let attributes = inner.get(name.len()..*end).unwrap_or_default();
            behind.starts_with(' ')
                && !attributes.trim_matches(['/', ' ']).is_empty()
                && !attributes.contains('=')
        };
        match inner.find('>').filter(|end| is_tag && !is_bare(end)) {
            Some(end) => {
                if matches!(name.as_str(), "br" | "li" | "p" | "div") && !out.ends_with('\n') {
                    out.push('\n');
                }
                rest = inner.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Text without the backslashes that fieldwright's pages put before signs; code is unchanged.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            let span = code_span(rest);
            out.push_str(span);
            rest = rest.get(span.len()..).unwrap_or_default();
            continue;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let next = rest.chars().next();
        match next.filter(|sign| c == '\\' && sign.is_ascii_punctuation()) {
            Some(sign) => {
                out.push(sign);
                rest = rest.get(1..).unwrap_or_default();
            }
            // `<https://a.example>` is how an address is written to be a link.
            None if c == '<' && next == Some('h') => {
                let end = rest.find('>').unwrap_or(rest.len());
                out.push_str(rest.get(..end).unwrap_or_default());
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            None => out.push(c),
        }
    }
    out
}

/// The code span at the start of a text, or its backticks if nothing closes them.
fn code_span(text: &str) -> &str {
    let inside = text.trim_start_matches('`');
    let fence = text.len() - inside.len();
    let mut at = fence;
    for part in inside.split_inclusive(|c: char| c != '`') {
        let run = part.len() - part.trim_start_matches('`').len();
        if run == fence && at > fence {
            return text.get(..at + run).unwrap_or_default();
        }
        at += part.len();
    }
    text.get(..fence).unwrap_or_default()
}
