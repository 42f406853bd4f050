//! An instance with one place of it changed, which may make it invalid.

use fieldwright_runtime::{Map, Value};

use super::scalars::{anything, json};
use crate::support::random::Random;

/// A copy of `value` with one change, more often near the top than far down.
pub(crate) fn broken(value: &Value, random: &mut Random) -> Value {
    let mut copy = value.clone();
    let depth = if random.chance(70) { 2 } else { usize::MAX };
    let mut left = random.below(places(&copy, depth));
    change_at(&mut copy, depth, &mut left, random);
    copy
}

/// How many values there are down to a depth.
fn places(value: &Value, depth: usize) -> usize {
    if depth == 0 {
        return 1;
    }
    1 + match value {
        Value::Array(items) => items.iter().map(|item| places(item, depth - 1)).sum(),
        Value::Object(map) => map.values().map(|item| places(item, depth - 1)).sum(),
        _ => 0usize,
    }
}

/// Changes the value that `left` others come before; whether that was here.
fn change_at(value: &mut Value, depth: usize, left: &mut usize, random: &mut Random) -> bool {
    if *left == 0 {
        change(value, random);
        return true;
    }
    *left -= 1;
    if depth == 0 {
        return false;
    }
    match value {
        Value::Array(items) => items
            .iter_mut()
            .any(|item| change_at(item, depth - 1, left, random)),
        Value::Object(map) => {
            let keys: Vec<String> = map.keys().map(str::to_owned).collect();
            keys.iter().any(|key| {
                map.get_mut(key)
                    .is_some_and(|item| change_at(item, depth - 1, left, random))
            })
        }
        _ => false,
    }
}

fn change(value: &mut Value, random: &mut Random) {
    if random.chance(20) {
        *value = anything(random);
        return;
    }
    match value {
        Value::Object(map) => change_object(map, random),
        Value::Array(items) => match random.below(4) {
            0 => items.clear(),
            1 => items.push(anything(random)),
            2 => items.extend(items.clone()),
            _ => drop(items.pop()),
        },
        Value::String(text) => match random.below(5) {
            0 => text.clear(),
            1 => text.push('x'),
            2 => drop(text.pop()),
            3 => *text = text.to_uppercase(),
            _ => *text = "~ no such value ~".to_owned(),
        },
        Value::Number(number) => {
            let changed = number.as_i64().map(|n| match random.below(4) {
                0 => n.saturating_add(1).to_string(),
                1 => n.saturating_sub(1).to_string(),
                2 => format!("{n}.5"),
                _ => format!("{n}.0"),
            });
            let others = ["-1", "0.5", "3000000000", "1e2"];
            let other = others[random.below(others.len())].to_owned();
            let is_other = random.chance(30);
            *value = json(&changed.filter(|_| !is_other).unwrap_or(other));
        }
        Value::Bool(_) => *value = Value::from("true"),
        Value::Null => *value = json(["0", "\"\"", "{}", "[]"][random.below(4)]),
    }
}

fn change_object(map: &mut Map<Value>, random: &mut Random) {
    let keys: Vec<String> = map.keys().map(str::to_owned).collect();
    match keys.get(random.below(keys.len() + 2)) {
        Some(key) => {
            let removed = map.remove(key);
            if random.chance(20) {
                map.insert(format!("{key}s"), removed.unwrap_or_default());
            }
        }
        None => drop(map.insert("no such property", anything(random))),
    }
}
