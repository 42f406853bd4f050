//! The normalised schema and the model of an input -> an example of each type, for the HTML
//! reference. The evaluator accepts each example.

use std::collections::BTreeMap;

use fieldwright_runtime::{Schema as Evaluator, Value};

use super::print_with_patterns;
use crate::emit::html::Examples;
use crate::instance::{Maker, Style, Which};
use crate::model::Model;
use crate::schema::{Graph, Pointers, SchemaId};

/// How many values an example has at most.
const MOST_VALUES: usize = 1000;

/// The attempts, in order: the style, and which alternatives of unions are taken.
const ATTEMPTS: [(Style, usize); 13] = [
    (Style::Given, 0),
    (Style::Given, 1),
    (Style::Given, 2),
    (Style::Given, 3),
    (Style::Full, 0),
    (Style::Minimal, 0),
    (Style::Minimal, 1),
    (Style::Minimal, 2),
    (Style::Minimal, 3),
    (Style::Low, 0),
    (Style::High, 0),
    (Style::Sized(1), 0),
    (Style::Sized(2), 0),
];

/// An example of each type, and the evaluator of the author's examples.
pub(super) fn examples(graph: &Graph, model: &Model) -> Examples {
    let document = print_with_patterns(graph);
    // A schema that passed the gate compiles.
    let evaluator = Evaluator::compile(&document).unwrap_or_else(|_| Evaluator::embedded("false"));
    let pointers = Pointers::of(graph);
    let by_pointer: BTreeMap<String, SchemaId> = graph
        .ids()
        .filter_map(|id| Some((pointers.get(graph, id)?, id)))
        .collect();
    let is_valid = move |pointer: &str, value: &Value| {
        evaluator.is_valid_at(&decoded(pointer), value) == Some(true)
    };
    let accepts = |id: SchemaId, value: &Value| {
        let pointer = pointers.get(graph, id);
        pointer.is_some_and(|pointer| is_valid(&pointer, value))
    };
    let mut maker = Maker::showing(graph, MOST_VALUES, &accepts);
    let made = model.iter().map(|(_, def)| {
        let authored = def.docs.examples.iter();
        let mut authored = authored.map(|example| &example.value);
        if authored.any(|value| is_valid(&def.pointer, value)) {
            return None;
        }
        let id = *by_pointer.get(&def.pointer)?;
        let largest = Examples::largest(model, def);
        ATTEMPTS.into_iter().find_map(|(style, turn)| {
            let value = maker.make(&[(Which::New, id)], &[], style, turn)?;
            (accepts(id, &value) && value.to_string().len() <= largest).then_some(value)
        })
    });
    let made = made.collect();
    Examples {
        made,
        accepts: Box::new(is_valid),
    }
}

/// A pointer in a URI fragment without its percent-encoding, as evaluators know it.
fn decoded(pointer: &str) -> String {
    let mut bytes = Vec::with_capacity(pointer.len());
    let mut rest = pointer.as_bytes();
    while let Some((first, others)) = rest.split_first() {
        let code = others.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &others[2..] } else { others };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
