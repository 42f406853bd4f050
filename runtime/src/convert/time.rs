//! The `time` crate.
//!
//! It has no leap seconds. A `time` of RFC 3339 has an offset, so it is a pair.

use time::{Month, OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::refused;
use crate::instant::convert::{write_clock, write_day};
use crate::instant::{self, Clock, Day};
use crate::{Date, DateTime, Time, Violations};

impl TryFrom<&DateTime> for OffsetDateTime {
    type Error = Violations;
    fn try_from(text: &DateTime) -> Result<Self, Violations> {
        let parts = instant::instant(text);
        let instant = parts.and_then(|(day, clock)| {
            let (time, offset) = of_clock(clock)?;
            Some(PrimitiveDateTime::new(of_day(day)?, time).assume_offset(offset))
        });
        instant.ok_or_else(|| refused("time::OffsetDateTime"))
    }
}

impl TryFrom<OffsetDateTime> for DateTime {
    type Error = Violations;
    fn try_from(value: OffsetDateTime) -> Result<Self, Violations> {
        instant_text(value.date(), value.time(), value.offset())
    }
}

dates! { time::Date = "time::Date", time::Time, UtcOffset = "time::Time" }

fields! {
    OffsetDateTime = DateTime, "time::OffsetDateTime", |instant| DateTime::try_from(*instant);
    time::Date = Date, "time::Date", |date| Date::try_from(*date);
}

fn of_day(day: Day) -> Option<time::Date> {
    let month = Month::try_from(day.month).ok()?;
    time::Date::from_calendar_date(day.year.into(), month, day.day).ok()
}

fn of_clock(clock: Clock<'_>) -> Option<(time::Time, UtcOffset)> {
    let nanoseconds = clock.nanoseconds()?;
    let time = time::Time::from_hms_nano(clock.hour, clock.minute, clock.second, nanoseconds);
    let offset = UtcOffset::from_whole_seconds(clock.offset * 60);
    Some((time.ok()?, offset.ok()?))
}

fn day_text(date: time::Date) -> Option<String> {
    write_day(
        date.year(),
        u8::from(date.month()).into(),
        date.day().into(),
    )
}

fn clock_text(time: time::Time, offset: UtcOffset) -> Option<String> {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    let clock = [hour.into(), minute.into(), second.into(), nanosecond];
    write_clock(clock, offset.whole_seconds())
}
