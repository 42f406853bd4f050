//! The `jiff` crate, 1 and 0.2.
//!
//! An instant is a `Timestamp` or, with its offset, a `ZonedDateTime`, which 0.2 calls `Zoned`; a leap second is neither. A
//! `time` has an offset, so it is a pair. A `Span` whose sign or fraction a `duration` cannot
//! write is refused.

/// The conversions of one version of the crate, in a module.
macro_rules! conversions {
    (
        $feature:literal $module:ident $jiff:ident $zoned:ident $to_zoned:ident $name:literal
    ) => {
        #[cfg(feature = $feature)]
        mod $module {
            use $jiff::civil;
            use $jiff::tz::{Offset, TimeZone};
            use $jiff::{Span, Timestamp, $zoned as Zoned};

            use super::super::refused;
            use crate::instant::convert::{write_clock, write_day};
            use crate::instant::{self, Clock, Day};
            use crate::{Date, DateTime, Duration, Format, Time, Violations};

            impl TryFrom<&DateTime> for Zoned {
                type Error = Violations;
                fn try_from(text: &DateTime) -> Result<Self, Violations> {
                    let (day, clock) = instant::instant(text).ok_or_else(|| refused(ZONED))?;
                    let zoned = || {
                        let (time, offset) = of_clock(clock)?;
                        let local = civil::DateTime::from_parts(of_day(day)?, time);
                        local.$to_zoned(TimeZone::fixed(offset)).ok()
                    };
                    zoned().ok_or_else(|| refused(ZONED))
                }
            }

            impl TryFrom<&Zoned> for DateTime {
                type Error = Violations;
                fn try_from(value: &Zoned) -> Result<Self, Violations> {
                    instant_text(value.date(), value.time(), value.offset())
                }
            }

            impl TryFrom<&DateTime> for Timestamp {
                type Error = Violations;
                fn try_from(text: &DateTime) -> Result<Self, Violations> {
                    Zoned::try_from(text).map(|zoned| zoned.timestamp())
                }
            }

            impl TryFrom<Timestamp> for DateTime {
                type Error = Violations;
                fn try_from(value: Timestamp) -> Result<Self, Violations> {
                    Self::try_from(&value.$to_zoned(TimeZone::UTC))
                }
            }

            dates! { civil::Date = "jiff::civil::Date", civil::Time, Offset = "jiff::civil::Time" }

            impl TryFrom<&Duration> for Span {
                type Error = Violations;
                fn try_from(text: &Duration) -> Result<Self, Violations> {
                    let span = Format::Duration.matches(text).then(|| text.parse().ok());
                    span.flatten().ok_or_else(|| refused("jiff::Span"))
                }
            }

            impl TryFrom<Span> for Duration {
                type Error = Violations;
                fn try_from(value: Span) -> Result<Self, Violations> {
                    Self::try_from(value.to_string()).map_err(|_| refused("duration"))
                }
            }

            fields! {
                Zoned = DateTime, $name, |zoned| DateTime::try_from(zoned);
                Timestamp = DateTime, "jiff::Timestamp", |instant| DateTime::try_from(*instant);
                civil::Date = Date, "jiff::civil::Date", |date| Date::try_from(*date);
            }

            const ZONED: &str = $name;

            fn of_day(day: Day) -> Option<civil::Date> {
                let year = i16::try_from(day.year).ok()?;
                civil::Date::new(year, day.month.cast_signed(), day.day.cast_signed()).ok()
            }

            fn of_clock(clock: Clock<'_>) -> Option<(civil::Time, Offset)> {
                let time = civil::Time::new(
                    clock.hour.cast_signed(),
                    clock.minute.cast_signed(),
                    clock.second.cast_signed(),
                    clock.nanoseconds()?.cast_signed(),
                );
                Some((time.ok()?, Offset::from_seconds(clock.offset * 60).ok()?))
            }

            fn day_text(date: civil::Date) -> Option<String> {
                let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
                write_day(i32::from(date.year()), u32::from(month), u32::from(day))
            }

            fn clock_text(time: civil::Time, offset: Offset) -> Option<String> {
                let clock = [time.hour(), time.minute(), time.second()]
                    .map(|n| u32::from(n.unsigned_abs()));
                let [hour, minute, second] = clock;
                let nanosecond = time.subsec_nanosecond().unsigned_abs();
                write_clock([hour, minute, second, nanosecond], offset.seconds())
            }
        }
    };
}

conversions! { "jiff" one jiff ZonedDateTime to_zoned_datetime "jiff::ZonedDateTime" }
conversions! { "jiff_02" zero_two jiff_02 Zoned to_zoned "jiff::Zoned" }
