//! What changed between two schemas: pairs with reviewed reports, and the proofs in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{CHANGES, Comparison, Generator, Impact, ReportFormat, Verdict, Witness};
use serde_json::Value;

/// The folders of `tests/pairs`, by name.
fn pairs() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let folders = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut found: Vec<(String, PathBuf)> = folders
        .filter(|path| path.is_dir())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    found.sort();
    found
}

fn side(folder: &Path, name: &str) -> Generator {
    Generator::new().root(folder).input(name)
}

fn compared(folder: &Path) -> Comparison {
    let (old, new) = (side(folder, "old.yaml"), side(folder, "new.yaml"));
    let compared = old.compare(&new);
    compared.unwrap_or_else(|diagnostics| panic!("{}: {diagnostics}", folder.display()))
}

#[test]
fn pairs_are_reported_as_reviewed() {
    let pairs = pairs();
    for (name, folder) in &pairs {
        let comparison = compared(folder);
        let report = comparison.render(ReportFormat::Text, usize::MAX);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("report", report));
        // A folder is named after a code of its report, and perhaps what is special about it.
        let codes = CHANGES.iter().map(|code| code.name);
        let own = codes
            .filter(|code| name.starts_with(code))
            .max_by_key(|code| code.len());
        if let Some(own) = own {
            assert!(
                comparison.changes().iter().any(|c| c.code == own),
                "{name}: {report}"
            );
        }
    }
    assert!(pairs.len() >= 100, "{} pairs", pairs.len());
}

/// Each code stands in a report; those of Rust alone mostly come with a change of the schema.
#[test]
fn every_code_has_a_pair() {
    let reported = pairs().into_iter().flat_map(|(_, folder)| {
        let comparison = compared(&folder);
        let codes: Vec<&str> = comparison
            .changes()
            .iter()
            .map(|change| change.code)
            .collect();
        codes
    });
    let reported: BTreeSet<&str> = reported.collect();
    let missing = CHANGES.iter().map(|code| code.name);
    let missing: Vec<&str> = missing.filter(|name| !reported.contains(name)).collect();
    let is_of_rust = |name: &&str| name.starts_with("rust-");
    assert_eq!(
        missing.iter().filter(|name| !is_of_rust(name)).count(),
        0,
        "{missing:?}"
    );
    let unknown = reported
        .iter()
        .filter(|name| !CHANGES.iter().any(|code| code.name == **name));
    assert_eq!(unknown.count(), 0);
}

