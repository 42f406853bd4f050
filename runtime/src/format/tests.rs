//! One table of texts per format, and what holds for all formats.

mod everything;
mod host;
mod mail;
mod number;
mod regex;
mod time;
mod uri;
mod words;

use super::Format;

#[track_caller]
fn check(format: Format, valid: &[&str], invalid: &[&str]) {
    for text in valid {
        assert!(format.matches(text), "{format:?} refuses {text:?}");
    }
    for text in invalid {
        assert!(!format.matches(text), "{format:?} takes {text:?}");
    }
}
