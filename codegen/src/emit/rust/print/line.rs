//! Tokens -> one line, spaced as Rust is written.
//!
//! Knows the parts of data items: attributes, types, literals, tables, macro calls.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The kind of the last token.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// Nothing, or a token that no space follows: `(`, `::`, `&`, `<`, `#`.
    Open,
    /// A name, a literal, a closing bracket.
    Word,
    /// `,`, `:`, `=` and the like, which a space follows.
    Sign,
}

/// Appends the tokens.
pub(crate) fn line(tokens: &TokenStream, out: &mut String) {
    let mut last = Last::Open;
    write(tokens, out, &mut last);
}

fn write(tokens: &TokenStream, out: &mut String, last: &mut Last) {
    // A sign of several characters is one.
    let mut sign = String::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Punct(punct) => {
                sign.push(punct.as_char());
                // Several of these may end at once: `Vec<Vec<T>>`.
                let is_whole = matches!(sign.as_str(), "::" | "'" | "<" | ">");
                let goes_on = punct.spacing() == Spacing::Joint && !is_whole;
                if sign == "'" {
                    // A lifetime: its name follows.
                    space(out, *last, true);
                    out.push('\'');
                    (*last, sign) = (Last::Open, String::new());
                } else if !goes_on {
                    write_sign(&sign, out, last);
                    sign.clear();
                }
            }
            TokenTree::Ident(ident) => {
                space(out, *last, true);
                // Writing to a `String` cannot fail.
                let _ = write!(out, "{ident}");
                // A space follows `use`, even before `::`.
                *last = if ident == "use" {
                    Last::Sign
                } else {
                    Last::Word
                };
            }
            TokenTree::Literal(literal) => {
                space(out, *last, true);
                let _ = write!(out, "{literal}");
                *last = Last::Word;
            }
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    // After a path they list what is imported.
                    Delimiter::Brace if *last == Last::Open => ("{", "}"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                let is_set_apart = match group.delimiter() {
                    Delimiter::Brace => true,
                    Delimiter::Bracket => *last != Last::Open,
                    Delimiter::Parenthesis | Delimiter::None => *last == Last::Sign,
                };
                space(out, *last, is_set_apart);
                out.push_str(open);
                *last = Last::Open;
                write(&group.stream(), out, last);
                out.push_str(close);
                *last = Last::Word;
            }
        }
    }
}

fn write_sign(sign: &str, out: &mut String, last: &mut Last) {
    match sign {
        "::" => {
            // `Vec::new`, but `: ::std` and `pub ::std`.
            space(out, *last, *last == Last::Sign);
            *last = Last::Open;
        }
        "," | ";" | ":" => *last = Last::Sign,
        "<" | "." | "!" | ".." => *last = Last::Open,
        ">" => *last = Last::Word,
        "#" | "&" | "-" => {
            space(out, *last, true);
            *last = Last::Open;
        }
        _ => {
            space(out, *last, true);
            *last = Last::Sign;
        }
    }
    out.push_str(sign);
}

fn space(out: &mut String, last: Last, is_set_apart: bool) {
    if is_set_apart && last != Last::Open {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::line;
    use quote::quote;

    #[test]
    fn data_is_written_as_people_write_it() {
        let cases = [
            (
                quote! { pub a: ::std::option::Option<::std::vec::Vec<Categories>>, },
                "pub a: ::std::option::Option<::std::vec::Vec<Categories>>,",
            ),
            (
                quote! { #[derive(Debug, Clone)] },
                "#[derive(Debug, Clone)]",
            ),
            (
                quote! { #[allow(clippy::large_enum_variant)] },
                "#[allow(clippy::large_enum_variant)]",
            ),
            (quote! { rt::object! }, "rt::object!"),
            (
                quote! { type_ = "type": "null" [rt::Hook::Pattern(&A)], },
                "type_ = \"type\": \"null\" [rt::Hook::Pattern(&A)],",
            ),
            (
                quote! { A = "a" | "b", B = -1 },
                "A = \"a\" | \"b\", B = -1",
            ),
            (
                quote! { unknown: rt::Unknown::Keep("", &[]), },
                "unknown: rt::Unknown::Keep(\"\", &[]),",
            ),
            (
                quote! { static A: &'static [u8; 2] = &[1, 2]; },
                "static A: &'static [u8; 2] = &[1, 2];",
            ),
            (
                quote! { Name(rt::Map<(i64, ())>), },
                "Name(rt::Map<(i64, ())>),",
            ),
            (
                quote! { pub struct Name(::std::string::String); },
                "pub struct Name(::std::string::String);",
            ),
            (quote! { ..extra }, "..extra"),
            (
                quote! { pub use super::a::{b, B as C}; },
                "pub use super::a::{b, B as C};",
            ),
            (quote! { pub use ::a::b; }, "pub use ::a::b;"),
            (quote! { => taken { a, b } }, "=> taken { a, b }"),
        ];
        for (tokens, expected) in cases {
            let mut out = String::new();
            line(&tokens, &mut out);
            assert_eq!(out, expected);
        }
    }
}
