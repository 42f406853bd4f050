//! JSON text -> Rust values and problems, in one pass.
//!
//! The reader is one concrete type: generated code passes it tables and slots, so that only a few
//! lines are compiled per type. An invalid value is reported and skipped, and reading goes on; only
//! broken JSON ends it. Problems hold byte offsets; pointers, lines and columns are looked up at
//! the end, and only where there are any.

mod alternatives;
#[cfg(feature = "evaluator")]
mod applicators;
mod asked;
mod coerce;
#[cfg(feature = "evaluator")]
mod evaluated;
#[cfg(feature = "evaluator")]
mod flat;
mod instance_path;
mod memory;
mod named;
mod object;
mod pointed;
mod tagged;
mod token;
mod union;

pub use alternatives::{Union, UnionKind, UnionTable, Variant};
#[cfg(feature = "evaluator")]
pub(crate) use flat::{Content, Entry, Flat};
pub use object::Extra;
pub use union::{Alternatives, keep};

use std::rc::Rc;

use crate::alternative::Others;
use crate::check::{check, number_holds, text_holds};
use crate::fault::Fault;
use crate::parameters::Parameter;
use crate::shape::{Checks, Constraint};
use crate::view::{Node, is_closed, prefix_constraints};
use crate::write::{Held, NOT_JSON, Written};
use crate::{MAX_VIOLATIONS, Model, Severity, Types};
use instance_path::{InstancePath, SchemaStep};

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: u32 = 128;

/// Reads one JSON text (RFC 8259).
pub struct Reader<'a> {
    text: &'a str,
    pos: usize,
    depth: u32,
    /// Whether constraints and rules are checked, or the shape only.
    checks: bool,
    place: InstancePath,
    /// Shared with the memo of unions.
    problems: Vec<Rc<Problem>>,
    omitted: usize,
    /// How many problems are kept; the others are counted.
    limit: usize,
    /// How many problems prevent a value of the type.
    shape_errors: usize,
    errors: usize,
    /// Broken JSON: everything stops.
    stopped: bool,
    /// Inside a value that the evaluator has seen already.
    evaluating: bool,
    union_memo: memory::UnionMemo,
    /// Whether the text is a Rust value, written to be evaluated, and which variants its unions are.
    is_rust_value: bool,
    held: &'a [Held],
}

/// One problem, before its position in the text is looked up.
#[derive(Clone)]
pub(crate) struct Problem {
    pub(crate) at: usize,
    /// How many arrays and objects it lies in.
    pub(crate) depth: u32,
    pub(crate) schema: String,
    pub(crate) fault: Fault,
    /// Of a union that no alternative of holds: those that are not the nearest.
    pub(crate) others: Others<Rc<Problem>>,
}

