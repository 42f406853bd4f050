//! The table of settings -> options of the command.

use clap::builder::{BoolishValueParser, PossibleValue, PossibleValuesParser};
use clap::error::Error;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use fieldwright::{Generator, SETTINGS, Setting, SettingKind, SettingValue};

/// For [`SettingOptions`] of `generate`: all.
pub(crate) const GENERATE: bool = true;
/// For other commands that read a schema.
pub(crate) const READ: bool = false;

/// The settings that were given as options; from all settings, or only from those of reading.
#[derive(Debug, Clone)]
pub(crate) struct SettingOptions<const ALL: bool> {
    given: Vec<(&'static str, SettingValue)>,
}

impl<const ALL: bool> SettingOptions<ALL> {
    /// A generator with these settings.
    pub(crate) fn generator(&self) -> Generator {
        let given = self.given.iter().cloned();
        given.fold(Generator::new(), |generator, (name, value)| {
            generator.set(name, value)
        })
    }

    fn settings() -> impl Iterator<Item = &'static Setting> {
        let is_here = |setting: &&Setting| setting.option.is_some_and(|o| ALL || o.reads);
        SETTINGS.iter().filter(is_here)
    }
}

impl<const ALL: bool> Args for SettingOptions<ALL> {
    fn augment_args(command: Command) -> Command {
        command.args(Self::settings().filter_map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const ALL: bool> FromArgMatches for SettingOptions<ALL> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = Self::settings().filter_map(|setting| {
            let value = given(setting, matches)?;
            Some((setting.name, value))
        });
        Ok(Self {
            given: given.collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// The option of a setting.
fn argument(setting: &'static Setting) -> Option<Arg> {
    let name = setting.option_name()?;
    let option = setting.option?;
    let argument = Arg::new(setting.name).long(name).help(help(setting));
    let argument = match option.requires {
        Some(other) => argument.requires(other),
        None => argument,
    };
    let argument = match option.value {
        "" => argument,
        value => argument.value_name(value),
    };
    Some(match setting.kind {
        SettingKind::Flag if is_switch(setting) => argument.action(ArgAction::SetTrue),
        SettingKind::Flag => argument
            .value_name("true|false")
            .value_parser(BoolishValueParser::new()),
        SettingKind::Choice(values) => {
            let values = values
                .iter()
                .map(|value| PossibleValue::new(value.name).help(sentence(value.documentation())));
            argument
                .value_name("VALUE")
                .value_parser(PossibleValuesParser::new(values))
        }
        SettingKind::List => argument.action(ArgAction::Append),
        SettingKind::Choices(values) => {
            let values = values
                .iter()
                .map(|value| PossibleValue::new(value.name).help(sentence(value.documentation())));
            argument
                .action(ArgAction::Append)
                .value_delimiter(',')
                .value_parser(PossibleValuesParser::new(values))
        }
        _ => argument,
    })
}

/// A flag that is off by default needs no value.
fn is_switch(setting: &Setting) -> bool {
    setting.default_value().as_deref() == Some("false")
}

/// The documentation, and the default.
fn help(setting: &Setting) -> String {
    let mut help = sentence(setting.documentation()).to_owned();
    if setting.kind == SettingKind::List {
        help.push_str(". May be repeated");
    }
    let default = setting.default_value().filter(|_| !is_switch(setting));
    let default = default.map(|value| value.trim_matches('"').to_owned());
    match default.or(setting.default_words().map(str::to_owned)) {
        Some(default) => format!("{help} [default: {default}]"),
        None => help,
    }
}

/// Without the last full stop, as clap does it.
fn sentence(text: &str) -> &str {
    text.strip_suffix('.').unwrap_or(text)
}

/// The value given for a setting, if any.
fn given(setting: &'static Setting, matches: &ArgMatches) -> Option<SettingValue> {
    let id = setting.name;
    matches.value_source(id)?;
    match setting.kind {
        SettingKind::Flag => {
            let flag = *matches.get_one::<bool>(id)?;
            // The default of a switch is not a value from the user.
            (flag || !is_switch(setting)).then(|| flag.into())
        }
        SettingKind::List | SettingKind::Choices(_) => {
            let list: Vec<String> = matches.get_many::<String>(id)?.cloned().collect();
            Some(list.into())
        }
        _ => Some(matches.get_one::<String>(id)?.as_str().into()),
    }
}
