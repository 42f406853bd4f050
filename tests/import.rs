//! `import`: each folder of `tests/pages` is a small SDK documentation in one
//! language. What it becomes and what is reported of it is reviewed as snapshots; all of it
//! is generated and compiled with warnings denied.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::Crate;
use fieldwright::{Format, Generator, Import, Importer, Language, WireCase};

/// The codes that only an import gives, but for those that need a file system.
const CODES: [&str; 30] = [
    "assumed-alias",
    "assumed-date",
    "assumed-extra",
    "assumed-head",
    "assumed-integers",
    "assumed-name",
    "assumed-null",
    "assumed-optional",
    "assumed-required",
    "assumed-type",
    "assumed-values",
    "left-out-default",
    "left-out-example",
    "merged-cells",
    "missing-page",
    "renamed-type",
    "repeated-row",
    "skipped-page",
    "skipped-row",
    "skipped-table",
    "transport-type",
    "unknown-cell",
    "unknown-column",
    "unknown-union",
    "unknown-values",
    "unlike-unions",
    "unread-limit",
    "unusable-type",
    "unused-rename",
    "unused-type",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The pages of a folder, named as they lie in it.
fn pages(folder: &Path) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(folder, &mut found);
    found.sort();
    let named = found.into_iter().map(|path| {
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), fs::read_to_string(path).unwrap())
    });
    named.collect()
}

fn importer(pages: &[(String, String)]) -> Importer {
    pages.iter().fold(
        Importer::new().report_each(true),
        |importer, (name, text)| importer.text(name, text),
    )
}

fn one(text: &str) -> Import {
    Importer::new()
        .text("page.md", text)
        .report_each(true)
        .import()
        .unwrap()
}

/// What was reported: severity, place, code and message, a line each.
fn printed(import: &Import) -> String {
    let mut out = String::new();
    for (place, words) in crate::support::reported(import) {
        let place = place.map(|(file, line, column)| format!("{file}:{line}:{column}: "));
        writeln!(out, "{}{words}", place.unwrap_or_default()).unwrap();
    }
    out
}

fn codes(import: &Import) -> BTreeSet<&'static str> {
    import
        .warnings()
        .iter()
        .map(fieldwright::Diagnostic::code)
        .collect()
}

fn folders() -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut folders: Vec<(String, PathBuf)> = entries
        .filter(|path| path.is_dir())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), path))
        .collect();
    folders.sort();
    assert!(folders.len() > 6, "the pages are there");
    folders
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Generates and says nothing.
fn generate(name: &str, yaml: &str) -> String {
    let output = Generator::new()
        .text(format!("{name}.yaml"), yaml)
        .generate();
    let output = output.unwrap_or_else(|diagnostics| panic!("{name}: {diagnostics}\n{yaml}"));
    assert!(
        output.warnings().is_empty(),
        "{name}: {}",
        output.warnings()
    );
    let path = format!("src/{name}.rs");
    let module = output
        .artifacts()
        .iter()
        .find(|artifact| artifact.path == path);
    module.unwrap().contents.clone()
}

#[test]
fn pages_become_what_was_reviewed() {
    for (name, folder) in folders() {
        let import = importer(&pages(&folder)).import().unwrap();
        snapshot(
            &name,
            &format!("{}\n---\n{}", import.yaml(), printed(&import)),
        );
        generate(&name, import.yaml());
        // The order of the pages changes the order of the types, but not what they are.
        let mut shuffled = pages(&folder);
        shuffled.reverse();
        assert_eq!(
            importer(&shuffled).import().unwrap().types(),
            import.types()
        );
        assert_eq!(
            importer(&pages(&folder)).import().unwrap().yaml(),
            import.yaml()
        );
    }
}

