//! Two texts -> a unified diff of their lines.
//!
//! Myers' algorithm (An O(ND) Difference Algorithm and Its Variations, 1986) on the lines between
//! the common beginning and end. If the texts differ in more than [`MOST_EDITS`] lines, the middle
//! is one deletion and one insertion: the result stays a diff, and takes bounded time and memory.

use std::fmt::Write;

/// How many lines may differ before the shortest diff is not looked for.
const MOST_EDITS: usize = 1000;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The edit of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit {
    Keep,
    Delete,
    Insert,
}

/// A unified diff with these names in its header; empty for equal texts.
pub(crate) fn unified(old: (&str, &str), new: (&str, &str)) -> String {
    let (old_name, old) = old;
    let (new_name, new) = new;
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let edits = edits(&old, &new);
    let mut out = String::new();
    for (from, to) in hunks(&edits) {
        if out.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(out, "--- {old_name}\n+++ {new_name}\n");
        }
        write_hunk(&mut out, &edits, from..to, &old, &new);
    }
    out
}

/// The edit of each line, in the order of a diff: deletions before insertions.
fn edits(old: &[&str], new: &[&str]) -> Vec<Edit> {
    let same = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old, new) = (
        old.get(same..).unwrap_or_default(),
        new.get(same..).unwrap_or_default(),
    );
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    let (old, new) = (
        old.get(..old.len() - tail).unwrap_or_default(),
        new.get(..new.len() - tail).unwrap_or_default(),
    );
    let mut edits = vec![Edit::Keep; same];
    match shortest(old, new) {
        Some(middle) => edits.extend(middle),
        None => {
            edits.extend(old.iter().map(|_| Edit::Delete));
            edits.extend(new.iter().map(|_| Edit::Insert));
        }
    }
    edits.extend(vec![Edit::Keep; tail]);
    edits
}

/// The shortest edits, if there are not too many.
fn shortest(old: &[&str], new: &[&str]) -> Option<Vec<Edit>> {
    let most = MOST_EDITS.min(old.len() + new.len());
    // The progress of each diagonal (position in `old` minus that in `new`), for every round.
    let mut reached = vec![0_usize; 2 * most + 3];
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    for count in 0..=most {
        rounds.push(reached.clone());
        for step in 0..=count {
            // The diagonal is `2 * step - count`; `middle` stands for 0.
            let at = most + 1 + 2 * step - count;
            let mut x = furthest(&reached, at, step, count);
            let mut y = (x + most + 1).checked_sub(at)?;
            while x < old.len() && y < new.len() && old.get(x) == new.get(y) {
                (x, y) = (x + 1, y + 1);
            }
            *reached.get_mut(at)? = x;
            if x >= old.len() && y >= new.len() {
                return trace(&rounds, most, (old.len(), new.len()));
            }
        }
    }
    None
}

/// Where a diagonal starts in a round: one line below, or one to the right of, its neighbours.
fn furthest(reached: &[usize], at: usize, step: usize, count: usize) -> usize {
    let of = |at: usize| reached.get(at).copied().unwrap_or_default();
    let (left, right) = (of(at - 1), of(at + 1));
    if step == 0 || (step != count && left < right) {
        right
    } else {
        left + 1
    }
}

/// The way that led to the end, from there back.
fn trace(rounds: &[Vec<usize>], most: usize, end: (usize, usize)) -> Option<Vec<Edit>> {
    let (mut x, mut y) = end;
    let mut edits = Vec::new();
    for (count, reached) in rounds.iter().enumerate().rev() {
        let at = (x + most + 1).checked_sub(y)?;
        let step = (at + count).checked_sub(most + 1)? / 2;
        let start = furthest(reached, at, step, count);
        let is_insert =
            step == 0 || (step != count && reached.get(at - 1)? < reached.get(at + 1)?);
        while x > start {
            edits.push(Edit::Keep);
            (x, y) = (x - 1, y.checked_sub(1)?);
        }
        if count == 0 {
            edits.extend(vec![Edit::Keep; x]);
            break;
        }
        if is_insert {
            edits.push(Edit::Insert);
            y = y.checked_sub(1)?;
        } else {
            edits.push(Edit::Delete);
            x = x.checked_sub(1)?;
        }
    }
    edits.reverse();
    Some(edits)
}

/// The ranges of edits that are shown: changes with their context, joined if these touch.
fn hunks(edits: &[Edit]) -> Vec<(usize, usize)> {
    let mut hunks: Vec<(usize, usize)> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        if *edit == Edit::Keep {
            continue;
        }
        let from = index.saturating_sub(CONTEXT);
        let to = (index + CONTEXT + 1).min(edits.len());
        match hunks.last_mut() {
            Some(last) if from <= last.1 => last.1 = to,
            _ => hunks.push((from, to)),
        }
    }
    hunks
}

