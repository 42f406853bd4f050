//! What is generated of the table of settings is up to date: the JSON Schema of fieldwright.toml and
//! the tables of `codegen/docs/settings.md`. `UPDATE_DOCS=1 cargo test --test all settings_docs::` writes
//! both.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{SETTINGS, Setting, SettingKind};
use fieldwright_runtime::{Map, Value};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("codegen/docs")
}

/// What stands in a file must be `text`; with `UPDATE_DOCS` set it is written instead.
fn compare(name: &str, found: &str, text: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(docs().join(name), text).unwrap();
        return;
    }
    assert_eq!(
        found, text,
        "{name} is stale: UPDATE_DOCS=1 cargo test --test all settings_docs::"
    );
}

// --- settings.md ------------------------------------------------------------

/// `text` between the marks of a table of the page.
fn replaced(page: &str, name: &str, text: &str) -> String {
    let (start, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->"),
    );
    let (head, rest) = page.split_once(&start).unwrap();
    let (_, tail) = rest.split_once(&end).unwrap();
    format!("{head}{start}\n{text}\n{end}{tail}")
}

/// The words of a setting and of its values.
fn words(setting: &Setting) -> String {
    let mut words = setting.documentation().to_owned();
    if let SettingKind::Choice(values) = setting.kind {
        for value in values {
            write!(words, " `{}`: {}", value.name, value.documentation()).unwrap();
        }
    }
    words
}

fn values(setting: &Setting) -> String {
    match setting.kind {
        SettingKind::Flag => "`true`, `false`".to_owned(),
        SettingKind::Choice(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|v| format!("`{}`", v.written()))
                .collect();
            values.join(", ")
        }
        SettingKind::Choices(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|v| format!("`{}`", v.written()))
                .collect();
            format!("list of {}", values.join(", "))
        }
        SettingKind::Text => "text".to_owned(),
        SettingKind::List => "list of texts".to_owned(),
        SettingKind::TypePath => "path of a type".to_owned(),
        SettingKind::DerivePaths => "list of paths of derives".to_owned(),
        SettingKind::FunctionPaths => "list of paths of functions".to_owned(),
    }
}

fn effect(setting: &Setting) -> String {
    let more = setting.see.map(|link| format!(" ([more]({link}))"));
    let feature = setting
        .feature
        .map(|name| format!(" Needs the feature `{name}`, which is on by default."));
    let parts = [
        words(setting),
        feature.unwrap_or_default(),
        more.unwrap_or_default(),
    ];
    parts.concat().replace('|', "\\|")
}

fn table_of_inputs() -> String {
    let mut out =
        String::from("| setting | values | default | option | effect |\n|---|---|---|---|---|\n");
    for setting in SETTINGS.iter().filter(|setting| setting.is_of_inputs()) {
        let default = match (setting.default_value(), setting.default_words()) {
            (Some(value), _) => format!("`{value}`"),
            (None, words) => words.unwrap_or("-").to_owned(),
        };
        let option = setting.option_name().map(|name| format!("`--{name}`"));
        let option = option.unwrap_or_else(|| "-".to_owned());
        let (values, effect) = (values(setting), effect(setting));
        writeln!(
            out,
            "| `{}` | {values} | {default} | {option} | {effect} |",
            setting.name
        )
        .unwrap();
    }
    out
}

fn table_of_types() -> String {
    let mut out = String::from("| setting | of | values | effect |\n|---|---|---|---|\n");
    for setting in SETTINGS.iter().filter(|s| !s.is_of_inputs()) {
        let Some(of) = setting.of else {
            continue; // of the command only
        };
        let (values, effect) = (values(setting), effect(setting));
        writeln!(out, "| `{}` | {of} | {values} | {effect} |", setting.name).unwrap();
    }
    let both = SETTINGS
        .iter()
        .filter(|s| s.is_of_inputs() && s.is_of_types());
    let both: Vec<String> = both.map(|s| format!("`{}`", s.name)).collect();
    writeln!(
        out,
        "| {} | types, fields | as above | as above, for it and the types inside (`null_as_absent`: for its own fields) |",
        both.join(", ")
    )
    .unwrap();
    out
}

#[test]
fn the_page_has_the_tables() {
    let page = fs::read_to_string(docs().join("settings.md")).unwrap();
    let text = replaced(&page, "settings of inputs", &table_of_inputs());
    let text = replaced(&text, "settings of types", &table_of_types());
    compare("settings.md", &page, &text);
}