impl Problem {
    pub(crate) fn new((at, depth): (usize, u32), schema: String, fault: Fault) -> Self {
        Self {
            at,
            depth,
            schema,
            fault,
            others: Others::default(),
        }
    }
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, checks: bool) -> Self {
        Self {
            text,
            pos: 0,
            depth: 0,
            checks,
            place: InstancePath::root(),
            problems: Vec::new(),
            omitted: 0,
            limit: MAX_VIOLATIONS,
            shape_errors: 0,
            errors: 0,
            stopped: false,
            evaluating: false,
            union_memo: memory::UnionMemo::default(),
            is_rust_value: false,
            held: &[],
        }
    }

    /// Reads a Rust value again.
    pub(crate) fn evaluating_rust(written: &'a Written) -> Self {
        Self {
            is_rust_value: true,
            held: &written.held,
            ..Self::new(&written.text, true)
        }
    }

    /// Reads one value from the whole text; white space may surround it.
    pub(crate) fn document<T: Model>(&mut self) -> Option<T> {
        self.start();
        let value = T::read_value(self, &[]);
        self.end();
        if self.shape_errors > 0 { None } else { value }
    }

    fn start(&mut self) {
        if self.text.starts_with('\u{FEFF}') {
            self.syntax("a byte order mark, which JSON text must not have");
        }
        self.skip_space();
    }

    fn end(&mut self) {
        self.skip_space();
        if !self.stopped && self.pos < self.text.len() {
            self.syntax("unexpected text after the value");
        }
    }

    /// The problems, and how many more there were.
    pub(crate) fn into_problems(self) -> (Vec<Rc<Problem>>, usize) {
        (self.problems, self.omitted)
    }

    /// Whether no error has been found.
    pub(crate) fn is_valid(&self) -> bool {
        self.errors == 0
    }

    /// How many problems are kept.
    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// Sets how many problems are kept.
    pub(crate) fn list_up_to(&mut self, limit: usize) {
        self.limit = limit;
    }

    // --- problems ---------------------------------------------------------

    fn add(&mut self, problem: Problem) {
        self.add_shared(Rc::new(problem));
    }

    fn add_shared(&mut self, problem: Rc<Problem>) {
        if problem.fault.refuses() {
            self.errors += 1;
        }
        if self.problems.len() < self.limit {
            if self.problems.capacity() == 0 {
                // Where one is wrong, others often are.
                self.problems.reserve(8);
            }
            self.problems.push(problem);
        } else {
            self.omitted += 1;
        }
    }

    /// A constraint is broken: the value exists, but is refused.
    #[cold]
    pub(crate) fn broken(&mut self, at: usize, fault: Fault) {
        let schema = self.place.keyword(&fault.code);
        self.add(Problem::new((at, self.depth), schema, fault));
    }

    /// A value that the schema does not name is kept: advice where it is read, refused where a Rust
    /// value is checked.
    #[cold]
    pub(crate) fn kept(&mut self, at: usize, mut fault: Fault) {
        if !self.is_rust_value {
            fault.severity = Severity::Advice;
        }
        if self.checks {
            self.broken(at, fault);
        }
    }

    /// No value of the type can be made.
    #[cold]
    pub(crate) fn type_error(&mut self, at: usize, fault: Fault) {
        self.shape_errors += 1;
        self.broken(at, fault);
    }

    /// The Rust type cannot hold the value. A constraint that the value violates is reported
    /// instead.
    pub(crate) fn unrepresentable<const N: usize>(
        &mut self,
        at: usize,
        parameters: [(&'static str, Parameter); N],
    ) {
        if self.problems.last().is_some_and(|problem| problem.at == at) {
            self.shape_errors += 1;
        } else {
            self.type_error(at, Fault::of("representation", parameters));
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// Where the next value starts, in bytes.
    pub(crate) fn position(&self) -> usize {
        self.pos
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.pos).copied()
    }

    /// Reports a value of the wrong JSON type and reads past it.
    #[cold]
    pub(crate) fn wrong_type(&mut self, expected: &'static str) {
        if let Some((at, found)) = self.past_another() {
            self.report_type(at, expected, found);
        }
    }

    /// The same if several types are allowed.
    #[cold]
    fn wrong_types(&mut self, (expected, integers): (Types, bool)) {
        if let Some((at, found)) = self.past_another() {
            self.type_error(at, Fault::types(expected, integers, found));
        }
    }

    /// Skips a value; returns its position and its type.
    fn past_another(&mut self) -> Option<(usize, &'static str)> {
        if self.stopped {
            return None;
        }
        let at = self.pos;
        let found = match self.peek() {
            Some(b'{') => "object",
            Some(b'[') => "array",
            Some(b'"') => "string",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "number",
            _ => {
                self.unexpected("a value");
                return None;
            }
        };
        self.skip_value();
        (!self.stopped).then_some((at, found))
    }

    pub(crate) fn report_type(&mut self, at: usize, expected: &'static str, found: &'static str) {
        self.type_error(at, Fault::expected(expected, found));
    }

    /// Skips and reports the mark of a Rust value without JSON, if it comes next.
    pub(crate) fn is_not_json(&mut self) -> bool {
        let rest = self.text.get(self.pos..).unwrap_or_default();
        let found = self.is_rust_value && rest.starts_with(NOT_JSON);
        if found {
            let held = [("type", "a JSON value".into())];
            self.type_error(self.pos, Fault::of("representation", held));
            self.pos += NOT_JSON.len();
        }
        found
    }

    /// Broken JSON: reported once, and reading ends.
    #[cold]
    pub(crate) fn syntax(&mut self, problem: &str) {
        if self.stopped {
            return;
        }
        self.shape_errors += 1;
        let fault = Fault::of("syntax", [("problem", problem.to_owned().into())]);
        let place = (self.pos, self.depth);
        self.add(Problem::new(place, String::from("#"), fault));
        self.stopped = true;
    }

    /// Checks `node`, read at byte `at`, against the constraints on itself.
    #[inline]
    pub(crate) fn check(&mut self, at: usize, node: Node<'_>, constraints: &[Constraint]) {
        if !constraints.is_empty() && self.checks {
            self.refuse(at, node, constraints);
        }
    }

    /// The same of a string, which most values are.
    #[inline]
    pub(crate) fn check_text(&mut self, at: usize, text: &str, constraints: &[Constraint]) {
        if self.checks && !constraints.iter().all(|one| text_holds(text, one)) {
            self.refuse(at, Node::Text(text), constraints);
        }
    }

    /// The same of a number.
    #[inline]
    pub(crate) fn check_number(&mut self, at: usize, node: Node<'_>, constraints: &[Constraint]) {
        if self.checks && !constraints.iter().all(|one| number_holds(node, one)) {
            self.refuse(at, node, constraints);
        }
    }

    /// Reports those that do not hold.
    fn refuse(&mut self, at: usize, node: Node<'_>, constraints: &[Constraint]) {
        check(node, constraints, &mut |fault| self.broken(at, fault));
    }

    // --- compound values --------------------------------------------------

    /// Descends one level; `false`, with a problem, if that is too deep.
    fn descend(&mut self) -> bool {
        if self.depth >= MAX_DEPTH {
            if !self.stopped {
                self.type_error(self.pos, Fault::depth(MAX_DEPTH));
                self.stopped = true;
            }
            return false;
        }
        self.depth += 1;
        true
    }

    /// Calls `element` at each element of an array; `false` for anything else,
    /// which is reported.
    pub(crate) fn array(&mut self, element: &mut dyn FnMut(&mut Self)) -> bool {
        if self.peek() != Some(b'[') {
            self.wrong_type("array");
            return false;
        }
        if !self.descend() {
            return false;
        }
        self.pos += 1;
        self.place.push(SchemaStep::Items);
        self.skip_space();
        if self.peek() == Some(b']') {
            self.pos += 1;
        } else {
            loop {
                element(self);
                if self.stopped || self.after_element(b']', "an array") {
                    break;
                }
            }
        }
        self.place.pop();
        self.depth -= 1;
        !self.stopped
    }

    /// Reads an array of just as many elements as there are slots, each into its own.
    pub(crate) fn tuple(
        &mut self,
        slots: &mut [&mut dyn Model],
        constraints: Checks,
    ) -> Option<()> {
        let at = self.pos;
        let prefix = prefix_constraints(constraints);
        let mut count = 0;
        let complete = self.array(&mut |reader| {
            match slots.get_mut(count) {
                Some(slot) => {
                    reader.place.pop();
                    reader.place.push(SchemaStep::prefix(count));
                    let checks = prefix.get(count).map_or(&[][..], Vec::as_slice);
                    // A failed element leaves its slot empty, which the caller sees.
                    slot.fill_slot(reader, checks);
                }
                None => reader.skip_value(),
            }
            count += 1;
        });
        if !complete {
            return None;
        }
        let code = match count.cmp(&slots.len()) {
            std::cmp::Ordering::Less => "minItems",
            std::cmp::Ordering::Equal => return Some(()),
            std::cmp::Ordering::Greater if is_closed(constraints) => "items",
            std::cmp::Ordering::Greater => "maxItems",
        };
        let fault = Fault::counted(code, slots.len() as u64, count as u64);
        self.type_error(at, fault);
        None
    }

    /// After an element or member: `true` at the end of the array or object.
    #[inline]
    fn after_element(&mut self, close: u8, what: &str) -> bool {
        match self.peek() {
            Some(b',') => {
                self.pos += 1;
                self.skip_space();
                if self.peek() == Some(close) {
                    self.syntax("a comma before the closing bracket");
                    return true;
                }
                false
            }
            Some(byte) if byte == close => {
                self.pos += 1;
                true
            }
            Some(b' ' | b'\n' | b'\r' | b'\t') => {
                self.skip_space();
                self.after_element(close, what)
            }
            _ => self.unclosed(what),
        }
    }

    #[cold]
    fn unclosed(&mut self, what: &str) -> bool {
        match self.peek() {
            Some(_) => self.syntax(&format!("expected a comma or the end of {what}")),
            None => self.syntax(&format!("the text ends inside {what}")),
        }
        true
    }
}
