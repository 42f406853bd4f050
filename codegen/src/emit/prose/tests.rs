//! Texts of every construct of CommonMark: what is written of them is harmless and stays as it is.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

use super::{cell, code, code_cell, is_harmless, is_plain, markdown_lines, read, written};

#[test]
fn texts_keep_their_look() {
    let cases = [
        ("plain words", "plain words"),
        ("a\n\n\n b", "a\n\nb"),
        ("    indented code", "indented code"),
        (
            "a\n\n        let x = 1;",
            "a\n\n```text\n    let x = 1;\n```",
        ),
        ("```\npanic!()\n```", "```text\npanic!()\n```"),
        ("~~~rust\npanic!()", "```text\npanic!()\n```"),
        ("````\n```\n````", "````text\n```\n````"),
        ("- ~~~\n  panic!()", "- ```text\n  panic!()\n  ```"),
        ("1.     panic!()", "1. ```text\n   panic!()\n   ```"),
        ("<script>", "\\<script\\>"),
        ("see [Foo] and `Vec<u8>`", "see \\[Foo\\] and `Vec<u8>`"),
        ("[a](https://a.example/b)", "[a](<https://a.example/b>)"),
        ("[a]\n\n[a]: https://a.example", "[a](<https://a.example>)"),
        ("![a](https://a.example/b)", "[a](<https://a.example/b>)"),
        ("[a](javascript:alert(1))", "\\[a\\](javascript:alert(1))"),
        ("<javascript:alert(1)>", "\\<javascript:alert(1)\\>"),
        ("at https://a.example/b.", "at <https://a.example/b>."),
        ("title\n=====", "# title"),
        ("a\n- b\n- c\n\n  d", "a\n- b\n- c\n\n  d"),
        ("* a\n   * b\n\n3) c", "* a\n  * b\n\n3) c"),
        (
            "a_b **c** _d_ __e__ ~~f~~ 2 * 3",
            "a_b **c** _d_ __e__ ~~f~~ 2 * 3",
        ),
        (
            "|a|b|\n|-|:-:|\n|c \\| `d`|",
            "| a | b |\n| --- | :-: |\n| c \\| `d` |",
        ),
        ("a \u{202E}b", "a U+202Eb"),
        ("one ` tick", "one \\` tick"),
        ("a  \nb", "a\\\nb"),
        ("> a\nb", "> a\n> b"),
        ("7. a\n\n8. b", "7. a\n\n8. b"),
        ("#5 and C# #", "#5 and C# \\#"),
        ("&lt;b&gt; &amp;amp;", "\\<b\\> \\&amp;"),
    ];
    for (text, expected) in cases {
        assert_eq!(markdown_lines(text).join("\n"), expected, "{text}");
    }
    assert_eq!(cell("a | b\nc\n\n- d"), "a \\| b<br/>c<br/><br/>- d");
    assert_eq!(cell("```\n<b>\n```\n`a|b`"), "`<b>`<br/>`a\\|b`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code_cell("a\\|b"), "<code>a&#92;&#124;b</code>");
}

/// Random signs, numbers of a small generator: the same in every run.
fn texts(pieces: &[&str], count: usize) -> impl Iterator<Item = String> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    let pieces: Vec<String> = pieces.iter().map(|p| (*p).to_owned()).collect();
    (0..count).map(move |_| {
        let length = 1 + next(24);
        (0..length)
            .map(|_| pieces[next(pieces.len())].as_str())
            .collect()
    })
}

const SIGNS: &[&str] = &[
    "a",
    "b c",
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "## ",
    "---",
    "***",
    "===",
    "```",
    "~~~",
    "`",
    "``",
    "rust",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[x]: https://x.example\n",
    "![",
    "](https://a.example)",
    "](javascript:x)",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "<div>\n",
    "<https://b.example/?a&lt;b>",
    "<c@d.example>",
    "https://e.example/f_g",
    "|",
    "|-|",
    "|a|b|\n|-|-|\n",
    "\\",
    "\\|",
    "&amp;",
    "&#32;",
    "&#10;",
    "&copy;",
    "!",
    ":",
    "=",
    "\r\n",
    "  \n",
    "\\\n",
    "é",
    "\u{a0}",
    "\u{202E}",
    "\0",
    "[ ] ",
    "[^1]",
    "[^1]: ",
    "$x$",
    "{#id}",
    "1",
    ".",
    "\"",
];

