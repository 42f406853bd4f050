//! The files of a module's items: all in one file, or one file for each named type.
//!
//! ```text
//! src/github.rs          the index: `pub use types::pull_request::{pull_request, PullRequest};`
//! src/github/issue.rs    a type, its table, and the module of its inline types
//! ```
//! The files are modules of a private one, so that the paths of types are the same either way.

use std::collections::BTreeSet;

use crate::model::{TypeDef, TypeId, TypeKind};
use crate::name::Names;
use crate::settings::Files;

use super::ModuleInput;

/// A module of more types than this is written to several files: some hundred thousand lines. Two
/// thousand files cost as much processor time as all else of a generation.
const MANY: usize = 4000;

/// The file of each type.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The private module that the files lie in.
    pub(super) root: String,
    /// By type; none is the file of the module itself.
    parts: Vec<Option<String>>,
    /// The files in the order of their first types.
    pub(super) files: Vec<String>,
    known: BTreeSet<String>,
}

impl Layout {
    pub(super) fn of(input: ModuleInput<'_>) -> Self {
        let is_large = input.model.types.len() > MANY;
        match input.settings.files {
            Some(Files::Many) => Self::many(input),
            None if is_large => Self::many(input),
            Some(Files::One) | None => Self::default(),
        }
    }

    fn many(input: ModuleInput<'_>) -> Self {
        let mut layout = Self {
            root: input.names.parts_module(),
            ..Self::default()
        };
        for (id, def) in input.model.iter() {
            let part = (!in_index(def)).then(|| input.names.part(id));
            if let Some(part) = part.as_ref().filter(|part| !layout.known.contains(*part)) {
                layout.known.insert(part.clone());
                layout.files.push(part.clone());
            }
            layout.parts.push(part);
        }
        layout
    }

    /// The file of a type, if it is not the module's own.
    pub(super) fn part(&self, id: TypeId) -> Option<&str> {
        self.parts.get(id.0)?.as_deref()
    }

    /// The modules around a type in the files; `modules` are those of its path.
    pub(super) fn place(&self, id: TypeId, modules: &[String]) -> Vec<String> {
        let part = self.part(id).map(|part| self.module(part));
        let mut place = part.unwrap_or_default();
        place.extend_from_slice(modules);
        place
    }

    /// The same for modules that may have no type themselves; those without a separate file are in
    /// the index.
    pub(super) fn place_of_modules(&self, names: &Names, modules: &[String]) -> Vec<String> {
        let part = modules.first().map(|module| names.part_of_module(module));
        let part = part.filter(|part| self.known.contains(part));
        let mut place = part.map(|part| self.module(&part)).unwrap_or_default();
        place.extend_from_slice(modules);
        place
    }

    /// The module that a file is.
    pub(super) fn module(&self, part: &str) -> Vec<String> {
        vec![self.root.clone(), part.to_owned()]
    }
}

/// A second name for a type is a line, and the index is full of those.
fn in_index(def: &TypeDef) -> bool {
    matches!(
        (&def.kind, &def.origin),
        (TypeKind::Alias(_), crate::model::Origin::Definition(_))
    )
}
