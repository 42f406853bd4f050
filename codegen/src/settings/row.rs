//! A row of the table of settings, as documentation, configuration and command line see it.

use fieldwright_runtime::nearest;

use super::{Overrides, SETTINGS, SettingKind, Settings, Value};
use crate::source::Span;

/// A setting: its name, its values, and its effect.
#[derive(Debug)]
pub struct Setting {
    /// Its name in fieldwright.toml.
    pub name: &'static str,
    /// The kind of its values.
    pub kind: SettingKind,
    /// The targets, if it may be given for a single type or field: `types, fields`.
    pub of: Option<&'static str>,
    /// The command's option, if there is one.
    pub option: Option<CommandOption>,
    /// The cargo feature that it needs, if any.
    pub feature: Option<&'static str>,
    /// More documentation in `codegen/docs`, as a link on its page `settings.md`.
    pub see: Option<&'static str>,
    pub(super) documentation: &'static str,
    pub(super) or_else: &'static str,
    /// Whether fieldwright.toml has it for inputs.
    pub(super) is_of_inputs: bool,
    pub(super) set: Option<fn(&mut Settings, Value) -> bool>,
    pub(super) show: Option<fn(&Settings) -> Option<String>>,
    pub(super) set_override: Option<fn(&mut Overrides, Value, Span) -> bool>,
}

/// An option of the command.
#[derive(Debug, Clone, Copy)]
pub struct CommandOption {
    /// Its long name, without dashes; empty if it is the setting's.
    name: &'static str,
    /// The placeholder of its value in the help; empty if the values are words.
    pub value: &'static str,
    /// Whether every command has it that reads a schema, or `generate` alone.
    pub reads: bool,
    /// The option that it requires.
    pub requires: Option<&'static str>,
}

impl Setting {
    /// Its effect, as Markdown of one paragraph.
    #[must_use]
    pub fn documentation(&self) -> &'static str {
        self.documentation.trim()
    }

    /// The default, as written in fieldwright.toml; `None` if no value is the default.
    #[must_use]
    pub fn default_value(&self) -> Option<String> {
        let shown = self.show.and_then(|show| show(&Settings::default()));
        shown.filter(|shown| shown != "[]")
    }

    /// The behaviour without the setting if no value is its default, as Markdown.
    #[must_use]
    pub fn default_words(&self) -> Option<&'static str> {
        (!self.or_else.is_empty()).then_some(self.or_else)
    }

    /// Whether it is allowed under `[defaults]` and `[[input]]`.
    #[must_use]
    pub fn is_of_inputs(&self) -> bool {
        self.is_of_inputs
    }

    /// Whether it is allowed under `[types."..."]`.
    #[must_use]
    pub fn is_of_types(&self) -> bool {
        self.of.is_some()
    }

    /// The long name of the option: `nullable-optional`.
    #[must_use]
    pub fn option_name(&self) -> Option<String> {
        let option = self.option?;
        Some(match option.name {
            "" => self.name.replace('_', "-"),
            name => name.to_owned(),
        })
    }

    /// Sets it for an input; false if it is no setting of inputs, or does not take the value.
    pub(crate) fn set(&self, settings: &mut Settings, value: Value) -> bool {
        self.set.is_some_and(|set| set(settings, value))
    }

    /// Sets it for a type or field; false as above.
    pub(crate) fn set_override(&self, overrides: &mut Overrides, value: Value, span: Span) -> bool {
        let set = self.set_override;
        set.is_some_and(|set| set(overrides, value, span))
    }

    /// The feature that it needs and this build lacks, if `settings` have a value that is not its
    /// default.
    pub(crate) fn missing_feature(&self, settings: &Settings) -> Option<&'static str> {
        let feature = self.feature.filter(|feature| !has_feature(feature))?;
        let show = self.show?;
        (show(settings) != show(&Settings::default())).then_some(feature)
    }

    /// Whether `Generator` has it.
    pub(crate) fn is_of_generators(&self) -> bool {
        self.set.is_some()
    }

    /// The error of a value that was found, and the remedy.
    pub(crate) fn refusal(&self, found: &str) -> (String, String) {
        let message = format!("`{}` cannot be {found}", self.name);
        let mut help = format!("write {}", self.kind.expected());
        if let SettingKind::Choice(values) = self.kind {
            let word = found.trim_matches('"');
            if let Some(near) = nearest(word, values.iter().map(|value| value.name)) {
                help.push_str(&format!("; did you mean \"{near}\"?"));
            }
        }
        (message, help)
    }
}

/// The features that rows name, and whether this build has them.
const FEATURES: [(&str, bool); 3] = [
    ("html", cfg!(feature = "html")),
    ("infer", cfg!(feature = "infer")),
    ("overlay", cfg!(feature = "overlay")),
];

fn has_feature(name: &str) -> bool {
    FEATURES.contains(&(name, true))
}

/// The setting called `name`.
pub(crate) fn setting(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

/// The error of a name that is none of `known`, and the remedy.
pub(crate) fn unknown_name(name: &str, known: &[&str]) -> (String, String) {
    let message = format!("there is no setting `{name}` here");
    let list = format!("known here: {}", known.join(", "));
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? {list}"),
        None => list,
    };
    (message, help)
}

/// The parts of a row that most rows have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) option: Option<CommandOption>,
    pub(super) or_else: &'static str,
    pub(super) see: &'static str,
    pub(super) feature: Option<&'static str>,
    pub(super) is_command_only: bool,
}

impl Row {
    /// Without an option of the command.
    pub(super) const FILE: Self = Self {
        option: None,
        or_else: "",
        see: "",
        feature: None,
        is_command_only: false,
    };
    /// With an option of `generate`.
    pub(super) const GENERATE: Self = Self {
        option: Some(CommandOption {
            name: "",
            value: "",
            reads: false,
            requires: None,
        }),
        ..Self::FILE
    };
    /// With an option of every command that reads a schema.
    pub(super) const READ: Self = Self {
        option: Some(CommandOption {
            name: "",
            value: "",
            reads: true,
            requires: None,
        }),
        ..Self::FILE
    };

    /// The words for the default, if no value is one.
    pub(super) const fn or_else(mut self, words: &'static str) -> Self {
        self.or_else = words;
        self
    }

    /// A link to more documentation.
    pub(super) const fn see(mut self, link: &'static str) -> Self {
        self.see = link;
        self
    }

    /// The cargo feature that it needs.
    pub(super) const fn feature(mut self, name: &'static str) -> Self {
        self.feature = Some(name);
        self
    }

    /// Another name for the option: one for each element of a list.
    pub(super) const fn option(mut self, name: &'static str) -> Self {
        if let Some(mut option) = self.option {
            option.name = name;
            self.option = Some(option);
        }
        self
    }

    /// The placeholder of the option's value in the help.
    pub(super) const fn value(mut self, value: &'static str) -> Self {
        if let Some(mut option) = self.option {
            option.value = value;
            self.option = Some(option);
        }
        self
    }

    /// The option that this one requires.
    pub(super) const fn requires(mut self, name: &'static str) -> Self {
        if let Some(mut option) = self.option {
            option.requires = Some(name);
            self.option = Some(option);
        }
        self
    }

    /// Not in fieldwright.toml.
    pub(super) const fn command_only(mut self) -> Self {
        self.is_command_only = true;
        self
    }
}

/// The link of a row, if it has one.
pub(super) const fn link(see: &'static str) -> Option<&'static str> {
    if see.is_empty() { None } else { Some(see) }
}
