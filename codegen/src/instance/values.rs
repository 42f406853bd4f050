//! Numbers and texts that keep their bounds, for [`super::maker`].

use fieldwright_runtime::{CountKeyword, Format, NumberKeyword, Value, is_multiple_of};

use super::conjunction::Conjunction;
use super::maker::{LONGEST, Style};
use crate::pattern;
use crate::schema::Assertion;

/// Another value of the same type.
pub(super) fn distinct(value: &Value, index: usize) -> Value {
    match value {
        Value::String(text) => Value::from(format!("{text}{index}").as_str()),
        Value::Number(_) => Value::from(index as u64),
        Value::Bool(flag) => Value::Bool(!flag),
        other => other.clone(),
    }
}

/// One of some numbers that keeps all bounds.
pub(super) fn number(
    all: &Conjunction<'_>,
    (style, turn): (Style, usize),
    is_integer: bool,
) -> Option<Value> {
    let mut texts: Vec<String> = Vec::new();
    let mut bounds = (Vec::new(), Vec::new());
    let mut steps: Vec<&str> = Vec::new();
    for assertion in all.assertions() {
        match assertion {
            Assertion::Number(NumberKeyword::Minimum | NumberKeyword::ExclusiveMinimum, n) => {
                bounds.0.push(n.clone())
            }
            Assertion::Number(NumberKeyword::Maximum | NumberKeyword::ExclusiveMaximum, n) => {
                bounds.1.push(n.clone())
            }
            Assertion::Number(NumberKeyword::MultipleOf, n) => steps.push(n),
            _ => {}
        }
    }
    match style {
        Style::Low => texts.extend(bounds.0.iter().cloned()),
        Style::High => texts.extend(bounds.1.iter().cloned()),
        _ => {}
    }
    let plain = if is_integer {
        ["1", "0", "2", "10"]
    } else {
        ["1.5", "1", "0.5", "10.25"]
    };
    texts.extend(plain.map(str::to_owned));
    texts.extend(steps.iter().map(|n| (*n).to_owned()));
    for bound in bounds.0.iter().chain(&bounds.1) {
        texts.push(bound.clone());
        if let Ok(n) = bound.parse::<f64>() {
            let near = [n + 1.0, n - 1.0, n + 0.5, n - 0.5, n.ceil(), n.floor()];
            texts.extend(near.map(|n| n.to_string()));
            for step in steps
                .iter()
                .filter_map(|s| s.parse::<f64>().ok())
                .filter(|s| *s > 0.0)
            {
                texts.push(((n / step).ceil() * step).to_string());
                texts.push(((n / step).floor() * step).to_string());
            }
        }
    }
    let keeps = |text: &String| {
        let is_whole = !is_integer || is_multiple_of(text, "1");
        is_whole
            && all
                .assertions()
                .all(|assertion| keeps_number(assertion, text))
    };
    let kept: Vec<&String> = texts.iter().filter(|text| keeps(text)).collect();
    let found = kept.get(turn % kept.len().max(1)).copied();
    let found = found.or(texts.first())?;
    fieldwright_runtime::from_json(found.as_bytes()).ok()
}

fn keeps_number(assertion: &Assertion, text: &str) -> bool {
    match assertion {
        Assertion::Number(keyword, n) => keyword.allows(text, n),
        Assertion::Format(name) => {
            Format::from_name(name).is_none_or(|format| format.matches_number(text))
        }
        _ => true,
    }
}

