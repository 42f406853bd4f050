//! Arguments -> what is measured.

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
}

pub(crate) const HELP: &str = "\
Compile time, code size and throughput of generated code beside serde derive and garde.

  --quick             60 types and 1 run instead of 500 and 3
  --runs <N>          compile each crate N times in each profile
  --callgrind         count instructions, too (needs valgrind)
  --only <PART>       `compile`, `throughput`, `evaluator` or `payloads`
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
    };
    let mut runs = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => (options.types, options.runs) = (60, 1),
            "--runs" => runs = Some(count(arguments.next())?),
            "--callgrind" => options.callgrind = true,
            "--only" => match arguments.next().as_deref() {
                Some(part @ ("compile" | "throughput" | "evaluator" | "payloads")) => {
                    options.compile = part == "compile";
                    options.throughput = part == "throughput";
                    options.evaluator = part == "evaluator";
                    options.payloads = part == "payloads";
                }
                _ => {
                    let parts = "`compile`, `throughput`, `evaluator` or `payloads`";
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

fn count(argument: Option<String>) -> Result<usize, String> {
    argument
        .and_then(|text| text.parse().ok())
        .filter(|count| *count > 0)
        .ok_or_else(|| "--runs takes a whole number from 1 on".to_owned())
}
