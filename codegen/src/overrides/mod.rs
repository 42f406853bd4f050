//! Settings of types and fields -> their target schemas.
//!
//! Done once, between reading and lowering: later stages look up [`OverrideTable`] by schema, and
//! no other compares a setting's text with a name. Settings that change the accepted values
//! (`required`, `null_as_absent`) change the normalised schema here; a name becomes
//! `x-fieldwright-name`. Knows no Rust.

mod coerce;
mod open;
mod presence;
mod targets;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::Diagnostic;
use crate::schema::{Graph, Rule, SchemaId, Spanned, Types};
use crate::settings::{Override, Overrides, RustPath, Settings, TypeSetting};
use crate::source::{Document, Sources, Span};
use fieldwright_runtime::{RuleKind, nearest};

use targets::{Target, Targets};

/// The overrides of each schema, and their use.
#[derive(Debug, Default)]
pub(crate) struct OverrideTable {
    overrides: BTreeMap<SchemaId, Overrides>,
    /// The schemas that definitions are.
    definitions: BTreeSet<SchemaId>,
    used: Used,
}

/// Which settings have a target, and which of their overrides took effect.
#[derive(Debug, Default, Clone)]
pub(crate) struct Used {
    spans: BTreeSet<Span>,
    /// The possible targets, for the help of a setting without one.
    names: BTreeSet<String>,
}

impl OverrideTable {
    /// The overrides of a schema.
    pub(crate) fn get(&self, id: SchemaId) -> Option<&Overrides> {
        self.overrides.get(&id)
    }

    /// Whether a schema is that of a definition.
    pub(crate) fn is_definition(&self, id: SchemaId) -> bool {
        self.definitions.contains(&id)
    }

    /// The value of an override, which is marked as used.
    pub(crate) fn take<T: Clone>(&mut self, overriding: &Override<T>) -> T {
        self.used.spans.insert(overriding.span);
        overriding.value.clone()
    }

    /// A overriding came true.
    pub(crate) fn done(&mut self, span: Span) {
        self.used.spans.insert(span);
    }

    /// The overrides that took effect.
    pub(crate) fn used(&self) -> &Used {
        &self.used
    }
}

/// Finds the targets of an input's settings, and changes the schemas accordingly.
pub(crate) fn override_schemas(
    graph: &mut Graph,
    settings: &Settings,
    documents: &[Rc<Document>],
    sources: &Sources,
) -> OverrideTable {
    let mut table = OverrideTable {
        definitions: graph.definitions.iter().map(|d| d.schema).collect(),
        ..OverrideTable::default()
    };
    if !settings.types.is_empty() {
        let targets = Targets::of(graph, documents, sources);
        let mut found: Vec<(&TypeSetting, Vec<Target>)> = Vec::new();
        for setting in &settings.types {
            let about = targets.find(&setting.target.value);
            if !about.is_empty() {
                table.done(setting.target.span);
            }
            found.push((setting, about));
        }
        table.used.names = targets.names();
        // An exact target takes precedence over a pattern, and a later setting over an earlier one.
        found.sort_by_key(|(s, _)| (s.target.value.contains(['*', '?']), s.target.span));
        let patterns = found
            .iter()
            .position(|(s, _)| s.target.value.contains(['*', '?']));
        let plain = patterns.unwrap_or(found.len());
        let (plain, patterns) = found.split_at(plain);
        for (setting, about) in plain.iter().rev().chain(patterns.iter().rev()) {
            for target in about {
                table.overriding(graph, target, &setting.overrides);
            }
        }
    }
    presence::apply(graph, settings, &mut table);
    open::apply(graph, settings, &mut table);
    coerce::apply(graph, settings, &mut table);
    table
}

impl OverrideTable {
    fn overriding(&mut self, graph: &mut Graph, target: &Target, overrides: &Overrides) {
        let own = self.overrides.entry(target.schema).or_default();
        let is_named = own.rename.is_some();
        *own = std::mem::take(own).or(overrides);
        if let (Some(name), false) = (&overrides.rename, is_named) {
            let mut schema = graph.get(target.schema).clone();
            schema.rust_name = Some(Spanned::new(name.value.clone(), name.span));
            graph.set(target.schema, schema);
        }
        if let Some(rules) = &overrides.rules {
            self.rules(graph, target.schema, rules);
        }
        if let Some(required) = &overrides.required
            && target.require(graph, required.value)
        {
            self.done(required.span);
        }
    }
}

impl OverrideTable {
    /// Attaches functions as rules to a schema of objects.
    fn rules(&mut self, graph: &mut Graph, id: SchemaId, rules: &Override<Vec<RustPath>>) {
        let mut schema = graph.get(id).clone();
        if schema.types != Types::OBJECT && schema.all_of.is_empty() {
            return; // reported as an override without effect
        }
        self.done(rules.span);
        schema.rules.extend(rules.value.iter().map(|path| Rule {
            kind: RuleKind::Check,
            fields: Vec::new(),
            check: Some(Spanned::new(path.to_string(), rules.span)),
            id: None,
            message: None,
            advice: false,
        }));
        graph.set(id, schema);
    }
}

/// The diagnostics of settings without a target or an effect. `settings` are those of all inputs,
/// `used` their use in each input.
pub(crate) fn unused<'s>(
    settings: impl Iterator<Item = &'s TypeSetting>,
    used: &[Used],
) -> Vec<Diagnostic> {
    let is_used = |span: Span| used.iter().any(|used| used.spans.contains(&span));
    let mut diagnostics = Vec::new();
    for setting in settings {
        let (target, span) = (&setting.target.value, setting.target.span);
        if !is_used(span) {
            let message = format!("nothing is called `{target}`");
            let diagnostic = Diagnostic::error("unused-setting", span, message);
            let names = used.iter().flat_map(|used| &used.names);
            diagnostics.push(match nearest(target, names.map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(
                    "name a type as the schema has it, `Type.field`, or a JSON pointer: \"#/...\"",
                ),
            });
            continue;
        }
        for (key, span) in setting.overrides.made() {
            if !is_used(span) {
                let message = format!("`{key}` has no effect on `{target}`");
                let help = "remove it; `fieldwright explain unused-setting` describes what each setting needs";
                diagnostics.push(Diagnostic::error("unused-setting", span, message).help(help));
            }
        }
    }
    diagnostics
}
