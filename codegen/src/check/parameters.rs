//! Parameters whose style the specification does not define for their values (OpenAPI 3.1 section
//! 4.8.12.6), and templates of paths that do not fit their parameters (section 4.8.8).
//!
//! They are generated all the same: values that do not fit their style are refused when written.

use crate::diagnostic::{Collector, Diagnostic};
use crate::model::{Carrier, Model, Style, StyleKind, Transport, TypeId, Wire};
use crate::source::Span;

/// How many properties the objects of all parameters may have in sum: each is named in the table of
/// each parameter that has it, however short the reference to the object is. Documents have some
/// ten thousand.
const MOST_PROPERTIES: usize = 500_000;

/// Removes the transport from types whose tables would be too large.
pub(super) fn within_budget(model: &mut Model, collector: &mut Collector) {
    let mut left = MOST_PROPERTIES;
    let mut first = None;
    for index in 0..model.types.len() {
        let Some(transport) = model.types[index].transport.as_deref() else {
            continue;
        };
        let wire = Wire::of_type(model, TypeId(index));
        match left.checked_sub(size(model, transport, &wire, left)) {
            Some(rest) if first.is_none() => left = rest,
            _ => {
                first.get_or_insert(transport.span);
                model.types[index].transport = None;
            }
        }
    }
    if let Some(span) = first {
        let message = format!(
            "the objects of parameters have more than {MOST_PROPERTIES} properties in sum: from here on, parameters are not read from text"
        );
        let help = "use `content` with application/json for large objects";
        collector.add(Diagnostic::warning("too-large", span, message).help(help));
    }
}

/// How many properties a table names; more than `most` need not be counted.
fn size(model: &Model, transport: &Transport, wire: &Wire<'_>, most: usize) -> usize {
    let members = wire.members(model);
    let mut count = 0;
    for (name, places) in &members.named {
        count += 1;
        let style = transport.style(name);
        let wire = Wire::of_places(model, places);
        if style.kind == StyleKind::Deep {
            count += wire.reach(model, most.saturating_sub(count));
        } else if style.kind != StyleKind::Json {
            count += wire.members(model).named.len();
        }
        if count > most {
            break;
        }
    }
    count
}

const HELP: &str = "use `content` with application/json, or a style that has a text for it";

pub(super) fn parameters(model: &Model, id: TypeId, collector: &mut Collector) {
    let Some(transport) = model.get(id).transport.as_deref() else {
        return;
    };
    let wire = Wire::of_type(model, id);
    let members = wire.members(model);
    let mut report = |span: Span, message: String, help: &str| {
        collector.add(Diagnostic::warning("undefined-style", span, message).help(help));
    };
    for (name, places) in &members.named {
        let style = transport.style(name);
        let wire = Wire::of_places(model, places);
        let mut styles = transport.styles.iter();
        let styled = styles.find(|styled| styled.name.value == *name);
        let span = styled.map_or(transport.span, |styled| styled.name.span);
        if let Some(why) = undefined(model, style, transport, &wire) {
            let style = style.kind.name();
            report(span, format!("the style `{style}` of `{name}` {why}"), HELP);
        }
        if transport.carrier == Carrier::Path && !transport.template_names().any(|n| n == *name) {
            let template = &transport.template;
            let message = format!("`{name}` is no part of the path `{template}`");
            report(
                span,
                message,
                "it cannot be written; take it out, or name it in the path",
            );
        }
    }
    for name in transport.template_names() {
        if !members.named.iter().any(|(known, _)| *known == name) {
            let message = format!("the path names `{name}`, which is no parameter");
            report(
                transport.span,
                message,
                "such a path is read, but cannot be written: declare the parameter",
            );
        }
    }
    if transport.template.contains("}{") {
        let message = format!(
            "in `{}` nothing tells where a parameter ends",
            transport.template
        );
        report(
            transport.span,
            message,
            "put a character between the parameters",
        );
    }
}

/// Why a style does not define values such as these.
fn undefined(
    model: &Model,
    style: Style,
    transport: &Transport,
    wire: &Wire<'_>,
) -> Option<&'static str> {
    // A form value without a style is JSON, unless it is a scalar.
    if transport.carrier.is_form() && !style.is_explicit {
        return None;
    }
    let is_compound = |wire: &Wire<'_>| !wire.items.is_empty() || wire.has_objects();
    let items = Wire::of_places(model, &wire.items);
    let members = wire.members(model);
    let mut values = members.named.iter().map(|(_, places)| places);
    let has_deep_member = values.any(|places| is_compound(&Wire::of_places(model, places)))
        || is_compound(&Wire::of_places(model, &members.rest));
    let is_scalar = !is_compound(wire);
    let is_delimited = matches!(
        style.kind,
        StyleKind::Space | StyleKind::Pipe | StyleKind::Tab
    );
    match style.kind {
        StyleKind::Json => None,
        StyleKind::Text if is_scalar => None,
        StyleKind::Text => Some("is a media type that is not read: only scalars are"),
        StyleKind::Deep if !wire.scalars.is_empty() || !wire.items.is_empty() => {
            Some("is defined for objects only")
        }
        StyleKind::Deep if has_deep_member => {
            Some("is defined for one level: deeper ones are written as `a[b][c]` and `a[b][]`")
        }
        StyleKind::Deep => None,
        _ if is_delimited && style.explode => {
            Some("is not defined with `explode`: each element is written separately")
        }
        _ if is_delimited && is_scalar => Some("is defined for arrays and objects only"),
        _ if is_compound(&items) => Some("has no text for lists and objects in a list"),
        _ if has_deep_member => Some("has no text for lists and objects in an object"),
        StyleKind::Form if transport.carrier == Carrier::Cookies && style.explode && !is_scalar => {
            Some("is not defined with `explode` in cookies; each value is a cookie")
        }
        _ => None,
    }
}
