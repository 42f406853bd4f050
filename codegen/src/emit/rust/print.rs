//! Tokens and lines -> formatted text.
//!
//! Items that are data (types, their tables) are written line by line, each line from its tokens:
//! reading them back as syntax only to print them would cost more than all else. Items with code in
//! them go through the syntax tree and its printer.

mod line;

use std::sync::atomic::{AtomicUsize, Ordering};

use proc_macro2::TokenStream;

pub(super) use line::line;

/// The texts of `count` parts, made on several threads: tokens never leave the one that makes
/// them, and the order of the result does not depend on their number.
pub(super) fn side_by_side(count: usize, make: &(dyn Fn(usize) -> String + Sync)) -> Vec<String> {
    /// Fewer parts than this are done before a thread has started.
    const FEW: usize = 64;
    /// How many items a thread takes at once.
    const SHARE: usize = 16;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    if count < FEW || threads < 2 {
        return (0..count).map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let first = next.fetch_add(SHARE, Ordering::Relaxed);
            if first >= count {
                return done;
            }
            let last = count.min(first + SHARE);
            done.extend((first..last).map(|index| (index, make(index))));
        }
    };
    let mut texts = vec![String::new(); count];
    std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads.min(8)).map(|_| scope.spawn(work)).collect();
        let mut all = vec![work()];
        for worker in workers {
            let done = worker.join();
            all.push(done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        for (index, text) in all.into_iter().flatten() {
            texts[index] = text;
        }
    });
    texts
}

/// Text that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
    indent: usize,
}

impl Lines {
    /// One line of these tokens.
    pub(super) fn line(&mut self, tokens: &TokenStream) {
        self.start();
        line(tokens, &mut self.out);
        self.out.push('\n');
    }

    /// The same with an opening brace; the following lines are inside.
    pub(super) fn open(&mut self, tokens: &TokenStream) {
        self.open_with(tokens, " {");
    }

    /// The same with another opening.
    pub(super) fn open_with(&mut self, tokens: &TokenStream, opening: &str) {
        self.start();
        line(tokens, &mut self.out);
        self.out.push_str(opening);
        self.out.push('\n');
        self.indent += 1;
    }

    /// One line that opens two braces, which are closed as one.
    pub(super) fn open_both(&mut self, head: &TokenStream, tokens: &TokenStream) {
        let mut both = String::from(" { ");
        line(tokens, &mut both);
        both.push_str(" {");
        self.open_with(head, &both);
    }

    /// The end of the block that was opened last.
    pub(super) fn close(&mut self, closing: &str) {
        self.indent = self.indent.saturating_sub(1);
        self.start();
        self.out.push_str(closing);
        self.out.push('\n');
    }

    /// Lines inside an open block.
    pub(super) fn inside() -> Self {
        Self {
            out: String::new(),
            indent: 1,
        }
    }

    /// The end of two braces that were opened as one, with the lines between their ends.
    pub(super) fn close_both(&mut self, between: Self) {
        if between.out.is_empty() {
            self.close("} }");
        } else {
            self.close("}");
            self.out.push_str(&between.out);
            self.out.push_str("}\n");
        }
    }

    /// A block opened by these tokens, around formatted text.
    pub(super) fn block(&mut self, tokens: &TokenStream, body: &str) {
        self.open(tokens);
        for line in body.lines() {
            if !line.is_empty() {
                self.start();
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        self.close("}");
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// Documentation, each text on a separate line.
    pub(super) fn docs(&mut self, docs: &[String]) {
        for text in docs {
            self.start();
            // A comment of one line cannot contain these.
            if text.contains(['\r', '\n']) {
                let text = format!(" {text}");
                line(&quote::quote! { #[doc = #text] }, &mut self.out);
            } else {
                self.out.push_str("///");
                if !text.is_empty() {
                    self.out.push(' ');
                }
                self.out.push_str(text);
            }
            self.out.push('\n');
        }
    }

    /// Documentation of the whole file.
    pub(super) fn file_docs(&mut self, docs: &[&str]) {
        for text in docs {
            self.out.push_str("//!");
            if !text.is_empty() {
                self.out.push(' ');
            }
            self.out.push_str(text);
            self.out.push('\n');
        }
    }

    fn start(&mut self) {
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Prints items that have code in them, with an empty line between them.
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
        // The output of the emitters always parses; if it ever did not, the compiler would report
        // where, which needs the text.
        Err(_) => tokens.to_string() + "\n",
    }
}
