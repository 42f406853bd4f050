//! The words before the element type of an array or a map, in several languages.

use super::Type;
use super::words::with;

pub(super) const ARRAYS: [&str; 29] = [
    "array of ",
    "arrays of ",
    "an array of ",
    "list of ",
    "lists of ",
    "a list of ",
    "set of ",
    "collection of ",
    "sequence of ",
    "tuple of ",
    "iterable of ",
    "array containing ",
    "repeated ",
    "unordered list of ",
    "ordered list of ",
    "array<of> ",
    "liste von ",
    "array von ",
    "menge von ",
    "liste de ",
    "liste des ",
    "liste d'",
    "tableau de ",
    "tableau des ",
    "tableau d'",
    "lista de ",
    "array de ",
    "arreglo de ",
    "elenco di ",
];
pub(super) const MAPS: [&str; 9] = [
    "map of ",
    "maps of ",
    "map from ",
    "dictionary of ",
    "dict of ",
    "object of ",
    "hash of ",
    "record of ",
    "mapping of ",
];
pub(super) const KEYS: [&str; 8] = [
    "string to ",
    "strings to ",
    "string, ",
    "string -> ",
    "string => ",
    "keys to ",
    "string keys to ",
    "key to ",
];

/// Words for the sign of a number.
pub(super) const SIGNS: [&str; 7] = [
    "positive ",
    "unsigned ",
    "non-negative ",
    "nonnegative ",
    "non negative ",
    "non-zero ",
    "negative ",
];

/// A number with a word for its sign.
pub(super) fn signed(sign: &str, ty: Type) -> Option<Type> {
    let is_whole = match &ty {
        Type::Integer => true,
        Type::With(inner, _) => **inner == Type::Integer,
        Type::Number => false,
        _ => return None,
    };
    let ty = if is_whole { Type::Integer } else { ty };
    Some(match (sign, is_whole) {
        ("positive", true) => with(ty, "minimum", 1.into()),
        ("positive", false) => with(ty, "exclusiveMinimum", 0.into()),
        ("negative", _) => with(ty, "exclusiveMaximum", 0.into()),
        ("non-zero", _) => Type::Lost(Box::new(ty), sign.to_owned()),
        _ => with(ty, "minimum", 0.into()),
    })
}
