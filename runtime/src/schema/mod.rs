//! A JSON Schema 2020-12 document -> exact verdicts on any instance.
//!
//! The document is in the generator's normal form: one document, references within it, patterns
//! with their translations beside them. It is compiled once into an arena ([`program`]); a verdict
//! ([`holds`]) allocates nothing for ordinary schemas, and the reasons are collected only on
//! request ([`explain`]). Knows nothing of other dialects.

mod compare;
mod compile;
mod equal;
mod evaluation;
mod explain;
mod holds;
mod instance;
mod keys;
mod leaf;
mod mark;
mod memory;
mod output;
mod program;
mod subschema;
mod tag;
mod text;

#[cfg(test)]
mod tests;

pub use evaluation::Evaluation;
pub use subschema::Subschema;

use std::fmt;
use std::sync::OnceLock;

use self::explain::explain;
use self::holds::Run;
use self::instance::Instance;
use self::program::Program;
use self::text::TextValue;
use crate::fault::Fault;
use crate::reader::Reader;
use crate::{Value, Violation, Violations};

/// Named by generated code that needs the feature `evaluator` and no [`Schema`].
#[doc(hidden)]
#[derive(Debug)]
pub struct Evaluator;

/// A compiled JSON Schema 2020-12 document in the normal form of fieldwright's
/// generator.
///
/// Evaluates all keywords of the specification exactly: numbers by their decimal value, lengths in
/// Unicode scalar values, `unevaluated*` by annotations. `$ref` leads to a pointer in the same
/// document; `$id`, anchors and dynamic references are not supported. `format` asserts if the root
/// has `"x-fieldwright-formats": "assert"`.
#[derive(Debug)]
pub struct Schema(Source);

#[derive(Debug)]
enum Source {
    Compiled(Box<Program>),
    Embedded {
        text: &'static str,
        cell: OnceLock<Result<Box<Program>, SchemaError>>,
    },
}

/// An error in a schema document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaError {
    /// Its JSON pointer into the document: `#/$defs/X/minLength`.
    pub pointer: String,
    /// One sentence for users.
    pub problem: String,
}

impl Schema {
    /// Compiles a document.
    ///
    /// # Errors
    /// The first keyword that is not valid in 2020-12: a value of the wrong type, an unresolved or
    /// circular reference, a pattern that is not translated.
    pub fn compile(document: &Value) -> Result<Self, SchemaError> {
        let program = compile::compile(document)?;
        Ok(Self(Source::Compiled(Box::new(program))))
    }

    /// A document by its text, for a `static`: compiled on first use. If the text is no schema,
    /// every instance is refused with a violation that reports it.
    #[must_use]
    pub const fn embedded(text: &'static str) -> Self {
        Self(Source::Embedded {
            text,
            cell: OnceLock::new(),
        })
    }

    /// Whether `instance` is valid.
    #[must_use]
    pub fn is_valid(&self, instance: &Value) -> bool {
        self.verdict(instance)
    }

    /// Whether `instance` is valid.
    #[must_use]
    pub fn is_valid_value(&self, instance: &serde_json::Value) -> bool {
        self.verdict(instance)
    }

    /// Whether `json` is a JSON text, in UTF-8 and without a key twice in one object,
    /// that is valid.
    #[must_use]
    pub fn is_valid_json(&self, json: impl AsRef<[u8]>) -> bool {
        let Ok(text) = std::str::from_utf8(json.as_ref()) else {
            return false;
        };
        let mut reader = Reader::new(text, true);
        let read = reader.flat();
        read.is_some_and(|(flat, entry)| {
            self.verdict(TextValue {
                flat: &flat,
                entry: &entry,
            })
        })
    }

    /// Whether `instance` is valid by the subschema at `pointer`, a JSON pointer into the document
    /// (`/$defs/An X`); `None` if there is no subschema.
    #[must_use]
    pub fn is_valid_at(&self, pointer: &str, instance: &Value) -> Option<bool> {
        let program = self.program().ok()?;
        let child = program.find(pointer)?;
        Some(Run::verdict(program, child, instance))
    }

    /// All violations of `instance` by the subschema at `pointer`; `None` if there is none.
    #[must_use]
    pub fn validate_at(&self, pointer: &str, instance: &Value) -> Option<Violations> {
        let program = self.program().ok()?;
        let child = program.find(pointer)?;
        Some(evaluate(program, child, instance, None))
    }

