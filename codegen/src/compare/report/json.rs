//! A report for programs: one JSON document.

use fieldwright_runtime::{Map, Value};

use crate::compare::change::{Change, Comparison, Impact, Location, Verdict, Witness};

pub(super) fn render(comparison: &Comparison) -> String {
    let changes = comparison.changes().iter().map(change);
    let mut counts: Map<Value> = Map::new();
    for severity in ["breaking", "unclear", "literals", "compatible"] {
        let all = comparison.changes().iter();
        let count = all.filter(|change| change.severity() == severity).count();
        counts.insert(severity, Value::from(count as u64));
    }
    let report = Map::from([
        ("changes", Value::Array(changes.collect())),
        ("counts", Value::Object(counts)),
    ]);
    crate::schema::pretty(&Value::Object(report))
}

fn change(change: &Change) -> Value {
    let mut out = Map::from([
        ("code", Value::from(change.code)),
        ("severity", Value::from(change.severity())),
        ("message", Value::from(change.message.as_str())),
    ]);
    if !change.subject.is_empty() {
        out.insert("subject", Value::from(change.subject.as_str()));
    }
    for (name, place) in [("old", &change.old), ("new", &change.new)] {
        if let Some(place) = place {
            out.insert(name, location(place));
        }
    }
    for (name, impact) in [
        ("requests", &change.requests),
        ("responses", &change.responses),
    ] {
        if let Some(found) = impact {
            out.insert(name, of_impact(found));
        }
    }
    let mut rust = Map::from([("verdict", Value::from(change.rust.name()))]);
    if let Some(path) = &change.rust_path {
        rust.insert("path", Value::from(path.as_str()));
    }
    if let Some(words) = change.rust.words() {
        rust.insert("message", Value::from(words));
    }
    out.insert("rust", Value::Object(rust));
    if let Some(help) = &change.help {
        out.insert("help", Value::from(help.as_str()));
    }
    Value::Object(out)
}

fn location(place: &Location) -> Value {
    Value::Object(Map::from([
        ("file", Value::from(place.file.as_str())),
        ("line", Value::from(u64::from(place.position.line))),
        ("column", Value::from(u64::from(place.position.column))),
    ]))
}

fn of_impact(impact: &Impact) -> Value {
    Value::Object(Map::from([
        ("validation", verdict(&impact.validation)),
        ("wire", verdict(&impact.wire)),
    ]))
}

fn verdict(verdict: &Verdict) -> Value {
    let mut out = Map::from([("verdict", Value::from(verdict.name()))]);
    match verdict {
        Verdict::Compatible => {}
        Verdict::Unclear(why) => drop(out.insert("reason", Value::from(why.as_str()))),
        Verdict::Breaking(Witness::Message(message)) => {
            out.insert("message", Value::from(message.as_str()));
        }
        Verdict::Breaking(Witness::Instance { of, value, refusal }) => {
            out.insert("type", Value::from(of.as_str()));
            out.insert("instance", value.clone());
            out.insert("refusal", Value::from(refusal.as_str()));
        }
    }
    Value::Object(out)
}
