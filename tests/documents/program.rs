//! Modules of generated types -> programs that evaluate instances by them, one a document.
//!
//! The verdicts: `valid` and written as it was read; `rounded`, the same but for fractions of more
//! digits than an `f64` has, which may make it another instance that types refuse, as text and as a
//! value; `held`, refused because no Rust type of the module holds a number; `invalid`; anything else
//! is a fault. Behind a tab, of parameters and forms: `carried`, read back from what it is written
//! as, or `refused` and why.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::target;

/// A workspace with a package for each document, so that they are built side by side, and not
/// again while their types stay the same.
pub(crate) struct Programs {
    folder: PathBuf,
    packages: Vec<String>,
}

/// The types are compiled as they are in a debug build, what they call as it is in use.
const WORKSPACE: &str = "
[profile.dev]
debug = 0
incremental = false

[profile.dev.package.fieldwright-runtime]
opt-level = 2
";

impl Programs {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join(name),
            packages: Vec::new(),
        }
    }

    /// Adds the program of a module: `types` are paths below it.
    pub(crate) fn add(&mut self, name: &str, module: &str, types: &[String]) {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
        let manifest = format!(
            "[package]\nname = \"{name}_proof\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
             [dependencies]\nfieldwright-runtime = {{ path = {runtime:?} }}\n"
        );
        let mut table = String::new();
        for path in types {
            let path = format!("{name}_proof::types::{path}");
            let carry = carried(module, path.rsplit("::").next().unwrap());
            let carry = carry.map_or("None".to_owned(), |name| {
                format!("Some(carry_{name}::<{path}>)")
            });
            writeln!(
                table,
                "    (read::<{path}>, from_value::<{path}>, {carry}),"
            )
            .unwrap();
        }
        let main = JUDGE.replace("TABLE", &table);
        let lib = "#[rustfmt::skip]\npub mod types;\n";
        self.write(&format!("{name}/Cargo.toml"), &manifest);
        self.write(&format!("{name}/src/lib.rs"), lib);
        self.write(&format!("{name}/src/types.rs"), module);
        self.write(&format!("{name}/src/main.rs"), &main);
        self.packages.push(name.to_owned());
    }

    /// How many types travel outside of JSON.
    pub(crate) fn count_carried(module: &str) -> usize {
        module.matches("rt::parameters!").count()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return;
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn build(&self) {
        let members = format!(
            "[workspace]\nresolver = \"2\"\nmembers = {:?}\n",
            self.packages
        );
        self.write("Cargo.toml", &format!("{members}{WORKSPACE}"));
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        self.write("Cargo.lock", &fs::read_to_string(lock).unwrap());
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--offline", "--workspace"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", target())
            .env("RUSTFLAGS", "-D warnings")
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{printed}");
    }

    /// The verdict on each case, a type by its index and an instance, a line each.
    pub(crate) fn run<'i>(
        &self,
        name: &str,
        cases: impl Iterator<Item = (usize, &'i str)>,
    ) -> String {
        let mut lines = String::new();
        for (index, instance) in cases {
            writeln!(lines, "{index}\t{instance}").unwrap();
        }
        let file = self.folder.join(format!("{name}/cases.txt"));
        fs::write(&file, lines).unwrap();
        let program = target().join("debug").join(format!("{name}_proof"));
        let output = Command::new(program).arg(file).output().unwrap();
        let printed = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {printed}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The trait by which a type of a module's top is read from a request and written, in lower case.
fn carried(module: &str, name: &str) -> Option<String> {
    let mut lines = module
        .lines()
        .filter(|line| line.starts_with("rt::parameters!"));
    let line = lines.find(|line| {
        let end = line.rsplit_once(" for ").map(|(_, end)| end);
        end.is_some_and(|end| end.trim_end_matches([' ', '{', ')', ';']) == name)
    })?;
    let name = line.split_once("impl ")?.1;
    let end = name.find(|c: char| !c.is_alphanumeric())?;
    Some(name[..end].replace("QueryJson", "Query").to_lowercase())
}

const JUDGE: &str = r#"#![allow(deprecated)]
use fieldwright_runtime as rt;
use rt::prelude::*;
#[allow(unused_imports)]
use rt::{Cookies, Form, Headers, Path, Query};
use std::io::Write as _;

/// What a value is written as, and whether it is valid.
type Read = fn(&str) -> Result<(String, Result<(), rt::Violations>), rt::Violations>;
type FromValue = fn(&rt::serde_json::Value) -> Result<(), rt::Violations>;

fn read<T: rt::Model>(
    text: &str,
) -> Result<(String, Result<(), rt::Violations>), rt::Violations> {
    let value = rt::from_json::<T>(text.as_bytes())?;
    Ok((rt::to_json(&value), rt::validate(&value)))
}

fn from_value<T: rt::Model>(value: &rt::serde_json::Value) -> Result<(), rt::Violations> {
    rt::from_value::<T>(value).map(drop)
}

/// What comes back from a request.
type Carry = fn(&str) -> Result<String, String>;

fn carried<T: Model + PartialEq, W>(
    text: &str,
    write: impl Fn(&T) -> Result<W, rt::Violations>,
    read: impl Fn(&W) -> Result<T, rt::Violations>,
) -> Result<String, String> {
    let value = T::from_json(text).unwrap();
    match write(&value) {
        Err(refused) if refused.iter().all(|one| one.code == "style") => {
            let first = refused.iter().next().unwrap();
            let at = if first.instance.is_empty() { "unknown property: " } else { "" };
            Ok(format!("refused {at}{}", first.message()))
        }
        Err(other) => Err(format!("not written: {other}")),
        Ok(written) => match read(&written) {
            Ok(again) if again == value => Ok("carried".to_owned()),
            Ok(again) => Err(format!("read back as {again:?}")),
            Err(error) => Err(format!("not read back: {error}")),
        },
    }
}

#[allow(dead_code)]
fn carry_query<T: Query + PartialEq>(text: &str) -> Result<String, String> {
    carried(text, T::to_query, |text| T::from_query(text))
}

#[allow(dead_code)]
fn carry_path<T: Path + PartialEq>(text: &str) -> Result<String, String> {
    carried(text, T::to_path, |text| T::from_path(text))
}

#[allow(dead_code)]
fn carry_form<T: Form + PartialEq>(text: &str) -> Result<String, String> {
    carried(text, T::to_form, |text| T::from_form(text))
}

#[allow(dead_code)]
fn carry_cookies<T: Cookies + PartialEq>(text: &str) -> Result<String, String> {
    carried(text, T::to_cookies, |text| T::from_cookies(text))
}

#[allow(dead_code)]
fn carry_headers<T: Headers + PartialEq>(text: &str) -> Result<String, String> {
    carried(text, T::to_headers, |fields| {
        T::from_headers(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())))
    })
}

