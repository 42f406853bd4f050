//! Alternatives of a `oneOf` all values of which another one accepts, too: none does then.
//!
//! ```yaml
//! oneOf: [ { type: string }, { type: string, enum: [auto] } ]
//! # type: string, not: { type: string, enum: [auto] }
//! ```

use std::collections::{BTreeMap, BTreeSet};

use super::single;
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, Types, fingerprint};
use crate::source::Span;

/// Reports such alternatives, and leaves those out beside which any string is an alternative.
pub(super) fn leave_out_covered(graph: &mut Graph, collector: &mut Collector) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let groups = graph.get(id).alternatives.iter();
        let mut groups: Vec<Alternatives> = groups.cloned().collect();
        let mut is_changed = false;
        for group in &mut groups {
            if !group.exactly_one || group.discriminator.is_some() {
                continue;
            }
            report_equal(graph, group, collector);
            report_shared(graph, group, collector);
            is_changed |= leave_out_strings(graph, group, collector);
        }
        if is_changed {
            let mut schema = graph.get(id).clone();
            schema.alternatives = groups;
            graph.set(id, schema);
        }
    }
}

fn report_equal(graph: &Graph, group: &Alternatives, collector: &mut Collector) {
    for index in single::equal(graph, group) {
        let span = graph.get(group.schemas[index]).span;
        let message = "no value can be valid: this alternative of a `oneOf` equals another one";
        let help = "take one of them out, or write `anyOf`";
        collector.add(Diagnostic::warning("contradiction", span, message).help(help));
    }
}

/// Values that several enums of a `oneOf` list, where one of them is referred to: none accepts them.
fn report_shared(graph: &Graph, group: &Alternatives, collector: &mut Collector) {
    let is_named = |id: &SchemaId| graph.get(*id).reference.is_some();
    if !group.schemas.iter().any(is_named) {
        return;
    }
    let mut first: BTreeMap<String, (usize, Span)> = BTreeMap::new();
    for (index, id) in group.schemas.iter().enumerate() {
        let parts = graph.parts(*id).into_iter().map(|part| graph.get(part));
        let mut listed = parts
            .filter(|part| !part.open)
            .filter_map(|part| part.enumeration.as_ref());
        for value in listed.next().into_iter().flat_map(|listed| &listed.value) {
            let (own, span) = (&value.value.value, value.value.span);
            match first.get(&fingerprint(own)) {
                Some((before, other)) if *before != index => {
                    let message = format!(
                        "the value {own} is one of several alternatives of a `oneOf`, so that none \
                         accepts it"
                    );
                    let diagnostic = Diagnostic::warning("left-out-value", span, message);
                    let diagnostic = diagnostic.related(*other, "here, too");
                    collector.add(diagnostic.help("take it out of one of them, or write `anyOf`"));
                }
                Some(_) => {}
                None => _ = first.insert(fingerprint(own), (index, span)),
            }
        }
    }
}

/// Beside an alternative for any string, other strings accept nothing in `oneOf`, and the
/// any-string alternative excludes their values.
fn leave_out_strings(
    graph: &mut Graph,
    group: &mut Alternatives,
    collector: &mut Collector,
) -> bool {
    let ids = group.schemas.iter().copied();
    let (any, others): (Vec<SchemaId>, Vec<SchemaId>) =
        ids.partition(|id| graph.is_any_of(*id, Types::STRING));
    let [any] = any.as_slice() else {
        return false;
    };
    let is_text = |id: &SchemaId| graph.types_of(*id) == Types::STRING;
    let (covered, others): (Vec<SchemaId>, Vec<SchemaId>) = others.into_iter().partition(is_text);
    let covered: BTreeSet<SchemaId> = covered.into_iter().collect();
    // One that also accepts strings would be the only one for the excluded values.
    let takes_text = |id: &SchemaId| graph.types_of(*id).meets(Types::STRING);
    if covered.is_empty() || others.iter().any(takes_text) {
        return false;
    }
    for id in &covered {
        report_covered(graph, *id, collector);
    }
    let mut rest = graph.get(*any).clone();
    rest.not.push(any_of(graph, rest.span, &covered));
    let rest = match rest.reference {
        Some(_) => {
            // Keywords beside a reference become a member, so that its target stays a type.
            let mut outer = Schema::new(rest.span);
            outer.not = std::mem::take(&mut rest.not);
            outer.all_of.push(*any);
            graph.add(outer)
        }
        None => graph.add(rest),
    };
    let any = *any;
    group.schemas.retain(|id| !covered.contains(id));
    for id in group.schemas.iter_mut().filter(|id| **id == any) {
        *id = rest;
    }
    true
}

/// A schema that holds if one of some schemas does.
fn any_of(graph: &mut Graph, span: Span, ids: &BTreeSet<SchemaId>) -> SchemaId {
    let schemas: Vec<SchemaId> = ids.iter().copied().collect();
    if let [only] = schemas.as_slice() {
        return *only;
    }
    let mut either = Schema::new(span);
    either.alternatives.push(Alternatives {
        exactly_one: false,
        schemas,
        discriminator: None,
    });
    graph.add(either)
}

fn report_covered(graph: &Graph, id: SchemaId, collector: &mut Collector) {
    let schema = graph.get(id);
    let help = "leave it out of the `oneOf`, or write `anyOf`";
    let listed = schema.enumeration.iter().flat_map(|listed| &listed.value);
    let constants = schema.assertions.iter().filter_map(|a| match &a.value {
        Assertion::Const(value) => Some((value, a.span)),
        _ => None,
    });
    let listed = listed.map(|value| (&value.value.value, value.value.span));
    let values: Vec<_> = listed.chain(constants).collect();
    for (value, span) in &values {
        let message = format!(
            "the value {value} is a string of another alternative of the `oneOf`, too, so that none \
             accepts it; it is left out"
        );
        collector.add(Diagnostic::warning("left-out-value", *span, message).help(help));
    }
    if values.is_empty() {
        let message =
            "no value can be valid: another alternative of the `oneOf` is any string, this one too";
        collector.add(Diagnostic::warning("contradiction", schema.span, message).help(help));
    }
}
