//! `$ref`, `$dynamicRef` and `$recursiveRef` -> definitions (2020-12 core section 8.2.3).

use std::collections::BTreeSet;
use std::path::Path;

use super::resource::Location;
use super::{SchemaReader, Scope, Way, meta, uri};
use crate::diagnostic::Diagnostic;
use crate::read::report::Report;
use crate::schema::{Body, Definition, Provenance, Schema, Spanned};
use crate::source::{LoadError, Node};
use fieldwright_runtime::nearest;

/// With how many names a wrong one is compared: a document may have many of both.
const MOST_COMPARED: usize = 500;

/// The target of a reference.
#[derive(Debug, Clone)]
pub(in crate::read) struct Target {
    pub(in crate::read) location: Location,
    resource: usize,
    /// The anchor it was named by.
    anchor: Option<String>,
}

/// Whether a reference has a form that leads to another drive or host on Windows: `C:x`,
/// `//host/x`, `..\\x`. There, a test for such a file already opens a connection, so they are
/// recognised by their text, on all systems alike.
fn is_of_windows(reference: &str) -> bool {
    let bytes = reference.as_bytes();
    let is_drive =
        bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.get(1) == Some(&b':');
    reference.contains('\\') || reference.starts_with("//") || is_drive
}

impl SchemaReader<'_, '_, '_> {
    /// The definition that a `$ref` leads to.
    pub(in crate::read) fn reference(&mut self, node: Node<'_>, scope: Scope) -> Option<usize> {
        match self.target(node, scope) {
            Some(target) => self.definition(&target, scope),
            None if self.input.settings.keep_going => self.placeholder(node),
            None => None,
        }
    }

    /// A type that accepts anything, for an unresolved reference, which has been reported.
    fn placeholder(&mut self, node: Node<'_>) -> Option<usize> {
        let reference = node.as_str()?;
        let known = self.placeholders.get(reference).copied();
        if known.is_some() {
            return known;
        }
        let last = reference.trim_end_matches('/').rsplit(['/', '#']).next();
        let name = uri::decode(last.unwrap_or(reference));
        let name = self.free_name(&name, &[format!("{name} missing")]);
        let mut schema = Schema::new(node.span());
        schema.description = Some("Accepts anything: its schema was not found.".to_owned());
        let schema = self.graph.add(schema);
        let name = Spanned::new(name, node.span());
        self.graph.definitions.push(Definition {
            name,
            schema,
            form_of: None,
            provenance: Provenance::Named,
            transport: None,
        });
        let index = self.graph.definitions.len() - 1;
        self.placeholders.insert(reference.to_owned(), index);
        Some(index)
    }

    /// The same, after all named schemas are reserved: its target may be one.
    pub(in crate::read) fn refer_later(
        &mut self,
        location: Location,
        scope: Scope,
        body: Option<Way>,
    ) {
        self.later.push((location, scope, body));
    }

    /// Follows the references that were put off.
    pub(in crate::read) fn refer_now(&mut self) {
        for (location, scope, body) in std::mem::take(&mut self.later) {
            if let Some(document) = self.loader.document(location.document) {
                let found = self.reference(document.node(location.node), scope);
                let body = found.zip(body);
                self.bodies
                    .extend(body.map(|(definition, (direction, sent))| Body {
                        definition,
                        direction,
                        is_sole: false,
                        sent,
                    }));
            }
        }
    }

    /// A definition at `location` that is only a reference: its target gets its name, unless that
    /// is one of the definitions `named` itself, or already has a name.
    pub(in crate::read) fn reserve_target(
        &mut self,
        name: &Spanned<String>,
        reference: Node<'_>,
        (location, scope): (Location, Scope),
        named: &BTreeSet<Location>,
    ) -> bool {
        let Some(target) = self.target(reference, scope) else {
            return false;
        };
        let inside = self.scope_of(&target, scope);
        let key = (target.location, inside.environment);
        if named.contains(&target.location) || self.definitions.contains_key(&key) {
            return false;
        }
        let Some(document) = self.loader.document(target.location.document) else {
            return false;
        };
        let node = document.node(target.location.node);
        if node.get("$ref").is_some() {
            return false; // leads on
        }
        let definition = self.reserve(name.clone(), node, target.location, inside);
        self.definitions
            .insert((location, scope.environment), definition);
        true
    }

    /// `$dynamicRef`: if the anchor it names is a dynamic one, the outermost schema in scope that
    /// has it (section 8.2.3.2).
    pub(super) fn dynamic_reference(&mut self, node: Node<'_>, scope: Scope) -> Option<usize> {
        let mut target = self.target(node, scope)?;
        let name = target.anchor.clone();
        let is_dynamic = |name: &String| {
            let index = &self.index;
            index.is_dynamic(target.resource, name, target.location)
        };
        if let Some(name) = name.filter(is_dynamic) {
            self.outermost(&name, scope, &mut target);
        }
        self.definition(&target, scope)
    }

    /// `$recursiveRef`: `#`, or the outermost schema with `$recursiveAnchor` (2019-09 core
    /// section 8.2.4.2.1).
    pub(super) fn recursive_reference(&mut self, node: Node<'_>, scope: Scope) -> Option<usize> {
        let mut target = self.target(node, scope)?;
        let resource = self.index.get(target.resource);
        let is_dynamic = resource.is_some_and(|r| r.dynamic.iter().any(|(n, _)| n.is_empty()));
        if is_dynamic {
            self.outermost("", scope, &mut target);
        }
        self.definition(&target, scope)
    }

    fn outermost(&self, name: &str, scope: Scope, target: &mut Target) {
        let environment = self.environments.get(scope.environment);
        let Some(location) = environment.and_then(|e| e.get(name)) else {
            return;
        };
        target.location = *location;
        if let Some(resource) = self.index.owner(*location) {
            target.resource = resource;
        }
    }

    fn definition(&mut self, target: &Target, scope: Scope) -> Option<usize> {
        let document = self.loader.document(target.location.document)?;
        let node = document.node(target.location.node);
        let scope = self.scope_of(target, scope);
        if let Some(known) = self.definitions.get(&(target.location, scope.environment)) {
            return Some(*known);
        }
        let name = self.name_of(node, target.location);
        Some(self.define(name, node, target.location, scope))
    }

    /// The scope at a target that was reached from `scope`.
    pub(in crate::read) fn scope_of(&mut self, target: &Target, scope: Scope) -> Scope {
        let scope = self.enter(scope, target.resource);
        self.at(target.location, scope)
    }

    /// The target of a reference; a diagnostic if it is unresolved.
    pub(in crate::read) fn target(&mut self, node: Node<'_>, scope: Scope) -> Option<Target> {
        let Some(reference) = node.as_str() else {
            self.not_a_reference(node);
            return None;
        };
        let (base, retrieval) = match self.index.get(scope.resource) {
            Some(resource) => (resource.uri.clone(), resource.retrieval.clone()),
            None => Default::default(),
        };
        let target_uri = uri::resolve(&base, reference);
        let resource = match self.index.find(&target_uri) {
            Some(resource) => Some(resource),
            None => {
                let loaded = self.load(&target_uri, reference, (&base, &retrieval));
                loaded.and_then(|index| {
                    let document = self.loader.document(index)?;
                    let node = document.root().id();
                    let document = index;
                    self.index.at(Location { document, node })
                })
            }
        };
        let Some(resource) = resource else {
            self.unresolved(node, reference, &target_uri);
            return None;
        };
        self.index.also(&target_uri, resource);
        let (_, fragment) = uri::split_fragment(reference);
        let fragment = fragment.unwrap_or_default();
        let mut found = self.inside(resource, fragment);
        if found.is_none() && fragment == "/" {
            // Strictly the property with the empty name.
            let message = "`#/` is read as `#`, the whole document";
            self.recovered(
                "recovered-reference",
                node.span(),
                message,
                "leave the `/` after the `#` out",
            );
            found = self.inside(resource, "");
        }
        let is_pointer = fragment.contains('/') && !fragment.starts_with('/');
        if found.is_none() && is_pointer {
            let pointer = format!("/{fragment}");
            found = self.inside(resource, &pointer);
            if found.is_some() {
                let message = format!("`#{fragment}` is read as `#{pointer}`");
                let help = "begin a JSON pointer with `/`";
                self.recovered("recovered-reference", node.span(), &message, help);
            }
        }
        if found.is_none() {
            let message = format!("`{reference}` leads nowhere: there is no such place in it");
            let help = match self.meant(resource, fragment) {
                Some(meant) => {
                    format!("did you mean `{meant}`? with `--keep-going` it accepts anything")
                }
                None => "correct the reference or add what it names; with `--keep-going` it accepts anything".to_owned(),
            };
            self.collector
                .add(Diagnostic::error("unresolved-reference", node.span(), message).help(help));
        }
        found
    }

    /// A reference to the schema of that name among the document's schemas.
    fn meant(&self, resource: usize, text: &str) -> Option<String> {
        let name = text.trim_end_matches('/').rsplit('/').next();
        let name = name.filter(|name| !name.is_empty())?;
        let homes = ["/components/schemas/", "/definitions/", "/$defs/"];
        let mut fragments = homes.iter().map(|home| format!("{home}{name}"));
        let found = fragments.find(|fragment| self.inside(resource, fragment).is_some());
        let found = found.or_else(|| {
            homes
                .iter()
                .find_map(|home| self.near(resource, home, name))
        });
        found.map(|fragment| format!("#{fragment}"))
    }

    /// The schema of the nearest name in a home of schemas.
    fn near(&self, resource: usize, home: &str, name: &str) -> Option<String> {
        let target = self.inside(resource, home.trim_end_matches('/'))?;
        let document = self.loader.document(target.location.document)?;
        let node = document.node(target.location.node);
        let names = node.entries().map(|(key, _)| key.text);
        let near = nearest(name, names.take(MOST_COMPARED))?;
        let near = near.replace('~', "~0").replace('/', "~1");
        Some(format!("{home}{near}"))
    }

    fn not_a_reference(&mut self, node: Node<'_>) {
        let message = format!("`$ref` is a string, found {}", node.type_name());
        let help = "write the URI of a schema, such as `#/$defs/Name`";
        self.collector
            .add(Diagnostic::error("wrong-type", node.span(), message).help(help));
    }

    /// A fragment in a resource: empty, a JSON pointer or an anchor.
    fn inside(&self, resource: usize, fragment: &str) -> Option<Target> {
        let root = self.index.get(resource)?.root;
        if fragment.is_empty() {
            return Some(Target {
                location: root,
                resource,
                anchor: None,
            });
        }
        if !fragment.starts_with('/') {
            let name = uri::decode(fragment);
            let location = self.index.anchor(resource, &name)?;
            return Some(Target {
                location,
                resource,
                anchor: Some(name),
            });
        }
        let document = self.loader.document(root.document)?;
        let mut node = document.node(root.node);
        let mut owner = resource;
        for token in uri::tokens(fragment) {
            node = node.child(&token)?;
            let location = Location {
                document: root.document,
                node: node.id(),
            };
            owner = self.index.at(location).unwrap_or(owner);
        }
        Some(Target {
            location: Location {
                document: root.document,
                node: node.id(),
            },
            resource: owner,
            anchor: None,
        })
    }

    /// Loads the document of a URI: a built-in meta-schema, a mapped file, a file. A relative
    /// reference is also looked up beside its file, whatever the `$id` around it. A rooted `$id`
    /// (`/schemas/v1/a.json`) names the file for its folder: relative URIs resolve to relative
    /// paths beside the file, too.
    pub(super) fn load(
        &mut self,
        target: &str,
        reference: &str,
        (base, retrieval): (&str, &str),
    ) -> Option<usize> {
        if let Some(text) = meta::text(target) {
            let loaded = self.loader.text(target, text.to_owned()).ok()?;
            return self.indexed(loaded, target);
        }
        if let Some(path) = self.loader.mapped(target) {
            return self.file(&path, target, true);
        }
        let has_scheme = |uri: &str| uri.contains("://") || uri.starts_with("urn:");
        let (reference, _) = uri::split_fragment(reference);
        let beside = match (has_scheme(target), has_scheme(reference)) {
            (false, _) if base != retrieval && base.starts_with('/') => {
                uri::resolve(retrieval, &uri::relative(base, target))
            }
            (false, _) => target.to_owned(),
            (true, false) if !reference.is_empty() => uri::resolve(retrieval, reference),
            _ => return None,
        };
        if has_scheme(&beside) || beside.is_empty() {
            return None;
        }
        if is_of_windows(&uri::decode(reference)) {
            let problem = "a reference with `\\`, a drive or a host leads outside the folder that references may lead to";
            self.problems.insert(target.to_owned(), problem.to_owned());
            return None;
        }
        let found = self.file(Path::new(&uri::decode(&beside)), &beside, false);
        if let Some(problem) = self.problems.get(&beside).cloned() {
            self.problems.insert(target.to_owned(), problem);
        }
        found
    }

    fn file(&mut self, path: &Path, uri: &str, mapped: bool) -> Option<usize> {
        let loaded = self.loader.referenced(path, mapped);
        for error in self.loader.take_errors() {
            self.collector.add(error.into());
        }
        let shown = path.display();
        let problem = match loaded {
            Ok(index) => return self.indexed(index, uri),
            Err(LoadError::Syntax) => format!("{shown} has errors of its own"),
            Err(LoadError::Outside) => {
                format!("{shown} lies outside the folder that references may lead to")
            }
            Err(LoadError::Unreadable(why, _)) => format!("{shown} cannot be read: {why}"),
            Err(LoadError::TooLarge(why, help)) => format!("{shown} is not read: {why}; {help}"),
            Err(LoadError::Encoding(..)) => format!("{shown} is not UTF-8"),
        };
        self.problems.insert(uri.to_owned(), problem);
        None
    }

    fn indexed(&mut self, index: usize, uri: &str) -> Option<usize> {
        let document = self.loader.document(index)?;
        let root = Location {
            document: index,
            node: document.root().id(),
        };
        if self.index.at(root).is_none() {
            let dialect = self.dialect_of_loaded(document.root());
            let resource = self.index.add(index, &document, uri, dialect);
            self.index.also(uri, resource);
        }
        Some(index)
    }

    /// The target of a reference that has been followed, and reported if unresolved.
    pub(in crate::read) fn known_target(
        &mut self,
        node: Node<'_>,
        scope: Scope,
    ) -> Option<Location> {
        let base = &self.index.get(scope.resource)?.uri;
        let reference = node.as_str()?;
        let resource = self.index.find(&uri::resolve(base, reference))?;
        let (_, fragment) = uri::split_fragment(reference);
        let target = self.inside(resource, fragment.unwrap_or_default())?;
        Some(target.location)
    }

    fn unresolved(&mut self, node: Node<'_>, reference: &str, target: &str) {
        let message = match self.problems.get(target) {
            Some(problem) => format!("`{reference}` leads nowhere: {problem}"),
            None => format!("`{reference}` leads nowhere: no schema has the URI {target}"),
        };
        let own = self.index.at(Location {
            document: 0,
            node: self.loader.document(0).map_or(node.id(), |d| d.root().id()),
        });
        let is_pointer = ["components/", "definitions/", "$defs/"];
        let is_pointer = is_pointer
            .iter()
            .any(|home| reference.trim_start_matches(['.', '/']).starts_with(home));
        let is_name = is_pointer || !reference.contains(['/', '#', ':']);
        let meant = own.filter(|_| is_name);
        let meant = meant.and_then(|resource| self.meant(resource, reference));
        let help = match meant {
            Some(meant) => {
                format!("did you mean `{meant}`? with `--keep-going` it accepts anything")
            }
            None => "nothing is fetched; `--map URI=PATH` says where a document lies on disk, and `--keep-going` goes on without".to_owned(),
        };
        self.collector
            .add(Diagnostic::error("unresolved-reference", node.span(), message).help(help));
    }
}
