//! A type -> its section: its kind, its table, rules, examples, and its users.

use std::fmt::Write as _;

use super::anchors;
use super::book::Book;
use super::example;
use super::inline::{blocks, inline};
use super::marks::{deprecated, need};
use super::operations;
use super::text::{code, escape, visible_name};
use crate::emit::describe::{
    constraint_text, constraints, json_type_names, rule_text, tag_words, type_words, union_choice,
    union_heading, values,
};
use crate::model::{
    Docs, Enum, Field, Origin, Slot, Struct, TypeDef, TypeId, TypeKind, Union, Unknown, Variant,
};
use fieldwright_runtime::Value;

/// How many links to users, or other paths, are shown at once.
const MOST_LISTED: usize = 12;

/// So many more are shown in all.
const MOST_LINKED: usize = 500;

/// The section of a type in a file, its heading at `level`.
pub(super) fn section(
    book: &Book<'_>,
    file: &str,
    level: usize,
    id: TypeId,
    def: &TypeDef,
) -> String {
    let mut section = Section {
        book,
        file,
        level,
        id,
        pointer: &def.pointer,
        anchor: book.anchor(id),
        out: String::new(),
    };
    section.head(def);
    match &def.kind {
        TypeKind::Struct(body) => section.fields(body),
        TypeKind::Enum(body) => section.values(body),
        TypeKind::Union(body) => section.alternatives(body),
        TypeKind::Newtype(place) | TypeKind::Alias(place) => section.place(place),
    }
    section.examples(def);
    section.users();
    section.out.push_str("</section>\n");
    section.out
}

struct Section<'b> {
    book: &'b Book<'b>,
    file: &'b str,
    level: usize,
    id: TypeId,
    /// The pointer of its schema.
    pointer: &'b str,
    anchor: String,
    out: String,
}

/// How many bytes the rows of a table of values may have.
const MOST_BYTES: usize = 400_000;

