//! JSON text, looked through eight bytes at a time.

/// The first byte from `start` on that ends a run of plain string content: a
/// quote, a backslash, a control character, or the end of the text.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        match ends(chunk) {
            0 => at += 8,
            found => return at + (found.trailing_zeros() / 8) as usize,
        }
    }
    // The last eight bytes: those that were seen are plain.
    if let Some(chunk) = bytes.last_chunk().filter(|_| at > start) {
        return bytes.len() - 8 + (ends(chunk).trailing_zeros() / 8) as usize;
    }
    let is_end = |byte: &u8| *byte < 0x20 || *byte == b'"' || *byte == b'\\';
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(is_end).unwrap_or(rest.len())
}

/// The high bit of the first of eight bytes that ends a run, and perhaps of bytes after it.
#[inline]
fn ends(chunk: &[u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let word = u64::from_le_bytes(*chunk);
    // A byte is zero where it matches. With this bit flipped, a quote comes directly after the
    // control characters.
    let turned = word ^ (ONES * 2);
    let other = word ^ (ONES * u64::from(b'\\'));
    let control_or_quote = turned.wrapping_sub(ONES * 0x21) & !turned;
    (control_or_quote | other.wrapping_sub(ONES) & !other) & (ONES * 128)
}