/// The first text of some that keeps length, pattern and format.
pub(super) fn text(all: &Conjunction<'_>, style: Style, sized: Option<u64>) -> String {
    let least = all.count(CountKeyword::MinLength).unwrap_or(0);
    let most = all.count(CountKeyword::MaxLength).unwrap_or(u64::MAX);
    let mut texts: Vec<String> = Vec::new();
    let length = match style {
        Style::Low => least,
        Style::High if most <= LONGEST => most,
        _ => least.max(1).min(most),
    };
    let length = sized.unwrap_or(length);
    let (least, most) = match sized {
        Some(count) => (count, count),
        None => (least, most),
    };
    let plain = |length: u64| "a".repeat(usize::try_from(length.min(LONGEST)).unwrap_or(0));
    let mut patterns = Vec::new();
    for assertion in all.assertions() {
        match assertion {
            Assertion::Format(name) => {
                let samples = format_samples(name);
                texts.extend(samples.iter().map(|text| (*text).to_owned()));
                let count = |text: &&str| text.chars().count() as u64;
                let short = samples.iter().filter(|text| count(text) < least);
                texts.extend(short.flat_map(|text| longer(text, least.min(LONGEST))));
            }
            Assertion::Pattern(pattern) => {
                patterns.push(pattern.as_str());
                let samples = super::samples(pattern);
                // One that is too short may go on.
                let missing = |text: &String| least.saturating_sub(text.chars().count() as u64);
                let longer = { samples.iter() }.filter(|text| missing(text) > 0);
                let longer: Vec<String> = longer
                    .flat_map(|text| {
                        let more = plain(missing(text));
                        [
                            format!("{text}{more}"),
                            format!("{text}{}", more.replace('a', "1")),
                        ]
                    })
                    .collect();
                texts.extend(samples.into_iter().chain(longer));
            }
            _ => {}
        }
    }
    texts.extend([
        plain(length),
        plain(least.max(1)),
        "1".repeat(plain(length).len()),
    ]);
    let keeps = |text: &&String| {
        let count = text.chars().count() as u64;
        let fits = (least..=most).contains(&count);
        fits && patterns
            .iter()
            .all(|pattern| pattern::is_match(pattern, text))
            && all.assertions().all(|assertion| match assertion {
                Assertion::Format(name) => {
                    Format::from_name(name).is_none_or(|f| f.is_numeric() || f.matches(text))
                }
                _ => true,
            })
    };
    texts
        .iter()
        .find(keeps)
        .or(texts.first())
        .cloned()
        .unwrap_or_default()
}

/// A text of a format with more characters, up to a length: behind it, before it, or in its domain.
fn longer(text: &str, length: u64) -> Vec<String> {
    /// How many characters a label of a domain gets; it may have 63.
    const LABEL: usize = 60;
    let length = usize::try_from(length).unwrap_or(0);
    let missing = length.saturating_sub(text.chars().count());
    let plain = "a".repeat(missing);
    let labels: String = (1..=missing)
        .map(|place| match (missing - place) % (LABEL + 1) {
            0 if place > 1 => '.',
            _ => 'a',
        })
        .collect();
    let in_domain = text.split_once('@');
    let in_domain = in_domain.map(|(name, domain)| format!("{name}@{labels}{domain}"));
    let mut all = vec![format!("{text}{plain}"), format!("{labels}{text}")];
    all.extend(in_domain);
    all
}

/// Texts of a format.
pub(crate) fn format_samples(format: &str) -> Vec<&'static str> {
    match format {
        "date-time" => vec!["2024-02-29T12:30:00Z"],
        "date" => vec!["2024-02-29"],
        "time" => vec!["12:30:00Z"],
        "duration" => vec!["P1D"],
        "email" => vec!["ada@example.com"],
        "idn-email" => vec!["ada@exämple.com", "ada@example.com"],
        "hostname" => vec!["example.com"],
        "idn-hostname" => vec!["exämple.com", "example.com"],
        "ipv4" => vec!["192.0.2.1"],
        "ipv6" => vec!["2001:db8::1"],
        "uri" | "url" => vec!["https://example.com/a"],
        "iri" => vec!["https://exämple.com/ä", "https://example.com/a"],
        "uri-reference" | "iri-reference" => vec!["/a/b", "#ä"],
        "uri-template" => vec!["/a/{id}"],
        "uuid" => vec!["2f1a4b0e-8f4c-4b6e-9c58-0123456789ab"],
        "byte" | "base64url" => vec!["aGVsbG8=", "aGVsbG8"],
        "json-pointer" => vec!["/a/0"],
        "relative-json-pointer" => vec!["1/a"],
        "regex" => vec!["^a+$"],
        _ => Vec::new(),
    }
}
