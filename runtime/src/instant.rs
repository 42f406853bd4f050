//! Texts of RFC 3339 section 5.6 -> their numbers, and back; how two of them compare.
//!
//! Knows nothing of calendars beyond counting days: [`Format`] has validated the texts before.

#[cfg(any(
    feature = "jiff",
    feature = "jiff_02",
    feature = "chrono",
    feature = "time",
    test
))]
pub(crate) mod convert;

use std::cmp::Ordering;

use crate::Format;

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A time of day with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock<'t> {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    /// 60 in a leap second.
    pub(crate) second: u8,
    /// The digits after the dot, without zeros at the end.
    fraction: &'t str,
    /// From UTC, in minutes; `-00:00`, an offset that is not known, is 0.
    pub(crate) offset: i32,
}

/// A point on the time line, except for leap seconds: the UTC minute, the second in it, and the
/// digits of its fraction, which compare as text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant<'t>(i64, u8, &'t str);

/// A `date`; `None` for a text that is none.
pub(crate) fn day(text: &str) -> Option<Day> {
    Format::Date.matches(text).then(|| read_day(text))?
}

/// A `time`; `None` for a text that is none.
pub(crate) fn clock(text: &str) -> Option<Clock<'_>> {
    Format::Time.matches(text).then(|| read_clock(text))?
}

/// A `date-time`; `None` for a text that is none.
pub(crate) fn instant(text: &str) -> Option<(Day, Clock<'_>)> {
    if !Format::DateTime.matches(text) {
        return None;
    }
    Some((read_day(text)?, read_clock(text.get(11..)?)?))
}

fn read_day(text: &str) -> Option<Day> {
    Some(Day {
        year: text.get(..4)?.parse().ok()?,
        month: text.get(5..7)?.parse().ok()?,
        day: text.get(8..10)?.parse().ok()?,
    })
}

fn read_clock(text: &str) -> Option<Clock<'_>> {
    let rest = text.get(8..)?;
    let offset_at = rest.find(|c: char| c != '.' && !c.is_ascii_digit())?;
    let (fraction, offset) = rest.split_at_checked(offset_at)?;
    Some(Clock {
        hour: text.get(..2)?.parse().ok()?,
        minute: text.get(3..5)?.parse().ok()?,
        second: text.get(6..8)?.parse().ok()?,
        fraction: fraction.trim_start_matches('.').trim_end_matches('0'),
        offset: read_offset(offset)?,
    })
}

fn read_offset(text: &str) -> Option<i32> {
    let Some(minutes) = text.get(4..6) else {
        return Some(0); // Z
    };
    let hours: i32 = text.get(1..3)?.parse().ok()?;
    let minutes = hours * 60 + minutes.parse::<i32>().ok()?;
    Some(if text.starts_with('-') {
        -minutes
    } else {
        minutes
    })
}

impl Day {
    /// Days since 0000-03-01 of the Gregorian calendar; a year ends with February, so that
    /// leap days come last.
    fn number(self) -> i64 {
        let early = self.month <= 2;
        let year = i64::from(self.year) - i64::from(early);
        let month = (i64::from(self.month) + 9) % 12;
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (month * 153 + 2) / 5
            + i64::from(self.day)
            - 1
    }
}

impl<'t> Clock<'t> {
    /// The instant on a day, or on the same day as others.
    pub(crate) fn instant(self, day: Option<Day>) -> Instant<'t> {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute) - i64::from(self.offset);
        let days = day.map_or(0, Day::number);
        Instant(days * 1440 + minutes, self.second, self.fraction)
    }
}

/// Texts of one kind compare by instant, others by code point.
pub(crate) fn compare_texts(left: &str, right: &str) -> Ordering {
    if let (Some((left_day, left)), Some((right_day, right))) = (instant(left), instant(right)) {
        return left
            .instant(Some(left_day))
            .cmp(&right.instant(Some(right_day)));
    }
    if let (Some(left), Some(right)) = (day(left), day(right)) {
        return left.cmp(&right);
    }
    if let (Some(left), Some(right)) = (clock(left), clock(right)) {
        return left.instant(None).cmp(&right.instant(None));
    }
    // UTF-8 sorts by code point.
    left.cmp(right)
}

#[cfg(test)]
mod tests {
    use super::convert::write_day;
    use super::{clock, day, instant};

    #[test]
    fn days_are_counted_one_by_one() {
        let mut last = None;
        for year in [0, 1, 4, 100, 400, 1900, 2000, 2023, 2024, 9999] {
            last = None;
            for month in 1..=12 {
                for number in 1..=31 {
                    let text = write_day(year, month, number).unwrap();
                    let Some(day) = day(&text) else { continue };
                    let number = day.number();
                    assert!(last.is_none_or(|last| last + 1 == number), "{text}");
                    last = Some(number);
                }
            }
        }
        assert_eq!(last, Some(day("9999-12-31").unwrap().number()));
        let eve = day("1999-12-31").unwrap().number();
        assert_eq!(eve + 1, day("2000-01-01").unwrap().number());
    }

    #[test]
    fn instants_compare_by_the_time_line() {
        let instant = |text| {
            let (day, clock) = instant(text).unwrap();
            clock.instant(Some(day))
        };
        let ascending = [
            "2016-12-31T23:59:59Z",
            "2016-12-31t23:59:59.000000000000000000001z",
            "2017-01-01T00:59:59.1+01:00",
            "2016-12-31T23:59:59.10001-00:00",
            "2016-12-31T15:59:60.5-08:00",
            "2017-01-01T00:00:00Z",
        ];
        for pair in ascending.windows(2) {
            assert!(instant(pair[0]) < instant(pair[1]), "{pair:?}");
        }
        assert!(instant("2024-03-01T00:30:00+01:00") == instant("2024-02-29T23:30:00.00Z"));
        let of_day = |text| clock(text).unwrap().instant(None);
        assert!(of_day("10:00:00+02:00") < of_day("09:00:00Z"));
    }
}
