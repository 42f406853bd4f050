//! What several integration tests share: cases, and crates made for a test.

#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod judges;
pub(crate) mod page;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Generates one table, whose warnings are allowed and whose errors are not.
pub(crate) fn generate_case(table: &Path) -> fieldwright::Output {
    let generated = fieldwright::Generator::new().input(table).generate();
    generated.unwrap_or_else(|diagnostics| panic!("{diagnostics}"))
}

/// A crate below the test's scratch folder, with its own target folder.
pub(crate) struct Crate {
    folder: PathBuf,
}

impl Crate {
    pub(crate) fn new(name: &str, edition: &str) -> Self {
        let folder = scratch(name);
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let manifest = format!(
            "[package]\nname = \"cases\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n\
             [dependencies]\nfieldwright-runtime = {{ path = {runtime:?} }}\n\n[workspace]\n"
        );
        let this = Self { folder };
        this.write("Cargo.toml", &manifest);
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        fs::copy(lock, this.path("Cargo.lock")).unwrap();
        this
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs cargo and returns its standard output; fails with what it said.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "cargo {}: {said}",
            arguments.join(" ")
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs the crate's program on an input.
    pub(crate) fn run(&self, input: &str) -> String {
        let mut command = self.command(&["run", "--quiet"]);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs cargo and returns its standard output, whether it succeeds or not.
    pub(crate) fn try_cargo(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    /// One target folder for all crates of a test run, so that dependencies are
    /// built once; cargo locks it.
    fn command(&self, arguments: &[&str]) -> Command {
        let end = arguments.iter().position(|argument| *argument == "--");
        let (own, rest) = arguments.split_at(end.unwrap_or(arguments.len()));
        let mut command = Command::new(env!("CARGO"));
        command
            .args(own)
            .arg("--offline")
            .args(rest)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS");
        command
    }
}

/// The target folder of crates made for tests.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
}

/// An empty folder of this name.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}
