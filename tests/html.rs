//! The HTML reference: every page is well-formed, every link leads somewhere, text
//! of a document is only ever text, and nothing is asked for outside the tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::page::{Tag, ids, read, unescaped};
use crate::support::scratch;
use fieldwright::{Generator, Output};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All tables at hand, by the name of their module.
fn tables() -> BTreeMap<String, PathBuf> {
    let mut tables = BTreeMap::new();
    for case in fs::read_dir(root().join("tests/cases")).unwrap() {
        let case = case.unwrap();
        let name = format!("case_{}", case.file_name().to_str().unwrap());
        let table = case.path().join("table.yaml");
        if table.exists() {
            tables.insert(name, table);
        }
    }
    let seed = root().join("schema/connect_session_create.yaml");
    tables.insert("connect_session_create".to_owned(), seed);
    tables.insert("hostile".to_owned(), root().join("tests/html/hostile.yaml"));
    assert!(tables.len() > 12, "the cases are there");
    tables
}

fn generate(names: &mut dyn Iterator<Item = (String, String)>) -> Output {
    let generator = names.fold(Generator::new().html(true), |generator, (name, text)| {
        generator.text(format!("{name}.yaml"), text)
    });
    generator.generate().unwrap_or_else(|d| panic!("{d}"))
}

/// The files of the reference, without `html/` before their paths.
fn tree(output: &Output) -> BTreeMap<String, String> {
    let files = output.artifacts().iter().filter_map(|artifact| {
        let path = artifact.path.strip_prefix("html/")?;
        Some((path.to_owned(), artifact.contents.clone()))
    });
    files.collect()
}

fn text_of(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn all() -> BTreeMap<String, String> {
    let mut texts = tables()
        .into_iter()
        .map(|(name, path)| (name, text_of(&path)));
    tree(&generate(&mut texts))
}

/// The reference of one table.
fn reference(name: &str, table: &str) -> BTreeMap<String, String> {
    let one = (name.to_owned(), table.to_owned());
    tree(&generate(&mut std::iter::once(one)))
}

fn pages(tree: &BTreeMap<String, String>) -> BTreeMap<&str, (Vec<Tag>, String)> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    pages
        .map(|(path, text)| (path.as_str(), read(text)))
        .collect()
}

/// Where an address leads from a page: a file of the tree and an anchor in it.
fn target(from: &str, address: &str) -> (String, String) {
    let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
    let mut folder: Vec<String> = from.split('/').map(str::to_owned).collect();
    let own = folder.pop().unwrap();
    let file = unescaped(file);
    for part in file.split('/') {
        match part {
            ".." => drop(folder.pop().expect("links stay in the tree")),
            part => folder.push(part.to_owned()),
        }
    }
    if file.is_empty() {
        folder.pop();
        folder.push(own);
    }
    (folder.join("/"), unescaped(anchor))
}

/// The lines of the search's index, and the members of each: they are JSON after an assignment.
fn index(tree: &BTreeMap<String, String>) -> Vec<(Value, Value)> {
    let list = |file: &str, name: &str| -> Vec<Value> {
        let script = &tree[file];
        let json = script.split_once(&format!("window.{name} = ")).unwrap().1;
        serde_json::from_str(json.trim_end().trim_end_matches(';')).unwrap()
    };
    let lines = list("search.js", "fieldwrightIndex");
    let members = list("search-members.js", "fieldwrightMembers");
    assert_eq!(lines.len(), members.len());
    lines.into_iter().zip(members).collect()
}

