//! How an update changes a node (Overlay Specification 1.1, section 4.4.3).

use std::collections::BTreeMap;

use crate::source::{Content, Span, Tree};

/// An update that does not fit what it would change.
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) update: Span,
    pub(super) target: Span,
}

/// Updates a node that was selected: objects are merged, arrays take the update as an element
/// (an array each of its elements, from 1.1 on), and from 1.1 on a value is replaced.
pub(super) fn update(target: &mut Tree, update: &Tree, is_first: bool) -> Result<(), Problem> {
    match (&mut target.content, &update.content) {
        (Content::Mapping(_), Content::Mapping(_)) => merge(target, update),
        (Content::Sequence(items), Content::Sequence(new)) if !is_first => {
            items.extend(new.iter().cloned());
            Ok(())
        }
        (Content::Sequence(items), _) => {
            items.push(update.clone());
            Ok(())
        }
        (old, new) if !is_first && !is_compound(old) && !is_compound(new) => {
            *target = update.clone();
            Ok(())
        }
        (old, new) if !is_compound(old) && !is_compound(new) => Err(Problem {
            message: "an overlay of version 1.0 cannot replace a value by itself".to_owned(),
            update: update.span,
            target: target.span,
        }),
        _ => Err(problem(target, update)),
    }
}

/// Merges objects: common keys recursively, arrays concatenated, values replaced.
fn merge(target: &mut Tree, update: &Tree) -> Result<(), Problem> {
    let (Content::Mapping(entries), Content::Mapping(new)) = (&mut target.content, &update.content)
    else {
        return Ok(());
    };
    let known = entries.iter().enumerate();
    let known: BTreeMap<String, usize> = known.map(|(at, (key, ..))| (key.clone(), at)).collect();
    for (key, span, value) in new {
        let old = known.get(key).and_then(|at| entries.get_mut(*at));
        let Some((_, _, old)) = old else {
            entries.push((key.clone(), *span, value.clone()));
            continue;
        };
        match (&mut old.content, &value.content) {
            (Content::Mapping(_), Content::Mapping(_)) => merge(old, value)?,
            (Content::Sequence(items), Content::Sequence(new)) => {
                items.extend(new.iter().cloned());
            }
            (was, is) if !is_compound(was) && !is_compound(is) => *old = value.clone(),
            _ => return Err(problem(old, value)),
        }
    }
    Ok(())
}

/// Takes a child out.
pub(super) fn remove(parent: &mut Tree, index: usize) {
    match &mut parent.content {
        Content::Sequence(items) if index < items.len() => {
            items.remove(index);
        }
        Content::Mapping(entries) if index < entries.len() => {
            entries.remove(index);
        }
        _ => {}
    }
}

fn is_compound(content: &Content) -> bool {
    matches!(content, Content::Sequence(_) | Content::Mapping(_))
}

fn problem(target: &Tree, update: &Tree) -> Problem {
    let (new, old) = (update.type_name(), target.type_name());
    Problem {
        message: format!("{new} cannot be merged into {old}"),
        update: update.span,
        target: target.span,
    }
}
