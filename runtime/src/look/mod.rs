//! Patterns that look around, in time linear in the text.
//!
//! Whether a look-around holds depends on the position only, as long as its captures are not used: so each one,
//! the innermost first, becomes a table of the positions where it holds, filled by one pass over the text: from
//! its start for look-behind, from its end for look-ahead. The surrounding pattern looks up the table (Barrière
//! and Pit-Claudel, "Linear Matching of JavaScript Regular Expressions", 2024).

mod compile;
mod run;

use self::compile::Automaton;

/// A pattern with look-around.
#[derive(Debug)]
pub(crate) struct Look {
    /// Inner parts come before the parts that use them; the last one is the pattern.
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    kind: Kind,
    automaton: Automaton,
}

/// The kind of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// That a match starts there.
    Ahead,
    /// That a match ends there.
    Behind,
    /// The pattern itself: that a match ends there.
    Whole,
}

/// A look-around, or the pattern, with each look-around in it replaced by `()`.
struct Piece {
    kind: Kind,
    text: String,
    /// For each replacement: the index of its piece, and whether it is negated.
    looks: Vec<(usize, bool)>,
}

/// The opening of a look-around, and whether it is negated.
const OPENINGS: [(&str, Kind, bool); 4] = [
    ("(?=", Kind::Ahead, false),
    ("(?!", Kind::Ahead, true),
    ("(?<=", Kind::Behind, false),
    ("(?<!", Kind::Behind, true),
];

impl Look {
    /// The programs of a translated pattern; `None` without look-around.
    pub(crate) fn new(translated: &str) -> Result<Option<Self>, String> {
        let pieces = pieces(translated)?;
        if pieces.len() < 2 {
            return Ok(None);
        }
        let mut budget = compile::MAX_STATES;
        let parts = pieces.iter().map(|piece| {
            Ok(Part {
                kind: piece.kind,
                automaton: Automaton::new(piece, &mut budget)?,
            })
        });
        let parts: Result<Vec<Part>, String> = parts.collect();
        Ok(Some(Self { parts: parts? }))
    }

    /// Whether it matches somewhere in `text`.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let mut tables: Vec<Vec<bool>> = Vec::new();
        for part in &self.parts {
            let table = match part.kind {
                Kind::Ahead => part.automaton.starts(&text, &tables),
                Kind::Behind => part.automaton.ends(&text, &tables, false),
                Kind::Whole => part.automaton.ends(&text, &tables, true),
            };
            tables.push(table);
        }
        tables.last().is_some_and(|last| last.contains(&true))
    }
}

/// The look-arounds of a pattern, inner ones first, and the pattern.
fn pieces(translated: &str) -> Result<Vec<Piece>, String> {
    let whole = |kind| Piece {
        kind,
        text: String::new(),
        looks: Vec::new(),
    };
    let mut done: Vec<Piece> = Vec::new();
    let mut open: Vec<(Piece, bool)> = vec![(whole(Kind::Whole), false)];
    // For each group, whether it is a look-around.
    let mut groups: Vec<bool> = Vec::new();
    let mut in_class = false;
    let mut rest = translated;
    while let Some(next) = rest.chars().next() {
        let opening = OPENINGS.iter().filter(|_| !in_class);
        let opening = opening
            .into_iter()
            .find(|(start, ..)| rest.starts_with(start));
        let mut taken = next.len_utf8();
        match next {
            '(' if !in_class => {
                groups.push(opening.is_some());
                if let Some((start, kind, negated)) = opening {
                    open.push((whole(*kind), *negated));
                    rest = rest.get(start.len()..).unwrap_or_default();
                    continue;
                }
            }
            ')' if !in_class && groups.pop() == Some(true) => {
                if let Some((piece, negated)) = open.pop()
                    && let Some((outer, _)) = open.last_mut()
                {
                    outer.looks.push((done.len(), negated));
                    outer.text.push_str("()");
                    done.push(piece);
                }
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            '\\' => taken += rest.chars().nth(1).map_or(0, char::len_utf8),
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        if let Some((piece, _)) = open.last_mut() {
            piece.text.push_str(rest.get(..taken).unwrap_or_default());
        }
        rest = rest.get(taken..).unwrap_or_default();
    }
    if open.len() > 1 {
        return Err("a look-around has no end".to_owned());
    }
    done.extend(open.into_iter().map(|(piece, _)| piece));
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::expression::Expression;

    /// Pattern, texts that match, texts that do not.
    const CASES: &[(&str, &[&str], &[&str])] = &[
        (
            r"\A(?=(?s:.)*[A-Z])(?=(?s:.)*[0-9])(?s:.){4,}\z",
            &["aA1b", "1A--"],
            &["aa1b", "A1", ""],
        ),
        (r"\A(?!-)[a-z\-]+(?<!-)\z", &["a", "a-b"], &["-a", "a-", ""]),
        (r"a(?!b)", &["a", "ab a"], &["ab", "b"]),
        (r"(?<=\$)[0-9]+", &["cost $5"], &["5", "$ 5"]),
        (r"(?<=\A(?:aa)*)b", &["b", "aab"], &["ab", "aaab"]),
        (r"\A(?:(?!ab)(?s:.))*\z", &["", "ba", "aa"], &["ab", "xxab"]),
        (r"(?=a(?<=ca)(?!b))a", &["ca", "cac"], &["a", "cab"]),
        (r"(?:a|(?=b))c?\z", &["a", "ac", "ba"], &["b", "c"]),
        (r"(?:(?=a))*b", &["b"], &["a"]),
        (
            r"[(?=]\(\?=(?!x)",
            &["=(?=", "((?="],
            &["=(?=x", "a(?=", "(("],
        ),
        (
            r"(?-u:\b)a(?=(?-u:\b))",
            &["a", "x a", "éa b"],
            &["ab", "_a"],
        ),
        (r"\A(?!\z)", &["a"], &[""]),
        (r"\A(?=\x{e9})[\x{e8}-\x{ea}]\z", &["é"], &["è", "e"]),
    ];

    #[test]
    fn tables_give_the_verdicts_of_look_around() {
        for (pattern, matching, failing) in CASES {
            assert!(
                Look::new(pattern).is_ok_and(|look| look.is_some()),
                "{pattern}"
            );
            let expression = Expression::new(pattern).unwrap();
            for text in *matching {
                assert!(expression.is_match(text), "{pattern} on {text:?}");
            }
            for text in *failing {
                assert!(!expression.is_match(text), "{pattern} on {text:?}");
            }
        }
    }

    #[test]
    fn what_does_not_look_around_is_left_to_regex() {
        for pattern in [r"a", r"(?:a|b)", r"\(\?=a\)", r"[(?=a]"] {
            assert!(
                Look::new(pattern).is_ok_and(|look| look.is_none()),
                "{pattern}"
            );
        }
    }

    #[test]
    fn large_ones_are_refused_and_long_texts_take_linear_time() {
        assert!(Expression::new("(?=(?:a{1000}){1000})b").is_err());
        assert!(Expression::new("(?=a").is_err());
        let nested = format!("{}a{}", "(?=".repeat(50), ")".repeat(50));
        let text = "a".repeat(100_000);
        assert!(Expression::new(&nested).unwrap().is_match(&text));
        assert!(!Expression::new(r"(?=(?:a*)*b)a").unwrap().is_match(&text));
    }
}