/// Fails at a link, an id or an entry of the search that is not right.
fn assert_sound(tree: &BTreeMap<String, String>) {
    let pages = pages(tree);
    let anchors: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, (tags, _))| (*path, ids(tags)))
        .collect();
    let assert_leads = |from: &str, address: &str| {
        let (file, anchor) = target(from, address);
        assert!(tree.contains_key(&file), "{from}: {address} is no file");
        let known = anchor.is_empty() || anchors[file.as_str()].contains(&anchor);
        assert!(known, "{from}: {address} has no anchor {anchor:?}");
    };
    for (path, (tags, _)) in &pages {
        for tag in tags {
            assert_harmless(path, tag);
            for name in ["href", "src"] {
                match tag.get(name) {
                    Some(web) if web.starts_with("http") || web.starts_with("mailto:") => {
                        assert_eq!((tag.name.as_str(), name), ("a", "href"), "{path}: {web}");
                        assert_eq!(tag.get("rel"), Some("noopener noreferrer"));
                    }
                    Some("data:,") => assert_eq!(tag.get("rel"), Some("icon")),
                    Some(address) => assert_leads(path, address),
                    None => {}
                }
            }
            for name in ["aria-labelledby", "aria-controls", "for"] {
                if let Some(id) = tag.get(name) {
                    assert!(anchors[path].contains(id), "{path}: {name} {id}");
                }
            }
        }
        assert_usable(path, tags);
    }
    for (line, members) in index(tree) {
        let (path, anchor) = (line[0].as_str().unwrap(), line[1].as_str().unwrap());
        assert_leads("index.html", &format!("{path}#{anchor}"));
        for member in members.as_array().unwrap() {
            let own = match member {
                Value::String(name) => format!("{anchor}.{name}"),
                spelled => spelled[1].as_str().unwrap().to_owned(),
            };
            assert_leads("index.html", &format!("{path}#{own}"));
        }
    }
}

/// Only elements and attributes that pages are made of, none that runs or loads.
fn assert_harmless(path: &str, tag: &Tag) {
    const ELEMENTS: &str = " html head meta title link script body a header div label input kbd ul \
        ol li p span button nav details summary main section h1 h2 h3 dl dt dd table caption thead \
        tbody tr th td code pre strong em s br hr blockquote footer ";
    const ATTRIBUTES: &str = " lang dir charset http-equiv content name rel href src class id hidden \
        type for role tabindex scope open start placeholder autocomplete autocapitalize spellcheck \
        data-root data-label aria-label aria-labelledby aria-hidden aria-expanded aria-controls aria-current \
        aria-autocomplete ";
    let known = |list: &str, name: &str| list.contains(&format!(" {name} "));
    assert!(known(ELEMENTS, &tag.name), "{path}: {tag:?}");
    for (name, _) in &tag.attributes {
        assert!(known(ATTRIBUTES, name), "{path}: {tag:?}");
    }
    match tag.name.as_str() {
        "script" if !tag.ends => assert!(tag.get("src").unwrap().ends_with("script.js")),
        "th" if !tag.ends => assert!(tag.get("scope").is_some(), "{path}: {tag:?}"),
        _ => {}
    }
}

/// One main part, one first heading, and none that skips a level.
fn assert_usable(path: &str, tags: &[Tag]) {
    let starts = |name: &str| tags.iter().filter(|t| !t.ends && t.name == name).count();
    for name in ["main", "h1", "title", "header", "footer"] {
        assert_eq!(starts(name), 1, "{path}: {name}");
    }
    assert_eq!(
        tags.iter()
            .filter(|t| t.get("class") == Some("skip"))
            .count(),
        1
    );
    let mut last = 0;
    for tag in tags.iter().filter(|tag| !tag.ends) {
        if let Some(level) = tag.name.strip_prefix('h').and_then(|l| l.parse().ok()) {
            assert!(level <= last + 1, "{path}: h{level} after h{last}");
            last = level;
        }
    }
    let policy = tags.iter().find(|tag| tag.get("http-equiv").is_some());
    let policy = policy.and_then(|tag| tag.get("content")).unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    for word in ["unsafe", "http:", "https:", "*"] {
        assert!(!policy.contains(word), "{policy}");
    }
}

#[test]
fn every_page_is_sound() {
    let tree = all();
    assert_sound(&tree);
    assert!(tree.len() > 15, "each module has a page");
    for text in [&tree["style.css"], &tree["script.js"]] {
        let code: Vec<&str> = text.lines().filter(|line| !line.contains("//")).collect();
        let code = code.join("\n");
        for word in ["http:", "https:", "@import", "url(", "innerHTML", "eval("] {
            assert!(!code.contains(word), "{word}");
        }
    }
}

