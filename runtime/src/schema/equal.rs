//! Equality of JSON values (core, section 4.2.2) in any representation, and `uniqueItems` built on
//! it.

use std::hash::{BuildHasher, Hasher, RandomState};

use super::instance::{Instance, Items, Members, ValueRef};
use crate::MAX_DEPTH;

/// Above this many members, members are sorted: a look-up may be a search.
const SORT: usize = 32;

/// Whether two values are equal; nesting beyond [`MAX_DEPTH`], which no text has,
/// equals nothing.
pub(super) fn equal<'a, 'b, A: Instance<'a>, B: Instance<'b>>(a: A, b: B) -> bool {
    equal_at(a, b, 0)
}

fn equal_at<'a, 'b, A: Instance<'a>, B: Instance<'b>>(a: A, b: B, depth: u32) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    match (a.value_ref(), b.value_ref()) {
        (ValueRef::Null, ValueRef::Null) => true,
        (ValueRef::Bool(a), ValueRef::Bool(b)) => a == b,
        (ValueRef::Number(a), ValueRef::Number(b)) => a.equals(b),
        (ValueRef::Text(a), ValueRef::Text(b)) => a == b,
        (ValueRef::Array(a), ValueRef::Array(b)) => {
            a.count() == b.count()
                && a.each()
                    .zip(b.each())
                    .all(|(a, b)| equal_at(a, b, depth + 1))
        }
        (ValueRef::Object(a), ValueRef::Object(b)) if a.count() > SORT => {
            let (mut a, mut b) = (members(a), members(b));
            a.sort_unstable_by_key(|(name, _)| *name);
            b.sort_unstable_by_key(|(name, _)| *name);
            a.len() == b.len()
                && a.into_iter()
                    .zip(b)
                    .all(|(a, b)| a.0 == b.0 && equal_at(a.1, b.1, depth + 1))
        }
        (ValueRef::Object(a), ValueRef::Object(b)) => {
            a.count() == b.count()
                && a.all(&mut |name, value| {
                    b.get(name)
                        .is_some_and(|other| equal_at(value, other, depth + 1))
                })
        }
        _ => false,
    }
}

fn members<'a, I>(members: impl Members<'a, I>) -> Vec<(&'a str, I)> {
    let mut out = Vec::with_capacity(members.count());
    members.all(&mut |name, value| {
        out.push((name, value));
        true
    });
    out
}

/// The indices of the first element that equals an earlier one, and of that.
pub(super) fn first_duplicate<'a, I: Instance<'a>>(items: I::Items) -> Option<(usize, usize)> {
    /// Up to here comparing each with each is cheaper than hashing them.
    const SCAN: usize = 12;
    if items.count() <= SCAN {
        let mut texts = [""; SCAN];
        let mut places = texts.iter_mut().zip(items.each());
        let all_texts = places.all(|(place, item)| match item.value_ref() {
            ValueRef::Text(text) => {
                *place = text;
                true
            }
            _ => false,
        });
        if all_texts {
            let texts = texts.get(..items.count()).unwrap_or_default();
            return texts.iter().enumerate().find_map(|(second, text)| {
                let mut earlier = texts.iter().take(second);
                Some((earlier.position(|other| other == text)?, second))
            });
        }
        let mut pairs = items.each().enumerate();
        return pairs.find_map(|(second, value)| {
            let mut earlier = items.each().take(second);
            let first = earlier.position(|other| equal(other, value))?;
            Some((first, second))
        });
    }
    // Keyed at random, so that nobody can prepare elements that collide.
    let keys = RandomState::new();
    let hashes = items.each().map(|value| {
        let mut hasher = keys.build_hasher();
        hash(value, &keys, &mut hasher, 0);
        hasher.finish()
    });
    let mut hashes: Vec<(u64, usize)> = hashes.zip(0..).collect();
    hashes.sort_unstable();
    let runs = hashes.chunk_by(|(a, _), (b, _)| a == b);
    let pairs = runs.filter(|run| run.len() > 1).filter_map(|run| {
        let value = |place: usize| items.at(run.get(place)?.1);
        (1..run.len()).find_map(|second| {
            let this = value(second)?;
            let first = (0..second).find(|f| value(*f).is_some_and(|other| equal(other, this)))?;
            Some((run.get(first)?.1, run.get(second)?.1))
        })
    });
    pairs.min_by_key(|(_, second)| *second)
}

/// Equal values hash equal.
fn hash<'a, I: Instance<'a>>(value: I, keys: &RandomState, state: &mut impl Hasher, depth: u32) {
    if depth > MAX_DEPTH {
        return;
    }
    let value_ref = value.value_ref();
    state.write_u8(value_ref.kind());
    match value_ref {
        ValueRef::Null => {}
        ValueRef::Bool(value) => state.write_u8(u8::from(value)),
        ValueRef::Number(number) => match number.integer() {
            Some(integer) => state.write_i128(integer),
            None => state.write(crate::number::canonical(&number.text()).as_bytes()),
        },
        ValueRef::Text(text) => state.write(text.as_bytes()),
        ValueRef::Array(items) => {
            state.write_usize(items.count());
            for item in items.each() {
                hash(item, keys, state, depth + 1);
            }
        }
        ValueRef::Object(members) => {
            // Added up, because the order of members is of no account.
            let mut sum: u64 = 0;
            members.all(&mut |name, value| {
                let mut member = keys.build_hasher();
                member.write(name.as_bytes());
                member.write_u8(0xFF);
                hash(value, keys, &mut member, depth + 1);
                sum = sum.wrapping_add(member.finish());
                true
            });
            state.write_u64(sum);
        }
    }
}
