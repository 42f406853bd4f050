//! What the keywords with schemas for the same value say of it, if what these schemas say is known.

use super::{Schema, SchemaId};

impl Schema {
    /// The verdict of each such keyword, as far as it is certain. `target` is the schema that a
    /// reference leads to; `accepts` says whether a schema accepts the value.
    pub(crate) fn verdicts(
        &self,
        target: Option<SchemaId>,
        accepts: &mut dyn FnMut(SchemaId) -> Option<bool>,
    ) -> Vec<(&'static str, Option<bool>)> {
        let mut found = Vec::new();
        found.extend(target.map(|id| ("$ref", accepts(id))));
        found.extend(self.all_of.iter().map(|id| ("allOf", accepts(*id))));
        let not = self.not.iter();
        found.extend(not.map(|id| ("not", accepts(*id).map(|holds| !holds))));
        for group in &self.alternatives {
            let all: Vec<Option<bool>> = group.schemas.iter().map(|id| accepts(*id)).collect();
            let holding = all.iter().filter(|one| **one == Some(true)).count();
            let verdict = match (group.exactly_one, all.contains(&None)) {
                (false, _) if holding > 0 => Some(true),
                (true, _) if holding > 1 => Some(false),
                (_, true) => None,
                (_, false) => Some(holding == 1),
            };
            found.push((group.keyword(), verdict));
        }
        if let Some(condition) = self.condition {
            let branch = accepts(condition.test).map(|holds| match holds {
                true => condition.then,
                false => condition.otherwise,
            });
            let verdict = branch.and_then(|branch| branch.map_or(Some(true), &mut *accepts));
            found.push(("if", verdict));
        }
        found
    }
}