/// The normalised schema of a side, for another evaluator, of one of its types.
fn oracle(folder: &Path, file: &str, of: &str) -> jsonschema::Validator {
    let schema = side(folder, file).normalised_schema().unwrap();
    let mut schema: Value = serde_json::from_str(&schema.to_string()).unwrap();
    let name = of.replace('~', "~0").replace('/', "~1").replace(' ', "%20");
    schema["$ref"] = Value::from(format!("#/$defs/{name}"));
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

fn witnesses(impact: Option<&Impact>) -> Vec<(&str, Value)> {
    let verdicts = impact
        .into_iter()
        .flat_map(|impact| [&impact.validation, &impact.wire]);
    let instances = verdicts.filter_map(|verdict| match verdict {
        Verdict::Breaking(Witness::Instance { of, value, .. }) => Some((
            of.as_str(),
            serde_json::from_str(&value.to_string()).unwrap(),
        )),
        _ => None,
    });
    instances.collect()
}

/// An evaluator that is not ours decides the witnesses in the same way. It knows no rules of field
/// tables and no formats of numbers.
#[test]
fn witnesses_are_proofs() {
    let mut seen = 0;
    for (name, folder) in pairs() {
        if name.starts_with("rule-") || name.starts_with("format-changed") {
            continue;
        }
        let comparison = compared(&folder);
        for change in comparison.changes() {
            if change.code.starts_with("type-renamed") {
                continue;
            }
            for (impact, accepts, refuses) in [
                (&change.requests, "old.yaml", "new.yaml"),
                (&change.responses, "new.yaml", "old.yaml"),
            ] {
                let Some(Impact { validation, .. }) = impact else {
                    continue;
                };
                let Verdict::Breaking(Witness::Instance { .. }) = validation else {
                    continue;
                };
                let found = witnesses(impact.as_ref());
                let (of, value) = &found[0];
                if change.code.contains("-type-changed") {
                    continue; // two types, by two names
                }
                assert!(
                    oracle(&folder, accepts, of).is_valid(value),
                    "{name}: {of} {value}"
                );
                let renamed = match name.as_str() {
                    "type-widened-root" => "Box", // the root is another type now
                    name if name.starts_with("type-renamed") => "Extent",
                    _ => of,
                };
                assert!(
                    !oracle(&folder, refuses, renamed).is_valid(value),
                    "{name}: {of} {value}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen} witnesses");
}

#[test]
fn a_schema_does_not_differ_from_itself() {
    for (name, folder) in pairs() {
        for file in ["old.yaml", "new.yaml"] {
            let comparison = side(&folder, file).compare(&side(&folder, file)).unwrap();
            assert_eq!(comparison.changes().len(), 0, "{name} {file}");
        }
    }
}

/// What narrows one way widens the other way: requests and responses change places.
#[test]
fn verdicts_are_symmetrical() {
    let mut seen = 0;
    for (name, folder) in pairs() {
        let (old, new) = (side(&folder, "old.yaml"), side(&folder, "new.yaml"));
        let ranks = |comparison: &Comparison, is_request: bool| {
            let impacts = comparison
                .changes()
                .iter()
                .map(move |change| match is_request {
                    true => change.requests.clone(),
                    false => change.responses.clone(),
                });
            let names = impacts.flatten().map(|impact| impact.validation.name());
            let worst = names.max_by_key(|name| {
                ["compatible", "unclear", "breaking"]
                    .iter()
                    .position(|n| n == name)
            });
            worst.unwrap_or("compatible")
        };
        let is_of_operations = fs::read_to_string(folder.join("old.yaml"))
            .unwrap()
            .contains("paths:");
        if is_of_operations {
            continue; // an operation that came is no operation that went
        }
        let forth = old.compare(&new).unwrap();
        let back = new.compare(&old).unwrap();
        for (name_of, a, b) in [
            ("requests", ranks(&forth, true), ranks(&back, false)),
            ("responses", ranks(&forth, false), ranks(&back, true)),
        ] {
            assert_eq!(a, b, "{name}: {name_of}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn reports_are_well_formed() {
    for (name, folder) in pairs() {
        let comparison = compared(&folder);
        let count = comparison.changes().len();
        let json: Value = serde_json::from_str(&comparison.render(ReportFormat::Json, 0)).unwrap();
        assert_eq!(json["changes"].as_array().unwrap().len(), count, "{name}");
        let sarif: Value =
            serde_json::from_str(&comparison.render(ReportFormat::Sarif, 0)).unwrap();
        assert_eq!(
            sarif["runs"][0]["results"].as_array().unwrap().len(),
            count,
            "{name}"
        );
        let github = comparison.render(ReportFormat::Github, 0);
        assert_eq!(github.lines().count(), count, "{name}: {github}");
        assert!(github.lines().all(|line| line.starts_with("::")), "{name}");
        let markdown = comparison.render(ReportFormat::Markdown, 0);
        let rows = markdown
            .lines()
            .filter(|line| line.starts_with("| ") && !line.starts_with("| change"));
        assert_eq!(rows.count(), count, "{name}: {markdown}");
    }
}

/// Texts of documents are no markup of reports.
#[test]
fn hostile_names_stay_text() {
    let table = |name: &str, kind: &str| {
        let name = Value::from(name);
        format!(
            "fieldwright: 1\ntypes:\n  Box:\n    fields:\n      {name}: {{ type: {kind}, name: field }}\n"
        )
    };
    let name =
        "a`b|c<script>alert(1)</script>[x](https://example.com)\u{1b}[31m\n::error::no\u{202e}";
    let old = Generator::new().text("box.yaml", table(name, "string"));
    let new = Generator::new().text("box.yaml", table(name, "integer"));
    let comparison = old.compare(&new).unwrap();
    assert_eq!(comparison.changes().len(), 1);
    let text = comparison.render(ReportFormat::Text, 9);
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    let markdown = comparison.render(ReportFormat::Markdown, 9);
    for part in ["<script", "[x](", "://", "\u{1b}", "\n::error"] {
        assert!(!markdown.contains(part), "{part} in {markdown}");
    }
    let github = comparison.render(ReportFormat::Github, 9);
    assert_eq!(github.lines().count(), 1, "{github}");
}

/// The same input gives the same bytes.
#[test]
fn reports_do_not_depend_on_chance() {
    for (name, folder) in pairs() {
        let report = || compared(&folder).render(ReportFormat::Json, 0);
        assert_eq!(report(), report(), "{name}");
    }
}

/// Codes of Rust that mostly come with a change of the schema: the pair, and the words of its report.
const WITH_ANOTHER: [(&str, &str, &str); 4] = [
    ("rust-item-removed", "type-removed", "is gone"),
    ("rust-field-removed", "property-removed", "is gone"),
    ("rust-variant-added", "enum-value-added", "is new"),
    ("rust-trait-removed", "enum-opened", "Copy"),
];

/// The page of a code: what it means, the smallest pair that shows it, and what is reported of it.
fn page_of(name: &str, text: &str, pairs: &[(String, PathBuf, String)]) -> String {
    let block = |report: &str, wanted: &dyn Fn(&str) -> bool| {
        let mut blocks = report.split("\n\n");
        blocks.find(|block| wanted(block)).map(str::to_owned)
    };
    let heading = format!("[{name}]: ");
    let own = |block: &str| {
        block
            .lines()
            .next()
            .is_some_and(|line| line.contains(&heading))
    };
    let size = |folder: &Path| fs::read_to_string(folder.join("new.yaml")).unwrap().len();
    let shown = pairs.iter().filter_map(|(pair, folder, report)| {
        Some((pair != name, size(folder), folder, block(report, &own)?))
    });
    let shown = shown.min_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let (note, folder, block) = match shown {
        Some((_, _, folder, block)) => ("", folder, block),
        None => {
            let (_, pair, words) = WITH_ANOTHER
                .iter()
                .find(|(code, ..)| *code == name)
                .unwrap();
            let (_, folder, report) = pairs.iter().find(|(other, ..)| other == pair).unwrap();
            let found = block(report, &|block| block.contains(words));
            let found = found.unwrap_or_else(|| panic!("{name}: {report}"));
            (
                "It is reported with the change of the schema that it comes from, where there is one:\n\n",
                folder,
                found,
            )
        }
    };
    let file = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    format!(
        "# {name}\n\n{text}\n\n{note}Before:\n\n```yaml old.yaml\n{}```\n\nAfter:\n\n```yaml new.yaml\n{}```\n\n\
         What `fieldwright diff old.yaml new.yaml` says of it:\n\n```text\n{}\n```\n",
        file("old.yaml"),
        file("new.yaml"),
        block.trim_end(),
    )
}

/// `explain` shows what is reported of a pair, for every code; `UPDATE_DOCS=1` writes the pages.
#[test]
fn every_code_is_explained_by_a_pair() {
    let pairs: Vec<(String, PathBuf, String)> = pairs()
        .into_iter()
        .map(|(name, folder)| {
            let report = compared(&folder).render(ReportFormat::Text, usize::MAX);
            (name, folder, report)
        })
        .collect();
    let pages: Vec<String> = CHANGES
        .iter()
        .map(|code| page_of(code.name, code.text, &pairs))
        .collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/src/diagnostic/changes.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, pages.join("\n")).unwrap();
        return;
    }
    for (code, page) in CHANGES.iter().zip(&pages) {
        let printed = format!("# {}\n\n{}", code.name, code.page());
        assert_eq!(
            printed.trim_end(),
            page.trim_end(),
            "run with UPDATE_DOCS=1"
        );
        assert!(page.lines().count() <= 60, "{} is short", code.name);
    }
}

/// The page lists the codes as the catalogue has them; `UPDATE_DOCS=1` writes them.
#[test]
fn the_page_lists_all_codes() {
    const START: &str = "<!-- changes -->\n";
    const END: &str = "\n<!-- end of changes -->";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/docs/diff.md");
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(START).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    let rows = CHANGES
        .iter()
        .map(|code| format!("| `{}` | {} |\n", code.name, code.text));
    let table = format!(
        "\n| code | what it means |\n|---|---|\n{}",
        rows.collect::<String>()
    );
    let wanted = format!("{before}{START}{table}{END}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(
        page == wanted,
        "run with UPDATE_DOCS=1 and look at the page"
    );
    // What the tables of other tools name here exists.
    let (_, compared) = page.split_once("## Compared with buf").unwrap();
    for row in compared.lines().filter(|line| line.starts_with("| ")) {
        let ours = row.trim_end_matches(" |").rsplit_once(" | ").unwrap().1;
        for name in ours.split('`').skip(1).step_by(2) {
            let is_known = CHANGES.iter().any(|code| code.name == name);
            assert!(is_known, "{name} in {row}");
        }
    }
}

/// Documents that are made to be compared at length: long chains of types that are all called
/// otherwise, deep schemas, large unions, long lists of values.
#[test]
fn hostile_documents_are_compared() {
    let head = "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"title\":\"Root\",";
    let chain = |name: &str, last: &str| {
        let links = (0..100).map(|n| {
            let next = n + 1;
            format!("\"{name}{n}\":{{\"type\":\"object\",\"properties\":{{\"p{n}\":{{\"$ref\":\"#/$defs/{name}{next}\"}}}}}}")
        });
        let links: Vec<String> = links.collect();
        format!(
            "{head}\"$ref\":\"#/$defs/{name}0\",\"$defs\":{{{},\"{name}100\":{last}}}}}",
            links.join(",")
        )
    };
    let deep = |inner: &str| {
        let open = "{\"type\":\"array\",\"items\":".repeat(50);
        format!("{head}\"items\":{open}{inner}{}}}", "}".repeat(50))
    };
    let listed = |count: usize| {
        let values: Vec<String> = (0..count).map(|n| format!("\"value {n}\"")).collect();
        format!("{head}\"enum\":[{}]}}", values.join(","))
    };
    let union = |count: usize| {
        let parts = (0..count)
            .map(|n| format!("{{\"type\":\"string\",\"maxLength\":{n},\"minLength\":{n}}}"));
        format!(
            "{head}\"anyOf\":[{}]}}",
            parts.collect::<Vec<_>>().join(",")
        )
    };
    let pairs = [
        (
            chain("A", "{\"type\":\"string\"}"),
            chain("B", "{\"type\":\"integer\"}"),
        ),
        (
            deep("{\"type\":\"string\"}"),
            deep("{\"type\":\"integer\"}"),
        ),
        (listed(3000), listed(10)),
        (union(300), union(200)),
    ];
    for (old, new) in pairs {
        let side = |text: &str| Generator::new().text("root.json", text);
        let comparison = side(&old).compare(&side(&new)).unwrap();
        let count = comparison.changes().len();
        assert!((1..=1000).contains(&count), "{count}: {}", &old[..200]);
    }
}
