//! Conversions for types of other crates: nanoseconds, and numbers -> texts.

use super::Clock;

impl Clock<'_> {
    /// The fraction in nanoseconds; `None` where it has more digits than that.
    pub(crate) fn nanoseconds(self) -> Option<u32> {
        if self.fraction.is_empty() {
            return Some(0);
        }
        let digits = self.fraction.len();
        let missing = u32::try_from(9usize.checked_sub(digits)?).ok()?;
        Some(self.fraction.parse::<u32>().ok()? * 10u32.pow(missing))
    }
}

/// `2024-02-29`; `None` for years that four digits cannot write.
pub(crate) fn write_day(year: i32, month: u32, day: u32) -> Option<String> {
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// `12:00:00.5+01:00`; `None` where the offset has seconds. `clock` is hour, minute, second and
/// nanosecond, `offset` in seconds.
pub(crate) fn write_clock(clock: [u32; 4], offset: i32) -> Option<String> {
    let [hour, minute, second, nanosecond] = clock;
    let mut out = format!("{hour:02}:{minute:02}:{second:02}");
    if nanosecond > 0 {
        let digits = format!("{nanosecond:09}");
        out.push('.');
        out.push_str(digits.trim_end_matches('0'));
    }
    if offset % 60 != 0 {
        return None;
    }
    match offset / 60 {
        0 => out.push('Z'),
        minutes => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            out.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::instant;
    use super::*;

    #[test]
    fn texts_are_written_back() {
        let (day, clock) = instant("0001-02-03T04:05:06.078-09:10").unwrap();
        assert_eq!((day.year, day.month, day.day), (1, 2, 3));
        assert_eq!((clock.hour, clock.minute, clock.second), (4, 5, 6));
        assert_eq!(
            (clock.nanoseconds(), clock.offset),
            (Some(78_000_000), -550)
        );
        let written = write_clock([4, 5, 6, 78_000_000], -550 * 60).unwrap();
        assert_eq!(written, "04:05:06.078-09:10");
        assert_eq!(write_clock([0, 0, 0, 0], 61), None);
        assert_eq!(write_day(10_000, 1, 1), None);
        assert_eq!(instant("2024-02-30T00:00:00Z"), None);
        let fine = "2024-01-01T00:00:00.1234567891Z";
        assert_eq!(instant(fine).unwrap().1.nanoseconds(), None);
    }
}
