//! Changes of operations apart from their types: security, servers and documentation.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Messages;
use super::operations::Comparison;
use crate::schema::{Operation, Requirement, Security, SecurityScheme, Spanned};
use crate::source::Span;

/// The spans on both sides.
type Spans = (Option<Span>, Option<Span>);

/// How many names of a list are shown.
const MOST_SHOWN: usize = 8;

impl Comparison<'_> {
    /// Compares the declarations for all operations.
    pub(super) fn access(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.graph.operations.is_empty() || new.graph.operations.is_empty() {
            return;
        }
        self.schemes();
        let servers = (&old.graph.access.servers, &new.graph.access.servers);
        self.servers((servers.0, servers.1), "the document");
        let (a, b) = (&old.graph.access.security, &new.graph.access.security);
        if self.inherits {
            self.security((a, b), ("the document", "a request"), (a.span, b.span));
        }
    }

    /// Compares the declarations of an operation.
    pub(super) fn access_of(&mut self, (old, new): (&Operation, &Operation), name: &str) {
        let spans = (Some(old.span), Some(new.span));
        if old.security.is_some() || new.security.is_some() {
            let of_documents = (
                &self.old.graph.access.security,
                &self.new.graph.access.security,
            );
            let before = old.security.as_ref().unwrap_or(of_documents.0);
            let after = new.security.as_ref().unwrap_or(of_documents.1);
            self.security((before, after), (name, name), spans);
        } else {
            self.inherits = true;
        }
        self.servers((&old.servers, &new.servers), name);
    }

    /// Compares the documentation of an operation.
    pub(super) fn words_of(&mut self, (old, new): (&Operation, &Operation), name: &str) {
        let spans = (Some(old.span), Some(new.span));
        let (a, b) = (&old.words, &new.words);
        match (a.deprecated, b.deprecated) {
            (false, true) => self.add(
                "deprecated",
                format!("{name} is deprecated now"),
                spans,
                None,
            ),
            (true, false) => {
                let message = format!("{name} is no longer deprecated");
                self.add("undeprecated", message, spans, None);
            }
            _ => {}
        }
        if (&a.summary, &a.description) != (&b.summary, &b.description) {
            let message = format!("the documentation of {name} changed");
            self.add("documentation-changed", message, spans, None);
        }
        let differ = |a: &[String], b: &[String]| -> Vec<String> {
            let others: BTreeSet<&String> = b.iter().collect();
            let gone = a.iter().filter(|tag| !others.contains(tag));
            gone.map(|tag| format!("`{tag}`")).collect()
        };
        let (gone, come) = (differ(&a.tags, &b.tags), differ(&b.tags, &a.tags));
        let parts = [(come, "has"), (gone, "no longer has")];
        let parts = parts.iter().filter(|(tags, _)| !tags.is_empty());
        let parts: Vec<String> = parts
            .map(|(tags, verb)| {
                let plural = if tags.len() > 1 { "s" } else { "" };
                format!("{verb} the tag{plural} {}", few(tags))
            })
            .collect();
        if !parts.is_empty() {
            let message = format!("{name} {}", parts.join(" and "));
            self.add("tags-changed", message, spans, None);
        }
    }

    // --- security -------------------------------------------------------------------

    /// `who` requires something of `what`.
    fn security(
        &mut self,
        (old, new): (&Security, &Security),
        (who, what): (&str, &str),
        spans: Spans,
    ) {
        let old = &old.renamed(&self.renamed);
        let refused = { old.ways().into_iter() }.find(|way| !new.admits(way));
        let admitted = { new.ways().into_iter() }.find(|way| !old.admits(way));
        let message = format!("{who} required {}, and requires {}", words(old), words(new));
        match (refused, admitted) {
            (Some(way), _) => {
                let messages = Messages {
                    requests: Some(format!("{what} with {} is refused", way.words())),
                    ..Messages::default()
                };
                self.add("security-tightened", message, spans, Some(messages));
            }
            (None, Some(_)) => self.add("security-loosened", message, spans, None),
            (None, None) => {}
        }
    }

    /// Whether an operation of the old document may require a scheme.
    fn is_required(&self, scheme: &str) -> bool {
        let graph = &self.old.graph;
        graph.operations.iter().any(|operation| {
            let security = operation
                .security
                .as_ref()
                .unwrap_or(&graph.access.security);
            let mut schemes = security.any_of.iter().flat_map(|one| &one.schemes);
            schemes.any(|(name, _)| name == scheme)
        })
    }

    fn schemes(&mut self) {
        let renamed = self.renamed.clone();
        let (old, new) = (self.old, self.new);
        let (olds, news) = (&old.graph.access.schemes, &new.graph.access.schemes);
        for after in news {
            let name = &after.name.value;
            let before = olds.iter().find(|before| {
                let now = renamed.get(&before.name.value);
                now.unwrap_or(&before.name.value) == name
            });
            let Some(before) = before else {
                let message = format!("the security scheme `{name}` is new");
                let spans = (None, Some(after.name.span));
                self.add("security-scheme-added", message, spans, None);
                continue;
            };
            if before.name.value != *name {
                let message = format!(
                    "the security scheme `{}` is called `{name}` now",
                    before.name.value
                );
                let spans = (Some(before.name.span), Some(after.name.span));
                self.add("security-scheme-renamed", message, spans, None);
            }
            self.scheme(before, after);
        }
        for before in olds {
            let name = &before.name.value;
            let is_there = news.iter().any(|after| after.name.value == *name);
            if !is_there && !renamed.contains_key(name) {
                let message = format!("the security scheme `{name}` is gone");
                let spans = (Some(before.name.span), None);
                self.add("security-scheme-removed", message, spans, None);
            }
        }
    }

    fn scheme(&mut self, before: &SecurityScheme, after: &SecurityScheme) {
        let name = &after.name.value;
        let spans = (Some(before.name.span), Some(after.name.span));
        if before.carried != after.carried {
            let shown = |scheme: &SecurityScheme| {
                let facts = scheme
                    .carried
                    .iter()
                    .map(|(key, value)| format!("{key} {value}"));
                facts.collect::<Vec<_>>().join(", ")
            };
            let (was, is) = (shown(before), shown(after));
            let message = format!("credentials of `{name}` were sent as {was}, and are as {is}");
            let refusal = format!("credentials of `{name}` sent as {was} are not read");
            let messages = Messages {
                requests: self.is_required(&before.name.value).then_some(refusal),
                ..Messages::default()
            };
            self.add("security-scheme-changed", message, spans, Some(messages));
        }
        if before.addresses != after.addresses {
            let differing = after.addresses.iter().chain(&before.addresses);
            let differing = differing
                .filter(|one| before.addresses.contains(one) != after.addresses.contains(one));
            let mut keys: Vec<String> = differing.map(|(key, _)| format!("`{key}`")).collect();
            keys.sort();
            keys.dedup();
            let message = format!("`{name}` has another {}", few(&keys));
            let why = "credentials are asked for at another address";
            self.meaning("security-address-changed", message, spans, (why, ""));
        }
        let scopes = |these: &SecurityScheme, others: &SecurityScheme| -> Vec<String> {
            let others: BTreeSet<_> = others.scopes.iter().collect();
            let gone = these.scopes.iter().filter(|one| !others.contains(one));
            gone.map(|(_, scope)| format!("`{scope}`")).collect()
        };
        let (gone, come) = (scopes(before, after), scopes(after, before));
        if !come.is_empty() {
            let message = format!("`{name}` has the new scope {}", few(&come));
            self.add("security-scope-added", message, spans, None);
        }
        if !gone.is_empty() {
            let message = format!("`{name}` no longer has the scope {}", few(&gone));
            let why = "credentials with the scope may not be given any more";
            self.meaning("security-scope-removed", message, spans, (why, ""));
        }
    }

    // --- servers --------------------------------------------------------------------

    fn servers(&mut self, (old, new): (&[Spanned<String>], &[Spanned<String>]), who: &str) {
        let urls = |list: &[Spanned<String>]| -> BTreeSet<String> {
            list.iter().map(|url| url.value.clone()).collect()
        };
        let (olds, news) = (urls(old), urls(new));
        for url in new.iter().filter(|url| !olds.contains(&url.value)) {
            let message = format!("{who} has the new server {}", url.value);
            self.add("server-added", message, (None, Some(url.span)), None);
        }
        for url in old.iter().filter(|url| !news.contains(&url.value)) {
            let message = format!("{who} no longer has the server {}", url.value);
            let why = "requests to the server may not be answered any more";
            self.meaning("server-removed", message, (Some(url.span), None), (why, ""));
        }
    }
}

impl Security {
    /// The alternatives that authorise a request.
    fn ways(&self) -> Vec<Requirement> {
        match self.is_open() {
            true => vec![Requirement {
                schemes: Vec::new(),
            }],
            false => self.any_of.clone(),
        }
    }

    /// With other names of schemes.
    fn renamed(&self, names: &BTreeMap<String, String>) -> Self {
        let mut security = self.clone();
        let schemes = security.any_of.iter_mut().flat_map(|one| &mut one.schemes);
        for (name, _) in schemes {
            if let Some(now) = names.get(name) {
                name.clone_from(now);
            }
        }
        security
    }
}

fn words(security: &Security) -> String {
    let ways = security.ways();
    let ways: Vec<String> = ways.iter().map(Requirement::words).collect();
    ways.join(" or ")
}

fn few(names: &[String]) -> String {
    let (shown, rest) = names.split_at(names.len().min(MOST_SHOWN));
    match rest.len() {
        0 => shown.join(", "),
        count => format!("{} and {count} more", shown.join(", ")),
    }
}
