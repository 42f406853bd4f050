//! Counts agreement, and holds it against what is committed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::suite::{Case, Group};

/// How many verdicts agree with the suite, by draft and by file; the required files of a draft
/// count as one.
pub(crate) struct Scores {
    engine: &'static str,
    counts: BTreeMap<(&'static str, String), (usize, usize)>,
    /// Where it does not agree, and what it says instead.
    misses: BTreeMap<String, String>,
}

const REQUIRED: &str = "required";

impl Scores {
    pub(crate) fn new(engine: &'static str) -> Self {
        Self {
            engine,
            counts: BTreeMap::new(),
            misses: BTreeMap::new(),
        }
    }

    pub(crate) fn note(&mut self, group: &Group, case: &Case, verdict: Result<bool, String>) {
        let file = match group.is_optional() {
            true => group.file.clone(),
            false => REQUIRED.to_owned(),
        };
        let (agreed, all) = self.counts.entry((group.draft, file)).or_default();
        *all += 1;
        let problem = match verdict {
            Ok(verdict) if verdict == case.valid => {
                *agreed += 1;
                return;
            }
            Ok(verdict) => format!("is {verdict}"),
            Err(problem) => problem,
        };
        let place = format!(
            "{} {} / {} / {}",
            group.draft, group.file, group.description, case.description
        );
        self.misses.insert(place, problem);
    }

    /// How many agree, of how many, in the files whose key is wanted.
    pub(crate) fn total(&self, wanted: impl Fn(&str) -> bool) -> (usize, usize) {
        let found = self.counts.iter().filter(|((_, file), _)| wanted(file));
        found.fold((0, 0), |(agreed, all), (_, (a, b))| (agreed + a, all + b))
    }

    pub(crate) fn misses(&self) -> &BTreeMap<String, String> {
        &self.misses
    }

    /// The counts must be those committed, every miss named there with its reason, and no
    /// required case may be among them.
    pub(crate) fn finish(&self) {
        let path = folder().join(format!("{}.txt", self.engine));
        let table = self.table();
        print!("{table}");
        let (agreed, all) = self.total(|file| file == REQUIRED);
        println!("{}, required: {agreed} of {all}", self.engine);
        let (optional, of) = self.total(|file| file != REQUIRED);
        println!("{}, optional: {optional} of {of}", self.engine);
        assert!(all > 4_900, "the suite is there");
        let expected = expected_misses(self.engine);
        let found: BTreeSet<&String> = self.misses.keys().collect();
        for place in found.iter().filter(|place| !expected.contains(**place)) {
            println!("not in misses.txt: {place}: {}", self.misses[*place]);
        }
        for place in expected.iter().filter(|place| !found.contains(place)) {
            println!("in misses.txt, but agrees: {place}");
        }
        assert_eq!(agreed, all, "required cases agree");
        assert!(
            found.into_iter().eq(&expected),
            "misses.txt names the misses"
        );
        if std::env::var_os("UPDATE_CONFORMANCE").is_some() {
            fs::write(path, table).unwrap();
        } else {
            let committed = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(table, committed, "run with UPDATE_CONFORMANCE=1");
        }
    }

    fn table(&self) -> String {
        let mut out = String::new();
        for ((draft, file), (agreed, all)) in &self.counts {
            writeln!(out, "{draft} {file} {agreed} of {all}").unwrap();
        }
        out
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

/// The misses of one engine: lines `<engine or both> <draft,draft> <place>` below the line with
/// their reason.
fn expected_misses(engine: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(folder().join("misses.txt")).unwrap();
    let mut found = BTreeSet::new();
    let mut reason = "";
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if line.is_empty() {
            reason = "";
        } else if let Some(text) = line.strip_prefix("reason: ") {
            reason = text;
        } else {
            assert!(!reason.is_empty(), "{line} has a reason above it");
            let mut parts = line.splitn(3, ' ');
            let mut next = || parts.next().unwrap();
            let (engines, drafts, place) = (next(), next(), next());
            if engines == engine || engines == "both" {
                found.extend(
                    drafts
                        .split(',')
                        .map(|draft| format!("draft{draft} {place}")),
                );
            }
        }
    }
    found
}
