//! Parameters and form bodies of generated crates, read and written: each line of a case's
//! `texts.txt` is a type, a location and a text, or a value as JSON, and what becomes of both is
//! reviewed. Then the constants of its operations.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Crate, generate_case};

const CASES: [&str; 3] = ["openapi_parameters", "openapi_paths", "openapi_3_2"];

fn folder(case: &str) -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    cases.join(case)
}

/// The case as a crate with a program.
fn crate_of_case(case: &str, name: &str, main: &str) -> Crate {
    let made = Crate::new(name, "2021");
    let output = generate_case(&folder(case).join("openapi.yaml"));
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|artifact| artifact.path == "src/openapi.rs");
    made.write("src/openapi.rs", &module.unwrap().contents);
    made.write(
        "src/lib.rs",
        "#![deny(warnings)]\n//! The case.\npub mod openapi;\n",
    );
    made.write("src/main.rs", main);
    made
}

/// Location, its functions, and a text that the function reads.
const FUNCTIONS: [(&str, &str, &str, &str); 5] = [
    ("query", "from_query", "to_query", "text"),
    ("form", "from_form", "to_form", "text"),
    ("path", "from_path", "to_path", "text"),
    ("cookies", "from_cookies", "to_cookies", "text"),
    ("headers", "from_headers", "to_headers", "fields(text)"),
];

const MAIN: &str = r#"//! Reads and writes texts.
use cases::openapi::*;
use fieldwright_runtime as rt;
use rt::prelude::*;

fn fields(text: &str) -> Vec<(&str, &str)> {
    text.split('|').filter_map(|line| line.split_once(':')).collect()
}

fn show<T: Model + PartialEq, W: std::fmt::Debug>(
    text: &str,
    read: impl Fn(&str) -> Result<T, rt::Violations>,
    write: impl Fn(&T) -> Result<W, rt::Violations>,
    text_of: impl Fn(&W) -> String,
) {
    let value = if text.starts_with('{') { T::from_json(text) } else { read(text) };
    match value {
        Err(violations) => {
            for one in &violations {
                println!("  {one} ({})", one.schema);
            }
        }
        Ok(value) => {
            println!("  -> {}", value.to_json());
            match write(&value) {
                Err(violations) => println!("  {}", violations.to_string().replace('\n', "\n  ")),
                Ok(written) => {
                    println!("  -> {written:?}");
                    assert!(read(&text_of(&written)).as_ref() == Ok(&value), "{text} is read back");
                }
            }
        }
    }
    println!();
}

fn joined(fields: &[(String, String)]) -> String {
    let lines = fields.iter().map(|(name, text)| format!("{name}:{text}"));
    lines.collect::<Vec<_>>().join("|")
}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let mut parts = line.splitn(3, ' ');
        let (ty, location, text) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        println!("{line}");
        match (ty, location) {
ARMS            _ => println!("no such type"),
        }
    }
}
"#;

#[test]
fn texts_become_what_was_reviewed() {
    CASES.into_iter().for_each(texts_of_case);
}

fn texts_of_case(case: &str) {
    let texts = fs::read_to_string(folder(case).join("texts.txt")).unwrap();
    let mut arms = String::new();
    for line in texts.lines() {
        let mut parts = line.split(' ');
        let (ty, location) = (parts.next().unwrap(), parts.next().unwrap());
        let functions = FUNCTIONS.iter().find(|(name, ..)| *name == location);
        let (_, read, write, argument) = functions.unwrap();
        let text_of = if location == "headers" {
            "|fields| joined(fields)"
        } else {
            "Clone::clone"
        };
        let arm = format!(
            "            (\"{ty}\", \"{location}\") => show(text, |text| {ty}::{read}({argument}), {ty}::{write}, {text_of}),\n"
        );
        if !arms.contains(&arm) {
            writeln!(arms, "{}", arm.trim_end()).unwrap();
        }
    }
    let made = crate_of_case(case, case, &MAIN.replace("ARMS", &arms));
    let printed = made.run(&texts);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder(case));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("texts", printed));
}

const OPERATIONS: &str = r#"//! What the constants say.
use cases::openapi::operations::{LIST_PETS, POST_PETS};
use fieldwright_runtime::{Operation, Response};

