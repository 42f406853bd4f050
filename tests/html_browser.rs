//! The HTML reference in a browser: its script runs without an error, the search
//! finds what is asked for, and light and dark differ. Needs Chromium on the PATH
//! and says so when it skips.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::scratch;

fn browser() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.into_iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version.is_ok_and(|output| output.status.success())
    });
    if found.is_none() {
        println!("skipped: none of {} is on the PATH", names.join(", "));
    }
    found
}

/// The seed's reference, written down.
fn tree(name: &str) -> PathBuf {
    let folder = scratch(name);
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/connect_session_create.yaml");
    let output = fieldwright::Generator::new().html(true).input(schema);
    output.generate().unwrap().write(&folder, false).unwrap();
    folder.join("html")
}

/// What a browser prints of a page, and what it complains of.
fn run(browser: &str, page: &str, arguments: &[String]) -> (String, String) {
    // Tests run side by side, and a profile is one browser's.
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    let profile = scratch(&format!("html-browser-profile-{run}"));
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
        ])
        // Nothing of its own over the network: where that is closed, it would wait.
        .args(["--no-first-run", "--disable-background-networking"])
        .args([
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
        ])
        .args(["--enable-logging=stderr", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", profile.display()))
        .args(arguments)
        .arg(page)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    for problem in ["Uncaught", "Refused to", "violates the following"] {
        assert!(!said.contains(problem), "{said}");
    }
    (String::from_utf8_lossy(&output.stdout).into_owned(), said)
}

fn address(file: &Path, rest: &str) -> String {
    format!("file://{}{rest}", file.display())
}

#[test]
fn a_link_to_a_search_opens_it() {
    let Some(browser) = browser() else { return };
    let tree = tree("html-browser-search");
    let page = address(&tree.join("index.html"), "#?q=label");
    let (dom, _) = run(browser, &page, &["--dump-dom".to_owned()]);
    let found = "data-to=\"connect_session_create/index.html#ConnectSessionCreate.label\"";
    assert!(dom.contains(found), "{dom}");
    assert!(dom.contains("1 result."), "the others are filtered out");
}

/// A page with the driver, and what that says.
fn drive(browser: &str, tree: &Path, page: &str) -> String {
    let page = tree.join(page);
    let text = fs::read_to_string(&page).unwrap();
    let script = "<script src=\"../script.js\"></script>";
    let driven = text.replace(
        script,
        &format!("{script}<script src=\"../driver.js\"></script>"),
    );
    assert_ne!(driven, text);
    fs::write(&page, driven).unwrap();
    fs::write(tree.join("driver.js"), include_str!("html/driver.js")).unwrap();
    let (dom, _) = run(browser, &address(&page, ""), &["--dump-dom".to_owned()]);
    assert!(!dom.contains("data-error"), "{dom}");
    let said = dom
        .split("data-said=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    said.unwrap_or(&dom).to_owned()
}

#[test]
fn a_keyboard_is_enough() {
    let Some(browser) = browser() else { return };
    let tree = tree("html-browser-keys");
    let said = drive(browser, &tree, "connect_session_create/index.html");
    assert_eq!(
        said,
        "slash: true; \
         found: ConnectSessionCreate.provider ConnectSessionCreate.provider_version; \
         first: ConnectSessionCreate.provider; \
         down: ConnectSessionCreate.provider_version; \
         round: ConnectSessionCreate.provider_version; \
         closed: true false; \
         left: true true; \
         opened: #Categories.hris-legacy; \
         status: Nothing found.; \
         theme: null true; \
         printed: 0 true true"
    );
}

#[test]
fn light_and_dark_differ() {
    let Some(browser) = browser() else { return };
    let tree = tree("html-browser-colours");
    let page = address(&tree.join("connect_session_create/index.html"), "");
    let mut shots = Vec::new();
    for (name, scheme) in [("dark", 0), ("light", 1)] {
        let shot = tree.join(format!("{name}.png"));
        let arguments = [
            format!("--screenshot={}", shot.display()),
            format!("--blink-settings=preferredColorScheme={scheme}"),
            "--window-size=1200,900".to_owned(),
        ];
        run(browser, &page, &arguments);
        shots.push(fs::read(shot).unwrap());
    }
    assert!(
        shots.iter().all(|shot| shot.len() > 10_000),
        "they show something"
    );
    assert_ne!(shots[0], shots[1]);
}

/// A type that many use lists some of them, and folds the others: on paper, they are there.
#[test]
fn paper_shows_what_is_folded() {
    let Some(browser) = browser() else { return };
    let users: String = (0..90)
        .map(|n| format!("  User{n}: {{ fields: {{ kind: {{ type: Kind }} }} }}\n"))
        .collect();
    let table = format!("fieldwright: 1\ntypes:\n  Kind: {{ enum: [a, b] }}\n{users}");
    let folder = scratch("html-browser-paper");
    let output = fieldwright::Generator::new()
        .html(true)
        .text("users.yaml", table)
        .generate();
    output.unwrap().write(&folder, false).unwrap();
    let tree = folder.join("html");
    let said = drive(browser, &tree, "users/index.html");
    assert!(said.ends_with("printed: 1 true false"), "{said}");
    // Without its script, the style shows them: the paper is longer than with fewer users.
    let page = tree.join("users/index.html");
    let text = fs::read_to_string(&page).unwrap();
    let script = text.find("<script").unwrap();
    let end = text.rfind("</script>").unwrap() + "</script>".len();
    let plain = format!("{}{}", &text[..script], &text[end..]);
    let pages = |name: &str, text: &str| {
        let page = tree.join("users").join(format!("{name}.html"));
        fs::write(&page, text).unwrap();
        let paper = tree.join(format!("{name}.pdf"));
        let arguments = [format!("--print-to-pdf={}", paper.display())];
        run(browser, &address(&page, ""), &arguments);
        fs::read(paper).unwrap().len()
    };
    let folded = text.find("<details class=\"users\">").unwrap();
    let end = folded + text[folded..].find("</details>").unwrap() + "</details>".len();
    let without = plain.replace(&text[folded..end], "");
    let (all, some) = (pages("all", &plain), pages("some", &without));
    assert!(all > some + 2_000, "{all} {some}");
}
