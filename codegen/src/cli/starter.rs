//! `fieldwright init`: a crate of the user's with a configuration and a schema to start from.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::{Console, Outcome, commands, editors, workspace};
use fieldwright::{Levels, SETTINGS};
use fieldwright_runtime::Value;

/// The configuration; a line `#name` becomes the documentation of that setting.
const CONFIGURATION: &str = "\
#:schema ./.fieldwright/fieldwright-toml.schema.json
# What `fieldwright` makes, and from what. `fieldwright check` compares instead.

[output]
# The module of this crate that is written: mod.rs and a file for each input.
modules = \"src/models\"

[defaults]
#unknown
unknown = \"ignore\"

[[input]]
path = \"schema/person.yaml\"
#nullable_optional
nullable_optional = \"maybe\"
";

const SCHEMA: &str = "\
# yaml-language-server: $schema=../.fieldwright/field-table.schema.json
# A field table: one row a field, with any JSON Schema keyword that fits its type.
fieldwright: 1
types:
  Person:
    description: Somebody who can sign in.
    fields:
      email: { type: string, required: true, format: email, description: Where to write to, example: ada@example.com }
      name: { type: string, required: true, minLength: 1, maxLength: 80, description: What to call them }
      role: { type: Role, default: member, description: What they may do }
      nickname: { type: string, nullable: true, description: Absent is unknown and null is none }
  Role:
    description: What a person may do.
    enum: [member, admin]
    open: true
";

const LIBRARY: &str = "\
//! Your code, and the types made from the schema beside it.

pub mod models;

use fieldwright_runtime::Violations;
use models::person::Person;

/// Reads somebody from JSON, with all that the schema asks, and greets them.
///
/// # Errors
/// Everything that is wrong with the text.
pub fn greeting(json: &str) -> Result<String, Violations> {
    let person = Person::from_json(json)?;
    Ok(format!(\"Hello, {}!\", person.name))
}

#[cfg(test)]
mod tests {
    #[test]
    fn people_are_greeted() {
        let ada = r#\"{ \"email\": \"ada@example.com\", \"name\": \"Ada\" }\"#;
        assert_eq!(super::greeting(ada).unwrap(), \"Hello, Ada!\");
        let nobody = r#\"{ \"email\": \"nowhere\", \"name\": \"\" }\"#;
        assert_eq!(super::greeting(nobody).unwrap_err().len(), 2);
    }
}
";

/// Names that cargo refuses for a package: keywords, crates of the language, cargo's folders.
const RESERVED: &str = "abstract alloc as async await become box break build const continue core crate deps \
    do dyn else enum examples extern false final fn for gen if impl in incremental let \
    loop macro match mod move mut override priv proc_macro pub ref return self static std \
    struct super test trait true try type typeof unsafe unsized use virtual where while \
    yield";

/// Writes the starter files and generates. An existing Cargo.toml and src/lib.rs stay; none of the
/// others may exist.
pub(super) fn init(folder: &Path, runtime_path: Option<&str>, console: &Console) -> Outcome {
    // The crate is named after its folder; a missing folder has no canonical path.
    if let Err(error) = fs::create_dir_all(folder) {
        console.error(&format!("{}: {error}", folder.display()));
        return Outcome::Wrong;
    }
    let configuration = configuration();
    let has_manifest = folder.join("Cargo.toml").exists();
    let (manifest, hint) = manifest(folder, runtime_path);
    let mut files = vec![
        ("fieldwright.toml", configuration.as_str()),
        ("schema/person.yaml", SCHEMA),
        (editors::TABLE.file, editors::TABLE.text),
        (editors::CONFIGURATION.file, editors::CONFIGURATION.text),
    ];
    let mut steps = Vec::new();
    if has_manifest {
        let path = runtime_path.map_or(String::new(), |path| format!(" --path {path}"));
        steps.push(format!("`cargo add fieldwright-runtime{path}`"));
    } else {
        files.push(("Cargo.toml", &manifest));
    }
    let is_new = !has_manifest && !folder.join("src/lib.rs").exists();
    if is_new {
        files.push(("src/lib.rs", LIBRARY));
    } else {
        steps.push(
            "add `pub mod models;` to src/lib.rs (or `mod models;` to src/main.rs)".to_owned(),
        );
    }
    let refused = |path: &Path| {
        let shown = path.display();
        console.error(&format!(
            "{shown} is there already and will not be overwritten"
        ));
        Outcome::Wrong
    };
    // Before the first is written: a run that fails leaves nothing behind.
    let mut paths = files.iter().map(|(name, _)| folder.join(name));
    if let Some(path) = paths.find(|path| path.symlink_metadata().is_ok()) {
        return refused(&path);
    }
    for (name, text) in files {
        let path = folder.join(name);
        if let Err(error) = create(&path, text) {
            if error.kind() == ErrorKind::AlreadyExists {
                return refused(&path);
            }
            console.error(&format!("{}: {error}", path.display()));
            return Outcome::Wrong;
        }
        console.note(&format!("wrote {}", path.display()));
    }
    let configuration = folder.join("fieldwright.toml");
    let outcome = commands::regenerate(Some(&configuration), &Levels::default(), console);
    if let Some(hint) = hint.filter(|_| !has_manifest) {
        console.note(&hint);
    }
    steps.push("`cargo test`; after a change of the schema, `fieldwright`".to_owned());
    console.note(&format!("next: {}", steps.join("; then ")));
    outcome
}

/// The manifest of a crate named after its folder, and a hint for joining a workspace.
fn manifest(folder: &Path, runtime_path: Option<&str>) -> (String, Option<String>) {
    let version = fieldwright_runtime::CONTRACT_SINCE;
    let source = match runtime_path {
        Some(path) => format!(
            "{{ path = {}, version = \"{version}\" }}",
            Value::from(path)
        ),
        None => format!("\"{version}\""),
    };
    let around = workspace::around(folder);
    // Cargo would refuse it in a workspace that does not list it.
    let own = match &around {
        Some(around) if !around.is_member => "\n[workspace]\n",
        _ => "",
    };
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nfieldwright-runtime = {source}\n{own}",
        package_name(folder),
    );
    // The manifest is theirs from here on: nothing writes it again.
    let then = format!(
        "remove `[workspace]` from {}",
        folder.join("Cargo.toml").display()
    );
    (manifest, around.and_then(|around| around.hint(&then)))
}

/// A name for a package that cargo takes, after its folder.
fn package_name(folder: &Path) -> String {
    let folder = folder.canonicalize();
    let folder = folder.ok().and_then(|folder| {
        let name = folder.file_name()?.to_str()?;
        Some(name.to_lowercase())
    });
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name = folder.unwrap_or_default().replace(|c| !is_plain(c), "-");
    let name = name.trim_matches('-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && RESERVED.split(' ').all(|one| one != name);
    match is_name {
        true => name.to_owned(),
        false => format!("my-{name}-models").replace("--", "-"),
    }
}

fn configuration() -> String {
    let mut text = CONFIGURATION.to_owned();
    for setting in SETTINGS {
        let values = setting.kind.expected();
        let comment = format!("\n# {} Write {values}.\n", setting.documentation());
        text = text.replace(&format!("\n#{}\n", setting.name), &comment);
    }
    text
}

/// Creates a file that is not there yet.
fn create(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}
