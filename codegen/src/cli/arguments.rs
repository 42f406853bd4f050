//! The command line, as clap reads it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use clap_complete::Shell;

mod infer;

pub(crate) use infer::{Enums, Infer};

use super::options::{GENERATE, READ, SettingOptions};

/// Make Rust models, validators and docs from schemas.
///
/// Without a command, regenerates everything that fieldwright.toml lists.
#[derive(Debug, Parser)]
#[command(name = "fieldwright", version, about, long_about, after_help = AFTER)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// The configuration to use [default: fieldwright.toml here or in the nearest parent folder].
    #[arg(long, global = true, help_heading = COMMON, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// How messages are written.
    #[arg(long, global = true, help_heading = COMMON, value_enum, default_value_t = MessageFormat::Text)]
    pub(crate) message_format: MessageFormat,

    /// Write messages to this file instead.
    #[arg(long, global = true, help_heading = COMMON, value_name = "PATH")]
    pub(crate) message_file: Option<PathBuf>,

    /// Make warnings of a code errors, or all warnings (`-D warnings`). May be repeated.
    #[arg(short = 'D', long, global = true, help_heading = COMMON, value_name = "CODE")]
    pub(crate) deny: Vec<String>,

    /// Make what is denied or only noted a warning. May be repeated.
    #[arg(short = 'W', long, global = true, help_heading = COMMON, value_name = "CODE")]
    pub(crate) warn: Vec<String>,

    /// Leave warnings and notes of a code out. May be repeated.
    #[arg(short = 'A', long, global = true, help_heading = COMMON, value_name = "CODE")]
    pub(crate) allow: Vec<String>,

    /// When to use colours.
    #[arg(long, global = true, help_heading = COMMON, value_enum, default_value_t = ColorChoice::Auto)]
    pub(crate) color: ColorChoice,

    /// Say nothing but errors.
    #[arg(short, long, global = true, help_heading = COMMON)]
    pub(crate) quiet: bool,

    /// Say what is done to each file.
    #[arg(short, long, global = true, help_heading = COMMON, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
}

/// The heading of options that every command has.
const COMMON: &str = "Common options";

const AFTER: &str = "\
Exit codes: 0 success, 1 drift found by `check` or a change by `diff`, 2 the input or its use is wrong.

Start with `fieldwright init`, then `fieldwright`; put `fieldwright check` into CI.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare with what is there instead of writing: exit 1 on drift. With --base, say what changed
    /// in the schemas since a git revision.
    Check(Check),
    /// Say what changed between two schemas: for requests, for responses and for Rust code.
    Diff(Diff),
    /// Generate from the files named here, without a configuration.
    Generate(Generate),
    /// Print the normalised schema that the types are made from, or a JSON Schema for editors.
    Schema {
        /// The field table or JSON Schema to read.
        #[arg(required_unless_present_any = ["table", "configuration"])]
        input: Option<PathBuf>,
        /// Print the JSON Schema of field tables.
        #[arg(long, exclusive = true)]
        table: bool,
        /// Print the JSON Schema of fieldwright.toml.
        #[arg(long, exclusive = true)]
        configuration: bool,
        #[command(flatten)]
        settings: SettingOptions<READ>,
        #[command(flatten)]
        mapped: Mapped,
        /// In which language the schema is printed.
        #[arg(long = "as", value_enum, default_value_t = Form::Json)]
        form: Form,
    },
    /// Make one field table of Markdown pages.
    Import(Import),
    /// Make a field table of sample instances: JSON, JSON Lines or YAML.
    Infer(Infer),
    /// Start a crate of yours, or add models to one: fieldwright.toml, a schema, and what it makes.
    Init {
        /// The crate's folder; it may not have a fieldwright.toml yet. A Cargo.toml and a src/lib.rs
        /// that are there stay as they are.
        #[arg(default_value = ".")]
        folder: PathBuf,

        /// A new crate depends on the runtime at this path instead of by version.
        #[arg(long, value_name = "PATH")]
        runtime_path: Option<String>,
    },
    /// Print the completions of a shell.
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// The shell; without it, the one that the variable SHELL names.
        #[arg(value_enum)]
        shell: Option<Shell>,
    },
    /// Print the man page, or write one for each command.
    Man {
        /// Write fieldwright.1 and a page for each command to this folder instead.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Print the long text of a diagnostic code, or all codes.
    Explain {
        /// The code, as it stands in brackets after `error`.
        code: Option<String>,
    },
}

