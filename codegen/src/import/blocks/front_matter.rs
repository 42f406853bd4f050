//! The front matter between two lines of dashes at the top of a page -> its title and description.
//!
//! ```text
//! ---
//! title: Order
//! description: "What a customer buys"
//! ---
//! ```

use super::Block;
use crate::import::table::Line;
use crate::import::text;

/// The title and the description, and the lines below.
pub(super) fn read<'l, 't>(lines: &'l [Line<'t>]) -> (Vec<Block>, &'l [Line<'t>]) {
    let is_rule = |line: &Line<'_>| line.text.trim_end() == "---";
    let found = match lines {
        [first, rest @ ..] if is_rule(first) => {
            rest.iter().position(is_rule).map(|end| (rest, end))
        }
        _ => None,
    };
    let entries = found.and_then(|(rest, end)| Some((rest.get(..end)?, rest.get(end + 1..)?)));
    let Some((entries, below)) = entries.filter(|(entries, _)| entries.iter().all(is_entry)) else {
        return (Vec::new(), lines);
    };
    let title = value(entries, "title").map(|text| Block::Heading { level: 0, text });
    let words = value(entries, "description").map(Block::Words);
    (title.into_iter().chain(words).collect(), below)
}

/// `key: value`, or a continued line.
fn is_entry(line: &Line<'_>) -> bool {
    let text = line.text;
    let key = text.split_once(':').map_or("", |(key, _)| key);
    let is_key = !key.is_empty() && !key.contains(['|', ' ']);
    is_key || text.trim().is_empty() || text.starts_with([' ', '-', '#'])
}

fn value(entries: &[Line<'_>], key: &str) -> Option<String> {
    let text = entries.iter().find_map(|line| {
        let (found, text) = line.text.split_once(':')?;
        (found == key).then(|| text.trim())
    })?;
    let text = text::unquoted(text).unwrap_or_else(|| text.to_owned());
    // A text over several lines begins with a sign.
    let is_line = !text.is_empty() && !text.starts_with(['>', '|', '{', '[']);
    is_line.then_some(text)
}
