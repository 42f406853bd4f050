//! The values of a page -> an enum.

use std::collections::BTreeSet;

use fieldwright_runtime::{Number, Value};

use super::build::{Builder, Info};
use super::imported::TypeOut;
use super::names::Id;
use super::row::RawValue;
use super::yaml::YamlNode;

/// An enum as far as examples need it.
#[derive(Debug, Clone)]
pub(super) struct EnumInfo {
    pub(super) values: Vec<EnumValue>,
    pub(super) open: bool,
}

#[derive(Debug, Clone)]
pub(super) struct EnumValue {
    pub(super) value: Value,
    /// Its name in the SDK.
    pub(super) name: Option<String>,
    also: Vec<String>,
    description: Option<String>,
}

impl EnumInfo {
    fn all(&self, is: fn(&Value) -> bool) -> bool {
        self.values.iter().all(|value| is(&value.value))
    }

    pub(super) fn is_strings(&self) -> bool {
        self.all(|value| value.as_str().is_some())
    }

    /// The value that is spelled so but for case and signs.
    pub(super) fn alike(&self, text: &str) -> Option<usize> {
        let bare = |text: &str| {
            let kept = text.chars().filter(|c| c.is_alphanumeric());
            kept.flat_map(char::to_lowercase).collect::<String>()
        };
        let wanted = bare(text);
        let mut found = (0..self.values.len()).filter(|at| {
            let value = self.values.get(*at);
            let value_text = value.and_then(|value| value.value.as_str());
            let name = value.and_then(|value| value.name.as_deref());
            [value_text, name]
                .into_iter()
                .flatten()
                .any(|text| bare(text) == wanted)
        });
        let first = found.next()?;
        (found.next().is_none() && !wanted.is_empty()).then_some(first)
    }
}

fn number(text: &str) -> Option<Value> {
    let number = fieldwright_runtime::from_json::<Number>(text.as_bytes()).ok()?;
    Some(Value::Number(number))
}

/// An integer as JSON writes it.
fn integer(text: &str) -> Option<Value> {
    let value = text.parse::<i64>().ok()?;
    (value.to_string() == text).then(|| Value::from(value))
}

impl Builder<'_> {
    pub(super) fn enum_info(&mut self, index: usize, raw: &[RawValue], open: bool) -> Info {
        let unquoted_values = !raw.is_empty() && raw.iter().all(|value| value.quoted.is_none());
        let integers = unquoted_values && raw.iter().all(|value| integer(&value.value).is_some());
        let page = self.input.pages.get(index);
        let (span, title) = page
            .map(|p| (Some(p.span), p.title.clone()))
            .unwrap_or_default();
        if integers {
            let message = "has values that all are integers, and is read as an enum of integers";
            let help = "quote the values in the table if JSON has them as strings";
            self.reports
                .assumed("assumed-integers", span, &title, message, help);
        }
        let mut seen = BTreeSet::new();
        let mut values = Vec::new();
        for raw in raw {
            let value = match raw.quoted {
                None if raw.value == "<nil>" => Some(Value::Null),
                None if integers => integer(&raw.value),
                Some(false) => match raw.value.as_str() {
                    "true" => Some(Value::Bool(true)),
                    "false" => Some(Value::Bool(false)),
                    "null" => Some(Value::Null),
                    text => number(text),
                },
                _ => None,
            };
            let value = value.unwrap_or_else(|| Value::from(raw.value.as_str()));
            if !seen.insert(value.to_string()) {
                let message = format!("the value {value} of `{title}` stands twice");
                let help = "it is taken once";
                self.reports.warning("repeated-row", span, message, help);
                continue;
            }
            values.push(EnumValue {
                value,
                name: raw.name.clone(),
                also: raw.also.clone(),
                description: raw.description.clone(),
            });
        }
        if values.is_empty() {
            let message = format!("`{title}` lists no values, so it accepts any value");
            let help = "complete the type in the table";
            self.reports.warning("unknown-values", span, message, help);
            return Info::Anything("its page lists no values".to_owned());
        }
        Info::Enum(EnumInfo { values, open })
    }

    pub(super) fn write_enum(&mut self, info: &EnumInfo, is_reference: bool, out: &mut TypeOut) {
        let integers = info.all(|value| value.as_i64().is_some());
        if info.open && (integers || info.is_strings()) {
            out.entries.push(("open".to_owned(), YamlNode::flag(true)));
        }
        // Pages that fieldwright wrote have the names of their authors.
        let given_name = |value: &EnumValue| {
            let name = value.name.clone().filter(|_| is_reference)?;
            let usual = usual_name(&value.value, integers);
            (name != usual).then_some(name)
        };
        let names = if is_reference && (integers || info.is_strings()) {
            info.values.iter().map(given_name).collect()
        } else if integers || info.is_strings() {
            variants(info, integers)
        } else {
            vec![None; info.values.len()]
        };
        let items = info.values.iter().zip(names).map(|(value, name)| {
            let mut entries = vec![("value".to_owned(), YamlNode::Json(value.value.clone()))];
            entries.extend(name.map(|name| ("name".to_owned(), YamlNode::text(name))));
            if !value.also.is_empty() {
                let also: Vec<Value> = value.also.iter().map(|a| Value::from(a.as_str())).collect();
                entries.push(("aliases".to_owned(), YamlNode::Json(Value::Array(also))));
            }
            let words = value.description.clone();
            entries.extend(words.map(|words| ("description".to_owned(), YamlNode::text(words))));
            match entries.len() {
                1 => YamlNode::Json(value.value.clone()),
                _ => YamlNode::Map(entries),
            }
        });
        let items = items.collect();
        out.entries.push(("enum".to_owned(), YamlNode::List(items)));
    }

    /// Spellings that examples used for values are read, too.
    pub(super) fn write_aliases(&mut self) {
        for (id, at, spelling) in std::mem::take(&mut self.types.aliases) {
            self.write_alias(id, at, &spelling);
        }
    }

    fn write_alias(&mut self, id: Id, at: usize, spelling: &str) {
        let name = self.types.names.name(id).to_owned();
        let Some(out) = self.types.out.get_mut(id) else {
            return;
        };
        let list = out.entries.iter_mut().find(|(key, _)| key == "enum");
        let Some((_, YamlNode::List(items))) = list else {
            return;
        };
        let Some(item) = items.get_mut(at) else {
            return;
        };
        if let YamlNode::Json(value) = item {
            *item = YamlNode::Map(vec![("value".to_owned(), YamlNode::Json(value.clone()))]);
        }
        let YamlNode::Map(entries) = item else { return };
        let spelled = Value::from(spelling);
        match entries.iter_mut().find(|(key, _)| key == "aliases") {
            Some((_, YamlNode::Json(Value::Array(list)))) if !list.contains(&spelled) => {
                list.push(spelled);
            }
            Some(_) => return,
            None => {
                let list = Value::Array(vec![spelled]);
                entries.push(("aliases".to_owned(), YamlNode::Json(list)));
            }
        }
        let message = "is how an example spells a value, so this spelling is read, too";
        let help = "take the alias out of the table if JSON never has it";
        let subject = format!("{name}.{spelling}");
        let span = out.span;
        self.reports
            .assumed("assumed-alias", span, subject, message, help);
    }
}

