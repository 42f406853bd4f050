//! Violations -> the problem details of an HTTP response (RFC 9457).
//!
//! Knows nothing of HTTP libraries: status and media type are separate from the document.

use crate::pointer::push_encoded;
use crate::{Map, Value, Violation, Violations};

/// The media type of [`Violations::to_problem_details`] (RFC 9457 section 3).
pub const PROBLEM_JSON: &str = "application/problem+json";

impl Violations {
    /// The matching HTTP status: 400 for a text that is not JSON, else 422, as the text was
    /// understood but not its content (RFC 9110 sections 15.5.1 and 15.5.21).
    #[must_use]
    pub fn status(&self) -> u16 {
        if self.iter().any(|violation| violation.code == "syntax") {
            400
        } else {
            422
        }
    }

    /// A problem details object (RFC 9457 section 3), to be sent as [`PROBLEM_JSON`].
    ///
    /// Its `type` is `about:blank`, so its `title` is the phrase of its `status` (section 4.2.1).
    /// The extension `errors` holds the violations. As in the example of section 3, each has a
    /// `detail` and a `pointer` into the content, in the form of a URI fragment (RFC 6901 section
    /// 6); the other members are those of a serialised [`Violation`]. The extension `omitted`
    /// counts those that are not listed, if there are any.
    ///
    /// ```
    /// # use fieldwright_runtime::{Uuid, Value};
    /// let problem = Uuid::try_from("1").unwrap_err().to_problem_details();
    /// assert_eq!(problem.get("status").and_then(Value::as_i64), Some(422));
    /// assert_eq!(problem.get("title").and_then(Value::as_str), Some("Unprocessable Content"));
    /// let errors = problem.get("errors").and_then(Value::as_array).unwrap_or_default();
    /// assert_eq!(errors[0].get("pointer").and_then(Value::as_str), Some("#"));
    /// ```
    #[must_use]
    pub fn to_problem_details(&self) -> Value {
        let status = self.status();
        let (title, detail) = match status {
            400 => ("Bad Request", "The content is not valid JSON.".to_owned()),
            _ => ("Unprocessable Content", self.count()),
        };
        let mut map = Map::from([
            ("type", Value::from("about:blank")),
            ("title", Value::from(title)),
            ("status", Value::from(u64::from(status))),
            ("detail", Value::from(detail)),
        ]);
        let errors: Vec<Value> = self.iter().map(error).collect();
        map.insert("errors", Value::Array(errors));
        if self.omitted() > 0 {
            map.insert("omitted", Value::from(self.omitted() as u64));
        }
        Value::Object(map)
    }

    fn count(&self) -> String {
        match self.len() + self.omitted() {
            1 => "The content breaks its schema in 1 place.".to_owned(),
            count => format!("The content breaks its schema in {count} places."),
        }
    }
}

fn error(violation: &Violation) -> Value {
    let mut map = Map::from([
        ("detail", Value::from(&*violation.message())),
        ("pointer", Value::from(fragment(&violation.instance))),
    ]);
    map.extend(violation.to_map());
    Value::Object(map)
}

/// A JSON pointer as a URI fragment (RFC 6901 section 6).
fn fragment(pointer: &str) -> String {
    let mut out = String::from("#");
    push_encoded(&mut out, pointer);
    out
}

#[cfg(test)]
mod tests {
    use super::fragment;
    use crate::{Value, from_json};

    #[test]
    fn pointers_become_fragments() {
        assert_eq!(fragment(""), "#");
        assert_eq!(fragment("/a~1b/0"), "#/a~1b/0");
        // The examples of RFC 6901 section 6.
        let examples = [
            ("/c%d", "#/c%25d"),
            ("/e^f", "#/e%5Ef"),
            ("/g|h", "#/g%7Ch"),
            ("/i\\j", "#/i%5Cj"),
            ("/k\"l", "#/k%22l"),
            ("/ ", "#/%20"),
            ("/m~0n", "#/m~0n"),
        ];
        for (pointer, expected) in examples {
            assert_eq!(fragment(pointer), expected);
        }
        assert_eq!(fragment("/\u{fc}"), "#/%C3%BC");
    }

    #[test]
    fn what_is_no_json_is_a_bad_request() {
        let violations = from_json::<Vec<i64>>(b"[1,").unwrap_err();
        let problem = violations.to_problem_details();
        assert_eq!(problem.get("status").and_then(Value::as_i64), Some(400));
        assert_eq!(
            problem.get("title").and_then(Value::as_str),
            Some("Bad Request")
        );
        let violations = from_json::<Vec<i64>>(b"[1,\"\"]").unwrap_err();
        assert_eq!(
            violations.to_problem_details().to_string(),
            concat!(
                r##"{"type":"about:blank","title":"Unprocessable Content","status":422,"##,
                r##""detail":"The content breaks its schema in 1 place.","errors":[{"##,
                r##""detail":"expected an integer, found a string","pointer":"#/1","##,
                r##""instance":"/1","schema":"#/items/type","code":"type","##,
                r##""parameters":{"expected":"integer","found":"string"},"##,
                r##""message":"expected an integer, found a string","severity":"error","##,
                r##""line":1,"column":4}]}"##,
            )
        );
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let text = format!("[{}0]", "\"\",".repeat(101));
        let problem = from_json::<Vec<i64>>(text.as_bytes())
            .unwrap_err()
            .to_problem_details();
        assert_eq!(problem.get("omitted").and_then(Value::as_i64), Some(1));
        let detail = problem.get("detail").and_then(Value::as_str);
        assert_eq!(detail, Some("The content breaks its schema in 101 places."));
    }
}