/// Lines from the tables themselves: every named type has a section, every field and
/// value a row.
#[test]
fn everything_has_an_anchor() {
    let tree = all();
    let pages = pages(&tree);
    let mut seen = 0;
    for (name, path) in tables() {
        let table: Value = serde_yaml::from_str(&text_of(&path)).unwrap();
        let (tags, _) = &pages[format!("{name}/index.html").as_str()];
        let ids = ids(tags);
        let types = table["types"].as_object().unwrap();
        let sections = tags
            .iter()
            .filter(|t| t.get("class") == Some("item"))
            .count();
        assert!(sections >= types.len(), "{name}: a section each");
        for body in types.values() {
            let fields = body["fields"].as_object().into_iter().flatten();
            for (field, _) in fields {
                seen += 1;
                let found = ids
                    .iter()
                    .any(|id| id.ends_with(&format!(".{}", spelled(field))));
                assert!(found, "{name}: {field:?}");
            }
        }
    }
    assert!(seen > 80, "{seen} fields");
    let seed = ids(&pages["connect_session_create/index.html"].0);
    for id in [
        "ConnectSessionCreate",
        "ConnectSessionCreate.label",
        "Categories.hris-legacy",
    ] {
        assert!(seed.contains(id), "{id}");
    }
}

/// How the documentation of anchors says that a name is spelled.
fn spelled(name: &str) -> String {
    name.chars()
        .map(|c| match c {
            c if c.is_alphanumeric() || "_-.$@".contains(c) => c.to_string(),
            c => format!("~{:x}~", c as u32),
        })
        .collect()
}

#[test]
fn hostile_text_is_only_text() {
    let tree = reference("hostile", &text_of(&root().join("tests/html/hostile.yaml")));
    assert_sound(&tree);
    let (tags, text) = read(&tree["hostile/index.html"]);
    for shown in [
        "<script>alert('title')</script>",
        "\"><script>alert(3)</script>",
        "</main><img src=x onerror=alert(1)>",
        "[click](javascript:alert(2))",
        "'quotes' \"and\" <!-- comments -->",
        "right-to-left U+202E is shown, so is U+0007 -->",
        "U+202Ereversed",
        "\"<b>\\u202e\"",
        "&amp;c'd",
        "pattern: ^</td><script>$",
        "<style>*{display:none}</style>",
        "😀",
    ] {
        assert!(text.contains(shown), "{shown} is shown as it stands");
    }
    let web = |tag: &&Tag| tag.get("href").is_some_and(|href| href.contains("://"));
    let links: Vec<&str> = tags
        .iter()
        .filter(web)
        .filter_map(|tag| tag.get("href"))
        .collect();
    assert_eq!(links, ["https://example.com/?a=1&b="]);
    let bidi = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    for (path, text) in &tree {
        assert!(!text.contains(bidi), "{path} has marks that turn text");
    }
    assert!(ids(&tags).contains("Hostile.~22~~3e~~3c~script~3e~alert~28~3~29~~3c~~2f~script~3e~"));
}

/// A format is part of the type; that of a number is a constraint.
#[test]
fn a_format_is_said_once() {
    let table =
        "fieldwright: 1\ntypes:\n  A:\n    fields:\n      id: { type: string, format: uuid }\n";
    let tree = reference("a", table);
    let (_, text) = read(&tree["a/index.html"]);
    assert_eq!(text.matches("uuid").count(), 1, "{text}");
    assert!(text.contains("string (uuid)"), "{text}");
}

/// What stands in the code blocks of a section as JSON.
fn examples(section: &str) -> Vec<fieldwright_runtime::Value> {
    let blocks = section.split("aria-label=\"JSON\"><code>").skip(1);
    let texts = blocks.map(|block| block.split("</code>").next().unwrap());
    texts
        .map(|text| fieldwright_runtime::from_json(unescaped_html(text).as_bytes()).unwrap())
        .collect()
}

