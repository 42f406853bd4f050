//! The text of a type cell -> a tree of names, links and applications.
//!
//! ```text
//! T::Array<[Models::Shared::Tag](../tag.md)>    Apply("T::Array", [Link(Name, "../tag.md")])
//! Map\<String, List\\<*String*>>                Apply("Map", [Name, Apply("List", [Name])])
//! [Optional[Literal["a"]]](../a.md)             Link(Apply("Optional", ...), "../a.md")
//! ```
//!
//! All languages have their types written in names, brackets of four kinds, commas and bars; the
//! language determines the meaning of a name. Emphasis, code ticks and backslashes before signs are
//! Markdown's and vanish, but for Go's pointers.

/// How deep types may nest in a cell.
const DEPTH: usize = 64;

#[derive(Debug, Clone, PartialEq)]
pub(in crate::import) enum Expr {
    Name(String),
    /// A name that a page of the SDK has, even if it is one of the language, too.
    Page(String),
    /// `name<a, b>`, `name[a]`, `name(a)`; an empty name is a bare bracket.
    Apply(String, Vec<Expr>),
    /// A Markdown link around a type.
    Link(Box<Expr>, String),
    /// `x[]` and Go's `[]x`.
    List(Box<Expr>),
    /// `?x`, `x?`, Go's `*x`.
    Perhaps(Box<Expr>),
    /// `a | b`
    Union(Vec<Expr>),
    /// A string, JSON number, or boolean that stands for itself.
    Literal(String),
    /// TypeScript's `{ [key: string]: x }`.
    Record(Box<Expr>),
    /// `{ a?: x; [key: string]: y }`: names, whether they may be left out, types, and the others.
    Object(Vec<(String, bool, Expr)>, Option<Box<Expr>>),
}

/// A lexical part.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
    /// A run of stars.
    Stars(usize),
    Open,
    Close(String),
}

/// Reads a cell; `None` if it is no type. `pointers` is for Go.
pub(in crate::import) fn parse(cell: &str, pointers: bool) -> Option<Expr> {
    let tokens = tokens(cell)?;
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        depth: 0,
        pointers,
    };
    let expr = parser.union()?;
    // Remains of emphasis are ignored.
    while let Some(Token::Stars(_)) = parser.peek() {
        parser.at += 1;
    }
    (parser.at == tokens.len()).then_some(expr)
}