/// Names for the values that would be called alike in Rust.
fn variants(info: &EnumInfo, integers: bool) -> Vec<Option<String>> {
    let idents: Vec<String> = info
        .values
        .iter()
        .map(|value| usual_name(&value.value, integers))
        .collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut out = vec![None; idents.len()];
    let is_signed = |at: &usize| {
        let text = info.values.get(*at).and_then(|value| value.value.as_str());
        text.is_some_and(|text| !text.starts_with(char::is_alphanumeric))
    };
    // A value that begins with a sign gives way to the one without.
    let (signed, plain): (Vec<usize>, Vec<usize>) = (0..idents.len()).partition(is_signed);
    for at in plain.into_iter().chain(signed) {
        let (Some(value), Some(own)) = (info.values.get(at), idents.get(at)) else {
            continue;
        };
        if taken.insert(own.clone()) {
            continue;
        }
        let is_free =
            |name: &String| !taken.contains(name) && !idents.contains(name) && is_variant(name);
        let from_page = value.name.as_deref().map(crate::name::camel);
        let spoken = value.value.as_str().map(signs_spoken);
        let spoken = spoken.map(|text| crate::name::camel(&text));
        let counted = (2..).map(|count| format!("{}{count}", own.trim_end_matches('_')));
        let mut names = from_page.into_iter().chain(spoken).chain(counted);
        let name = names.find(is_free);
        taken.extend(name.clone());
        if let Some(slot) = out.get_mut(at) {
            *slot = name;
        }
    }
    out
}

/// The Rust name of a value without a name.
pub(super) fn usual_name(value: &Value, integers: bool) -> String {
    match value.as_i64() {
        Some(number) if integers => {
            let sign = if number < 0 { "minus " } else { "" };
            crate::name::camel(&format!("value {sign}{}", number.unsigned_abs()))
        }
        _ => crate::name::camel(value.as_str().unwrap_or_default()),
    }
}

fn is_variant(name: &str) -> bool {
    !name.contains('_') && name.chars().next().is_some_and(|c| !c.is_lowercase())
}

fn signs_spoken(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '-' => out.push_str(" minus "),
            '+' => out.push_str(" plus "),
            '.' => out.push_str(" dot "),
            '/' => out.push_str(" slash "),
            '_' => out.push_str(" underscore "),
            c => out.push(c),
        }
    }
    out
}
