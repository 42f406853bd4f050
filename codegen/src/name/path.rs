//! Texts of settings -> paths of Rust types and derives: read here, never pasted.

use super::words::{escape, is_ident};
use crate::settings::{Root, RustPath, Segment};

/// Derives of the language that need no path.
const LANGUAGE: [&str; 9] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

/// Types of the language that need no path, and can be read and written.
const PRIMITIVES: [&str; 10] = [
    "bool", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64",
];

/// Crates that the runtime re-exports: only the types of that version can be read and written.
const RUNTIME: [&str; 5] = ["chrono", "jiff", "jiff_02", "rust_decimal", "time"];

/// How deep arguments may nest.
const DEEPEST: usize = 16;

/// `crate::money::Amount`, `::rust_decimal::Decimal`, `std::boxed::Box<crate::Node>`.
///
/// # Errors
/// Why it is none, in a few words.
pub(crate) fn type_path(text: &str) -> Result<RustPath, String> {
    let mut reader = PathReader { rest: text };
    let path = reader.path(0)?;
    reader.end()?;
    Ok(path)
}

/// `Hash`, `my_crate::Schema`.
///
/// # Errors
/// Why it is none, in a few words.
pub(crate) fn derive_path(text: &str) -> Result<RustPath, String> {
    if LANGUAGE.contains(&text.trim()) {
        let name = text.trim().to_owned();
        let arguments = Vec::new();
        return Ok(RustPath {
            root: Root::Language,
            segments: vec![Segment { name, arguments }],
        });
    }
    let path = type_path(text)?;
    if path.segments.iter().any(|s| !s.arguments.is_empty()) {
        return Err("a derive takes no arguments".to_owned());
    }
    Ok(path)
}

/// `my_rules::ends_in_time`.
///
/// # Errors
/// Why it is none, in a few words.
pub(crate) fn function_path(text: &str) -> Result<RustPath, String> {
    let path = type_path(text)?;
    if path.segments.iter().any(|s| !s.arguments.is_empty()) {
        return Err("a function is named without arguments".to_owned());
    }
    Ok(path)
}

struct PathReader<'t> {
    rest: &'t str,
}

impl PathReader<'_> {
    fn path(&mut self, depth: usize) -> Result<RustPath, String> {
        if depth > DEEPEST {
            return Err("its arguments nest too deep".to_owned());
        }
        let is_absolute = self.take("::");
        let mut names = vec![self.segment(depth)?];
        while self.take("::") {
            names.push(self.segment(depth)?);
        }
        let first = names.first().map_or("", |first| first.name.as_str());
        let root = match first {
            "crate" if !is_absolute => Root::Crate,
            first if PRIMITIVES.contains(&first) && names.len() == 1 && !is_absolute => {
                let primitive = |name: &str| Segment {
                    name: name.to_owned(),
                    arguments: Vec::new(),
                };
                names.insert(0, primitive("primitive"));
                names.insert(0, primitive("std"));
                Root::Crates
            }
            first if RUNTIME.contains(&first) => Root::Runtime,
            _ => Root::Crates,
        };
        if root == Root::Crate {
            names.remove(0);
        }
        let least = if root == Root::Crate { 1 } else { 2 };
        if names.len() < least {
            let name = names.first().map_or("Name", |name| name.name.as_str());
            return Err(format!(
                "`{name}` does not say where it is: write `crate::{name}` or `some_crate::{name}`"
            ));
        }
        // A leading `crate` has been removed; here it is a keyword like all others.
        if let Some(wrong) = names.iter().find(|s| escape(s.name.clone()) != s.name) {
            return Err(format!("`{}` is a keyword", wrong.name));
        }
        Ok(RustPath {
            root,
            segments: names,
        })
    }

    fn segment(&mut self, depth: usize) -> Result<Segment, String> {
        self.space();
        let end = self.rest.find(|c: char| !unicode_ident::is_xid_continue(c));
        let (name, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if !is_ident(name) {
            return Err(match self.rest.chars().next() {
                Some(c) => format!("a name was expected before `{c}`"),
                None => "a name was expected at the end".to_owned(),
            });
        }
        let name = name.to_owned();
        self.rest = rest;
        let mut arguments = Vec::new();
        if self.take("<") {
            loop {
                arguments.push(self.path(depth + 1)?);
                if self.take(">") {
                    break;
                }
                if !self.take(",") {
                    return Err("`>` is missing".to_owned());
                }
            }
        }
        Ok(Segment { name, arguments })
    }

    fn take(&mut self, token: &str) -> bool {
        self.space();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn end(&mut self) -> Result<(), String> {
        self.space();
        match self.rest.chars().next() {
            Some(c) => Err(format!("`{c}` is not part of a path")),
            None => Ok(()),
        }
    }
}

#[cfg(all(test, feature = "config"))]
mod tests {
    use super::{derive_path, type_path};

    #[test]
    fn paths_are_read() {
        for (text, shown) in [
            ("crate::Money", "crate::Money"),
            (" ::my_money :: Decimal ", "my_money::Decimal"),
            (
                "a::B< crate::C,d::E<u8> >",
                "a::B<crate::C, d::E<std::primitive::u8>>",
            ),
            (
                "chrono::DateTime<chrono::Utc>",
                "fieldwright_runtime::chrono::DateTime<fieldwright_runtime::chrono::Utc>",
            ),
            ("u64", "std::primitive::u64"),
        ] {
            assert_eq!(type_path(text).unwrap().to_string(), shown);
        }
        for text in [
            "",
            "Money",
            "crate",
            "::crate::X",
            "a::",
            "a::B>",
            "a::B<",
            "a::B<u8",
            "a::B; x",
            "super::X",
            "self::X",
            "a::fn",
            "a::r#fn",
            "a::B(u8)",
            "a::'b",
            "a-b::C",
            "a::B\n::}",
            "a::_",
        ] {
            assert!(type_path(text).is_err(), "{text}");
        }
        assert_eq!(derive_path("Hash").unwrap().to_string(), "Hash");
        assert!(derive_path("Serialize").is_err());
        assert!(derive_path("a::B<u8>").is_err());
    }
}
