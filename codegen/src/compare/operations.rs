//! Operations: added and removed ones, and the types that they send and receive.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Effect, Found, Messages, RustImpact, WireEffect};
use super::matching::{Matching, template};
use super::side::Side;
use super::walk::between;
use crate::schema::{Operation, Provenance, SecurityScheme, Styled};
use crate::source::Span;

/// Compares the operations of documents.
pub(super) fn operations(old: &Side, new: &Side, matching: &Matching) -> Vec<Found> {
    let mut comparison = Comparison {
        old,
        new,
        matching,
        found: Vec::new(),
        bodies: (bodies(old), bodies(new)),
        inherits: false,
        renamed: renamed_schemes(&old.graph.access.schemes, &new.graph.access.schemes),
        forms: matching.form_pairs(&old.graph, &new.graph),
    };
    let keyed = |side: &Side| -> BTreeMap<(String, String), usize> {
        let all = side.graph.operations.iter().enumerate();
        all.map(|(index, o)| ((o.method.clone(), template(&o.path)), index))
            .collect()
    };
    let (olds, news) = (keyed(old), keyed(new));
    for (index, operation) in new.graph.operations.iter().enumerate() {
        let key = (operation.method.clone(), template(&operation.path));
        let before = olds
            .get(&key)
            .and_then(|at| Some((*at, old.graph.operations.get(*at)?)));
        match before {
            Some((at, before)) => comparison.pair((at, before), (index, operation)),
            None => {
                let message = format!("the operation {} is new", words(operation));
                comparison.add(
                    "operation-added",
                    message,
                    (None, Some(operation.span)),
                    None,
                );
            }
        }
    }
    for (index, operation) in old.graph.operations.iter().enumerate() {
        let key = (operation.method.clone(), template(&operation.path));
        if !news.contains_key(&key) {
            let message = format!("the operation {} is gone", words(operation));
            let messages = Messages {
                requests: Some(format!("{} is not answered any more", words(operation))),
                responses: None,
                rust: comparison.gone(index),
            };
            comparison.add(
                "operation-removed",
                message,
                (Some(operation.span), None),
                Some(messages),
            );
        }
    }
    comparison.parameters();
    comparison.access();
    comparison.found
}

/// The bodies of each operation: response (none for the request) and media type, and the type.
type Bodies = BTreeMap<(usize, Option<usize>, usize), usize>;

fn bodies(side: &Side) -> Bodies {
    let all = side.graph.bodies.iter();
    let sent = all.filter_map(|body| Some((body.sent?, body.definition)));
    sent.map(|(s, definition)| ((s.operation, s.response, s.media), definition))
        .collect()
}

fn words(operation: &Operation) -> String {
    format!("`{} {}`", operation.method, operation.path)
}

pub(super) struct Comparison<'s> {
    pub(super) old: &'s Side,
    pub(super) new: &'s Side,
    matching: &'s Matching,
    pub(super) found: Vec<Found>,
    bodies: (Bodies, Bodies),
    /// Whether an operation of both has the security of its document.
    pub(super) inherits: bool,
    /// The new names of schemes that are the same under another name.
    pub(super) renamed: BTreeMap<String, String>,
    /// Pairs of types of which one is for one direction only.
    forms: Vec<(usize, usize)>,
}

