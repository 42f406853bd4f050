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

#[test]
fn a_keyboard_is_enough() {
    let Some(browser) = browser() else { return };
    let tree = tree("html-browser-keys");
    let page = tree.join("connect_session_create/index.html");
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
    assert_eq!(
        said.unwrap_or(&dom),
        "slash: true; \
         found: ConnectSessionCreate.provider ConnectSessionCreate.provider_version; \
         first: ConnectSessionCreate.provider; \
         down: ConnectSessionCreate.provider_version; \
         round: ConnectSessionCreate.provider_version; \
         closed: true false; \
         opened: #Categories.hris-legacy; \
         status: Nothing found.; \
         theme: null true"
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
