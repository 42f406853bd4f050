//! The documentation: files and sections that it names are there, and the index names every page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The pages that people write, below the repository's folder.
fn pages() -> Vec<PathBuf> {
    let docs = fs::read_dir(root().join("codegen/docs")).unwrap();
    let docs = docs.map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = docs
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let others = [
        "README.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "runtime/README.md",
        "tests/README.md",
        "tests/bench/README.md",
    ];
    pages.extend(others.map(|name| root().join(name)));
    pages.sort();
    pages
}

/// The text of a page without its pieces of code.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The anchor of a heading, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn anchors(page: &Path) -> BTreeSet<String> {
    let text = prose(&fs::read_to_string(page).unwrap());
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings.map(anchor).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut seen = 0;
    for page in pages() {
        let text = prose(&fs::read_to_string(&page).unwrap());
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            if target.contains("://") || target.contains(char::is_whitespace) {
                continue;
            }
            let (file, section) = target.split_once('#').unwrap_or((target, ""));
            let place = match file {
                "" => page.clone(),
                file => page.parent().unwrap().join(file),
            };
            assert!(place.exists(), "{}: {target}", page.display());
            if !section.is_empty() && place.extension().is_some_and(|e| e == "md") {
                assert!(
                    anchors(&place).contains(section),
                    "{}: {target}",
                    page.display()
                );
            }
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen} links");
}

/// What stands in backticks and begins with a folder of this repository.
#[test]
fn files_that_pages_name_exist() {
    const FOLDERS: [&str; 5] = ["codegen/", "runtime/", "generated/", "tests/", ".ci/"];
    let mut seen = 0;
    for page in pages() {
        let text = prose(&fs::read_to_string(&page).unwrap());
        for piece in text.split('`').skip(1).step_by(2) {
            let is_path = FOLDERS.iter().any(|folder| piece.starts_with(folder));
            if !is_path || piece.contains(['*', ' ', '{']) {
                continue;
            }
            assert!(root().join(piece).exists(), "{}: {piece}", page.display());
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} paths");
}

/// The rooms of the picture are those that the test of the architecture knows.
#[test]
fn the_picture_has_all_rooms() {
    let page = fs::read_to_string(root().join("codegen/docs/architecture.md")).unwrap();
    let mut rooms: BTreeSet<String> = BTreeSet::new();
    for entry in fs::read_dir(root().join("codegen/src")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        rooms.insert(name.trim_end_matches(".rs").to_owned());
    }
    for room in rooms {
        assert!(
            ["lib", "main"].contains(&room.as_str()) || page.contains(&room),
            "{room}"
        );
    }
}

#[test]
fn the_index_names_every_page() {
    let index = fs::read_to_string(root().join("codegen/docs/README.md")).unwrap();
    for entry in fs::read_dir(root().join("codegen/docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || index.contains(&format!("]({name})")),
            "{name}"
        );
    }
}

/// The example of the committed output's page, line by line.
#[test]
fn the_example_of_the_generated_package_runs() {
    use fieldwright_generated::connect_session_create::{Categories, ConnectSessionCreate};

    let session = ConnectSessionCreate::builder("owner-1", "Acme")
        .categories([Categories::Ats])
        .build()
        .unwrap();
    assert_eq!(
        session.to_json(),
        r#"{"categories":["ats"],"origin_owner_id":"owner-1","origin_owner_name":"Acme"}"#
    );
    let own = include_str!("docs.rs");
    let page = fs::read_to_string(root().join("generated/README.md")).unwrap();
    let block = page.split("```rust\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    for line in block.lines().map(str::trim) {
        assert!(own.contains(line), "{line}");
    }
}
