//! Model and names -> locations: the page and the anchor of each type, and the types that use it.

use std::collections::BTreeSet;

use super::example::LARGE;
use super::operation_pages::Operations;
use super::text::escape;
use super::{Examples, Masthead, anchors};
use crate::emit::describe::{named, type_words, values};
use crate::model::{Model, Origin, Slot, TypeDef, TypeId, TypeKind};
use crate::name::Names;

/// One input, ready to be written down.
pub(super) struct Book<'m> {
    pub(super) model: &'m Model,
    pub(super) names: &'m Names,
    /// The module, which is also the folder.
    pub(super) module: &'m str,
    /// The files below the folder; the first is the module's own.
    pub(super) files: Vec<String>,
    /// The file each type stands in, by index.
    file_of: Vec<usize>,
    /// The members that hold each type.
    users: Vec<Vec<(TypeId, Option<usize>)>>,
    /// The further paths of each type.
    others: Vec<Vec<String>>,
    pub(super) operations: Operations,
    pub(super) masthead: &'m Masthead,
    pub(super) examples: &'m Examples,
}

impl<'m> Book<'m> {
    pub(super) fn new(
        model: &'m Model,
        names: &'m Names,
        module: &'m str,
        (masthead, examples): (&'m Masthead, &'m Examples),
    ) -> Self {
        let mut book = Self {
            model,
            names,
            module,
            files: vec!["index.html".to_owned()],
            file_of: vec![0; model.types.len()],
            users: vec![Vec::new(); model.types.len()],
            others: names.others(model),
            operations: Operations::new(model),
            masthead,
            examples,
        };
        if model.types.len() > LARGE {
            book.split();
        }
        for (id, def) in model.iter() {
            for (member, place) in def.kind.numbered_slots() {
                let Some(used) = named(place) else { continue };
                if let Some(users) = book.users.get_mut(used.0) {
                    users.push((id, member));
                }
            }
        }
        book
    }

    /// A page for each named type and the inline types found in it.
    fn split(&mut self) {
        let mut taken = BTreeSet::new();
        for (id, def) in self.model.iter() {
            let parent = match &def.origin {
                Origin::Inline { parent, .. } if parent.0 < id.0 => {
                    self.file_of.get(parent.0).copied()
                }
                Origin::Inline { .. } | Origin::Definition(_) => None,
            };
            let file = parent.unwrap_or_else(|| {
                self.files
                    .push(anchors::file_name("type", &self.anchor(id), &mut taken));
                self.files.len() - 1
            });
            if let Some(slot) = self.file_of.get_mut(id.0) {
                *slot = file;
            }
        }
    }

    /// Whether every named type has a separate page.
    pub(super) fn is_split(&self) -> bool {
        self.files.len() > 1
    }

    /// How many types there are, if not every page lists them.
    pub(super) fn all(&self) -> Option<usize> {
        self.is_split().then_some(self.model.types.len())
    }

    /// The types of a file, in order.
    pub(super) fn types(&self, file: usize) -> impl Iterator<Item = (TypeId, &'m TypeDef)> {
        self.model
            .iter()
            .filter(move |(id, _)| self.file_of.get(id.0) == Some(&file))
    }

    pub(super) fn file(&self, id: TypeId) -> &str {
        let file = self
            .file_of
            .get(id.0)
            .and_then(|file| self.files.get(*file));
        file.map_or("index.html", String::as_str)
    }

    pub(super) fn ident(&self, id: TypeId) -> &'m str {
        &self.names.get(id).ident
    }

    pub(super) fn anchor(&self, id: TypeId) -> String {
        anchors::of_type(self.names.get(id))
    }

    /// The members of a type: the name on the wire, or of a union's alternative the
    /// Rust variant.
    pub(super) fn members(&self, id: TypeId) -> Vec<String> {
        let names = self.names.get(id);
        match &self.model.get(id).kind {
            TypeKind::Struct(body) => body.fields.iter().map(|f| f.wire.value.clone()).collect(),
            TypeKind::Enum(body) => values(body, &names.members)
                .into_iter()
                .map(|row| row.value)
                .collect(),
            TypeKind::Union(_) => names.members.clone(),
            TypeKind::Newtype(_) | TypeKind::Alias(_) => Vec::new(),
        }
    }

    /// Whether each member has an anchor: in very long lists it would take half of the page.
    pub(super) fn anchors_members(&self, id: TypeId) -> bool {
        /// How many values of an enum have one.
        const MOST: usize = 1_000;
        !matches!(self.model.get(id).kind, TypeKind::Enum(_))
            || self.names.get(id).members.len() <= MOST
    }

    fn member(&self, id: TypeId, index: usize) -> Option<&'m str> {
        match &self.model.get(id).kind {
            TypeKind::Struct(body) => body.fields.get(index).map(|f| f.wire.value.as_str()),
            _ => self.names.get(id).members.get(index).map(String::as_str),
        }
    }

    /// The address of a type, or of its member, from a page in the same folder.
    pub(super) fn address(&self, from: &str, id: TypeId, member: Option<&str>) -> String {
        let mut anchor = self.anchor(id);
        if let Some(member) = member {
            anchor = anchors::of_member(&anchor, member);
        }
        let file = self.file(id);
        let file = if file == from {
            String::new()
        } else {
            anchors::encoded(file)
        };
        format!("{file}#{}", anchors::encoded(&anchor))
    }

    pub(super) fn link(&self, from: &str, id: TypeId) -> String {
        let kind = self.model.get(id).kind.word();
        format!(
            "<a class=\"type {kind}\" href=\"{}\">{}</a>",
            escape(&self.address(from, id, None)),
            escape(self.ident(id))
        )
    }

    pub(super) fn type_html(&self, from: &str, place: &Slot) -> String {
        type_words(place, &|id| self.link(from, id))
    }

    /// The Rust path of a type, from the crate's root.
    pub(super) fn path(&self, id: TypeId) -> String {
        let names = self.names.get(id);
        let inner = names.modules.iter().map(String::as_str);
        let parts = std::iter::once(self.module)
            .chain(inner)
            .chain(std::iter::once(names.ident.as_str()));
        parts.collect::<Vec<_>>().join("::")
    }

    /// The further paths of a type below the module, in order.
    pub(super) fn others(&self, id: TypeId) -> &[String] {
        self.others.get(id.0).map(Vec::as_slice).unwrap_or_default()
    }

    /// Links to the types that contain a type, in the order of the schema.
    pub(super) fn used_by(&self, from: &str, id: TypeId) -> Vec<String> {
        let users = self.users.get(id.0).map(Vec::as_slice).unwrap_or_default();
        let mut links: Vec<String> = Vec::new();
        for (user, index) in users {
            let member = index.and_then(|index| self.member(*user, index));
            let ident = escape(self.ident(*user));
            let words = member.map_or_else(|| ident.clone(), |m| format!("{ident}.{}", escape(m)));
            let address = self.address(from, *user, member);
            let link = format!("<a href=\"{}\"><code>{words}</code></a>", escape(&address));
            if links.last() != Some(&link) {
                links.push(link);
            }
        }
        links
    }
}
