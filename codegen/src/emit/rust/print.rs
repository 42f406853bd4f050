//! Tokens -> formatted text, item by item.

use proc_macro2::TokenStream;

/// Prints the items with an empty line between them.
pub(super) fn print(items: Vec<TokenStream>) -> String {
    let texts: Vec<String> = items.into_iter().map(item).collect();
    texts.join("\n")
}

fn item(tokens: TokenStream) -> String {
    match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // What the emitters make always parses; if it ever did not, the compiler
        // would say where, which it can only do with the text.
        Err(_) => tokens.to_string() + "\n",
    }
}
