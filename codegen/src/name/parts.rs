//! The names of the files of a module of several files: one for each named type, with its inline
//! types. The modules of files stay private, so these names are no part of a path that users write.

use std::collections::BTreeSet;

use super::{Names, TypeNames};
use crate::model::TypeId;

/// Some file systems take names of 255 bytes, some whole paths of 260.
const LONGEST: usize = 80;

impl Names {
    /// The file of a type, without its extension: lower case and ASCII, as some systems do not
    /// distinguish names by case or by the composition of a letter. Types whose names then coincide
    /// share a file, and so do those with one inner module.
    pub(crate) fn part(&self, id: TypeId) -> String {
        part(self.get(id))
    }

    /// The file of the content of a module of the input.
    pub(crate) fn part_of_module(&self, module: &str) -> String {
        spelled(module)
    }

    /// The private module of the files: its name is unique.
    pub(crate) fn parts_module(&self) -> String {
        let mut taken = BTreeSet::new();
        for names in self.types.iter().chain(&self.shared) {
            taken.insert(names.inner.clone());
            taken.extend(names.former.as_ref().map(|former| former.ident.clone()));
            taken.insert(part(names));
            taken.extend(names.modules.first().cloned());
            taken.insert(names.ident.clone());
        }
        let mut name = "types".to_owned();
        while taken.contains(&name) {
            name.push('_');
        }
        name
    }
}

fn part(names: &TypeNames) -> String {
    spelled(names.modules.first().unwrap_or(&names.inner))
}

pub(super) fn spelled(module: &str) -> String {
    let mut name = String::new();
    for c in module.chars() {
        let piece = match c {
            'a'..='z' | '0'..='9' | '_' => c.to_string(),
            other => format!("u{:x}", u32::from(other)),
        };
        if name.len() + piece.len() > LONGEST {
            break;
        }
        name.push_str(&piece);
    }
    name
}