/// A link of a row leads to a heading.
#[test]
fn links_lead_somewhere() {
    for setting in SETTINGS {
        let Some((page, anchor)) = setting.see.and_then(|link| link.split_once('#')) else {
            continue;
        };
        let page = if page.is_empty() { "settings.md" } else { page };
        let text = fs::read_to_string(docs().join(page)).unwrap();
        let headings = text.lines().filter(|line| line.starts_with('#'));
        let mut anchors = headings.map(|line| {
            let line = line.trim_start_matches('#').trim().to_lowercase();
            let kept = line
                .chars()
                .filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-');
            kept.collect::<String>().replace(' ', "-")
        });
        assert!(anchors.any(|known| known == anchor), "{page}#{anchor}");
    }
}

// --- the JSON Schema --------------------------------------------------------

/// What does not come from the table; `@...@` is put in.
const SCHEMA: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://raw.githubusercontent.com/fieldwright/fieldwright/main/codegen/docs/fieldwright-toml.schema.json",
  "title": "fieldwright.toml",
  "description": "What fieldwright makes, and from what. Paths are relative to the folder of this file.",
  "type": "object",
  "required": ["output", "input"],
  "properties": {
    "required-version": {
      "description": "Which versions of fieldwright may use this file, as cargo writes requirements: `0.1` is 0.1.0 and later, not 0.2. Another one stops before it writes or compares anything.",
      "type": "string",
      "minLength": 1
    },
    "output": {
      "description": "Where the output goes.",
      "type": "object",
      "properties": {
        "crate": {"description": "The folder whose `src/`, `docs/` and `html/` are written.", "type": "string"},
        "modules": {"description": "The folder of a module in a crate of yours: `mod.rs` and a file for each input are written, and nothing else.", "type": "string"}
      },
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1
    },
    "reference": {
      "description": "What stands above the pages of the HTML reference.",
      "type": "object",
      "properties": {
        "title": {"description": "What the reference is called.", "type": "string"},
        "logo": {"description": "The file of a picture, SVG or PNG, at most 64 kB.", "type": "string"},
        "links": {
          "description": "Links in the bar, in order.",
          "type": "array",
          "items": {
            "type": "object",
            "required": ["text", "url"],
            "properties": {
              "text": {"description": "What the link says.", "type": "string"},
              "url": {"description": "Where it leads.", "type": "string", "pattern": "^(https?://|mailto:)"}
            },
            "additionalProperties": false
          }
        }
      },
      "additionalProperties": false
    },
    "defaults": {
      "description": "Settings of all inputs that do not have their own.",
      "type": "object",
      "properties": "@defaults@",
      "additionalProperties": false
    },
    "diagnostics": {
      "description": "What becomes of the warnings and notes of a code, or of all `warnings`: left out, a warning, or an error.",
      "type": "object",
      "additionalProperties": {
        "enum": ["allow", "warn", "deny"]
      }
    },
    "map": {
      "description": "Where the document of a URI lies on disk, for references; a URI that ends in `/` maps all that begin with it into a folder. Nothing is ever fetched.",
      "type": "object",
      "additionalProperties": {"type": "string"}
    },
    "limits": {
      "description": "By how much the limits on file size and on what documents expand to are raised; 1 without it.",
      "type": "integer",
      "minimum": 1
    },
    "input": {
      "description": "The schemas; each becomes one module, named after its file.",
      "type": "array",
      "minItems": 1,
      "items": {
        "type": "object",
        "required": ["path"],
        "properties": "@input@",
        "additionalProperties": false
      }
    },
    "types": {"$ref": "#/$defs/types"},
    "formats": {
      "description": "Custom formats: a function of `&str` that says whether a text is one, a type, or both.",
      "type": "object",
      "additionalProperties": {
        "anyOf": [
          {"$ref": "#/$defs/path"},
          {
            "type": "object",
            "properties": {
              "check": {"description": "A function of `&str` that returns a `bool`.", "$ref": "#/$defs/path"},
              "type": {"description": "A custom type for such a text.", "$ref": "#/$defs/path"}
            },
            "additionalProperties": false,
            "minProperties": 1
          }
        ]
      }
    }
  },
  "additionalProperties": false,
  "$defs": {
    "types": {
      "description": "Settings of one type or field: by its name in the schema, `Type.field`, or a JSON pointer (`#/...`, `file.yaml#/...`); `*` in a name is any text.",
      "type": "object",
      "additionalProperties": {
        "type": "object",
        "properties": "@types@",
        "additionalProperties": false
      }
    },
    "path": {
      "type": "string",
      "pattern": "^\\s*((::\\s*)?\\w+\\s*(<.*>\\s*)?(::\\s*\\w+\\s*(<.*>\\s*)?)+|bool|f64|[iu](8|16|32|64))$"
    },
    "settings": "@settings@"
  }
}"##;

