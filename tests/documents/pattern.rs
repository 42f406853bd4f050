//! An ECMA-262 pattern -> a text that matches it, for the patterns that documents have.
//!
//! Assertions other than anchors are passed over, so the text may not match: whoever asks
//! looks whether it does.

use crate::support::random::Random;

/// A text for `pattern`; repetitions are as short as they may be, or a little longer.
pub(crate) fn sample(pattern: &str, random: &mut Random) -> String {
    let mut sampler = Sampler {
        rest: pattern.chars().collect(),
        at: 0,
        random,
    };
    sampler.alternatives()
}

struct Sampler<'r> {
    rest: Vec<char>,
    at: usize,
    random: &'r mut Random,
}

impl Sampler<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn next(&mut self) -> Option<char> {
        let found = self.peek();
        self.at += usize::from(found.is_some());
        found
    }

    fn alternatives(&mut self) -> String {
        let mut found = vec![self.sequence()];
        while self.take('|') {
            found.push(self.sequence());
        }
        let index = self.random.below(found.len());
        found.swap_remove(index)
    }

    fn sequence(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.peek().filter(|c| !"|)".contains(*c)) {
            let start = self.at;
            if "^$".contains(c) {
                self.at += 1;
                continue;
            }
            let first = self.atom();
            let end = self.at;
            let (least, most) = self.quantifier();
            let after = self.at;
            let count = least + self.random.below((most - least).min(3) + 1);
            for index in 0..count {
                if index == 0 {
                    out.push_str(&first);
                    continue;
                }
                // The atom again, for another choice.
                self.at = start;
                out.push_str(&self.atom());
                self.at = end;
            }
            self.at = after;
        }
        out
    }

    fn quantifier(&mut self) -> (usize, usize) {
        let found = match self.peek() {
            Some('*') => (0, 9),
            Some('+') => (1, 9),
            Some('?') => (0, 1),
            Some('{') => {
                let text: String = self.rest[self.at + 1..]
                    .iter()
                    .take_while(|c| **c != '}')
                    .collect();
                let (least, most) = text.split_once(',').unwrap_or((&text, &text));
                let Ok(least) = least.parse::<usize>() else {
                    return (1, 1);
                };
                self.at += text.chars().count() + 1;
                (least, most.parse().unwrap_or(least + 9))
            }
            _ => return (1, 1),
        };
        self.at += 1;
        self.take('?');
        found
    }

    fn atom(&mut self) -> String {
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class(),
            Some('\\') => self.escape().into_iter().collect(),
            Some('.') => "x".to_owned(),
            Some(c) => c.to_string(),
            None => String::new(),
        }
    }

    fn group(&mut self) -> String {
        let mut is_assertion = false;
        if self.take('?') {
            match self.next() {
                Some('=' | '!') => is_assertion = true,
                Some('<') if matches!(self.peek(), Some('=' | '!')) => is_assertion = true,
                Some('<') => while self.next().is_some_and(|c| c != '>') {},
                _ => {}
            }
        }
        let inner = self.alternatives();
        self.take(')');
        if is_assertion { String::new() } else { inner }
    }

    /// A character for an escape; none for those that match between characters.
    fn escape(&mut self) -> Option<char> {
        let c = self.next()?;
        Some(match c {
            'd' => '7',
            'w' | 'D' | 'S' => 'w',
            's' | 'W' => ' ',
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' | 'B' => return None,
            'p' | 'P' if self.peek() == Some('{') => {
                while self.next().is_some_and(|c| c != '}') {}
                if c == 'p' { 'A' } else { '!' }
            }
            'x' => self.code(2),
            'u' => self.code(4),
            other => other,
        })
    }

    fn code(&mut self, digits: usize) -> char {
        let text: String = self.rest[self.at..].iter().take(digits).collect();
        self.at += text.chars().count();
        let code = u32::from_str_radix(&text, 16).ok();
        code.and_then(char::from_u32).unwrap_or('x')
    }

    fn class(&mut self) -> String {
        let is_negated = self.take('^');
        let mut ranges: Vec<(char, char)> = Vec::new();
        while let Some(c) = self.next().filter(|c| *c != ']') {
            let low = if c == '\\' {
                match self.peek() {
                    Some('w') => ranges.extend([('a', 'z'), ('A', 'Z')]),
                    Some('d') => ranges.push(('0', '9')),
                    _ => {}
                }
                self.escape().unwrap_or('\u{8}')
            } else {
                c
            };
            let is_range = self.peek() == Some('-')
                && self.rest.get(self.at + 1).is_some_and(|next| *next != ']');
            if !is_range {
                ranges.push((low, low));
                continue;
            }
            self.at += 1;
            let high = match self.next() {
                Some('\\') => self.escape().unwrap_or(low),
                high => high.unwrap_or(low),
            };
            ranges.push((low, high));
        }
        let holds = |c: char| ranges.iter().any(|(low, high)| (*low..=*high).contains(&c));
        if is_negated {
            let others = "abcXYZ019 _-./é".chars();
            return others.filter(|c| !holds(*c)).take(1).collect();
        }
        let index = self.random.below(ranges.len());
        let Some((low, high)) = ranges.get(index) else {
            return String::new();
        };
        let width = (*high as u32).saturating_sub(*low as u32).min(25) as usize;
        let code = *low as u32 + self.random.below(width + 1) as u32;
        char::from_u32(code).unwrap_or(*low).to_string()
    }
}
