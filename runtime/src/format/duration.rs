//! `duration` after the ABNF of RFC 3339 appendix A: units may be left out at either end but not in
//! between, weeks appear alone, and there are no fractions.

pub(super) fn duration(text: &[u8]) -> bool {
    // ABNF literals are case-insensitive, as with `T` and `Z` in a date-time.
    let [b'P' | b'p', rest @ ..] = text else {
        return false;
    };
    match rest
        .iter()
        .position(|byte| byte.eq_ignore_ascii_case(&b'T'))
    {
        Some(at) => {
            let (date, time) = (&rest[..at], &rest[at + 1..]);
            (date.is_empty() || has_parts(date, b"YMD")) && has_parts(time, b"HMS")
        }
        None => has_parts(rest, b"YMD") || has_parts(rest, b"W"),
    }
}

/// Whether the text is one or more numbers with neighbouring units, in their order.
fn has_parts(mut text: &[u8], units: &[u8]) -> bool {
    let mut next = None;
    loop {
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let Some((unit, rest)) = text[digits..].split_first() else {
            return false;
        };
        let Some(place) = units
            .iter()
            .position(|known| unit.eq_ignore_ascii_case(known))
        else {
            return false;
        };
        if digits == 0 || next.is_some_and(|next| next != place) {
            return false;
        }
        if rest.is_empty() {
            return true;
        }
        next = Some(place + 1);
        text = rest;
    }
}
