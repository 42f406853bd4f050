//! The evaluator and conditions use the value as it is written, so values that they use are not
//! coerced from text.

use std::collections::BTreeSet;

use fieldwright_runtime::RuleKind;

use crate::diagnostic::{Collector, Diagnostic};
use crate::model::{Model, Slot, Type, TypeDef, TypeId, TypeKind};

/// Takes coercion away there, with a warning for each type.
pub(super) fn as_written(model: &mut Model, collector: &mut Collector) {
    let mut all = model.types.iter_mut().flat_map(|def| def.kind.slots_mut());
    if !all.any(|place| is_coerced(place)) {
        return;
    }
    let looked_at = model.iter().filter(|(_, def)| is_looked_at(def));
    let mut open: Vec<TypeId> = looked_at.map(|(id, _)| id).collect();
    let mut seen: BTreeSet<TypeId> = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(def) = model.types.get_mut(id.0).filter(|_| seen.insert(id)) else {
            continue;
        };
        let (mut is_changed, mut inside) = (false, def.kind.slots_mut());
        while let Some(place) = inside.pop() {
            is_changed |= std::mem::take(&mut place.coerce);
            if let Type::Named(id) = place.ty {
                open.push(id);
            }
            inside.extend(place.ty.inner_mut());
        }
        if is_changed {
            let message = "numbers and booleans of this type are not read from texts";
            let help = "conditions and the evaluator look at its values as they are written; remove \
                        `coerce` here, or what needs them: `if`, `not`, `anyOf` of objects, `compare`";
            let diagnostic = Diagnostic::warning("uncoerced-value", def.span, message);
            collector.add(diagnostic.help(help));
        }
    }
}

fn is_looked_at(def: &TypeDef) -> bool {
    let has_conditions = match &def.kind {
        TypeKind::Struct(body) => {
            let mut rules = body.rules.iter();
            !body.conditionals.is_empty() || rules.any(|r| matches!(r.kind, RuleKind::Compare(_)))
        }
        _ => false,
    };
    def.evaluated.is_some() || has_conditions
}

fn is_coerced(place: &Slot) -> bool {
    place.coerce || place.ty.inner().iter().any(is_coerced)
}