#[test]
fn what_pages_become_compiles() {
    let library = Crate::new("import-pages", "2024");
    let mut lib = String::from("#![deny(warnings)]\n//! Imports.\n");
    for (name, folder) in folders() {
        let import = importer(&pages(&folder)).import().unwrap();
        library.write(&format!("src/{name}.rs"), &generate(&name, import.yaml()));
        writeln!(lib, "pub mod {name};").unwrap();
    }
    library.write("src/lib.rs", &lib);
    library.cargo(&["check", "--quiet"]);
}

/// The language is found without help: pages of one language alone, in any order.
#[test]
fn languages_are_reported_apart() {
    let languages = [
        ("csharp", Language::CSharp),
        ("go", Language::Go),
        ("java", Language::Java),
        ("php", Language::Php),
        ("python", Language::Python),
        ("ruby", Language::Ruby),
        ("typescript", Language::TypeScript),
    ];
    for (name, language) in languages {
        let pages = pages(&root().join(name));
        let found = importer(&pages).import().unwrap();
        let given = importer(&pages).from(language).import().unwrap();
        assert_eq!(found.yaml(), given.yaml(), "{name}");
    }
}

const SESSION: &str = "\
# Session

## Fields

| Field | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
| `account_id` | *T.nilable(::String)* | :heavy_minus_sign: | The account | |
| `kinds` | T::Array<[Models::Shared::SessionKind](../shared/sessionkind.md)> | :heavy_minus_sign: | What it is for | [<br/>\"one\",<br/>\"two\"<br/>] |
| `owner` | *::String* | :heavy_check_mark: | Whose it is | me |
";

/// A rendered page, pasted as text: without emphasis, ticks and links, in signs, and
/// with its rows cut in several ways.
#[test]
fn pasted_tables_are_repaired() {
    let reference = one(SESSION);
    let body = |text: &str| {
        text.split_once("types:\n")
            .unwrap()
            .1
            .replace("SessionKind", "K")
    };
    let kind = "Models::Shared::SessionKind";
    let head = "| Field | Type | Required | Description | Example |\n|---|---|---|---|---|\n";
    let rows = [
        [
            "account_id",
            "T.nilable(::String)",
            "\u{2796}",
            "The account",
            "",
        ],
        [
            "kinds",
            &format!("T::Array<{kind}>"),
            "\u{2796}",
            "What it is for",
            "[ \"one\", \"two\" ]",
        ],
        ["owner", "::String", "\u{2714}\u{fe0f}", "Whose it is", "me"],
    ];
    let join = |row: fn(&[&str; 5]) -> String| rows.iter().map(row).collect::<String>();
    let forms = [
        format!("{head}{}", join(|r| format!("| {} |\n", r.join(" | ")))),
        format!(
            "{head}{}",
            join(|r| format!("{} |\n{} | {} | {} | {} |\n", r[0], r[1], r[2], r[3], r[4]))
        ),
        format!(
            "{head}{}",
            join(|r| format!(
                "| {} |\n| {} | {} | {} | {} |\n",
                r[0], r[1], r[2], r[3], r[4]
            ))
        ),
        format!(
            "{head}{}",
            join(|r| format!("{}\n{} | {} | {} | {}\n", r[0], r[1], r[2], r[3], r[4]))
        ),
        format!(
            "{head}{}",
            join(|r| r.iter().map(|cell| format!("{cell} |\n")).collect())
        ),
        format!(
            "{head}{}",
            join(|r| r.iter().map(|cell| format!("| {cell} |\n")).collect())
        ),
        format!(
            "Field\nType\nRequired\nDescription\nExample\n{}",
            join(|r| r.join("\n") + "\n")
        ),
        format!(
            "Field | Type | Required | Description | Example\n{}",
            join(|r| format!("{}\n\n", r.join(" | ")))
        ),
    ];
    for form in forms {
        for (title, fields) in [
            ("# Session\n\n", "## Fields\n\n"),
            ("Session\n\n", "Fields\n\n"),
        ] {
            for end in ["\n", "\r\n", "\r"] {
                let text = format!("\u{feff}{title}{fields}{form}").replace('\n', end);
                let import = one(&text);
                assert_eq!(
                    body(import.yaml()),
                    body(reference.yaml()).replace(
                        "`../shared/sessionkind.md` is a page that was not imported",
                        "`K` is the title of no page"
                    ),
                    "{text}"
                );
            }
        }
    }
    // A description that was broken, too.
    let import = one(
        "# A\n\n| Field | Type | Required | Description |\n|---|---|---|---|\na |\n::String | \u{2796} | One\nTwo |\nb |\n::Integer | \u{2714} | Three |\n",
    );
    assert!(
        import
            .yaml()
            .contains("        description: |-\n          One\n          Two\n      b:\n"),
        "{}",
        import.yaml()
    );
    // Without a title the file's name is the type's.
    let table = SESSION.split_once("## Fields\n\n").unwrap().1;
    let import = Importer::new()
        .text("my-session.md", table)
        .import()
        .unwrap();
    assert!(
        import.yaml().contains("\n  MySession:\n"),
        "{}",
        import.yaml()
    );
    let values = one("# K\n\nValues\n\nName |\nValue |\nONE |\none |\nTWO |\ntwo |\n");
    assert!(
        values.yaml().contains("  K:\n    enum: [one, two]\n"),
        "{}",
        values.yaml()
    );
}

/// How much of a table its page holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Kept {
    /// It generates; inline types have become types by name.
    Generates,
    /// The same page; something that pages do not show is lost.
    Page,
    /// The same Rust.
    Rust,
}

