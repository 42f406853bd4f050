//! The pointer of each schema in the normalised schema: JSON pointers as URI fragments.

use super::{Graph, SchemaId, push_token};

/// The pointers of all schemas that can be reached from a definition.
#[derive(Debug, Default)]
pub(crate) struct Pointers {
    parents: Vec<Option<PointerStep>>,
}

/// The last step to a schema.
#[derive(Debug, Clone)]
enum PointerStep {
    Definition(usize),
    Keyword(SchemaId, &'static str),
    Index(SchemaId, &'static str, usize),
    Member(SchemaId, &'static str, Box<str>),
}

impl Pointers {
    pub(crate) fn of(graph: &Graph) -> Self {
        let mut pointers = Self {
            parents: vec![None; graph.nodes.len()],
        };
        let mut open = Vec::new();
        for (index, definition) in graph.definitions.iter().enumerate() {
            pointers.note(definition.schema, PointerStep::Definition(index), &mut open);
            // Parts shared with a definition are listed there, which comes first.
            while let Some(id) = open.pop() {
                pointers.children(graph, id, &mut open);
            }
        }
        pointers
    }

    fn note(&mut self, id: SchemaId, step: PointerStep, open: &mut Vec<SchemaId>) {
        if let Some(parent @ None) = self.parents.get_mut(id.0 as usize) {
            *parent = Some(step);
            open.push(id);
        }
    }

    fn children(&mut self, graph: &Graph, id: SchemaId, open: &mut Vec<SchemaId>) {
        let schema = graph.get(id);
        let contains = schema.contains.map(|contains| contains.schema);
        let condition = schema.condition;
        let ones = [
            ("not", schema.not.first().copied()),
            ("if", condition.map(|c| c.test)),
            ("then", condition.and_then(|c| c.then)),
            ("else", condition.and_then(|c| c.otherwise)),
            ("items", schema.items),
            ("contains", contains),
            ("unevaluatedItems", schema.unevaluated_items),
            ("additionalProperties", schema.additional),
            ("propertyNames", schema.property_names),
            ("unevaluatedProperties", schema.unevaluated_properties),
        ];
        for (keyword, inner) in ones {
            if let Some(inner) = inner {
                self.note(inner, PointerStep::Keyword(id, keyword), open);
            }
        }
        let lists = [
            ("allOf", &schema.all_of),
            ("prefixItems", &schema.prefix_items),
        ];
        let alternatives = schema.alternatives.iter();
        let lists = lists
            .into_iter()
            .chain(alternatives.map(|a| (a.keyword(), &a.schemas)));
        for (keyword, list) in lists {
            for (index, inner) in list.iter().enumerate() {
                self.note(*inner, PointerStep::Index(id, keyword, index), open);
            }
        }
        let members = [
            ("properties", &schema.properties),
            ("patternProperties", &schema.pattern_properties),
            ("dependentSchemas", &schema.dependent_schemas),
        ];
        for (keyword, members) in members {
            for member in members {
                let name = member.name.value.as_str().into();
                self.note(member.schema, PointerStep::Member(id, keyword, name), open);
            }
        }
    }

    /// The pointer of a schema; `None` for one that is not in the normalised schema.
    pub(crate) fn get(&self, graph: &Graph, id: SchemaId) -> Option<String> {
        let mut steps = Vec::new();
        let mut step = self.parents.get(id.0 as usize)?.as_ref()?;
        let definition = loop {
            let parent = match step {
                PointerStep::Definition(index) => break *index,
                PointerStep::Keyword(parent, _)
                | PointerStep::Index(parent, ..)
                | PointerStep::Member(parent, ..) => *parent,
            };
            steps.push(step);
            step = self.parents.get(parent.0 as usize)?.as_ref()?;
        };
        let mut pointer = String::from("#/$defs");
        push_token(&mut pointer, &graph.definitions.get(definition)?.name.value);
        for step in steps.into_iter().rev() {
            let (keyword, token) = match step {
                PointerStep::Definition(_) => continue,
                PointerStep::Keyword(_, keyword) => (keyword, None),
                PointerStep::Index(_, keyword, index) => (keyword, Some(index.to_string())),
                PointerStep::Member(_, keyword, name) => (keyword, Some(name.to_string())),
            };
            pointer.push('/');
            pointer.push_str(keyword);
            if let Some(token) = token {
                push_token(&mut pointer, &token);
            }
        }
        Some(pointer)
    }
}
