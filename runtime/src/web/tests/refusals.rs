//! What is refused, where, and in what time.

use super::{Location, only_read, parameters, read, write};

fn refused(location: Location, lines: &[&str], text: &str) -> String {
    let parameters = parameters(location, "/x/{id}", lines);
    read(parameters, location, text).unwrap_err().to_string()
}

#[test]
fn a_wrong_text_is_reported_at_its_parameter() {
    use Location::{Headers, Path, Query, QueryJson};
    for (location, lines, text, expected) in [
        (
            Query,
            &["a"][..],
            "a=%4",
            "/a [style] a `%` is not followed by two hexadecimal digits",
        ),
        (
            Query,
            &["a"],
            "a=%ff",
            "/a [style] the percent-encoded bytes are not UTF-8",
        ),
        (
            Query,
            &["a"],
            "%ff=1",
            "(root) [style] a name cannot be decoded: the percent-encoded bytes are not UTF-8",
        ),
        (
            Query,
            &["a", "b"],
            "a=1&b=%&a=2",
            "/a [style] is given more than once, and is no list\n/b [style] a `%` is not followed by two hexadecimal digits",
        ),
        (
            Query,
            &["a json"],
            "a={",
            "/a [style] is not JSON: the text ends where a key in double quotes should stand",
        ),
        (
            Query,
            &["a: {x} joined"],
            "a=x",
            "/a [style] a property has no value",
        ),
        (
            Query,
            &["a: {x} joined"],
            "a=x,1,x,2",
            "/a [style] a property is given twice",
        ),
        (
            Query,
            &["f: {a} deepObject"],
            "f[a=1",
            "/f [style] the brackets of a name are not closed",
        ),
        (
            Query,
            &["f: {a} deepObject"],
            "f[a]x=1",
            "/f [style] the brackets of a name are not closed",
        ),
        (
            Query,
            &["f: {a} deepObject"],
            "f[a]=1&f=2",
            "/f [style] is given as several of a text, a list and an object",
        ),
        (
            Query,
            &["f: {a:[{b}]} deepObject"],
            "f[a][][b]=1",
            "/f [style] elements of a list cannot be objects or lists",
        ),
        (
            Path,
            &["id"],
            "/y/1",
            "(root) [style] the path does not match /x/{id}",
        ),
        (
            Path,
            &["id"],
            "/x/1?a=1",
            "(root) [style] the path does not match /x/{id}",
        ),
        (
            Path,
            &["id: integer matrix"],
            "/x/;di=1",
            "/id [style] the name does not stand in front of the value",
        ),
        (
            Headers,
            &["A"],
            "a: \u{7}",
            "/A [style] a header field has no control characters",
        ),
        (
            QueryJson,
            &[],
            "[1]",
            "(root) [style] the query is no object in JSON",
        ),
    ] {
        assert_eq!(
            refused(location, lines, text),
            expected,
            "{lines:?} reads {text}"
        );
    }
}

