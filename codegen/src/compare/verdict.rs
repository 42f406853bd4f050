//! Findings -> the changes that are reported: each with its verdicts, once.

use std::collections::BTreeMap;

use super::attribution::{fields, listed, paths};
use super::change::{
    Change, Effect, Found, Impact, RustDifference, RustImpact, Step, Verdict, Which, WireEffect,
    Witness, keep_name,
};
use super::equal::Prints;
use super::matching::Matching;
use super::side::Side;
use super::witness::{Witnesses, witnesses};
use crate::schema::Provenance;
use crate::source::Span;

/// Decides each change, joins duplicates, and adds the differences in Rust.
pub(super) fn changes(
    (old, new): (&Side, &Side),
    matching: &Matching,
    (found, progress): (&[Found], &dyn Fn(usize, usize)),
    differences: Vec<RustDifference>,
) -> Vec<Change> {
    let mut decider = Decider {
        old,
        new,
        rust: differences.into_iter().map(|d| (d, false)).collect(),
        by_pointer: BTreeMap::new(),
        attached: BTreeMap::new(),
        parted: BTreeMap::new(),
        shapes: matching.shapes(&old.graph, &new.graph),
        paths: [paths(old), paths(new)],
        fields: [fields(old), fields(new)],
    };
    decider.index();
    decider.attach(found);
    let mut changes: Vec<Change> = Vec::new();
    let mut seen: BTreeMap<(&str, Spans, Option<String>), usize> = BTreeMap::new();
    for (number, one) in found.iter().enumerate() {
        progress(number + 1, found.len());
        let change = decider.change(number, one);
        let spans = match one.code {
            // An added or removed part is one change, whatever encloses it on the other side.
            code if code.ends_with("-removed") => (one.spans.0, None),
            code if code.ends_with("-added") => (None, one.spans.1),
            _ => one.spans,
        };
        let key = (
            one.code,
            key(spans),
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
    changes.extend(decider.others(found));
    changes.sort_by_key(|change| {
        let order = change.spans.1.or(change.spans.0);
        (order.map(|s| (s.source, s.start)), change.code)
    });
    changes
}

/// Whether the rule of a change proves that the other side accepts what `accepting` accepts.
fn is_proved(found: &Found, accepting: Which) -> bool {
    match accepting {
        Which::Old => matches!(found.effect, Effect::Same | Effect::Widens),
        Which::New => matches!(found.effect, Effect::Same | Effect::Narrows),
    }
}

/// The positions of both spans.
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
    if let (RustImpact::Breaking(words), RustImpact::Breaking(more)) = (&first.rust, &other.rust) {
        let both = words.split("; ").chain(more.split("; "));
        first.rust = RustImpact::Breaking(listed(both.map(str::to_owned).collect()));
    } else if first.rust == RustImpact::None
        || matches!(other.rust, RustImpact::Breaking(_))
            && matches!(first.rust, RustImpact::Literals(_))
    {
        first.rust = other.rust;
        first.rust_path = first.rust_path.take().or(other.rust_path);
    }
    first.help = first.help.take().or(other.help);
}

/// The state while changes are decided.
pub(super) struct Decider<'s> {
    pub(super) old: &'s Side,
    pub(super) new: &'s Side,
    /// The differences in Rust, and whether a change explains each.
    pub(super) rust: Vec<(RustDifference, bool)>,
    pub(super) by_pointer: BTreeMap<(Which, String), Vec<usize>>,
    /// The differences that each finding explains.
    pub(super) attached: BTreeMap<usize, Vec<usize>>,
    /// The differences that are there because equal types are no longer one, as findings changed
    /// their documentation.
    pub(super) parted: BTreeMap<usize, Vec<usize>>,
    /// The numbers of schemas by their shape.
    shapes: (Prints, Prints),
    /// The Rust paths of locations.
    pub(super) paths: [BTreeMap<String, String>; 2],
    /// The names of fields, by the locations of their properties.
    pub(super) fields: [BTreeMap<String, String>; 2],
}

impl Decider<'_> {
    pub(super) fn side(&self, which: Which) -> &Side {
        match which {
            Which::Old => self.old,
            Which::New => self.new,
        }
    }

    fn change(&mut self, number: usize, found: &Found) -> Change {
        let (requests, responses) = self.impacts(found);
        let (rust, help, rust_path) = self.rust_of(number, found);
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
        let help = self.field_before(found).map_or(help, |name| {
            let target = fieldwright_runtime::Value::from(subject.as_str());
            Some(keep_name(&target.to_string(), name))
        });
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
        let (of_requests, of_responses) = self.directions(found);
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
            return (
                impact(&messages.requests).filter(|_| of_requests),
                impact(&messages.responses).filter(|_| of_responses),
            );
        }
        let needs_any = found.effect != Effect::Same;
        let needs_shape = found.wire == WireEffect::AsValidation;
        let open = [(Which::Old, of_requests), (Which::New, of_responses)];
        let open = open
            .into_iter()
            .filter(|(which, is_of)| *is_of && !is_proved(found, *which));
        let open: Vec<Which> = open.map(|(which, _)| which).collect();
        let seen = match needs_any && !found.probes.is_empty() && !open.is_empty() {
            true => witnesses(self.old, self.new, found, (&open, needs_shape)),
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
        let proven = is_proved(found, accepting);
        let validation = self.verdict(found, seen, accepting, false, proven);
        let wire = match found.wire {
            WireEffect::AsValidation => {
                let proven = proven || self.has_same_shape(found);
                self.verdict(found, seen, accepting, true, proven)
            }
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

    /// Whether the shapes at the location of a change are equal.
    fn has_same_shape(&self, found: &Found) -> bool {
        let (Some(old), Some(new)) = found.schemas else {
            return false;
        };
        let meanings = (self.shapes.0.meaning_of(old), self.shapes.1.meaning_of(new));
        found.code != "indirect-change"
            && !found.code.ends_with("-type-changed")
            && meanings.0 == meanings.1
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
}
