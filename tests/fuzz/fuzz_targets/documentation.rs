//! Any text as documentation, default, example and pattern: the Rust is that of harmless words, but
//! for literals and documentation, and nothing in a doc comment is run.
#![no_main]

use fieldwright::Generator;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let quoted = fieldwright::pretty(&fieldwright_runtime::Value::from(text));
    let document = format!(
        r#"{{"fieldwright":1,"types":{{"A":{{"description":{quoted},"fields":{{"a":{{"type":"string","description":{quoted},"default":{quoted},"example":{quoted}}}}}}}}}}}"#
    );
    let Ok(output) = Generator::new().docs(true).html(true).text("a.json", document).generate() else {
        return;
    };
    let file = output.artifacts().iter().find(|a| a.path == "src/a.rs").expect("the module");
    assert!(syn::parse_file(&file.contents).is_ok(), "{}", file.contents);
    let lines = file.contents.lines().map(str::trim_start);
    let mut docs = String::new();
    for line in lines {
        match line.strip_prefix("///") {
            Some(line) => docs.push_str(&format!("{}\n", line.strip_prefix(' ').unwrap_or(line))),
            None => {
                for event in Parser::new(&std::mem::take(&mut docs)) {
                    match event {
                        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => assert_eq!(&*info, "text"),
                        Event::Start(Tag::CodeBlock(_)) | Event::Html(_) | Event::InlineHtml(_) => {
                            panic!("{event:?} in {}", file.contents)
                        }
                        _ => {}
                    }
                }
            }
        }
    }
});
