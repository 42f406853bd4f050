//! The values of settings: enums with their words, and how a value becomes a field of [`Settings`].
//!
//! ```toml
//! datetime = "jiff"        # a choice
//! html = true              # a flag
//! include = ["Pet*"]       # a list
//! ```
//! Knows neither TOML nor the command line: both make a [`Value`] and pass it.
//!
//! [`Settings`]: super::Settings

use std::path::PathBuf;

use super::RustPath;

/// The kind of a setting's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// `true` or `false`.
    Flag,
    /// One of some words.
    Choice(&'static [ChoiceValue]),
    /// A list of some words.
    Choices(&'static [ChoiceValue]),
    /// Any text.
    Text,
    /// A list of texts.
    List,
    /// The path of a Rust type.
    TypePath,
    /// The paths of derives.
    DerivePaths,
    /// The paths of functions.
    FunctionPaths,
}

/// One word that a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceValue {
    /// As it is written.
    pub name: &'static str,
    documentation: &'static str,
}

impl ChoiceValue {
    /// Its meaning, as Markdown.
    #[must_use]
    pub fn documentation(&self) -> &'static str {
        self.documentation.trim()
    }

    /// As fieldwright.toml writes it: a text in quotes, `true` or `false`.
    #[must_use]
    pub fn written(&self) -> String {
        match self.name {
            "true" | "false" => self.name.to_owned(),
            name => format!("\"{name}\""),
        }
    }
}

impl SettingKind {
    /// The allowed values, for messages and documentation: `one of "maybe", "option"`.
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Flag => "true or false".to_owned(),
            Self::Choice(values) => {
                let names: Vec<String> = values.iter().map(ChoiceValue::written).collect();
                format!("one of {}", names.join(", "))
            }
            Self::Choices(values) => {
                let names: Vec<String> = values.iter().map(ChoiceValue::written).collect();
                format!("a list of {}", names.join(", "))
            }
            Self::Text => "a text in quotes".to_owned(),
            Self::List => "a list of texts in quotes".to_owned(),
            Self::TypePath => "the path of a type in quotes".to_owned(),
            Self::DerivePaths => "a list of paths of derives in quotes".to_owned(),
            Self::FunctionPaths => "a list of paths of functions in quotes".to_owned(),
        }
    }
}

/// A value for a setting, from any source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Flag(bool),
    Text(String),
    List(Vec<String>),
    /// Only of [`SettingKind::TypePath`]; checked by who reads it.
    Path(RustPath),
    /// Of the other two kinds of paths.
    Paths(Vec<RustPath>),
}

/// The type of a field of [`Settings`](super::Settings).
pub(crate) trait SettingType {
    /// The value of one setting: without the `Option` for "not set".
    type Value;
    const KIND: SettingKind;

    /// `None` if the value is of another kind or not one of the words.
    fn read(value: Value) -> Option<Self::Value>;

    fn put(&mut self, value: Self::Value);

    /// The value as written in fieldwright.toml; `None` if it is not set.
    fn show(&self) -> Option<String>;
}

/// A type whose values have words.
pub(crate) trait Choice: Copy + PartialEq + 'static {
    const VALUES: &'static [ChoiceValue];
    /// In the order of the words.
    const ALL: &'static [Self];
}

impl<T: Choice> SettingType for T {
    type Value = T;
    const KIND: SettingKind = SettingKind::Choice(T::VALUES);

    fn read(value: Value) -> Option<T> {
        let text = match value {
            Value::Text(text) => text,
            // Some choices are a yes, a no, or something between.
            Value::Flag(flag) => flag.to_string(),
            _ => return None,
        };
        let at = T::VALUES.iter().position(|value| value.name == text)?;
        T::ALL.get(at).copied()
    }

    fn put(&mut self, value: T) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        let at = T::ALL.iter().position(|value| value == self)?;
        T::VALUES.get(at).map(ChoiceValue::written)
    }
}

impl<T: Choice> SettingType for Option<T> {
    type Value = T;
    const KIND: SettingKind = SettingKind::Choice(T::VALUES);

    fn read(value: Value) -> Option<T> {
        <T as SettingType>::read(value)
    }

