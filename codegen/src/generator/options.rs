//! What can be chosen for all inputs of a generator.

use std::path::PathBuf;

use super::Generator;
use crate::settings::{DateTimes, Files, Formats, Forms, Inline, UnknownProperties};
use crate::source::Mapping;

impl Generator {
    /// Whether absent and null are one: an optional, nullable field is `Option<T>`
    /// instead of `Maybe<T>`, and `None` is left out on writing.
    #[must_use]
    pub fn fold_null(mut self, fold: bool) -> Self {
        self.defaults.fold_null = fold;
        self
    }

    /// What becomes of properties that a schema says nothing of; ignored by default.
    #[must_use]
    pub fn unknown(mut self, unknown: UnknownProperties) -> Self {
        self.defaults.unknown = unknown;
        self
    }

    /// Whether `Deserialize` checks constraints, too, instead of the shape only.
    #[must_use]
    pub fn validated(mut self, validated: bool) -> Self {
        self.defaults.validated = validated;
        self
    }

    /// Whether structs get a builder; those of field tables do by default.
    #[must_use]
    pub fn builders(mut self, builders: bool) -> Self {
        self.defaults.builders = Some(builders);
        self
    }

    /// Whether an input becomes one file of Rust or one for each named type; by default a large
    /// one becomes many. The paths of types are the same either way.
    #[must_use]
    pub fn files(mut self, files: Files) -> Self {
        self.defaults.files = Some(files);
        for settings in self.inputs.iter_mut().flat_map(|input| &mut input.settings) {
            settings.files.get_or_insert(files);
        }
        self
    }

    /// Which inline types are one type; by default those whose schemas are equal, documentation
    /// included.
    #[must_use]
    pub fn inline(mut self, inline: Inline) -> Self {
        self.defaults.inline = inline;
        self
    }

    /// Whether types with properties that are `readOnly` or `writeOnly` have forms without them;
    /// those of OpenAPI documents do by default.
    #[must_use]
    pub fn forms(mut self, forms: Forms) -> Self {
        self.defaults.forms = Some(forms);
        self
    }

    /// Whether an HTML reference is made; none is by default.
    #[must_use]
    pub fn html(mut self, html: bool) -> Self {
        self.defaults.html = html;
        self
    }

    /// Makes only the types whose names in the schema match one of `patterns` (`*` is any text,
    /// `?` one character), and those they refer to.
    #[must_use]
    pub fn include(mut self, patterns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let patterns = patterns.into_iter().map(Into::into);
        self.defaults.include.extend(patterns);
        self
    }

    /// Leaves out the types whose names match one of `patterns`, unless others refer to them.
    #[must_use]
    pub fn exclude(mut self, patterns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let patterns = patterns.into_iter().map(Into::into);
        self.defaults.exclude.extend(patterns);
        self
    }

    /// Whether what can be made is made in spite of errors: an input that fails is left out, a
    /// reference that leads nowhere becomes a type that accepts anything. The errors are among
    /// the output's warnings then.
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Self {
        self.defaults.keep_going = keep_going;
        self
    }

    /// What the root type of a JSON Schema is called; else its `title`, else the file's stem.
    #[must_use]
    pub fn root_name(mut self, name: impl Into<String>) -> Self {
        self.defaults.root_name = Some(name.into());
        self
    }

    /// Whether `format` is checked in a JSON Schema, where it is documentation by default.
    #[must_use]
    pub fn formats(mut self, formats: Formats) -> Self {
        self.defaults.formats = Some(formats);
        self
    }

    /// The dialect of JSON Schemas that do not name their own: `2020-12`, `draft-07`, ..., or
    /// the URI of a meta-schema.
    #[must_use]
    pub fn dialect(mut self, dialect: impl Into<String>) -> Self {
        self.defaults.dialect = Some(dialect.into());
        self
    }

    /// Where the document at `uri` lies on disk, relative to the root; an URI that ends in `/`
    /// maps all that begin with it into a folder. Nothing is ever fetched.
    #[must_use]
    pub fn map(mut self, uri: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.mappings.push(Mapping {
            uri: uri.into(),
            path: path.into(),
        });
        self
    }

    /// Applies an overlay (Overlay Specification 1.0, 1.1) to the inputs before they are read;
    /// the path is relative to the root.
    #[must_use]
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.defaults.overlays.push(path.into());
        self
    }

    /// Whether null stands for an optional property that is not there: the normalised schema
    /// accepts it then, and the field is an `Option`.
    #[must_use]
    pub fn null_as_absent(mut self, null_as_absent: bool) -> Self {
        self.defaults.null_as_absent = null_as_absent;
        self
    }

    /// Whether a property that is absent is read and built as its default; else a default is a
    /// constant.
    #[must_use]
    pub fn fill_defaults(mut self, fill: bool) -> Self {
        self.defaults.fill = fill;
        self
    }

    /// What dates and times are in fields.
    #[must_use]
    pub fn datetime(mut self, datetime: DateTimes) -> Self {
        self.defaults.datetime = datetime;
        self
    }

    /// Whether numbers keep their text, as the runtime's `Number`, instead of being `f64`.
    #[must_use]
    pub fn exact_numbers(mut self, exact: bool) -> Self {
        self.defaults.exact_numbers = exact;
        self
    }
}
