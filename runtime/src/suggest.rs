//! "Did you mean": the nearest of several names.

/// The candidate nearest to `name`, if one is near enough to be meant.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    /// Longer names are not typing mistakes, and would cost time.
    const LONGEST: usize = 64;
    let name: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if name.len() > LONGEST {
        return None;
    }
    let limit = (name.len() / 3).max(1);
    candidates
        .filter_map(|candidate| Some((distance(&name, candidate, limit)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Edits between two names (insert, delete, change, swap neighbours), letter case
/// free; `None` beyond `limit`.
fn distance(name: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().take(name.len() + limit + 1).collect();
    if candidate.len().abs_diff(name.len()) > limit {
        return None;
    }
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=candidate.len()).collect();
    for (i, a) in name.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in candidate.iter().enumerate() {
            let mut edits = row[j] + usize::from(!same(*a, *b));
            edits = edits.min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && same(*a, candidate[j - 1]) && same(name[i - 1], *b) {
                edits = edits.min(above[j - 1] + 1);
            }
            next.push(edits);
        }
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|edits| *edits <= limit)
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
        assert_eq!(nearest(&"x".repeat(100_000), known()), None);
    }
}
