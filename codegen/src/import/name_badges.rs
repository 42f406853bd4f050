//! The cell of a field's name with small signs in markup behind the name -> the same with plain
//! signs: a star directly after the name, words in brackets.
//!
//! ```text
//! mail<mark style="color:red">\*</mark>      mail*
//! id <Badge>DEPRECATED</Badge>              id (DEPRECATED)
//! at <Badge text="beta" />                  at (beta)
//! `+payer.name+`                            `payer.name`
//! ```

use super::text;

/// Elements with a sign after a name; so are all components, whose names begin with a capital.
const ELEMENTS: [&str; 6] = ["mark", "span", "small", "sup", "badge", "kbd"];

/// Attributes of a component that show text.
const SHOWN: [&str; 4] = ["text=", "label=", "title=", "type="];

/// No name with its badges is longer.
const LONGEST: usize = 1_000;

/// The cell with its badges as plain signs.
pub(super) fn plain(cell: &str) -> String {
    let (mut front, mut behind) = (cell, String::new());
    while let Some((rest, sign)) = last_badge(front).filter(|_| cell.len() <= LONGEST) {
        let bare = text::shown(sign);
        let is_sign = bare.chars().all(|c| matches!(c, '*' | '?' | '!'));
        let shown = match (bare.is_empty(), is_sign) {
            (true, _) => String::new(),
            (false, true) => bare,
            (false, false) => format!(" ({bare})"),
        };
        behind.insert_str(0, &shown);
        front = rest.trim_end();
    }
    format!("{front}{behind}")
}

/// `` `readonly` `mode?` ``: the name alone, with the modifiers of code in front of it behind as marks.
pub(super) fn modified(first: &str) -> String {
    const MODIFIERS: [&str; 5] = ["readonly", "static", "abstract", "protected", "private"];
    let anchor = first.strip_prefix("<a ").and_then(|a| a.split_once("</a>"));
    let mut rest = anchor.map_or(first, |(_, rest)| rest.trim_start());
    let (mut is_modified, mut marks) = (false, "");
    loop {
        let code = rest
            .strip_prefix('`')
            .and_then(|rest| rest.split_once("` "));
        let code = code.filter(|(_, behind)| behind.starts_with('`'));
        let plain = rest.split_once(' ').filter(|(_, name)| {
            let name = name.trim_end_matches('?');
            text::is_word(name) || MODIFIERS.iter().any(|word| name.starts_with(word))
        });
        let Some((word, behind)) = code.or(plain).filter(|(word, _)| MODIFIERS.contains(word))
        else {
            break;
        };
        if word == "readonly" {
            marks = " (readonly)";
        }
        is_modified = true;
        rest = behind;
    }
    match is_modified {
        true => format!("{rest}{marks}"),
        false => first.to_owned(),
    }
}

/// The text before the badge at the end of a cell, and the text of the badge.
fn last_badge(cell: &str) -> Option<(&str, &str)> {
    let text = cell.trim_end();
    let body = text.strip_suffix('>')?;
    let open = match body.strip_suffix('/') {
        Some(_) => body.rfind('<')?,
        None => {
            let close = body.rfind("</")?;
            let name = body.get(close + 2..)?.trim();
            is_badge(name).then_some(())?;
            body.get(..close)?.rfind(&format!("<{name}"))?
        }
    };
    let front = text.get(..open)?;
    let tag = text.get(open + 1..)?;
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric())?;
    let name = tag.get(..end)?;
    let has_name = text::shown(front).contains(|c: char| c.is_alphanumeric());
    if !is_badge(name) || !has_name {
        return None;
    }
    if body.ends_with('/') {
        let shown = SHOWN.iter().find_map(|key| {
            let (_, value) = tag.split_once(key)?;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            value.get(1..)?.split(quote).next()
        });
        return shown.map(|shown| (front, shown));
    }
    let (attributes, inner) = tag.split_once('>')?;
    let inner = inner.get(..inner.rfind("</")?)?;
    (!attributes.contains('<')).then_some((front, inner))
}

fn is_badge(name: &str) -> bool {
    let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    is_component || ELEMENTS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{modified, plain};

    #[test]
    fn badges_become_signs() {
        let cases = [
            ("mail<mark style=\"color:red;\">\\*</mark>", "mail*"),
            ("mail <mark>required</mark>", "mail (required)"),
            ("id <Badge>DEPRECATED</Badge>", "id (DEPRECATED)"),
            ("`id` <Badge type=\"warning\">new</Badge>", "`id` (new)"),
            ("at <Badge text=\"beta\" />", "at (beta)"),
            ("at<sup>1</sup>", "at (1)"),
            (
                "a <Badge>new</Badge> <Badge>required</Badge>",
                "a (new) (required)",
            ),
            // The whole name, or none of these.
            ("<span>id</span>", "<span>id</span>"),
            ("<Key>", "<Key>"),
            ("a <b>", "a <b>"),
            ("list<Item>", "list<Item>"),
            ("</mark>", "</mark>"),
        ];
        for (cell, expected) in cases {
            assert_eq!(plain(cell), expected, "{cell}");
        }
    }

    #[test]
    fn modifiers_become_marks() {
        let cases = [
            ("`readonly` `mode`", "`mode` (readonly)"),
            ("`static` `readonly` `mode?`", "`mode?` (readonly)"),
            ("readonly mode", "mode (readonly)"),
            ("private notes of", "private notes of"),
            ("`readonly`", "`readonly`"),
        ];
        for (cell, expected) in cases {
            assert_eq!(modified(cell), expected, "{cell}");
        }
    }
}
