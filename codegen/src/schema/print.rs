//! The graph -> JSON Schema 2020-12, as `fieldwright schema` shows it.

use fieldwright_runtime::{Map, RuleKind, Value};

use super::{
    Assertion, Bytes, Discriminator, EnumValue, Graph, Property, Rule, Schema, SchemaId, Types,
};

/// The whole graph as one schema document.
pub(crate) fn print(graph: &Graph) -> Value {
    let mut out = Map::new();
    out.insert(
        "$schema",
        Value::from("https://json-schema.org/draft/2020-12/schema"),
    );
    if graph.formats_assert {
        out.insert("x-fieldwright-formats", Value::from("assert"));
    }
    insert_text(&mut out, "title", graph.title.as_deref());
    insert_text(&mut out, "description", graph.description.as_deref());
    if let Some(root) = graph.root {
        out.insert("$ref", Value::from(definition_pointer(graph, root)));
    }
    let definitions = graph.definitions.iter().map(|definition| {
        let schema = Printer { graph }.schema(definition.schema);
        (definition.name.value.clone(), schema)
    });
    out.insert("$defs", Value::Object(definitions.collect()));
    Value::Object(out)
}

/// One schema of the graph.
pub(crate) fn print_definition(graph: &Graph, schema: SchemaId) -> Value {
    Printer { graph }.schema(schema)
}

struct Printer<'g> {
    graph: &'g Graph,
}

