//! A position where the JSON reader failed -> the error to report.
//!
//! Checks the bytes around the position for the usual mistakes: comments, single quotes, trailing
//! commas, names without quotes, brackets that do not match.

use super::SyntaxError;
use super::builder::shorten;
use super::json::{Fault, JsonReader};
use super::sources::Span;

impl JsonReader<'_> {
    /// Another token instead of a value.
    pub(super) fn no_value(&self) -> Fault {
        if let Some(fault) = self.common() {
            return fault;
        }
        let word = self.word();
        let message = match self.peek() {
            Some(b'}' | b']') => format!("a value is missing before {}", self.found()),
            Some(b',') => "a value is missing before the comma".to_owned(),
            Some(b'+') => "a number must not start with `+`".to_owned(),
            Some(b'.') => "a number must have a digit before the decimal point".to_owned(),
            _ if !word.is_empty() => format!("`{}` is not a JSON value", shorten(word)),
            _ => format!("expected a value, found {}", self.found()),
        };
        let fault = self.fault(self.here_or(word), message);
        match word.to_ascii_lowercase().as_str() {
            "true" | "false" | "null" => {
                help(fault, "write `true`, `false` and `null` in lower case")
            }
            "none" | "nil" | "undefined" => help(fault, "write `null`"),
            "" => fault,
            _ => help(fault, "put text in double quotes"),
        }
    }

    /// Another token instead of the key of an object.
    pub(super) fn no_key(&self) -> Fault {
        if let Some(fault) = self.common() {
            return fault;
        }
        let word = self.word();
        if word.is_empty() {
            let message = format!("expected a key in double quotes, found {}", self.found());
            return self.fault(self.here(), message);
        }
        let message = format!("the key `{}` must be in double quotes", shorten(word));
        self.fault(self.here_or(word), message)
    }

    pub(super) fn no_colon(&self, key: usize) -> Fault {
        if let Some(fault) = self.common() {
            return fault;
        }
        let message = format!("expected `:` after the key, found {}", self.found());
        let mut fault = self.fault(self.here(), message);
        fault.related = Some((self.span(key, key + 1), "the key starts here".to_owned()));
        fault
    }

    /// Neither a comma nor the right bracket follows a value.
    pub(super) fn no_comma(&self, is_object: bool) -> Fault {
        if let Some(fault) = self.common() {
            return fault;
        }
        let close = if is_object { '}' } else { ']' };
        let message = match self.peek() {
            Some(b'}' | b']') => {
                return self
                    .at_opening(format!("expected `,` or `{close}`, found {}", self.found()));
            }
            Some(b'"' | b'{' | b'[' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => {
                format!("a comma is missing before {}", self.found())
            }
            Some(b':') if !is_object => "a `:` stands in an array".to_owned(),
            _ => format!("expected `,` or `{close}`, found {}", self.found()),
        };
        self.fault(self.here(), message)
    }

    pub(super) fn trailing_comma(&self, comma: usize) -> SyntaxError {
        let message = format!("a comma stands before the closing {}", self.found());
        let fault = SyntaxError::recovered(self.span(comma, comma + 1), message);
        fault.help("JSON allows no trailing comma; remove it")
    }

    pub(super) fn trailing_content(&self) -> Fault {
        if let Some(b'/' | b'#') = self.peek()
            && let Some(fault) = self.common()
        {
            return fault;
        }
        let message = format!("{} stands after the end of the JSON value", self.found());
        self.fault(self.here(), message)
    }

    pub(super) fn open_string(&self, start: usize) -> Fault {
        let message = "the string that starts here is never closed";
        self.fault(self.span(start, start + 1), message)
    }

    pub(super) fn control_character(&self, start: usize) -> Fault {
        let (message, advice) = match self.peek() {
            Some(b'\n' | b'\r') => (
                "a string must not go on over the end of the line".to_owned(),
                "close it with `\"`, or write a line break as `\\n`",
            ),
            Some(b'\t') => (
                "a string must not contain a tab character".to_owned(),
                "write it as `\\t`",
            ),
            other => (
                format!(
                    "a string must not contain the control character U+{:04X}",
                    other.unwrap_or(0)
                ),
                "write it as a `\\u` escape",
            ),
        };
        let mut fault = help(self.fault(self.here(), message), advice);
        fault.related = Some((
            self.span(start, start + 1),
            "the string starts here".to_owned(),
        ));
        fault
    }

    pub(super) fn bad_escape(&self, start: usize) -> Fault {
        let rest = self.builder.text.get(start..).unwrap_or("");
        if rest.starts_with("\\u") {
            let end = rest.char_indices().skip(2).take(4);
            let digits = end.take_while(|(_, c)| c.is_ascii_hexdigit()).count();
            let span = self.span(start, start + 2 + digits);
            return self.fault(span, "four hexadecimal digits must follow `\\u`");
        }
        let Some(c) = rest.chars().nth(1) else {
            return self.fault(self.span(start, start + 1), "the text ends in an escape");
        };
        let span = self.span(start, start + 1 + c.len_utf8());
        let fault = self.fault(
            span,
            format!("`\\{}` is no escape of JSON", c.escape_debug()),
        );
        help(fault, "write a backslash itself as `\\\\`")
    }

    pub(super) fn lone_surrogate(&self, start: usize) -> Fault {
        let message = "half of a surrogate pair stands alone";
        let fault = self.fault(self.span(start, start + 6), message);
        help(fault, "it stands for no character")
    }

    pub(super) fn bad_number(&self, start: usize, message: &str) -> Fault {
        self.fault(self.span(start, self.at.max(start + 1)), message)
    }

    /// The possible faults at any position between two tokens.
    fn common(&self) -> Option<Fault> {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        if rest.is_empty() {
            return Some(self.at_opening("the text ends too early".to_owned()));
        }
        if rest.starts_with(b"//") || rest.starts_with(b"/*") || rest.starts_with(b"#") {
            let fault = self.fault(self.here(), "JSON has no comments");
            return Some(help(
                fault,
                "remove it, or name the file .yaml and start it with `#`",
            ));
        }
        if rest.starts_with(b"'") {
            let message = "JSON strings are written in double quotes";
            return Some(self.fault(self.here(), message));
        }
        None
    }

    /// A fault here that points at the bracket still open.
    fn at_opening(&self, message: String) -> Fault {
        let mut fault = self.fault(self.here(), message);
        fault.related = self
            .innermost()
            .map(|(span, bracket)| (span, format!("this `{bracket}` is not closed")));
        fault
    }

    fn fault(&self, span: Span, message: impl Into<String>) -> Fault {
        Box::new(SyntaxError::new("json-syntax", span, message))
    }

    /// The current character of the reader.
    fn here(&self) -> Span {
        let length = self.next_char().map_or(0, char::len_utf8);
        self.span(self.at, self.at + length)
    }

    /// The current word of the reader, or the character if there is no word.
    fn here_or(&self, word: &str) -> Span {
        if word.is_empty() {
            return self.here();
        }
        self.span(self.at, self.at + word.len())
    }

    fn next_char(&self) -> Option<char> {
        self.builder.text.get(self.at..)?.chars().next()
    }

    /// The current token in a message.
    fn found(&self) -> String {
        match self.next_char() {
            None => "the end of the text".to_owned(),
            Some(c) if c.is_ascii_graphic() => format!("`{c}`"),
            Some(c) if c.is_alphanumeric() => format!("`{c}`"),
            Some(c) => format!("the character U+{:04X}", u32::from(c)),
        }
    }

    /// The current letters, digits, `_`, `$` and `-`, if a letter comes first.
    fn word(&self) -> &str {
        let rest = self.builder.text.get(self.at..).unwrap_or("");
        if !rest.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$') {
            return "";
        }
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-');
        let end = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or("")
    }
}

fn help(mut fault: Fault, help: &str) -> Fault {
    fault.help = Some(help.to_owned());
    fault
}