impl Section<'_> {
    fn push(&mut self, html: &str) {
        self.out.push_str(html);
        self.out.push('\n');
    }

    fn head(&mut self, def: &TypeDef) {
        let (level, kind) = (self.level, def.kind.word());
        let ident = escape(self.book.ident(self.id));
        let (id, href) = (escape(&self.anchor), anchors::encoded(&self.anchor));
        let old = deprecated(def.docs.deprecated);
        self.push(&format!(
            "<section class=\"item\">\n\
             <h{level} id=\"{id}\"><a class=\"self\" href=\"#{href}\">{ident}</a> <span class=\"kind {kind}\">{kind}</span>{old}</h{level}>"
        ));
        let schema = match &def.origin {
            Origin::Definition(name) => code(&name.value),
            Origin::Inline { parent, .. } => {
                format!("inside {}", self.book.link(self.file, *parent))
            }
        };
        let path = code(&self.book.path(self.id));
        self.push(&format!(
            "<dl class=\"facts\"><div><dt>Rust</dt><dd>{path}</dd></div><div><dt>Schema</dt><dd>{schema}</dd></div></dl>"
        ));
        self.others();
        let words = [&def.docs.title, &def.docs.description];
        let words: String = words.into_iter().flatten().map(|t| blocks(t)).collect();
        if !words.is_empty() {
            self.push(&format!("<div class=\"words\">{words}</div>"));
        }
    }

    /// The other paths of a type that several locations share.
    fn others(&mut self) {
        let others = self.book.others(self.id).iter();
        let codes: Vec<String> = others.map(|path| code(path)).collect();
        self.listed("others", "Also", &codes);
    }

    fn table(&mut self, what: &str, head: &[&str], rows: &[String]) {
        let ident = escape(self.book.ident(self.id));
        let columns: String = head
            .iter()
            .map(|name| format!("<th scope=\"col\">{name}</th>"))
            .collect();
        self.push(&format!(
            "<table>\n<caption class=\"unseen\">{what} of {ident}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{}</tbody>\n</table>",
            rows.concat()
        ));
    }

    fn note(&mut self, html: &str) {
        self.push(&format!("<p class=\"note\">{html}</p>"));
    }

    fn heading(&mut self, text: &str) {
        let level = self.level + 1;
        self.push(&format!("<h{level}>{text}</h{level}>"));
    }

    /// The start of a member's row: its anchor, its name, and the text below.
    fn row(&self, member: &str, shown: &str, old: bool, below: &str) -> String {
        let anchor = anchors::of_member(&self.anchor, member);
        let (id, href) = (escape(&anchor), anchors::encoded(&anchor));
        let name = if old {
            format!("<s>{}</s>", code(&visible_name(shown)))
        } else {
            code(&visible_name(shown))
        };
        let old = deprecated(old);
        format!(
            "<tr id=\"{id}\"><th scope=\"row\"><a class=\"self\" href=\"#{href}\">{name}</a>{below}{old}</th>"
        )
    }

    // --- structs ----------------------------------------------------------

    fn fields(&mut self, body: &Struct) {
        let names = self.book.names.get(self.id);
        let rows: Vec<String> = body
            .fields
            .iter()
            .zip(&names.members)
            .map(|(field, member)| self.field(field, member))
            .collect();
        if rows.is_empty() {
            self.note("No properties are declared.");
        } else {
            self.table("Fields", &["Field", "Type", "Description"], &rows);
        }
        match &body.unknown {
            Unknown::Ignore => self.note("Other properties are ignored."),
            Unknown::Deny => self.note("Other properties are refused."),
            Unknown::Keep(place) => {
                let ty = self.book.type_html(self.file, place);
                self.note(&format!("Other properties are kept: {ty}."));
            }
        }
        if !body.constraints.is_empty() {
            let own = body.constraints.iter().map(|c| code(&constraint_text(c)));
            let list = own.collect::<Vec<_>>().join(", ");
            self.note(&format!("Constraints: {list}"));
        }
        if !body.rules.is_empty() {
            self.heading("Rules");
            let name = |field: &Field| {
                let anchor = anchors::of_member(&self.anchor, &field.wire.value);
                let words = code(&field.wire.value);
                format!("<a href=\"#{}\">{words}</a>", anchors::encoded(&anchor))
            };
            let rules: String = body
                .rules
                .iter()
                .map(|rule| format!("<li>{}</li>\n", rule_text(rule, body, &name, &inline)))
                .collect();
            self.push(&format!("<ul class=\"rules\">\n{rules}</ul>"));
        }
    }

    fn field(&self, field: &Field, member: &str) -> String {
        let wire = &field.wire.value;
        let need = need(field.required);
        let pointer = field.pointer_in(self.pointer);
        let mut facts = Facts::default();
        if let Some(default) = &field.default {
            facts.add("Default", &code(&example::flat(&default.value)));
        }
        facts.add("Constraints", &constraint_html(&field.place));
        facts.add("Example", &self.example_html(&field.docs, &pointer));
        if member != wire {
            facts.add("Rust", &code(member));
        }
        format!(
            "{}<td class=\"ty\">{}</td><td>{}{}</td></tr>\n",
            self.row(wire, wire, field.docs.deprecated, need),
            self.book.type_html(self.file, &field.place),
            words(&field.docs),
            facts.html(),
        )
    }

    fn example_html(&self, docs: &Docs, pointer: &str) -> String {
        let examples = self.book.examples.given(docs, pointer).into_iter();
        let codes: Vec<String> = examples.map(|value| code(&example::flat(value))).collect();
        codes.join(" ")
    }

    // --- other kinds ------------------------------------------------------

    /// Columns only if a row has content for them.
    fn values(&mut self, body: &Enum) {
        if body.advice {
            self.note("Open: other values are kept and reported as advice when read, and refused by <code>validate</code>.");
        } else if body.open {
            self.note("Open: other values are accepted and kept.");
        } else {
            self.note("Closed: other values are refused.");
        }
        let rows = values(body, &self.book.names.get(self.id).members);
        let aliases = rows.iter().any(|row| !row.aliases.is_empty());
        let words = rows.iter().any(|row| row.description.is_some());
        let mut head = vec!["Value", "Rust"];
        head.extend(aliases.then_some("Also read"));
        head.extend(words.then_some("Description"));
        let count = rows.len();
        let is_short = !self.book.anchors_members(self.id);
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                let mut out = match is_short {
                    true => format!(
                        "<tr><th scope=\"row\">{}</th>",
                        code(&visible_name(&row.value))
                    ),
                    false => self.row(&row.value, &row.value, row.deprecated, ""),
                };
                let label = if is_short { "" } else { " data-label=\"Rust\"" };
                let _ = write!(out, "<td{label}>{}</td>", code(row.name));
                if aliases {
                    let list: Vec<String> = row.aliases.iter().map(|alias| code(alias)).collect();
                    let label = if list.is_empty() {
                        ""
                    } else {
                        " data-label=\"Also read\""
                    };
                    let _ = write!(out, "<td{label}>{}</td>", list.join(", "));
                }
                if words {
                    let text = row.description.map(blocks).unwrap_or_default();
                    let _ = write!(out, "<td>{text}</td>");
                }
                out + "</tr>\n"
            })
            .collect();
        let mut left = MOST_BYTES;
        let fit = rows.iter().take_while(|row| {
            left = left.saturating_sub(row.len());
            left > 0
        });
        let fit = fit.count();
        self.table("Values", &head, rows.get(..fit).unwrap_or_default());
        if fit < count {
            let more = count - fit;
            self.note(&format!("The schema lists {more} more values."));
        }
    }

    fn alternatives(&mut self, body: &Union) {
        let heading = union_heading(body.kind).trim_end_matches(':');
        let choice = union_choice(self.book.model, body, &code);
        self.note(&format!("{heading} these alternatives. {choice}"));
        let members = &self.book.names.get(self.id).members;
        let rows: Vec<String> = body
            .variants()
            .zip(members)
            .map(|(variant, member)| {
                let branch = variant.branch;
                let mut facts = Facts::default();
                let tags = tag_words(self.book.model, body, branch, &code);
                let tag = body.tag.as_deref().map(escape).unwrap_or_default();
                facts.add(&tag, &tags.unwrap_or_default());
                facts.add("Constraints", &variant_constraints(variant));
                facts.add("Example", &self.example_html(&branch.docs, self.pointer));
                format!(
                    "{}<td class=\"ty\">{}</td><td data-label=\"JSON\">{}</td><td>{}{}</td></tr>\n",
                    self.row(member, member, variant.is_deprecated(), ""),
                    self.book.type_html(self.file, &branch.place),
                    json_type_names(self.book.model, &branch.place),
                    variant_words(variant),
                    facts.html(),
                )
            })
            .collect();
        let head = ["Alternative", "Type", "JSON type", "Description"];
        self.table("Alternatives", &head, &rows);
    }

    fn place(&mut self, place: &Slot) {
        let mut facts = Facts::default();
        facts.add("Type", &self.book.type_html(self.file, place));
        facts.add("Constraints", &constraint_html(place));
        let html = facts.html();
        self.push(&html);
    }

    // --- below the table --------------------------------------------------

    fn examples(&mut self, def: &TypeDef) {
        let values = self.book.examples.of_type(self.id, def);
        let texts: Vec<String> = values.into_iter().map(example::pretty).collect();
        if texts.is_empty() {
            return;
        }
        self.heading(if texts.len() == 1 {
            "Example"
        } else {
            "Examples"
        });
        for text in texts {
            // Line breaks of the layout stay; those of the document are escapes.
            let lines: Vec<String> = text.lines().map(escape).collect();
            let json = lines.join("\n");
            self.push(&format!(
                "<pre tabindex=\"0\" role=\"group\" aria-label=\"JSON\"><code>{json}</code></pre>"
            ));
        }
        if !matches!(def.kind, TypeKind::Alias(_)) {
            let read = format!("let value = {}::from_json(json)?;", self.book.path(self.id));
            let read = escape(&read);
            self.push(&format!(
                "<pre tabindex=\"0\" role=\"group\" aria-label=\"Rust\"><code>{read}</code></pre>"
            ));
        }
    }

    fn users(&mut self) {
        let links = self.book.used_by(self.file, self.id);
        self.listed("users", "Used by", &links);
        let users = self.book.operations.users(self.id).iter();
        let links = users.filter_map(|(index, role)| {
            let operation = self.book.model.operations.get(*index)?;
            let link = operations::link(self.book, self.file, *index, &operation.path);
            Some(format!("{link} ({})", escape(role)))
        });
        let links: Vec<String> = links.collect();
        self.listed("users", "In operations:", &links);
    }

    /// A list after some words; a long list is collapsed.
    fn listed(&mut self, class: &str, words: &str, items: &[String]) {
        let (first, rest) = items.split_at(items.len().min(MOST_LISTED));
        if !first.is_empty() {
            let first = first.join(", ");
            self.push(&format!("<p class=\"{class}\">{words} {first}</p>"));
        }
        let (shown, left) = rest.split_at(rest.len().min(MOST_LINKED));
        if !shown.is_empty() {
            let left = match left.len() {
                0 => String::new(),
                count => format!(" and {count} more"),
            };
            self.push(&format!(
                "<details class=\"{class}\"><summary>and {} more</summary><p>{}{left}</p></details>",
                rest.len(),
                shown.join(", ")
            ));
        }
    }
}

