//! The pages of real SDKs, which lie outside the repository: the folder that holds
//! them is taken from `FIELDWRIGHT_CORPUS`. Each SDK as a whole and each page alone
//! becomes a table that generates and compiles without a warning, and holds as many
//! fields and values as a script of another hand counts on the pages.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::Crate;
use fieldwright::{Files, Generator, Import, Importer};

/// The folders of pages, one an SDK.
fn folders() -> Vec<PathBuf> {
    let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS") else {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
        return Vec::new();
    };
    files(&PathBuf::from(corpus).join("field-tables"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.collect();
    files.sort();
    files
}

fn import(path: &Path) -> Import {
    let import = Importer::new()
        .page(path)
        .report_each(true)
        .with_transport(true)
        .import();
    import.unwrap_or_else(|diagnostics| panic!("{}: {diagnostics}", path.display()))
}

/// The Rust of a table; nothing may be reported of it.
fn generate(import: &Import, of: &Path) -> String {
    let output = Generator::new()
        .text("table.yaml", import.yaml())
        .files(Files::One)
        .generate();
    let output = output.unwrap_or_else(|diagnostics| panic!("{}: {diagnostics}", of.display()));
    assert!(
        output.warnings().is_empty(),
        "{}: {}",
        of.display(),
        output.warnings()
    );
    let mut modules = output.artifacts().iter();
    let module = modules.find(|artifact| artifact.path == "src/table.rs");
    module.unwrap().contents.clone()
}

#[test]
fn all_pages_import_generate_and_compile() {
    let mut lib = String::from("#![deny(warnings)]\n//! All imports.\n");
    let library = Crate::new("import-corpus", "2024");
    let (mut tables, mut pages) = (0, 0);
    let mut add = |text: &str| {
        tables += 1;
        library.write(&format!("src/t{tables}.rs"), text);
        writeln!(lib, "pub mod t{tables};").unwrap();
    };
    for folder in folders() {
        add(&generate(&import(&folder), &folder));
        for page in files(&folder) {
            pages += 1;
            add(&generate(&import(&page), &page));
        }
    }
    if pages == 0 {
        return;
    }
    library.write("src/lib.rs", &lib);
    library.cargo(&["check", "--quiet"]);
    println!(
        "import: {pages} pages alone and by SDK, {tables} tables generate and compile without a warning"
    );
    assert!(pages > 100, "the pages are there");
}

/// What a table holds, as `tests/pages/count.py` counts it on the pages.
fn counts(import: &Import) -> Vec<(&'static str, u64)> {
    let table: serde_yaml::Value = serde_yaml::from_str(import.yaml()).unwrap();
    let missing = import
        .warnings()
        .iter()
        .filter(|d| d.code() == "missing-page")
        .count();
    let left_out = import
        .warnings()
        .iter()
        .filter(|d| d.code() == "left-out-example")
        .count();
    let types = table["types"].as_mapping().unwrap();
    let names = [
        "pages",
        "fields",
        "required",
        "deprecated",
        "examples",
        "extra",
        "structs",
        "enums",
        "values",
    ];
    let mut counts: Vec<(&'static str, u64)> = names.into_iter().map(|name| (name, 0)).collect();
    let mut add = |name: &str, count: usize| {
        let found = counts.iter_mut().find(|(known, _)| *known == name);
        found.unwrap().1 += count as u64;
    };
    add("pages", types.len() - missing);
    add("examples", left_out);
    for (_, ty) in types {
        let values = ty.get("enum").and_then(|values| values.as_sequence());
        add("enums", usize::from(values.is_some()));
        add("values", values.map_or(0, Vec::len));
        add(
            "extra",
            usize::from(ty.get("additionalProperties").is_some()),
        );
        let is_object = ty.get("type").and_then(|ty| ty.as_str()) == Some("object");
        let fields = ty.get("fields").and_then(|fields| fields.as_mapping());
        add("structs", usize::from(fields.is_some() || is_object));
        for (_, row) in fields.into_iter().flatten() {
            add("fields", 1);
            add("required", usize::from(row.get("required").is_some()));
            add("deprecated", usize::from(row.get("deprecated").is_some()));
            add(
                "examples",
                usize::from(row.get("example").or(row.get("examples")).is_some()),
            );
        }
    }
    counts
}

#[test]
fn tables_hold_what_the_pages_hold() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages/count.py");
    for folder in folders() {
        let Ok(output) = Command::new("python3").arg(&script).arg(&folder).output() else {
            println!("skipped: there is no python3");
            return;
        };
        let text = String::from_utf8(output.stdout).unwrap();
        let counted: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (name, count) in counts(&import(&folder)) {
            assert_eq!(
                counted[name].as_u64(),
                Some(count),
                "{name} of {}",
                folder.display()
            );
        }
        println!("import: the counts agree: {}", text.trim());
    }
}

/// The table that this repository has by hand, against what its pages give.
#[test]
fn the_seed_differs_only_in_what_its_pages_lack() {
    let Some(folder) = folders()
        .into_iter()
        .find(|folder| folder.ends_with("stackone-ruby"))
    else {
        return;
    };
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let pages = files(&folder).into_iter().filter(|path| {
        let name = name(path);
        name.starts_with("connectsessioncreate")
    });
    let importer = pages.fold(Importer::new(), |importer, page| {
        importer.text(name(&page), fs::read_to_string(&page).unwrap())
    });
    let import = importer.import().unwrap();
    let by_hand = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/connect_session_create.yaml");
    // Both in one spelling, so that only facts differ.
    let facts = |text: &str| {
        let table: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
        serde_yaml::to_string(&table)
            .unwrap()
            .replace("ConnectSessionCreateCategories", "Categories")
            .replace("ConnectSessionCreateType", "Type")
    };
    let by_hand = facts(&fs::read_to_string(by_hand).unwrap());
    let imported = facts(import.yaml());
    let diff = similar::TextDiff::from_lines(&imported, &by_hand);
    let diff = diff
        .unified_diff()
        .context_radius(2)
        .header("imported", "by hand")
        .to_string();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("seed.diff", diff));
}
