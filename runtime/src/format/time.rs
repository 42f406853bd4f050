//! `date-time`, `date` and `time` after RFC 3339 section 5.6, with the leap
//! seconds of section 5.7.

pub(super) fn date_time(text: &[u8]) -> bool {
    let Some((date, rest)) = read_date(text) else {
        return false;
    };
    // ABNF literals are case-insensitive; the blank that section 5.6 mentions is an option of
    // applications, not part of the grammar.
    let [b'T' | b't', clock @ ..] = rest else {
        return false;
    };
    // A leap second ends a month in UTC, so the local day may be the next one.
    match read_time(clock) {
        Some(Second::Ordinary) => true,
        Some(Second::LeapToday) => date.day == last_day(date.year, date.month),
        Some(Second::LeapYesterday) => date.day == 1,
        None => false,
    }
}

pub(super) fn date(text: &[u8]) -> bool {
    matches!(read_date(text), Some((_, [])))
}

pub(super) fn time(text: &[u8]) -> bool {
    read_time(text).is_some()
}

struct Date {
    year: u32,
    month: u32,
    day: u32,
}

/// The second of a time; of a leap second also the UTC day, seen from the local one.
enum Second {
    Ordinary,
    LeapToday,
    LeapYesterday,
}

fn read_date(text: &[u8]) -> Option<(Date, &[u8])> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text else {
        return None;
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    let month = number(&[*m1, *m2])?;
    let day = number(&[*d1, *d2])?;
    let valid = (1..=12).contains(&month) && (1..=last_day(year, month)).contains(&day);
    valid.then_some((Date { year, month, day }, rest))
}

fn last_day(year: u32, month: u32) -> u32 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap_year(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn read_time(text: &[u8]) -> Option<Second> {
    let [h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = text else {
        return None;
    };
    let hour = number(&[*h1, *h2])?;
    let minute = number(&[*m1, *m2])?;
    let second = number(&[*s1, *s2])?;
    if hour > 23 || minute > 59 {
        return None;
    }
    let utc = (hour * 60 + minute).cast_signed() - read_offset(skip_fraction(rest)?)?;
    match second {
        0..=59 => Some(Second::Ordinary),
        // 23:59 in UTC; offsets stay within a day, so no other multiple is reached.
        60 if utc == 1439 => Some(Second::LeapToday),
        60 if utc == -1 => Some(Second::LeapYesterday),
        _ => None,
    }
}

/// The text after the fraction of a second, `None` for a dot without digits.
fn skip_fraction(text: &[u8]) -> Option<&[u8]> {
    let [b'.', fraction @ ..] = text else {
        return Some(text);
    };
    let digits = fraction
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == 0 {
        None
    } else {
        fraction.get(digits..)
    }
}

/// The whole of the text as an offset from UTC in minutes.
fn read_offset(text: &[u8]) -> Option<i32> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let hour = number(&[*h1, *h2])?;
            let minute = number(&[*m1, *m2])?;
            let minutes = (hour * 60 + minute).cast_signed();
            let signed = if *sign == b'-' { -minutes } else { minutes };
            (hour <= 23 && minute <= 59).then_some(signed)
        }
        _ => None,
    }
}

/// The value of at most four ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, digit| {
        digit
            .is_ascii_digit()
            .then(|| value * 10 + u32::from(digit - b'0'))
    })
}
