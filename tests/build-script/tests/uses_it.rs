//! The types that `build.rs` made.

use fieldwright_build_script::person::Person;

#[test]
fn types_made_by_the_build_script_work() {
    let person = Person::from_json(r#"{"name":"Ada","email":"ada@example.com"}"#).unwrap();
    assert_eq!(person.name, "Ada");
    let violations = Person::from_json(r#"{"name":"","email":"ada"}"#).unwrap_err();
    let codes: Vec<&str> = violations.iter().map(|v| &*v.code).collect();
    assert_eq!(codes, ["minLength", "format"]);
}
