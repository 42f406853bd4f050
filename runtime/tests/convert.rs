//! Text types to and from `std::net` and other crates: what is kept, what is refused.

use std::net::{Ipv4Addr, Ipv6Addr};

use fieldwright_runtime::{Ipv4, Ipv6, Violations};

/// The one code of a refusal.
fn code<T: std::fmt::Debug>(result: Result<T, Violations>) -> String {
    let violations = result.unwrap_err();
    assert_eq!(violations.len(), 1);
    violations.iter().map(|v| v.code.to_string()).collect()
}

#[test]
fn addresses() {
    let address = Ipv4::try_from("192.0.2.1").unwrap();
    assert_eq!(
        Ipv4Addr::try_from(&address),
        Ok(Ipv4Addr::new(192, 0, 2, 1))
    );
    assert_eq!(
        Ipv4::try_from(Ipv4Addr::LOCALHOST).unwrap().as_str(),
        "127.0.0.1"
    );
    let address = Ipv6::try_from("2001:DB8::0:1").unwrap();
    let parsed = Ipv6Addr::try_from(&address).unwrap();
    assert_eq!(parsed, "2001:db8::1".parse::<Ipv6Addr>().unwrap());
    assert_eq!(Ipv6::try_from(parsed).unwrap().as_str(), "2001:db8::1");
    // Through serde the shape alone was read.
    let broken: Ipv4 = serde_json::from_str("\"300.0.0.1\"").unwrap();
    assert_eq!(code(Ipv4Addr::try_from(&broken)), "representation");
}

#[cfg(feature = "uuid")]
#[test]
fn uuids() {
    use fieldwright_runtime::Uuid;

    let text = Uuid::try_from("123E4567-e89b-12d3-a456-426614174000").unwrap();
    let uuid = uuid::Uuid::try_from(&text).unwrap();
    assert_eq!(
        Uuid::try_from(uuid).unwrap().as_str(),
        "123e4567-e89b-12d3-a456-426614174000"
    );
    let braced: Uuid = serde_json::from_str("\"{123e4567-e89b-12d3-a456-426614174000}\"").unwrap();
    assert_eq!(code(uuid::Uuid::try_from(&braced)), "representation");
}

/// What every crate of dates does: the texts it gives back, and those it cannot hold.
#[cfg(any(
    feature = "jiff",
    feature = "jiff_02",
    feature = "chrono",
    feature = "time"
))]
macro_rules! dates {
    ($name:ident: $moment:ty, $date:ty, $clock:ty, $back:expr, $leap:expr) => {
        #[test]
        fn $name() {
            use fieldwright_runtime::{Date, DateTime, Time};

            let back: fn($moment) -> Result<DateTime, Violations> = $back;
            let round = |text: &str| {
                let text = DateTime::try_from(text).unwrap();
                <$moment>::try_from(&text).and_then(back).map(String::from)
            };
            for text in [
                "2024-02-29T12:00:00Z",
                "0001-01-01T00:00:00.000000001-09:30",
                "9998-12-31T23:59:59.999999999+23:59",
            ] {
                assert_eq!(round(text).unwrap(), text);
            }
            assert_eq!(
                round("2024-02-29t01:02:03.50z").unwrap(),
                "2024-02-29T01:02:03.5Z"
            );
            assert_eq!(
                round("2024-02-29T01:02:03-00:00").unwrap(),
                "2024-02-29T01:02:03Z"
            );
            assert_eq!(
                code(round("2024-02-29T01:02:03.0123456789Z")),
                "representation"
            );
            let leap = "2016-12-31T15:59:60.25-08:00";
            match $leap {
                true => assert_eq!(round(leap).unwrap(), leap),
                false => assert_eq!(code(round(leap)), "representation"),
            }
            let broken: DateTime = serde_json::from_str("\"2024-02-30T00:00:00Z\"").unwrap();
            assert_eq!(code(<$moment>::try_from(&broken)), "representation");

            let date = Date::try_from("2024-02-29").unwrap();
            let day = <$date>::try_from(&date).unwrap();
            assert_eq!(Date::try_from(day).unwrap(), date);
            for text in ["23:00:00.125-01:30", "00:00:00Z"] {
                let time = Time::try_from(text).unwrap();
                let clock = <$clock>::try_from(&time).unwrap();
                assert_eq!(Time::try_from(clock).unwrap(), time);
            }
        }
    };
}

