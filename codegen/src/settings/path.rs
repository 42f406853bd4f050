//! The path of a Rust type, a derive or a function, as a setting names it.

/// The path of a Rust type or macro, read and found to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RustPath {
    pub(crate) root: Root,
    /// At least one.
    pub(crate) segments: Vec<Segment>,
}

/// The root of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    /// `::name`: a crate.
    Crates,
    /// `crate`: the crate that the code is part of.
    Crate,
    /// The runtime.
    Runtime,
    /// A derive that the language has.
    Language,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) arguments: Vec<RustPath>,
}

impl RustPath {
    /// A path of the runtime, or of a crate that it re-exports.
    pub(crate) fn runtime(names: &[&str]) -> Self {
        let segment = |name: &&str| Segment {
            name: (*name).to_owned(),
            arguments: Vec::new(),
        };
        Self {
            root: Root::Runtime,
            segments: names.iter().map(segment).collect(),
        }
    }

    /// The same with an argument that is a type of the language: `X<i64>`.
    pub(crate) fn of(mut self, argument: &str) -> Self {
        let argument = Self {
            root: Root::Language,
            ..Self::runtime(&[argument])
        };
        if let Some(last) = self.segments.last_mut() {
            last.arguments = vec![argument];
        }
        self
    }

    /// The last name: `Hash` of `std::hash::Hash`.
    pub(crate) fn last(&self) -> &str {
        self.segments.last().map_or("", |last| last.name.as_str())
    }
}

/// As it is written in Rust, for documentation.
impl std::fmt::Display for RustPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.root {
            Root::Crates | Root::Language => "",
            Root::Crate => "crate::",
            Root::Runtime => "fieldwright_runtime::",
        })?;
        for (index, segment) in self.segments.iter().enumerate() {
            let separator = if index > 0 { "::" } else { "" };
            write!(f, "{separator}{}", segment.name)?;
            for (index, argument) in segment.arguments.iter().enumerate() {
                let open = if index > 0 { ", " } else { "<" };
                write!(f, "{open}{argument}")?;
            }
            if !segment.arguments.is_empty() {
                f.write_str(">")?;
            }
        }
        Ok(())
    }
}
