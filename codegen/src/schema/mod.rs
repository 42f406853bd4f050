//! The normalised schema: JSON Schema 2020-12 as a graph, with the source location of each part.
//!
//! Every reader converts its dialect into this form, and types are made only from it. Knows no
//! files and no dialects.

mod access;
mod base_name;
mod enum_value;
mod extent;
mod forms;
mod in_place;
mod keywords;
mod letters;
mod pointers;
mod print;
mod select;
mod transport;
mod types;

pub(crate) use access::{Access, Requirement, Security, SecurityScheme};
pub(crate) use base_name::base_name;
pub(crate) use extent::MOST_PARTS;
pub(crate) use forms::{Body, Direction, Sent};
pub use keywords::{DRAFTS, KEYWORDS, Keyword, Support};
pub(crate) use letters::letters;
pub(crate) use pointers::Pointers;
pub(crate) use print::{pretty, print, print_definition, push_token};
pub(crate) use select::matches;
pub(crate) use transport::{
    Bytes, Carrier, HeaderField, Operation, OperationWords, Part, Response, Role, Style, StyleKind,
    Styled, Transport,
};
pub(crate) use types::Types;

pub(crate) use enum_value::{EnumValue, UnknownValues, fingerprint};
use std::collections::HashMap;

use fieldwright_runtime::{CountKeyword, NumberKeyword, Value};

use crate::source::Span;

/// A value and its source location.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

impl<T> Spanned<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A schema of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(u32);

impl SchemaId {
    /// Its index among all schemas of its graph.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// All schemas of one input.
#[derive(Debug, Clone, Default)]
pub(crate) struct Graph {
    nodes: Vec<Schema>,
    /// The named schemas, in the order of the input.
    pub(crate) definitions: Vec<Definition>,
    /// The operations of a document, in its order.
    pub(crate) operations: Vec<Operation>,
    /// The access to them.
    pub(crate) access: Access,
    /// The bodies that operations send and receive.
    pub(crate) bodies: Vec<Body>,
    /// Whether its author wrote it for fieldwright (a field table): then a probable mistake is an
    /// error, otherwise a warning.
    pub(crate) strict: bool,
    /// The definition of the whole document, if it is one type.
    pub(crate) root: Option<usize>,
    /// Whether `format` asserts or only annotates.
    pub(crate) formats_assert: bool,
    /// The title of the input.
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
}

/// A named schema: `#/$defs/<name>`.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) name: Spanned<String>,
    pub(crate) schema: SchemaId,
    /// The definition that it is a form of.
    pub(crate) form_of: Option<usize>,
    pub(crate) provenance: Provenance,
    /// How its values are written outside of JSON, if they are.
    pub(crate) transport: Option<Box<Transport>>,
}

/// The origin of a type's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provenance {
    /// Its schema has one, or is referenced: it stays a separate type.
    Named,
    /// Its schema is inline in another one, or in an operation.
    Inline,
    /// It holds the parameters of an operation that travel so (`query`, `path`, ...); its
    /// description is not the author's.
    Parameters(&'static str),
}

impl Graph {
    pub(crate) fn add(&mut self, schema: Schema) -> SchemaId {
        let id = SchemaId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(schema);
        id
    }

    pub(crate) fn get(&self, id: SchemaId) -> &Schema {
        &self.nodes[id.0 as usize]
    }

    /// The operations with the types of their bodies among their parts.
    pub(crate) fn whole_operations(&self) -> Vec<Operation> {
        let mut operations = self.operations.clone();
        for body in &self.bodies {
            let Some(sent) = body.sent else { continue };
            let Some(operation) = operations.get_mut(sent.operation) else {
                continue;
            };
            let response = sent.response.and_then(|at| operation.responses.get(at));
            let (role, media) = match response {
                Some(response) => (Role::Response(response.status.clone()), &response.media),
                None => (Role::Request, &operation.request),
            };
            let part = Part {
                role,
                media: media.get(sent.media).cloned().unwrap_or_default(),
                definition: Some(body.definition),
            };
            operation.parts.push(part);
        }
        operations
    }

