//! A JSON Schema, draft 4 to 2020-12, in YAML or JSON -> the normalised schema.
//!
//! ```json
//! { "$schema": "https://json-schema.org/draft/2020-12/schema",
//!   "type": "object", "properties": { "label": { "type": "string", "maxLength": 80 } } }
//! ```
//! The target of a `$ref` becomes a definition, from any file. Dynamic references are specialised:
//! a schema is read once for each dynamic scope (2020-12 core section 7.1), so that the normalised
//! form has none. Knows nothing of Rust.

mod annotations;
mod bases;
mod dialect;
mod given_names;
mod guess;
mod keywords;
mod lift;
mod meta;
mod misspelt;
mod misuse;
mod names;
mod open;
mod references;
mod resource;
mod scopes;
mod untyped;
mod uri;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use fieldwright_runtime::Value;

use self::annotations::title_of;
use self::dialect::Draft;
use self::resource::Index;
use super::Input;
use super::report::Report;
use super::texts::Unquoted;
use crate::diagnostic::{Collector, Diagnostic};
use crate::schema::{
    Body, Definition, Direction, Graph, Provenance, Schema, SchemaId, Sent, Spanned,
};
use crate::settings::Formats;
use crate::source::{Document, Kind, Loader, Node};

pub(super) use bases::{Base, Bases, Elsewhere};
pub(super) use dialect::{Dialect, OpenApi};
pub(super) use guess::is_schema;
pub(super) use keywords::SchemaPlace;
pub(super) use misspelt::meant;
pub(super) use resource::{Location, Scope};

/// Reads the schema that document `document` of the loader is.
pub(super) fn read(
    loader: &mut Loader<'_>,
    document: usize,
    input: &Input<'_>,
    collector: &mut Collector,
) -> Graph {
    let mut reader = SchemaReader::new(loader, input, collector);
    reader.document(document);
    reader.graph
}

/// Which way a body travels, and in which operation.
pub(super) type Way = (Direction, Option<Sent>);

/// The dynamic anchors in scope: for each name the outermost schema that has it.
type Environment = BTreeMap<String, Location>;

/// How deep schemas may nest: reading and later stages need call stack.
const DEEPEST: usize = 100;

/// A definition that is reserved in the graph and still to be read.
struct Pending {
    definition: usize,
    location: Location,
    scope: Scope,
}

/// Reads schema objects from any document.
pub(super) struct SchemaReader<'l, 's, 'c> {
    pub(super) loader: &'l mut Loader<'s>,
    pub(super) input: &'l Input<'l>,
    pub(super) collector: &'c mut Collector,
    index: Index,
    pub(super) graph: Graph,
    environments: Vec<Environment>,
    /// The definition of each referenced location, by the anchors in scope there.
    definitions: BTreeMap<(Location, usize), usize>,
    /// The inline schemas that have been read.
    placed: BTreeMap<(Location, usize), SchemaId>,
    queue: VecDeque<Pending>,
    /// References that are followed after all named schemas are reserved.
    later: Vec<(Location, Scope, Option<Way>)>,
    /// The bodies that are sent or received.
    pub(super) bodies: Vec<Body>,
    /// OpenAPI's base types.
    pub(super) bases: Bases,
    /// The names of definitions that are taken.
    names: BTreeSet<String>,
    /// The letters of those names.
    letters: BTreeSet<String>,
    /// Why the document of a URI could not be read.
    problems: BTreeMap<String, String>,
    /// The definitions that replace the targets of unresolved references.
    placeholders: BTreeMap<String, usize>,
    /// The dialect of the first document.
    dialect: Dialect,
    /// Meta-schemas whose dialect is being looked up.
    looking_up: BTreeSet<String>,
    has_too_many_scopes: bool,
    /// How many schemas enclose the current one.
    depth: usize,
    /// Defaults and examples of YAML whose scalars have no quotes.
    pub(super) unquoted: Unquoted,
    /// Examples beside schemas, if properties are inferred from them.
    pub(super) beside: Vec<(Location, Scope, Spanned<Value>)>,
}

