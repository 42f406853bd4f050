//! The JSON Schemas for editors (`codegen/docs/*.schema.json`) agree with the
//! readers: what one accepts or refuses, so does the other. The oracle is not ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use fieldwright::{Generator, KEYWORDS, Project, Support};
use jsonschema::Validator;
use serde_json::Value;

/// Tables that are wrong, each by the words before it; `T` is where a row may stand.
const WRONG_TABLES: &[(&str, &str)] = &[
    ("no version", "types: {}"),
    ("no types", "fieldwright: 1"),
    ("another version", "{ fieldwright: 2, types: {} }"),
    ("a version in quotes", "{ fieldwright: '1', types: {} }"),
    ("a list of types", "{ fieldwright: 1, types: [] }"),
    ("an unknown key", "{ fieldwright: 1, typs: {}, types: {} }"),
    (
        "a title that is no text",
        "{ fieldwright: 1, title: 1, types: {} }",
    ),
    (
        "a type called like a JSON type",
        "{ fieldwright: 1, types: { object: {} } }",
    ),
    (
        "a required type",
        "{ fieldwright: 1, types: { T: { required: true } } }",
    ),
];

/// Rows that are wrong in every place.
const WRONG_ROWS: &[&str] = &[
    "null",
    "1",
    "[string]",
    "''",
    "{ typ: string }",
    "{ type: string, minLenght: 1 }",
    "{ type: 1 }",
    "{ type: [string, Other] }",
    "{ type: string, nullable: 1 }",
    "{ type: string, title: 1 }",
    "{ type: string, description: [a] }",
    "{ type: string, minLength: -1 }",
    "{ type: string, minLength: 0.5 }",
    "{ type: string, maxLength: '3' }",
    "{ type: string, pattern: 1 }",
    "{ type: string, pattern: '[' }",
    "{ type: string, format: 1 }",
    "{ type: string, format: float }",
    "{ type: integer, format: date }",
    "{ type: boolean, format: date }",
    "{ type: string, minimum: 1 }",
    "{ type: integer, minLength: 1 }",
    "{ type: boolean, pattern: a }",
    "{ type: 'string[]', minLength: 1 }",
    "{ type: map<string>, minItems: 1 }",
    "{ type: [string, integer], uniqueItems: true }",
    "{ type: string, items: string }",
    "{ type: array, additionalProperties: true }",
    "{ type: array, rules: [{ at_least_one_of: [a] }] }",
    "{ type: number, minimum: '1' }",
    "{ type: number, multipleOf: 0 }",
    "{ type: array, items: [string] }",
    "{ type: array, items: { type: string, required: true } }",
    "{ type: array, minItems: 1.5 }",
    "{ type: array, uniqueItems: 1 }",
    "{ fields: [a] }",
    "{ fields: { a: 1 } }",
    "{ fields: { a: { type: string, required: 'yes' } } }",
    "{ fields: {}, additionalProperties: 1 }",
    "{ additionalProperties: { required: true } }",
    "{ enum: a }",
    "{ enum: [] }",
    "{ enum: [{ name: A }] }",
    "{ enum: [{ value: a, alias: b }] }",
    "{ enum: [{ value: a, aliases: b }] }",
    "{ enum: [{ value: a, aliases: [1] }] }",
    "{ enum: [{ value: a, name: 'a b' }] }",
    "{ enum: [{ value: a, deprecated: 1 }] }",
    "{ enum: [a], open: 1 }",
    "{ anyOf: string }",
    "{ anyOf: [] }",
    "{ oneOf: [1] }",
    "{ oneOf: [{ type: string, required: true }] }",
    "{ anyOf: [string], oneOf: [string] }",
    "{ type: string, examples: a }",
    "{ type: string, deprecated: 1 }",
    "{ type: string, readOnly: 1 }",
    "{ type: string, writeOnly: 1 }",
    "{ fields: {}, name: type }",
    "{ fields: {}, name: 2a }",
    "{ fields: {}, name: _ }",
    "{ type: string, allOf: [string] }",
    "{ $ref: '#' }",
];