/// The derives that need no path.
const DERIVES: [&str; 9] = [
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Eq",
    "Hash",
    "Ord",
    "PartialEq",
    "PartialOrd",
];

fn json(text: &str) -> Value {
    fieldwright_runtime::from_json(text.as_bytes()).unwrap()
}

fn object(entries: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let entries = entries.into_iter();
    Value::Object(
        entries
            .map(|(key, value)| (key.to_owned(), value))
            .collect::<Map<Value>>(),
    )
}

fn reference(to: &str) -> Value {
    object([("$ref", Value::from(format!("#/$defs/{to}").as_str()))])
}

fn list_of(items: Value) -> Vec<(&'static str, Value)> {
    vec![("type", Value::from("array")), ("items", items)]
}

fn schema_of(setting: &Setting) -> Value {
    let ty = |name: &str| vec![("type", Value::from(name))];
    let mut entries = vec![("description", Value::from(words(setting).as_str()))];
    entries.extend(match setting.kind {
        SettingKind::Flag => ty("boolean"),
        SettingKind::Choice(values) => {
            let names = values.iter().map(|value| json(&value.written()));
            vec![("enum", Value::Array(names.collect()))]
        }
        SettingKind::Choices(values) => {
            let names = values.iter().map(|value| json(&value.written()));
            list_of(object([("enum", Value::Array(names.collect()))]))
        }
        SettingKind::Text => ty("string"),
        SettingKind::List => list_of(object([("type", Value::from("string"))])),
        SettingKind::TypePath => vec![("$ref", Value::from("#/$defs/path"))],
        SettingKind::DerivePaths => {
            let plain = Value::Array(DERIVES.iter().map(|name| Value::from(*name)).collect());
            let items = vec![object([("enum", plain)]), reference("path")];
            list_of(object([("anyOf", Value::Array(items))]))
        }
        SettingKind::FunctionPaths => list_of(reference("path")),
    });
    let default = setting.default_value().map(|default| json(&default));
    entries.extend(default.map(|default| ("default", default)));
    object(entries)
}

/// References to the settings of inputs, and `types`.
fn keys_of_inputs() -> Vec<(&'static str, Value)> {
    let settings = SETTINGS.iter().filter(|setting| setting.is_of_inputs());
    let keys = settings.map(|s| (s.name, reference(&format!("settings/{}", s.name))));
    keys.chain([("types", reference("types"))]).collect()
}

#[test]
fn the_schema_has_the_settings() {
    let path = (
        "path",
        json(
            r#"{"description": "The schema to read, or with `*`, `?`, `[a-z]` and `**` several, relative to this file.", "type": "string", "minLength": 1}"#,
        ),
    );
    let of_types = SETTINGS.iter().filter(|setting| setting.is_of_types());
    let of_types = of_types.map(|s| match s.is_of_inputs() {
        true => (s.name, reference(&format!("settings/{}", s.name))),
        false => (s.name, schema_of(s)),
    });
    let of_inputs = SETTINGS.iter().filter(|setting| setting.is_of_inputs());
    let parts = [
        ("@defaults@", object(keys_of_inputs())),
        (
            "@input@",
            object([path].into_iter().chain(keys_of_inputs())),
        ),
        ("@types@", object(of_types)),
        (
            "@settings@",
            object(of_inputs.map(|s| (s.name, schema_of(s)))),
        ),
    ];
    let mut text = SCHEMA.to_owned();
    for (name, part) in parts {
        text = text.replace(&format!("\"{name}\""), &part.to_string());
    }
    let name = "fieldwright-toml.schema.json";
    let found = fs::read_to_string(docs().join(name)).unwrap();
    compare(name, &found, &fieldwright::pretty(&json(&text)));
}
