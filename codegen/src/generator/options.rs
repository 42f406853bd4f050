//! Settings for all inputs of a generator: a method for each row of the table of settings.

use std::path::PathBuf;

use super::Generator;
use crate::diagnostic::Diagnostic;
use crate::name::derive_path;
use crate::settings::{
    Coerce, DateTimes, Defaults, DeserializeChecks, DirectionTypes, Files, Formats, Inline,
    NullableOptional, Numbers, Open, Operations, SETTINGS, SettingKind, Settings,
    UnknownProperties, Value, each_setting, setting, unknown_name,
};
use crate::source::{Limits, Mapping};

/// A value for [`Generator::set`]: a flag, a text or a list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingValue(Value);

impl From<bool> for SettingValue {
    fn from(flag: bool) -> Self {
        Self(Value::Flag(flag))
    }
}

impl From<&str> for SettingValue {
    fn from(text: &str) -> Self {
        Self(Value::Text(text.to_owned()))
    }
}

impl From<String> for SettingValue {
    fn from(text: String) -> Self {
        Self(Value::Text(text))
    }
}

impl From<Vec<String>> for SettingValue {
    fn from(list: Vec<String>) -> Self {
        Self(Value::List(list))
    }
}

impl<const N: usize> From<[&str; N]> for SettingValue {
    fn from(list: [&str; N]) -> Self {
        Self(Value::List(list.map(str::to_owned).into()))
    }
}

impl std::fmt::Display for SettingValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0 {
            Value::Flag(flag) => flag.fmt(f),
            Value::Text(text) => write!(f, "{text:?}"),
            _ => f.write_str("a list"),
        }
    }
}

impl Generator {
    /// Sets a setting of fieldwright.toml for all inputs, by its name there
    /// (`codegen/docs/settings.md`): `set("datetime", "jiff")`. A list replaces the one before. An
    /// unknown name and a value that the setting does not take are reported by
    /// [`generate`](Self::generate).
    #[must_use]
    pub fn set(mut self, name: &str, value: impl Into<SettingValue>) -> Self {
        let value = value.into();
        let Some(setting) = setting(name).filter(|setting| setting.is_of_generators()) else {
            let known = SETTINGS.iter().filter(|setting| setting.is_of_generators());
            let known: Vec<&str> = known.map(|setting| setting.name).collect();
            let (message, help) = unknown_name(name, &known);
            let problem = Diagnostic::general("unknown-setting", message);
            self.problems.push(problem.help(help));
            return self;
        };
        let read = match (setting.kind, &value.0) {
            (SettingKind::DerivePaths, Value::List(list)) => {
                let paths = list.iter().map(|text| derive_path(text).ok());
                paths.collect::<Option<Vec<_>>>().map(Value::Paths)
            }
            _ => Some(value.0.clone()),
        };
        let mut is_set = read.is_some();
        if let Some(read) = read {
            self.each(|settings| is_set &= setting.set(settings, read.clone()));
        }
        if !is_set {
            let (message, help) = setting.refusal(&value.to_string());
            let problem = Diagnostic::general("bad-setting", message);
            self.problems.push(problem.help(help));
        }
        self
    }

    /// Sets the path of the document at `uri`, relative to the root; a URI that ends in `/` maps
    /// all that begin with it into a folder. Nothing is ever fetched.
    #[must_use]
    pub fn map(mut self, uri: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.mappings.push(Mapping {
            uri: uri.into(),
            path: path.into(),
        });
        self
    }

    /// Multiplies the limits on the size of files and the expansion of documents by `factor`;
    /// SECURITY.md lists them.
    #[must_use]
    pub fn limits(mut self, factor: u32) -> Self {
        self.limits = Limits::raised(factor);
        self
    }

    /// Changes the settings of all inputs, including those with their own settings.
    pub(super) fn each(&mut self, mut change: impl FnMut(&mut Settings)) {
        change(&mut self.defaults);
        let inputs = self.inputs.iter_mut();
        inputs
            .filter_map(|input| input.settings.as_mut())
            .for_each(change);
    }
}

/// The method of a setting, by the type of its field.
macro_rules! method {
    ($name:ident, [Vec<RustPath>], $doc:expr) => {
        #[doc = $doc]
        #[doc = ""]
        #[doc = "A further call replaces the list; a path that is none is reported by `generate`."]
        #[must_use]
        pub fn $name(self, list: impl IntoIterator<Item = impl Into<String>>) -> Self {
            let list: Vec<String> = list.into_iter().map(Into::into).collect();
            self.set(stringify!($name), list)
        }
    };
    ($name:ident, [Option<String>], $doc:expr) => {
        #[doc = $doc]
        #[must_use]
        pub fn $name(mut self, text: impl Into<String>) -> Self {
            let text = text.into();
            self.each(|settings| settings.$name = Some(text.clone()));
            self
        }
    };
    ($name:ident, [Vec<$item:ident>], $doc:expr) => {
        #[doc = $doc]
        #[doc = ""]
        #[doc = "A further call adds to the list."]
        #[must_use]
        pub fn $name(mut self, list: impl IntoIterator<Item = impl Into<$item>>) -> Self {
            let list: Vec<$item> = list.into_iter().map(Into::into).collect();
            self.each(|settings| settings.$name.extend(list.iter().cloned()));
            self
        }
    };
    ($name:ident, [Option<$type:ident>], $doc:expr) => {
        #[doc = $doc]
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.each(|settings| settings.$name = Some(value));
            self
        }
    };
    ($name:ident, [$type:ident], $doc:expr) => {
        #[doc = $doc]
        #[must_use]
        pub fn $name(mut self, value: $type) -> Self {
            self.each(|settings| settings.$name = value);
            self
        }
    };
}

macro_rules! methods {
    (
        inputs_and_types {
            $($(#[doc = $both_doc:literal])+
            $both:ident: $both_type:tt = $both_default:expr => $both_row:expr;)+
        }
        inputs {
            $($(#[doc = $input_doc:literal])+
            $input:ident: $input_type:tt = $input_default:expr => $input_row:expr;)+
        }
        types { $($types:tt)+ }
    ) => {
        /// The settings of inputs; `codegen/docs/settings.md` has their values and defaults.
        impl Generator {
            $(method!($both, $both_type, concat!($($both_doc, "\n"),+));)+
            $(method!($input, $input_type, concat!($($input_doc, "\n"),+));)+
        }
    };
}

each_setting!(methods);
