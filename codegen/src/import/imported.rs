//! The table of an import: repaired if the generator would refuse it, and written as YAML.

use std::collections::BTreeMap;

use super::yaml::{self, YamlNode};
use crate::source::Span;

/// The table, ready to be written.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    /// The names of the files it comes from.
    pub(super) files: Vec<String>,
    /// The paths of pages that made no type.
    pub(super) empty: Vec<String>,
    pub(super) types: Vec<TypeOut>,
    pub(super) origin: Origin,
}

/// The source of a table.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    #[default]
    Pages,
    #[cfg(feature = "infer")]
    Samples,
}

/// One type of the table.
#[derive(Debug, Default)]
pub(super) struct TypeOut {
    pub(super) name: String,
    pub(super) span: Option<Span>,
    pub(super) entries: Vec<(String, YamlNode)>,
    /// It is left out except for references from others.
    pub(super) is_left_out: bool,
    /// It was written by us.
    pub(super) is_reference: bool,
    /// The spans of the rows of its fields.
    pub(super) places: BTreeMap<String, Span>,
}

/// The keywords that make an inline type.
const SHAPE: [&str; 4] = ["type", "enum", "anyOf", "open"];

impl Imported {
    /// The types and the fields, values and members they have, for tests and talk.
    pub(crate) fn len(&self) -> usize {
        self.types.len()
    }

    /// The paths of pages that made no type.
    pub(crate) fn empty(&self) -> &[String] {
        &self.empty
    }

    /// The span of the row of a field, or else of the type, on its page.
    pub(crate) fn place(&self, ty: &str, field: Option<&str>) -> Option<Span> {
        let ty = self.types.iter().find(|one| one.name == ty)?;
        let place = field.and_then(|field| ty.places.get(field)).copied();
        place.or(ty.span)
    }

    /// Whether a type is from a page that fieldwright wrote.
    pub(crate) fn is_reference(&self, ty: &str) -> bool {
        self.types
            .iter()
            .any(|one| one.name == ty && one.is_reference)
    }

    /// Takes the examples of a field out; false if it has none.
    pub(crate) fn drop_examples(&mut self, ty: &str, field: &str) -> bool {
        let Some(row) = self.row(ty, field) else {
            return false;
        };
        let before = row.len();
        row.retain(|(key, _)| key != "example" && key != "examples");
        row.len() < before
    }

    /// Gives the inline type of a field, or of its elements, a name; false if there is none.
    pub(crate) fn lift(&mut self, ty: &str, field: &str) -> bool {
        let wanted = format!("{ty}{}", crate::name::camel(field));
        let is_taken = |name: &str| self.types.iter().any(|one| one.name == name);
        let counted = (2..).map(|count| format!("{wanted}{count}"));
        let mut names = std::iter::once(wanted.clone()).chain(counted);
        let Some(name) = names.find(|name| !is_taken(name)) else {
            return false;
        };
        let Some(row) = self.row(ty, field) else {
            return false;
        };
        let inner = row.iter_mut().find_map(|(key, node)| match node {
            YamlNode::Map(entries) if key == "items" || key == "additionalProperties" => {
                Some(entries)
            }
            _ => None,
        });
        let lifted = match inner {
            Some(inner) if is_inline(inner) => take_shape(inner, &name),
            _ => match self.row(ty, field) {
                Some(row) if is_inline(row) => take_shape(row, &name),
                _ => return false,
            },
        };
        let at = self.types.iter().position(|one| one.name == ty);
        let lifted = TypeOut {
            name,
            entries: lifted,
            ..TypeOut::default()
        };
        self.types.insert(at.map_or(0, |at| at + 1), lifted);
        true
    }

    /// Removes the keyword at a pointer below a field, or the one around it; false if the pointer
    /// leads to no keyword that can be removed.
    pub(crate) fn drop_keyword(&mut self, parts: &[String]) -> Option<(String, String)> {
        let (ty, key) = (parts.get(2)?, parts.get(3)?);
        let (mut row, mut at) = match (key.as_str(), parts.get(4)) {
            ("fields", Some(field)) => (self.row(ty, field)?, 5),
            _ => {
                let ty = self.types.iter_mut().find(|one| one.name == *ty)?;
                (&mut ty.entries, 3)
            }
        };
        loop {
            let key = parts.get(at)?;
            let place = row.iter().position(|(known, _)| known == key)?;
            let next = parts.get(at + 1);
            let goes_on = match (key.as_str(), next) {
                ("fields" | "anyOf" | "oneOf", Some(name)) => {
                    inner_row(row, place, Some(name)).is_some()
                }
                ("items" | "additionalProperties", Some(_)) => {
                    inner_row(row, place, None).is_some()
                }
                _ => false,
            };
            if !goes_on {
                const KEPT: [&str; 8] = [
                    "type", "fields", "items", "enum", "anyOf", "oneOf", "required", "name",
                ];
                if KEPT.contains(&key.as_str()) {
                    return None;
                }
                let (key, node) = row.remove(place);
                let text = match node {
                    YamlNode::Json(value) => value.to_string().chars().take(60).collect(),
                    _ => String::new(),
                };
                return Some((key, text));
            }
            let is_named = ["fields", "anyOf", "oneOf"].contains(&key.as_str());
            let name = next.filter(|_| is_named);
            at += if name.is_some() { 2 } else { 1 };
            row = inner_row(row, place, name.map(String::as_str))?;
        }
    }

