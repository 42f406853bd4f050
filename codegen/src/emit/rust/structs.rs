//! Structs: the type, and the macro call that holds its table and names its fields once.

use fieldwright_runtime::{Map, Value};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::print::{self, Lines};
use super::types::{Presence, derives};
use super::words::{Words, text_literal};
use super::{Emitter, doc, ident};
use crate::emit::prose::code;
use crate::model::{Constraint, Field, Rule, Struct, TypeDef, Unknown};
use crate::name::TypeNames;
use crate::settings::RustPath;

impl Emitter<'_> {
    pub(super) fn struct_text(self, def: &TypeDef, body: &Struct, names: &TypeNames) -> String {
        let mut out = Lines::default();
        self.definition(def, body, names, &mut out);
        out.gap();
        self.object(def, body, names, &mut out);
        self.defaults(body, names, &mut out);
        let mut parts = vec![out.finish()];
        if def.builders {
            let items = self.builder_items(def, body, names);
            parts.push(print::print(self.all_allowing(items)));
        }
        parts.join("\n")
    }

    fn definition(self, def: &TypeDef, body: &Struct, names: &TypeNames, out: &mut Lines) {
        // Equality and `Debug` come from the table.
        let written: &[&str] = match body.may_be_empty() {
            true => &["Debug", "PartialEq", "Default"],
            false => &["Debug", "PartialEq"],
        };
        let derives = derives(&["Clone"], written, def);
        self.head(&self.type_docs(def), &derives, def.docs.deprecated, out);
        let name = ident(&names.ident);
        out.open(&quote! { pub struct #name });
        for (field, member) in body.fields.iter().zip(&names.members) {
            out.docs(&self.field_docs(field));
            if field.docs.deprecated {
                out.line(&quote! { #[deprecated] });
            }
            let member = ident(member);
            let ty = self.field_type(field);
            out.line(&quote! { pub #member: #ty, });
        }
        if let Some(ty) = self.extra_type(body) {
            let member = ident(&names.extra);
            out.docs(&["The properties that the schema does not name.".to_owned()]);
            out.line(&quote! { pub #member: #ty, });
        }
        out.close("}");
    }

    /// The documentation of a type; if every item must have some, also of one without any.
    pub(super) fn type_docs(self, def: &TypeDef) -> Vec<String> {
        let mut docs = doc::of_type(def);
        if docs.is_empty() && self.input.documents_all {
            docs.push(doc::of_bare_type(def));
        }
        docs
    }

    fn field_docs(self, field: &Field) -> Vec<String> {
        let mut docs = doc::of_field(field);
        if docs.is_empty() && self.input.documents_all {
            docs.push(code(&field.wire.value));
        }
        docs
    }

    /// Documentation and attributes of a type.
    pub(super) fn head(
        self,
        docs: &[String],
        derives: &TokenStream,
        deprecated: bool,
        out: &mut Lines,
    ) {
        out.docs(docs);
        if deprecated {
            out.line(&quote! { #[deprecated] });
        }
        if self.input.facts.uses_deprecated(self.id) {
            out.line(&quote! { #[allow(deprecated)] });
        }
        if !derives.is_empty() {
            out.line(derives);
        }
    }

    /// The type of the map of undeclared properties, if they are kept.
    pub(super) fn extra_type(self, body: &Struct) -> Option<TokenStream> {
        match &body.unknown {
            Unknown::Keep(place) => {
                let value = self.element_type(place);
                Some(quote! { rt::Map<#value> })
            }
            Unknown::Ignore | Unknown::Deny => None,
        }
    }

    fn object(self, def: &TypeDef, body: &Struct, names: &TypeNames, out: &mut Lines) {
        let in_place = self.input.facts.has_empty(self.id);
        let kind = ident(match (in_place, body.may_be_empty()) {
            (true, true) => "sparse",
            (true, false) => "object",
            (false, _) => "assembled_object",
        });
        let default = (!in_place && body.may_be_empty()).then(|| quote! { default });
        let opening = self.opening_with(def, &names.ident, default);
        out.open_both(&quote! { rt::#kind! }, &opening);
        for (index, (field, member)) in body.fields.iter().zip(&names.members).enumerate() {
            let in_rule = body.rules.iter().any(|rule| rule.fields.contains(&index));
            out.line(&self.entry(field, member, in_rule));
        }
        if matches!(body.unknown, Unknown::Keep(_)) {
            let extra = ident(&names.extra);
            out.line(&quote! { ..#extra });
        }
        let mut rest = Lines::inside();
        self.sections(def, body, names, &mut rest);
        if !in_place {
            self.assembled_fields(body, names, &mut rest);
        }
        self.asks(body, names, &mut rest);
        out.close_both(rest);
    }

    /// The name of a type, its functions, and the pointer of its schema.
    pub(super) fn opening(self, def: &TypeDef, name: &str) -> TokenStream {
        self.opening_with(def, name, None)
    }

    fn opening_with(self, def: &TypeDef, name: &str, default: Option<TokenStream>) -> TokenStream {
        let functions = self.functions(def);
        let pointer = self.pointer(def, name);
        let name = ident(name);
        quote! { #name #default #functions #pointer }
    }

    /// The pointer of a type's schema, unless it follows from its name.
    pub(super) fn pointer(self, def: &TypeDef, name: &str) -> Option<TokenStream> {
        let pointer = &def.pointer;
        let is_plain = pointer.strip_prefix("#/$defs/") == Some(name);
        (!is_plain).then(|| quote! { #pointer })
    }

    fn entry(self, field: &Field, member: &str, in_rule: bool) -> TokenStream {
        let mut words = Words::default();
        if field.wire.value != member {
            words.name("as", &field.wire.value);
        }
        let nullable = field.place.nullable;
        match self.presence(field) {
            Presence::Required => words.word("required"),
            Presence::Nullable => {
                words.word("required");
                words.word("null");
            }
            Presence::Folded if in_rule => words.word("folded"),
            Presence::Folded | Presence::Maybe => words.word("null"),
            Presence::Optional => {}
            Presence::Filled | Presence::FilledOrNull => {
                words.word("default");
                if nullable {
                    words.word("null");
                }
            }
        }
        if let Some(pointer) = &field.pointer {
            words.pointer(pointer);
        }
        self.constraint_words(&field.place, &mut words);
        let member = ident(member);
        let text = (!words.is_empty()).then(|| {
            let text = words.literal();
            quote! { : #text }
        });
        let hooks = words.hook_list();
        quote! { #member #text #hooks, }
    }

    fn sections(self, def: &TypeDef, body: &Struct, names: &TypeNames, out: &mut Lines) {
        match &body.unknown {
            Unknown::Ignore => {}
            Unknown::Deny => out.line(&quote! { unknown: rt::Unknown::Deny, }),
            Unknown::Keep(place) => {
                let mut words = Words::default();
                self.constraint_words(place, &mut words);
                let (text, hooks) = (words.literal(), &words.hooks);
                out.line(&quote! { unknown: rt::Unknown::Keep(#text, &[#(#hooks),*]), });
            }
        }
        if body.unknown_by != "additionalProperties" && !matches!(body.unknown, Unknown::Ignore) {
            let keyword = body.unknown_by;
            out.line(&quote! { unknown_by: #keyword, });
        }
        if !body.constraints.is_empty() {
            let mut words = Words::default();
            let constraints: &[Constraint] = &body.constraints;
            for constraint in constraints {
                self.constraint_word(constraint, &mut words);
            }
            let text = words.literal();
            out.line(&quote! { constraints: #text, });
        }
        let mut checks = names.checks.iter();
        let rules: Vec<TokenStream> = body
            .rules
            .iter()
            .map(|one| rule(one, body, &mut checks))
            .collect();
        list("rules", &rules, out);
        let mut hooks = Vec::new();
        let applicators: Vec<TokenStream> = body
            .conditionals
            .iter()
            .map(|one| self.applicator(one, &mut hooks))
            .collect();
        list("applicators", &applicators, out);
        list("hooks", &hooks, out);
        if let Some(evaluated) = self.evaluated(def) {
            out.line(&quote! { evaluated: #evaluated, });
        }
    }

    /// The initial value of each field of an assembled struct.
    fn assembled_fields(self, body: &Struct, names: &TypeNames, out: &mut Lines) {
        let (mut taken, mut kept) = (Vec::new(), Vec::new());
        for (field, member) in body.fields.iter().zip(&names.members) {
            let member = ident(member);
            let start = match self.presence(field) {
                Presence::Required => {
                    taken.push(quote! { #member });
                    continue;
                }
                Presence::Maybe => quote! { rt::Maybe::Absent },
                Presence::Filled | Presence::FilledOrNull => {
                    self.default_value(field, &member, &ident(&names.ident))
                }
                _ => quote! { rt::Option::None },
            };
            kept.push(quote! { #member: #start });
        }
        out.line(&quote! { => taken { #(#taken),* } });
        out.line(&quote! { => kept { #(#kept),* } });
    }

    /// Calls the custom rules.
    fn asks(self, body: &Struct, names: &TypeNames, out: &mut Lines) {
        let rules = body.rules.iter().enumerate();
        let checks = rules.filter(|(_, rule)| rule.check.is_some());
        let asked: Vec<TokenStream> = checks
            .zip(&names.checks)
            .map(|((index, _), path)| {
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                let path = super::types::path(path);
                quote! { #index: #path, }
            })
            .collect();
        if !asked.is_empty() {
            out.open(&quote! { => asks });
            asked.iter().for_each(|one| out.line(one));
            out.close("}");
        }
    }

    /// The constants of defaults, and the functions that fall back on them.
    fn defaults(self, body: &Struct, names: &TypeNames, out: &mut Lines) {
        let fields = body.fields.iter().zip(&names.members);
        let defaults: Vec<TokenStream> = fields
            .filter_map(|(field, member)| self.default_entry(field, member))
            .collect();
        if defaults.is_empty() {
            return;
        }
        let name: Ident = ident(&names.ident);
        out.gap();
        out.open_both(&quote! { rt::defaults! }, &quote! { #name });
        defaults.iter().for_each(|one| out.line(one));
        out.close_both(Lines::inside());
    }
}

/// A section that is a list, an entry a line.
fn list(name: &str, entries: &[TokenStream], out: &mut Lines) {
    let name = ident(name);
    match entries {
        [] => {}
        [one] => out.line(&quote! { #name: &[#one], }),
        entries => {
            out.open_with(&quote! { #name: & }, "[");
            entries.iter().for_each(|one| out.line(&quote! { #one, }));
            out.close("],");
        }
    }
}

/// A rule as the normalised schema has it; `checks` are the functions that are rules, from this
/// rule on.
fn rule<'p>(
    rule: &Rule,
    body: &Struct,
    checks: &mut impl Iterator<Item = &'p RustPath>,
) -> TokenStream {
    let function = rule.check.as_ref().and_then(|_| checks.next());
    let wire = |index: &usize| {
        body.fields
            .get(*index)
            .map(|field| field.wire.value.as_str())
    };
    let names: Vec<&str> = rule.fields.iter().filter_map(wire).collect();
    let mut out = Map::from([(rule.kind.name(), rule.kind.argument(&names))]);
    if let Some(id) = rule.id.as_deref().or(function.map(RustPath::last)) {
        out.insert("id", Value::from(id));
    }
    if let Some(message) = &rule.message {
        out.insert("message", Value::from(message.as_str()));
    }
    if rule.advice {
        out.insert("severity", Value::from("advice"));
    }
    text_literal(&Value::Object(out).to_string())
}
