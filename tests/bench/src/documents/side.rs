//! Which generator -> its command, its folders, and the library it makes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::usage::{self, Usage};
use super::{Document, Setup};
use crate::crates::write;

/// Whose code a library is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Ours,
    Theirs,
}

/// What becomes of the operations of a document, in our generator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operations {
    All,
    None,
}

impl Side {
    pub(crate) const BOTH: [Self; 2] = [Self::Ours, Self::Theirs];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// A library that one of the generators makes of one document.
#[derive(Clone, Debug)]
pub(crate) struct Library {
    pub(crate) side: Side,
    operations: Operations,
    document: PathBuf,
    /// Holds `library` and what is built with it.
    pub(crate) folder: PathBuf,
}

impl Library {
    pub(crate) fn new(
        setup: &Setup,
        document: &Document,
        side: Side,
        operations: Operations,
    ) -> Self {
        let name = match operations {
            Operations::None => side.name().to_owned(),
            Operations::All => format!("{}-operations", side.name()),
        };
        Self {
            side,
            operations,
            document: setup.corpus.join(document.file),
            folder: setup
                .target
                .join("documents")
                .join(document.name)
                .join(name),
        }
    }

    /// The crate.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("library")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// Generates into an empty folder.
    pub(crate) fn generate(&self, setup: &Setup) -> Result<Usage, String> {
        let root = self.root();
        if root.exists() {
            fs::remove_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
        }
        fs::create_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
        let used = usage::run(&mut self.command(setup), &self.log())?;
        if self.side == Side::Theirs {
            self.write_rival_crate()?;
        }
        Ok(used)
    }

    fn command(&self, setup: &Setup) -> Command {
        let root = self.root();
        let mut command = Command::new(match self.side {
            Side::Ours => &setup.ours,
            Side::Theirs => &setup.theirs.program,
        });
        command.arg("generate").arg(&self.document);
        match self.side {
            Side::Ours => command
                .arg("--out")
                .arg(root)
                .args(["--crate", "document", "--runtime-path"])
                .arg(setup.repository.join("runtime"))
                .args(["--operations", self.operations.value()]),
            Side::Theirs => command
                .arg("--types-only")
                .arg("--output-dir")
                .arg(root.join("src/generated")),
        };
        command
    }

    /// The rival makes a module and lists what it depends on; a crate of it is made here.
    fn write_rival_crate(&self) -> Result<(), String> {
        let root = self.root();
        let path = root.join("src/generated/REQUIRED_DEPS.toml");
        let listed =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let manifest = format!(
            "[package]\nname = \"document\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
             {listed}\n[workspace]\n"
        );
        write(&root.join("Cargo.toml"), &manifest)?;
        write(&root.join("src/lib.rs"), "pub mod generated;\n")
    }

    /// The section of the library's manifest that lists its dependencies.
    pub(crate) fn dependencies(&self) -> Result<String, String> {
        let path = self.root().join("Cargo.toml");
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        let (_, rest) = text
            .split_once("[dependencies]")
            .ok_or_else(|| format!("{}: no dependencies", path.display()))?;
        let lines = rest.lines().take_while(|line| !line.starts_with('['));
        Ok(lines.fold(String::new(), |all, line| all + line + "\n"))
    }

    /// Every Rust file of the library that was generated.
    pub(crate) fn sources(&self) -> Result<Vec<PathBuf>, String> {
        let src = self.root().join("src");
        let mut files = Vec::new();
        collect(&src, &mut files).map_err(|error| format!("{}: {error}", src.display()))?;
        if self.side == Side::Theirs {
            files.retain(|file| *file != src.join("lib.rs"));
        }
        files.sort();
        Ok(files)
    }
}

impl Operations {
    pub(crate) const fn value(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::None => "none",
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
