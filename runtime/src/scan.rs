//! JSON text, looked through eight bytes at a time.

/// The first byte from `start` on that ends a run of plain string content: a
/// quote, a backslash, a control character, or the end of the text.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], start: usize) -> usize {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES * 128;
    let mut at = start;
    // Eight bytes at a time: a byte of `x` is zero where it matches.
    while let Some(chunk) = bytes
        .get(at..at + 8)
        .and_then(|c| <[u8; 8]>::try_from(c).ok())
    {
        let word = u64::from_le_bytes(chunk);
        // With this bit flipped, a quote comes directly after the control characters.
        let turned = word ^ (ONES * 2);
        let control_or_quote = turned.wrapping_sub(ONES * 0x21) & !turned;
        let other = word ^ (ONES * u64::from(b'\\'));
        let backslash = other.wrapping_sub(ONES) & !other;
        let found = (control_or_quote | backslash) & HIGH;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if *byte < 0x20 || *byte == b'"' || *byte == b'\\' {
            break;
        }
        at += 1;
    }
    at
}
