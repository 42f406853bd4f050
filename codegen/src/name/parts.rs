//! What the files of a module that is made of several are called: one for each named type, with
//! its inline types. The modules that files are stay private, so these names are no part of a path
//! that users write.

use std::collections::BTreeSet;

use super::{Names, TypeNames};
use crate::model::TypeId;

/// Some file systems take names of 255 bytes, some whole paths of 260.
const LONGEST: usize = 80;

impl Names {
    /// The file that a type stands in, without its extension: lower case and ASCII, as some systems
    /// take names for the same that differ in case or in how they compose a letter. Types whose
    /// names are spelled alike in this way share a file, and so do those with one inner module.
    pub(crate) fn part(&self, id: TypeId) -> String {
        part(self.get(id))
    }

    /// The file of what lies in a module of the input's.
    pub(crate) fn part_of_module(&self, module: &str) -> String {
        spelled(module)
    }

    /// The private module that the files lie in: it is called like nothing else.
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