#[test]
fn what_is_written_is_harmless_and_stays() {
    let mut escaped = 0;
    let count = 8_000;
    for text in texts(SIGNS, count) {
        let once = markdown_lines(&text).join("\n");
        assert!(is_harmless(&once), "{text:?} gives {once:?}");
        assert_eq!(markdown_lines(&once).join("\n"), once, "{text:?}");
        assert!(!once.contains(['\r', '\0', '\u{202E}']), "{once:?}");
        if !is_plain(text.trim_matches(super::SPACE))
            && written(text.trim_matches(super::SPACE)).is_none()
        {
            escaped += 1;
            if escaped < 20 {
                println!("{text:?} is only shown");
            }
        }
    }
    println!("{escaped} of {count} texts are only shown");
    assert!(escaped * 50 < count, "{escaped}");
}

/// Plain words are not parsed: the parser would give the same.
#[test]
fn plain_texts_are_what_they_parse_as() {
    let signs = [
        "a", "B.", " ", "  ", "\n", "\n\n", "(", ",", "-", "=", "1", ":", "/", "é", "+", "'",
        "  \n", "\u{a0}",
    ];
    let mut plain = 0;
    for text in texts(&signs, 10_000) {
        let text = text.trim_matches(super::SPACE);
        if is_plain(text) {
            plain += 1;
            assert_eq!(read(text), super::read::parsed(text), "{text:?}");
        }
    }
    assert!(plain > 500, "{plain}");
}

/// A cell is one cell, and harmless, for two readers of tables.
#[test]
fn cells_are_harmless_to_two_readers() {
    for text in texts(SIGNS, 8_000) {
        let words = cell(&text);
        let span = code_cell(&text);
        let table = format!("| a | b | c |\n| --- | --- | --- |\n| {words} | {span} | end |\n");
        let mut cells = 0;
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        for event in Parser::new_ext(&table, options) {
            match event {
                Event::Start(Tag::TableCell) => cells += 1,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    assert!(super::inline::safe_address(&dest_url).is_some(), "{table}");
                }
                Event::Start(
                    Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_))
                    | Tag::Image { .. },
                )
                | Event::Html(_) => panic!("{table}"),
                Event::InlineHtml(html) => {
                    assert!(
                        ["<br/>", "<code>", "</code>"].contains(&&*html),
                        "{text:?}: {table}"
                    );
                }
                _ => {}
            }
        }
        assert_eq!(cells, 6, "{text:?}: {table}");
        let options = markdown::Options {
            parse: markdown::ParseOptions::gfm(),
            ..markdown::Options::gfm()
        };
        let tree = markdown::to_mdast(&table, &options.parse).unwrap();
        let mut cells = 0;
        harmless(&tree, &mut cells, &table);
        assert_eq!(cells, 6, "{text:?}: {table}");
    }
}

fn harmless(node: &markdown::mdast::Node, cells: &mut usize, table: &str) {
    use markdown::mdast::Node;
    match node {
        Node::TableCell(_) => *cells += 1,
        Node::Html(html) => {
            assert!(
                ["<br/>", "<code>", "</code>"].contains(&html.value.as_str()),
                "{table}"
            );
        }
        Node::Link(link) => assert!(super::inline::safe_address(&link.url).is_some(), "{table}"),
        Node::Image(_) | Node::Code(_) | Node::Definition(_) => panic!("{table}"),
        _ => {}
    }
    for child in node.children().into_iter().flatten() {
        harmless(child, cells, table);
    }
}

/// Near linear: twice the text, about twice the events and bytes; and nothing that takes minutes.
#[test]
fn hostile_texts_are_written_in_time() {
    let pieces = [
        "[", "[a](", "`a``", "*a ", "_a **b ", "<", "\\", "- ", "> ", "![[(", "|a", "<!--", "<b ",
        "&", "``` ", "a\n> ", "~", "<?", "[a]: b\n", "1. ", "*a_ ", "https://", "http", "__a",
        "](", "<a@", "|-|\n", "# ", "    ", "\t", "[^a]",
    ];
    for piece in pieces {
        let written = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let start = std::time::Instant::now();
            let bytes = markdown_lines(&text)
                .iter()
                .map(|line| line.len() + 1)
                .sum::<usize>();
            (bytes + cell(&text).len(), start.elapsed())
        };
        let (small, _) = written(20_000);
        let (large, elapsed) = written(80_000);
        println!("{piece:?}: {small}, {large} bytes, {elapsed:?}");
        assert!(
            large < 5 * small + 1000,
            "{piece:?}: {small}, then {large} bytes"
        );
        assert!(elapsed.as_secs() < 20, "{piece:?}: {elapsed:?}");
    }
}
