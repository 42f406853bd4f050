//! The source of files: the disk, or a revision of a git repository.
//!
//! A revision is read by `git cat-file`; nothing is checked out, and nothing is fetched.

use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::{Limits, files};

/// The store of files.
#[derive(Debug, Clone, Default)]
pub(crate) enum Store {
    /// The disk.
    #[default]
    Disk,
    /// A revision of a repository.
    #[cfg(feature = "diff")]
    Revision(std::sync::Arc<Revision>),
}

impl Store {
    /// The path without links and detours.
    pub(crate) fn real(&self, path: &Path) -> Result<PathBuf> {
        match self {
            Self::Disk => path.canonicalize(),
            #[cfg(feature = "diff")]
            Self::Revision(revision) => revision.absolute(path),
        }
    }

    /// The bytes of a file, if it is one and not too large.
    pub(crate) fn read(&self, path: &Path, limits: Limits) -> Result<Vec<u8>> {
        match self {
            Self::Disk => files::read_file(path, limits),
            #[cfg(feature = "diff")]
            Self::Revision(revision) => revision.read(path, limits),
        }
    }

    /// Whether files are those of the disk, not of a revision.
    pub(crate) fn is_disk(&self) -> bool {
        matches!(self, Self::Disk)
    }

    /// The same as text.
    pub(crate) fn read_text(&self, path: &Path) -> Result<String> {
        String::from_utf8(self.read(path, Limits::default())?)
            .map_err(|_| Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
    }

    /// The files below a folder of `root`, by their paths from there with `/`. Links and hidden
    /// files are left out.
    #[cfg(feature = "config")]
    pub(crate) fn files(&self, root: &Path, folder: &Path, depth: usize) -> Result<Vec<String>> {
        match self {
            Self::Disk => files::files_below(root, folder, depth),
            #[cfg(feature = "diff")]
            Self::Revision(revision) => revision.files(&root.join(folder), depth),
        }
    }

    /// The name of a file in messages: `main:schema/x.yaml` in a revision.
    pub(crate) fn shown(&self, name: &str) -> String {
        match self {
            Self::Disk => name.to_owned(),
            #[cfg(feature = "diff")]
            Self::Revision(revision) => format!("{}:{name}", revision.name),
        }
    }
}

#[cfg(feature = "diff")]
pub(crate) use revision::Revision;

#[cfg(feature = "diff")]
mod revision {
    use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Result, Write};
    use std::path::{Component, Path, PathBuf};
    use std::process::{Command, Stdio};

    use super::Limits;

    /// A revision of a git repository.
    #[derive(Debug)]
    pub(crate) struct Revision {
        /// As the user calls it.
        pub(super) name: String,
        /// The hash of the commit.
        commit: String,
        /// The folder of the repository.
        root: PathBuf,
        /// The base of relative paths.
        base: PathBuf,
    }

    impl Revision {
        /// The revision `name` of the repository that `folder` lies in.
        pub(crate) fn find(name: &str, folder: &Path) -> Result<Self> {
            let folder = match folder.as_os_str().is_empty() {
                true => Path::new("."),
                false => folder,
            };
            let root = line(git(folder).args(["rev-parse", "--show-toplevel"]))?;
            let commit = format!("{name}^{{commit}}");
            let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options"];
            let commit = line(git(folder).args(arguments).arg(commit)).map_err(|error| {
                let message = format!("`{name}` is no revision of this repository");
                match error.kind() {
                    ErrorKind::NotFound => error,
                    _ => Error::new(ErrorKind::InvalidInput, message),
                }
            })?;
            Ok(Self {
                name: name.to_owned(),
                commit,
                root: PathBuf::from(root).canonicalize()?,
                base: Path::new(".").canonicalize()?,
            })
        }

        /// A path without `.` and `..`; links of the revision are followed when it is read.
        pub(super) fn absolute(&self, path: &Path) -> Result<PathBuf> {
            let mut out = PathBuf::new();
            for part in self.base.join(path).components() {
                match part {
                    Component::CurDir => {}
                    Component::ParentDir => drop(out.pop()),
                    part => out.push(part),
                }
            }
            Ok(out)
        }

