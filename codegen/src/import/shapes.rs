//! The type of a cell -> the keywords of a row.

use super::build::{Builder, Info};
use super::parsed::ParsedRow;
use super::row::{More, Part};
use super::types::{Object, ObjectField, Type};
use super::yaml::YamlNode;
use crate::source::Span;

impl Builder<'_> {
    /// Whether the type accepts any value.
    pub(super) fn is_any(&self, index: usize, ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Transport => true,
            Type::With(inner, _) => self.is_any(index, inner),
            Type::Named(named) => {
                let path = self.input.pages.get(index).map(|page| page.path.as_str());
                let id = path.and_then(|path| self.types.names.resolve(path, named));
                let info = id.and_then(|id| self.types.infos.get(id));
                // A type that is on no page will accept anything.
                matches!(info, None | Some(Info::Anything(_)))
            }
            _ => false,
        }
    }

    /// Members that are on no page, which make the whole any value.
    fn report_members(&mut self, index: usize, members: &[Type]) {
        let page = self.input.pages.get(index).filter(|page| page.general);
        let Some(path) = page.map(|page| page.path.clone()) else {
            return;
        };
        for member in members {
            if let Type::Named(named) = member
                && self.types.names.resolve(&path, named).is_none()
            {
                self.missing_type(index, named, Info::Anything(String::new()));
            }
        }
    }

    /// The keywords of a type.
    pub(super) fn schema(&mut self, index: usize, ty: &Type) -> Vec<(String, YamlNode)> {
        let of = |name: &str| vec![("type".to_owned(), YamlNode::text(name))];
        let string = |format: &str| {
            let format = ("format".to_owned(), YamlNode::text(format));
            of("string").into_iter().chain([format]).collect()
        };
        match ty {
            Type::Any | Type::Transport => Vec::new(),
            Type::Null => of("null"),
            Type::Boolean => of("boolean"),
            Type::Integer => of("integer"),
            Type::Number => of("number"),
            Type::String => of("string"),
            Type::DateTime(_) => string("date-time"),
            Type::Date(_) => string("date"),
            Type::Binary => string("binary"),
            Type::Format(format) => string(format),
            Type::Optional(inner, _) => self.schema(index, inner),
            Type::With(inner, keywords) => {
                let mut entries = self.schema(index, inner);
                for (keyword, value) in keywords {
                    if !entries.iter().any(|(known, _)| known == keyword) {
                        entries.push((keyword.clone(), YamlNode::Json(value.clone())));
                    }
                }
                entries
            }
            Type::Nullable(inner) => {
                let mut entries = self.schema(index, inner);
                if !entries.is_empty() {
                    entries.push(("nullable".to_owned(), YamlNode::flag(true)));
                }
                entries
            }
            Type::Array(inner) => {
                let inner = self.schema(index, inner);
                container(inner, "array", "items", |name| format!("{name}[]"))
            }
            Type::Map(inner) => {
                let inner = self.schema(index, inner);
                let key = "additionalProperties";
                container(inner, "object", key, |name| format!("map<{name}>"))
            }
            Type::Union(members) => {
                if members.iter().any(|member| self.is_any(index, member)) {
                    self.report_members(index, members);
                    return Vec::new();
                }
                let mut rows = Vec::new();
                for member in members {
                    let row = self.schema(index, member);
                    if !rows.contains(&row) {
                        rows.push(row);
                    }
                }
                super::unions::union_entries(rows)
            }
            Type::Const(values) => constants(values),
            Type::Object(object) => self.written_out(index, object),
            Type::Lost(inner, _) => self.schema(index, inner),
            Type::Named(named) => {
                let path = self.input.pages.get(index).map(|page| page.path.clone());
                let known = self.types.names.resolve(&path.unwrap_or_default(), named);
                if known.is_some_and(|id| self.types.origin.get(id) == Some(&None)) {
                    self.report_missing_use(index, named, "accepts any value");
                }
                let id = known.unwrap_or_else(|| {
                    self.missing_type(index, named, Info::Anything(String::new()))
                });
                of(self.types.names.name(id))
            }
        }
    }
}

impl Builder<'_> {
    /// Reports omissions and assumptions of a type cell.
    pub(super) fn report_cell(&mut self, row: &ParsedRow, subject: &str) {
        // If the alternatives have rows, `oneOf` adds nothing.
        let has_parts = row.rows.first().is_some_and(|row| row.more.part.is_some());
        for text in row.lost.iter().filter(|_| !has_parts) {
            let text: String = text.chars().filter(|c| !c.is_control()).take(80).collect();
            let message = format!("has `{text}` in its type, which is not understood and left out");
            let help = "complete the row in the table";
            self.reports
                .lost("unknown-cell", row.span, subject, message, help);
        }
        for (word, ty) in &row.assumed {
            let message = format!(
                "has the type `{word}`, which no page explains, and is taken for {}",
                ty.in_words()
            );
            let help = "correct `type` in the table, or import the page of the type, too";
            self.reports
                .assumed("assumed-type", row.span, subject, message, help);
        }
    }

    /// An object whose members the cell of its field names.
    fn written_out(&mut self, index: usize, object: &Object) -> Vec<(String, YamlNode)> {
        let rows: Vec<ParsedRow> = object
            .fields
            .iter()
            .map(|field| member(field, self.at.here))
            .collect();
        let above = self.at.within.clone();
        let mut entries = self.inner_fields(index, &rows, &above);
        if let Some(rest) = &object.rest {
            let rest = self.schema(index, rest);
            let node = match rest.is_empty() {
                true => YamlNode::flag(true),
                false => YamlNode::Map(rest),
            };
            entries.push(("additionalProperties".to_owned(), node));
        }
        entries
    }
}

