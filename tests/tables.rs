//! `import` of documents that no SDK generator wrote. Each file in `tests/pages` is a kind of
//! table; beside it lies the field table that it becomes, with what is reported of it below. A random
//! model, written as a table in any container and with its columns in any order, reads back as the
//! same model.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use fieldwright::{Generator, Import, Importer};
use proptest::prelude::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The pages that are one file each.
fn pages() -> Vec<PathBuf> {
    let entries = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let is_page = |path: &PathBuf| {
        let name = path.to_str().unwrap();
        let is_expected = name
            .strip_suffix(".yaml")
            .is_some_and(|page| Path::new(page).exists());
        path.is_file() && !is_expected && !name.ends_with(".snap") && !name.ends_with(".py")
    };
    let mut pages: Vec<PathBuf> = entries.filter(is_page).collect();
    pages.sort();
    pages
}

fn name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}

fn import(name: &str, bytes: Vec<u8>) -> Import {
    let importer = Importer::new()
        .bytes(name, bytes)
        .optional_accepts_null(false);
    importer.report_each(true).import().unwrap()
}

/// The table without its header, and a line for everything reported but for null.
fn shown(import: &Import) -> String {
    let mut out = String::new();
    for line in import
        .yaml()
        .lines()
        .skip_while(|line| line.starts_with('#'))
    {
        writeln!(out, "{line}").unwrap();
    }
    for (place, words) in crate::support::reported(import) {
        let line = place.map_or(0, |(_, line, _)| line);
        if !words.contains("[assumed-null]") {
            writeln!(out, "# {line}: {words}").unwrap();
        }
    }
    out
}