#[cfg(feature = "jiff")]
dates!(
    jiff_holds_all_but_leap_seconds: jiff::ZonedDateTime,
    jiff::civil::Date,
    (jiff::civil::Time, jiff::tz::Offset),
    |zoned| fieldwright_runtime::DateTime::try_from(&zoned),
    false
);

#[cfg(feature = "jiff_02")]
dates!(
    jiff_02_holds_all_but_leap_seconds: jiff_02::Zoned,
    jiff_02::civil::Date,
    (jiff_02::civil::Time, jiff_02::tz::Offset),
    |zoned| fieldwright_runtime::DateTime::try_from(&zoned),
    false
);

#[cfg(feature = "chrono")]
dates!(
    chrono_holds_leap_seconds: chrono::DateTime<chrono::FixedOffset>,
    chrono::NaiveDate,
    (chrono::NaiveTime, chrono::FixedOffset),
    fieldwright_runtime::DateTime::try_from,
    true
);

#[cfg(feature = "time")]
dates!(
    time_holds_all_but_leap_seconds: time::OffsetDateTime,
    time::Date,
    (time::Time, time::UtcOffset),
    fieldwright_runtime::DateTime::try_from,
    false
);

#[cfg(feature = "jiff")]
#[test]
fn jiff_timestamps_and_spans() {
    use fieldwright_runtime::{Date, DateTime, Duration};
    use jiff::{SpanFieldwise, Timestamp, ToSpan};

    let text = DateTime::try_from("1970-01-01T01:00:01+01:00").unwrap();
    let timestamp = Timestamp::try_from(&text).unwrap();
    assert_eq!(timestamp.as_second(), 1);
    assert_eq!(
        DateTime::try_from(timestamp).unwrap().as_str(),
        "1970-01-01T00:00:01Z"
    );
    let before_year_0 = jiff::civil::date(-1, 1, 1);
    assert_eq!(code(Date::try_from(before_year_0)), "representation");

    for text in ["P1Y2M3DT4H5M6S", "P3W", "PT36H", "PT0S"] {
        let duration = Duration::try_from(text).unwrap();
        let span = jiff::Span::try_from(&duration).unwrap();
        assert_eq!(Duration::try_from(span).unwrap().as_str(), text);
    }
    let duration = Duration::try_from("P1Y2M").unwrap();
    let span = jiff::Span::try_from(&duration).unwrap();
    assert_eq!(SpanFieldwise(span), SpanFieldwise(1.year().months(2)));
    for span in [
        1.day().negate(),
        1.second().milliseconds(5),
        1.week().days(1),
    ] {
        assert_eq!(code(Duration::try_from(span)), "representation");
    }
}

#[cfg(feature = "chrono")]
#[test]
fn chrono_in_utc_and_beyond_the_years() {
    use fieldwright_runtime::{Date, DateTime};

    let text = DateTime::try_from("2024-01-01T00:30:00+01:00").unwrap();
    let utc = chrono::DateTime::<chrono::Utc>::try_from(&text).unwrap();
    assert_eq!(
        DateTime::try_from(utc).unwrap().as_str(),
        "2023-12-31T23:30:00Z"
    );
    assert_eq!(
        code(Date::try_from(chrono::NaiveDate::MAX)),
        "representation"
    );
    let odd = chrono::FixedOffset::east_opt(3_601).unwrap();
    assert_eq!(
        code(DateTime::try_from(utc.with_timezone(&odd))),
        "representation"
    );
}
