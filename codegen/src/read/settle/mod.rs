//! The output of a reader -> the form from which types are made: no circles, no null among
//! alternatives, no lists of one alternative. Knows of dialects only the flags from its caller.

mod circles;
mod components;
mod conditions;
mod covered;
mod listed_null;
mod made_of;
mod null;
mod null_of;
mod paths;
mod single;
mod tags;
mod values;

use crate::diagnostic::Collector;
use crate::schema::Graph;
pub(super) use made_of::{constants_of, property_of, requires};
pub(super) use tags::leads_to_union;

/// The conventions of a dialect beyond its specification.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Lifts {
    /// Null is accepted if several alternatives of a `oneOf` are nullable.
    pub(super) null_once: bool,
    /// Named schemas are meant to be referenced: their null moves to the references.
    pub(super) named_are_parts: bool,
    /// A type that a condition declares for a property always holds.
    pub(super) conditional_types: bool,
}

/// Brings a graph into the form that types are made from. Gives the new number of each
/// definition.
pub(super) fn settle(graph: &mut Graph, lifts: Lifts, collector: &mut Collector) -> Vec<usize> {
    let bases = circles::break_circles(graph, collector);
    single::all_types(graph);
    single::booleans(graph);
    single::join_booleans(graph);
    single::leave_out_never(graph);
    single::flatten(graph);
    single::merge_equal(graph);
    single::only_alternatives(graph);
    null::lift_null(graph, lifts, collector);
    covered::leave_out_covered(graph, collector);
    single::only_alternatives(graph); // null may have been the other one
    single::booleans(graph); // and of three constants the third
    tags::settle_tags(graph, collector);
    single::only_alternatives(graph); // a discriminator may have been all that kept one
    if lifts.conditional_types {
        conditions::declare_conditional(graph, collector);
    }
    values::narrow_types(graph);
    graph.place_after(&bases)
}
