//! Arguments -> calls of the library; their reports -> the terminal.

mod arguments;
mod commands;
mod console;
mod described;
mod diff;
mod editors;
mod import;
mod infer;
mod options;
mod starter;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use console::Console;
use fieldwright::{Level, Levels};

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Success,
    Drift,
    Wrong,
}

/// Runs the command line.
pub(crate) fn run() -> ExitCode {
    // Clap ends with 0 for help and version and with 2 for wrong use.
    let arguments = Arguments::parse();
    let console = Console::new(&arguments);
    if !console.has_target() {
        return ExitCode::from(2);
    }
    let outcome = match levels(&arguments) {
        Ok(levels) => act(arguments, &levels, &console),
        Err(problem) => {
            console.error(&problem);
            Outcome::Wrong
        }
    };
    let outcome = match console.finish() {
        true => outcome,
        false => Outcome::Wrong,
    };
    ExitCode::from(match outcome {
        Outcome::Success => 0,
        Outcome::Drift => 1,
        Outcome::Wrong => 2,
    })
}

fn act(arguments: Arguments, levels: &Levels, console: &Console) -> Outcome {
    let config = arguments.config;
    match arguments.command {
        None => commands::regenerate(config.as_deref(), levels, console),
        Some(Command::Check(check)) => match &check.base {
            Some(base) => diff::since(base, config.as_deref(), &check.report, levels, console),
            None if check.report.form.is_some() => {
                console.error("--as is for what changed since a revision; name one with --base");
                Outcome::Wrong
            }
            None => commands::check(config.as_deref(), levels, console),
        },
        Some(Command::Diff(arguments)) => diff::diff(&arguments, levels, console),
        Some(Command::Generate(_)) if config.is_some() => {
            console.error(
                "`generate` takes its settings from options; leave --config out, or run \
                 `fieldwright --config FILE`",
            );
            Outcome::Wrong
        }
        Some(Command::Generate(generate)) => commands::generate(&generate, levels, console),
        Some(Command::Schema { table: true, .. }) => {
            editors::TABLE.print(console);
            Outcome::Success
        }
        Some(Command::Schema { input: None, .. }) => {
            editors::CONFIGURATION.print(console);
            Outcome::Success
        }
        Some(Command::Schema {
            input: Some(input),
            settings,
            mapped,
            form,
            ..
        }) => commands::schema(
            &input,
            mapped.apply(settings.generator()),
            form,
            levels,
            console,
        ),
        Some(Command::Import(arguments)) => import::import(&arguments, console),
        Some(Command::Infer(arguments)) => infer::infer(&arguments, console),
        Some(Command::Init {
            folder,
            runtime_path,
        }) => starter::init(&folder, runtime_path.as_deref(), console),
        Some(Command::Completions { shell }) => described::completions(shell, console),
        Some(Command::Man { out }) => described::man(out.as_deref(), console),
        Some(Command::Explain { code }) => commands::explain(code.as_deref(), console),
    }
}

/// `-A`, then `-W`, then `-D`: of a code that is named twice the stricter one counts.
fn levels(arguments: &Arguments) -> Result<Levels, String> {
    let mut levels = Levels::default();
    let given = [
        (&arguments.allow, Level::Allow),
        (&arguments.warn, Level::Warn),
        (&arguments.deny, Level::Deny),
    ];
    for (codes, level) in given {
        for code in codes {
            levels.set(code, level).map_err(|near| {
                let near = near.map(|near| format!("; did you mean `{near}`?"));
                let near = near.unwrap_or_default();
                format!("there is no code `{code}`{near} (`fieldwright explain` lists them all)")
            })?;
        }
    }
    Ok(levels)
}
