//! Unions: from a page's `Supported Types`, or from the cells that name their
//! members. One whose members are not all known accepts anything.

use std::collections::BTreeSet;

use super::build::{Builder, Info};
use super::imported::TypeOut;
use super::language::Language;
use super::names::key;
use super::page::{Body, Member};
use super::types::{self, Named, Type};
use super::yaml::YamlNode;

impl Builder<'_> {
    /// The members that a page lists.
    pub(super) fn union_info(&self, index: usize) -> Info {
        let language = self.language(index);
        let members = match self.input.pages.get(index).map(|page| &page.body) {
            Some(Body::Union(members)) => members.as_slice(),
            _ => &[],
        };
        let types = members.iter().map(|member| member_type(member, language));
        Info::Union(types.collect(), index)
    }

    /// Finds the members of unions whose pages are bare, and which unions cannot be
    /// known.
    pub(super) fn settle_unions(&mut self) {
        self.see_folders();
        for index in 0..self.input.pages.len() {
            let mut named = Vec::new();
            for row in self.input.rows.get(index).into_iter().flatten() {
                if let Some(ty) = &row.ty {
                    collect(ty, &mut named);
                }
            }
            for named in named {
                self.members_from_cell(index, &named);
            }
        }
        self.find_unknown();
    }

    /// Whether some link leads to its page by the whole path.
    fn see_folders(&mut self) {
        let mut exact = false;
        for (page, rows) in self.input.pages.iter().zip(&self.input.rows) {
            let mut links = Vec::new();
            for ty in rows.iter().filter_map(|row| row.ty.as_ref()) {
                collect_links(ty, &mut links);
            }
            exact |= links
                .iter()
                .any(|link| self.types.names.is_exact(&page.path, link));
        }
        if exact {
            self.types.names.keep_folders();
        }
    }

    fn members_from_cell(&mut self, index: usize, named: &Named) {
        let Some(page) = self.input.pages.get(index) else {
            return;
        };
        let (path, span) = (page.path.clone(), page.span);
        let Some(id) = self.types.names.resolve(&path, named) else {
            self.missing_type(index, named, Info::Union(named.members.clone(), index));
            return;
        };
        match self.types.infos.get_mut(id) {
            Some(Info::Union(members, page)) if members.is_empty() => {
                *members = named.members.clone();
                *page = index;
            }
            Some(Info::Union(members, page))
                if *members != named.members && is_bare(&self.input.pages, *page, index) =>
            {
                let name = self.types.names.name(id);
                let message = format!("`{name}` has other members here than at its first place");
                let help = "the first place counts; correct the type in the table if it is wrong";
                self.reports
                    .warning("unlike-unions", Some(span), message, help);
            }
            _ => {}
        }
    }

    /// A union with a member that nobody knows accepts anything; so does a union of
    /// such a one.
    fn find_unknown(&mut self) {
        let mut changed = true;
        while changed {
            changed = false;
            for id in 0..self.types.infos.len() {
                let Some(why) = self.why_unknown(id) else {
                    continue;
                };
                let page = self.types.origin.get(id).copied().flatten();
                let span = page
                    .and_then(|page| self.input.pages.get(page))
                    .map(|page| page.span);
                let name = self.types.names.name(id).to_owned();
                let message = "is a union whose members are not all known and accepts any value";
                let help =
                    "import the pages that name its members, or complete the type in the table";
                self.reports
                    .lost("unknown-union", span, name, message, help);
                if let Some(info) = self.types.infos.get_mut(id) {
                    *info = Info::Anything(why);
                }
                changed = true;
            }
        }
    }

    fn why_unknown(&self, id: usize) -> Option<String> {
        let Some(Info::Union(members, page)) = self.types.infos.get(id) else {
            return None;
        };
        if members.is_empty() {
            return Some("its members are on no page".to_owned());
        }
        let member = members
            .iter()
            .find_map(|member| self.unknown(*page, member))?;
        Some(format!("its member {member} is not known"))
    }

    /// The unknown part of a member.
    fn unknown(&self, page: usize, member: &Type) -> Option<String> {
        match member {
            Type::Any | Type::Transport => Some("of any type".to_owned()),
            Type::Nullable(inner) | Type::Optional(inner, _) | Type::With(inner, _) => {
                self.unknown(page, inner)
            }
            Type::Named(named) => {
                let path = self.input.pages.get(page).map(|page| page.path.as_str())?;
                let id = self.types.names.resolve(path, named);
                let known = id.and_then(|id| self.types.infos.get(id));
                let is_known = known.is_some_and(|info| !matches!(info, Info::Anything(_)));
                (!is_known).then(|| format!("`{}`", named.name))
            }
            _ => None,
        }
    }

    pub(super) fn write_union(&mut self, page: usize, members: &[Type], out: &mut TypeOut) {
        let mut rows: Vec<Vec<(String, YamlNode)>> = Vec::new();
        for member in members {
            let row = self.schema(page, member);
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        out.entries.extend(union_entries(rows));
    }
}

