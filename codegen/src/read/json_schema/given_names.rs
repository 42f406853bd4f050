//! Names and descriptions of an enum's values in extensions of other tools.
//!
//! ```yaml
//! { enum: [0, 1], x-enum-varnames: [Off, On], x-enum-descriptions: [not at all, all the time] }
//! { enum: ['1', '2'], x-ms-enum: { values: [ { value: '1', name: First, description: ... } ] } }
//! ```

use std::collections::BTreeSet;

use super::SchemaReader;
use crate::read::report::Report;
use crate::schema::{EnumValue, Schema};
use crate::source::{Kind, Node};

const NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
const DESCRIPTIONS: [&str; 4] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "enumDescriptions",
    "markdownEnumDescriptions",
];

impl SchemaReader<'_, '_, '_> {
    /// Names and descriptions in the order of the values, or beside each.
    pub(super) fn given_names(&mut self, node: Node<'_>, schema: &mut Schema) {
        let Some(values) = schema.enumeration.as_mut().map(|listed| &mut listed.value) else {
            return;
        };
        if let Some(list) = NAMES.iter().find_map(|key| node.get(key)) {
            let names = self.in_order_or_beside(list, values);
            self.names_of_values(list, names, values);
        }
        if let Some(list) = DESCRIPTIONS.iter().find_map(|key| node.get(key)) {
            let words = self.in_order_or_beside(list, values);
            for (value, words) in values.iter_mut().zip(words) {
                let words = words.filter(|words| !words.is_empty());
                value.description = value.description.take().or(words);
            }
        }
        let table = node.get("x-ms-enum").and_then(|own| own.get("values"));
        if let Some(table) = table {
            self.names_beside(table, values);
        }
    }

    /// Names that distinguish the values; an object may name some of them only.
    fn names_of_values(
        &mut self,
        list: Node<'_>,
        names: Vec<Option<String>>,
        values: &mut [EnumValue],
    ) {
        let usable = names.iter().flatten().filter(|name| is_name(name));
        let spellings: BTreeSet<String> = usable.map(|name| letters(name)).collect();
        if names.is_empty() {
            return;
        }
        let wanted = match list.kind() {
            Kind::Mapping => names.iter().flatten().count(),
            _ => values.iter().filter(|value| !is_null(value)).count(),
        };
        if spellings.len() < wanted {
            let message = "these names do not distinguish the values; ours are used";
            let help = "give each value a name of its own";
            self.recovered("recovered-value", list.span(), message, help);
            return;
        }
        for (value, name) in values.iter_mut().zip(names) {
            value.title = value.title.take().or(name);
        }
    }

    /// The texts of a list, one for each value, or of an object, by value.
    fn in_order_or_beside(&mut self, texts: Node<'_>, values: &[EnumValue]) -> Vec<Option<String>> {
        match texts.kind() {
            Kind::Sequence => self.in_order(texts, values),
            Kind::Mapping => self.beside(texts, values),
            _ => {
                let message = "names and words of values are a list or an object";
                let help = "list one for each value, in their order";
                self.recovered("recovered-value", texts.span(), message, help);
                Vec::new()
            }
        }
    }

    /// The texts of a list; none if their number does not match.
    /// Null has no name, and need have none there.
    fn in_order(&mut self, list: Node<'_>, values: &[EnumValue]) -> Vec<Option<String>> {
        let count = values.len();
        let texts: Vec<Option<String>> = list
            .items()
            .map(|item| item.as_str().map(str::to_owned))
            .collect();
        if texts.len() == count {
            return texts;
        }
        if texts.len() == values.iter().filter(|value| !is_null(value)).count() {
            let mut texts = texts.into_iter();
            let beside = |value| match is_null(value) {
                true => None,
                false => texts.next().flatten(),
            };
            return values.iter().map(beside).collect();
        }
        let message = format!(
            "there are {count} values and {} names or words",
            texts.len()
        );
        let help = "list one for each value, in their order";
        self.recovered("recovered-value", list.span(), message, help);
        Vec::new()
    }

    /// `x-enumDescriptions: { off: not at all, on: all the time }`.
    fn beside(&mut self, table: Node<'_>, values: &[EnumValue]) -> Vec<Option<String>> {
        let mut texts = vec![None; values.len()];
        for (key, text) in table.entries() {
            let at = values.iter().position(|value| value.key() == key.text);
            if let Some(found) = at.and_then(|at| texts.get_mut(at)) {
                *found = text.as_str().map(str::to_owned);
            } else {
                let message = format!("`{}` is no value of this enum", key.text);
                let help = "name or describe the values that it lists";
                self.recovered("recovered-value", key.span, message, help);
            }
        }
        texts
    }

    fn names_beside(&mut self, table: Node<'_>, values: &mut [EnumValue]) {
        let mut taken = BTreeSet::new();
        for entry in table.items() {
            let Some(own) = entry.get("value").and_then(|value| self.value(value)) else {
                continue;
            };
            let text = |key: &str| entry.get(key).and_then(Node::as_str).map(str::to_owned);
            let name = text("name").filter(|name| is_name(name) && taken.insert(letters(name)));
            let words = text("description").filter(|words| !words.is_empty());
            let mut values = values.iter_mut();
            let same = |value: &&mut EnumValue| {
                value.value.value == own.value || Some(value.key().as_str()) == own.value.as_str()
            };
            if let Some(value) = values.find(same) {
                value.title = value.title.take().or(name);
                value.description = value.description.take().or(words);
            }
        }
    }
}

fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric) && text.len() <= 80
}

fn is_null(value: &EnumValue) -> bool {
    value.value.value.is_null()
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.collect::<String>().to_lowercase()
}
