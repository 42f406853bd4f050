//! Names in type cells without a page -> the types that they are words for, or that an option gives
//! them.

use std::collections::BTreeSet;

use super::build::{Builder, Info};
use super::calling::folded;
use super::language::Language;
use super::parsed::ParsedRow;
use super::text;
use super::types::{self, Type, plain};

/// What was found on the way through a row's type.
#[derive(Debug, Default)]
struct SettledNames {
    /// The names of things, and the types they are taken for.
    assumed: Vec<(String, Type)>,
    /// The options that were used.
    used: BTreeSet<usize>,
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct RowPlace<'p> {
    index: usize,
    /// Capitals do not make a name a separate type.
    names: bool,
    /// The names of the type, with those of the objects that the row lies in.
    above: [&'p str; 2],
}

impl Builder<'_> {
    /// Names without a page that are words for types, such as `uuid`, become that type.
    pub(super) fn settle_words(&mut self) {
        let mut used = BTreeSet::new();
        let mut rows = std::mem::take(&mut self.input.rows);
        for (index, rows) in rows.iter_mut().enumerate() {
            let names = self.language(index) == Language::Plain && !has_lower_words(rows);
            // Only an option names fields.
            let page = self
                .input
                .pages
                .get(index)
                .filter(|_| !self.options.types.is_empty());
            let title = page.map(|page| page.title.clone()).unwrap_or_default();
            let mut origin = self.types.origin.iter();
            let id = page.and_then(|_| origin.position(|page| *page == Some(index)));
            let name = id.map_or(title.as_str(), |id| self.types.names.name(id));
            let place = RowPlace {
                index,
                names,
                above: [&title, name],
            };
            self.settle_rows(place, rows, &mut used);
        }
        self.input.rows = rows;
        let mut infos = std::mem::take(&mut self.types.infos);
        for info in &mut infos {
            if let Info::Union(members, page) = info {
                let mut found = SettledNames::default();
                let mut settle = |ty| self.settled(*page, true, ty, &mut found);
                *members = members.drain(..).map(&mut settle).collect();
                used.append(&mut found.used);
            }
        }
        self.types.infos = infos;
        self.check_types(&used);
    }

    /// A type that no cell names is a mistake in writing the option.
    fn check_types(&mut self, used: &BTreeSet<usize>) {
        for (at, (name, ty)) in self.options.types.iter().enumerate() {
            let (message, help) = match (plain::parse(ty), used.contains(&at)) {
                (None, _) => (
                    format!("`{ty}` is no type, so `{name}` is left as it is"),
                    "write a type as a cell of a table would: `string(20)`, `array of uuid`",
                ),
                (Some(_), false) => (
                    format!("no type or field without a page is called `{name}`"),
                    "name a type as its cell does, or a field as `Type.field`",
                ),
                _ => continue,
            };
            self.reports.warning("unused-type", None, message, help);
        }
    }

    fn settle_rows(&self, place: RowPlace<'_>, rows: &mut [ParsedRow], used: &mut BTreeSet<usize>) {
        for row in rows {
            let above = place.above.map(|above| match above {
                "" => String::new(),
                above => format!("{above}.{}", row.name),
            });
            let mut found = SettledNames::default();
            row.ty = match self.given(&above, row, &mut found) {
                Some(ty) => Some(ty),
                None => row
                    .ty
                    .take()
                    .map(|ty| self.settled(place.index, place.names, ty, &mut found)),
            };
            self.follow(place.index, row);
            row.assumed.append(&mut found.assumed);
            used.append(&mut found.used);
            let [title, name] = &above;
            let place = RowPlace {
                above: [title, name],
                ..place
            };
            self.settle_rows(place, &mut row.rows, used);
            if let Some(element) = &mut row.element {
                self.settle_rows(place, std::slice::from_mut(element), used);
            }
        }
    }

    /// `Settings. See [below](#settings)`: the type behind the link, for an object that no row describes.
    fn follow(&self, index: usize, row: &mut ParsedRow) {
        let is_free = row.rows.is_empty() && row.more.values.is_empty();
        let is_untyped = row.ty.is_none() && row.cell.trim().is_empty();
        let is_open = row.ty.as_ref().is_some_and(is_any_object);
        let is_text = row.ty == Some(Type::String);
        if !is_free || !(is_untyped || is_open || is_text) {
            return;
        }
        let Some(named) = see(&row.description) else {
            return;
        };
        let path = self
            .input
            .pages
            .get(index)
            .map_or("", |page| page.path.as_str());
        let Some(id) = self.types.names.resolve(path, &named) else {
            return;
        };
        // The values of a text stand behind such a link, too.
        let is_enum = matches!(self.types.infos.get(id), Some(Info::Enum(_)));
        if is_text && !is_enum {
            return;
        }
        match row.ty.take() {
            Some(Type::String) => row.ty = Some(Type::Named(named)),
            Some(ty) => row.ty = Some(with_object(ty, &named)),
            None => {
                row.ty = Some(Type::Named(named));
                row.more.assumed_type = Some("the one that its words link to");
            }
        }
    }