/// Lists of rules that are wrong beside the fields `a` and `b`.
const WRONG_RULES: &[&str] = &[
    "{ requires: { a: b } }",
    "[requires]",
    "[{}]",
    "[{ requires: { a: b }, conflicts: { a: b } }]",
    "[{ require: { a: b } }]",
    "[{ requires: [a, b] }]",
    "[{ conflicts: a }]",
    "[{ ineffective: { a: [] } }]",
    "[{ requires: { a: 1 } }]",
    "[{ at_least_one_of: a }]",
    "[{ exactly_one_of: [] }]",
    "[{ exactly_one_of: { a: b } }]",
    "[{ compare: [a, b] }]",
    "[{ compare: { a: b } }]",
    "[{ compare: { a: <= } }]",
    "[{ compare: { a: [<, b] } }]",
    "[{ requires: { a: b }, severity: warning }]",
    "[{ requires: { a: b }, message: 1 }]",
    "[{ requires: { a: b }, id: 1 }]",
];

/// Configurations that are wrong; `I` stands for an input.
const WRONG_CONFIGURATIONS: &[&str] = &[
    "",
    "output.crate = 'g'",
    "output.crate = 'g'\ninput = []",
    "output.crate = 'g'\ninput = I",
    "input = [I]",
    "output = {}\ninput = [I]",
    "output = 'g'\ninput = [I]",
    "output.crate = 1\ninput = [I]",
    "output = { crate = 'g', docs = 'd' }\ninput = [I]",
    "output.crate = 'g'\ninput = [{}]",
    "output.crate = 'g'\ninput = [{ path = 1 }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', dcos = true }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', docs = 'yes' }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', builders = 1 }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', unknown = 'drop' }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', deserialize = true }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', nullable_optional = true }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', formats = true }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', dialect = 7 }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', root_name = [] }]",
    "output.crate = 'g'\ninput = [I]\nmap = 'x'",
    "output.crate = 'g'\ninput = [I]\nmap = { 'urn:a' = 1 }",
    "output.crate = 'g'\ninput = [I]\ndefaults = 1",
    "output.crate = 'g'\ninput = [I]\ndefaults.path = 'x'",
    "output.crate = 'g'\ninput = [I]\ndefaults.numbers = 'precise'",
    "output.crate = 'g'\ninput = [I]\ndefaults.datetime = true",
    "output.crate = 'g'\ninput = [I]\ndefaults.defaults = true",
    "output.crate = 'g'\ninput = [I]\ndefaults.null_as_absent = 'yes'",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', overlays = 'o.yaml' }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', operations = 'some' }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', inline = false }]",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', keep_going = true }]",
    "output.crate = 'g'\ninput = [I]\ntypes = []",
    "output.crate = 'g'\ninput = [I]\ntypes.T = 1",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { renam = 'U' }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { rename = 1 }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { type = 'Plain' }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { type = 'a::B; x' }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { derive = 'Eq' }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { derive = ['Serialize'] }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { newtype = 1 }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { required = 'yes' }",
    "output.crate = 'g'\ninput = [I]\ntypes.T = { unknown = true }",
    "output.crate = 'g'\ninput = [{ path = 't.yaml', types = { T = { datetime = 'joda' } } }]",
    "output.crate = 'g'\ninput = [I]\nx-mine = 1",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&text(root().join("codegen/docs").join(name))).unwrap()
}

