//! What settings make is used as its users do: types of their own, dates of other crates,
//! builders that fill in defaults; and the options of the command that say the same.

use std::path::Path;
use std::process::Command;

use crate::support::{Crate, generate_case, scratch};
use fieldwright::{Generator, Operations, SETTINGS};

const MAIN: &str = r##"//! Uses what settings made.
#[path = "settings_types.rs"]
#[allow(missing_docs, dead_code)]
mod people;
#[path = "settings_values.rs"]
#[allow(missing_docs, dead_code)]
mod jobs;
#[path = "settings_open.rs"]
#[allow(missing_docs, dead_code)]
mod orders;
#[path = "settings_many.rs"]
#[allow(missing_docs, dead_code)]
mod many;
#[path = "settings_derives.rs"]
#[allow(missing_docs, dead_code)]
mod parcels;
#[path = "settings_derives_foreign.rs"]
#[allow(missing_docs, dead_code)]
mod foreign;
#[path = "settings_derives_values.rs"]
#[allow(missing_docs, dead_code)]
mod values;
#[path = "settings_texts.rs"]
#[allow(missing_docs, dead_code)]
mod identified;
#[path = "settings_coerce.rs"]
#[allow(missing_docs, dead_code)]
mod lenient;
pub mod own_settings_types;

use fieldwright_runtime::{Maybe, Number, jiff, time};
use own_settings_types::Cents;
use people::{Person, Position, person::{Home, NickName}};
use jobs::{Job, Level};
use many::Many;

