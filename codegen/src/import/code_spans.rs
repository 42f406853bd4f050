//! The code spans of a Markdown text.

use super::text;

/// The ranges of the code spans of a text, written with ticks or as elements.
pub(super) fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut from = 0;
    // Searched again only after itself, so that many spans cost no more than their text.
    let mut element = text.find(ELEMENT.0);
    while let Some(rest) = text.get(from..) {
        if element.is_some_and(|at| at < from) {
            element = rest.find(ELEMENT.0).map(|at| from + at);
        }
        let tick = rest.find('`').map(|at| from + at);
        let (start, end) = match (element, tick) {
            (Some(element), tick) if tick.is_none_or(|tick| element < tick) => {
                let inner = text.get(element..).unwrap_or_default();
                let end = inner
                    .find(ELEMENT.1)
                    .map(|at| element + at + ELEMENT.1.len());
                (element, end)
            }
            (_, Some(tick)) => {
                let inner = text.get(tick..).unwrap_or_default();
                let ticks = inner.bytes().take_while(|byte| *byte == b'`').count();
                let fence = "`".repeat(ticks);
                let end = inner.get(ticks..).and_then(|inner| inner.find(&fence));
                (tick, end.map(|at| tick + ticks + at + ticks))
            }
            _ => break,
        };
        let Some(end) = end else { break };
        out.push((start, end));
        from = end;
    }
    out
}

/// Code that Markdown readers would read differently is written so.
const ELEMENT: (&str, &str) = ("<code>", "</code>");

/// The code spans of a text.
pub(super) fn codes(text: &str) -> Vec<String> {
    let spans = spans(text).into_iter();
    let spans = spans.filter_map(|(start, end)| text.get(start..end));
    let code = |span: &str| match span.strip_prefix(ELEMENT.0) {
        Some(inner) => Some(text::entities(inner.strip_suffix(ELEMENT.1)?)),
        None => text::code(&span.replace("\\|", "|")),
    };
    spans.filter_map(code).collect()
}