#[test]
fn what_a_style_cannot_carry_is_not_written() {
    use Location::{Cookies, Headers, Path, Query};
    let cannot = "cannot carry this value: it would not be read back";
    for (location, lines, value, expected) in [
        (
            Query,
            &["a: [string]"][..],
            r#"{"a":[]}"#,
            format!("/a [style] form {cannot}"),
        ),
        (
            Query,
            &["a: [string] joined"],
            r#"{"a":[]}"#,
            format!("/a [style] form {cannot}"),
        ),
        (
            Query,
            &["a: string|integer"],
            r#"{"a":"5"}"#,
            format!("/a [style] form {cannot}"),
        ),
        (
            Query,
            &["a: string|[string]"],
            r#"{"a":["x"]}"#,
            format!("/a [style] form {cannot}"),
        ),
        (
            Query,
            &["a: [string] pipeDelimited joined"],
            r#"{"a":["x|y"]}"#,
            format!("/a [style] pipeDelimited {cannot}"),
        ),
        (
            Query,
            &["a: {b}", "b"],
            r#"{"a":{"b":"1"}}"#,
            format!("/a [style] form {cannot}\n/b [style] form {cannot}"),
        ),
        (
            Query,
            &["a"],
            r#"{"a":null}"#,
            "/a [style] form has no text for null".to_owned(),
        ),
        (
            Query,
            &["a"],
            r#"{"b":"1"}"#,
            format!("(root) [style] the text {cannot}"),
        ),
        (
            Query,
            &["a: [[string]] joined"],
            r#"{"a":[["x"]]}"#,
            "/a [style] form has no text for a list here".to_owned(),
        ),
        (
            Query,
            &["f: {a} deepObject"],
            r#"{"f":{}}"#,
            format!("/f [style] deepObject {cannot}"),
        ),
        (
            Query,
            &["f: {*} deepObject"],
            r#"{"f":{"a]":"1"}}"#,
            format!("/f [style] deepObject {cannot}"),
        ),
        (
            Path,
            &["id"],
            r#"{"id":".."}"#,
            "(root) [style] the path has a segment of dots, which clients resolve".to_owned(),
        ),
        (
            Path,
            &["other"],
            r#"{}"#,
            format!("/id [style] simple {cannot}"),
        ),
        (
            Path,
            &["id: [string] label explode"],
            r#"{"id":["a.b"]}"#,
            format!("/id [style] label {cannot}"),
        ),
        (
            Headers,
            &["A"],
            r#"{"A":"x\ny"}"#,
            "/A [style] a header field has no characters but visible ones of ASCII".to_owned(),
        ),
        (
            Headers,
            &["A"],
            r#"{"A":"é"}"#,
            "/A [style] a header field has no characters but visible ones of ASCII".to_owned(),
        ),
        (
            Headers,
            &["A"],
            r#"{"A":" x"}"#,
            format!("/A [style] simple {cannot}"),
        ),
        (
            Headers,
            &["A: [string]"],
            r#"{"A":["x,y"]}"#,
            format!("/A [style] simple {cannot}"),
        ),
        (
            Cookies,
            &["a cookie"],
            r#"{"a":"x;y"}"#,
            format!("/a [style] cookie {cannot}"),
        ),
    ] {
        let parameters = parameters(location, "/x/{id}", lines);
        let written = write(parameters, location, value).map_err(|e| e.to_string());
        assert_eq!(written, Err(expected), "{lines:?} writes {value}");
    }
}

#[test]
fn hostile_texts_are_read_in_time() {
    let started = std::time::Instant::now();
    let deep = format!("f{}=1", "[a]".repeat(100_000));
    assert_eq!(
        refused(Location::Query, &["f: {a} deepObject"], &deep),
        "/f [style] is nested deeper than 128 levels"
    );
    let many = "a=1&".repeat(250_000);
    only_read(Location::Query, "", &["b"], "{}", &many);
    let parameters = parameters(
        Location::Query,
        "",
        &["a: [integer]", "f: {*} deepObject", "*"],
    );
    assert_eq!(
        read(parameters, Location::Query, &many)
            .unwrap()
            .get("a")
            .unwrap()
            .as_array()
            .unwrap()
            .len(),
        250_000
    );
    let keys: String = (0..100_000).map(|n| format!("k{n}=1&f[k{n}]=1&")).collect();
    assert_eq!(
        read(parameters, Location::Query, &keys).unwrap().len(),
        100_001
    );
    let broken = "%=1&".repeat(250_000);
    assert_eq!(
        read(parameters, Location::Query, &broken)
            .unwrap_err()
            .len(),
        100
    );
    let digits = format!("a={}", "9".repeat(1_000_000));
    assert!(read(parameters, Location::Query, &digits).is_ok());
    let path = format!("/x/{}", "/".repeat(1_000_000));
    assert!(refused(Location::Path, &["id"], &path).contains("does not match"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
