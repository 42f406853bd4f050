//! `uri-template` after RFC 6570 section 2, with erratum 6937 (an apostrophe is
//! a literal).

use std::str::Chars;

use super::uri::{is_private, is_ucschar, takes_hex_pair};

pub(super) fn uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some((literal, tail)) = rest.split_once('{') {
        let Some((expression, after)) = tail.split_once('}') else {
            return false;
        };
        if !is_literal(literal) || !is_expression(expression) {
            return false;
        }
        rest = after;
    }
    is_literal(rest)
}

fn is_literal(text: &str) -> bool {
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let valid = match c {
            '%' => takes_hex_pair(&mut chars),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => false,
            _ => c.is_ascii_graphic() || is_ucschar(c) || is_private(c),
        };
        if !valid {
            return false;
        }
    }
    true
}

/// The text between braces. Operators reserved for later are part of the grammar.
fn is_expression(text: &str) -> bool {
    let operators = ['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|'];
    let variables = text.strip_prefix(operators).unwrap_or(text);
    variables.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    match text.split_once(':') {
        Some((name, length)) => is_name(name) && is_prefix_length(length),
        None => is_name(text.strip_suffix('*').unwrap_or(text)),
    }
}

/// From 1 to 9999, without leading zeros.
fn is_prefix_length(text: &str) -> bool {
    (1..=4).contains(&text.len())
        && !text.starts_with('0')
        && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_name(text: &str) -> bool {
    text.split('.')
        .all(|part| !part.is_empty() && is_name_part(part.chars()))
}

fn is_name_part(mut chars: Chars<'_>) -> bool {
    while let Some(c) = chars.next() {
        let valid = match c {
            '%' => takes_hex_pair(&mut chars),
            _ => c.is_ascii_alphanumeric() || c == '_',
        };
        if !valid {
            return false;
        }
    }
    true
}
