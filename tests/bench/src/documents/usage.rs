//! A command -> what it and all its children used: processor time, wall time, memory.
//!
//! The memory is the largest resident set of one process. It is never below that of the
//! process that started it, so the benchmark reads no large file as a whole.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What one command used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// Seconds of user and system time.
    pub(crate) cpu: f64,
    /// Seconds from start to end.
    pub(crate) wall: f64,
    /// Largest resident set in MiB.
    pub(crate) peak: f64,
}

impl Usage {
    /// The least of each quantity: what else the machine does only adds.
    pub(crate) fn least(all: &[Self]) -> Self {
        let least = |of: fn(&Self) -> f64| all.iter().map(of).fold(f64::NAN, f64::min);
        Self {
            cpu: least(|one| one.cpu),
            wall: least(|one| one.wall),
            peak: least(|one| one.peak),
        }
    }
}

/// Runs a command to its end. An error has the first lines of what it wrote to `log`.
pub(crate) fn run(command: &mut Command, log: &Path) -> Result<Usage, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let failed = |what: &dyn std::fmt::Display| format!("{name}: {what}");
    let file = File::create(log).map_err(|error| failed(&error))?;
    let copy = file.try_clone().map_err(|error| failed(&error))?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::from(copy))
        .stderr(Stdio::from(file));
    let started = Instant::now();
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    let ended = child.wait4().map_err(|error| failed(&error))?;
    let wall = started.elapsed().as_secs_f64();
    if !ended.status.success() {
        let written = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = written.lines().take(30).collect();
        return Err(failed(&format!("{}\n{}", ended.status, lines.join("\n"))));
    }
    const MEBIBYTE: f64 = 1024.0 * 1024.0;
    Ok(Usage {
        cpu: (ended.rusage.utime + ended.rusage.stime).as_secs_f64(),
        wall,
        peak: ended.rusage.maxrss as f64 / MEBIBYTE,
    })
}

#[cfg(test)]
mod tests {
    use super::Usage;

    #[test]
    fn the_least_of_each_quantity_counts() {
        let one = |cpu, wall, peak| Usage { cpu, wall, peak };
        let least = Usage::least(&[one(2.0, 1.0, 9.0), one(1.0, 3.0, 8.0)]);
        assert_eq!((least.cpu, least.wall, least.peak), (1.0, 1.0, 8.0));
    }
}
