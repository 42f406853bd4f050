//! Types of rows that other pages decide: one named like a plain word, and the entries of a map.

use super::build::Builder;
use super::language::Language;
use super::parsed::ParsedRow;
use super::text;
use super::types::{Named, Type, plain};
use super::yaml::YamlNode;

impl Builder<'_> {
    /// A type of the pages that is called as a plain word is, such as `Identifier` or `Code`.
    pub(super) fn titled_type(&self, index: usize, row: &ParsedRow) -> Option<Type> {
        let cell = row.cell.trim().trim_matches('`');
        let (cell, is_list) = element(cell).map_or((cell, false), |inner| (inner, true));
        let is_title = cell.starts_with(char::is_uppercase) && text::is_word(cell);
        if self.language(index) != Language::Plain || !is_title {
            return None;
        }
        plain::word(cell)?;
        let named = Named {
            name: cell.to_owned(),
            space: None,
            link: None,
            members: Vec::new(),
        };
        let id = self
            .types
            .names
            .resolve(&self.input.pages.get(index)?.path, &named)?;
        let is_called = self.types.names.name(id) == cell;
        let ty = is_called.then_some(Type::Named(named))?;
        Some(if is_list {
            Type::Array(Box::new(ty))
        } else {
            ty
        })
    }

    /// Protocol Buffers show a map as a list of its entries, which have a separate page: reads the
    /// row as a map.
    pub(super) fn map_entry(&mut self, index: usize, row: &ParsedRow) -> Option<ParsedRow> {
        let Some(Type::Named(named)) = row.ty.as_ref().filter(|_| row.more.is_list) else {
            return None;
        };
        let id = self
            .types
            .names
            .resolve(&self.input.pages.get(index)?.path, named)?;
        let is_entry = self.types.names.name(id).ends_with("Entry");
        let rows = self
            .input
            .rows
            .get((*self.types.origin.get(id)?)?)
            .filter(|_| is_entry)?;
        let [key, value] = rows.as_slice() else {
            return None;
        };
        let names = (key.name.as_str(), value.name.as_str());
        let mut map = row.clone();
        map.ty = Some(Type::Map(Box::new(value.ty.clone()?)));
        map.more.is_list = false;
        if names != ("key", "value") {
            return None;
        }
        self.types.map_entries.insert(id);
        Some(map)
    }

    /// Removes the entries of maps to which nothing else refers.
    pub(super) fn drop_map_entries(&mut self) {
        for id in std::mem::take(&mut self.types.map_entries) {
            let name = self.types.names.name(id).to_owned();
            let mut others = self
                .types
                .out
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != id);
            let is_named = others.any(|(_, out)| {
                let mut nodes = out.entries.iter();
                nodes.any(|(key, node)| refers(key, node, &name))
            });
            if !is_named && let Some(out) = self.types.out.get_mut(id) {
                out.is_left_out = true;
            }
        }
    }
}

/// The element of `Code[]`, `[Code]`, `array[Code]`, `List<Code>` and `array of Code`.
fn element(cell: &str) -> Option<&str> {
    const LISTS: [&str; 3] = ["", "array", "list"];
    let is_list = |front: &str| LISTS.contains(&front.trim().to_lowercase().as_str());
    if let Some(inner) = cell.strip_suffix("[]") {
        return Some(inner);
    }
    let enclosed = [('[', ']'), ('<', '>')]
        .into_iter()
        .find_map(|(open, close)| {
            let (front, inner) = cell.strip_suffix(close)?.split_once(open)?;
            is_list(front).then_some(inner)
        });
    enclosed.or_else(|| {
        let (front, inner) = cell.split_once(" of ")?;
        (is_list(front) && !front.is_empty()).then_some(inner)
    })
}

/// Whether a keyword, or one within it, names a type.
fn refers(key: &str, node: &YamlNode, name: &str) -> bool {
    match node {
        YamlNode::Json(value) => {
            let text = value.as_str().filter(|_| key == "type");
            let mut words = text
                .into_iter()
                .flat_map(|text| text.split(['[', ']', '<', '>']));
            words.any(|word| word == name)
        }
        YamlNode::Map(entries) => entries.iter().any(|(key, node)| refers(key, node, name)),
        YamlNode::List(items) => items.iter().any(|item| refers("", item, name)),
    }
}
