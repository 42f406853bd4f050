//! Pages without a table that list the names of types below the words *one of* -> a union.
//!
//! ```text
//! # Shop::Shape
//! Returns the classes of `oneOf`.
//! # [
//! #   :'Circle',
//! #   :'Square'
//! # ]
//! ```

use super::page::{Body, Member, Page};
use super::report::Reports;
use super::text;
use crate::source::{SourceId, Span};

/// The union that a text lists; `None` if it lists none.
pub(super) fn read(
    source: SourceId,
    path: &str,
    content: &str,
    reports: &mut Reports,
) -> Option<Page> {
    let title = content.lines().find_map(|line| line.strip_prefix("# "))?;
    let title = text::shown(title);
    let title = title.rsplit(['.', ':', '\\']).next()?.trim();
    let lines = content.lines().skip_while(|line| !announces(line)).skip(1);
    // The first list below the words; a heading is no entry of one.
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        match name(line) {
            Some(name) => names.push(name),
            None if names.len() > 1 => break,
            None => names.clear(),
        }
    }
    if !text::is_word(title) || names.len() < 2 {
        return None;
    }
    let span = Span::new(source, 0, 0);
    if content.to_lowercase().contains("discriminator") {
        let message =
            "has a discriminator, which is left out; the first alternative that fits is taken";
        let help = "write `discriminator` into the table";
        reports.lost("unread-limit", Some(span), title, message, help);
    }
    let member = |heading| Member {
        heading,
        code: String::new(),
    };
    Some(Page {
        path: path.to_owned(),
        title: title.to_owned(),
        span,
        intro: String::new(),
        deprecated: false,
        body: Body::Union(names.into_iter().map(member).collect()),
        fences: Vec::new(),
        general: true,
        head: Vec::new(),
        samples: Vec::new(),
        anchors: Vec::new(),
    })
}

/// `oneOf`, `any_of`, *one of*.
pub(super) fn announces(line: &str) -> bool {
    let words: Vec<String> = super::wire::words(line)
        .iter()
        .map(|word| word.to_lowercase())
        .collect();
    words
        .windows(2)
        .any(|pair| matches!(pair, [one, of] if (one == "one" || one == "any") && of == "of"))
}

/// The one name of an entry: `- Circle`, `#   :'Circle',`, `| Circle`.
fn name(line: &str) -> Option<String> {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let is_entry = line
        .trim_start()
        .starts_with(|c: char| !c.is_alphanumeric());
    let is_name = text::is_word(bare) && bare.starts_with(char::is_uppercase);
    (is_entry && is_name).then(|| bare.to_owned())
}