/// `anyOf`, or the one member alone.
pub(super) fn union_entries(rows: Vec<Vec<(String, YamlNode)>>) -> Vec<(String, YamlNode)> {
    if rows.len() == 1 {
        return rows.into_iter().next().unwrap_or_default();
    }
    vec![("anyOf".to_owned(), YamlNode::List(named_apart(rows)))]
}

/// Alternatives that Rust would call alike get names.
pub(super) fn named_apart(rows: Vec<Vec<(String, YamlNode)>>) -> Vec<YamlNode> {
    let mut taken = BTreeSet::new();
    let mut items = Vec::new();
    for mut row in rows {
        // Objects are called after their properties.
        if is_written_out(&row) {
            items.push(YamlNode::Map(row));
            continue;
        }
        let label = crate::name::camel(&label(&row));
        let mut name = label.clone();
        let mut count = 2;
        while !taken.insert(name.clone()) {
            name = format!("{}{count}", label.trim_end_matches('_'));
            count += 1;
        }
        if name != label {
            row.push(("name".to_owned(), YamlNode::text(name)));
        }
        items.push(YamlNode::Map(row));
    }
    items
}

/// Whether a row, or its element, has inline fields.
fn is_written_out(row: &[(String, YamlNode)]) -> bool {
    row.iter().any(|(key, node)| match node {
        YamlNode::Map(inner) if key == "items" => is_written_out(inner),
        _ => key == "fields",
    })
}

/// The source of an alternative's name, as in `lower::unions`.
pub(super) fn label(row: &[(String, YamlNode)]) -> String {
    let get = |key: &str| {
        row.iter()
            .find(|(name, _)| name == key)
            .map(|(_, node)| node)
    };
    match get("type") {
        Some(YamlNode::Json(text)) => match text.as_str().unwrap_or("any") {
            "array" => match get("items") {
                Some(YamlNode::Map(items)) => format!("{} list", label(items)),
                _ => "array".to_owned(),
            },
            text => type_label(text),
        },
        _ => "any".to_owned(),
    }
}

fn type_label(text: &str) -> String {
    match text.strip_suffix("[]") {
        Some(inner) => format!("{} list", type_label(inner)),
        None if text.starts_with("map<") => "object".to_owned(),
        None => text.to_owned(),
    }
}

fn is_bare(pages: &[super::page::Page], page: usize, here: usize) -> bool {
    let body = pages.get(page).map(|page| &page.body);
    page != here && !matches!(body, Some(Body::Union(_)))
}

/// The names in a type that list their members.
fn collect(ty: &Type, out: &mut Vec<Named>) {
    match ty {
        Type::Named(named) => {
            if !named.members.is_empty() {
                out.push(named.clone());
            }
            named.members.iter().for_each(|member| collect(member, out));
        }
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::With(inner, _)
        | Type::Optional(inner, _) => {
            collect(inner, out);
        }
        Type::Union(members) => members.iter().for_each(|member| collect(member, out)),
        Type::Object(object) => object.types().for_each(|ty| collect(ty, out)),
        _ => {}
    }
}

fn collect_links(ty: &Type, out: &mut Vec<String>) {
    match ty {
        Type::Named(named) => out.extend(named.link.clone()),
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::With(inner, _)
        | Type::Optional(inner, _) => {
            collect_links(inner, out);
        }
        Type::Union(members) => members.iter().for_each(|member| collect_links(member, out)),
        Type::Object(object) => object.types().for_each(|ty| collect_links(ty, out)),
        _ => {}
    }
}

