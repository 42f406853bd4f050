//! Measures "const tables and one concrete reader" against serde derive, as ratios.
//!
//! The same 500 types are made three times: by fieldwright, by hand for serde derive,
//! and for serde derive with garde. `README.md` says what is measured and how.

mod cargo;
mod compile;
mod cpu;
mod crates;
mod documents;
mod elf;
mod evaluator;
mod field_table;
mod instances;
mod model;
mod options;
mod payloads;
mod peers;
mod programs;
mod report;
mod steady;
mod throughput;

use std::process::ExitCode;

use cargo::Profile;
use crates::Scratch;
use options::Options;

fn main() -> ExitCode {
    let outcome = options::parse(std::env::args().skip(1)).and_then(|options| match options {
        Some(options) => run(&options),
        None => Ok((options::HELP.to_owned(), false)),
    });
    match outcome {
        Ok((text, failed)) => {
            print!("{text}");
            ExitCode::from(u8::from(failed))
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

/// What is printed, and whether a bound is missed that holds on every machine.
fn run(options: &Options) -> Result<(String, bool), String> {
    let mut failed = false;
    let mut out = String::new();
    if options.compile || options.throughput {
        out.push_str(&types(options)?);
    }
    if options.evaluator {
        eprintln!("building the evaluator's cases");
        out.push_str(&evaluator::measure()?);
    }
    if options.payloads {
        eprintln!("building the payloads' program");
        out.push_str(&payloads::measure()?);
    }
    if options.documents {
        let (text, larger) = documents::measure(options)?;
        out.push_str(&text);
        failed |= larger;
    }
    Ok((out, failed))
}

fn types(options: &Options) -> Result<String, String> {
    let edited = steady::last_edit();
    let records = model::records(options.types);
    let scratch = Scratch::create(&records)?;
    let profiles = if options.compile {
        &Profile::ALL[..]
    } else {
        &[Profile::Release]
    };
    eprintln!("building dependencies");
    compile::dependencies(&scratch, profiles)?;
    let mut rows = Vec::new();
    if options.compile {
        rows.extend(compile::measure(&scratch, options.runs)?);
    }
    compile::programs(&scratch)?;
    compile::same_work(&scratch, &records)?;
    if options.compile {
        rows.extend(compile::measure_sizes(&scratch)?);
    }
    let inputs = throughput::write_inputs(&scratch, &records)?;
    if options.throughput {
        rows.extend(throughput::measure(&scratch, &inputs)?);
    }
    if options.callgrind {
        rows.extend(throughput::count(&scratch, &inputs)?);
    }
    if steady::last_edit() != edited {
        eprintln!("the runtime was edited while it was measured: run this again");
    }
    Ok(report::table(&rows))
}