static TYPES: &[(Read, FromValue, Option<Carry>)] = &[
TABLE];

/// Whether a number that no Rust type of the document holds is all that is wrong, or all that is
/// wrong with one alternative of a union.
fn is_beyond(error: &rt::Violations) -> bool {
    let held = |v: &rt::Violation| v.code == "representation";
    let is_union = |v: &rt::Violation| v.code == "anyOf" || v.code == "oneOf";
    let nearest = error.iter().any(held) && error.iter().all(|v| held(v) || is_union(v));
    let mut others = error.iter().flat_map(|v| &v.others);
    nearest || others.any(|other| held(&other.reason) && other.more == 0)
}

/// One verdict for reading text, reading a value, and validating what was read; and what is
/// written is what was read.
fn evaluate(read: Read, from_value: FromValue, text: &str) -> String {
    let instance: rt::Value = rt::from_json(text.as_bytes()).unwrap();
    // What serde's value cannot hold exactly is another instance.
    let value: rt::serde_json::Value = rt::serde_json::from_str(text).unwrap();
    let is_same = rt::from_json(value.to_string().as_bytes()) == Ok(instance.clone());
    let by_value = is_same.then(|| from_value(&value));
    match read(text) {
        Err(error) if is_beyond(&error) => format!("held: {error}"),
        Err(error) => match by_value {
            Some(Ok(())) => format!("only the text is refused: {error}"),
            _ => format!("invalid: {error}"),
        },
        Ok((written, validated)) => {
            match (validated, by_value) {
                // What was rounded is another instance, which may be no valid one.
                (Err(_), _) if is_rounded(&written, &instance) && read(&written).is_err() => {
                    "rounded".to_owned()
                }
                (Err(error), _) => format!("does not validate: {error}"),
                (_, Some(Err(error))) => format!("only the value is refused: {error}"),
                _ => match rt::from_json::<rt::Value>(written.as_bytes()) {
                    Ok(again) if again == instance => "valid".to_owned(),
                    Ok(_) if is_rounded(&written, &instance) => "rounded".to_owned(),
                    Ok(_) => format!("written as {written}"),
                    Err(error) => format!("written as {written}: {error}"),
                },
            }
        }
    }
}

/// Whether what is written differs in nothing but fractions of more digits than an f64 has.
fn is_rounded(written: &str, instance: &rt::Value) -> bool {
    match rt::from_json::<rt::Value>(written.as_bytes()) {
        Ok(again) => again != *instance && nearest(again) == nearest(instance.clone()),
        Err(_) => false,
    }
}

/// The value with the nearest f64 in place of each number that is no integer.
fn nearest(mut value: rt::Value) -> rt::Value {
    match &mut value {
        rt::Value::Number(number) => {
            if let Some(float) = number.as_f64().filter(|_| number.text().contains('.')) {
                return rt::from_json(format!("{float}").as_bytes()).unwrap();
            }
        }
        rt::Value::Array(items) => {
            items.iter_mut().for_each(|item| *item = nearest(std::mem::take(item)));
        }
        rt::Value::Object(map) => {
            let keys: Vec<String> = map.keys().map(str::to_owned).collect();
            for key in keys {
                let item = map.get_mut(&key).unwrap();
                *item = nearest(std::mem::take(item));
            }
        }
        _ => {}
    }
    value
}

fn main() {
    let cases = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in cases.lines() {
        let (index, text) = line.split_once('\t').unwrap();
        let (read, from_value, carry) = TYPES[index.parse::<usize>().unwrap()];
        let mut verdict = evaluate(read, from_value, text);
        if let Some(carry) = carry.filter(|_| verdict == "valid") {
            verdict = match carry(text) {
                Ok(carried) => format!("valid\t{carried}"),
                Err(fault) => fault,
            };
        }
        writeln!(out, "{}", verdict.replace(['\n', '\r'], " ")).unwrap();
    }
}
"#;
