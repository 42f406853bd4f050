//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Make Rust models, validators and docs from schemas.
///
/// Without a command, regenerates everything that fieldwright.toml lists.
#[derive(Debug, Parser)]
#[command(name = "fieldwright", version, about, long_about, after_help = AFTER)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The configuration to use.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = "fieldwright.toml"
    )]
    pub(crate) config: PathBuf,

    /// How messages are written.
    #[arg(long, global = true, value_enum, default_value_t = MessageFormat::Text)]
    pub(crate) message_format: MessageFormat,

    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,

    /// Say nothing but errors.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,

    /// Say what is done to each file.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

const AFTER: &str = "\
Exit codes: 0 success, 1 drift found by `check`, 2 the input or its use is wrong.

Start with `fieldwright init`, then `fieldwright`; put `fieldwright check` into CI.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare with what is there instead of writing: exit 1 on drift.
    Check,
    /// Generate from the files named here, without a configuration.
    Generate(Generate),
    /// Print the normalised schema that the types are made from.
    Schema {
        /// The field table to read.
        input: PathBuf,
        /// In which language the schema is printed.
        #[arg(long = "as", value_enum, default_value_t = Form::Json)]
        form: Form,
    },
    /// Write a starter fieldwright.toml and a schema.
    Init {
        /// Where to; it may not have a fieldwright.toml yet.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Print the long text of a diagnostic code, or all codes.
    Explain {
        /// The code, as it stands in brackets after `error`.
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Field tables; each becomes one module named after the file.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where to write `src/` and `docs/`; without it, the Rust code is printed.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Make DIR a complete crate of this name, with its Cargo.toml.
    #[arg(long = "crate", value_name = "NAME", requires = "out")]
    pub(crate) package: Option<String>,

    /// The crate depends on the runtime at this path instead of by version.
    #[arg(long, value_name = "PATH", requires = "package")]
    pub(crate) runtime_path: Option<String>,

    /// Write the Markdown pages below this folder instead of `DIR/docs`.
    #[arg(long, value_name = "DIR", requires = "out")]
    pub(crate) docs: Option<PathBuf>,

    /// What an optional, nullable field is.
    #[arg(long, value_enum, default_value_t = NullableOptional::Maybe)]
    pub(crate) nullable_optional: NullableOptional,

    /// What becomes of properties that a schema says nothing of.
    #[arg(long, value_enum, default_value_t = Unknown::Ignore)]
    pub(crate) unknown: Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unknown {
    /// Read past them.
    Ignore,
    /// Keep them in a map of the struct.
    Keep,
    /// Refuse them.
    Deny,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub annotations.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

impl From<MessageFormat> for fieldwright::Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Text => Self::Text,
            MessageFormat::Json => Self::Json,
            MessageFormat::Github => Self::Github,
            MessageFormat::Sarif => Self::Sarif,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Json,
    Yaml,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NullableOptional {
    /// `Maybe<T>`: absent, null or a value.
    Maybe,
    /// `Option<T>`: absent and null are one.
    Option,
}
