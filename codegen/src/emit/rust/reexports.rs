//! Second paths of types -> `pub use`.

use quote::quote;

use super::{Emitter, ident, print};
use crate::name::Reexport;

impl Emitter<'_> {
    /// The re-exports of a module, a line each; `here` is the module as it stands in the files.
    pub(super) fn reexports(self, here: &[String], reexports: &[Reexport]) -> Option<String> {
        let lines = reexports.iter().map(|one| self.reexport(here, one));
        (!reexports.is_empty()).then(|| lines.collect())
    }

    fn reexport(self, here: &[String], reexport: &Reexport) -> String {
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
        let allow = target
            .docs
            .deprecated
            .then(|| quote! { #[allow(deprecated)] });
        print::print(vec![quote! {
            #allow
            pub use #(#up::)* #(#down::)* #item #renamed;
        }])
    }
}