    /// The type that an option gives a field, or a cell that cannot be read.
    fn given(
        &self,
        names: &[String],
        row: &mut ParsedRow,
        found: &mut SettledNames,
    ) -> Option<Type> {
        if self.options.types.is_empty() {
            return None;
        }
        let cell = folded(&text::shown(&row.cell));
        let is_meant = |name: &String| {
            names.contains(name) || row.ty.is_none() && !cell.is_empty() && folded(name) == cell
        };
        let mut types = self.options.types.iter();
        let at = types.position(|(name, _)| is_meant(name))?;
        let (_, ty) = self.options.types.get(at)?;
        found.used.insert(at);
        let ty = plain::parse(ty)?;
        row.lost.clear();
        row.more.assumed_type = None;
        Some(ty)
    }

    /// The type that an option gives a name.
    fn option_of(&self, name: &str, found: &mut SettledNames) -> Option<Type> {
        let mut types = self.options.types.iter();
        let at = types.position(|(of, _)| folded(of) == folded(name))?;
        let (_, ty) = self.options.types.get(at)?;
        found.used.insert(at);
        plain::parse(ty)
    }

    fn is_missing(&self, index: usize, named: &types::Named) -> bool {
        let path = self
            .input
            .pages
            .get(index)
            .map_or("", |page| page.path.as_str());
        !self.options.types.is_empty() && self.types.names.resolve(path, named).is_none()
    }

    /// The type with types for the names of things without a page; `found` gets the ambiguous
    /// ones. If `names` is not set, capitals make a name a separate type.
    fn settled(&self, index: usize, names: bool, ty: Type, found: &mut SettledNames) -> Type {
        let mut settle = |ty: Type| self.settled(index, names, ty, found);
        let mut inside = |inner: Box<Type>| Box::new(settle(*inner));
        match ty {
            Type::Named(mut named) => {
                named.members = named.members.into_iter().map(settle).collect();
                if self.is_missing(index, &named)
                    && let Some(ty) = self.option_of(&named.name, found)
                {
                    return ty;
                }
                let path = self
                    .input
                    .pages
                    .get(index)
                    .map_or("", |page| page.path.as_str());
                let is_plain = self.language(index) == Language::Plain;
                let may = named.link.is_none() || is_plain;
                let is_loose = plain::is_loose(&named.name);
                let is_name = named.name.starts_with(char::is_uppercase)
                    && named.name.contains(char::is_lowercase);
                // A link to a page names its type, even if the page is missing.
                let is_linked = named
                    .link
                    .as_ref()
                    .is_some_and(|link| !link.contains("://"));
                let is_type = is_loose && (!names || is_linked) && (is_name || !is_plain);
                let may = may && named.members.is_empty() && !is_type;
                match plain::word(&named.name).filter(|_| may) {
                    Some(ty) if self.types.names.resolve(path, &named).is_none() => {
                        if is_loose {
                            found.assumed.push((named.name, ty.clone()));
                        }
                        ty
                    }
                    _ => Type::Named(named),
                }
            }
            Type::Array(inner) => Type::Array(inside(inner)),
            Type::Map(inner) => Type::Map(inside(inner)),
            Type::Nullable(inner) => Type::Nullable(inside(inner)),
            Type::Optional(inner, null) => Type::Optional(inside(inner), null),
            Type::With(inner, keywords) => Type::With(inside(inner), keywords),
            Type::Object(object) => Type::Object(object.map(settle)),
            Type::Union(members) => types::union(members.into_iter().map(settle).collect()),
            other => other,
        }
    }
}

/// `see [below](#settings)`: the one link within the page, behind a word that sends there.
fn see(description: &str) -> Option<types::Named> {
    let (front, rest) = description.split_once("](#")?;
    let (target, behind) = rest.split_once(')')?;
    let (front, _) = front.rsplit_once('[')?;
    let lower = front.to_lowercase();
    let front = lower.trim_end_matches([' ', '`', '*', ':']);
    let sends = [
        "see",
        "see the",
        "described in",
        "defined in",
        "documented in",
        "documented",
    ];
    let is_sent = sends.iter().any(|word| front.ends_with(word));
    let is_only = !behind.contains("](");
    (is_sent && is_only && !target.is_empty()).then(|| types::Named {
        name: target.to_owned(),
        space: None,
        link: Some(format!("#{target}")),
        members: Vec::new(),
    })
}

/// Whether a type is an object about which no more is known, or a list of them.
fn is_any_object(ty: &Type) -> bool {
    match ty {
        Type::Array(inner) | Type::With(inner, _) | Type::Nullable(inner) => is_any_object(inner),
        Type::Map(inner) => **inner == Type::Any,
        _ => false,
    }
}

/// The same with the type of the object.
fn with_object(ty: Type, named: &types::Named) -> Type {
    let inside = |inner: Box<Type>| Box::new(with_object(*inner, named));
    match ty {
        Type::Array(inner) => Type::Array(inside(inner)),
        Type::With(inner, keywords) => Type::With(inside(inner), keywords),
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        _ => Type::Named(named.clone()),
    }
}

/// Whether cells have words for types in lower case, so that a capital marks a name.
fn has_lower_words(rows: &[ParsedRow]) -> bool {
    rows.iter().any(|row| {
        let cell = text::shown(&row.cell);
        let is_lower = cell.starts_with(char::is_lowercase) && !plain::is_loose(&cell);
        is_lower && plain::is_known(&cell) || has_lower_words(&row.rows)
    })
}