    /// All violations of `instance`, advice included; none if it is valid.
    #[must_use]
    pub fn validate(&self, instance: &Value) -> Violations {
        self.violations(instance, None)
    }

    /// The same for a serde value.
    #[must_use]
    pub fn validate_value(&self, instance: &serde_json::Value) -> Violations {
        self.violations(instance, None)
    }

    /// The same for JSON text, with lines and columns; a syntax error of the text is a violation,
    /// too.
    #[must_use]
    pub fn validate_json(&self, json: impl AsRef<[u8]>) -> Violations {
        self.read(json.as_ref(), |instance, text| {
            self.violations(instance, Some(text))
        })
        .unwrap_or_else(|violations| violations)
    }

    /// The full result for `instance`, for the output formats of the specification.
    #[must_use]
    pub fn evaluate(&self, instance: &Value) -> Evaluation {
        self.evaluation(instance)
    }

    /// The same for a serde value.
    #[must_use]
    pub fn evaluate_value(&self, instance: &serde_json::Value) -> Evaluation {
        self.evaluation(instance)
    }

    /// The same for JSON text. A text that is not JSON has no instance: its errors are at the root.
    #[must_use]
    pub fn evaluate_json(&self, json: impl AsRef<[u8]>) -> Evaluation {
        self.read(json.as_ref(), |instance, _| self.evaluation(instance))
            .unwrap_or_else(Evaluation::of_violations)
    }

    fn program(&self) -> Result<&Program, &SchemaError> {
        match &self.0 {
            Source::Compiled(program) => Ok(program),
            Source::Embedded { text, cell } => match cell.get_or_init(|| embedded(text)) {
                Ok(program) => Ok(program),
                Err(error) => Err(error),
            },
        }
    }

    fn verdict<'a, I: Instance<'a>>(&self, instance: I) -> bool {
        self.program()
            .is_ok_and(|program| Run::verdict(program, program.root, instance))
    }

    fn violations<'a, I: Instance<'a>>(&self, instance: I, text: Option<&str>) -> Violations {
        match self.program() {
            Ok(program) => evaluate(program, program.root, instance, text),
            Err(error) => error.violations(),
        }
    }

    fn evaluation<'a, I: Instance<'a>>(&self, instance: I) -> Evaluation {
        match self.program() {
            Ok(program) => Evaluation::new(explain(program, program.root, instance, true)),
            Err(error) => Evaluation::of_violations(error.violations()),
        }
    }

    /// Reads a text for `then`; returns its errors if it is not JSON.
    fn read<T>(
        &self,
        json: &[u8],
        then: impl FnOnce(TextValue<'_>, &str) -> T,
    ) -> Result<T, Violations> {
        let text = crate::entry::utf8(json)?;
        let mut reader = Reader::new(text, true);
        match reader.flat() {
            Some((flat, entry)) => {
                let instance = TextValue {
                    flat: &flat,
                    entry: &entry,
                };
                Ok(then(instance, text))
            }
            None => Err(crate::entry::violations(reader, Some(text))),
        }
    }
}

/// All violations of an instance of one subschema. The verdict is taken first: it
/// costs little, and most instances are valid.
fn evaluate<'a, I: Instance<'a>>(
    program: &Program,
    child: program::Child,
    instance: I,
    text: Option<&str>,
) -> Violations {
    if !program.advises && Run::verdict(program, child, instance) {
        return Violations::default();
    }
    let explained = explain(program, child, instance, false);
    output::violations(explained.units, explained.omitted, text)
}

fn embedded(text: &str) -> Result<Box<Program>, SchemaError> {
    let document: Value = crate::from_json(text.as_bytes())
        .map_err(|violations| SchemaError::new("#", &format!("no JSON: {violations}")))?;
    compile::compile(&document).map(Box::new)
}

impl SchemaError {
    fn new(pointer: &str, problem: &str) -> Self {
        Self {
            pointer: pointer.to_owned(),
            problem: problem.to_owned(),
        }
    }

    /// The violations of every instance if the text was no schema.
    fn violations(&self) -> Violations {
        let fault = Fault::of("schema", [("problem", self.problem.clone().into())]);
        let violation = Violation::new(fault, String::new(), self.pointer.clone());
        Violations::new(vec![violation], 0)
    }
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.pointer, self.problem)
    }
}

impl std::error::Error for SchemaError {}
