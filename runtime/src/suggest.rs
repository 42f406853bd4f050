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

/// Edits between two names, letter case free; `None` beyond `limit`.
fn distance(name: &[char], candidate: &str, limit: usize) -> Option<usize> {
    let candidate: Vec<char> = candidate.chars().take(name.len() + limit + 1).collect();
    if candidate.len().abs_diff(name.len()) > limit {
        return None;
    }
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    let mut row: Vec<usize> = (0..=candidate.len()).collect();
    for (i, a) in name.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in candidate.iter().enumerate() {
            let change = diagonal + usize::from(!same(*a, *b));
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
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
        assert_eq!(nearest("something", known()), None);
        assert_eq!(nearest(&"x".repeat(100_000), known()), None);
    }
}
