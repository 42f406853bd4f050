//! Tokens -> formatted text, item by item.

use proc_macro2::TokenStream;

/// Prints the items with an empty line between them.
pub(super) fn print(items: Vec<TokenStream>) -> String {
    let texts: Vec<String> = items.into_iter().map(item).collect();
    texts.join("\n")
}

/// Puts an empty line between the members of an `impl` or module, which the printer
/// leaves out. Only touches space between lines: no literal spans several.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut closed: Option<usize> = None;
    for line in text.lines() {
        let body = line.trim_start();
        let indent = line.len() - body.len();
        let starts = body.starts_with("pub ") || body.starts_with("///") || body.starts_with('#');
        if starts && closed == Some(indent) {
            out.push('\n');
        }
        let ends = body == "}" || (body.ends_with(';') && !body.starts_with("//"));
        closed = ends.then_some(indent);
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn item(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => spaced(&prettyplease::unparse(&file)),
        // What the emitters make always parses; if it ever did not, the compiler
        // would say where, which it can only do with the text.
        Err(_) => tokens.to_string() + "\n",
    }
}
