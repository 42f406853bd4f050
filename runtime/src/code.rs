//! All codes of violations, with the parameters of each: for translations, and for programs that
//! match on them. The table in the documentation is generated from this one.

use std::borrow::Cow;

use crate::fault::Fault;
use crate::{Severity, Value, Violation, ViolationParameters};

/// A parameter of a violation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeParameter {
    /// Its name.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: ParameterKind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// The value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterKind {
    /// A text.
    Text,
    /// A count: an integer from 0.
    Count,
    /// A number, exact.
    Number,
    /// Any JSON value.
    Value,
    /// A list of JSON values.
    Values,
    /// A list of texts.
    Texts,
}

impl ParameterKind {
    /// As the documentation has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Count => "count",
            Self::Number => "number",
            Self::Value => "value",
            Self::Values => "list of values",
            Self::Texts => "list of texts",
        }
    }

    fn holds(self, value: &Value) -> bool {
        let is_text = |value: &Value| value.as_str().is_some();
        match self {
            Self::Text => is_text(value),
            Self::Count => value.as_i64().is_some_and(|count| count >= 0),
            Self::Number => matches!(value, Value::Number(_)),
            Self::Value => true,
            Self::Values => value.as_array().is_some(),
            Self::Texts => value
                .as_array()
                .is_some_and(|list| list.iter().all(is_text)),
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal { $($parameter:ident: $kind:ident $($optional:literal)?),* })*) => {
        /// The code of a violation. A match over it is a complete translation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ViolationCode {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl ViolationCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code of a violation, as in [`Violation::code`]; for a rule the name of its kind,
            /// as in the parameter `rule`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// Its meaning, as Markdown.
            #[must_use]
            pub fn documentation(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim(),)*
                }
            }

            /// The parameters that it comes with.
            #[must_use]
            pub const fn parameters(self) -> &'static [CodeParameter] {
                match self {
                    $(Self::$variant => const {
                        &[$(CodeParameter {
                            name: stringify!($parameter),
                            kind: ParameterKind::$kind,
                            optional: !concat!($($optional)?).is_empty(),
                        }),*]
                    },)*
                }
            }
        }
    };
}

