//! The alternatives of a union that an instance is not, folded under the union's violation.

use std::cmp::Reverse;

use crate::fault::Fault;
use crate::{Violation, Violations};

/// An alternative of a union, and the reason why an instance does not match it.
///
/// Serialises as an object with the keys `name`, `schema`, `reason`, which is a violation, and
/// `more`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// Its name in the schema, else what distinguishes it (a constant, a property that only it
    /// requires, its types), else its index: `oneOf/1`.
    pub name: String,
    /// Its JSON pointer into the normalised schema: `#/$defs/Pet/oneOf/1`.
    pub schema: String,
    /// The first thing that is wrong with the instance as this alternative.
    pub reason: Violation,
    /// How many more there are.
    pub more: usize,
}

/// How many alternatives of a union are reported beside the nearest; the others are counted.
pub(crate) const MAX_ALTERNATIVES: usize = 10;

/// An alternative that does not hold, with all that is wrong with the instance as that.
pub(crate) struct Failed<P> {
    /// Its index among the alternatives.
    pub(crate) index: usize,
    pub(crate) distance: Distance,
    pub(crate) problems: Vec<P>,
    pub(crate) omitted: usize,
}

/// How far an instance is from an alternative.
///
/// The depth of the first type error counts first: a list whose third element has a wrong type is
/// nearer to lists of these elements than to a text. Then the number of problems counts; a missing
/// or undeclared property counts twice. A misspelt value is no type error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Distance {
    kind: Reverse<u32>,
    cost: usize,
}

impl Distance {
    /// Of an alternative that omits so many problems and does not declare so many properties.
    pub(crate) fn new(omitted: usize, undeclared: usize) -> Self {
        Self {
            kind: Reverse(u32::MAX),
            cost: omitted + 2 * undeclared,
        }
    }

    /// Adds one more problem, so many levels inside the instance.
    pub(crate) fn add(&mut self, fault: &Fault, depth: u32) {
        let level = match &*fault.code {
            // A constant distinguishes alternatives; an unknown property is a fault of the object.
            "const" | "additionalProperties" | "unevaluatedProperties" => depth.saturating_sub(1),
            "enum" if fault.allows_one() => depth.saturating_sub(1),
            _ => depth,
        };
        let is_misfit = fault.is_misfit();
        if is_misfit {
            self.kind = self.kind.max(Reverse(level));
        }
        self.cost += 1 + usize::from(is_misfit && level == 0);
    }
}

/// An alternative beside the nearest.
#[derive(Debug, Clone)]
pub(crate) struct Other<P> {
    pub(crate) name: String,
    pub(crate) schema: String,
    pub(crate) reason: Box<P>,
    pub(crate) more: usize,
}

/// The alternatives beside the nearest.
#[derive(Debug, Clone)]
pub(crate) struct Others<P> {
    pub(crate) list: Vec<Other<P>>,
    /// How many more there are.
    pub(crate) omitted: usize,
}

impl<P> Default for Others<P> {
    fn default() -> Self {
        let list = Vec::new();
        Self { list, omitted: 0 }
    }
}

impl<P> Others<P> {
    /// The same as violations, of which `violation` makes each reason.
    pub(crate) fn finish(
        self,
        violation: &mut dyn FnMut(P) -> Option<Violation>,
    ) -> (Vec<Alternative>, usize) {
        let list = self.list.into_iter().filter_map(|other| {
            Some(Alternative {
                name: other.name,
                schema: other.schema,
                reason: violation(*other.reason)?,
                more: other.more,
            })
        });
        (list.collect(), self.omitted)
    }
}

/// Selects the alternative to report where none holds: the nearest one, with its name, which may be
/// empty. The others are reported by their first problem (from `reason`) and by name and pointer
/// (from `named`); an alternative without a name is named by its index below `keyword`.
pub(crate) fn fold<P>(
    keyword: &str,
    mut failed: Vec<Failed<P>>,
    named: &mut dyn FnMut(usize) -> (String, String),
    reason: &dyn Fn(Vec<P>) -> Option<P>,
) -> (Option<(Failed<P>, String)>, Others<P>) {
    failed.sort_by_key(|one| one.distance);
    let mut failed = failed.into_iter();
    let nearest = failed.next().map(|one| {
        let (name, _) = named(one.index);
        (one, name)
    });
    let omitted = failed.len().saturating_sub(MAX_ALTERNATIVES);
    let list = failed.take(MAX_ALTERNATIVES).filter_map(|one| {
        let more = (one.problems.len() + one.omitted).saturating_sub(1);
        let (name, schema) = named(one.index);
        Some(Other {
            name: match name.is_empty() {
                true => format!("{keyword}/{}", one.index),
                false => name,
            },
            schema,
            reason: Box::new(reason(one.problems)?),
            more,
        })
    });
    let list = list.collect();
    (nearest, Others { list, omitted })
}

