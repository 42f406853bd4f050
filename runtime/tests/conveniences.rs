//! What values, maps and optional values share with serde_json's types and std's.
#![cfg(all(feature = "conveniences", feature = "integer_text"))]

use std::collections::{BTreeMap, HashMap, HashSet};

use fieldwright_runtime::{Entry, IntegerText, Map, Maybe, Number, Value, from_json, to_json};

fn value(text: &str) -> Value {
    text.parse().unwrap()
}

#[test]
fn a_value_tells_its_type() {
    type Question = (
        &'static str,
        fn(&Value) -> bool,
        fn(&serde_json::Value) -> bool,
    );
    let questions: [Question; 9] = [
        ("null", Value::is_null, serde_json::Value::is_null),
        ("boolean", Value::is_boolean, serde_json::Value::is_boolean),
        ("number", Value::is_number, serde_json::Value::is_number),
        ("string", Value::is_string, serde_json::Value::is_string),
        ("array", Value::is_array, serde_json::Value::is_array),
        ("object", Value::is_object, serde_json::Value::is_object),
        ("i64", Value::is_i64, serde_json::Value::is_i64),
        ("u64", Value::is_u64, serde_json::Value::is_u64),
        ("f64", Value::is_f64, serde_json::Value::is_f64),
    ];
    for text in [
        "null",
        "true",
        "1",
        "-1",
        "1.5",
        "18446744073709551615",
        "\"1\"",
        "[1]",
        "{\"a\":1}",
    ] {
        let (own, other) = (value(text), serde_json::from_str(text).unwrap());
        for (name, of_own, of_other) in questions {
            assert_eq!(of_own(&own), of_other(&other), "{name} of {text}");
        }
        assert_eq!(own.as_null(), other.as_null(), "{text}");
        assert_eq!(own.to_string(), other.to_string());
        assert_eq!(format!("{own:#}"), format!("{other:#}"), "{text}");
    }
}

#[test]
fn lines_are_those_of_serde_json() {
    for text in [
        r#"{"a":[],"b":{},"c":[1,{"d":[[]]}],"e":"{\"x\": [1, 2]}\\"}"#,
        r#"["\\",",",":","]"]"#,
        "[[[1],[2,3]],{}]",
    ] {
        let other: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(format!("{:#}", value(text)), format!("{other:#}"));
    }
}

