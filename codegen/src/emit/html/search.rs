//! Pages -> the index of the search, and the list of all types of a large module: scripts that set
//! one array each.
//!
//! `search.js` has a line for each type and operation, `[path, anchor, name, kind, words]`, and is
//! enough to search by name. `search-members.js`, which is loaded after it, has the members of the
//! line with the same number; a member is its name, or `[name, anchor]` where the anchor is spelled
//! otherwise. Operations have the name of their constant and their id as members without an anchor
//! of their own. `side.js` of a large module has `[file, anchor, name, kind, outer name]`. The lines
//! are JSON, so no text of a document can be anything but a string.

use fieldwright_runtime::Value;

use super::anchors;
use super::book::Book;
use super::operations;
use super::text::{first_line, visible_name};
use crate::emit::prose::visible;
use crate::model::{Operation, Origin, TypeDef, TypeId};

/// An entry of the search: its line, and that of its members.
pub(super) struct Entry {
    line: String,
    members: String,
}

/// The scripts of these entries.
pub(super) fn index<'e>(entries: impl Iterator<Item = &'e Entry> + Clone) -> [String; 2] {
    let lines = entries.clone().map(|entry| entry.line.as_str());
    let members = entries.map(|entry| entry.members.as_str());
    [
        script("fieldwrightIndex", lines),
        script("fieldwrightMembers", members),
    ]
}

fn script<'l>(name: &str, lines: impl Iterator<Item = &'l str>) -> String {
    let lines: Vec<&str> = lines.collect();
    format!("window.{name} = [\n{}\n];\n", lines.join(",\n"))
}

/// The script of all types of a module. What a line has from the one before it, and a name that is
/// the anchor, are left out: a large document has thousands of lines.
pub(super) fn side(book: &Book<'_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut before = String::new();
    for (id, def) in book.model.iter() {
        let outer = match def.origin {
            Origin::Inline { parent, .. } => book.ident(parent),
            Origin::Definition(_) => "",
        };
        let file = anchors::encoded(book.file(id));
        let anchor = anchors::encoded(&book.anchor(id));
        let name = visible(book.ident(id));
        let values = vec![
            Value::from(if file == before { "" } else { file.as_str() }),
            Value::from(anchor.as_str()),
            Value::from(if name == anchor { "" } else { name.as_str() }),
            Value::from(def.kind.word()),
            text(outer),
        ];
        lines.push(Value::Array(values).to_string());
        before = file;
    }
    script("fieldwrightSide", lines.iter().map(String::as_str))
}

/// The entries of one module.
pub(super) fn entries(book: &Book<'_>) -> Vec<Entry> {
    let types = book.model.iter().map(|(id, def)| entry(book, id, def));
    let operations = book.model.operations.iter().enumerate();
    let operations = operations.map(|(index, operation)| of_operation(book, index, operation));
    types.chain(operations).collect()
}

fn text(text: &str) -> Value {
    Value::from(visible(text))
}

fn entry(book: &Book<'_>, id: TypeId, def: &TypeDef) -> Entry {
    let ty = book.anchor(id);
    let members = book.members(id).into_iter().map(|member| {
        let anchor = match book.anchors_members(id) {
            true => anchors::encoded(&anchors::of_member(&ty, &member)),
            false => anchors::encoded(&ty),
        };
        if visible_name(&member) == member
            && anchor == format!("{}.{member}", anchors::encoded(&ty))
        {
            text(&member)
        } else {
            Value::Array(vec![text(&visible_name(&member)), Value::from(anchor)])
        }
    });
    let words = def.docs.title.as_ref().or(def.docs.description.as_ref());
    let values = vec![
        Value::from(path(book, book.file(id))),
        Value::from(anchors::encoded(&ty)),
        text(book.ident(id)),
        Value::from(def.kind.word()),
        words_of(words),
    ];
    Entry {
        line: Value::Array(values).to_string(),
        members: Value::Array(members.collect()).to_string(),
    }
}

fn of_operation(book: &Book<'_>, index: usize, operation: &Operation) -> Entry {
    let anchor = anchors::encoded(&operations::anchor(book.names, index));
    let words = operation.words.first();
    let values = vec![
        Value::from(path(book, book.operations.file(index))),
        Value::from(anchor.clone()),
        text(&operations::signature(operation)),
        Value::from("operation"),
        words_of(words),
    ];
    let id = operation.id.iter();
    let members = id.map(|id| Value::Array(vec![text(id), Value::from(anchor.clone())]));
    Entry {
        line: Value::Array(values).to_string(),
        members: Value::Array(members.collect()).to_string(),
    }
}

fn path(book: &Book<'_>, file: &str) -> String {
    format!(
        "{}/{}",
        anchors::encoded(book.module),
        anchors::encoded(file)
    )
}

fn words_of(words: Option<&String>) -> Value {
    let words = words.map(|words| first_line(words).replace('`', ""));
    text(&words.unwrap_or_default())
}
