//! A coverage report -> text and JSON.

use std::fmt;

use fieldwright_runtime::{Map, Value};

use super::Coverage;

const KINDS: [&str; 5] = ["struct", "enum", "union", "newtype", "alias"];

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = KINDS.iter().map(|kind| (*kind, self.count(kind)));
        let kinds: Vec<String> = kinds
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| counted(count, kind))
            .collect();
        let kinds = kinds.join(", ");
        let types = counted(self.types.len(), "type");
        let fields = counted(self.fields(), "field");
        writeln!(f, "{}: {types} ({kinds}), {fields}", self.module)?;
        let evaluated = counted(self.evaluated().count(), "type");
        writeln!(f, "  checked by the evaluator: {evaluated}")?;
        for ty in self.evaluated() {
            let keywords = ty.evaluated.join(", ");
            writeln!(f, "    {} ({}): {keywords}", ty.path, ty.pointer)?;
        }
        let properties = match self.properties {
            1 => "1 property".to_owned(),
            count => format!("{count} properties"),
        };
        writeln!(
            f,
            "  declared: {properties}, {} of them no field of a struct",
            self.not_fields.len()
        )?;
        for place in &self.not_fields {
            writeln!(f, "    {place}")?;
        }
        writeln!(f, "  untyped: {}", counted(self.untyped.len(), "place"))?;
        for place in &self.untyped {
            writeln!(f, "    {}: {}", place.pointer, place.reason)?;
        }
        if !self.foreign.is_empty() {
            let places = counted(self.foreign.len(), "place");
            writeln!(f, "  with types that are not generated: {places}")?;
        }
        for place in &self.foreign {
            let inexact = match place.is_exact {
                Some(false) => ", which is written in its own way",
                Some(true) | None => "",
            };
            writeln!(f, "    {}: {}{inexact}", place.pointer, place.ty)?;
        }
        if !self.inferred.is_empty() {
            let objects = counted(self.inferred.len(), "object");
            writeln!(f, "  inferred from examples: {objects}")?;
        }
        for place in &self.inferred {
            writeln!(f, "    {place}")?;
        }
        self.show_shared(f)
    }
}

impl Coverage {
    fn show_shared(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.shared.is_empty() {
            return Ok(());
        }
        let types = counted(self.shared.len(), "type");
        let others = self.shared.iter().map(|ty| ty.others.len()).sum();
        let others = counted(others, "other place");
        writeln!(f, "  shared: {types}, at {others}")?;
        for ty in &self.shared {
            writeln!(f, "    {} ({})", ty.path, ty.pointer)?;
            for other in &ty.others {
                writeln!(f, "      {} ({})", other.path, other.pointer)?;
                for dropped in &other.dropped {
                    // One line each, whatever the text contains.
                    let text = Value::from(dropped.text.as_str());
                    writeln!(f, "        dropped {}: {text}", dropped.pointer)?;
                }
            }
        }
        Ok(())
    }

    fn shared_value(&self) -> Value {
        let types = self.shared.iter().map(|ty| {
            let others = ty.others.iter().map(|other| {
                let dropped = other.dropped.iter().map(|dropped| {
                    Value::Object(Map::from([
                        ("pointer", Value::from(dropped.pointer.as_str())),
                        ("text", Value::from(dropped.text.as_str())),
                    ]))
                });
                Value::Object(Map::from([
                    ("path", Value::from(other.path.as_str())),
                    ("pointer", Value::from(other.pointer.as_str())),
                    ("dropped", Value::Array(dropped.collect())),
                ]))
            });
            Value::Object(Map::from([
                ("type", Value::from(ty.path.as_str())),
                ("pointer", Value::from(ty.pointer.as_str())),
                ("others", Value::Array(others.collect())),
            ]))
        });
        Value::Array(types.collect())
    }
}

/// `1 type`, `2 types`.
fn counted(count: usize, what: &str) -> String {
    match (count, what) {
        (1, _) => format!("1 {what}"),
        (_, "alias") => format!("{count} aliases"),
        _ => format!("{count} {what}s"),
    }
}

impl Coverage {
    /// The same as JSON: `{module, types, fields, kinds, objects, evaluatedObjects, evaluated, properties,
    /// notFields, untyped, foreign, inferred, shared}`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let number = |count: usize| Value::from(count as u64);
        let kinds = KINDS.iter().map(|kind| {
            let count = number(self.count(kind));
            ((*kind).to_owned(), count)
        });
        let evaluated = self.evaluated().map(|ty| {
            Value::Object(Map::from([
                ("type", Value::from(ty.path.as_str())),
                ("pointer", Value::from(ty.pointer.as_str())),
                ("keywords", Value::from(ty.evaluated.clone())),
            ]))
        });
        let untyped = self.untyped.iter().map(|place| {
            Value::Object(Map::from([
                ("pointer", Value::from(place.pointer.as_str())),
                ("reason", Value::from(place.reason.as_str())),
            ]))
        });
        let foreign = self.foreign.iter().map(|place| {
            let exact = place.is_exact.map_or(Value::Null, Value::Bool);
            Value::Object(Map::from([
                ("pointer", Value::from(place.pointer.as_str())),
                ("type", Value::from(place.ty.as_str())),
                ("exact", exact),
            ]))
        });
        Value::Object(Map::from([
            ("module", Value::from(self.module.as_str())),
            ("types", number(self.types.len())),
            ("fields", number(self.fields())),
            ("kinds", Value::Object(kinds.collect())),
            ("objects", number(self.objects().count())),
            (
                "evaluatedObjects",
                number(self.objects().filter(|ty| !ty.evaluated.is_empty()).count()),
            ),
            ("evaluated", Value::Array(evaluated.collect())),
            ("properties", number(self.properties)),
            ("notFields", Value::from(self.not_fields.clone())),
            ("untyped", Value::Array(untyped.collect())),
            ("foreign", Value::Array(foreign.collect())),
            ("inferred", Value::from(self.inferred.clone())),
            ("shared", self.shared_value()),
        ]))
    }
}
