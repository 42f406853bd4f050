//! The Rust types of asserted string formats: each holds the text as it was written, so that
//! nothing is lost.
//!
//! Construction from a text checks it. Serde reads the shape only, so a value from serde may
//! violate its format until `validate`.

use std::fmt;
use std::ops::Deref;

use crate::fault::Fault;
use crate::model::{Empty, Model};
use crate::reader::Reader;
use crate::shape::{Checks, Enum};
use crate::suggest::nearest;
use crate::view::Node;
use crate::{Format, Violation, Violations};

macro_rules! text_types {
    ($($(#[$doc:meta])* $name:ident = $format:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The text as it was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Violations;
            fn try_from(text: String) -> Result<Self, Violations> {
                check(Format::$format, &text)?;
                Ok(Self(text))
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Violations;
            fn try_from(text: &str) -> Result<Self, Violations> {
                Self::try_from(text.to_owned())
            }
        }

        impl std::str::FromStr for $name {
            type Err = Violations;
            fn from_str(text: &str) -> Result<Self, Violations> {
                Self::try_from(text)
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }

        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({:?})", stringify!($name), self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d).map(Self)
            }
        }

        impl Model for $name {
            fn read_value(r: &mut Reader<'_>, checks: Checks) -> Option<Self> {
                String::read_value(r, checks).map(Self)
            }

            fn view_value(&self) -> Node<'_> {
                Node::Text(&self.0)
            }

            crate::whole_value! {}
        }

        impl Empty for $name {
            const EMPTY: Self = Self(String::new());
        }
    )*};
}

text_types! {
    /// A date and time with its offset (`date-time`, RFC 3339 section 5.6).
    DateTime = DateTime;
    /// A calendar date (`date`, RFC 3339 section 5.6, `full-date`).
    Date = Date;
    /// A time of day with its offset (`time`, RFC 3339 section 5.6, `full-time`).
    Time = Time;
    /// A duration (`duration`, RFC 3339 appendix A).
    Duration = Duration;
    /// An email address (`email`, RFC 5321 section 4.1.2).
    Email = Email;
    /// An internet host name (`hostname`, RFC 1123 section 2.1).
    Hostname = Hostname;
    /// An IPv4 address (`ipv4`, RFC 2673 section 3.2).
    Ipv4 = Ipv4;
    /// An IPv6 address (`ipv6`, RFC 4291 section 2.2).
    Ipv6 = Ipv6;
    /// A URI (`uri`, RFC 3986).
    Uri = Uri;
    /// A URI or relative reference (`uri-reference`, RFC 3986 section 4.1).
    UriReference = UriReference;
    /// An IRI (`iri`, RFC 3987).
    Iri = Iri;
    /// An IRI or relative reference (`iri-reference`, RFC 3987).
    IriReference = IriReference;
    /// A URI template (`uri-template`, RFC 6570).
    UriTemplate = UriTemplate;
    /// A JSON pointer (`json-pointer`, RFC 6901 section 5).
    JsonPointer = JsonPointer;
    /// A relative JSON pointer (`relative-json-pointer`).
    RelativeJsonPointer = RelativeJsonPointer;
    /// A UUID (`uuid`, RFC 4122).
    Uuid = Uuid;
    /// Bytes in base64 (OpenAPI's `byte`, RFC 4648 section 4).
    Base64 = Byte;
    /// An ECMA-262 regular expression (`regex`), as the `u` flag reads it.
    Regex = Regex;
}

fn check(format: Format, text: &str) -> Result<(), Violations> {
    if format.matches(text) {
        return Ok(());
    }
    Err(refusal(Fault::format(format.name())))
}

/// The violation of a text that is the whole instance.
pub(crate) fn refusal(fault: Fault) -> Violations {
    let schema = format!("#/{}", fault.code);
    let violation = Violation::new(fault, String::new(), schema);
    Violations::new(vec![violation], 0)
}

/// The error for a text that is none of an enum's values; lists them.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownValue {
    name: &'static str,
    allowed: String,
    nearest: Option<&'static str>,
}

impl UnknownValue {
    /// The error for `text`, which is no value of the enum.
    #[must_use]
    pub fn new(table: &'static Enum, text: &str) -> Self {
        Self {
            name: table.name,
            allowed: table.values.join(", "),
            nearest: nearest(text, table.values.iter().copied()),
        }
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "not a value of {}: expected one of {}",
            self.name, self.allowed
        )?;
        match self.nearest {
            Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for UnknownValue {}
