//! Rows of a table of values -> the values of an enum, or those of a field.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Grid;
use super::calling::{between, folded, same};
use super::choices;
use super::columns::{self, Role};
use super::facts;
use super::field_name;
use super::open_words::{self, Openness};
use super::page::Body;
use super::row::{RawValue, Row};
use super::row_cells::{self, Cells};
use super::table::Cell;
use super::tables::{Draft, TablesReader, called};
use super::text;
use super::titles::{self, Title};
use super::types::{Type, plain};

impl TablesReader<'_> {
    /// The values of an enum: a type, or those of a field above.
    pub(super) fn values(&mut self, grid: &Grid, roles: &[Role]) {
        if is_of_bits(grid, roles) {
            let message =
                "lists bits, several of which may be set at once, and is taken for no type";
            self.skip(grid, message);
            return;
        }
        self.unknown_columns(grid, roles);
        let numbered = !roles.contains(&Role::Value) && roles.contains(&Role::Number);
        let key = match () {
            () if roles.contains(&Role::Value) => Role::Value,
            () if numbered => Role::Name,
            () => Role::AllowedValues,
        };
        let mut values = Vec::new();
        for row in &grid.rows {
            let cells = Cells { roles, cells: row };
            let raw = cells.get(key);
            if raw.trim().is_empty() {
                if let Some(first) = row.iter().find(|cell| !cell.text.is_empty()) {
                    self.skipped_row(first, "is a row without a value and is left out");
                }
                continue;
            }
            values.push(value(raw, &cells, key));
        }
        if numbered {
            let message = "has an enum of names and numbers, and JSON has the names, as with Protocol Buffers";
            let help = "write a column `Value` if JSON has the numbers";
            self.reports
                .assumed("assumed-values", Some(grid.span), self.path, message, help);
        }
        let title = self.stack.last().map(|(_, text)| titles::read(text));
        // Kotlin's pages have all values in one cell, beside the name of the field.
        if let (Some(Title::Name(field)), [only]) = (&title, values.as_slice())
            && only.name.as_deref().is_some_and(|name| same(name, field))
            && only.value.contains(", ")
        {
            let listed = facts::values(&only.value);
            values = listed.into_iter().map(choices::value).collect();
        }
        let name = match &title {
            Some(Title::Name(name)) if !self.used => Some(name.clone()),
            _ => None,
        };
        let is_open = self.is_open();
        let Some(values) = self.stated(grid, values) else {
            return;
        };
        if let Some(values) = self.join(name.as_deref(), values, is_open) {
            let (base, part) = self.title();
            let again =
                name.is_none() && self.drafts.last().is_some_and(|draft| draft.base == base);
            let (anchors, intro) = (self.take_anchors(), between(&self.words, &grid.head));
            // Names alone may be spelled otherwise in JSON.
            let is_name = |cell: &Cell| columns::role(&cell.text) == Role::Name;
            let head = grid.head.iter().map(|cell| cell.text.clone());
            let head = match grid.head.first().is_some_and(is_name) && !roles.contains(&Role::Name)
            {
                true => head.collect(),
                false => Vec::new(),
            };
            let draft = Draft::of(
                (base, part.or(again.then(|| "Values".to_owned()))),
                intro,
                grid.span,
                anchors,
                Body::Values {
                    values,
                    open: is_open,
                },
            );
            self.drafts.push(Draft { head, ..draft });
        }
    }

    /// Whether the words above say that other values may stand, too.
    fn is_open(&self) -> bool {
        self.words
            .iter()
            .any(|words| open_words::read(words) == Openness::Open)
    }

    /// Whether the context of a table of names and values marks it as an enum: its heading, or a
    /// field with that name or type.
    pub(super) fn announces_enum(&self) -> bool {
        let Some((_, heading)) = self.stack.last() else {
            return self
                .words
                .last()
                .is_some_and(|words| titles::announces_enum(words));
        };
        if titles::announces_enum(heading)
            || self.words.iter().any(|words| titles::announces_enum(words))
        {
            return true;
        }
        let Title::Name(name) = titles::read(heading) else {
            return false;
        };
        let mut bodies = self.drafts.iter().map(|draft| &draft.body);
        bodies.any(|body| match body {
            Body::Fields(rows) => rows.iter().any(|row| {
                let words = row.ty.split(|c: char| !c.is_alphanumeric() && c != '_');
                same(called(row), &name) || words.into_iter().any(|word| same(word, &name))
            }),
            _ => false,
        })
    }

    /// Whether the last table of fields has one that a row of this table is named after, or rows
    /// are named alike.
    pub(super) fn has_fields(&mut self, grid: &Grid) -> bool {
        let names = grid.rows.iter().filter_map(|row| row.first());
        let names: Vec<String> = names
            .map(|cell| folded(&text::unmarked(&cell.text)))
            .collect();
        let distinct: BTreeSet<&String> = names.iter().collect();
        let fields = last_fields(&mut self.drafts);
        let is_field = |row: &Row| distinct.contains(&folded(called(row)));
        distinct.len() < names.len() || fields.is_some_and(|rows| rows.iter().any(is_field))
    }

    /// Gives values to the field that the sentence above the table names: ``"`kind` is one of the
    /// following:"``; hands them back if it names none.
    fn stated(&mut self, grid: &Grid, values: Vec<RawValue>) -> Option<Vec<RawValue>> {
        let words = self
            .words
            .last()
            .map(|words| (super::code_spans::codes(words), words.to_lowercase()));
        let is_list = |words: &str| {
            ["values", "one of", "following"]
                .iter()
                .any(|word| words.contains(word))
        };
        let named = words.filter(|(_, words)| is_list(words));
        let (Some(([field], _)), Some(cell)) = (
            named
                .as_ref()
                .map(|(codes, words)| (codes.as_slice(), words)),
            grid.head.first(),
        ) else {
            return Some(values);
        };
        let mut fields = BTreeMap::from([(field.clone(), (cell.clone(), values))]);
        let is_open = self.is_open();
        if let Some(rows) = last_fields(&mut self.drafts) {
            give(rows, "", &mut fields, is_open);
        }
        fields.into_values().next().map(|(_, values)| values)
    }

    /// Gives values to the field that they are of; hands them back if there is none.
    pub(super) fn join(
        &mut self,
        name: Option<&str>,
        values: Vec<RawValue>,
        is_open: bool,
    ) -> Option<Vec<RawValue>> {
        let rows = last_fields(&mut self.drafts);
        let Some(rows) = rows else {
            return Some(values);
        };
        let row = match name {
            Some(name) => rows.iter_mut().find(|row| {
                // A type of that name is another thing.
                let is_plain = plain::parse(&row.ty).is_some_and(|ty| match ty {
                    Type::String | Type::Integer | Type::Number => true,
                    Type::Named(named) => named.name.eq_ignore_ascii_case("inline"),
                    Type::Array(inner) => matches!(*inner, Type::String | Type::Integer),
                    _ => false,
                });
                let bare = name.strip_suffix("Enum").unwrap_or(name);
                let is_called = same(called(row), name) || same(called(row), bare);
                is_plain && row.more.values.is_empty() && is_called
            }),
            None => {
                let mut open = rows
                    .iter_mut()
                    .filter(|row| is_enum(&row.ty) && row.more.values.is_empty());
                let first = open.next();
                if open.next().is_some() { None } else { first }
            }
        };
        match row {
            Some(row) => {
                if text::shown(&row.ty).eq_ignore_ascii_case("inline") {
                    let is_integer = |value: &RawValue| value.value.parse::<i64>().is_ok();
                    let is_number = values.iter().all(is_integer);
                    row.ty = if is_number { "integer" } else { "string" }.to_owned();
                }
                row.more.values = values;
                row.more.is_open = is_open;
                None
            }
            None => Some(values),
        }
    }

    /// `Property | Value`: each value belongs to the field that it is named with.
    pub(super) fn values_of(&mut self, grid: &Grid) {
        let mut fields: BTreeMap<String, (Cell, Vec<RawValue>)> = BTreeMap::new();
        for row in &grid.rows {
            let [field, value_cell, ..] = row.as_slice() else {
                continue;
            };
            let field_name = field_name::name(&field.text).path.join(".");
            let raw = RawValue {
                quoted: text::unquoted(value_cell.text.trim()).map(|_| true),
                ..choices::value(text::unmarked(&value_cell.text))
            };
            let (_, values) = fields
                .entry(field_name)
                .or_insert_with(|| (field.clone(), Vec::new()));
            values.push(raw);
        }
        let is_open = self.is_open();
        // The last table, or another one below the same heading.
        if let Some(rows) = last_fields(&mut self.drafts) {
            give(rows, "", &mut fields, is_open);
        }
        let base = self.drafts.last().map(|draft| draft.base.clone());
        let drafts = self.drafts.iter_mut().rev();
        for draft in drafts.filter(|draft| Some(&draft.base) == base.as_ref()) {
            if let Body::Fields(rows) = &mut draft.body {
                give(rows, "", &mut fields, is_open);
            }
        }
        for (cell, _) in fields.into_values() {
            self.skipped_row(
                &cell,
                "is no field of the table above, so its values are left out",
            );
        }
    }
}

