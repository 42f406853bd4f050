//! Tokens -> formatted text, item by item.

use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::TokenStream;

/// The texts of `count` parts, made on several threads: tokens never leave the one that makes
/// them, and the order of the result does not depend on their number.
pub(super) fn side_by_side(count: usize, make: &(dyn Fn(usize) -> String + Sync)) -> Vec<String> {
    /// Fewer parts than this are done before a thread has started.
    const FEW: usize = 32;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if count < FEW || threads < 2 {
        return (0..count).map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return done;
            }
            done.push((index, make(index)));
        }
    };
    let mut texts = vec![String::new(); count];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(8)).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            let done = worker.join();
            for (index, text) in done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)) {
                texts[index] = text;
            }
        }
    });
    texts
}

/// The text of an empty module, with `body` inside.
pub(super) fn around(module: TokenStream, body: &str) -> String {
    let text = print(vec![module]);
    let head = text.trim_end().trim_end_matches('}');
    let mut out = String::with_capacity(text.len() + body.len() + body.len() / 8);
    out.push_str(head);
    out.push('\n');
    for line in body.lines() {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
    out.push_str("}\n");
    out
}

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
