//! Words in brackets behind a name -> the part of the row above that the row is: `tags (each item)`,
//! `value.0 (oneOf item)`, `pair.1 (index)`. Knows no types.

use super::field_name::Name;
use super::row::Part;

/// Words for a part, of which one stands in the brackets.
const PARTS: [(Part, &[&str]); 3] = [
    (
        Part::Alternative,
        &["oneof", "anyof", "alternative", "variant"],
    ),
    (Part::Member, &["allof"]),
    (Part::Index, &["index", "position"]),
];

const ELEMENTS: [&str; 5] = ["item", "items", "element", "elements", "entry"];

impl Name {
    /// The elements of a list, one of several types, or a part of an object.
    pub(super) fn of_parent(&mut self, first: &mut String) {
        let Some((front, words)) = bracket(first) else {
            return;
        };
        let words = words.to_lowercase().replace(" of", "of");
        let has = |wanted: &[&str]| {
            let mut words = words.split([' ', '-', ':']);
            words.any(|word| wanted.contains(&word))
        };
        let own = front.rsplit(['.', ' ']).next().unwrap_or_default();
        let is_numbered = !own.is_empty() && own.chars().all(|c| c.is_ascii_digit());
        let part = PARTS.iter().find(|(_, wanted)| has(wanted));
        match part {
            Some((part, _)) if is_numbered => {
                self.part = Some(*part);
                *first = front.to_owned();
            }
            None if has(&ELEMENTS) && !is_numbered => *first = format!("{front}[]"),
            _ => {}
        }
    }
}

/// The text in front of a bracket at the end, and the one inside of it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let (front, inner) = ['(', '[']
        .into_iter()
        .zip([')', ']'])
        .find_map(|(open, close)| {
            let (front, inner) = text.trim_end().strip_suffix(close)?.rsplit_once(open)?;
            front.ends_with(' ').then(|| (front.trim_end(), inner))
        })?;
    (!front.is_empty()).then_some((front, inner))
}

/// Whether a name says that there is none: `*anonymous*`, `<unnamed>`, `-`.
pub(super) fn is_unnamed(name: &str) -> bool {
    let inner = name
        .trim()
        .trim_matches(['*', '_', '<', '>', '(', ')', '[', ']', '`']);
    matches!(
        inner.to_lowercase().as_str(),
        "anonymous" | "unnamed" | "no name" | "-" | "\u{2013}" | "\u{2014}"
    )
}