/// `INSTA_UPDATE=always` accepts what has changed, to be reviewed.
#[test]
fn each_kind_of_page_becomes_what_was_reviewed() {
    let accept = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut wrong = String::new();
    let pages = pages();
    assert!(pages.len() >= 80, "{} kinds", pages.len());
    for path in pages {
        let expected = PathBuf::from(format!("{}.yaml", path.display()));
        let found = shown(&import(name(&path), fs::read(&path).unwrap()));
        if accept {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            writeln!(wrong, "--- {}\n{found}", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a page becomes can be generated from, and the page itself can.
#[test]
fn what_pages_become_generates() {
    for path in pages() {
        let import = import(name(&path), fs::read(&path).unwrap());
        let output = Generator::new()
            .text("table.yaml", import.yaml())
            .generate();
        let output = output.unwrap_or_else(|errors| panic!("{}: {errors}", path.display()));
        assert!(
            output.warnings().is_empty(),
            "{}: {}",
            path.display(),
            output.warnings()
        );
        let output = Generator::new().root(root()).input(name(&path)).generate();
        assert!(
            output.is_ok(),
            "{}: {}",
            path.display(),
            output.unwrap_err()
        );
    }
}

/// `--type` settles names without a page, cells that cannot be read, and single fields; a page stays.
#[test]
fn an_option_settles_what_no_page_describes() {
    let text = "# Order\n\n| Field | Type |\n|---|---|\n| total | Money |\n| parts | [Part] |\n\
                | when | some day soon |\n| note | string |\n| lines | array of Line |\n\n\
                # Line\n\n| Field | Type |\n|---|---|\n| n | int |\n";
    let importer = Importer::new()
        .bytes("orders.md", text)
        .optional_accepts_null(false)
        .type_of("Money", "decimal(10,2)")
        .type_of("part", "uuid")
        .type_of("some day soon", "date")
        .type_of("Order.note", "string(9)")
        .type_of("Line", "string")
        .type_of("Total", "integer");
    let import = importer.import().unwrap();
    let printed: Vec<String> = crate::support::reported(&import)
        .into_iter()
        .map(|(_, words)| words)
        .filter(|words| words.contains("unused-type") || words.contains("missing-page"))
        .collect();
    assert_eq!(printed.len(), 2, "{printed:?}");
    for name in ["`Line`", "`Total`"] {
        assert!(
            printed.iter().any(|words| words.contains(name)),
            "{printed:?}"
        );
    }
    for part in [
        "        multipleOf: 0.01\n",
        "        type: array\n        items:\n          type: string\n          format: uuid\n",
        "      when:\n        type: string\n        format: date\n",
        "      note:\n        type: string\n        maxLength: 9\n",
        "      lines:\n        type: Line[]\n",
    ] {
        assert!(import.yaml().contains(part), "{part}\n{}", import.yaml());
    }
}

/// Every page, cut off or with a sign changed: no panic, and a table that generates.
#[test]
fn mutilated_pages_do_no_harm() {
    let mut seed = 7u64;
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        let chars: Vec<char> = text.chars().collect();
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = (seed >> 33) as usize % chars.len();
        let sign = [
            '|', '\n', '`', '[', '"', '<', '\t', ',', '*', '=', '#', '>', '.', '»',
        ][(seed >> 20) as usize % 14];
        let cut: String = chars[..at].iter().collect();
        let mut changed = chars.clone();
        changed[at] = sign;
        let doubled: String = chars.iter().flat_map(|c| [*c; 2]).collect();
        for text in [cut, changed.into_iter().collect(), doubled] {
            let import = import(name(&path), text.clone().into_bytes());
            let output = Generator::new()
                .text("table.yaml", import.yaml())
                .generate();
            assert!(output.is_ok(), "{text}\n{}", import.yaml());
        }
    }
}

/// Large documents take time in line with their size.
#[test]
fn large_documents_are_read() {
    let row = |i: usize| format!("| field_{i} | string | yes | Words `{i}` of it, [x](y) |\n");
    let head = "# Big\n\n| Field | Type | Required | Description |\n|---|---|---|---|\n";
    let rows: String = (0..2_000).map(row).collect();
    let started = std::time::Instant::now();
    let import = Importer::new()
        .text("big.md", format!("{head}{rows}"))
        .import()
        .unwrap();
    assert_eq!(import.types(), 1);
    let hostile = [
        (0..2_000)
            .map(|i| format!("- `a{i}` (string): x\n"))
            .collect::<String>()
            + "- no\n",
        "term\n: words\n\n".repeat(2_000),
        "<ParamField body=\"a\"\n".repeat(1_500),
        "# x\n<table><tr>\n".repeat(1_500),
        "<dl><dt>a".repeat(4_000),
        format!("|Field|Type|\n|--|--|\n|a|{}|\n", "{a: ".repeat(4_000)),
        "|".repeat(10_000),
        "[](".repeat(10_000),
        "<".repeat(10_000),
        "<table><tr><td>".repeat(10_000),
        "Field\n".repeat(10_000),
        format!("{head}| a | {} | yes | |\n", "array of ".repeat(2_000)),
        format!("{head}| a | {} | yes | |\n", "?".repeat(10_000)),
        format!("{head}| {} | string | yes | |\n", "a.".repeat(10_000)),
        format!("{head}{}", "|\n".repeat(10_000)),
        format!("Field,Type\na,\"{}", "x,\n".repeat(10_000)),
        "Field\tType\n".repeat(2_000),
        "<table\n".repeat(10_000),
        "{|\n".repeat(10_000),
        "+--\n".repeat(10_000),
        "Field\nType\nx\nName\nType\nx\n".repeat(1_500),
    ];
    for text in hostile {
        let import = Importer::new()
            .text("x.txt", text.as_str())
            .import()
            .unwrap();
        let output = Generator::new()
            .text("table.yaml", import.yaml())
            .generate();
        assert!(output.is_ok(), "{}", text.get(..40).unwrap());
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

/// A field of a random model.
#[derive(Debug, Clone)]
struct Field {
    name: String,
    ty: &'static str,
    required: bool,
    nullable: bool,
    words: String,
}

/// The texts of types, and the rows they become.
const TYPES: [(&str, &str); 13] = [
    ("string", "{type: string}"),
    ("integer", "{type: integer}"),
    ("number", "{type: number}"),
    ("boolean", "{type: boolean}"),
    ("uuid", "{type: string, format: uuid}"),
    ("date", "{type: string, format: date}"),
    ("date-time", "{type: string, format: date-time}"),
    ("array of strings", "{type: 'string[]'}"),
    ("integer[]", "{type: 'integer[]'}"),
    ("map(string)", "{type: map<string>}"),
    ("varchar(20)", "{type: string, maxLength: 20}"),
    ("object", "{type: object}"),
    (
        "{ a: string, b?: integer }",
        "{fields: {a: {type: string, required: true}, b: {type: integer}}}",
    ),
];

fn field() -> impl Strategy<Value = (String, usize, bool, bool, String)> {
    let words = "[A-Z][a-z]{2,8}( [a-z]{2,8}){1,5}";
    (
        "[a-z][a-z]{2,7}(_[a-z]{2,6}){1,2}",
        0..TYPES.len(),
        any::<bool>(),
        any::<bool>(),
        words,
    )
}

fn model() -> impl Strategy<Value = Vec<Field>> {
    proptest::collection::btree_map("[a-z]{3}", field(), 1..8).prop_map(|fields| {
        let mut seen = BTreeMap::new();
        for (_, (name, ty, required, nullable, words)) in fields {
            let ty = TYPES[ty].0;
            let field = Field {
                name: name.clone(),
                ty,
                required,
                nullable,
                words,
            };
            seen.insert(name, field);
        }
        seen.into_values().collect()
    })
}

const COLUMNS: [&str; 4] = ["Field", "Type", "Required", "Description"];

impl Field {
    fn cells(&self, order: &[usize], marks: [&str; 2]) -> Vec<String> {
        let ty = if self.nullable {
            format!("{} or null", self.ty)
        } else {
            self.ty.to_owned()
        };
        let mark = marks[usize::from(self.required)];
        let all = [self.name.clone(), ty, mark.to_owned(), self.words.clone()];
        order.iter().map(|at| all[*at].clone()).collect()
    }

    fn expected(&self) -> serde_yaml::Value {
        let row = TYPES.iter().find(|(ty, _)| *ty == self.ty).unwrap().1;
        let mut row: serde_yaml::Value = serde_yaml::from_str(row).unwrap();
        let map = row.as_mapping_mut().unwrap();
        let flag = |key: &str| (serde_yaml::Value::from(key), serde_yaml::Value::from(true));
        map.extend(self.required.then(|| flag("required")));
        map.extend(self.nullable.then(|| flag("nullable")));
        map.insert("description".into(), self.words.clone().into());
        row
    }
}

/// The containers that keep columns in any order.
fn write(container: usize, head: &[String], rows: &[Vec<String>]) -> (&'static str, String) {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let lines = |line: &dyn Fn(&[String]) -> String| all().map(line).collect::<String>();
    let rule = vec!["---".to_owned(); head.len()];
    let ruled = |line: &dyn Fn(&[String]) -> String| {
        let body: String = rows.iter().map(|row| line(row)).collect();
        format!("# Model\n\n{}{}{body}", line(head), line(&rule))
    };
    let bars = |row: &[String]| format!("| {} |\n", row.join(" | "));
    match container {
        0 => ("a.md", ruled(&bars)),
        1 => ("a.md", ruled(&|row| format!("{}\n", row.join(" | ")))),
        2 => ("a.txt", format!("Model\n\n{}", lines(&bars))),
        3 => ("a.tsv", lines(&|row| format!("{}\n", row.join("\t")))),
        4 => (
            "a.csv",
            lines(&|row| format!("\"{}\"\n", row.join("\",\""))),
        ),
        5 => ("a.csv", lines(&|row| format!("{}\n", row.join(";")))),
        6 => {
            let cells = |row: &[String], tag: &str| -> String {
                row.iter().map(|c| format!("<{tag}>{c}</{tag}>")).collect()
            };
            let body: String = rows
                .iter()
                .map(|row| format!("<tr>{}</tr>", cells(row, "td")))
                .collect();
            (
                "a.html",
                format!(
                    "<h1>Model</h1><table><tr>{}</tr>{body}</table>",
                    cells(head, "th")
                ),
            )
        }
        7 => {
            let width = all().flatten().map(|cell| cell.len()).max().unwrap_or(1);
            let line = |row: &[String]| {
                row.iter()
                    .map(|c| format!("| {c:width$} "))
                    .collect::<String>()
                    + "|\n"
            };
            let border = |sign: &str| {
                format!(
                    "+{}\n",
                    format!("{}+", sign.repeat(width + 2)).repeat(head.len())
                )
            };
            let body: String = rows.iter().map(|row| line(row) + &border("-")).collect();
            (
                "a.rst",
                format!(
                    "Model\n=====\n\n{}{}{}{body}",
                    border("-"),
                    line(head),
                    border("=")
                ),
            )
        }
        8 => {
            let width = all().flatten().map(|cell| cell.len()).max().unwrap_or(1);
            let line = |row: &[String]| {
                row.iter()
                    .map(|c| format!("{c:width$}  "))
                    .collect::<String>()
                    + "\n"
            };
            let ruler = format!(
                "{}\n",
                format!("{}  ", "=".repeat(width))
                    .repeat(head.len())
                    .trim_end()
            );
            let body: String = rows.iter().map(|row| line(row)).collect();
            (
                "a.rst",
                format!("Model\n=====\n\n{ruler}{}{ruler}{body}{ruler}", line(head)),
            )
        }
        9 => {
            let cells =
                |row: &[String]| row.iter().map(|c| format!("|{c}\n")).collect::<String>() + "\n";
            let first: String = head.iter().map(|c| format!("|{c} ")).collect();
            let body: String = rows.iter().map(|row| cells(row)).collect();
            (
                "a.adoc",
                format!("= Model\n\n|===\n{first}\n\n{body}|===\n"),
            )
        }
        // Cut rows begin with the name and the type.
        10 => {
            let cut = |row: &[String]| format!("{} |\n{} |\n", row[0], row[1..].join(" | "));
            (
                "a.txt",
                format!(
                    "Model\n\n{}{}",
                    bars(head),
                    rows.iter().map(|row| cut(row)).collect::<String>()
                ),
            )
        }
        11 => (
            "a.txt",
            format!("Model\n{}", lines(&|row| format!("{}\n", row.join("\n")))),
        ),
        _ => (
            "a.txt",
            format!(
                "Model\n\n{}",
                lines(&|row| format!("{}\n", row.join("\n\n") + "\n"))
            ),
        ),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_table_in_any_container_is_the_same_model(
        fields in model(),
        container in 0..13usize,
        order in Just([0usize, 1, 2, 3]).prop_shuffle(),
        marks in 0..7usize,
        utf16 in any::<bool>(),
    ) {
        const MARKS: [[&str; 2]; 7] = [
            ["No", "Yes"], ["false", "true"], ["\u{2796}", "\u{2714}\u{fe0f}"], ["optional", "required"],
            ["N", "Y"], ["\u{274c}", "\u{2705}"], ["\u{2717}", "\u{2713}"],
        ];
        // A cell a line needs its marks in front of what may be missing.
        let order = if container >= 10 { [0, 1, 2, 3] } else { order };
        let head: Vec<String> = order.iter().map(|at| COLUMNS[*at].to_owned()).collect();
        let rows: Vec<Vec<String>> = fields.iter().map(|field| field.cells(&order, MARKS[marks])).collect();
        let (name, text) = write(container, &head, &rows);
        let bytes = if utf16 {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        } else {
            text.clone().into_bytes()
        };
        let import = import(name, bytes);
        let table: serde_yaml::Value = serde_yaml::from_str(import.yaml()).unwrap();
        let types = table["types"].as_mapping().unwrap();
        prop_assert_eq!(types.len(), 1, "{}\n{}", text, import.yaml());
        let (_, ty) = types.iter().next().unwrap();
        let expected: serde_yaml::Mapping = fields.iter().map(|field| (field.name.clone().into(), field.expected())).collect();
        prop_assert_eq!(ty["fields"].as_mapping(), Some(&expected), "{}\n{}", text, import.yaml());
    }
}

/// A document that is no table is called what it is, with the way out.
#[test]
fn documents_of_other_kinds_are_named() {
    let documents = [
        (
            "a.sql",
            "-- of a shop\nCREATE TABLE IF NOT EXISTS t (\n  id INT NOT NULL\n);\n",
            "an SQL script",
        ),
        ("a.graphql", "type A {\n  a: Int\n}\n", "a GraphQL schema"),
        (
            "a.proto",
            "syntax = \"proto3\";\nmessage A { int32 a = 1; }\n",
            "a Protobuf file",
        ),
        (
            "a.yaml",
            "asyncapi: 2.0.0\ninfo: { title: x }\n",
            "an AsyncAPI document",
        ),
        ("a.html", "<html><p>Words</p></html>\n", "an HTML page"),
    ];
    for (name, text, kind) in documents {
        let import = import(name, text.as_bytes().to_vec());
        assert_eq!(import.types(), 0, "{name}");
        let printed = shown(&import);
        assert!(
            printed.contains(&format!("is {kind}, in which")),
            "{printed}"
        );
    }
}

/// A refusal does not claim that there is no table, and names the heads it saw.
#[test]
fn heads_of_no_fields_are_named() {
    let page = "# Tides\n\n| Place | Moon |\n|---|---|\n| pier | full |\n";
    let import = import("tides.md", page.into());
    assert_eq!(import.types(), 0);
    let printed = shown(&import);
    assert!(
        printed.contains("none of its tables is one of fields"),
        "{printed}"
    );
    assert!(printed.contains("`Place, Moon` has a head"), "{printed}");
}

/// A union whose page lists its members as code, beside the pages of these.
#[test]
fn unions_in_code_find_their_members() {
    let page = fs::read_to_string(root().join("one-of-in-code.md")).unwrap();
    let member = |name: &str| {
        format!(
            "# OpenapiClient::{name}\n\n## Properties\n\n| Name | Type | Description | Notes |\n\
             | ---- | ---- | ----------- | ----- |\n| **kind** | **String** |  |  |\n"
        )
    };
    let import = Importer::new()
        .text("Shape.md", page)
        .text("Circle.md", member("Circle"))
        .text("Square.md", member("Square"))
        .import()
        .unwrap();
    let expected = "  Shape:\n    anyOf:\n      - { type: Circle }\n      - { type: Square }\n";
    assert!(import.yaml().contains(expected), "{}", import.yaml());
}
