//! Values made in Rust against their constraints: the walk behind `validate`
//! and builders.

use crate::check::check;
use crate::clause::{Found, Members, broken_clauses};
use crate::finding::Asking;
use crate::message::message;
use crate::model::Fields;
use crate::place::{Place, Step, push_segment};
use crate::reader::{MAX_DEPTH, Reader, Union, foreign_tag};
use crate::rules::{KEYWORD, broken_rules};
use crate::shape::{Checks, Constraint, Shape, Unknown};
use crate::view::{
    Entries, Node, ReadAgain, entries, item_constraints, prefix_constraints, value_constraints,
};
use crate::write::to_json;
use crate::{
    Alternative, Custom, MAX_VIOLATIONS, Map, Model, Severity, Subschema, Value, Violation,
    Violations,
};

/// Everything there is to say of the value.
pub(crate) fn report(node: Node<'_>) -> Violations {
    let mut walk = Walk {
        place: Place::root(),
        path: Vec::new(),
        list: Vec::new(),
        omitted: 0,
        evaluating: false,
    };
    walk.node(node, &[]);
    Violations::new(walk.list, walk.omitted).up_to(MAX_VIOLATIONS)
}

/// Every violation, without advice.
pub(crate) fn validate(node: Node<'_>) -> Result<(), Violations> {
    report(node).into_result()
}

#[derive(Clone, Copy)]
enum Segment<'a> {
    Key(&'a str),
    Index(usize),
}

