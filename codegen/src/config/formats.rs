//! `[formats]`: custom formats.
//!
//! ```toml
//! [formats]
//! phone = "my_formats::is_phone"            # fn(&str) -> bool
//! iban = { type = "my_formats::Iban" }
//! ```

use fieldwright_runtime::Format;
use toml::de::DeValue;

use super::ConfigReader;
use super::values::Value;
use crate::diagnostic::Diagnostic;
use crate::name::{function_path, type_path};
use crate::settings::CustomFormat;

impl ConfigReader<'_> {
    /// The formats of a table, in the order of their names.
    pub(super) fn formats(&mut self, value: &Value<'_>) -> Vec<CustomFormat> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value, "a table: write [formats]");
            return Vec::new();
        };
        let mut formats = Vec::new();
        for (name, value) in entries {
            if Format::from_name(name.get_ref()).is_some() {
                let message = format!("the format `{}` is known already", name.get_ref());
                let help = "a custom format needs another name";
                let diagnostic = Diagnostic::error("bad-setting", self.span(name.span()), message);
                self.collector.add(diagnostic.help(help));
                continue;
            }
            let name = name.get_ref().as_ref().to_owned();
            formats.extend(self.format(name, value));
        }
        formats
    }

    fn format(&mut self, name: String, value: &Value<'_>) -> Option<CustomFormat> {
        let DeValue::Table(entries) = value.get_ref() else {
            let check = self.path(value, function_path)?;
            return Some(CustomFormat {
                name,
                check: Some(check),
                custom: None,
            });
        };
        let (mut check, mut custom) = (None, None);
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "check" => check = self.path(value, function_path),
                "type" => custom = self.path(value, type_path),
                other => self.unknown(key.span(), other, &["check", "type"]),
            }
        }
        if entries.is_empty() {
            self.bad(value, "a function (`check`), a `type`, or both");
        }
        Some(CustomFormat {
            name,
            check,
            custom,
        })
    }
}
