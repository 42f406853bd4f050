//! The catalogue of changes: the codes of `fieldwright diff`. The rule of its code, or a witness,
//! proves the impact of a change on requests and responses.

/// One code of a change.
#[derive(Debug)]
pub struct ChangeCode {
    /// Its stable name.
    pub name: &'static str,
    /// Its meaning, in one or two sentences.
    pub text: &'static str,
}

/// The pages of all codes in sequence: `# CODE`, its meaning, and a pair of inputs with the report.
/// `tests/compare.rs` writes it from `tests/pairs`.
const PAGES: &str = include_str!("changes.md");

impl ChangeCode {
    /// Its page, as `explain` prints it: its meaning, and an example before and after.
    #[must_use]
    pub fn page(&self) -> &'static str {
        let start = PAGES.find(&format!("# {}\n\n", self.name));
        let page = start.and_then(|start| PAGES.get(start..));
        let page = page.and_then(|page| page.split_once("\n\n"));
        page.map_or(self.text, |(_, page)| {
            page.split_once("\n# ").map_or(page, |(page, _)| page)
        })
    }
}

/// The code called `name`.
pub(crate) fn change_code(name: &str) -> Option<&'static ChangeCode> {
    CHANGES.iter().find(|code| code.name == name)
}

macro_rules! changes {
    ($($name:literal: $text:literal,)*) => {
        /// All codes of changes, by topic: types of values, listed values, bounds, objects, arrays,
        /// unions, named types, words, operations, Rust.
        pub const CHANGES: &[ChangeCode] = &[$(ChangeCode { name: $name, text: $text }),*];
    };
}

