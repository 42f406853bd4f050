//! Random OpenAPI documents: discriminators of every kind, nullable parts, inheritance.

use serde_json::{Map, Value, json};

use crate::support::random::Random;

/// The names of properties, that of the tag first.
pub(crate) const NAMES: [&str; 8] = ["kind", "a", "b", "u", "v", "list", "map", "e"];

const LEAVES: [&str; 3] = ["Ant", "Bee", "Cat"];

/// A document whose type `Root` refers to its others.
pub(crate) fn document(random: &mut Random) -> Value {
    let version = random.of(&["3.0.3", "3.0.3", "3.1.0", "3.2.0"]);
    let mut maker = Maker {
        random,
        version,
        is_new: version != "3.0.3",
        tags: 0,
        schemas: Map::new(),
    };
    maker.tags = maker.random.below(7);
    let base = maker.base();
    maker.schemas.insert("Base".into(), base);
    for name in LEAVES {
        let leaf = maker.leaf(name);
        maker.schemas.insert(name.into(), leaf);
    }
    let union = maker.union(&LEAVES);
    maker.schemas.insert("Union".into(), union);
    let outer = maker.union(&["Union", "Cat", "Other"]);
    maker.schemas.insert("Outer".into(), outer);
    let other = maker.leaf("Other");
    maker.schemas.insert("Other".into(), other);
    let values = json!({ "type": "string", "enum": ["a", "ab", "abc"] });
    let values = maker.nullable(values, 30);
    maker.schemas.insert("Values".into(), values);
    let root = maker.root();
    maker.schemas.insert("Root".into(), root);
    if maker.tags == 6 {
        let values = json!({ "type": "string", "enum": ["Ant", "bee", "Bee", "Cat", "Other"] });
        maker.schemas.insert("Tag".into(), values);
    }
    json!({
        "openapi": version,
        "info": { "title": "Random", "version": "1" },
        "paths": {},
        "components": { "schemas": maker.schemas },
    })
}

struct Maker<'r> {
    random: &'r mut Random,
    version: &'r str,
    /// From 3.1 on null is a type.
    is_new: bool,
    /// How alternatives say their tag.
    tags: usize,
    schemas: Map<String, Value>,
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

