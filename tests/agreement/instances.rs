//! Instances of a schema: made to be valid, the same with one thing broken, and some of any kind.

use serde_json::{Map, Value, json};

use crate::support::random::Random;

/// The names of properties.
pub(crate) const NAMES: [&str; 4] = ["a", "b", "ab", "x-c"];
/// Texts.
pub(crate) const WORDS: [&str; 5] = ["", "a", "ab", "abc", "é"];

/// Instances of the schema that a document is, and the names of its properties.
pub(crate) fn instances(document: &Value, names: &[&str], random: &mut Random) -> Vec<Value> {
    let maker = Maker { document, names };
    let mut found = Vec::new();
    for _ in 0..5 {
        let made = maker.instance(document, random, 6);
        let mut broken = made.clone();
        maker.break_one(&mut broken, random);
        found.extend([made, broken]);
    }
    found.push(maker.instance(&json!(true), random, 2));
    found
}

struct Maker<'d> {
    document: &'d Value,
    names: &'d [&'d str],
}

fn scalar(random: &mut Random) -> Value {
    let some = [
        json!(null),
        json!(true),
        json!(0),
        json!(1),
        json!(2),
        json!(1.0),
        json!(1.5),
        json!(-2),
    ];
    match random.chance(40) {
        true => json!(random.of(&WORDS)),
        false => some[random.below(some.len())].clone(),
    }
}

impl Maker<'_> {
    /// Follows a schema without being sure: the evaluators decide whether it is valid.
    fn instance(&self, schema: &Value, random: &mut Random, depth: usize) -> Value {
        let Some(map) = schema.as_object() else {
            return scalar(random);
        };
        let list = |keyword: &str| map.get(keyword).and_then(Value::as_array);
        if let Some(value) = map.get("const") {
            return value.clone();
        }
        if let Some(values) = list("enum") {
            return values[random.below(values.len())].clone();
        }
        let mut parts: Vec<Value> = Vec::new();
        if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
            let target = self.document.pointer(&reference[1..]).unwrap();
            parts.push(match depth {
                0 => scalar(random),
                _ => self.instance(target, random, depth - 1),
            });
        }
        for part in list("allOf").into_iter().flatten() {
            parts.push(self.instance(part, random, depth));
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(schemas) = list(keyword) {
                let one = &schemas[random.below(schemas.len())];
                parts.push(self.instance(one, random, depth));
            }
        }
        if map.contains_key("properties") || map.contains_key("required") {
            parts.push(self.object(map, random, depth));
        }
        if parts.iter().any(Value::is_object) {
            let mut whole = Value::Object(Map::new());
            parts.into_iter().for_each(|part| add(&mut whole, part));
            return whole;
        }
        if let Some(part) = parts.pop() {
            return part;
        }
        let kind = match map.get("type") {
            Some(Value::Array(types)) => types[random.below(types.len())].as_str().unwrap(),
            Some(one) => one.as_str().unwrap(),
            None if map.contains_key("items") || map.contains_key("prefixItems") => "array",
            None => "any",
        };
        match kind {
            "string" => json!(random.of(&WORDS)),
            "integer" => json!(random.below(5) as i64 - 1),
            "number" => json!([1.5, 2.0, 0.0, 3.0, -2.0][random.below(5)]),
            "boolean" => json!(random.chance(50)),
            "null" => json!(null),
            "object" => self.object(map, random, depth),
            "array" if depth == 0 => json!([]),
            "array" => {
                let prefix = list("prefixItems").map_or(&[][..], Vec::as_slice);
                let items = map.get("items").unwrap_or(&Value::Bool(true));
                let length = prefix.len() + random.below(3);
                let schemas = (0..length).map(|index| prefix.get(index).unwrap_or(items));
                let more = schemas.map(|schema| self.instance(schema, random, depth - 1));
                more.collect()
            }
            _ => scalar(random),
        }
    }

    fn object(&self, map: &Map<String, Value>, random: &mut Random, depth: usize) -> Value {
        let mut out = Map::new();
        if depth == 0 {
            return Value::Object(out);
        }
        let required = map.get("required").and_then(Value::as_array);
        let any = Value::Bool(true);
        for name in self.names {
            let declared = map.get("properties").and_then(|p| p.get(name));
            let is_required = required.is_some_and(|list| list.contains(&json!(name)));
            let wanted = match declared {
                Some(_) => is_required || random.chance(60),
                None => is_required || random.chance(10),
            };
            if wanted {
                let schema = declared.or(map.get("additionalProperties")).unwrap_or(&any);
                out.insert((*name).into(), self.instance(schema, random, depth - 1));
            }
        }
        Value::Object(out)
    }

    /// Changes one thing somewhere in a value.
    fn break_one(&self, value: &mut Value, random: &mut Random) {
        let down = random.chance(60);
        match value {
            Value::Object(map) if down && !map.is_empty() => {
                let index = random.below(map.len());
                if let Some(inner) = map.values_mut().nth(index) {
                    self.break_one(inner, random);
                }
            }
            Value::Array(items) if down && !items.is_empty() => {
                let index = random.below(items.len());
                self.break_one(&mut items[index], random);
            }
            Value::Object(map) if random.chance(70) => {
                let name = random.of(self.names);
                if map.remove(name).is_none() {
                    map.insert(name.into(), scalar(random));
                }
            }
            Value::Array(items) if random.chance(70) => match random.chance(50) {
                true => items.push(scalar(random)),
                false => drop(items.pop()),
            },
            other => *other = scalar(random),
        }
    }
}

/// Objects are united, member by member.
fn add(whole: &mut Value, part: Value) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (name, value) in part {
                match whole.get_mut(&name) {
                    Some(known) if known.is_object() && value.is_object() => add(known, value),
                    _ => drop(whole.insert(name, value)),
                }
            }
        }
        (whole, part @ Value::Object(_)) => *whole = part,
        _ => {}
    }
}
