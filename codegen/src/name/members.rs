//! Names inside a type: fields, setters, variants.

use std::collections::BTreeMap;

use super::{Naming, TypeNames, words};
use crate::model::{Struct, TypeDef, TypeId, TypeKind, Values};
use crate::schema::Spanned;
use crate::source::Span;

impl Naming<'_, '_> {
    pub(super) fn members(&mut self, _id: TypeId, def: &TypeDef, names: &mut TypeNames) {
        match &def.kind {
            TypeKind::Struct(body) => self.fields(body, names),
            TypeKind::Enum(body) => {
                names.members = match &body.values {
                    Values::Strings(values) => self.variants(
                        values
                            .iter()
                            .map(|value| (value.value.clone(), &value.rust_name, value.span)),
                    ),
                    Values::Integers(values) => self.variants(values.iter().map(|value| {
                        (
                            format!("value {}", value.value),
                            &value.rust_name,
                            value.span,
                        )
                    })),
                };
                let is_taken = names.members.iter().any(|member| member == "Unknown");
                names.unknown = if is_taken { "Unrecognized" } else { "Unknown" }.to_owned();
            }
            TypeKind::Union(union) => {
                let branches = union.branches.iter();
                names.members =
                    self.variants(branches.map(|branch| (branch.words.clone(), &None, def.span)));
            }
            TypeKind::Newtype(_) | TypeKind::Alias(_) => {}
        }
    }

    fn fields(&mut self, body: &Struct, names: &mut TypeNames) {
        let mut taken: BTreeMap<String, Span> = BTreeMap::new();
        for field in &body.fields {
            let (ident, span) = match &field.rust_name {
                Some(name) => (self.author_ident(name), name.span),
                None => (words::field(&field.wire.value), field.wire.span),
            };
            if let Some(first) = taken.insert(ident.clone(), span) {
                self.collide("fields", &ident, span, first);
            }
            names.setters.push(if ident == "build" {
                "build_".to_owned()
            } else {
                ident.clone()
            });
            names.members.push(ident);
        }
        names.extra = "additional_properties".to_owned();
        while taken.contains_key(&names.extra) {
            names.extra.push('_');
        }
    }

    fn variants<'v>(
        &mut self,
        values: impl Iterator<Item = (String, &'v Option<Spanned<String>>, Span)>,
    ) -> Vec<String> {
        let mut taken: BTreeMap<String, Span> = BTreeMap::new();
        let mut idents = Vec::new();
        let mut texts = std::collections::BTreeSet::new();
        for (text, rust_name, span) in values {
            let (ident, span) = match rust_name {
                Some(name) => (self.author_ident(name), name.span),
                None => (words::camel(&text), span),
            };
            // A value that stands twice is told as that.
            let is_new = texts.insert(text);
            if let Some(first) = taken.insert(ident.clone(), span)
                && is_new
            {
                self.collide("variants", &ident, span, first);
            }
            idents.push(ident);
        }
        idents
    }
}