/// The start and the end of each link of the text: `[`, `](`, `)`.
fn links(text: &str) -> Vec<(usize, usize, usize)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(middle) = text
        .get(from..)
        .and_then(|t| t.find("]("))
        .map(|at| at + from)
    {
        from = middle + 2;
        let mut depth = 0usize;
        let begin = (0..=middle).rev().find(|at| {
            match bytes.get(*at) {
                Some(b']') => depth += 1,
                Some(b'[') => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        let mut open = 1usize;
        let end = (from..bytes.len()).find(|at| {
            match bytes.get(*at) {
                Some(b'(') => open += 1,
                Some(b')') => open -= 1,
                _ => {}
            }
            open == 0
        });
        if let (Some(begin), Some(end)) = (begin, end) {
            out.push((begin, middle, end));
            from = end;
        }
    }
    out
}

fn tokens(cell: &str) -> Option<Vec<Token>> {
    let links = links(cell);
    let mut out = Vec::new();
    let mut chars = cell.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if let Some((.., end)) = links.iter().find(|link| link.1 == at) {
            let url = cell.get(at + 2..*end).unwrap_or_default();
            out.push(Token::Close(url.trim().to_owned()));
            while chars.peek().is_some_and(|(at, _)| at <= end) {
                chars.next();
            }
            continue;
        }
        match c {
            '[' if links.iter().any(|link| link.0 == at) => out.push(Token::Open),
            '`' => {}
            c if c.is_whitespace() => {}
            '*' => match out.last_mut() {
                Some(Token::Stars(count)) => *count += 1,
                _ => out.push(Token::Stars(1)),
            },
            // A backslash is PHP's before a name, else Markdown's.
            '\\' => {
                if chars.peek().is_some_and(|(_, next)| next.is_alphabetic()) {
                    push_word(&mut out, '\\');
                }
            }
            '"' | '\'' => {
                let mut text = String::new();
                loop {
                    match chars.next()?.1 {
                        '\\' => text.extend(chars.next().map(|(_, c)| c)),
                        end if end == c => break,
                        other => text.push(other),
                    }
                }
                out.push(Token::Text(text));
            }
            '<' | '>' | '[' | ']' | '(' | ')' | '{' | '}' | ',' | '|' | '?' | '&' | ';' => {
                out.push(Token::Sign(c));
            }
            ':' if !cell.get(at..)?.starts_with("::") && !ends_in_colon(&out) => {
                out.push(Token::Sign(':'));
            }
            c if c.is_alphanumeric() || "_.:$-@#+".contains(c) => push_word(&mut out, c),
            _ => return None,
        }
        // A blank ends a word.
        if chars.peek().is_some_and(|(_, next)| next.is_whitespace()) {
            out.push(Token::Sign(' '));
        }
    }
    out.retain(|token| *token != Token::Sign(' '));
    Some(out)
}

fn ends_in_colon(out: &[Token]) -> bool {
    matches!(out.last(), Some(Token::Word(word)) if word.ends_with(':'))
}

fn push_word(out: &mut Vec<Token>, c: char) {
    match out.last_mut() {
        Some(Token::Word(word)) => word.push(c),
        _ => out.push(Token::Word(c.to_string())),
    }
}

struct Parser<'t> {
    tokens: &'t [Token],
    at: usize,
    depth: usize,
    pointers: bool,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self, sign: char) -> bool {
        let is = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(is);
        is
    }

    fn stars(&mut self, most: usize) -> usize {
        match self.tokens.get(self.at) {
            Some(Token::Stars(count)) if *count <= most => {
                self.at += 1;
                *count
            }
            _ => 0,
        }
    }

    fn union(&mut self) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut members = vec![self.starred()?];
        while self.take('|') || self.take('&') {
            members.push(self.starred()?);
        }
        self.depth -= 1;
        match members.len() {
            1 => members.pop(),
            _ => Some(Expr::Union(members)),
        }
    }

    /// `*string*` is emphasis; in Go `*x` is a pointer, so `**x*` is both.
    fn starred(&mut self) -> Option<Expr> {
        let before = self.stars(usize::MAX);
        let inner = self.postfix()?;
        let after = self.stars(if self.pointers { before } else { usize::MAX });
        if self.pointers && before > after {
            return Some(Expr::Perhaps(Box::new(inner)));
        }
        // `*string*[]`
        Some(self.suffixes(inner))
    }

    fn postfix(&mut self) -> Option<Expr> {
        if self.take('?') {
            if let Some(Token::Word(word)) = self.peek()
                && matches!(word.as_str(), "extends" | "super")
            {
                // Java's `? extends X`.
                self.at += 1;
                return self.postfix();
            }
            return Some(Expr::Perhaps(Box::new(self.postfix()?)));
        }
        let first = self.primary()?;
        Some(self.suffixes(first))
    }

    fn suffixes(&mut self, mut inner: Expr) -> Expr {
        loop {
            let next = self.tokens.get(self.at + 1);
            if self.peek() == Some(&Token::Sign('[')) && next == Some(&Token::Sign(']')) {
                self.at += 2;
                inner = Expr::List(Box::new(inner));
            } else if self.take('?') {
                inner = Expr::Perhaps(Box::new(inner));
            } else {
                return inner;
            }
        }
    }

    fn primary(&mut self) -> Option<Expr> {
        let token = self.peek()?.clone();
        self.at += 1;
        match token {
            Token::Text(text) => Some(Expr::Literal(quoted(&text))),
            Token::Open => {
                let inner = self.union()?;
                match self.peek().cloned() {
                    Some(Token::Close(url)) => {
                        self.at += 1;
                        Some(Expr::Link(Box::new(inner), url))
                    }
                    _ => None,
                }
            }
            Token::Sign('(') => {
                let inner = self.union()?;
                self.take(')').then_some(inner)
            }
            Token::Sign('[') => {
                self.take(']').then_some(())?;
                Some(Expr::List(Box::new(self.union()?)))
            }
            Token::Sign('{') => self.record(),
            // Java's `@Nullable X`.
            Token::Word(word) if word.starts_with('@') => {
                Some(Expr::Perhaps(Box::new(self.postfix()?)))
            }
            Token::Word(word) => self.word(word),
            Token::Sign(_) | Token::Stars(_) | Token::Close(_) => None,
        }
    }

    fn word(&mut self, word: String) -> Option<Expr> {
        if word == "map" && self.take('[') {
            let key = self.union()?;
            self.take(']').then_some(())?;
            return Some(Expr::Apply(word, vec![key, self.union()?]));
        }
        if word == "interface" && self.take('{') {
            return self.take('}').then_some(Expr::Name(word));
        }
        let close = match self.peek() {
            Some(Token::Sign('<')) => '>',
            Some(Token::Sign('(')) => ')',
            Some(Token::Sign('[')) if self.tokens.get(self.at + 1) != Some(&Token::Sign(']')) => {
                ']'
            }
            _ if is_json(&word) => return Some(Expr::Literal(word)),
            _ => return Some(Expr::Name(word)),
        };
        self.at += 1;
        let mut arguments = vec![self.union()?];
        while self.take(',') {
            arguments.push(self.union()?);
        }
        self.take(close).then_some(Expr::Apply(word, arguments))
    }

    /// `{ [k: string]: x }`, `{ a?: x; b: y }`, `{}`.
    fn record(&mut self) -> Option<Expr> {
        let mut members = Vec::new();
        let mut rest = None;
        while !self.take('}') {
            if self.take('[') {
                while !self.take(']') {
                    self.peek()?;
                    self.at += 1;
                }
                self.take('?');
                self.take(':').then_some(())?;
                rest = Some(Box::new(self.union()?));
            } else {
                members.push(self.member()?);
            }
            let is_next = self.take(';') || self.take(',');
            if !is_next && self.peek() != Some(&Token::Sign('}')) {
                return None;
            }
        }
        Some(match (members.is_empty(), rest) {
            (true, rest) => {
                let any = || Box::new(Expr::Name("any".to_owned()));
                Expr::Record(rest.unwrap_or_else(any))
            }
            (false, rest) => Expr::Object(members, rest),
        })
    }

    /// `readonly a?: x`, `"b": y`.
    fn member(&mut self) -> Option<(String, bool, Expr)> {
        if self.peek() == Some(&Token::Word("readonly".to_owned()))
            && matches!(
                self.tokens.get(self.at + 1),
                Some(Token::Word(_) | Token::Text(_))
            )
        {
            self.at += 1;
        }
        let name = match self.peek()?.clone() {
            Token::Word(name) | Token::Text(name) => name,
            _ => return None,
        };
        self.at += 1;
        let is_optional = self.take('?');
        self.take(':').then_some(())?;
        Some((name, is_optional, self.union()?))
    }
}

