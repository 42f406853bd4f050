//! `int32`, `int64`, `float`, `double`, `password` and `binary`.

use super::Format;

#[track_caller]
fn check(format: Format, valid: &[&str], invalid: &[&str]) {
    assert!(format.is_numeric());
    assert!(format.matches("any text"), "{format:?} is not about texts");
    for text in valid {
        assert!(format.matches_number(text), "{format:?} refuses {text}");
    }
    for text in invalid {
        assert!(!format.matches_number(text), "{format:?} takes {text}");
    }
}

#[test]
fn integers_by_their_bits() {
    check(
        Format::Int32,
        &[
            "0",
            "-0",
            "1.0",
            "1e2",
            "2147483647",
            "-2147483648",
            "2147483647.0",
            "21474836.47e2",
        ],
        &[
            "0.5",
            "2147483648",
            "-2147483649",
            "2147483647.5",
            "1e10",
            "1e-1",
            "1e400",
        ],
    );
    check(
        Format::Int64,
        &[
            "9223372036854775807",
            "-9223372036854775808",
            "2147483648",
            "9.223372036854775807e18",
        ],
        &[
            "9223372036854775808",
            "-9223372036854775809",
            "1e19",
            "1.5",
            "9223372036854775806.5",
        ],
    );
}

#[test]
fn floats_by_their_range() {
    check(
        Format::Float,
        &[
            "0",
            "0.1",
            "-3.4028234663852886e38",
            "3.4028235e38",
            "1e-400",
            "16777217",
        ],
        &["3.5e38", "-1e39", "1e308"],
    );
    check(
        Format::Double,
        &[
            "0.1",
            "1e308",
            "1.7976931348623157e308",
            "9007199254740993",
            "1e-400",
        ],
        &["1.8e308", "-1e309", "1e9999999999"],
    );
}

#[test]
fn hints_take_every_text() {
    for format in [Format::Password, Format::Binary] {
        assert!(format.matches("") && format.matches("\u{0}\u{fc}") && format.matches_number("1"));
        assert!(!format.is_numeric());
    }
}
