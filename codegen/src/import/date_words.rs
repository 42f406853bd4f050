//! The words of a date -> the form that they give it, where it is not that of JSON: `Date as
//! DD.MM.YYYY`, `YYYY-MM-DD HH:MM:SS`. Knows no rows.

use super::types::Type;

/// Letters of years, months and days as they follow each other, in English, German and French.
const DATES: [&str; 14] = [
    "yyyymmdd",
    "ddmmmyyyy",
    "yyyymmmdd",
    "mmmddyyyy",
    "ddmmyyyy",
    "mmddyyyy",
    "yyyyddmm",
    "yymmdd",
    "ddmmyy",
    "mmddyy",
    "ttmmjjjj",
    "jjjjmmtt",
    "jjmmaaaa",
    "aaaammjj",
];

/// The form in the words of a date or a date with a time that JSON does not write so.
pub(super) fn other_form(words: &str, ty: &Type) -> Option<String> {
    let has_time = match ty {
        Type::Array(inner) | Type::Nullable(inner) => return other_form(words, inner),
        Type::DateTime(_) => true,
        Type::Date(_) => false,
        Type::Format(format) if format == "time" => return other_time(words),
        _ => return None,
    };
    let sign = |c: char| c.is_whitespace() || "`*\"()[],;".contains(c);
    let mut tokens = words
        .split(sign)
        .filter(|token| !token.is_empty())
        .peekable();
    while let Some(token) = tokens.next() {
        let shown = token.trim_end_matches(['.', ':']).replace('\'', "");
        let token = spelled(&shown);
        let letters = letters(&token);
        let front = DATES.iter().find(|date| letters.starts_with(*date));
        let Some(front) = front.filter(|front| is_form(&token, &letters, front)) else {
            continue;
        };
        let time = tokens.peek().map(|next| next.trim_end_matches('.'));
        let time =
            time.filter(|next| next.to_lowercase().starts_with(['h', '%']) && next.contains(':'));
        let lower = token.to_lowercase();
        let rest = lower.strip_prefix("yyyy-mm-dd");
        let is_own = match rest {
            Some("") => !has_time && time.is_none(),
            Some(rest) => {
                let zone = rest
                    .strip_prefix("thh:mm:ss")
                    .map(|zone| zone.trim_start_matches(['.', 's', 'f', '0', '#', '?']));
                has_time && zone.is_some_and(|zone| !zone.is_empty())
            }
            None => false,
        };
        if !is_own {
            let time = time.filter(|_| letters.len() == front.len());
            return Some(time.map_or_else(|| shown.clone(), |time| format!("{shown} {time}")));
        }
    }
    None
}

/// `HH:MM`: a time without a zone.
fn other_time(words: &str) -> Option<String> {
    let sign = |c: char| c.is_whitespace() || "`*\"()[],;".contains(c);
    let mut tokens = words.split(sign).map(|token| token.trim_end_matches('.'));
    let found = tokens.find(|token| {
        let lower = token.to_lowercase();
        let rest = lower.strip_prefix("hh:mm");
        rest.is_some_and(|rest| rest.is_empty() || rest == ":ss")
    });
    found.map(str::to_owned)
}

/// `%Y-%m-%d` and `Y-m-d` as `yyyy-mm-dd`.
fn spelled(token: &str) -> String {
    let bare = token.replace('%', "");
    let letters = letters(&bare);
    let is_short = matches!(letters.as_str(), "ymd" | "dmy" | "mdy") && bare.len() == 5;
    if !is_short {
        return token.to_owned();
    }
    let long = bare.chars().map(|c| match c.to_ascii_lowercase() {
        'y' => "yyyy".to_owned(),
        c @ ('m' | 'd') => format!("{c}{c}"),
        c => c.to_string(),
    });
    long.collect()
}

fn letters(token: &str) -> String {
    let letters = token.chars().filter(char::is_ascii_alphabetic);
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether nothing but the letters of a date and a time, and signs between them stands in a token.
fn is_form(token: &str, letters: &str, front: &str) -> bool {
    let rest = letters.get(front.len()..).unwrap_or_default();
    let is_sign = |c: char| c.is_ascii_alphabetic() || "-./:+_#0".contains(c);
    token.chars().all(is_sign)
        && (rest.is_empty() || rest.trim_start_matches('t').starts_with("hh"))
}

#[cfg(test)]
mod tests {
    use super::other_form;
    use crate::import::types::{Sure, Type};

    #[test]
    fn forms_of_dates() {
        let (date, time) = (Type::Date(Sure::Yes), Type::DateTime(Sure::Yes));
        let cases = [
            (
                "In the format YYYY-MM-DD HH:MM:SS.",
                &time,
                "YYYY-MM-DD HH:MM:SS",
            ),
            ("The day (DD.MM.YYYY).", &date, "DD.MM.YYYY"),
            ("`yyyyMMddHHmmss`", &time, "yyyyMMddHHmmss"),
            ("Day, YYYYMMDD", &date, "YYYYMMDD"),
            ("Datum im Format TT.MM.JJJJ", &date, "TT.MM.JJJJ"),
            ("YYYY-MM-DDTHH:MM:SS", &time, "YYYY-MM-DDTHH:MM:SS"),
            ("Date as YYYY-MM-DD", &time, "YYYY-MM-DD"),
            ("`Y-m-d H:i:s`", &time, "Y-m-d H:i:s"),
            ("`%d.%m.%Y`", &date, "%d.%m.%Y"),
        ];
        for (words, ty, form) in cases {
            assert_eq!(other_form(words, ty).as_deref(), Some(form), "{words}");
        }
        for words in [
            "YYYY-MM-DD",
            "The day (`yyyy-MM-dd`).",
            "The day of mmddyyyyness",
        ] {
            assert_eq!(other_form(words, &date), None, "{words}");
        }
        for words in [
            "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
            "YYYY-MM-DDThh:mm:ssTZD",
            "When",
        ] {
            assert_eq!(other_form(words, &time), None, "{words}");
        }
        assert_eq!(other_form("DD.MM.YYYY", &Type::String), None);
        assert_eq!(other_form("`%Y-%m-%d`", &date), None);
        let clock = Type::Format("time".into());
        assert_eq!(other_form("As HH:MM.", &clock).as_deref(), Some("HH:MM"));
    }
}
