//! Two libraries of one document -> what cargo needs for them, and for programs that use them.
//!
//! What the libraries depend on is built before, by a crate that has no code.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::programs::{self, PROGRAM};
use super::side::Library;
use super::usage::{self, Usage};
use super::{Setup, row};
use crate::cargo::Profile;
use crate::crates::write;
use crate::report::{Bound, Row};

pub(crate) fn cargo_program() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Builds our generator where `.ci/run` builds it, too.
pub(crate) fn generator(repository: &Path, target: &Path) -> Result<PathBuf, String> {
    eprintln!("building fieldwright");
    let built = repository.join("target");
    let mut command = Command::new(cargo_program());
    command
        .args([
            "build",
            "--release",
            "--locked",
            "--quiet",
            "--bin",
            "fieldwright",
        ])
        .current_dir(repository)
        .env("CARGO_TARGET_DIR", &built);
    usage::run(&mut command, &target.join("fieldwright.log"))?;
    let file = format!("fieldwright{}", std::env::consts::EXE_SUFFIX);
    Ok(built.join("release").join(file))
}

/// Processor seconds of `cargo check` of each library alone.
pub(crate) fn check<const N: usize>(
    setup: &Setup,
    libraries: [&Library; N],
) -> Result<[f64; N], String> {
    for library in libraries {
        dependencies(setup, library, Profile::Check)?;
        lock(&library.root())?;
    }
    let touch = |library: &Library| touch(&library.root().join("src/lib.rs"));
    let used = in_turn(setup.runs, libraries, |library, _| {
        touch(library)?;
        cargo(setup, library, "library", Profile::Check, false)
    })?;
    Ok(used.map(|used| used.cpu))
}

/// Builds, sizes and rebuilds of programs that use the libraries.
pub(crate) fn programs(setup: &Setup, libraries: [&Library; 2]) -> Result<Vec<Row>, String> {
    let names = programs::types(libraries)?;
    for library in libraries {
        programs::create(library, &names)?;
        lock(&library.folder.join("program"))?;
        lock(&library.folder.join("three"))?;
    }
    let mut rows = Vec::new();
    for profile in [Profile::Debug, Profile::Release] {
        rows.push(whole(setup, libraries, &names, profile)?);
        let sizes = [
            size(setup, libraries[0], profile)?,
            size(setup, libraries[1], profile)?,
        ];
        rows.push(size_row(sizes, profile));
        try_programs(setup, libraries, &names, profile)?;
    }
    rows.extend(rebuilds(setup, libraries, &names)?);
    Ok(rows)
}

/// Library and program from nothing but their dependencies.
fn whole(
    setup: &Setup,
    libraries: [&Library; 2],
    names: &[String],
    profile: Profile,
) -> Result<Row, String> {
    for library in libraries {
        dependencies(setup, library, profile)?;
    }
    let [ours, theirs] = in_turn(setup.runs, libraries, |library, run| {
        touch(&library.root().join("src/lib.rs"))?;
        programs::edit(library, names, run)?;
        cargo(setup, library, "program", profile, false)
    })?;
    let what = format!("{}, library and program, CPU", profile.name());
    Ok(row(&what, "s", ours.cpu, theirs.cpu, Bound::AtMost(0.5)))
}

/// Debug rebuilds after an edit, with what is compiled incrementally.
fn rebuilds(setup: &Setup, libraries: [&Library; 2], names: &[String]) -> Result<[Row; 2], String> {
    let rebuild = |library: &Library, folder| cargo(setup, library, folder, Profile::Debug, true);
    for library in libraries {
        rebuild(library, "program")?;
        rebuild(library, "three")?;
    }
    // Rebuilds are short, so that there can be more of them.
    let runs = setup.runs.max(3);
    let one = in_turn(runs, libraries, |library, run| {
        programs::edit(library, names, 100 + run)?;
        rebuild(library, "program")
    })?;
    let three = in_turn(runs, libraries, |library, run| {
        programs::edit_three(library, names, 100 + run)?;
        rebuild(library, "three")
    })?;
    let row =
        |what, [ours, theirs]: [Usage; 2]| row(what, "s", ours.cpu, theirs.cpu, Bound::AtMost(1.0));
    Ok([
        row("debug rebuild after one line of the program, CPU", one),
        row(
            "debug rebuild after one line in each of three crates, CPU",
            three,
        ),
    ])
}

/// Runs something `runs` times for each library, in turn; the least of each.
fn in_turn<const N: usize>(
    runs: usize,
    libraries: [&Library; N],
    mut run_one: impl FnMut(&Library, usize) -> Result<Usage, String>,
) -> Result<[Usage; N], String> {
    let mut used = [const { Vec::new() }; N];
    for run in 1..=runs {
        for (library, used) in libraries.iter().zip(&mut used) {
            used.push(run_one(library, run)?);
        }
    }
    Ok(used.map(|all| Usage::least(&all)))
}

