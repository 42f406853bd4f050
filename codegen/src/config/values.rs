//! A value of fieldwright.toml -> the value of a setting, by its row of the table.

use toml::de::DeValue;

use super::ConfigReader;
use crate::diagnostic::Diagnostic;
use crate::name::{derive_path, function_path, type_path};
use crate::settings::{self, RustPath, Setting, SettingKind};

pub(super) type Value<'t> = toml::Spanned<DeValue<'t>>;

impl ConfigReader<'_> {
    /// Reads a value and hands it to `put`, which is false for one that the setting does not take.
    pub(super) fn set(
        &mut self,
        setting: &Setting,
        value: &Value<'_>,
        put: impl FnOnce(settings::Value) -> bool,
    ) {
        let read = match (setting.kind, value.get_ref()) {
            (SettingKind::Flag | SettingKind::Choice(_), DeValue::Boolean(flag)) => {
                settings::Value::Flag(*flag)
            }
            (SettingKind::Choice(_) | SettingKind::Text, DeValue::String(text)) => {
                settings::Value::Text(text.as_ref().to_owned())
            }
            (SettingKind::List | SettingKind::Choices(_), DeValue::Array(list)) => {
                settings::Value::List(self.texts(setting, list))
            }
            (SettingKind::TypePath, DeValue::String(_)) => match self.path(value, type_path) {
                Some(path) => settings::Value::Path(path),
                None => return,
            },
            (SettingKind::DerivePaths, DeValue::Array(list)) => {
                settings::Value::Paths(self.paths(list, derive_path))
            }
            (SettingKind::FunctionPaths, DeValue::Array(list)) => {
                settings::Value::Paths(self.paths(list, function_path))
            }
            _ => return self.refuse(setting, value),
        };
        if !put(read) {
            self.refuse(setting, value);
        }
    }

    fn refuse(&mut self, setting: &Setting, value: &Value<'_>) {
        let (message, help) = setting.refusal(&found(value.get_ref()));
        let span = self.span(value.span());
        let diagnostic = Diagnostic::error("bad-setting", span, message);
        self.collector.add(diagnostic.help(help));
    }

    fn texts(&mut self, setting: &Setting, list: &[Value<'_>]) -> Vec<String> {
        let mut texts = Vec::new();
        for item in list {
            match item.get_ref() {
                DeValue::String(text) => texts.push(text.as_ref().to_owned()),
                _ => self.refuse(setting, item),
            }
        }
        texts
    }

    /// The path of something in Rust.
    pub(super) fn path(
        &mut self,
        value: &Value<'_>,
        read: fn(&str) -> Result<RustPath, String>,
    ) -> Option<RustPath> {
        let DeValue::String(text) = value.get_ref() else {
            self.bad(value, "a path in quotes");
            return None;
        };
        match read(text) {
            Ok(path) => Some(path),
            Err(why) => {
                let span = self.span(value.span());
                let message = format!("this is not a path of Rust: {why}");
                let help = "such as \"crate::Money\" or \"rust_decimal::Decimal\"";
                self.collector
                    .add(Diagnostic::error("bad-path", span, message).help(help));
                None
            }
        }
    }

    /// Several paths, each once.
    fn paths(
        &mut self,
        list: &[Value<'_>],
        read: fn(&str) -> Result<RustPath, String>,
    ) -> Vec<RustPath> {
        let mut paths: Vec<RustPath> = Vec::new();
        for item in list {
            let path = self.path(item, read);
            paths.extend(path.filter(|path| !paths.contains(path)));
        }
        paths
    }
}

/// A value, as a message names it.
pub(super) fn found(value: &DeValue<'_>) -> String {
    const LONGEST: usize = 60;
    match value {
        DeValue::String(text) if text.chars().count() <= LONGEST => format!("{text:?}"),
        DeValue::String(_) => "this text".to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        DeValue::Integer(_) | DeValue::Float(_) => "a number".to_owned(),
        DeValue::Datetime(_) => "a date or time".to_owned(),
        DeValue::Array(list) if list.is_empty() => "an empty list".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
