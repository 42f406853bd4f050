//! The built programs and the inputs -> bytes read a second, and instructions a byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::crates::{Crate, Scratch, write};
use crate::instances;
use crate::model::Record;
use crate::report::{Bound, Row, rows};

/// A case, and what it is called in the table.
type Case = (&'static str, &'static str);

/// In the order of the table.
const RECORDS: [Case; 6] = [
    ("compact", "read, compact"),
    ("str", "read, compact, from `&str`"),
    ("spaced", "read, with spaces"),
    ("shuffled", "read, keys shuffled"),
    ("nested", "read, three levels"),
    ("array", "read, array of 1,000"),
];

const SEED: [Case; 2] = [
    ("seed-compact", "read, the seed's type, compact"),
    ("seed-spaced", "read, the seed's type, with spaces"),
];

/// A program is started so often; the best time of a case counts.
const ROUNDS: usize = 7;

/// Best speeds by case.
type Speeds = BTreeMap<String, f64>;

/// Writes the inputs; gives their folder.
pub(crate) fn write_inputs(scratch: &Scratch, records: &[Record]) -> Result<PathBuf, String> {
    let folder = scratch.folder.join("inputs");
    let mut cases = instances::cases(records);
    cases.extend(instances::seed()?);
    for (case, text) in cases {
        write(&folder.join(format!("{case}.json")), &text)?;
    }
    Ok(folder)
}

/// How fast each program reads each input.
pub(crate) fn measure(scratch: &Scratch, inputs: &Path) -> Result<Vec<Row>, String> {
    let mut out = Vec::new();
    for (crates, cases) in groups(scratch) {
        let mut best = vec![Speeds::new(); crates.len()];
        for round in 1..=ROUNDS {
            eprintln!("throughput {round}/{ROUNDS}");
            for (one, best) in crates.iter().zip(&mut best) {
                keep_best(best, &run(scratch, one, inputs)?);
            }
        }
        for (case, what) in cases {
            let speed = |speeds: &Speeds| speeds.get(*case).copied().unwrap_or(f64::NAN) / 1e6;
            let values: Vec<f64> = best.iter().map(speed).collect();
            out.extend(rows(what, "MB/s", &values, Bound::AtLeast(1.0)));
        }
    }
    Ok(out)
}

/// How many instructions each program takes for a byte, as valgrind counts them.
pub(crate) fn count(scratch: &Scratch, inputs: &Path) -> Result<Vec<Row>, String> {
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("instructions are left out: there is no valgrind on PATH");
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    for (crates, cases) in groups(scratch) {
        for (case, what) in cases {
            eprintln!("instructions of {case}");
            let values: Result<Vec<f64>, String> = crates
                .iter()
                .map(|one| per_byte(scratch, one, inputs, case))
                .collect();
            let what = what.replacen("read", "instructions", 1);
            out.extend(rows(&what, "a byte", &values?, Bound::None));
        }
    }
    Ok(out)
}

/// The crates that read the same cases.
fn groups(scratch: &Scratch) -> [(&[Crate], &[Case]); 2] {
    [(&scratch.records, &RECORDS), (&scratch.seed, &SEED)]
}

fn run(scratch: &Scratch, one: &Crate, inputs: &Path) -> Result<String, String> {
    let output = Command::new(scratch.binary(one))
        .arg("bench")
        .arg(inputs)
        .output()
        .map_err(|error| format!("{} cannot be run: {error}", one.name))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    Err(format!("{} failed: {errors}", one.name))
}

fn keep_best(best: &mut Speeds, lines: &str) {
    let pairs = lines.lines().filter_map(|line| line.split_once(' '));
    for (case, speed) in pairs {
        let speed = speed.parse().unwrap_or(0.0);
        let old = best.entry(case.to_owned()).or_insert(speed);
        *old = old.max(speed);
    }
}

/// The difference of two counts, so that starting and ending are left out.
fn per_byte(scratch: &Scratch, one: &Crate, inputs: &Path, case: &str) -> Result<f64, String> {
    let (few, many) = if case == "array" { (1, 3) } else { (100, 1100) };
    let file = if case == "str" { "compact" } else { case };
    let input = inputs.join(format!("{file}.json"));
    let length = std::fs::metadata(&input).map_err(|error| format!("{file}.json: {error}"))?;
    let count = |times: u64| collected(scratch, one, inputs, case, times);
    let difference = count(many)? - count(few)?;
    Ok(difference / (many - few) as f64 / length.len() as f64)
}

fn collected(
    scratch: &Scratch,
    one: &Crate,
    inputs: &Path,
    case: &str,
    times: u64,
) -> Result<f64, String> {
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg("--callgrind-out-file=callgrind.out")
        .arg(scratch.binary(one))
        .arg("count")
        .arg(inputs)
        .args([case, &times.to_string()])
        .current_dir(&scratch.folder)
        .output()
        .map_err(|error| format!("valgrind cannot be run: {error}"))?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find_map(|line| line.split_once("Collected :"));
    line.and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("valgrind printed no count for {}: {text}", one.name))
}
