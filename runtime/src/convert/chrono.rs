//! The `chrono` crate.
//!
//! It writes a leap second as second 59 with more than a billion nanoseconds, so every
//! `date-time` up to nanoseconds has a `DateTime<FixedOffset>`. A `time` has an offset, so it
//! is a pair.

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone, Timelike};

use super::refused;
use crate::instant::convert::{write_clock, write_day};
use crate::instant::{self, Clock, Day};
use crate::{Date, DateTime, Time, Violations};

impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = Violations;
    fn try_from(text: &DateTime) -> Result<Self, Violations> {
        let parts = instant::instant(text);
        let instant = parts.and_then(|(day, clock)| {
            let (time, offset) = of_clock(clock)?;
            let local = of_day(day)?.and_time(time);
            offset.from_local_datetime(&local).single()
        });
        instant.ok_or_else(|| refused("chrono::DateTime"))
    }
}

impl TryFrom<&DateTime> for chrono::DateTime<chrono::Utc> {
    type Error = Violations;
    fn try_from(text: &DateTime) -> Result<Self, Violations> {
        chrono::DateTime::<FixedOffset>::try_from(text).map(|instant| instant.to_utc())
    }
}

impl<Z: TimeZone> TryFrom<chrono::DateTime<Z>> for DateTime {
    type Error = Violations;
    fn try_from(value: chrono::DateTime<Z>) -> Result<Self, Violations> {
        let local = value.naive_local();
        instant_text(local.date(), local.time(), value.offset().fix())
    }
}

dates! { NaiveDate = "chrono::NaiveDate", NaiveTime, FixedOffset = "chrono::NaiveTime" }

fields! {
    chrono::DateTime<FixedOffset> = DateTime, "chrono::DateTime", |instant| DateTime::try_from(*instant);
    chrono::DateTime<chrono::Utc> = DateTime, "chrono::DateTime", |instant| DateTime::try_from(*instant);
    NaiveDate = Date, "chrono::NaiveDate", |date| Date::try_from(*date);
}

const SECOND: u32 = 1_000_000_000;

fn of_day(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
}

fn of_clock(clock: Clock<'_>) -> Option<(NaiveTime, FixedOffset)> {
    let (second, leap) = match clock.second {
        60 => (59, SECOND),
        second => (u32::from(second), 0),
    };
    let nanoseconds = clock.nanoseconds()? + leap;
    let (hour, minute) = (clock.hour.into(), clock.minute.into());
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanoseconds)?;
    Some((time, FixedOffset::east_opt(clock.offset * 60)?))
}

fn day_text(date: NaiveDate) -> Option<String> {
    write_day(date.year(), date.month(), date.day())
}

fn clock_text(time: NaiveTime, offset: FixedOffset) -> Option<String> {
    let (second, nanosecond) = match time.nanosecond().checked_sub(SECOND) {
        Some(nanosecond) => (time.second() + 1, nanosecond),
        None => (time.second(), time.nanosecond()),
    };
    let clock = [time.hour(), time.minute(), second, nanosecond];
    write_clock(clock, offset.local_minus_utc())
}
