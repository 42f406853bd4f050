//! An ECMA-262 pattern -> texts that match it, for the patterns that documents have.
//!
//! Assertions are ignored, so a text may not match: the caller checks it. The tests of documents
//! use this file, too.

/// How long a text may become, in characters.
const LONGEST: usize = 400;
/// How deep groups are followed.
const DEEPEST: usize = 50;
/// How many characters of a pattern are read.
const MOST_READ: usize = 2000;
/// How many parts of a pattern are read anew for another choice; then they repeat.
const MOST_ANEW: usize = 4000;

/// Some texts for a pattern, the shortest first.
pub(crate) fn samples(pattern: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for turn in 0..4 {
        let text = sample(pattern, &mut |count| turn % count.max(1));
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// One text; `pick` returns an index below its argument.
pub(crate) fn sample(pattern: &str, pick: &mut dyn FnMut(usize) -> usize) -> String {
    let mut sampler = Sampler {
        rest: pattern.chars().take(MOST_READ).collect(),
        at: 0,
        pick,
        depth: 0,
        length: 0,
        anew: MOST_ANEW,
    };
    sampler.alternatives()
}

struct Sampler<'c> {
    rest: Vec<char>,
    at: usize,
    pick: &'c mut dyn FnMut(usize) -> usize,
    depth: usize,
    length: usize,
    /// How many parts may be read anew.
    anew: usize,
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
        if self.depth > DEEPEST {
            self.at = self.rest.len();
            return String::new();
        }
        self.depth += 1;
        let mut found = vec![self.sequence()];
        while self.take('|') {
            found.push(self.sequence());
        }
        self.depth -= 1;
        let index = (self.pick)(found.len());
        found.into_iter().nth(index).unwrap_or_default()
    }

    fn sequence(&mut self) -> String {
        let mut out = String::new();
        while let Some(c) = self.peek().filter(|c| !"|)".contains(*c)) {
            if c == '^' || c == '$' {
                self.at += 1;
                continue;
            }
            let start = self.at;
            let first = self.atom();
            let end = self.at;
            let (least, most) = self.quantifier();
            let after = self.at;
            let count = least + (self.pick)(most.saturating_sub(least).min(3) + 1);
            for index in 0..count.min(LONGEST) {
                if self.length > LONGEST {
                    break;
                }
                let atom = match (index, self.anew) {
                    (0, _) | (_, 0) => first.clone(),
                    _ => {
                        self.at = start;
                        let atom = self.atom();
                        self.at = end;
                        atom
                    }
                };
                self.length += atom.chars().count();
                out.push_str(&atom);
            }
            self.at = after;
        }
        out
    }

    fn quantifier(&mut self) -> (usize, usize) {
        let found = match self.peek() {
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('?') => (0, 1),
            Some('{') => {
                let rest = self.rest.get(self.at + 1..).unwrap_or_default();
                let text: String = rest.iter().take_while(|c| **c != '}').collect();
                let (least, most) = text.split_once(',').unwrap_or((&text, &text));
                let Ok(least) = least.parse::<usize>() else {
                    return (1, 1);
                };
                self.at += text.chars().count() + 1;
                (least.min(LONGEST), most.parse().unwrap_or(usize::MAX))
            }
            _ => return (1, 1),
        };
        self.at += 1;
        self.take('?');
        found
    }

    fn atom(&mut self) -> String {
        self.anew = self.anew.saturating_sub(1);
        match self.next() {
            Some('(') => self.group(),
            Some('[') => self.class().into_iter().collect(),
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
        let rest = self.rest.get(self.at..).unwrap_or_default();
        let text: String = rest.iter().take(digits).collect();
        self.at += text.chars().count();
        let code = u32::from_str_radix(&text, 16).ok();
        code.and_then(char::from_u32).unwrap_or('x')
    }

    fn class(&mut self) -> Option<char> {
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
            let follows = self.rest.get(self.at + 1);
            let is_range = self.peek() == Some('-') && follows.is_some_and(|next| *next != ']');
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
            return "abcXYZ019 _-./é".chars().find(|c| !holds(*c));
        }
        let index = (self.pick)(ranges.len());
        let (low, high) = *ranges.get(index)?;
        let width = (high as u32).saturating_sub(low as u32).min(25) as usize;
        let offset = u32::try_from((self.pick)(width + 1)).unwrap_or_default();
        Some(char::from_u32(low as u32 + offset).unwrap_or(low))
    }
}
