//! References between files, and the options that say how a JSON Schema is read: on the command
//! line and in fieldwright.toml.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::scratch;
use fieldwright::Project;

/// Exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const SECRET: &str = r#"{ "type": "string", "title": "Secret", "pattern": "^s" }"#;

/// A folder `project` with a schema that refers to what lies beside it, outside.
fn project(name: &str, reference: &str) -> PathBuf {
    let folder = scratch(name);
    write(&folder, "outside/secret.json", SECRET);
    let schema = r##"{ "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object", "properties": { "a": { "$ref": "REFERENCE" } } }"##;
    let schema = schema.replace("REFERENCE", reference);
    write(&folder, "project/schema/a.json", &schema);
    folder.join("project")
}

#[test]
fn references_stay_in_the_folder_unless_mapped() {
    let outside = "lies outside the folder that references may lead to";
    let folder = project("references-outside", "../../outside/secret.json");
    let (code, out, printed) = run(&folder, &["generate", "schema/a.json"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(printed.contains(outside), "{printed}");
    let absolute = folder.parent().unwrap().join("outside/secret.json");
    let map = format!("../outside/secret.json={}", absolute.display());
    let (code, out, printed) = run(&folder, &["generate", "schema/a.json", "--map", &map]);
    assert_eq!(code, 0, "{printed}");
    assert!(out.contains("pub struct Secret("), "{out}");

    let absolute = format!("{}", absolute.display());
    let folder = project("references-absolute", &absolute);
    let (code, _, printed) = run(&folder, &["generate", "schema/a.json"]);
    assert_eq!(code, 2);
    assert!(printed.contains("unresolved-reference"), "{printed}");
}

/// Windows would ask another host for `\\\\host\\x` before it says whether that lies outside.
#[test]
fn forms_of_windows_are_known_by_their_text() {
    let forms = [
        r"C:\\outside\\secret.json",
        "C:/outside/secret.json",
        "c:secret.json",
        r"\\\\host\\share\\secret.json",
        "//host/share/secret.json",
        "//?/C:/secret.json",
        r"..\\..\\outside\\secret.json",
        "%5C%5Chost%5Cshare%5Csecret.json",
        "..%5C..%5Coutside%5Csecret.json",
    ];
    for (index, form) in forms.into_iter().enumerate() {
        let folder = project(&format!("references-windows-{index}"), form);
        // A file of that name is there, where `\\` is part of a name.
        fs::write(
            folder.join("schema").join(r"..\..\outside\secret.json"),
            SECRET,
        )
        .unwrap_or(());
        let (code, _, printed) = run(&folder, &["generate", "schema/a.json"]);
        assert_eq!(code, 2, "{form}: {printed}");
        assert!(
            printed.contains("leads outside the folder"),
            "{form}: {printed}"
        );
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_do_not_lead_out() {
    let folder = project("references-link", "link.json");
    let target = folder.parent().unwrap().join("outside/secret.json");
    std::os::unix::fs::symlink(target, folder.join("schema/link.json")).unwrap();
    let (code, _, printed) = run(&folder, &["generate", "schema/a.json"]);
    assert_eq!(code, 2);
    assert!(printed.contains("lies outside the folder"), "{printed}");
    assert!(
        !printed.contains("^s"),
        "nothing of the file is shown: {printed}"
    );
}

#[test]
fn a_rooted_id_names_the_file_for_its_folder() {
    let folder = scratch("references-rooted");
    let root = |more: &str| {
        format!(
            r##"{{ "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "/schemas/v1/root.json",
            "type": "object", "properties": {{ "a": {{ "$ref": "sub/other.json#/$defs/A" }}, {more} }} }}"##
        )
    };
    let other = r##"{ "$id": "/schemas/v1/sub/other.json", "type": "object",
        "properties": { "again": { "$ref": "../root.json" } }, "$defs": { "A": { "type": "integer", "minimum": 3 } } }"##;
    write(&folder, "in/sub/other.json", other);
    write(&folder, "secret.json", SECRET);
    let rooted = r#""b": { "$ref": "/schemas/v1/sub/other.json" }"#;
    write(&folder, "in/root.json", &root(rooted));
    let (code, out, printed) = run(&folder, &["generate", "in/root.json"]);
    assert_eq!((code, printed.as_str()), (0, ""));
    assert!(out.contains("pub b: rt::Option<Other>"), "{out}");
    assert!(
        out.contains("pub again: rt::Option<rt::Box<Root>>"),
        "{out}"
    );
    // Nor does it lead out.
    let outside = r#""b": { "$ref": "/schemas/v1/../secret.json" }"#;
    for outside in [outside, r#""b": { "$ref": "/schemas/secret.json" }"#] {
        write(&folder, "in/root.json", &root(outside));
        let (code, _, printed) = run(&folder.join("in"), &["generate", "root.json"]);
        assert_eq!(code, 2, "{printed}");
        assert!(printed.contains("lies outside the folder"), "{printed}");
    }
}

#[test]
fn uris_are_mapped_to_files_and_folders() {
    let folder = project("references-map", "https://example.com/schemas/secret.json");
    let (code, _, printed) = run(&folder, &["schema", "schema/a.json"]);
    assert_eq!(code, 2);
    assert!(printed.contains("no schema has the URI https://example.com/schemas/secret.json"));
    for map in [
        "https://example.com/schemas/secret.json=../outside/secret.json",
        "https://example.com/schemas/=../outside",
    ] {
        let (code, out, printed) = run(&folder, &["schema", "schema/a.json", "--map", map]);
        assert_eq!((code, printed.as_str()), (0, ""), "{map}");
        assert!(out.contains(r#""pattern": "^s""#), "{out}");
    }
    let (code, _, printed) = run(&folder, &["schema", "schema/a.json", "--map", "nonsense"]);
    assert_eq!(code, 2);
    assert!(printed.contains("write URI=PATH"), "{printed}");
    let climbing = "https://example.com/=../outside/none";
    let folder = project("references-climb", "https://example.com/%2e%2e/secret.json");
    let (code, _, printed) = run(&folder, &["schema", "schema/a.json", "--map", climbing]);
    assert_eq!(code, 2, "{printed}");
}

#[test]
fn options_say_how_a_schema_is_read() {
    let folder = scratch("references-options");
    let schema = r#"{ "type": "object", "properties": {
        "when": { "type": "string", "format": "date" },
        "least": { "type": "integer", "minimum": 0, "exclusiveMinimum": true } },
        "required": ["when", "least"] }"#;
    write(&folder, "a.json", schema);
    let generate = |options: &[&str]| {
        let (code, out, printed) = run(&folder, &[&["generate", "a.json"], options].concat());
        assert_eq!(code, 0, "{printed}");
        (out, printed)
    };
    let (out, printed) = generate(&[]);
    assert!(
        printed.contains("guessed-dialect") && printed.contains("draft-04"),
        "{printed}"
    );
    assert!(out.contains("pub struct A {") && out.contains("pub when: rt::String"));
    let options = [
        "--root-name",
        "Appointment",
        "--formats",
        "assert",
        "--dialect",
        "draft-04",
    ];
    let (out, printed) = generate(&options);
    assert_eq!(printed, "");
    assert!(out.contains("pub struct Appointment {"), "{out}");
    assert!(out.contains("pub when: rt::Date"), "{out}");
    assert!(out.contains("exclusiveMinimum=0"), "{out}");
    let (_, printed) = generate(&["--dialect", "2020-12"]);
    let expected = "warning[recovered-keyword]: `exclusiveMinimum` is a number since draft 6";
    assert!(
        printed.contains(expected),
        "a flag is no bound in 2020-12: {printed}"
    );
    let (code, _, _) = run(&folder, &["generate", "a.json", "--formats", "maybe"]);
    assert_eq!(code, 2);
}

#[test]
fn the_configuration_says_the_same() {
    let folder = project("references-toml", "https://example.com/secret.json");
    let configuration = "[output]\ncrate = 'generated'\n\n[defaults]\nformats = 'assert'\n\n\
         [[input]]\npath = 'schema/a.json'\nroot_name = 'Wanted'\n\n\
         [[input]]\npath = 'schema/old.json'\ndialect = 'draft-04'\nformats = 'annotate'\n\n\
         [map]\n'https://example.com/' = '../outside'\n";
    write(&folder, "fieldwright.toml", configuration);
    let old = r#"{ "type": "string", "format": "date", "const": 5 }"#;
    write(&folder, "schema/old.json", old);
    let project = Project::load(folder.join("fieldwright.toml")).unwrap();
    let output = project.generate().unwrap();
    let text = |path: &str| {
        let mut artifacts = output.artifacts().iter();
        artifacts.find(|a| a.path == path).unwrap().contents.clone()
    };
    assert!(text("src/a.rs").contains("pub struct Wanted {"));
    assert!(text("src/a.rs").contains("pub struct Secret("));
    // `const` is no keyword of draft 4, and the format only says something.
    assert!(text("src/old.rs").contains("pub struct Old(rt::String)"));
}
