//! Groups of equal types -> a model that has one type for each group, defined at the first
//! location in the order of the document, and a list of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::partition::Label;
use crate::model::{Docs, Model, Origin, Shared, Type, TypeDef, TypeId};
use crate::name::Names;
use crate::schema::Provenance;

/// Leaves one type for each label.
pub(super) fn merge(model: &mut Model, names: &mut Names, labels: &[Label]) {
    let targets = targets(model, labels);
    let is_kept = |index: usize| targets[index] == index;
    if (0..targets.len()).all(is_kept) {
        return;
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, target) in targets.iter().enumerate() {
        groups.entry(*target).or_default().push(index);
    }
    for (target, members) in groups.iter().filter(|(_, members)| members.len() > 1) {
        if model.types[*target].provenance == Provenance::Named {
            continue;
        }
        let common = common_docs(model, *target, members);
        if let Some(title) = common_title(model, *target, members) {
            names.entitle(model, TypeId(*target), &title);
        }
        model.types[*target].docs = common;
    }
    let kept: BTreeSet<usize> = (0..targets.len()).filter(|i| is_kept(*i)).collect();
    let new: BTreeMap<usize, usize> = kept.iter().copied().zip(0..).collect();
    let moved = |id: TypeId| {
        let target = targets.get(id.0).and_then(|target| new.get(target));
        TypeId(target.copied().unwrap_or_default())
    };
    model.for_each_part(&mut |id| moved(TypeId(id)).0);
    for (index, mut def) in std::mem::take(&mut model.types).into_iter().enumerate() {
        renumber(&mut def, &moved);
        if is_kept(index) {
            model.types.push(def);
        } else {
            let target = moved(TypeId(index));
            model.shared.push(Shared { def, target });
        }
    }
    names.set_aside(&|id| kept.contains(&id.0));
}

/// The target of each type. That of a group is a named type, else the first one inside types that
/// stay, where a reader of the first of them looks for it.
fn targets(model: &Model, labels: &[Label]) -> Vec<usize> {
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    let mut targets: Vec<usize> = Vec::new();
    let mut pass = |is_last: bool| {
        targets.clear();
        for (id, def) in model.iter() {
            let target = match labels.get(id.0) {
                Some(Label::Item(target)) => *target,
                Some(Label::Group(group)) => {
                    let stays = match &def.origin {
                        Origin::Inline { parent, .. } => targets.get(parent.0) == Some(&parent.0),
                        Origin::Definition(_) => true,
                    };
                    if stays || is_last {
                        first.entry(*group).or_insert(id.0);
                    }
                    first.get(group).copied().unwrap_or(id.0)
                }
                None => id.0,
            };
            targets.push(target);
        }
    };
    pass(false);
    pass(true);
    targets
}

fn renumber(def: &mut TypeDef, moved: &dyn Fn(TypeId) -> TypeId) {
    if let Origin::Inline { parent, .. } = &mut def.origin {
        *parent = moved(*parent);
    }
    def.form_of = def.form_of.map(moved);
    def.for_each_type(&mut |ty| {
        if let Type::Named(id) = ty {
            *id = moved(*id);
        }
    });
}

/// The documentation of a type at several locations: only the common part is the type's.
fn common_docs(model: &Model, target: usize, members: &[usize]) -> Docs {
    let own = &model.types[target];
    let mut docs = own.docs.clone();
    let all = |holds: &dyn Fn(&Docs) -> bool| members.iter().all(|m| holds(&model.types[*m].docs));
    docs.deprecated = all(&|docs| docs.deprecated);
    docs.read_only = all(&|docs| docs.read_only);
    docs.write_only = all(&|docs| docs.write_only);
    if matches!(own.provenance, Provenance::Parameters(_)) {
        docs.description = docs
            .description
            .map(|text| of_several(&text, members.len()));
    } else if common_title(model, target, members).is_some()
        && !all(&|other| other.description == docs.description)
    {
        // Each belongs to a property, and is kept at its field.
        docs.description = None;
    }
    docs
}

/// The title that all locations have, if no name was given.
fn common_title(model: &Model, target: usize, members: &[usize]) -> Option<String> {
    let own = &model.types[target];
    let title = own.docs.title.clone().filter(|_| own.rust_name.is_none())?;
    let is_it = |member: &usize| model.types[*member].docs.title.as_ref() == Some(&title);
    members.iter().all(is_it).then_some(title)
}

/// `Parameters of the operation a and 3 others.`
fn of_several(description: &str, count: usize) -> String {
    let others = match count.saturating_sub(1) {
        1 => "1 other".to_owned(),
        others => format!("{others} others"),
    };
    let text = description.trim_end_matches('.');
    format!("{text} and {others}.")
}