    fn row(&mut self, ty: &str, field: &str) -> Option<&mut Vec<(String, YamlNode)>> {
        let YamlNode::Map(rows) = self.entry(ty, "fields")? else {
            return None;
        };
        match rows.iter_mut().find(|(name, _)| name == field)? {
            (_, YamlNode::Map(row)) => Some(row),
            _ => None,
        }
    }

    /// Makes a type accept anything; false if it does already.
    pub(crate) fn degrade(&mut self, ty: &str, why: &str) -> bool {
        let Some(ty) = self.types.iter_mut().find(|one| one.name == ty) else {
            return false;
        };
        let is_plain = |key: &str| matches!(key, "description" | "deprecated" | "$comment");
        if ty.entries.iter().all(|(key, _)| is_plain(key)) {
            return false;
        }
        ty.entries.retain(|(key, _)| is_plain(key));
        ty.entries
            .push(("$comment".to_owned(), YamlNode::text(why)));
        true
    }

    fn entry(&mut self, ty: &str, key: &str) -> Option<&mut YamlNode> {
        let ty = self.types.iter_mut().find(|one| one.name == ty)?;
        let entry = ty.entries.iter_mut().find(|(name, _)| name == key);
        entry.map(|(_, node)| node)
    }

    /// The field table as YAML, with a comment on its source.
    pub(crate) fn to_yaml(&self) -> String {
        let mut out = header(&self.files, self.origin);
        let mut root: Vec<(String, YamlNode)> =
            vec![("fieldwright".to_owned(), YamlNode::Json(1.into()))];
        let texts = [("title", &self.title), ("description", &self.description)];
        for (key, text) in texts {
            root.extend(
                text.clone()
                    .map(|text| (key.to_owned(), YamlNode::text(text))),
            );
        }
        yaml::write(&root, 0, &mut out);
        if self.types.is_empty() {
            out.push_str("types: {}\n");
            return out;
        }
        out.push_str("types:\n");
        for ty in &self.types {
            let entry = (ty.name.clone(), YamlNode::Map(ty.entries.clone()));
            yaml::write(&[entry], 2, &mut out);
        }
        out
    }
}

/// The row below a keyword that holds rows.
fn inner_row<'r>(
    row: &'r mut [(String, YamlNode)],
    place: usize,
    name: Option<&str>,
) -> Option<&'r mut Vec<(String, YamlNode)>> {
    let inner = match &mut row.get_mut(place)?.1 {
        YamlNode::Map(inner) => inner,
        // The alternatives are numbered.
        YamlNode::List(rows) => {
            return match rows.get_mut(name?.parse::<usize>().ok()?)? {
                YamlNode::Map(inner) => Some(inner),
                _ => None,
            };
        }
        _ => return None,
    };
    let Some(name) = name else {
        return Some(inner);
    };
    match inner.iter_mut().find(|(known, _)| known == name)? {
        (_, YamlNode::Map(inner)) => Some(inner),
        _ => None,
    }
}

fn is_inline(row: &[(String, YamlNode)]) -> bool {
    row.iter().any(|(key, _)| key == "enum" || key == "anyOf")
}

/// Takes the inline type out of a row, which then refers to `name`.
fn take_shape(row: &mut Vec<(String, YamlNode)>, name: &str) -> Vec<(String, YamlNode)> {
    let is_shape = |(key, _): &(String, YamlNode)| SHAPE.contains(&key.as_str());
    let shape = row
        .iter()
        .filter(|entry| is_shape(entry))
        .cloned()
        .collect();
    row.retain(|entry| !is_shape(entry));
    row.insert(0, ("type".to_owned(), YamlNode::text(name)));
    shape
}

/// How many files the header names.
const NAMED: usize = 100;

fn header(files: &[String], origin: Origin) -> String {
    let mut out = match origin {
        Origin::Pages => String::from("# A field table, imported by fieldwright from:\n"),
        #[cfg(feature = "infer")]
        Origin::Samples => String::from("# A field table, inferred by fieldwright from:\n"),
    };
    let mut line = String::from("#");
    for file in files.iter().take(NAMED) {
        let file: String = file
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        if line.len() + file.len() > 108 && line.len() > 1 {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(&file);
    }
    out.push_str(&line);
    if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
        out.push_str(&format!("\n# and {more} more pages"));
    }
    if files.is_empty() {
        return String::from(
            "# A field table, imported by fieldwright from pages without types.\n",
        );
    }
    out.push('\n');
    out
}
