//! One document -> what generating it costs, and how much Rust it becomes.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::side::{Library, Side};
use super::usage::{self, Usage};
use super::{Document, Setup, row};
use crate::crates::write;
use crate::report::{Bound, Row};

/// What the generated Rust is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    pub(crate) bytes: f64,
    pub(crate) structs: f64,
}

/// Generates both libraries in turn; leaves them on the disk.
pub(crate) fn measure(
    setup: &Setup,
    document: &Document,
    libraries: [&Library; 2],
) -> Result<Vec<Row>, String> {
    let mut used = [const { Vec::new() }; 2];
    let mut checked = Vec::new();
    let drift = write_drift(setup, document, libraries[0])?;
    for _ in 0..setup.generations {
        for (library, used) in libraries.iter().zip(&mut used) {
            used.push(library.generate(setup)?);
        }
        checked.push(check(setup, libraries[0], &drift)?);
    }
    let [ours, theirs] = used.map(|all| Usage::least(&all));
    let [our_text, their_text] = [written(libraries[0])?, written(libraries[1])?];
    let drift = Usage::least(&checked);
    let mut rows = vec![
        row(
            super::BYTES,
            "kB",
            our_text.bytes / 1e3,
            their_text.bytes / 1e3,
            Bound::AtMost(1.0),
        ),
        row(
            "structs",
            "",
            our_text.structs,
            their_text.structs,
            Bound::None,
        ),
    ];
    if setup.theirs.optimised {
        rows.extend([
            row(
                "generation, CPU",
                "s",
                ours.cpu,
                theirs.cpu,
                Bound::AtMost(0.33),
            ),
            row("generation, wall", "s", ours.wall, theirs.wall, Bound::None),
            row(
                "generation, peak memory",
                "MiB",
                ours.peak,
                theirs.peak,
                Bound::AtMost(0.333),
            ),
        ]);
    }
    rows.push(Row {
        peer: "generation, ours".to_owned(),
        ..row(
            "drift check, CPU",
            "s",
            drift.cpu,
            ours.cpu,
            Bound::AtMost(1.0),
        )
    });
    Ok(rows)
}

/// The size of a library's Rust, and how many structs it has.
pub(crate) fn written(library: &Library) -> Result<Written, String> {
    let mut all = Written {
        bytes: 0.0,
        structs: 0.0,
    };
    for path in library.sources()? {
        let unreadable = |error| format!("{}: {error}", path.display());
        let file = File::open(&path).map_err(unreadable)?;
        all.bytes += file.metadata().map_err(unreadable)?.len() as f64;
        for line in BufReader::new(file).lines() {
            if line
                .map_err(unreadable)?
                .trim_start()
                .starts_with("pub struct ")
            {
                all.structs += 1.0;
            }
        }
    }
    Ok(all)
}

/// A folder with a configuration and what our generator makes of it.
fn write_drift(setup: &Setup, document: &Document, ours: &Library) -> Result<PathBuf, String> {
    let folder = ours.folder.join("drift");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let input = setup.corpus.join(document.file);
    // `{:?}` escapes as TOML does.
    let text = format!(
        "[output]\ncrate = \"generated\"\n\n[[input]]\npath = {input:?}\noperations = \"none\"\n"
    );
    write(&folder.join("fieldwright.toml"), &text)?;
    let mut command = Command::new(&setup.ours);
    usage::run(command.current_dir(&folder), &ours.log())?;
    Ok(folder)
}

fn check(setup: &Setup, ours: &Library, folder: &Path) -> Result<Usage, String> {
    debug_assert_eq!(ours.side, Side::Ours);
    let mut command = Command::new(&setup.ours);
    usage::run(command.arg("check").current_dir(folder), &ours.log())
}
