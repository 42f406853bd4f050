//! The root file of all modules of an output: `lib.rs` of a crate, `mod.rs` in a user's crate, or
//! the file that `build.rs` includes.
//!
//! Its items are in `contract!`, whose number states the required contract of the runtime.

use quote::quote;

use super::ident;
use super::print::Lines;
use crate::emit::prose::markdown_lines;
use fieldwright_runtime::CONTRACT;

/// A module's name and its documentation in the schema.
type Listed = (String, Option<String>);

const WHAT: &str = "Types, validators and tables made from schemas; regenerate with `fieldwright`.";

/// The `lib.rs` around the modules. Items without documentation in the schema have none, which
/// lints of a workspace may require. Lints on letters beyond ASCII can be allowed here only.
pub(crate) fn library(modules: &[Listed], has_ascii_names: bool) -> String {
    let mut lines = Lines::default();
    let needs = "Needs Rust 1.88 and edition 2021, or later.";
    lines.file_docs(&[WHAT, "", needs]);
    lines.line(&quote! { #![forbid(unsafe_code)] });
    lines.line(&quote! { #![allow(missing_docs)] });
    if !has_ascii_names {
        lines.line(&quote! { #![allow(confusable_idents, mixed_script_confusables)] });
        lines.line(&quote! { #![allow(non_ascii_idents, uncommon_codepoints)] });
    }
    lines.line(&quote! { pub use ::fieldwright_runtime; });
    declarations(modules, lines)
}

/// The `mod.rs` around the modules, in somebody's crate.
pub(crate) fn index(modules: &[Listed]) -> String {
    let mut lines = Lines::default();
    let needs =
        "Needs Rust 1.88 and edition 2021, or later. A crate need not use or show all of it.";
    lines.file_docs(&[WHAT, "", needs]);
    lines.line(&quote! { #![allow(dead_code, unreachable_pub, unused_imports)] });
    declarations(modules, lines)
}

fn declarations(modules: &[Listed], mut lines: Lines) -> String {
    lines.gap();
    open(&mut lines);
    for (number, (name, docs)) in modules.iter().enumerate() {
        if number > 0 {
            lines.gap();
        }
        let docs = match docs.as_deref().unwrap_or_default().trim() {
            "" => vec![format!("Made from the schema `{name}`.")],
            docs => markdown_lines(docs),
        };
        lines.docs(&docs);
        lines.line(&quote! { #[rustfmt::skip] });
        let name = ident(name);
        lines.line(&quote! { pub mod #name; });
    }
    lines.close("}");
    lines.finish()
}

/// The file that a build script's user includes: the one called `file`, which lies beside it.
pub(crate) fn guarded(file: &str) -> String {
    let mut lines = Lines::default();
    open(&mut lines);
    lines.line(&quote! { ::core::include!(#file); });
    lines.close("}");
    lines.finish()
}

fn open(lines: &mut Lines) {
    let head = quote! { ::fieldwright_runtime::contract! };
    lines.open_with(&head, &format!(" {{ {CONTRACT} =>"));
}
