//! Structs of parameters and forms: the table of how each property is written.
//!
//! ```rust,ignore
//! rt::parameters! { impl Query for ListPetsQuery {
//!     "limit: integer",
//!     "tags: [string] pipeDelimited joined",
//! } }
//! ```
//! The runtime's `web` module reads the lines. A name, a shape and words that differ from the
//! default; a property that is a string and has no such words is its name.

use std::collections::BTreeMap;

use fieldwright_runtime::Value;
use proc_macro2::TokenStream;
use quote::quote;

use super::print::Lines;
use super::words::text_literal;
use super::{Emitter, ident};
use crate::model::{
    Carrier, Members, Model, Scalars, Slot, Style, StyleKind, Transport, TypeDef, TypeId, TypeKind,
    Wire,
};
use crate::name::TypeNames;

impl Emitter<'_> {
    /// The table of a type whose values are written outside of JSON.
    pub(super) fn transport(self, def: &TypeDef, names: &TypeNames) -> Option<String> {
        let transport = def.transport.as_deref()?;
        // An alias cannot implement a trait separately.
        if matches!(def.kind, TypeKind::Alias(_) | TypeKind::Enum(_)) {
            return None;
        }
        let wire = Wire::of_type(self.input.model, self.id);
        if !wire.has_objects() {
            return None;
        }
        let mut out = Lines::default();
        let name = ident(&names.ident);
        let what = implementation(transport);
        let lines = match transport.carrier {
            Carrier::QueryJson => Vec::new(),
            _ => lines(self.input.model, transport, &wire),
        };
        let lines: Vec<TokenStream> = lines.iter().map(|line| text_literal(line)).collect();
        if lines.is_empty() {
            out.line(&quote! { rt::parameters!(impl #what for #name); });
            return Some(out.finish());
        }
        out.open_both(
            &quote! { rt::parameters! },
            &quote! { impl #what for #name },
        );
        lines.iter().for_each(|line| out.line(&quote! { #line, }));
        out.close_both(Lines::inside());
        Some(out.finish())
    }
}

fn implementation(transport: &Transport) -> TokenStream {
    match transport.carrier {
        Carrier::Query | Carrier::QueryForm => quote! { Query },
        Carrier::QueryJson => quote! { QueryJson },
        Carrier::Path => {
            let template = text_literal(&transport.template);
            quote! { Path(#template) }
        }
        Carrier::Headers => quote! { Headers },
        Carrier::Cookies => quote! { Cookies },
        Carrier::Form => quote! { Form },
    }
}

/// A line for each property, and one for each object that shapes refer to.
fn lines<'m>(model: &'m Model, transport: &Transport, wire: &Wire<'m>) -> Vec<String> {
    let mut shapes = Shapes {
        model,
        numbers: BTreeMap::new(),
        objects: Vec::new(),
    };
    let members = wire.members(model);
    let mut lines = Vec::new();
    for (name, places) in &members.named {
        let wire = Wire::of_places(model, places);
        let line = property(
            quoted(name),
            transport.style(name),
            transport,
            &wire,
            &mut shapes,
        );
        // The template has names, too.
        let is_known = line == *name && transport.template_names().any(|one| one == *name);
        lines.extend((!is_known).then_some(line));
    }
    let keeps = transport.carrier == Carrier::Query || transport.carrier.is_form();
    if keeps && (!members.rest.is_empty() || members.is_closed) {
        let wire = Wire::of_places(model, &members.rest);
        let style = Style::of(transport.carrier);
        lines.push(property(
            "*".to_owned(),
            style,
            transport,
            &wire,
            &mut shapes,
        ));
    }
    // Each may refer to further ones.
    let mut next = 0;
    while let Some(wire) = shapes.objects.get(next).cloned() {
        lines.push(shapes.members(&wire.members(model), Depth::All));
        next += 1;
    }
    lines
}

fn property<'m>(
    name: String,
    style: Style,
    transport: &Transport,
    wire: &Wire<'m>,
    shapes: &mut Shapes<'m>,
) -> String {
    let (style, json_items) = effective(style, transport.carrier, wire, shapes.model);
    let shape = match style.kind {
        StyleKind::Json => String::new(),
        StyleKind::Deep => shapes.text(wire, Depth::All),
        _ => shapes.text(wire, Depth::Object),
    };
    let mut line = name;
    if !shape.is_empty() && shape != "string" {
        line.push_str(": ");
        line.push_str(&shape);
    }
    let default = Style::of(transport.carrier);
    if style.kind != default.kind {
        line.push(' ');
        line.push_str(style.kind.name());
    }
    let is_one = matches!(
        style.kind,
        StyleKind::Json | StyleKind::Text | StyleKind::Deep
    );
    let is_scalar = wire.items.is_empty() && !wire.has_objects();
    if style.explode != default.explode && !is_one && !is_scalar {
        line.push_str(if style.explode { " explode" } else { " joined" });
    }
    if style.reserved {
        line.push_str(" allowReserved");
    }
    if style.allows_empty {
        line.push_str(" allowEmptyValue");
    }
    if json_items {
        line.push_str(" jsonItems");
    }
    line
}

/// The style of a value, and whether its elements are JSON: in a form, a value that is no scalar
/// and has no style is JSON text (OpenAPI 3.1 section 4.8.15.1).
fn effective(style: Style, carrier: Carrier, wire: &Wire<'_>, model: &Model) -> (Style, bool) {
    if style.is_explicit || !carrier.is_form() {
        return (style, false);
    }
    let items = Wire::of_places(model, &wire.items);
    if wire.has_objects() && wire.scalars.is_empty() && wire.items.is_empty() {
        return (Style::new(StyleKind::Json), false);
    }
    let json_items = items.has_objects() || !items.items.is_empty() || wire.has_objects();
    (style, json_items)
}

/// How much of arrays and objects a shape shows.
#[derive(Clone, Copy)]
enum Depth {
    /// All objects, each in a separate line.
    All,
    /// The object that a value is, and arrays of scalars in it.
    Object,
    /// An array of scalars.
    Items,
    /// That there is an array or object, which has no text.
    Nothing,
}

/// Writes shapes, and collects the objects that they refer to.
struct Shapes<'m> {
    model: &'m Model,
    /// By structs and addresses of slots.
    numbers: BTreeMap<(Vec<TypeId>, Vec<*const Slot>), usize>,
    objects: Vec<Wire<'m>>,
}

impl<'m> Shapes<'m> {
    fn text(&mut self, wire: &Wire<'m>, depth: Depth) -> String {
        let mut parts: Vec<String> = scalars(wire.scalars)
            .into_iter()
            .map(str::to_owned)
            .collect();
        if !wire.items.is_empty() {
            let items = Wire::of_places(self.model, &wire.items);
            let items = match depth {
                Depth::Nothing => String::new(),
                _ => self.text(&items, Depth::Nothing),
            };
            parts.push(format!("[{items}]"));
        }
        if wire.has_objects() {
            parts.push(match depth {
                Depth::All => format!("@{}", self.object(wire)),
                Depth::Object => self.members(&wire.members(self.model), Depth::Items),
                Depth::Items | Depth::Nothing => "{}".to_owned(),
            });
        }
        parts.join("|")
    }

    /// The number of an object's line; a new object is written after the known ones.
    fn object(&mut self, wire: &Wire<'m>) -> usize {
        let key = wire.key();
        if let Some(known) = self.numbers.get(&key) {
            return *known;
        }
        let number = self.objects.len();
        self.numbers.insert(key, number);
        self.objects.push(wire.clone());
        number
    }

    fn members(&mut self, members: &Members<'m>, depth: Depth) -> String {
        let mut parts = Vec::new();
        for (name, places) in &members.named {
            let wire = Wire::of_places(self.model, places);
            parts.push(member(quoted(name), &self.text(&wire, depth)));
        }
        if !members.rest.is_empty() {
            let wire = Wire::of_places(self.model, &members.rest);
            parts.push(member("*".to_owned(), &self.text(&wire, depth)));
        }
        format!("{{{}}}", parts.join(","))
    }
}

fn member(name: String, shape: &str) -> String {
    match shape {
        "" | "string" => name,
        shape => format!("{name}:{shape}"),
    }
}

fn scalars(scalars: Scalars) -> Vec<&'static str> {
    if scalars == Scalars::ANY {
        return vec!["any"];
    }
    let Scalars {
        boolean,
        integer,
        number,
        string,
    } = scalars;
    let all = [
        (boolean, "boolean"),
        (integer, "integer"),
        (number, "number"),
        (string, "string"),
    ];
    let all = all.into_iter().filter(|(has, _)| *has);
    all.map(|(_, name)| name).collect()
}

/// A name in a line: in quotes if it has a sign with a meaning there.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| !":,{}[]| \"*@".contains(c) && !c.is_control();
    match name.is_empty() || !name.chars().all(is_plain) {
        true => Value::from(name).to_string(),
        false => name.to_owned(),
    }
}
