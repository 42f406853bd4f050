//! The command `fieldwright`: an entry point to the library.
//!
//! Exit codes: 0 success, 1 drift, 2 the input or its use is wrong.

#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::todo)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
