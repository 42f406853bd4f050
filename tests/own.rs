//! Rules and formats that users write in Rust, through every door: what holds, what does not, and a function of
//! the wrong type is a compile error.

use std::fs;

const TABLE: &str = r#"
fieldwright: 1
types:
  Event:
    fields:
      name: { type: string, required: true, minLength: 1 }
      start: { type: integer, required: true }
      end: { type: integer }
      guests: { type: "Guest[]" }
    rules:
      - { check: "crate::rules::ends_after_start", message: an event ends after it starts, targets: [start, end] }
      - { check: "crate::rules::guests_are_different", id: guests }
      - { check: "crate::rules::is_short", severity: advice, message: long names are cut }
  Guest:
    fields: { name: { type: string, required: true } }
    rules:
      - { check: "crate::rules::is_no_robot" }
  Party: { oneOf: [Event, Guest] }
  List: { type: "Event[]", maxItems: 2 }
"#;

const RULES: &str = r#"
use crate::table::{Event, Guest};
use fieldwright_runtime::Finding;

pub fn ends_after_start(event: &Event) -> bool {
    event.end.is_none_or(|end| event.start <= end)
}

pub fn guests_are_different(event: &Event) -> Vec<Finding> {
    let guests = event.guests.as_deref().unwrap_or_default();
    let twice = (1..guests.len()).filter(|at| guests[..*at].contains(&guests[*at]));
    twice
        .map(|at| Finding::new(format!("guest {at} comes twice")).at(&["guests", &at.to_string(), "name"]))
        .collect()
}

pub fn is_short(event: &Event) -> bool {
    event.name.len() < 10
}

pub fn is_no_robot(guest: &Guest) -> Result<(), Finding> {
    if guest.name == "robot" { Err(Finding::new("robots stay outside").at(&["name"])) } else { Ok(()) }
}
"#;

const MAIN: &str = r##"
mod rules;
mod table;
use fieldwright_runtime::{serde_json, Violations};
use table::{Event, Guest, List, Party};

fn tell(door: &str, outcome: Result<(), Violations>) {
    match outcome {
        Ok(()) => println!("{door}: ok"),
        Err(violations) => {
            for violation in &violations {
                println!("{door}: {violation} {} {:?}", violation.schema, violation.targets());
            }
        }
    }
}

