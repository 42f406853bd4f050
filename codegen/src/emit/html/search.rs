//! Pages -> the index of the search, a script that sets one array.
//!
//! A line a type: `[path, anchor, name, kind, words, members]`; a member is its
//! name, or `[name, anchor]` where the anchor is spelled otherwise. The lines are
//! JSON, so no text of a document can be anything but a string.

use fieldwright_runtime::Value;

use super::anchors;
use super::book::Book;
use super::text::{first_line, visible_name};
use crate::emit::prose::visible;
use crate::model::{TypeDef, TypeId};

/// The script of these lines.
pub(super) fn index<'e>(entries: impl Iterator<Item = &'e String>) -> String {
    let lines: Vec<&str> = entries.map(String::as_str).collect();
    format!("window.fieldwrightIndex = [\n{}\n];\n", lines.join(",\n"))
}

/// The lines of one module.
pub(super) fn entries(book: &Book<'_>) -> Vec<String> {
    book.model
        .iter()
        .map(|(id, def)| entry(book, id, def))
        .collect()
}

fn entry(book: &Book<'_>, id: TypeId, def: &TypeDef) -> String {
    let text = |text: &str| Value::from(visible(text));
    let ty = book.anchor(id);
    let members = book.members(id).into_iter().map(|member| {
        let anchor = anchors::encoded(&anchors::of_member(&ty, &member));
        if visible_name(&member) == member
            && anchor == format!("{}.{member}", anchors::encoded(&ty))
        {
            text(&member)
        } else {
            Value::Array(vec![text(&visible_name(&member)), Value::from(anchor)])
        }
    });
    let words = def.docs.title.as_ref().or(def.docs.description.as_ref());
    let words = words.map(|words| first_line(words).replace('`', ""));
    let path = format!(
        "{}/{}",
        anchors::encoded(book.module),
        anchors::encoded(book.file(id))
    );
    let values = vec![
        Value::from(path),
        Value::from(anchors::encoded(&ty)),
        text(book.ident(id)),
        Value::from(def.kind.word()),
        text(&words.unwrap_or_default()),
        Value::Array(members.collect()),
    ];
    Value::Array(values).to_string()
}