const COMPLETIONS: &str = "\
To install them:
  bash:       fieldwright completions bash > ~/.local/share/bash-completion/completions/fieldwright
  zsh:        fieldwright completions zsh > DIR/_fieldwright, where DIR is one of $fpath
  fish:       fieldwright completions fish > ~/.config/fish/completions/fieldwright.fish
  powershell: fieldwright completions powershell >> $PROFILE
  elvish:     fieldwright completions elvish >> ~/.config/elvish/rc.elv";

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Compare the inputs with what they were at this git revision, with all that they refer to,
    /// instead of the output with what is there.
    #[arg(long, value_name = "REV")]
    pub(crate) base: Option<String>,

    #[command(flatten)]
    pub(crate) report: DiffReport,
}

#[derive(Debug, Args)]
#[command(after_help = DIFF)]
pub(crate) struct Diff {
    /// The schema as it was.
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,

    /// The schema as it is.
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,

    #[command(flatten)]
    pub(crate) report: DiffReport,

    #[command(flatten)]
    pub(crate) settings: SettingOptions<READ>,

    #[command(flatten)]
    pub(crate) mapped: Mapped,
}

const DIFF: &str = "\
Each change has a verdict for requests (what was accepted must still be), for responses (what is
sent now must be accepted by old readers) and for Rust code. A breaking change comes with an
instance that proves it. `-A CODE` leaves changes of a code out, `-D CODE` makes them fail, `-W
CODE` does not; `fieldwright explain CODE` says what a code means.

Exit codes: 0 nothing reaches --fail-on, 1 something does, 2 the input or its use is wrong.

Example: fieldwright diff old/openapi.yaml openapi.yaml --as markdown";

/// How a comparison is reported.
#[derive(Debug, Args)]
pub(crate) struct DiffReport {
    /// From what on the exit code is 1.
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    pub(crate) fail_on: FailOn,

    /// How the report is written; else as --message-format says.
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    pub(crate) form: Option<ReportForm>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Nothing.
    Never,
    /// What breaks validation, the wire or Rust code.
    Breaking,
    /// Also what is unclear.
    Unclear,
    /// Also new fields and variants, which literals and matches of Rust have to name.
    Literals,
    /// Any change.
    Any,
}

