//! `/proc/self/stat` -> the processor time of the children that have ended.
//!
//! Wall time would count what else the machine does; this does not. A child's time
//! arrives when it is waited for, its own children's with it. Linux only.

use std::process::Command;

/// Seconds of user and system time of all children so far; an error says why there
/// are none.
pub(crate) fn children() -> Result<f64, String> {
    let text = std::fs::read_to_string("/proc/self/stat").map_err(|error| {
        format!("processor time is read from /proc/self/stat, which is Linux only: {error}")
    })?;
    let ticks = child_ticks(&text).ok_or("/proc/self/stat has an unknown form")?;
    Ok(ticks as f64 / ticks_per_second())
}

/// The fields `cutime` and `cstime`, the 16th and 17th (proc_pid_stat(5)).
fn child_ticks(stat: &str) -> Option<u64> {
    // The second field is a name in parentheses, which may itself have spaces.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(13);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn ticks_per_second() -> f64 {
    /// What Linux has on every common architecture.
    const USUAL: f64 = 100.0;
    let output = Command::new("getconf").arg("CLK_TCK").output().ok();
    let text = output.and_then(|output| String::from_utf8(output.stdout).ok());
    text.and_then(|text| text.trim().parse().ok())
        .unwrap_or(USUAL)
}

#[cfg(test)]
mod tests {
    use super::child_ticks;

    #[test]
    fn a_name_with_spaces_and_parentheses_does_not_shift_the_fields() {
        let stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 9 9 0 0 11 12 130 14 20 0 1 0";
        assert_eq!(child_ticks(stat), Some(144));
        assert_eq!(child_ticks("7 (a) S 1"), None);
    }
}
