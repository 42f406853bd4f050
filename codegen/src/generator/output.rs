//! The output of a run, and its folders.

use std::path::{Path, PathBuf};

use crate::artifact::{self, Artifact, Drift, WriteError, Written};
use crate::coverage::Coverage;
use crate::diagnostic::{Diagnostics, Levels, Severity};

use super::target::Target;

/// The output of a run.
#[derive(Debug)]
pub struct Output {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) warnings: Diagnostics,
    pub(super) read: Vec<PathBuf>,
    pub(super) target: Target,
}

impl Output {
    /// The files, by path.
    #[must_use]
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// Warnings and notes: what was recovered or left out, and hints.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The same, if nothing else is needed.
    #[must_use]
    pub fn into_warnings(self) -> Diagnostics {
        self.warnings
    }

    /// The same with the severities of the levels.
    ///
    /// # Errors
    /// All diagnostics, if one is denied.
    pub fn leveled(mut self, levels: &Levels) -> Result<Self, Diagnostics> {
        let before = self.warnings.count(Severity::Error);
        self.warnings = self.warnings.leveled(levels);
        if self.warnings.count(Severity::Error) > before {
            return Err(self.warnings);
        }
        Ok(self)
    }

    /// The same with diagnostics that name files below `folder`, which they are relative to.
    #[must_use]
    pub fn below(mut self, folder: &Path) -> Self {
        self.warnings = self.warnings.below(folder);
        self
    }

    /// The coverage report of each input.
    #[must_use]
    pub fn coverage(&self) -> &[Coverage] {
        &self.coverage
    }

    /// Every file that was read.
    #[must_use]
    pub fn files_read(&self) -> &[PathBuf] {
        &self.read
    }

    /// Writes changed files below `folder`; with `prune`, removes generated files that are no
    /// longer made.
    ///
    /// # Errors
    /// A foreign file in the way, or a file system that refuses.
    pub fn write(&self, folder: impl AsRef<Path>, prune: bool) -> Result<Written, WriteError> {
        let prune = if prune { self.target.folders() } else { &[] };
        artifact::write(&self.artifacts, folder.as_ref(), prune)
    }

    /// The same with the parts in separate folders; returns the files written to each.
    ///
    /// # Errors
    /// A foreign file in the way, or a file system that refuses.
    pub fn write_split(&self, folders: &Folders) -> Result<Vec<(PathBuf, Written)>, WriteError> {
        let parts = [("docs/", &folders.docs), ("html/", &folders.html)];
        let apart: Vec<(&str, &PathBuf)> = parts
            .into_iter()
            .filter_map(|(part, folder)| Some((part, folder.as_ref()?)))
            .collect();
        let mut groups: Vec<(&PathBuf, Vec<Artifact>)> = Vec::new();
        if let Some(folder) = &folders.output {
            let is_apart = |path: &str| apart.iter().any(|(part, _)| path.starts_with(part));
            let rest = self.artifacts.iter().filter(|a| !is_apart(&a.path));
            groups.push((folder, rest.cloned().collect()));
        }
        for (part, folder) in apart {
            let own = self.artifacts.iter().filter_map(|artifact| {
                let path = artifact.path.strip_prefix(part)?.to_owned();
                let contents = artifact.contents.clone();
                Some(Artifact { path, contents })
            });
            groups.push((folder, own.collect()));
        }
        let parts = groups.iter();
        let parts: Vec<(&Path, &[Artifact])> = parts
            .map(|(folder, artifacts)| (folder.as_path(), artifacts.as_slice()))
            .collect();
        let written = artifact::write_all(&parts)?;
        let folders = groups.iter().map(|(folder, _)| (*folder).clone());
        Ok(folders.zip(written).collect())
    }

    /// Compares with the files below `folder`.
    ///
    /// # Errors
    /// An existing file that cannot be read.
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Drift, WriteError> {
        artifact::compare(&self.artifacts, folder.as_ref(), self.target.folders())
    }
}

/// The folders of the parts of an output.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// For all parts without a separate folder; without it, these are not written.
    pub output: Option<PathBuf>,
    /// For the Markdown pages, instead of `docs/` below `output`.
    pub docs: Option<PathBuf>,
    /// For the HTML reference, instead of `html/` below `output`.
    pub html: Option<PathBuf>,
}
