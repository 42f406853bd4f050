//! Files are written beside their destinations, then all are renamed.
//!
//! Every folder of a run is checked, and every file written, before the first one is renamed: a run
//! that is refused or out of space changes nothing. A run that is killed between two renames leaves
//! some files new and the others old, each of them whole; the next run writes the others. A later
//! run removes its temporary files, once they are an hour old and their process has ended.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Artifact, WriteError, is_ours};

/// A temporary file of a process that is gone is removed after this.
const OLD: Duration = Duration::from_secs(60 * 60);

/// The same if it is unknown whether the process has ended.
const VERY_OLD: Duration = Duration::from_secs(24 * 60 * 60);

/// Files that are written and not yet renamed. Files that are not renamed are removed.
#[derive(Default)]
pub(super) struct Stage {
    /// Temporary file and destination.
    files: Vec<(PathBuf, PathBuf)>,
    /// Folders that were looked at, and whether they lie below the root.
    folders: BTreeMap<PathBuf, bool>,
}

impl Drop for Stage {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            // It has no other use.
            let _ = fs::remove_file(temporary);
        }
    }
}

impl Stage {
    /// Writes a file beside its destination below `root`, unless it is up to date; returns whether.
    pub(super) fn add(&mut self, artifact: &Artifact, root: &Path) -> Result<bool, WriteError> {
        let place = artifact.place(root);
        if !self.is_below(&place, root) {
            return Err(WriteError::Outside(place));
        }
        match contents(&place) {
            Ok(old) if old == artifact.contents.as_bytes() => return Ok(false),
            Ok(old) if !is_ours(&old) => return Err(WriteError::Foreign(place)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // A folder, a device or a pipe is in the way.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                return Err(WriteError::Foreign(place));
            }
            Err(error) => return Err(WriteError::Io(place, error)),
        }
        self.put(place, artifact.contents.as_bytes())?;
        Ok(true)
    }

    /// Writes a file beside its destination. A device or a pipe there is not replaced.
    pub(super) fn put(&mut self, place: PathBuf, contents: &[u8]) -> Result<(), WriteError> {
        if fs::metadata(&place).is_ok_and(|there| !there.is_file()) {
            return Err(WriteError::Foreign(place));
        }
        // Most files lie beside the previous one, whose folder exists.
        let is_beside = self
            .files
            .last()
            .is_some_and(|(_, before)| before.parent() == place.parent());
        let mut name = place.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = place.with_file_name(name);
        let folder = place.parent().filter(|_| !is_beside);
        let made = folder.map_or(Ok(()), fs::create_dir_all);
        let error_place = place.clone();
        self.files.push((temporary.clone(), place));
        made.and_then(|()| fs::write(&temporary, contents))
            .map_err(|error| WriteError::Io(error_place, error))
    }

    /// Renames all files to their destinations.
    pub(super) fn commit(&mut self) -> Result<(), WriteError> {
        while let Some((temporary, place)) = self.files.pop() {
            if let Err(error) = fs::rename(&temporary, &place) {
                let _ = fs::remove_file(&temporary);
                return Err(WriteError::Io(place, error));
            }
        }
        Ok(())
    }

    /// Whether a path lies below the root when links are followed. Each folder is checked once, and
    /// files that ended processes left there are removed.
    fn is_below(&mut self, place: &Path, root: &Path) -> bool {
        let folder = place.parent().unwrap_or(root);
        if let Some(known) = self.folders.get(folder) {
            return *known;
        }
        let is_below = match (real(folder), real(root)) {
            (Some(folder), Some(root)) => folder.starts_with(root),
            _ => true, // nothing of the path is there yet
        };
        if is_below {
            sweep(folder);
        }
        self.folders.insert(folder.to_path_buf(), is_below);
        is_below
    }
}

/// The path without links, of as much of it as is there.
fn real(path: &Path) -> Option<PathBuf> {
    let mut missing = PathBuf::new();
    for there in path.ancestors() {
        let asked = match there.as_os_str().is_empty() {
            true => Path::new("."),
            false => there,
        };
        if let Ok(real) = asked.canonicalize() {
            return Some(real.join(missing));
        }
        let name = there.file_name()?;
        missing = match missing.as_os_str().is_empty() {
            true => PathBuf::from(name),
            false => Path::new(name).join(missing),
        };
    }
    None
}

/// The contents of a regular file.
pub(super) fn contents(place: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(place)?.is_file() {
        fs::read(place)
    } else {
        Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "it is no regular file",
        ))
    }
}

/// Removes fieldwright's temporary files whose process has ended.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return; // a folder that is not there holds none
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(process) = name.to_str().and_then(process_of) else {
            continue;
        };
        let age = entry.metadata().ok().filter(fs::Metadata::is_file);
        let age = age.and_then(|metadata| metadata.modified().ok()?.elapsed().ok());
        let is_gone = match Path::new("/proc/self").exists() {
            true => !Path::new("/proc").join(process.to_string()).exists(),
            false => age.is_some_and(|age| age > VERY_OLD),
        };
        let is_old = age.is_some_and(|age| age > OLD);
        let path = entry.path();
        // One that was never filled has no first line.
        let is_generated = || fs::read(&path).is_ok_and(|text| text.is_empty() || is_ours(&text));
        if is_old && is_gone && is_generated() {
            let _ = fs::remove_file(&path);
        }
    }
}

/// The process that a temporary file names: `page.rs.1234.tmp`.
pub(super) fn process_of(name: &str) -> Option<u32> {
    let (_, process) = name.strip_suffix(".tmp")?.rsplit_once('.')?;
    process.parse().ok()
}
