//! What was found -> the changes that are reported: each with its verdicts, once.

use std::collections::BTreeMap;

use super::change::{
    Change, Effect, Found, Impact, RustImpact, Step, Verdict, Which, WireEffect, Witness,
};
use super::rust::RustDifference;
use super::side::Side;
use super::witness::{Witnesses, witnesses};
use crate::schema::{Provenance, SchemaId};
use crate::source::Span;

/// Decides each change, joins those that are one, and adds what differs in Rust.
pub(super) fn changes(
    old: &Side,
    new: &Side,
    found: &[Found],
    differences: Vec<RustDifference>,
) -> Vec<Change> {
    let mut decider = Decider {
        old,
        new,
        rust: differences.into_iter().map(|d| (d, false)).collect(),
        by_pointer: BTreeMap::new(),
    };
    decider.index();
    let mut changes: Vec<Change> = Vec::new();
    let mut seen: BTreeMap<(&str, Spans, Option<String>), usize> = BTreeMap::new();
    for one in found {
        let change = decider.change(one);
        let key = (
            one.code,
            key(one.spans),
            one.member.clone().or(one.property.clone()),
        );
        match seen.get(&key).and_then(|index| changes.get_mut(*index)) {
            Some(first) => merge(first, change),
            None => {
                seen.insert(key, changes.len());
                changes.push(change);
            }
        }
    }
    changes.extend(decider.others());
    changes.sort_by_key(|change| {
        let order = change.spans.1.or(change.spans.0);
        (order.map(|s| (s.source, s.start)), change.code)
    });
    changes
}

/// Where both spans stand.
type Spans = (Option<(u32, u32, u32)>, Option<(u32, u32, u32)>);

fn key((old, new): (Option<Span>, Option<Span>)) -> Spans {
    let one = |span: Span| (span.source.0, span.start, span.end);
    (old.map(one), new.map(one))
}

/// The same change, met in another type: a request type, a response type.
fn merge(first: &mut Change, other: Change) {
    let worse = |a: &mut Option<Impact>, b: Option<Impact>| match (a.as_mut(), b) {
        (Some(a), Some(b)) => {
            if b.validation.rank() > a.validation.rank() {
                a.validation = b.validation;
            }
            if b.wire.rank() > a.wire.rank() {
                a.wire = b.wire;
            }
        }
        (None, b) => *a = b,
        (Some(_), None) => {}
    };
    worse(&mut first.requests, other.requests);
    worse(&mut first.responses, other.responses);
    if first.rust == RustImpact::None
        || matches!(other.rust, RustImpact::Breaking(_))
            && matches!(first.rust, RustImpact::Literals(_))
    {
        first.rust = other.rust;
        first.rust_path = first.rust_path.take().or(other.rust_path);
    }
    first.help = first.help.take().or(other.help);
}

/// The changes that variants may come and go with.
const VALUES: [&str; 5] = ["alternative", "constant", "discriminator", "enum", "type"];

struct Decider<'s> {
    old: &'s Side,
    new: &'s Side,
    /// What differs in Rust, and whether a change explains it.
    rust: Vec<(RustDifference, bool)>,
    by_pointer: BTreeMap<(Which, String), Vec<usize>>,
}

