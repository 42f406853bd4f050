//! The content of a page that fieldwright wrote for a type -> its rows, with constraints, defaults
//! and rules.

use std::collections::{BTreeMap, BTreeSet};

use super::build::{Builder, Info};
use super::code_spans::codes;
use super::imported::TypeOut;
use super::names::Id;
use super::page::Body;
use super::parsed::ParsedRow;
use super::reference_page;
use super::reference_type::{About, ReferenceBody, ReferenceMember, ReferencePage, ReferenceValue};
use super::reference_words::{
    about, constraint, enum_values, examples, json, merge, merge_words, of_named, or_null, rule,
    same_words, without_words,
};
use super::rows::{another_name, presence};
use super::text;
use super::types::{self, Named, Type};
use super::unions::label;
use super::yaml::YamlNode;
use crate::page_words as words;

pub(super) type Entries = Vec<(String, YamlNode)>;

/// The state of importing pages that fieldwright wrote.
#[derive(Debug, Default)]
pub(super) struct Returned {
    /// Inline types that must have a name: they are within themselves.
    named: BTreeSet<Id>,
    /// The inline types that are being written.
    open: Vec<Id>,
    /// How many rows, values and alternatives were written so.
    count: usize,
    /// How often each type is linked; one that is linked once has its name from there.
    links: BTreeMap<Id, usize>,
    /// The rows of each type, with its parts.
    types: BTreeMap<Id, (ReferencePage, Vec<ParsedRow>)>,
}

/// How many rows, values and alternatives of inline types are written where these are linked;
/// further types are named. A page links each type as often as its document contains it.
const MOST_INLINE: usize = 2_000_000;
/// How many bytes of text count as much as a row.
const TEXT: usize = 64;
/// How deep they nest.
const DEEPEST: usize = 48;

