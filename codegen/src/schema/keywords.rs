//! Every keyword there is, and what becomes of it: the one list behind readers
//! and the support table of the README.

/// What becomes of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It shapes the type or is checked.
    Used,
    /// It goes into the documentation and decides nothing.
    Documentation,
    /// A schema that has it is refused with a diagnostic.
    Refused,
}

/// A keyword of JSON Schema 2020-12 or of fieldwright.
#[derive(Debug)]
pub struct Keyword {
    /// Its name in a row of a field table.
    pub name: &'static str,
    /// What becomes of it.
    pub support: Support,
    /// What it does in generated code, in a few words.
    pub effect: &'static str,
}

const fn used(name: &'static str, effect: &'static str) -> Keyword {
    Keyword {
        name,
        support: Support::Used,
        effect,
    }
}

const fn documentation(name: &'static str, effect: &'static str) -> Keyword {
    Keyword {
        name,
        support: Support::Documentation,
        effect,
    }
}

const fn refused(name: &'static str) -> Keyword {
    Keyword {
        name,
        support: Support::Refused,
        effect: "not yet",
    }
}

/// All keywords that may stand in a row, in the order of the documentation.
pub const KEYWORDS: &[Keyword] = &[
    used("type", "the Rust type"),
    used("required", "presence; reported as `required`"),
    used("nullable", "`null` beside the type: `Option` or `Maybe`"),
    used(
        "enum",
        "an enum, open or closed; other values are literals to compare with",
    ),
    used("const", "one allowed value"),
    used("minLength", "least number of Unicode scalar values"),
    used("maxLength", "greatest number of Unicode scalar values"),
    used(
        "pattern",
        "ECMA-262 pattern: byte checks or linear-time `regex`",
    ),
    used(
        "format",
        "a text type, checked; `int32` and the like choose the integer",
    ),
    used("minimum", "lower bound, exact"),
    used("maximum", "upper bound, exact"),
    used("exclusiveMinimum", "lower bound, itself not allowed"),
    used("exclusiveMaximum", "upper bound, itself not allowed"),
    used("multipleOf", "exact, on decimal text"),
    used("items", "the element type of a `Vec`"),
    used("minItems", "least number of elements"),
    used("maxItems", "greatest number of elements"),
    used("uniqueItems", "no two equal elements"),
    used(
        "fields",
        "the properties: a struct (`properties` in JSON Schema)",
    ),
    used("minProperties", "least number of properties"),
    used("maxProperties", "greatest number of properties"),
    used(
        "additionalProperties",
        "unknown properties: ignored, refused, or kept in a map",
    ),
    used("anyOf", "a union: the first alternative that holds"),
    used("oneOf", "a union: exactly one alternative holds"),
    used(
        "default",
        "a constant and `<field>_or_default()`; checked at generation",
    ),
    used("deprecated", "`#[deprecated]`"),
    used("rules", "rules over the presence of several fields"),
    used("open", "an enum that keeps values it does not know"),
    used("name", "the name of the Rust item"),
    documentation("title", "first line of the docs"),
    documentation("description", "docs, made safe"),
    documentation("example", "docs; checked at generation"),
    documentation("examples", "docs; checked at generation"),
    documentation("readOnly", "docs"),
    documentation("writeOnly", "docs"),
    documentation("$comment", "nothing"),
    documentation("contentEncoding", "nothing"),
    documentation("contentMediaType", "nothing"),
    refused("allOf"),
    refused("not"),
    refused("if"),
    refused("then"),
    refused("else"),
    refused("prefixItems"),
    refused("contains"),
    refused("minContains"),
    refused("maxContains"),
    refused("unevaluatedItems"),
    refused("patternProperties"),
    refused("propertyNames"),
    refused("unevaluatedProperties"),
    refused("dependentSchemas"),
    refused("dependentRequired"),
    refused("contentSchema"),
    refused("$dynamicRef"),
];

impl Keyword {
    /// The keyword called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.name == name)
    }
}
