//! What the members of one object have to do with each other, as tables: `dependentRequired`,
//! `dependentSchemas`, `if`, `not`, `allOf`, `anyOf` and `oneOf`, where their subschemas speak of
//! declared properties only.
//!
//! Says what the evaluator says (`schema/explain`), without its program and its second reading.

use crate::alternative::MAX_ALTERNATIVES;
use crate::check::check;
use crate::shape::Constraint;
use crate::{Map, Node, Value};

/// A subschema of an object, as far as declared properties go.
#[derive(Debug)]
pub struct Clause {
    /// Where it stands in the normalised schema.
    pub pointer: &'static str,
    /// Its title; empty where it has none.
    pub title: &'static str,
    /// The properties that must be there, by name and index.
    pub required: &'static [Name],
    /// What properties must keep that are there.
    pub members: &'static [Member],
    /// What else must hold of the same object.
    pub also: &'static [Applicator],
}

/// A property: its name, and its index among the fields of the shape; one that is no field is
/// never there.
pub(crate) type Name = (&'static str, u16);

/// What a subschema asks of one property.
#[derive(Debug)]
pub struct Member {
    /// The property.
    pub name: Name,
    /// Where its schema stands.
    pub pointer: &'static str,
    /// What its value must keep.
    pub constraints: &'static [Constraint],
}

/// A keyword that applies subschemas to the object itself. Where it has something of its own to
/// say, the place of its schema stands first.
#[derive(Debug)]
pub enum Applicator {
    /// Where the one property is there, the others must be (validation, section 6.5.4).
    DependentRequired(&'static str, Name, &'static [Name]),
    /// Where the property is there, the subschema must hold (core, section 10.2.2.4).
    DependentSchema(Name, &'static Clause),
    /// All of these (core, section 10.2.1.1).
    AllOf(&'static [Clause]),
    /// At least one of these (section 10.2.1.2).
    AnyOf(&'static str, &'static [Clause]),
    /// Exactly one of these (section 10.2.1.3).
    OneOf(&'static str, &'static [Clause]),
    /// Not this (section 10.2.1.4).
    Not(&'static str, &'static Clause),
    /// `if`, `then` and `else` (section 10.2.2).
    If(
        &'static Clause,
        Option<&'static Clause>,
        Option<&'static Clause>,
    ),
}

/// The members of an object, by the indices of its fields.
pub(crate) struct Members<'m> {
    pub(crate) has: &'m dyn Fn(usize) -> bool,
    pub(crate) value: &'m dyn Fn(usize) -> Node<'m>,
}

/// One thing that is wrong.
pub(crate) struct Found {
    /// The property it is about, where it is not the object.
    pub(crate) member: Option<&'static str>,
    pub(crate) schema: String,
    pub(crate) code: &'static str,
    pub(crate) parameters: Map<Value>,
    /// Of a union: the alternatives beside the nearest, and how many more there are.
    pub(crate) others: Vec<FoundOther>,
    pub(crate) others_omitted: usize,
}

/// An alternative that does not hold.
pub(crate) struct FoundOther {
    pub(crate) name: String,
    pub(crate) schema: &'static str,
    pub(crate) reason: Box<Found>,
    pub(crate) more: usize,
}

/// What is wrong with an object; nearly always nothing.
pub(crate) fn broken_clauses(applicators: &[Applicator], members: &Members<'_>) -> Vec<Found> {
    let mut out = Vec::new();
    if !applicators.iter().all(|one| one.holds(members)) {
        applicators
            .iter()
            .for_each(|one| one.explain(members, &mut out));
    }
    out
}

impl Members<'_> {
    fn has(&self, (_, index): &Name) -> bool {
        (self.has)(usize::from(*index))
    }
}

impl Member {
    fn broken(&self, members: &Members<'_>, report: &mut dyn FnMut(&'static str, Map<Value>)) {
        if members.has(&self.name) {
            let value = (members.value)(usize::from(self.name.1));
            check(value, self.constraints, report);
        }
    }

    fn holds(&self, members: &Members<'_>) -> bool {
        let mut holds = true;
        self.broken(members, &mut |_, _| holds = false);
        holds
    }
}