/// The type of one member: its heading, or that of its example.
fn member_type(member: &Member, language: Language) -> Type {
    let heading = member.heading.trim();
    let heading = super::text::code(heading).unwrap_or_else(|| heading.to_owned());
    if language == Language::CSharp {
        let tag = if heading.is_empty() {
            between(&member.code, ".Create", "(").unwrap_or_default()
        } else {
            heading
        };
        return types::tag(tag.trim());
    }
    let from_code = code_type(&member.code, language);
    let texts = match language {
        // Go's headings list only named types.
        Language::Go => [from_code, Some(heading.clone())],
        // PHP's headings use `array` for lists and maps; their `@var` distinguishes them.
        Language::Php if from_code.is_some() => [from_code, Some(heading.clone())],
        _ => [Some(heading.clone()), from_code],
    };
    if language == Language::Python && heading == "datetime" {
        // Without a link the word is the type.
        return Type::DateTime(types::Sure::Yes);
    }
    let mut read = texts
        .iter()
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .filter_map(|text| types::parse(text, language));
    read.next().unwrap_or_else(|| {
        Type::Named(Named {
            name: heading,
            space: None,
            link: None,
            members: Vec::new(),
        })
    })
}

fn code_type(code: &str, language: Language) -> Option<String> {
    match language {
        Language::Go => between(code, "(", "{/*").or_else(|| between(code, "(", ")")),
        Language::Php => between(code, "@var ", "\n"),
        Language::Python => between(code, "value: ", " ="),
        Language::TypeScript => between(code, ": ", " ="),
        _ => None,
    }
}

fn between(text: &str, from: &str, to: &str) -> Option<String> {
    let (_, rest) = text.split_once(from)?;
    let (inner, _) = rest.split_once(to)?;
    Some(inner.trim().to_owned())
}

impl Builder<'_> {
    /// In tables of other documents each field with a type without a page is reported.
    pub(super) fn report_missing_use(
        &mut self,
        index: usize,
        named: &Named,
        accepts: &str,
    ) -> bool {
        let is_general = self.input.pages.get(index).is_some_and(|page| page.general);
        if !is_general || named.link.is_some() || self.at.within.is_empty() {
            return false;
        }
        let name = &named.name;
        let message = format!(
            "has the type `{name}`, which is the title of no page; the type named after it {accepts}"
        );
        let help = "import that page, too, or complete the type in the table";
        let within = self.at.within.clone();
        self.reports
            .lost("missing-page", self.at.here, within, message, help);
        true
    }

    /// A type for a page that is not there.
    pub(super) fn missing_type(&mut self, index: usize, named: &Named, info: Info) -> usize {
        let page = self.input.pages.get(index);
        let (from, span) = page
            .map(|p| (p.path.clone(), Some(p.span)))
            .unwrap_or_default();
        let span = self.at.here.or(span);
        let target = match &named.link {
            Some(link) => key(&from, link),
            None => format!(
                "{}.{}",
                named.space.as_deref().unwrap_or_default(),
                named.name
            ),
        };
        let accepts = match &info {
            Info::Union(..) => "has only the members that are named here",
            _ => "accepts any value",
        };
        let help = "import that page, too, or complete the type in the table";
        let is_reported = self.report_missing_use(index, named, accepts);
        if let Some(id) = self.types.missing.get(&target) {
            return *id;
        }
        let path = named
            .link
            .as_ref()
            .map(|_| target.clone())
            .unwrap_or_default();
        let (id, _) = self.types.names.add(&named.name, &path);
        let name = self.types.names.name(id).to_owned();
        let (subject, what) = match &named.link {
            Some(link) => (link.clone(), "is a page that was not imported"),
            None => (name, "is the title of no page"),
        };
        if !is_reported {
            let message = format!("{what}; the type named after it {accepts}");
            self.reports
                .lost("missing-page", span, &subject, message, help);
        }
        let what = format!("`{subject}` {what}");
        self.types.missing.insert(target, id);
        let info = match info {
            Info::Anything(_) => Info::Anything(what),
            other => other,
        };
        self.types.infos.push(info);
        self.types.origin.push(None);
        id
    }
}
