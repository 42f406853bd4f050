//! What the members of one object have to do with each other, as tables: `dependentRequired`,
//! `dependentSchemas`, `if`, `not`, `allOf`, `anyOf` and `oneOf`, where their subschemas speak of
//! declared properties only.
//!
//! Says what the evaluator says (`schema/explain`), without its program and its second reading.

use crate::alternative::{Distance, Failed, Others, fold};
use crate::check::check;
use crate::fault::Fault;
use crate::layout::Layout;
use crate::shape::Constraint;
use crate::words::{Hooks, of_words};
use crate::{Node, Value};

/// A subschema of an object, as far as declared properties go.
#[derive(Debug, Default)]
pub(crate) struct Clause {
    /// Where it stands in the normalised schema.
    pointer: String,
    /// Its title; empty where it has none.
    title: String,
    /// The properties that must be there.
    required: Vec<Name>,
    /// What properties must keep that are there.
    members: Vec<Member>,
    /// What else must hold of the same object.
    also: Vec<Applicator>,
}

/// A property: its name, and its index among the fields of the shape; one that is no field is
/// never there.
#[derive(Debug)]
pub(crate) struct Name(String, usize);

/// What a subschema asks of one property.
#[derive(Debug)]
pub(crate) struct Member {
    /// The property.
    name: Name,
    /// Where its schema stands.
    pointer: String,
    /// What its value must keep.
    constraints: Vec<Constraint>,
}

/// A keyword that applies subschemas to the object itself. Where it has something of its own to
/// say, the place of its schema stands first.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // made once for a type
pub(crate) enum Applicator {
    /// Where the one property is there, the others must be (validation, section 6.5.4).
    DependentRequired(String, Name, Vec<Name>),
    /// Where the property is there, the subschema must hold (core, section 10.2.2.4).
    DependentSchema(Name, Clause),
    /// All of these (core, section 10.2.1.1).
    AllOf(Vec<Clause>),
    /// At least one of these (section 10.2.1.2).
    AnyOf(String, Vec<Clause>),
    /// Exactly one of these (section 10.2.1.3).
    OneOf(String, Vec<Clause>),
    /// Not this (section 10.2.1.4).
    Not(String, Clause),
    /// `if`, `then` and `else` (section 10.2.2).
    If(Clause, Option<Clause>, Option<Clause>),
}

/// Makes applicators of their text in a table:
///
/// ```json
/// { "if": { "properties": [["a", "#/if/properties/a", "minLength=1"]] }, "then": { "required": ["b"] } }
/// { "anyOf": [{ "pointer": "#/anyOf/0", "title": "Small", "also": [] }], "pointer": "#" }
/// ```
/// Names become indices, words constraints.
struct Compiler<'c> {
    layout: &'c Layout,
    hooks: Hooks<'c>,
}

impl Applicator {
    pub(crate) fn compile(text: &'static str, layout: &Layout, hooks: Hooks<'_>) -> Option<Self> {
        let value: Value = crate::from_json(text).ok()?;
        Compiler { layout, hooks }.applicator(&value)
    }
}

