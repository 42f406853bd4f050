//! Each row of `table` compiles to its kind and gives its verdicts, which are those of `regress` too.

mod corpus;
mod table;

use fieldwright_runtime::Expression;

use self::table::{BACKTRACKING, INVALID, SIMPLE, TRANSLATED};
use super::{Compiled, Simple, Step, compile, read};

#[test]
fn simple_patterns_give_their_verdicts() {
    for (pattern, matching, failing) in SIMPLE {
        match compile(pattern) {
            Ok(Compiled::Simple(simple)) => {
                verdicts(pattern, matching, failing, |text| matches(&simple, text));
            }
            other => panic!("{pattern}: {other:?}"),
        }
    }
}

#[test]
fn translations_give_their_verdicts() {
    for (pattern, translation, matching, failing) in TRANSLATED {
        match compile(pattern) {
            Ok(Compiled::Regex(translated)) => {
                assert!(
                    translation.is_empty() || translated == *translation,
                    "{pattern}: {translated}"
                );
                let regex = Expression::new(&translated).unwrap();
                verdicts(pattern, matching, failing, |text| regex.is_match(text));
            }
            other => panic!("{pattern}: {other:?}"),
        }
    }
}

#[test]
fn what_needs_backtracking_is_named() {
    for (pattern, start) in BACKTRACKING {
        match compile(pattern) {
            Ok(Compiled::Backtracking { reason }) => {
                assert!(reason.starts_with(start), "{pattern}: {reason}")
            }
            other => panic!("{pattern}: {other:?}"),
        }
    }
}

#[test]
fn errors_have_a_place() {
    for (pattern, offset, part) in INVALID {
        let error = compile(pattern).expect_err(pattern);
        assert_eq!(error.offset, *offset, "{pattern}: {error}");
        assert!(error.message.contains(part), "{pattern}: {error}");
    }
}

#[test]
fn steps_are_the_shortest_that_do() {
    let step = |ascii, min, max| Step {
        ascii,
        rest: Vec::new(),
        min,
        max,
    };
    let (a, b) = (1 << b'a', 1 << b'b');
    let cases = [
        (
            "^aa*b+",
            true,
            false,
            vec![step(a, 1, None), step(b, 1, Some(1))],
        ),
        (
            "a+b(c|d*)",
            false,
            false,
            vec![step(a, 1, Some(1)), step(b, 1, Some(1))],
        ),
        ("^((a)(?:a{2}))$", true, true, vec![step(a, 3, Some(3))]),
        ("x*$", false, false, Vec::new()),
    ];
    for (pattern, start, end, steps) in cases {
        assert_eq!(
            compile(pattern),
            Ok(Compiled::Simple(Simple { start, end, steps })),
            "{pattern}"
        );
    }
}

#[test]
fn what_steps_cannot_do_is_left_to_regex() {
    for pattern in [
        "^[ab]?a$",
        "^[a-c]*[c-e]$",
        "^(aaa){1,2}$",
        "^(ab)?$",
        "^a*b*a$",
        "^a$b?$",
        "a[0-9]{64}",
        "a+b+c",
        "ab*$",
        "(^a)|b",
        &"ab".repeat(33),
    ] {
        assert!(
            matches!(compile(pattern), Ok(Compiled::Regex(_))),
            "{pattern}"
        );
    }
}

#[test]
fn deep_and_long_patterns_are_bounded() {
    let nested = |depth: usize| format!("{}a{}", "(b|".repeat(depth), ")".repeat(depth));
    assert!(compile(&nested(64)).is_ok());
    let error = compile(&nested(65)).expect_err("too deep");
    assert!(error.message.contains("64 groups"), "{error}");
    for part in ["(", "[", r"\", "a|", "(a)", "a*", "x{9}y{9}"] {
        drop(compile(&part.repeat(20_000)));
    }
    let many = format!("^({}b)$", "aa|".repeat(5_000));
    assert!(matches!(compile(&many), Ok(Compiled::Regex(_))));
    let many = compile(&format!(r"(b)\1{many}"));
    assert!(matches!(many, Ok(Compiled::Backtracking { .. })));
}

fn verdicts(pattern: &str, matching: &[&str], failing: &[&str], is_match: impl Fn(&str) -> bool) {
    let oracle = regress::Regex::with_flags(pattern, "u")
        .or_else(|_| regress::Regex::new(pattern))
        .unwrap();
    for (texts, expected) in [(matching, true), (failing, false)] {
        for text in texts {
            assert_eq!(is_match(text), expected, "{pattern} on {text:?}");
            assert_eq!(
                oracle.find(text).is_some(),
                expected,
                "regress: {pattern} on {text:?}"
            );
        }
    }
}

