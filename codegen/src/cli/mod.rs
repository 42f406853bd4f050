//! Arguments -> calls of the library; what they say -> the terminal.

mod arguments;
mod commands;
mod import;
mod options;
mod starter;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, ColorChoice, Command};
use fieldwright::{Diagnostics, Format};

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
    let console = Console {
        format: arguments.message_format.into(),
        colour: match arguments.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
            }
        },
        quiet: arguments.quiet,
        verbose: arguments.verbose,
        unwritten: std::cell::Cell::new(false),
    };
    let outcome = match arguments.command {
        None => commands::regenerate(&arguments.config, &console),
        Some(Command::Check) => commands::check(&arguments.config, &console),
        Some(Command::Generate(generate)) => commands::generate(&generate, &console),
        Some(Command::Schema {
            input,
            settings,
            mapped,
            form,
        }) => commands::schema(&input, mapped.apply(settings.generator()), form, &console),
        Some(Command::Import(arguments)) => import::import(&arguments, &console),
        Some(Command::Init { folder }) => starter::init(&folder, &console),
        Some(Command::Explain { code }) => commands::explain(code.as_deref(), &console),
    };
    let outcome = if console.unwritten.get() {
        Outcome::Wrong
    } else {
        outcome
    };
    ExitCode::from(match outcome {
        Outcome::Success => 0,
        Outcome::Drift => 1,
        Outcome::Wrong => 2,
    })
}

/// Where messages go: diagnostics and notes to standard error, results to standard
/// output.
pub(crate) struct Console {
    pub(crate) format: Format,
    colour: bool,
    quiet: bool,
    pub(crate) verbose: bool,
    /// Whether a result could not be written.
    unwritten: std::cell::Cell<bool>,
}

impl Console {
    /// Shows diagnostics; with `--quiet` only where something failed.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, failed: bool) {
        /// Of each kind of warning; the rest is counted.
        const FEW: usize = 5;
        if diagnostics.is_empty() || (self.quiet && !failed) {
            return;
        }
        let all = self.verbose || self.format != Format::Text;
        eprint_text(&if all {
            diagnostics.render(self.format, self.colour)
        } else {
            diagnostics.render_few(FEW, self.colour)
        });
    }

    /// An error that is no diagnostic of a file.
    pub(crate) fn error(&self, message: &str) {
        eprint_text(&format!("error: {message}\n"));
    }

    /// What has been done.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            eprint_text(&format!("{message}\n"));
        }
    }

    /// Details for `--verbose`.
    pub(crate) fn detail(&self, message: &str) {
        if self.verbose {
            eprint_text(&format!("{message}\n"));
        }
    }

    /// The result of the command.
    pub(crate) fn result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // A reader that has gone away, as `head` does, is no failure of ours.
            if error.kind() != std::io::ErrorKind::BrokenPipe && !self.unwritten.replace(true) {
                self.error(&format!("standard output: {error}"));
            }
        }
    }

    /// A spinner on a terminal for what may take long.
    pub(crate) fn progress(&self, what: &str) -> indicatif::ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return indicatif::ProgressBar::hidden();
        }
        let bar = indicatif::ProgressBar::new_spinner().with_message(what.to_owned());
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        bar
    }
}

fn eprint_text(text: &str) {
    // Nobody is left to be told that standard error is closed.
    let _ = std::io::stderr().write_all(text.as_bytes());
}
