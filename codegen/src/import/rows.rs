//! Rows of a page -> the fields of a type: names, presence, types, words, examples.

use std::collections::BTreeSet;

use super::build::Builder;
use super::imported::TypeOut;
use super::language::Language;
use super::names::Id;
use super::page::Body;
use super::parsed::{ParsedRow, Whole, parse_row};
use super::reference_type::ReferenceBody;
use super::text;
use super::types::{NullToo, Sure, Type};
use super::wire::{self, WireCase};
use super::yaml::YamlNode;
use crate::source::Span;

/// A type without the wrappers for absent or null.
pub(super) struct Presence {
    pub(super) ty: Type,
    nullable: bool,
    optional: Option<NullToo>,
}

impl Presence {
    pub(super) fn is_nullable(&self) -> bool {
        self.nullable
    }
}

impl Builder<'_> {
    pub(super) fn language(&self, index: usize) -> Language {
        let language = self.input.languages.get(index).copied();
        language.unwrap_or(Language::TypeScript)
    }

    pub(super) fn parse_rows(&mut self) {
        for (index, page) in self.input.pages.iter().enumerate() {
            let rows = match &page.body {
                Body::Fields(rows) => rows.as_slice(),
                Body::Reference(page) => match &page.body {
                    ReferenceBody::Struct { rows, .. } => rows.as_slice(),
                    _ => &[],
                },
                _ => &[],
            };
            let language = self.language(index);
            let general = page.general;
            let parsed = rows.iter().map(|row| parse_row(row, language, general));
            let parsed = parsed.collect();
            self.input.rows.push(parsed);
        }
    }

    /// Whether the page describes the transport of an SDK; reports it.
    pub(super) fn is_transport(&mut self, index: usize) -> bool {
        let is_reference = self.language(index) == Language::Own;
        if self.options.transport || is_reference {
            return false;
        }
        let rows = self.input.rows.get(index).map_or(&[][..], Vec::as_slice);
        let typed = rows
            .iter()
            .filter_map(|row| row.ty.clone())
            .any(|ty| presence(ty).ty == Type::Transport);
        let named = |name: &str| rows.iter().any(|row| bare(&row.name) == name);
        let is = typed || named("statuscode") && named("contenttype") && named("rawresponse");
        if let Some(page) = self.input.pages.get(index).filter(|_| is) {
            let (span, title) = (page.span, page.title.clone());
            let message = "is of the SDK's transport and is left out";
            let help = "`--with-transport` takes such types, too";
            self.reports
                .assumed("transport-type", Some(span), title, message, help);
        }
        is
    }

    pub(super) fn write_fields(&mut self, id: Id, index: usize, out: &mut TypeOut) {
        let rows = self.input.rows.get_mut(index);
        let rows = rows.map(std::mem::take).unwrap_or_default();
        let rows = match self.whole(index, &rows, &out.name) {
            Whole::Fields(rows) => rows,
            Whole::Keywords(keywords) => {
                out.entries.extend(keywords);
                return;
            }
        };
        let mut fields: Vec<(String, YamlNode)> = Vec::new();
        let mut additional = None;
        let (mut idents, mut names) = (BTreeSet::new(), BTreeSet::new());
        for row in &rows {
            let subject = format!("{}.{}", out.name, row.name);
            if let Some(entry) = self.additional(index, row, &subject) {
                self.report_second(additional.is_some(), row, &out.name);
                additional = additional.or(Some(entry));
                continue;
            }
            let Some(wire) = self.wire_name(id, index, row, &mut names) else {
                continue;
            };
            self.at.here = row.span;
            let mut entries = self.field(index, row, &subject);
            self.at.here = None;
            entries.extend(another_name(&wire, &mut idents));
            out.places.extend(row.span.map(|span| (wire.clone(), span)));
            fields.push((wire, YamlNode::Map(entries)));
        }
        if fields.is_empty() {
            out.entries
                .push(("type".to_owned(), YamlNode::text("object")));
        } else {
            out.entries
                .push(("fields".to_owned(), YamlNode::Map(fields)));
        }
        out.entries
            .extend(additional.map(|node| ("additionalProperties".to_owned(), node)));
    }

    /// The name in JSON; `None` if the row cannot be used.
    fn wire_name(
        &mut self,
        id: Id,
        index: usize,
        row: &ParsedRow,
        names: &mut BTreeSet<String>,
    ) -> Option<String> {
        let language = self.language(index);
        let ty = self.types.names.name(id).to_owned();
        let subject = format!("{ty}.{}", row.name);
        if row.name.is_empty() {
            let message = format!("a row of `{ty}` has no name and is left out");
            self.reports
                .warning("repeated-row", row.span, message, "name the field");
            return None;
        }
        let speller = self.input.spellers.get(index).copied().flatten();
        let bare = match speller {
            Some(_) => wire::unescaped(wire::unprefixed(&row.name), Language::Python),
            None => wire::unescaped(&row.name, language),
        };
        let shown = self.shown.case(language);
        let head = self.input.pages.get(index).map(|page| &page.head);
        let beside = head.and_then(|head| self.shown.case_of_head(head));
        let shown = shown.or(beside);
        let case = self
            .options
            .wire_case
            .or(shown)
            .or(speller.map(|speller| speller.case))
            .unwrap_or(WireCase::of(language));
        let mut wire = wire::wire(bare, case);
        let key = self.shown.key(index, &row.name).map(str::to_owned);
        let is_shown = key.is_some();
        if let Some(key) = key {
            wire = key;
        }
        if let Some(renamed) = self.renamed(&ty, index, &[&row.name, bare, &wire]) {
            wire = renamed;
        } else {
            if bare != row.name {
                let message = "has an underscore that keeps it from a word of the language; JSON has it without";
                let help = "`--rename Type.field=name` gives a field another name in JSON";
                self.reports
                    .assumed("assumed-name", row.span, &subject, message, help);
            }
            let is_sdk = !matches!(language, Language::Own | Language::Plain);
            let speller = speller.map(|speller| speller.name);
            let speller = speller.or(Some(language.name()).filter(|_| is_sdk));
            if let Some(speller) = speller.or(beside.map(|_| "the page"))
                && wire::words(bare).len() > 1
                && self.options.wire_case.is_none()
                && !is_shown
            {
                let message = format!(
                    "is how {speller} spells it; names in JSON are taken {}",
                    case.name()
                );
                let help = "`--wire-case snake|camel|kebab|as-is` chooses for all, `--rename Type.field=name` for one";
                self.reports
                    .assumed("assumed-name", row.span, &subject, message, help);
            }
        }
        if names.contains(&wire) && !names.contains(&row.name) {
            wire.clone_from(&row.name);
        }
        if !names.insert(wire.clone()) {
            let message = format!("`{ty}` has two rows for `{wire}`; the second is left out");
            let help = "take one of them out of the page, or rename it with `--rename`";
            self.reports
                .warning("repeated-row", row.span, message, help);
            return None;
        }
        Some(wire)
    }

    fn renamed(&mut self, ty: &str, index: usize, names: &[&str]) -> Option<String> {
        let title = self
            .input
            .pages
            .get(index)
            .map(|page| page.title.as_str())
            .unwrap_or_default();
        for (at, (field, wire)) in self.options.renames.iter().enumerate() {
            let Some((of, name)) = field.split_once('.') else {
                continue;
            };
            if (of == ty || of == title) && names.contains(&name) {
                if let Some(used) = self.used_renames.get_mut(at) {
                    *used = true;
                }
                return Some(wire.clone());
            }
        }
        None
    }

    /// Reports a second row for the properties that have no names.
    pub(super) fn report_second(&mut self, is_second: bool, row: &ParsedRow, above: &str) {
        if is_second {
            let message = format!(
                "`{above}` has two rows for properties without names; the second is left out"
            );
            let help = "make one row of them";
            self.reports
                .warning("repeated-row", row.span, message, help);
        }
    }

    /// A row for the properties that the schema does not name.
    pub(super) fn additional(
        &mut self,
        index: usize,
        row: &ParsedRow,
        subject: &str,
    ) -> Option<YamlNode> {
        let language = self.language(index);
        let is_named = matches!(
            bare(&row.name).as_str(),
            "additionalproperties" | "pydanticextra"
        );
        if !is_named || language == Language::Own {
            return None;
        }
        let ty = presence(row.ty.clone().unwrap_or(Type::Any)).ty;
        let value = match ty {
            Type::Map(inner) => *inner,
            Type::Any => Type::Any,
            _ => return None,
        };
        let message = "is no field: it stands for properties that the page does not name";
        let help =
            "such properties are kept; write a field of that name into the table if there is one";
        self.reports
            .assumed("assumed-extra", row.span, subject, message, help);
        let mut entries = match row.rows.is_empty() {
            true => self.schema(index, &value),
            false => self.inner_fields(index, &row.rows, subject),
        };
        if !row.description.is_empty() {
            let text = row.description.clone();
            entries.push(("description".to_owned(), YamlNode::text(text)));
        }
        Some(if entries.is_empty() {
            YamlNode::flag(true)
        } else {
            YamlNode::Map(entries)
        })
    }

    /// The keywords of a field's row.
    pub(super) fn field(
        &mut self,
        index: usize,
        row: &ParsedRow,
        subject: &str,
    ) -> Vec<(String, YamlNode)> {
        let entry = self.map_entry(index, row);
        let row = entry.as_ref().unwrap_or(row);
        let ty = match &row.ty {
            Some(ty) => self.titled_type(index, row).unwrap_or_else(|| ty.clone()),
            None if !row.rows.is_empty() => Type::Map(Box::new(Type::Any)),
            None => {
                let message = match row.cell.trim() {
                    "" => "has no type and accepts any value".to_owned(),
                    cell => format!(
                        "has the type `{cell}`, which cannot be read, and accepts any value"
                    ),
                };
                let help =
                    "complete the row in the table; `--from` says which language the pages are for";
                self.reports
                    .lost("unknown-cell", row.span, subject, message, help);
                Type::Any
            }
        };
        self.report_cell(row, subject);
        let mut presence = presence(ty);
        let example = self.example_text(index, row, &presence.ty);
        presence.ty = self.settle_dates(presence.ty, &example, subject, row.span);
        presence.ty = self.refined(presence.ty, row, subject);
        let required = self.required(row, subject);
        let within = std::mem::replace(&mut self.at.within, subject.to_owned());
        let mut entries = self.shape(index, &presence.ty, row, subject);
        self.at.within = within;
        self.without_values(row, &presence.ty, &entries, subject);
        if required {
            entries.push(("required".to_owned(), YamlNode::flag(true)));
        }
        let accepts_null = self.is_any(index, &presence.ty)
            && row.rows.is_empty()
            && !entries.iter().any(|(key, _)| key == "enum")
            || presence.ty == Type::Null;
        if !accepts_null && self.nullable(&presence, required, row, index, subject) {
            entries.push(("nullable".to_owned(), YamlNode::flag(true)));
        }
        entries.extend(self.default(index, &presence.ty, row, subject));
        let flags = [
            (row.deprecated, "deprecated"),
            (row.more.read_only, "readOnly"),
            (row.more.write_only, "writeOnly"),
        ];
        let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
        entries.extend(flags.map(|(_, key)| (key.to_owned(), YamlNode::flag(true))));
        if !row.more.title.is_empty() {
            entries.push(("title".to_owned(), YamlNode::text(row.more.title.clone())));
        }
        if !row.description.is_empty() {
            let text = row.description.clone();
            entries.push(("description".to_owned(), YamlNode::text(text)));
        }
        let ty = presence.ty.outer(row.rows.is_empty());
        entries.extend(self.example(index, &ty, &example, row.span, subject));
        entries
    }

    /// The text of an example; tables of other documents put it in ticks or quotes.
    fn example_text(&self, index: usize, row: &ParsedRow, ty: &Type) -> String {
        let text = text::words(&row.example);
        if self.language(index) != Language::Plain {
            return text;
        }
        if text.is_empty() {
            return super::example_words::example_in(&row.description, ty).unwrap_or_default();
        }
        let text = text::value(&text::without_tags(&text::entities(&text)));
        let is_text = matches!(
            ty,
            Type::String | Type::Format(_) | Type::Date(_) | Type::DateTime(_)
        );
        let bare = text::unquoted(&text).filter(|_| is_text && text.len() > 1);
        bare.unwrap_or(text)
    }

    fn required(&mut self, row: &ParsedRow, subject: &str) -> bool {
        if let Some(why) = row.more.assumed_required {
            let help = "correct `required` in the table";
            let code = if row.required == Some(true) {
                "assumed-required"
            } else {
                "assumed-optional"
            };
            self.reports.assumed(code, row.span, subject, why, help);
        } else if row.required.is_none() {
            let message = match row.mark.as_str() {
                _ if row.more.implied => {
                    "has no row of its own and is taken for optional".to_owned()
                }
                "" => "has no mark of being required and is taken for optional".to_owned(),
                mark => format!(
                    "is marked `{mark}`, which is no mark of being required, and is taken for optional"
                ),
            };
            let help = "correct `required` in the table";
            let code = "assumed-optional";
            if row.mark.is_empty() {
                self.reports.assumed(code, row.span, subject, message, help);
            } else {
                self.reports.lost(code, row.span, subject, message, help);
            }
        }
        row.required.unwrap_or(false)
    }

    /// Whether null is allowed instead of a value.
    fn nullable(
        &mut self,
        presence: &Presence,
        required: bool,
        row: &ParsedRow,
        index: usize,
        subject: &str,
    ) -> bool {
        if let Some(nullable) = row.more.nullable {
            return nullable;
        }
        if presence.nullable || required {
            // A required field that the SDK may omit is sent as null.
            return presence.nullable || presence.optional.is_some();
        }
        let is_marked = match self.language(index) {
            Language::Own => true,
            Language::Plain => row.more.null_is_marked,
            _ => row.more.implied,
        };
        if presence.optional == Some(NullToo::No) || is_marked {
            return false;
        }
        if let Some(accepts) = self.options.optional_accepts_null {
            return accepts;
        }
        let message = "is optional and its page does not mention null, so it accepts null";
        let help = "`--optional-accepts-null yes|no` chooses";
        self.reports
            .assumed("assumed-null", row.span, subject, message, help);
        true
    }

    /// Resolves dates with an ambiguous link by the example.
    fn settle_dates(&mut self, ty: Type, example: &str, subject: &str, span: Option<Span>) -> Type {
        let settle = |this: &mut Self, inner: Type| {
            Box::new(this.settle_dates(inner, example, subject, span))
        };
        let is_date = is_pure_date(example);
        let (ty, message) = match ty {
            Type::Array(inner) => return Type::Array(settle(self, *inner)),
            Type::Map(inner) => return Type::Map(settle(self, *inner)),
            Type::Nullable(inner) => return Type::Nullable(settle(self, *inner)),
            Type::With(inner, keywords) => return Type::With(settle(self, *inner), keywords),
            Type::DateTime(Sure::No | Sure::Swapped) if is_date => {
                (Type::Date(Sure::Yes), "is a date, as its example is")
            }
            Type::DateTime(Sure::No) => (
                Type::DateTime(Sure::Yes),
                "is a date or a date-time by its link, and is taken for a date-time",
            ),
            Type::DateTime(Sure::Swapped) => (
                Type::DateTime(Sure::Yes),
                "is linked as a date, which these pages write for a date-time",
            ),
            Type::Date(Sure::Swapped) if example.contains('T') => (
                Type::DateTime(Sure::Yes),
                "is a date-time, as its example is",
            ),
            Type::Date(Sure::Swapped) => (
                Type::Date(Sure::Yes),
                "is linked as a date-time, which these pages write for a date",
            ),
            other => return other,
        };
        let help = "correct `format` in the table where it is the other one";
        self.reports
            .assumed("assumed-date", span, subject, message, help);
        ty
    }
}

/// A Rust name for a field whose name is taken.
pub(super) fn another_name(wire: &str, taken: &mut BTreeSet<String>) -> Option<(String, YamlNode)> {
    let ident = crate::name::field(wire);
    if taken.insert(ident.clone()) {
        return None;
    }
    let mut counted = (2..).map(|count| format!("{}_{count}", ident.trim_matches('_')));
    let name = counted.find(|name| taken.insert(name.clone()));
    name.map(|name| ("name".to_owned(), YamlNode::text(name)))
}

pub(super) fn presence(ty: Type) -> Presence {
    match ty {
        Type::Optional(inner, null) => Presence {
            optional: Some(null),
            ..presence(*inner)
        },
        Type::Nullable(inner) => Presence {
            nullable: true,
            ..presence(*inner)
        },
        ty => Presence {
            ty,
            nullable: false,
            optional: None,
        },
    }
}

/// Letters and digits in lower case.
pub(super) fn bare(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn is_pure_date(text: &str) -> bool {
    let shape = |(at, c): (usize, char)| match at {
        4 | 7 => c == '-',
        _ => c.is_ascii_digit(),
    };
    text.len() == 10 && text.char_indices().all(shape)
}