fn unescaped_html(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The examples of types, and the named types without one, of the inputs that there are: those of
/// the cases, and with the corpus two documents of others.
#[test]
fn examples_are_valid() {
    let cases = fs::read_dir(root().join("tests/cases")).unwrap();
    let mut inputs: Vec<PathBuf> = cases
        .flat_map(|case| {
            let folder = case.unwrap().path();
            ["table.yaml", "schema.json", "schema.yaml", "openapi.yaml"]
                .map(|name| folder.join(name))
        })
        .filter(|path| path.exists())
        .collect();
    inputs.sort();
    inputs.push(root().join("schema/connect_session_create.yaml"));
    inputs.push(root().join("tests/html/hostile.yaml"));
    if let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS") {
        let folder = PathBuf::from(corpus).join("openapi");
        inputs.push(folder.join("oxide-3.0.json"));
        inputs.push(folder.join("github-3.0.json"));
    }
    for input in inputs {
        let generator = Generator::new().html(true).input(&input);
        let Ok(output) = generator.generate() else {
            continue; // cases with settings of their own
        };
        let evaluator = generator.evaluator().unwrap();
        let (mut shown, mut without) = (0, Vec::new());
        for (path, text) in tree(&output) {
            for section in text.split("<section class=\"item\">").skip(1) {
                let Some((_, name)) = section.split_once("<dt>Schema</dt><dd>") else {
                    continue;
                };
                let found = examples(section);
                shown += usize::from(!found.is_empty());
                if found.is_empty() {
                    without.push(name.split("</dd>").next().unwrap().to_owned());
                }
                let Some(name) = name.strip_prefix("<code>") else {
                    continue; // inside of another type
                };
                let name = unescaped_html(name.split("</code>").next().unwrap());
                for example in found {
                    let pointer = format!("#/$defs/{}", name.replace('~', "~0").replace('/', "~1"));
                    let verdict = evaluator.is_valid_at(&pointer, &example);
                    assert_eq!(verdict, Some(true), "{path}: {name}: {example}");
                }
            }
        }
        let file = input.strip_prefix(root()).unwrap_or(&input);
        println!(
            "{}: {shown} types with an example, {} without",
            file.display(),
            without.len()
        );
        for name in without.iter().take(40) {
            println!("    {name}");
        }
    }
}

#[test]
fn a_small_reference_is_what_was_reviewed() {
    let table = "fieldwright: 1\ntitle: People\ntypes:\n\
        \x20 Person:\n    description: Somebody *who* can sign in.\n    fields:\n\
        \x20     name: { type: string, required: true, minLength: 1, example: Ada, description: What to call them }\n\
        \x20     role: { type: Role, default: member }\n\
        \x20 Role: { enum: [member, { value: admin, aliases: [root] }], open: true }\n";
    let tree = reference("person", table);
    assert_sound(&tree);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("tests/html"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in [
            "index.html",
            "person/index.html",
            "search.js",
            "search-members.js",
        ] {
            insta::assert_snapshot!(path.replace('/', "-"), tree[path]);
        }
    });
}

/// A page for each named type, whatever the names.
fn large() -> BTreeMap<String, String> {
    let mut table = String::from("fieldwright: 1\ntypes:\n");
    for n in 0..205 {
        let next = (n + 1) % 205;
        table.push_str(&format!(
            "  T{n}: {{ fields: {{ next: {{ type: T{next} }}, inner: {{ fields: {{ a{n}: string, back: T0 }} }} }} }}\n"
        ));
    }
    table.push_str("  Con: { enum: [a] }\n  CoN: { enum: [a], name: CoN }\n");
    reference("large", &table)
}

#[test]
fn a_large_module_has_a_page_for_each_named_type() {
    let tree = large();
    assert_sound(&tree);
    let pages = tree
        .keys()
        .filter(|path| path.starts_with("large/type."))
        .count();
    assert_eq!(pages, 207);
    assert!(tree.contains_key("large/type.CoN-2.html"));
    assert!(tree["large/type.T7.html"].contains("href=\"type.T8.html#T8\""));
    let folded: BTreeSet<String> = tree.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(folded.len(), tree.len(), "names differ without case, too");
    let users = &tree["large/type.T0.html"];
    assert!(users.contains("<summary>and 194 more</summary>"), "{users}");
}

