//! Each file of `tests/bad` is a wrong input named after the code it must give. What is reported of it is
//! reviewed as a snapshot. The shortest input of each code stands on its page (`explain.rs`).

use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Diagnostics, Format, Generator, Project};

fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad");
    let entries = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_input = |path: &PathBuf| path.extension().is_some_and(|e| e != "snap" && e != "new");
    let mut files: Vec<PathBuf> = entries.filter(is_input).collect();
    files.sort();
    files
}

fn name(file: &Path) -> String {
    file.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The code that a file is named after.
fn code(file: &Path) -> String {
    name(file).split('.').next().unwrap().to_owned()
}

/// What is reported of a file: errors, or the warnings of an input that passes.
fn printed(file: &Path) -> Diagnostics {
    if file
        .extension()
        .is_some_and(|extension| extension == "toml")
    {
        // Some of what is wrong shows when the types are known.
        let project = Project::load(file);
        let output = project.and_then(|project| project.generate());
        return output.map_or_else(|wrong| wrong, |output| output.into_warnings());
    }
    // Named as it lies here, so that the same is reported wherever the repository lies.
    let folder = file.parent().unwrap();
    match Generator::new().root(folder).input(name(file)).generate() {
        Ok(output) => {
            let warnings = output.warnings().render(Format::Json, false);
            assert!(!warnings.is_empty(), "{} has nothing wrong", name(file));
            let again = Generator::new()
                .root(folder)
                .input(name(file))
                .generate()
                .unwrap();
            assert_eq!(again.warnings().render(Format::Json, false), warnings);
            output.into_warnings()
        }
        Err(diagnostics) => diagnostics,
    }
}

#[test]
fn wrong_inputs_are_reported_as_was_reviewed() {
    let files = files();
    assert!(files.len() > 30, "the inputs are there");
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.lines().count() <= 10, "{} is short", name(&file));
        let diagnostics = printed(&file);
        let codes: Vec<&str> = diagnostics
            .iter()
            .map(fieldwright::Diagnostic::code)
            .collect();
        assert!(
            codes.contains(&code(&file).as_str()),
            "{}: {codes:?}",
            name(&file)
        );
        for diagnostic in &diagnostics {
            assert!(
                diagnostics.place(diagnostic).is_some(),
                "{diagnostic:?} has a place"
            );
            let help = diagnostic.help_text().unwrap_or_default();
            assert!(
                !help.is_empty() && !help.contains("says more"),
                "{diagnostic:?} has a way out"
            );
            // A message that quotes a whole text or path would need a reason here.
            assert!(
                diagnostic.message().chars().count() <= 160,
                "{diagnostic:?} is short"
            );
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(file.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name(&file), diagnostics.to_string()));
    }
}

/// Every mistake of a table is reported in one run, and none hides another.
#[test]
fn all_mistakes_are_reported_at_once() {
    let table = "\
fieldwright: 1
types:
  Session:
    fields:
      owner: { type: Persn, required: true }
      kind: { type: Kind, default: 5 }
      count: { type: integer, minimum: 5, maximum: 2 }
      code: { type: string, pattern: '[a-', maxLenght: 5 }
      count: { type: string }
      fooBar: { type: string }
      foo_bar: { type: string, type: integer }
    rules:
      - { requires: { cod: [owner] } }
  Person: { fields: {} }
  Kind: { enum: [live, test, live] }
";
    let diagnostics = Generator::new()
        .text("table.yaml", table)
        .generate()
        .unwrap_err();
    let printed = diagnostics.iter().map(|diagnostic| {
        let (file, position) = diagnostics.place(diagnostic).unwrap();
        format!(
            "{file}:{}:{} {}",
            position.line,
            position.column,
            diagnostic.code()
        )
    });
    let expected = [
        "table.yaml:5:22 unknown-type",
        "table.yaml:6:36 bad-default",
        "table.yaml:7:7 empty-range",
        "table.yaml:8:38 bad-pattern",
        "table.yaml:8:45 unknown-key",
        "table.yaml:9:7 duplicate-field",
        "table.yaml:11:7 name-collision",
        "table.yaml:11:32 duplicate-key",
        "table.yaml:13:23 unknown-field",
        "table.yaml:15:30 duplicate-value",
    ];
    assert_eq!(printed.collect::<Vec<_>>(), expected);
}

/// Every code that is given has its long text.
#[test]
fn every_code_is_explained() {
    for file in files() {
        for diagnostic in &printed(&file) {
            assert!(
                fieldwright::explain(diagnostic.code()).is_ok(),
                "{}",
                diagnostic.code()
            );
        }
    }
    assert_eq!(
        fieldwright::explain("unknown-typ").unwrap_err(),
        Some("unknown-type")
    );
}

/// All formats say the same things.
#[test]
fn machines_are_reported_the_same() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad/unknown-type.yaml");
    let diagnostics = printed(&file);
    let json = diagnostics.render(Format::Json, false);
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(first["code"], "unknown-type");
    assert_eq!((&first["line"], &first["column"]), (&5.into(), &23.into()));
    assert_eq!(first["pointer"], "/types/Person/fields/friend/type");
    let github = diagnostics.render(Format::Github, false);
    assert!(
        github.starts_with("::error file=unknown-type.yaml,line=5,col=23,title=unknown-type::"),
        "{github}"
    );
    let sarif: serde_json::Value =
        serde_json::from_str(&diagnostics.render(Format::Sarif, false)).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 3);
    assert_eq!(json.lines().count(), 3);
    assert_eq!(github.lines().count(), 3);
}
