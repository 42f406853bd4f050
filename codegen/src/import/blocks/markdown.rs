//! Lines -> blocks. Markdown first, and the tables and headings of other markups by their signs: a
//! page may contain HTML, and a text file a table of any kind.

use super::bars::is_border;
use super::{Block, html, marked, mdx, readme, rst, separated, term_lists, trees};
use crate::import::table::Line;
use crate::source::SourceId;

/// Reads lines.
pub(super) fn read<'t>(source: SourceId, lines: &[Line<'t>]) -> Vec<Block> {
    let lines: Vec<Line<'t>> = lines.iter().map(|line| unquoted(*line)).collect();
    let mut reader = MarkdownReader {
        lines: &lines,
        source,
        at: 0,
        out: Vec::new(),
        words: Vec::new(),
        underlines: Vec::new(),
        depth: 0,
        no_terms: 0,
        missing: std::cell::RefCell::default(),
    };
    reader.read();
    reader.out
}

/// Without the signs of a quotation.
fn unquoted(line: Line<'_>) -> Line<'_> {
    let mut text = line.text;
    while let Some(rest) = text.trim_start().strip_prefix('>') {
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    Line {
        text,
        start: line.start + (line.text.len() - text.len()),
    }
}

/// How deep fences may hold tables.
const DEPTH: usize = 2;

pub(super) struct MarkdownReader<'l, 't> {
    pub(super) lines: &'l [Line<'t>],
    pub(super) source: SourceId,
    pub(super) at: usize,
    out: Vec<Block>,
    words: Vec<Line<'t>>,
    /// The signs under headings of reStructuredText, outermost first.
    underlines: Vec<char>,
    depth: usize,
    /// The line up to which no list of fields begins.
    no_terms: usize,
    /// End tags and signs that do not occur any more.
    pub(super) missing: std::cell::RefCell<std::collections::BTreeSet<String>>,
}

impl<'l, 't> MarkdownReader<'l, 't> {
    fn read(&mut self) {
        while let Some(line) = self.line(self.at) {
            let text = line.text.trim();
            if text.is_empty() {
                self.flush();
                self.at += 1;
            } else if let Some(fence) = fence(text) {
                self.fence(fence);
            } else if !(self.heading(line) || self.markup(line) || self.table()) {
                self.words.push(line);
                self.at += 1;
            }
        }
        self.flush();
    }

    pub(super) fn line(&self, at: usize) -> Option<Line<'t>> {
        self.lines.get(at).copied()
    }

    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let texts: Vec<&str> = self.words.iter().map(|line| line.text.trim_end()).collect();
        self.out.push(Block::Words(texts.join("\n")));
        self.words.clear();
    }

    pub(super) fn push(&mut self, block: Block) {
        self.flush();
        self.out.push(block);
    }

    fn fence(&mut self, fence: &str) {
        let info = self
            .line(self.at)
            .map(|line| line.text.trim())
            .unwrap_or_default();
        let info = info.trim_start_matches(['`', '~']).trim().to_lowercase();
        let begin = self.at + 1;
        let closes = |line: &Line<'_>| {
            let text = line.text.trim();
            text.starts_with(fence) && text.trim_start_matches(['`', '~']).is_empty()
        };
        let rest = self.lines.get(begin..).unwrap_or_default();
        let end = rest
            .iter()
            .position(closes)
            .map_or(self.lines.len(), |at| begin + at);
        let inner = self.lines.get(begin..end).unwrap_or_default();
        self.at = (end + 1).min(self.lines.len());
        let language = info.split(['{', ' ', ',']).next().unwrap_or_default();
        const TABLES: [&str; 9] = [
            "",
            "text",
            "txt",
            "md",
            "markdown",
            "table",
            "csv",
            "tsv",
            "plaintext",
        ];
        if TABLES.contains(&language) && self.depth < DEPTH {
            let blocks = match separated::lines(self.source, inner) {
                Some(grid) => vec![Block::Table(grid)],
                None => {
                    let mut reader = MarkdownReader {
                        lines: inner,
                        source: self.source,
                        at: 0,
                        out: Vec::new(),
                        words: Vec::new(),
                        underlines: Vec::new(),
                        depth: self.depth + 1,
                        no_terms: 0,
                        missing: std::cell::RefCell::default(),
                    };
                    reader.read();
                    reader.out
                }
            };
            if blocks
                .iter()
                .any(|b| matches!(b, Block::Table(grid) if grid.is_known()))
            {
                self.flush();
                self.out.extend(blocks);
                return;
            }
        }
        let texts: Vec<&str> = inner.iter().map(|line| line.text).collect();
        self.push(Block::Fence(language.to_owned(), texts.join("\n")));
    }

    fn heading(&mut self, line: Line<'t>) -> bool {
        let text = line.text.trim();
        if self.is_head_of_tabs() {
            return false;
        }
        for sign in ['#', '='] {
            let level = text.chars().take_while(|c| *c == sign).count();
            let rest = text.get(level..).unwrap_or_default();
            if (1..=6).contains(&level) && rest.starts_with([' ', '\t']) && !rest.trim().is_empty()
            {
                let text = rest.trim().trim_end_matches(sign).trim();
                if sign == '=' && (is_border(line.text) || text.starts_with('=')) {
                    continue;
                }
                self.push(Block::Heading {
                    level,
                    text: text.to_owned(),
                });
                self.at += 1;
                return true;
            }
        }
        self.underlined(line)
    }

    /// A line above one of equal signs: Setext's headings and those of reStructuredText, which may
    /// have such a line above them, too.
    fn underlined(&mut self, line: Line<'t>) -> bool {
        if self.is_overline(line) && self.words.is_empty() {
            self.at += 1;
            if let Some(title) = self.line(self.at)
                && self.underlined(title)
            {
                return true;
            }
            self.at -= 1;
            return false;
        }
        let Some(next) = self.line(self.at + 1).map(|next| next.text.trim_end()) else {
            return false;
        };
        let sign = next.chars().next().unwrap_or(' ');
        let text = line.text.trim();
        let is_rule =
            next.len() >= 3 && "=-~^\"'*+`#.:_".contains(sign) && next.chars().all(|c| c == sign);
        let is_long = next.chars().count() + 2 >= text.chars().count();
        let is_text = text.chars().any(char::is_alphanumeric) && !text.contains('|');
        if !(is_rule && is_long && is_text && self.words.is_empty()) {
            return false;
        }
        let level = match self.underlines.iter().position(|known| *known == sign) {
            Some(level) => level + 1,
            None => {
                self.underlines.push(sign);
                self.underlines.len()
            }
        };
        let text = text.to_owned();
        self.push(Block::Heading { level, text });
        self.at += 2;
        true
    }

    /// Whether the same rule stands here and below the next line.
    fn is_overline(&self, line: Line<'t>) -> bool {
        let rule = line.text.trim_end();
        let sign = rule.chars().next().unwrap_or(' ');
        let below = self.line(self.at + 2).map(|line| line.text.trim_end());
        let title = self.line(self.at + 1).map_or("", |line| line.text.trim());
        rule.len() > 2
            && "=-~^\"'*+`#.:_".contains(sign)
            && rule.chars().all(|c| c == sign)
            && below == Some(rule)
            && title.chars().any(char::is_alphanumeric)
    }

    /// HTML inside of the page, comments, anchors and directives.
    fn markup(&mut self, line: Line<'t>) -> bool {
        let text = line.text.trim();
        let lower = text.to_ascii_lowercase();
        if lower.starts_with("<!--") && !lower.contains("-->") {
            let rest = self.lines.get(self.at..).unwrap_or_default();
            let end = rest.iter().position(|line| line.text.contains("-->"));
            self.at += end.map_or(rest.len(), |end| end + 1);
            return true;
        }
        if lower.starts_with("<table") {
            return self.html("</table>");
        }
        if let Some(level) = lower
            .strip_prefix("<h")
            .and_then(|rest| rest.chars().next()?.to_digit(10))
        {
            return self.html(&format!("</h{level}>"));
        }
        if let Some(anchor) = anchor(text) {
            let anchor = anchor.to_owned();
            self.push(Block::Anchor(anchor));
            self.at += 1;
            return true;
        }
        let is_shape =
            text.starts_with("[cols") || text.starts_with("[%") || text.starts_with("[options");
        if text.starts_with("<!--") || lower.starts_with("</") || is_shape {
            self.at += 1;
            return true;
        }
        // The title of an AsciiDoc table: words with a dot in front.
        let title = text
            .strip_prefix('.')
            .filter(|title| title.starts_with(char::is_alphanumeric));
        let next = self.line(self.at + 1).map_or("", |next| next.text.trim());
        if let Some(title) = title.filter(|_| next == "|===" || next.starts_with('[')) {
            self.words.push(Line {
                text: title,
                ..line
            });
            self.at += 1;
            return true;
        }
        let list = mdx::table(self.source, self.lines, self.at)
            .or_else(|| readme::table(self.source, self.lines, self.at))
            .or_else(|| trees::table(self.source, self.lines, self.at))
            .or_else(|| self.terms());
        if let Some((block, end)) = list {
            self.push(block);
            self.at = end.max(self.at + 1);
            return true;
        }
        let found = marked::table(self).or_else(|| rst::table(self));
        match found {
            Some((blocks, end)) => {
                self.flush();
                self.out.extend(blocks);
                self.at = end.max(self.at + 1);
                true
            }
            None => false,
        }
    }

    /// A list of fields; one that is none is not looked at again, line by line.
    fn terms(&mut self) -> Option<(Block, usize)> {
        if self.at < self.no_terms {
            return None;
        }
        match term_lists::table(self.source, self.lines, self.at) {
            Ok(found) => Some(found),
            Err(end) => {
                self.no_terms = end;
                None
            }
        }
    }

    fn html(&mut self, close: &str) -> bool {
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let closes = |line: &Line<'_>| line.text.to_ascii_lowercase().contains(close);
        let is_missing = self.missing.borrow().contains(close);
        let mut end = None;
        if !is_missing {
            end = rest.iter().position(closes);
        }
        if end.is_none() {
            self.missing.borrow_mut().insert(close.to_owned());
        }
        // A table that nothing closes ends at the next heading.
        if end.is_none() && close == "</table>" {
            let heading = |line: &Line<'_>| line.text.trim_start().starts_with('#');
            let until = rest.iter().position(heading).unwrap_or(rest.len());
            let has_rows = |line: &Line<'_>| line.text.to_ascii_lowercase().contains("<tr");
            let is_read = rest.iter().take(until).any(has_rows);
            end = is_read.then_some(until.saturating_sub(1));
        }
        let Some(end) = end else {
            return false;
        };
        let lines = rest.get(..=end).unwrap_or_default();
        let blocks = html::lines(self.source, lines);
        self.flush();
        self.out.extend(blocks);
        self.at += end + 1;
        true
    }
}

/// The signs that open a fence.
pub(super) fn fence(text: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|sign| text.starts_with(*sign))
}

/// `<a id="x"></a>` alone on a line, or reStructuredText's `.. _x:`.
fn anchor(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(".. _") {
        return rest.strip_suffix(':');
    }
    let rest = text.strip_prefix("<a ")?;
    let (_, rest) = rest.split_once("=\"")?;
    let (id, rest) = rest.split_once('"')?;
    let rest = rest.trim_start_matches(['/', ' ']).strip_prefix('>')?;
    matches!(rest.trim(), "" | "</a>").then_some(id)
}
