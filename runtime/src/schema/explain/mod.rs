//! An instance and a subschema -> all results, as [`Unit`]s: for the list of violations only
//! errors, for output formats annotations as well.
//!
//! The verdicts are those of [`super::holds`]; this walk is for people, and only run on request.

mod alternative_name;
mod array;
mod object;
mod union;

use super::equal::equal;
use super::holds::{MAX_STEPS, Run};
use super::instance::{Instance, ValueRef};
use super::leaf::{broken_format, broken_number, broken_text, enumeration_holds, literals_hold};
use super::mark::unevaluated;
use super::memory::{Reported, patience};
use super::program::{Child, InPlace, Program, ProgramNode};
use crate::alternative::Others;
use crate::fault::Fault;
use crate::num::Num;
use crate::pointer::push_segment;
use crate::{MAX_VIOLATIONS, Types, Value};

/// The result of one keyword, or one subschema, for one value.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) valid: bool,
    /// How many arrays and objects it lies in.
    pub(super) depth: u32,
    /// The keywords on the way, references included; only for output formats.
    pub(super) keyword: String,
    /// The pointer in the schema document.
    pub(super) schema: String,
    /// The pointer in the instance.
    pub(super) instance: String,
    /// The same in the text, in bytes.
    pub(super) at: Option<usize>,
    pub(super) fault: Option<Fault>,
    pub(super) annotation: Option<Value>,
    pub(super) children: Vec<Unit>,
    /// For a union that fails: the reasons why the other alternatives do not match.
    pub(super) others: Others<Unit>,
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

/// One walk.
pub(super) struct Explain<'p, 'a> {
    run: Run<'p>,
    /// Whether every unit is kept, with annotations, or only errors.
    full: bool,
    path: Vec<Segment<'a>>,
    keyword: String,
    omitted: usize,
    /// How many unions' alternatives are being tried, one inside the other.
    trying: u32,
    reported: Reported,
}

/// The result of a walk.
pub(super) struct Explained {
    pub(super) valid: bool,
    pub(super) units: Vec<Unit>,
    /// How many more were wrong than [`MAX_VIOLATIONS`].
    pub(super) omitted: usize,
}

/// Explains the verdict on a whole instance.
pub(super) fn explain<'p, 'a, I: Instance<'a>>(
    program: &'p Program,
    child: Child,
    instance: I,
    full: bool,
) -> Explained {
    let patience = patience(program, instance);
    let mut walk = Explain {
        run: Run::new(program, patience),
        full,
        path: Vec::new(),
        keyword: String::new(),
        omitted: 0,
        trying: 0,
        reported: Reported::new(patience),
    };
    let mut units = Vec::new();
    let valid = walk.schema(child, instance, 0, &mut units);
    let exceeded = walk.run.exceeded.get();
    if exceeded && valid {
        // If an alternative was too deep, that has not been reported yet.
        let pointer = &walk.node(child).pointer;
        let unit = walk.unit(pointer.to_string(), None, Some(Fault::depth(MAX_STEPS)));
        walk.push(unit, &mut units);
    }
    Explained {
        valid: valid && !exceeded,
        units,
        omitted: walk.omitted,
    }
}