fn main() {
    // A type of one's own is the field's type, and validated by what it writes.
    let nick = NickName::try_from("ad").unwrap();
    let since: jiff::ZonedDateTime = "2024-02-29T12:00:00+01:00[+01:00]".parse().unwrap();
    let mut person = Person::builder("Ada", Cents(1250), nick)
        .limits([Cents(100)])
        .since(since.clone())
        .build()
        .unwrap();
    assert_eq!(person.balance, Cents(1250));
    let text = person.to_json();
    assert!(text.contains(r#""balance":"12.50","limits":["1.00"]"#), "{text}");
    assert!(text.contains(r#""since":"2024-02-29T12:00:00+01:00""#), "{text}");
    assert_eq!(Person::from_json(&text).unwrap(), person);
    let value = serde_json_value(&person);
    assert_eq!(value["balance"], "12.50");
    assert_eq!(Person::from_value(&value).unwrap().since, Some(since));
    person.balance = Cents(-5);
    let printed = person.validate().unwrap_err().to_string();
    assert!(printed.starts_with("/balance [pattern]"), "{printed}");
    let code: people::Code = String::from("abc");
    person.code = Some(code);

    // Further derives.
    let mut set = std::collections::HashSet::new();
    set.insert(Position { x: 1, y: 2 });
    fn is_eq<T: Eq>() {}
    is_eq::<Home>();

    // Defaults are there, and what is set goes before them.
    let job = Job::builder(1).build().unwrap();
    assert_eq!((job.name.as_str(), job.active), ("job", true));
    assert_eq!((job.retries, job.retries_or_default()), (None, 3));
    assert_eq!(job.level, Level::Low);
    assert_eq!(job.note, "none yet");
    assert_eq!(job.mode, None);
    assert_eq!(job.maybe, Maybe::Absent);
    assert_eq!(Job::from_json(r#"{"id":1}"#).unwrap(), job);
    let job = Job::builder(1).name("other").active(false).note("set").build().unwrap();
    assert_eq!((job.name.as_str(), job.active, job.note.as_str()), ("other", false, "set"));
    let many = Many::builder().a(1).b(2).c(3).d(4).e(5);
    let (plain, set) = (many.clone().build().unwrap(), many.f(false).g(None).build().unwrap());
    assert_eq!((plain.f, plain.g.as_deref()), (true, Some("x")));
    assert_eq!((set.f, set.g), (false, None));

    // Exact numbers, and a date of another crate.
    let job = Job::from_json(r#"{"id":1,"factor":1.10,"day":"2024-02-29"}"#).unwrap();
    let factor: &Number = job.factor.as_ref().unwrap();
    assert_eq!(factor.text(), "1.10");
    assert_eq!(job.day.map(time::Date::year), Some(2024));
    open_values();
    derives();
    coercion();
    texts();
    println!("well");
}

/// Texts are read as the values they hold, which is advice, and written as these.
fn coercion() {
    use fieldwright_runtime::{Severity, rust_decimal::Decimal};
    use lenient::Order;
    let (order, printed) = Order::report_json(r#"{"count":"16","paid":"true","price":"1.10","sizes":["2",3]}"#);
    let order = order.unwrap();
    assert_eq!((order.count, order.paid, order.price), (16, Some(true), Some(Decimal::new(110, 2))));
    assert_eq!(order.to_json(), r#"{"count":16,"price":1.10,"paid":true,"sizes":[2,3]}"#);
    let printed: Vec<(&str, &str, Severity)> = printed.iter().map(|one| (one.instance.as_str(), &*one.code, one.severity)).collect();
    let advice = |at| (at, "coerced", Severity::Advice);
    assert_eq!(printed, ["/count", "/paid", "/price", "/sizes/0"].map(advice));
    assert!(order.validate().is_ok() && order.report().is_empty());
    // Serde reads the same, and a setting of the field goes before that of the input.
    let order: Order = fieldwright_runtime::serde_json::from_str(r#"{"count":"16"}"#).unwrap();
    assert_eq!(order.count, 16);
    let broken = Order::from_json(r#"{"count":"21","kept":"1","small":"0x10"}"#).unwrap_err();
    let broken: Vec<(&str, &str)> = broken.iter().map(|one| (one.instance.as_str(), &*one.code)).collect();
    assert_eq!(broken, [("/count", "maximum"), ("/kept", "type"), ("/small", "type")]);
}

/// Integers are numbers in Rust and texts on the wire, and in parameters.
fn texts() {
    use fieldwright_runtime::prelude::*;
    use identified::{GetOrderPath, GetOrderQuery, Order};
    let mut order = Order::from_json(r#"{"id":"9007199254740993","many":["1"]}"#).unwrap();
    *order.id += 1;
    order.size = Some(7).map(Into::into).into();
    assert!(order.id > 5.into() && order.many.iter().flatten().any(|one| *one == 1));
    assert_eq!(order.to_json(), r#"{"id":"9007199254740994","size":"7","many":["1"]}"#);
    let path = GetOrderPath::from_path("/orders/42").unwrap();
    assert_eq!((*path.id, path.to_path().unwrap()), (42, String::from("/orders/42")));
    assert!(GetOrderPath::from_path("/orders/x").is_err());
    let query = GetOrderQuery { after: Some(u64::MAX.into()) };
    assert_eq!(query.to_query().unwrap(), "after=18446744073709551615");
    assert_eq!(GetOrderQuery::from_query("after=18446744073709551615").unwrap(), query);
}

/// Each type has what it can have.
fn derives() {
    use fieldwright_runtime::prelude::*;
    use parcels::{Options, Parcel, Place, Size, Tags, Way};
    fn is_ordered<T: Eq + Ord + std::hash::Hash + Default>() {}
    is_ordered::<Size>();
    fn is_equal<T: Eq + Default>() {}
    is_equal::<Tags>();
    fn is_copied<T: Copy + PartialOrd>() {}
    is_copied::<Place>();
    assert_eq!(Way::default(), Way { by: None, stops: None });
    assert_eq!(Options::default(), Options::from_json("{}").unwrap());
    assert_eq!((Options::default().retries, Options { name: Some(String::from("x")), ..Default::default() }.retries), (3, 3));
    fn is_hashed<T: Eq + std::hash::Hash>() {}
    is_hashed::<Tags>();
    is_hashed::<values::Loose>();
    is_ordered::<values::Price>();
    fn is_compared<T: Ord + std::hash::Hash>() {}
    is_compared::<values::Exact>();
    is_compared::<foreign::Jiff>();
    is_compared::<foreign::Old>();
    is_copied::<foreign::Chrono>();
    is_copied::<foreign::Time>();
    let loose = |text| values::Loose::from_json(text).unwrap();
    let set: std::collections::HashSet<values::Loose> =
        [r#"{"any":{"a":1,"b":[2]},"map":{"x":1,"y":2}}"#, r#"{"map":{"y":2,"x":1},"any":{"b":[2.0],"a":1e0}}"#, r#"{"any":1}"#].map(loose).into();
    assert_eq!(set.len(), 2);
    let price = values::Price::builder(fieldwright_runtime::rust_decimal::Decimal::new(15, 1), 7).build().unwrap();
    assert_eq!(price.to_json(), r#"{"amount":1.5,"id":"7"}"#);
    let parcel = Parcel::builder("a", Size { width: 1, height: 2 }).way(Way::default()).build().unwrap();
    assert_eq!(parcel.to_json(), r#"{"id":"a","size":{"width":1,"height":2},"way":{}}"#);
}

/// What a schema does not name is kept; where it is advice, Rust may not make it.
fn open_values() {
    use fieldwright_runtime::prelude::*;
    use fieldwright_runtime::Severity;
    use orders::{Currency, Event, Payment, Placed, Sent, State};
    let event = Event::from_json(r#"{"kind":"returned","by":{"name":"Ada"}}"#).unwrap();
    assert!(!event.is_known() && event.validate().is_ok());
    assert_eq!(event.to_json(), r#"{"kind":"returned","by":{"name":"Ada"}}"#);
    let Event::Unknown(kept) = event else { panic!() };
    assert_eq!(kept.get("kind").and_then(|kind| kind.as_str()), Some("returned"));

    let text = r#"{"kind":"placed","state":"lost"}"#;
    let placed = Placed::from_json(text).unwrap();
    assert!(!placed.state.is_known() && State::New.is_known());
    let (_, advice) = Placed::report_json(text);
    let severities: Vec<(Severity, &str)> = advice.iter().map(|one| (one.severity, &*one.code)).collect();
    assert_eq!(severities, [(Severity::Advice, "enum")]);
    let refused = placed.validate().unwrap_err();
    assert_eq!((refused.len(), refused.iter().next().unwrap().severity), (1, Severity::Error));

    let text = r#"{"kind":"sent","rating":4,"size":3}"#;
    let (sent, advice) = Sent::report_json(text);
    assert_eq!(advice.to_string(), "1:25: /rating [enum] must be one of 1, 2, 3 (advice)");
    assert!(sent.unwrap().validate().is_err());

    let (payment, advice) = Payment::report_json(r#"{"by":"cash"}"#);
    let payment = payment.unwrap();
    assert!(!payment.is_known() && payment.validate().is_err());
    assert!(advice.iter().all(|one| one.severity == Severity::Advice) && advice.len() == 1);
    assert!(Payment::from_json(r#"{"by":"debit"}"#).is_err(), "a known tag has its own properties");
    assert!(Currency::from_json(r#""GBP""#).is_err(), "closed");
}

fn serde_json_value(person: &Person) -> fieldwright_runtime::serde_json::Value {
    fieldwright_runtime::serde_json::to_value(person).unwrap()
}
"##;

fn cases() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

#[test]
fn what_settings_make_is_used() {
    let made = Crate::new("settings", "2024");
    for (case, stem) in [
        ("settings_types", "table"),
        ("settings_values", "table"),
        ("settings_many", "table"),
        ("settings_open", "openapi"),
        ("settings_derives", "schema"),
        ("settings_derives_foreign", "table"),
        ("settings_derives_values", "table"),
        ("settings_coerce", "table"),
        ("settings_texts", "openapi"),
    ] {
        let output = generate_case(&cases().join(case).join(format!("{stem}.yaml")));
        let mut artifacts = output.artifacts().iter();
        let path = format!("src/{stem}.rs");
        let module = artifacts.find(|a| a.path == path).unwrap();
        made.write(&format!("src/{case}.rs"), &module.contents);
    }
    let own = std::fs::read_to_string(cases().join("settings_types/own.rs")).unwrap();
    made.write("src/own_settings_types.rs", &own);
    made.write("src/main.rs", MAIN);
    assert_eq!(made.run(""), "well\n");
}

fn fieldwright(arguments: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
        .args(arguments)
        .current_dir(cases())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{stderr}");
    (stdout, stderr)
}

/// The options of `generate` say what the settings of fieldwright.toml do.
#[test]
fn options_are_settings() {
    let table = "settings_values/table.yaml";
    let (plain, _) = fieldwright(&["generate", table]);
    assert!(plain.contains("pub day: rt::Option<rt::Date>"));
    let options = "--datetime jiff --numbers exact --defaults fill --null-as-absent";
    let mut arguments = vec!["generate", table, "--report"];
    arguments.extend(options.split(' '));
    let folder = scratch("settings-options");
    let out = folder.to_str().unwrap();
    arguments.extend(["--out", out, "--crate", "made"]);
    let (report, printed) = fieldwright(&arguments);
    let rust = std::fs::read_to_string(folder.join("src/table.rs")).unwrap();
    for expected in [
        "pub day: rt::Option<rt::jiff::civil::Date>",
        "pub at: rt::Option<rt::jiff::ZonedDateTime>",
        "pub ratio: rt::Option<rt::Number>",
        "pub active: bool",
        "pub maybe: rt::Option<bool>",
    ] {
        assert!(rust.contains(expected), "{expected}");
    }
    // What a crate needs, and what is not exact, is reported.
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("features = [\"jiff\"]"), "{manifest}");
    let day = "#/$defs/Job/properties/day/anyOf/0: fieldwright_runtime::jiff::civil::Date, which is written in its own way";
    let day = day.replace("/anyOf/0", "");
    assert!(report.contains(&day), "{report}");
    assert!(printed.contains("unfilled-default"), "{printed}");
}

/// Overlays change what is printed as the schema, too.
#[test]
fn overlays_are_an_option() {
    let input = "openapi_overlay/openapi.yaml";
    let overlay = "openapi_overlay/first.overlay.yaml";
    let (schema, printed) = fieldwright(&["schema", input, "--overlay", overlay]);
    assert!(
        schema.contains("\"minLength\": 1") && schema.contains("\"Label\""),
        "{schema}"
    );
    assert!(!schema.contains("secrets"), "{schema}");
    let (rust, warned) = fieldwright(&["generate", input, "--overlay", overlay]);
    assert!(rust.contains("pub struct Label"), "{printed}");
    assert!(warned.contains("unmatched-target"), "{warned}");
}

const OPERATIONS: &str = r##"{
  "openapi": "3.1.0", "info": {"title": "t", "version": "1"},
  "components": {"schemas": {"Pet": {"type": "object", "properties": {"id": {"type": "integer"}}}}},
  "paths": {"/pets/{id}": {"post": {
    "operationId": "setPet",
    "parameters": [
      {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
      {"name": "limit", "in": "query", "schema": {"type": "integer"}},
      {"name": "X-Trace", "in": "header", "schema": {"type": "string", "enum": ["on", "off"]}},
      {"name": "session", "in": "cookie", "schema": {"type": "string"}}
    ],
    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {"name": {"type": "string"}}}}}},
    "responses": {"200": {
      "headers": {"X-Mode": {"schema": {"type": "string", "enum": ["a", "b"]}}},
      "content": {"application/json": {"schema": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}}}}
    }}
  }}}
}"##;

/// The structs and enums of a document, with the settings that `set` gives.
fn types_of(text: &str, set: impl FnOnce(Generator) -> Generator) -> Vec<String> {
    let generator = set(Generator::new().text("api.json", text));
    let output = generator.generate().unwrap();
    let mut artifacts = output.artifacts().iter();
    let module = artifacts.find(|a| a.path == "src/api.rs").unwrap();
    let names = module.contents.lines().filter_map(|line| {
        let line = line.trim_start();
        let name = line
            .strip_prefix("pub struct ")
            .or(line.strip_prefix("pub enum "))?;
        name.split([' ', '(', '<', ';']).next()
    });
    names.map(str::to_owned).collect()
}

/// `operations = "none"` leaves parameters and headers out; components and bodies stay.
#[test]
fn operations_can_be_left_out() {
    let all = types_of(OPERATIONS, |generator| generator);
    for name in [
        "SetPetPath",
        "SetPetQuery",
        "SetPetHeaders",
        "SetPetCookies",
    ] {
        assert!(all.iter().any(|known| known == name), "{name}: {all:?}");
    }
    let bodies = ["Pet", "SetPetRequest", "SetPetResponse"];
    let none = types_of(OPERATIONS, |generator| {
        generator.operations(Operations::None)
    });
    assert_eq!(none, bodies);
    let set = types_of(OPERATIONS, |generator| generator.set("operations", "none"));
    assert_eq!(set, bodies);
}

/// In 2.0 bodies are written as parameters, and stay.
#[test]
fn bodies_of_old_documents_stay() {
    let text = r##"{
      "swagger": "2.0", "info": {"title": "t", "version": "1"},
      "paths": {
        "/a": {"post": {"operationId": "a", "parameters": [
          {"name": "q", "in": "query", "type": "string"},
          {"name": "file", "in": "formData", "type": "string"}
        ], "responses": {}}},
        "/b": {"post": {"operationId": "b", "parameters": [
          {"name": "body", "in": "body", "schema": {"type": "object", "properties": {"x": {"type": "string"}}}}
        ], "responses": {}}}
      }
    }"##;
    let none = types_of(text, |generator| generator.operations(Operations::None));
    assert_eq!(none, ["AForm", "BRequest"]);
}

/// A setting that is not known, and a value that it does not take, are reported with all else.
#[test]
fn settings_by_name_are_checked() {
    let generator = Generator::new()
        .text("t.yaml", "fieldwright: 1\ntypes: { A: { fields: {} } }")
        .set("datetim", "jiff")
        .set("datetime", "jif")
        .set("html", "yes")
        .set("rename", "A")
        .set("include", ["A"]);
    let printed = generator.generate().unwrap_err().to_string();
    for expected in [
        "error[unknown-setting]: there is no setting `datetim` here",
        "did you mean `datetime`?",
        "error[bad-setting]: `datetime` cannot be \"jif\"",
        "one of \"text\", \"string\", \"jiff\", \"jiff-0.2\", \"chrono\", \"time\"; did you mean \"jiff\"?",
        "error[bad-setting]: `html` cannot be \"yes\"",
        "write true or false",
        "there is no setting `rename` here",
    ] {
        assert!(printed.contains(expected), "{expected}: {printed}");
    }
}

/// Every option of the table is taken by `generate`, those of reading by `schema`, too.
#[test]
fn every_setting_is_an_option() {
    let help = |command: &str| fieldwright(&[command, "--help"]).0;
    let (generate, schema) = (help("generate"), help("schema"));
    for setting in SETTINGS {
        let (Some(option), Some(name)) = (setting.option, setting.option_name()) else {
            continue;
        };
        let line = format!("--{name}");
        let has = |help: &str| help.split_whitespace().any(|word| word == line);
        assert!(has(&generate), "{line}");
        assert_eq!(has(&schema), option.reads, "{line}");
    }
}
