//! A schema document (normalised JSON Schema 2020-12) -> [`Program`].
//!
//! Subschemas are compiled from a queue, so that neither nesting nor references can
//! exhaust the stack. Knows one dialect, and references within the document only.

mod finish;
mod keywords;
mod objects;
mod pattern;
mod pointer;
mod tags;
mod twice;

use std::collections::HashMap;

pub(super) use self::pointer::percent_decoded;
use super::SchemaError;
use super::program::{ANY, Child, Id, Program, ProgramNode};
use crate::pointer::push_segment;
use crate::{Map, Value};

/// Compiles a whole document: its root, its `$defs`, and the targets of their references.
pub(super) fn compile(document: &Value) -> Result<Program, SchemaError> {
    let word = |key| document.get(key).and_then(Value::as_str);
    let mut compiler = Compiler {
        document,
        patterns: document
            .get("x-fieldwright-patterns")
            .and_then(Value::as_object),
        asserts_formats: word("x-fieldwright-formats") == Some("assert"),
        ids: HashMap::new(),
        queue: Vec::new(),
        advises: false,
    };
    let root = compiler.subschema("#".to_owned(), document);
    let mut nodes = Vec::new();
    while let Some((pointer, value)) = compiler.queue.get(nodes.len()).cloned() {
        let node = compiler.node(pointer, value)?;
        nodes.push(node);
    }
    let mut pointers: Vec<(Box<str>, Child)> = compiler
        .ids
        .iter()
        .map(|(pointer, id)| (pointer.as_str().into(), child(*id)))
        .collect();
    pointers.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let program = Program {
        nodes,
        root,
        pointers,
        advises: compiler.advises,
        asks_twice: false,
    };
    finish::finish(program)
}

struct Compiler<'d> {
    document: &'d Value,
    patterns: Option<&'d Map<Value>>,
    asserts_formats: bool,
    /// By pointer.
    ids: HashMap<String, Id>,
    /// By index: the pointer and the value of each subschema.
    queue: Vec<(String, &'d Value)>,
    advises: bool,
}

/// A subschema before plain references are resolved.
fn child(id: Id) -> Child {
    Child {
        id,
        goal: id,
        possible: ANY,
        work: ANY,
    }
}

impl<'d> Compiler<'d> {
    /// The subschema at `pointer`, compiled later if it is new.
    fn subschema(&mut self, pointer: String, value: &'d Value) -> Child {
        if let Some(id) = self.ids.get(&pointer) {
            return child(*id);
        }
        let id = Id::try_from(self.queue.len()).unwrap_or(Id::MAX);
        self.ids.insert(pointer.clone(), id);
        self.queue.push((pointer, value));
        child(id)
    }

    fn node(&mut self, pointer: String, value: &'d Value) -> Result<ProgramNode, SchemaError> {
        let mut node = match value {
            Value::Bool(boolean) => ProgramNode {
                boolean: Some(*boolean),
                types: ANY,
                ..ProgramNode::default()
            },
            Value::Object(keywords) => self.keywords(&pointer, keywords)?,
            _ => {
                return Err(SchemaError::new(
                    &pointer,
                    "a schema is an object, `true` or `false`",
                ));
            }
        };
        node.pointer = pointer.into();
        Ok(node)
    }

    /// The subschema that `reference` leads to.
    fn reference(&mut self, at: &str, reference: &str) -> Result<Child, SchemaError> {
        let problem = |problem: &str| {
            SchemaError::new(at, &format!("the reference \"{reference}\" {problem}"))
        };
        let fragment = reference
            .strip_prefix('#')
            .ok_or_else(|| problem("does not begin with #; normalised schemas refer within"))?;
        let tokens = pointer::tokens(fragment)
            .ok_or_else(|| problem("is no JSON pointer (RFC 6901 section 6)"))?;
        let mut place = self.document;
        let mut canonical = String::from("#");
        for token in &tokens {
            place = pointer::step(place, token).ok_or_else(|| problem("leads nowhere"))?;
            push_segment(&mut canonical, token);
        }
        Ok(self.subschema(canonical, place))
    }
}

/// The pointer of `token` below `base`.
fn below(base: &str, token: &str) -> String {
    let mut out = String::from(base);
    push_segment(&mut out, token);
    out
}
