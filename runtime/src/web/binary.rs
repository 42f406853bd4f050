//! Parts of bodies that are any bytes.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::reader::Reader;
use crate::shape::Checks;
use crate::{Custom, Model, Node, Value};

/// A part of a `multipart` body that is any bytes (`type: string, format: binary`): a file.
///
/// JSON has no bytes: as JSON it is a text, with U+FFFD for what is not UTF-8. Lengths that a schema
/// limits are those of that text.
///
/// ```
/// use fieldwright_runtime::{Binary, to_json};
///
/// let photo = Binary::from(vec![0xFF, 0xD8, 0xFF]);
/// assert_eq!(photo[..2], [0xFF, 0xD8]);
/// assert_eq!(to_json(&Binary::from("a text")), r#""a text""#);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Binary(pub Vec<u8>);

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<String> for Binary {
    fn from(text: String) -> Self {
        Self(text.into_bytes())
    }
}

impl From<&str> for Binary {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<Binary> for Vec<u8> {
    fn from(binary: Binary) -> Self {
        binary.0
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Deref for Binary {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Binary {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl Model for Binary {
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self> {
        let at = reader.position();
        let text = reader.text_value("string")?;
        reader.check(at, Node::Text(&text), checks);
        Some(Self(text.into_owned().into_bytes()))
    }

    fn view_value(&self) -> Node<'_> {
        match str::from_utf8(&self.0) {
            Ok(text) => Node::Text(text),
            Err(_) => Node::Custom(self),
        }
    }

    crate::whole_value! {}
}

impl Custom for Binary {
    fn value(&self) -> Option<Value> {
        Some(Value::from(&*String::from_utf8_lossy(&self.0)))
    }
}
