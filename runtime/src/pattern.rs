//! A compiled `pattern` keyword and a text -> whether the text matches (JSON Schema validation 6.3.3).
//!
//! The generator has parsed the pattern (ECMA-262 22.2.1) and selected a program: steps over characters, which need
//! nothing else, or a translation for the linear-time `regex` crate (feature `regex`). Knows nothing of the grammar.

#[cfg(feature = "regex")]
mod translated;

#[cfg(feature = "regex")]
pub use translated::regex;

/// A pattern of a schema, ready to run. Made by the generator, as a `static`.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    program: Program,
    /// A function for the kind of program, so that only the kinds in use are linked.
    matches: fn(&Pattern, &str) -> bool,
}

impl Pattern {
    /// A pattern that runs as `steps`, each taking as many characters as it can and never giving one back.
    ///
    /// - With `start`, the steps run from the start of the text.
    /// - With neither `start` nor `end`, a single step asks for a run of `min` characters anywhere.
    /// - Otherwise, without `start`, the steps run from each character in turn until they match.
    /// - With `end`, the steps must reach the end of the text.
    ///
    /// Without steps every text matches; with `start` and `end` only the empty one.
    pub const fn simple(
        source: &'static str,
        start: bool,
        end: bool,
        steps: &'static [Step],
    ) -> Pattern {
        Pattern {
            source,
            program: Program::Simple { start, end, steps },
            matches: Pattern::matches_steps,
        }
    }

    /// The pattern as the schema has it.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern matches somewhere in `text`.
    ///
    /// The generator has built every translation once. If one fails to build all the same, nothing
    /// matches it: a text that cannot be checked is refused.
    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        (self.matches)(self, text)
    }

    fn matches_steps(&self, text: &str) -> bool {
        match &self.program {
            Program::Simple {
                start: true,
                end,
                steps,
            } => run(steps, *end, text, 0),
            Program::Simple { end, steps, .. } => search(steps, *end, text),
            #[cfg(feature = "regex")]
            Program::Translated(_) => false,
        }
    }
}

#[derive(Debug)]
enum Program {
    Simple {
        start: bool,
        end: bool,
        steps: &'static [Step],
    },
    #[cfg(feature = "regex")]
    Translated(translated::Translated),
}

/// Between `min` and `max` characters of one class.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// The ASCII characters of the class, in two halves: shifting a `u128` takes several instructions.
    low: u64,
    high: u64,
    rest: &'static [(char, char)],
    min: u32,
    max: u32,
}

impl Step {
    /// A step over the ASCII characters whose bit is set in `ascii` and those in the inclusive ranges `rest`, which
    /// lie beyond ASCII. `u32::MAX` as `max` is no bound.
    pub const fn new(ascii: u128, rest: &'static [(char, char)], min: u32, max: u32) -> Step {
        Step {
            low: ascii as u64,
            high: (ascii >> 64) as u64,
            rest,
            min,
            max,
        }
    }

    /// Whether a byte is an ASCII character of the class.
    #[inline]
    fn has_ascii(&self, byte: u8) -> bool {
        let half = if byte < 64 { self.low } else { self.high };
        byte.is_ascii() && half >> (byte & 63) & 1 == 1
    }

    /// If the character at byte `at` is in the class, the offset of the next one.
    #[inline]
    fn after(&self, text: &str, at: usize) -> Option<usize> {
        let byte = *text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return self.has_ascii(byte).then_some(at + 1);
        }
        if self.rest.is_empty() {
            return None;
        }
        let c = text.get(at..)?.chars().next()?;
        let found = self.rest.iter().any(|&(low, high)| low <= c && c <= high);
        found.then_some(at + c.len_utf8())
    }

    /// The offset after as many characters as the step takes from byte `at` on; `None` if they are too few.
    fn take(&self, text: &str, mut at: usize) -> Option<usize> {
        let (min, max) = (self.min as usize, self.most());
        let mut count = 0;
        loop {
            let rest = text.as_bytes().get(at..)?;
            let rest = rest.get(..max - count).unwrap_or(rest);
            let run = rest
                .iter()
                .take_while(|byte| self.has_ascii(**byte))
                .count();
            (at, count) = (at + run, count + run);
            if run == rest.len() {
                return (count >= min).then_some(at);
            }
            let Some(next) = self.after(text, at) else {
                return (count >= min).then_some(at);
            };
            (at, count) = (next, count + 1);
        }
    }

    /// The most characters that the step takes.
    fn most(&self) -> usize {
        if self.max == u32::MAX {
            usize::MAX
        } else {
            self.max as usize
        }
    }
}

