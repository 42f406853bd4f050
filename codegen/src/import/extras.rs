//! The other columns of a row of any table -> keywords: formats, bounds, allowed values, defaults,
//! and the fields of an object in it. Text that is not understood is reported.

use std::collections::BTreeSet;

use fieldwright_runtime::Value;

use super::bounds;
use super::build::Builder;
use super::date_words;
use super::defaults::{self, Said};
use super::example_words;
use super::facts::{self, Base};
use super::language::Language;
use super::parsed::{ParsedRow, Whole};
use super::row::Part;
use super::rows::another_name;
use super::shapes;
use super::text;
use super::types::formatted::formatted;
use super::types::{self, Type};
use super::wire;
use super::yaml::YamlNode;

type Entries = Vec<(String, YamlNode)>;

/// Whether a default is a name in code of a type that is on no page: `Color.RED`.
fn is_member(ty: &Type, default: &str) -> bool {
    // `StatusEnum.OPEN`
    let is_enum = default
        .split_once('.')
        .is_some_and(|(front, rest)| front.ends_with("Enum") && text::is_word(rest));
    match ty {
        Type::String => is_enum,
        Type::Named(named) => {
            // `COLOR_KIND_RED`
            let folded = super::calling::folded;
            let is_constant = !default.contains(char::is_lowercase) && default.contains('_');
            is_constant && folded(default).starts_with(&folded(&named.name))
                || default
                    .strip_prefix(named.name.as_str())
                    .is_some_and(|rest| rest.starts_with(['.', ':']))
        }
        _ => false,
    }
}

