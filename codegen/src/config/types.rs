//! `[types."Person.name"]`: settings of one type or field.

use toml::de::DeValue;

use super::ConfigReader;
use super::values::Value;
use crate::settings::{Override, Overrides, SETTINGS, TypeSetting, setting};

impl ConfigReader<'_> {
    /// The tables below `types`, in the order of the file.
    pub(super) fn types(&mut self, value: &Value<'_>) -> Vec<TypeSetting> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value, "tables: write [types.\"Person.name\"]");
            return Vec::new();
        };
        let mut settings = Vec::new();
        for (target, value) in entries {
            let span = self.span(target.span());
            let target = Override {
                value: target.get_ref().as_ref().to_owned(),
                span,
            };
            let overrides = self.overrides(value);
            settings.push(TypeSetting { target, overrides });
        }
        settings.sort_by_key(|setting| setting.target.span);
        settings
    }

    fn overrides(&mut self, value: &Value<'_>) -> Overrides {
        let mut overrides = Overrides::default();
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value, "a table of settings");
            return overrides;
        };
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            match setting(name).filter(|setting| setting.is_of_types()) {
                Some(setting) => {
                    let span = self.span(value.span());
                    self.set(setting, value, |value| {
                        setting.set_override(&mut overrides, value, span)
                    });
                }
                None => {
                    let known = SETTINGS.iter().filter(|setting| setting.is_of_types());
                    let known: Vec<&str> = known.map(|setting| setting.name).collect();
                    self.unknown(key.span(), name, &known);
                }
            }
        }
        overrides
    }
}