impl Builder<'_> {
    /// A list whose elements have a separate row.
    pub(super) fn listed(
        &mut self,
        index: usize,
        ty: &Type,
        element: &ParsedRow,
        subject: &str,
    ) -> Vec<(String, YamlNode)> {
        let inner = match ty {
            Type::Array(inner) => inner.as_ref(),
            other => other,
        };
        let mut element = element.clone();
        if element.cell.trim().is_empty() || element.ty.is_none() && element.lost.is_empty() {
            element.ty = Some(inner.clone());
        }
        let entries = self.part(index, &element, &format!("{subject}[]"));
        container(entries, "array", "items", |name| format!("{name}[]"))
    }

    /// A row that is no field: its keywords without marks of presence.
    pub(super) fn part(
        &mut self,
        index: usize,
        row: &ParsedRow,
        subject: &str,
    ) -> Vec<(String, YamlNode)> {
        let mut row = row.clone();
        row.required = Some(true);
        row.more.assumed_required = None;
        let mut entries = self.field(index, &row, subject);
        entries.retain(|(key, _)| key != "required");
        entries
    }

    /// A field whose rows are its alternatives, or the elements of a list at their indices.
    pub(super) fn in_parts(
        &mut self,
        index: usize,
        part: Part,
        row: &ParsedRow,
        subject: &str,
    ) -> Vec<(String, YamlNode)> {
        let mut parts: Vec<Vec<(String, YamlNode)>> = Vec::new();
        for inner in &row.rows {
            let entries = self.part(index, inner, &format!("{subject}.{}", inner.name));
            if !parts.contains(&entries) {
                parts.push(entries);
            }
        }
        let is_any = parts.iter().any(Vec::is_empty);
        let entries = match is_any {
            true => Vec::new(),
            false => super::unions::union_entries(parts),
        };
        match part {
            Part::Alternative | Part::Member => entries,
            Part::Index => {
                let message = "has elements each of which has a type of its own; any of them may stand at any index";
                let help = "a field table has one type for all elements of a list";
                self.reports
                    .lost("unread-limit", row.span, subject, message, help);
                container(entries, "array", "items", |name| format!("{name}[]"))
            }
        }
    }
}

/// A member as the row that it would be in a table.
pub(super) fn member(field: &ObjectField, span: Option<Span>) -> ParsedRow {
    ParsedRow {
        name: field.name.clone(),
        ty: Some(field.ty.clone()),
        required: field.required,
        description: field.description.clone(),
        default: field.default.clone(),
        span,
        more: More {
            read_only: field.read_only,
            // `a?: string` may be left out; a type with null states it.
            null_is_marked: field.required.is_some(),
            ..More::default()
        },
        ..ParsedRow::default()
    }
}

/// `type: X[]` if the inner row is only a type, else the row below `key`.
fn container(
    inner: Vec<(String, YamlNode)>,
    name: &str,
    key: &str,
    short: impl Fn(&str) -> String,
) -> Vec<(String, YamlNode)> {
    let ty = |text: String| ("type".to_owned(), YamlNode::text(text));
    match inner.as_slice() {
        [] => vec![ty(name.to_owned())],
        [(only, YamlNode::Json(value))] if only == "type" => {
            vec![ty(short(value.as_str().unwrap_or("any")))]
        }
        _ => vec![ty(name.to_owned()), (key.to_owned(), YamlNode::Map(inner))],
    }
}

fn constants(values: &[String]) -> Vec<(String, YamlNode)> {
    let parse = |text: &String| {
        fieldwright_runtime::from_json::<fieldwright_runtime::Value>(text.as_bytes())
    };
    let values: Vec<_> = values.iter().filter_map(|text| parse(text).ok()).collect();
    let all = |is: fn(&fieldwright_runtime::Value) -> bool| values.iter().all(is);
    let name = match () {
        () if all(|value| value.as_str().is_some()) => Some("string"),
        () if all(|value| value.as_bool().is_some()) => Some("boolean"),
        () if all(|value| value.as_i64().is_some()) => Some("integer"),
        () => None,
    };
    let mut entries = Vec::new();
    entries.extend(name.map(|name| ("type".to_owned(), YamlNode::text(name))));
    entries.push(match values.as_slice() {
        [one] => ("const".to_owned(), YamlNode::Json(one.clone())),
        many => (
            "enum".to_owned(),
            YamlNode::List(many.iter().cloned().map(YamlNode::Json).collect()),
        ),
    });
    entries
}
