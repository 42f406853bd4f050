//! Second paths of types -> `pub use`.

use quote::quote;

use super::print::Lines;
use super::{Emitter, ident};
use crate::name::Reexport;

impl Emitter<'_> {
    /// The re-exports of a module, a line each; `here` is the module in the files.
    pub(super) fn reexports(self, here: &[String], reexports: &[Reexport]) -> Option<String> {
        let mut lines = Lines::default();
        for one in reexports {
            self.reexport(here, one, &mut lines);
        }
        (!reexports.is_empty()).then(|| lines.finish())
    }

    fn reexport(self, here: &[String], reexport: &Reexport, lines: &mut Lines) {
        let is_in_file = here.len() > reexport.modules.len();
        let part = here.get(1).filter(|_| is_in_file).map(String::as_str);
        let (up, down) = self.way(here, part, reexport.target);
        let root = if up == 0 { "self" } else { "super" };
        let up = vec![ident(root); up.max(1)];
        let down = down.iter().map(|module| ident(module));
        let item = ident(&reexport.item);
        let renamed = (reexport.name != reexport.item).then(|| {
            let name = ident(&reexport.name);
            quote! { as #name }
        });
        let target = self.input.model.get(reexport.target);
        if target.docs.deprecated {
            lines.line(&quote! { #[allow(deprecated)] });
        }
        lines.line(&quote! { pub use #(#up::)* #(#down::)* #item #renamed; });
    }
}
