//! A path -> the bytes of its file, if it is one and not too large.
//!
//! A document can name a device that never ends or a pipe that nobody writes to, and its size
//! decides whether it is read at all.

use std::fs::{File, metadata};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

use super::Limits;

/// Reads a regular file that is not too large; links are followed.
///
/// # Errors
/// What the system says; `InvalidInput` for what is no file, and `FileTooLarge`.
pub(crate) fn read_file(path: &Path, limits: Limits) -> Result<Vec<u8>> {
    let found = metadata(path)?;
    if found.is_dir() {
        return Err(Error::new(ErrorKind::IsADirectory, "it is a folder"));
    }
    if !found.is_file() {
        let message = "it is no regular file, but a device, a pipe or a socket";
        return Err(Error::new(ErrorKind::InvalidInput, message));
    }
    check(found.len(), limits)?;
    let mut bytes = Vec::new();
    // It may grow meanwhile.
    let most = limits.text() + 1;
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    check(bytes.len() as u64, limits)?;
    Ok(bytes)
}

pub(super) fn check(length: u64, limits: Limits) -> Result<()> {
    let most = limits.text();
    if length <= most {
        return Ok(());
    }
    let message = format!("it has {length} bytes; at most {most} are read");
    Err(Error::new(ErrorKind::FileTooLarge, message))
}
