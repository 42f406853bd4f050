//! Exact checks of the string formats of JSON Schema and OpenAPI.
//!
//! One file per family of specifications. No check recurses or takes more than linear
//! time, none but `regex` allocates (the names and open groups of a pattern), and none
//! panics: texts come from untrusted input.

mod duration;
mod email;
mod encoded;
mod host;
#[cfg(feature = "idn")]
mod idn;
#[cfg(not(feature = "idn"))]
#[path = "without_idn.rs"]
mod idn;
#[cfg(any(feature = "idn", feature = "regex"))]
mod marks;
mod net;
mod number;
mod pointer;
#[cfg(feature = "regex")]
mod regex;
mod table;
mod template;
mod time;
mod uri;

#[cfg(test)]
mod tests;

use uri::Alphabet;

/// Named by generated code with formats that need the feature `idn`.
#[cfg(feature = "idn")]
#[doc(hidden)]
#[derive(Debug)]
pub struct Idn;

/// Named by generated code with the format `regex`, which needs the feature of this name.
#[cfg(feature = "regex")]
#[doc(hidden)]
#[derive(Debug)]
pub struct Patterns;

/// A string format that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// A date and a time of day with its UTC offset: `2024-02-29T12:00:00Z`.
    DateTime,
    /// A calendar date: `2024-02-29`.
    Date,
    /// A time of day with its UTC offset: `12:00:00+01:00`.
    Time,
    /// A span of time: `P1DT12H`.
    Duration,
    /// A mailbox in ASCII: `jo@example.com`.
    Email,
    /// A mailbox whose local part and domain may be Unicode.
    IdnEmail,
    /// A host name in ASCII; its A-labels must be valid too.
    Hostname,
    /// A host name whose labels may be Unicode.
    IdnHostname,
    /// Four decimal octets: `192.0.2.1`.
    Ipv4,
    /// An IPv6 address without brackets and zone: `2001:db8::1`.
    Ipv6,
    /// An absolute URI, with or without a fragment.
    Uri,
    /// A URI or a relative reference.
    UriReference,
    /// A URI whose characters may be Unicode.
    Iri,
    /// A URI reference whose characters may be Unicode.
    IriReference,
    /// A URI with expressions in braces: `/users/{id}`.
    UriTemplate,
    /// A path into a JSON document: `/a/0`.
    JsonPointer,
    /// A JSON pointer that first climbs some levels: `1/a`.
    RelativeJsonPointer,
    /// Hexadecimal digits in groups of 8-4-4-4-12, of any version.
    Uuid,
    /// OpenAPI's `byte`: padded base64 in the standard alphabet.
    Byte,
    /// An ECMA-262 regular expression, as the `u` flag reads it: `^[a-z]+$`.
    Regex,
    /// OpenAPI's `int8`: an integer from -2^7 to 2^7 - 1. Applies to numbers only.
    Int8,
    /// OpenAPI's `int16`: an integer from -2^15 to 2^15 - 1. Applies to numbers only.
    Int16,
    /// OpenAPI's `int32`: an integer from -2^31 to 2^31 - 1. Applies to numbers only.
    Int32,
    /// OpenAPI's `int64`: an integer from -2^63 to 2^63 - 1. Applies to numbers only.
    Int64,
    /// OpenAPI's `uint8`: an integer from 0 to 2^8 - 1. Applies to numbers only.
    Uint8,
    /// OpenAPI's `uint16`: an integer from 0 to 2^16 - 1. Applies to numbers only.
    Uint16,
    /// OpenAPI's `uint32`: an integer from 0 to 2^32 - 1. Applies to numbers only.
    Uint32,
    /// OpenAPI's `uint64`: an integer from 0 to 2^64 - 1. Applies to numbers only.
    Uint64,
    /// OpenAPI's `double-int`: an integer from -(2^53 - 1) to 2^53 - 1, which double precision keeps
    /// apart from its neighbours. Applies to numbers only.
    DoubleInt,
    /// OpenAPI's `sf-integer`: an integer of at most 15 digits (RFC 8941 section 3.3.1). Applies to
    /// numbers only.
    SfInteger,
    /// OpenAPI's `float`: a number that single precision can hold after rounding. The number of
    /// digits does not matter, as 0.1 is no binary fraction. Applies to numbers only.
    Float,
    /// OpenAPI's `double`: the same for double precision. Applies to numbers only.
    Double,
    /// OpenAPI's `password`: a hint not to show the text; every text is one.
    Password,
    /// OpenAPI's `binary`: any octets; in JSON, every text.
    Binary,
}