/// A list of terms; those without content are left out.
#[derive(Default)]
struct Facts(String);

impl Facts {
    fn add(&mut self, term: &str, html: &str) {
        if !html.is_empty() {
            let _ = write!(self.0, "<div><dt>{term}</dt><dd>{html}</dd></div>");
        }
    }

    fn html(&self) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        format!("<dl class=\"facts\">{}</dl>", self.0)
    }
}

/// The constraints of a slot, without the formats that its type states.
fn constraint_html(place: &Slot) -> String {
    let ty = type_words(place, &|_| String::new());
    let is_implied = |text: &str| {
        let format = text.strip_prefix("format: ");
        format.is_some_and(|format| ty.contains(&format!("string ({format})")))
    };
    let facts = constraints(place).into_iter();
    let facts = facts.filter(|fact| !is_implied(&fact.text));
    facts
        .map(|fact| {
            format!(
                "<span class=\"fact\">{}{}</span>",
                fact.scope,
                code(&fact.text)
            )
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The constraints of an alternative, without the strings that are variants.
fn variant_constraints(variant: Variant<'_>) -> String {
    match variant.unit {
        Some(unit) => code(&Value::from(unit.value.as_str()).to_string()),
        None => constraint_html(&variant.branch.place),
    }
}

fn variant_words(variant: Variant<'_>) -> String {
    match variant.unit {
        Some(unit) => unit.description.as_deref().map(blocks).unwrap_or_default(),
        None => words(&variant.branch.docs),
    }
}

fn words(docs: &Docs) -> String {
    let texts = [&docs.title, &docs.description];
    let mut out: String = texts
        .into_iter()
        .flatten()
        .map(|text| blocks(text))
        .collect();
    if docs.read_only {
        out.push_str("<p>Read-only: only the server sends it.</p>");
    }
    if docs.write_only {
        out.push_str("<p>Write-only: only the client sends it.</p>");
    }
    out
}