    fn put(&mut self, value: T) {
        *self = Some(value);
    }

    fn show(&self) -> Option<String> {
        self.as_ref().and_then(SettingType::show)
    }
}

impl SettingType for bool {
    type Value = bool;
    const KIND: SettingKind = SettingKind::Flag;

    fn read(value: Value) -> Option<bool> {
        match value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    fn put(&mut self, value: bool) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        Some(self.to_string())
    }
}

impl SettingType for Option<bool> {
    type Value = bool;
    const KIND: SettingKind = SettingKind::Flag;

    fn read(value: Value) -> Option<bool> {
        <bool as SettingType>::read(value)
    }

    fn put(&mut self, value: bool) {
        *self = Some(value);
    }

    fn show(&self) -> Option<String> {
        self.as_ref().and_then(SettingType::show)
    }
}

impl SettingType for Option<String> {
    type Value = String;
    const KIND: SettingKind = SettingKind::Text;

    fn read(value: Value) -> Option<String> {
        match value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn put(&mut self, value: String) {
        *self = Some(value);
    }

    fn show(&self) -> Option<String> {
        self.as_ref().map(|text| format!("{text:?}"))
    }
}

impl SettingType for Vec<String> {
    type Value = Vec<String>;
    const KIND: SettingKind = SettingKind::List;

    fn read(value: Value) -> Option<Vec<String>> {
        match value {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    fn put(&mut self, value: Vec<String>) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }
}

impl SettingType for Vec<RustPath> {
    type Value = Vec<RustPath>;
    const KIND: SettingKind = SettingKind::DerivePaths;

    fn read(value: Value) -> Option<Vec<RustPath>> {
        match value {
            Value::Paths(paths) => Some(paths),
            _ => None,
        }
    }

    fn put(&mut self, value: Vec<RustPath>) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        let paths: Vec<String> = self.iter().map(|path| format!("\"{path}\"")).collect();
        Some(format!("[{}]", paths.join(", ")))
    }
}

impl SettingType for Vec<PathBuf> {
    type Value = Vec<PathBuf>;
    const KIND: SettingKind = SettingKind::List;

    fn read(value: Value) -> Option<Vec<PathBuf>> {
        let list = <Vec<String> as SettingType>::read(value)?;
        Some(list.into_iter().map(PathBuf::from).collect())
    }

    fn put(&mut self, value: Vec<PathBuf>) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        Some(format!("{self:?}"))
    }
}

/// Which values are read from texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coerce {
    /// Numbers and integers, by JSON's grammar.
    pub numbers: bool,
    /// `true` and `false`.
    pub booleans: bool,
}

impl Coerce {
    /// None.
    pub const NONE: Self = Self {
        numbers: false,
        booleans: false,
    };
    const WORDS: &'static [ChoiceValue] = &[
        ChoiceValue {
            name: "numbers",
            documentation: "Numbers and integers, by JSON's grammar.",
        },
        ChoiceValue {
            name: "booleans",
            documentation: "`true` and `false`.",
        },
    ];
}

impl SettingType for Coerce {
    type Value = Self;
    const KIND: SettingKind = SettingKind::Choices(Self::WORDS);

    fn read(value: Value) -> Option<Self> {
        let Value::List(list) = value else {
            return None;
        };
        let mut coerce = Self::NONE;
        for word in list {
            match word.as_str() {
                "numbers" => coerce.numbers = true,
                "booleans" => coerce.booleans = true,
                _ => return None,
            }
        }
        Some(coerce)
    }

    fn put(&mut self, value: Self) {
        *self = value;
    }

    fn show(&self) -> Option<String> {
        let words = [
            (self.numbers, "\"numbers\""),
            (self.booleans, "\"booleans\""),
        ];
        let words = words.into_iter().filter(|(is_on, _)| *is_on);
        let words: Vec<&str> = words.map(|(_, word)| word).collect();
        Some(format!("[{}]", words.join(", ")))
    }
}