codes! {
    /// A value of another JSON type; `expected` are names with `or` between.
    Type = "type" { expected: Text, found: Text }
    /// A property that must be there is not.
    Required = "required" { property: Text }
    /// Too few characters (Unicode scalar values).
    MinLength = "minLength" { limit: Count, actual: Count }
    /// Too many characters.
    MaxLength = "maxLength" { limit: Count, actual: Count }
    /// A text that the pattern does not match.
    Pattern = "pattern" { pattern: Text }
    /// A text that is none of the format.
    Format = "format" { format: Text }
    /// A number below the bound.
    Minimum = "minimum" { limit: Number }
    /// A number above the bound.
    Maximum = "maximum" { limit: Number }
    /// A number that is not above the bound.
    ExclusiveMinimum = "exclusiveMinimum" { limit: Number }
    /// A number that is not below the bound.
    ExclusiveMaximum = "exclusiveMaximum" { limit: Number }
    /// A number that is no multiple.
    MultipleOf = "multipleOf" { limit: Number }
    /// Too few items.
    MinItems = "minItems" { limit: Count, actual: Count }
    /// Too many items.
    MaxItems = "maxItems" { limit: Count, actual: Count }
    /// More items than a tuple has.
    Items = "items" { limit: Count, actual: Count }
    /// Two items that are equal, by their indices.
    UniqueItems = "uniqueItems" { first: Count, second: Count }
    /// No item that `contains` describes.
    Contains = "contains" { limit: Count "?", actual: Count "?" }
    /// Too few items that `contains` describes.
    MinContains = "minContains" { limit: Count, actual: Count }
    /// Too many items that `contains` describes.
    MaxContains = "maxContains" { limit: Count, actual: Count }
    /// An item that no keyword allows.
    UnevaluatedItems = "unevaluatedItems" {}
    /// Too few properties.
    MinProperties = "minProperties" { limit: Count, actual: Count }
    /// Too many properties.
    MaxProperties = "maxProperties" { limit: Count, actual: Count }
    /// A property that is not declared; `nearest` is one that may be meant.
    AdditionalProperties = "additionalProperties" { property: Text, nearest: Text "?" }
    /// A property that no keyword allows.
    UnevaluatedProperties = "unevaluatedProperties" { property: Text, nearest: Text "?" }
    /// A property of a name that is not allowed.
    PropertyNames = "propertyNames" { property: Text }
    /// A property that another one asks for is not there.
    DependentRequired = "dependentRequired" { property: Text, required: Text }
    /// Another value than the only one.
    Const = "const" { allowed: Value, matches: Count "?", nearest: Text "?" }
    /// A value that is not listed; `nearest` is one that may be meant.
    Enum = "enum" { allowed: Values, nearest: Text "?" }
    /// No alternative of a union holds; `property` is the tag that says which one is meant,
    /// `nearest` the tag, the value or the alternative that may be.
    AnyOf = "anyOf" { matches: Count "?", property: Text "?", allowed: Values "?", nearest: Text "?" }
    /// No alternative of a union holds, or more than one (`matches`).
    OneOf = "oneOf" { matches: Count "?", property: Text "?", allowed: Values "?", nearest: Text "?" }
    /// What the schema excludes.
    Not = "not" {}
    /// A place where the schema allows no value.
    FalseSchema = "falseSchema" {}
    /// A schema that cannot be evaluated.
    Schema = "schema" { problem: Text }
    /// A text that is no JSON.
    Syntax = "syntax" { problem: Text }
    /// A key that stands twice in an object.
    DuplicateKey = "duplicateKey" { property: Text }
    /// Arrays and objects nested too deep.
    Depth = "depth" { limit: Count }
    /// A value that the Rust type cannot hold.
    Representation = "representation" { type: Text, problem: Text "?" }
    /// A text that was read as the value it holds: advice (the setting `coerce`).
    Coerced = "coerced" { expected: Text, found: Text }
    /// A parameter that its style cannot carry.
    Style = "style" { problem: Text, style: Text "?" }
    /// A rule: a property that needs others.
    Requires = "requires" { rule: Text, property: Text, others: Texts }
    /// A rule: a property that excludes others.
    Conflicts = "conflicts" { rule: Text, property: Text, others: Texts }
    /// A rule: a property that does nothing beside others.
    Ineffective = "ineffective" { rule: Text, property: Text, others: Texts }
    /// A rule: a property that does not compare with another as it must.
    Compare = "compare" { rule: Text, property: Text, others: Texts, operator: Text }
    /// A rule: none of several properties is there.
    AtLeastOneOf = "at_least_one_of" { rule: Text, others: Texts }
    /// A rule: none or several of some properties are there.
    ExactlyOneOf = "exactly_one_of" { rule: Text, others: Texts }
    /// A rule that is a function of the program's; its words are the author's.
    Check = "check" { rule: Text, others: Texts }
}

impl ViolationCode {
    /// From a violation's code and parameters; the id of a rule is the author's.
    #[must_use]
    pub fn of(code: &str, parameters: &ViolationParameters) -> Self {
        let name = parameters
            .get("rule")
            .and_then(Value::as_str)
            .unwrap_or(code);
        let found = Self::ALL.iter().find(|one| one.name() == name);
        found.copied().unwrap_or(Self::Check)
    }

    /// Whether the parameters are exactly those of the code.
    #[must_use]
    pub fn has(self, parameters: &ViolationParameters) -> bool {
        let own = self.parameters();
        let known = |name: &str| own.iter().any(|one| one.name == name);
        let all_known = parameters.iter().all(|(name, _)| known(name));
        all_known
            && own.iter().all(|one| match parameters.get(one.name) {
                Some(value) => one.kind.holds(value),
                None => one.optional,
            })
    }
}

impl ViolationCode {
    /// A violation of this code with made-up values of all parameters, to test translations.
    #[must_use]
    pub fn example(self) -> Violation {
        let mut parameters = ViolationParameters::default();
        for one in self.parameters() {
            let value = match one.kind {
                ParameterKind::Text if one.name == "rule" => Value::from(self.name()),
                ParameterKind::Text => Value::from(one.name),
                ParameterKind::Count | ParameterKind::Number => Value::from(2u64),
                ParameterKind::Value => Value::from("a"),
                ParameterKind::Values | ParameterKind::Texts => Value::from(vec!["a", "b"]),
            };
            parameters.push(one.name, value);
        }
        let fault = Fault {
            code: Cow::Borrowed(self.name()),
            parameters,
            words: Cow::Borrowed(""),
            severity: Severity::Error,
            is_misspelt: false,
        };
        Violation::new(fault, String::new(), String::from("#"))
    }
}

impl Violation {
    /// Its code, to match on; for a rule the rule's kind, whatever its id.
    #[must_use]
    pub fn kind(&self) -> ViolationCode {
        ViolationCode::of(&self.code, &self.parameters)
    }
}
