//! Names of request and response types. All names of the input come first.

use super::{Direction, Forms, Renamed};
use crate::schema::{Definition, Provenance, Schema, Spanned};

impl Forms<'_> {
    /// Reserves the request or response type of a definition.
    pub(super) fn reserve(&mut self, definition: usize, renamed: &mut Vec<Renamed>) -> usize {
        let whole = &self.graph.definitions[definition];
        let schema = Schema::new(self.graph.get(whole.schema).span);
        let transport = whole.transport.clone();
        let (word, of) = match self.direction {
            Direction::Request => ("Request", whole.name.clone()),
            Direction::Response => ("Response", whole.name.clone()),
        };
        let taken: Vec<String> = self
            .graph
            .definitions
            .iter()
            .map(|d| plain(&d.name.value))
            .collect();
        let wanted = format!("{}{word}", of.value);
        let mut name = wanted.clone();
        while taken.contains(&plain(&name)) {
            name.push_str("Form");
        }
        if name != wanted {
            renamed.push(Renamed {
                definition: of.clone(),
                wanted,
                name: name.clone(),
            });
        }
        let schema = self.graph.add(schema);
        let name = Spanned::new(name, of.span);
        self.graph.definitions.push(Definition {
            name,
            schema,
            form_of: Some(definition),
            provenance: Provenance::Named,
            transport,
        });
        let form = self.graph.definitions.len() - 1;
        self.forms.insert(definition, form);
        form
    }

    /// The name that the author gave the Rust type of a definition, for its form.
    pub(super) fn rust_name(&self, name: &Spanned<String>) -> Spanned<String> {
        let word = match self.direction {
            Direction::Request => "Request",
            Direction::Response => "Response",
        };
        Spanned::new(format!("{}{word}", name.value), name.span)
    }
}

/// Names that differ less become the same in Rust.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