/// Builds what a library depends on.
fn dependencies(setup: &Setup, library: &Library, profile: Profile) -> Result<(), String> {
    let folder = library.folder.join("dependencies");
    let manifest = format!(
        "[package]\nname = \"dependencies\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]{}\n[workspace]\n",
        library.dependencies()?
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join("src/lib.rs"), "")?;
    lock(&folder)?;
    cargo(setup, library, "dependencies", profile, false).map(drop)
}

/// Gives a crate the benchmark's lock file, which pins what both sides depend on.
fn lock(folder: &Path) -> Result<(), String> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    fs::copy(from, folder.join("Cargo.lock"))
        .map(drop)
        .map_err(|error| format!("the lock file cannot be copied: {error}"))
}

fn cargo(
    setup: &Setup,
    library: &Library,
    folder: &str,
    profile: Profile,
    incremental: bool,
) -> Result<Usage, String> {
    let mut command = Command::new(cargo_program());
    command
        .args(profile.arguments())
        .arg("--quiet")
        .current_dir(library.folder.join(folder))
        .env("CARGO_TARGET_DIR", target(setup, library))
        .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
        // A compiler cache would measure the cache.
        .env_remove("RUSTC_WRAPPER")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    usage::run(&mut command, &library.log())
}

fn target(setup: &Setup, library: &Library) -> PathBuf {
    let name = format!("target-{}", library.side.name());
    setup.target.join("documents").join(name)
}

/// Makes a file newer than what was built of it.
fn touch(path: &Path) -> Result<(), String> {
    let now = std::time::SystemTime::now();
    let file = File::options().append(true).open(path);
    file.and_then(|file| file.set_modified(now))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn binary(setup: &Setup, library: &Library, profile: Profile) -> PathBuf {
    let folder = if profile == Profile::Release {
        "release"
    } else {
        "debug"
    };
    let file = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    target(setup, library).join(folder).join(file)
}

/// Each program must end well for each type, whatever it reads.
fn try_programs(
    setup: &Setup,
    libraries: [&Library; 2],
    names: &[String],
    profile: Profile,
) -> Result<(), String> {
    for library in libraries {
        let program = binary(setup, library, profile);
        for name in names {
            let mut command = Command::new(&program);
            usage::run(command.args([name, "{}"]), &library.log())?;
        }
    }
    Ok(())
}

/// Bytes of a program as cargo leaves it, and whether it holds the crate `regex`.
fn size(setup: &Setup, library: &Library, profile: Profile) -> Result<(f64, bool), String> {
    let path = binary(setup, library, profile);
    let unreadable = |error| format!("{}: {error}", path.display());
    let file = File::open(&path).map_err(unreadable)?;
    let bytes = file.metadata().map_err(unreadable)?.len() as f64;
    // A function's symbol has the name with its length; debug information has it, used or not.
    let regex =
        profile == Profile::Release && contains(file, b"14regex_automata").map_err(unreadable)?;
    Ok((bytes, regex))
}

fn size_row(sizes: [(f64, bool); 2], profile: Profile) -> Row {
    const MEGA: f64 = 1e6;
    let [(ours, regex), (theirs, _)] = sizes;
    let with = if regex { ", with regex" } else { "" };
    let bound = match profile {
        Profile::Release if !regex => Bound::AtMost(1.2),
        _ => Bound::None,
    };
    let build = if profile == Profile::Release {
        "release"
    } else {
        "debug"
    };
    let what = format!("size of the {build} program, not stripped{with}");
    row(&what, "MB", ours / MEGA, theirs / MEGA, bound)
}

/// Whether a file holds some bytes; reads it in parts.
fn contains(mut file: impl std::io::Read, wanted: &[u8]) -> std::io::Result<bool> {
    let mut part = vec![0; 1 << 16];
    let mut kept = 0;
    loop {
        let read = file.by_ref().read(&mut part[kept..])?;
        if read == 0 {
            return Ok(false);
        }
        let filled = kept + read;
        if part[..filled]
            .windows(wanted.len())
            .any(|bytes| bytes == wanted)
        {
            return Ok(true);
        }
        // What is wanted may lie over the border of two parts.
        kept = filled.min(wanted.len() - 1);
        part.copy_within(filled - kept..filled, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn bytes_are_found_over_the_border_of_two_parts() -> std::io::Result<()> {
        let mut text = vec![b'.'; (1 << 16) - 3];
        text.extend(b"regex");
        assert!(contains(&*text, b"regex")?);
        assert!(!contains(&*text, b"regexes")?);
        Ok(())
    }
}
