//! The values that a violation concerns.

use super::Violation;
use crate::Value;
use crate::pointer::push_segment;

impl Violation {
    /// Pointers to the values it concerns: the properties that a rule or a missing property names,
    /// else the instance itself.
    #[must_use]
    pub fn targets(&self) -> Vec<String> {
        let names = match &*self.code {
            "required" => vec!["property"],
            "dependentRequired" => vec!["property", "required"],
            _ if self.names_fields() => vec!["property", "others"],
            _ => return vec![self.instance.clone()],
        };
        let values = names
            .into_iter()
            .filter_map(|name| self.parameters.get(name));
        let names = values.flat_map(|value| match value {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            name => Vec::from_iter(name.as_str()),
        });
        names
            .map(|name| {
                let mut pointer = self.instance.clone();
                push_segment(&mut pointer, name);
                pointer
            })
            .collect()
    }

    /// Whether it comes from a rule that names fields.
    fn names_fields(&self) -> bool {
        let others = self.parameters.get("others").and_then(Value::as_array);
        let named = self.parameters.get("property").is_some();
        let is_rule = self.parameters.get("rule").is_some();
        is_rule && (named || others.is_some_and(|others| !others.is_empty()))
    }
}
