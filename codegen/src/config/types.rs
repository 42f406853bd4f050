//! `[types."Person.name"]`: what is said of one type or field.

use toml::de::DeValue;

use super::{Reader, UNKNOWN};
use crate::diagnostic::Diagnostic;
use crate::name::{derive_path, function_path, type_path};
use crate::settings::{DateTimes, RustPath, TypeSetting, Wish, Wishes};

/// The keys of such a table.
const KEYS: [&str; 14] = [
    "rename",
    "rename_type",
    "type",
    "derive",
    "newtype",
    "rules",
    "required",
    "nullable_optional",
    "null_as_absent",
    "defaults",
    "unknown",
    "datetime",
    "numbers",
    "builders",
];

/// What dates and times are in fields.
pub(super) const DATE_TIMES: [(&str, DateTimes); 5] = [
    ("text", DateTimes::Text),
    ("string", DateTimes::String),
    ("jiff", DateTimes::Jiff),
    ("chrono", DateTimes::Chrono),
    ("time", DateTimes::Time),
];

pub(super) const NUMBERS: [(&str, bool); 2] = [("f64", false), ("exact", true)];
pub(super) const DEFAULTS: [(&str, bool); 2] = [("constant", false), ("fill", true)];
pub(super) const NULLABLE: [(&str, bool); 2] = [("option", true), ("maybe", false)];

type Value<'t> = toml::Spanned<DeValue<'t>>;

impl Reader<'_> {
    /// The tables below `types`, in the order of the file.
    pub(super) fn types(&mut self, value: &Value<'_>) -> Vec<TypeSetting> {
        let DeValue::Table(entries) = value.get_ref() else {
            self.bad(value.span(), "tables: write [types.\"Person.name\"]");
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
            self.bad(value.span(), "a table of settings");
            return wishes;
        };
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "rename" => wishes.rename = self.word(value),
                "rename_type" => wishes.rename_type = self.word(value),
                "type" => wishes.own = self.path(value, type_path),
                "derive" => wishes.derive = self.paths(value, derive_path),
                "rules" => wishes.rules = self.paths(value, function_path),
                "newtype" => wishes.newtype = self.truth(value),
                "required" => wishes.required = self.truth(value),
                "builders" => wishes.builders = self.truth(value),
                "null_as_absent" => wishes.null_as_absent = self.truth(value),
                "nullable_optional" => wishes.fold_null = self.one_of(value, &NULLABLE),
                "defaults" => wishes.fill = self.one_of(value, &DEFAULTS),
                "unknown" => wishes.unknown = self.one_of(value, &UNKNOWN),
                "datetime" => wishes.datetime = self.one_of(value, &DATE_TIMES),
                "numbers" => wishes.exact_numbers = self.one_of(value, &NUMBERS),
                other => self.unknown(key.span(), other, &KEYS),
            }
        }
        wishes
    }

    /// A wish of the value that was read, if one was.
    fn wish<T>(&mut self, value: &Value<'_>, read: Option<T>) -> Option<Wish<T>> {
        let span = self.span(value.span());
        read.map(|value| Wish { value, span })
    }

    fn word(&mut self, value: &Value<'_>) -> Option<Wish<String>> {
        let mut text = None;
        self.text(value, &mut text);
        self.wish(value, text)
    }

    fn truth(&mut self, value: &Value<'_>) -> Option<Wish<bool>> {
        let flag = match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                self.bad(value.span(), "true or false");
                None
            }
        };
        self.wish(value, flag)
    }

    fn one_of<T: Copy>(&mut self, value: &Value<'_>, choices: &[(&str, T)]) -> Option<Wish<T>> {
        let found = self.chosen(value, choices);
        self.wish(value, found)
    }

    pub(super) fn path(
        &mut self,
        value: &Value<'_>,
        read: fn(&str) -> Result<RustPath, String>,
    ) -> Option<Wish<RustPath>> {
        let path = match value.get_ref() {
            DeValue::String(text) => match read(text) {
                Ok(path) => Some(path),
                Err(why) => {
                    let span = self.span(value.span());
                    let message = format!("this is no path of Rust: {why}");
                    let help = "such as \"crate::Money\" or \"rust_decimal::Decimal\"";
                    self.collector
                        .add(Diagnostic::error("bad-path", span, message).help(help));
                    None
                }
            },
            _ => {
                self.bad(value.span(), "a path in quotes");
                None
            }
        };
        self.wish(value, path)
    }

    fn paths(
        &mut self,
        value: &Value<'_>,
        read: fn(&str) -> Result<RustPath, String>,
    ) -> Option<Wish<Vec<RustPath>>> {
        let DeValue::Array(list) = value.get_ref() else {
            self.bad(value.span(), "a list of paths in quotes");
            return None;
        };
        let mut paths: Vec<RustPath> = Vec::new();
        for item in list {
            let path = self.path(item, read).map(|wish| wish.value);
            paths.extend(path.filter(|path| !paths.contains(path)));
        }
        self.wish(value, Some(paths))
    }
}
