//! Strings and numbers for the keywords that hold of them.

use fieldwright_runtime::{Map, Value};

use super::maker::{Maker, Style, limit};
use super::pattern;
use crate::support::random::Random;

/// A value of any kind.
pub(crate) fn anything(random: &mut Random) -> Value {
    const SOME: [&str; 9] = [
        "null",
        "true",
        "7",
        "-2.5",
        "\"any text\"",
        "[1, \"a\"]",
        "{\"a\": {\"b\": null}}",
        "12345678901234567890123",
        "[]",
    ];
    json(SOME[random.below(SOME.len())])
}

pub(crate) fn json(text: &str) -> Value {
    fieldwright_runtime::from_json(text.as_bytes()).unwrap()
}

/// Whether a pattern holds, after ECMA-262.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let compiled = regress::Regex::with_flags(pattern, "u");
    compiled.is_ok_and(|compiled| compiled.find(text).is_some())
}

/// A number between its bounds, or at one of them.
pub(crate) fn number(facts: &[&Map<Value>], style: Style, is_integer: bool) -> Value {
    let bound = |keyword: &str| facts.iter().find_map(|f| f.get(keyword));
    let step = bound("multipleOf").and_then(Value::as_f64);
    let exact = match style {
        Style::Low => bound("minimum"),
        Style::High => bound("maximum"),
        _ => None,
    };
    if let Some(value) = exact.filter(|_| step.is_none()) {
        return value.clone();
    }
    let format = facts.iter().find_map(|f| f.get("format"));
    let (lowest, highest) = match format.and_then(Value::as_str) {
        Some("int32") => (f64::from(i32::MIN), f64::from(i32::MAX)),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    };
    let float = |keyword: &str| bound(keyword).and_then(Value::as_f64);
    let small = step.unwrap_or(if is_integer { 1.0 } else { 0.25 });
    let low = float("minimum").or(float("exclusiveMinimum").map(|n| n + small));
    let high = float("maximum").or(float("exclusiveMaximum").map(|n| n - small));
    let low = low.unwrap_or(f64::NEG_INFINITY).max(lowest);
    let high = high.unwrap_or(f64::INFINITY).min(highest);
    let wanted = match style {
        Style::Low if low.is_finite() => low,
        Style::High if high.is_finite() => high,
        Style::High => 9e15,
        Style::Low => -3.0,
        _ if is_integer => 42.0,
        _ => 12.5,
    };
    let mut value = wanted.clamp(low, high.max(low));
    if is_integer {
        value = value.ceil();
    }
    if let Some(step) = step.filter(|step| *step > 0.0) {
        value = (value / step).ceil() * step;
        if value > high {
            value -= step;
        }
    }
    json(&format!("{value}"))
}

/// A text that keeps format, pattern and length.
pub(crate) fn text(maker: &mut Maker<'_>, facts: &[&Map<Value>], style: Style) -> String {
    let named = |keyword: &str| facts.iter().find_map(|f| f.get(keyword)?.as_str());
    let facts = facts.to_vec();
    let least = limit(&facts, "minLength").max().unwrap_or(0);
    let most = limit(&facts, "maxLength").min().unwrap_or(usize::MAX);
    if let Some(wanted) = named("pattern") {
        for _ in 0..12 {
            let made = pattern::sample(wanted, &mut |n| maker.random.below(n));
            let length = made.chars().count();
            if (least..=most).contains(&length) && matches(wanted, &made) {
                return made;
            }
        }
    }
    if let Some(samples) = named("format").and_then(samples) {
        let index = maker.turn(&samples[0], samples.len());
        return samples[index].to_owned();
    }
    let length = match style {
        Style::Low | Style::Minimal => least,
        Style::High if most < 5_000 => most,
        _ => least.max(9.min(most)),
    };
    "abc é\u{1F600}\"\\/\n"
        .chars()
        .cycle()
        .take(length)
        .collect()
}

fn samples(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date-time" => &[
            "2024-02-29T12:30:00Z",
            "1985-04-12T23:20:50.520+01:30",
            "2016-12-31T23:59:60Z",
        ],
        "date" => &["2024-02-29", "0001-01-01"],
        "time" => &["12:30:00Z", "23:59:59.999-08:00"],
        "duration" => &["P1DT12H", "P3W"],
        "email" => &["ada@example.com"],
        "idn-email" => &["ada@exämple.com"],
        "hostname" => &["example.com", "a-b.example"],
        "idn-hostname" => &["exämple.com"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1"],
        "uri" | "iri" => &["https://example.com/a?b=c#d", "urn:a:b"],
        "url" => &["https://example.com/a"],
        "uri-reference" | "iri-reference" => &["/a/b", "../c"],
        "uri-template" => &["/a/{id}"],
        "uuid" => &["2f1a4b0e-8f4c-4b6e-9c58-0123456789ab"],
        "byte" => &["aGVsbG8=", ""],
        "json-pointer" => &["/a/0"],
        "regex" => &["^a+$"],
        _ => return None,
    })
}
