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
    let name = Name {
        characters: name,
        limit,
    };
    candidates
        .filter(|candidate| name.may_be(candidate) && *candidate != written)
        .filter_map(|candidate| Some((name.distance(candidate)?, candidate)))
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
            false => c.to_lowercase().next().unwrap_or(c),
        };
        count += 1;
    }
    room.get(..count)
}

/// A name in lower case, with the number of edits that are a typing mistake.
struct Name<'n> {
    characters: &'n [char],
    limit: usize,
}

impl Name<'_> {
    /// Whether the length of a candidate is near enough.
    #[inline]
    fn may_be(&self, candidate: &str) -> bool {
        let (own, other) = (self.characters.len(), candidate.len());
        other + self.limit >= own && (other <= own + self.limit || !candidate.is_ascii())
    }

    /// Edits between the name and a candidate (insert, delete, change, swap neighbours), letter case
    /// free; `None` beyond the limit. What both have at their ends needs no edit.
    fn distance(&self, candidate: &str) -> Option<usize> {
        let mut folded = ['\0'; ROOM];
        let (mut own, mut other) = (self.characters, fold(candidate, &mut folded)?);
        while let ([a, rest @ ..], [b, others @ ..]) = (own, other)
            && a == b
        {
            (own, other) = (rest, others);
        }
        while let ([rest @ .., a], [others @ .., b]) = (own, other)
            && a == b
        {
            (own, other) = (rest, others);
        }
        let edits = match (own, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([_], [_]) => 1,
            ([a, b], [c, d]) if (a, b) == (d, c) => 1,
            _ if self.limit == 1 || own.len().abs_diff(other.len()) > self.limit => return None,
            _ => return edits(own, other, self.limit),
        };
        Some(edits).filter(|edits| *edits <= self.limit)
    }
}

/// The edits between two names, if there are no more than `limit`. Each row has the edits of a
/// beginning of the name to those of the candidate; only cells near the diagonal can be as few.
fn edits(name: &[char], candidate: &[char], limit: usize) -> Option<usize> {
    const FAR: u8 = u8::MAX / 2;
    let (mut above, mut row, mut next) = ([FAR; ROOM], [FAR; ROOM], [FAR; ROOM]);
    for (count, cell) in row.iter_mut().take(limit + 1).enumerate() {
        *cell = count as u8;
    }
    let mut last_least = 0;
    for (i, a) in name.iter().enumerate() {
        let from = (i + 1).saturating_sub(limit);
        let to = (i + 1 + limit).min(candidate.len());
        // The cells beside the band, which the next rows look at.
        next[from.saturating_sub(1)] = FAR;
        next[to + 1] = FAR;
        let mut least = FAR;
        if from == 0 {
            next[0] = i as u8 + 1;
            least = next[0];
        }
        for j in from.max(1)..=to {
            let b = candidate[j - 1];
            let mut edits = row[j - 1] + u8::from(*a != b);
            edits = edits.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 0 && j > 1 && *a == candidate[j - 2] && name[i - 1] == b {
                edits = edits.min(above[j - 2] + 1);
            }
            next[j] = edits;
            least = least.min(edits);
        }
        // A swap looks back over two rows.
        if usize::from(least) > limit && usize::from(last_least) > limit {
            return None;
        }
        last_least = least;
        (above, row, next) = (row, next, above);
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

    /// All cells, without a band.
    fn edits_of_all(name: &[char], candidate: &[char]) -> usize {
        let mut rows = vec![vec![0; candidate.len() + 1]; name.len() + 1];
        for i in 0..=name.len() {
            for j in 0..=candidate.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let change = usize::from(name[i - 1] != candidate[j - 1]);
                    let mut edits = rows[i - 1][j - 1] + change;
                    edits = edits.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
                    let swap = i > 1
                        && j > 1
                        && name[i - 1] == candidate[j - 2]
                        && name[i - 2] == candidate[j - 1];
                    if swap {
                        edits = edits.min(rows[i - 2][j - 2] + 1);
                    }
                    edits
                };
            }
        }
        rows[name.len()][candidate.len()]
    }

    #[test]
    fn shortcuts_have_the_edits_of_all_cells() {
        let mut state = 7u32;
        let mut word = || {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                state >> 24
            };
            let length = next() % 12 + 1;
            let letters = (0..length).map(|_| char::from(b'a' + (next() % 3) as u8));
            letters.collect::<Vec<char>>()
        };
        let mut near = 0;
        for _ in 0..20_000 {
            let (name, candidate) = (word(), word());
            let all = edits_of_all(&name, &candidate);
            for limit in 1..5 {
                if name.len().abs_diff(candidate.len()) > limit {
                    continue;
                }
                let found = super::edits(&name, &candidate, limit);
                let text: String = candidate.iter().collect();
                let own = super::Name {
                    characters: &name,
                    limit,
                };
                assert_eq!(own.distance(&text), found, "{name:?} {text}");
                assert!(found.is_none() || own.may_be(&text));
                assert_eq!(
                    found,
                    Some(all).filter(|all| *all <= limit),
                    "{name:?} {candidate:?}"
                );
                near += usize::from(found.is_some());
            }
        }
        assert!(near > 1_000, "{near}");
    }
}
