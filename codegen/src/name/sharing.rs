//! Names of types that several locations share: a title becomes the name, and the names of the
//! others are kept for their paths.

use super::{Former, Names, TypeNames, words};
use crate::model::{Model, TypeId, TypeKind};
use crate::source::{SourceId, Span};

/// A longer title is a sentence, and no name.
const MOST_WORDS: usize = 6;

impl Names {
    /// Calls a type by its title, unless something else in its module is called so.
    pub(crate) fn entitle(&mut self, model: &Model, id: TypeId, title: &str) {
        let Some(names) = self.types.get_mut(id.0) else {
            return;
        };
        let scope = self.scopes.entry(names.modules.clone()).or_default();
        let ident = words::camel(title);
        let is_sentence = title.split_whitespace().count() > MOST_WORDS;
        if is_sentence || ident == names.ident || scope.contains_key(&ident) {
            return;
        }
        names.former = Some(Former {
            ident: std::mem::replace(&mut names.ident, ident.clone()),
            builder: names.builder.clone(),
        });
        let mut rename = |name: &mut String, wanted: String| {
            if !scope.contains_key(&wanted) {
                scope.insert(wanted.clone(), Span::new(SourceId(0), 0, 0));
                *name = wanted;
            }
        };
        rename(&mut names.table, words::shouty(&ident));
        if matches!(model.get(id).kind, TypeKind::Struct(_)) {
            let builder = format!("{}Builder", ident.trim_end_matches('_'));
            rename(&mut names.builder, builder);
        }
        scope.insert(ident, Span::new(SourceId(0), 0, 0));
    }

    /// Puts the names of types aside that are not kept.
    pub(crate) fn set_aside(&mut self, is_kept: &dyn Fn(TypeId) -> bool) {
        for (index, names) in std::mem::take(&mut self.types).into_iter().enumerate() {
            if is_kept(TypeId(index)) {
                self.types.push(names);
            } else {
                self.shared.push(names);
            }
        }
    }

    /// The further paths of each type, in order.
    pub(crate) fn others(&self, model: &Model) -> Vec<Vec<String>> {
        let mut others: Vec<Vec<String>> = Vec::with_capacity(self.types.len());
        for names in &self.types {
            let former = names.former.iter().map(|former| {
                let parts = names.modules.iter().chain(std::iter::once(&former.ident));
                parts.map(String::as_str).collect::<Vec<_>>().join("::")
            });
            others.push(former.collect());
        }
        for (shared, names) in model.shared.iter().zip(&self.shared) {
            if let Some(list) = others.get_mut(shared.target.0) {
                list.push(names.path());
            }
        }
        others
    }

    /// The names of the types that are one with another type, as they are listed in the model.
    pub(crate) fn shared(&self) -> &[TypeNames] {
        &self.shared
    }
}
