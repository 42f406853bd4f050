//! The selected definitions: those whose names match, and their references.

use std::collections::{BTreeMap, BTreeSet};

use super::Graph;

impl Graph {
    /// Keeps the definitions that match one of `include` (all, if there is none) and none of
    /// `exclude`, and their references. Returns the patterns that match no definition.
    pub(crate) fn select(&mut self, include: &[String], exclude: &[String]) -> Vec<String> {
        let names: Vec<&str> = self
            .definitions
            .iter()
            .map(|definition| definition.name.value.as_str())
            .collect();
        let any = |patterns: &[String], name: &str| patterns.iter().any(|p| matches(p, name));
        let unused: Vec<String> = include
            .iter()
            .chain(exclude)
            .filter(|pattern| !names.iter().any(|name| matches(pattern, name)))
            .cloned()
            .collect();
        let wanted = names
            .iter()
            .enumerate()
            .filter(|(_, name)| (include.is_empty() || any(include, name)) && !any(exclude, name));
        let mut open: Vec<usize> = wanted.map(|(index, _)| index).collect();
        let mut kept = BTreeSet::new();
        while let Some(index) = open.pop() {
            let Some(definition) = self.definitions.get(index).filter(|_| kept.insert(index))
            else {
                continue;
            };
            let mut inside = vec![definition.schema];
            while let Some(id) = inside.pop() {
                let schema = self.get(id);
                open.extend(schema.reference);
                inside.extend(schema.subschemas());
            }
        }
        if !include.is_empty() {
            // Who wants some types wants no list of all operations.
            self.operations.clear();
            self.access = super::Access::default();
        }
        self.keep(&kept);
        unused
    }

    /// Keeps only these definitions. Returns the new number of each.
    pub(crate) fn keep(&mut self, kept: &BTreeSet<usize>) -> BTreeMap<usize, usize> {
        let moved: BTreeMap<usize, usize> = kept.iter().copied().zip(0..).collect();
        let mut index = 0;
        self.definitions.retain(|_| {
            index += 1;
            kept.contains(&(index - 1))
        });
        self.renumber(&|old| moved.get(&old).copied());
        moved
    }
}

/// Whether a name matches a pattern, in which `*` stands for any text and `?` for one character.
pub(crate) fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
            }
            Some(c) if *c == '?' || Some(c) == name.get(n) => {
                p += 1;
                n += 1;
            }
            // The last star takes one character more.
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    p = at + 1;
                    n = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_take_any_text() {
        let cases = [
            ("Pet", "Pet", true),
            ("Pet", "Pets", false),
            ("Pet*", "Pets", true),
            ("*Response", "list pets Response", true),
            ("*a*b*", "xaxxbx", true),
            ("*a*b", "xaxxbx", false),
            ("P?t", "Pot", true),
            ("", "", true),
            ("*", "", true),
        ];
        for (pattern, name, expected) in cases {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
