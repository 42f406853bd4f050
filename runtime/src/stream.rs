//! From a file, a socket or anything else that gives bytes, for those who used
//! `serde_json::from_reader`.

use std::fmt;
use std::io;

use crate::{Model, Violations, from_json};

/// Reads `reader` to its end and makes a valid value of it, with positions in the text. All bytes
/// are held in memory first, so limit their number: `reader.take(1 << 20)`.
///
/// ```
/// use fieldwright_runtime::{FromReaderError, from_reader};
///
/// let numbers: Vec<i64> = from_reader(&b"[1, 2]"[..])?;
/// assert_eq!(numbers, [1, 2]);
/// let error = from_reader::<Vec<i64>>(&b"[1, true]"[..]).unwrap_err();
/// assert_eq!(error.to_string(), "1:5: /1 [type] expected an integer, found a boolean");
/// # Ok::<(), FromReaderError>(())
/// ```
///
/// # Errors
/// If reading fails, or with every violation.
pub fn from_reader<T: Model>(mut reader: impl io::Read) -> Result<T, FromReaderError> {
    let mut bytes = Vec::new();
    reader
        .read_to_end(&mut bytes)
        .map_err(FromReaderError::Io)?;
    from_json(&bytes).map_err(FromReaderError::Invalid)
}

/// Why [`from_reader`] has no value.
#[derive(Debug)]
pub enum FromReaderError {
    /// The bytes could not be read.
    Io(io::Error),
    /// They break the schema, or are no JSON.
    Invalid(Violations),
}

impl fmt::Display for FromReaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Invalid(violations) => violations.fmt(f),
        }
    }
}

impl std::error::Error for FromReaderError {}
