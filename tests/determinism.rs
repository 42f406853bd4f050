//! The same input gives the same bytes: twice, in any order, on any number of
//! threads, from any folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Generator, Output};

/// All tables of `tests/cases`, copied under names of their own.
fn tables(name: &str) -> (PathBuf, Vec<String>) {
    let folder = crate::support::scratch(name);
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names = Vec::new();
    for case in fs::read_dir(cases).unwrap() {
        let case = case.unwrap();
        let file = format!("{}.yaml", case.file_name().to_str().unwrap());
        let table = case.path().join("table.yaml");
        if table.exists() {
            fs::copy(table, folder.join(&file)).unwrap();
            names.push(file);
        }
    }
    names.sort();
    (folder, names)
}

fn generate(folder: &Path, names: &[String]) -> Output {
    let generator = names
        .iter()
        .fold(Generator::new().root(folder), |g, name| g.input(name));
    generator.generate().unwrap()
}

/// Everything but `lib.rs`, which lists the modules in the order they are given.
fn files(output: &Output) -> BTreeMap<String, String> {
    let files = output
        .artifacts()
        .iter()
        .filter(|artifact| artifact.path != "src/lib.rs");
    files
        .map(|artifact| (artifact.path.clone(), artifact.contents.clone()))
        .collect()
}

#[test]
fn same_input_same_bytes() {
    let (folder, names) = tables("determinism-a");
    let first = generate(&folder, &names);
    assert_eq!(generate(&folder, &names).artifacts(), first.artifacts());
    let (other, _) = tables("determinism-b/deeper");
    assert_eq!(generate(&other, &names).artifacts(), first.artifacts());
    let mut shuffled = names.clone();
    shuffled.reverse();
    shuffled.rotate_left(3);
    assert_eq!(files(&generate(&folder, &shuffled)), files(&first));
}

#[test]
fn threads_do_not_matter() {
    let (folder, names) = tables("determinism-c");
    let first = generate(&folder, &names);
    let results: Vec<Output> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| generate(&folder, &names)))
            .collect();
        runs.into_iter().map(|run| run.join().unwrap()).collect()
    });
    for result in results {
        assert_eq!(result.artifacts(), first.artifacts());
    }
}
