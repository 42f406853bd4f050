//! The patterns of real documents, on texts made of them: matching ones, and the same with
//! something changed. The verdict is that of `regress`, which follows ECMA-262 step by step.
//!
//! The documents lie outside the repository: the folder that holds them is taken from
//! `FIELDWRIGHT_CORPUS`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use fieldwright_runtime::Expression;

use super::super::ast::{Class, PatternNode};
use super::super::{Compiled, Simple, compile, read};

/// Texts made of each pattern.
const TEXTS: usize = 40;

#[test]
fn patterns_of_real_documents_are_ecma_262() {
    let Some(corpus) = std::env::var_os("FIELDWRIGHT_CORPUS") else {
        println!("skipped: FIELDWRIGHT_CORPUS is not set");
        return;
    };
    let mut patterns = BTreeSet::new();
    for folder in ["openapi", "stackone"] {
        for entry in std::fs::read_dir(PathBuf::from(&corpus).join(folder)).unwrap() {
            let text = std::fs::read_to_string(entry.as_ref().unwrap().path()).unwrap();
            let is_json = entry.unwrap().path().extension() == Some("json".as_ref());
            match is_json {
                true => collect(&serde_json::from_str(&text).unwrap(), &mut patterns),
                false => collect_lines(&text, &mut patterns),
            }
        }
    }
    let (mut texts, mut matching, mut reported) = (0, 0, Vec::new());
    let mut unmatched = Vec::new();
    let mut random = Random(9);
    for pattern in &patterns {
        let runs: Box<dyn Fn(&str) -> bool> = match compile(pattern) {
            Ok(Compiled::Simple(simple)) => runtime(pattern, &simple),
            Ok(Compiled::Regex(translated)) => {
                let regex = Expression::new(&translated).unwrap();
                Box::new(move |text| regex.is_match(text))
            }
            // Told at generation.
            Ok(Compiled::Backtracking { .. }) | Err(_) => {
                reported.push(pattern);
                continue;
            }
        };
        let (flags, parsed) = match read(pattern, true) {
            Ok(parsed) => ("u", parsed),
            Err(_) => ("", read(pattern, false).unwrap()),
        };
        let oracle = regress::Regex::with_flags(pattern, flags).unwrap();
        let mut own = 0;
        for index in 0..TEXTS {
            let mut text = String::new();
            make(&parsed.node, &mut random, &mut text);
            if index % 2 == 1 {
                text = changed(&text, &mut random);
            }
            let expected = oracle.find(&text).is_some();
            assert_eq!(runs(&text), expected, "{pattern} on {text:?}");
            texts += 1;
            own += usize::from(expected);
        }
        if own == 0 {
            unmatched.push(pattern);
        }
        matching += own;
    }
    println!(
        "patterns: {} of the corpus, {} reported at generation; {texts} texts, {matching} of them match",
        patterns.len(),
        reported.len()
    );
    for pattern in reported {
        println!("  reported: {pattern}");
    }
    // Such as `.^`.
    println!("  nothing was made that matches: {unmatched:?}");
    assert!(unmatched.len() * 50 < patterns.len(), "{unmatched:?}");
    assert!(patterns.len() > 100, "the documents are there");
    assert!(texts - matching > texts / 10, "{matching} of {texts} match");
}

/// What the generated code runs, which needs its tables for ever.
fn runtime(pattern: &str, simple: &Simple) -> Box<dyn Fn(&str) -> bool> {
    use fieldwright_runtime::{Pattern, Step};
    let steps = simple.steps.iter().map(|step| {
        let rest: &'static [(char, char)] = Box::leak(step.rest.clone().into_boxed_slice());
        Step::new(step.ascii, rest, step.min, step.max.unwrap_or(u32::MAX))
    });
    let steps: &'static [Step] = Box::leak(steps.collect::<Vec<_>>().into_boxed_slice());
    let source: &'static str = Box::leak(pattern.to_owned().into_boxed_str());
    let pattern = Pattern::simple(source, simple.start, simple.end, steps);
    Box::new(move |text| pattern.is_match(text))
}

fn collect(value: &serde_json::Value, patterns: &mut BTreeSet<String>) {
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Object(map) => {
                let own = map.get("pattern").and_then(serde_json::Value::as_str);
                patterns.extend(own.map(str::to_owned));
                let keys = map.get("patternProperties");
                let keys = keys.and_then(serde_json::Value::as_object);
                patterns.extend(keys.into_iter().flat_map(|map| map.keys().cloned()));
                open.extend(map.values());
            }
            serde_json::Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
}

/// The same of a YAML document, line by line: one of them has a number that the YAML reader at
/// hand refuses.
fn collect_lines(text: &str, patterns: &mut BTreeSet<String>) {
    for line in text.lines().map(str::trim) {
        if line.starts_with("pattern:") {
            let entry: serde_yaml::Value = serde_yaml::from_str(line).unwrap();
            let own = entry.get("pattern").and_then(serde_yaml::Value::as_str);
            patterns.extend(own.map(str::to_owned));
        }
    }
}

/// A text that matches, as far as that can be seen without looking around.
fn make(node: &PatternNode, random: &mut Random, out: &mut String) {
    match node {
        PatternNode::Empty
        | PatternNode::Start
        | PatternNode::End
        | PatternNode::WordBoundary { .. }
        | PatternNode::Beyond(_) => {}
        PatternNode::Class(Class::Set(set)) => {
            if !set.ranges().is_empty() {
                let (low, high) = set.ranges()[random.below(set.ranges().len())];
                let width = u32::from(high) - u32::from(low) + 1;
                let at = u32::from(low) + random.below(width as usize) as u32;
                out.push(char::from_u32(at).unwrap_or(low));
            }
        }
        // What must follow may as well stand here.
        PatternNode::Look { negated, node, .. } => {
            if !negated && random.below(2) == 0 {
                make(node, random, out);
            }
        }
        PatternNode::Class(Class::Unicode { .. }) => {
            out.push(random.of(&['a', 'Z', '\u{e9}', '\u{416}']))
        }
        PatternNode::Concat(nodes) => nodes.iter().for_each(|node| make(node, random, out)),
        PatternNode::Alternation(nodes) => make(&nodes[random.below(nodes.len())], random, out),
        PatternNode::Repeat { node, min, max, .. } => {
            let least = usize::try_from(*min).unwrap().min(300);
            let most = max.map_or(least + 3, |max| {
                usize::try_from(max).unwrap().min(least + 3)
            });
            let times = least + random.below(most - least + 1);
            (0..times).for_each(|_| make(node, random, out));
        }
    }
}

/// The same with one character put in, taken out or changed.
fn changed(text: &str, random: &mut Random) -> String {
    const OTHERS: [char; 12] = [
        'a',
        'Z',
        '0',
        '-',
        ' ',
        '\n',
        '.',
        '/',
        '_',
        '\u{e9}',
        '\u{2028}',
        '\u{1f600}',
    ];
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len() + 1);
    match random.below(3) {
        0 if at < chars.len() => drop(chars.remove(at)),
        1 if at < chars.len() => chars[at] = random.of(&OTHERS),
        _ => chars.insert(at, random.of(&OTHERS)),
    }
    chars.into_iter().collect()
}

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn of(&mut self, list: &[char]) -> char {
        list[self.below(list.len())]
    }
}
