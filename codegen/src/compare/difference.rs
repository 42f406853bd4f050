//! A difference between two schemas, before its location is known.

use super::change::{Effect, Probe, WireEffect};
use crate::schema::SchemaId;
use crate::source::Span;
use fieldwright_runtime::Value;

/// A difference, without its location.
pub(super) struct Difference {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) spans: (Option<Span>, Option<Span>),
    pub(super) effect: Effect,
    pub(super) wire: WireEffect,
    pub(super) probes: Vec<Probe>,
    pub(super) property: Option<String>,
    pub(super) before: Option<String>,
    pub(super) member: Option<String>,
    pub(super) keywords: Vec<&'static str>,
    /// The schemas at the location, if they are not those that are compared.
    pub(super) schemas: Option<(Option<SchemaId>, Option<SchemaId>)>,
}

impl Difference {
    pub(super) fn new(code: &'static str, message: String, effect: Effect) -> Self {
        Self {
            code,
            message,
            spans: (None, None),
            effect,
            wire: WireEffect::AsValidation,
            probes: vec![Probe::Fresh],
            property: None,
            before: None,
            member: None,
            keywords: Vec::new(),
            schemas: None,
        }
    }

    pub(super) fn spans(mut self, old: Option<Span>, new: Option<Span>) -> Self {
        self.spans = (old, new);
        self
    }

    /// What it refuses, these keywords refuse.
    pub(super) fn keywords(mut self, keywords: &[&'static str]) -> Self {
        self.keywords = keywords.to_vec();
        self
    }

    /// It concerns bounds or rules only.
    pub(super) fn of_bounds(mut self) -> Self {
        self.wire = WireEffect::Nothing;
        self
    }

    pub(super) fn wire(mut self, wire: WireEffect) -> Self {
        self.wire = wire;
        self
    }

    pub(super) fn probes(mut self, probes: Vec<Probe>) -> Self {
        self.probes = probes;
        self
    }

    pub(super) fn values(mut self, values: impl IntoIterator<Item = Value>) -> Self {
        self.probes.extend(values.into_iter().map(Probe::Put));
        self
    }

    pub(super) fn property(mut self, name: &str) -> Self {
        self.property = Some(name.to_owned());
        self
    }

    pub(super) fn before(mut self, name: &str) -> Self {
        self.before = Some(name.to_owned());
        self
    }

    pub(super) fn member(mut self, value: &Value) -> Self {
        let text = value.as_str().map(str::to_owned);
        self.member = Some(text.unwrap_or_else(|| value.to_string()));
        self
    }

    pub(super) fn schemas(mut self, old: Option<SchemaId>, new: Option<SchemaId>) -> Self {
        self.schemas = Some((old, new));
        self
    }
}
