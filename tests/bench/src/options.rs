//! Arguments -> what is measured.

use crate::documents;

/// What the arguments ask for.
pub(crate) struct Options {
    /// How many object types.
    pub(crate) types: usize,
    /// How often each crate is compiled in each profile.
    pub(crate) runs: usize,
    /// Whether instructions are counted, too.
    pub(crate) callgrind: bool,
    pub(crate) compile: bool,
    pub(crate) throughput: bool,
    /// Whether the schema evaluator is measured.
    pub(crate) evaluator: bool,
    /// Whether real payloads are read.
    pub(crate) payloads: bool,
    /// Whether real documents are generated and built. Only where asked for: it takes minutes.
    pub(crate) documents: bool,
    /// Whether the fast variant was asked for.
    pub(crate) quick: bool,
    /// Whether the largest document is one of them.
    github: bool,
    /// The document to measure, if not all.
    document: Option<String>,
}

impl Options {
    /// Whether a document is to be measured.
    pub(crate) fn reads(&self, document: &str) -> bool {
        match &self.document {
            Some(one) => one == document,
            None if self.quick => document == "oxide",
            None => document != "github" || self.github,
        }
    }
}

pub(crate) const HELP: &str = "\
Compile time, code size and throughput of generated code beside serde derive and garde.

  --quick             60 types and 1 run instead of 500 and 3; of the documents only oxide, not built
  --runs <N>          compile each crate N times in each profile
  --callgrind         count instructions, too (needs valgrind)
  --only <PART>       `compile`, `throughput`, `evaluator`, `payloads` or `documents`
  --document <NAME>   of the documents only `oxide`, `plaid`, `kubernetes` or `github`
  --github            the documents with github, for which the rival takes 12 GB
  --help              this text
";

/// The options, or `None` where help was asked for.
pub(crate) fn parse(
    mut arguments: impl Iterator<Item = String>,
) -> Result<Option<Options>, String> {
    let mut options = Options {
        types: 500,
        runs: 3,
        callgrind: false,
        compile: true,
        throughput: true,
        evaluator: true,
        payloads: true,
        documents: false,
        quick: false,
        github: false,
        document: None,
    };
    let mut runs = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => {
                (options.types, options.runs) = (60, 1);
                options.quick = true;
            }
            "--github" => options.github = true,
            "--document" => options.document = Some(document(arguments.next())?),
            "--runs" => runs = Some(count(arguments.next())?),
            "--callgrind" => options.callgrind = true,
            "--only" => match arguments.next().as_deref() {
                Some(
                    part @ ("compile" | "throughput" | "evaluator" | "payloads" | "documents"),
                ) => {
                    options.compile = part == "compile";
                    options.throughput = part == "throughput";
                    options.evaluator = part == "evaluator";
                    options.payloads = part == "payloads";
                    options.documents = part == "documents";
                }
                _ => {
                    let parts = "`compile`, `throughput`, `evaluator`, `payloads` or `documents`";
                    return Err(format!("--only takes {parts}"));
                }
            },
            "--help" | "-h" => return Ok(None),
            _ => return Err(format!("unknown argument `{argument}`\n\n{HELP}")),
        }
    }
    // Whatever the order, a number that is asked for counts.
    options.runs = runs.unwrap_or(options.runs);
    Ok(Some(options))
}

fn document(argument: Option<String>) -> Result<String, String> {
    argument
        .filter(|name| documents::NAMES.contains(&&**name))
        .ok_or_else(|| format!("--document takes one of {}", documents::NAMES.join(", ")))
}

fn count(argument: Option<String>) -> Result<usize, String> {
    argument
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0)
        .ok_or_else(|| "--runs takes a whole number from 1 on".to_owned())
}