/// A document with so many operations; each has parameters, a body and two responses.
fn document(count: usize) -> String {
    let mut text = String::from(
        "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\ncomponents:\n  schemas:\n    \
         Item: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, \
         name: { type: string } } }\n    Problem: { type: object, properties: { text: { type: string } } }\n\
         paths:\n",
    );
    for n in 0..count {
        let tag = ["items", "a/<b>&\\u202e", ""][n % 3];
        let tags = if tag.is_empty() {
            String::new()
        } else {
            format!("tags: [\"{tag}\"], ")
        };
        text.push_str(&format!(
            "  /items/{n}/{{id}}:\n    post: {{ {tags}operationId: change{n}, summary: \"Changes <i>\", \
             parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}, \
             {{ name: fast, in: query, description: In a hurry, schema: {{ type: boolean }} }}], \
             requestBody: {{ content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Item' }} }} }} }}, \
             responses: {{ '200': {{ description: Changed, content: {{ application/json: {{ schema: \
             {{ type: array, items: {{ $ref: '#/components/schemas/Item' }} }} }} }} }}, \
             default: {{ description: Failed, content: {{ application/problem+json: {{ schema: \
             {{ $ref: '#/components/schemas/Problem' }} }} }} }} }} }}\n"
        ));
    }
    text
}

#[test]
fn operations_and_types_lead_to_each_other() {
    let tree = reference("shop", &document(2));
    assert_sound(&tree);
    let (tags, text) = read(&tree["shop/operations.html"]);
    assert!(ids(&tags).contains("-CHANGE0"), "{:?}", ids(&tags));
    let links: BTreeSet<&str> = tags.iter().filter_map(|tag| tag.get("href")).collect();
    for link in [
        "index.html#Change0Path.id",
        "index.html#Change0Query.fast",
        "index.html#ItemRequest",
        "index.html#Change0Response",
        "index.html#Problem",
    ] {
        assert!(links.contains(link), "{link} is none of {links:?}");
    }
    for shown in [
        "POST /items/0/{id}",
        "Changes <i>",
        "In a hurry",
        "shop::operations::CHANGE1",
        "application/problem+json",
        "default",
        "Failed",
    ] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    let (tags, text) = read(&tree["shop/index.html"]);
    let back = |tag: &Tag| tag.get("href") == Some("operations.html#-CHANGE1");
    assert!(tags.iter().any(back), "types lead to operations");
    for role in [
        "(path)",
        "(query)",
        "(request)",
        "(response 200)",
        "(response default)",
    ] {
        assert!(text.contains(role), "{role}");
    }
    let found = index(&tree);
    let operation = found
        .iter()
        .find(|(line, _)| line[2] == "POST /items/1/{id}");
    assert_eq!(operation.unwrap().1[0][0], "change1");
}

#[test]
fn many_operations_have_a_page_for_each_tag() {
    let tree = reference("shop", &document(130));
    assert_sound(&tree);
    let pages: Vec<&str> = tree
        .keys()
        .filter_map(|path| path.strip_prefix("shop/tag."))
        .collect();
    let expected = [
        "Other-operations-2.html",
        "Other-operations.html",
        "a-b-2.html",
        "a-b.html",
        "items-2.html",
        "items.html",
    ];
    assert_eq!(pages, expected);
    let all: usize = pages
        .iter()
        .map(|page| {
            let (tags, _) = read(&tree[&format!("shop/tag.{page}")]);
            ids(&tags)
                .iter()
                .filter(|id| id.starts_with("-CHANGE"))
                .count()
        })
        .sum();
    assert_eq!(all, 130);
}

/// Pages of documents that people have open in a browser.
#[test]
fn no_page_is_heavy() {
    let Ok(corpus) = std::env::var("FIELDWRIGHT_CORPUS") else {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
        return;
    };
    for name in [
        "openapi/kubernetes-3.0.json",
        "openapi/github-3.0.json",
        "stackone/hris.json",
    ] {
        let path = Path::new(&corpus).join(name);
        let output = Generator::new().html(true).input(path).generate().unwrap();
        let tree = tree(&output);
        let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
        let heaviest = pages.max_by_key(|(_, text)| text.len()).unwrap();
        let (path, bytes) = (heaviest.0, heaviest.1.len());
        println!(
            "{name}: {} files, the largest page is {path} with {bytes} bytes",
            tree.len()
        );
        assert!(bytes < 500_000, "{path}: {bytes}");
        // Lists of all there is come when they are asked for: no page waits for them.
        let lists = tree.iter().filter(|(path, _)| path.ends_with("side.js"));
        for (path, text) in lists {
            assert!(text.len() < 500_000, "{path}: {}", text.len());
        }
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
            let scripts = text.matches("<script src=").count();
            let own = text.matches("script.js\"></script>").count();
            assert!(scripts <= 1 && scripts == own, "{path}");
        }
        assert_sound(&tree);
    }
}