fn main() {
    let Operation { method, path, operation_id, .. } = LIST_PETS;
    assert_eq!((method, path, operation_id), ("GET", "/pets", Some("listPets")));
    let json = Response { status: "200", content: &["application/json"] };
    assert_eq!(LIST_PETS.responses, [json, Response { status: "default", content: &[] }]);
    assert_eq!((POST_PETS.method, POST_PETS.operation_id), ("POST", None));
    assert_eq!(POST_PETS.request, ["application/json", "application/x-www-form-urlencoded"]);
}
"#;

const STATUSES: &str = r#"//! What the constants say of a status.
use cases::openapi::operations::GET_FILE;

fn main() {
    assert_eq!(GET_FILE.response(404).map(|response| response.status), Some("4XX"));
    assert_eq!(GET_FILE.response(500), None);
}
"#;

#[test]
fn a_missing_feature_says_its_name() {
    let made = crate_of_case(CASES[0], "parameters-without", "fn main() {}\n");
    let manifest = made.read("Cargo.toml");
    let manifest = manifest.replace(
        "features = [",
        "default-features = false, features = [\"regex\", ",
    );
    made.write("Cargo.toml", &manifest);
    let printed = made.try_cargo(&["check", "--message-format", "json"]);
    assert!(
        printed.contains("need the feature `web` of fieldwright-runtime"),
        "{printed}"
    );
}

/// One document, whose parameters refer to one large schema again and again.
#[test]
fn tables_are_bounded() {
    let properties = (0..3000).map(|n| format!("\"p{n}\": {{\"type\": \"string\"}}"));
    let properties = properties.collect::<Vec<_>>().join(",");
    let paths = (0..1000).map(|n| {
        format!(
            "\"/x{n}\": {{\"get\": {{\"parameters\": [{{\"name\": \"a{n}\", \"in\": \"query\", \"style\": \"deepObject\", \"schema\": {{\"$ref\": \"#/components/schemas/Big\"}}}}]}}}}"
        )
    });
    let paths = paths.collect::<Vec<_>>().join(",");
    let text = format!(
        "{{\"openapi\": \"3.1.0\", \"paths\": {{{paths}}}, \"components\": {{\"schemas\": {{\"Big\": {{\"type\": \"object\", \"properties\": {{{properties}}}}}}}}}}}"
    );
    let length = text.len();
    let output = fieldwright::Generator::new()
        .text("big.json", text)
        .docs(false);
    let output = output.generate().unwrap();
    assert!(output.warnings().to_string().contains("[too-large]"));
    let made: usize = output
        .artifacts()
        .iter()
        .map(|one| one.contents.len())
        .sum();
    assert!(made < 40 * length, "{made} bytes of {length}");
}

#[test]
fn operations_are_constants() {
    for (case, main) in CASES.into_iter().zip([OPERATIONS, STATUSES]) {
        let made = crate_of_case(case, &format!("operations-{case}"), main);
        assert_eq!(made.run(""), "");
    }
}

const PARTS: &str = r##"//! A body of several parts.
use cases::openapi::*;
use fieldwright_runtime::prelude::*;
use fieldwright_runtime::Binary;

fn main() {
    let jpeg = vec![0xFF, 0xD8, 0xFF];
    let photo = |bytes: Vec<u8>| Photo::builder(bytes, About::default()).thumbs([Binary::from("a")]).build();
    let first = photo(jpeg.clone()).unwrap();
    assert_eq!(first.photo[..], jpeg);
    // Bytes that are one text in JSON are not equal.
    assert_ne!(first, photo(vec![0xFE, 0xD8, 0xFF]).unwrap());
    assert_eq!(first.to_json(), "{\"photo\":\"\u{FFFD}\u{FFFD}\u{FFFD}\",\"about\":{},\"thumbs\":[\"a\"]}");
    assert_eq!(photo(vec![0xFF]).unwrap_err().to_string(), "/photo [minLength] must have at least 2 characters, but has 1");
    let read = Photo::from_json(r#"{"photo":"ab","about":{"raw":"c"}}"#).unwrap();
    let text: &str = read.about.raw.as_deref().unwrap();
    assert_eq!((read.photo, text), (Binary(b"ab".to_vec()), "c"));
    assert_eq!(format!("{:?} {:?}", Binary(jpeg), Binary::default()), r#"b"\xff\xd8\xff" b"""#);
    let change = Change { photo: Some("é".to_owned()) };
    assert_eq!(change.to_form().unwrap(), "photo=%C3%A9");
}
"##;

#[test]
fn parts_of_bodies_are_bytes() {
    let made = crate_of_case("openapi_multipart", "parameters-parts", PARTS);
    assert_eq!(made.run(""), "");
}
