//! The constants of operations, and the module they lie in.

use std::collections::{BTreeMap, BTreeSet};

use super::{Naming, respelled, words};
use crate::diagnostic::Diagnostic;

/// The names of operations.
#[derive(Debug, Default)]
pub(crate) struct OperationNames {
    pub(crate) module: String,
    /// In the order of the model.
    pub(crate) constants: Vec<String>,
    /// Lists of media types that several bodies have, with the names of private constants.
    pub(crate) media: Vec<(Vec<String>, String)>,
}

impl Naming<'_, '_> {
    /// Types and their modules have the first claim to a name.
    pub(super) fn operations(&mut self) -> OperationNames {
        let mut names = OperationNames::default();
        if self.model.operations.is_empty() {
            return names;
        }
        "operations".clone_into(&mut names.module);
        let root = self.types.iter().filter(|names| names.modules.is_empty());
        let inner: BTreeSet<&str> = root.map(|names| names.inner.as_str()).collect();
        while inner.contains(names.module.as_str()) || self.taken(&[], &names.module).is_some() {
            names.module.push_str("_mod");
        }
        let mut taken = BTreeSet::new();
        for operation in &self.model.operations {
            let text = match &operation.id {
                Some(id) => id.clone(),
                None => format!("{} {}", operation.method, operation.path),
            };
            let mut name = words::shouty(&text);
            if taken.contains(&name) {
                let free = |name: &str| !taken.contains(name);
                let found = respelled(&mut self.numbers, &text, words::shouty, &free);
                let message =
                    format!("the name `{name}` is taken, so this operation is called `{found}`");
                let help = "give each operation an `operationId` of its own";
                let diagnostic = Diagnostic::warning("renamed", operation.span, message);
                self.collector.add(diagnostic.help(help));
                name = found;
            }
            taken.insert(name.clone());
            names.constants.push(name);
        }
        names.media = self.media(&taken);
        names
    }

    /// Lists of media types are named after their subtypes: as few as distinguish them.
    fn media(&self, taken: &BTreeSet<String>) -> Vec<(Vec<String>, String)> {
        let mut lists: Vec<(&Vec<String>, usize)> = Vec::new();
        let mut known: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
        for operation in &self.model.operations {
            let responses = operation.responses.iter().map(|response| &response.media);
            for list in responses.chain([&operation.request]) {
                let index = *known.entry(list).or_insert(lists.len());
                match lists.get_mut(index) {
                    Some((_, count)) => *count += 1,
                    None => lists.push((list, 1)),
                }
            }
        }
        let mut taken = taken.clone();
        let several = lists
            .iter()
            .filter(|(list, count)| *count > 1 && !list.is_empty());
        let several = several.map(|(list, _)| {
            let subtypes = list
                .iter()
                .map(|media| media.rsplit('/').next().unwrap_or(media));
            let subtypes: Vec<&str> = subtypes.collect();
            let names = (1..=subtypes.len()).map(|count| {
                let first = subtypes.get(..count).unwrap_or_default();
                words::shouty(&first.join(" "))
            });
            let mut name = String::new();
            for next in names {
                name = next;
                if !taken.contains(&name) {
                    break;
                }
            }
            while taken.contains(&name) {
                name.push_str("_TYPE");
            }
            taken.insert(name.clone());
            ((*list).clone(), name)
        });
        several.collect()
    }
}
