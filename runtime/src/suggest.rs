//! "Did you mean": the nearest of several names.

/// Longer names are not typing mistakes, and would cost time.
const LONGEST: usize = 64;

/// Room for a candidate that is not too long for the longest name, and one more.
const ROOM: usize = LONGEST + LONGEST / 3 + 2;

/// The candidate nearest to `name`, if one is near enough to be a likely intention.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let mut folded = ['\0'; LONGEST];
    let written = name;
    let name = fold(name, &mut folded)?;
    // Part of the name must remain, and a name is not suggested for itself.
    let limit = (name.len() / 3).max(1).min(name.len().saturating_sub(1));
    candidates
        .filter(|candidate| *candidate != written)
        .filter_map(|candidate| Some((distance(name, candidate, limit)?, candidate)))
        .min_by_key(|(distance, candidate)| (*distance, other_case(written, candidate)))
        .map(|(_, candidate)| candidate)
}

/// How many letters of two names differ, letter by letter: of several equally near names, the one
/// in the same case is suggested.
fn other_case(name: &str, candidate: &str) -> usize {
    let pairs = name.chars().zip(candidate.chars());
    pairs.filter(|(a, b)| a != b).count()
}

/// The characters in lower case, if there is room for them.
fn fold<'f>(text: &str, room: &'f mut [char]) -> Option<&'f [char]> {
    let mut count = 0;
    for c in text.chars() {
        *room.get_mut(count)? = match c.is_ascii() {
            true => c.to_ascii_lowercase(),
            false => lower(c),
        };
        count += 1;
    }
    room.get(..count)
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The set of characters; different ones may count as the same.
fn set(text: &[char]) -> u64 {
    text.iter()
        .fold(0, |set, c| set | 1 << (u32::from(*c) % 64))
}

/// Edits between a name and a candidate (insert, delete, change, swap neighbours), letter case
/// free; `None` beyond `limit`.
fn distance(name: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let too_long = candidate.len() > name.len() + limit && candidate.is_ascii();
    if too_long || candidate.len() + limit < name.len() {
        return None;
    }
    let mut folded = ['\0'; ROOM];
    let candidate = fold(candidate, &mut folded)?;
    if candidate.len().abs_diff(name.len()) > limit {
        return None;
    }
    // An edit brings in or takes away one character at most.
    let (own, other) = (set(name), set(candidate));
    let missing = (own & !other).count_ones().max((other & !own).count_ones());
    if missing as usize > limit {
        return None;
    }
    // Numbers of edits; none is greater than the room.
    let mut above = [0u8; ROOM];
    let mut last_least = 0;
    let mut row: [u8; ROOM] = std::array::from_fn(|index| index as u8);
    for (i, a) in name.iter().enumerate() {
        let mut next = [0; ROOM];
        next[0] = i as u8 + 1;
        let mut least = next[0];
        for (j, b) in candidate.iter().enumerate() {
            let mut edits = row[j] + u8::from(a != b);
            edits = edits.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *a == candidate[j - 1] && name[i - 1] == *b {
                edits = edits.min(above[j - 1] + 1);
            }
            next[j + 1] = edits;
            least = least.min(edits);
        }
        // A swap looks back over two rows.
        if usize::from(least) > limit && usize::from(last_least) > limit {
            return None;
        }
        last_least = least;
        above = std::mem::replace(&mut row, next);
    }
    Some(usize::from(row[candidate.len()])).filter(|edits| *edits <= limit)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_typing_mistakes_only() {
        let known = || ["production", "test", "hris-legacy"].into_iter();
        assert_eq!(nearest("prodution", known()), Some("production"));
        assert_eq!(nearest("TEST", known()), Some("test"));
        assert_eq!(nearest("hrisLegacy", known()), Some("hris-legacy"));
        assert_eq!(nearest("tset", known()), Some("test"));
        assert_eq!(nearest("something", known()), None);
        let cases = || ["replace", "Replace", "REPLACE", "", "+"].into_iter();
        assert_eq!(nearest("Replac", cases()), Some("Replace"));
        assert_eq!(nearest("REPLAC", cases()), Some("REPLACE"));
        assert_eq!(nearest("-", cases()), None);
        assert_eq!(nearest("replace", ["replace"].into_iter()), None);
        assert_eq!(nearest(&"x".repeat(100_000), known()), None);
    }
}