fn run(steps: &[Step], end: bool, text: &str, mut at: usize) -> bool {
    for step in steps {
        match step.take(text, at) {
            Some(next) => at = next,
            None => return false,
        }
    }
    !end || at == text.len()
}

fn search(steps: &[Step], end: bool, text: &str) -> bool {
    match steps {
        [] => true,
        [step] if !end => has_run(step, text),
        _ if end => {
            // The generator bounds the steps, so the match lies within so many characters at the end.
            let width = steps
                .iter()
                .fold(0_usize, |sum, step| sum.saturating_add(step.most()));
            text.char_indices()
                .rev()
                .take(width)
                .any(|(at, _)| run(steps, end, text, at))
        }
        _ => text.char_indices().any(|(at, _)| run(steps, end, text, at)),
    }
}

/// Whether the text has `step.min` characters of the class in a row.
fn has_run(step: &Step, text: &str) -> bool {
    let (mut at, mut count) = (0, 0);
    while count < step.min {
        match step.after(text, at) {
            Some(next) => (at, count) = (next, count + 1),
            None => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) => (at, count) = (at + c.len_utf8(), 0),
                None => return false,
            },
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Pattern, Step};

    const ANY: &[(char, char)] = &[('\u{80}', char::MAX)];
    const DIGITS: u128 = 0x3ff << b'0';
    const DOT: u128 = 1 << b'.';
    const DIGIT_DOT: &[Step] = &[Step::new(DIGITS, &[], 1, 1), Step::new(DOT, &[], 1, 1)];

    /// Pattern, texts that match, texts that do not.
    type Case = (Pattern, &'static [&'static str], &'static [&'static str]);

    static CASES: [Case; 9] = [
        (
            Pattern::simple(
                r"^\d+\.\d{0,2}$",
                true,
                true,
                &[
                    Step::new(DIGITS, &[], 1, u32::MAX),
                    Step::new(DOT, &[], 1, 1),
                    Step::new(DIGITS, &[], 0, 2),
                ],
            ),
            &["1.", "12.3", "12.34"],
            &["", "1", ".5", "12.345", "1.a", "a1.", "1.2.3", "é"],
        ),
        (
            Pattern::simple(r"^\d\.", true, false, DIGIT_DOT),
            &["1.", "1.x"],
            &["", "1", "x1.", "12."],
        ),
        (
            Pattern::simple(r"\d\.", false, false, DIGIT_DOT),
            &["1.", "é12.x", "..1."],
            &["", "1", ".1", "1é."],
        ),
        (
            Pattern::simple(r"\d\.$", false, true, DIGIT_DOT),
            &["1.", "é1.1."],
            &["", ".", "1.é", "1.1"],
        ),
        (
            Pattern::simple(r"\d{3}", false, false, &[Step::new(DIGITS, &[], 3, 3)]),
            &["123", "12é1234"],
            &["", "12", "12é34"],
        ),
        (
            Pattern::simple(
                "^[^a]{2}$",
                true,
                true,
                &[Step::new(!(1 << b'a'), ANY, 2, 2)],
            ),
            &["bb", "é🐲", "\n\u{2028}"],
            &["", "é", "ééé", "éa"],
        ),
        (
            Pattern::simple(
                "^[é-í]*$",
                true,
                true,
                &[Step::new(0, &[('é', 'í')], 0, u32::MAX)],
            ),
            &["", "é", "éíê"],
            &["e", "è", "éa"],
        ),
        (Pattern::simple("", false, false, &[]), &["", "é"], &[]),
        (Pattern::simple("^$", true, true, &[]), &[""], &["é", "\n"]),
    ];

    #[test]
    fn steps_give_the_verdicts_of_their_patterns() {
        for (pattern, matching, failing) in &CASES {
            for text in *matching {
                assert!(pattern.is_match(text), "{} on {text:?}", pattern.source());
            }
            for text in *failing {
                assert!(!pattern.is_match(text), "{} on {text:?}", pattern.source());
            }
        }
    }

    #[cfg(feature = "regex")]
    #[test]
    fn translations_are_built_once_and_failing_ones_match_nothing() {
        static BOTH: Pattern = super::regex("^(a|bc)$", r"\A(?:a|bc)\z");
        static BROKEN: Pattern = super::regex("(", "(");
        let threads: Vec<_> = (0..4)
            .map(|_| std::thread::spawn(|| BOTH.is_match("bc") && !BOTH.is_match("bc\n")))
            .collect();
        assert!(
            threads
                .into_iter()
                .all(|thread| thread.join().unwrap_or_default())
        );
        assert!(!BROKEN.is_match("("));
        assert_eq!(BROKEN.source(), "(");
    }
}