impl Printer<'_> {
    fn schema(&self, id: SchemaId) -> Value {
        let schema = self.graph.get(id);
        if let Some(boolean) = schema.boolean {
            return Value::Bool(boolean);
        }
        let mut out = Map::new();
        self.annotations(schema, &mut out);
        if let Some(definition) = schema.reference {
            let pointer = definition_pointer(self.graph, definition);
            out.insert("$ref", Value::from(pointer));
        }
        if !schema.types.is_empty() && schema.types != Types::ANY {
            let names: Vec<&str> = schema.types.names().collect();
            let types = match names.as_slice() {
                [one] => Value::from(*one),
                _ => Value::from(names),
            };
            out.insert("type", types);
        }
        self.enumeration(schema, &mut out);
        for assertion in &schema.assertions {
            out.insert(assertion.value.keyword(), argument(&assertion.value));
        }
        self.applicators(schema, &mut out);
        self.object_rules(schema, &mut out);
        Value::Object(out)
    }

    fn annotations(&self, schema: &Schema, out: &mut Map<Value>) {
        if let Some(name) = &schema.rust_name {
            out.insert("x-fieldwright-name", Value::from(name.value.as_str()));
        }
        insert_text(out, "title", schema.title.as_deref());
        insert_text(out, "description", schema.description.as_deref());
        let flags = [
            ("deprecated", schema.deprecated),
            ("readOnly", schema.read_only),
            ("writeOnly", schema.write_only),
        ];
        for (name, _) in flags.into_iter().filter(|(_, set)| *set) {
            out.insert(name, Value::Bool(true));
        }
        if let Some(default) = &schema.default {
            out.insert("default", default.value.clone());
        }
        if !schema.examples.is_empty() {
            let examples = schema.examples.iter().map(|example| example.value.clone());
            out.insert("examples", Value::Array(examples.collect()));
        }
    }

    /// An open enum accepts every value of its type: it is an annotation.
    fn enumeration(&self, schema: &Schema, out: &mut Map<Value>) {
        let unknown = schema.unknown.map(crate::schema::UnknownValues::name);
        insert_text(out, "x-fieldwright-unknown", unknown);
        if schema.coerce {
            out.insert("x-fieldwright-coerce", Value::Bool(true));
        }
        if schema.bytes == Bytes::Yes {
            out.insert("x-fieldwright-bytes", Value::Bool(true));
        }
        let Some(values) = schema.enumeration.as_ref().map(|values| &values.value) else {
            return;
        };
        let aliases = values.iter().flat_map(|v| &v.aliases);
        let aliases = aliases.map(|alias| Value::from(alias.value.as_str()));
        let own = values.iter().map(|value| value.value.value.clone());
        if schema.open {
            out.insert("x-fieldwright-open", Value::Array(own.collect()));
        } else {
            out.insert("enum", Value::Array(own.chain(aliases).collect()));
        }
        let table: Map<Value> = values.iter().filter_map(alias_entry).collect();
        if !table.is_empty() {
            out.insert("x-fieldwright-aliases", Value::Object(table));
        }
        let words: Map<Value> = values.iter().filter_map(words_entry).collect();
        if !words.is_empty() {
            out.insert("x-fieldwright-values", Value::Object(words));
        }
    }

    fn applicators(&self, schema: &Schema, out: &mut Map<Value>) {
        self.list("allOf", &schema.all_of, out);
        for alternatives in &schema.alternatives {
            self.list(alternatives.keyword(), &alternatives.schemas, out);
            if let (Some(discriminator), Some(Value::Array(branches))) = (
                &alternatives.discriminator,
                out.get_mut(alternatives.keyword()),
            ) {
                let types = alternatives.schemas.iter();
                let types = types.map(|id| self.graph.types_of(*id));
                add_tags(discriminator, branches, types);
            }
        }
        // Only merged schemas have several, and these are not printed.
        self.one("not", schema.not.first().copied(), out);
        if let Some(condition) = &schema.condition {
            self.one("if", Some(condition.test), out);
            self.one("then", condition.then, out);
            self.one("else", condition.otherwise, out);
        }
        self.members("dependentSchemas", &schema.dependent_schemas, out);
        self.list("prefixItems", &schema.prefix_items, out);
        self.one("items", schema.items, out);
        if let Some(contains) = &schema.contains {
            self.one("contains", Some(contains.schema), out);
            let counts = [("minContains", contains.min), ("maxContains", contains.max)];
            for (keyword, count) in counts {
                if let Some(count) = count {
                    out.insert(keyword, Value::from(count));
                }
            }
        }
        self.one("unevaluatedItems", schema.unevaluated_items, out);
        self.members("properties", &schema.properties, out);
        if schema.has_fields && schema.properties.is_empty() {
            out.insert("x-fieldwright-fields", Value::Bool(true));
        }
        if !schema.required.is_empty() {
            let required: Vec<&str> = schema.required.iter().map(|r| r.value.as_str()).collect();
            out.insert("required", Value::from(required));
        }
        self.members("patternProperties", &schema.pattern_properties, out);
        self.one("additionalProperties", schema.additional, out);
        self.one("propertyNames", schema.property_names, out);
        self.one("unevaluatedProperties", schema.unevaluated_properties, out);
    }

    fn one(&self, keyword: &str, schema: Option<SchemaId>, out: &mut Map<Value>) {
        if let Some(id) = schema {
            out.insert(keyword, self.schema(id));
        }
    }

    fn list(&self, keyword: &str, schemas: &[SchemaId], out: &mut Map<Value>) {
        if !schemas.is_empty() {
            let schemas = schemas.iter().map(|id| self.schema(*id));
            out.insert(keyword, Value::Array(schemas.collect()));
        }
    }

    fn members(&self, keyword: &str, members: &[Property], out: &mut Map<Value>) {
        if !members.is_empty() {
            let members = members.iter();
            let members = members.map(|p| (p.name.value.clone(), self.schema(p.schema)));
            out.insert(keyword, Value::Object(members.collect()));
        }
    }

    /// A `requires` of severity error is `dependentRequired` too, so that any validator evaluates
    /// it; the extension keeps the message.
    fn object_rules(&self, schema: &Schema, out: &mut Map<Value>) {
        let mut dependent: Map<Value> = Map::new();
        for dependency in &schema.dependent_required {
            let names = dependency.requires.iter().map(|name| name.value.as_str());
            let names: Vec<&str> = names.collect();
            dependent.insert(dependency.name.value.as_str(), Value::from(names));
        }
        for rule in &schema.rules {
            let ([first, others @ ..], RuleKind::Requires, false) =
                (rule.fields.as_slice(), rule.kind, rule.advice)
            else {
                continue;
            };
            let mut names: Vec<Value> = dependent
                .remove(&first.value)
                .and_then(|old| old.as_array().map(<[Value]>::to_vec))
                .unwrap_or_default();
            for name in others.iter().map(|name| Value::from(name.value.as_str())) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            dependent.insert(first.value.as_str(), Value::Array(names));
        }
        if !dependent.is_empty() {
            out.insert("dependentRequired", Value::Object(dependent));
        }
        if !schema.rules.is_empty() {
            let rules = schema.rules.iter().map(rule_value).collect();
            out.insert("x-fieldwright-rules", Value::Array(rules));
        }
    }
}

/// A property that has none of the known tags, if it is there.
fn other_tags(property: &str, known: &[Value]) -> Value {
    let known = Map::from([("enum", Value::Array(known.to_vec()))]);
    let other = Map::from([("not", Value::Object(known))]);
    Value::Object(Map::from([(property, Value::Object(other))]))
}

/// Adds a property to those that are required.
fn require(branch: &mut Map<Value>, property: &str) {
    let required = branch.get("required").and_then(Value::as_array);
    let mut required: Vec<Value> = required.map(<[Value]>::to_vec).unwrap_or_default();
    if !required.contains(&Value::from(property)) {
        required.push(Value::from(property));
    }
    branch.insert("required", Value::Array(required));
}

