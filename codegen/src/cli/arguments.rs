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
        /// The field table or JSON Schema to read.
        input: PathBuf,
        #[command(flatten)]
        reading: Reading,
        /// In which language the schema is printed.
        #[arg(long = "as", value_enum, default_value_t = Form::Json)]
        form: Form,
    },
    /// Make one field table of Markdown pages.
    Import(Import),
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
    /// Field tables and JSON Schemas; each becomes one module named after the file.
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

    /// Write the HTML reference to this folder; without --out, nothing else.
    #[arg(long, value_name = "DIR")]
    pub(crate) html: Option<PathBuf>,

    /// Print a census: types, fields, what the evaluator judges, and which places stayed untyped
    /// and why. Without --out and --html, it stands in place of the Rust code.
    #[arg(long)]
    pub(crate) report: bool,

    /// What an optional, nullable field is.
    #[arg(long, value_enum, default_value_t = NullableOptional::Maybe)]
    pub(crate) nullable_optional: NullableOptional,

    /// What becomes of properties that a schema says nothing of.
    #[arg(long, value_enum, default_value_t = Unknown::Ignore)]
    pub(crate) unknown: Unknown,

    /// What a `date-time` or `date` is in a field: `text` keeps what was written.
    #[arg(long, value_enum, default_value_t = DateTimes::Text)]
    pub(crate) datetime: DateTimes,

    /// What a `number` is in a field: `exact` keeps its text.
    #[arg(long, value_enum, default_value_t = Numbers::F64)]
    pub(crate) numbers: Numbers,

    /// Whether what is absent is read and built as its default.
    #[arg(long, value_enum, default_value_t = Defaults::Constant)]
    pub(crate) defaults: Defaults,
    /// Whether an input becomes one file of Rust, or one for each named type; else its size
    /// decides.
    #[arg(long, value_enum, requires = "out")]
    pub(crate) files: Option<Files>,

    /// Whether types with properties that are readOnly or writeOnly have forms without them, for
    /// requests and responses; `split` is the default of OpenAPI documents.
    #[arg(long, value_enum)]
    pub(crate) forms: Option<Forms>,

    /// Make only the types whose names match, and what they refer to; `*` is any text. May be
    /// repeated.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) include: Vec<String>,

    /// Leave out the types whose names match, unless others refer to them. May be repeated.
    #[arg(long, value_name = "PATTERN")]
    pub(crate) exclude: Vec<String>,

    /// Make what can be made: an input that fails is left out, a reference that leads nowhere
    /// becomes a type that accepts anything. The exit code is 2 all the same.
    #[arg(long)]
    pub(crate) keep_going: bool,

    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How a JSON Schema is read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// The name of a JSON Schema's root type; else its `title`, else the file's name.
    #[arg(long, value_name = "NAME")]
    pub(crate) root_name: Option<String>,

    /// Where the document at an URI lies on disk (nothing is ever fetched); an URI that ends in
    /// `/` maps all that begin with it into a folder. May be repeated.
    #[arg(long = "map", value_name = "URI=PATH", value_parser = mapping)]
    pub(crate) mappings: Vec<(String, PathBuf)>,

    /// Whether `format` is checked or documentation; the default is the dialect's.
    #[arg(long, value_enum)]
    pub(crate) formats: Option<Formats>,

    /// An overlay (Overlay Specification 1.0, 1.1) that changes the input before it is read. May
    /// be repeated.
    #[arg(long = "overlay", value_name = "FILE")]
    pub(crate) overlays: Vec<PathBuf>,

    /// Let null stand for an optional property that is not there.
    #[arg(long)]
    pub(crate) null_as_absent: bool,

    /// The dialect of schemas that do not name theirs: 2020-12, 2019-09, draft-07, draft-06,
    /// draft-04 or the URI of a meta-schema.
    #[arg(long, value_name = "NAME-OR-URI")]
    pub(crate) dialect: Option<String>,
}

