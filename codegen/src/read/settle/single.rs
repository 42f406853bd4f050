//! One alternative is no alternative: `oneOf: [X]` and `anyOf: [X]` say what `allOf: [X]` says.
//! But for a constant: that is an enum of one value, as with more of them.

use crate::schema::{Alternatives, Assertion, Graph, SchemaId};

/// Makes members of `allOf` of alternatives that stand alone.
pub(super) fn only_alternatives(graph: &mut Graph) {
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        if !graph
            .get(id)
            .alternatives
            .iter()
            .any(|group| is_alone(graph, group))
        {
            continue;
        }
        let mut schema = graph.get(id).clone();
        let (alone, others) = schema
            .alternatives
            .into_iter()
            .partition(|group| is_alone(graph, group));
        let alone: Vec<Alternatives> = alone;
        schema.alternatives = others;
        schema
            .all_of
            .extend(alone.iter().flat_map(|group| &group.schemas));
        graph.set(id, schema);
    }
}

fn is_alone(graph: &Graph, group: &Alternatives) -> bool {
    let [only] = group.schemas.as_slice() else {
        return false;
    };
    let mut assertions = graph.get(*only).assertions.iter();
    let is_constant = assertions.any(|a| matches!(a.value, Assertion::Const(_)));
    group.discriminator.is_none() && !is_constant
}