impl Maker<'_> {
    /// Null beside a schema, in so many of hundred cases.
    fn nullable(&mut self, mut schema: Value, percent: usize) -> Value {
        if !self.random.chance(percent) {
            return schema;
        }
        let one_type = schema
            .get("type")
            .and_then(Value::as_str)
            .map(str::to_owned);
        match (self.is_new, one_type) {
            (false, _) => schema["nullable"] = json!(true),
            (true, Some(name)) => {
                schema["type"] = json!([name, "null"]);
                if let Some(values) = schema.get_mut("enum").and_then(Value::as_array_mut) {
                    values.push(Value::Null);
                }
            }
            (true, None) => return json!({ "anyOf": [schema, { "type": "null" }] }),
        }
        schema
    }

    /// A reference, with null beside it here and there.
    fn referred(&mut self, name: &str) -> Value {
        if !self.random.chance(25) {
            return reference(name);
        }
        match self.is_new {
            true => json!({ "oneOf": [reference(name), { "type": "null" }] }),
            false => json!({ "nullable": true, "allOf": [reference(name)] }),
        }
    }

    fn scalar(&mut self) -> Value {
        let schema = match self.random.below(5) {
            0 => json!({ "type": "string", "maxLength": 2 }),
            1 => json!({ "type": "integer" }),
            2 => json!({ "type": "boolean" }),
            3 => reference("Values"),
            _ => json!({ "type": "string", "enum": ["a", "ab"] }),
        };
        if schema.get("$ref").is_some() {
            return schema;
        }
        self.nullable(schema, 20)
    }

    /// The tag of a leaf, as this document writes them.
    fn tag(&mut self, name: &str) -> Option<Value> {
        match self.tags {
            0 => Some(json!({ "type": "string" })),
            1 => Some(json!({ "type": "string", "enum": [name] })),
            2 if self.is_new => Some(json!({ "const": name })),
            2 | 3 => None,
            5 => Some(json!({ "type": "boolean" })),
            6 => Some(reference("Tag")),
            _ => Some(json!({ "type": "integer" })),
        }
    }

    fn properties(&mut self, name: &str) -> Value {
        let mut members = Map::new();
        let tag = self.tag(name);
        members.extend(tag.map(|tag| ("kind".to_owned(), tag)));
        for name in self.random.some(&["a", "b"], 70) {
            let schema = self.scalar();
            members.insert(name.into(), schema);
        }
        let required: Vec<&String> = members.keys().filter(|name| *name == "kind").collect();
        let mut required: Vec<String> = required.into_iter().cloned().collect();
        if self.random.chance(25) {
            required.clear();
        }
        if self.random.chance(30) {
            required.push(self.random.of(&["a", "b"]).to_owned());
        }
        let mut schema = json!({ "type": "object", "properties": members });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if self.random.chance(12) {
            schema["additionalProperties"] = json!(false);
        }
        schema
    }

    fn leaf(&mut self, name: &str) -> Value {
        let own = self.properties(name);
        if name != "Other" && self.random.chance(40) {
            return json!({ "allOf": [reference("Base"), own] });
        }
        self.nullable(own, 10)
    }

    /// What leaves are made of; it may be a union of them itself.
    fn base(&mut self) -> Value {
        let mut base = self.properties("Base");
        base.as_object_mut().unwrap().remove("additionalProperties");
        if self.random.chance(40) {
            base["discriminator"] = self.discriminator(&LEAVES);
        }
        if self.random.chance(20) {
            let keyword = self.random.of(&["oneOf", "anyOf"]);
            base[keyword] = LEAVES.iter().map(|name| reference(name)).collect();
        }
        base
    }

    fn discriminator(&mut self, names: &[&str]) -> Value {
        let mut mapping = Map::new();
        let (is_integer, is_boolean) = (self.tags == 4, self.tags == 5);
        for (index, name) in names.iter().enumerate() {
            let target = match self.random.chance(50) {
                true => (*name).to_owned(),
                false => format!("#/components/schemas/{name}"),
            };
            match self.random.below(6) {
                _ if is_integer => drop(mapping.insert(index.to_string(), target.into())),
                _ if is_boolean => drop(mapping.insert((index == 0).to_string(), target.into())),
                0 => drop(mapping.insert((*name).to_lowercase(), target.into())),
                1 => {
                    mapping.insert((*name).to_lowercase(), target.clone().into());
                    mapping.insert(format!("{name}2"), target.into());
                }
                2 => drop(mapping.insert((*name).to_owned(), target.into())),
                _ => {}
            }
        }
        let mut discriminator = json!({ "propertyName": "kind" });
        if !mapping.is_empty() {
            discriminator["mapping"] = mapping.into();
        }
        if self.version == "3.2.0" && self.random.chance(40) {
            discriminator["defaultMapping"] = self.random.of(names).into();
        }
        discriminator
    }

    fn union(&mut self, names: &[&str]) -> Value {
        let keyword = self.random.of(&["oneOf", "oneOf", "anyOf"]);
        let mut schemas: Vec<Value> = names.iter().map(|name| reference(name)).collect();
        if self.random.chance(15) {
            schemas.pop();
        }
        if self.is_new && self.random.chance(15) {
            schemas.push(json!({ "type": "null" }));
        }
        if self.random.chance(15) {
            schemas.push(json!({ "type": "string", "enum": ["none", "a"] }));
        }
        let mut union = json!({ keyword: schemas });
        if self.random.chance(65) {
            union["discriminator"] = self.discriminator(names);
        }
        match self.random.below(8) {
            0 if !self.is_new => union["nullable"] = json!(true),
            1 => union["properties"] = json!({ "b": { "type": "string" } }),
            2 => {
                union = json!({ "allOf": [union, { "properties": { "a": { "type": "string" } } }] })
            }
            _ => {}
        }
        union
    }

    fn root(&mut self) -> Value {
        let list = json!({ "type": "array", "items": self.referred("Union") });
        let map = json!({ "type": "object", "additionalProperties": self.referred("Bee") });
        let all = [
            ("u", self.referred("Union")),
            ("v", self.referred("Outer")),
            ("b", self.referred("Base")),
            ("a", self.referred("Ant")),
            ("list", list),
            ("map", map),
            ("e", self.referred("Values")),
        ];
        let mut members = Map::new();
        for (name, schema) in all {
            if self.random.chance(60) {
                members.insert(name.to_owned(), schema);
            }
        }
        let names: Vec<&str> = members.keys().map(String::as_str).collect();
        let required = self.random.some(&names, 20);
        let mut root = json!({ "type": "object", "properties": members.clone() });
        if !required.is_empty() {
            root["required"] = json!(required);
        }
        root
    }
}