impl Comparison<'_> {
    pub(super) fn add(
        &mut self,
        code: &'static str,
        message: String,
        spans: (Option<Span>, Option<Span>),
        messages: Option<Messages>,
    ) {
        self.found.push(Found {
            spans,
            messages: Some(messages.unwrap_or_default()),
            ..Found::new(code, message)
        });
    }

    /// A change that refuses nothing, but may have another outcome for requests, or for responses.
    pub(super) fn meaning(
        &mut self,
        code: &'static str,
        message: String,
        spans: (Option<Span>, Option<Span>),
        (requests, responses): (&'static str, &'static str),
    ) {
        self.found.push(Found {
            spans,
            wire: WireEffect::Meaning(requests, responses),
            ..Found::new(code, message)
        });
    }

    /// The path of the constant of an operation.
    fn constant(side: &Side, index: usize) -> Option<String> {
        let names = &side.names.operations;
        let constant = names.constants.get(index)?;
        Some(format!("{}::{constant}", names.module))
    }

    fn gone(&self, index: usize) -> RustImpact {
        match Self::constant(self.old, index) {
            Some(path) => RustImpact::Breaking(format!("the constant `{path}` is gone")),
            None => RustImpact::None,
        }
    }

    fn renamed(&self, old: usize, new: usize) -> RustImpact {
        match (Self::constant(self.old, old), Self::constant(self.new, new)) {
            (Some(was), Some(is)) if was != is => {
                RustImpact::Breaking(format!("the constant `{was}` is `{is}` now"))
            }
            _ => RustImpact::None,
        }
    }

    fn pair(&mut self, (at, old): (usize, &Operation), (index, new): (usize, &Operation)) {
        let spans = (Some(old.span), Some(new.span));
        let name = words(new);
        if old.id != new.id {
            let shown = |id: &Option<String>| match id {
                Some(id) => format!("`{id}`"),
                None => "none".to_owned(),
            };
            let message = format!(
                "the id of {name} was {}, and is {}",
                shown(&old.id),
                shown(&new.id)
            );
            let messages = Messages {
                rust: self.renamed(at, index),
                ..Messages::default()
            };
            self.add("operation-renamed", message, spans, Some(messages));
        }
        self.access_of((old, new), &name);
        self.words_of((old, new), &name);
        self.parameter_groups((old, new), &name);
        self.request((old, new), &name, spans);
        self.bodies_of(
            (at, None, &old.request),
            (index, None, &new.request),
            &name,
            spans,
        );
        for (place, before) in old.responses.iter().enumerate() {
            let (status, media) = (&before.status, &before.media);
            let mut answers = new.responses.iter().enumerate();
            let found = answers.find(|(_, after)| after.status == *status);
            let Some((there, after)) = found else {
                let message = format!("{name} has no response {status} any more");
                self.add("response-removed", message, spans, None);
                continue;
            };
            let now = &after.media;
            for (gone, list, others) in [(true, media, now), (false, now, media)] {
                for media in list.iter().filter(|m| !others.contains(m)) {
                    self.response_media(media, gone, status, &name, spans);
                }
            }
            let response = &format!("{name} {status}");
            self.response_headers((before, after), response, spans);
            self.bodies_of(
                (at, Some(place), media),
                (index, Some(there), now),
                response,
                spans,
            );
        }
        for status in new.responses.iter().map(|after| &after.status) {
            let mut answers = old.responses.iter().map(|before| &before.status);
            if answers.clone().any(|before| before == status) {
                continue;
            }
            let is_expected = answers.any(|before| covers(before, status));
            let message = format!("{name} has the new response {status}");
            match status.starts_with('2') && !is_expected {
                true => {
                    let why = "old clients do not know the status, and take it for another success";
                    self.meaning("response-added", message, spans, ("", why));
                }
                false => self.add("response-added", message, spans, None),
            }
        }
    }

    fn request(
        &mut self,
        (before, after): (&Operation, &Operation),
        name: &str,
        spans: (Option<Span>, Option<Span>),
    ) {
        let (old, new) = (&before.request, &after.request);
        if !old.is_empty() && !new.is_empty() {
            self.required_body((before, after), name, spans);
        }
        match (old.is_empty(), new.is_empty()) {
            (true, true) => {}
            (true, false) => {
                let message = format!("{name} has a request body now");
                let refusal = format!("{name} without a body is refused");
                let messages = Messages {
                    requests: after.requires_body.then_some(refusal),
                    ..Messages::default()
                };
                self.add("request-body-added", message, spans, Some(messages));
            }
            (false, true) => {
                let message = format!("{name} has no request body any more");
                let messages = Messages {
                    requests: Some(format!(
                        "{name} with a body of {} is not answered as before",
                        old.join(", ")
                    )),
                    responses: None,
                    ..Messages::default()
                };
                self.add("request-body-removed", message, spans, Some(messages));
            }
            (false, false) => {
                for media in old.iter().filter(|m| !new.contains(m)) {
                    let message = format!("{name} takes no {media} any more");
                    let messages = Messages {
                        requests: Some(format!("{name} with a body of {media} is refused")),
                        responses: None,
                        ..Messages::default()
                    };
                    self.add("request-media-type-removed", message, spans, Some(messages));
                }
                for media in new.iter().filter(|m| !old.contains(m)) {
                    let message = format!("{name} takes {media}, too");
                    self.add("request-media-type-added", message, spans, None);
                }
            }
        }
    }

    fn required_body(
        &mut self,
        (before, after): (&Operation, &Operation),
        name: &str,
        spans: (Option<Span>, Option<Span>),
    ) {
        match (before.requires_body, after.requires_body) {
            (false, true) => {
                let message = format!("{name} requires a request body now");
                let messages = Messages {
                    requests: Some(format!("{name} without a body is refused")),
                    ..Messages::default()
                };
                self.add("request-body-required", message, spans, Some(messages));
            }
            (true, false) => {
                let message = format!("{name} no longer requires a request body");
                self.add("request-body-optional", message, spans, None);
            }
            _ => {}
        }
    }

    fn response_media(
        &mut self,
        media: &str,
        gone: bool,
        status: &str,
        name: &str,
        spans: (Option<Span>, Option<Span>),
    ) {
        if gone {
            let message = format!("the response {status} of {name} is no {media} any more");
            let messages = Messages {
                requests: None,
                responses: Some(format!("clients that ask {name} for {media} get none")),
                ..Messages::default()
            };
            self.add(
                "response-media-type-removed",
                message,
                spans,
                Some(messages),
            );
        } else {
            let message = format!("the response {status} of {name} may be {media}, too");
            self.add("response-media-type-added", message, spans, None);
        }
    }

    /// Bodies of the same media type that have different types: matched types are compared as
    /// types.
    fn bodies_of(
        &mut self,
        (at, response, old): (usize, Option<usize>, &[String]),
        (index, there, new): (usize, Option<usize>, &[String]),
        name: &str,
        spans: (Option<Span>, Option<Span>),
    ) {
        for (x, media) in old.iter().enumerate() {
            let Some(y) = new.iter().position(|other| other == media) else {
                continue;
            };
            let before = self.bodies.0.get(&(at, response, x)).copied();
            let after = self.bodies.1.get(&(index, there, y)).copied();
            let (Some(a), Some(b)) = (before, after) else {
                continue;
            };
            if self.matching.new_of(a) == Some(b) || self.forms.contains(&(a, b)) {
                continue;
            }
            let what = match response {
                Some(_) => "response",
                None => "request",
            };
            let (was, is) = (self.old.name(a), self.new.name(b));
            let message = format!("the {what} of {name} was a `{was}`, and is a `{is}`");
            let code = match response {
                Some(_) => "response-type-changed",
                None => "request-type-changed",
            };
            self.add(code, message, spans, None);
            if let Some(found) = self.found.last_mut() {
                found.definitions = (Some(a), Some(b));
                found.effect = effect(&between((self.old, self.new), self.matching, (a, b)));
                found.messages = None;
                found.probes = vec![super::change::Probe::Fresh];
                let schema =
                    |side: &Side, index: usize| side.graph.definitions.get(index).map(|d| d.schema);
                found.schemas = (schema(self.old, a), schema(self.new, b));
            }
        }
    }

    /// How parameters are written.
    fn parameters(&mut self) {
        for (a, b) in self.matching.pairs() {
            let definitions = (
                self.old.graph.definitions.get(a),
                self.new.graph.definitions.get(b),
            );
            let (Some(old), Some(new)) = definitions else {
                continue;
            };
            if !matches!(new.provenance, Provenance::Parameters(_)) {
                continue;
            }
            let (Some(x), Some(y)) = (&old.transport, &new.transport) else {
                continue;
            };
            for styled in &y.styles {
                let name = &styled.name.value;
                let before = x.styles.iter().find(|s| s.name.value == *name);
                let Some(before) = before.filter(|before| !is_same(before, styled)) else {
                    continue;
                };
                let shown = |s: &Styled| {
                    let explode = if s.style.explode { ", exploded" } else { "" };
                    let empty = match s.style.allows_empty {
                        true => " or without content",
                        false => "",
                    };
                    format!("{}{explode}{empty}", s.style.kind.name())
                };
                let (was, is) = (shown(before), shown(styled));
                // What is written without content is then read, too.
                let is_wider = is_written_alike(before, styled) && styled.style.allows_empty;
                let why = format!("`{name}` written as {was} is read as {is}");
                let message = format!(
                    "`{}.{name}` was written as {was}, and is as {is}",
                    new.name.value
                );
                let messages = Messages {
                    requests: (!is_wider).then_some(why),
                    responses: None,
                    ..Messages::default()
                };
                let spans = (Some(before.name.span), Some(styled.name.span));
                self.add("parameter-style-changed", message, spans, Some(messages));
            }
        }
    }
}

