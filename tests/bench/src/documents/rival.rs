//! The registry -> the rival's program at the pinned version, built once below `target/rival`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::usage;

pub(crate) const NAME: &str = "openapi-to-rust";
/// The newest 0.23 when this was written.
pub(crate) const VERSION: &str = "0.23.0";

/// The rival's program.
#[derive(Clone, Debug)]
pub(crate) struct Rival {
    pub(crate) program: PathBuf,
    /// Whether it is what its users install. If not, its own speed says nothing.
    pub(crate) optimised: bool,
}

/// The program, or why there is none. Where `quick`, a debug build will do: its output is the same.
pub(crate) fn install(target: &Path, quick: bool) -> Result<Rival, String> {
    let installed = |optimised: bool| {
        let suffix = if optimised { "" } else { "-debug" };
        let root = target.join(format!("rival/{VERSION}{suffix}"));
        let file = format!("{NAME}{}", std::env::consts::EXE_SUFFIX);
        let program = root.join("bin").join(file);
        (root, Rival { program, optimised })
    };
    let (_, best) = installed(true);
    if best.program.is_file() {
        return Ok(best);
    }
    let (root, rival) = installed(!quick);
    if rival.program.is_file() {
        return Ok(rival);
    }
    eprintln!("building {NAME} {VERSION}: minutes, and only once");
    std::fs::create_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut command = Command::new(super::builds::cargo_program());
    command
        .args(["install", NAME, "--locked", "--quiet", "--version"])
        .arg(format!("={VERSION}"))
        .arg("--root")
        .arg(&root)
        .env("CARGO_TARGET_DIR", target.join("rival/build"))
        // Its default profile is what its users install.
        .env_remove("RUSTFLAGS");
    if quick {
        command.arg("--debug").env("CARGO_PROFILE_DEV_DEBUG", "0");
    }
    usage::run(&mut command, &root.join("install.log"))?;
    Ok(rival)
}
