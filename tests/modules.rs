//! Types made into a crate of the user's: what `init` writes builds at once, the user's code stands
//! beside, and nothing of theirs is touched; crates that are made fit into a workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::scratch;

const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime");

/// Runs the command; the code and all that it printed.
fn fieldwright(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
    printed(
        command
            .args(arguments)
            .current_dir(folder)
            .output()
            .unwrap(),
    )
}

fn printed(output: Output) -> (i32, String) {
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(text).unwrap(),
    )
}

/// Runs cargo, which may not warn; the code and all that it printed.
fn cargo(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
    if !folder.join("Cargo.lock").exists() {
        fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    }
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", crate::support::target())
        .env_remove("RUSTFLAGS");
    let (code, printed) = printed(command.output().unwrap());
    assert!(!printed.contains("warning:"), "{printed}");
    (code, printed)
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn all_files(folder: &Path) -> Vec<String> {
    let mut open = vec![folder.to_path_buf()];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path)
            } else {
                found.push(path)
            }
        }
    }
    let below = |path: &PathBuf| {
        path.strip_prefix(folder)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    let mut found: Vec<String> = found.iter().map(below).collect();
    found.sort();
    found
}

#[test]
fn a_new_crate_is_called_as_its_folder() {
    let folder = scratch("modules-name");
    for (path, name) in [
        ("people", "people"),
        ("a/My Shop", "my-shop"),
        ("2", "my-2-models"),
    ] {
        let (code, printed) = fieldwright(&folder, &["init", path]);
        assert_eq!(code, 0, "{printed}");
        let manifest = read(&folder, &format!("{path}/Cargo.toml"));
        assert!(
            manifest.contains(&format!("name = {name:?}\n")),
            "{manifest}"
        );
    }
}

#[test]
fn a_new_crate_builds_at_once_and_its_code_is_the_users() {
    let folder = scratch("modules-new");
    let (code, printed) = fieldwright(&folder, &["init", "--runtime-path", RUNTIME]);
    assert_eq!(code, 0, "{printed}");
    assert_eq!(
        all_files(&folder),
        [
            ".fieldwright/field-table.schema.json",
            ".fieldwright/fieldwright-toml.schema.json",
            "Cargo.toml",
            "fieldwright.toml",
            "schema/person.yaml",
            "src/lib.rs",
            "src/models/mod.rs",
            "src/models/person.rs",
        ]
    );
    let (code, printed) = cargo(&folder, &["test"]);
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("1 passed"), "{printed}");

    // Rules, types and formats of the user's crate.
    let table = "fieldwright: 1\ntypes:\n  Order:\n    fields:\n      \
        total: { type: string, required: true }\n      \
        sku: { type: string, format: sku }\n    \
        rules: [{ check: \"crate::rules::is_cheap\" }]\n";
    write(&folder, "schema/order.yaml", table);
    let configuration = read(&folder, "fieldwright.toml")
        + "\n[[input]]\npath = \"schema/order.yaml\"\n\n[types.\"Order.total\"]\ntype = \"crate::rules::Money\"\n\
           \n[formats]\nsku = \"crate::rules::is_sku\"\n";
    write(&folder, "fieldwright.toml", &configuration);
    let (code, printed) = fieldwright(&folder, &[]);
    assert_eq!(code, 0, "{printed}");
    write(&folder, "src/rules.rs", RULES);
    let library =
        read(&folder, "src/lib.rs").replace("pub mod models;", "pub mod models;\npub mod rules;");
    write(&folder, "src/lib.rs", &library);
    let (code, printed) = cargo(&folder, &["test"]);
    assert_eq!(code, 0, "{printed}");
    assert!(printed.contains("2 passed"), "{printed}");
    assert_eq!(read(&folder, "src/lib.rs"), library);
    let (code, printed) = fieldwright(&folder, &["check"]);
    assert_eq!((code, printed.as_str()), (0, "3 files are up to date\n"));
}

const RULES: &str = r##"//! What only this program knows.

use crate::models::order::Order;

#[derive(Debug, Clone, PartialEq)]
pub struct Money(pub u64);

impl<'de> fieldwright_runtime::serde::Deserialize<'de> for Money {
    fn deserialize<D: fieldwright_runtime::serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <String as fieldwright_runtime::serde::Deserialize>::deserialize(from)?;
        text.parse().map(Money).map_err(fieldwright_runtime::serde::de::Error::custom)
    }
}

impl fieldwright_runtime::serde::Serialize for Money {
    fn serialize<S: fieldwright_runtime::serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.to_string())
    }
}

fieldwright_runtime::custom_type!(Money);

pub fn is_cheap(order: &Order) -> bool {
    order.total.0 < 100
}

pub fn is_sku(text: &str) -> bool {
    text.starts_with("SKU-")
}

#[cfg(test)]
mod tests {
    use super::{Money, Order};