struct Walk<'a> {
    place: Place,
    path: Vec<Segment<'a>>,
    list: Vec<Violation>,
    omitted: usize,
    /// Inside a value that the evaluator has seen already.
    evaluating: bool,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: Node<'a>, constraints: Checks) {
        if let Node::Custom(own) = node {
            return self.own(own, constraints);
        }
        if !constraints.is_empty() {
            self.check(node, constraints);
        }
        match node {
            Node::Named(named, inner) => {
                let outer = self.place.enter(named.pointer);
                self.evaluated(node, named.evaluated, |walk| {
                    walk.node(inner.view_value(), named.constraints());
                });
                self.place.leave(outer);
            }
            Node::Union(read_again, table, variant, inner) => {
                self.union(read_again, table, variant, inner.view_value());
            }
            Node::Float(value) if !value.is_finite() => {
                let parameters = Map::from([("type", Value::from("a JSON number"))]);
                self.add(
                    "representation",
                    "representation",
                    parameters,
                    "",
                    Severity::Error,
                );
            }
            Node::Array(elements) => {
                let inner = item_constraints(constraints);
                let prefix = prefix_constraints(constraints);
                for index in 0..elements.count() {
                    let (step, inner) = match prefix.get(index) {
                        Some(own) => (Step::prefix(index), own.as_slice()),
                        None => (Step::Items, inner),
                    };
                    self.place.push(step);
                    self.child(Segment::Index(index), elements.element(index), inner);
                    self.place.pop();
                }
            }
            Node::Map(entries) => {
                self.place.push(Step::Values);
                self.entries(entries, value_constraints(constraints));
                self.place.pop();
            }
            Node::Object(shape, object) => {
                self.evaluated(node, shape.evaluated, |walk| walk.object(shape, object));
            }
            _ => {}
        }
    }

    /// A value that is not generated is checked as the JSON it is written as.
    fn own(&mut self, own: &dyn Custom, constraints: Checks) {
        let Some(value) = own.value() else {
            let parameters = Map::from([("type", Value::from("a JSON value"))]);
            let code = "representation";
            return self.add(code, code, parameters, "", Severity::Error);
        };
        let mut inner = Walk {
            place: std::mem::replace(&mut self.place, Place::root()),
            path: Vec::new(),
            list: Vec::new(),
            omitted: 0,
            evaluating: self.evaluating,
        };
        inner.node(value.view_value(), constraints);
        let Walk {
            place,
            list,
            omitted,
            ..
        } = inner;
        self.place = place;
        self.omitted += omitted;
        let prefix = self.pointer();
        for mut violation in list {
            violation.instance.insert_str(0, &prefix);
            self.push(violation);
        }
    }

    /// Evaluates what no table says; what is found so is all there is to report.
    fn evaluated(
        &mut self,
        node: Node<'a>,
        subschemas: &'static [Subschema],
        walk: impl FnOnce(&mut Self),
    ) {
        if subschemas.is_empty() || self.evaluating {
            return walk(self);
        }
        let found: Vec<Violations> = subschemas.iter().map(|one| one.evaluate(node)).collect();
        let is_error = |violation: &Violation| violation.severity == Severity::Error;
        let is_valid = !found.iter().flatten().any(is_error);
        if is_valid {
            self.evaluating = true;
            walk(self);
            self.evaluating = false;
        }
        let prefix = self.pointer();
        for violations in found {
            // A value without errors was walked, which has told all advice.
            if is_valid {
                continue;
            }
            self.omitted += violations.omitted();
            for mut violation in violations {
                violation.each_mut(&mut |own| own.instance.insert_str(0, &prefix));
                self.push(violation);
            }
        }
    }

    fn child(&mut self, segment: Segment<'a>, node: Node<'a>, constraints: Checks) {
        self.path.push(segment);
        if self.path.len() > MAX_DEPTH as usize {
            // Deeper than any text that could be read; and every stack ends.
            let parameters = Map::from([("limit", Value::from(u64::from(MAX_DEPTH)))]);
            self.add("depth", "depth", parameters, "", Severity::Error);
        } else {
            self.node(node, constraints);
        }
        self.path.pop();
    }

    fn entries(&mut self, entries: &'a dyn Entries, constraints: Checks) {
        for index in 0..entries.count() {
            let (key, value) = entries.entry(index);
            self.child(Segment::Key(key), value, constraints);
        }
    }

    fn object(&mut self, shape: &'static Shape, object: &'a dyn Model) {
        let layout = shape.layout();
        let outer = self.place.enter(shape.pointer);
        self.check(Node::Object(shape, object), &layout.constraints);
        let fields = Fields::of(object);
        let value = |index: usize| fields.get(shape, index);
        self.rules(shape, object, &value);
        let members = Members {
            has: &|index| !matches!(value(index), Node::Absent),
            value: &value,
        };
        for found in broken_clauses(&layout.applicators, &members) {
            let violation = violation_of(found, &self.pointer());
            self.push(violation);
        }
        for (index, field) in layout.fields.iter().enumerate() {
            let node = value(index);
            if matches!(node, Node::Absent) {
                continue;
            }
            self.place.set_field(Some(field));
            // A null that the type allows is beside the constraints on a value.
            self.child(Segment::Key(&field.name), node, &field.constraints);
        }
        self.place.set_field(None);
        if let (Some(extra), Unknown::Keep(..)) = (fields.extra.and_then(entries), shape.unknown) {
            self.shadowing(extra, shape);
            self.place.push(Step::Values);
            self.entries(extra, &layout.kept);
            self.place.pop();
        }
        self.place.leave(outer);
    }

    fn rules(
        &mut self,
        shape: &'static Shape,
        object: &'a dyn Model,
        value: &dyn Fn(usize) -> Node<'a>,
    ) {
        let fields = &shape.layout().fields;
        let present = |index: usize| match value(index) {
            Node::Absent => false,
            Node::Null => !fields.get(index).is_some_and(|f| f.null_is_absent),
            _ => true,
        };
        for rule in broken_rules(shape, &present, value) {
            self.add(
                rule.code,
                rule.keyword,
                rule.parameters,
                rule.message,
                rule.severity,
            );
        }
        let mut asking = Asking::new(shape);
        object.ask_rules(&mut asking);
        for broken in asking.broken {
            let place = (
                self.pointer() + &broken.instance,
                self.place.keyword(KEYWORD),
            );
            let (code, words) = (broken.code, &broken.message);
            self.push(Violation::new(
                place,
                code,
                broken.parameters,
                words,
                broken.severity,
            ));
        }
    }

    /// A kept property must not have the name of a declared one: it would be written
    /// twice.
    fn shadowing(&mut self, extra: &'a dyn Entries, shape: &'static Shape) {
        for index in 0..extra.count() {
            let (key, _) = extra.entry(index);
            if shape.layout().find(key).is_some() {
                let parameters = Map::from([("property", Value::from(key))]);
                self.path.push(Segment::Key(key));
                self.add(
                    "duplicateKey",
                    "duplicateKey",
                    parameters,
                    "",
                    Severity::Error,
                );
                self.path.pop();
            }
        }
    }

    /// Which alternative a value is depends on all of them: the value is written and
    /// read again. Where that is well, the alternative that it holds
    /// must hold, too.
    fn union(
        &mut self,
        read_again: ReadAgain,
        table: &'static Union,
        variant: &str,
        inner: Node<'a>,
    ) {
        let text = to_json(inner);
        let mut reader = Reader::new(&text, true);
        read_again(&mut reader);
        let prefix = self.pointer();
        let found = crate::entry::violations(reader, None);
        if found.is_empty() {
            let before = self.list.len();
            let outer = self.place.enter(table.pointer);
            let (index, constraints) = table.alternative(variant);
            if let Some(parameters) = foreign_tag(&text, table, index) {
                let code = table.kind.keyword();
                self.path.push(Segment::Key(table.tag));
                self.add(code, code, parameters, "", Severity::Error);
                self.path.pop();
                self.place.leave(outer);
                return;
            }
            self.place.push(table.kind.step(index));
            self.node(inner, constraints);
            self.place.pop();
            if self.list.len() > before {
                // As reading says it: the union first, then its nearest alternative.
                let code = table.kind.keyword();
                let parameters = Map::from([("matches", Value::from(0u64))]);
                self.add(code, code, parameters, "", Severity::Error);
                if let Some(rest) = self.list.get_mut(before..) {
                    rest.rotate_right(1);
                }
            }
            self.place.leave(outer);
            return;
        }
        self.omitted += found.omitted();
        for mut violation in found {
            violation.each_mut(&mut |own| own.instance.insert_str(0, &prefix));
            self.push(violation);
        }
    }

    fn check(&mut self, node: Node<'_>, constraints: &[Constraint]) {
        check(node, constraints, &mut |code, parameters| {
            self.add(code, code, parameters, "", Severity::Error);
        });
    }

    fn add(
        &mut self,
        code: &'static str,
        keyword: &str,
        parameters: Map<Value>,
        words: &'static str,
        severity: Severity,
    ) {
        let place = (self.pointer(), self.place.keyword(keyword));
        self.push(Violation::new(place, code, parameters, words, severity));
    }

    fn push(&mut self, violation: Violation) {
        if self.list.len() < MAX_VIOLATIONS {
            self.list.push(violation);
        } else {
            self.omitted += 1;
        }
    }

    fn pointer(&self) -> String {
        let mut out = String::new();
        for segment in &self.path {
            match segment {
                Segment::Key(key) => push_segment(&mut out, key),
                Segment::Index(index) => push_segment(&mut out, &index.to_string()),
            }
        }
        out
    }
}

/// What a clause found in the object at `pointer`.
fn violation_of(found: Found, pointer: &str) -> Violation {
    let mut instance = pointer.to_owned();
    if let Some(name) = found.member {
        push_segment(&mut instance, name);
    }
    let others = found.others.into_iter().map(|other| Alternative {
        name: other.name,
        schema: other.schema.to_owned(),
        reason: violation_of(*other.reason, pointer),
        more: other.more,
    });
    let others = others.collect();
    let place = (instance, found.schema);
    Violation {
        others,
        others_omitted: found.others_omitted,
        ..Violation::new(place, found.code, found.parameters, "", Severity::Error)
    }
}

/// The author's words where there are any, else ours.
pub(crate) fn sentence(words: &str, code: &str, parameters: &Map<Value>) -> String {
    if words.is_empty() {
        message(code, parameters)
    } else {
        words.to_owned()
    }
}
