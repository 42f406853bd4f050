//! Applicators over the members of one object, as tables: `dependentRequired`, `dependentSchemas`,
//! `if`, `not`, `allOf`, `anyOf` and `oneOf`, where their subschemas name declared properties only.
//!
//! Reports what the evaluator reports (`schema/explain`), without its program and second pass.

use crate::alternative::{Distance, Failed, Others, fold};
use crate::check::check;
use crate::fault::Fault;
use crate::layout::Layout;
use crate::shape::{Constraint, Table};
use crate::words::{Hooks, of_words};
use crate::{Node, Value};

/// A subschema of an object, as far as declared properties go.
#[derive(Debug, Default)]
pub(crate) struct Conditional {
    /// Its pointer in the normalised schema.
    pointer: String,
    /// Its title; empty where it has none.
    title: String,
    /// The properties that must be there.
    required: Vec<Name>,
    /// The constraints of properties that are present.
    members: Vec<Member>,
    /// Further applicators on the same object.
    also: Vec<Applicator>,
}

/// A property: its name, and its index among the fields of the shape; one that is no field is
/// never there.
#[derive(Debug)]
pub(crate) struct Name(String, usize);

/// The constraints of a subschema on one property.
#[derive(Debug)]
pub(crate) struct Member {
    /// The property.
    name: Name,
    /// The pointer of its schema.
    pointer: String,
    /// The constraints of its value.
    constraints: Vec<Constraint>,
}

/// A keyword that applies subschemas to the object itself. If it reports violations itself, the
/// pointer of its schema comes first.
#[derive(Debug)]
#[allow(clippy::large_enum_variant)] // made once for a type
pub(crate) enum Applicator {
    /// If the property is present, the others must be (validation, section 6.5.4).
    DependentRequired(String, Name, Vec<Name>),
    /// If the property is present, the subschema must hold (core, section 10.2.2.4).
    DependentSchema(Name, Conditional),
    /// All of these (core, section 10.2.1.1).
    AllOf(Vec<Conditional>),
    /// At least one of these (section 10.2.1.2).
    AnyOf(String, Vec<Conditional>),
    /// Exactly one of these (section 10.2.1.3).
    OneOf(String, Vec<Conditional>),
    /// Not this (section 10.2.1.4).
    Not(String, Conditional),
    /// `if`, `then` and `else` (section 10.2.2).
    If(Conditional, Option<Conditional>, Option<Conditional>),
}

