//! Imports point one way. Each part of the generator may use the parts named here,
//! and no others; a few things may only stand in one place.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::imports::Imports;

/// A part, and what it may use.
const PARTS: [(&str, &[&str]); 24] = [
    ("source", &[]),
    ("page_words", &[]),
    ("pattern", &[]),
    ("settings", &["source"]),
    ("diagnostic", &["source"]),
    ("overlay", &["source", "diagnostic"]),
    ("schema", &["source"]),
    ("infer", &["source"]),
    (
        "read",
        &["source", "diagnostic", "schema", "settings", "infer"],
    ),
    ("overrides", &["source", "diagnostic", "schema", "settings"]),
    ("model", &["source", "schema", "pattern", "settings"]),
    (
        "lower",
        &[
            "source",
            "diagnostic",
            "schema",
            "model",
            "pattern",
            "settings",
            "overrides",
        ],
    ),
    (
        "check",
        &[
            "source",
            "diagnostic",
            "schema",
            "model",
            "pattern",
            "settings",
        ],
    ),
    (
        "name",
        &["source", "diagnostic", "schema", "model", "settings"],
    ),
    ("instance", &["source", "schema", "pattern"]),
    ("share", &["model", "schema", "name", "settings"]),
    ("analyze", &["model", "pattern"]),
    ("coverage", &["schema", "model", "name"]),
    (
        "emit",
        &[
            "model",
            "name",
            "analyze",
            "pattern",
            "settings",
            "page_words",
        ],
    ),
    (
        "compare",
        &[
            "source",
            "diagnostic",
            "schema",
            "model",
            "name",
            "analyze",
            "pattern",
            "instance",
        ],
    ),
    (
        "import",
        &["source", "diagnostic", "name", "page_words", "infer"],
    ),
    ("artifact", &[]),
    ("generator", &["*"]),
    ("config", &["*"]),
];

fn sources() -> Vec<(String, String)> {
    sources_of("codegen/src")
}

fn sources_of(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let named = files.into_iter().map(|path| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        (name, fs::read_to_string(path).unwrap())
    });
    named.collect()
}