impl Violations {
    /// Alternatives count as violations: they get the remainder of `limit`.
    pub(crate) fn up_to(mut self, limit: usize) -> Self {
        let mut room = limit.saturating_sub(self.len());
        for violation in self.list_mut() {
            let kept = violation.others.len().min(room);
            violation.others_omitted += violation.others.len() - kept;
            violation.others.truncate(kept);
            room -= kept;
        }
        self
    }
}

#[cfg(test)]
#[cfg(feature = "evaluator")]
mod tests {
    use crate::{MAX_VIOLATIONS, Schema, Value, Violations, from_json};

    fn evaluate(instance: &str) -> Violations {
        let branches = (0..14).map(|index| {
            format!(
                r#"{{ "title": "Kind {index}", "type": "object",
                     "required": ["a{index}", "b{index}", "c"] }}"#
            )
        });
        let branches: Vec<String> = branches.collect();
        let schema = format!(r#"{{ "items": {{ "anyOf": [{}] }} }}"#, branches.join(","));
        let schema: Value = from_json(schema.as_bytes()).unwrap();
        Schema::compile(&schema).unwrap().validate_json(instance)
    }

    #[test]
    fn alternatives_are_folded_under_their_union() {
        let found = evaluate(r#"[{"a3": 1, "c": 1}]"#);
        let shown = found.to_string();
        assert!(
            shown.starts_with(
                "1:2: /0 [anyOf] matches none of the alternatives; the nearest is \"Kind 3\"\n    \
                 or, as Kind 0: 1:2: /0 [required] missing \"a0\", and 1 more\n"
            ),
            "{shown}"
        );
        // The nearest is reported by itself.
        assert!(
            shown.ends_with("\n    or 3 more alternatives\n1:2: /0 [required] missing \"b3\""),
            "{shown}"
        );
        assert!(!shown.contains("as Kind 3"), "{shown}");
        let value = found.to_value();
        let list = value.get("violations").and_then(Value::as_array).unwrap();
        let others = list[0].get("others").and_then(Value::as_array).unwrap();
        assert_eq!(others.len(), 10);
        assert_eq!(
            others[1].to_string(),
            concat!(
                r##"{"name":"Kind 1","schema":"#/items/anyOf/1","reason":{"instance":"/0","##,
                r##""schema":"#/items/anyOf/1/required","code":"required","##,
                r##""parameters":{"property":"a1"},"message":"missing \"a1\"","##,
                r##""severity":"error","line":1,"column":2},"more":1}"##
            )
        );
        assert_eq!(list[1].get("others"), None);
    }

    #[test]
    fn what_is_folded_counts() {
        let instance = format!("[{}{{}}]", "{},".repeat(29));
        let found = evaluate(&instance);
        // Of each union: its own violation, and three of the nearest.
        assert_eq!((found.len(), found.omitted()), (100, 20));
        let folded: usize = found.iter().map(|v| v.others.len()).sum();
        assert_eq!(found.len() + folded, MAX_VIOLATIONS);
        assert!(
            found
                .iter()
                .all(|v| v.code != "anyOf" || v.others_omitted == 13)
        );
        let found = evaluate("[{}, {}]");
        let folded: usize = found.iter().map(|v| v.others.len()).sum();
        assert_eq!((found.len(), folded), (8, 20));
    }

    #[test]
    fn words_and_values_reach_what_is_folded() {
        let text = r#"[{"a3": 1}]"#;
        let found = evaluate(text).with_values(text).with_messages(|violation| {
            (violation.code == "required")
                .then(|| format!("no {}", violation.parameter("property")))
        });
        let reason = &found.as_slice()[0].others[0].reason;
        assert_eq!(reason.message(), "no a0");
        assert_eq!(reason.value.as_deref(), Some(r#"{"a3": 1}"#));
    }
}
