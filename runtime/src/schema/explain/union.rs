//! `anyOf` and `oneOf`: which alternative speaks where none holds.
//!
//! As for typed values: alternatives that the value's JSON type rules out are not
//! tried; one that is left speaks for itself; of several, the one with the fewest
//! problems speaks after the union.

use super::super::instance::Instance;
use super::super::program::{Child, Node};
use super::{Explain, Fault, Unit};
use crate::Value;

/// Codes that say that a value is of another kind, not that it is a bad one of its own.
const SHAPE: &[&str] = &[
    "type",
    "required",
    "enum",
    "const",
    "additionalProperties",
    "unevaluatedProperties",
    "falseSchema",
];

impl<'p, 'a> Explain<'p, 'a> {
    pub(super) fn union<I: Instance<'a>>(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        children: &[Child],
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        if self.full {
            return self.all_branches(node, keyword, children, instance, depth, out);
        }
        let kind = instance.sight().kind();
        let possible = |child: &&Child| child.possible & kind != 0;
        let candidates: Vec<Child> = children.iter().filter(possible).copied().collect();
        match candidates.as_slice() {
            [] => {
                self.no_branch(node, keyword, children, instance, out);
                false
            }
            [only] => self.schema(*only, instance, depth + 1, out),
            several => self.nearest(node, keyword, several, instance, depth, out),
        }
    }

    /// No alternative has the value's type.
    fn no_branch<I: Instance<'a>>(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        children: &[Child],
        instance: I,
        out: &mut Vec<Unit>,
    ) {
        let possible = |child: &Child| child.possible;
        let types = children.iter().map(possible).fold(0, |a, b| a | b);
        let fault = match types {
            0 => Fault::of(keyword, [("matches", Value::from(0u64))]),
            types => Fault::types(types, false, instance.sight().name()),
        };
        self.blame(node, keyword, instance.offset(), fault, out);
    }

    fn nearest<I: Instance<'a>>(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        candidates: &[Child],
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut holding = 0u64;
        let mut held = Vec::new();
        let mut nearest: Option<(bool, usize, Vec<Unit>, usize)> = None;
        let outer = self.omitted;
        for child in candidates {
            let mut units = Vec::new();
            self.omitted = 0;
            let holds = self.schema(*child, instance, depth + 1, &mut units);
            let omitted = std::mem::replace(&mut self.omitted, outer);
            if holds {
                holding += 1;
                held = units;
                if keyword == "anyOf" {
                    break;
                }
                continue;
            }
            let misfit = units.iter().any(is_shape);
            let count = units.len() + omitted;
            let better = nearest
                .as_ref()
                .is_none_or(|(m, c, _, _)| (misfit, count) < (*m, *c));
            if better {
                nearest = Some((misfit, count, units, omitted));
            }
        }
        if holding == 1 || (holding > 0 && keyword == "anyOf") {
            held.into_iter().for_each(|unit| self.push(unit, out));
            return true;
        }
        let nearest = nearest.filter(|_| holding == 0);
        let nearest = nearest.map(|(_, _, units, omitted)| (units, omitted));
        self.blame_union(node, keyword, instance.offset(), (holding, nearest), out);
        false
    }

    fn blame_union(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        at: Option<usize>,
        (holding, nearest): (u64, Option<(Vec<Unit>, usize)>),
        out: &mut Vec<Unit>,
    ) {
        let fault = Fault::of(keyword, [("matches", Value::from(holding))]);
        self.blame(node, keyword, at, fault, out);
        if let Some((units, omitted)) = nearest {
            units.into_iter().for_each(|unit| self.push(unit, out));
            self.omitted += omitted;
        }
    }

    /// For output formats: every alternative.
    fn all_branches<I: Instance<'a>>(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        children: &[Child],
        instance: I,
        depth: u32,
        out: &mut Vec<Unit>,
    ) -> bool {
        let mut units = Vec::new();
        let mut holding = 0u64;
        for (index, child) in children.iter().enumerate() {
            let steps = [keyword, &index.to_string()];
            holding += u64::from(self.apply(&steps, *child, instance, depth, &mut units));
        }
        let valid = holding == 1 || (holding > 0 && keyword == "anyOf");
        self.branches_unit(
            node,
            keyword,
            instance.offset(),
            (holding, valid, units),
            out,
        );
        valid
    }

    fn branches_unit(
        &mut self,
        node: &'p Node,
        keyword: &'static str,
        at: Option<usize>,
        (holding, valid, children): (u64, bool, Vec<Unit>),
        out: &mut Vec<Unit>,
    ) {
        let fault = Fault::of(keyword, [("matches", Value::from(holding))]);
        let unit = self.at_keyword(node, keyword, at, (!valid).then_some(fault));
        out.push(Unit { children, ..unit });
    }
}

fn is_shape(unit: &Unit) -> bool {
    let code = unit.fault.as_ref().map(|fault| &*fault.code);
    code.is_some_and(|code| SHAPE.contains(&code))
}
