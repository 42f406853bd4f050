//! Intervals as mathematicians and Kafka write them -> two ends: `(0.0,...,1.0]`, `[0, 1)`, `]0; 1[`,
//! `(0, +∞)`, `0 < x <= 1`. Knows no units.

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct End {
    pub(super) number: String,
    pub(super) is_open: bool,
}

/// The ends of an interval; one without a number has no bound.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
    /// It may list two values as well: `(0, 1)`, `[1, 5]`.
    pub(super) may_be_list: bool,
}

impl Interval {
    /// It may list two values, which are no neighbours.
    pub(super) fn is_unclear(&self) -> bool {
        let number = |end: &Option<End>| end.as_ref()?.number.parse::<i64>().ok();
        let ends = number(&self.low).zip(number(&self.high));
        self.may_be_list && ends.is_some_and(|(low, high)| high.checked_sub(low) != Some(1))
    }
}

/// What stands between the ends, the longer ones first.
const SIGNS: [&str; 5] = [",...,", "...", "..", ";", ","];

/// Words for an end without a bound.
const INFINITE: [&str; 7] = ["", "*", "\u{221e}", "inf", "infinity", "infinite", "n"];

/// Reads an interval.
pub(super) fn read(text: &str) -> Option<Interval> {
    let text: String = text
        .trim()
        .trim_matches(['`', '*'])
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let text = text.replace('\u{2026}', "...").replace('\u{2212}', "-");
    if text.contains(['<', '\u{2264}']) {
        return chained(&text);
    }
    let mut chars = text.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    let inner = chars.as_str();
    let is_low = match first {
        '[' => false,
        '(' | ']' => true,
        _ => return None,
    };
    let is_high = match last {
        ']' => false,
        ')' | '[' => true,
        _ => return None,
    };
    let (low, sign, high) = split(inner)?;
    let dots = sign.contains("..");
    // `(1..5)` stands in brackets.
    if first == '(' && last == ')' && sign.starts_with('.') && !low.is_empty() && !high.is_empty() {
        return None;
    }
    let (low, high) = (end(low, is_low)?, end(high, is_high)?);
    if low.is_none() && high.is_none() {
        return None;
    }
    let whole = |end: &Option<End>| end.as_ref().is_some_and(|end| !end.number.contains('.'));
    let is_alike = matches!((first, last), ('[', ']') | ('(', ')'));
    Some(Interval {
        may_be_list: is_alike && !dots && whole(&low) && whole(&high),
        low,
        high,
    })
}

/// `0 < x <= 1`
fn chained(text: &str) -> Option<Interval> {
    let text = text.replace("<=", "\u{2264}");
    let signs: Vec<char> = text.chars().filter(|c| "<\u{2264}".contains(*c)).collect();
    let parts: Vec<&str> = text.split(['<', '\u{2264}']).collect();
    let ([first, second], [low, of, high]) = (signs.as_slice(), parts.as_slice()) else {
        return None;
    };
    let is_word = !of.is_empty() && of.chars().all(char::is_alphabetic);
    let (low, high) = (end(low, *first == '<')?, end(high, *second == '<')?);
    (is_word && low.is_some() && high.is_some()).then_some(Interval {
        low,
        high,
        may_be_list: false,
    })
}

/// The two ends, and the sign between them.
fn split(inner: &str) -> Option<(&str, &'static str, &str)> {
    let (sign, at) = SIGNS
        .into_iter()
        .find_map(|sign| Some((sign, inner.find(sign)?)))?;
    let low = inner.get(..at)?;
    let high = inner.get(at + sign.len()..)?;
    // `[0,...]`: a comma beside dots belongs to them.
    match sign {
        "..." => Some((
            low.trim_end_matches(','),
            sign,
            high.trim_start_matches(','),
        )),
        _ => Some((low, sign, high)),
    }
}

/// One end: a number or nothing.
fn end(text: &str, is_open: bool) -> Option<Option<End>> {
    let bare = text.strip_prefix('+').unwrap_or(text);
    let word = bare.trim_start_matches('-').to_lowercase();
    if INFINITE.contains(&word.as_str()) {
        return Some(None);
    }
    let value = fieldwright_runtime::from_json::<fieldwright_runtime::Value>(bare.as_bytes());
    value.ok()?.as_number()?;
    Some(Some(End {
        number: bare.to_owned(),
        is_open,
    }))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn shown(text: &str) -> Option<String> {
        let interval = read(text)?;
        let end = |end: Option<super::End>| match end {
            Some(end) if end.is_open => format!("{}!", end.number),
            Some(end) => end.number,
            None => "-".to_owned(),
        };
        let sign = if interval.may_be_list { "?" } else { ".." };
        Some(format!("{}{sign}{}", end(interval.low), end(interval.high)))
    }

    #[test]
    fn intervals_of_all_kinds() {
        let cases = [
            ("(0.0,...,1.0]", "0.0!..1.0"),
            ("[0,...]", "0..-"),
            ("[0, ..., 100]", "0..100"),
            ("(0, +\u{221e})", "0!..-"),
            ("]0; 1[", "0!..1!"),
            ("[-90..90]", "-90..90"),
            ("[0, 1]", "0?1"),
            ("(0, 1)", "0!?1!"),
            ("[,5]", "-..5"),
            ("0 < x <= 1", "0!..1"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(text).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "(1..5)",
            "[a, b]",
            "[1, 2, 3]",
            "[1]",
            "1, 2",
            "x < 1",
            "[",
            "()",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
