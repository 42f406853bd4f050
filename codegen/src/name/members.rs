//! Names inside a type: fields, setters, variants.

use std::collections::{BTreeMap, BTreeSet};

use super::{Naming, TypeNames, words};
use crate::diagnostic::Diagnostic;
use crate::model::{Struct, TypeDef, TypeId, TypeKind, Values};
use crate::schema::Spanned;
use crate::source::Span;

/// Names that clippy refuses for arguments (`disallowed_names`).
const PLACEHOLDERS: [&str; 3] = ["baz", "foo", "quux"];

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
                names.members = self.variants(
                    false,
                    union.variants().map(|variant| {
                        let words = variant.words().to_owned();
                        let own = &variant.branch.rust_name;
                        let given = variant.unit.map_or(own, |unit| &unit.rust_name);
                        let span = variant.unit.map_or(def.span, |unit| unit.span);
                        (words.clone(), words, given, span)
                    }),
                );
            }
            TypeKind::Newtype(_) | TypeKind::Alias(_) => {}
        }
    }

    fn fields(&mut self, body: &Struct, names: &mut TypeNames) {
        let mut members = Vec::new();
        for field in &body.fields {
            let (ident, span) = match &field.rust_name {
                Some(name) => (self.author_ident(name, words::is_snake), name.span),
                None => (words::field(&field.wire.value), field.wire.span),
            };
            members.push(Member {
                is_given: field.rust_name.is_some(),
                text: field.wire.value.clone(),
                is_repeated: false,
                ident,
                span,
            });
        }
        let idents = self.distinct("fields", &members, words::field);
        let taken: BTreeSet<&String> = idents.iter().collect();
        for ident in &idents {
            // A setter would hide the builder's own function of that name.
            let hides = matches!(ident.as_str(), "build" | "default");
            let mark = if hides { "_" } else { "" };
            names.setters.push(format!("{ident}{mark}"));
            names.members.push(ident.clone());
            // In a script without case a type may be spelled alike, or one of its variants.
            let is_alike = *ident == words::camel(ident);
            let mut binding = ident.clone();
            if is_alike || PLACEHOLDERS.contains(&ident.as_str()) {
                binding.push('_');
                while taken.contains(&binding) {
                    binding.push('_');
                }
            }
            names.bindings.push(binding);
        }
        names.extra = "additional_properties".to_owned();
        while taken.contains(&names.extra) {
            names.extra.push('_');
        }
    }

    fn variants<'v>(
        &mut self,
        are_values: bool,
        values: impl Iterator<Item = (String, String, &'v Option<Spanned<String>>, Span)>,
    ) -> Vec<String> {
        let mut texts = BTreeSet::new();
        let mut members = Vec::new();
        for (key, text, rust_name, span) in values {
            let (ident, span) = match rust_name {
                Some(name) => (self.author_ident(name, words::is_camel), name.span),
                None => (words::camel(&text), span),
            };
            members.push(Member {
                is_given: rust_name.is_some(),
                text,
                // A duplicate value is reported as that; alternatives have no values.
                is_repeated: are_values && !texts.insert(key),
                ident,
                span,
            });
        }
        self.distinct("variants", &members, words::camel)
    }

    /// The name of each, so that no two are equal. Of those with the same name, the one whose
    /// author gave it keeps it, else the one in that spelling, else the first without a leading
    /// sign, then without any sign, then without needless spaces; the others are named after their spelling.
    fn distinct(
        &mut self,
        what: &'static str,
        members: &[Member],
        spell: fn(&str) -> String,
    ) -> Vec<String> {
        let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
        let rank = |member: &Member| {
            let is_other = member.text != member.ident;
            let has_sign = words::has_sign(&member.text);
            (
                !member.is_given,
                is_other,
                has_sign,
                words::distance(&member.text),
            )
        };
        for (index, member) in members.iter().enumerate() {
            let owner = owners.entry(&member.ident).or_insert(index);
            if rank(member) < rank(&members[*owner]) {
                *owner = index;
            }
        }
        let mut taken: BTreeSet<String> = members.iter().map(|m| m.ident.clone()).collect();
        let mut renamed: Vec<(&Member, &Member, String)> = Vec::new();
        let mut idents = Vec::new();
        let mut numbers = BTreeMap::new();
        for (index, member) in members.iter().enumerate() {
            let owner = owners.get(member.ident.as_str()).copied().unwrap_or(index);
            if owner == index || member.is_repeated {
                idents.push(member.ident.clone());
                continue;
            }
            let first = &members[owner];
            if self.model.strict {
                self.collide(
                    what,
                    &member.ident,
                    member.span.max(first.span),
                    member.span.min(first.span),
                );
                idents.push(member.ident.clone());
                continue;
            }
            let free = |name: &str| !taken.contains(name);
            let ident = super::respelled(&mut numbers, &member.text, spell, &free);
            taken.insert(ident.clone());
            renamed.push((member, first, ident.clone()));
            idents.push(ident);
        }
        self.report_respelled(what, &renamed);
        idents
    }

    /// All that a type's members could not be called, in one diagnostic.
    fn report_respelled(&mut self, what: &str, renamed: &[(&Member, &Member, String)]) {
        let Some((member, first, ident)) = renamed.first() else {
            return;
        };
        let mut message = format!(
            "the name `{}` is taken, so this is called `{ident}`",
            member.ident
        );
        let others = renamed.iter().skip(1).take(3);
        let others: Vec<String> = others.map(|(.., ident)| format!("`{ident}`")).collect();
        if !others.is_empty() {
            message.push_str(&format!("; likewise {}", others.join(", ")));
        }
        match renamed.len().saturating_sub(4) {
            0 => {}
            more => message.push_str(&format!(" and {more} more {what}")),
        }
        let help = "to choose its name, add `x-fieldwright-name`";
        let diagnostic = Diagnostic::warning("renamed", member.span, message);
        let diagnostic = diagnostic.related(first.span, "the other one").help(help);
        self.collector.add(diagnostic);
    }
}

/// A field or a variant that is to be named.
struct Member {
    /// Its name in the schema.
    text: String,
    ident: String,
    /// Whether its author chose the name.
    is_given: bool,
    /// Whether it is the same value as one before.
    is_repeated: bool,
    span: Span,
}
