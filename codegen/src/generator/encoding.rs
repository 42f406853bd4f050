//! Bytes -> text: UTF-8 and UTF-16, with a byte order mark or without; the page that a spreadsheet or
//! a Word document is.

use crate::source::{Limits, SourceId, Sources};

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    /// They are of no encoding that is read.
    Encoding,
    /// An archive that expands to too much.
    TooLarge,
    /// An archive that is no document with tables.
    Archive,
    /// A broken one.
    Broken,
    /// A document that this build does not read.
    #[cfg(not(feature = "office"))]
    Feature,
}

impl NoText {
    /// The error of a file, and the remedy.
    pub(super) fn words(self, limits: Limits) -> (&'static str, String) {
        let (message, help) = match self {
            Self::Encoding => ("is not UTF-8 or UTF-16", "save it as UTF-8"),
            Self::TooLarge => return ("expands to more than the limits allow", limits.help()),
            Self::Archive => (
                "is an archive, but no spreadsheet (XLSX, ODS) or text document (DOCX, ODT)",
                "unpack it, or save its tables as CSV",
            ),
            Self::Broken => (
                "is an archive that cannot be read: it is broken, or has a password",
                "open it in the program that made it, and save it again",
            ),
            #[cfg(not(feature = "office"))]
            Self::Feature => (
                "is a spreadsheet or a Word document, which this build does not read",
                "give fieldwright the feature `office`, or save the document as CSV or HTML",
            ),
        };
        (message, help.to_owned())
    }
}

/// Adds a file.
///
/// # Errors
/// Its error, and the remedy.
pub(super) fn add(
    name: &str,
    bytes: Vec<u8>,
    sources: &mut Sources,
) -> Result<SourceId, (String, String)> {
    let limits = sources.limits();
    if bytes.len() as u64 > limits.text() {
        return Err((format!("{name} is too large"), limits.help()));
    }
    match decode(bytes, limits) {
        Ok(text) => Ok(sources.add(name, text)),
        Err(why) => {
            let (what, help) = why.words(limits);
            Err((format!("{name} {what}"), help))
        }
    }
}

/// The text of a file.
///
/// # Errors
/// The reason why there is none.
pub(super) fn decode(bytes: Vec<u8>, limits: Limits) -> Result<String, NoText> {
    if bytes.starts_with(b"PK\x03\x04") {
        return document(bytes, limits);
    }
    text(bytes).ok_or(NoText::Encoding)
}

#[cfg(feature = "office")]
fn document(bytes: Vec<u8>, limits: Limits) -> Result<String, NoText> {
    use crate::import::office::{Problem, page};
    page(bytes, limits).map_err(|problem| match problem {
        Problem::TooLarge => NoText::TooLarge,
        Problem::Other => NoText::Archive,
        Problem::Broken => NoText::Broken,
    })
}

#[cfg(not(feature = "office"))]
fn document(_bytes: Vec<u8>, _limits: Limits) -> Result<String, NoText> {
    Err(NoText::Feature)
}

fn text(bytes: Vec<u8>) -> Option<String> {
    match order(&bytes) {
        Some((is_little, skip)) => utf16(bytes.get(skip..).unwrap_or_default(), is_little),
        None => String::from_utf8(bytes).ok(),
    }
}

/// The order of UTF-16's bytes, and the length of its mark. Without a mark the zeros of Latin
/// letters decide.
fn order(bytes: &[u8]) -> Option<(bool, usize)> {
    match bytes {
        [0xff, 0xfe, ..] => return Some((true, 2)),
        [0xfe, 0xff, ..] => return Some((false, 2)),
        _ => {}
    }
    let front = bytes.get(..bytes.len().min(256)).unwrap_or_default();
    let zeros = |odd: usize| {
        front
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = front.len() / 4;
    match () {
        () if front.len() < 4 || !bytes.len().is_multiple_of(2) => None,
        () if odd >= many && even == 0 => Some((true, 0)),
        () if even >= many && odd == 0 => Some((false, 0)),
        () => None,
    }
}

fn utf16(bytes: &[u8], is_little: bool) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| {
        let pair = [
            pair.first().copied().unwrap_or(0),
            pair.last().copied().unwrap_or(0),
        ];
        if is_little {
            u16::from_le_bytes(pair)
        } else {
            u16::from_be_bytes(pair)
        }
    });
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| bytes.len().is_multiple_of(2))
}

#[cfg(test)]
mod tests {
    use super::text as decode;

    #[test]
    fn texts_of_both_encodings_are_read() {
        let text = "Field | Type \u{2714}\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = |mark: [u8; 2], bytes: &[u8]| [&mark[..], bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked([0xff, 0xfe], &little),
            marked([0xfe, 0xff], &big),
            little,
            big,
        ] {
            assert_eq!(decode(bytes).as_deref(), Some(text));
        }
        assert_eq!(decode(b"Caf\xe9".to_vec()), None);
        assert_eq!(decode(vec![0xff, 0xfe, 0x00, 0xd8]), None);
        assert_eq!(decode(Vec::new()).as_deref(), Some(""));
    }
}
