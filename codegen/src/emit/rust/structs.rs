//! Structs: the type, its table, and how it is read and seen.

use fieldwright_runtime::RuleKind;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::types::{Presence, derives};
use super::{Emitter, doc, ident};
use crate::model::{Field, Rule, Struct, TypeDef, Unknown};
use crate::name::TypeNames;
use crate::settings::RustPath;

impl Emitter<'_> {
    pub(super) fn struct_items(
        self,
        def: &TypeDef,
        body: &Struct,
        names: &TypeNames,
    ) -> Vec<TokenStream> {
        let mut items = vec![
            self.definition(def, body, names),
            self.shape(def, body, names),
        ];
        items.extend(self.inherent(def, body, names));
        if def.builders {
            items.extend(self.builder_items(body, names));
        }
        items.push(self.read_struct(body, names));
        items.extend(self.view_struct(body, names));
        items
    }

    fn definition(self, def: &TypeDef, body: &Struct, names: &TypeNames) -> TokenStream {
        let docs = doc::of_type(def);
        let name = ident(&names.ident);
        let fields = body
            .fields
            .iter()
            .zip(&names.members)
            .map(|(field, member)| {
                let docs = doc::of_field(field);
                let member = ident(member);
                let ty = self.field_type(field);
                quote! { #docs pub #member: #ty, }
            });
        let extra = self.extra_type(body).map(|ty| {
            let member = ident(&names.extra);
            quote! {
                /// The properties that the schema does not name.
                pub #member: #ty,
            }
        });
        let derives = derives(&["Debug", "Clone", "PartialEq"], def);
        quote! {
            #docs
            #derives
            pub struct #name {
                #(#fields)*
                #extra
            }
        }
    }

    /// The type of the map of undeclared properties, where they are kept.
    pub(super) fn extra_type(self, body: &Struct) -> Option<TokenStream> {
        match &body.unknown {
            Unknown::Keep(place) => {
                let value = self.element_type(place);
                Some(quote! { rt::Map<#value> })
            }
            Unknown::Ignore | Unknown::Deny => None,
        }
    }

    fn shape(self, def: &TypeDef, body: &Struct, names: &TypeNames) -> TokenStream {
        let table = ident(&names.table);
        let (name, pointer) = (&names.ident, &def.pointer);
        let fields = body.fields.iter().map(|field| &field.wire.value);
        let mut others = self.field_tables(body);
        match &body.unknown {
            Unknown::Ignore => {}
            Unknown::Deny => others.push(quote! { unknown: rt::Unknown::Deny, }),
            Unknown::Keep(place) => {
                let constraints = self.constraints(place);
                let keep = quote! { rt::Unknown::Keep(&[#(#constraints),*]) };
                others.push(quote! { unknown: #keep, });
            }
        }
        if !body.constraints.is_empty() {
            let constraints = body.constraints.iter().map(|c| self.constraint(c));
            others.push(quote! { constraints: &[#(#constraints),*], });
        }
        let mut checks = names.checks.iter();
        let rules = body.rules.iter().map(|one| rule(one, &mut checks));
        let rules: Vec<TokenStream> = rules.collect();
        if !rules.is_empty() {
            others.push(quote! { rules: &[#(#rules),*], });
        }
        if !body.clauses.is_empty() {
            let clauses = body.clauses.iter().map(|one| self.applicator(one));
            others.push(quote! { clauses: &[#(#clauses),*], });
        }
        if def.judged.is_some() {
            let judges = self.judges(def);
            others.push(quote! { judges: #judges, });
        }
        quote! {
            static #table: rt::Shape = rt::Shape::new(rt::Table {
                name: #name,
                pointer: #pointer,
                fields: &[#(#fields),*],
                #(#others)*
                ..rt::Table::PLAIN
            });
        }
    }

    /// What there is to say of some of the fields, by their names.
    fn field_tables(self, body: &Struct) -> Vec<TokenStream> {
        let (mut required, mut nullable) = (Vec::new(), Vec::new());
        let (mut values, mut elsewhere) = (Vec::new(), Vec::new());
        for (index, field) in body.fields.iter().enumerate() {
            let wire = &field.wire.value;
            let is_in_a_rule = || body.rules.iter().any(|rule| rule.fields.contains(&index));
            match self.presence(field) {
                Presence::Required | Presence::Nullable => required.push(wire),
                Presence::Folded if is_in_a_rule() => nullable.push(wire),
                Presence::Folded
                | Presence::Optional
                | Presence::Maybe
                | Presence::Filled
                | Presence::FilledOrNull => {}
            }
            let constraints = self.constraints(&field.place);
            if !constraints.is_empty() {
                values.push(quote! { (#wire, &[#(#constraints),*]) });
            }
            if let Some(pointer) = &field.pointer {
                elsewhere.push(quote! { (#wire, #pointer) });
            }
        }
        let mut tables = Vec::new();
        if !required.is_empty() {
            tables.push(quote! { required: &[#(#required),*], });
        }
        if !nullable.is_empty() {
            tables.push(quote! { nullable: &[#(#nullable),*], });
        }
        if !values.is_empty() {
            tables.push(quote! { values: &[#(#values),*], });
        }
        if !elsewhere.is_empty() {
            tables.push(quote! { elsewhere: &[#(#elsewhere),*], });
        }
        tables
    }

    fn read_struct(self, body: &Struct, names: &TypeNames) -> TokenStream {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        // Each field has a local of its name.
        let (r, c) = (ident(&names.free("r")), ident(&names.free("c")));
        let members: Vec<_> = names.members.iter().map(|member| ident(member)).collect();
        let fields = || body.fields.iter().zip(&members);
        let starts = fields().map(|(field, member)| match self.presence(field) {
            Presence::Maybe => quote! { let mut #member = rt::Maybe::Absent; },
            _ => quote! { let mut #member = ::std::option::Option::None; },
        });
        let slots = quote! { &mut [#(&mut #members),*] };
        let extra = self.extra_type(body).map(|ty| (ident(&names.extra), ty));
        let (start, read) = match &extra {
            Some((extra, ty)) => (
                Some(quote! { let mut #extra = <#ty>::new(); }),
                quote! { #r.object_keeping(&#table, #slots, &mut #extra, #c) },
            ),
            None => (None, quote! { #r.object(&#table, #slots, #c) }),
        };
        let complete = ident(&names.free("complete"));
        let gate = self.gate(body, &members, &complete);
        let values = fields().map(|(field, member)| self.read_value(field, member, &name));
        let values = values.chain(extra.as_ref().map(|(extra, _)| quote! { #extra }));
        let made = quote! { Self { #(#values),* } };
        let (beginning, made) = match names.checks.as_slice() {
            [] => (None, quote! { ::std::option::Option::Some(#made) }),
            _ => {
                let (start, value) = (names.free("beginning"), names.free("value"));
                let (start, value) = (ident(&start), ident(&value));
                let made = quote! {
                    let #value = #made;
                    #r.ask(#start, &#value);
                    ::std::option::Option::Some(#value)
                };
                (Some(quote! { let #start = #r.beginning(); }), made)
            }
        };
        quote! {
            impl rt::Read for #name {
                fn read(
                    #r: &mut rt::Reader<'_>,
                    #c: &'static [rt::Constraint],
                ) -> ::std::option::Option<Self> {
                    #beginning
                    #(#starts)*
                    #start
                    let #complete = #read;
                    #gate
                    #made
                }
            }
        }
    }

    /// Goes on where the object is complete and each required field has a value. One pattern for
    /// all is a third less work for the compiler than a `?` for each.
    fn gate(self, body: &Struct, members: &[Ident], complete: &Ident) -> TokenStream {
        let both = body.fields.iter().zip(members);
        let required = both.filter(|(field, _)| {
            matches!(
                self.presence(field),
                Presence::Required | Presence::Nullable
            )
        });
        let required: Vec<&Ident> = required.map(|(_, member)| member).collect();
        if required.is_empty() {
            return quote! {
                if !#complete {
                    return ::std::option::Option::None;
                }
            };
        }
        quote! {
            let (true, #(::std::option::Option::Some(#required)),*) = (#complete, #(#required),*)
            else {
                return ::std::option::Option::None;
            };
        }
    }

    /// A field of a struct that is read, from the local of its name.
    fn read_value(self, field: &Field, member: &Ident, owner: &Ident) -> TokenStream {
        match self.presence(field) {
            Presence::Required | Presence::Nullable | Presence::Optional | Presence::Maybe => {
                quote! { #member }
            }
            Presence::Folded => quote! { #member: #member.flatten() },
            Presence::Filled | Presence::FilledOrNull => {
                let read = match field.place.nullable && field.fold {
                    true => quote! { #member.flatten() },
                    false => quote! { #member },
                };
                let value = self.filled(field, member, &read, owner);
                quote! { #member: #value }
            }
        }
    }

    fn view_struct(self, body: &Struct, names: &TypeNames) -> [TokenStream; 2] {
        let name = ident(&names.ident);
        let table = ident(&names.table);
        let arms =
            body.fields
                .iter()
                .zip(&names.members)
                .enumerate()
                .map(|(index, (field, member))| {
                    let index = Literal::usize_unsuffixed(index);
                    let member = ident(member);
                    let view = match self.presence(field) {
                        Presence::Optional | Presence::Folded => {
                            quote! { rt::optional(&self.#member) }
                        }
                        _ => quote! { rt::View::view(&self.#member) },
                    };
                    quote! { #index => #view, }
                });
        let index = if body.fields.is_empty() {
            quote! { _ }
        } else {
            quote! { index }
        };
        let member = if body.fields.is_empty() {
            quote! { rt::Node::Absent }
        } else {
            quote! { match index { #(#arms)* _ => rt::Node::Absent, } }
        };
        let extra = self.extra_type(body).map(|_| {
            let extra = ident(&names.extra);
            quote! {
                fn extra(&self) -> ::std::option::Option<&dyn rt::Entries> {
                    ::std::option::Option::Some(&self.#extra)
                }
            }
        });
        let ask = ask(body, names);
        let object = quote! {
            impl rt::Object for #name {
                fn shape(&self) -> &'static rt::Shape {
                    &#table
                }
                fn member(&self, #index: usize) -> rt::Node<'_> {
                    #member
                }
                #extra
                #ask
            }
        };
        let view = quote! {
            impl rt::View for #name {
                fn view(&self) -> rt::Node<'_> {
                    rt::Node::Object(self)
                }
            }
        };
        [object, view]
    }
}

/// Asks the rules that are functions.
fn ask(body: &Struct, names: &TypeNames) -> Option<TokenStream> {
    let rules = body.rules.iter().enumerate();
    let checks = rules.filter(|(_, rule)| rule.check.is_some());
    let asked = checks.zip(&names.checks).map(|((index, _), path)| {
        let (index, path) = (Literal::usize_unsuffixed(index), super::types::path(path));
        quote! { asking.take(#index, #path(self)); }
    });
    let asked: Vec<TokenStream> = asked.collect();
    (!asked.is_empty()).then(|| {
        quote! {
            fn ask(&self, asking: &mut rt::Asking) {
                #(#asked)*
            }
        }
    })
}

/// `checks` are the functions that are rules, from this rule on.
fn rule<'p>(rule: &Rule, checks: &mut impl Iterator<Item = &'p RustPath>) -> TokenStream {
    let function = rule.check.as_ref().and_then(|_| checks.next());
    let name = function.map_or(rule.kind.name(), RustPath::last);
    let id = rule.id.as_deref().unwrap_or(name);
    let kind = match rule.kind {
        RuleKind::Compare(comparison) => {
            let comparison = ident(&format!("{comparison:?}"));
            quote! { Compare(rt::Comparison::#comparison) }
        }
        kind => {
            let kind = ident(&format!("{kind:?}"));
            quote! { #kind }
        }
    };
    let fields = rule
        .fields
        .iter()
        .map(|index| Literal::usize_unsuffixed(*index));
    let message = rule.message.as_deref().unwrap_or("");
    let severity = ident(if rule.advice { "Advice" } else { "Error" });
    quote! {
        rt::Rule {
            id: #id,
            kind: rt::RuleKind::#kind,
            fields: &[#(#fields),*],
            message: #message,
            severity: rt::Severity::#severity,
        }
    }
}
