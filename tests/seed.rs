//! The seed's type, `ConnectSessionCreate`, as its users meet it: the committed
//! output in `generated/`, through every door.

use fieldwright_generated::connect_session_create::{Categories, ConnectSessionCreate, Type};
use fieldwright_generated::fieldwright_runtime::{Severity, Value, Violations};
use serde_json::json;

/// The instance with all 13 fields.
const EXAMPLE: &str = include_str!("../schema/examples/connect_session_create.json");

/// `pointer line:column code` of each violation.
fn printed(violations: &Violations) -> Vec<String> {
    let one = |v: &fieldwright_generated::fieldwright_runtime::Violation| match v.position {
        Some(position) => format!("{} {position} {}", v.instance, v.code),
        None => format!("{} {}", v.instance, v.code),
    };
    violations.iter().map(one).collect()
}

fn refused(json: &str) -> Vec<String> {
    printed(&ConnectSessionCreate::from_json(json).expect_err(json))
}

#[test]
fn the_example_is_read_and_written_back() {
    let session = ConnectSessionCreate::from_json(EXAMPLE).unwrap();
    assert_eq!(
        session.report().len(),
        1,
        "only advice: {:?}",
        session.report()
    );
    let expected: serde_json::Value = serde_json::from_str(EXAMPLE).unwrap();
    let written: serde_json::Value = serde_json::from_str(&session.to_json()).unwrap();
    assert_eq!(written, expected);
    assert!(session.to_json().contains("1.50"), "number text is kept");
    assert_eq!(expected.as_object().unwrap().len(), 13);
}

#[test]
fn every_door_reads_the_same() {
    let value: serde_json::Value = serde_json::from_str(EXAMPLE).unwrap();
    let session = ConnectSessionCreate::from_json(EXAMPLE.as_bytes()).unwrap();
    assert_eq!(
        ConnectSessionCreate::from_value(&value)
            .unwrap()
            .to_json()
            .len(),
        session.to_json().len() - 1
    );
    let through_serde: ConnectSessionCreate = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(through_serde, session);
    let from_value: ConnectSessionCreate = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&from_value).unwrap(), value);
    assert_eq!(
        serde_json::to_string(&session).unwrap().len(),
        session.to_json().len() - 1
    );
}

#[test]
fn the_builder_validates() {
    let session = ConnectSessionCreate::builder("owner-1", "Acme")
        .categories([Categories::Ats, Categories::Hris])
        .provider("bamboohr")
        .provider_version("1.2")
        .metadata([("a", Value::from(1))])
        .build()
        .unwrap();
    assert_eq!(
        session.to_json(),
        r#"{"categories":["ats","hris"],"metadata":{"a":1},"origin_owner_id":"owner-1","origin_owner_name":"Acme","provider":"bamboohr","provider_version":"1.2"}"#
    );
    let alone = ConnectSessionCreate::builder("owner-1", "Acme").provider_version("1.2");
    let violations = alone.build().unwrap_err();
    assert_eq!(
        violations.to_string(),
        "(root) [requires] provider_version must be used together with provider"
    );
}

/// Each row's own example, as the table prints it.
#[test]
fn every_row_s_example_is_read() {
    let rows = [
        (
            json!({"categories": ["ats", "hris", "hrisLegacy", "crm", "iam", "marketing", "lms", "stackOne", "documents", "ticketing", "screening", "messaging", "accounting", "scheduling"]}),
            json!({"categories": ["ats", "hris", "hris-legacy", "crm", "iam", "marketing", "lms", "stackone", "documents", "ticketing", "screening", "messaging", "accounting", "scheduling"]}),
        ),
        (json!({"type": "PRODUCTION"}), json!({"type": "production"})),
        (json!({"type": "TEST"}), json!({"type": "test"})),
    ];
    for (mut example, mut wire) in rows {
        for part in [&mut example, &mut wire] {
            part["origin_owner_id"] = json!("o");
            part["origin_owner_name"] = json!("n");
        }
        let session = ConnectSessionCreate::from_value(&example).unwrap();
        session.validate().unwrap();
        assert_eq!(serde_json::to_value(&session).unwrap(), wire);
    }
}