/// The effect of all differences between two types.
fn effect(all: &[Found]) -> Effect {
    let effects = all.iter().map(|one| match one.wire {
        WireEffect::Meaning(..) => Effect::Mixed,
        _ => one.effect,
    });
    effects.fold(Effect::Same, |effect, other| match (effect, other) {
        (Effect::Same, one) | (one, Effect::Same) => one,
        (one, other) if one == other => one,
        _ => Effect::Mixed,
    })
}

fn is_same(a: &Styled, b: &Styled) -> bool {
    is_written_alike(a, b) && a.style.allows_empty == b.style.allows_empty
}

fn is_written_alike(a: &Styled, b: &Styled) -> bool {
    a.style.kind == b.style.kind && a.style.explode == b.style.explode
}

/// Whether a status of a document covers another: `default`, or `2XX` for `200`.
fn covers(status: &str, other: &str) -> bool {
    status == "default"
        || status.len() == 3 && status.ends_with("XX") && status.get(..1) == other.get(..1)
}

/// The new names of schemes that are the same under another name.
fn renamed_schemes(old: &[SecurityScheme], new: &[SecurityScheme]) -> BTreeMap<String, String> {
    let names = |list: &[SecurityScheme]| -> BTreeSet<String> {
        list.iter()
            .map(|scheme| scheme.name.value.clone())
            .collect()
    };
    let (olds, news) = (names(old), names(new));
    let mut fresh: Vec<&SecurityScheme> = new
        .iter()
        .filter(|s| !olds.contains(&s.name.value))
        .collect();
    let mut found = BTreeMap::new();
    for scheme in old.iter().filter(|s| !news.contains(&s.name.value)) {
        let is_same =
            |s: &&SecurityScheme| s.carried == scheme.carried && s.addresses == scheme.addresses;
        if let Some(index) = fresh.iter().position(is_same) {
            let same = fresh.remove(index);
            found.insert(scheme.name.value.clone(), same.name.value.clone());
        }
    }
    found
}
