//! The name of a definition that the document does not name: from its location.

use super::SchemaReader;
use super::annotations::title_of;
use super::resource::Location;
use crate::schema::letters;
use crate::source::Node;

/// Tokens of a pointer that describe the use of a schema, not its subject.
const STRUCTURE: [&str; 18] = [
    "$defs",
    "definitions",
    "properties",
    "patternProperties",
    "items",
    "prefixItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "components",
    "schemas",
    "not",
    "if",
    "then",
    "else",
    "schema",
    "content",
];

impl SchemaReader<'_, '_, '_> {
    /// A name for the schema at a referenced location.
    pub(super) fn name_of(&mut self, node: Node<'_>, location: Location) -> String {
        let stem = self.stem(location.document);
        let pointer = match self.loader.document(location.document) {
            Some(document) => document.pointer_of(node.span()),
            None => String::new(),
        };
        let tokens: Vec<String> = pointer
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
            .collect();
        let words: Vec<&str> = tokens.iter().filter_map(|token| word(token)).collect();
        let title = title_of(node);
        let is_definition = match tokens.as_slice() {
            [.., keyword, _] => matches!(keyword.as_str(), "$defs" | "definitions" | "schemas"),
            _ => false,
        };
        let short = match (tokens.as_slice(), words.as_slice()) {
            ([.., name], _) if is_definition => name.clone(),
            ([], _) => title.map_or_else(|| stem.clone(), str::to_owned),
            (_, []) => format!("{stem} {}", tokens.join(" ")),
            // The words are those of the whole, which may be referred to, too.
            (_, words) => match within(&words.join(" "), &tokens) {
                Some(part) => title.map_or(part, str::to_owned),
                None => words.join(" "),
            },
        };
        let further = [
            words.join(" "),
            within(&short, &tokens).unwrap_or_else(|| format!("{stem} {short}")),
            format!("{stem} {short}"),
            tokens.join(" "),
            format!("{stem} {}", tokens.join(" ")),
        ];
        self.free_name(&short, &further)
    }

    /// The same for an inline schema: the letters of its name must differ from those of all others,
    /// so that it differs in Rust, too.
    pub(in crate::read) fn free_inline_name(&mut self, wanted: &str, further: &[String]) -> String {
        let mut all = std::iter::once(wanted).chain(further.iter().map(String::as_str));
        let free = all.find(|name| !self.letters.contains(&letters(name)));
        let free = free.unwrap_or(wanted).to_owned();
        self.free_name(&free, further)
    }

    /// `wanted`, or the first of the further names that is free. Names never depend on other
    /// counters: if all are taken, the last one is marked.
    pub(in crate::read) fn free_name(&mut self, wanted: &str, further: &[String]) -> String {
        let wanted = if wanted.is_empty() { "root" } else { wanted };
        let mut all = std::iter::once(wanted).chain(further.iter().map(String::as_str));
        let free = all
            .find(|name| !self.names.contains(*name))
            .map(str::to_owned);
        let name = free.unwrap_or_else(|| {
            let mut name = further.last().map_or(wanted, String::as_str).to_owned();
            while self.names.contains(&name) {
                name.push_str(" again");
            }
            name
        });
        self.letters.insert(letters(&name));
        self.names.insert(name.clone());
        name
    }

    /// The name of the file a document is in, without folders and extensions.
    fn stem(&self, document: usize) -> String {
        let location = self.loader.document(document).map(|d| Location {
            document,
            node: d.root().id(),
        });
        let resource = location.and_then(|location| self.index.at(location));
        let path = resource
            .and_then(|resource| self.index.get(resource))
            .map_or("", |resource| resource.retrieval.as_str());
        let file = path
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or(path);
        let stem = file.split('.').next().unwrap_or(file);
        stem.to_owned()
    }
}

/// The word of a pointer's token for the schema there.
fn word(token: &str) -> Option<&str> {
    match token {
        "items" | "prefixItems" => Some("item"),
        "additionalProperties" => Some("value"),
        "not" => Some("exclusion"),
        token if STRUCTURE.contains(&token) || token.parse::<usize>().is_ok() => None,
        token => Some(token),
    }
}

/// The name of an alternative or a part of the schema called `whole`.
fn within(whole: &str, tokens: &[String]) -> Option<String> {
    const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let [.., keyword, index] = tokens else {
        return None;
    };
    let noun = match keyword.as_str() {
        "oneOf" | "anyOf" => "alternative",
        "allOf" => "part",
        _ => return None,
    };
    let index: usize = index.parse().ok()?;
    Some(match ORDINALS.get(index) {
        Some(ordinal) => format!("{ordinal} {whole} {noun}"),
        None => format!("{whole} {noun} {index}"),
    })
}