changes! {
    // --- types of values
    "type-changed": "The type of a value is another one: neither side accepts all that the other one accepts.",
    "type-narrowed": "A value may have fewer types. Responses stay valid; requests may be refused.",
    "type-widened": "A value may have more types. Requests stay valid; old readers may refuse responses.",
    "null-refused": "Null is no longer accepted. Responses stay valid; requests with null are refused.",
    "null-allowed": "Null is accepted now. Requests stay valid; old readers refuse null in responses.",
    // --- listed values
    "enum-value-removed": "A listed value is gone. Responses stay valid; requests with it are refused. In an open enum nothing is refused.",
    "enum-value-added": "A value is listed that was not. Requests stay valid; old readers refuse it in responses, unless the enum was open.",
    "enum-introduced": "The values are listed now. Responses stay valid; requests with other values are refused.",
    "enum-dropped": "The values are no longer listed. Requests stay valid; old readers refuse other values in responses.",
    "enum-closed": "An open enum accepts its listed values only. Responses stay valid.",
    "enum-opened": "A closed enum accepts other values, too. Requests stay valid.",
    "constant-changed": "The one allowed value is another one.",
    "constant-added": "One value only is allowed now. Responses stay valid.",
    "constant-removed": "More values than the constant are allowed now. Requests stay valid.",
    // --- bounds
    "length-tightened": "`minLength` rose or `maxLength` fell. Responses stay valid. The shape is the same.",
    "length-loosened": "`minLength` fell or `maxLength` rose. Requests stay valid. The shape is the same.",
    "range-tightened": "A least or greatest number is tighter. Responses stay valid. The shape is the same.",
    "range-loosened": "A least or greatest number is looser. Requests stay valid. The shape is the same.",
    "step-tightened": "All multiples of the new `multipleOf` are multiples of the old one. Responses stay valid.",
    "step-loosened": "All multiples of the old `multipleOf` are multiples of the new one. Requests stay valid.",
    "step-changed": "Neither `multipleOf` is a multiple of the other.",
    "pattern-added": "A pattern must match. Responses stay valid.",
    "pattern-removed": "A pattern need not match any more. Requests stay valid.",
    "pattern-changed": "A pattern is another one: only a witness decides.",
    "format-added": "A format is required. Responses stay valid. Where formats only annotate, nothing is refused.",
    "format-removed": "A format is no longer required. Requests stay valid.",
    "format-changed": "A format is another one. An integer format within the other one is narrower.",
    "item-count-tightened": "`minItems` rose or `maxItems` fell. Responses stay valid.",
    "item-count-loosened": "`minItems` fell or `maxItems` rose. Requests stay valid.",
    "uniqueness-added": "Items must be different. Responses stay valid.",
    "uniqueness-removed": "Items may be equal. Requests stay valid.",
    "property-count-tightened": "`minProperties` rose or `maxProperties` fell. Responses stay valid.",
    "property-count-loosened": "`minProperties` fell or `maxProperties` rose. Requests stay valid.",
    // --- objects
    "property-added": "An optional property is new. Where nothing is said of undeclared properties, it is taken that nobody sends them, and both directions stay valid. Where they are refused, old readers refuse it; where they are accepted as such, values may be refused now.",
    "required-property-added": "A property is new and required. Old requests lack it; old readers ignore it, unless they refuse undeclared properties.",
    "property-removed": "An optional property is gone. Where nothing is said of undeclared properties, it is ignored in requests: the wire verdict is unclear.",
    "required-property-removed": "A required property is gone. Old readers miss it in responses.",
    "property-renamed": "A property has another name: the same schema, and the same words in another spelling, some more or fewer words, or the same description.",
    "property-required": "A property is required that was not. Responses stay valid; requests without it are refused.",
    "property-optional": "A property is no longer required. Requests stay valid; old readers miss it in responses.",
    "undeclared-refused": "Undeclared properties are refused now. Responses stay valid.",
    "undeclared-accepted": "Undeclared properties are accepted now. Requests stay valid; old readers refuse them.",
    "undeclared-constrained": "Undeclared properties must have a schema now. Responses stay valid.",
    "undeclared-freed": "Undeclared properties need have no schema any more. Requests stay valid.",
    "pattern-property-added": "Properties whose names match a pattern have a schema now: only a witness decides.",
    "pattern-property-removed": "Properties whose names match a pattern have no schema any more: only a witness decides.",
    "dependency-added": "A property requires another one. Responses stay valid.",
    "dependency-removed": "A property no longer requires another one. Requests stay valid.",
    "rule-added": "An object has a new rule over its properties. Responses stay valid. Advice refuses nothing.",
    "rule-removed": "An object lost a rule over its properties. Requests stay valid.",
    // --- arrays
    "items-constrained": "Items have a schema now. Responses stay valid.",
    "items-freed": "Items have no schema any more. Requests stay valid.",
    "elements-changed": "Another number of elements have schemas of their own: only a witness decides.",
    // --- unions and conditions
    "alternative-added": "A union has one more alternative. Requests stay valid, if it excludes the others or several may hold; old readers refuse its values in responses. One that lies within another adds nothing; where exactly one may hold, its values are refused.",
    "alternative-removed": "A union has one alternative fewer. Responses stay valid, if it excluded the others or several may hold; requests with its values are refused. One that lay within another is not missed; where exactly one may hold, its values are accepted now.",
    "alternatives-changed": "`anyOf` became `oneOf`, or the other way.",
    "discriminator-changed": "Another property tells the alternatives apart.",
    "tag-changed": "An alternative is meant by another value of the property that tells alternatives apart.",
    "all-of-added": "A value must be valid by one more schema. Responses stay valid.",
    "all-of-removed": "A value must be valid by one schema fewer. Requests stay valid.",
    "condition-changed": "`not`, `if`, `contains`, `propertyNames`, `dependentSchemas` or an `unevaluated` keyword changed. A new one narrows, one that is gone widens; else only a witness decides.",
    "indirect-change": "A type refers to a changed one where accepting more may mean less: below `not` or `if`, in a `oneOf` whose alternatives may overlap, beside `unevaluatedProperties`. Only a witness decides.",
    // --- named types
    "type-added": "A type is new.",
    "type-removed": "A type is gone.",
    "type-renamed": "A type has another name. A setting keeps the name in Rust.",
    // --- words
    "documentation-changed": "Titles, descriptions or examples differ, and nothing else does.",
    "default-changed": "The default is another one: who leaves the value out means another value.",
    "deprecated": "Something is deprecated now.",
    "undeprecated": "Something is no longer deprecated.",
    "direction-changed": "`readOnly` or `writeOnly` differ.",
    // --- operations
    "operation-added": "An operation is new.",
    "operation-removed": "An operation is gone: it is not answered any more.",
    "operation-renamed": "The id of an operation is another one; Rust names of its types may follow.",
    "request-body-added": "An operation has a request body now. Where it is required, requests without it are refused.",
    "request-body-required": "A request body is required that was not: requests without it are refused.",
    "request-body-optional": "A request body is no longer required.",
    "request-body-removed": "An operation has no request body any more.",
    "request-media-type-added": "A request body may have one more media type.",
    "request-media-type-removed": "A request body may have one media type fewer.",
    "request-type-changed": "A request body is of another type.",
    "response-added": "An operation has a response of another status. One that is a success is unclear: clients that do not know it take it for another success (RFC 9110 section 15).",
    "response-removed": "An operation has no response of a status any more.",
    "response-media-type-added": "A response may have one more media type.",
    "response-media-type-removed": "A response may have one media type fewer: who asks for it gets none.",
    "response-header-added": "A response has one more header field.",
    "response-header-removed": "A response no longer has a header field. If it was required, its readers miss it.",
    "response-header-required": "A header field is always in a response now.",
    "response-header-optional": "A header field may be missing in a response: its readers miss it.",
    "response-type-changed": "A response body is of another type.",
    "parameter-style-changed": "A parameter is written in another style.",
    "tags-changed": "An operation stands under other tags: references group operations by them.",
    "security-tightened": "Requests need credentials, or scopes, that they did not need: what was sent is refused.",
    "security-loosened": "Requests may have fewer or other credentials. Requests stay valid.",
    "security-scheme-added": "A security scheme is new. What operations require of it is a change of its own.",
    "security-scheme-removed": "A security scheme is gone. What operations required of it is a change of its own.",
    "security-scheme-renamed": "A security scheme has another name in the document, and is the same in requests.",
    "security-scheme-changed": "Credentials are sent in another way: another type, header, parameter or scheme of HTTP.",
    "security-address-changed": "Credentials are asked for at another address: nothing is refused, but clients have to know it.",
    "security-scope-added": "Credentials may have one more scope.",
    "security-scope-removed": "Credentials may no longer have a scope: who asks for it may get none.",
    "server-added": "A document, a path or an operation has one more server.",
    "server-removed": "A server is no longer listed: it may not answer any more.",
    // --- Rust
    "rust-item-removed": "A Rust item is gone.",
    "rust-item-moved": "A Rust item has another path.",
    "rust-kind-changed": "A Rust item is of another kind: a struct became an enum, or the like.",
    "rust-type-changed": "A field or variant has another Rust type.",
    "rust-field-added": "A field is new: literals of the struct have to name it.",
    "rust-field-removed": "A field is gone.",
    "rust-variant-added": "A variant is new: exhaustive matches have to name it.",
    "rust-variant-removed": "A variant is gone.",
    "rust-member-renamed": "A field or variant has another Rust name. A setting keeps it.",
    "rust-signature-changed": "A builder takes other arguments, or is gone.",
    "rust-trait-removed": "A type lost a trait.",
}
