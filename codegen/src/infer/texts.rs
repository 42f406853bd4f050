//! Texts of samples -> their format, or the values of an enum.

use std::collections::BTreeMap;

use fieldwright_runtime::Format;

use super::{Evidence, Options};

/// The common properties of texts.
#[derive(Debug, Clone)]
pub(crate) struct Texts<'d> {
    /// How many there are.
    pub(crate) count: usize,
    /// The format of all.
    pub(crate) format: Option<&'static str>,
    /// The values of an enum, in the order of first occurrence; empty if it is none.
    pub(crate) values: Vec<&'d str>,
}

/// The formats that are looked for, in this order, and from how many different values on.
const FORMATS: [(Format, usize); 9] = [
    (Format::DateTime, 1),
    (Format::Date, 1),
    (Format::Uuid, 1),
    (Format::Time, 2),
    (Format::Email, 2),
    (Format::Ipv4, 2),
    (Format::Ipv6, 2),
    (Format::Uri, 2),
    (Format::Duration, 2),
];

/// Longer texts are no names of values.
const LONGEST: usize = 40;

impl<'d> Texts<'d> {
    /// `is_one_type` means that there are no values of other types.
    pub(super) fn of(texts: &[&'d str], options: &Options, is_one_type: bool) -> Self {
        let mut found = Self {
            count: texts.len(),
            format: None,
            values: Vec::new(),
        };
        if !is_one_type {
            return found;
        }
        let enough = match options.formats {
            Some(Evidence::AtLeast(count)) => count,
            _ => 2,
        };
        let values = distinct(texts, options.enum_values.max(enough) + 1);
        found.format = format(texts, values.len(), options);
        let is_enum = options.enums
            && found.format.is_none()
            && (2..=options.enum_values).contains(&values.len())
            && texts.len() / options.enum_repeats.max(1) >= values.len()
            && values.iter().all(|value| is_name(value));
        if is_enum {
            found.values = values;
        }
        found
    }
}

/// The format that every text has.
fn format(texts: &[&str], distinct: usize, options: &Options) -> Option<&'static str> {
    let evidence = options.formats?;
    let is_it = |(format, own): &(Format, usize)| {
        let needed = match evidence {
            Evidence::OfFormat => *own,
            Evidence::AtLeast(count) => count,
        };
        distinct >= needed && texts.iter().all(|text| is_of(*format, text))
    };
    FORMATS
        .iter()
        .find(|one| is_it(one))
        .map(|one| one.0.name())
}

/// Whether a text has a format by intention, not by chance.
fn is_of(format: Format, text: &str) -> bool {
    // `a:b` is a URI, too.
    let is_meant = format != Format::Uri || text.contains("://");
    is_meant && format.matches(text)
}

/// The different texts, in order, if there are no more than `most`.
fn distinct<'d>(texts: &[&'d str], most: usize) -> Vec<&'d str> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    let mut found = Vec::new();
    for text in texts.iter().copied() {
        if found.len() >= most {
            break;
        }
        if seen.insert(text, ()).is_none() {
            found.push(text);
        }
    }
    found
}

/// Whether a text may be the name of a value, and is no sentence or number.
fn is_name(text: &str) -> bool {
    text.len() <= LONGEST
        && text.trim() == text
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_control)
        && text.matches(' ').count() < 3
}