impl Clause {
    fn holds(&self, members: &Members<'_>) -> bool {
        self.required.iter().all(|name| members.has(name))
            && self.members.iter().all(|member| member.holds(members))
            && self.also.iter().all(|one| one.holds(members))
    }

    fn explain(&self, members: &Members<'_>, out: &mut Vec<Found>) {
        for name in self.required.iter().filter(|name| !members.has(name)) {
            let parameters = Map::from([("property", Value::from(name.0))]);
            out.push(Found::new(self.pointer, "required", parameters));
        }
        for member in self.members {
            member.broken(members, &mut |code, parameters| {
                out.push(Found {
                    member: Some(member.name.0),
                    ..Found::new(member.pointer, code, parameters)
                });
            });
        }
        self.also.iter().for_each(|one| one.explain(members, out));
    }

    fn found(&self, members: &Members<'_>) -> Vec<Found> {
        let mut out = Vec::new();
        self.explain(members, &mut out);
        out
    }
}

impl Applicator {
    fn holds(&self, members: &Members<'_>) -> bool {
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
                branch.is_none_or(|clause| clause.holds(members))
            }
        }
    }

    fn explain(&self, members: &Members<'_>, out: &mut Vec<Found>) {
        match self {
            Self::DependentRequired(pointer, first, others) => {
                let missing = others.iter().filter(|name| !members.has(name));
                for name in missing.filter(|_| members.has(first)) {
                    let parameters = [
                        ("property", Value::from(first.0)),
                        ("required", Value::from(name.0)),
                    ];
                    let parameters = Map::from(parameters);
                    out.push(Found::new(pointer, "dependentRequired", parameters));
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
                    out.push(Found::new(pointer, "not", Map::new()));
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

fn holding(clauses: &[Clause], members: &Members<'_>) -> u64 {
    let holding = clauses.iter().filter(|clause| clause.holds(members));
    holding.count() as u64
}

/// One that stands alone speaks for itself; of several, the nearest speaks after the union.
fn union(
    keyword: &'static str,
    pointer: &'static str,
    clauses: &'static [Clause],
    members: &Members<'_>,
    out: &mut Vec<Found>,
) {
    let matches = match (clauses, holding(clauses, members)) {
        ([only], _) => return only.explain(members, out),
        (_, 1) => return,
        (_, 2..) if keyword == "anyOf" => return,
        (_, matches) => matches,
    };
    let mut failed: Vec<(usize, Vec<Found>)> = Vec::new();
    if matches == 0 {
        let found = clauses.iter().map(|clause| clause.found(members));
        failed.extend(found.enumerate());
    }
    failed.sort_by_key(|(_, found)| (found.iter().any(Found::is_misfit), found.len()));
    let mut failed = failed.into_iter();
    let nearest = failed.next();
    let parameters = Map::from([("matches", Value::from(matches))]);
    let others_omitted = failed.len().saturating_sub(MAX_ALTERNATIVES);
    let others = failed.take(MAX_ALTERNATIVES);
    let others = others.filter_map(|(index, found)| other(keyword, index, clauses, found));
    out.push(Found {
        others: others.collect(),
        others_omitted,
        ..Found::new(pointer, keyword, parameters)
    });
    out.extend(nearest.into_iter().flat_map(|(_, found)| found));
}

fn other(
    keyword: &str,
    index: usize,
    clauses: &'static [Clause],
    found: Vec<Found>,
) -> Option<FoundOther> {
    let clause = clauses.get(index)?;
    let more = found.len().saturating_sub(1);
    let reason = Found {
        others: Vec::new(),
        others_omitted: 0,
        ..found.into_iter().next()?
    };
    Some(FoundOther {
        name: match clause.title {
            "" => format!("{keyword}/{index}"),
            title => title.to_owned(),
        },
        schema: clause.pointer,
        reason: Box::new(reason),
        more,
    })
}

impl Found {
    /// `code` is a keyword of the schema at `pointer`.
    fn new(pointer: &str, code: &'static str, parameters: Map<Value>) -> Self {
        Self {
            member: None,
            schema: format!("{pointer}/{code}"),
            code,
            parameters,
            others: Vec::new(),
            others_omitted: 0,
        }
    }

    /// As `SHAPE` in `schema/explain/union.rs`.
    fn is_misfit(&self) -> bool {
        matches!(self.code, "type" | "required" | "enum" | "const")
    }
}
