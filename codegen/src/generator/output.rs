//! What a run makes, and the manifest of a crate around it.

use std::path::{Path, PathBuf};

use crate::artifact::{self, Artifact, Comment, Drift, WriteError, Written};
use crate::diagnostic::Diagnostics;

/// What a run makes.
#[derive(Debug)]
pub struct Output {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) warnings: Diagnostics,
    pub(super) read: Vec<PathBuf>,
}

impl Output {
    /// The files, by path.
    #[must_use]
    pub fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// What was mended or is worth knowing.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The same, when nothing else is asked for.
    #[must_use]
    pub fn into_warnings(self) -> Diagnostics {
        self.warnings
    }

    /// Every file that was read.
    #[must_use]
    pub fn files_read(&self) -> &[PathBuf] {
        &self.read
    }

    /// Writes what has changed below `folder`; with `prune`, removes files of ours
    /// that are no longer made.
    ///
    /// # Errors
    /// A foreign file in the way, or a file system that refuses.
    pub fn write(&self, folder: impl AsRef<Path>, prune: bool) -> Result<Written, WriteError> {
        artifact::write(&self.artifacts, folder.as_ref(), prune)
    }

    /// The same with the Markdown pages in a folder of their own.
    ///
    /// # Errors
    /// A foreign file in the way, or a file system that refuses.
    pub fn write_split(
        &self,
        folder: impl AsRef<Path>,
        docs: impl AsRef<Path>,
    ) -> Result<Written, WriteError> {
        let (mut pages, code): (Vec<Artifact>, Vec<Artifact>) = self
            .artifacts
            .iter()
            .cloned()
            .partition(|artifact| artifact.path.starts_with("docs/"));
        for page in &mut pages {
            page.path = page.path.trim_start_matches("docs/").to_owned();
        }
        let mut written = artifact::write(&code, folder.as_ref(), false)?;
        let other = artifact::write(&pages, docs.as_ref(), false)?;
        written.written.extend(other.written);
        written.unchanged += other.unchanged;
        Ok(written)
    }

    /// Compares with what is below `folder`.
    ///
    /// # Errors
    /// A file that is there and cannot be read.
    pub fn check(&self, folder: impl AsRef<Path>) -> Result<Drift, WriteError> {
        artifact::compare(&self.artifacts, folder.as_ref())
    }
}

/// A complete crate around the modules.
#[derive(Debug, Clone)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) runtime_path: Option<String>,
}

impl Package {
    /// Its `Cargo.toml`.
    pub(super) fn manifest(&self, regex: bool) -> Artifact {
        let version = env!("CARGO_PKG_VERSION");
        let source = match &self.runtime_path {
            Some(path) => format!("path = {}, ", toml_string(path)),
            None => String::new(),
        };
        let features = if regex {
            ", features = [\"regex\"]"
        } else {
            ""
        };
        let body = format!(
            "[package]\nname = {}\nversion = \"0.0.0\"\nedition = \"2021\"\nrust-version = \"1.88\"\npublish = false\n\n\
             [dependencies]\nfieldwright-runtime = {{ {source}version = \"{version}\", default-features = false{features} }}\n\n\
             [workspace]\n",
            toml_string(&self.name),
        );
        Artifact::new("Cargo.toml".to_owned(), Comment::Toml, None, &body)
    }
}

/// A TOML basic string; JSON's escapes are TOML's, too.
fn toml_string(text: &str) -> String {
    fieldwright_runtime::Value::from(text).to_string()
}