/// A list of thousands of values is shorter for each, and ends where the page would be heavy.
#[test]
fn an_enum_of_many_values_is_no_heavy_page() {
    for (count, is_whole) in [(900, true), (4_000, true), (20_000, false)] {
        let values: Vec<String> = (0..count).map(|n| format!("value-{n}")).collect();
        let text = format!("fieldwright: 1\ntypes: {{ Size: {{ enum: {values:?} }} }}");
        let output = Generator::new()
            .html(true)
            .text("box.yaml", text)
            .generate();
        let tree = tree(&output.unwrap());
        let (path, page) = tree
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .max_by_key(|(_, text)| text.len())
            .unwrap();
        assert!(page.len() < 500_000, "{path}: {}", page.len());
        let last = format!("<code>value-{}</code>", count - 1);
        assert_eq!(page.contains(&last), is_whole, "{count}");
        assert_eq!(page.contains("more values"), !is_whole, "{count}");
        assert_eq!(page.contains("id=\"Size.value-7\""), count < 1_000);
        assert_sound(&tree);
    }
}

#[test]
fn same_input_same_bytes() {
    let first = all();
    assert_eq!(all(), first);
    let mut texts: Vec<(String, String)> = tables()
        .into_iter()
        .map(|(name, path)| (name, text_of(&path)))
        .collect();
    texts.reverse();
    let other = tree(&generate(&mut texts.into_iter()));
    for (path, text) in &first {
        let shared = ["index.html", "search.js", "search-members.js"].contains(&path.as_str());
        assert!(shared || other[path] == *text, "{path}");
    }
}

/// Text on its ground, in both looks: at least 4.5 (WCAG 2.2, 1.4.3).
#[test]
fn colours_have_contrast() {
    let tree = reference("a", "fieldwright: 1\ntypes: { A: { type: string } }\n");
    let colour = |name: &str, dark: usize| {
        let line = tree["style.css"]
            .split(&format!("--{name}: light-dark("))
            .nth(1);
        let pair = line.unwrap().split(')').next().unwrap();
        let hex = pair.split(", ").nth(dark).unwrap().trim_start_matches('#');
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
    };
    let texts = [
        "ink", "muted", "accent", "alert", "green", "violet", "amber",
    ];
    for dark in [0, 1] {
        for ground in ["ground", "raised", "tint"] {
            for text in texts {
                let (a, b) = (colour(text, dark) + 0.05, colour(ground, dark) + 0.05);
                let contrast = (a / b).max(b / a);
                assert!(
                    contrast >= 4.5,
                    "{text} on {ground} ({dark}): {contrast:.2}"
                );
            }
        }
        let (a, b) = (
            colour("alert", dark) + 0.05,
            colour("alert-tint", dark) + 0.05,
        );
        assert!((a / b).max(b / a) >= 4.5);
    }
}

#[test]
fn the_reference_takes_part_in_the_drift_check() {
    let folder = scratch("html-drift");
    let table = "fieldwright: 1\ntypes: { Person: { fields: { name: string } } }\n";
    fs::write(folder.join("person.yaml"), table).unwrap();
    let configuration = folder.join("fieldwright.toml");
    let text =
        "[output]\ncrate = \"out\"\n[defaults]\nhtml = true\n[[input]]\npath = \"person.yaml\"\n";
    fs::write(&configuration, text).unwrap();
    let project = fieldwright::Project::load(&configuration).unwrap();
    let output = project.generate().unwrap();
    project.write(&output).unwrap();
    assert!(project.check(&output).unwrap().is_empty());
    let html = folder.join("out/html");
    fs::write(html.join("style.css"), "/* @generated by fieldwright */\n").unwrap();
    fs::remove_file(html.join("person/index.html")).unwrap();
    fs::create_dir(html.join("gone")).unwrap();
    fs::copy(html.join("index.html"), html.join("gone/index.html")).unwrap();
    fs::write(html.join("mine.html"), "<p>by hand</p>").unwrap();
    let drift = project.check(&output).unwrap();
    assert_eq!(drift.stale[0].path, "html/style.css");
    assert_eq!(drift.missing, ["html/person/index.html"]);
    assert_eq!(drift.orphaned, ["html/gone/index.html"]);
    project.write(&output).unwrap();
    assert!(project.check(&output).unwrap().is_empty());
    assert!(html.join("mine.html").exists() && !html.join("gone/index.html").exists());
}