    /// Makes each reference to a definition one to another.
    pub(crate) fn redirect(&mut self, to: &dyn Fn(usize) -> usize) {
        self.root = self.root.map(to);
        for schema in &mut self.nodes {
            schema.reference = schema.reference.map(to);
        }
        for part in self.operations.iter_mut().flat_map(|one| &mut one.parts) {
            part.definition = part.definition.map(to);
        }
    }

    /// An empty graph of a document that was written for fieldwright.
    pub(crate) fn strict() -> Self {
        Self {
            strict: true,
            formats_assert: true,
            ..Self::default()
        }
    }

    /// All schemas.
    pub(crate) fn ids(&self) -> impl Iterator<Item = SchemaId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(SchemaId)
    }

    /// Replaces a schema by `schema`: an id is reserved before its content is read.
    pub(crate) fn set(&mut self, id: SchemaId, schema: Schema) {
        self.nodes[id.0 as usize] = schema;
    }
}

/// One schema object of JSON Schema 2020-12.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) span: Span,
    /// A boolean schema.
    pub(crate) boolean: Option<bool>,
    /// `$ref`, always to a definition: its index.
    pub(crate) reference: Option<usize>,
    /// `type`; empty for any type.
    pub(crate) types: Types,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    /// `deprecated`, `readOnly`, `writeOnly`.
    pub(crate) deprecated: bool,
    pub(crate) read_only: bool,
    pub(crate) write_only: bool,
    pub(crate) default: Option<Spanned<Value>>,
    pub(crate) examples: Vec<Spanned<Value>>,
    pub(crate) enumeration: Option<Spanned<Vec<EnumValue>>>,
    /// The keyword that lists them: `enum`, or a union of constants.
    pub(crate) listed_by: &'static str,
    /// `x-fieldwright-open`: other values of the type are accepted and kept.
    pub(crate) open: bool,
    /// `x-fieldwright-unknown`: of an open enum, or of the alternative of a union for tags that no
    /// other has.
    pub(crate) unknown: Option<UnknownValues>,
    /// `x-fieldwright-coerce`: a text that holds such a value is read, too.
    pub(crate) coerce: bool,
    /// `x-fieldwright-bytes`: a text that is any bytes, as a part of a body is.
    pub(crate) bytes: Bytes,
    pub(crate) assertions: Vec<Spanned<Assertion>>,
    pub(crate) items: Option<SchemaId>,
    pub(crate) properties: Vec<Property>,
    /// Whether properties are declared, even an empty list.
    pub(crate) has_fields: bool,
    pub(crate) required: Vec<Spanned<String>>,
    pub(crate) additional: Option<SchemaId>,
    /// Whether it comes from `unevaluatedProperties` of the schema itself.
    pub(crate) additional_is_unevaluated: bool,
    /// `anyOf` and `oneOf`, in their order.
    pub(crate) alternatives: Vec<Alternatives>,
    pub(crate) all_of: Vec<SchemaId>,
    pub(crate) not: Vec<SchemaId>,
    pub(crate) condition: Option<Condition>,
    pub(crate) prefix_items: Vec<SchemaId>,
    pub(crate) contains: Option<Contains>,
    pub(crate) unevaluated_items: Option<SchemaId>,
    pub(crate) pattern_properties: Vec<Property>,
    pub(crate) property_names: Option<SchemaId>,
    pub(crate) dependent_schemas: Vec<Property>,
    pub(crate) dependent_required: Vec<Dependency>,
    pub(crate) unevaluated_properties: Option<SchemaId>,
    pub(crate) rules: Vec<Rule>,
    /// `x-fieldwright-name`: the name of the Rust item.
    pub(crate) rust_name: Option<Spanned<String>>,
    /// Its properties are those of examples.
    pub(crate) inferred: bool,
}

