//! Values made in Rust against their constraints: the walk behind `validate`
//! and builders.

use crate::check::check;
use crate::clause::{Found, Members, broken_clauses};
use crate::finding::Asking;
use crate::message::message;
use crate::place::{Place, Step, push_segment};
use crate::reader::{MAX_DEPTH, Reader, Union};
use crate::rules::{KEYWORD, broken_rules};
use crate::shape::{Constraint, Shape, Unknown};
use crate::view::{
    Entries, Judge, Node, Object, View, item_constraints, prefix_constraints, value_constraints,
};
use crate::write::to_json;
use crate::{
    Alternative, MAX_VIOLATIONS, Map, Own, Severity, Subschema, Value, Violation, Violations,
};

/// Everything there is to say of the value.
pub(crate) fn report(node: Node<'_>) -> Violations {
    let mut walk = Walk {
        place: Place::root(),
        path: Vec::new(),
        list: Vec::new(),
        omitted: 0,
        judging: false,
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
    /// Inside a value that the evaluator has judged already.
    judging: bool,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: Node<'a>, constraints: &'static [Constraint]) {
        if let Node::Own(own) = node {
            return self.own(own, constraints);
        }
        if !constraints.is_empty() {
            self.check(node, constraints);
        }
        match node {
            Node::Named(named, inner) => {
                let outer = self.place.enter(named.pointer);
                self.judged(node, named.judges, |walk| {
                    walk.node(inner.view(), named.constraints);
                });
                self.place.leave(outer);
            }
            Node::Union(judge, table, index, inner) => {
                self.union(judge, table, index, inner.view());
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
                        Some(own) => (Step::prefix(index), *own),
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
            Node::Object(object) => {
                self.judged(node, object.shape().judges, |walk| walk.object(object));
            }
            _ => {}
        }
    }

    /// A value that is not generated is checked as the JSON it is written as.
    fn own(&mut self, own: &dyn Own, constraints: &'static [Constraint]) {
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
            judging: self.judging,
        };
        inner.node(value.view(), constraints);
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

    /// Judges by the evaluator what no table says; what it finds is all there is to say.
    fn judged(
        &mut self,
        node: Node<'a>,
        judges: &'static [Subschema],
        walk: impl FnOnce(&mut Self),
    ) {
        if judges.is_empty() || self.judging {
            return walk(self);
        }
        let found: Vec<Violations> = judges.iter().map(|judge| judge.judge(node)).collect();
        let is_error = |violation: &Violation| violation.severity == Severity::Error;
        let is_valid = !found.iter().flatten().any(is_error);
        if is_valid {
            self.judging = true;
            walk(self);
            self.judging = false;
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

    fn child(&mut self, segment: Segment<'a>, node: Node<'a>, constraints: &'static [Constraint]) {
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

    fn entries(&mut self, entries: &'a dyn Entries, constraints: &'static [Constraint]) {
        for index in 0..entries.count() {
            let (key, value) = entries.entry(index);
            self.child(Segment::Key(key), value, constraints);
        }
    }

    fn object(&mut self, object: &'a dyn Object) {
        let shape = object.shape();
        let fields = &shape.layout().fields;
        let outer = self.place.enter(shape.pointer);
        self.check(Node::Object(object), shape.constraints);
        let present = |index: usize| match object.member(index) {
            Node::Absent => false,
            Node::Null => !fields.get(index).is_some_and(|f| f.null_is_absent),
            _ => true,
        };
        let value = |index: usize| object.member(index);
        for rule in broken_rules(shape, &present, &value) {
            self.add(
                rule.code,
                rule.keyword,
                rule.parameters,
                rule.message,
                rule.severity,
            );
        }
        let mut asking = Asking::new(shape);
        object.ask(&mut asking);
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
        let members = Members {
            has: &|index| !matches!(value(index), Node::Absent),
            value: &value,
        };
        for found in broken_clauses(shape.clauses, &members) {
            let violation = violation_of(found, &self.pointer());
            self.push(violation);
        }
        for (index, field) in fields.iter().enumerate() {
            let node = object.member(index);
            if matches!(node, Node::Absent) {
                continue;
            }
            self.place.set_field(Some(field));
            // A null that the type allows is beside the constraints on a value.
            self.child(Segment::Key(field.name), node, field.constraints);
        }
        self.place.set_field(None);
        if let (Some(extra), Unknown::Keep(constraints)) = (object.extra(), shape.unknown) {
            self.shadowing(extra, shape);
            self.place.push(Step::Values);
            self.entries(extra, constraints);
            self.place.pop();
        }
        self.place.leave(outer);
    }

    /// A kept property must not have the name of a declared one: it would be written
    /// twice.
    fn shadowing(&mut self, extra: &'a dyn Entries, shape: &Shape) {
        for index in 0..extra.count() {
            let (key, _) = extra.entry(index);
            if shape.fields.contains(&key) {
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
    /// judged as it would be read. Where that is well, the alternative that it holds
    /// must hold, too.
    fn union(&mut self, judge: Judge, table: &'static Union, index: usize, inner: Node<'a>) {
        let text = to_json(inner);
        let mut reader = Reader::new(&text, true);
        judge(&mut reader);
        let prefix = self.pointer();
        let judged = crate::entry::violations(reader, None);
        if judged.is_empty() {
            let before = self.list.len();
            let outer = self.place.enter(table.pointer);
            self.place.push(table.kind.step(index));
            let constraints = table
                .branches
                .get(index)
                .map_or(&[][..], |branch| branch.constraints);
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
        self.omitted += judged.omitted();
        for mut violation in judged {
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
