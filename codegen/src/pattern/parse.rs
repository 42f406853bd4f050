//! The text of a pattern -> its syntax tree: terms, groups, quantifiers (ECMA-262 22.2.1 and Annex B.1.2).
//!
//! Escapes are in `escape`, bracketed classes in `class`. Names that need Unicode tables (properties, group names)
//! are checked for their shape only and passed on. Knows nothing of how a pattern is run.

use super::PatternError;
use super::ast::{Class, PatternNode};
use super::set::{CharSet, LINE_TERMINATOR};

/// A pattern that obeys the grammar.
#[derive(Debug)]
pub(super) struct Parsed<'p> {
    pub(super) node: PatternNode,
    /// Offsets and texts of `\p{...}` and `(?<name>`, whose names are yet to be looked up.
    pub(super) named: Vec<(usize, &'p str)>,
}

/// Parses `pattern` with the `u` flag (`unicode`) or without.
pub(super) fn parse(pattern: &str, unicode: bool) -> Result<Parsed<'_>> {
    let mut parser = Parser::new(pattern, unicode);
    let node = parser.disjunction()?;
    if parser.peek().is_some() {
        return parser.fail(parser.at, "unmatched `)`");
    }
    if let Some((offset, name)) = parser
        .references
        .iter()
        .find(|(_, name)| !parser.names.contains(name))
    {
        return parser.fail(*offset, &format!("no group is named `{name}`"));
    }
    Ok(Parsed {
        node,
        named: parser.named,
    })
}

/// Groups within groups; generous for people, small for the stack.
const MAX_DEPTH: usize = 64;

pub(super) type Result<T> = std::result::Result<T, PatternError>;

/// A position in the pattern and the state of the parser.
pub(super) struct Parser<'p> {
    pub(super) text: &'p str,
    /// Byte offset of the next character.
    pub(super) at: usize,
    pub(super) unicode: bool,
    /// How many capture groups the whole pattern has: decides what `\1` is.
    pub(super) groups: u64,
    /// Whether the whole pattern has a named group: decides what `\k` is.
    pub(super) has_names: bool,
    /// The flags that groups like `(?i:` set.
    pub(super) flags: Flags,
    /// Names of groups, all of them, and those that may take part in the same match as the next term.
    names: Vec<String>,
    scope: Vec<String>,
    /// Offsets and names of `\k<name>`.
    pub(super) references: Vec<(usize, String)>,
    pub(super) named: Vec<(usize, &'p str)>,
    /// How many groups the next term is in, and one for the whole.
    depth: usize,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    multiline: bool,
    dot_all: bool,
}