/// Our own pages become the types they were made from, as far as the pages say.
#[test]
fn own_pages_go_round() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut tables = vec![(
        "seed".to_owned(),
        root.join("schema/connect_session_create.yaml"),
    )];
    let cases = fs::read_dir(root.join("tests/cases")).unwrap();
    let cases = cases
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir());
    tables.extend(cases.map(|entry| {
        let name = entry.file_name().into_string().unwrap();
        (name, entry.path().join("table.yaml"))
    }));
    let expected = [
        ("seed", Kept::Rust),
        ("many_required", Kept::Rust),
        ("newtypes", Kept::Rust),
        ("presence", Kept::Rust),
        ("strings", Kept::Rust),
        ("arrays", Kept::Page),
        ("numbers", Kept::Page),
        ("recursive", Kept::Page),
        ("rules", Kept::Page),
    ];
    for (name, table) in tables {
        let Ok(text) = fs::read_to_string(&table) else {
            continue; // a case that is no table
        };
        let Ok(output) = Generator::new().text("table.yaml", text).generate() else {
            continue; // a case that cannot be generated alone
        };
        let artifact = |output: &fieldwright::Output, path: &str| {
            let found = output
                .artifacts()
                .iter()
                .find(|artifact| artifact.path == path);
            found.unwrap().contents.clone()
        };
        let page = artifact(&output, "docs/table.md");
        let import = Importer::new()
            .text("table.md", &page)
            .report_each(true)
            .import()
            .unwrap();
        let again = Generator::new()
            .text("table.yaml", import.yaml())
            .generate();
        let again = again.unwrap_or_else(|diagnostics| panic!("{diagnostics}\n{}", import.yaml()));
        let kept = match () {
            () if artifact(&again, "docs/table.md") != page => Kept::Generates,
            () if artifact(&again, "src/table.rs") != artifact(&output, "src/table.rs") => {
                Kept::Page
            }
            () => Kept::Rust,
        };
        let known = expected.iter().find(|(known, _)| *known == name);
        let least = known.map_or(Kept::Generates, |(_, least)| *least);
        assert!(kept >= least, "{name}: {kept:?}\n{}", import.yaml());
        if kept == Kept::Rust {
            assert_eq!(printed(&import), "", "{name}");
        }
    }
}

