//! The text of a query -> a query, by the grammar of RFC 9535 (appendix A).

use super::lexer::Lexer;
use super::{Comparison, PathError, Pattern, Query, Segment, Selector, Term, Test, regex};
use crate::source::Content;

/// How deep filters and parentheses may nest.
const DEEPEST: usize = 32;

type Parsed<T> = Result<T, PathError>;

pub(super) fn query(text: &str) -> Parsed<Query> {
    let mut parser = Parser {
        lexer: Lexer::new(text),
        depth: 0,
    };
    if !parser.lexer.take("$") {
        return parser.lexer.expected("`$`");
    }
    let segments = parser.segments()?;
    match parser.lexer.peek() {
        Some(_) => parser.lexer.expected("`.`, `[` or the end"),
        None => Ok(Query {
            is_absolute: true,
            segments,
        }),
    }
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    depth: usize,
}

/// One side of a comparison, or a sole operand.
enum Operand {
    Term(Term),
    Query(Query),
    Logical(Pattern),
}

impl Parser<'_> {
    fn segments(&mut self) -> Parsed<Vec<Segment>> {
        let mut segments = Vec::new();
        loop {
            let before = self.lexer.at;
            self.lexer.space();
            let is_descendant = self.lexer.take("..");
            let is_dotted = is_descendant || self.lexer.take(".");
            let selectors = if (is_descendant || !is_dotted) && self.lexer.take("[") {
                self.selectors()?
            } else if is_dotted && self.lexer.take("*") {
                vec![Selector::Wildcard]
            } else if is_dotted {
                vec![Selector::Name(self.lexer.shorthand()?)]
            } else {
                self.lexer.at = before;
                return Ok(segments);
            };
            segments.push(Segment {
                is_descendant,
                selectors,
            });
        }
    }

    fn selectors(&mut self) -> Parsed<Vec<Selector>> {
        let mut selectors = Vec::new();
        loop {
            self.lexer.space();
            selectors.push(self.selector()?);
            self.lexer.space();
            if self.lexer.take("]") {
                return Ok(selectors);
            }
            if !self.lexer.take(",") {
                return self.lexer.expected("`,` or `]`");
            }
        }
    }

    fn selector(&mut self) -> Parsed<Selector> {
        if self.lexer.take("*") {
            return Ok(Selector::Wildcard);
        }
        if self.lexer.take("?") {
            self.lexer.space();
            return Ok(Selector::Filter(self.or()?));
        }
        match self.lexer.peek() {
            Some('"' | '\'') => Ok(Selector::Name(self.lexer.string()?)),
            Some('-' | ':' | '0'..='9') => self.index_or_slice(),
            _ => self
                .lexer
                .expected("a name in quotes, an index, `*` or `?`"),
        }
    }

    fn index_or_slice(&mut self) -> Parsed<Selector> {
        let start = self.bound()?;
        let before = self.lexer.at;
        self.lexer.space();
        if !self.lexer.take(":") {
            self.lexer.at = before;
            return match start {
                Some(index) => Ok(Selector::Index(index)),
                None => self.lexer.expected("an index"),
            };
        }
        self.lexer.space();
        let end = self.bound()?;
        self.lexer.space();
        let mut step = None;
        if self.lexer.take(":") {
            self.lexer.space();
            step = self.bound()?;
        }
        Ok(Selector::Slice(start, end, step.unwrap_or(1)))
    }

    fn bound(&mut self) -> Parsed<Option<i64>> {
        match self.lexer.peek() {
            Some('-' | '0'..='9') => self.lexer.integer().map(Some),
            _ => Ok(None),
        }
    }

    fn or(&mut self) -> Parsed<Test> {
        let mut parts = vec![self.and()?];
        loop {
            self.lexer.space();
            if !self.lexer.take("||") {
                break;
            }
            self.lexer.space();
            parts.push(self.and()?);
        }
        Ok(one_or(parts, Test::Or))
    }

    fn and(&mut self) -> Parsed<Test> {
        let mut parts = vec![self.basic()?];
        loop {
            self.lexer.space();
            if !self.lexer.take("&&") {
                break;
            }
            self.lexer.space();
            parts.push(self.basic()?);
        }
        Ok(one_or(parts, Test::And))
    }

    fn basic(&mut self) -> Parsed<Test> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.lexer.fail("the filter nests too deep");
        }
        let test = self.basic_inner();
        self.depth -= 1;
        test
    }

    fn basic_inner(&mut self) -> Parsed<Test> {
        if self.lexer.take("!") {
            self.lexer.space();
            if self.lexer.take("(") {
                return self.parenthesised().map(|test| Test::Not(Box::new(test)));
            }
            let operand = self.operand()?;
            return self.alone(operand).map(|test| Test::Not(Box::new(test)));
        }
        if self.lexer.take("(") {
            return self.parenthesised();
        }
        let left = self.operand()?;
        let before = self.lexer.at;
        self.lexer.space();
        let Some(comparison) = self.comparison() else {
            self.lexer.at = before;
            return self.alone(left);
        };
        self.lexer.space();
        let left = self.term(left)?;
        let right = self.operand()?;
        let right = self.term(right)?;
        Ok(Test::Compare(left, comparison, right))
    }

    fn parenthesised(&mut self) -> Parsed<Test> {
        self.lexer.space();
        let test = self.or()?;
        self.lexer.space();
        if self.lexer.take(")") {
            return Ok(test);
        }
        self.lexer.expected("`)`")
    }

    fn comparison(&mut self) -> Option<Comparison> {
        let all = [
            ("==", Comparison::Equal),
            ("!=", Comparison::NotEqual),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let found = all.iter().find(|(token, _)| self.lexer.take(token));
        found.map(|(_, comparison)| *comparison)
    }

    /// A sole operand is a query or a function that returns a logical value.
    fn alone(&mut self, operand: Operand) -> Parsed<Test> {
        match operand {
            Operand::Query(query) => Ok(Test::Exists(query)),
            Operand::Logical(pattern) => Ok(Test::Matches(pattern)),
            Operand::Term(_) => self.lexer.expected("a comparison with this value"),
        }
    }

    /// An operand of a comparison is a single value.
    fn term(&mut self, operand: Operand) -> Parsed<Term> {
        match operand {
            Operand::Term(term) => Ok(term),
            Operand::Query(query) if query.is_singular() => Ok(Term::Single(query)),
            Operand::Query(_) => self
                .lexer
                .fail("a query that may select several nodes cannot be compared"),
            Operand::Logical(_) => self.lexer.fail("yes or no cannot be compared"),
        }
    }

    fn operand(&mut self) -> Parsed<Operand> {
        let literal = |content| Ok(Operand::Term(Term::Literal(content)));
        match self.lexer.peek() {
            Some('"' | '\'') => literal(Content::String(self.lexer.string()?)),
            Some('-' | '0'..='9') => literal(Content::Number(self.lexer.number()?)),
            Some('$' | '@') => self.inner_query().map(Operand::Query),
            _ => {
                let word = self.lexer.word();
                let content = match word {
                    "true" => Content::Bool(true),
                    "false" => Content::Bool(false),
                    "null" => Content::Null,
                    _ => return self.function(word),
                };
                self.lexer.at += word.len();
                literal(content)
            }
        }
    }

    fn inner_query(&mut self) -> Parsed<Query> {
        let is_absolute = self.lexer.take("$");
        if !is_absolute && !self.lexer.take("@") {
            return self.lexer.expected("a query");
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.lexer.fail("the filter nests too deep");
        }
        let segments = self.segments()?;
        self.depth -= 1;
        Ok(Query {
            is_absolute,
            segments,
        })
    }

    fn function(&mut self, name: &str) -> Parsed<Operand> {
        let known = ["length", "count", "value", "match", "search"];
        if !known.contains(&name) {
            return match name {
                "" => self.lexer.expected("a value, `@`, `$` or a function"),
                _ => self.lexer.fail(format!(
                    "there is no function `{name}`; known: {}",
                    known.join(", ")
                )),
            };
        }
        self.lexer.at += name.len();
        if !self.lexer.take("(") {
            return self.lexer.expected("`(`");
        }
        self.lexer.space();
        let operand = match name {
            "length" => Operand::Term(Term::Length(Box::new(self.value()?))),
            "count" => Operand::Term(Term::Count(self.inner_query()?)),
            "value" => Operand::Term(Term::Value(self.inner_query()?)),
            _ => Operand::Logical(self.pattern(name == "match")?),
        };
        self.lexer.space();
        if self.lexer.take(")") {
            return Ok(operand);
        }
        self.lexer.expected("`)`")
    }

    fn value(&mut self) -> Parsed<Term> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.lexer.fail("the filter nests too deep");
        }
        let operand = self.operand()?;
        self.depth -= 1;
        self.term(operand)
    }

    fn pattern(&mut self, is_whole: bool) -> Parsed<Pattern> {
        let text = self.value()?;
        self.lexer.space();
        if !self.lexer.take(",") {
            return self.lexer.expected("`,`");
        }
        self.lexer.space();
        let start = self.lexer.at;
        let pattern = self.value()?;
        let mut fixed = None;
        if let Term::Literal(Content::String(source)) = &pattern {
            fixed = regex(source, is_whole);
            if fixed.is_none() {
                self.lexer.at = start;
                return self.lexer.fail("this is no I-Regexp (RFC 9485), which has no `\\d` and no groups that do not capture");
            }
        }
        Ok(Pattern {
            text,
            pattern,
            is_whole,
            fixed,
        })
    }
}

fn one_or(mut parts: Vec<Test>, join: fn(Vec<Test>) -> Test) -> Test {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}