/// Whether each value is a bit: `1 << 4`.
fn is_of_bits(grid: &Grid, roles: &[Role]) -> bool {
    let is_bit = |row: &Vec<Cell>| {
        let cells = Cells { roles, cells: row };
        let text = text::unmarked(cells.get(Role::Value));
        let parts = text.split_once("<<");
        let is_number = |part: &str| part.trim().parse::<u8>().is_ok();
        parts.is_some_and(|(one, count)| is_number(one) && is_number(count))
    };
    !grid.rows.is_empty() && grid.rows.iter().all(is_bit)
}

/// One value of a table of values.
fn value(raw: &str, cells: &Cells<'_>, key: Role) -> RawValue {
    let words = [Role::Description, Role::Notes]
        .map(|role| text::words(row_cells::content(cells.get(role))));
    let words: Vec<String> = words.into_iter().filter(|text| !text.is_empty()).collect();
    let name = text::shown(cells.get(Role::Name));
    let shown = text::entities(&text::without_tags(raw));
    let bare = text::value(shown.trim().trim_matches('*'));
    RawValue {
        name: Some(name).filter(|name| key != Role::Name && !name.is_empty()),
        quoted: text::unquoted(&bare)
            .filter(|_| bare.len() > 1)
            .map(|_| true),
        value: text::unmarked(raw),
        also: Vec::new(),
        description: Some(words.join("\n")).filter(|text| !text.is_empty()),
    }
}

/// Gives values to the fields that they are named with, however deep these lie.
fn give(
    rows: &mut [Row],
    above: &str,
    fields: &mut BTreeMap<String, (Cell, Vec<RawValue>)>,
    is_open: bool,
) {
    for row in rows {
        let path = match above {
            "" => called(row).to_owned(),
            above => format!("{above}.{}", called(row)),
        };
        if let Some((_, values)) = fields.remove(&path) {
            row.more.values.extend(values);
            row.more.is_open |= is_open;
        }
        give(&mut row.rows, &path, fields, is_open);
    }
}

fn is_enum(ty: &str) -> bool {
    let lower = text::shown(ty).to_lowercase();
    ["enum", "choice", "select", "picklist"]
        .iter()
        .any(|word| lower.contains(word))
}

/// The rows of the last table of fields so far.
fn last_fields(drafts: &mut [Draft]) -> Option<&mut Vec<Row>> {
    let mut drafts = drafts.iter_mut().rev();
    drafts.find_map(|draft| match &mut draft.body {
        Body::Fields(rows) => Some(rows),
        _ => None,
    })
}