/// A page is an input like any other.
#[test]
fn a_page_can_be_generated_from() {
    let folder = crate::support::scratch("import-input");
    fs::write(folder.join("session.md"), SESSION).unwrap();
    let output = Generator::new()
        .root(&folder)
        .input("session.md")
        .generate()
        .unwrap();
    let module = output
        .artifacts()
        .iter()
        .find(|artifact| artifact.path == "src/session.rs");
    let text = &module.unwrap().contents;
    assert!(
        text.starts_with("// @generated by fieldwright from session.md."),
        "{text}"
    );
    assert!(text.contains("pub struct Session"), "{text}");
    assert!(output.warnings().iter().any(|d| d.code() == "missing-page"));
}

#[test]
fn choices_are_obeyed() {
    let with = |choose: fn(Importer) -> Importer| {
        let import = choose(
            Importer::new()
                .text("session.md", SESSION)
                .report_each(true),
        )
        .import();
        import.unwrap()
    };
    let refused = with(|importer| importer.optional_accepts_null(false));
    assert!(!refused.yaml().contains("nullable"), "{}", refused.yaml());
    let camel = with(|importer| importer.wire_case(WireCase::Camel));
    assert!(
        camel.yaml().contains("      accountId:\n"),
        "{}",
        camel.yaml()
    );
    let kebab = with(|importer| importer.wire_case(WireCase::Kebab));
    assert!(
        kebab.yaml().contains("      account-id:\n"),
        "{}",
        kebab.yaml()
    );
    let renamed = with(|importer| {
        importer
            .rename("Session.owner", "owner-id")
            .rename("Session.x", "y")
    });
    assert!(
        renamed.yaml().contains("      owner-id:\n"),
        "{}",
        renamed.yaml()
    );
    assert!(codes(&renamed).contains("unused-rename"));
    let transport = importer(&pages(&root().join("ruby")))
        .with_transport(true)
        .import()
        .unwrap();
    assert!(
        transport.yaml().contains("  GetLoanResponse:\n"),
        "{}",
        transport.yaml()
    );
    // As another language the cells are no types.
    let other = with(|importer| importer.from(Language::Php));
    assert!(
        codes(&other).contains("unknown-cell"),
        "{}",
        printed(&other)
    );
}

/// Short pages for what the folders do not show.
#[test]
fn every_code_is_shown() {
    let mut seen = BTreeSet::new();
    for (_, folder) in folders() {
        seen.extend(codes(&importer(&pages(&folder)).import().unwrap()));
    }
    let table =
        "## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n";
    let short = [
        (
            "repeated-row",
            format!(
                "# A\n\n{table}| `a_` | *::String* | :heavy_check_mark: | N/A |\n| `a` | *::String* | :heavy_check_mark: | N/A |\n| `a` | *::String* | :heavy_check_mark: | N/A |\n"
            ),
        ),
        (
            "assumed-optional",
            format!("# A\n\n{table}| `a` | *::String* | maybe | N/A |\n"),
        ),
        (
            "unknown-cell",
            format!("# A\n\n{table}| `a` | *)(* | :heavy_check_mark: | N/A |\n"),
        ),
        ("unknown-values", "# A\n\n## Values\n\nNone.\n".to_owned()),
        (
            "unlike-unions",
            format!(
                "# A\n\n{table}| `a` | [T.any(::String, ::Float)](b.md) | :heavy_check_mark: | N/A |\n| `b` | [T.any(::String, ::Integer)](b.md) | :heavy_check_mark: | N/A |\n"
            ),
        ),
        (
            "unusable-type",
            format!("# A\n\n{table}| `a` | [Models::A](page.md) | :heavy_check_mark: | N/A |\n"),
        ),
        (
            "skipped-page",
            "# A page of words\n\nAnd more.\n".to_owned(),
        ),
    ];
    for (code, text) in short {
        let import = match code {
            "unlike-unions" => {
                let pages = [
                    ("a.md".to_owned(), text.clone()),
                    ("b.md".to_owned(), "# B\n".to_owned()),
                    (
                        "c.md".to_owned(),
                        text.replace("Float", "Object").replace("# A", "# C"),
                    ),
                ];
                importer(&pages).import().unwrap()
            }
            _ => one(&text),
        };
        assert!(
            codes(&import).contains(code),
            "{code}: {}\n{}",
            printed(&import),
            import.yaml()
        );
        generate("table", import.yaml());
        seen.extend(codes(&import));
    }
    // Tables of other documents, a file each.
    for entry in fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file()
            && path
                .extension()
                .is_some_and(|e| e != "snap" && e != "py" && e != "yaml")
        {
            let import = Importer::new().page(&path).import().unwrap();
            seen.extend(codes(&import));
        }
    }
    let session = Importer::new()
        .text("s.md", SESSION)
        .rename("X.y", "z")
        .type_of("Money", "string")
        .import()
        .unwrap();
    seen.extend(codes(&session));
    let all: BTreeSet<&str> = CODES.into_iter().collect();
    assert_eq!(seen, all);
    for code in CODES {
        assert!(fieldwright::explain(code).is_ok(), "{code} is explained");
    }
}

