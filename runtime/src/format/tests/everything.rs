//! What holds for every format.

use std::hint::black_box;

use super::Format;

#[test]
fn names_lead_back_to_their_formats() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(*format));
        assert!(!format.specification().is_empty());
        assert!(format.matches(format.example()));
        assert!(!format.is_numeric() || format.matches_number(format.example()));
    }
    assert_eq!(Format::from_name("Date"), None);
    assert_eq!(Format::from_name(""), None);
}

fn run_all(text: &str) {
    for format in Format::ALL {
        black_box(format.matches(text));
    }
}

/// Texts near to valid ones: with a character taken out, put in or repeated.
#[test]
fn no_text_makes_a_check_panic() {
    let seeds = [
        "2016-12-31T23:59:60.5+00:00",
        "P1Y2M3DT4H5M6S",
        "\"a\\\"b\"@[IPv6:::1]",
        "xn--mnchen-3ya.xn--4dbrk0ce.de",
        "\u{645}\u{200c}\u{645}.l\u{b7}l.\u{5d0}1",
        "a://u@[v1.a]:8/%41?b#c",
        "a{+b:10,c*}%41",
        "1+2/~0/~1#",
        "01234567-89ab-cdef-0123-456789abcdef",
        "Zm9vYg==",
        r"^(?<n>[a-\u{10ffff}\ud83d\ude00])\k<n>{2,3}?|(?i-s:\p{Script=Latn}(?!\1))\cA\x41$",
    ];
    let inserts = [
        "",
        "\0",
        "%",
        ":",
        "[",
        "-",
        "9",
        "\u{301}",
        "\u{fc}",
        "\u{10ffff}",
        "xn--",
    ];
    for seed in seeds {
        for (at, c) in seed.char_indices() {
            let (before, after) = (&seed[..at], &seed[at + c.len_utf8()..]);
            for insert in inserts {
                for text in [
                    format!("{before}{insert}{after}"),
                    format!("{before}{insert}{c}{after}"),
                    format!("{before}{insert}"),
                    format!("{insert}{c}{after}"),
                ] {
                    run_all(&text);
                }
            }
        }
    }
}

/// Would not end in time if a check were quadratic, or overflow the stack if one
/// called itself.
#[test]
fn long_texts_take_linear_time() {
    let parts = [
        "a", "a.", "\u{fc}", "\u{fc}.", "xn--9ca.", "0", "1D", "/", "/~0", "{a}", "{", "a,", "%41",
        ":", "[", "\"", "\\\\", "@", "AAAA", "=", "~", "-", "\u{200c}", "\u{301}",
    ];
    let starts = [
        "",
        "P",
        "{",
        "xn--",
        "a:",
        "a://",
        "a://[",
        "\"",
        "0",
        "/",
        "a@",
        "12:00:00.",
    ];
    for part in parts {
        let tail = part.repeat(10_000);
        for start in starts {
            let text = format!("{start}{tail}");
            run_all(&text);
        }
    }
}
