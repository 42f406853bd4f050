//! The README's support table is the list that the reader uses.

use std::fmt::Write as _;
use std::path::Path;

use fieldwright::{KEYWORDS, Support};

const START: &str = "<!-- support table -->\n";
const END: &str = "<!-- end of support table -->";

fn table() -> String {
    let mut out = String::from("\n| keyword | what becomes of it | effect |\n|---|---|---|\n");
    for keyword in KEYWORDS {
        let support = match keyword.support {
            Support::Used => "used",
            Support::Documentation => "documentation only",
            Support::Refused => "refused",
        };
        writeln!(
            out,
            "| `{}` | {support} | {} |",
            keyword.name, keyword.effect
        )
        .unwrap();
    }
    out + "\n"
}

/// With `UPDATE_README` set it is written instead of compared.
#[test]
fn the_support_table_is_the_keyword_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (head, rest) = text.split_once(START).unwrap();
    let (found, tail) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{head}{START}{}{END}{tail}", table())).unwrap();
        return;
    }
    assert_eq!(found, table(), "run the test with UPDATE_README=1");
}