        pub(super) fn read(&self, path: &Path, limits: Limits) -> Result<Vec<u8>> {
            let absolute = self.absolute(path)?;
            let outside = || Error::new(ErrorKind::NotFound, "it lies outside of the repository");
            let inside = absolute.strip_prefix(&self.root).map_err(|_| outside())?;
            let inside = inside.to_string_lossy().replace('\\', "/");
            if inside.contains(['\n', '\r', '\0']) {
                let message = "its name has a line break";
                return Err(Error::new(ErrorKind::InvalidInput, message));
            }
            let mut command = git(&self.root);
            command.args(["cat-file", "--batch", "--follow-symlinks"]);
            command
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null());
            let mut child = command.spawn()?;
            let question = format!("{}:{inside}\n", self.commit);
            if let Some(mut input) = child.stdin.take() {
                input.write_all(question.as_bytes())?;
            }
            let answer = child
                .stdout
                .take()
                .map(|output| blob(BufReader::new(output), limits));
            // It may wait until the remainder is read.
            let _ = child.kill();
            child.wait()?;
            let missing = || {
                Error::new(
                    ErrorKind::NotFound,
                    format!("there is none in {}", self.name),
                )
            };
            answer
                .unwrap_or_else(|| Err(missing()))
                .map_err(|error| match error.kind() {
                    ErrorKind::NotFound => missing(),
                    _ => error,
                })
        }
    }

    #[cfg(feature = "config")]
    impl Revision {
        pub(super) fn files(&self, folder: &Path, depth: usize) -> Result<Vec<String>> {
            let absolute = self.absolute(folder)?;
            let outside = || Error::new(ErrorKind::NotFound, "it lies outside of the repository");
            let inside = absolute.strip_prefix(&self.root).map_err(|_| outside())?;
            let inside = inside.to_string_lossy().replace('\\', "/");
            let mut command = git(&self.root);
            command.args(["ls-tree", "-r", "-z", &self.commit]);
            let prefix = match inside.as_str() {
                "" => String::new(),
                inside => format!("{inside}/"),
            };
            if !prefix.is_empty() {
                command.args(["--", &prefix]);
            }
            let output = command.stderr(Stdio::null()).output()?;
            let text = String::from_utf8_lossy(&output.stdout);
            let mut found = Vec::new();
            for entry in text.split('\0') {
                // A regular file; `120000` is a link, `160000` a submodule.
                let Some((facts, path)) = entry.split_once('\t') else {
                    continue;
                };
                let Some(name) = path
                    .strip_prefix(&prefix)
                    .filter(|_| facts.starts_with("100"))
                else {
                    continue;
                };
                let mut parts = name.split('/');
                let is_plain = parts.clone().count() <= depth && !parts.any(|p| p.starts_with('.'));
                if is_plain {
                    found.push(name.to_owned());
                }
            }
            super::files::check_count(found.len())?;
            Ok(found)
        }
    }

    /// `<hash> blob <size>`, then the bytes.
    fn blob(mut output: impl BufRead, limits: Limits) -> Result<Vec<u8>> {
        let mut head = String::new();
        output.by_ref().take(10_000).read_line(&mut head)?;
        let mut words = head.trim_end().rsplit(' ');
        let size = words.next().and_then(|size| size.parse::<u64>().ok());
        let (Some(size), kind) = (size, words.next()) else {
            return Err(Error::from(ErrorKind::NotFound));
        };
        match kind {
            Some("blob") => {}
            Some("tree") => return Err(Error::new(ErrorKind::IsADirectory, "it is a folder")),
            _ => return Err(Error::from(ErrorKind::NotFound)),
        }
        super::files::check(size, limits)?;
        let mut bytes = Vec::new();
        output.take(size).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn git(folder: &Path) -> Command {
        let mut command = Command::new("git");
        // A partial clone would fetch missing objects.
        command
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_OPTIONAL_LOCKS", "0");
        command.arg("-C").arg(folder);
        command
    }

    /// The output of a command in one line.
    fn line(command: &mut Command) -> Result<String> {
        let output = command.output().map_err(|error| {
            let message = format!("git cannot be run: {error}");
            Error::new(ErrorKind::NotFound, message)
        })?;
        if !output.status.success() {
            let output_line = String::from_utf8_lossy(&output.stderr);
            let output_line = output_line
                .lines()
                .next()
                .unwrap_or("git failed")
                .to_owned();
            return Err(Error::other(output_line));
        }
        let text = String::from_utf8_lossy(&output.stdout);
        Ok(text.trim_end_matches(['\n', '\r']).to_owned())
    }
}