#[test]
fn enums_keep_what_they_do_not_know() {
    let json = r#"{"origin_owner_id":"o","origin_owner_name":"n","categories":["ats","new"],"type":"staging"}"#;
    let session = ConnectSessionCreate::from_json(json).unwrap();
    assert_eq!(
        session.categories,
        Some(vec![Categories::Ats, Categories::Unknown("new".into())])
    );
    assert_eq!(session.type_, Some(Type::Unknown("staging".into())));
    assert_eq!(
        serde_json::from_str::<Value>(&session.to_json()).unwrap(),
        serde_json::from_str::<Value>(json).unwrap()
    );
    assert_eq!(Categories::ALL.len(), 14);
    assert_eq!(
        Categories::ALL
            .iter()
            .map(Categories::as_str)
            .collect::<Vec<_>>()[2],
        "hris-legacy"
    );
    assert_eq!("stackOne".parse(), Ok(Categories::StackOne));
    assert_eq!(Categories::StackOne.to_string(), "stackone");
    assert!(Type::Test.is_known() && !Type::Unknown("x".into()).is_known());
}

#[test]
fn null_is_absent_and_is_left_out() {
    let json = r#"{"account_id":null,"categories":null,"expires_in":null,"metadata":null,"multiple":null,
        "origin_owner_id":"o","origin_owner_name":"n","provider":null,"provider_version":null,"type":null}"#;
    let session = ConnectSessionCreate::from_json(json).unwrap();
    assert_eq!(
        session.to_json(),
        r#"{"origin_owner_id":"o","origin_owner_name":"n"}"#
    );
    assert_eq!(session.expires_in_or_default(), 1800.0);
    assert_eq!(ConnectSessionCreate::DEFAULT_EXPIRES_IN, 1800.0);
    assert!(!session.multiple_or_default());
    assert_eq!(session.type_or_default(), Type::Production);
    let null = r#"{"origin_owner_id":null,"origin_owner_name":"n"}"#;
    assert_eq!(refused(null), ["/origin_owner_id 1:20 type"]);
}

#[test]
fn advice_stands_apart() {
    let json =
        r#"{"origin_owner_id":"o","origin_owner_name":"n","multiple":true,"account_id":"a"}"#;
    let (session, violations) = ConnectSessionCreate::report_json(json);
    let session = session.unwrap();
    assert_eq!(printed(&violations), [" 1:1 ineffective"]);
    assert_eq!(violations.as_slice()[0].severity, Severity::Advice);
    assert!(ConnectSessionCreate::from_json(json).is_ok() && session.validate().is_ok());
    assert_eq!(printed(&session.report()), [" ineffective"]);
}

/// Shape, a missing field and broken rules in one instance: all are reported at once.
#[test]
fn five_mistakes_give_five_violations() {
    let json = r#"{
  "categories": ["ats", 7],
  "expires_in": "soon",
  "origin_owner_name": "Acme",
  "multiple": 1,
  "provider_version": "1.2"
}"#;
    let violations = ConnectSessionCreate::from_json(json).unwrap_err();
    assert_eq!(
        violations.to_string(),
        "1:1: (root) [required] missing \"origin_owner_id\"\n\
         1:1: (root) [requires] provider_version must be used together with provider\n\
         2:25: /categories/1 [type] expected a string, found a number\n\
         3:17: /expires_in [type] expected a number, found a string\n\
         5:15: /multiple [type] expected a boolean, found a number"
    );
    let schemas: Vec<&str> = violations.iter().map(|v| v.schema.as_str()).collect();
    assert_eq!(
        schemas,
        [
            "#/$defs/ConnectSessionCreate/required",
            "#/$defs/ConnectSessionCreate/x-fieldwright-rules",
            "#/$defs/Categories/type",
            "#/$defs/ConnectSessionCreate/properties/expires_in/type",
            "#/$defs/ConnectSessionCreate/properties/multiple/type",
        ]
    );
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let without_places = ConnectSessionCreate::from_value(&value).unwrap_err();
    assert_eq!(without_places.len(), 5);
    assert!(
        without_places
            .iter()
            .all(|violation| violation.position.is_none())
    );
}

#[test]
fn violations_serialise() {
    let violations = ConnectSessionCreate::from_json("{\"origin_owner_id\": 5}").unwrap_err();
    let value = serde_json::to_value(&violations).unwrap();
    assert_eq!(
        value,
        json!({"violations": [
            {"instance": "", "schema": "#/$defs/ConnectSessionCreate/required", "code": "required",
             "parameters": {"property": "origin_owner_name"}, "message": "missing \"origin_owner_name\"",
             "severity": "error", "line": 1, "column": 1},
            {"instance": "/origin_owner_id", "schema": "#/$defs/ConnectSessionCreate/properties/origin_owner_id/type",
             "code": "type", "parameters": {"expected": "string", "found": "number"},
             "message": "expected a string, found a number", "severity": "error", "line": 1, "column": 21},
        ], "omitted": 0})
    );
    let problem = violations.to_problem_details();
    assert_eq!(problem.get("status").and_then(Value::as_i64), Some(422));
    assert_eq!(
        problem
            .get("errors")
            .and_then(Value::as_array)
            .map(<[Value]>::len),
        Some(2)
    );
}

