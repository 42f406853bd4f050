//! Names inside a type: fields, setters, variants.

use std::collections::BTreeMap;

use super::{Clash, Naming, TypeNames, words};
use crate::model::{Struct, TypeDef, TypeId, TypeKind, Values};
use crate::schema::Spanned;
use crate::source::Span;

/// `value 5`, `value minus 5`.
fn integer_words(value: i64) -> String {
    let sign = if value < 0 { "minus " } else { "" };
    format!("value {sign}{}", value.unsigned_abs())
}

impl Naming<'_, '_> {
    pub(super) fn members(&mut self, _id: TypeId, def: &TypeDef, names: &mut TypeNames) {
        match &def.kind {
            TypeKind::Struct(body) => self.fields(body, names),
            TypeKind::Enum(body) => {
                names.members = match &body.values {
                    Values::Strings(values) => self.variants(
                        true,
                        values.iter().map(|value| {
                            let words = value.title.as_ref().unwrap_or(&value.value);
                            let key = value.value.clone();
                            (key, words.clone(), &value.rust_name, value.span)
                        }),
                    ),
                    Values::Integers(values) => self.variants(
                        true,
                        values.iter().map(|value| {
                            let key = integer_words(value.value);
                            let words = value.title.clone();
                            let words = words.unwrap_or_else(|| key.clone());
                            (key, words, &value.rust_name, value.span)
                        }),
                    ),
                };
                let free = ["Unknown", "Unrecognized", "OtherValue"].into_iter();
                let free = free
                    .map(str::to_owned)
                    .find(|name| !names.members.contains(name));
                names.unknown = free.unwrap_or_else(|| names.free("Unknown"));
            }
            TypeKind::Union(union) => {
                let branches = union.branches.iter();
                names.members = self.variants(
                    false,
                    branches.map(|branch| {
                        (branch.words.clone(), branch.words.clone(), &None, def.span)
                    }),
                );
            }
            TypeKind::Newtype(_) | TypeKind::Alias(_) => {}
        }
    }

    fn fields(&mut self, body: &Struct, names: &mut TypeNames) {
        let mut taken: BTreeMap<String, Span> = BTreeMap::new();
        for field in &body.fields {
            let (ident, span) = match &field.rust_name {
                Some(name) => (self.author_ident(name, words::is_snake), name.span),
                None => (words::field(&field.wire.value), field.wire.span),
            };
            let ident = match taken.get(&ident) {
                None => ident,
                Some(first) => {
                    let first = *first;
                    let free = |name: &str| !taken.contains_key(name);
                    let text = &field.wire.value;
                    let clash = Clash {
                        what: "fields",
                        text,
                        ident,
                        span,
                        first,
                    };
                    self.settle(clash, words::field, &free)
                }
            };
            taken.insert(ident.clone(), span);
            // A setter would hide the builder's own function of that name.
            let hides = matches!(ident.as_str(), "build" | "default");
            let mark = if hides { "_" } else { "" };
            names.setters.push(format!("{ident}{mark}"));
            names.members.push(ident);
        }
        names.extra = "additional_properties".to_owned();
        while taken.contains_key(&names.extra) {
            names.extra.push('_');
        }
    }

    fn variants<'v>(
        &mut self,
        are_values: bool,
        values: impl Iterator<Item = (String, String, &'v Option<Spanned<String>>, Span)>,
    ) -> Vec<String> {
        let mut taken: BTreeMap<String, Span> = BTreeMap::new();
        let mut idents = Vec::new();
        let mut texts = std::collections::BTreeSet::new();
        for (key, text, rust_name, span) in values {
            let (ident, span) = match rust_name {
                Some(name) => (self.author_ident(name, words::is_camel), name.span),
                None => (words::camel(&text), span),
            };
            // A value that stands twice is told as that; alternatives have no values.
            let is_told = are_values && !texts.insert(key);
            let ident = match taken.get(&ident) {
                Some(first) if !is_told => {
                    let first = *first;
                    let free = |name: &str| !taken.contains_key(name);
                    let clash = Clash {
                        what: "variants",
                        text: &text,
                        ident,
                        span,
                        first,
                    };
                    self.settle(clash, words::camel, &free)
                }
                _ => ident,
            };
            taken.insert(ident.clone(), span);
            idents.push(ident);
        }
        idents
    }
}
