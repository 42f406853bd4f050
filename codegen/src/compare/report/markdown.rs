//! A report for a pull request.

use super::verdict_lines;
use crate::compare::change::{Change, Comparison, Location};
use crate::diagnostic::visible;

/// How many changes of a severity are listed one by one.
const MOST: usize = 200;

pub(super) fn render(comparison: &Comparison) -> String {
    let mut out = format!("### Schema changes\n\n{}\n", escaped(&comparison.summary()));
    let sections = [
        ("breaking", "Breaking", false),
        ("unclear", "Unclear", false),
        ("literals", "Literals of Rust", true),
        ("compatible", "Compatible", true),
    ];
    for (severity, title, is_folded) in sections {
        let all = comparison.changes().iter();
        let changes: Vec<&Change> = all.filter(|c| c.severity() == severity).collect();
        if changes.is_empty() {
            continue;
        }
        if is_folded {
            let count = changes.len();
            out.push_str(&format!(
                "\n<details><summary>{title} ({count})</summary>\n"
            ));
        } else {
            out.push_str(&format!("\n#### {title}\n"));
        }
        out.push_str(
            "\n| change | requests | responses | Rust API | where |\n|---|---|---|---|---|\n",
        );
        for change in changes.iter().take(MOST) {
            out.push_str(&row(change));
        }
        if changes.len() > MOST {
            out.push_str(&format!("\nand {} more\n", changes.len() - MOST));
        }
        if is_folded {
            out.push_str("\n</details>\n");
            continue;
        }
        let proofs = changes.iter().take(MOST);
        let proofs: String = proofs.filter_map(|change| proof(change)).collect();
        if !proofs.is_empty() {
            out.push_str(&format!(
                "\n<details><summary>Witnesses</summary>\n\n{proofs}\n</details>\n"
            ));
        }
    }
    out
}

fn row(change: &Change) -> String {
    let impact = |impact: &Option<crate::compare::Impact>| match impact {
        None => "-".to_owned(),
        Some(found) if found.validation.name() == found.wire.name() => found.wire.name().to_owned(),
        Some(found) => format!(
            "validation {}, wire {}",
            found.validation.name(),
            found.wire.name()
        ),
    };
    let mut message = marked(&change.message);
    if let Some(help) = &change.help {
        message.push_str(&format!("<br>{}", marked(help)));
    }
    let rust = match change.rust.words() {
        Some(words) => format!("{}: {}", change.rust.name(), marked(words)),
        None => change.rust.name().to_owned(),
    };
    let place = change.new.as_ref().or(change.old.as_ref());
    format!(
        "| {message} ({}) | {} | {} | {rust} | {} |\n",
        change.code,
        impact(&change.requests),
        impact(&change.responses),
        place.map(location).unwrap_or_default(),
    )
}

/// The proof of the verdicts of a change.
fn proof(change: &Change) -> Option<String> {
    let lines = verdict_lines(change);
    let reasons = lines.iter().filter(|line| line.starts_with("  "));
    let reasons: Vec<String> = reasons
        .map(|line| format!("  * {}\n", escaped(line.trim())))
        .collect();
    if reasons.is_empty() {
        return None;
    }
    Some(format!(
        "* {}\n{}",
        marked(&change.message),
        reasons.concat()
    ))
}

fn location(place: &Location) -> String {
    let position = place.position;
    escaped(&format!(
        "{}:{}:{}",
        place.file, position.line, position.column
    ))
}

/// Text with parts between backticks as code. Nothing that a document contains becomes markup.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let parts: Vec<&str> = text.split('`').collect();
    let last = parts.len().saturating_sub(1);
    for (index, part) in parts.iter().enumerate() {
        match index % 2 == 1 && index < last {
            true => out.push_str(&format!("<code>{}</code>", escaped(part))),
            false => out.push_str(&escaped(part)),
        }
    }
    out
}

/// Text that is neither Markdown nor HTML, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '\n' => out.push(' '),
            '&' | '<' | '>' | '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' | '#' | '@' | '!'
            | '$' => {
                out.push_str(&format!("&#{};", c as u32));
            }
            c => out.push(c),
        }
    }
    // An address becomes a link even without markup.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}