impl Compiler<'_> {
    fn applicator(&mut self, value: &Value) -> Option<Applicator> {
        let map = value.as_object()?;
        let pointer = || text(map.get("pointer"));
        let (keyword, argument) = map.iter().next()?;
        Some(match keyword {
            "dependentRequired" => {
                let (first, others) = argument.as_object()?.get_index(0)?;
                Applicator::DependentRequired(pointer(), self.name(first), self.names(others))
            }
            "dependentSchemas" => {
                let (first, clause) = argument.as_object()?.get_index(0)?;
                Applicator::DependentSchema(self.name(first), self.clause(clause))
            }
            "allOf" => Applicator::AllOf(self.clauses(argument)),
            "anyOf" => Applicator::AnyOf(pointer(), self.clauses(argument)),
            "oneOf" => Applicator::OneOf(pointer(), self.clauses(argument)),
            "not" => Applicator::Not(pointer(), self.clause(argument)),
            "if" => {
                let test = self.clause(argument);
                let then = map.get("then").map(|clause| self.clause(clause));
                let otherwise = map.get("else").map(|clause| self.clause(clause));
                Applicator::If(test, then, otherwise)
            }
            _ => return None,
        })
    }

    fn clauses(&mut self, list: &Value) -> Vec<Clause> {
        let list = list.as_array().unwrap_or_default().iter();
        list.map(|clause| self.clause(clause)).collect()
    }

    fn clause(&mut self, value: &Value) -> Clause {
        let get = |key| value.get(key);
        let mut clause = Clause {
            pointer: text(get("pointer")),
            title: text(get("title")),
            required: get("required").map_or_else(Vec::new, |list| self.names(list)),
            ..Clause::default()
        };
        let members = get("properties").and_then(Value::as_array);
        for member in members.unwrap_or_default() {
            let [name, pointer, words] = member.as_array().unwrap_or_default() else {
                continue; // the generator writes all three
            };
            clause.members.push(Member {
                name: self.name(name.as_str().unwrap_or_default()),
                pointer: text(Some(pointer)),
                constraints: of_words(&text(Some(words)), self.hooks),
            });
        }
        let also = get("also").and_then(Value::as_array).unwrap_or_default();
        clause.also = also.iter().filter_map(|one| self.applicator(one)).collect();
        clause
    }

    fn names(&self, list: &Value) -> Vec<Name> {
        let list = list.as_array().unwrap_or_default().iter();
        list.map(|name| self.name(name.as_str().unwrap_or_default()))
            .collect()
    }

    fn name(&self, name: &str) -> Name {
        let index = self.layout.find(name).unwrap_or(usize::MAX);
        Name(name.to_owned(), index)
    }
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The members of an object, by the indices of its fields.
pub(crate) struct Members<'m, 'v> {
    pub(crate) has: &'m dyn Fn(usize) -> bool,
    pub(crate) value: &'m dyn Fn(usize) -> Node<'v>,
}

/// One thing that is wrong.
pub(crate) struct Found {
    /// The property it is about, where it is not the object.
    pub(crate) member: Option<&'static str>,
    pub(crate) schema: String,
    pub(crate) fault: Fault,
    /// Of a union: the alternatives beside the nearest.
    pub(crate) others: Others<Found>,
}

/// What is wrong with an object; nearly always nothing.
pub(crate) fn broken_clauses(
    applicators: &'static [Applicator],
    members: &Members<'_, '_>,
) -> Vec<Found> {
    let mut out = Vec::new();
    if !applicators.iter().all(|one| one.holds(members)) {
        applicators
            .iter()
            .for_each(|one| one.explain(members, &mut out));
    }
    out
}

impl Members<'_, '_> {
    fn has(&self, name: &Name) -> bool {
        (self.has)(name.1)
    }
}

impl Member {
    fn broken(&self, members: &Members<'_, '_>, report: &mut dyn FnMut(Fault)) {
        if members.has(&self.name) {
            let value = (members.value)(self.name.1);
            check(value, &self.constraints, report);
        }
    }

    fn holds(&self, members: &Members<'_, '_>) -> bool {
        let mut holds = true;
        self.broken(members, &mut |_| holds = false);
        holds
    }
}

impl Clause {
    fn holds(&self, members: &Members<'_, '_>) -> bool {
        self.required.iter().all(|name| members.has(name))
            && self.members.iter().all(|member| member.holds(members))
            && self.also.iter().all(|one| one.holds(members))
    }

    fn explain(&'static self, members: &Members<'_, '_>, out: &mut Vec<Found>) {
        for name in self.required.iter().filter(|name| !members.has(name)) {
            out.push(Found::new(&self.pointer, Fault::required(&name.0)));
        }
        for member in &self.members {
            member.broken(members, &mut |fault| {
                out.push(Found {
                    member: Some(&member.name.0),
                    ..Found::new(&member.pointer, fault)
                });
            });
        }
        self.also.iter().for_each(|one| one.explain(members, out));
    }

