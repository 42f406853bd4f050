//! All keywords and their support: the one list behind readers and the table of
//! `codegen/docs/keywords.md`.

/// The support of a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Support {
    /// It shapes the type or is checked.
    Used,
    /// It goes into the documentation and has no other effect.
    Documentation,
    /// A schema that has it is refused with a diagnostic.
    Refused,
    /// There is no such keyword.
    Absent,
}

/// A keyword of JSON Schema or of fieldwright.
#[derive(Debug)]
pub struct Keyword {
    /// Its name.
    pub name: &'static str,
    /// Its support in a row of a field table.
    pub support: Support,
    /// The drafts of JSON Schema that define it; in all others it is an annotation without effect.
    pub drafts: &'static [&'static str],
    /// Its effect in generated code, in a few words.
    pub effect: &'static str,
}

/// The drafts of JSON Schema that are read, in the order of time.
pub const DRAFTS: [&str; 5] = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"];

const NONE: &[&str] = &[];
/// The effect of a keyword that applies subschemas to the object itself.
const APPLIED: &str = "a rule over the fields, where it speaks of nothing else; else evaluated";

const ALL: &[&str] = &DRAFTS;
const FROM_6: &[&str] = &["draft-06", "draft-07", "2019-09", "2020-12"];
const FROM_7: &[&str] = &["draft-07", "2019-09", "2020-12"];
const FROM_2019: &[&str] = &["2019-09", "2020-12"];
const ONLY_2019: &[&str] = &["2019-09"];
const ONLY_2020: &[&str] = &["2020-12"];

const fn keyword(
    name: &'static str,
    support: Support,
    drafts: &'static [&'static str],
    effect: &'static str,
) -> Keyword {
    Keyword {
        name,
        support,
        drafts,
        effect,
    }
}

const fn used(
    name: &'static str,
    drafts: &'static [&'static str],
    effect: &'static str,
) -> Keyword {
    keyword(name, Support::Used, drafts, effect)
}

const fn documentation(
    name: &'static str,
    drafts: &'static [&'static str],
    effect: &'static str,
) -> Keyword {
    keyword(name, Support::Documentation, drafts, effect)
}

const fn refused(
    name: &'static str,
    drafts: &'static [&'static str],
    effect: &'static str,
) -> Keyword {
    keyword(name, Support::Refused, drafts, effect)
}

/// One of JSON Schema that a row of a table does not have, because another key replaces it.
const fn absent(
    name: &'static str,
    drafts: &'static [&'static str],
    effect: &'static str,
) -> Keyword {
    keyword(name, Support::Absent, drafts, effect)
}

