//! Applicators over the members of one object, by keywords of JSON Schema.

use super::Constraint;

/// A subschema of a struct's object that concerns its fields only.
#[derive(Debug)]
pub(crate) struct Conditional {
    pub(crate) pointer: String,
    pub(crate) title: Option<String>,
    pub(crate) required: Vec<String>,
    pub(crate) members: Vec<Member>,
    pub(crate) also: Vec<Applicator>,
}

/// The constraints of a subschema on one property.
#[derive(Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) pointer: String,
    pub(crate) constraints: Vec<Constraint>,
}

/// A keyword that applies subschemas to the object itself, with the pointer of its schema if it
/// reports violations itself.
#[derive(Debug)]
pub(crate) enum Applicator {
    DependentRequired(String, String, Vec<String>),
    DependentSchema(String, Conditional),
    AllOf(Vec<Conditional>),
    AnyOf(String, Vec<Conditional>),
    OneOf(String, Vec<Conditional>),
    Not(String, Box<Conditional>),
    If(
        Box<Conditional>,
        Option<Box<Conditional>>,
        Option<Box<Conditional>>,
    ),
}

impl Applicator {
    /// The keyword that it is.
    pub(crate) const fn keyword(&self) -> &'static str {
        match self {
            Self::DependentRequired(..) => "dependentRequired",
            Self::DependentSchema(..) => "dependentSchemas",
            Self::AllOf(_) => "allOf",
            Self::AnyOf(..) => "anyOf",
            Self::OneOf(..) => "oneOf",
            Self::Not(..) => "not",
            Self::If(..) => "if",
        }
    }

    fn conditionals(&self) -> Vec<&Conditional> {
        match self {
            Self::DependentRequired(..) => Vec::new(),
            Self::DependentSchema(_, conditional) => vec![conditional],
            Self::AllOf(conditionals)
            | Self::AnyOf(_, conditionals)
            | Self::OneOf(_, conditionals) => conditionals.iter().collect(),
            Self::Not(_, conditional) => vec![conditional],
            Self::If(test, then, otherwise) => {
                let branches = [then, otherwise].into_iter().flatten();
                std::iter::once(test)
                    .chain(branches)
                    .map(|conditional| &**conditional)
                    .collect()
            }
        }
    }

    /// Calls `visit` with every list of constraints in it.
    pub(crate) fn for_each_constraint(&self, visit: &mut dyn FnMut(&Constraint)) {
        for conditional in self.conditionals() {
            let members = conditional.members.iter();
            members
                .flat_map(|member| &member.constraints)
                .for_each(&mut *visit);
            for one in &conditional.also {
                one.for_each_constraint(visit);
            }
        }
    }
}
