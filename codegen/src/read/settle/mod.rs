//! What a reader has read -> the same in the form that types are made from: no circles, no null
//! among alternatives, no lists of one alternative. Knows no dialects but what its caller says.

mod circles;
mod null;
mod single;
mod tags;

use crate::diagnostic::Collector;
use crate::schema::Graph;

/// Brings a graph into the form that types are made from. `is_null_once`: whether null is
/// accepted where several alternatives of a `oneOf` are nullable. Gives the new number of each
/// definition.
pub(super) fn settle(
    graph: &mut Graph,
    is_null_once: bool,
    collector: &mut Collector,
) -> Vec<usize> {
    let bases = circles::break_circles(graph, collector);
    single::only_alternatives(graph);
    null::lift_null(graph, is_null_once, collector);
    single::only_alternatives(graph); // null may have been the other one
    tags::settle_tags(graph, collector);
    graph.place_after(&bases)
}
