//! The keywords of a dialect: the drafts of JSON Schema and their vocabularies.

/// A draft, in the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Draft {
    Four,
    Six,
    Seven,
    Y2019,
    Y2020,
}

/// A draft, and the vocabularies of it that a schema uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) draft: Draft,
    /// Whether the keywords that apply subschemas are in effect (`properties`, `allOf`, ...).
    pub(crate) applies: bool,
    /// Whether the assertions do (`type`, `minimum`, ...).
    pub(crate) validates: bool,
    /// Whether `unevaluatedItems` and `unevaluatedProperties` do.
    pub(crate) unevaluated: bool,
    /// Whether the meta-schema makes `format` an assertion.
    pub(crate) formats: bool,
    /// The version of OpenAPI with this schema object.
    pub(crate) openapi: Option<OpenApi>,
}

/// A version of OpenAPI, as far as its schema object goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OpenApi {
    V2,
    V30,
    /// 3.1 and 3.2, whose schema object is JSON Schema 2020-12.
    V31,
}

impl Draft {
    /// All of them, by the name that `--dialect` takes and the URI of the meta-schema.
    pub(crate) const ALL: [(Self, &'static str, &'static str); 5] = [
        (
            Self::Y2020,
            "2020-12",
            "https://json-schema.org/draft/2020-12/schema",
        ),
        (
            Self::Y2019,
            "2019-09",
            "https://json-schema.org/draft/2019-09/schema",
        ),
        (
            Self::Seven,
            "draft-07",
            "http://json-schema.org/draft-07/schema",
        ),
        (
            Self::Six,
            "draft-06",
            "http://json-schema.org/draft-06/schema",
        ),
        (
            Self::Four,
            "draft-04",
            "http://json-schema.org/draft-04/schema",
        ),
    ];

    /// The draft with this name or meta-schema: `2020-12`, `draft-07`, `7`, a URI.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let name = name.strip_suffix('#').unwrap_or(name);
        let plain = |text: &str| text.replace("https://", "http://");
        let found = Self::ALL.iter().find(|(_, short, uri)| {
            let number = short.strip_prefix("draft-0");
            let joined = number.map(|number| format!("draft{number}"));
            *short == name
                || number == Some(name)
                || joined.as_deref() == Some(name)
                || plain(uri) == plain(name)
        });
        found.map(|(draft, ..)| *draft)
    }

    /// Its name, and the URI of its meta-schema.
    pub(crate) fn names(self) -> (&'static str, &'static str) {
        let found = Self::ALL.iter().find(|(draft, ..)| *draft == self);
        found.map_or(("", ""), |(_, name, uri)| (*name, *uri))
    }

    /// The keyword that gives a schema its URI (draft 6 section 8.2; draft 4 section 7.2).
    pub(crate) const fn id_keyword(self) -> &'static str {
        match self {
            Self::Four => "id",
            _ => "$id",
        }
    }

    /// Up to draft 7, keywords beside a `$ref` are ignored (draft 7 section 8.3).
    pub(crate) fn reference_stands_alone(self) -> bool {
        self <= Self::Seven
    }
}

impl Dialect {
    /// A draft with all vocabularies of its meta-schema.
    pub(crate) const fn of(draft: Draft) -> Self {
        Self {
            draft,
            applies: true,
            validates: true,
            unevaluated: true,
            formats: false,
            openapi: None,
        }
    }

    /// The schema object of OpenAPI. That of 2.0 and 3.0 is an excerpt of draft 5; keywords of
    /// later drafts have the meaning they have there.
    pub(crate) const fn of_openapi(version: OpenApi) -> Self {
        let draft = match version {
            OpenApi::V2 | OpenApi::V30 => Draft::Seven,
            OpenApi::V31 => Draft::Y2020,
        };
        let mut dialect = Self::of(draft);
        dialect.formats = true;
        dialect.openapi = Some(version);
        dialect
    }

    /// A dialect by the vocabularies that its meta-schema names (2020-12 core section 8.1.2),
    /// each with whether it must be understood.
    pub(crate) fn of_vocabularies(draft: Draft, vocabularies: &[(&str, bool)]) -> Self {
        let has = |name: &str| {
            let last = |uri: &str| uri.rsplit('/').next() == Some(name);
            vocabularies.iter().any(|(uri, _)| last(uri))
        };
        let required = |name: &str| {
            let mut all = vocabularies.iter();
            all.any(|(uri, required)| *required && uri.rsplit('/').next() == Some(name))
        };
        Self {
            draft,
            applies: has("applicator"),
            validates: has("validation"),
            unevaluated: match draft {
                Draft::Y2019 => has("applicator"),
                _ => has("unevaluated"),
            },
            formats: has("format-assertion") || required("format"),
            openapi: None,
        }
    }
}

/// The positions of subschemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position {
    /// The value is a schema.
    One,
    /// The value is a list of schemas.
    List,
    /// The value is an object of schemas.
    Members,
    /// The value is a schema or a list of them (`items` before 2020-12).
    OneOrList,
    /// The value is an object of schemas and lists of names (`dependencies`).
    Mixed,
}

/// The keywords that hold subschemas.
pub(crate) const SUBSCHEMAS: [(&str, Position); 22] = [
    ("$defs", Position::Members),
    ("definitions", Position::Members),
    ("properties", Position::Members),
    ("patternProperties", Position::Members),
    ("dependentSchemas", Position::Members),
    ("dependencies", Position::Mixed),
    ("allOf", Position::List),
    ("anyOf", Position::List),
    ("oneOf", Position::List),
    ("prefixItems", Position::List),
    ("items", Position::OneOrList),
    ("additionalItems", Position::One),
    ("additionalProperties", Position::One),
    ("contains", Position::One),
    ("contentSchema", Position::One),
    ("if", Position::One),
    ("then", Position::One),
    ("else", Position::One),
    ("not", Position::One),
    ("propertyNames", Position::One),
    ("unevaluatedItems", Position::One),
    ("unevaluatedProperties", Position::One),
];