impl<'p, 'a> Explain<'p, 'a> {
    fn node(&self, child: Child) -> &'p ProgramNode {
        self.run.program.node(child.id)
    }

    /// Whether the instance is valid, after recording the results.
    fn schema<I: Instance<'a>>(
        &mut self,
        child: Child,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let node = self.node(child);
        if depth > MAX_STEPS || node.boolean == Some(false) {
            self.refuse(node, depth, instance.offset(), out);
            return false;
        }
        let question = instance.identity().map(|identity| (child.id, identity));
        if self.reported.enough(question) {
            let valid = self.run.holds(child, instance, depth);
            self.omitted += usize::from(!valid);
            return valid;
        }
        let mut valid = self.assertions(node, instance, out);
        let value_ref = instance.value_ref();
        valid &= match (value_ref, &node.array, &node.object) {
            (ValueRef::Array(items), Some(arrays), _) => {
                self.array(node, arrays, instance, items, depth, out)
            }
            (ValueRef::Object(members), _, Some(objects)) => {
                self.object(node, objects, instance, members, depth, out)
            }
            _ => true,
        };
        let in_place = self.in_place(node, instance, depth, out);
        valid &= in_place;
        // If an applicator has failed, the parts it did not evaluate are not reported.
        if in_place && let Some(child) = unevaluated(node, &instance.value_ref()) {
            valid &= self.unevaluated(node, child, instance, depth, out);
        }
        if self.full && valid {
            self.annotations(node, instance, out);
        }
        valid
    }

    /// Records an error without an assertion.
    fn refuse(
        &mut self,
        node: &'p ProgramNode,
        depth: u32,
        at: Option<usize>,
        out: &mut Vec<Unit>,
    ) {
        let fault = if depth > MAX_STEPS {
            self.run.exceeded.set(true);
            Fault::depth(MAX_STEPS)
        } else {
            Fault::of("falseSchema", [])
        };
        self.blame(node, "", at, fault, out);
    }

    fn assertions<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        instance: I,
        out: &mut Vec<Unit>,
    ) -> bool {
        let value_ref = instance.value_ref();
        let at = instance.offset();
        let before = out.len() + self.omitted;
        let fraction =
            matches!(value_ref, ValueRef::Number(number) if node.integers && !number.is_integer());
        if node.types & value_ref.kind() == 0 || fraction {
            let fault = Fault::types(Types(node.types), node.integers, value_ref.name());
            self.blame(node, "type", at, fault, out);
        } else if !literals_hold(node, instance) {
            self.literals(node, instance, out);
        }
        match value_ref {
            ValueRef::Number(number) => self.number(node, number, at, out),
            ValueRef::Text(text) => {
                for fault in node.text.iter().flat_map(|texts| broken_text(texts, text)) {
                    self.assertion(node, at, fault, out);
                }
            }
            _ => {}
        }
        out.len() + self.omitted == before
    }

    fn literals<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        instance: I,
        out: &mut Vec<Unit>,
    ) {
        let at = instance.offset();
        let text = match instance.value_ref() {
            ValueRef::Text(text) => Some(text),
            _ => None,
        };
        if let Some(constant) = &node.constant
            && !equal(instance, &**constant)
        {
            self.assertion(node, at, Fault::constant(constant, text), out);
        }
        if let Some(enumeration) = &node.enumeration
            && !enumeration_holds(enumeration, instance)
        {
            let fault = Fault::listed("enum", enumeration.all.to_vec(), text);
            self.assertion(node, at, fault, out);
        }
    }

    fn number(
        &mut self,
        node: &'p ProgramNode,
        number: Num<'_>,
        at: Option<usize>,
        out: &mut Vec<Unit>,
    ) {
        for (keyword, limit) in node
            .number
            .iter()
            .flat_map(|numbers| broken_number(numbers, number))
        {
            self.assertion(node, at, Fault::bound(keyword.name(), &limit.text), out);
        }
        let numbers = node.number.as_ref();
        if let Some(format) = numbers.and_then(|numbers| broken_format(numbers, number)) {
            self.assertion(node, at, Fault::format(format.name()), out);
        }
    }

    fn in_place<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut valid = true;
        for applicator in &node.in_place {
            valid &= match applicator {
                InPlace::Ref(child) => self.apply(&["$ref"], *child, instance, depth, out),
                InPlace::AllOf(children) => {
                    let each = children.iter().enumerate();
                    each.fold(true, |all, (index, child)| {
                        let steps = ["allOf", &index.to_string()];
                        self.apply(&steps, *child, instance, depth, out) && all
                    })
                }
                InPlace::AnyOf(branches) => {
                    self.union(node, "anyOf", branches, instance, depth, out)
                }
                InPlace::OneOf(branches) => {
                    self.union(node, "oneOf", branches, instance, depth, out)
                }
                InPlace::Not(child) => {
                    let holds = self.run.holds(*child, instance, depth + 1);
                    if holds {
                        self.excluded(node, instance.offset(), out);
                    }
                    !holds
                }
                InPlace::If {
                    test,
                    then,
                    otherwise,
                } => {
                    let holds = self.run.holds(*test, instance, depth + 1);
                    if holds {
                        self.apply(&["if"], *test, instance, depth, out);
                    }
                    let (keyword, branch) = match holds {
                        true => ("then", then),
                        false => ("else", otherwise),
                    };
                    branch.is_none_or(|child| self.apply(&[keyword], child, instance, depth, out))
                }
            };
        }
        valid
    }

    fn excluded(&mut self, node: &'p ProgramNode, at: Option<usize>, out: &mut Vec<Unit>) {
        self.blame(node, "not", at, Fault::of("not", []), out);
    }

    /// Evaluates a subschema reached by `steps`.
    fn apply<I: Instance<'a>>(
        &mut self,
        steps: &[&str],
        child: Child,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        if !self.full {
            return self.schema(child, instance, depth + 1, out);
        }
        let length = self.keyword.len();
        for step in steps {
            push_segment(&mut self.keyword, step);
        }
        let mut children = Vec::new();
        let valid = self.schema(child, instance, depth + 1, &mut children);
        self.wrap(child, valid, instance.offset(), children, out);
        self.keyword.truncate(length);
        valid
    }

    /// The results of a subschema, as one unit. Separate from [`Self::apply`], whose frames are
    /// nested.
    fn wrap(
        &self,
        child: Child,
        valid: bool,
        at: Option<usize>,
        children: Vec<Unit>,
        out: &mut Vec<Unit>,
    ) {
        let pointer = self.node(child).pointer.to_string();
        let unit = self.unit(pointer, at, None);
        out.push(Unit {
            valid,
            children,
            ..unit
        });
    }

    /// The same for a part of the instance.
    fn descend<I: Instance<'a>>(
        &mut self,
        segment: Segment<'a>,
        steps: &[&str],
        child: Child,
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        self.path.push(segment);
        let valid = self.apply(steps, child, instance, depth, out);
        self.path.pop();
        valid
    }

    /// How many arrays and objects enclose the value.
    fn depth(&self) -> u32 {
        u32::try_from(self.path.len()).unwrap_or(u32::MAX)
    }

    fn unit(&self, schema: String, at: Option<usize>, fault: Option<Fault>) -> Unit {
        let mut instance = String::new();
        for segment in &self.path {
            match segment {
                Segment::Key(key) => push_segment(&mut instance, key),
                Segment::Index(index) => push_segment(&mut instance, &index.to_string()),
            }
        }
        Unit {
            valid: fault.as_ref().is_none_or(|fault| !fault.refuses()),
            depth: self.depth(),
            keyword: self.keyword.clone(),
            schema,
            instance,
            at,
            fault,
            annotation: None,
            children: Vec::new(),
            others: Others::default(),
        }
    }

    /// Reports an assertion of `node` whose code is its keyword.
    fn assertion(
        &mut self,
        node: &ProgramNode,
        at: Option<usize>,
        fault: Fault,
        out: &mut Vec<Unit>,
    ) {
        let keyword = fault.code.clone();
        self.blame(node, &keyword, at, fault, out);
    }

    /// Reports that `keyword` of `node` is broken; without a keyword, the schema itself.
    fn blame(
        &mut self,
        node: &ProgramNode,
        keyword: &str,
        at: Option<usize>,
        fault: Fault,
        out: &mut Vec<Unit>,
    ) {
        let unit = self.at_keyword(node, keyword, at, Some(fault));
        self.push(unit, out);
    }

    fn at_keyword(
        &mut self,
        node: &ProgramNode,
        keyword: &str,
        at: Option<usize>,
        fault: Option<Fault>,
    ) -> Unit {
        let length = self.keyword.len();
        let mut pointer = node.pointer.to_string();
        if !keyword.is_empty() {
            push_segment(&mut pointer, keyword);
            push_segment(&mut self.keyword, keyword);
        }
        let unit = self.unit(pointer, at, fault);
        self.keyword.truncate(length);
        unit
    }

    fn push(&mut self, unit: Unit, out: &mut Vec<Unit>) {
        if self.full || out.len() < MAX_VIOLATIONS {
            out.push(unit);
        } else {
            self.omitted += 1;
        }
    }

    fn annotate<I: Instance<'a>>(
        &mut self,
        node: &ProgramNode,
        keyword: &str,
        instance: I,
        value: Value,
        out: &mut Vec<Unit>,
    ) {
        let mut unit = self.at_keyword(node, keyword, instance.offset(), None);
        unit.annotation = Some(value);
        out.push(unit);
    }

    /// The annotations of a subschema that holds (core, section 7.7).
    fn annotations<I: Instance<'a>>(
        &mut self,
        node: &'p ProgramNode,
        instance: I,
        out: &mut Vec<Unit>,
    ) {
        for (keyword, value) in &node.annotations {
            self.annotate(node, keyword, instance, value.clone(), out);
        }
    }
}
