//! The common part of the date and time types of other crates: conversions to and from the texts,
//! and their use as fields.

/// The ways of a date, and of a time with its offset, to and from the texts, of a crate for which
/// `of_day`, `of_clock`, `day_text` and `clock_text` are written beside.
macro_rules! dates {
    ($date:ty = $date_name:literal, $time:ty, $offset:ty = $time_name:literal) => {
        impl TryFrom<&Date> for $date {
            type Error = Violations;
            fn try_from(text: &Date) -> Result<Self, Violations> {
                let day = instant::day(text).and_then(of_day);
                day.ok_or_else(|| refused($date_name))
            }
        }

        impl TryFrom<$date> for Date {
            type Error = Violations;
            fn try_from(value: $date) -> Result<Self, Violations> {
                Self::try_from(day_text(value).ok_or_else(|| refused("date"))?)
            }
        }

        impl TryFrom<&Time> for ($time, $offset) {
            type Error = Violations;
            fn try_from(text: &Time) -> Result<Self, Violations> {
                let clock = instant::clock(text).and_then(of_clock);
                clock.ok_or_else(|| refused($time_name))
            }
        }

        impl TryFrom<($time, $offset)> for Time {
            type Error = Violations;
            fn try_from((time, offset): ($time, $offset)) -> Result<Self, Violations> {
                Self::try_from(clock_text(time, offset).ok_or_else(|| refused("time"))?)
            }
        }

        /// A date and a time with its offset, as a `date-time`.
        fn instant_text(date: $date, time: $time, offset: $offset) -> Result<DateTime, Violations> {
            let (day, clock) = (day_text(date), clock_text(time, offset));
            let text = day.zip(clock).map(|(day, clock)| format!("{day}T{clock}"));
            DateTime::try_from(text.ok_or_else(|| refused("date-time"))?)
        }
    };
}

/// Lets a type be a field: it is read and written as a text type. Each is given with the text type,
/// its name in messages, and the conversion of `&Self` to the text.
macro_rules! fields {
    ($($held:ty = $text:ident, $name:literal, $write:expr;)*) => {$(
        impl crate::Model for $held {
            fn read_value(r: &mut crate::Reader<'_>, c: crate::Checks) -> Option<Self> {
                r.converted(c, $name, |text: &$text| Self::try_from(text).ok())
            }

            fn view_value(&self) -> crate::Node<'_> {
                crate::Node::Custom(self)
            }

            crate::whole_value! {}
        }

        impl crate::Custom for $held {
            fn value(&self) -> Option<crate::Value> {
                let write: fn(&Self) -> Result<$text, Violations> = $write;
                write(self).ok().map(|text| crate::Value::from(text.as_str()))
            }
        }
    )*};
}
