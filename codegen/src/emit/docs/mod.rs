//! The model -> a Markdown page: a field table a struct, a value table an enum.

use crate::emit::describe::{constraint_text, rule_text, type_words, union_heading, values};
use crate::emit::prose::{cell, code, code_cell, markdown_lines};
use crate::emit::text::{constraint_cells, constraint_list};
use crate::model::{
    Docs, Enum, Field, Model, Place, Struct, TypeDef, TypeId, TypeKind, Union, Unknown,
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
        self.others(id);
        match &def.kind {
            TypeKind::Struct(body) => self.fields(id, body),
            TypeKind::Enum(body) => self.values(id, body),
            TypeKind::Union(body) => self.union(body),
            TypeKind::Newtype(place) | TypeKind::Alias(place) => self.place(place),
        }
        self.examples(&def.docs);
    }

    /// The other paths of a type that several locations share.
    fn others(&mut self, id: TypeId) {
        let others = self.others.get(id.0).into_iter().flatten();
        let others: Vec<String> = others.map(|path| code(path)).collect();
        if !others.is_empty() {
            self.note(&format!("{}{}.", words::ALSO, others.join(", ")));
        }
    }

    fn words(&mut self, docs: &Docs) {
        let texts = [&docs.title, &docs.description].into_iter().flatten();
        for text in texts {
            self.line("");
            self.paragraphs(text);
        }
        if docs.deprecated {
            self.line("");
            self.line(words::DEPRECATED);
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
        let text = markdown_lines(text).join("\n");
        self.line(&text);
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    // --- structs ----------------------------------------------------------

    /// Default and Constraints are columns only where a row has them.
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
        for field in &body.fields {
            let mut cells = self.field_cells(id, field);
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
                let ty = self.type_text(place);
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

    fn field_cells(&self, id: TypeId, field: &Field) -> Vec<String> {
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
        let mut description: Vec<String> = Vec::new();
        description.extend(field.docs.deprecated.then(|| words::DEPRECATED.to_owned()));
        description.extend(field.docs.title.as_deref().map(cell));
        description.extend(field.docs.description.as_deref().map(cell));
        description.extend(field.docs.read_only.then(|| words::READ_ONLY.to_owned()));
        description.extend(field.docs.write_only.then(|| words::WRITE_ONLY.to_owned()));
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
                [
                    code_cell(row.name),
                    code_cell(&row.value),
                    aliases.join(", "),
                    row.description.map(cell).unwrap_or_default(),
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

    fn union(&mut self, body: &Union) {
        self.note(union_heading(body.kind));
        self.line("");
        for variant in body.variants() {
            let text = match variant.unit {
                Some(unit) => {
                    code(&fieldwright_runtime::Value::from(unit.value.as_str()).to_string())
                }
                None => self.type_text(&variant.branch.place),
            };
            match (variant.unit, variant.description()) {
                (Some(_), Some(words)) => self.line(&format!("- {text}: {}", cell(words))),
                _ => self.line(&format!("- {text}")),
            }
        }
    }

    fn place(&mut self, place: &Place) {
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

    fn type_text(&self, place: &Place) -> String {
        type_words(place, &|id| self.link(id))
    }

    fn link(&self, id: TypeId) -> String {
        format!("[{}](#{})", self.names.get(id).ident, self.anchor(id))
    }

    /// Of the path and the name, so that it stays what it is when others come.
    fn anchor(&self, id: TypeId) -> String {
        let names = self.names.get(id);
        let parts = names.modules.iter().chain(std::iter::once(&names.ident));
        anchor_text(&parts.map(String::as_str).collect::<Vec<_>>().join("-"))
    }
}

fn anchor_text(text: &str) -> String {
    let kept = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.to_lowercase()
        .chars()
        .map(|c| if kept(c) { c } else { '-' })
        .collect()
}