impl Builder<'_> {
    /// The type of a row, refined by its other columns.
    pub(super) fn refined(&mut self, ty: Type, row: &ParsedRow, subject: &str) -> Type {
        let mut ty = ty;
        let format = text::shown(&row.more.format);
        if !format.is_empty() {
            match formatted(&ty, &format) {
                Some(exact) => ty = exact,
                None => {
                    self.unread(row, subject, &row.more.format);
                    // A date in another form is no date of JSON.
                    if matches!(ty, Type::Date(_) | Type::DateTime(_)) {
                        ty = Type::String;
                    }
                }
            }
        } else if row.more.mines {
            ty = self.without_other_form(ty, row, subject);
        }
        if row.more.is_list && !matches!(ty, Type::Array(_)) {
            let inner = match ty {
                Type::Map(inner) if *inner == Type::Any && !row.rows.is_empty() => Type::Map(inner),
                other => other,
            };
            ty = Type::Array(Box::new(inner));
        }
        if let Some(why) = row.more.assumed_type {
            let message = format!("has no type; it is taken for {why}");
            let help = "correct `type` in the table, or give it by `--type Type.field=TYPE`";
            self.reports
                .assumed("assumed-type", row.span, subject, message, help);
        }
        ty
    }

    /// A date that its words write in another form is a text.
    fn without_other_form(&mut self, ty: Type, row: &ParsedRow, subject: &str) -> Type {
        let Some(form) = date_words::other_form(&row.description, &ty) else {
            return ty;
        };
        let shown: String = form.chars().take(40).collect();
        let message = format!("is written as `{shown}`, which is no date of JSON; it is a text");
        let help = "write a pattern into the table, or `format` if JSON has it in its own form";
        self.reports
            .lost("unread-limit", row.span, subject, message, help);
        as_text(ty)
    }

    pub(super) fn unread(&mut self, row: &ParsedRow, subject: &str, text: &str) {
        let mut shown: String = text::shown(text).chars().take(80).collect();
        shown.retain(|c| !c.is_control());
        let message = format!("is said to be `{shown}`, which is not understood and left out");
        let help = "write the keyword into the table";
        self.reports
            .lost("unread-limit", row.span, subject, message, help);
    }

    /// The keywords of the type and its bounds, values and inner fields.
    pub(super) fn shape(
        &mut self,
        index: usize,
        ty: &Type,
        row: &ParsedRow,
        subject: &str,
    ) -> Entries {
        let base = match row.rows.is_empty() {
            true => Base::of(ty),
            false if matches!(ty, Type::Array(_)) => Base::Array,
            false => Base::Object,
        };
        // `1 - 1000` among allowed values of a number is no value.
        let range = match row.more.values.as_slice() {
            [only] if base == Base::Number && facts::is_limit(&only.value) => Some(&only.value),
            _ => None,
        };
        let values = self.allowed(ty, row).filter(|_| range.is_none());
        let has_values = values.is_some() || range.is_some() || row.more.values.is_empty();
        if !has_values || !row.rows.is_empty() && !row.more.values.is_empty() {
            self.unused_values(ty, row, subject);
        }
        let mut entries = match (&row.element, values) {
            _ if !row.rows.is_empty() => self.nested(index, ty, row, subject),
            (Some(element), _) => self.listed(index, ty, element, subject),
            (None, Some((inner, raw))) => self.enumerated(index, ty, &inner, &raw, row, subject),
            (None, None) => self.schema(index, ty),
        };
        for text in &row.more.unread {
            self.unread(row, subject, text);
        }
        let is_open = matches!(innermost(ty), Type::Map(_) | Type::Any | Type::Object(_));
        if is_open && row.rows.is_empty() && self.language(index) == Language::Plain {
            self.fields_in_words(row, subject);
        }
        let mut keywords: Vec<(String, Value)> = Vec::new();
        for text in row.more.limits.iter().chain(range) {
            let found = facts::read(text, base);
            keywords.extend(found.keywords);
            let is_lost = row.more.values.is_empty() || !found.values.is_empty();
            if is_lost && !found.unread.is_empty() {
                self.unread(row, subject, &found.unread.join(", "));
            }
        }
        for (keyword, text) in &row.more.keywords {
            match single(keyword, text, base) {
                Some(keyword) => keywords.push(keyword),
                None => self.unread(row, subject, &format!("{keyword}: {text}")),
            }
        }
        for (keyword, value) in keywords {
            if keyword == "format" {
                let exact = value.as_str().and_then(|format| formatted(ty, format));
                match exact {
                    Some(exact) if row.more.values.is_empty() => {
                        let exact = self.schema(index, &exact);
                        entries.retain(|(key, _)| key != "type" && key != "format");
                        entries.splice(0..0, exact);
                    }
                    _ => {
                        self.unread(row, subject, value.as_str().unwrap_or_default());
                        if matches!(ty, Type::Date(_) | Type::DateTime(_)) {
                            entries.retain(|(key, _)| key != "format");
                        }
                    }
                }
            } else if let Some(node) = entries
                .iter_mut()
                .find(|(key, _)| *key == keyword)
                .map(|(_, node)| node)
                .filter(|node| is_narrower(&keyword, node, &value))
            {
                // Words may allow less than the type does: `decimal(10,2)`, at least 0.
                *node = YamlNode::Json(value);
            } else if !bounds::fits(&keyword, base)
                || entries.iter().any(|(key, _)| *key == keyword)
            {
                let text = format!("{keyword}: {value}");
                let same = entries
                    .iter()
                    .any(|(key, node)| *key == keyword && *node == YamlNode::Json(value.clone()));
                if !same {
                    self.unread(row, subject, &text);
                }
            } else {
                entries.push((keyword, YamlNode::Json(value)));
            }
        }
        entries
    }

    /// Reports a list of fields in the words of an object.
    fn fields_in_words(&mut self, row: &ParsedRow, subject: &str) {
        let words = row.description.replace("<li>", "\n- ");
        let is_entry = |line: &&str| {
            let bare = line.trim().strip_prefix("- ").unwrap_or_default();
            bare.starts_with(['`', '*']) && bare.contains(['(', ':', '\u{2013}'])
        };
        let count = words.lines().filter(is_entry).count();
        if count > 1 {
            let message = "lists fields in its words, which are not read";
            let help = "give each of them a row, such as `order.id` below `order`";
            self.reports
                .lost("skipped-row", row.span, subject, message, help);
        }
    }

    /// An object whose fields are rows of the same table.
    fn nested(&mut self, index: usize, ty: &Type, row: &ParsedRow, subject: &str) -> Entries {
        if let Type::Named(named) = innermost(ty) {
            let path = self
                .input
                .pages
                .get(index)
                .map(|page| page.path.clone())
                .unwrap_or_default();
            if self.types.names.resolve(&path, named).is_some() {
                let message =
                    "has a type with a table of its own, so the rows of its fields are left out";
                let help = "take the rows or the table out of the document";
                self.reports
                    .lost("skipped-row", row.span, subject, message, help);
                return self.schema(index, ty);
            }
        }
        if let Some(part @ (Part::Alternative | Part::Index)) =
            row.rows.first().and_then(|row| row.more.part)
            && row.rows.iter().all(|row| row.more.part == Some(part))
        {
            return self.in_parts(index, part, row, subject);
        }
        let mut rows = match self.whole(index, &row.rows, subject) {
            Whole::Fields(rows) => rows,
            Whole::Keywords(keywords) => return keywords,
        };
        // The cell may name members that have no row.
        if let Type::Object(object) = innermost(ty) {
            let others = object.fields.iter();
            let others = others.filter(|field| row.rows.iter().all(|row| row.name != field.name));
            rows.extend(others.map(|field| shapes::member(field, row.span)));
        }
        let mut object = self.inner_fields(index, &rows, subject);
        if let Some(element) = &row.element {
            let words = element.description.clone();
            let words = Some(words).filter(|words| !words.is_empty());
            object.extend(words.map(|words| ("description".to_owned(), YamlNode::text(words))));
            for limit in &element.more.limits {
                self.unread(element, subject, limit);
            }
        }
        if matches!(
            innermost(ty),
            Type::String | Type::Integer | Type::Number | Type::Boolean
        ) {
            let cell = text::shown(&row.cell);
            let message =
                format!("has the type `{cell}` and rows of fields, and is taken for an object");
            let help = "correct `type` in the document, or take the rows out of it";
            self.reports
                .lost("unknown-cell", row.span, subject, message, help);
        }
        if let Type::Named(named) = innermost(ty) {
            let message = format!(
                "has the type `{}`, which is on no page; it is what its rows say",
                named.name
            );
            let help = "correct `type` in the table";
            self.reports
                .assumed("assumed-type", row.span, subject, message, help);
        }
        let key = types::word_key(&row.cell);
        let is_map = ["map", "dict", "record<"]
            .iter()
            .any(|word| key.contains(word));
        let inside = |name: &str, key: &str| {
            vec![
                ("type".to_owned(), YamlNode::text(name)),
                (key.to_owned(), YamlNode::Map(object.clone())),
            ]
        };
        match ty {
            Type::Array(_) => inside("array", "items"),
            Type::Map(_) if is_map => inside("object", "additionalProperties"),
            _ => object,
        }
    }

    /// The keywords of an object with these rows.
    pub(super) fn inner_fields(
        &mut self,
        index: usize,
        rows: &[ParsedRow],
        above: &str,
    ) -> Entries {
        let language = self.language(index);
        let case = self
            .options
            .wire_case
            .unwrap_or(wire::WireCase::of(language));
        let mut out: Entries = Vec::new();
        let (mut idents, mut names) = (BTreeSet::new(), BTreeSet::new());
        let mut additional = None;
        for row in rows {
            let wire = wire::wire(wire::unescaped(&row.name, language), case);
            let subject = format!("{above}.{}", row.name);
            if let Some(entry) = self.additional(index, row, &subject) {
                self.report_second(additional.is_some(), row, above);
                additional = additional.or(Some(entry));
                continue;
            }
            if !names.insert(wire.clone()) {
                let message =
                    format!("`{above}` has two rows for `{wire}`; the second is left out");
                let help = "take one of them out of the page, or rename it with `--rename`";
                self.reports
                    .warning("repeated-row", row.span, message, help);
                continue;
            }
            let here = self.at.here.take();
            self.at.here = row.span;
            let mut entries = self.field(index, row, &subject);
            self.at.here = here;
            entries.extend(another_name(&wire, &mut idents));
            out.push((wire, YamlNode::Map(entries)));
        }
        let fields = match out.is_empty() {
            true => ("type".to_owned(), YamlNode::text("object")),
            false => ("fields".to_owned(), YamlNode::Map(out)),
        };
        let rest = additional.map(|node| ("additionalProperties".to_owned(), node));
        std::iter::once(fields).chain(rest).collect()
    }

    /// The default value.
    pub(super) fn default(
        &mut self,
        index: usize,
        ty: &Type,
        row: &ParsedRow,
        subject: &str,
    ) -> Option<(String, YamlNode)> {
        if !self.is_general(index) {
            return None;
        }
        let value = match defaults::read(&row.default) {
            Said::Nothing if self.language(index) == Language::Plain && row.default.is_empty() => {
                let listed = |word: &String| row.more.values.iter().any(|raw| raw.value == *word);
                let word = example_words::default_in(&row.description, ty)
                    .or_else(|| example_words::default_word(&row.description).filter(listed))?;
                // What its row refuses is no default.
                return Some((
                    "default".to_owned(),
                    YamlNode::Json(self.value(index, ty, &word)?),
                ));
            }
            Said::Nothing => return None,
            // A generator without a default writes the type once more.
            Said::Value(word) if text::shown(&row.cell) == word => return None,
            Said::Other => None,
            // `Color.RED` is a name in code.
            Said::Value(word)
                if is_member(ty, &word) && (*ty == Type::String || self.is_any(index, ty)) =>
            {
                None
            }
            // `the current user` is no text that stands there.
            Said::Value(word) if is_words(&word, &row.default, ty) => None,
            Said::Value(word) => self.default_value(index, ty, &word),
        };
        match value {
            Some(value) => Some(("default".to_owned(), YamlNode::Json(value))),
            None => {
                let message = "has a default that is no value of its type and is left out";
                let help = "defaults are read by the type of their row";
                self.reports.lost_text(
                    "left-out-default",
                    row.span,
                    (subject, &row.default),
                    message,
                    help,
                );
                None
            }
        }
    }

    fn default_value(&mut self, index: usize, ty: &Type, word: &str) -> Option<Value> {
        let quoted = text::unquoted(word).filter(|_| word.len() > 1);
        let is_list = matches!(ty, Type::Array(_));
        match (innermost(ty), quoted) {
            (Type::Array(_), _) if !is_list => None,
            (Type::Any | Type::Map(_) | Type::Object(_), Some(text))
                if !is_list && text.starts_with(['{', '[']) =>
            {
                let value = fieldwright_runtime::from_json::<Value>(text.as_bytes()).ok();
                Some(value.unwrap_or_else(|| Value::from(text)))
            }
            (
                Type::String
                | Type::Format(_)
                | Type::Date(_)
                | Type::DateTime(_)
                | Type::Const(_)
                | Type::Any
                | Type::Binary,
                Some(text),
            ) if !is_list => Some(Value::from(text)),
            (Type::Integer | Type::Number | Type::Boolean | Type::Named(_), Some(text))
                if !is_list =>
            {
                self.value(index, ty, &text)
            }
            // C#'s and Java's `1.25D`, `5L`
            (Type::Integer | Type::Number, None) if !is_list => self.value(
                index,
                ty,
                word.trim_end_matches(|c: char| "dDfFlLmM".contains(c)),
            ),
            // `'x'` of `string | boolean`
            (Type::Union(members), Some(text)) if !is_list && members.contains(&Type::String) => {
                Some(Value::from(text))
            }
            _ => self.value(index, ty, word),
        }
    }

    pub(super) fn is_general(&self, index: usize) -> bool {
        self.language(index) != Language::Own
    }
}

