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
        let sight = instance.sight();
        let possible = |child: &Child| self.run.program.node(child.goal).possible;
        let candidates = children.iter().filter(|c| possible(c) & sight.kind() != 0);
        let candidates: Vec<Child> = candidates.copied().collect();
        match candidates.as_slice() {
            [] => {
                let types = children.iter().map(possible).fold(0, |a, b| a | b);
                let fault = match types {
                    0 => Fault::of(keyword, [("matches", Value::from(0u64))]),
                    types => Fault::types(types, false, sight.name()),
                };
                self.blame(node, keyword, instance.offset(), fault, out);
                false
            }
            [only] => self.schema(*only, instance, depth + 1, out),
            several => self.nearest(node, keyword, several, instance, depth, out),
        }
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
        let fault = Fault::of(keyword, [("matches", Value::from(holding))]);
        self.blame(node, keyword, instance.offset(), fault, out);
        if let Some((_, _, units, omitted)) = nearest.filter(|_| holding == 0) {
            units.into_iter().for_each(|unit| self.push(unit, out));
            self.omitted += omitted;
        }
        false
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
        let fault = Fault::of(keyword, [("matches", Value::from(holding))]);
        let fault = (!valid).then_some(fault);
        let mut unit = self.at_keyword(node, keyword, instance.offset(), fault);
        unit.children = units;
        out.push(unit);
        valid
    }
}

fn is_shape(unit: &Unit) -> bool {
    let code = unit.fault.as_ref().map(|fault| &*fault.code);
    code.is_some_and(|code| SHAPE.contains(&code))
}
