//! A schema as a conjunction: itself, the targets of its references and the members of `allOf`,
//! without references that both sides share.

use std::collections::BTreeSet;

use super::change::{Branch, Which};
use super::matching::Matching;
use super::side::Side;
use crate::schema::{Alternatives, Assertion, Graph, Schema, SchemaId, Types};
use fieldwright_runtime::Value;

/// All that holds of one value.
pub(super) struct View<'g> {
    pub(super) graph: &'g Graph,
    /// The schemas; the first is that of the value itself.
    pub(super) parts: Vec<SchemaId>,
    /// The alternatives that null was taken out of.
    pub(super) branches: Vec<Branch>,
    /// Whether null is accepted.
    pub(super) is_nullable: bool,
    /// Whether null is refused where two alternatives accept it, so that less may be more.
    pub(super) is_null_twice: bool,
    /// The types that are accepted, null apart.
    pub(super) types: Types,
    /// Whether no value is accepted.
    pub(super) is_never: bool,
}

/// How often references are followed at one location.
const MOST_ROUNDS: usize = 8;

struct Opened {
    which: Which,
    parts: Vec<SchemaId>,
    /// Those that do not concern null.
    inside: BTreeSet<SchemaId>,
    references: References,
    branches: Vec<Branch>,
    is_nullable: bool,
    is_null_twice: bool,
    seen: BTreeSet<SchemaId>,
}

impl<'g> View<'g> {
    /// The views of the same location on both sides.
    pub(super) fn both(
        (old, new): (&'g Side, &'g Side),
        matching: &Matching,
        (a, b): (SchemaId, SchemaId),
    ) -> (Self, Self) {
        let mut olds = Opened::new(Which::Old);
        let mut news = Opened::new(Which::New);
        olds.open(&old.graph, a, false);
        news.open(&new.graph, b, false);
        let mut is_shared = [false; 2];
        for _ in 0..MOST_ROUNDS {
            let graphs = (&old.graph, &new.graph);
            let references = (&mut olds.references, &mut news.references);
            let common = common(graphs, references, matching);
            for (slot, found) in is_shared.iter_mut().zip(common) {
                *slot |= found;
            }
            if olds.references.is_empty() && news.references.is_empty() {
                break;
            }
            olds.follow(&old.graph);
            news.follow(&new.graph);
        }
        (
            olds.view(old, a, is_shared[0]),
            news.view(new, b, is_shared[1]),
        )
    }

    pub(super) fn schemas(&self) -> impl Iterator<Item = &'g Schema> {
        self.parts.iter().map(|id| self.graph.get(*id))
    }

    /// The unions, with their schema and their index in it.
    pub(super) fn unions(&self) -> Vec<(SchemaId, usize, &'g Alternatives)> {
        let mut found = Vec::new();
        for id in &self.parts {
            let alternatives = self.graph.get(*id).alternatives.iter().enumerate();
            for (index, alternatives) in alternatives {
                let is_taken = |b: &Branch| b.1 == *id && b.2 == index;
                if !self.branches.iter().any(is_taken) {
                    found.push((*id, index, alternatives));
                }
            }
        }
        found
    }

    /// Some of the values that are listed, to be tried.
    pub(super) fn listed(&self) -> impl Iterator<Item = Value> {
        /// How many are tried.
        const MOST: usize = 8;
        let lists = self
            .schemas()
            .filter_map(|schema| schema.enumeration.as_ref());
        let values = lists.flat_map(|list| &list.value);
        values.map(|one| one.value.value.clone()).take(MOST)
    }

    /// Whether an unevaluated property or item is looked at.
    pub(super) fn looks_at_rest(&self) -> bool {
        self.schemas()
            .any(|s| s.unevaluated_items.is_some() || s.unevaluated_properties.is_some())
    }
}

/// Definitions that are referred to, and whether null is accepted beside each.
type References = Vec<(usize, bool)>;

/// Takes the references out that both have; whether any of them refuses null, on each side.
fn common(
    graphs: (&Graph, &Graph),
    (old, new): (&mut References, &mut References),
    matching: &Matching,
) -> [bool; 2] {
    let refuses = |graph: &Graph, definition: usize| {
        let target = graph.definitions.get(definition);
        !target.is_some_and(|target| graph.types_of(target.schema).meets(Types::NULL))
    };
    let mut refuses_null = [false; 2];
    old.retain(|(a, beside)| {
        let partner = matching.new_of(*a);
        let found = new.iter().position(|(b, _)| Some(*b) == partner);
        let Some(found) = found else {
            return true;
        };
        let (b, other) = new.remove(found);
        refuses_null[0] |= !*beside && refuses(graphs.0, *a);
        refuses_null[1] |= !other && refuses(graphs.1, b);
        false
    });
    refuses_null
}