fn write_hunk(
    out: &mut String,
    edits: &[Edit],
    range: std::ops::Range<usize>,
    old: &[&str],
    new: &[&str],
) {
    let count = |edits: &[Edit], other: Edit| edits.iter().filter(|e| **e != other).count();
    let before = edits.get(..range.start).unwrap_or_default();
    let shown = edits.get(range).unwrap_or_default();
    let mut from = (count(before, Edit::Insert), count(before, Edit::Delete));
    let sizes = (count(shown, Edit::Insert), count(shown, Edit::Delete));
    let _ = writeln!(
        out,
        "@@ -{} +{} @@",
        place(from.0, sizes.0),
        place(from.1, sizes.1)
    );
    for edit in shown {
        let (sign, line) = match edit {
            Edit::Keep => (' ', old.get(from.0)),
            Edit::Delete => ('-', old.get(from.0)),
            Edit::Insert => ('+', new.get(from.1)),
        };
        from.0 += usize::from(*edit != Edit::Insert);
        from.1 += usize::from(*edit != Edit::Delete);
        let line = line.copied().unwrap_or_default();
        out.push(sign);
        out.push_str(line);
        if !line.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// The lines of a hunk, as its header names them: the first and their count, from 1; the line
/// before if there are none.
fn place(start: usize, size: usize) -> String {
    match size {
        0 => format!("{start},0"),
        1 => (start + 1).to_string(),
        _ => format!("{},{size}", start + 1),
    }
}

#[cfg(test)]
mod tests {
    use similar::TextDiff;

    use super::unified;

    /// Applies a diff to the text it is about.
    fn applied(old: &str, diff: &str) -> String {
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut at, mut out) = (0, String::new());
        let mut lines = diff.split_inclusive('\n').skip(2).peekable();
        while let Some(line) = lines.next() {
            if let Some(header) = line.strip_prefix("@@ -") {
                let range = header.split(' ').next().unwrap();
                let (start, size) = range.split_once(',').unwrap_or((range, "1"));
                let start: usize = start.parse().unwrap();
                let start = if size == "0" { start } else { start - 1 };
                out.extend(old[at..start].iter().copied());
                at = start;
                continue;
            }
            let is_cut = lines.next_if(|next| next.starts_with('\\')).is_some();
            let text = if is_cut {
                line.trim_end_matches('\n')
            } else {
                line
            };
            match line.as_bytes()[0] {
                b'-' => at += 1,
                b' ' => {
                    assert_eq!(old[at], &text[1..]);
                    out.push_str(old[at]);
                    at += 1;
                }
                _ => out.push_str(&text[1..]),
            }
        }
        out.extend(old[at..].iter().copied());
        out
    }

    /// Pseudorandom numbers, the same in every run.
    fn numbers(mut seed: u64) -> impl FnMut(u64) -> u64 {
        move |below| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        }
    }

    #[test]
    fn a_diff_leads_from_one_text_to_the_other_by_the_shortest_way() {
        let mut next = numbers(7);
        for _ in 0..400 {
            let mut text = |most: u64| -> String {
                let count = next(most);
                let mut text: String = (0..count).map(|_| format!("{}\n", next(6))).collect();
                if next(4) == 0 {
                    text.pop();
                }
                text
            };
            let (old, new) = (text(30), text(30));
            let diff = unified(("a", &old), ("b", &new));
            assert_eq!(applied(&old, &diff), new, "{old:?} {new:?}\n{diff}");
            let changed = |diff: &str| {
                let lines = diff.lines().skip(2);
                lines.filter(|line| line.starts_with(['-', '+'])).count()
            };
            let oracle = TextDiff::from_lines(&old, &new)
                .unified_diff()
                .header("a", "b")
                .to_string();
            assert!(changed(&diff) <= changed(&oracle), "{diff}\n{oracle}");
        }
    }

    #[test]
    fn the_look_is_the_usual_one() {
        let old: String = (1..=30).map(|n| format!("{n}\n")).collect();
        let new = old.replace("\n5\n", "\nfive\n").replace("\n20\n", "\n") + "31";
        let oracle = TextDiff::from_lines(&old, &new)
            .unified_diff()
            .header("a", "b")
            .to_string();
        assert_eq!(unified(("a", &old), ("b", &new)), oracle);
        assert_eq!(unified(("a", &old), ("b", &old)), "");
        let all = unified(("a", ""), ("b", "x\n"));
        assert_eq!(all, "--- a\n+++ b\n@@ -0,0 +1 @@\n+x\n");
    }

    #[test]
    fn texts_that_have_nothing_in_common_take_no_time() {
        let text =
            |name: &str| -> String { (0..200_000).map(|n| format!("{name} {n}\n")).collect() };
        let diff = unified(("a", &text("old")), ("b", &text("new")));
        assert_eq!(diff.lines().count(), 400_003);
    }
}