#[test]
fn malformed_json_is_an_error() {
    let deep = "[".repeat(200_000);
    let deep_in_metadata = format!("{{\"metadata\":{}", "{\"a\":".repeat(200_000));
    let cases: [(&str, &str); 26] = [
        ("", " 1:1 syntax"),
        ("   \n ", " 2:2 syntax"),
        ("{", " 1:2 syntax"),
        ("{\"origin_owner_id\"", "/origin_owner_id 1:19 syntax"),
        ("{\"origin_owner_id\": \"o", "/origin_owner_id 1:23 syntax"),
        ("{\"origin_owner_id\": \"o\",}", " 1:25 syntax"),
        ("{\"a\": 1 \"b\": 2}", "/a 1:9 syntax"),
        ("{'a': 1}", " 1:2 syntax"),
        ("{a: 1}", " 1:2 syntax"),
        ("{} {}", " 1:4 syntax"),
        ("{\"a\": 01}", "/a 1:7 syntax"),
        ("{\"a\": +1}", "/a 1:7 syntax"),
        ("{\"a\": 1.}", " 1:9 syntax"),
        ("{\"a\": 1e}", " 1:9 syntax"),
        ("{\"a\": NaN}", "/a 1:7 syntax"),
        ("{\"a\": tru}", "/a 1:7 syntax"),
        ("{\"a\": nul}", "/a 1:7 syntax"),
        ("{\"a\": \"\t\"}", "/a 1:8 syntax"),
        ("{\"a\": \"\\x\"}", "/a 1:8 syntax"),
        ("{\"a\": \"\\u12\"}", "/a 1:8 syntax"),
        ("{\"label\": \"\\ud83d\"}", "/label 1:12 syntax"),
        ("{\"label\": \"\\ude00\\ud83d\"}", "/label 1:12 syntax"),
        ("{\"a\": [1, 2}", "/a 1:12 syntax"),
        ("{\"a\": // no\n 1}", "/a 1:7 syntax"),
        ("\u{feff}{}", " 1:1 syntax"),
        (&deep, " 1:1 type"),
    ];
    for (json, expected) in cases {
        let shown = &json[..json.len().min(40)];
        let found = refused(json);
        if json == deep {
            assert!(found.iter().any(|one| one.ends_with("depth")), "{found:?}");
            continue;
        }
        let broken: Vec<&String> = found.iter().filter(|one| one.ends_with("syntax")).collect();
        assert_eq!(broken, [expected], "{shown}");
    }
    assert!(refused(&deep_in_metadata)[0].ends_with(" depth"));
    let not_utf8 = ConnectSessionCreate::from_json(b"{\"label\": \"\xff\"}").unwrap_err();
    assert_eq!(printed(&not_utf8), ["/label 1:12 syntax"]);
}

#[test]
fn duplicate_keys_and_huge_numbers_are_errors() {
    let json = r#"{"origin_owner_id":"a","origin_owner_name":"n","origin_owner_id":"b"}"#;
    assert_eq!(refused(json), ["/origin_owner_id 1:48 duplicateKey"]);
    let escaped = r#"{"origin_owner_id":"a","origin_owner_name":"n","origin_owner_\u0069d":"b"}"#;
    assert_eq!(refused(escaped), ["/origin_owner_id 1:48 duplicateKey"]);
    let nested = r#"{"origin_owner_id":"a","origin_owner_name":"n","metadata":{"k":1,"k":2}}"#;
    assert_eq!(refused(nested), ["/metadata/k 1:66 duplicateKey"]);
    let huge = r#"{"origin_owner_id":"a","origin_owner_name":"n","expires_in":1e400}"#;
    assert_eq!(refused(huge), ["/expires_in 1:61 representation"]);
}

#[test]
fn violations_are_bounded() {
    let items = vec!["1"; 5_000].join(",");
    let json =
        format!(r#"{{"origin_owner_id":"a","origin_owner_name":"n","categories":[{items}]}}"#);
    let violations = ConnectSessionCreate::from_json(&json).unwrap_err();
    assert_eq!((violations.len(), violations.omitted()), (100, 4_900));
}

#[test]
fn surrogate_pairs_and_escapes_are_read() {
    let json = r#"{"origin_owner_id":"\ud83d\ude00\n\"\\\/\u00e9","origin_owner_name":"é"}"#;
    let session = ConnectSessionCreate::from_json(json).unwrap();
    assert_eq!(session.origin_owner_id, "\u{1F600}\n\"\\/é");
    assert_eq!(
        ConnectSessionCreate::from_json(session.to_json()).unwrap(),
        session
    );
}