    fn found(&'static self, members: &Members<'_, '_>) -> Vec<Found> {
        let mut out = Vec::new();
        self.explain(members, &mut out);
        out
    }
}

impl Applicator {
    fn holds(&self, members: &Members<'_, '_>) -> bool {
        match self {
            Self::DependentRequired(_, first, others) => {
                !members.has(first) || others.iter().all(|name| members.has(name))
            }
            Self::DependentSchema(first, clause) => !members.has(first) || clause.holds(members),
            Self::AllOf(clauses) => clauses.iter().all(|clause| clause.holds(members)),
            Self::AnyOf(_, clauses) => clauses.iter().any(|clause| clause.holds(members)),
            Self::OneOf(_, clauses) => holding(clauses, members) == 1,
            Self::Not(_, clause) => !clause.holds(members),
            Self::If(test, then, otherwise) => {
                let branch = if test.holds(members) { then } else { otherwise };
                branch.as_ref().is_none_or(|clause| clause.holds(members))
            }
        }
    }

    fn explain(&'static self, members: &Members<'_, '_>, out: &mut Vec<Found>) {
        match self {
            Self::DependentRequired(pointer, first, others) => {
                let missing = others.iter().filter(|name| !members.has(name));
                for name in missing.filter(|_| members.has(first)) {
                    out.push(Found::new(pointer, Fault::dependent(&first.0, &name.0)));
                }
            }
            Self::DependentSchema(first, clause) => {
                if members.has(first) {
                    clause.explain(members, out);
                }
            }
            Self::AllOf(clauses) => clauses.iter().for_each(|one| one.explain(members, out)),
            Self::AnyOf(pointer, clauses) => union("anyOf", pointer, clauses, members, out),
            Self::OneOf(pointer, clauses) => union("oneOf", pointer, clauses, members, out),
            Self::Not(pointer, clause) => {
                if clause.holds(members) {
                    out.push(Found::new(pointer, Fault::of("not", [])));
                }
            }
            Self::If(test, then, otherwise) => {
                let branch = if test.holds(members) { then } else { otherwise };
                if let Some(clause) = branch {
                    clause.explain(members, out);
                }
            }
        }
    }
}

fn holding(clauses: &[Clause], members: &Members<'_, '_>) -> u64 {
    let holding = clauses.iter().filter(|clause| clause.holds(members));
    holding.count() as u64
}

/// One that stands alone speaks for itself; of several, the nearest speaks after the union.
fn union(
    keyword: &'static str,
    pointer: &'static str,
    clauses: &'static [Clause],
    members: &Members<'_, '_>,
    out: &mut Vec<Found>,
) {
    let matches = match (clauses, holding(clauses, members)) {
        ([only], _) => return only.explain(members, out),
        (_, 1) => return,
        (_, 2..) if keyword == "anyOf" => return,
        (_, matches) => matches,
    };
    let mut failed = Vec::new();
    if matches == 0 {
        failed.extend(clauses.iter().enumerate().map(|(index, clause)| {
            let problems = clause.found(members);
            let mut distance = Distance::new(0, 0);
            for one in &problems {
                distance.add(&one.fault, u32::from(one.member.is_some()));
            }
            Failed {
                index,
                distance,
                problems,
                omitted: 0,
            }
        }));
    }
    let named = &mut |index: usize| {
        let clause = clauses.get(index);
        clause.map_or_else(Default::default, |one| {
            (one.title.clone(), one.pointer.clone())
        })
    };
    let (nearest, others) = fold(keyword, failed, named, &|found| found.into_iter().next());
    let name = nearest.as_ref().map_or("", |(_, name)| name);
    out.push(Found {
        others,
        ..Found::new(pointer, Fault::union(keyword, matches, name))
    });
    out.extend(nearest.into_iter().flat_map(|(one, _)| one.problems));
}

impl Found {
    /// The code is a keyword of the schema at `pointer`.
    fn new(pointer: &str, fault: Fault) -> Self {
        Self {
            member: None,
            schema: format!("{pointer}/{}", fault.code),
            fault,
            others: Others::default(),
        }
    }
}
