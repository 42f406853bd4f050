//! The arguments of `fieldwright infer`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Limits, YesNo};

#[derive(Debug, Args)]
#[command(after_help = INFER)]
pub(crate) struct Infer {
    /// Files of samples of one type, or `-` for standard input. A file holds one sample, a list of
    /// them, or several one after the other (JSON Lines).
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Where to write the table; without it, or as `-`, it is printed.
    #[arg(short, long, value_name = "SCHEMA.yaml")]
    pub(crate) output: Option<PathBuf>,

    /// Replace the output even if somebody has edited it, or fieldwright did not write it.
    #[arg(long, requires = "output")]
    pub(crate) force: bool,

    /// The name of the type [default: that of the first file].
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// Take a list at the top of a file for one sample.
    #[arg(long)]
    pub(crate) whole: bool,

    /// Whether a field that every sample has is required.
    #[arg(long, value_enum, default_value_t = YesNo::Yes)]
    pub(crate) required: YesNo,

    /// Whether texts that are all of a format have it.
    #[arg(long, value_enum, default_value_t = YesNo::Yes)]
    pub(crate) formats: YesNo,

    /// From how many different values on a format is assumed [default: 1 for date-time, date and
    /// uuid, 2 for others].
    #[arg(long, value_name = "COUNT")]
    pub(crate) format_values: Option<usize>,

    /// Whether texts that repeat are an enum, and whether it keeps other values.
    #[arg(long, value_enum, default_value_t = Enums::Open)]
    pub(crate) enums: Enums,

    /// How many values an enum has at most.
    #[arg(long, value_name = "COUNT", default_value_t = 12)]
    pub(crate) enum_values: usize,

    /// How many texts there are at least for each value of an enum.
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    pub(crate) enum_repeats: usize,

    /// Whether objects of several kinds at one place are a union.
    #[arg(long, value_enum, default_value_t = YesNo::Yes)]
    pub(crate) unions: YesNo,

    /// From how many different keys on an object may be a map whose keys do not look like data.
    #[arg(long, value_name = "COUNT", default_value_t = 30)]
    pub(crate) map_keys: usize,

    #[command(flatten)]
    pub(crate) limits: Limits,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Enums {
    /// An enum that keeps values which no sample has.
    Open,
    /// An enum that refuses them.
    Closed,
    /// Strings.
    No,
}

const INFER: &str = "\
The table accepts every sample. What it says beyond that is assumed, and reported with the number of
values that speak for it, all places of a kind at once (with --verbose each by itself).

Example: fieldwright infer orders.jsonl -o schema/order.yaml";
