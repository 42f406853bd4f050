//! The description of the arguments -> completions for shells, and man pages.

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::arguments::Arguments;
use super::{Console, Outcome};

const NAME: &str = "fieldwright";

/// `fieldwright completions`.
pub(super) fn completions(shell: Option<Shell>, console: &Console) -> Outcome {
    let Some(shell) = shell.or_else(Shell::from_env) else {
        console.error(
            "the variable SHELL names no known shell; name one: fieldwright completions bash",
        );
        return Outcome::Wrong;
    };
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), NAME, &mut out);
    console.result(&String::from_utf8_lossy(&out));
    Outcome::Success
}

/// `fieldwright man`.
pub(super) fn man(folder: Option<&Path>, console: &Console) -> Outcome {
    let command = Arguments::command();
    let done = match folder {
        None => page(command).map(|page| console.result(&page)),
        Some(folder) => write(command, folder, console),
    };
    match done {
        Ok(()) => Outcome::Success,
        Err(error) => {
            console.error(&format!("the man pages cannot be written: {error}"));
            Outcome::Wrong
        }
    }
}

/// `fieldwright.1`, `fieldwright-diff.1` and so on.
fn write(mut command: clap::Command, folder: &Path, console: &Console) -> std::io::Result<()> {
    command.build();
    let inner = command
        .get_subcommands()
        .filter(|one| one.get_name() != "help");
    let named = inner.map(|one| {
        let name = format!("{NAME}-{}", one.get_name());
        let shown = one
            .clone()
            .name(name.clone())
            .version(env!("CARGO_PKG_VERSION"));
        (name, shown)
    });
    let named: Vec<(String, clap::Command)> = named.collect();
    std::fs::create_dir_all(folder)?;
    let count = named.len() + 1;
    let whole = std::iter::once((NAME.to_owned(), Arguments::command()));
    for (name, command) in whole.chain(named) {
        std::fs::write(folder.join(format!("{name}.1")), page(command)?)?;
    }
    console.note(&format!("{}: wrote {count} files", folder.display()));
    Ok(())
}

fn page(command: clap::Command) -> std::io::Result<String> {
    let mut out = Vec::new();
    // Without a date: the same version is the same page.
    clap_mangen::Man::new(command).render(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