/// Many places of a kind are reported at once, but each by itself where asked.
#[test]
fn assumptions_do_not_flood() {
    let pages = pages(&root().join("ruby"));
    let all = importer(&pages).import().unwrap();
    let few = importer(&pages).report_each(false).import().unwrap();
    assert_eq!(codes(&all), codes(&few));
    assert!(few.warnings().iter().count() * 3 < all.warnings().iter().count() * 2);
    let text = few.warnings().render(Format::Text, false);
    assert!(text.contains("and 10 more: each is optional"), "{text}");
}

/// What nobody would write, and what breaks off: no panic, and a table that generates.
#[test]
fn broken_pages_do_no_harm() {
    let table = "## Fields\n\n| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n";
    let deep = format!("{}{}", "List[".repeat(5_000), "]".repeat(5_000));
    let texts = [
        String::new(),
        "\u{feff}".to_owned(),
        "\n\n\n".to_owned(),
        "#".to_owned(),
        "# ".to_owned(),
        "# A".to_owned(),
        "# A\n## Fields".to_owned(),
        "# A\n## Values\n| Name | Value |\n|-|-|\n| x |\n| | |\n| y | y |\n| y | y |\n".to_owned(),
        "# A\n## Supported Types\n### \n### ``\n```\n".to_owned(),
        format!("# A\n{table}"),
        format!("# A\n{table}| |\n||||||\n| `a` |\n"),
        format!("# A\n{table}| `` | ` | :heavy_check_mark: | | |\n"),
        format!("# A\n{table}| `a` | *{deep}* | :heavy_check_mark: | | |\n"),
        format!("# A\n{table}| `a` | {} | :heavy_check_mark: | | |\n", "[".repeat(10_000)),
        format!("# A\n{table}| `a` | {} | :heavy_check_mark: | | |\n", "](".repeat(2_000)),
        format!("# A\n{table}| `a` | *::Integer* | :heavy_check_mark: | a \\| b \\\\| c | 1e999999999 |\n"),
        format!("# A\n{table}| `a` | *::Object* | :heavy_check_mark: | x | {}1{} |\n", "[".repeat(600), "]".repeat(600)),
        format!("# A\n{table}| `\u{0}\u{202e}` | *::String* | :heavy_check_mark: | \u{85}\u{7f} */ --> | \u{1} |\n"),
        format!("# string\n{table}| `a` | [string](string.md) | :heavy_check_mark: | | |\n"),
        format!("# Self\n{table}| `self` | *::String* | :heavy_check_mark: | | |\n| `build` | *::String* | :heavy_check_mark: | | |\n| `default` | *::String* | :heavy_check_mark: | | |\n"),
        format!("# A\n{table}| `a` | [T.any(Models::A, Models::A)](page.md) | :heavy_check_mark: | | |\n"),
        format!("# A\n{table}{}", (0..3_000).map(|i| format!("| `f{i}` | *::String* | :heavy_minus_sign: | N/A | |\n")).collect::<String>()),
        "# A\n## Values\n\n- `\"Self\"`\n- `\"self\"`\n- `\"\"`\n- `\"_\"`\n- `\"\u{1f600}\"`\n- `\"a-b\"`\n- `\"a_b\"`\n- `\"aB\"`\n- `1`\n".to_owned(),
        "# A\n## Values\n\n- `\"Self\"`\n- `\"self\"`\n- `\"\"`\n- `\"_\"`\n- `\"\u{1f600}\"`\n- `\"a-b\"`\n- `\"a_b\"`\n- `\"aB\"`\n- `\"+1\"`\n- `\"-1\"`\n- `\"1\"`\n".to_owned(),
        "# A\n## Values\n\n- `9223372036854775808`\n- `1.0`\n- `1`\n- `true`\n- `null`\n".to_owned(),
    ];
    for text in texts {
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            for language in [
                None,
                Some(Language::Go),
                Some(Language::Python),
                Some(Language::CSharp),
                Some(Language::Php),
            ] {
                let importer = Importer::new().text("page.md", text.as_str());
                let importer = match language {
                    Some(language) => importer.from(language),
                    None => importer,
                };
                let import = importer.import().unwrap();
                generate("table", import.yaml());
                assert!(
                    !import
                        .warnings()
                        .render(Format::Text, false)
                        .contains("panic")
                );
            }
        }
    }
}

