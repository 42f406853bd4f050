//! The reports of a run -> the terminal, a machine-readable stream, or a file.
//!
//! Text goes to standard error. Machine-readable formats go to standard output, except for commands
//! that print their product there; `--message-file` takes either.

use std::cell::{Cell, RefCell};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use fieldwright::{Diagnostics, Format, SarifLog, Severity};

use super::arguments::{Arguments, ColorChoice, Command};

/// The target of messages.
#[derive(Debug, PartialEq, Eq)]
enum Target {
    Output,
    Error,
    File(PathBuf),
}

/// The target of messages and results.
pub(crate) struct Console {
    pub(crate) format: Format,
    target: Target,
    colour: bool,
    quiet: bool,
    pub(crate) verbose: bool,
    /// The text that is written to a file at the end.
    text: RefCell<String>,
    log: RefCell<SarifLog>,
    /// Errors, warnings and notes reported.
    counts: Cell<[usize; 3]>,
    /// Whether a result could not be written.
    unwritten: Cell<bool>,
}

impl Console {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let format = arguments.message_format.into();
        let prints = match &arguments.command {
            None => false,
            Some(Command::Check(check)) => check.base.is_some(),
            Some(Command::Generate(generate)) => {
                (generate.out.is_none() && generate.html.is_none()) || generate.report
            }
            Some(_) => true,
        };
        let target = match &arguments.message_file {
            Some(path) => Target::File(path.clone()),
            None if prints || format == Format::Text => Target::Error,
            None => Target::Output,
        };
        let colour = match arguments.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                target == Target::Error
                    && std::io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none()
            }
        };
        Self {
            format,
            target,
            colour,
            quiet: arguments.quiet,
            verbose: arguments.verbose,
            text: RefCell::default(),
            log: RefCell::default(),
            counts: Cell::default(),
            unwritten: Cell::new(false),
        }
    }

    /// Whether messages can be written to the file that was named for them: known before anything is
    /// done.
    pub(super) fn has_target(&self) -> bool {
        let Target::File(path) = &self.target else {
            return true;
        };
        let is_folder = path.is_dir();
        if is_folder {
            let shown = path.display();
            eprint_text(&format!(
                "error: messages cannot be written to {shown}, a folder\n"
            ));
        }
        !is_folder
    }

    /// Shows diagnostics; with `--quiet` only if something failed.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, failed: bool) {
        /// How many of each kind of warning are shown; the others are counted.
        const FEW: usize = 5;
        let [errors, warnings, notes] = self.counts.get();
        self.counts.set([
            errors + diagnostics.count(Severity::Error),
            warnings + diagnostics.count(Severity::Warning),
            notes + diagnostics.count(Severity::Note),
        ]);
        if diagnostics.is_empty() || (self.quiet && !failed) {
            return;
        }
        match self.format {
            Format::Sarif => self.log.borrow_mut().add(diagnostics),
            Format::Text if !self.verbose => {
                self.message(&diagnostics.render_few(FEW, self.colour));
            }
            format => self.message(&diagnostics.render(format, self.colour)),
        }
    }

    /// Reports a file that differs from the output of its schema.
    pub(crate) fn drift(&self, file: &str, line: usize, message: &str) {
        let [errors, warnings, notes] = self.counts.get();
        self.counts.set([errors + 1, warnings, notes]);
        match self.format {
            Format::Sarif => self.log.borrow_mut().add_drift(file, line, message),
            format => self.message(&fieldwright::drift_message(format, file, line, message)),
        }
    }

    /// An error that is no diagnostic of a file.
    pub(crate) fn error(&self, message: &str) {
        match self.format {
            Format::Text => self.message(&format!("error: {message}\n")),
            Format::Sarif => self.log.borrow_mut().add_failure(message),
            Format::Github => {
                let message = message.replace('%', "%25").replace('\n', "%0A");
                self.message(&format!("::error title=failed::{message}\n"));
            }
            Format::Json => {
                let message = fieldwright_runtime::Value::from(message);
                self.message(&format!(
                    "{{\"code\":\"failed\",\"severity\":\"error\",\"message\":{message}}}\n"
                ));
            }
        }
    }

    fn message(&self, text: &str) {
        match self.target {
            Target::Error => eprint_text(text),
            Target::Output => self.result(text),
            Target::File(_) => self.text.borrow_mut().push_str(text),
        }
    }

    /// Reports an action.
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

    /// The totals, the log and the file of messages; whether all could be written.
    pub(super) fn finish(&self) -> bool {
        if self.format == Format::Sarif {
            let log = self.log.take().finish();
            self.message(&log);
        }
        if let Target::File(path) = &self.target
            && let Err(error) = write_file(path, &self.text.borrow())
        {
            eprint_text(&format!("error: {}: {error}\n", path.display()));
            return false;
        }
        let counts = self.counts.get();
        if counts != [0; 3] {
            let names = ["error", "warning", "note"];
            let parts = counts.iter().zip(names).filter(|(count, _)| **count > 0);
            let parts: Vec<String> = parts
                .map(|(count, name)| {
                    let ending = if *count == 1 { "" } else { "s" };
                    format!("{count} {name}{ending}")
                })
                .collect();
            self.note(&parts.join(", "));
        }
        !self.unwritten.get()
    }

    /// The result of the command.
    pub(crate) fn result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            // A reader that has gone away, as `head` does, is no failure of ours.
            if error.kind() != std::io::ErrorKind::BrokenPipe && !self.unwritten.replace(true) {
                eprint_text(&format!("error: standard output: {error}\n"));
            }
        }
    }

    /// On a terminal, the phase, the count and the time of long steps.
    pub(crate) fn progress(&self) -> Bar {
        let is_ci = std::env::var_os("CI").is_some_and(|value| value != "false");
        if self.quiet || is_ci || !std::io::stderr().is_terminal() {
            return Bar(indicatif::ProgressBar::hidden());
        }
        let bar = indicatif::ProgressBar::new_spinner();
        if let Ok(style) = indicatif::ProgressStyle::with_template("{spinner} {msg}, {elapsed}") {
            bar.set_style(style);
        }
        bar.set_message("starting");
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Bar(bar)
    }
}

/// The progress of a long run.
#[derive(Clone)]
pub(crate) struct Bar(indicatif::ProgressBar);

impl Bar {
    /// Shows a phase.
    pub(crate) fn show(&self, progress: &fieldwright::Progress<'_>) {
        if self.0.is_hidden() {
            return;
        }
        let count = match progress.count {
            1 => String::new(),
            count => format!(" ({} of {count})", progress.number),
        };
        // A name may hold anything.
        let input = progress.input.escape_debug();
        self.0
            .set_message(format!("{} {input}{count}", progress.phase));
    }

    /// Shows something that has no input.
    pub(crate) fn message(&self, message: &str) {
        self.0.set_message(message.to_owned());
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

fn eprint_text(text: &str) {
    // A closed standard error cannot be reported.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

fn write_file(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
