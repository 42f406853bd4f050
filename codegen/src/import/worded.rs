//! The description of a field without a type -> the type that its words show: `Whether ..`, `Defaults
//! to 10`, `Valid values: a, b`. Only words at the start of a sentence count.

use super::example_words;
use super::in_words;
use super::types::{Type, plain};

/// The type, if the words leave no doubt.
pub(super) fn read(description: &str) -> Option<Type> {
    let sure = [Type::Boolean, Type::Integer, Type::Number];
    let defaulted = sure
        .into_iter()
        .find(|ty| example_words::default_in(description, ty).is_some());
    let texts = || in_words::values(description).len() > 1;
    named(description)
        .or(defaulted)
        .or_else(|| begins(description))
        .or_else(|| texts().then_some(Type::String))
        .or_else(|| {
            let text = example_words::default_in(description, &Type::String);
            text.map(|_| Type::String)
        })
}

/// `(string) The number`, `String. The number`: a type in front of the words.
fn named(description: &str) -> Option<Type> {
    let text = description.trim();
    let (front, _) = match text.strip_prefix('(') {
        Some(rest) => rest.split_once(')')?,
        None => text.split_once(". ").or_else(|| text.split_once(", "))?,
    };
    let is_word = front.len() < 40 && !plain::is_loose(front) && plain::is_known(front);
    plain::parse(front).filter(|_| is_word)
}

/// The type by the first words of a sentence.
fn begins(description: &str) -> Option<Type> {
    const BOOLEANS: [&str; 12] = [
        "whether ",
        "indicates whether ",
        "specifies whether ",
        "determines whether ",
        "if true",
        "if `true`",
        "if set to true",
        "set to true",
        "set to `true`",
        "true if ",
        "`true` if ",
        "controls whether ",
    ];
    const COUNTS: [&str; 6] = [
        "number of ",
        "the number of ",
        "maximum number of ",
        "the maximum number of ",
        "minimum number of ",
        "the minimum number of ",
    ];
    const LISTS: [&str; 6] = [
        "list of ",
        "a list of ",
        "set of ",
        "a set of ",
        "array of ",
        "an array of ",
    ];
    const MAPS: [&str; 5] = [
        "map of ",
        "a map of ",
        "a mapping of ",
        "key-value map of ",
        "key/value map of ",
    ];
    let lower = description.to_lowercase();
    let sentences = lower.split(['\n', '.']).map(str::trim_start);
    let has = |words: &[&str]| {
        let mut all = sentences.clone();
        all.any(|sentence| words.iter().any(|word| sentence.starts_with(word)))
    };
    let any = || Box::new(Type::Any);
    match () {
        () if has(&BOOLEANS) => Some(Type::Boolean),
        () if has(&COUNTS) => Some(Type::Integer),
        () if has(&MAPS) => Some(Type::Map(any())),
        () if has(&LISTS) => Some(Type::Array(any())),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::import::types::Type;

    #[test]
    fn words_show_types() {
        let any = || Box::new(Type::Any);
        let cases = [
            ("Whether to enable it.", Some(Type::Boolean)),
            ("The size. Defaults to 10.", Some(Type::Integer)),
            ("Mode. Valid values: `A`, `B`.", Some(Type::String)),
            ("Map of tags to assign.", Some(Type::Map(any()))),
            ("A list of names", Some(Type::Array(any()))),
            ("Maximum number of retries", Some(Type::Integer)),
            ("The name, whether it is long or not", None),
            ("The number", None),
            ("(string) The number", Some(Type::String)),
            ("Integer. How many.", Some(Type::Integer)),
            ("Text, as it was said", Some(Type::String)),
            ("Link. Where to go.", None),
        ];
        for (words, expected) in cases {
            assert_eq!(read(words), expected, "{words}");
        }
    }
}
