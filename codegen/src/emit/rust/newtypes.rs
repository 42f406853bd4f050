//! Named values that are no struct, enum or union.

use quote::quote;

use super::print::Lines;
use super::types::derives;
use super::words::Words;
use super::{Emitter, doc, ident};
use crate::model::{Slot, Type, TypeDef};
use crate::name::TypeNames;

impl Emitter<'_> {
    pub(super) fn newtype_text(self, def: &TypeDef, place: &Slot, names: &TypeNames) -> String {
        let mut out = Lines::default();
        let name = ident(&names.ident);
        let inner = self.place_type(place);
        let mut docs = doc::of_type(def);
        if !docs.is_empty() {
            docs.push(String::new());
        }
        docs.push(
            "Serde reads the shape only; `from_json` and `validate` check the rest.".to_owned(),
        );
        let is_plain = !place.nullable && place.custom.is_none();
        let is_text = is_plain && matches!(place.ty, Type::String | Type::Text(_));
        let mut own = vec!["Debug", "Clone", "PartialEq"];
        if is_text {
            own.extend(["Eq", "PartialOrd", "Ord", "Hash"]);
        }
        self.head(
            &docs,
            &derives(&own, &[], def),
            def.docs.deprecated,
            &mut out,
        );
        out.line(&quote! { pub struct #name(#inner); });
        out.gap();
        let mut words = Words::default();
        self.constraint_words(place, &mut words);
        let (text, hooks) = (words.literal(), words.hook_list());
        let functions = self.functions(def);
        let kind = is_text.then(|| quote! { text });
        let empty = self
            .input
            .facts
            .has_empty(self.id)
            .then(|| quote! { empty });
        let pointer = self.pointer(def, &names.ident);
        out.open(&quote! { rt::newtype! });
        out.line(&quote! { #name(#inner) #kind #empty #functions #pointer: #text #hooks });
        if let Some(evaluated) = self.evaluated(def) {
            out.line(&quote! { evaluated: #evaluated });
        }
        out.close("}");
        out.finish()
    }
}
