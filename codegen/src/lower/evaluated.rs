//! The part of the normalised schema that the evaluator needs: the targets of evaluated types.

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::NumberKeyword;

use super::assertions::multiple_problem;
use crate::model::{Evaluated, Model};
use crate::pattern;
use crate::schema::{Assertion, Graph, Property, Schema, SchemaId, print_definition, push_token};

/// The definitions that evaluated types lie in, and all that these refer to.
pub(crate) fn evaluated(graph: &Graph, model: &Model) -> Option<Evaluated> {
    let evaluated = model.types.iter().filter_map(|def| def.evaluated.as_ref());
    let pointers = evaluated.flat_map(|evaluated| &evaluated.pointers);
    let numbers = graph
        .definitions
        .iter()
        .enumerate()
        .map(|(index, definition)| {
            let mut token = String::new();
            push_token(&mut token, &definition.name.value);
            (token, index)
        });
    let numbers: BTreeMap<String, usize> = numbers.collect();
    let definition = |pointer: &String| {
        let rest = pointer.strip_prefix("#/$defs/")?;
        let token = rest.split('/').next()?;
        numbers.get(&format!("/{token}")).copied()
    };
    let mut open: Vec<usize> = pointers.filter_map(definition).collect();
    if open.is_empty() {
        return None;
    }
    let mut reached = BTreeSet::new();
    let mut patterns = BTreeSet::new();
    let mut formats = BTreeSet::new();
    while let Some(index) = open.pop() {
        let Some(definition) = graph.definitions.get(index) else {
            continue;
        };
        if reached.insert(index) {
            let mut inside = vec![definition.schema];
            while let Some(id) = inside.pop() {
                let schema = graph.get(id);
                open.extend(schema.reference);
                patterns.extend(patterns_of(schema));
                formats.extend(formats_of(schema).filter(|_| graph.formats_assert));
                inside.extend(schema.subschemas());
            }
        }
    }
    let Translations { graph, runs } = translate(graph, patterns);
    let definitions = reached.into_iter().filter_map(|index| {
        let definition = graph.definitions.get(index)?;
        let text = print_definition(&graph, definition.schema).to_string();
        Some((definition.name.value.clone(), text))
    });
    Some(Evaluated {
        definitions: definitions.collect(),
        patterns: runs,
        formats_assert: graph.formats_assert,
        formats,
    })
}

fn patterns_of(schema: &Schema) -> impl Iterator<Item = String> + '_ {
    let own = schema.assertions.iter().filter_map(|a| match &a.value {
        Assertion::Pattern(source) => Some(source.clone()),
        _ => None,
    });
    let keys = schema.pattern_properties.iter();
    own.chain(keys.map(|property| property.name.value.clone()))
}

fn formats_of(schema: &Schema) -> impl Iterator<Item = String> + '_ {
    let own = schema.assertions.iter();
    own.filter_map(|assertion| match &assertion.value {
        Assertion::Format(name) => Some(name.clone()),
        _ => None,
    })
}

/// A graph whose assertions can all be checked, and the translations of its patterns.
pub(crate) struct Translations {
    pub(crate) graph: Graph,
    /// The patterns, with their translations for the `regex` crate.
    pub(crate) runs: Vec<(String, String)>,
}

/// Translates all patterns of a graph.
pub(crate) fn translations(graph: &Graph) -> Translations {
    let all = graph.ids().flat_map(|id| patterns_of(graph.get(id)));
    translate(graph, all.collect())
}

fn translate(graph: &Graph, patterns: BTreeSet<String>) -> Translations {
    let mut runs = Vec::new();
    let mut refused = BTreeSet::new();
    for source in patterns {
        match pattern::translation(&source) {
            Some(translated) => runs.push((source, translated)),
            None => {
                refused.insert(source);
            }
        }
    }
    Translations {
        graph: without_refused(graph, &refused),
        runs,
    }
}

/// The graph without the assertions that cannot be checked, which have been reported.
fn without_refused(graph: &Graph, refused: &BTreeSet<String>) -> Graph {
    let mut graph = graph.clone();
    let ids: Vec<SchemaId> = graph.ids().collect();
    for id in ids {
        let mut schema = graph.get(id).clone();
        let keeps = |source: &String| !refused.contains(source);
        schema.assertions.retain(|a| match &a.value {
            Assertion::Pattern(source) => keeps(source),
            Assertion::Number(NumberKeyword::MultipleOf, text) => multiple_problem(text).is_none(),
            _ => true,
        });
        let own = |property: &Property| keeps(&property.name.value);
        schema.pattern_properties.retain(own);
        graph.set(id, schema);
    }
    graph
}
