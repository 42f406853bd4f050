//! Each constraint on values of all types.

use super::{check, check_property_count, equal};
use crate::shape::{Constraint, Hook};
use crate::view::Node;
use crate::words::constraints;
use crate::{Model, Pattern, Step, Value, from_json};

/// Words, values that keep them, and values that do not, each with its violation.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

fn value(json: &str) -> Value {
    from_json(json.as_bytes()).unwrap()
}

/// The violations of a value: code, limit or place, and actual number.
fn broken(words: &str, json: &str) -> Vec<String> {
    let constraints: &'static [Constraint] = constraints(words, &[]).leak();
    let mut out = Vec::new();
    check(value(json).view_value(), constraints, &mut |fault| {
        let parameters = fault.parameters.iter();
        let parameters = parameters.map(|(name, value)| format!("{name}={value}"));
        let parameters: Vec<String> = parameters.collect();
        out.push(format!("{} {}", fault.code, parameters.join(" ")));
    });
    out
}

#[test]
fn each_constraint_is_checked_on_values_of_its_type() {
    let cases: &[Case] = &[
        (
            "minLength=2",
            &[r#""ab""#, r#""éé""#, "1", "[]", "{}", "null"],
            &[(r#""é""#, "minLength limit=2 actual=1")],
        ),
        (
            "maxLength=2",
            &[r#""ab""#, r#""日本""#, "123", "[1,2,3]"],
            &[(r#""abc""#, "maxLength limit=2 actual=3")],
        ),
        (
            "minItems=1",
            &["[1]", r#""""#, "{}"],
            &[("[]", "minItems limit=1 actual=0")],
        ),
        (
            "maxItems=1",
            &["[1]", r#""ab""#, r#"{"a":1,"b":2}"#],
            &[("[1,2]", "maxItems limit=1 actual=2")],
        ),
        ("items=1", &["[1]"], &[("[1,2]", "items limit=1 actual=2")]),
        (
            "minProperties=1",
            &[r#"{"a":1}"#, "[]", r#""""#],
            &[("{}", "minProperties limit=1 actual=0")],
        ),
        (
            "maxProperties=1",
            &[r#"{"a":1}"#, "[1,2]"],
            &[(r#"{"a":1,"b":2}"#, "maxProperties limit=1 actual=2")],
        ),
        (
            "minimum=1",
            &["1", "1.0", "2", r#""""#],
            &[("0", "minimum limit=1"), ("0.99", "minimum limit=1")],
        ),
        (
            "maximum=1.5",
            &["1.5", "-3"],
            &[("1.51", "maximum limit=1.5")],
        ),
        (
            "exclusiveMinimum=1",
            &["1.01"],
            &[("1", "exclusiveMinimum limit=1")],
        ),
        (
            "exclusiveMaximum=1",
            &["0.99"],
            &[("1.0", "exclusiveMaximum limit=1")],
        ),
        (
            "multipleOf=0.01",
            &["19.99", "0", r#""x""#],
            &[("0.005", "multipleOf limit=0.01")],
        ),
        (
            "format=int32",
            &["1"],
            &[("2147483648", r#"format format="int32""#)],
        ),
        (
            "format=date",
            &[r#""2024-02-29""#, "1"],
            &[(r#""2023-02-29""#, r#"format format="date""#)],
        ),
        (
            "uniqueItems",
            &["[1,2]", r#"[1,"1",[1],{"a":1}]"#, "[0,1,2,3,4,5,6,7,8,9]"],
            &[
                ("[2,1,1.0]", "uniqueItems first=1 second=2"),
                (
                    r#"[{"a":1,"b":2},0,{"b":2,"a":1.0}]"#,
                    "uniqueItems first=0 second=2",
                ),
                ("[0,1,2,3,4,5,6,7,8,3.0]", "uniqueItems first=3 second=9"),
            ],
        ),
        (
            "const=1",
            &["1", "1.0"],
            &[("2", "const allowed=1"), (r#""1""#, "const allowed=1")],
        ),
        (
            r#"const="on""#,
            &[r#""on""#],
            &[
                (r#""no""#, r#"const allowed="on""#),
                ("null", r#"const allowed="on""#),
            ],
        ),
        (
            r#"enum=["a",1,[2],{"b":null}]"#,
            &[r#""a""#, "1.0", "[2]", r#"{"b":null}"#],
            &[
                ("false", r#"enum allowed=["a",1,[2],{"b":null}]"#),
                ("[]", r#"enum allowed=["a",1,[2],{"b":null}]"#),
                (r#""zz""#, r#"enum allowed=["a",1,[2],{"b":null}]"#),
            ],
        ),
        (
            r#"enum=["red","green"]"#,
            &[r#""red""#],
            &[(r#""rde""#, r#"enum allowed=["red","green"] nearest="red""#)],
        ),
        // What is applied to elements and members is checked by those who read them.
        ("items(minimum=1)", &["[0]"], &[]),
        ("prefixItems(minimum=1)", &["[0]"], &[]),
        ("additionalProperties(minimum=1)", &[r#"{"a":0}"#], &[]),
        ("coerce", &["1", r#""1""#], &[]),
    ];
    for (words, kept, refused) in cases {
        for json in *kept {
            assert_eq!(broken(words, json), [""; 0], "{words}: {json}");
        }
        for (json, expected) in *refused {
            assert_eq!(broken(words, json), [*expected], "{words}: {json}");
        }
    }
    let both = broken("minLength=3 format=date", r#""x""#);
    assert_eq!(both.len(), 2, "{both:?}");
}

/// Texts of two letters a, and of an even length.
static AA: Pattern = Pattern::simple("^aa$", true, true, &[Step::new(1 << b'a', &[], 2, 2)]);
static HOOKS: [Hook; 2] = [
    Hook::Pattern(&AA),
    Hook::Format("even", |text| text.len().is_multiple_of(2)),
];

#[test]
fn patterns_and_functions_are_taken_in_their_order() {
    let constraints: &'static [Constraint] = constraints("pattern custom", &HOOKS).leak();
    let broken = |text: &str| {
        let mut codes = Vec::new();
        check(Node::Text(text), constraints, &mut |fault| {
            codes.push(fault.code.into_owned());
        });
        codes
    };
    assert_eq!(broken("aa"), [""; 0]);
    assert_eq!(broken("ab"), ["pattern"]);
    assert_eq!(broken("a"), ["pattern", "format"]);
}

#[test]
fn a_known_count_is_checked_as_the_object_is() {
    let constraints = constraints("minProperties=2 maxProperties=3 minItems=9", &[]);
    let broken = |count| {
        let faults = constraints
            .iter()
            .map(|one| check_property_count(one, count));
        faults.flatten().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(broken(1), ["minProperties"]);
    assert_eq!(broken(2), [""; 0]);
    assert_eq!(broken(4), ["maxProperties"]);
}

#[test]
fn values_are_equal_by_their_content() {
    let same = |a: &str, b: &str| equal(value(a).view_value(), value(b).view_value());
    for json in ["null", "true", "1", r#""a""#, "[1,[]]", r#"{"a":{}}"#] {
        assert!(same(json, json), "{json}");
    }
    assert!(same("1", "1.0") && same("100", "1e2") && same("0", "-0"));
    assert!(same(r#"{"a":1,"b":2}"#, r#"{"b":2.0,"a":1}"#));
    for (a, b) in [
        ("null", "false"),
        ("true", "false"),
        ("1", "true"),
        (r#""1""#, "1"),
        ("[1,2]", "[2,1]"),
        ("[]", "{}"),
        (r#"{"a":1}"#, r#"{"a":1,"b":1}"#),
    ] {
        assert!(!same(a, b) && !same(b, a), "{a} {b}");
    }
}