/// What the documentation of [`Simple`] says, word by word.
fn matches(simple: &Simple, text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let starts = if simple.start { 0..=0 } else { 0..=chars.len() };
    starts.into_iter().any(|start| {
        let mut at = start;
        simple.steps.iter().all(|step| {
            let most = step.max.unwrap_or(u32::MAX);
            let mut count = 0;
            while count < most && chars.get(at).is_some_and(|c| has(step, *c)) {
                (at, count) = (at + 1, count + 1);
            }
            count >= step.min
        }) && (!simple.end || at == chars.len())
    })
}

fn has(step: &Step, c: char) -> bool {
    match c.is_ascii() {
        true => step.ascii >> u32::from(c) & 1 == 1,
        false => step
            .rest
            .iter()
            .any(|(low, high)| (low..=high).contains(&&c)),
    }
}

/// The format `regex` of the runtime is this grammar with the `u` flag; its names are in a table.
#[test]
fn the_format_is_the_grammar_with_the_u_flag() {
    let agrees = |pattern: &str| {
        let own = super::read(pattern, true).is_ok();
        let format = fieldwright_runtime::Format::Regex.matches(pattern);
        assert_eq!(own, format, "{pattern:?}");
        own
    };
    let table = SIMPLE.iter().map(|row| row.0);
    let table = table.chain(TRANSLATED.iter().map(|row| row.0));
    let table = table.chain(BACKTRACKING.iter().map(|row| row.0));
    let table = table.chain(INVALID.iter().map(|row| row.0));
    let mut seeds: Vec<String> = table.map(str::to_owned).collect();
    // A part goes in at every place, so long ones would take minutes.
    seeds.retain(|seed| seed.len() < 200);
    let parts = [
        "(", ")", "[", "]", "{", "}", "\\", "?", "*", "|", "-", "^", "a", "1", ",", "<", ">", "=",
        ":", "\\u", "\\k<a>", "(?<a>", "\\p{L}", "\\p{l}", "(?i:", "\\1", "\\d",
    ];
    let mut valid = 0;
    let mut all = 0;
    for seed in &seeds {
        for (at, _) in seed.char_indices() {
            let (before, after) = seed.split_at(at);
            for part in parts {
                valid += usize::from(agrees(&format!("{before}{part}{after}")));
                all += 1;
            }
        }
    }
    assert!(
        valid > 1_000 && all - valid > 1_000,
        "{valid} of {all} are valid"
    );
}

/// Patterns that look around, made at random, on every short text of two letters.
#[test]
fn random_patterns_that_look_around_are_ecma_262() {
    let mut texts = vec![String::new()];
    for length in 0..6 {
        let longest = texts.iter().filter(|text| text.len() == length);
        let longer: Vec<String> = longest
            .flat_map(|text| ["a", "b"].map(|c| format!("{text}{c}")))
            .collect();
        texts.extend(longer);
    }
    let mut state = 7;
    let (mut compared, mut matching) = (0, 0);
    for _ in 0..3_000 {
        let pattern = random_pattern(&mut state, 0);
        let oracle = regress::Regex::with_flags(&pattern, "u").unwrap();
        if !read(&pattern, true).unwrap().node.looks_around() {
            continue;
        }
        let translated = match compile(&pattern) {
            Ok(Compiled::Regex(translated)) => translated,
            // What matches the empty text anywhere.
            Ok(Compiled::Simple(simple)) if simple.steps.is_empty() => continue,
            other => panic!("{pattern}: {other:?}"),
        };
        let expression = Expression::new(&translated).unwrap();
        for text in &texts {
            let expected = oracle.find(text).is_some();
            assert_eq!(expression.is_match(text), expected, "{pattern} on {text:?}");
            matching += usize::from(expected);
        }
        compared += 1;
    }
    assert!(
        compared > 1_000 && matching > compared,
        "{compared}, {matching}"
    );
}

fn random_pattern(state: &mut u64, depth: u32) -> String {
    let mut below = |count: u64| {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (*state >> 33) % count
    };
    if depth > 3 {
        return ["a", "b", ".", "[^a]", "^", "$", r"\b", ""][below(8) as usize].to_owned();
    }
    let kind = below(9);
    let mut inner = || random_pattern(state, depth + 1);
    match kind {
        0 => format!("{}{}{}", inner(), inner(), inner()),
        1 => format!("{}{}", inner(), inner()),
        2 => format!("(?:{}|{})", inner(), inner()),
        3 => format!("(?:{})*", inner()),
        4 => format!("(?:{}){{1,2}}", inner()),
        5 => format!("(?={})", inner()),
        6 => format!("(?!{})", inner()),
        7 => format!("(?<={})", inner()),
        _ => format!("(?<!{})", inner()),
    }
}
