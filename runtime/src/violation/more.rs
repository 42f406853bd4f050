//! Violations as JSON, by field and with other messages: what a program does with them beyond
//! printing.

use super::{Severity, Violation, Violations};
use crate::{Alternative, Map, Value, ViolationParameters};

impl Violations {
    /// Replaces messages: if `words` returns a text for a violation, it becomes its message.
    /// Messages depend on code and parameters, so a table of them is a `match`, for another
    /// language or another tone. The reasons of other alternatives of a union are violations, too:
    ///
    /// ```
    /// use fieldwright_runtime::{DateTime, Violation};
    ///
    /// fn german(violation: &Violation) -> Option<String> {
    ///     let of = |name| violation.parameter(name);
    ///     Some(match &*violation.code {
    ///         "required" => format!("„{}“ fehlt", of("property")),
    ///         "minLength" => format!("muss mindestens {} Zeichen haben", of("limit")),
    ///         "format" => format!("ist kein gültiger Wert der Art {}", of("format")),
    ///         _ => return None, // stays as it is
    ///     })
    /// }
    ///
    /// let violations = DateTime::try_from("gestern").unwrap_err().with_messages(german);
    /// assert_eq!(violations.as_slice()[0].message(), "ist kein gültiger Wert der Art date-time");
    /// ```
    #[must_use]
    pub fn with_messages(mut self, words: impl Fn(&Violation) -> Option<String>) -> Self {
        for violation in &mut self.list {
            violation.each_mut(&mut |violation| {
                if let Some(message) = words(violation) {
                    violation.words = message.into();
                }
            });
        }
        self
    }

    /// Those that concern the value at a JSON pointer, including missing properties and rules over
    /// fields ([`Violation::targets`]); `""` is the whole.
    pub fn at<'v>(&'v self, pointer: &'v str) -> impl Iterator<Item = &'v Violation> {
        let is_about = move |one: &&Violation| one.targets().iter().any(|own| own == pointer);
        self.list.iter().filter(is_about)
    }

    /// The violations grouped by the top-level field that they concern, for a form of a web page:
    /// its name on the wire, or `""` for those that concern no field. One that concerns several
    /// fields is listed under each.
    #[must_use]
    pub fn by_field(&self) -> Map<Vec<&Violation>> {
        let mut found: Map<Vec<&Violation>> = Map::new();
        for violation in &self.list {
            for target in violation.targets() {
                let first = target.split('/').nth(1).unwrap_or_default();
                let field = first.replace("~1", "/").replace("~0", "~");
                match found.get_mut(&field) {
                    Some(list) if list.iter().any(|one| std::ptr::eq(*one, violation)) => {}
                    Some(list) => list.push(violation),
                    None => _ = found.insert(field, vec![violation]),
                }
            }
        }
        found
    }

    /// The violations as a JSON value: `{"violations": [...], "omitted": n}`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let mut map = Map::new();
        let list = self.list.iter().map(Violation::to_value).collect();
        map.insert("violations", Value::Array(list));
        map.insert("omitted", Value::from(self.omitted as u64));
        Value::Object(map)
    }
}

impl Violation {
    /// Calls `change` with it and with the violations of other alternatives.
    pub(crate) fn each_mut(&mut self, change: &mut dyn FnMut(&mut Self)) {
        change(self);
        for other in &mut self.others {
            other.reason.each_mut(change);
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        Value::Object(self.to_map())
    }

    pub(crate) fn to_map(&self) -> Map<Value> {
        let mut map = Map::new();
        map.insert("instance", Value::from(self.instance.as_str()));
        map.insert("schema", Value::from(self.schema.as_str()));
        map.insert("code", Value::from(&*self.code));
        map.insert("parameters", Value::Object(self.parameters.to_map()));
        map.insert("message", Value::from(&*self.message()));
        map.insert("severity", Value::from(self.severity.name()));
        if let Some(position) = self.position {
            map.insert("line", Value::from(position.line as u64));
            map.insert("column", Value::from(position.column as u64));
        }
        if let Some(value) = &self.value {
            map.insert("value", Value::from(value.as_str()));
        }
        if !self.others.is_empty() || self.others_omitted > 0 {
            let others = self.others.iter().map(Alternative::to_value).collect();
            map.insert("others", Value::Array(others));
            map.insert("othersOmitted", Value::from(self.others_omitted as u64));
        }
        map
    }
}

impl Alternative {
    pub(crate) fn to_value(&self) -> Value {
        Value::Object(Map::from([
            ("name", Value::from(self.name.as_str())),
            ("schema", Value::from(self.schema.as_str())),
            ("reason", self.reason.to_value()),
            ("more", Value::from(self.more as u64)),
        ]))
    }
}

impl Severity {
    /// `error` or `advice`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Advice => "advice",
        }
    }
}

impl ViolationParameters {
    /// The same as an object.
    #[must_use]
    pub fn to_map(&self) -> Map<Value> {
        let values = self.iter();
        values.map(|(name, value)| (name, value.clone())).collect()
    }
}

impl serde::Serialize for ViolationParameters {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::Object(self.to_map()).serialize(serializer)
    }
}

impl serde::Serialize for Alternative {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl serde::Serialize for Violation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}

impl serde::Serialize for Violations {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_value().serialize(serializer)
    }
}
