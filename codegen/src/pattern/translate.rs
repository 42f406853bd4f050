//! Syntax tree of a pattern -> the same language in the syntax of the `regex` crate, and plain look-around.
//!
//! Classes are written out, because `\d`, `\w`, `\s` and `.` mean other sets there. All flags are the crate's
//! defaults, so Unicode mode is on. The text is ASCII. Knows nothing of the ECMA-262 grammar.

use super::ast::{Class, PatternNode, Property};
use super::set::CharSet;

/// The translation.
///
/// # Errors
/// The construct without a counterpart, and its offset.
pub(super) fn translate(node: &PatternNode) -> Result<String, String> {
    let mut out = String::new();
    if node.has_inner_boundary() && !node.looks_around() {
        // `(?-u:\B)` holds between the bytes of a character too, and once `is_match` has met an empty match there, it
        // overlooks matches that began earlier (regex 1.13). What follows a match keeps such places out: one more
        // character, or the end of the text.
        write_node(&mut out, node, Position::Concat)?;
        out.push_str(r"(?:(?s:.)|\z)");
    } else {
        write_node(&mut out, node, Position::Alternative)?;
    }
    Ok(out)
}

/// The parent of a node, by its precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Position {
    Alternative,
    Concat,
    Repeat,
}

fn write_node(out: &mut String, node: &PatternNode, place: Position) -> Result<(), String> {
    let own = match node {
        PatternNode::Class(class) => {
            write_class(out, class);
            return Ok(());
        }
        PatternNode::Beyond(reason) => return Err(reason.clone()),
        PatternNode::Alternation(_) => Position::Alternative,
        PatternNode::Concat(_) => Position::Concat,
        // Needs a group below a quantifier only: `x{2}{3}` would not be read as (x{2}){3}.
        PatternNode::Look {
            ahead,
            negated,
            node,
        } => {
            out.push_str(match (ahead, negated) {
                (true, false) => "(?=",
                (true, true) => "(?!",
                (false, false) => "(?<=",
                (false, true) => "(?<!",
            });
            write_node(out, node, Position::Alternative)?;
            out.push(')');
            return Ok(());
        }
        PatternNode::Repeat { .. }
        | PatternNode::Start
        | PatternNode::End
        | PatternNode::WordBoundary { .. }
        | PatternNode::Empty => Position::Concat,
    };
    let group = place > own;
    if group {
        out.push_str("(?:");
    }
    match node {
        PatternNode::Start => out.push_str(r"\A"),
        PatternNode::End => out.push_str(r"\z"),
        PatternNode::WordBoundary { negated: false } => out.push_str(r"(?-u:\b)"),
        PatternNode::WordBoundary { negated: true } => out.push_str(r"(?-u:\B)"),
        PatternNode::Concat(nodes) => {
            for node in nodes {
                write_node(out, node, Position::Concat)?;
            }
        }
        PatternNode::Alternation(branches) => {
            for (index, branch) in branches.iter().enumerate() {
                if index > 0 {
                    out.push('|');
                }
                write_node(out, branch, Position::Alternative)?;
            }
        }
        PatternNode::Repeat {
            node,
            min,
            max,
            lazy,
        } => {
            write_node(out, node, Position::Repeat)?;
            write_quantifier(out, *min, *max, *lazy);
        }
        PatternNode::Empty
        | PatternNode::Class(_)
        | PatternNode::Look { .. }
        | PatternNode::Beyond(_) => {}
    }
    if group {
        out.push(')');
    }
    Ok(())
}

fn write_quantifier(out: &mut String, min: u64, max: Option<u64>, lazy: bool) {
    match (min, max) {
        (0, None) => out.push('*'),
        (1, None) => out.push('+'),
        (0, Some(1)) => out.push('?'),
        (min, None) => out.push_str(&format!("{{{min},}}")),
        (min, Some(max)) if min == max => out.push_str(&format!("{{{min}}}")),
        (min, Some(max)) => out.push_str(&format!("{{{min},{max}}}")),
    }
    if lazy {
        out.push('?');
    }
}

fn write_class(out: &mut String, class: &Class) {
    match class {
        Class::Set(set) => write_set(out, set),
        Class::Unicode {
            negated,
            set,
            properties,
        } => {
            if let ([property], false, []) = (properties.as_slice(), *negated, set.ranges()) {
                return write_property(out, property);
            }
            out.push_str(if *negated { "[^" } else { "[" });
            write_ranges(out, set);
            for property in properties {
                write_property(out, property);
            }
            out.push(']');
        }
    }
}

fn write_set(out: &mut String, set: &CharSet) {
    let others = set.complement();
    match set.ranges() {
        &[(low, high)] if low == high => write_char(out, low, SPECIAL),
        _ if others.ranges().is_empty() => out.push_str("(?s:.)"),
        ranges if others.ranges().len() < ranges.len() || ranges.is_empty() => {
            out.push_str("[^");
            write_ranges(out, &others);
            out.push(']');
        }
        _ => {
            out.push('[');
            write_ranges(out, set);
            out.push(']');
        }
    }
}

fn write_ranges(out: &mut String, set: &CharSet) {
    for &(low, high) in set.ranges() {
        write_char(out, low, SPECIAL_IN_BRACKETS);
        if low != high {
            if u32::from(high) - u32::from(low) > 1 {
                out.push('-');
            }
            write_char(out, high, SPECIAL_IN_BRACKETS);
        }
    }
}

/// Not the character itself beyond ASCII: the text is read in a source file.
fn write_char(out: &mut String, c: char, special: &str) {
    match c {
        '\t' => out.push_str(r"\t"),
        '\n' => out.push_str(r"\n"),
        '\r' => out.push_str(r"\r"),
        c if special.contains(c) => out.extend(['\\', c]),
        ' '..='~' => out.push(c),
        c => out.push_str(&format!("\\x{{{:x}}}", u32::from(c))),
    }
}

/// The characters with a meaning outside of brackets.
const SPECIAL: &str = r"\.+*?()[]{}|^$";

/// The characters with a meaning inside brackets; `&&`, `--` and `~~` are operators.
const SPECIAL_IN_BRACKETS: &str = r"\[]^-&~";

/// The names that ECMA-262 allows (22.2.1, UnicodePropertyValueExpression) mean the same to the crate.
fn write_property(out: &mut String, property: &Property) {
    let letter = if property.negated { 'P' } else { 'p' };
    let name = match property.expression.rsplit('=').next() {
        // No text holds surrogates, and the crate does not know the category.
        Some("Cs" | "Surrogate") => {
            return out.push_str(if property.negated {
                r"\p{Any}"
            } else {
                r"\P{Any}"
            });
        }
        _ => &property.expression,
    };
    out.push_str(&format!("\\{letter}{{{name}}}"));
}
