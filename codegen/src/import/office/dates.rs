//! Numbers of XLSX that are shown as dates -> texts of RFC 3339.
//!
//! A date is the number of days since the end of 1899, or since 1904 began, and the time of day its
//! fraction; only the format of its cell marks a number as one (ECMA-376, part 1, 18.8.30).

use std::collections::BTreeMap;

use super::Problem;
use super::xml::{Part, walk};

/// The kind of value that a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Date,
    Time,
    Both,
}

/// How the cells of a workbook are shown, by their style.
#[derive(Debug, Default)]
pub(super) struct Dates {
    styles: Vec<Option<Shown>>,
    /// Whether days are counted from 1904 on.
    from_1904: bool,
}

impl Dates {
    /// Of the parts `xl/styles.xml` and `xl/workbook.xml`.
    pub(super) fn read(styles: &str, workbook: &str) -> Result<Self, Problem> {
        let mut dates = Self::default();
        let mut formats: BTreeMap<String, Option<Shown>> = BTreeMap::new();
        let mut in_cells = false;
        walk(styles, |part| {
            match part {
                Part::Open(tag) if tag.name == "cellXfs" => in_cells = true,
                Part::Close(name) if name == "cellXfs" => in_cells = false,
                Part::Open(tag) if tag.name == "numFmt" => {
                    if let (Some(id), Some(code)) = (tag.get("numFmtId"), tag.get("formatCode")) {
                        formats.insert(id.to_owned(), shown_by(code));
                    }
                }
                Part::Open(tag) if tag.name == "xf" && in_cells => {
                    let id = tag.get("numFmtId").unwrap_or_default();
                    let own = formats.get(id).copied();
                    dates.styles.push(own.unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            }
            Ok(())
        })?;
        walk(workbook, |part| {
            if let Part::Open(tag) = part
                && tag.name == "workbookPr"
            {
                dates.from_1904 = matches!(tag.get("date1904"), Some("1" | "true"));
            }
            Ok(())
        })?;
        Ok(dates)
    }

    /// The date of a number in a style; `None` if it is a number.
    pub(super) fn text(&self, style: usize, number: &str) -> Option<String> {
        let shown = self.styles.get(style).copied().flatten()?;
        text(shown, number.trim().parse().ok()?, self.from_1904)
    }
}

/// The formats that every workbook has.
fn built_in(id: &str) -> Option<Shown> {
    match id.parse::<u32>().ok()? {
        14..=17 => Some(Shown::Date),
        18..=21 | 45..=47 => Some(Shown::Time),
        22 => Some(Shown::Both),
        _ => None,
    }
}

/// The kind of a format code, without quoted text, escapes and colours: `yyyy\-mm\-dd`.
fn shown_by(code: &str) -> Option<Shown> {
    let (mut date, mut time) = (false, false);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '[' => drop(chars.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(chars.next()),
            ';' => break,
            'y' | 'Y' | 'd' | 'D' => date = true,
            'h' | 'H' | 's' | 'S' => time = true,
            // A general number; `m` alone is a month or a minute, beside one of the others.
            'G' | 'g' | '0' | '#' | '?' if !time => return None,
            _ => {}
        }
    }
    match (date, time) {
        (true, true) => Some(Shown::Both),
        (true, false) => Some(Shown::Date),
        (false, true) => Some(Shown::Time),
        (false, false) => None,
    }
}

const SECONDS: i64 = 24 * 60 * 60;

fn text(shown: Shown, number: f64, from_1904: bool) -> Option<String> {
    // Until the end of the year 9999, as the programs have it.
    if !(0.0..2_958_466.0).contains(&number) {
        return None;
    }
    let seconds = (number * SECONDS as f64).round() as i64;
    let (days, second) = (seconds / SECONDS, seconds % SECONDS);
    let time = format!(
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    );
    // The 29th of February 1900, which never was, is counted as a day.
    let epoch = match (from_1904, days) {
        (true, _) => 24_107,
        (false, 0..=59) => 25_568,
        (false, _) => 25_569,
    };
    let date = date(days - epoch);
    Some(match shown {
        Shown::Date => date,
        Shown::Time => time,
        Shown::Both => format!("{date}T{time}Z"),
    })
}

/// The date of a number of days since 1970, after the proleptic Gregorian calendar.
fn date(days: i64) -> String {
    // Years begin with March, so that the leap day is the last one.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    format!("{:04}-{month:02}-{of_month:02}", era * 400 + year + next)
}

#[cfg(test)]
mod tests {
    use super::{Shown, shown_by, text};

    #[test]
    fn numbers_are_dates() {
        let date = |number, from_1904| text(Shown::Date, number, from_1904);
        assert_eq!(date(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(date(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(date(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(date(25_569.0, false).as_deref(), Some("1970-01-01"));
        assert_eq!(date(45_351.0, false).as_deref(), Some("2024-02-29"));
        assert_eq!(date(0.0, true).as_deref(), Some("1904-01-01"));
        assert_eq!(date(43_889.0, true).as_deref(), Some("2024-02-29"));
        assert_eq!(date(2_958_465.0, false).as_deref(), Some("9999-12-31"));
        for number in [-1.0, 2_958_466.0, f64::NAN, f64::INFINITY] {
            assert_eq!(date(number, false), None);
        }
        let both = text(Shown::Both, 45_351.75, false);
        assert_eq!(both.as_deref(), Some("2024-02-29T18:00:00Z"));
        let time = text(Shown::Time, 0.999_999_9, false);
        assert_eq!(time.as_deref(), Some("00:00:00"));
    }

    #[test]
    fn codes_show_dates() {
        assert_eq!(shown_by("yyyy\\-mm\\-dd"), Some(Shown::Date));
        assert_eq!(shown_by("[$-409]d/m/yy h:mm AM/PM;@"), Some(Shown::Both));
        assert_eq!(shown_by("[h]:mm:ss"), Some(Shown::Time));
        for number in [
            "General",
            "0.00",
            "#,##0",
            "\"day\" 0",
            "0.00E+00",
            "[Red]0",
            "@",
            "",
        ] {
            assert_eq!(shown_by(number), None, "{number}");
        }
    }
}
