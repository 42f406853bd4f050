//! `[types."Person.name"]`: settings of one type or field.

use toml::de::DeValue;

use super::Reader;
use super::values::Value;
use crate::settings::{SETTINGS, TypeSetting, Wish, Wishes, setting};

impl Reader<'_> {
    /// The tables below `types`, in the order of the file.
    pub(super) fn types(&mut self, value: &Value<'_>) -> Vec<TypeSetting> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value, "tables: write [types.\"Person.name\"]");
            return Vec::new();
        };
        let mut settings = Vec::new();
        for (target, value) in entries {
            let span = self.span(target.span());
            let target = Wish {
                value: target.get_ref().as_ref().to_owned(),
                span,
            };
            let wishes = self.wishes(value);
            settings.push(TypeSetting { target, wishes });
        }
        settings.sort_by_key(|setting| setting.target.span);
        settings
    }

    fn wishes(&mut self, value: &Value<'_>) -> Wishes {
        let mut wishes = Wishes::default();
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value, "a table of settings");
            return wishes;
        };
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            match setting(name).filter(|setting| setting.is_of_types()) {
                Some(setting) => {
                    let span = self.span(value.span());
                    self.set(setting, value, |value| {
                        setting.set_override(&mut wishes, value, span)
                    });
                }
                None => {
                    let known = SETTINGS.iter().filter(|setting| setting.is_of_types());
                    let known: Vec<&str> = known.map(|setting| setting.name).collect();
                    self.unknown(key.span(), name, &known);
                }
            }
        }
        wishes
    }
}
