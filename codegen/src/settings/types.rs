//! What is said of one type or field: `[types."Person.name"]` of fieldwright.toml.

use super::{DateTimes, UnknownProperties};
use crate::source::Span;

/// One table below `types`: what it is about, and what is wished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeSetting {
    /// A type, `type.field`, or a JSON pointer; names may be patterns.
    pub(crate) target: Wish<String>,
    pub(crate) wishes: Wishes,
}

/// A value that somebody chose, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wish<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// What can be wished for a type or a field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// `rename`: the Rust name of the type or field.
    pub(crate) rename: Option<Wish<String>>,
    /// `rename_type`: the Rust name of a field's inline type.
    pub(crate) rename_type: Option<Wish<String>>,
    /// `type`: a Rust type that is not generated.
    pub(crate) own: Option<Wish<RustPath>>,
    /// `derive`: further derives, of the inline types within, too.
    pub(crate) derive: Option<Wish<Vec<RustPath>>>,
    /// `newtype`: whether it is a type of its own.
    pub(crate) newtype: Option<Wish<bool>>,
    /// `rules`: functions of the user's that must hold for a type.
    pub(crate) rules: Option<Wish<Vec<RustPath>>>,
    /// `required`: whether the property must be there.
    pub(crate) required: Option<Wish<bool>>,
    pub(crate) fold_null: Option<Wish<bool>>,
    pub(crate) null_as_absent: Option<Wish<bool>>,
    pub(crate) fill: Option<Wish<bool>>,
    pub(crate) unknown: Option<Wish<UnknownProperties>>,
    pub(crate) datetime: Option<Wish<DateTimes>>,
    pub(crate) exact_numbers: Option<Wish<bool>>,
    pub(crate) builders: Option<Wish<bool>>,
}

impl Wishes {
    /// The wishes made, by the key of each.
    pub(crate) fn made(&self) -> Vec<(&'static str, Span)> {
        fn span<T>(wish: &Option<Wish<T>>) -> Option<Span> {
            wish.as_ref().map(|wish| wish.span)
        }
        let all = [
            ("rename", span(&self.rename)),
            ("rename_type", span(&self.rename_type)),
            ("type", span(&self.own)),
            ("derive", span(&self.derive)),
            ("newtype", span(&self.newtype)),
            ("rules", span(&self.rules)),
            ("required", span(&self.required)),
            ("nullable_optional", span(&self.fold_null)),
            ("null_as_absent", span(&self.null_as_absent)),
            ("defaults", span(&self.fill)),
            ("unknown", span(&self.unknown)),
            ("datetime", span(&self.datetime)),
            ("numbers", span(&self.exact_numbers)),
            ("builders", span(&self.builders)),
        ];
        let made = all.into_iter();
        made.filter_map(|(key, span)| Some((key, span?))).collect()
    }

    /// These, and where they are silent, `others`.
    pub(crate) fn or(self, others: &Self) -> Self {
        fn or<T: Clone>(own: Option<Wish<T>>, other: &Option<Wish<T>>) -> Option<Wish<T>> {
            own.or_else(|| other.clone())
        }
        Self {
            rename: or(self.rename, &others.rename),
            rename_type: or(self.rename_type, &others.rename_type),
            own: or(self.own, &others.own),
            derive: or(self.derive, &others.derive),
            newtype: or(self.newtype, &others.newtype),
            rules: or(self.rules, &others.rules),
            required: or(self.required, &others.required),
            fold_null: or(self.fold_null, &others.fold_null),
            null_as_absent: or(self.null_as_absent, &others.null_as_absent),
            fill: or(self.fill, &others.fill),
            unknown: or(self.unknown, &others.unknown),
            datetime: or(self.datetime, &others.datetime),
            exact_numbers: or(self.exact_numbers, &others.exact_numbers),
            builders: or(self.builders, &others.builders),
        }
    }
}

/// The path of a Rust type or macro, read and found to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RustPath {
    pub(crate) root: Root,
    /// At least one.
    pub(crate) segments: Vec<Segment>,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Root {
    /// `::name`: a crate.
    Crates,
    /// `crate`: the crate that the code is part of.
    Own,
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
            Root::Own => "crate::",
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