/// Beside the reference of each alternative: the values of the property that distinguishes it. One
/// that is no reference has its own constants.
fn add_tags(
    discriminator: &Discriminator,
    branches: &mut [Value],
    types: impl Iterator<Item = Types>,
) {
    let property = discriminator.property.value.as_str();
    let values = |tags: &[String]| -> Vec<Value> {
        tags.iter().map(|tag| discriminator.value(tag)).collect()
    };
    let all: Vec<Value> = discriminator.tags.iter().flat_map(|t| values(t)).collect();
    let branches = branches.iter_mut().zip(types);
    for ((branch, types), tags) in branches.zip(&discriminator.tags) {
        let Value::Object(branch) = branch else {
            continue;
        };
        // One that a mapping names, though it does not extend the base, is a conjunction with it.
        let is_inline = branch.get("$ref").is_none() && branch.get("allOf").is_none();
        let has_other_tags = !is_inline || branch.get("x-fieldwright-unknown").is_some();
        if tags.is_empty() && !(types.meets(Types::OBJECT) && has_other_tags) {
            continue; // it has no tag
        }
        if tags.is_empty() {
            // It is for all other values, and may be without the property, or be no object.
            branch.insert("properties", other_tags(property, &all));
            continue;
        }
        // The tag of a union of objects and others applies to objects only.
        if types == Types::ANY || types.without(Types::OBJECT).is_empty() {
            branch.insert("type", Value::from("object"));
        }
        let values = values(tags);
        let tag = match values.as_slice() {
            [one] => Map::from([("const", one.clone())]),
            _ => Map::from([("enum", Value::Array(values))]),
        };
        let own = branch.get("properties").and_then(Value::as_object);
        let mut properties = own.cloned().unwrap_or_default();
        // An alternative without a name has constants of its own, unless it is a reference or null.
        if properties.get(property).is_none() {
            properties.insert(property, Value::Object(tag));
            branch.insert("properties", Value::Object(properties));
        }
        require(branch, property);
    }
}

/// `#/$defs/<name>`.
fn definition_pointer(graph: &Graph, index: usize) -> String {
    let mut pointer = String::from("#/$defs");
    let name = graph.definitions.get(index).map(|d| d.name.value.as_str());
    push_token(&mut pointer, name.unwrap_or_default());
    pointer
}

fn alias_entry(value: &EnumValue) -> Option<(String, Value)> {
    let key = value.value.value.as_str()?;
    let aliases: Vec<&str> = value
        .aliases
        .iter()
        .map(|alias| alias.value.as_str())
        .collect();
    (!aliases.is_empty()).then(|| (key.to_owned(), Value::from(aliases)))
}

/// The annotations of an enum's value, by its JSON text or its string.
fn words_entry(value: &EnumValue) -> Option<(String, Value)> {
    let mut words = Map::new();
    insert_text(
        &mut words,
        "name",
        value.rust_name.as_ref().map(|n| n.value.as_str()),
    );
    insert_text(&mut words, "title", value.title.as_deref());
    insert_text(&mut words, "description", value.description.as_deref());
    if value.deprecated {
        words.insert("deprecated", Value::Bool(true));
    }
    (!words.is_empty()).then(|| (value.key(), Value::Object(words)))
}

fn rule_value(rule: &Rule) -> Value {
    let names: Vec<&str> = rule
        .fields
        .iter()
        .map(|field| field.value.as_str())
        .collect();
    let argument = match &rule.check {
        Some(path) => Value::from(path.value.as_str()),
        None => rule.kind.argument(&names),
    };
    let mut out = Map::from([(rule.kind.name(), argument)]);
    if rule.kind == RuleKind::Check && !names.is_empty() {
        out.insert("targets", Value::from(names));
    }
    insert_text(&mut out, "id", rule.id.as_deref());
    insert_text(&mut out, "message", rule.message.as_deref());
    if rule.advice {
        out.insert("severity", Value::from("advice"));
    }
    Value::Object(out)
}

fn argument(assertion: &Assertion) -> Value {
    match assertion {
        Assertion::Count(_, n) => Value::from(*n),
        Assertion::Number(_, text) => {
            fieldwright_runtime::from_json(text.as_bytes()).unwrap_or_default()
        }
        Assertion::Pattern(text) | Assertion::Format(text) => Value::from(text.as_str()),
        Assertion::UniqueItems => Value::Bool(true),
        Assertion::Const(value) => value.clone(),
    }
}

fn insert_text(out: &mut Map<Value>, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        out.insert(key, Value::from(text));
    }
}

/// Appends one reference token (RFC 6901 section 3).
pub(crate) fn push_token(pointer: &mut String, token: &str) {
    pointer.push('/');
    for byte in token.replace('~', "~0").replace('/', "~1").bytes() {
        let c = char::from(byte);
        // RFC 3986 section 3.5: the characters allowed in a fragment.
        if c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@?".contains(c) {
            pointer.push(c);
        } else {
            pointer.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// JSON text over several lines, two spaces a level.
pub(crate) fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write_pretty(value, 0, &mut out);
    out.push('\n');
    out
}

fn write_pretty(value: &Value, level: usize, out: &mut String) {
    let break_line = |out: &mut String, level: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(level));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                break_line(out, level + 1);
                write_pretty(item, level + 1, out);
            }
            break_line(out, level);
            out.push(']');
        }
        Value::Object(map) if !map.is_empty() => {
            out.push('{');
            for (index, (key, item)) in map.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                break_line(out, level + 1);
                out.push_str(&Value::from(key).to_string());
                out.push_str(": ");
                write_pretty(item, level + 1, out);
            }
            break_line(out, level);
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}