impl Schema {
    /// A schema without keywords.
    pub(crate) fn new(span: Span) -> Self {
        Self {
            span,
            boolean: None,
            reference: None,
            types: Types::default(),
            title: None,
            description: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
            examples: Vec::new(),
            enumeration: None,
            listed_by: "enum",
            open: false,
            unknown: None,
            coerce: false,
            bytes: Bytes::No,
            assertions: Vec::new(),
            items: None,
            properties: Vec::new(),
            has_fields: false,
            required: Vec::new(),
            additional: None,
            additional_is_unevaluated: false,
            alternatives: Vec::new(),
            all_of: Vec::new(),
            not: Vec::new(),
            condition: None,
            prefix_items: Vec::new(),
            contains: None,
            unevaluated_items: None,
            pattern_properties: Vec::new(),
            property_names: None,
            dependent_schemas: Vec::new(),
            dependent_required: Vec::new(),
            unevaluated_properties: None,
            rules: Vec::new(),
            rust_name: None,
            inferred: false,
        }
    }

    /// Whether an object must have a property of this name.
    pub(crate) fn requires(&self, name: &str) -> bool {
        self.required.iter().any(|own| own.value == name)
    }

    /// The schemas of the properties; of equal names the first.
    pub(crate) fn properties_by_name(&self) -> HashMap<&str, SchemaId> {
        let properties = self.properties.iter().rev();
        properties
            .map(|property| (property.name.value.as_str(), property.schema))
            .collect()
    }
}

impl Schema {
    /// The schemas inside that apply to the same value, references apart.
    pub(crate) fn in_place(&self) -> Vec<SchemaId> {
        let mut found: Vec<SchemaId> = Vec::new();
        found.extend(&self.all_of);
        found.extend(self.alternatives.iter().flat_map(|a| &a.schemas));
        found.extend(&self.not);
        if let Some(condition) = &self.condition {
            found.push(condition.test);
            found.extend(condition.then);
            found.extend(condition.otherwise);
        }
        found.extend(self.dependent_schemas.iter().map(|member| member.schema));
        found
    }

    /// The schemas directly inside.
    pub(crate) fn subschemas(&self) -> Vec<SchemaId> {
        let mut found = self.in_place();
        found.extend(&self.prefix_items);
        found.extend(self.items);
        found.extend(self.contains.map(|contains| contains.schema));
        found.extend(self.unevaluated_items);
        let members = [&self.properties, &self.pattern_properties];
        found.extend(members.into_iter().flatten().map(|member| member.schema));
        found.extend(self.additional);
        found.extend(self.property_names);
        found.extend(self.unevaluated_properties);
        found
    }

    /// The same schema or null. Its documentation stays outside.
    pub(crate) fn or_null(mut self, graph: &mut Graph) -> Self {
        let mut outer = Self::new(self.span);
        outer.title = self.title.take();
        outer.description = self.description.take();
        outer.default = self.default.take();
        outer.examples = std::mem::take(&mut self.examples);
        outer.deprecated = std::mem::take(&mut self.deprecated);
        outer.read_only = std::mem::take(&mut self.read_only);
        outer.write_only = std::mem::take(&mut self.write_only);
        outer.rust_name = self.rust_name.take();
        let mut null = Self::new(self.span);
        null.types = Types::NULL;
        let schemas = vec![graph.add(self), graph.add(null)];
        outer.alternatives.push(Alternatives {
            exactly_one: false,
            schemas,
            discriminator: None,
        });
        outer
    }
}

/// A member of `properties`, `patternProperties` or `dependentSchemas`.
#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) name: Spanned<String>,
    pub(crate) schema: SchemaId,
}

/// `if`, with `then` and `else`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Condition {
    pub(crate) test: SchemaId,
    pub(crate) then: Option<SchemaId>,
    pub(crate) otherwise: Option<SchemaId>,
}

/// `contains` with `minContains` and `maxContains`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Contains {
    pub(crate) schema: SchemaId,
    pub(crate) min: Option<u64>,
    pub(crate) max: Option<u64>,
}

/// A member of `dependentRequired`.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    pub(crate) name: Spanned<String>,
    pub(crate) requires: Vec<Spanned<String>>,
    /// The schema that contains it, after reading.
    pub(crate) owner: Option<SchemaId>,
}

