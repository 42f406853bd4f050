//! A path -> the bytes of its file, if it is one and not too large.
//!
//! A document can name a device that never ends or a pipe that nobody writes to, and its size
//! decides whether it is read at all.

use std::fs::{File, metadata};
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

use fieldwright_runtime::nearest;

use super::Limits;

/// Reads a regular file that is not too large; links are followed.
///
/// # Errors
/// The error of the system; `InvalidInput` if it is no file, and `FileTooLarge`.
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

/// The name of a file beside the missing `path` that may be intended: with the same stem, or nearly
/// the same name.
pub(crate) fn near(path: &Path) -> Option<String> {
    /// So many files of a folder are looked at.
    const MOST: usize = 1000;
    let folder = match path.parent()? {
        here if here.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    };
    let files = std::fs::read_dir(folder).ok()?.take(MOST).flatten();
    let names = files.filter_map(|file| file.file_name().into_string().ok());
    let mut names: Vec<String> = names.collect();
    let of_another_kind = |name: &String| Path::new(name).extension() != path.extension();
    names.sort_by_cached_key(|name| (of_another_kind(name), name.clone()));
    let stem = |name: &String| Path::new(name).file_stem()?.to_str().map(str::to_owned);
    let stems: Vec<String> = names.iter().filter_map(stem).collect();
    let wanted = path.file_stem()?.to_str()?;
    let same = stems
        .iter()
        .map(String::as_str)
        .find(|stem| *stem == wanted);
    let near = same.or_else(|| nearest(wanted, stems.iter().map(String::as_str)))?;
    let mut names = names.into_iter();
    names.find(|name| stem(name).is_some_and(|stem| stem == near))
}

pub(super) fn check(length: u64, limits: Limits) -> Result<()> {
    let most = limits.text();
    if length <= most {
        return Ok(());
    }
    let message = format!("it has {length} bytes; at most {most} are read");
    Err(Error::new(ErrorKind::FileTooLarge, message))
}

/// How many files may lie below a folder that is looked through.
#[cfg(feature = "config")]
const MOST_FILES: usize = 100_000;

/// The regular files below a folder of `root`, by their paths from there with `/`. Links are not
/// followed, hidden files are skipped, and a folder that a link leads out of `root` is refused.
#[cfg(feature = "config")]
pub(super) fn files_below(root: &Path, folder: &Path, depth: usize) -> Result<Vec<String>> {
    let root = match root.as_os_str().is_empty() {
        true => Path::new("."),
        false => root,
    };
    let start = root.join(folder);
    if !start.canonicalize()?.starts_with(root.canonicalize()?) {
        let message = "a link leads out of the folder of fieldwright.toml";
        return Err(Error::new(ErrorKind::InvalidInput, message));
    }
    let mut found = Vec::new();
    let mut seen = 0;
    let mut open = vec![(start, String::new(), depth)];
    while let Some((folder, prefix, depth)) = open.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            seen += 1;
            check_count(seen)?;
            // A name that is no text is matched by no pattern.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let kind = entry.file_type()?;
            if name.starts_with('.') {
                continue;
            }
            let path = format!("{prefix}{name}");
            if kind.is_file() {
                found.push(path);
            } else if kind.is_dir() && depth > 1 {
                open.push((entry.path(), format!("{path}/"), depth - 1));
            }
        }
    }
    Ok(found)
}

#[cfg(feature = "config")]
pub(super) fn check_count(count: usize) -> Result<()> {
    if count <= MOST_FILES {
        return Ok(());
    }
    let message =
        format!("more than {MOST_FILES} files lie there; begin the pattern with a folder");
    Err(Error::new(ErrorKind::InvalidInput, message))
}