#[test]
fn values_are_compared_with_plain_ones() {
    let document = value(r#"{"text":"a","count":1,"share":1.0,"half":0.5,"on":true,"none":null}"#);
    assert_eq!(document["text"], "a");
    assert_eq!(document["text"], *"a");
    assert_eq!("a".to_owned(), document["text"]);
    assert_eq!(document["count"], 1_u8);
    assert_eq!(document["count"], 1_i64);
    assert_eq!(document["share"], 1_usize);
    assert_eq!(1, document["share"]);
    assert_eq!(document["half"], 0.5_f32);
    assert_eq!(0.5_f64, document["half"]);
    assert_eq!(document["on"], true);
    assert_ne!(document["none"], false);
    assert_ne!(document["none"], f64::NAN); // which is written as null
    assert_ne!(document["text"], 1);
    assert_ne!(document["missing"], "a");
}

#[test]
fn values_are_found_and_set() {
    let mut document = value(r#"{"a":[1,{"b/c":2}],"z":{"y":1,"x":2}}"#);
    assert_eq!(
        document.get("a").and_then(|a| a.get(0)),
        Some(&Value::from(1))
    );
    assert_eq!(
        document.get(&"a".to_owned()).map(Value::is_array),
        Some(true)
    );
    assert_eq!((document.get(0), document["a"].get("b")), (None, None));
    if let Some(found) = document.get_mut("a").and_then(|a| a.get_mut(0)) {
        *found = "one".into();
    }
    *document.pointer_mut("/a/1/b~1c").unwrap() = Value::Null;
    assert_eq!(document.pointer_mut("/a/01"), None);
    assert_eq!(document.pointer_mut("a"), None);
    document["new"]["deep"] = true.into();
    document["a"][1] = Value::from([1, 2]);
    document.sort_all_objects();
    let expected = r#"{"a":["one",[1,2]],"new":{"deep":true},"z":{"x":2,"y":1}}"#;
    assert_eq!(document.to_string(), expected);
    assert_eq!(*document.pointer_mut("").unwrap(), value(expected));
}

#[test]
#[should_panic(expected = "only an object has the key \"a\"")]
fn a_number_has_no_keys() {
    value("1")["a"] = Value::Null;
}

#[test]
#[should_panic(expected = "out of bounds")]
fn an_array_does_not_grow_by_an_index() {
    value("[1]")[1] = Value::Null;
}

#[test]
fn plain_values_become_values() {
    let made = [
        Value::from(1_i8),
        Value::from(1_i16),
        Value::from(1_isize),
        Value::from(1_u8),
        Value::from(1_u16),
        Value::from(1.0_f32),
        Value::from(Number::from(1_u64)),
        Value::from(Number::from_f64(1.0).unwrap()),
    ];
    assert!(made.iter().all(|made| *made == value("1")));
    assert_eq!(Value::from(0.1_f32).to_string(), "0.1");
    assert_eq!(Value::from(()), Value::Null);
    assert_eq!(Value::from(f32::INFINITY), Value::Null);
    assert_eq!(Value::from(std::borrow::Cow::from("a")), "a");
    assert_eq!(Value::from(&["a", "b"][..]), value(r#"["a","b"]"#));
    assert_eq!(Value::from([Some(1), None]), value("[1,null]"));
}

#[test]
fn numbers_are_ordered_and_hashed_by_value() {
    let number = |text: &str| text.parse::<Number>().unwrap();
    let mut numbers: Vec<Number> = ["10", "1e400", "-0.5", "9.99"].map(number).to_vec();
    numbers.sort();
    let texts: Vec<String> = numbers.iter().map(Number::text).collect();
    assert_eq!(texts, ["-0.5", "9.99", "10", "1e400"]);
    let set: HashSet<Number> = ["1", "1.0", "1e0", "10e-1", "2"].map(number).into();
    assert_eq!(set.len(), 2);
    assert!("01".parse::<Number>().is_err() && "\"1\"".parse::<Number>().is_err());
    assert_eq!(Number::from_f64(f64::NAN), None);
    assert!(number("1").is_i64() && number("1e2").is_u64() && !number("-1").is_u64());
}

#[test]
fn maps_keep_their_order_and_find_their_keys() {
    // With few entries and with a table.
    for count in [4, 40] {
        let mut map: Map<usize> = Map::with_capacity(count);
        map.extend((0..count).map(|n| (format!("k{n}"), n)));
        assert_eq!(map.first(), Some(("k0", &0)));
        assert_eq!(map.last().map(|(_, value)| *value), Some(count - 1));
        assert_eq!(map.get_key_value("k2"), Some(("k2", &2)));
        assert_eq!(map.remove_entry("k1"), Some(("k1".to_owned(), 1)));
        assert_eq!((map.get("k1"), map.get("k3")), (None, Some(&3)));
        assert_eq!(map.pop().map(|(_, value)| value), Some(count - 1));
        map["k2"] += 10;
        let backwards: Vec<&str> = map.iter().rev().map(|(key, _)| key).collect();
        assert_eq!(backwards.last(), Some(&"k0"));
        for (_, value) in map.iter_mut().rev() {
            *value += 1;
        }
        assert_eq!((map["k0"], map["k2"]), (1, 13));
        let mut other = Map::from([("k0", 7), ("a", 8)]);
        map.append(&mut other);
        assert!(other.is_empty());
        map.sort_keys();
        assert_eq!(map.first(), Some(("a", &8)));
        assert_eq!((map["k0"], map.get("k2")), (7, Some(&13)));
        let keys: Vec<String> = map.clone().into_keys().collect();
        assert!(keys.is_sorted());
        assert_eq!(map.clone().into_values().next(), Some(8));
        let tree: BTreeMap<String, usize> = map.clone().into();
        assert_eq!(Map::from(tree), map);
        let hashed: HashMap<String, usize> = map.clone().into();
        assert_eq!(Map::from(hashed), map);
    }
    assert_eq!(Map::<u8>::new().pop(), None);
}

#[test]
fn entries_are_those_of_std() {
    let mut map = Map::from([("a", 1), ("b", 2), ("c", 3)]);
    match map.entry("b") {
        Entry::Occupied(mut occupied) => {
            assert_eq!((occupied.key(), *occupied.get()), ("b", 2));
            assert_eq!(occupied.insert(5), 2);
            assert_eq!(occupied.remove_entry(), ("b".to_owned(), 5));
        }
        Entry::Vacant(_) => panic!("it is there"),
    }
    match map.entry("d") {
        Entry::Occupied(_) => panic!("it is not there"),
        Entry::Vacant(vacant) => {
            assert_eq!(vacant.key(), "d");
            assert_eq!(vacant.into_key(), "d");
        }
    }
    assert_eq!(map.entry("a").key(), "a");
    assert_eq!(*map.entry("four").or_insert_with_key(str::len), 4);
    assert_eq!(map.entry("a").or_insert_with_key(str::len), &mut 1);
    let text = serde_json::to_string(&map).unwrap();
    assert_eq!(text, r#"{"a":1,"c":3,"four":4}"#);
}

#[test]
fn maps_go_through_serde() {
    let text = r#"{"b":[1],"a":[]}"#;
    let map: Map<Vec<u8>> = serde_json::from_str(text).unwrap();
    assert_eq!(map.first(), Some(("b", &vec![1])));
    assert_eq!(serde_json::to_string(&map).unwrap(), text);
    let plain: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(r#"{"a":1.5,"b":null}"#).unwrap();
    let own: Map<Value> = plain.clone().into();
    assert_eq!(own["a"], 1.5);
    assert_eq!(serde_json::Map::from(own), plain);
    assert!(serde_json::from_str::<Map<u8>>("[]").is_err());
}

#[test]
fn a_maybe_is_used_as_an_option() {
    let some = || Maybe::Value(3);
    let (null, absent) = (Maybe::<i32>::Null, Maybe::<i32>::Absent);
    assert!(some().is_value_and(|n| n > 2) && !null.is_value_and(|_| true));
    assert_eq!(null.unwrap_or_else(|| 7), 7);
    assert_eq!(
        (some().map_or(0, |n| n + 1), null.map_or(0, |n| n + 1)),
        (4, 0)
    );
    assert_eq!(absent.map_or_else(|| 1, |n| n), 1);
    assert_eq!((some().ok_or("no"), null.ok_or("no")), (Ok(3), Err("no")));
    assert_eq!(absent.ok_or_else(|| "no"), Err("no"));
    assert_eq!(some().and_then(|n| Maybe::Value(n + 1)), Maybe::Value(4));
    assert_eq!(null.and_then(|n| Maybe::Value(n + 1)), Maybe::Null);
    assert_eq!((null.or(some()), some().or(null)), (some(), some()));
    assert_eq!(absent.or_else(|| null), null);
    assert_eq!(
        (some().filter(|n| *n > 5), null.filter(|_| false)),
        (absent, null)
    );
    let mut changed = null;
    *changed.get_or_insert(1) += 1;
    assert_eq!(*changed.get_or_insert_with(|| 9), 2);
    assert_eq!(changed.replace(5), Maybe::Value(2));
    for value in &mut changed {
        *value += 1;
    }
    assert_eq!((&changed).into_iter().chain(&null).sum::<i32>(), 6);
    assert_eq!((changed.take(), changed), (Maybe::Value(6), absent));
    assert_eq!(some().into_iter().chain(absent).collect::<Vec<_>>(), [3]);
    let mut text = Maybe::Value("a".to_owned());
    if let Some(text) = text.as_deref_mut() {
        text.make_ascii_uppercase();
    }
    assert_eq!(text.as_deref(), Some("A"));
    for (maybe, nested) in [(some(), Some(Some(3))), (null, Some(None)), (absent, None)] {
        assert_eq!(
            (maybe.into_nested(), Maybe::from_nested(nested)),
            (nested, maybe)
        );
    }
}

#[test]
fn a_maybe_goes_through_serde() {
    let text = r#"{"a":null,"b":1}"#;
    let map: Map<Maybe<u8>> = serde_json::from_str(text).unwrap();
    assert_eq!((map["a"], map["b"]), (Maybe::Null, Maybe::Value(1)));
    assert_eq!(serde_json::to_string(&map).unwrap(), text);
    assert_eq!(serde_json::to_string(&Maybe::<u8>::Absent).unwrap(), "null");
}

#[test]
fn integers_travel_as_texts() {
    let read = |text: &str| from_json::<IntegerText<i64>>(text);
    let greatest = format!("\"{}\"", i64::MAX);
    assert_eq!(read(&greatest).unwrap(), i64::MAX);
    assert_eq!(to_json(&read(&greatest).unwrap()), greatest);
    for (text, code) in [
        ("1", "type"),
        ("\"9223372036854775808\"", "representation"),
        ("\"+1\"", "representation"),
        ("\"01\"", "representation"),
        ("\"-0\"", "representation"),
        ("\"\"", "representation"),
        ("\"1.0\"", "representation"),
    ] {
        let violations = read(text).unwrap_err();
        let codes: Vec<_> = violations.iter().map(|one| one.code.to_string()).collect();
        assert_eq!(codes, [code], "{text}");
    }
    let mut made = IntegerText::from(5_u8);
    *made -= 1;
    assert_eq!(
        (made.to_string(), format!("{made:?}")),
        ("4".to_owned(), "4".to_owned())
    );
    assert_eq!("4".parse::<IntegerText<u8>>(), Ok(made));
    assert!(from_json::<IntegerText<u8>>("\"-1\"").is_err());
}
