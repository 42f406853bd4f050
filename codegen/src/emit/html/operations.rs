//! Operations -> their pages: a page for all, or one a tag, each operation with its parameters,
//! request and responses, linked with their types.

use std::fmt::Write as _;

use super::anchors;
use super::book::Book;
use super::inline::{blocks, line};
use super::marks::{deprecated, need};
use super::operation_pages::OperationPage;
use super::text::{code, escape, first_line};
use crate::model::{Operation, Part, Role, TypeId, TypeKind};
use crate::name::Names;

/// The anchor of an operation: its constant after a `-`, as no type's name begins.
pub(super) fn anchor(names: &Names, index: usize) -> String {
    let constant = names.operations.constants.get(index);
    format!("-{}", constant.map(String::as_str).unwrap_or_default())
}

/// `GET /pets/{id}`.
pub(super) fn signature(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// A link from a page to an operation.
pub(super) fn link(book: &Book<'_>, from: &str, index: usize, words: &str) -> String {
    let Some(operation) = book.model.operations.get(index) else {
        return String::new();
    };
    let file = book.operations.file(index);
    let file = match file == from {
        true => String::new(),
        false => anchors::encoded(file),
    };
    let anchor = anchors::encoded(&anchor(book.names, index));
    let words = escape(words);
    format!(
        "<a class=\"operation\" href=\"{file}#{anchor}\">{} {words}</a>",
        method(&operation.method)
    )
}

fn method(method: &str) -> String {
    let known = ["GET", "PUT", "POST", "DELETE", "PATCH"];
    let class = match known.contains(&method) {
        true => method.to_ascii_lowercase(),
        false => "other".to_owned(),
    };
    format!("<span class=\"method {class}\">{}</span>", escape(method))
}

/// A list of operations with their first words; `prefix` leads to the module's folder.
pub(super) fn list(book: &Book<'_>, page: &OperationPage, prefix: &str) -> String {
    let mut out = String::from("<ul class=\"types\">\n");
    for index in &page.operations {
        let Some(operation) = book.model.operations.get(*index) else {
            continue;
        };
        let words = operation.words.first();
        let words = words.map(|words| line(&first_line(words)));
        let address = anchors::encoded(&page.file);
        let anchor = anchors::encoded(&anchor(book.names, *index));
        let _ = writeln!(
            out,
            "<li><a class=\"operation\" href=\"{prefix}{address}#{anchor}\">{} {}</a>{} <span class=\"first\" dir=\"auto\">{}</span></li>",
            method(&operation.method),
            escape(&operation.path),
            deprecated(operation.words.deprecated),
            words.unwrap_or_default(),
        );
    }
    out + "</ul>\n"
}

/// The section of an operation.
pub(super) fn section(book: &Book<'_>, file: &str, index: usize) -> String {
    let Some(operation) = book.model.operations.get(index) else {
        return String::new();
    };
    let anchor = anchor(book.names, index);
    let (id, href) = (escape(&anchor), anchors::encoded(&anchor));
    let (path, old) = (
        escape(&operation.path),
        deprecated(operation.words.deprecated),
    );
    let mut out = format!(
        "<section class=\"item\">\n<h2 id=\"{id}\"><a class=\"self\" href=\"#{href}\">{} {path}</a>{old}</h2>\n",
        method(&operation.method)
    );
    let constant = anchor.trim_start_matches('-');
    let module = &book.names.operations.module;
    let rust = code(&format!("{}::{module}::{constant}", book.module));
    let _ = write!(
        out,
        "<dl class=\"facts\"><div><dt>Rust</dt><dd>{rust}</dd></div>"
    );
    if let Some(id) = &operation.id {
        let _ = write!(out, "<div><dt>Operation</dt><dd>{}</dd></div>", code(id));
    }
    out.push_str("</dl>\n");
    let words = [&operation.words.summary, &operation.words.description];
    let words: String = words.into_iter().flatten().map(|t| blocks(t)).collect();
    if !words.is_empty() {
        let _ = writeln!(out, "<div class=\"words\">{words}</div>");
    }
    parameters(book, file, operation, &mut out);
    request(book, file, operation, &mut out);
    responses(book, file, operation, &mut out);
    out + "</section>\n"
}

fn parameters(book: &Book<'_>, file: &str, operation: &Operation, out: &mut String) {
    let mut rows = String::new();
    for part in &operation.parts {
        let (Role::Parameters(word), Some(id)) = (&part.role, part.definition) else {
            continue;
        };
        let id = TypeId(id);
        let TypeKind::Struct(body) = &book.model.get(id).kind else {
            continue;
        };
        for field in &body.fields {
            let need = need(field.required);
            let wire = &field.wire.value;
            let address = escape(&book.address(file, id, Some(wire)));
            let words = field
                .docs
                .description
                .as_ref()
                .or(field.docs.title.as_ref());
            let words = words.map(|words| line(&first_line(words)));
            let _ = writeln!(
                rows,
                "<tr><th scope=\"row\"><a href=\"{address}\">{}</a>{need}{}</th><td data-label=\"In\">{word}</td><td class=\"ty\">{}</td><td>{}</td></tr>",
                code(wire),
                deprecated(field.docs.deprecated),
                book.type_html(file, &field.place),
                words.unwrap_or_default(),
            );
        }
    }
    if rows.is_empty() {
        return;
    }
    let head = ["Parameter", "In", "Type", "Description"];
    table(operation, "Parameters", &head, &rows, out);
    let structs = operation.parts.iter().filter_map(|part| {
        let is_parameters = matches!(part.role, Role::Parameters(_));
        let id = part.definition.filter(|_| is_parameters)?;
        Some(book.link(file, TypeId(id)))
    });
    let structs: Vec<String> = structs.collect();
    let _ = writeln!(out, "<p class=\"note\">In Rust: {}</p>", structs.join(", "));
}

fn request(book: &Book<'_>, file: &str, operation: &Operation, out: &mut String) {
    if operation.request.is_empty() {
        return;
    }
    let rows: String = operation
        .request
        .iter()
        .map(|media| {
            let ty = body(book, file, operation, &Role::Request, media);
            let media = code(media);
            format!("<tr><th scope=\"row\">{media}</th><td class=\"ty\">{ty}</td></tr>\n")
        })
        .collect();
    table(operation, "Request", &["Media type", "Type"], &rows, out);
}

fn responses(book: &Book<'_>, file: &str, operation: &Operation, out: &mut String) {
    if operation.responses.is_empty() {
        return;
    }
    let mut rows = String::new();
    for response in &operation.responses {
        let role = Role::Response(response.status.clone());
        let bodies: Vec<String> = response
            .media
            .iter()
            .map(|media| {
                let ty = body(book, file, operation, &role, media);
                format!("<div>{ty} {}</div>", code(media))
            })
            .collect();
        let words = response.description.as_deref().map(blocks);
        let _ = writeln!(
            rows,
            "<tr><th scope=\"row\">{}</th><td class=\"ty\">{}</td><td>{}</td></tr>",
            code(&response.status),
            bodies.concat(),
            words.unwrap_or_default(),
        );
    }
    let head = ["Status", "Body", "Description"];
    table(operation, "Responses", &head, &rows, out);
}

/// The type of a body, by its media type; 2.0 names one type for all of them.
fn body(book: &Book<'_>, file: &str, operation: &Operation, role: &Role, media: &str) -> String {
    let is_it = |part: &&Part| {
        part.role == *role || *role == Role::Request && part.role == Role::Parameters("form")
    };
    let mut parts = operation.parts.iter().filter(is_it);
    let named = parts.clone().find(|part| part.media == media);
    let part = named.or_else(|| parts.next().filter(|_| parts.next().is_none()));
    match part.and_then(|part| part.definition) {
        Some(id) => book.link(file, TypeId(id)),
        None => "any".to_owned(),
    }
}

fn table(operation: &Operation, what: &str, head: &[&str], rows: &str, out: &mut String) {
    let caption = escape(&signature(operation));
    let columns: String = head
        .iter()
        .map(|name| format!("<th scope=\"col\">{name}</th>"))
        .collect();
    let _ = writeln!(
        out,
        "<h3>{what}</h3>\n<table>\n<caption class=\"unseen\">{what} of {caption}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    );
}