/// `[reference]`: title, logo and links stand above every page.
#[test]
fn a_reference_has_a_name_of_its_own() {
    let folder = scratch("html-masthead");
    let table = "fieldwright: 1\ntypes: { Person: { fields: { name: string } } }\n";
    fs::write(folder.join("person.yaml"), table).unwrap();
    let svg = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><path d='M0 0\"),x'/></svg>";
    fs::write(folder.join("logo.svg"), svg).unwrap();
    let configuration = folder.join("fieldwright.toml");
    let text = |reference: &str| {
        format!(
            "[output]\ncrate = \"out\"\n[reference]\n{reference}\n[defaults]\nhtml = true\n[[input]]\npath = \"person.yaml\"\n"
        )
    };
    let load = |reference: &str| {
        fs::write(&configuration, text(reference)).unwrap();
        fieldwright::Project::load(&configuration).and_then(|project| project.generate())
    };
    let output = load(
        "title = \"People & <b>\"\nlogo = \"logo.svg\"\nlinks = [{ text = \"St<a>tus\", url = \"https://a.example/?a=1&b=\\\"\" }]",
    );
    let tree = tree(&output.unwrap_or_else(|d| panic!("{d}")));
    assert_sound(&tree);
    for path in ["index.html", "person/index.html"] {
        let (tags, text) = read(&tree[path]);
        assert!(
            text.contains("People & <b>") && text.contains("St<a>tus"),
            "{text}"
        );
        let link = tags
            .iter()
            .any(|tag| tag.get("href") == Some("https://a.example/?a=1&b=%22"));
        assert!(link, "{path}");
    }
    let style = &tree["style.css"];
    let uri = style
        .split("url(\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (start, data) = uri.split_once(',').unwrap();
    assert_eq!(start, "data:image/svg+xml");
    assert!(
        data.chars().all(|c| c.is_ascii_alphanumeric() || c == '%'),
        "{data}"
    );
    for (wrong, place, words) in [
        ("logo = \"person.yaml\"", "4:8", "neither SVG nor PNG"),
        ("logo = \"none.svg\"", "4:8", "cannot be read"),
        (
            "links = [{ text = \"x\", url = \"javascript:alert(1)\" }]",
            "4:30",
            "URL in quotes",
        ),
        ("links = [{ text = \"x\" }]", "4:10", "expected"),
        ("titel = \"x\"", "4:1", "did you mean `title`"),
    ] {
        let printed = load(wrong).map(|_| ()).unwrap_err().to_string();
        assert!(
            printed.contains(&format!("fieldwright.toml:{place}")),
            "{printed}"
        );
        assert!(printed.contains(words), "{printed}");
    }
}

/// `generate --html`, alone and beside `--out`.
#[test]
fn the_command_writes_the_reference() {
    let folder = scratch("html-command");
    let table = "fieldwright: 1\ntypes: { Person: { fields: { name: string } } }\n";
    fs::write(folder.join("a---b.yaml"), table).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fieldwright"));
        command.args(["generate", "a---b.yaml"]).args(arguments);
        let output = command.current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(output.stdout.is_empty(), "nothing is printed");
    };
    run(&["--html", "alone"]);
    assert!(folder.join("alone/index.html").exists());
    assert!(!folder.join("alone/src").exists());
    read(&text_of(&folder.join("alone/a_b/index.html")));
    run(&["--out", "both", "--html", "pages"]);
    assert!(folder.join("both/src/a_b.rs").exists() && !folder.join("both/html").exists());
    assert_eq!(
        text_of(&folder.join("pages/a_b/index.html")),
        text_of(&folder.join("alone/a_b/index.html"))
    );
}
