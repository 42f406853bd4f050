//! The JSON Schema Test Suite, which lies outside the repository.

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Formats, Generator};

/// The drafts, by folder and by the name that `--dialect` takes.
const DRAFTS: [(&str, &str); 5] = [
    ("draft4", "draft-04"),
    ("draft6", "draft-06"),
    ("draft7", "draft-07"),
    ("draft2019-09", "2019-09"),
    ("draft2020-12", "2020-12"),
];

/// One schema of the suite with its instances.
pub(crate) struct Group {
    pub(crate) draft: &'static str,
    pub(crate) dialect: &'static str,
    /// The file, below the draft's folder.
    pub(crate) file: String,
    pub(crate) description: String,
    pub(crate) schema: String,
    pub(crate) cases: Vec<Case>,
}

pub(crate) struct Case {
    pub(crate) description: String,
    pub(crate) instance: String,
    pub(crate) valid: bool,
}

impl Group {
    pub(crate) fn is_optional(&self) -> bool {
        self.file.starts_with("optional/")
    }

    pub(crate) fn generator(&self, suite: &Path) -> Generator {
        let mut generator = Generator::new()
            .text("schema.json", self.schema.clone())
            .root_name("Root")
            .dialect(self.dialect);
        if self.file.starts_with("optional/format/") {
            generator = generator.formats(Formats::Assert);
        } else if self.file != "optional/format-assertion.json" {
            generator = generator.formats(Formats::Annotate);
        }
        generator.map("http://localhost:1234/", suite.join("remotes"))
    }
}

pub(crate) fn suite() -> Option<PathBuf> {
    let corpus = std::env::var_os("FIELDWRIGHT_CORPUS").map(PathBuf::from);
    let suite = corpus.map(|corpus| corpus.join("json-schema-test-suite"));
    if suite.is_none() {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
    }
    suite.map(|suite| suite.canonicalize().unwrap())
}

pub(crate) fn groups(suite: &Path) -> Vec<Group> {
    let mut groups = Vec::new();
    for (draft, dialect) in DRAFTS {
        let root = suite.join("tests").join(draft);
        let mut files = Vec::new();
        json_files(&root, &mut files);
        files.sort();
        for path in files {
            let file = path.strip_prefix(&root).unwrap();
            let file = file.to_str().unwrap().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            let list: Vec<Raw<'_>> = serde_json::from_str(&text).unwrap();
            groups.extend(list.into_iter().map(|raw| Group {
                draft,
                dialect,
                file: file.clone(),
                description: raw.description,
                schema: raw.schema.get().to_owned(),
                cases: raw.tests.into_iter().map(RawCase::case).collect(),
            }));
        }
    }
    groups
}

#[derive(fieldwright_runtime::serde::Deserialize)]
#[serde(crate = "fieldwright_runtime::serde")]
struct Raw<'t> {
    description: String,
    #[serde(borrow)]
    schema: &'t serde_json::value::RawValue,
    #[serde(borrow)]
    tests: Vec<RawCase<'t>>,
}

#[derive(fieldwright_runtime::serde::Deserialize)]
#[serde(crate = "fieldwright_runtime::serde")]
struct RawCase<'t> {
    description: String,
    #[serde(borrow)]
    data: &'t serde_json::value::RawValue,
    valid: bool,
}

impl RawCase<'_> {
    fn case(self) -> Case {
        Case {
            description: self.description,
            instance: self.data.get().to_owned(),
            valid: self.valid,
        }
    }
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
}
