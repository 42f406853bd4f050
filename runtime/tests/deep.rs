//! Values made in Rust that nest deeper than any text may, and than any stack could.

use fieldwright_runtime::prelude::*;
use fieldwright_runtime::{self as rt, MAX_DEPTH, Value, Violations, object};

const DEEP: usize = 100_000;

/// A struct that holds itself.
#[derive(Clone)]
struct Tree {
    left: Option<Box<Tree>>,
    any: Option<Value>,
}

object! { Tree table { left: "", any: "" } }

fn tree(levels: usize) -> Tree {
    let leaf = Tree {
        left: None,
        any: None,
    };
    (0..levels).fold(leaf, |inner, _| Tree {
        left: Some(Box::new(inner)),
        any: None,
    })
}

fn nested(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |inner, level| match level % 2 {
        0 => Value::Array(vec![inner, Value::Bool(true)]),
        _ => Value::Object([("a", inner)].into_iter().collect()),
    })
}

/// Dropping a tree is Rust's, which needs a level of stack for each: not so deep.
fn forget(tree: Tree) {
    std::mem::forget(tree);
}

fn codes(found: &Violations) -> Vec<&str> {
    found.iter().map(|violation| &*violation.code).collect()
}

#[test]
fn values_are_written_compared_and_dropped() {
    let (one, other) = (nested(DEEP), nested(DEEP));
    assert!(one == other);
    assert!(one != nested(DEEP - 2));
    let text = one.to_string();
    assert_eq!(
        text.len(),
        DEEP / 2 * ("[,true]".len() + "{\"a\":}".len()) + "null".len()
    );
    assert_eq!(format!("{one:?}"), text);
    assert_eq!(codes(&one.validate().unwrap_err()), ["depth"]);
    assert!(rt::serde_json::to_string(&one).is_err());
    assert!(rt::serde_json::to_string(&nested(MAX_DEPTH as usize)).is_ok());
}

#[test]
fn generated_types_are_written_compared_and_judged() {
    let (one, other) = (tree(DEEP), tree(DEEP));
    assert!(one == other);
    eprintln!("b");
    let shorter = tree(DEEP - 1);
    assert!(one != shorter);

    assert_eq!(one.to_json().len(), DEEP * "{\"left\":}".len() + "{}".len());
    assert!(format!("{one:?}").len() > DEEP);
    eprintln!("e");
    assert_eq!(codes(&one.validate().unwrap_err()), ["depth"]);
    assert!(rt::serde_json::to_string(&one).is_err());
    let violation = one.validate().unwrap_err();
    let path = "/left".repeat(MAX_DEPTH as usize);
    assert_eq!(violation.as_slice()[0].instance, path);
    [one, other, shorter].into_iter().for_each(forget);
    let mut own = tree(0);
    own.any = Some(nested(DEEP));
    assert_eq!(codes(&own.validate().unwrap_err()), ["depth"]);
}

#[test]
fn what_text_may_nest_is_valid() {
    let last = MAX_DEPTH as usize - 1;
    let deepest = tree(last);
    assert!(deepest.validate().is_ok());
    let again = Tree::from_json(deepest.to_json()).unwrap();
    assert!(again == deepest);
    assert!(tree(last + 1).validate().is_err());
}