impl std::convert::From<FailOn> for fieldwright::FailOn {
    fn from(on: FailOn) -> Self {
        match on {
            FailOn::Never => Self::Never,
            FailOn::Breaking => Self::Breaking,
            FailOn::Unclear => Self::Unclear,
            FailOn::Literals => Self::Literals,
            FailOn::Any => Self::Any,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportForm {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// For a pull request.
    Markdown,
    /// GitHub annotations.
    Github,
    /// One SARIF 2.1.0 log.
    Sarif,
}

impl DiffReport {
    /// The format of the report, where messages have another one or none.
    pub(crate) fn format(&self, messages: fieldwright::Format) -> fieldwright::ReportFormat {
        use fieldwright::{Format, ReportFormat};
        match (self.form, messages) {
            (Some(ReportForm::Text), _) | (None, Format::Text) => ReportFormat::Text,
            (Some(ReportForm::Json), _) | (None, Format::Json) => ReportFormat::Json,
            (Some(ReportForm::Github), _) | (None, Format::Github) => ReportFormat::Github,
            (Some(ReportForm::Sarif), _) | (None, Format::Sarif) => ReportFormat::Sarif,
            (Some(ReportForm::Markdown), _) => ReportFormat::Markdown,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Field tables and JSON Schemas; each becomes one module named after the file.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    /// Where to write `src/` and `docs/`; without it, the Rust code is printed.
    #[arg(long, alias = "output", short_alias = 'o', value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Make DIR a complete crate of this name, with its Cargo.toml.
    #[arg(long = "crate", value_name = "NAME", requires = "out")]
    pub(crate) package: Option<String>,

    /// Make DIR a module of a crate of yours: mod.rs, a file for each input, and nothing else.
    #[arg(long, requires = "out", conflicts_with_all = ["package", "docs", "html"])]
    pub(crate) modules: bool,

    /// The crate depends on the runtime at this path instead of by version.
    #[arg(long, value_name = "PATH", requires = "package")]
    pub(crate) runtime_path: Option<String>,

    /// Write the Markdown pages below this folder instead of `DIR/docs`.
    #[arg(long, value_name = "DIR", requires = "out")]
    pub(crate) docs: Option<PathBuf>,

    /// Write the HTML reference to this folder; without --out, nothing else.
    #[arg(long, value_name = "DIR")]
    pub(crate) html: Option<PathBuf>,

    /// Print a coverage report: types, fields, what needs the evaluator, and which places stayed
    /// untyped and why. Without --out and --html, it is printed in place of the Rust code.
    #[arg(long)]
    pub(crate) report: bool,

    #[command(flatten)]
    pub(crate) settings: SettingOptions<GENERATE>,

    #[command(flatten)]
    pub(crate) mapped: Mapped,
}

/// Where documents are found.
#[derive(Debug, Args)]
pub(crate) struct Mapped {
    /// Where the document at a URI lies on disk (nothing is ever fetched); a URI that ends in
    /// `/` maps all that begin with it into a folder. May be repeated.
    #[arg(long = "map", value_name = "URI=PATH", value_parser = mapping)]
    mappings: Vec<(String, PathBuf)>,

    #[command(flatten)]
    limits: Limits,
}

/// What documents may ask for.
#[derive(Debug, Args)]
pub(crate) struct Limits {
    /// Raise the limits on file size and on what documents expand to, to this many times.
    #[arg(long = "limits", value_name = "FACTOR", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) factor: u32,
}

impl Mapped {
    /// Applies it to a generator.
    pub(crate) fn apply(&self, mut generator: fieldwright::Generator) -> fieldwright::Generator {
        for (uri, path) in &self.mappings {
            generator = generator.map(uri, path);
        }
        generator.limits(self.limits.factor)
    }
}

fn mapping(text: &str) -> Result<(String, PathBuf), String> {
    match text.rsplit_once('=') {
        Some((uri, path)) if !uri.is_empty() && !path.is_empty() => {
            Ok((uri.to_owned(), PathBuf::from(path)))
        }
        _ => Err("write URI=PATH, such as https://example.com/schemas/=schemas".to_owned()),
    }
}

#[derive(Debug, Args)]
#[command(after_help = IMPORT)]
pub(crate) struct Import {
    /// Pages with tables (Markdown, HTML, CSV, reStructuredText, a pasted table, Table Schema, XLSX,
    /// ODS, DOCX, ODT), folders of them, or `-` for standard input.
    #[arg(required = true, value_name = "PAGE")]
    pub(crate) pages: Vec<PathBuf>,

    /// Where to write the table; without it, or as `-`, it is printed.
    #[arg(short, long, value_name = "SCHEMA.yaml")]
    pub(crate) output: Option<PathBuf>,

    /// Replace the output even if somebody has edited it, or no import wrote it.
    #[arg(long, requires = "output")]
    pub(crate) force: bool,

    /// The language of the SDK that the pages are for; else each page is looked at.
    #[arg(long, value_enum, value_name = "LANGUAGE")]
    pub(crate) from: Option<From>,

    /// How JSON spells names; else Go's and C#'s are taken in snake case, others as
    /// they stand.
    #[arg(long, value_enum, value_name = "CASE")]
    pub(crate) wire_case: Option<WireCase>,

    /// Whether an optional field accepts null where its page does not say [default: yes, with a
    /// note].
    #[arg(long, value_enum)]
    pub(crate) optional_accepts_null: Option<YesNo>,

    /// The name in JSON of one field.
    #[arg(long = "rename", value_name = "TYPE.FIELD=NAME")]
    pub(crate) renames: Vec<String>,

    /// The type that a name without a page stands for, or that a field has, as a cell of a table
    /// would say it: `Money=decimal(10,2)`, `Order.total=integer`.
    #[arg(long = "type", value_name = "NAME=TYPE")]
    pub(crate) types: Vec<String>,

    #[command(flatten)]
    pub(crate) limits: Limits,

    /// Take types of the SDK's transport, too: responses with status code and headers.
    #[arg(long)]
    pub(crate) with_transport: bool,
}

const IMPORT: &str = "\
What a page does not say stays unknown; every assumption is reported, all places of a
kind at once (with --verbose each by itself).

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
