//! The scratch crates -> processor time of the compiler, and size of the programs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{self, Profile};
use crate::crates::{Scratch, write};
use crate::elf;
use crate::model::Record;
use crate::report::{Bound, Row, rows};
use crate::{cpu, instances};

/// Builds what the crates depend on, in each profile that will be measured.
pub(crate) fn dependencies(scratch: &Scratch, profiles: &[Profile]) -> Result<(), String> {
    scratch.write_stubs()?;
    for profile in profiles {
        for one in scratch.all() {
            cargo::build(scratch, one, *profile)?;
        }
    }
    Ok(())
}

/// Builds the programs whose throughput is measured.
pub(crate) fn programs(scratch: &Scratch) -> Result<(), String> {
    for one in scratch.all() {
        scratch.write_sources(one)?;
        cargo::build(scratch, one, Profile::Release)?;
    }
    Ok(())
}

/// Compiles each crate of records `runs` times in each profile, in turn.
pub(crate) fn measure(scratch: &Scratch, runs: usize) -> Result<Vec<Row>, String> {
    if let Err(reason) = cpu::children() {
        eprintln!("compile times are left out: {reason}");
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    for profile in Profile::ALL {
        let mut times = [const { Vec::new() }; 3];
        for run in 1..=runs {
            for (one, times) in scratch.records.iter().zip(&mut times) {
                let took = cargo::timed(scratch, one, profile)?.unwrap_or_default();
                eprintln!("{} {} {run}/{runs}: {took:.2} s", profile.name(), one.name);
                times.push(took);
            }
        }
        let bound = match profile {
            Profile::Check | Profile::Release => Bound::AtMost(0.5),
            Profile::Debug => Bound::None,
        };
        out.extend(rows(profile.name(), "s", &times.map(median), bound));
    }
    Ok(out)
}

/// The sizes of the programs, which are release builds.
pub(crate) fn measure_sizes(scratch: &Scratch) -> Result<Vec<Row>, String> {
    let mut sizes = Vec::new();
    for one in &scratch.records {
        let path = scratch.binary(one);
        let file = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        match elf::sizes(&file) {
            Some(found) => sizes.push(found),
            None => {
                eprintln!("code sizes are left out: they are read from 64-bit ELF files");
                return Ok(Vec::new());
            }
        }
    }
    let code: Vec<f64> = sizes.iter().map(|s| s.code as f64 / 1024.0).collect();
    let loaded: Vec<f64> = sizes.iter().map(|s| s.loaded as f64 / 1024.0).collect();
    let mut out = rows("machine code", "KiB", &code, Bound::None);
    out.extend(rows("code and tables", "KiB", &loaded, Bound::None));
    Ok(out)
}

/// Runs the programs on one instance of every type: all must write the same amount,
/// else they were not given the same work.
pub(crate) fn same_work(scratch: &Scratch, records: &[Record]) -> Result<(), String> {
    let path = scratch.folder.join("inputs/lines.jsonl");
    let lines = instances::lines(records);
    write(&path, &lines)?;
    // One line break a line, which is not written.
    let expected = (lines.len() - records.len()).to_string();
    for one in &scratch.records {
        let binary = scratch.binary(one);
        let output = Command::new(&binary).arg(&path).output();
        let output = output.map_err(|error| unreadable(&binary, &error))?;
        let found = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        if found != expected {
            let name = one.name;
            return Err(format!("{name} wrote {found} bytes instead of {expected}"));
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

/// The middle one; of an even number, the upper of the two in the middle.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