/// `anyOf` or `oneOf`.
#[derive(Debug, Clone)]
pub(crate) struct Alternatives {
    pub(crate) exactly_one: bool,
    pub(crate) schemas: Vec<SchemaId>,
    /// The property that distinguishes them.
    pub(crate) discriminator: Option<Discriminator>,
}

/// A property whose value selects the alternative of an object.
#[derive(Debug, Clone)]
pub(crate) struct Discriminator {
    pub(crate) property: Spanned<String>,
    /// The values it has in each alternative, as text; one without any is for all other values.
    pub(crate) tags: Vec<Vec<String>>,
    /// The type of those values.
    pub(crate) types: Types,
}

impl Discriminator {
    /// A value of the property, from its text.
    pub(crate) fn value(&self, tag: &str) -> Value {
        let scalar = match self.types {
            Types::STRING => None,
            _ => fieldwright_runtime::from_json(tag.as_bytes()).ok(),
        };
        scalar.unwrap_or_else(|| Value::from(tag))
    }
}

impl Alternatives {
    pub(crate) const fn keyword(&self) -> &'static str {
        if self.exactly_one { "oneOf" } else { "anyOf" }
    }
}

impl EnumValue {
    /// Its form as a key of an object: a string itself, of others the JSON text.
    pub(crate) fn key(&self) -> String {
        match &self.value.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// An assertion on one value; numbers are kept as their JSON text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Assertion {
    Count(CountKeyword, u64),
    /// The number by its JSON text.
    Number(NumberKeyword, String),
    Pattern(String),
    Format(String),
    UniqueItems,
    Const(Value),
}

impl Assertion {
    /// The keyword that states it.
    pub(crate) const fn keyword(&self) -> &'static str {
        match self {
            Self::Count(keyword, _) => keyword.name(),
            Self::Number(keyword, _) => keyword.name(),
            Self::Pattern(_) => "pattern",
            Self::Format(_) => "format",
            Self::UniqueItems => "uniqueItems",
            Self::Const(_) => "const",
        }
    }

    /// The types it applies to.
    pub(crate) fn applies_to(&self) -> Types {
        match self {
            Self::Format(name) => format_types(name),
            Self::Count(keyword, _) => counted_types(*keyword),
            Self::Number(..) => Types::NUMERIC,
            Self::Pattern(_) => Types::STRING,
            Self::UniqueItems => Types::ARRAY,
            Self::Const(_) => Types::ANY,
        }
    }

    /// Whether it is a format that restricts numbers to integers.
    pub(crate) fn is_integer_format(&self) -> bool {
        let Self::Format(name) = self else {
            return false;
        };
        let format = fieldwright_runtime::Format::from_name(name);
        format.is_some_and(|format| format.integers().is_some())
    }
}

/// The type whose values a keyword limits.
pub(crate) const fn counted_types(keyword: CountKeyword) -> Types {
    match keyword.types() {
        fieldwright_runtime::Types::STRING => Types::STRING,
        fieldwright_runtime::Types::ARRAY => Types::ARRAY,
        _ => Types::OBJECT,
    }
}

/// The formats of numbers are OpenAPI's (3.1 section 4.4); all others are of strings.
fn format_types(name: &str) -> Types {
    match fieldwright_runtime::Format::from_name(name) {
        Some(format) if format.is_numeric() => Types::NUMERIC,
        _ => Types::STRING,
    }
}

/// The pattern of texts that are integers, each in one spelling.
pub(crate) const INTEGER_TEXT: &str = "^(0|-?[1-9][0-9]*)$";

/// A rule over several properties of one object.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) kind: fieldwright_runtime::RuleKind,
    /// The properties; the subject first if the kind has one.
    pub(crate) fields: Vec<Spanned<String>>,
    /// The path of the function that it is, for the kind `check`.
    pub(crate) check: Option<Spanned<String>>,
    pub(crate) id: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) advice: bool,
}
