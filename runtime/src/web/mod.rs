//! Parameters of operations and form bodies: the text of a request <-> a generated struct.
//!
//! ```text
//! limit=10&tags=a,b&filter%5Bage%5D=3   <->   {"limit":10,"tags":["a","b"],"filter":{"age":3}}   <->   ListPetsQuery
//! ```
//! A generated struct has a small table ([`Parameters`]): its location, and for each parameter its
//! style and its shape. [`read`](self) turns text into a JSON object by that table, which the
//! struct's reader then reads as any other JSON; writing is the reverse. Knows no HTTP library.

mod binary;
mod operation;
mod path;
mod percent;
mod read;
mod scalar;
mod shape;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod write;

use crate::entry::violations;
use crate::reader::Reader;
use crate::{Model, Violations};

pub use binary::Binary;
pub use operation::{Operation, Response};
pub use table::{Location, Parameters};

use table::Outcome;

/// Parameters in a query (OpenAPI 3.1 section 4.8.12).
pub trait Query: Model + Sized {
    #[doc(hidden)]
    fn query_parameters() -> &'static Parameters;

    /// Reads the query of a URI, without its `?`, and validates it. Keys that are no parameter are
    /// skipped, unless the schema keeps or refuses unknown properties.
    ///
    /// # Errors
    /// Every violation, each at its parameter; `style` if the text does not follow the parameter's
    /// style.
    fn from_query(query: &str) -> Result<Self, Violations> {
        finish(Self::query_parameters().read_pairs(query))
    }

    /// Writes the query of a URI, without its `?`.
    ///
    /// # Errors
    /// `style` at each parameter whose value the style cannot represent: `from_query` would read
    /// another one.
    fn to_query(&self) -> Result<String, Violations> {
        Self::query_parameters()
            .write_pairs(self)
            .map_err(located::<Self>)
    }
}

/// Parameters in a path (OpenAPI 3.1 section 4.8.12).
pub trait Path: Model + Sized {
    #[doc(hidden)]
    fn path_parameters() -> &'static Parameters;

    /// Reads a path as sent, percent-encoded and without the server's base path, by the template of
    /// the operation, and validates it.
    ///
    /// # Errors
    /// Every violation, each at its parameter; `style` at the root where the path does not match the
    /// template.
    fn from_path(path: &str) -> Result<Self, Violations> {
        finish(Self::path_parameters().read_path(path))
    }

    /// Writes the path: the template of the operation with the parameters in it.
    ///
    /// # Errors
    /// `style` at each parameter whose value the style or the template cannot represent.
    fn to_path(&self) -> Result<String, Violations> {
        Self::path_parameters()
            .write_path(self)
            .map_err(located::<Self>)
    }
}

/// Parameters in header fields (OpenAPI 3.1 section 4.8.12).
pub trait Headers: Model + Sized {
    #[doc(hidden)]
    fn header_parameters() -> &'static Parameters;

    /// Reads header fields, names in any case, and validates the parameters among them; other
    /// fields are skipped.
    ///
    /// # Errors
    /// Every violation, each at its parameter.
    fn from_headers<'a>(
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Violations> {
        finish(Self::header_parameters().read_headers(&mut fields.into_iter()))
    }

    /// Writes header fields, names as the document has them.
    ///
    /// # Errors
    /// `style` at each parameter whose value a header field cannot represent: a control character,
    /// one beyond ASCII, a comma in a list, blanks at an end.
    fn to_headers(&self) -> Result<Vec<(String, String)>, Violations> {
        Self::header_parameters()
            .write_headers(self)
            .map_err(located::<Self>)
    }
}

/// Parameters in cookies (OpenAPI 3.1 section 4.8.12, style `cookie` of 3.2).
pub trait Cookies: Model + Sized {
    #[doc(hidden)]
    fn cookie_parameters() -> &'static Parameters;

    /// Reads the value of a `Cookie` field and validates the parameters among its cookies; others
    /// are skipped.
    ///
    /// # Errors
    /// Every violation, each at its parameter.
    fn from_cookies(cookies: &str) -> Result<Self, Violations> {
        finish(Self::cookie_parameters().read_cookies(cookies))
    }

    /// Writes the value of a `Cookie` field.
    ///
    /// # Errors
    /// `style` at each parameter whose value the style cannot represent.
    fn to_cookies(&self) -> Result<String, Violations> {
        Self::cookie_parameters()
            .write_cookies(self)
            .map_err(located::<Self>)
    }
}

/// A body of the media type `application/x-www-form-urlencoded` (OpenAPI 3.1 section 4.8.14.4).
pub trait Form: Model + Sized {
    #[doc(hidden)]
    fn form_parameters() -> &'static Parameters;

    /// Reads the body and validates it.
    ///
    /// # Errors
    /// Every violation, each at its property.
    fn from_form(body: &str) -> Result<Self, Violations> {
        finish(Self::form_parameters().read_pairs(body))
    }

    /// Writes the body.
    ///
    /// # Errors
    /// `style` at each property whose value the style cannot represent.
    fn to_form(&self) -> Result<String, Violations> {
        Self::form_parameters()
            .write_pairs(self)
            .map_err(located::<Self>)
    }
}

/// Reads the struct from the JSON that its text was turned into.
fn finish<T: Model>(outcome: Outcome) -> Result<T, Violations> {
    match read(&outcome.json) {
        Ok(value) if outcome.problems.is_empty() => Ok(value),
        Ok(_) => Err(located::<T>(outcome.with(&Violations::default()))),
        Err(violations) => Err(located::<T>(outcome.with(&violations))),
    }
}

/// The violations of text with the pointers of their schemas, which are relative to that of the struct:
/// where a null is refused.
fn located<T: Model>(mut violations: Violations) -> Violations {
    let refused = read::<T>("null").err().unwrap_or_default();
    let refused = refused.iter().next().map(|one| one.schema.as_str());
    let schema = refused.and_then(|pointer| pointer.rsplit_once('/'));
    let schema = schema.map_or("#", |(schema, _)| schema);
    for violation in violations.list_mut() {
        if violation.code == "style" {
            violation.schema.insert_str(0, schema);
        }
    }
    violations
}

fn read<T: Model>(json: &str) -> Result<T, Violations> {
    let mut reader = Reader::new(json, true);
    match reader.document() {
        Some(value) if reader.is_valid() => Ok(value),
        _ => Err(violations(reader, None).without_advice()),
    }
}
