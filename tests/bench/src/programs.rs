//! The model -> the `main.rs` of a crate, in which every type is read and written.

use std::fmt::Write as _;

use crate::crates::Side;
use crate::model::{FLAT, NESTED, Record};

/// Types in one function: enough to be few functions, not so many that one is huge.
const PART: usize = 50;

/// The program around the module `model`.
///
/// Without arguments of the harness it takes the path of a file with one instance a
/// line, and prints the length of all that it has written.
pub(crate) fn program(records: &[Record], side: Side) -> String {
    let mut out = String::from(HEAD);
    let mut calls = String::new();
    for (part, records) in records.chunks(PART).enumerate() {
        let _ = writeln!(
            out,
            "fn part{part}(lines: &[&str]) -> usize {{\n    let mut n = 0;"
        );
        for record in records {
            let line = format!("line(lines, {})", record.index);
            let _ = writeln!(out, "    n += {};", round_trip(side, &record.name(), &line));
        }
        out.push_str("    n\n}\n\n");
        let _ = writeln!(calls, "    n += part{part}(&lines);");
    }
    out.push_str(&cases(side));
    out + &MAIN.replace("/* parts */\n", &calls)
}

/// Reading (and checking, where the crate can) and writing of one type.
fn round_trip(side: Side, name: &str, line: &str) -> String {
    match side {
        Side::Ours => format!(
            "model::{name}::from_json({line}).map_or(0, |v| \
             if v.validate().is_ok() {{ v.to_json().len() }} else {{ 0 }})"
        ),
        Side::Derive => format!(
            "serde_json::from_str::<model::{name}>({line}).map_or(0, |v| \
             serde_json::to_string(&v).map_or(0, |t| t.len()))"
        ),
        Side::Garde => format!(
            "serde_json::from_str::<model::{name}>({line}).map_or(0, |v| \
             if garde::Validate::validate(&v).is_ok() {{ \
             serde_json::to_string(&v).map_or(0, |t| t.len()) }} else {{ 0 }})"
        ),
    }
}

/// The timed readers: each says whether it took the text.
fn cases(side: Side) -> String {
    let flat = format!("model::Record{FLAT}");
    let nested = format!("model::Record{NESTED}");
    let bytes = |ty: &str| match side {
        Side::Ours => format!("rt::from_json::<{ty}>(t.as_bytes()).is_ok()"),
        Side::Derive => format!("serde_json::from_slice::<{ty}>(t.as_bytes()).is_ok()"),
        Side::Garde => format!(
            "serde_json::from_slice::<{ty}>(t.as_bytes()).is_ok_and(|v| \
             garde::Validate::validate(&v).is_ok())"
        ),
    };
    let text = bytes(&flat).replace("from_slice", "from_str").replace(
        "(t.as_bytes())",
        if side == Side::Ours {
            "(t.as_bytes())"
        } else {
            "(t)"
        },
    );
    let import = if side == Side::Ours {
        "use fieldwright_runtime as rt;\n\n"
    } else {
        ""
    };
    let many = bytes(&format!("Vec<{flat}>"));
    format!(
        "{import}const CASES: [harness::Case; 6] = [\n    \
         (\"compact\", \"compact\", |t| {one}),\n    \
         (\"str\", \"compact\", |t| {text}),\n    \
         (\"spaced\", \"spaced\", |t| {one}),\n    \
         (\"shuffled\", \"shuffled\", |t| {one}),\n    \
         (\"nested\", \"nested\", |t| {nested}),\n    \
         (\"array\", \"array\", |t| {many}),\n];\n\n",
        one = bytes(&flat),
        nested = bytes(&nested),
    )
}

const HEAD: &str = "\
#![allow(dead_code)]

mod harness;
mod model;

fn line<'l>(lines: &[&'l str], index: usize) -> &'l str {
    lines.get(index).copied().unwrap_or_default()
}

";

const MAIN: &str = "\
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if harness::run(&arguments, &CASES) {
        return;
    }
    let text = arguments.first().map(std::fs::read_to_string);
    let text = text.and_then(Result::ok).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let mut n = 0;
/* parts */
    println!(\"{n}\");
}
";