impl Format {
    /// Every format, in the order of declaration.
    pub const ALL: &'static [Format] = &table::ALL;

    const fn row(self) -> &'static table::Row {
        &table::ROWS[self as usize]
    }

    /// The value of the `format` keyword.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// The format that the `format` keyword names, `None` for an unknown one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }

    /// The feature of this crate without which texts of the format cannot be evaluated, and are refused: labels of
    /// host names beyond ASCII need `idn`, patterns `regex`.
    #[must_use]
    pub const fn feature(self) -> Option<&'static str> {
        match self {
            Format::Hostname | Format::IdnHostname | Format::IdnEmail => Some("idn"),
            Format::Regex => Some("regex"),
            _ => None,
        }
    }

    /// Whether that feature is off.
    #[cfg(feature = "evaluator")]
    pub(crate) fn is_missing(self) -> bool {
        match self.feature() {
            Some("idn") => cfg!(not(feature = "idn")),
            Some(_) => cfg!(not(feature = "regex")),
            None => false,
        }
    }

    /// Whether the format applies to numbers; all others apply to texts.
    #[must_use]
    pub const fn is_numeric(self) -> bool {
        self.integers().is_some() || matches!(self, Format::Float | Format::Double)
    }

    /// The least and the greatest integer of a format of integers.
    #[must_use]
    pub const fn integers(self) -> Option<(i128, i128)> {
        Some(match self {
            Format::Int8 => (i8::MIN as i128, i8::MAX as i128),
            Format::Int16 => (i16::MIN as i128, i16::MAX as i128),
            Format::Int32 => (i32::MIN as i128, i32::MAX as i128),
            Format::Int64 => (i64::MIN as i128, i64::MAX as i128),
            Format::Uint8 => (0, u8::MAX as i128),
            Format::Uint16 => (0, u16::MAX as i128),
            Format::Uint32 => (0, u32::MAX as i128),
            Format::Uint64 => (0, u64::MAX as i128),
            Format::DoubleInt => (-(1 << 53) + 1, (1 << 53) - 1),
            Format::SfInteger => (-999_999_999_999_999, 999_999_999_999_999),
            _ => return None,
        })
    }

    /// Whether a number, as JSON text, is valid; a format of texts accepts every number.
    #[must_use]
    pub fn matches_number(self, text: &str) -> bool {
        number::matches(self, text)
    }

    /// Whether the text is valid; a format of numbers accepts every text.
    #[must_use]
    pub fn matches(self, text: &str) -> bool {
        match self {
            Format::DateTime => time::date_time(text.as_bytes()),
            Format::Date => time::date(text.as_bytes()),
            Format::Time => time::time(text.as_bytes()),
            Format::Duration => duration::duration(text.as_bytes()),
            Format::Email => email::email(text),
            Format::IdnEmail => email::idn_email(text),
            Format::Hostname => host::hostname(text),
            Format::IdnHostname => host::idn_hostname(text),
            Format::Ipv4 => net::ipv4(text),
            Format::Ipv6 => net::ipv6(text),
            Format::Uri => uri::absolute(text, Alphabet::Ascii),
            Format::UriReference => uri::reference(text, Alphabet::Ascii),
            Format::Iri => uri::absolute(text, Alphabet::Unicode),
            Format::IriReference => uri::reference(text, Alphabet::Unicode),
            Format::UriTemplate => template::uri_template(text),
            Format::JsonPointer => pointer::json_pointer(text.as_bytes()),
            Format::RelativeJsonPointer => pointer::relative_json_pointer(text.as_bytes()),
            Format::Uuid => encoded::uuid(text.as_bytes()),
            Format::Byte => encoded::base64(text.as_bytes()),
            #[cfg(feature = "regex")]
            Format::Regex => regex::is_pattern(text),
            #[cfg(not(feature = "regex"))]
            Format::Regex => false,
            // Those of numbers, and any text.
            _ => true,
        }
    }

    /// A text that keeps to the format, for messages; of a format of numbers, a number.
    #[must_use]
    pub const fn example(self) -> &'static str {
        self.row().example
    }

    /// Where the format is defined, for messages.
    #[must_use]
    pub const fn specification(self) -> &'static str {
        self.row().specification
    }
}
