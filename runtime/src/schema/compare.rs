//! Two members of one object -> how they compare, for the rule `compare`.
//!
//! ```yaml
//! rules:
//!   - { compare: { start_at: <= end_at } }
//! ```
//! Numbers compare exactly. Texts that are both of one kind of RFC 3339 section 5.6 (`date-time`,
//! `date`, `time`) compare by instant, offsets and leap seconds included; other texts by code
//! point. Other values do not compare, and if one of the two is absent or null, the rule holds.

use super::instance::{Instance, Members, ValueRef};
use super::program::{Objects, Rule};
use crate::instant::compare_texts;
use crate::{RuleKind, number};

/// Whether a rule over values holds; any other rule counts as held here.
pub(super) fn comparison_holds<'a, I: Instance<'a>>(
    rule: &Rule,
    objects: &Objects,
    object: I,
) -> bool {
    let RuleKind::Compare(comparison) = rule.kind else {
        return true;
    };
    let ([left, right], ValueRef::Object(members)) = (rule.fields.as_ref(), object.value_ref())
    else {
        return true;
    };
    let member = |slot: &u32| members.get(objects.keys.name(*slot as usize));
    let (Some(left), Some(right)) = (member(left), member(right)) else {
        return true;
    };
    let ordering = match (left.value_ref(), right.value_ref()) {
        (ValueRef::Number(left), ValueRef::Number(right)) => {
            number::compare(&left.text(), &right.text())
        }
        (ValueRef::Text(left), ValueRef::Text(right)) => compare_texts(left, right),
        _ => return true,
    };
    comparison.allows(ordering)
}

#[cfg(test)]
mod tests {
    use crate::{Schema, Severity, Value, from_json};

    fn evaluate(rule: &str, instance: &str) -> Vec<String> {
        let schema = format!(r#"{{ "x-fieldwright-rules": [{{ "compare": {rule} }}] }}"#);
        let schema: Value = from_json(schema.as_bytes()).unwrap();
        let schema = Schema::compile(&schema).unwrap();
        let violations = schema.validate_json(instance);
        let messages: Vec<String> = violations
            .iter()
            .map(|v| v.message().into_owned())
            .collect();
        assert_eq!(
            schema.is_valid_json(instance),
            messages.is_empty(),
            "{instance}"
        );
        messages
    }

    #[test]
    fn values_compare_by_their_kind() {
        let rule = r#"{"a": "< b"}"#;
        for (instance, holds) in [
            (r#"{"a": 1, "b": 1.5}"#, true),
            (r#"{"a": 1.0, "b": 1}"#, false),
            (r#"{"a": 9007199254740993, "b": 9007199254740992}"#, false),
            (r#"{"a": 9007199254740992, "b": 9007199254740993}"#, true),
            (r#"{"a": 1e400, "b": 1e401}"#, true),
            (
                r#"{"a": "2024-01-01T10:00:00+02:00", "b": "2024-01-01T09:00:00Z"}"#,
                true,
            ),
            (
                r#"{"a": "2024-01-01T10:00:00Z", "b": "2024-01-01T10:00:00.000+00:00"}"#,
                false,
            ),
            (r#"{"a": "2024-01-31", "b": "2024-02-01"}"#, true),
            (r#"{"a": "10:00:00+02:00", "b": "09:00:00Z"}"#, true),
            (r#"{"a": "2024-02-30", "b": "2024-02-3"}"#, false),
            (r#"{"a": "Z", "b": "a"}"#, true),
            (r#"{"a": "\uffff", "b": "\ud83d\ude00"}"#, true),
            (r#"{"a": 2}"#, true),
            (r#"{"a": 2, "b": null}"#, true),
            (r#"{"a": 2, "b": "1"}"#, true),
            (r#"{"a": [2], "b": [1]}"#, true),
            ("{}", true),
            ("3", true),
        ] {
            assert_eq!(evaluate(rule, instance).is_empty(), holds, "{instance}");
        }
    }

    #[test]
    fn every_operator_has_its_orderings() {
        for (operator, less, equal, greater) in [
            ("<", true, false, false),
            ("<=", true, true, false),
            (">", false, false, true),
            (">=", false, true, true),
            ("==", false, true, false),
            ("!=", true, false, true),
        ] {
            let rule = format!(r#"{{"a": "{operator} b"}}"#);
            for (b, holds) in [(2, less), (1, equal), (0, greater)] {
                let instance = format!(r#"{{"a": 1, "b": {b}}}"#);
                assert_eq!(
                    evaluate(&rule, &instance).is_empty(),
                    holds,
                    "{operator} {b}"
                );
            }
        }
        let messages = evaluate(r#"{"a": "<= b"}"#, r#"{"a": 1, "b": 0}"#);
        assert_eq!(messages, [r#""a" must not be greater than "b""#]);
    }

    #[test]
    fn a_violation_points_at_both() {
        let schema = r#"{ "properties": { "o": { "x-fieldwright-rules": [
            { "compare": { "a/b": ">= c" }, "id": "order", "severity": "advice" }
        ] } } }"#;
        let schema: Value = from_json(schema.as_bytes()).unwrap();
        let schema = Schema::compile(&schema).unwrap();
        let violations = schema.validate_json(r#"{"o": {"a/b": 1, "c": 2}}"#);
        let violation = &violations.as_slice()[0];
        assert_eq!(
            (&*violation.code, violation.severity),
            ("order", Severity::Advice)
        );
        assert_eq!(violation.targets(), ["/o/a~1b", "/o/c"]);
    }
}
