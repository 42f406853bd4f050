//! Paragraphs that describe a field each, with a line for its type -> entries.
//!
//! ```text
//! ** [TableName](#x) ** <a name="y"></a>         Name: TableName
//! What it is called.                             Type: String
//! Type: String                                   Required: yes
//! Required: Yes                                  Description: What it is called.
//! ```

use super::terms::{Entry, entry};
use crate::import::columns::{self, Role};
use crate::import::table::{Cell, Line};
use crate::source::SourceId;

/// The entries that begin at a line, and the line behind them.
pub(super) fn read(source: SourceId, lines: &[Line<'_>], from: usize) -> (Vec<Entry>, usize) {
    let mut out = Vec::new();
    let (mut at, mut end) = (from, from);
    while let Some(line) = lines.get(at) {
        if line.text.trim().is_empty() {
            at += 1;
            continue;
        }
        let rest = lines.get(at..).unwrap_or_default();
        // No more lines are looked at than a field may have.
        let mut near = rest.iter().take(MOST + 1);
        let length = near.position(|line| line.text.trim().is_empty());
        let length = length.unwrap_or(rest.len().min(MOST + 1));
        let paragraph = rest.get(..length).unwrap_or_default();
        let Some(found) = record(source, paragraph) else {
            break;
        };
        out.push(found);
        at += paragraph.len();
        end = at;
    }
    (out, end)
}

/// No field has more lines.
const MOST: usize = 60;

fn record(source: SourceId, lines: &[Line<'_>]) -> Option<Entry> {
    let (first, rest) = lines.split_first()?;
    let name = term(first.text)?;
    let is_type = |line: &Line<'_>| said(line.text).is_some_and(|(role, _)| role == Role::Type);
    if lines.len() > MOST || !rest.iter().any(is_type) {
        return None;
    }
    let at = first.text.find(name)?;
    let term = Cell::new(
        name.to_owned(),
        source,
        first.start + at,
        first.start + at + name.len(),
    );
    let words = rest.iter().map(|line| {
        let front = line.text.split(':').next().unwrap_or_default();
        match said(line.text) {
            Some((Role::Description, words)) => words.to_owned(),
            // `*Required*: No`
            Some((_, behind)) => format!("{}: {behind}", front.trim_matches(['*', '_', ' '])),
            _ => line.text.trim().to_owned(),
        }
    });
    entry(&term, &words.collect::<Vec<_>>().join("\n"))
}

/// What a line says behind the head of a column and a colon.
fn said(line: &str) -> Option<(Role, &str)> {
    let (front, behind) = line.trim().split_once(':')?;
    let role = columns::role(front.trim_matches(['*', '_', ' ']));
    let is_short = front.len() < 30 && !behind.trim().is_empty();
    (is_short && role != Role::Unknown).then_some((role, behind.trim()))
}

/// The name of a field alone on a line: `Name: id`, `** [Id](#x) **`.
fn term(line: &str) -> Option<&str> {
    if let Some((Role::Name, name)) = said(line) {
        return Some(name);
    }
    let line = line.trim();
    let front = line
        .find("<a ")
        .map_or(line, |at| line.get(..at).unwrap_or(line));
    let front = front.trim();
    let bold = front
        .strip_prefix("**")
        .and_then(|rest| rest.strip_suffix("**"));
    let code = front
        .strip_prefix('`')
        .and_then(|rest| rest.strip_suffix('`'));
    let inner = bold.or(code)?.trim();
    (!inner.is_empty()).then_some(inner)
}