impl Opened {
    fn new(which: Which) -> Self {
        Self {
            which,
            parts: Vec::new(),
            inside: BTreeSet::new(),
            references: Vec::new(),
            branches: Vec::new(),
            is_nullable: false,
            is_null_twice: false,
            seen: BTreeSet::new(),
        }
    }

    fn open(&mut self, graph: &Graph, start: SchemaId, beside_null: bool) {
        let mut open = vec![(start, beside_null)];
        while let Some((id, beside_null)) = open.pop() {
            if !self.seen.insert(id) {
                continue;
            }
            self.parts.push(id);
            if beside_null {
                self.inside.insert(id);
            }
            let schema = graph.get(id);
            let reference = schema.reference.map(|definition| (definition, beside_null));
            self.references.extend(reference);
            open.extend(schema.all_of.iter().rev().map(|id| (*id, beside_null)));
            for (index, alternatives) in schema.alternatives.iter().enumerate() {
                if let Some(taken) = beside_of_null(graph, alternatives) {
                    self.branches.push((self.which, id, index, taken));
                    self.is_nullable = true;
                    self.is_null_twice |= is_null_twice(graph, alternatives, taken);
                    open.extend(alternatives.schemas.get(taken).map(|id| (*id, true)));
                }
            }
        }
    }

    fn follow(&mut self, graph: &Graph) {
        for (definition, beside_null) in std::mem::take(&mut self.references) {
            if let Some(found) = graph.definitions.get(definition) {
                self.open(graph, found.schema, beside_null);
            }
        }
    }

    /// The view of a location, whose schema is `start`.
    fn view(self, side: &Side, start: SchemaId, refuses_null: bool) -> View<'_> {
        let graph = &side.graph;
        let mut has_union = false;
        let mut types = Types::ANY;
        let mut has_null = !refuses_null && !self.is_null_twice;
        for id in &self.parts {
            let schema = graph.get(*id);
            let is_inside = self.inside.contains(id);
            if schema.boolean == Some(false) {
                types = Types::default();
                has_null &= is_inside;
            }
            let mut unions = graph.get(*id).alternatives.iter().enumerate();
            has_union |= unions.any(|(index, _)| {
                let is_taken = |b: &Branch| b.1 == *id && b.2 == index;
                !is_inside && !self.branches.iter().any(is_taken)
            });
            let Some(own) = declared_types(schema) else {
                continue;
            };
            types = common_types(types, own);
            has_null &= is_inside || own.meets(Types::NULL);
        }
        // Alternatives may refuse null by any keyword.
        let has_null = has_null
            && (self.is_nullable || types.meets(Types::NULL))
            && (!has_union || side.accepts_null(start));
        let types = types.without(Types::NULL);
        View {
            graph,
            parts: self.parts,
            branches: self.branches,
            is_nullable: has_null,
            is_null_twice: self.is_null_twice,
            is_never: types.is_empty() && !has_null,
            types,
        }
    }
}

/// The types that a schema names and its listed values have.
fn declared_types(schema: &Schema) -> Option<Types> {
    let named = (!schema.types.is_empty()).then_some(schema.types);
    let constants = schema.assertions.iter().filter_map(|a| match &a.value {
        Assertion::Const(value) => Some(value),
        _ => None,
    });
    let listed = schema.enumeration.iter().filter(|_| !schema.open);
    let listed = listed.flat_map(|list| &list.value);
    let values = Types::of(constants.chain(listed.map(|value| &value.value.value)));
    match (named, values.is_empty()) {
        (named, true) => named,
        (None, false) => Some(values),
        (Some(named), false) => Some(common_types(named, values)),
    }
}

/// The types of values that both accept: an integer is a number.
fn common_types(a: Types, b: Types) -> Types {
    a.wide().common(b.wide())
}

/// The alternative beside null, if there are these two.
pub(super) fn beside_of_null(graph: &Graph, alternatives: &Alternatives) -> Option<usize> {
    let [a, b] = alternatives.schemas.as_slice() else {
        return None;
    };
    match (is_null(graph, *a), is_null(graph, *b)) {
        (false, true) => Some(0),
        (true, false) => Some(1),
        _ => None,
    }
}

/// Whether an alternative is null. Its other keywords may leave no value at all.
pub(super) fn is_null(graph: &Graph, id: SchemaId) -> bool {
    graph.get(id).types == Types::NULL && graph.types_of(id).meets(Types::NULL)
}

/// Whether null may be refused because the alternative beside it accepts it, too.
pub(super) fn is_null_twice(graph: &Graph, alternatives: &Alternatives, beside: usize) -> bool {
    let beside = alternatives.schemas.get(beside);
    alternatives.exactly_one && beside.is_some_and(|id| graph.types_of(*id).meets(Types::NULL))
}
