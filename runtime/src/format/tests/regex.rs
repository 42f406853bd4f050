//! `regex`: the grammar of ECMA-262 with the `u` flag.

use super::{Format, check};

#[test]
fn patterns() {
    check(
        Format::Regex,
        &[
            "",
            "|",
            "()",
            "a|b|",
            "^$",
            ".*?x+?y??z{2}?",
            "a{0}b{1,}c{1,1}d{007,7}",
            "a{18446744073709551616,18446744073709551617}",
            "(?:a)+(?<n>b)\\k<n>\\1",
            "\\k<n>(?<n>x)",
            "(?<a>x)|(?<a>y)",
            "(?=a)(?!b)(?<=c)(?<!d)",
            "(?i:a)(?-i:b)(?im-s:c)(?i-:d)",
            "[]",
            "[^]",
            "[a-z-]",
            "[-a]",
            "[\\b\\-\\]^[{(]",
            "[\\d-]",
            "[\\ud83d\\ude00-\\u{1F64F}]",
            "\\ud83d[\\udc00-\\udfff]",
            "\\0\\cA\\cz\\x41\\u0041\\u{0010FFFF}\\/",
            "\\p{L}\\P{Lu}\\p{Script=Latin}\\p{scx=Grek}\\p{gc=Nd}\\p{Any}\\p{ASCII}",
            "(?<\u{fc}\u{301}\u{661}\u{200d}>x)(?<$>y)(?<_1>z)",
            "(?<\\u0061\\u{62}>x)\\k<ab>",
            "(?<\\ud835\\udc9c>x)",
            "\\b\\B",
            "a/b",
            "\u{1f600}+",
        ],
        &[
            "(",
            ")",
            "a)",
            "(()",
            "[",
            "[a",
            "]",
            "}",
            "{",
            "a{",
            "a{}",
            "a{,1}",
            "a{1",
            "a{2,1}",
            "a{10,9}",
            "a{1,b}",
            "*",
            "a**",
            "a|*",
            "^*",
            "$+",
            "\\b?",
            "(?=a)*",
            "(?<=a)+",
            "\\",
            "\\a",
            "\\-",
            "\\_",
            "\\8",
            "\\1",
            "(a)\\2",
            "\\00",
            "\\c",
            "\\c1",
            "\\x4",
            "\\u004",
            "\\u{}",
            "\\u{110000}",
            "\\u{ 41}",
            "\\u{+41}",
            "[b-a]",
            "[\\d-z]",
            "[a-\\d]",
            "[\\B]",
            "[\\1]",
            "[\\a]",
            "\\p",
            "\\pL",
            "\\p{}",
            "\\p{l}",
            "\\p{latin}",
            "\\p{Latin}",
            "\\p{L=Lu}",
            "\\p{Script=latin}",
            "\\p{RGI_Emoji}",
            "(?a)",
            "(?i)a",
            "(?ii:a)",
            "(?i-i:a)",
            "(?-:a)",
            "(?P<n>a)",
            "(?#x)",
            "(?<>x)",
            "(?<1>x)",
            "(?<a-b>x)",
            "(?<\u{301}>x)",
            "(?<\u{24b6}>x)",
            "(?<\\ud835>x)",
            "(?<a>x)(?<a>y)",
            "(?:(?<a>x)|(?<a>y))(?<a>z)",
            "(?<a>(?<a>x))",
            "(?<a>(?<a>x)|y)",
            "\\k",
            "\\k<n>",
            "(?<a>x)\\k<b>",
        ],
    );
}

#[test]
fn nesting_and_names_cost_little() {
    let deep = format!("{}{}", "(".repeat(200_000), ")".repeat(200_000));
    assert!(Format::Regex.matches(&deep));
    let names: String = (0..5_000).map(|n| format!("(?<n{n}>)")).collect();
    assert!(!Format::Regex.matches(&names));
}

/// The other engine of the runtime knows which characters begin a name.
#[cfg(feature = "regex")]
#[test]
fn group_names_begin_as_identifiers_do() {
    let start = regex::Regex::new(r"^[\p{ID_Start}$_]$").unwrap();
    let mut wrong = Vec::new();
    for c in '\0'..='\u{ffff}' {
        let text = c.to_string();
        if c != '\\' && Format::Regex.matches(&format!("(?<{c}>)")) != start.is_match(&text) {
            wrong.push(c);
        }
    }
    // Versions of Unicode differ between the two.
    assert!(wrong.len() < 40, "{} {wrong:?}", wrong.len());
}
