//! An archive -> the text of its parts, as much as the limits allow over all of them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Problem;
use crate::source::Limits;

/// The limit on the expanded size of all parts, in bytes.
const MOST: u64 = 64 << 20;

pub(super) struct Archive {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    left: u64,
}

impl Archive {
    pub(super) fn open(bytes: Vec<u8>, limits: Limits) -> Result<Self, Problem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Problem::Broken)?;
        Ok(Self {
            archive,
            left: limits.of(MOST),
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part; empty if there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Problem> {
        if !self.has(name) {
            return Ok(String::new());
        }
        let part = self.archive.by_name(name).map_err(|_| Problem::Broken)?;
        let mut bytes = Vec::new();
        // The declared size of a part may be wrong.
        let mut part = part.take(self.left + 1);
        part.read_to_end(&mut bytes).map_err(|_| Problem::Broken)?;
        let length = bytes.len() as u64;
        self.left = self.left.checked_sub(length).ok_or(Problem::TooLarge)?;
        String::from_utf8(bytes).map_err(|_| Problem::Broken)
    }
}
