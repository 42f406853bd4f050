//! Modules of generated types -> one program that evaluators instances by them.

use std::collections::BTreeMap;

use super::Crate;

/// A crate with a module for each schema, whose root type is `Root`; equal modules stand once.
#[derive(Default)]
pub(crate) struct Evaluators {
    sources: BTreeMap<String, usize>,
}

impl Evaluators {
    /// Adds a module; its number.
    pub(crate) fn add(&mut self, source: &str) -> usize {
        let next = self.sources.len();
        *self.sources.entry(source.to_owned()).or_insert(next)
    }

    pub(crate) fn len(&self) -> usize {
        self.sources.len()
    }

    /// The verdict on each case, a module and an instance, a line each.
    pub(crate) fn run<'i>(
        &self,
        name: &str,
        cases: impl Iterator<Item = (usize, &'i str)>,
    ) -> String {
        let lines = self.run_written(name, cases);
        let verdicts = lines.lines().map(|line| match line.split_once('\t') {
            Some((verdict, _)) => verdict,
            None => line,
        });
        verdicts.map(|line| format!("{line}\n")).collect()
    }

    /// The same, and after a tab what was written of a valid instance, or is reported of an invalid one.
    pub(crate) fn run_written<'i>(
        &self,
        name: &str,
        cases: impl Iterator<Item = (usize, &'i str)>,
    ) -> String {
        let krate = Crate::new(name, "2021");
        // Nobody looks into this program, and it is large.
        let manifest = krate.read("Cargo.toml");
        let profile = "[profile.dev]\ndebug = false\nincremental = false\n";
        let manifest = manifest.replacen("\"cases\"", &format!("{name:?}"), 1);
        krate.write("Cargo.toml", &format!("{manifest}\n{profile}"));
        let mut modules = String::new();
        let mut table = String::new();
        for (source, index) in &self.sources {
            krate.write(&format!("src/g{index}.rs"), source);
            modules.push_str(&format!("mod g{index};\n"));
            table.push_str(&format!("    {index} => evaluate!(g{index}),\n"));
        }
        let main = MAIN.replace("MODULES", &modules).replace("TABLE", &table);
        krate.write("src/main.rs", &main);
        let mut lines = String::new();
        for (index, instance) in cases {
            let instance = instance.replace(['\n', '\r'], " ");
            lines.push_str(&format!("{index}\t{instance}\n"));
        }
        krate.write("cases.txt", &lines);
        krate.cargo(&["run", "--quiet", "--", "cases.txt"])
    }
}

const MAIN: &str = r#"#![allow(dead_code, unused_imports)]
use fieldwright_runtime::prelude::*;
MODULES
/// One verdict for reading, validating what was read, and reading what was written.
macro_rules! evaluate {
    ($module:ident) => {
        |text: &str| match $module::Root::from_json(text) {
            Err(error) if error.iter().any(|v| v.code == "representation") => {
                format!("representation: {error}").replace('\n', " ")
            }
            Err(error) => format!("invalid\t{error}").replace('\n', " "),
            Ok(root) => match (root.validate(), $module::Root::from_json(root.to_json())) {
                (Ok(()), Ok(again)) if again == root => format!("valid\t{}", root.to_json()),
                (Err(error), _) => format!("validate: {error}").replace('\n', " "),
                (_, Err(error)) => format!("written: {error}").replace('\n', " "),
                _ => "written and read it differs".to_owned(),
            },
        }
    };
}

fn evaluate(index: usize) -> fn(&str) -> String {
    match index {
TABLE
        _ => |_| "no such module".to_owned(),
    }
}

fn main() {
    let cases = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    for line in cases.lines() {
        let (index, text) = line.split_once('\t').unwrap();
        println!("{}", evaluate(index.parse().unwrap())(text));
    }
}
"#;