fn part(file: &str) -> &str {
    file.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The names that follow `crate::` in a file: one, or each in braces. In comments and texts they may
/// be the path of somebody's type; in tests everything may be used.
fn names_used(text: &str) -> Vec<String> {
    let code = text.split("\n#[cfg(test)]\n").next().unwrap();
    let code: String = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split('"').step_by(2).collect::<String>() + "\n")
        .collect();
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let is_macro = code[..at].ends_with('$');
        match rest.strip_prefix('{') {
            _ if is_macro => {}
            None => names.push(name_at(rest)),
            Some(list) => {
                let mut depth = 0;
                let mut starts = true;
                for (at, c) in list.char_indices() {
                    match c {
                        '}' if depth == 0 => break,
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        ',' if depth == 0 => starts = true,
                        c if starts && !c.is_whitespace() => {
                            names.push(name_at(&list[at..]));
                            starts = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names.retain(|name| !name.is_empty()); // a root that tokens are put behind
    names
}

fn name_at(text: &str) -> String {
    let name = text.chars();
    name.take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The layers of the runtime, lowest first; a module uses its own layer and those below. What no
/// layer names is the engine, which reads, evaluates and writes, and knows all of them.
const LAYERS: [(&str, &[&str]); 4] = [
    (
        "text",
        &[
            "bits",
            "expression",
            "format",
            "look",
            "instant",
            "keyword",
            "num",
            "number",
            "pattern",
            "pointer",
            "scan",
            "suggest",
            "types",
        ],
    ),
    ("value", &["map", "maybe", "value", "rule_kind"]),
    (
        "report",
        &[
            "alternative",
            "code",
            "excerpt",
            "fault",
            "locate",
            "message",
            "parameters",
            "problem",
            "violation",
        ],
    ),
    ("engine", &[]),
];

/// Who stands outside, used by nobody: doors for others.
const DOORS: [&str; 3] = ["convert", "serde_door", "stream"];

#[test]
fn the_runtime_has_layers() {
    let files = sources_of("runtime/src");
    let root = &files.iter().find(|(file, _)| file == "lib.rs").unwrap().1;
    // `pub use value::{Number, Value};`: who is behind a name of the root.
    let mut homes = std::collections::BTreeMap::new();
    for statement in root.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap();
        if let Some((home, names)) = statement.split_once("::") {
            let names = names.split(|c: char| !c.is_alphanumeric() && c != '_');
            homes.extend(names.map(|name| (name.to_owned(), home.to_owned())));
        }
    }
    let layer = |module: &str| {
        let found = LAYERS.iter().position(|(_, own)| own.contains(&module));
        found.unwrap_or(LAYERS.len() - 1)
    };
    let mut seen = 0;
    for (file, text) in &files {
        let own = part(file);
        if own == "lib" || own == "macros" || file.contains("/tests") {
            continue;
        }
        for used in names_used(text) {
            let home = homes.get(&used).unwrap_or(&used);
            seen += 1;
            assert!(
                layer(home) <= layer(own),
                "{file} uses `{used}` of the layer `{}` above its own",
                LAYERS[layer(home)].0
            );
            let is_door = DOORS.contains(&home.as_str()) && own != home;
            assert!(!is_door, "{file} uses the door `{home}`");
        }
    }
    assert!(seen > 200, "imports were found: {seen}");
}

/// A function that is longer is several.
const MAX_FUNCTION: usize = 100;

#[test]
fn functions_are_short() {
    for (file, text) in sources().into_iter().chain(sources_of("runtime/src")) {
        if file.contains("test") {
            continue; // tables of cases
        }
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let inner = line.trim_start();
            let words = inner
                .trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ");
            let words = words
                .trim_start_matches("pub(super) ")
                .trim_start_matches("const ");
            if !words.starts_with("fn ") {
                continue;
            }
            let end = format!("{}}}", &line[..line.len() - inner.len()]);
            let length = lines[number..].iter().position(|line| **line == end);
            let length = length.unwrap_or_default() + 1;
            assert!(
                length <= MAX_FUNCTION,
                "{file}:{} has {length} lines",
                number + 1
            );
        }
    }
}

#[test]
fn imports_point_one_way() {
    let mut seen = 0;
    for (file, text) in sources() {
        let own = part(&file);
        // The tests of a part read documents for it.
        if ["lib", "main", "cli"].contains(&own) || file.contains("/tests") {
            continue;
        }
        let (_, allowed) = PARTS
            .iter()
            .find(|(name, _)| *name == own)
            .unwrap_or_else(|| panic!("{file} is no known part"));
        for used in names_used(&text) {
            seen += 1;
            let known = used == own || allowed.contains(&"*") || allowed.contains(&used.as_str());
            assert!(known, "{file} uses `{used}`, which `{own}` may not know");
        }
    }
    assert!(seen > 80, "imports were found");
}

/// Tokens only in emission, `Ident::new` and case conversion in one file each, YAML
/// events in one module.
#[test]
fn some_things_stand_in_one_place() {
    let rules: [(&str, &str); 8] = [
        ("Ident::new", "emit/rust/ident.rs"),
        ("use heck", "name/words.rs"),
        ("quote!", "emit/rust/"),
        ("proc_macro2", "emit/rust/"),
        ("syn::", "emit/rust/print.rs"),
        ("prettyplease", "emit/rust/print.rs"),
        ("granit_parser", "source/yaml"),
        ("pulldown_cmark", "emit/prose/"),
    ];
    for (what, home) in rules {
        let mut found = 0;
        for (file, text) in sources() {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let uses = code.filter(|line| line.contains(what)).count();
            assert!(uses == 0 || file.starts_with(home), "{file} uses {what}");
            found += uses;
        }
        assert!(found > 0, "{what} is used somewhere");
    }
}

/// Every file introduces itself and is short enough to be read.
#[test]
fn files_introduce_themselves() {
    for (file, text) in sources() {
        assert!(text.starts_with("//!"), "{file} says what it does");
        assert!(
            text.lines().count() <= 520,
            "{file} has {} lines",
            text.lines().count()
        );
    }
}

/// A longer snapshot is several: nobody reviews it.
const MAX_SNAPSHOT: usize = 300;

#[test]
fn snapshots_are_short() {
    let mut open = vec![PathBuf::from("tests")];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).unwrap();
            open.extend(entries.map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|ending| ending == "snap") {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(
                lines <= MAX_SNAPSHOT,
                "{} has {lines} lines",
                path.display()
            );
            seen += 1;
        }
    }
    assert!(seen > 300, "snapshots were found: {seen}");
}

/// Files of the runtime that a feature brings in.
const FEATURES: [(&str, &str); 35] = [
    ("code.rs", "codes"),
    ("excerpt.rs", "conveniences"),
    ("map/access.rs", "conveniences"),
    ("map/more.rs", "conveniences"),
    ("maybe/more.rs", "conveniences"),
    ("value/more.rs", "conveniences"),
    ("from_text.rs", "conveniences"),
    ("problem.rs", "conveniences"),
    ("stream.rs", "conveniences"),
    ("value_text.rs", "conveniences"),
    ("violation/more.rs", "conveniences"),
    ("violation/targets.rs", "conveniences"),
    ("integer_text.rs", "integer_text"),
    ("schema/absent.rs", ""),
    ("schema/", "evaluator"),
    ("num/serde.rs", "evaluator"),
    ("applicator.rs", "evaluator"),
    ("reader/applicators.rs", "evaluator"),
    ("reader/flat.rs", "evaluator"),
    ("web/", "web"),
    ("instant/convert.rs", "time"),
    ("convert/fields.rs", "time"),
    ("reader/evaluated.rs", "evaluator"),
    ("macros/parameters.rs", "web"),
    ("look/", "regex"),
    ("pattern/translated.rs", "regex"),
    ("expression.rs", "regex"),
    ("format/regex/", "regex"),
    ("format/idn/", "idn"),
    ("format/marks.rs", "idn"),
    ("convert/chrono.rs", "chrono"),
    ("convert/decimal.rs", "rust_decimal"),
    ("convert/jiff.rs", "jiff"),
    ("convert/time.rs", "time"),
    ("convert/uuid.rs", "uuid"),
];

/// Lines of code that every user of the runtime compiles, at most.
const MAX_LINES: usize = 9_500;

/// What every user compiles is little; the rest is behind features.
#[test]
fn the_runtime_is_light() {
    let mut lines: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for (file, text) in sources_of("runtime/src") {
        if file.contains("/tests") {
            continue;
        }
        let text = text.replace("#[cfg(test)]\nmod tests;\n", "");
        let code = text.split("\n#[cfg(test)]\n").next().unwrap();
        let code = code.lines().map(str::trim_start);
        let code = code.filter(|line| !line.is_empty() && !line.starts_with("//"));
        let feature = FEATURES.iter().find(|(path, _)| file.starts_with(path));
        *lines.entry(feature.map_or("", |one| one.1)).or_default() += code.count();
    }
    for (feature, count) in &lines {
        let feature = if feature.is_empty() {
            "no feature"
        } else {
            feature
        };
        println!("runtime, {feature}: {count} lines of code");
    }
    assert!(lines[""] <= MAX_LINES, "{}", lines[""]);
    assert_eq!(lines.len(), 13);
}

/// Files of one room that use each other, and are still to be parted.
const CIRCLES: [&[&str]; 6] = [
    &["compare/attribution", "compare/verdict"],
    &[
        "import/blocks/markdown",
        "import/blocks/marked",
        "import/blocks/rst",
    ],
    &[
        "import/bounds",
        "import/facts",
        "import/types/applied",
        "import/types/plain",
    ],
    &[
        "import/build",
        "import/enums",
        "import/reference_rows",
        "import/reference_words",
        "import/rows",
        "import/shown",
        "import/unions",
    ],
    &["instance/conjunction", "instance/maker", "instance/values"],
    &["lower/enums", "lower/merge", "lower/plan"],
];

/// The same in the runtime: what is wrong and its words, the engine, and pairs.
const RUNTIME_CIRCLES: [&[&str]; 4] = [
    &["alternative", "fault", "violation"],
    &[
        "applicator",
        "check",
        "custom",
        "entry",
        "finding",
        "layout",
        "model",
        "reader",
        "reader/alternatives",
        "reader/instance_path",
        "rules",
        "shape",
        "view",
        "words",
        "write",
    ],
    &["format/host", "format/idn"],
    &["web/path", "web/read", "web/style", "web/table"],
];

/// A file uses files below it, or those that it is a part of; no new circles, and none in the list that
/// are gone.
#[test]
fn files_use_each_other_in_known_circles_only() {
    let known = |list: &[&[&str]]| -> Vec<Vec<String>> {
        let circles = list
            .iter()
            .map(|circle| circle.iter().map(|file| (*file).to_owned()).collect());
        circles.collect()
    };
    for (folder, circles, least) in [
        ("codegen/src", known(&CIRCLES), 1_000),
        ("runtime/src", known(&RUNTIME_CIRCLES), 300),
    ] {
        let imports = Imports::of(&sources_of(folder));
        assert!(
            imports.count() > least,
            "imports were found: {}",
            imports.count()
        );
        let found = imports.circles();
        let new: Vec<_> = found
            .iter()
            .filter(|circle| !circles.contains(circle))
            .collect();
        assert!(new.is_empty(), "files of {folder} use each other: {new:?}");
        let gone: Vec<_> = circles
            .iter()
            .filter(|circle| !found.contains(circle))
            .collect();
        assert!(
            gone.is_empty(),
            "no longer in {folder}, take them out of the list: {gone:?}"
        );
    }
}

/// A circle is seen, through names that are handed on, too; what belongs together is none.
#[test]
fn circles_are_seen() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let circles = |files: &[(String, String)]| Imports::of(files).circles();
    let root = file(
        "room/mod.rs",
        "mod a;\nmod b;\npub(crate) use b::{B as Second, C};\n",
    );
    let a = file("room/a.rs", "use super::Second;\nuse super::b::C;\n");
    let used = file(
        "room/b.rs",
        "use std::fmt;\n// use super::a::A;\nfn f() { super::a::f() }\n",
    );
    let not = file(
        "room/b.rs",
        "use std::fmt;\n// use super::a::A;\nfn f() { \"super::a\" }\n",
    );
    assert_eq!(
        circles(&[root.clone(), a.clone(), used.clone()]),
        [["room/a", "room/b"]]
    );
    assert_eq!(circles(&[root.clone(), a, not]), Vec::<Vec<String>>::new());
    let handed = file("room/a.rs", "use crate::room::{Second, x};\n");
    assert_eq!(circles(&[root, handed, used]), [["room/a", "room/b"]]);
}
