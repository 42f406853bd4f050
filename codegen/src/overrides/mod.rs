//! Settings of types and fields -> the schemas they are about.
//!
//! Done once, between reading and lowering: the stages after it ask [`OverrideTable`] by schema, and
//! no other compares a setting's text with a name. What changes what is accepted (`required`,
//! `null_as_absent`) changes the normalised schema here; a name is what `x-fieldwright-name`
//! says. Knows no Rust.

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

/// What is set for each schema, and what came of it.
#[derive(Debug, Default)]
pub(crate) struct OverrideTable {
    overrides: BTreeMap<SchemaId, Overrides>,
    /// The schemas that definitions are.
    definitions: BTreeSet<SchemaId>,
    used: Used,
}

/// Which settings are about something, and which of their overrides came true.
#[derive(Debug, Default, Clone)]
pub(crate) struct Used {
    spans: BTreeSet<Span>,
    /// What settings could be about, for the help of one that is about nothing.
    names: BTreeSet<String>,
}

impl OverrideTable {
    /// What is set for a schema.
    pub(crate) fn get(&self, id: SchemaId) -> Option<&Overrides> {
        self.overrides.get(&id)
    }

    /// Whether a schema is that of a definition.
    pub(crate) fn is_definition(&self, id: SchemaId) -> bool {
        self.definitions.contains(&id)
    }

    /// What a overriding says, which is done now.
    pub(crate) fn take<T: Clone>(&mut self, overriding: &Override<T>) -> T {
        self.used.spans.insert(overriding.span);
        overriding.value.clone()
    }

    /// A overriding came true.
    pub(crate) fn done(&mut self, span: Span) {
        self.used.spans.insert(span);
    }

    /// What came true.
    pub(crate) fn used(&self) -> &Used {
        &self.used
    }
}

/// Finds what the settings of an input are about, and changes the schemas where they ask for it.
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
        // What names its target goes before a pattern, and what stands later before the earlier.
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
            return; // told as a overriding that did nothing
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

/// What is said of settings that are about nothing or do nothing. `settings` are those of all
/// inputs, `used` what each input made of them.
pub(crate) fn unused<'s>(
    settings: impl Iterator<Item = &'s TypeSetting>,
    used: &[Used],
) -> Vec<Diagnostic> {
    let is_used = |span: Span| used.iter().any(|used| used.spans.contains(&span));
    let mut told = Vec::new();
    for setting in settings {
        let (target, span) = (&setting.target.value, setting.target.span);
        if !is_used(span) {
            let message = format!("nothing is called `{target}`");
            let diagnostic = Diagnostic::error("unused-setting", span, message);
            let names = used.iter().flat_map(|used| &used.names);
            told.push(match nearest(target, names.map(String::as_str)) {
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
                told.push(Diagnostic::error("unused-setting", span, message).help(help));
            }
        }
    }
    told
}
