//! The values that a row allows -> an enum, or a word that they are not used.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::build::Builder;
use super::in_words;
use super::open_words::{self, Openness};
use super::parsed::ParsedRow;
use super::row::RawValue;
use super::types::{self, Type};
use super::values_in_words;
use super::yaml::YamlNode;

type Entries = Vec<(String, YamlNode)>;

impl Builder<'_> {
    /// Reports allowed values of a type that can have none; those of a boolean are implied.
    pub(super) fn unused_values(&mut self, ty: &Type, row: &ParsedRow, subject: &str) {
        const OWN: [&str; 6] = ["true", "false", "yes", "no", "0", "1"];
        let is_own = |raw: &RawValue| {
            let value = raw.value.to_lowercase();
            value
                .split(['/', '|'])
                .all(|part| OWN.contains(&part.trim()))
        };
        let values: Vec<&str> = row
            .more
            .values
            .iter()
            .map(|raw| raw.value.as_str())
            .collect();
        if *ty != Type::Boolean || !row.more.values.iter().all(is_own) {
            self.unread(row, subject, &values.join(", "));
        }
    }

    /// The values that a row allows, and their type.
    pub(super) fn allowed(&mut self, ty: &Type, row: &ParsedRow) -> Option<(Type, Vec<RawValue>)> {
        let inner = match ty {
            Type::Array(inner) => inner.as_ref(),
            other => other,
        };
        let bare = match inner {
            Type::With(inner, _) => inner.as_ref(),
            other => other,
        };
        if !matches!(
            bare,
            Type::String
                | Type::Integer
                | Type::Number
                | Type::Any
                | Type::Boolean
                | Type::Const(_)
        ) {
            return None;
        }
        let mut raw = row.more.values.clone();
        if raw.is_empty() && row.more.mines && matches!(bare, Type::String | Type::Integer) {
            raw = in_words::noted(&row.description).unwrap_or_default();
        }
        if raw.is_empty() && row.more.mines && matches!(bare, Type::String | Type::Integer) {
            let listed = in_words::values(&row.description);
            let listed = listed.into_iter().filter(|value| value != in_words::NULL);
            raw = listed.map(super::choices::value).collect();
        }
        if raw.is_empty() && row.more.mines && matches!(bare, Type::String | Type::Integer) {
            let mut listed = values_in_words::listed(&row.description, &row.name);
            if listed.is_empty() {
                listed = values_in_words::bracketed(&row.description);
            }
            raw = listed.into_iter().map(super::choices::value).collect();
        }
        if raw.is_empty() && row.more.mines && matches!(bare, Type::String | Type::Integer) {
            let constant = values_in_words::constant(&row.description);
            raw = constant.into_iter().map(super::choices::value).collect();
        }
        if raw.is_empty() && row.more.mines && matches!(bare, Type::Integer | Type::Number) {
            let integers = values_in_words::integers(&row.description);
            raw = integers.into_iter().map(super::choices::value).collect();
        }
        // `hatchback, sedan, suv` of an enum.
        if raw.is_empty() && row.more.mines && is_enum_word(&row.cell) {
            raw = in_words::all_words(&row.description);
        }
        (!raw.is_empty() && !matches!(bare, Type::Boolean)).then(|| (bare.clone(), raw))
    }

    /// An enum of which the page lists no values.
    pub(super) fn without_values(
        &mut self,
        row: &ParsedRow,
        ty: &Type,
        entries: &Entries,
        subject: &str,
    ) {
        let is_enum = is_enum_word(&row.cell);
        let has_values = entries
            .iter()
            .any(|(key, _)| key == "enum" || key == "const");
        if is_enum && *ty == Type::String && !has_values {
            let message = "is an enum whose values are not found, and accepts any text";
            let help = "write the values into the description: `One of: a, b`";
            self.reports
                .lost("unknown-cell", row.span, subject, message, help);
        }
    }

    /// Whether values in words that are all integers are numbers; reports it.
    fn assumed_integers(&mut self, raw: &[RawValue], row: &ParsedRow, subject: &str) -> bool {
        let is_integer =
            |raw: &RawValue| raw.quoted != Some(true) && raw.value.parse::<i64>().is_ok();
        let are_all = raw.iter().all(is_integer);
        if are_all {
            let message = "has values that all are integers, and is read as an enum of integers";
            let help = "quote the values in the table if JSON has them as strings";
            self.reports
                .assumed("assumed-integers", row.span, subject, message, help);
        }
        are_all
    }

    pub(super) fn enumerated(
        &mut self,
        index: usize,
        ty: &Type,
        inner: &Type,
        raw: &[RawValue],
        row: &ParsedRow,
        subject: &str,
    ) -> Entries {
        let numbers = match inner {
            Type::Integer | Type::Number => true,
            Type::String if is_enum_word(&row.cell) => self.assumed_integers(raw, row, subject),
            Type::Any => {
                let are_bare = raw.iter().all(|raw| raw.quoted.is_none());
                are_bare && self.assumed_integers(raw, row, subject)
            }
            _ => false,
        };
        let mut seen = BTreeSet::new();
        let mut items = Vec::new();
        for raw in raw {
            let number = fieldwright_runtime::from_json::<Value>(raw.value.as_bytes()).ok();
            let value = match number.filter(|value| value.as_number().is_some()) {
                Some(value) if numbers => value,
                _ if numbers => {
                    self.unread(row, subject, &raw.value);
                    continue;
                }
                _ => Value::from(raw.value.as_str()),
            };
            if !seen.insert(value.to_string()) {
                continue;
            }
            let words = raw.description.clone();
            items.push(match words {
                Some(words) => YamlNode::Map(vec![
                    ("value".to_owned(), YamlNode::Json(value)),
                    ("description".to_owned(), YamlNode::text(words)),
                ]),
                None => YamlNode::Json(value),
            });
        }
        if items.is_empty() {
            return self.schema(index, ty);
        }
        let name = match inner {
            Type::Integer => "integer",
            Type::Number => "number",
            _ if numbers => "integer",
            _ => "string",
        };
        // ``Always `0` ``
        if let [YamlNode::Json(only)] = items.as_slice()
            && row.more.values.is_empty()
            && !matches!(ty, Type::Array(_))
        {
            let only = YamlNode::Json(only.clone());
            return vec![
                ("type".to_owned(), YamlNode::text(name)),
                ("const".to_owned(), only),
            ];
        }
        let is_open = row.more.is_open || open_words::read(&row.description) == Openness::Open;
        let open = (is_open && name != "number").then(|| ("open".to_owned(), YamlNode::flag(true)));
        let entries = [
            ("type".to_owned(), YamlNode::text(name)),
            ("enum".to_owned(), YamlNode::List(items)),
        ];
        let entries: Entries = entries.into_iter().chain(open).collect();
        match ty {
            Type::Array(_) => vec![
                ("type".to_owned(), YamlNode::text("array")),
                ("items".to_owned(), YamlNode::Map(entries)),
            ],
            _ => entries,
        }
    }
}

/// `Enum`, `picklist`, `enum (of string)`: a type whose values are elsewhere.
fn is_enum_word(cell: &str) -> bool {
    matches!(
        types::word_key(cell).as_str(),
        "enum"
            | "enumeration"
            | "picklist"
            | "dropdown"
            | "stringenum"
            | "enumstring"
            | "enumofstring"
    )
}
