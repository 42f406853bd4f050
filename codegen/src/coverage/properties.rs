//! Normalised schema + model -> which declared properties are fields of structs.

use std::collections::BTreeSet;

use crate::model::{Model, TypeKind};
use crate::schema::{Graph, Pointers, Schema, SchemaId, push_token};

/// How many properties are declared, and the pointers of those that are no field.
pub(super) fn declared(graph: &Graph, model: &Model) -> (usize, Vec<String>) {
    let mut walk = PropertyWalk {
        graph,
        pointers: Pointers::of(graph),
        fields: fields(model),
        properties: 0,
        missing: Vec::new(),
    };
    for definition in &graph.definitions {
        walk.schema(definition.schema);
    }
    (walk.properties, walk.missing)
}

/// The pointers of the schemas of all fields, and their pointers within their structs.
fn fields(model: &Model) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let shared = model.shared.iter().map(|one| &one.def);
    for def in model.types.iter().chain(shared) {
        let TypeKind::Struct(body) = &def.kind else {
            continue;
        };
        for field in &body.fields {
            found.extend(field.pointer.clone());
            found.insert(property(&def.pointer, &field.wire.value));
        }
    }
    found
}

pub(super) fn property(object: &str, name: &str) -> String {
    let mut pointer = format!("{object}/properties");
    push_token(&mut pointer, name);
    pointer
}

struct PropertyWalk<'g> {
    graph: &'g Graph,
    pointers: Pointers,
    fields: BTreeSet<String>,
    properties: usize,
    missing: Vec<String>,
}

impl PropertyWalk<'_> {
    /// Visits all subschemas of `root`.
    fn schema(&mut self, root: SchemaId) {
        // With each schema, its ancestors that apply to the same value.
        let mut open: Vec<(SchemaId, Vec<SchemaId>)> = vec![(root, Vec::new())];
        while let Some((id, above)) = open.pop() {
            let schema = self.graph.get(id);
            self.object(id, schema, &above);
            let same = in_place(schema);
            let tests = schema.condition.map(|c| c.test);
            for inner in schema.subschemas().into_iter().rev() {
                if same.contains(&inner) {
                    let mut above = above.clone();
                    above.push(id);
                    open.push((inner, above));
                } else if !schema.not.contains(&inner) && tests != Some(inner) {
                    open.push((inner, Vec::new()));
                }
            }
        }
    }

    fn object(&mut self, id: SchemaId, schema: &Schema, above: &[SchemaId]) {
        let never = |id: SchemaId| self.graph.get(id).boolean == Some(false);
        let declared = schema.properties.iter().filter(|p| !never(p.schema));
        let declared: Vec<&str> = declared.map(|p| p.name.value.as_str()).collect();
        if declared.is_empty() {
            return;
        }
        let mut places: Vec<SchemaId> = vec![id];
        places.extend(above);
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let inner = in_place(self.graph.get(id));
            places.extend(&inner);
            open.extend(inner);
        }
        let places = places.into_iter();
        let places: Vec<String> = places
            .filter_map(|id| self.pointers.get(self.graph, id))
            .collect();
        for name in declared {
            self.properties += 1;
            let is_field = |object: &String| self.fields.contains(&property(object, name));
            if !places.iter().any(is_field) {
                let object = places.first().map_or("", String::as_str);
                self.missing.push(property(object, name));
            }
        }
    }
}

/// The subschemas of the same value, which may become one type with it.
fn in_place(schema: &Schema) -> Vec<SchemaId> {
    let mut found = schema.all_of.clone();
    found.extend(schema.alternatives.iter().flat_map(|a| &a.schemas));
    found.extend(schema.condition.and_then(|c| c.then));
    found.extend(schema.condition.and_then(|c| c.otherwise));
    found.extend(schema.dependent_schemas.iter().map(|member| member.schema));
    found
}