impl Decider<'_> {
    fn index(&mut self) {
        for (index, (difference, _)) in self.rust.iter().enumerate() {
            let sides = [
                (Which::Old, &difference.pointers.0),
                (Which::New, &difference.pointers.1),
            ];
            for (which, pointers) in sides {
                for pointer in pointers {
                    let slot = self.by_pointer.entry((which, pointer.clone())).or_default();
                    slot.push(index);
                }
            }
        }
    }

    fn side(&self, which: Which) -> &Side {
        match which {
            Which::Old => self.old,
            Which::New => self.new,
        }
    }

    fn change(&mut self, found: &Found) -> Change {
        let (requests, responses) = self.impacts(found);
        let (rust, help, rust_path) = self.rust_of(found);
        let name = match found.definitions {
            (_, Some(new)) => self.new.name(new),
            (Some(old), None) => self.old.name(old),
            (None, None) => "",
        };
        let mut subject = name.to_owned();
        for step in &found.path {
            match step {
                Step::Property(name) => {
                    subject.push('.');
                    subject.push_str(name);
                }
                Step::Item => subject.push_str("[]"),
                Step::Element(index) => subject.push_str(&format!("[{index}]")),
                Step::Undeclared => subject.push_str(".*"),
            }
        }
        if let Some(property) = &found.property {
            subject = format!("{subject}.{property}");
        }
        let mut message = found.message.clone();
        if self.is_parameter(found) {
            message = message.replacen("` is new", "` is a new parameter", 1);
        }
        Change {
            code: found.code,
            message,
            old: None,
            new: None,
            subject,
            rust_path,
            requests,
            responses,
            rust,
            help: found.help.clone().or(help),
            level: None,
            spans: found.spans,
        }
    }

    fn is_parameter(&self, found: &Found) -> bool {
        let definition = found
            .definitions
            .1
            .and_then(|i| self.new.graph.definitions.get(i));
        let is_parameters =
            definition.is_some_and(|d| matches!(d.provenance, Provenance::Parameters(_)));
        is_parameters && found.path.is_empty() && found.code == "property-added"
    }

    // --- verdicts ---------------------------------------------------------------

    fn impacts(&self, found: &Found) -> (Option<Impact>, Option<Impact>) {
        if let Some(messages) = &found.messages {
            let impact = |message: &Option<String>| {
                let verdict = match message {
                    Some(message) => Verdict::Breaking(Witness::Message(message.clone())),
                    None => Verdict::Compatible,
                };
                Some(Impact {
                    validation: verdict.clone(),
                    wire: verdict,
                })
            };
            return (impact(&messages.requests), impact(&messages.responses));
        }
        let (of_requests, of_responses) = self.directions(found);
        let needs_any = found.effect != Effect::Same;
        let needs_shape = found.wire == WireEffect::AsValidation;
        let seen = match needs_any && !found.probes.is_empty() {
            true => witnesses(self.old, self.new, found, needs_shape),
            false => Witnesses::default(),
        };
        let requests = of_requests.then(|| self.impact(found, &seen, Which::Old));
        let responses = of_responses.then(|| self.impact(found, &seen, Which::New));
        (requests, responses)
    }

    /// Whether the values at issue are in requests, and in responses.
    fn directions(&self, found: &Found) -> (bool, bool) {
        match found.code {
            "request-type-changed" => return (true, false),
            "response-type-changed" => return (false, true),
            _ => {}
        }
        let (a, b) = (
            found.definitions.0.map(|i| self.old.directions(i)),
            found.definitions.1.map(|i| self.new.directions(i)),
        );
        match (a, b) {
            (Some(a), Some(b)) => {
                let both = (a.0 && b.0, a.1 && b.1);
                match both {
                    (false, false) => (a.0 || b.0, a.1 || b.1),
                    both => both,
                }
            }
            (one, other) => one.or(other).unwrap_or((true, true)),
        }
    }

    /// `accepting` is the side whose instances must stay accepted by the other.
    fn impact(&self, found: &Found, seen: &Witnesses, accepting: Which) -> Impact {
        let proven = match accepting {
            Which::Old => matches!(found.effect, Effect::Same | Effect::Widens),
            Which::New => matches!(found.effect, Effect::Same | Effect::Narrows),
        };
        let validation = self.verdict(found, seen, accepting, false, proven);
        let wire = match found.wire {
            WireEffect::AsValidation => self.verdict(found, seen, accepting, true, proven),
            WireEffect::Nothing => Verdict::Compatible,
            WireEffect::Meaning(requests, responses) => {
                let why = match accepting {
                    Which::Old => requests,
                    Which::New => responses,
                };
                match why {
                    "" => Verdict::Compatible,
                    why => Verdict::Unclear(why.to_owned()),
                }
            }
        };
        Impact { validation, wire }
    }

    fn verdict(
        &self,
        found: &Found,
        seen: &Witnesses,
        accepting: Which,
        is_shape: bool,
        proven: bool,
    ) -> Verdict {
        if proven {
            return Verdict::Compatible;
        }
        let definition = match accepting {
            Which::Old => found.definitions.0,
            Which::New => found.definitions.1,
        };
        let of = definition.map_or("", |index| self.side(accepting).name(index));
        match seen.get(accepting, is_shape) {
            Some((value, refusal)) => Verdict::Breaking(Witness::Instance {
                of: of.to_owned(),
                value: value.clone(),
                refusal: refusal.clone(),
            }),
            None => {
                let words = match is_shape {
                    false => {
                        "no rule proves it compatible, and no instance was found that proves it breaking"
                    }
                    true => {
                        "no rule proves the shape compatible, and no instance was found that proves it breaking"
                    }
                };
                Verdict::Unclear(words.to_owned())
            }
        }
    }

    // --- Rust -------------------------------------------------------------------

    /// What differs in Rust because of a change, what helps, and the Rust path.
    fn rust_of(&mut self, found: &Found) -> (RustImpact, Option<String>, Option<String>) {
        let mut claimed = Vec::new();
        let is_of_words = matches!(
            found.code,
            "documentation-changed" | "deprecated" | "undeprecated" | "direction-changed"
        );
        let sides = [(Which::Old, found.schemas.0), (Which::New, found.schemas.1)];
        for (which, schema) in sides.into_iter().filter(|_| !is_of_words) {
            let Some(pointer) = schema.and_then(|id| self.pointer(which, id)) else {
                continue;
            };
            let pointer = match &found.property {
                Some(name) => {
                    let mut pointer = format!("{pointer}/properties");
                    crate::schema::push_token(&mut pointer, name);
                    pointer
                }
                None => pointer,
            };
            claimed.extend(self.claimed(which, &pointer, found));
        }
        claimed.sort_unstable();
        claimed.dedup();
        let mut impact = RustImpact::None;
        let (mut help, mut path) = (None, None);
        let mut words: Vec<String> = Vec::new();
        for index in claimed {
            let Some((difference, is_explained)) = self.rust.get_mut(index) else {
                continue;
            };
            *is_explained = true;
            words.extend(difference.impact.words().map(str::to_owned));
            if matches!(difference.impact, RustImpact::Breaking(_)) || impact == RustImpact::None {
                impact = difference.impact.clone();
            }
            help = help.or_else(|| difference.help.clone());
            path = path.or_else(|| Some(difference.path.clone()));
        }
        let words = words.join("; ");
        let impact = match impact {
            RustImpact::None => RustImpact::None,
            RustImpact::Literals(_) => RustImpact::Literals(words),
            RustImpact::Breaking(_) => RustImpact::Breaking(words),
        };
        (impact, help, path.or_else(|| self.rust_path(found)))
    }

    fn pointer(&self, which: Which, id: SchemaId) -> Option<String> {
        let side = self.side(which);
        side.pointers.get(&side.graph, id)
    }

    /// The differences that stand at a pointer, at an alternative of it, or at the field around it.
    fn claimed(&self, which: Which, pointer: &str, found: &Found) -> Vec<usize> {
        let fits = |index: &usize| {
            let Some((difference, _)) = self.rust.get(*index) else {
                return false;
            };
            let is_variant = difference.code.starts_with("rust-variant")
                && found.property.is_none()
                && VALUES.iter().any(|prefix| found.code.starts_with(prefix));
            match (&found.member, &difference.member) {
                (Some(a), Some(b)) => a == b,
                (Some(_), None) => !difference.is_item,
                (None, Some(_)) => is_variant,
                (None, None) => true,
            }
        };
        let exact = |pointer: &str| -> Vec<usize> {
            let found = self.by_pointer.get(&(which, pointer.to_owned()));
            found.into_iter().flatten().copied().filter(fits).collect()
        };
        let mut claimed = exact(pointer);
        for alternatives in ["anyOf", "oneOf"] {
            for index in 0..2 {
                claimed.extend(exact(&format!("{pointer}/{alternatives}/{index}")));
            }
        }
        // A change inside of a field that is no type of its own is one of that field.
        let mut around = pointer;
        while claimed.is_empty() {
            let Some((shorter, token)) = around.rsplit_once('/') else {
                break;
            };
            let is_inside = matches!(token, "items" | "additionalProperties")
                || token.bytes().all(|b| b.is_ascii_digit())
                || matches!(token, "anyOf" | "oneOf" | "allOf" | "prefixItems");
            if !is_inside {
                break;
            }
            around = shorter;
            let fields = exact(around);
            claimed.extend(fields.into_iter().filter(|index| {
                self.rust
                    .get(*index)
                    .is_some_and(|(difference, _)| !difference.is_item)
            }));
        }
        claimed
    }

    /// The Rust path of a change that makes no difference in Rust.
    fn rust_path(&self, found: &Found) -> Option<String> {
        let (which, definition) = match found.definitions {
            (_, Some(new)) => (Which::New, new),
            (Some(old), None) => (Which::Old, old),
            (None, None) => return None,
        };
        let side = self.side(which);
        let path = side.path_of(definition)?;
        let fields = found.path.iter().filter_map(|step| match step {
            Step::Property(name) => Some(name.as_str()),
            _ => None,
        });
        let first = fields.chain(found.property.as_deref()).next();
        Some(
            match first.and_then(|name| side.field_of(definition, name)) {
                Some(field) => format!("{path}.{field}"),
                None => path,
            },
        )
    }

    /// What differs in Rust, and no change of the schema explains.
    fn others(&mut self) -> Vec<Change> {
        let left = self.rust.iter().filter(|(_, is_explained)| !is_explained);
        let left = left.map(|(difference, _)| Change {
            code: difference.code,
            message: difference.impact.words().unwrap_or_default().to_owned(),
            old: None,
            new: None,
            subject: String::new(),
            rust_path: Some(difference.path.clone()),
            requests: None,
            responses: None,
            rust: difference.impact.clone(),
            help: difference.help.clone(),
            level: None,
            spans: difference.spans,
        });
        left.collect()
    }
}