/// Unions and pages that refer to each other in a circle.
#[test]
fn circles_end() {
    let table =
        "## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n";
    let union = |name: &str, of: &str| {
        let text = format!(
            "# {name}\n\n## Supported Types\n\n### `models.{of}`\n\n```python\nvalue: models.{of} = 1\n```\n"
        );
        (format!("{}.md", name.to_lowercase()), text)
    };
    let needs = |name: &str, of: &str| {
        let text = format!(
            "# {name}\n\n{table}| `x` | [models.{of}]({}.md) | :heavy_check_mark: | N/A |\n",
            of.to_lowercase()
        );
        (format!("{}.md", name.to_lowercase()), text)
    };
    let circles = [
        vec![union("A", "B"), union("B", "A")],
        vec![union("A", "A")],
        vec![needs("A", "B"), needs("B", "A")],
        vec![needs("A", "B"), union("B", "A")],
    ];
    for pages in circles {
        let import = importer(&pages).from(Language::Python).import().unwrap();
        assert!(
            codes(&import).contains("unusable-type"),
            "{}",
            printed(&import)
        );
        generate("table", import.yaml());
    }
    // The same page twice is one page.
    let import = Importer::new()
        .text("./a.md", SESSION)
        .text("x/../a.md", SESSION)
        .import()
        .unwrap();
    assert_eq!(import.types(), 2);
    assert!(codes(&import).contains("skipped-page"));
}

/// Every page of the cases, cut off or with a character changed at every place.
#[test]
fn mutilated_pages_do_no_harm() {
    let mut seed = 1u64;
    for (_, folder) in folders() {
        for (name, text) in pages(&folder) {
            let chars: Vec<char> = text.chars().collect();
            for _ in 0..6 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                let at = (seed >> 33) as usize % chars.len();
                let sign = ['|', '\n', '`', '[', ']', '(', '<', '*', '\\', '"', '#']
                    [(seed >> 20) as usize % 11];
                let cut: String = chars[..at].iter().collect();
                let mut changed = chars.clone();
                changed[at] = sign;
                for text in [cut, changed.into_iter().collect()] {
                    let import = Importer::new().text(&name, text.as_str()).import().unwrap();
                    let output = Generator::new()
                        .text("table.yaml", import.yaml())
                        .generate();
                    assert!(output.is_ok(), "{text}\n{}", import.yaml());
                }
            }
        }
    }
}
