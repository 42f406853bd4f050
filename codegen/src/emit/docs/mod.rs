//! The model -> a Markdown page: a field table a struct, a value table an enum.

use fieldwright_runtime::UnionKind;

use crate::emit::describe::{
    constraint_text, rule_text, tag_words, type_words, union_heading, values,
};
use crate::emit::prose::{cell, code, code_cell, markdown_lines};
use crate::emit::text::{constraint_cells, constraint_list};
use crate::model::{
    Constraint, Docs, Enum, Field, Model, Origin, Provenance, Slot, Struct, Type, TypeDef, TypeId,
    TypeKind, Union, Unknown, Values, Variant,
};
use crate::name::Names;
use crate::page_words as words;

/// The page of one input, without a header.
pub(crate) fn page(model: &Model, names: &Names, stem: &str) -> String {
    let mut page = Page {
        model,
        names,
        others: names.others(model),
        out: String::new(),
    };
    page.front(stem);
    for (id, def) in model.iter() {
        page.section(id, def);
    }
    page.out
}

struct Page<'m> {
    model: &'m Model,
    names: &'m Names,
    /// The further paths of each type.
    others: Vec<Vec<String>>,
    out: String,
}

impl Page<'_> {
    fn front(&mut self, stem: &str) {
        let title = self.model.title.as_deref().unwrap_or(stem);
        self.line(&format!("# {}", cell(title)));
        if let Some(description) = &self.model.description {
            self.line("");
            self.paragraphs(description);
        }
        self.line("");
        let links: Vec<String> = self
            .model
            .iter()
            .map(|(id, _)| format!("- {}", self.link(id)))
            .collect();
        self.line(&links.join("\n"));
    }

    fn section(&mut self, id: TypeId, def: &TypeDef) {
        let name = &self.names.get(id).ident;
        self.line("");
        self.line(&format!("<a id=\"{}\"></a>", self.anchor(id)));
        self.line("");
        self.line(&format!("## {name}"));
        self.words(&def.docs);
        self.facts(def, name);
        self.others(id);
        self.evaluated(def);
        match &def.kind {
            TypeKind::Struct(body) => self.fields(id, body),
            TypeKind::Enum(body) => self.values(id, body),
            TypeKind::Union(body) => self.union(id, body),
            TypeKind::Newtype(place) | TypeKind::Alias(place) => self.place(place),
        }
        self.examples(&def.docs);
    }

    /// The origin of the type, unless its heading states it.
    fn facts(&mut self, def: &TypeDef, name: &str) {
        match &def.origin {
            _ if def.form_of.is_some() => {}
            Origin::Inline { parent, .. } => {
                let parent = self.link(*parent);
                self.note(&format!("{}{parent}.", words::WITHIN));
            }
            // Other names are derived from operations.
            Origin::Definition(given)
                if given.value != name && def.provenance == Provenance::Named =>
            {
                let given = code(&given.value);
                self.note(&format!("{}{given}.", words::SCHEMA_NAME));
            }
            Origin::Definition(_) => {}
        }
        if let Some(whole) = def.form_of {
            let whole = self.link(whole);
            self.note(&format!("{}{whole}.", words::FORM_OF));
        }
    }

    /// The other paths of a type that several locations share.
    fn others(&mut self, id: TypeId) {
        let others = self.others.get(id.0).into_iter().flatten();
        let others: Vec<String> = others.map(|path| code(path)).collect();
        if !others.is_empty() {
            self.note(&format!("{}{}.", words::ALSO, others.join(", ")));
        }
    }

    /// The keywords that the page does not show elsewhere.
    fn evaluated(&mut self, def: &TypeDef) {
        let Some(evaluated) = &def.evaluated else {
            return;
        };
        let shown = match &def.kind {
            TypeKind::Newtype(place) => place.constraints.iter().map(Constraint::keyword).collect(),
            _ => Vec::new(),
        };
        let mut keywords: Vec<String> = Vec::new();
        let residual = evaluated.keywords.iter().filter(|one| !shown.contains(one));
        for keyword in residual.map(|keyword| code(keyword)) {
            if !keywords.contains(&keyword) {
                keywords.push(keyword);
            }
        }
        if keywords.is_empty() {
            return;
        }
        self.note(&format!("{}{}.", words::EVALUATED, keywords.join(", ")));
    }

    fn words(&mut self, docs: &Docs) {
        if let Some(title) = &docs.title {
            self.note(&titled(title));
        }
        if let Some(text) = &docs.description {
            self.line("");
            self.paragraphs(text);
        }
        let flags = [
            (docs.deprecated, words::DEPRECATED),
            (docs.read_only, words::READ_ONLY),
            (docs.write_only, words::WRITE_ONLY),
        ];
        for (_, word) in flags.into_iter().filter(|(is_set, _)| *is_set) {
            self.note(word);
        }
    }

    fn examples(&mut self, docs: &Docs) {
        if docs.examples.is_empty() {
            return;
        }
        let examples: Vec<String> = docs
            .examples
            .iter()
            .map(|e| code(&e.value.to_string()))
            .collect();
        self.line("");
        self.line(&format!("{}{}", words::EXAMPLES, examples.join(", ")));
    }

    fn paragraphs(&mut self, text: &str) {
        let lines = words::guarded_lines(markdown_lines(text));
        self.line(&lines.join("\n"));
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    // --- structs ----------------------------------------------------------

    /// Default and Constraints are columns only if a row has them.
    fn fields(&mut self, id: TypeId, body: &Struct) {
        let has_default = body.fields.iter().any(|field| field.default.is_some());
        let has_constraints = body
            .fields
            .iter()
            .any(|field| !constraint_list(&field.place).is_empty());
        let mut head = vec!["Field", "Type", "Required", "Description", "Example"];
        head.extend(has_default.then_some("Default"));
        head.extend(has_constraints.then_some("Constraints"));
        self.table_head(&head);
        for (index, field) in body.fields.iter().enumerate() {
            let mut cells = self.field_cells(id, index, field);
            if has_default {
                let default = field.default.as_ref();
                cells.push(
                    default
                        .map(|d| code_cell(&d.value.to_string()))
                        .unwrap_or_default(),
                );
            }
            if has_constraints {
                cells.push(constraint_cells(&field.place).join("<br/>"));
            }
            self.row(&cells);
        }
        match &body.unknown {
            Unknown::Ignore => {}
            Unknown::Deny => self.note(&format!("{}{}.", words::OTHERS, words::REFUSED)),
            Unknown::Keep(place) => {
                let mut ty = self.type_text(place);
                let constraints = constraint_list(place);
                if !constraints.is_empty() {
                    ty += words::WHERE;
                    ty += &constraints.join(", ");
                }
                self.note(&format!("{}{}{ty}.", words::OTHERS, words::KEPT));
            }
        }
        if !body.constraints.is_empty() {
            let list: Vec<String> = body
                .constraints
                .iter()
                .map(|c| code(&constraint_text(c)))
                .collect();
            self.note(&format!("{}{}.", words::CONSTRAINTS, list.join(", ")));
        }
        self.rules(body);
    }

    fn field_cells(&self, id: TypeId, index: usize, field: &Field) -> Vec<String> {
        let names = self.names.get(id);
        let wire = &field.wire.value;
        let anchor = format!("{}-{}", self.anchor(id), anchor_text(wire));
        let name = code_cell(wire);
        let name = if field.docs.deprecated {
            format!("~~{name}~~")
        } else {
            name
        };
        let required = if field.required {
            ":heavy_check_mark:"
        } else {
            ":heavy_minus_sign:"
        };
        let mut description = about(&field.docs);
        let usual = crate::name::field(wire);
        let ident = names.members.get(index).filter(|ident| **ident != usual);
        description.extend(ident.map(|ident| format!("{}{}", words::RUST_NAME, code_cell(ident))));
        let examples: Vec<String> = field
            .docs
            .examples
            .iter()
            .map(|e| code_cell(&e.value.to_string()))
            .collect();
        vec![
            format!("<a id=\"{anchor}\"></a>{name}"),
            self.type_text(&field.place),
            required.to_owned(),
            description.join("<br/>"),
            examples.join("<br/>"),
        ]
    }

    fn rules(&mut self, body: &Struct) {
        if body.rules.is_empty() {
            return;
        }
        self.note(words::RULES);
        self.line("");
        for rule in &body.rules {
            let text = rule_text(rule, body, &|field| code(&field.wire.value), &cell);
            self.line(&format!("- {text}"));
        }
    }

    // --- other kinds ------------------------------------------------------

    fn values(&mut self, id: TypeId, body: &Enum) {
        if body.open {
            self.note(match body.advice {
                true => words::OPEN_ADVISED,
                false => words::OPEN,
            });
        }
        let members = &self.names.get(id).members;
        let rows: Vec<[String; 4]> = values(body, members)
            .iter()
            .map(|row| {
                let aliases: Vec<String> = row.aliases.iter().map(|a| code_cell(a)).collect();
                let value = match &body.values {
                    Values::Strings(_) => words::text_or_json(&row.value),
                    Values::Integers(_) => row.value.clone(),
                };
                let docs = Docs {
                    description: row.description.map(str::to_owned),
                    deprecated: row.deprecated,
                    ..Docs::default()
                };
                [
                    code_cell(row.name),
                    code_cell(&value),
                    aliases.join(", "),
                    about(&docs).join("<br/>"),
                ]
            })
            .collect();
        let head = words::VALUES;
        let used: Vec<usize> = (0..head.len())
            .filter(|i| *i < 2 || rows.iter().any(|row| !row[*i].is_empty()))
            .collect();
        self.table_head(&used.iter().map(|i| head[*i]).collect::<Vec<_>>());
        for row in &rows {
            self.row(&used.iter().map(|i| row[*i].clone()).collect::<Vec<_>>());
        }
    }

    fn union(&mut self, id: TypeId, body: &Union) {
        if let Some(tag) = body.tag.as_ref().filter(|_| body.has_discriminator) {
            self.note(&format!("{}{}", words::DISCRIMINATOR, code(tag)));
        }
        self.note(union_heading(body.kind));
        self.line("");
        let names = self.names;
        let members = &names.get(id).members;
        for (at, variant) in body.variants().enumerate() {
            let name = members.get(at).map_or("", String::as_str);
            let text = self.alternative(body, &variant, name);
            self.line(&format!("- {text}"));
        }
    }

    /// The type of an alternative, its constraints, the name of its variant if the type does not
    /// give it, the tags that select it, and its documentation if it is not shown elsewhere.
    fn alternative(&self, body: &Union, variant: &Variant<'_>, name: &str) -> String {
        let place = &variant.branch.place;
        let (mut text, implied) = match variant.unit {
            Some(unit) => {
                let value = fieldwright_runtime::Value::from(unit.value.as_str());
                (
                    code_cell(&value.to_string()),
                    crate::name::camel(&unit.value),
                )
            }
            None => (self.type_text(place), self.named(place).to_owned()),
        };
        let constraints = match variant.unit {
            Some(_) => Vec::new(),
            None => constraint_list(place),
        };
        if !constraints.is_empty() {
            text += words::WHERE;
            text += &constraints.join(", ");
        }
        if implied != name {
            text += words::AS;
            text += &code(name);
        }
        let tags = tag_words(self.model, body, variant.branch, &code);
        if let Some(tags) = tags.filter(|_| body.has_discriminator) {
            text += words::TAGS;
            text += &tags;
        }
        let docs = match variant.unit {
            Some(unit) => Docs {
                description: unit.description.clone(),
                deprecated: unit.deprecated,
                ..Docs::default()
            },
            // An inline type shows its own documentation.
            None if self.is_inline(place) => Docs::default(),
            None => variant.branch.docs.clone(),
        };
        let about = about(&docs);
        if !about.is_empty() {
            text += words::BEHIND;
            text += &about.join("<br/>");
        }
        text
    }

    /// The name of the type of a slot.
    fn named(&self, place: &Slot) -> &str {
        match place.ty {
            Type::Named(id) if !place.nullable => &self.names.get(id).ident,
            _ => "",
        }
    }

    fn is_inline(&self, place: &Slot) -> bool {
        let Type::Named(id) = place.ty else {
            return false;
        };
        matches!(self.model.get(id).origin, Origin::Inline { .. })
    }

    /// Alternatives of constraints only, each with the keywords beside them.
    fn either(&mut self, place: &Slot, exactly_one: bool, alternatives: &[Vec<Constraint>]) {
        self.note(union_heading(match exactly_one {
            true => UnionKind::OneOf,
            false => UnionKind::AnyOf,
        }));
        self.line("");
        let ty = self.type_text(place);
        let beside = place.constraints.iter();
        let beside = beside.filter(|one| !matches!(one, Constraint::Either { .. }));
        for own in alternatives {
            let all = own.iter().chain(beside.clone());
            let all: Vec<String> = all.map(|one| code(&constraint_text(one))).collect();
            self.line(&format!("- {ty}{}{}", words::WHERE, all.join(", ")));
        }
    }

    fn place(&mut self, place: &Slot) {
        let either = place.constraints.iter().find_map(|one| match one {
            Constraint::Either {
                exactly_one,
                alternatives,
            } => Some((*exactly_one, alternatives)),
            _ => None,
        });
        if let Some((exactly_one, alternatives)) = either {
            return self.either(place, exactly_one, alternatives);
        }
        let ty = self.type_text(place);
        self.note(&format!("{}{ty}.", words::TYPE));
        let constraints = constraint_list(place);
        if !constraints.is_empty() {
            self.note(&format!(
                "{}{}.",
                words::CONSTRAINTS,
                constraints.join(", ")
            ));
        }
    }

    // --- parts ------------------------------------------------------------

    fn note(&mut self, text: &str) {
        self.line("");
        self.line(text);
    }

    fn table_head(&mut self, head: &[&str]) {
        self.line("");
        self.row(
            &head
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<Vec<_>>(),
        );
        self.row(&vec!["---".to_owned(); head.len()]);
    }

    fn row(&mut self, cells: &[String]) {
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn type_text(&self, place: &Slot) -> String {
        type_words(place, &|id| self.link(id))
    }

    fn link(&self, id: TypeId) -> String {
        format!("[{}](#{})", self.names.get(id).ident, self.anchor(id))
    }

    /// Made from the path and the name, so that it stays the same when others are added.
    fn anchor(&self, id: TypeId) -> String {
        let names = self.names.get(id);
        let parts = names.modules.iter().chain(std::iter::once(&names.ident));
        anchor_text(&parts.map(String::as_str).collect::<Vec<_>>().join("-"))
    }
}

fn titled(title: &str) -> String {
    format!("{}{}", words::TITLE, cell(title).replace("<br/>", " "))
}

/// The documentation of a field, a value or an alternative, as the lines of a cell.
fn about(docs: &Docs) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let flags = [
        (docs.read_only, words::READ_ONLY),
        (docs.write_only, words::WRITE_ONLY),
    ];
    out.extend(docs.deprecated.then(|| words::DEPRECATED.to_owned()));
    out.extend(docs.title.as_deref().map(titled));
    if let Some(text) = &docs.description {
        let text = cell(text);
        out.extend(text.split("<br/>").map(words::guarded));
    }
    let flags = flags.into_iter().filter(|(is_set, _)| *is_set);
    out.extend(flags.map(|(_, word)| word.to_owned()));
    out
}

fn anchor_text(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.to_lowercase()
        .chars()
        .map(|c| if kept(c) { c } else { '-' })
        .collect()
}