/// Whether a default is words about a value: several of them, without quotes or ticks around.
fn is_words(word: &str, cell: &str, ty: &Type) -> bool {
    let cell = text::without_tags(cell);
    let is_marked = text::code(cell.trim()).is_some() || text::unquoted(word).is_some();
    let is_text = matches!(innermost(ty), Type::String) && !matches!(ty, Type::Array(_));
    let are_words = word.split_whitespace().count() > 1 && word.starts_with(char::is_alphabetic);
    is_text && are_words && !is_marked
}

fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Array(inner)
        | Type::Nullable(inner)
        | Type::Optional(inner, _)
        | Type::With(inner, _) => innermost(inner),
        other => other,
    }
}

/// A keyword with a separate column; a bare `min` applies to the quantity of the type.
fn single(keyword: &str, text: &str, base: Base) -> Option<(String, Value)> {
    if keyword == "pattern" {
        return Some((keyword.to_owned(), Value::from(text)));
    }
    let keyword = match (keyword, base) {
        ("minimum", Base::String) => "minLength",
        ("maximum", Base::String) => "maxLength",
        ("minimum" | "minLength", Base::Array) => "minItems",
        ("maximum" | "maxLength", Base::Array) => "maxItems",
        (keyword, _) => keyword,
    };
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, ',' | '_' | ' '))
        .collect();
    let value = fieldwright_runtime::from_json::<Value>(bare.as_bytes()).ok()?;
    value.as_number()?;
    Some((keyword.to_owned(), value))
}

/// The type with a text in place of its date.
fn as_text(ty: Type) -> Type {
    match ty {
        Type::Array(inner) => Type::Array(Box::new(as_text(*inner))),
        Type::Nullable(inner) => Type::Nullable(Box::new(as_text(*inner))),
        _ => Type::String,
    }
}

/// Whether a bound from words lies within that of the type.
fn is_narrower(keyword: &str, old: &YamlNode, new: &Value) -> bool {
    let YamlNode::Json(old) = old else {
        return false;
    };
    let both = old.as_number().is_some() && new.as_number().is_some();
    let order = fieldwright_runtime::compare_numbers(&new.to_string(), &old.to_string());
    match keyword {
        "minimum" => both && order.is_gt(),
        "maximum" => both && order.is_lt(),
        _ => false,
    }
}
