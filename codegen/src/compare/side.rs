//! One of the two schemas that are compared, after the pipeline.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::{Schema as Evaluator, Value, Violations};

use crate::analyze::{Facts, analyze};
use crate::model::{Model, Origin, TypeId};
use crate::name::Names;
use crate::schema::{Assertion, Direction, Graph, Pointers, Provenance, SchemaId, Types};

/// One side.
pub(crate) struct Side {
    pub(crate) graph: Graph,
    pub(crate) model: Model,
    pub(crate) names: Names,
    pub(crate) facts: Facts,
    pub(crate) pointers: Pointers,
    /// The directions each definition travels in: requests, responses.
    directions: Vec<(bool, bool)>,
    /// The types of definitions, by the names of these; of those that are one with another type, that.
    pub(super) types: BTreeMap<String, TypeId>,
    /// By all keywords of the schema, and by the shape alone.
    document: Box<dyn Fn(&Graph) -> Value>,
    whole: OnceCell<Option<Evaluator>>,
    shape: OnceCell<Option<Evaluator>>,
    /// The schemas, by their pointers.
    by_pointer: OnceCell<BTreeMap<String, SchemaId>>,
}

impl Side {
    /// `document` prints a graph with the translations of its patterns.
    pub(crate) fn new(
        graph: Graph,
        model: Model,
        names: Names,
        document: Box<dyn Fn(&Graph) -> Value>,
    ) -> Self {
        Self {
            types: types(&model),
            facts: analyze(&model),
            pointers: Pointers::of(&graph),
            directions: directions(&graph),
            graph,
            model,
            names,
            document,
            whole: OnceCell::new(),
            shape: OnceCell::new(),
            by_pointer: OnceCell::new(),
        }
    }

    /// A side without types.
    pub(crate) fn empty() -> Self {
        let names = Names::default();
        Self::new(
            Graph::default(),
            Model::default(),
            names,
            Box::new(|_| Value::Bool(false)),
        )
    }

    /// Whether values of a definition are in requests, and in responses.
    pub(crate) fn directions(&self, definition: usize) -> (bool, bool) {
        let found = self.directions.get(definition).copied();
        found.unwrap_or((true, true))
    }

    pub(crate) fn name(&self, definition: usize) -> &str {
        let found = self.graph.definitions.get(definition);
        found.map_or("", |d| d.name.value.as_str())
    }

    /// The name in Rust of the type of a definition.
    pub(super) fn names_of(&self, definition: usize) -> Option<&str> {
        let id = *self.types.get(self.name(definition))?;
        Some(self.names.get(id).ident.as_str())
    }

    /// The schema at a pointer.
    pub(super) fn at(&self, pointer: &str) -> Option<SchemaId> {
        let all = self.by_pointer.get_or_init(|| {
            let ids = self.graph.ids();
            let named = ids.filter_map(|id| Some((self.pointers.get(&self.graph, id)?, id)));
            named.collect()
        });
        all.get(pointer).copied()
    }

    /// Whether an instance of a definition is valid; `None` without an evaluator for it.
    pub(crate) fn accepts(&self, definition: usize, value: &Value, is_shape: bool) -> Option<bool> {
        let pointer = pointer(self.name(definition));
        self.evaluator(is_shape)?.is_valid_at(&pointer, value)
    }

    /// Whether null is valid by a schema; if it cannot be evaluated, as far as types show.
    pub(super) fn accepts_null(&self, id: SchemaId) -> bool {
        let pointer = self.pointers.get(&self.graph, id);
        let evaluated =
            pointer.and_then(|at| self.evaluator(false)?.is_valid_at(&at, &Value::Null));
        evaluated.unwrap_or_else(|| self.graph.types_of(id).meets(Types::NULL))
    }

    /// Why an instance of a definition is refused.
    pub(crate) fn refusal(
        &self,
        definition: usize,
        value: &Value,
        is_shape: bool,
    ) -> Option<Violations> {
        let pointer = pointer(self.name(definition));
        self.evaluator(is_shape)?.validate_at(&pointer, value)
    }

    fn evaluator(&self, is_shape: bool) -> Option<&Evaluator> {
        let cell = if is_shape { &self.shape } else { &self.whole };
        let made = cell.get_or_init(|| {
            let document = match is_shape {
                true => (self.document)(&shape(&self.graph)),
                false => (self.document)(&self.graph),
            };
            Evaluator::compile(&document).ok()
        });
        made.as_ref()
    }
}

/// The pointer of a definition as the evaluator knows it.
fn pointer(name: &str) -> String {
    format!("#/$defs/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// See [`Side::types`].
fn types(model: &Model) -> BTreeMap<String, TypeId> {
    let mut found = BTreeMap::new();
    for (id, def) in model.iter() {
        if let Origin::Definition(name) = &def.origin {
            found.entry(name.value.clone()).or_insert(id);
        }
    }
    for one in &model.shared {
        if let Origin::Definition(name) = &one.def.origin {
            found.entry(name.value.clone()).or_insert(one.target);
        }
    }
    found
}

/// The graph without constraints on values: bounds, formats, patterns, rules and conditions.
pub(super) fn shape(graph: &Graph) -> Graph {
    let mut shape = graph.clone();
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let mut schema = graph.get(id).clone();
        schema
            .assertions
            .retain(|assertion| matches!(assertion.value, Assertion::Const(_)));
        schema.rules.clear();
        schema.dependent_required.clear();
        schema.dependent_schemas.clear();
        schema.not.clear();
        schema.condition = None;
        schema.contains = None;
        schema.property_names = None;
        shape.set(id, schema);
    }
    shape
}

/// The directions of each definition; both if no operation determines them.
fn directions(graph: &Graph) -> Vec<(bool, bool)> {
    let count = graph.definitions.len();
    let is_parameters = |index: &usize| {
        let found = graph.definitions.get(*index);
        found.is_some_and(|d| matches!(d.provenance, Provenance::Parameters(_)))
    };
    let roots = |direction: Direction| {
        let bodies = graph
            .bodies
            .iter()
            .filter(move |b| b.direction == direction);
        bodies.map(|body| body.definition)
    };
    let parameters = (0..count).filter(is_parameters);
    let requests = reached(graph, roots(Direction::Request).chain(parameters).collect());
    let responses = reached(graph, roots(Direction::Response).collect());
    if requests.is_empty() && responses.is_empty() {
        return vec![(true, true); count];
    }
    let with_forms: BTreeSet<usize> = graph.definitions.iter().filter_map(|d| d.form_of).collect();
    let mut found = Vec::with_capacity(count);
    for index in 0..count {
        let own = (requests.contains(&index), responses.contains(&index));
        found.push(match own {
            // Nothing refers to it: it may be for other documents.
            (false, false) if !with_forms.contains(&index) => (true, true),
            own => own,
        });
    }
    found
}

fn reached(graph: &Graph, mut open: Vec<usize>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    while let Some(index) = open.pop() {
        let Some(definition) = graph.definitions.get(index).filter(|_| found.insert(index)) else {
            continue;
        };
        let mut inside = vec![definition.schema];
        let mut seen = BTreeSet::new();
        while let Some(id) = inside.pop() {
            if seen.insert(id) {
                let schema = graph.get(id);
                open.extend(schema.reference);
                inside.extend(schema.subschemas());
            }
        }
    }
    found
}