/// Defines choices: an enum with documentation, and the word of each value.
macro_rules! choices {
    ($(
        $(#[doc = $documentation:literal])+
        pub enum $name:ident {
            $($(#[doc = $about:literal])+ $value:ident = $word:literal,)+
        }
    )+) => {$(
        $(#[doc = $documentation])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $about])+ $value,)+
        }

        impl Choice for $name {
            const VALUES: &'static [ChoiceValue] = &[$(ChoiceValue {
                name: $word,
                documentation: concat!($($about),+),
            }),+];
            const ALL: &'static [Self] = &[$(Self::$value),+];
        }
    )+};
}

choices! {
    /// Whether values are kept that a schema does not name.
    pub enum Open {
        /// They are kept, and valid.
        Yes = "true",
        /// They are refused, also where the schema lists what is known only.
        No = "false",
        /// They are kept and reported as advice when read; `validate` and builders refuse them.
        Advice = "advice",
    }

    /// The type of an optional field that may be null.
    pub enum NullableOptional {
        /// `Maybe<T>` tells absent from null.
        Maybe = "maybe",
        /// `Option<T>`: absent and null are one.
        Option = "option",
    }

    /// What a property's default does.
    pub enum Defaults {
        /// A constant and the method `<field>_or_default()`.
        Constant = "constant",
        /// Reading and building fill it in where the property is absent.
        Fill = "fill",
    }

    /// The type of a field with the format `date-time`, `date` or `time`.
    pub enum DateTimes {
        /// The runtime's types, which keep the text.
        Text = "text",
        /// `String`.
        String = "string",
        /// `jiff::ZonedDateTime` and `jiff::civil::Date`, of jiff 1. A leap second cannot be held.
        Jiff = "jiff",
        /// `jiff::Zoned` and `jiff::civil::Date`, of jiff 0.2.
        Jiff02 = "jiff-0.2",
        /// `chrono::DateTime<FixedOffset>` and `chrono::NaiveDate`.
        Chrono = "chrono",
        /// `time::OffsetDateTime` and `time::Date`. A leap second cannot be held.
        Time = "time",
    }

    /// The type of a field with the JSON type `number`.
    pub enum Numbers {
        /// `f64`.
        F64 = "f64",
        /// The runtime's `Number`, which keeps the text.
        Exact = "exact",
        /// `rust_decimal::Decimal`: up to 28 digits. A number with more cannot be held.
        RustDecimal = "rust_decimal",
    }

    /// How properties are handled that a schema does not mention.
    pub enum UnknownProperties {
        /// Reading skips them.
        Ignore = "ignore",
        /// A map of the struct keeps them.
        Keep = "keep",
        /// Each is a violation.
        Deny = "deny",
    }

    /// What serde's `Deserialize` checks.
    pub enum DeserializeChecks {
        /// Types, required fields and enums.
        Shape = "shape",
        /// All constraints as well.
        Validated = "validated",
    }

    /// The effect of `format` (JSON Schema 2020-12 validation, section 7.2).
    pub enum Formats {
        /// A value that violates its format is refused.
        Assert = "assert",
        /// It is documentation.
        Annotate = "annotate",
    }

    /// Which types of an OpenAPI document are made.
    pub enum Operations {
        /// Those of components, bodies and operations; a constant for each operation.
        All = "all",
        /// Those of components and of request and response bodies: no parameters, no headers.
        None = "none",
    }

    /// Whether inline types of one document with equal schemas are one type.
    pub enum Inline {
        /// They are one type where the schemas are equal, documentation included. An inline type
        /// that equals a named component is that component.
        Shared = "shared",
        /// They are one type where the schemas are equal apart from documentation; `--report` lists
        /// the documentation that was dropped.
        Merged = "merged",
        /// Each place has a type of its own.
        Separate = "separate",
    }

    /// Whether types with properties that are `readOnly` or `writeOnly` have request and response
    /// types.
    pub enum DirectionTypes {
        /// They have not; the documentation of a property says which way it travels.
        None = "none",
        /// `X` stays whole; `XRequest` and `XResponse` are added without what is not sent that way.
        Split = "split",
    }

    /// How many files of Rust an input becomes.
    pub enum Files {
        /// One, however long.
        One = "one",
        /// One for each named type, with its inline types.
        Many = "many",
    }
}
