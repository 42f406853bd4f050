//! A crate and a profile -> cargo run on it, and the processor time that took.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cpu;
use crate::crates::{Crate, Scratch};

/// What cargo is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Profile {
    Check,
    Debug,
    Release,
}

impl Profile {
    pub(crate) const ALL: [Self; 3] = [Self::Check, Self::Debug, Self::Release];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Check => "cargo check",
            Self::Debug => "cargo build",
            Self::Release => "cargo build --release",
        }
    }

    pub(crate) const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Debug => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// Builds the program of the package in `folder` and runs it; what it prints, if both succeed.
pub(crate) fn run(folder: &Path, target: &Path) -> Option<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["run", "--quiet", "--release"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .stderr(Stdio::inherit())
        .output()
        .ok()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    output.status.success().then_some(printed)
}

/// Builds one crate.
pub(crate) fn build(scratch: &Scratch, one: &Crate, profile: Profile) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(profile.arguments())
        .args(["--quiet", "--package", one.name])
        .current_dir(&scratch.folder)
        .env("CARGO_TARGET_DIR", scratch.target())
        // Incremental builds would measure what has changed, not the whole.
        .env("CARGO_INCREMENTAL", "0")
        // A compiler cache would measure the cache.
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .output()
        .map_err(|error| format!("cargo cannot be run: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let name = one.name;
    let errors = String::from_utf8_lossy(&output.stderr);
    // Where one type is wrong, hundreds are, in the same way.
    let errors: Vec<&str> = errors.lines().take(40).collect();
    Err(format!("{name} does not build:\n{}", errors.join("\n")))
}

/// The same with its dependencies built already: seconds of processor time, or
/// `None` where the system does not tell.
pub(crate) fn timed(
    scratch: &Scratch,
    one: &Crate,
    profile: Profile,
) -> Result<Option<f64>, String> {
    scratch.write_sources(one)?;
    let before = cpu::children();
    build(scratch, one, profile)?;
    let after = cpu::children();
    Ok(before.ok().zip(after.ok()).map(|(from, to)| to - from))
}