fn mapping(text: &str) -> Result<(String, PathBuf), String> {
    match text.rsplit_once('=') {
        Some((uri, path)) if !uri.is_empty() && !path.is_empty() => {
            Ok((uri.to_owned(), PathBuf::from(path)))
        }
        _ => Err("write URI=PATH, such as https://example.com/schemas/=schemas".to_owned()),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Formats {
    /// Values that break their format are refused.
    Assert,
    /// It is documentation.
    Annotate,
}

impl Reading {
    /// A generator that reads so.
    pub(crate) fn generator(&self) -> fieldwright::Generator {
        let mut generator = fieldwright::Generator::new();
        if let Some(name) = &self.root_name {
            generator = generator.root_name(name);
        }
        if let Some(dialect) = &self.dialect {
            generator = generator.dialect(dialect);
        }
        if let Some(formats) = self.formats {
            generator = generator.formats(match formats {
                Formats::Assert => fieldwright::Formats::Assert,
                Formats::Annotate => fieldwright::Formats::Annotate,
            });
        }
        for overlay in &self.overlays {
            generator = generator.overlay(overlay);
        }
        generator = generator.null_as_absent(self.null_as_absent);
        for (uri, path) in &self.mappings {
            generator = generator.map(uri, path);
        }
        generator
    }
}

#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct Import {
    /// Pages of Markdown, or folders of them.
    #[arg(required = true, value_name = "PAGE.md")]
    pub(crate) pages: Vec<PathBuf>,

    /// Where to write the table; without it, or as `-`, it is printed.
    #[arg(short, long, value_name = "SCHEMA.yaml")]
    pub(crate) output: Option<PathBuf>,

    /// The language of the SDK that the pages are for; else each page is looked at.
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) from: Option<From>,

    /// How JSON spells names; else Go's and C#'s are taken in snake case, others as
    /// they stand.
    #[arg(long, value_enum, value_name = "CASE")]
    pub(crate) wire_case: Option<WireCase>,

    /// Whether an optional field accepts null where its page does not tell.
    #[arg(long, value_enum, default_value_t = YesNo::Yes)]
    pub(crate) optional_accepts_null: YesNo,

    /// The name in JSON of one field.
    #[arg(long = "rename", value_name = "TYPE.FIELD=NAME")]
    pub(crate) renames: Vec<String>,

    /// Take types of the SDK's transport, too: responses with status code and headers.
    #[arg(long)]
    pub(crate) with_transport: bool,
}

const IMPORT: &str = "\
What a page does not say stays unknown; what had to be assumed is told, all places of
a kind at once (with --verbose each by itself).

Example: fieldwright import docs/models -o schema/api.yaml";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum From {
    Ruby,
    Python,
    #[value(name = "typescript", alias = "ts")]
    TypeScript,
    Go,
    Java,
    #[value(name = "csharp", alias = "c#")]
    CSharp,
    Php,
}

impl std::convert::From<From> for fieldwright::Language {
    fn from(from: From) -> Self {
        match from {
            From::Ruby => Self::Ruby,
            From::Python => Self::Python,
            From::TypeScript => Self::TypeScript,
            From::Go => Self::Go,
            From::Java => Self::Java,
            From::CSharp => Self::CSharp,
            From::Php => Self::Php,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WireCase {
    AsIs,
    Snake,
    Camel,
    Kebab,
}

impl std::convert::From<WireCase> for fieldwright::WireCase {
    fn from(case: WireCase) -> Self {
        match case {
            WireCase::AsIs => Self::AsIs,
            WireCase::Snake => Self::Snake,
            WireCase::Camel => Self::Camel,
            WireCase::Kebab => Self::Kebab,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum YesNo {
    Yes,
    No,
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
pub(crate) enum Files {
    One,
    Many,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Forms {
    Split,
    None,
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

impl std::convert::From<MessageFormat> for fieldwright::Format {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateTimes {
    /// The runtime's types, which keep the text.
    Text,
    String,
    Jiff,
    Chrono,
    Time,
}

impl std::convert::From<DateTimes> for fieldwright::DateTimes {
    fn from(datetime: DateTimes) -> Self {
        match datetime {
            DateTimes::Text => Self::Text,
            DateTimes::String => Self::String,
            DateTimes::Jiff => Self::Jiff,
            DateTimes::Chrono => Self::Chrono,
            DateTimes::Time => Self::Time,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Numbers {
    F64,
    /// The runtime's `Number`.
    Exact,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Defaults {
    /// A constant, and `<field>_or_default()`.
    Constant,
    /// The value of the field where it is absent.
    Fill,
}