    #[test]
    fn orders_are_checked() {
        assert_eq!(Order::from_json(r#"{"total":"99","sku":"SKU-1"}"#).unwrap().total, Money(99));
        let violations = Order::from_json(r#"{"total":"100","sku":"1"}"#).unwrap_err();
        let codes: Vec<&str> = violations.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, ["is_cheap", "format"]);
    }
}
"##;

#[test]
fn drift_orphans_and_foreign_files() {
    let folder = scratch("modules-drift");
    assert_eq!(fieldwright(&folder, &["init"]).0, 0);
    let table = read(&folder, "schema/person.yaml");
    write(
        &folder,
        "schema/person.yaml",
        &table.replace("maxLength: 80", "maxLength: 81"),
    );
    let orphan = "// @generated by fieldwright from schema/gone.yaml. Do not edit.\n";
    write(&folder, "src/models/gone.rs", orphan);
    write(&folder, "src/models/old/part.rs", orphan);
    // Beside the module's folder nothing is ours, whatever it says.
    write(&folder, "src/other.rs", orphan);
    write(
        &folder,
        "docs/gone.md",
        "<!-- @generated by fieldwright. -->\n",
    );
    write(&folder, "src/models/mine.rs", "// by hand\n");
    let (code, printed) = fieldwright(&folder, &["check"]);
    assert_eq!(code, 1, "{printed}");
    for line in [
        "stale: person.rs",
        "orphaned: gone.rs",
        "orphaned: old/part.rs",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    assert!(
        !printed.contains("mine.rs") && !printed.contains("other.rs"),
        "{printed}"
    );
    let (code, printed) = fieldwright(&folder, &["check", "--message-format", "github"]);
    assert!(
        code == 1 && printed.contains("file=src/models/person.rs,line="),
        "{printed}"
    );
    assert_eq!(fieldwright(&folder, &[]).0, 0);
    assert_eq!(fieldwright(&folder, &["check"]).0, 0);
    for (name, stays) in [
        ("src/models/gone.rs", false),
        ("src/models/old", false),
        ("src/other.rs", true),
        ("docs/gone.md", true),
        ("src/models/mine.rs", true),
    ] {
        assert_eq!(folder.join(name).exists(), stays, "{name}");
    }
    // A `mod.rs` of the user's is not overwritten, and then nothing is.
    write(&folder, "src/models/mod.rs", "pub mod person;\n");
    write(&folder, "schema/person.yaml", &table);
    let before = read(&folder, "src/models/person.rs");
    let (code, printed) = fieldwright(&folder, &[]);
    assert!(
        code == 2 && printed.contains("mod.rs was not made by fieldwright"),
        "{printed}"
    );
    assert_eq!(read(&folder, "src/models/person.rs"), before);
}

#[test]
fn models_are_added_to_a_program_that_is_there() {
    let folder = scratch("modules-added");
    let manifest = "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
        [dependencies]\nfieldwright-runtime = { path = \"RUNTIME\" }\n\n[workspace]\n";
    let manifest = manifest.replace("RUNTIME", RUNTIME);
    write(&folder, "Cargo.toml", &manifest);
    let main = "mod models;\n\nfn main() {\n    assert!(models::person::Person::from_json(\"{}\").is_err());\n}\n";
    write(&folder, "src/main.rs", main);
    let (code, printed) = fieldwright(&folder, &["init"]);
    assert_eq!(code, 0, "{printed}");
    assert!(
        printed.contains("next: `cargo add fieldwright-runtime`; then add `pub mod models;`"),
        "{printed}"
    );
    assert_eq!(
        (read(&folder, "Cargo.toml"), read(&folder, "src/main.rs")),
        (manifest, main.to_owned())
    );
    assert!(!folder.join("src/lib.rs").exists());
    // A program uses some of a module, and is not warned of the rest: also of one of many files.
    let (code, printed) = fieldwright(
        &folder,
        &[
            "generate",
            "schema/person.yaml",
            "--out",
            "src/models",
            "--modules",
            "--files",
            "many",
        ],
    );
    assert_eq!(code, 0, "{printed}");
    assert!(folder.join("src/models/person/role.rs").exists());
    let (code, printed) = cargo(&folder, &["run"]);
    assert_eq!(code, 0, "{printed}");
}

#[test]
fn a_made_crate_fits_into_a_workspace() {
    let folder = scratch("modules-workspace");
    assert_eq!(fieldwright(&folder, &["init"]).0, 0);
    write(
        &folder,
        "Cargo.toml",
        "[workspace]\nmembers = [\"crates/*\", \"user\"]\nexclude = [\"apart\"]\n",
    );
    let user = "[package]\nname = \"user\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n\
        [dependencies]\nbeside = { path = \"../beside\" }\n";
    write(&folder, "user/Cargo.toml", user);
    write(
        &folder,
        "user/src/lib.rs",
        "pub use beside::person::Person;\n",
    );
    for (out, is_member, is_hinted) in [
        ("crates/listed", true, false),
        ("beside", true, false),
        ("apart", false, false),
        ("alone/below", false, true),
    ] {
        let name = out.rsplit('/').next().unwrap();
        let (code, printed) = fieldwright(
            &folder,
            &[
                "generate",
                "schema/person.yaml",
                "--out",
                out,
                "--crate",
                name,
                "--runtime-path",
                RUNTIME,
            ],
        );
        assert_eq!(code, 0, "{printed}");
        let has_own = read(&folder, &format!("{out}/Cargo.toml")).contains("[workspace]");
        assert_eq!(has_own, !is_member, "{out}");
        let hint = format!("add \"{out}\" to its `members` and generate again");
        assert_eq!(printed.contains(&hint), is_hinted, "{out}: {printed}");
    }
    for folder in [folder.clone(), folder.join("alone/below")] {
        let (code, printed) = cargo(&folder, &["check"]);
        assert_eq!(code, 0, "{printed}");
    }
}

/// A crate that `init` made becomes a member of a workspace by what its hint says.
#[test]
fn a_started_crate_joins_a_workspace() {
    let folder = scratch("modules-joined");
    let root = |members: &str| write(&folder, "Cargo.toml", &format!("[workspace]\n{members}"));
    root("members = []\n");
    let (code, printed) = fieldwright(&folder, &["init", "people", "--runtime-path", RUNTIME]);
    assert_eq!(code, 0, "{printed}");
    let hint = "add \"people\" to its `members` and remove `[workspace]` from people/Cargo.toml";
    assert!(printed.contains(hint), "{printed}");
    assert_eq!(cargo(&folder.join("people"), &["check"]).0, 0);
    root("members = [\"people\"]\n");
    let manifest = read(&folder, "people/Cargo.toml");
    let manifest = manifest.replace("\n[workspace]\n", "");
    write(&folder, "people/Cargo.toml", &manifest);
    let (code, printed) = cargo(&folder, &["check", "--workspace"]);
    assert_eq!(code, 0, "{printed}");
}

#[test]
fn init_leaves_nothing_behind_beside_a_file_of_the_users() {
    let folder = scratch("modules-beside");
    write(&folder, "schema/person.yaml", "mine");
    let (code, printed) = fieldwright(&folder, &["init"]);
    assert_eq!(code, 2, "{printed}");
    assert!(
        printed.contains("schema/person.yaml is there already"),
        "{printed}"
    );
    assert_eq!(read(&folder, "schema/person.yaml"), "mine");
    assert!(!folder.join("fieldwright.toml").exists());
}

/// Every public item of a module has documentation: a crate that asks for it builds.
#[test]
fn every_item_of_a_module_is_documented() {
    let folder = scratch("modules-documented");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut generator = fieldwright::Generator::new()
        .builders(true)
        .files(fieldwright::Files::Many)
        .modules();
    for (case, input) in [
        ("enums", "table.yaml"),
        ("inline_shared", "openapi.yaml"),
        ("inline_shared_paths", "openapi.yaml"),
        ("js_unions", "schema.yaml"),
        ("newtypes", "table.yaml"),
        ("openapi_forms", "openapi.yaml"),
        ("openapi_forms_tags", "openapi.yaml"),
        ("openapi_parameters", "openapi.yaml"),
        ("openapi_paths", "openapi.yaml"),
        ("settings_open", "openapi.yaml"),
    ] {
        let text = fs::read_to_string(cases.join(case).join(input)).unwrap();
        generator = generator.text(format!("{case}.yaml"), text);
    }
    let output = generator.generate().unwrap();
    output.write(folder.join("src/models"), true).unwrap();
    let manifest = "[package]\nname = \"documented\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
        [dependencies]\nfieldwright-runtime = { path = \"RUNTIME\" }\n\n[workspace]\n";
    write(&folder, "Cargo.toml", &manifest.replace("RUNTIME", RUNTIME));
    let library = "//! Made.\n#![deny(missing_docs)]\n#![allow(deprecated)]\npub mod models;\n";
    write(&folder, "src/lib.rs", library);
    let (code, printed) = cargo(&folder, &["check"]);
    assert_eq!(code, 0, "{printed}");

    // A crate of its own passes such a lint, too, which a workspace may ask for.
    let text = fs::read_to_string(cases.join("enums/table.yaml")).unwrap();
    let generator = fieldwright::Generator::new().text("enums.yaml", text);
    let output = generator.package("made", Some(RUNTIME)).generate();
    output.unwrap().write(folder.join("made"), true).unwrap();
    let made = fs::read_to_string(folder.join("made/Cargo.toml")).unwrap();
    let made = format!("{made}\n[lints.rust]\nmissing_docs = \"deny\"\n");
    write(&folder, "made/Cargo.toml", &made);
    let (code, printed) = cargo(&folder.join("made"), &["check"]);
    assert_eq!(code, 0, "{printed}");
}