impl<'p> Parser<'p> {
    fn new(text: &'p str, unicode: bool) -> Parser<'p> {
        let (groups, has_names) = count_groups(text);
        Parser {
            text,
            at: 0,
            unicode,
            groups,
            has_names,
            flags: Flags::default(),
            names: Vec::new(),
            scope: Vec::new(),
            references: Vec::new(),
            named: Vec::new(),
            depth: 0,
        }
    }

    /// Disjunction: alternatives up to a `)` or the end.
    fn disjunction(&mut self) -> Result<PatternNode> {
        if self.depth > MAX_DEPTH {
            return self.fail(
                self.at,
                &format!("more than {MAX_DEPTH} groups within each other"),
            );
        }
        self.depth += 1;
        let outside = self.scope.len();
        let mut earlier = Vec::new();
        let mut branches = vec![self.alternative()?];
        while self.eat("|") {
            // Several alternatives may use one name, because only one of them matches.
            earlier.extend(self.scope.drain(outside..));
            branches.push(self.alternative()?);
        }
        self.scope.append(&mut earlier);
        self.depth -= 1;
        Ok(PatternNode::alternation(branches))
    }

    fn alternative(&mut self) -> Result<PatternNode> {
        let mut terms = Vec::new();
        while self.peek().is_some_and(|next| next != '|' && next != ')') {
            terms.push(self.term()?);
        }
        Ok(PatternNode::concat(terms))
    }

    /// Term: an assertion, or an atom with its quantifier.
    fn term(&mut self) -> Result<PatternNode> {
        let from = self.at;
        let Some(first) = self.bump() else {
            return Ok(PatternNode::Empty);
        };
        let (node, repeatable) = match first {
            '^' if self.flags.multiline => (at_line(false), false),
            '$' if self.flags.multiline => (at_line(true), false),
            '^' => (PatternNode::Start, false),
            '$' => (PatternNode::End, false),
            '(' => self.group(from)?,
            '[' => (self.bracket(from)?, true),
            '\\' => self.escape(from)?,
            '.' if self.flags.dot_all => (set_node(CharSet::default().complement()), true),
            '.' => (
                set_node(CharSet::new(LINE_TERMINATOR.to_vec()).complement()),
                true,
            ),
            '*' | '+' | '?' => return self.fail(from, &format!("nothing for `{first}` to repeat")),
            ']' | '{' | '}' if self.unicode => {
                return self.fail(from, &format!("`{first}` must be written `\\{first}`"));
            }
            '{' if self.braces_at(from).is_some() => {
                return self.fail(from, "nothing for `{` to repeat");
            }
            literal => (self.literal(from, u32::from(literal)), true),
        };
        self.quantified(node, repeatable)
    }

    fn quantified(&mut self, node: PatternNode, repeatable: bool) -> Result<PatternNode> {
        let from = self.at;
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.braces_at(from) {
                Some((min, max, end)) => {
                    // One character is taken below, as for the others.
                    self.at = end - 1;
                    (min, max)
                }
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.bump();
        let lazy = self.eat("?");
        if !repeatable {
            return self.fail(
                from,
                "this does not match characters, so it cannot be repeated",
            );
        }
        if max.is_some_and(|max| max < min) {
            return self.fail(from, "the least number of repeats is above the greatest");
        }
        Ok(PatternNode::repeat(node, min, max, lazy))
    }

    /// `{min}`, `{min,}` or `{min,max}` at offset `from`, with the offset of its end.
    fn braces_at(&self, from: usize) -> Option<(u64, Option<u64>, usize)> {
        let rest = self.text.get(from..)?.strip_prefix('{')?;
        let (inside, _) = rest.split_once('}')?;
        let (min, max) = match inside.split_once(',') {
            None => (inside, Some(inside)),
            Some((min, "")) => (min, None),
            Some((min, max)) => (min, Some(max)),
        };
        let min = decimal(min)?;
        let max = match max {
            Some(max) => Some(decimal(max)?),
            None => None,
        };
        Some((min, max, from + inside.len() + 2))
    }

    /// The group after a `(` at offset `from`, and whether a quantifier may follow.
    fn group(&mut self, from: usize) -> Result<(PatternNode, bool)> {
        for (opening, ahead, negated) in LOOKS {
            if self.eat(opening) {
                let node = Box::new(self.body(from)?);
                let look = PatternNode::Look {
                    ahead,
                    negated,
                    node,
                };
                return Ok((look, ahead && !self.unicode));
            }
        }
        if self.eat("?<") {
            let name = self.group_name()?;
            self.named
                .push((from, self.text.get(from..self.at).unwrap_or_default()));
            if self.scope.contains(&name) {
                return self.fail(from, &format!("a second group is named `{name}`"));
            }
            self.scope.push(name.clone());
            self.names.push(name);
        } else if self.eat("?") {
            let outside = self.flags;
            self.modifiers(from)?;
            let body = self.body(from);
            self.flags = outside;
            return Ok((body?, true));
        }
        Ok((self.body(from)?, true))
    }

    fn body(&mut self, from: usize) -> Result<PatternNode> {
        let node = self.disjunction()?;
        if self.eat(")") {
            Ok(node)
        } else {
            self.fail(from, "this `(` has no `)`")
        }
    }

    /// `:`, `ims:`, `-ims:` or both: changes the flags.
    fn modifiers(&mut self, from: usize) -> Result<()> {
        let mut seen = String::new();
        let mut on = true;
        loop {
            match self.bump() {
                Some(':') if seen != "-" => return Ok(()),
                Some('-') if on => on = false,
                Some(flag @ ('i' | 'm' | 's')) if !seen.contains(flag) => match flag {
                    'i' => self.flags.ignore_case = on,
                    'm' => self.flags.multiline = on,
                    _ => self.flags.dot_all = on,
                },
                _ => return self.fail(from, "no such group: ECMA-262 has `(?:`, `(?=`, `(?!`, `(?<=`, `(?<!`, `(?<name>` and `(?ims-ims:`"),
            }
            seen.push_str(self.text.get(self.at - 1..self.at).unwrap_or_default());
        }
    }

    pub(super) fn beyond(&self, from: usize, what: &str) -> PatternNode {
        PatternNode::Beyond(format!("{what} at offset {from}"))
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, token: &str) -> bool {
        let found = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(token));
        if found {
            self.at += token.len();
        }
        found
    }

    pub(super) fn fail<T>(&self, offset: usize, message: &str) -> Result<T> {
        Err(PatternError {
            offset,
            message: message.to_owned(),
        })
    }
}

/// The openings of look-around (ECMA-262 22.2.1, Assertion): is it ahead, and is it negated.
const LOOKS: [(&str, bool, bool); 4] = [
    ("?=", true, false),
    ("?!", true, true),
    ("?<=", false, false),
    ("?<!", false, true),
];

/// `^` and `$` of a multiline group: no character within a line precedes, or follows.
fn at_line(ahead: bool) -> PatternNode {
    let within = CharSet::new(LINE_TERMINATOR.to_vec()).complement();
    PatternNode::Look {
        ahead,
        negated: true,
        node: Box::new(set_node(within)),
    }
}

pub(super) fn set_node(set: CharSet) -> PatternNode {
    PatternNode::Class(Class::Set(set))
}

/// A decimal number, at most `u64::MAX`: no text is longer.
pub(super) fn decimal(digits: &str) -> Option<u64> {
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u64::MAX))
}

/// How many capture groups there are, and whether one has a name. Back-references look ahead, hence the extra pass.
fn count_groups(text: &str) -> (u64, bool) {
    let (mut groups, mut has_names, mut in_class) = (0, false, false);
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => drop(rest.next()),
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let mut inside = rest.as_str().chars();
                let named = inside.next() == Some('?')
                    && inside.next() == Some('<')
                    && !matches!(inside.next(), Some('=' | '!'));
                has_names |= named;
                groups += u64::from(named || !rest.as_str().starts_with('?'));
            }
            _ => {}
        }
    }
    (groups, has_names)
}