fn main() {
    let good = r#"{"name":"n","start":1,"end":1,"guests":[{"name":"a"}]}"#;
    let bad = r#"{"name":"","start":2,"end":1,"guests":[{"name":"a"}, {"name":"a"}, {"name":"robot"}]}"#;
    for text in [good, bad] {
        tell("from_json", Event::from_json(text).map(drop));
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        tell("from_value", Event::from_value(&value).map(drop));
        let event: Event = serde_json::from_str(text).unwrap();
        tell("validate", event.validate());
        tell("union", Party::from_json(text).map(drop));
        tell("try_from", List::try_from(vec![event]).map(drop));
    }
    tell("builder", Event::builder("n", 1).end(2).build().map(drop));
    tell("builder", Event::builder("n", 2).end(1).build().map(drop));
    tell("guest", Party::from(Guest { name: "robot".to_owned(), additional_properties: Default::default() }).validate());
    tell("long", Event::from_json(r#"{"name":"a very long name","start":1}"#).map(drop));
    let (_, advice) = Event::report_json(r#"{"name":"a very long name","start":1}"#);
    tell("advice", Err(advice));
    tell("misread", Event::from_json(r#"{"name":"n","start":2,"end":"1"}"#).map(drop));
}
"##;

fn module(table: &str) -> String {
    let folder = crate::support::scratch("own-table");
    fs::write(folder.join("table.yaml"), table).unwrap();
    let output = crate::support::generate_case(&folder.join("table.yaml"));
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|artifact| artifact.path == "src/table.rs");
    module.unwrap().contents.clone()
}

#[test]
fn rules_in_rust_are_asked_by_every_door() {
    let crate_ = crate::support::Crate::new("own", "2021");
    crate_.write("src/table.rs", &module(TABLE));
    crate_.write("src/rules.rs", RULES);
    crate_.write("src/main.rs", MAIN);
    insta::assert_snapshot!("own", crate_.run(""));
    // The value alone is the argument; what comes back is a verdict.
    for (signature, code) in [
        (
            "is_short(event: &Event) -> usize {\n    event.name.len()",
            "E0277",
        ),
        (
            "is_short(event: Event) -> bool {\n    event.name.is_empty()",
            "E0308",
        ),
        (
            "is_short(event: &Guest) -> bool {\n    event.name.is_empty()",
            "E0308",
        ),
        (
            "is_long(event: &Event) -> bool {\n    event.name.is_empty()",
            "E0425",
        ),
    ] {
        let right = "is_short(event: &Event) -> bool {\n    event.name.len() < 10";
        assert!(RULES.contains(right));
        crate_.write("src/rules.rs", &RULES.replace(right, signature));
        let printed = crate_.try_cargo(&["check", "--message-format", "json"]);
        assert!(
            printed.contains(&format!("\"code\":\"{code}\"")),
            "{signature}: {printed}"
        );
    }
}

const CONFIGURATION: &str = r#"
[output]
crate = "made"
[[input]]
path = "table.yaml"
[formats]
phone = "crate::formats::is_phone"
iban = { type = "crate::formats::Iban" }
isbn = { check = "crate::formats::is_isbn", type = "crate::formats::Isbn" }
[types.Contact]
rules = ["crate::formats::can_be_called"]
"#;

const FORMATS_TABLE: &str = r#"
fieldwright: 1
types:
  Contact:
    fields:
      phones: { type: array, items: { type: string, format: phone, maxLength: 12 } }
      account: { type: string, format: iban }
      book: { type: string, format: isbn, nullable: true }
  Number: { type: string, format: phone }
"#;

const FORMATS: &str = r#"
use fieldwright_runtime::{custom_type, serde};

pub fn is_phone(text: &str) -> bool {
    text.starts_with('+') && text[1..].bytes().all(|byte| byte.is_ascii_digit())
}

pub fn can_be_called(contact: &crate::table::Contact) -> bool {
    contact.phones.as_ref().is_none_or(|phones| !phones.is_empty())
}

pub fn is_isbn(text: &str) -> bool {
    text.len() == 10
}

macro_rules! text {
    ($name:ident, $holds:expr) => {
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(pub String);
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text: String = serde::Deserialize::deserialize(deserializer)?;
                let holds: fn(&str) -> bool = $holds;
                if holds(&text) { Ok(Self(text)) } else { Err(serde::de::Error::custom("no country")) }
            }
        }
        custom_type!($name);
    };
}

text!(Iban, |text| text.starts_with(|c: char| c.is_ascii_uppercase()));
text!(Isbn, |_| true);
"#;

const FORMATS_MAIN: &str = r##"
mod formats;
mod table;
use fieldwright_runtime::Violations;
use formats::{Iban, Isbn};
use table::{Contact, Number};

fn tell(door: &str, outcome: Result<(), Violations>) {
    match outcome {
        Ok(()) => println!("{door}: ok"),
        Err(violations) => violations.iter().for_each(|v| println!("{door}: {v} {}", v.schema)),
    }
}

fn main() {
    let good = r#"{"phones":["+49123"],"account":"DE1","book":"0123456789"}"#;
    let bad = r#"{"phones":["+49123","49","+1234567890123"],"account":"de","book":"1"}"#;
    tell("from_json", Contact::from_json(good).map(drop));
    tell("from_json", Contact::from_json(bad).map(drop));
    let mut contact = Contact::from_json(good).unwrap();
    assert_eq!(contact.account, Some(Iban("DE1".to_owned())));
    contact.phones = Some(vec!["1".to_owned()]);
    tell("validate", contact.validate());
    let book = Isbn("9".to_owned());
    tell("builder", Contact::builder().phones(["+1".to_owned()]).book(book).build().map(drop));
    tell("setting", Contact::from_json(r#"{"phones":[]}"#).map(drop));
    tell("try_from", Number::try_from("+1").map(drop));
    tell("try_from", Number::try_from("1").map(drop));
}
"##;

#[test]
fn formats_in_rust_are_checked_and_typed() {
    let folder = crate::support::scratch("own-formats-table");
    fs::write(folder.join("fieldwright.toml"), CONFIGURATION).unwrap();
    fs::write(folder.join("table.yaml"), FORMATS_TABLE).unwrap();
    let project = fieldwright::Project::load(folder.join("fieldwright.toml"));
    let output = project.unwrap_or_else(|wrong| panic!("{wrong}")).generate();
    let output = output.unwrap_or_else(|wrong| panic!("{wrong}"));
    assert_eq!(output.warnings().to_string(), "");
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|artifact| artifact.path == "src/table.rs");
    let crate_ = crate::support::Crate::new("own-formats", "2024");
    crate_.write("src/table.rs", &module.unwrap().contents);
    crate_.write("src/formats.rs", FORMATS);
    crate_.write("src/main.rs", FORMATS_MAIN);
    insta::assert_snapshot!("formats", crate_.run(""));
    let wrong = FORMATS.replace(
        "is_phone(text: &str) -> bool",
        "is_phone(text: String) -> bool",
    );
    crate_.write("src/formats.rs", &wrong);
    let printed = crate_.try_cargo(&["check", "--message-format", "json"]);
    assert!(printed.contains("\"code\":\"E0308\""), "{printed}");
}

/// The evaluator knows no Rust: it evaluates by all that is left.
#[test]
fn the_evaluator_leaves_them_out() {
    let folder = crate::support::scratch("own-evaluator");
    fs::write(folder.join("table.yaml"), TABLE).unwrap();
    let generator = fieldwright::Generator::new().input(folder.join("table.yaml"));
    let schema = generator.normalised_schema().unwrap();
    let printed = schema.to_string();
    assert!(
        printed.contains(
            r#"{"check":"crate::rules::ends_after_start","targets":["start","end"],"message":"an event ends after it starts"}"#
        ),
        "{printed}"
    );
    let again = fieldwright::Generator::new().text("table.json", printed);
    let again = again.normalised_schema().unwrap();
    assert_eq!(again.to_string(), schema.to_string());
    let evaluator = generator.evaluator().unwrap();
    assert!(!evaluator.is_valid_json(r#"{"no":"definition"}"#) || schema.get("$ref").is_none());
}