fn is_json(word: &str) -> bool {
    let number = word.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    matches!(word, "true" | "false")
        || number
            && fieldwright_runtime::from_json::<fieldwright_runtime::Number>(word.as_bytes())
                .is_ok()
}

fn quoted(text: &str) -> String {
    fieldwright_runtime::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Expr, parse};

    #[test]
    fn cells_of_all_languages_are_read() {
        let cells = [
            ("*T.nilable(::String)*", false),
            (
                "T::Array<[Models::Shared::X](../../models/shared/x.md)>",
                false,
            ),
            (
                "[T.nilable(T.any(::String, T::Array[::Object]))](../u.md)",
                false,
            ),
            ("T::Hash[Symbol, *::Object*]", false),
            ("*Optional[Literal[\"a|b\"]]*", false),
            ("List[[models.X](../models/x.md)]", false),
            ("Dict[str, *Any*]", false),
            ("Map\\<String, List\\\\<*String*>>", false),
            ("[Optional\\<? extends X>](../X.md)", false),
            ("[components.X](../x.md)[]", false),
            ("*string*[]", false),
            ("*\"x\"*", false),
            (
                "[File](https://a.example/b_(c)) \\| [Blob](https://a.example)",
                false,
            ),
            ("**string*", true),
            ("`map[string][]*string`", true),
            ("[][components.X](../x.md)", true),
            ("[*big.Int](https://pkg.go.dev/math/big#Int)", true),
            ("optionalnullable.OptionalNullable[`string`]", true),
            ("?string\\|int", false),
            ("array<string, [\\DateTime](https://a.example)>", false),
            ("{ [k: string]: *any* }", false),
            ("{ a?: *string*; \"b-c\": [X](../x.md)[] }", false),
            (
                "{ readonly a: { b: string }; [k: string]: number }[]",
                false,
            ),
        ];
        for (cell, go) in cells {
            assert!(parse(cell, go).is_some(), "{cell}");
        }
        let name = |name: &str| Expr::Name(name.to_owned());
        let list = |inner: Expr| Expr::Apply("List".to_owned(), vec![inner]);
        assert_eq!(
            parse("List[[models.X](../x.md)]", false),
            Some(list(Expr::Link(
                Box::new(name("models.X")),
                "../x.md".to_owned()
            )))
        );
        let pointer = Some(Expr::Perhaps(Box::new(name("string"))));
        assert_eq!(parse("**string*", true), pointer);
        assert_eq!(parse("`*string`", true), pointer);
        assert_eq!(parse("*string*", true), Some(name("string")));
        let array = Some(Expr::List(Box::new(name("string"))));
        assert_eq!(parse("[]*string*", true), array);
        assert_eq!(parse("*string*[]", false), array);
        let member = ("a".to_owned(), true, name("string"));
        assert_eq!(
            parse("{ a?: string }", false),
            Some(Expr::Object(vec![member], None))
        );
        for wrong in [
            "{ a(): void }",
            "{ a, b }",
            "",
            "a b",
            "List[",
            "a]",
            "[x](",
            "((((",
            "<>",
            "\"open",
            "|",
        ] {
            assert_eq!(parse(wrong, false), None, "{wrong}");
        }
    }
}
