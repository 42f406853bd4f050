//! `regex`: whether a text is an ECMA-262 pattern with the `u` flag (22.2.1 Patterns).
//!
//! ```yaml
//! valid:   ^(?<year>\d{4})-\k<year>$
//! invalid: (?P<year>\d{4})            # Python's spelling
//! ```
//! Reads the grammar once from left to right and keeps open groups in a list, so no nesting is too
//! deep. Nothing is built: this module does not run patterns. Where the specification has no limit,
//! one is set on the names of groups ([`MAX_NAMES`]).

mod class;
mod escape;
mod names;

/// The most groups with names: names are compared with each other, and texts are hostile.
const MAX_NAMES: usize = 1_000;

/// Whether the text is a pattern.
pub(super) fn is_pattern(text: &str) -> bool {
    Scanner::new(text).pattern().is_some()
}

/// A position in the pattern, and the groups before it.
struct Scanner<'p> {
    rest: &'p str,
    groups: Vec<Group>,
    /// Capture groups so far.
    captures: u64,
    /// The greatest `\1` and so on.
    reference: u64,
    /// The names of all groups; those of `\k<name>`.
    names: Vec<String>,
    references: Vec<String>,
    /// Names of groups that may take part in the same match as the next term.
    scope: Vec<String>,
}

/// An open group, or the whole.
#[derive(Default)]
struct Group {
    /// How many names were in scope before it.
    outside: usize,
    /// The names in its earlier alternatives.
    earlier: Vec<String>,
    is_assertion: bool,
}

/// `None` if the grammar is violated.
type Valid<T = ()> = Option<T>;

impl<'p> Scanner<'p> {
    fn new(text: &'p str) -> Self {
        Self {
            rest: text,
            groups: vec![Group::default()],
            captures: 0,
            reference: 0,
            names: Vec::new(),
            references: Vec::new(),
            scope: Vec::new(),
        }
    }

    fn pattern(&mut self) -> Valid {
        // Whether a quantifier may come next.
        let mut repeatable = false;
        while let Some(first) = self.bump() {
            repeatable = match first {
                '|' => {
                    // Several alternatives may use one name, because only one of them matches.
                    let group = self.groups.last_mut()?;
                    group.earlier.extend(self.scope.drain(group.outside..));
                    false
                }
                '(' => {
                    self.open()?;
                    false
                }
                ')' => self.close()?,
                '^' | '$' => false,
                '[' => {
                    self.class()?;
                    true
                }
                '\\' => self.escape()?,
                '*' | '+' | '?' | '{' if repeatable => {
                    if first == '{' {
                        self.braces()?;
                    }
                    self.eat("?");
                    false
                }
                '*' | '+' | '?' | '{' | '}' | ']' => return None,
                _ => true,
            };
        }
        let is_closed = self.groups.len() == 1;
        let is_named = |name: &String| self.names.contains(name);
        (is_closed && self.reference <= self.captures && self.references.iter().all(is_named))
            .then_some(())
    }

    /// Reads from after a `(` up to the body of the group.
    fn open(&mut self) -> Valid {
        let mut group = Group {
            outside: self.scope.len(),
            ..Group::default()
        };
        if ["?=", "?!", "?<=", "?<!"].iter().any(|head| self.eat(head)) {
            group.is_assertion = true;
        } else if self.eat("?<") {
            let name = self.group_name()?;
            if self.scope.contains(&name) || self.names.len() == MAX_NAMES {
                return None;
            }
            self.captures += 1;
            self.scope.push(name.clone());
            self.names.push(name);
            // The name is visible around the group and inside it.
            group.outside += 1;
        } else if self.eat("?") {
            self.modifiers()?;
        } else {
            self.captures += 1;
        }
        self.groups.push(group);
        Some(())
    }

    /// After a `)`: whether a quantifier may follow.
    fn close(&mut self) -> Valid<bool> {
        let mut group = self.groups.pop()?;
        if self.groups.is_empty() {
            return None;
        }
        self.scope.append(&mut group.earlier);
        Some(!group.is_assertion)
    }

    /// `:`, `ims:`, `-ims:` or both (22.2.1 Modifiers): each flag once, and some flag after or
    /// before a `-`.
    fn modifiers(&mut self) -> Valid {
        let mut seen = String::new();
        loop {
            match self.bump()? {
                ':' if seen != "-" => return Some(()),
                flag @ ('i' | 'm' | 's' | '-') if !seen.contains(flag) => seen.push(flag),
                _ => return None,
            }
        }
    }

    /// `min}`, `min,}` or `min,max}`, the least not above the greatest.
    fn braces(&mut self) -> Valid {
        let (inside, rest) = self.rest.split_once('}')?;
        self.rest = rest;
        let (min, max) = inside.split_once(',').unwrap_or((inside, inside));
        let is_number =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(min) || !(max.is_empty() || is_number(max)) {
            return None;
        }
        // By length first, so that numbers of any size compare.
        let size = |digits: &'p str| {
            let digits = digits.trim_start_matches('0');
            (digits.len(), digits)
        };
        (max.is_empty() || size(min) <= size(max)).then_some(())
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next()?;
        self.rest = chars.as_str();
        Some(next)
    }

    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}