fn validator(name: &str) -> Validator {
    let schema = schema(name);
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

fn tables() -> Validator {
    validator("field-table.schema.json")
}

fn configurations() -> Validator {
    validator("fieldwright-toml.schema.json")
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

fn toml(text: &str) -> Value {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

fn assert_accepted(validator: &Validator, what: &str, document: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

/// The complete tables of the documentation.
fn documented() -> Vec<String> {
    let page = text(root().join("codegen/docs/field-table.md"));
    let blocks = page.split("```yaml\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    let tables = blocks.filter(|block| block.starts_with("fieldwright: 1"));
    tables.map(str::to_owned).collect()
}

/// What `fieldwright init` writes.
fn starter(name: &str) -> PathBuf {
    let folder = crate::support::scratch(name);
    let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
        .arg("init")
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    folder
}

/// What the generator says of a table.
fn printed(folder: &Path, table: &str) -> Result<(), String> {
    fs::write(folder.join("t.yaml"), table).unwrap();
    let generator = Generator::new().root(folder).input("t.yaml");
    match generator.generate() {
        Ok(_) => Ok(()),
        Err(diagnostics) => Err(diagnostics.to_string()),
    }
}

/// Every row of `WRONG_ROWS` as a field, and every list of `WRONG_RULES`.
fn wrong_tables() -> Vec<(String, String)> {
    let whole = WRONG_TABLES
        .iter()
        .map(|(what, table)| ((*what).to_owned(), (*table).to_owned()));
    let table = |body: String| format!("{{ fieldwright: 1, types: {{ T: {{ {body} }} }} }}");
    let rows = WRONG_ROWS.iter().map(|row| {
        let body = format!("fields: {{ f: {row} }}");
        ((*row).to_owned(), table(body))
    });
    let rules = WRONG_RULES.iter().map(|rules| {
        let body = format!("fields: {{ a: string, b: string }}, rules: {rules}");
        ((*rules).to_owned(), table(body))
    });
    whole.chain(rows).chain(rules).collect()
}

#[test]
fn tables_are_accepted() {
    let validator = tables();
    let seed = root().join("schema/connect_session_create.yaml");
    assert_accepted(&validator, "the seed's table", &yaml(&text(seed)));
    let starter = starter("table-schema-init").join("schema/person.yaml");
    assert_accepted(&validator, "the starter", &yaml(&text(starter)));
    for case in fs::read_dir(root().join("tests/cases")).unwrap() {
        let table = case.unwrap().path().join("table.yaml");
        if !table.exists() {
            continue; // a case of another input
        }
        let shown = table.display().to_string();
        assert_accepted(&validator, &shown, &yaml(&text(table)));
    }
}

#[test]
fn documented_tables_are_accepted_and_generate() {
    let validator = tables();
    let folder = crate::support::scratch("table-schema-docs");
    let tables = documented();
    assert!(tables.len() >= 5, "the blocks of the page are found");
    for table in tables {
        assert_accepted(&validator, &table, &yaml(&table));
        assert_eq!(printed(&folder, &table), Ok(()), "{table}");
    }
}

#[test]
fn wrong_tables_are_refused_by_both() {
    let validator = tables();
    let folder = crate::support::scratch("table-schema-wrong");
    let mut taken = Vec::new();
    for (what, table) in wrong_tables() {
        if validator.is_valid(&yaml(&table)) {
            taken.push(format!("by the schema: {what}"));
        }
        if printed(&folder, &table).is_ok() {
            taken.push(format!("by the reader: {what}"));
        }
    }
    assert!(taken.is_empty(), "wrong, but taken: {taken:#?}");
}

#[test]
fn every_keyword_is_described() {
    let schema = schema("field-table.schema.json");
    let properties = schema["$defs"]["rowKeywords"]["properties"]
        .as_object()
        .unwrap();
    let mut found: Vec<&str> = properties.keys().map(String::as_str).collect();
    let known = KEYWORDS.iter().filter(|k| k.is_of_tables());
    let mut known: Vec<&str> = known.map(|keyword| keyword.name).collect();
    found.sort_unstable();
    known.sort_unstable();
    assert_eq!(found, known);
    let page = text(root().join("codegen/docs/field-table.md"));
    for keyword in KEYWORDS.iter().filter(|k| k.support != Support::Absent) {
        let name = keyword.name;
        assert!(page.contains(&format!("`{name}`")), "the page lacks {name}");
    }
    for name in ["field-table.schema.json", "fieldwright-toml.schema.json"] {
        undescribed(&self::schema(name), name);
    }
}

/// Fails at a key without words below `schema`.
fn undescribed(schema: &Value, at: &str) {
    let Some(map) = schema.as_object() else {
        return;
    };
    let properties = map.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        // `false` refuses a key; a reference to `settings` has its words there.
        let words = property["description"].is_string() || property["$ref"].is_string();
        assert!(words || property.is_boolean(), "{at}/{name} lacks words");
    }
    for (key, inner) in map.iter().filter(|(key, _)| *key != "enum") {
        undescribed(inner, &format!("{at}/{key}"));
    }
}

#[test]
fn configurations_are_accepted() {
    let validator = configurations();
    let starter = starter("table-schema-init-toml");
    for folder in [root(), &starter] {
        let path = folder.join("fieldwright.toml");
        let shown = path.display().to_string();
        assert_accepted(&validator, &shown, &toml(&text(path)));
    }
    let all = "[output]\ncrate = 'g'\n[defaults]\ndeserialize = 'validated'\nbuilders = false\n\
               [[input]]\npath = 't.yaml'\nnullable_optional = 'option'\nunknown = 'deny'\ndocs = true\nhtml = true\n\
               root_name = 'R'\nformats = 'assert'\ndialect = 'draft-07'\ninclude = ['*']\nexclude = ['A']\n\
               overlays = ['o.yaml']\noperations = 'none'\ninline = 'merged'\ndirection_types = 'split'\nfiles = 'one'\nnull_as_absent = true\ndefaults = 'fill'\ndatetime = 'jiff'\nnumbers = 'exact'\n\
               [input.types.'T.f']\nrename = 'g'\nrename_type = 'G'\ntype = 'crate::a::B<u8, c::D>'\nderive = ['Eq', 'std::hash::Hash']\n\
               newtype = true\nrequired = false\nnullable_optional = 'option'\nnull_as_absent = true\ndefaults = 'fill'\n\
               unknown = 'keep'\ndatetime = 'chrono'\nnumbers = 'f64'\nbuilders = true\n[types.'*']\nderive = []\n[map]\n'urn:a' = 'a.json'\n\
               [diagnostics]\nwarnings = 'deny'\nrenamed = 'allow'\n";
    assert_accepted(&validator, "all settings", &toml(all));
    let path = crate::support::scratch("table-schema-toml").join("fieldwright.toml");
    fs::write(&path, all).unwrap();
    assert!(
        Project::load(&path).is_ok(),
        "the reader takes all settings"
    );
}

#[test]
fn wrong_configurations_are_refused_by_both() {
    let validator = configurations();
    let path = crate::support::scratch("table-schema-wrong-toml").join("fieldwright.toml");
    let mut taken = Vec::new();
    for wrong in WRONG_CONFIGURATIONS {
        let wrong = wrong.replace('I', "{ path = 't.yaml' }");
        if validator.is_valid(&toml(&wrong)) {
            taken.push(format!("by the schema: {wrong}"));
        }
        fs::write(&path, &wrong).unwrap();
        if Project::load(&path).is_ok() {
            taken.push(format!("by the reader: {wrong}"));
        }
    }
    assert!(taken.is_empty(), "wrong, but taken: {taken:#?}");
}

/// The comments of what `init` writes lead editors to the schemas, which are those that are printed
/// and know who they are.
#[test]
fn editors_find_the_schemas() {
    let folder = starter("table-schema-editors");
    let repository = env!("CARGO_PKG_REPOSITORY");
    let cases = [
        (
            "schema/person.yaml",
            "# yaml-language-server: $schema=",
            "--table",
            "field-table.schema.json",
        ),
        (
            "fieldwright.toml",
            "#:schema ",
            "--configuration",
            "fieldwright-toml.schema.json",
        ),
    ];
    for (file, comment, option, name) in cases {
        let file = folder.join(file);
        let first = text(file.clone()).lines().next().unwrap().to_owned();
        let target = first
            .strip_prefix(comment)
            .unwrap_or_else(|| panic!("{first}"));
        let found = text(file.parent().unwrap().join(target));
        assert_eq!(found, text(root().join("codegen/docs").join(name)));
        let printed = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
            .args(["schema", option])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(printed.stdout).unwrap(), found);
        let raw = repository.replace("github.com", "raw.githubusercontent.com");
        let id = format!("{raw}/main/codegen/docs/{name}");
        assert_eq!(schema(name)["$id"], id.as_str());
    }
    // One of them, and nothing beside it.
    for wrong in [
        vec![],
        vec!["--table", "--configuration"],
        vec!["--table", "a.yaml"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldwright"))
            .arg("schema")
            .args(&wrong)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
    }
}