impl<'l, 's, 'c> SchemaReader<'l, 's, 'c> {
    pub(super) fn new(
        loader: &'l mut Loader<'s>,
        input: &'l Input<'l>,
        collector: &'c mut Collector,
    ) -> Self {
        Self {
            loader,
            input,
            collector,
            index: Index::default(),
            graph: Graph::default(),
            environments: vec![Environment::new()],
            definitions: BTreeMap::new(),
            placed: BTreeMap::new(),
            queue: VecDeque::new(),
            later: Vec::new(),
            bodies: Vec::new(),
            bases: Bases::default(),
            names: BTreeSet::new(),
            letters: BTreeSet::new(),
            problems: BTreeMap::new(),
            placeholders: BTreeMap::new(),
            dialect: Dialect::of(Draft::Y2020),
            looking_up: BTreeSet::new(),
            has_too_many_scopes: false,
            depth: 0,
            unquoted: Unquoted::default(),
            beside: Vec::new(),
        }
    }
}

impl Report for SchemaReader<'_, '_, '_> {
    fn collector(&mut self) -> &mut Collector {
        self.collector
    }
}

impl SchemaReader<'_, '_, '_> {
    fn document(&mut self, index: usize) {
        let Some(document) = self.loader.document(index) else {
            return;
        };
        let root = document.root();
        let dialect = self.dialect_of(root);
        let scope = self.start(index, &document, dialect);
        let location = Location {
            document: index,
            node: root.id(),
        };
        let own = self.named_inside(root, location, scope);
        let whole = self.whole(root);
        if whole.is_some() || (own > 0 && self.is_collection(root)) {
            // The document is a list of definitions, one of which it may be as a whole.
            let mut found = self.graph.definitions.iter();
            self.graph.root = found.position(|d| Some(&d.name.value) == whole.as_ref());
            let key = (location, scope.environment);
            self.definitions
                .extend(self.graph.root.map(|whole| (key, whole)));
            self.graph.title = title_of(root).map(str::to_owned);
            let description = root.get("description").and_then(Node::as_str);
            self.graph.description = description.map(str::to_owned);
        } else {
            self.root(root, location, scope, own);
        }
        self.drain();
        self.refer_to_definitions();
        self.finish_scopes();
        if self.input.settings.implied_types {
            self.imply_types();
        }
        self.note_untyped();
    }

    /// Starts with a document: its dialect is also that of others that name none.
    pub(super) fn start(&mut self, index: usize, document: &Document, dialect: Dialect) -> Scope {
        self.dialect = dialect;
        let root = document.root();
        self.graph.formats_assert = match self.input.settings.formats {
            Some(formats) => formats == Formats::Assert,
            None => {
                let own = root.get("x-fieldwright-formats").and_then(Node::as_str);
                dialect.formats || own == Some("assert")
            }
        };
        let resource = self.index.add(index, document, self.input.path, dialect);
        let outside = Scope {
            resource,
            environment: 0,
        };
        self.enter(outside, resource)
    }

    /// The root is a separate definition, before those it contains.
    fn root(&mut self, root: Node<'_>, location: Location, scope: Scope, own: usize) {
        let title = title_of(root);
        let wanted = self.input.settings.root_name.as_deref();
        let wanted = wanted.or(title).unwrap_or(self.input.stem);
        let name = self.free_name(wanted, &[]);
        let definition = self.define(name, root, location, scope);
        self.graph.root = Some(definition);
        // At the front: it was read last, because the others have the first claim to their names.
        let moved = self.graph.definitions.remove(definition);
        self.graph.definitions.insert(0, moved);
        self.graph.root = Some(0);
        let shift = |index: &mut usize| {
            if *index == definition {
                *index = 0;
            } else if *index < own {
                *index += 1;
            }
        };
        self.definitions.values_mut().for_each(shift);
        let queue = self.queue.iter_mut();
        queue.for_each(|pending| shift(&mut pending.definition));
    }

    /// Reserves the definitions in the root in order; returns their number.
    fn named_inside(&mut self, root: Node<'_>, location: Location, scope: Scope) -> usize {
        for keyword in ["$defs", "definitions"] {
            let Some(members) = root.get(keyword) else {
                continue;
            };
            for (key, node) in members.entries() {
                if !matches!(node.kind(), Kind::Mapping | Kind::Bool) {
                    continue;
                }
                let location = Location {
                    document: location.document,
                    node: node.id(),
                };
                let scope = self.at(location, scope);
                let name = self.free_name(key.text, &[keyword.to_owned()]);
                let name = Spanned::new(name, key.span);
                self.reserve(name, node, location, scope);
            }
        }
        self.graph.definitions.len()
    }

    /// If the root is only a reference to one of its definitions: the name of that one.
    fn whole(&self, root: Node<'_>) -> Option<String> {
        let reference = root.get("$ref")?.as_str()?;
        let keywords = ["#/$defs", "#/definitions"];
        let mut tokens = uri::tokens(
            keywords
                .iter()
                .find_map(|one| reference.strip_prefix(one))?,
        );
        let (Some(name), None) = (tokens.next(), tokens.next()) else {
            return None;
        };
        let plain = root
            .entries()
            .all(|(key, _)| key.text == "$ref" || is_around(key.text));
        let wanted = self.input.settings.root_name.as_deref();
        (plain && wanted.is_none_or(|wanted| wanted == name)).then_some(name)
    }

    /// Whether the root has only definitions: it is a type only if the user gives it a name.
    fn is_collection(&self, root: Node<'_>) -> bool {
        let plain = root.entries().all(|(key, _)| is_around(key.text));
        plain && self.input.settings.root_name.is_none()
    }

    fn define(&mut self, name: String, node: Node<'_>, at: Location, scope: Scope) -> usize {
        let name = Spanned::new(name, node.span());
        self.reserve(name, node, at, scope)
    }

    /// A definition to be read later; references to it can be made now.
    pub(super) fn reserve(
        &mut self,
        name: Spanned<String>,
        node: Node<'_>,
        location: Location,
        scope: Scope,
    ) -> usize {
        let key = (location, scope.environment);
        if let Some(known) = self.definitions.get(&key) {
            return *known;
        }
        let schema = self.graph.add(Schema::new(node.span()));
        self.graph.definitions.push(Definition {
            name,
            schema,
            form_of: None,
            provenance: Provenance::Named,
            transport: None,
        });
        let definition = self.graph.definitions.len() - 1;
        self.definitions.insert(key, definition);
        self.queue.push_back(Pending {
            definition,
            location,
            scope,
        });
        definition
    }

    /// The definition at a location.
    pub(super) fn definition_at(&self, location: Location) -> Option<usize> {
        let from = self.definitions.range((location, 0)..).next();
        from.filter(|((at, _), _)| *at == location)
            .map(|(_, index)| *index)
    }

    /// The definition whose `allOf` contains a schema.
    pub(super) fn definition_around(&self, location: Location) -> Option<usize> {
        let from = self.placed.range((location, 0)..).next();
        let (_, placed) = from.filter(|((at, _), _)| *at == location)?;
        let mut definitions = self.graph.definitions.iter();
        definitions.position(|d| self.graph.get(d.schema).all_of.contains(placed))
    }

    /// Reads pending definitions, and the targets of their references.
    pub(super) fn drain(&mut self) {
        while let Some(pending) = self.queue.pop_front() {
            // Schemas that are read too often make no types; the others are not read.
            if self.has_too_many_scopes {
                return self.queue.clear();
            }
            let Some(document) = self.loader.document(pending.location.document) else {
                continue;
            };
            let node = document.node(pending.location.node);
            let schema = self.schema_object(node, pending.location.document, pending.scope);
            if let Some(definition) = self.graph.definitions.get(pending.definition) {
                let id = definition.schema;
                self.graph.set(id, schema);
            }
        }
    }

    /// A schema that is referenced from elsewhere is one type, not two: its own location becomes a
    /// reference, too.
    pub(super) fn refer_to_definitions(&mut self) {
        for (key, definition) in &self.definitions {
            let own = self.graph.definitions.get(*definition).map(|d| d.schema);
            let Some(placed) = self.placed.get(key).filter(|id| Some(**id) != own) else {
                continue;
            };
            let mut reference = Schema::new(self.graph.get(*placed).span);
            reference.reference = Some(*definition);
            self.graph.set(*placed, reference);
        }
    }

    /// A subschema at its own location.
    pub(super) fn subschema(&mut self, node: Node<'_>, document: usize, scope: Scope) -> SchemaId {
        let location = Location {
            document,
            node: node.id(),
        };
        let scope = self.at(location, scope);
        let key = (location, scope.environment);
        let schema = if self.depth < DEEPEST {
            self.depth += 1;
            let schema = self.schema_object(node, document, scope);
            self.depth -= 1;
            schema
        } else {
            let message = "schemas stand in schemas too deep here";
            let help = "give the inner ones names under `$defs` and refer to them";
            self.error("too-deep", node, message, help);
            Schema::new(node.span())
        };
        let id = self.graph.add(schema);
        self.placed.insert(key, id);
        id
    }

    /// The dialect of a document: as it declares, as the user sets, or guessed.
    fn dialect_of(&mut self, root: Node<'_>) -> Dialect {
        let configured = self.input.settings.dialect.as_deref();
        let declared = root.get("$schema");
        if let Some(other) = declared.filter(|declared| declared.kind() != Kind::String) {
            self.expected("$schema", other, "the URI of a dialect");
        }
        let declared = declared.and_then(Node::as_str);
        let Some(name) = declared.or(configured) else {
            let (draft, why) = guess::draft(root);
            if root.kind() == Kind::Bool {
                return Dialect::of(draft); // means the same in all of them
            }
            let (name, uri) = draft.names();
            let message = format!("the schema does not say its draft; read as {name}{why}");
            let help = format!("add `\"$schema\": \"{uri}\"`, or choose with `--dialect`");
            let diagnostic = Diagnostic::note("guessed-dialect", Some(root.span()), message);
            self.collector.add(diagnostic.help(help));
            return Dialect::of(draft);
        };
        self.named_dialect(name, root)
    }

    /// Another document has its declared dialect, else that of the first one.
    fn dialect_of_loaded(&mut self, root: Node<'_>) -> Dialect {
        match root.get("$schema").and_then(Node::as_str) {
            Some(name) => self.named_dialect(name, root),
            None => self.dialect,
        }
    }

    fn named_dialect(&mut self, name: &str, root: Node<'_>) -> Dialect {
        if let Some(draft) = Draft::find(name) {
            return Dialect::of(draft);
        }
        if !self.looking_up.insert(name.to_owned()) {
            return self.dialect; // a meta-schema that is its own
        }
        let dialect = self.custom_dialect(name, root);
        self.looking_up.remove(name);
        dialect
    }

    /// A dialect by its meta-schema: the vocabularies that it names.
    fn custom_dialect(&mut self, name: &str, root: Node<'_>) -> Dialect {
        let (uri, _) = uri::split_fragment(name);
        let span = root.get("$schema").unwrap_or(root).span();
        let Some(index) = self.load(uri, "", ("", "")) else {
            let message = format!("the dialect `{name}` is not known; read as 2020-12");
            let help = "say where its meta-schema lies with `--map URI=PATH`";
            self.collector
                .add(Diagnostic::warning("unknown-meta-schema", span, message).help(help));
            return Dialect::of(Draft::Y2020);
        };
        let Some(document) = self.loader.document(index) else {
            return Dialect::of(Draft::Y2020);
        };
        let meta = document.root();
        let base = meta.get("$schema").and_then(Node::as_str);
        let draft = base.and_then(Draft::find).unwrap_or(Draft::Y2020);
        let Some(listed) = meta.get("$vocabulary").filter(|_| draft >= Draft::Y2019) else {
            return Dialect::of(draft);
        };
        let listed: Vec<(&str, bool)> = listed
            .entries()
            .map(|(key, required)| (key.text, required.as_bool() == Some(true)))
            .collect();
        Dialect::of_vocabularies(draft, &listed)
    }
}

/// Whether a key of the root says nothing of values: definitions, and what the document is.
fn is_around(key: &str) -> bool {
    matches!(
        key,
        "$schema"
            | "$id"
            | "id"
            | "$defs"
            | "definitions"
            | "title"
            | "description"
            | "$comment"
            | "x-fieldwright-formats"
            | "x-fieldwright-patterns"
    )
}
