//! Keywords that compare a count or a number with a limit. Each is one row here: tables, evaluator,
//! generator and messages know it from that row.

use crate::Types;
use crate::num::{Limit, Num};

macro_rules! keywords {
    ($(#[$of:meta])* $enum:ident { $($(#[$doc:meta])* $keyword:ident = $name:literal,)* }) => {
        $(#[$of])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $($(#[$doc])* $keyword,)*
        }

        impl $enum {
            /// All of them, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$keyword),*];

            /// As a schema has it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$keyword => $name,)*
                }
            }

            /// The keyword of this name.
            #[must_use]
            pub fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$keyword),)*
                    _ => None,
                }
            }
        }
    };
}

keywords! {
    /// A keyword that limits how many characters, items or properties a value has (JSON Schema
    /// 2020-12 validation, sections 6.3 to 6.5).
    CountKeyword {
        /// At least this many Unicode scalar values (section 6.3.2).
        MinLength = "minLength",
        /// At most this many Unicode scalar values (section 6.3.1).
        MaxLength = "maxLength",
        /// At least this many items (section 6.4.2).
        MinItems = "minItems",
        /// At most this many items (section 6.4.1).
        MaxItems = "maxItems",
        /// At least this many properties (section 6.5.2).
        MinProperties = "minProperties",
        /// At most this many properties (section 6.5.1).
        MaxProperties = "maxProperties",
    }
}

keywords! {
    /// A keyword that compares a number with another one (section 6.2).
    NumberKeyword {
        /// At least this number (section 6.2.4).
        Minimum = "minimum",
        /// At most this number (section 6.2.2).
        Maximum = "maximum",
        /// More than this number (section 6.2.5).
        ExclusiveMinimum = "exclusiveMinimum",
        /// Less than this number (section 6.2.3).
        ExclusiveMaximum = "exclusiveMaximum",
        /// An integral multiple of this number (section 6.2.1).
        MultipleOf = "multipleOf",
    }
}

impl CountKeyword {
    /// The type whose values it limits, whether to a least number, and the words for one of what is
    /// counted and for several.
    #[inline]
    const fn row(self) -> (Types, bool, [&'static str; 2]) {
        const CHARACTERS: [&str; 2] = ["character", "characters"];
        const ITEMS: [&str; 2] = ["item", "items"];
        const PROPERTIES: [&str; 2] = ["property", "properties"];
        match self {
            Self::MinLength => (Types::STRING, true, CHARACTERS),
            Self::MaxLength => (Types::STRING, false, CHARACTERS),
            Self::MinItems => (Types::ARRAY, true, ITEMS),
            Self::MaxItems => (Types::ARRAY, false, ITEMS),
            Self::MinProperties => (Types::OBJECT, true, PROPERTIES),
            Self::MaxProperties => (Types::OBJECT, false, PROPERTIES),
        }
    }

    /// The type whose values it limits.
    #[inline]
    #[must_use]
    pub const fn types(self) -> Types {
        self.row().0
    }

    /// Whether its limit is the least number, not the greatest.
    #[inline]
    #[must_use]
    pub const fn is_least(self) -> bool {
        self.row().1
    }

    /// `at least 2 characters`; the limit is a number's text, `of` stands before the noun.
    pub(crate) fn words(self, limit: &str, of: &str) -> String {
        let (_, is_least, [one, many]) = self.row();
        let least = if is_least { "at least" } else { "at most" };
        let what = if limit == "1" { one } else { many };
        format!("{least} {limit} {of}{what}")
    }

    /// Whether a value with so many keeps the limit.
    #[inline]
    #[must_use]
    pub const fn holds(self, count: u64, limit: u64) -> bool {
        match self.is_least() {
            true => count >= limit,
            false => count <= limit,
        }
    }

    /// The same of the length of a text, which its bytes mostly decide: a scalar value takes one byte
    /// at least and four at most.
    #[inline]
    pub(crate) fn holds_text(self, text: &str, limit: u64) -> bool {
        let bytes = text.len() as u64;
        let is_sure = match self.is_least() {
            true => bytes.div_ceil(4) >= limit,
            false => bytes <= limit,
        };
        is_sure || self.holds(length(text), limit)
    }
}

/// In Unicode scalar values.
// Rarely called: the bytes decide most texts.
#[inline(never)]
pub(crate) fn length(text: &str) -> u64 {
    text.chars().count() as u64
}

impl NumberKeyword {
    /// The words before its number in a message.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Minimum => "at least",
            Self::Maximum => "at most",
            Self::ExclusiveMinimum => "greater than",
            Self::ExclusiveMaximum => "less than",
            Self::MultipleOf => "a multiple of",
        }
    }

    /// Whether a number keeps the limit; both as JSON text.
    #[must_use]
    pub fn allows(self, number: &str, limit: &str) -> bool {
        self.holds(Num::Text(number), &Limit::new(limit))
    }

    #[inline]
    pub(crate) fn holds(self, number: Num<'_>, limit: &Limit) -> bool {
        match self {
            Self::Minimum => number.compare(limit).is_ge(),
            Self::Maximum => number.compare(limit).is_le(),
            Self::ExclusiveMinimum => number.compare(limit).is_gt(),
            Self::ExclusiveMaximum => number.compare(limit).is_lt(),
            Self::MultipleOf => number.is_multiple_of(limit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CountKeyword, NumberKeyword};

    #[test]
    fn every_keyword_is_found_by_its_name() {
        for keyword in CountKeyword::ALL {
            assert_eq!(CountKeyword::of(keyword.name()), Some(*keyword));
        }
        for keyword in NumberKeyword::ALL {
            assert_eq!(NumberKeyword::of(keyword.name()), Some(*keyword));
        }
        assert!(NumberKeyword::Minimum.allows("1.0", "1"));
        assert!(!NumberKeyword::Minimum.allows("0.99", "1"));
        assert_eq!(CountKeyword::of("minimum"), None);
        assert_eq!(NumberKeyword::of("minLength"), None);
    }

    #[test]
    fn the_bytes_of_a_text_decide_as_its_characters_do() {
        for text in ["", "a", "é", "日本", "𝒳𝒳𝒳", "abcdefgh"] {
            let count = text.chars().count() as u64;
            for limit in 0..10 {
                for keyword in [CountKeyword::MinLength, CountKeyword::MaxLength] {
                    let expected = keyword.holds(count, limit);
                    assert_eq!(keyword.holds_text(text, limit), expected, "{text} {limit}");
                }
            }
        }
    }
}