/// Compiles applicators from their text in a table:
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
    /// Those of a struct, whose fields are laid out.
    pub(crate) fn of(table: &Table, layout: &Layout) -> Vec<Self> {
        let mut hooks = table.hooks.iter();
        let texts = table.applicators.iter();
        let applicators = texts.filter_map(|text| Self::compile(text, layout, &mut hooks));
        applicators.collect()
    }

    fn compile(text: &'static str, layout: &Layout, hooks: Hooks<'_>) -> Option<Self> {
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
                let (first, conditional) = argument.as_object()?.get_index(0)?;
                Applicator::DependentSchema(self.name(first), self.conditional(conditional))
            }
            "allOf" => Applicator::AllOf(self.conditionals(argument)),
            "anyOf" => Applicator::AnyOf(pointer(), self.conditionals(argument)),
            "oneOf" => Applicator::OneOf(pointer(), self.conditionals(argument)),
            "not" => Applicator::Not(pointer(), self.conditional(argument)),
            "if" => {
                let test = self.conditional(argument);
                let then = map
                    .get("then")
                    .map(|conditional| self.conditional(conditional));
                let otherwise = map
                    .get("else")
                    .map(|conditional| self.conditional(conditional));
                Applicator::If(test, then, otherwise)
            }
            _ => return None,
        })
    }

    fn conditionals(&mut self, list: &Value) -> Vec<Conditional> {
        let list = list.as_array().unwrap_or_default().iter();
        list.map(|conditional| self.conditional(conditional))
            .collect()
    }

    fn conditional(&mut self, value: &Value) -> Conditional {
        let get = |key| value.get(key);
        let mut conditional = Conditional {
            pointer: text(get("pointer")),
            title: text(get("title")),
            required: get("required").map_or_else(Vec::new, |list| self.names(list)),
            ..Conditional::default()
        };
        let members = get("properties").and_then(Value::as_array);
        for member in members.unwrap_or_default() {
            let [name, pointer, words] = member.as_array().unwrap_or_default() else {
                continue; // the generator writes all three
            };
            conditional.members.push(Member {
                name: self.name(name.as_str().unwrap_or_default()),
                pointer: text(Some(pointer)),
                constraints: of_words(&text(Some(words)), self.hooks),
            });
        }
        let also = get("also").and_then(Value::as_array).unwrap_or_default();
        conditional.also = also.iter().filter_map(|one| self.applicator(one)).collect();
        conditional
    }

    fn names(&self, list: &Value) -> Vec<Name> {
        let list = list.as_array().unwrap_or_default().iter();
        list.map(|name| self.name(name.as_str().unwrap_or_default()))
            .collect()
    }

    fn name(&self, name: &str) -> Name {
        let index = self.layout.find(name).map_or(usize::MAX, |found| found.0);
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
pub(crate) struct ConditionalViolation {
    /// The property concerned, if it is not the object.
    pub(crate) member: Option<&'static str>,
    pub(crate) schema: String,
    pub(crate) fault: Fault,
    /// Of a union: the alternatives beside the nearest.
    pub(crate) others: Others<ConditionalViolation>,
}

/// The violations of an object; nearly always none.
pub(crate) fn violated_conditionals(
    applicators: &'static [Applicator],
    members: &Members<'_, '_>,
) -> Vec<ConditionalViolation> {
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

impl Conditional {
    fn holds(&self, members: &Members<'_, '_>) -> bool {
        self.required.iter().all(|name| members.has(name))
            && self.members.iter().all(|member| member.holds(members))
            && self.also.iter().all(|one| one.holds(members))
    }

    fn explain(&'static self, members: &Members<'_, '_>, out: &mut Vec<ConditionalViolation>) {
        for name in self.required.iter().filter(|name| !members.has(name)) {
            out.push(ConditionalViolation::new(
                &self.pointer,
                Fault::required(name.0.clone()),
            ));
        }
        for member in &self.members {
            member.broken(members, &mut |fault| {
                out.push(ConditionalViolation {
                    member: Some(&member.name.0),
                    ..ConditionalViolation::new(&member.pointer, fault)
                });
            });
        }
        self.also.iter().for_each(|one| one.explain(members, out));
    }

    fn found(&'static self, members: &Members<'_, '_>) -> Vec<ConditionalViolation> {
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
            Self::DependentSchema(first, conditional) => {
                !members.has(first) || conditional.holds(members)
            }
            Self::AllOf(conditionals) => conditionals
                .iter()
                .all(|conditional| conditional.holds(members)),
            Self::AnyOf(_, conditionals) => conditionals
                .iter()
                .any(|conditional| conditional.holds(members)),
            Self::OneOf(_, conditionals) => holding(conditionals, members) == 1,
            Self::Not(_, conditional) => !conditional.holds(members),
            Self::If(test, then, otherwise) => {
                let branch = if test.holds(members) { then } else { otherwise };
                branch
                    .as_ref()
                    .is_none_or(|conditional| conditional.holds(members))
            }
        }
    }

    fn explain(&'static self, members: &Members<'_, '_>, out: &mut Vec<ConditionalViolation>) {
        match self {
            Self::DependentRequired(pointer, first, others) => {
                let missing = others.iter().filter(|name| !members.has(name));
                for name in missing.filter(|_| members.has(first)) {
                    out.push(ConditionalViolation::new(
                        pointer,
                        Fault::dependent(&first.0, &name.0),
                    ));
                }
            }
            Self::DependentSchema(first, conditional) => {
                if members.has(first) {
                    conditional.explain(members, out);
                }
            }
            Self::AllOf(conditionals) => conditionals
                .iter()
                .for_each(|one| one.explain(members, out)),
            Self::AnyOf(pointer, conditionals) => {
                union("anyOf", pointer, conditionals, members, out)
            }
            Self::OneOf(pointer, conditionals) => {
                union("oneOf", pointer, conditionals, members, out)
            }
            Self::Not(pointer, conditional) => {
                if conditional.holds(members) {
                    out.push(ConditionalViolation::new(pointer, Fault::of("not", [])));
                }
            }
            Self::If(test, then, otherwise) => {
                let branch = if test.holds(members) { then } else { otherwise };
                if let Some(conditional) = branch {
                    conditional.explain(members, out);
                }
            }
        }
    }
}

fn holding(conditionals: &[Conditional], members: &Members<'_, '_>) -> u64 {
    let holding = conditionals
        .iter()
        .filter(|conditional| conditional.holds(members));
    holding.count() as u64
}

/// A single one is reported directly; of several, the nearest is reported after the union.
fn union(
    keyword: &'static str,
    pointer: &'static str,
    conditionals: &'static [Conditional],
    members: &Members<'_, '_>,
    out: &mut Vec<ConditionalViolation>,
) {
    let matches = match (conditionals, holding(conditionals, members)) {
        ([only], _) => return only.explain(members, out),
        (_, 1) => return,
        (_, 2..) if keyword == "anyOf" => return,
        (_, matches) => matches,
    };
    let mut failed = Vec::new();
    if matches == 0 {
        failed.extend(conditionals.iter().enumerate().map(|(index, conditional)| {
            let problems = conditional.found(members);
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
        let conditional = conditionals.get(index);
        conditional.map_or_else(Default::default, |one| {
            (one.title.clone(), one.pointer.clone())
        })
    };
    let (nearest, others) = fold(keyword, failed, named, &|found| found.into_iter().next());
    let name = nearest.as_ref().map_or("", |(_, name)| name);
    out.push(ConditionalViolation {
        others,
        ..ConditionalViolation::new(pointer, Fault::union(keyword, matches, name))
    });
    out.extend(nearest.into_iter().flat_map(|(one, _)| one.problems));
}

impl ConditionalViolation {
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