/// All keywords, in the order of the documentation.
pub const KEYWORDS: &[Keyword] = &[
    used("type", ALL, "the Rust type"),
    used("required", ALL, "presence; reported as `required`"),
    used(
        "nullable",
        NONE,
        "`null` beside the type: `Option` or `Maybe`",
    ),
    used(
        "enum",
        ALL,
        "an enum, open or closed; other values are literals to compare with",
    ),
    used("const", FROM_6, "one allowed value"),
    used("minLength", ALL, "least number of Unicode scalar values"),
    used("maxLength", ALL, "greatest number of Unicode scalar values"),
    used(
        "pattern",
        ALL,
        "ECMA-262 pattern: byte checks or linear-time `regex`",
    ),
    used(
        "format",
        ALL,
        "a text type, checked; `int32` and the like choose the integer",
    ),
    used("minimum", ALL, "lower bound, exact"),
    used("maximum", ALL, "upper bound, exact"),
    used("exclusiveMinimum", ALL, "lower bound, itself not allowed"),
    used("exclusiveMaximum", ALL, "upper bound, itself not allowed"),
    used("multipleOf", ALL, "exact, on decimal text"),
    used("items", ALL, "the element type of a `Vec`"),
    used("minItems", ALL, "least number of elements"),
    used("maxItems", ALL, "greatest number of elements"),
    used("uniqueItems", ALL, "no two equal elements"),
    used(
        "fields",
        NONE,
        "the properties: a struct (`properties` in JSON Schema)",
    ),
    used("minProperties", ALL, "least number of properties"),
    used("maxProperties", ALL, "greatest number of properties"),
    used(
        "additionalProperties",
        ALL,
        "unknown properties: ignored, refused, or kept in a map",
    ),
    used("anyOf", ALL, "a union: the first alternative that holds"),
    used("oneOf", ALL, "a union: exactly one alternative holds"),
    used(
        "discriminator",
        NONE,
        "the property that distinguishes the alternatives of a union",
    ),
    used(
        "tag",
        NONE,
        "the values that the discriminator has in an alternative",
    ),
    used(
        "default",
        ALL,
        "a constant and `<field>_or_default()`; checked at generation",
    ),
    used("deprecated", ALL, "`#[deprecated]`"),
    used("rules", NONE, "rules over the presence of several fields"),
    used("open", NONE, "an enum that keeps values it does not know"),
    used("name", NONE, "the name of the Rust item"),
    documentation("title", ALL, "first line of the docs"),
    documentation("description", ALL, "docs, made safe"),
    documentation("example", NONE, "docs; checked at generation"),
    documentation("examples", ALL, "docs; checked at generation"),
    documentation("readOnly", ALL, "docs"),
    documentation("writeOnly", ALL, "docs"),
    documentation("$comment", NONE, "nothing"),
    documentation("contentEncoding", NONE, "nothing"),
    documentation(
        "contentMediaType",
        NONE,
        "nothing; parts of bodies that are no text are [bytes](parameters.md#forms)",
    ),
    refused(
        "allOf",
        ALL,
        "one type of all members, as far as one can say them; the rest is evaluated",
    ),
    refused("not", ALL, APPLIED),
    refused("if", FROM_7, APPLIED),
    refused("then", FROM_7, "with `if`"),
    refused("else", FROM_7, "with `if`"),
    refused(
        "prefixItems",
        ONLY_2020,
        "a tuple where the length is fixed; else evaluated",
    ),
    refused("contains", FROM_6, "evaluated"),
    refused("minContains", FROM_2019, "evaluated, with `contains`"),
    refused("maxContains", FROM_2019, "evaluated, with `contains`"),
    refused("unevaluatedItems", FROM_2019, "evaluated, or as `items`"),
    refused("patternProperties", ALL, "kept in a map; evaluated"),
    refused("propertyNames", FROM_6, "evaluated"),
    refused(
        "unevaluatedProperties",
        FROM_2019,
        "as `additionalProperties` where the types show it; else evaluated",
    ),
    refused("dependentSchemas", FROM_2019, APPLIED),
    refused(
        "dependentRequired",
        FROM_2019,
        "a rule over the fields; else evaluated",
    ),
    refused("contentSchema", NONE, "nothing"),
    refused("$dynamicRef", ONLY_2020, "a type for each dynamic scope"),
    absent(
        "$ref",
        ALL,
        "the type of what it leads to, in whatever file",
    ),
    absent("$recursiveRef", ONLY_2019, "a type for each dynamic scope"),
    absent("properties", ALL, "the fields of a struct"),
    absent(
        "dependencies",
        ALL,
        "as `dependentRequired` and `dependentSchemas`",
    ),
    absent("additionalItems", ALL, "as `items` after a list of `items`"),
    absent("$defs", ALL, "types of their own; `definitions` as well"),
];

impl Keyword {
    /// Whether it is allowed in a row of a field table.
    #[must_use]
    pub fn is_of_tables(&self) -> bool {
        matches!(self.support, Support::Used | Support::Documentation)
    }

    /// The keyword called `name`.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        KEYWORDS.iter().find(|keyword| keyword.name == name)
    }
}