impl Builder<'_> {
    /// Takes the parts of the types out of their pages.
    pub(super) fn settle_reference_pages(&mut self) {
        for id in 0..self.types.infos.len() {
            let Some(index) = self.types.origin.get(id).copied().flatten() else {
                continue;
            };
            let Some(page) = self.input.pages.get_mut(index) else {
                continue;
            };
            if !matches!(page.body, Body::Reference(_)) {
                continue;
            }
            if let Body::Reference(own) = std::mem::replace(&mut page.body, Body::Bare) {
                let rows = self.input.rows.get_mut(index).map(std::mem::take);
                let rows = rows.unwrap_or_default();
                let (span, title) = (page.span, page.title.clone());
                if !own.evaluated.is_empty() {
                    let keywords = own.evaluated.join("`, `");
                    let message = format!("is no longer checked for `{keywords}`");
                    let help = "its page names these keywords and does not show what they say; \
                                generate from the document itself to have them";
                    self.reports
                        .lost("unread-limit", Some(span), title, message, help);
                }
                self.count_links(index, &own.body, &rows);
                self.returned.types.insert(id, (*own, rows));
            }
        }
    }

    fn count_links(&mut self, index: usize, body: &ReferenceBody, rows: &[ParsedRow]) {
        let mut cells: Vec<&str> = rows.iter().map(|row| row.cell.as_str()).collect();
        match body {
            ReferenceBody::Struct { unknown, .. } => cells.extend(unknown.as_deref()),
            ReferenceBody::Union { members, .. } => {
                cells.extend(members.iter().map(|m| m.ty.as_str()))
            }
            ReferenceBody::Scalar { ty, .. } => cells.push(ty),
            ReferenceBody::Enum { .. } => {}
        }
        let path = self.input.pages.get(index).map(|page| page.path.clone());
        let path = path.unwrap_or_default();
        for link in cells.iter().flat_map(|cell| cell.split("](").skip(1)) {
            let named = Named {
                name: String::new(),
                space: None,
                link: link.split(')').next().map(str::to_owned),
                members: Vec::new(),
            };
            if let Some(id) = self.types.names.resolve(&path, &named) {
                *self.returned.links.entry(id).or_default() += 1;
            }
        }
    }

    /// Whether a type is written only where it is linked.
    pub(super) fn is_written_elsewhere(&self, id: Id) -> bool {
        let own = self.returned.types.get(&id);
        own.is_some_and(|(own, _)| own.is_inline && !self.returned.named.contains(&id))
    }

    /// How many inline types have a name because they are within themselves.
    pub(super) fn named_inline(&self) -> usize {
        self.returned.named.len()
    }

    pub(super) fn write_reference_page(&mut self, id: Id, out: &mut TypeOut) {
        let Some((own, rows)) = self.returned.types.get(&id) else {
            return;
        };
        let places = rows
            .iter()
            .filter_map(|row| Some((row.name.clone(), row.span?)));
        out.places.extend(places);
        out.is_reference = true;
        // The key is its name in the schema; its Rust name may differ.
        let title = self.types.names.title(id).to_owned();
        if !own.is_inline && crate::name::camel(&out.name) != title {
            out.entries.push(("name".to_owned(), YamlNode::text(title)));
        }
        self.returned.open.push(id);
        let entries = self.page_entries(id);
        self.returned.open.pop();
        out.entries.extend(entries);
    }

    /// The keywords of a type.
    fn page_entries(&mut self, id: Id) -> Entries {
        let index = self.types.origin.get(id).copied().flatten();
        let (Some(index), Some((own, rows))) = (index, self.returned.types.remove(&id)) else {
            return Vec::new();
        };
        let mut entries = about(&own.about);
        match &own.body {
            ReferenceBody::Struct {
                unknown,
                constraints,
                rules,
                ..
            } => {
                let fields = self.page_fields(index, &rows);
                entries.push(("fields".to_owned(), YamlNode::Map(fields)));
                entries.extend(unknown.as_ref().map(|ty| self.unlisted(index, ty)));
                let constraints = constraints.iter();
                entries.extend(constraints.filter_map(|text| constraint(text)));
                if !rules.is_empty() {
                    let rules = rules.iter().map(rule).collect();
                    entries.push(("rules".to_owned(), YamlNode::List(rules)));
                }
            }
            ReferenceBody::Enum { values, open } => {
                let open = open.then(|| ("open".to_owned(), YamlNode::flag(true)));
                entries.extend(open);
                let values = enum_values(values);
                entries.push(("enum".to_owned(), YamlNode::List(values)));
            }
            ReferenceBody::Union {
                exactly_one,
                discriminator,
                members,
            } => {
                let tag = discriminator.as_deref().map(YamlNode::text);
                entries.extend(tag.map(|tag| ("discriminator".to_owned(), tag)));
                let keyword = if *exactly_one { "oneOf" } else { "anyOf" };
                let rows = members.iter().map(|member| self.page_member(index, member));
                entries.push((keyword.to_owned(), YamlNode::List(rows.collect())));
            }
            ReferenceBody::Scalar { ty, constraints } => {
                let row = self.page_type(index, ty, &constraints.join("\n"));
                merge(&mut entries, of_named(row));
            }
        }
        entries.extend(examples(&own.examples));
        self.returned.types.insert(id, (own, rows));
        entries
    }

    /// The handling of properties that are not listed.
    fn unlisted(&mut self, index: usize, ty: &str) -> (String, YamlNode) {
        let node = match ty {
            words::REFUSED => YamlNode::flag(false),
            text => {
                let kept = reference_page::member(text);
                match self.page_type(index, &kept.ty, &kept.constraints.join("\n")) {
                    row if row.is_empty() => YamlNode::flag(true),
                    row => YamlNode::Map(row),
                }
            }
        };
        ("additionalProperties".to_owned(), node)
    }

    fn page_fields(&mut self, index: usize, rows: &[ParsedRow]) -> Entries {
        let mut fields = Vec::new();
        let mut idents = BTreeSet::new();
        let mut names = BTreeSet::new();
        for row in rows.iter().filter(|row| names.insert(&row.name)) {
            let mut entries = self.page_field(index, row);
            if !entries.iter().any(|(key, _)| key == "name") {
                entries.extend(another_name(&row.name, &mut idents));
            }
            fields.push((row.name.clone(), YamlNode::Map(entries)));
        }
        fields
    }

    fn page_field(&mut self, index: usize, row: &ParsedRow) -> Entries {
        // A cell's bar has a backslash, in code, too (GFM, section 4.10).
        let text = text::with_breaks(&row.description.replace("\\|", "|"));
        let mut own = About::of(text.lines());
        own.deprecated |= row.deprecated;
        let mut entries = self.page_type(index, &row.cell, &row.constraints);
        if own.description.is_some() {
            entries = without_words(entries);
        }
        if row.is_required() {
            let at = entries.iter().position(|(key, _)| key == "nullable");
            let flag = ("required".to_owned(), YamlNode::flag(true));
            entries.insert(at.unwrap_or(entries.len()), flag);
        }
        let default = codes(&row.default).first().and_then(|text| json(text));
        entries.extend(default.map(|value| ("default".to_owned(), YamlNode::Json(value))));
        // Here it would be the name of the field.
        entries.retain(|(key, _)| key != "name");
        // The type has the same text with its paragraphs and lists.
        let description = entries.iter().find(|(key, _)| key == "description");
        let is_same =
            description.is_some_and(|(_, node)| same_words(node, own.description.as_deref()));
        own.description = own.description.filter(|_| !is_same);
        merge_words(&mut entries, about(&own));
        let examples = examples(&codes(&text::with_breaks(&row.example)));
        if examples.is_some() {
            entries.retain(|(key, _)| key != "example" && key != "examples");
        }
        entries.extend(examples);
        entries
    }

    fn page_member(&mut self, index: usize, member: &ReferenceMember) -> YamlNode {
        let text = codes(&member.ty).pop();
        if let Some(text) = text.filter(|_| member.ty.starts_with(['`', '<'])) {
            let value = ReferenceValue {
                name: member.about.rust_name.clone().unwrap_or_default(),
                value: text,
                also: Vec::new(),
                about: About {
                    rust_name: None,
                    ..member.about.clone()
                },
            };
            let values = enum_values(&[value]);
            return YamlNode::Map(vec![("enum".to_owned(), YamlNode::List(values))]);
        }
        let mut row = self.page_type(index, &member.ty, &member.constraints.join("\n"));
        let usual = crate::name::camel(&label(&row));
        let mut own = member.about.clone();
        own.rust_name = own.rust_name.filter(|name| *name != usual);
        merge_words(&mut row, about(&own));
        row.extend(member.tags.as_deref().map(tag_entry));
        YamlNode::Map(row)
    }

    /// A type with its constraints, including those of its elements.
    fn page_type(&mut self, index: usize, cell: &str, constraints: &str) -> Entries {
        let ty = types::reference::parse(cell).unwrap_or_else(|| {
            let span = self.input.pages.get(index).map(|page| page.span);
            let title = self.input.pages.get(index).map(|page| page.title.clone());
            let message = format!("has the type `{cell}`, which a field table cannot say");
            let help = "complete the row in the table";
            let subject = title.unwrap_or_default();
            self.reports
                .lost("unknown-cell", span, subject, message, help);
            match cell.starts_with(words::ARRAY_OF) {
                true => Type::Array(Box::new(Type::Any)),
                false => Type::Any,
            }
        });
        let presence = presence(ty);
        let nullable = presence.is_nullable();
        let list = text::with_breaks(constraints);
        let list: Vec<&str> = list.lines().collect();
        let entries = self.constrained(index, &presence.ty, &list);
        match nullable {
            true => or_null(entries),
            false => entries,
        }
    }

    /// The whole content of an inline type that is linked; `None` for a named type.
    fn inline(&mut self, index: usize, named: &Named) -> Option<Entries> {
        let path = self.input.pages.get(index).map(|page| page.path.as_str())?;
        let id = self.types.names.resolve(path, named)?;
        let is_reference = matches!(self.types.infos.get(id), Some(Info::Reference));
        let returned = &mut self.returned;
        let is_inside = returned.open.contains(&id);
        let is_inline = match returned.types.get(&id) {
            Some((own, _)) => own.is_inline,
            None => is_inside,
        };
        if !is_reference || !is_inline || returned.named.contains(&id) {
            return None;
        }
        if is_inside || returned.count >= MOST_INLINE || returned.open.len() >= DEEPEST {
            returned.named.insert(id);
            return None;
        }
        let size = returned
            .types
            .get(&id)
            .map_or(0, |(own, rows)| match &own.body {
                ReferenceBody::Enum { values, .. } => values.len(),
                ReferenceBody::Union { members, .. } => members.len(),
                ReferenceBody::Struct { .. } | ReferenceBody::Scalar { .. } => {
                    let texts = rows.iter().flat_map(|row| [&row.description, &row.example]);
                    rows.len() + texts.map(String::len).sum::<usize>() / TEXT
                }
            });
        returned.count += 1 + size;
        returned.open.push(id);
        let mut entries = self.page_entries(id);
        self.returned.open.pop();
        if self.is_named(id) && self.returned.links.get(&id) == Some(&1) {
            let name = self.types.names.title(id);
            entries.push(("name".to_owned(), YamlNode::text(name)));
        }
        Some(entries)
    }

    fn constrained(&mut self, index: usize, ty: &Type, list: &[&str]) -> Vec<(String, YamlNode)> {
        let (prefix, key, name) = match ty {
            Type::Array(_) => (words::ITEMS, "items", "array"),
            _ => (words::OF_VALUES, "additionalProperties", "object"),
        };
        let inner: Vec<&str> = list
            .iter()
            .filter_map(|text| text.strip_prefix(prefix))
            .collect();
        let is_inline = |this: &Self, element: &Type| match element {
            Type::Nullable(_) => true,
            Type::Array(_) | Type::Map(_) => true,
            Type::Named(named) => this.is_inline(index, named),
            _ => false,
        };
        let mut entries = match ty {
            Type::Array(element) | Type::Map(element)
                if !inner.is_empty() || is_inline(self, element) =>
            {
                let row = self.element(index, element, &inner);
                let ty = ("type".to_owned(), YamlNode::text(name));
                match row.is_empty() {
                    true => vec![ty],
                    false => vec![ty, (key.to_owned(), YamlNode::Map(row))],
                }
            }
            Type::Named(named) => match self.inline(index, named) {
                Some(entries) => entries,
                None => self.schema(index, ty),
            },
            // Its format is among its constraints.
            Type::Format(_) if list.iter().any(|text| text.contains("format: ")) => {
                self.schema(index, &Type::String)
            }
            ty => self.schema(index, ty),
        };
        let own = list.iter().filter(|text| text.starts_with(['`', '<']));
        let texts: Vec<String> = own.flat_map(|text| codes(text)).collect();
        for (key, node) in texts.iter().filter_map(|text| constraint(text)) {
            // The type states its format, too.
            if entries.iter().all(|(known, _)| *known != key) {
                entries.push((key, node));
            }
        }
        entries
    }

    fn element(&mut self, index: usize, ty: &Type, list: &[&str]) -> Entries {
        let (ty, nullable) = match ty {
            Type::Nullable(inner) => (&**inner, true),
            ty => (ty, false),
        };
        let entries = self.constrained(index, ty, list);
        match nullable {
            true => or_null(entries),
            false => entries,
        }
    }

    /// Whether the body of a type is an item of Rust, whose name must be given.
    fn is_named(&self, id: Id) -> bool {
        let own = self.returned.types.get(&id);
        own.is_some_and(|(own, _)| !matches!(own.body, ReferenceBody::Scalar { .. }))
    }

    fn is_inline(&self, index: usize, named: &Named) -> bool {
        let path = self.input.pages.get(index).map(|page| page.path.as_str());
        let id = path.and_then(|path| self.types.names.resolve(path, named));
        let own = id.and_then(|id| self.returned.types.get(&id));
        own.is_some_and(|(own, _)| own.is_inline)
    }
}

/// The value of the discriminator in an alternative.
fn tag_entry(tags: &[String]) -> (String, YamlNode) {
    let node = match tags {
        [one] => YamlNode::text(one),
        all => YamlNode::List(all.iter().map(String::as_str).map(YamlNode::text).collect()),
    };
    ("tag".to_owned(), node)
}
