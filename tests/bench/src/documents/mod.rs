//! Real OpenAPI documents -> what our generator and its output cost, beside the nearest rival.
//!
//! Both generators run in turn on the same documents: ours without operations, the rival with
//! `--types-only`. Everything is a ratio of two numbers of the same run.

mod builds;
mod generation;
mod programs;
mod rival;
mod side;
mod usage;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::options::Options;
use crate::report::{self, Bound, Row};
use rival::Rival;
use side::{Library, Operations, Side};

/// The quantity that is the same on every machine.
const BYTES: &str = "bytes of Rust";

/// A document of the corpus.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    /// What `cargo check` of ours may cost, the rival's being 1.
    check: f64,
}

const DOCUMENTS: [Document; 4] = [
    Document::new("oxide", "oxide-3.0.json", 0.2),
    Document::new("plaid", "plaid-3.0.yml", 0.2),
    Document::new("kubernetes", "kubernetes-3.0.json", 0.25),
    Document::new("github", "github-3.0.json", 0.2),
];

/// The names of the documents.
pub(crate) const NAMES: [&str; 4] = [
    DOCUMENTS[0].name,
    DOCUMENTS[1].name,
    DOCUMENTS[2].name,
    DOCUMENTS[3].name,
];

impl Document {
    const fn new(name: &'static str, file: &'static str, check: f64) -> Self {
        Self { name, file, check }
    }
}

/// What every measurement needs.
pub(crate) struct Setup {
    repository: PathBuf,
    corpus: PathBuf,
    /// Everything is written here.
    target: PathBuf,
    ours: PathBuf,
    theirs: Rival,
    /// How often each generator runs.
    generations: usize,
    /// How often each crate is compiled.
    runs: usize,
}

/// Measures the documents; what is printed, and whether one failed or became more Rust than the
/// rival makes of it.
pub(crate) fn measure(options: &Options) -> Result<(String, bool), String> {
    let setup = match setup(options) {
        Ok(setup) => setup,
        Err(reason) => return Ok((format!("the documents are left out: {reason}\n"), false)),
    };
    let mut out = heading();
    let mut all: Vec<(&str, Vec<Row>)> = Vec::new();
    let mut failed = false;
    for document in DOCUMENTS
        .iter()
        .filter(|document| options.reads(document.name))
    {
        out.push_str(&format!("\n### {}\n\n", document.name));
        match one(&setup, document, options.quick) {
            Ok(rows) => {
                let table = report::table(&rows);
                // A long run shows what it has.
                if !options.quick {
                    eprintln!("{table}");
                }
                out.push_str(&table);
                all.push((document.name, rows));
            }
            Err(reason) => {
                eprintln!("{}: {reason}", document.name);
                out.push_str(&format!("```text\n{reason}\n```\n"));
                failed = true;
            }
        }
    }
    out.push_str(&format!("\n### Ratios\n\n{}", report::ratios(&all)));
    let mut rows = all.iter().flat_map(|(_, rows)| rows);
    failed |= rows.any(|row| row.what == BYTES && row.holds() == Some(false));
    Ok((out, failed))
}

/// All rows of one document.
fn one(setup: &Setup, document: &Document, quick: bool) -> Result<Vec<Row>, String> {
    eprintln!("{}: generating", document.name);
    let library = |side, operations| Library::new(setup, document, side, operations);
    let [ours, theirs] = Side::BOTH.map(|side| library(side, Operations::None));
    let mut rows = generation::measure(setup, document, [&ours, &theirs])?;
    let sides = [&ours, &theirs];
    eprintln!("{}: checking", document.name);
    let checked = builds::check(setup, sides)?;
    rows.push(row(
        "cargo check, CPU",
        "s",
        checked[0],
        checked[1],
        Bound::AtMost(document.check),
    ));
    if quick {
        return Ok(rows);
    }
    eprintln!("{}: building programs", document.name);
    rows.extend(builds::programs(setup, sides)?);
    eprintln!("{}: with operations", document.name);
    let complete = library(Side::Ours, Operations::All);
    rows.extend(operations(setup, &ours, &complete)?);
    Ok(rows)
}

/// What operations add to ours.
fn operations(setup: &Setup, without: &Library, complete: &Library) -> Result<Vec<Row>, String> {
    let mut used = [const { Vec::new() }; 2];
    for _ in 0..setup.generations {
        for (library, used) in [without, complete].iter().zip(&mut used) {
            used.push(library.generate(setup)?);
        }
    }
    let [base, all] = used.map(|all| usage::Usage::least(&all).cpu);
    let [base_text, all_text] = [without, complete].map(generation::written);
    let (base_text, all_text) = (base_text?, all_text?);
    let [base_check, all_check] = builds::check(setup, [without, complete])?;
    let added = |what, unit, base: f64, all: f64, bound| Row {
        peer: "ours without operations".to_owned(),
        ..row(what, unit, all - base, base, bound)
    };
    let (base_kb, all_kb) = (base_text.bytes / 1e3, all_text.bytes / 1e3);
    let (base_structs, all_structs) = (base_text.structs, all_text.structs);
    let bound = Bound::AtMost(0.3);
    Ok(vec![
        added("operations add: bytes", "kB", base_kb, all_kb, bound),
        added(
            "operations add: structs",
            "",
            base_structs,
            all_structs,
            Bound::None,
        ),
        added("operations add: generation, CPU", "s", base, all, bound),
        added(
            "operations add: cargo check, CPU",
            "s",
            base_check,
            all_check,
            bound,
        ),
    ])
}

/// A row about the rival.
fn row(what: &str, unit: &'static str, ours: f64, theirs: f64, bound: Bound) -> Row {
    Row {
        what: what.to_owned(),
        peer: rival::NAME.to_owned(),
        unit,
        ours,
        theirs,
        bound,
    }
}

/// Builds both generators, or says why the documents cannot be measured.
fn setup(options: &Options) -> Result<Setup, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let repository = here.join("../..").canonicalize();
    let repository = repository.map_err(|error| format!("the repository: {error}"))?;
    let corpus = std::env::var_os("FIELDWRIGHT_CORPUS").map(PathBuf::from);
    let corpus = corpus
        .ok_or("FIELDWRIGHT_CORPUS names no folder")?
        .join("openapi");
    if !corpus.is_dir() {
        return Err(format!("{} is no folder", corpus.display()));
    }
    let target = here.join("target");
    let theirs = rival::install(&target, options.quick)?;
    let ours = builds::generator(&repository, &target)?;
    Ok(Setup {
        repository,
        corpus,
        target,
        ours,
        theirs,
        generations: if options.quick { 7 } else { 11 },
        runs: options.runs,
    })
}

/// What was measured, and when.
fn heading() -> String {
    let first_line = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        text.and_then(|text| text.lines().next().map(str::to_owned))
            .unwrap_or_else(|| "unknown".to_owned())
    };
    format!(
        "fieldwright beside {} {}, {}, commit {}, {}.\n",
        rival::NAME,
        rival::VERSION,
        first_line("rustc", &["--version"]),
        first_line("git", &["describe", "--always", "--dirty"]),
        first_line("date", &["-u", "+%F"]),
    )
}
