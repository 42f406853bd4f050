//! `fieldwright init`: a configuration and a schema to start from.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use super::{Console, Outcome};
use fieldwright::SETTINGS;

/// The configuration; a line `#name` becomes the documentation of that setting.
const CONFIGURATION: &str = "\
# What `fieldwright` makes, and from what. `fieldwright check` compares instead.

[output]
# The crate whose src/ and docs/ are written.
crate = \"generated\"

[defaults]
#unknown
unknown = \"ignore\"

[[input]]
path = \"schema/person.yaml\"
#nullable_optional
nullable_optional = \"maybe\"
";

const SCHEMA: &str = "\
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

const MANIFEST: &str = "\
[package]
name = \"generated\"
version = \"0.1.0\"
edition = \"2024\"
publish = false

[dependencies]
fieldwright-runtime = \"0.1.0\"
";

/// Writes the starter files; none of them may be there.
pub(super) fn init(folder: &Path, console: &Console) -> Outcome {
    let configuration = configuration();
    let files = [
        ("fieldwright.toml", configuration.as_str()),
        ("schema/person.yaml", SCHEMA),
        ("generated/Cargo.toml", MANIFEST),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        if let Err(error) = create(&path, text) {
            let shown = path.display();
            console.error(&match error.kind() {
                ErrorKind::AlreadyExists => {
                    format!("{shown} is there already and will not be overwritten")
                }
                _ => format!("{shown}: {error}"),
            });
            return Outcome::Wrong;
        }
        console.note(&format!("wrote {}", path.display()));
    }
    console.note("next: `fieldwright` writes generated/src and generated/docs");
    Outcome::Success
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
