//! Styles, both ways: by the table of OpenAPI 3.1 section 4.8.12.6, then what it does not show.

mod refusals;

use super::table::Outcome;
use super::{Location, Parameters, finish};
use crate::{Map, Value, Violations};

type Object = Map<Value>;

fn parameters(location: Location, template: &str, lines: &[&str]) -> &'static Parameters {
    let lines = Box::leak(lines.join("\n").into());
    let template = Box::leak(Box::from(template));
    let parameters = Parameters::new(location, template, lines);
    Box::leak(Box::new(parameters))
}

fn read(parameters: &Parameters, location: Location, text: &str) -> Result<Object, Violations> {
    let outcome: Outcome = match location {
        Location::Path => parameters.read_path(text),
        Location::Headers => parameters.read_headers(&mut text.lines().filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name, value))
        })),
        Location::Cookies => parameters.read_cookies(text),
        _ => parameters.read_pairs(text),
    };
    finish(outcome)
}

fn write(parameters: &Parameters, location: Location, value: &str) -> Result<String, Violations> {
    let value: Object = crate::from_json(value).unwrap();
    match location {
        Location::Path => parameters.write_path(&value),
        Location::Cookies => parameters.write_cookies(&value),
        Location::Headers => {
            let fields = parameters.write_headers(&value)?;
            let lines = fields.iter().map(|(name, text)| format!("{name}:{text}"));
            Ok(lines.collect::<Vec<_>>().join("\n"))
        }
        _ => parameters.write_pairs(&value),
    }
}

/// The value and the text are each other's.
fn both(location: Location, template: &str, lines: &[&str], value: &str, text: &str) {
    let parameters = parameters(location, template, lines);
    let written = write(parameters, location, value).map_err(|e| e.to_string());
    assert_eq!(written.as_deref(), Ok(text), "{lines:?} writes {value}");
    only_read(location, template, lines, value, text);
}

fn only_read(location: Location, template: &str, lines: &[&str], value: &str, text: &str) {
    let parameters = parameters(location, template, lines);
    let found = read(parameters, location, text).map_err(|e| e.to_string());
    let expected: Object = crate::from_json(value).unwrap();
    assert_eq!(found, Ok(expected), "{lines:?} reads {text}");
}

const OBJECT: &str = "{R:integer,G:integer,B:integer}";
const RGB: &str = r#"{"color":{"R":100,"G":200,"B":150}}"#;
const BLUES: &str = r#"{"color":["blue","black","brown"]}"#;
const BLUE: &str = r#"{"color":"blue"}"#;
const EMPTY: &str = r#"{"color":""}"#;

/// The rows of the specification: style, `explode`, then the text of the empty string, a string, an
/// array and an object.
const TABLE: &[(Location, &str, [&str; 4])] = &[
    (
        Location::Path,
        "matrix joined",
        [
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ],
    ),
    (
        Location::Path,
        "matrix explode",
        [
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ],
    ),
    (
        Location::Path,
        "label joined",
        [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
    ),
    (
        Location::Path,
        "label explode",
        [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
    ),
    (
        Location::Path,
        "simple joined",
        ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
    ),
    (
        Location::Path,
        "simple explode",
        ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
    ),
    (
        Location::Query,
        "form joined",
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        Location::Query,
        "form explode",
        [
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ],
    ),
    (
        Location::Query,
        "spaceDelimited joined",
        [
            "-",
            "-",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ],
    ),
    (
        Location::Query,
        "pipeDelimited joined",
        [
            "-",
            "-",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ],
    ),
    (
        Location::Query,
        "deepObject explode",
        [
            "-",
            "-",
            "-",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ],
    ),
    (
        Location::Cookies,
        "cookie joined",
        [
            "color=",
            "color=blue",
            "color=blue,black,brown",
            "color=R,100,G,200,B,150",
        ],
    ),
    (
        Location::Cookies,
        "cookie explode",
        [
            "color=",
            "color=blue",
            "color=blue; color=black; color=brown",
            "R=100; G=200; B=150",
        ],
    ),
    (
        Location::Headers,
        "simple joined",
        [
            "color:",
            "color:blue",
            "color:blue,black,brown",
            "color:R,100,G,200,B,150",
        ],
    ),
    (
        Location::Headers,
        "simple explode",
        [
            "color:",
            "color:blue",
            "color:blue,black,brown",
            "color:R=100,G=200,B=150",
        ],
    ),
];

#[test]
fn styles_are_those_of_the_specification() {
    for (location, style, texts) in TABLE {
        let shapes = ["string", "string", "[string]", OBJECT];
        let values = [EMPTY, BLUE, BLUES, RGB];
        for ((text, shape), value) in texts.iter().zip(shapes).zip(values) {
            if *text != "-" {
                let line = format!("color: {shape} {style}");
                let text = match location {
                    Location::Path => format!("/x{text}"),
                    _ => (*text).to_owned(),
                };
                both(*location, "/x{color}", &[&line], value, &text);
            }
        }
    }
}

#[test]
fn what_else_is_written_and_read() {
    use Location::{Cookies, Form, Headers, Path, Query};
    for (location, lines, value, text) in [
        (
            Query,
            &["a: integer", "b: boolean", "c"][..],
            r#"{"a":5,"b":true,"c":"5"}"#,
            "a=5&b=true&c=5",
        ),
        (
            Query,
            &["\"a b\"", "\"ids[]\": [integer]"],
            r#"{"a b":"+ &=é","ids[]":[1,2]}"#,
            "a%20b=%2B%20%26%3D%C3%A9&ids%5B%5D=1&ids%5B%5D=2",
        ),
        (
            Query,
            &["a allowReserved"],
            r#"{"a":"http://x/?y=1&z#[+]"}"#,
            "a=http://x/?y%3D1%26z%23%5B%2B%5D",
        ),
        (
            Query,
            &["a: [string] joined"],
            r#"{"a":["x,y","z"]}"#,
            "a=x%2Cy,z",
        ),
        (
            Query,
            &["a: [string] tabDelimited joined"],
            r#"{"a":["x","y"]}"#,
            "a=x%09y",
        ),
        (Query, &["a: [string]|string"], r#"{"a":"x"}"#, "a=x"),
        (
            Query,
            &["a: [string]|string"],
            r#"{"a":["x","y"]}"#,
            "a=x&a=y",
        ),
        (
            Query,
            &["a: {x:integer} json"],
            r#"{"a":{"x":1}}"#,
            "a=%7B%22x%22%3A1%7D",
        ),
        (Query, &["a json"], r#"{"a":"5"}"#, "a=%225%22"),
        (
            Query,
            &["a: {x:integer,*:[integer]}"],
            r#"{"a":{"x":1,"y":[2,3]}}"#,
            "x=1&y=2&y=3",
        ),
        (Query, &["a", "*: any"], r#"{"a":"1","b":2}"#, "a=1&b=2"),
        (
            Query,
            &["f: {a:{gte:integer,in:[string]},s} deepObject"],
            r#"{"f":{"a":{"gte":3,"in":["5","x"]},"s":"1"}}"#,
            "f%5Ba%5D%5Bgte%5D=3&f%5Ba%5D%5Bin%5D%5B%5D=5&f%5Ba%5D%5Bin%5D%5B%5D=x&f%5Bs%5D=1",
        ),
        (
            Query,
            &["f: @0 deepObject", "{n:integer,next:@0}"],
            r#"{"f":{"n":1,"next":{"n":2,"next":{"n":3}}}}"#,
            "f%5Bn%5D=1&f%5Bnext%5D%5Bn%5D=2&f%5Bnext%5D%5Bnext%5D%5Bn%5D=3",
        ),
        (
            Form,
            &["a: [integer]", "b: {x:integer} json"],
            r#"{"a":[1,2],"b":{"x":1}}"#,
            "a=1&a=2&b=%7B%22x%22%3A1%7D",
        ),
        (
            Form,
            &["a: [{x:integer}] jsonItems"],
            r#"{"a":[{"x":1},{"x":2}]}"#,
            "a=%7B%22x%22%3A1%7D&a=%7B%22x%22%3A2%7D",
        ),
        (Path, &["id: integer"], r#"{"id":5}"#, "/x/5"),
        (Path, &["id"], r#"{"id":"a/b c"}"#, "/x/a%2Fb%20c"),
        (
            Headers,
            &["X-Ids: [integer]", "If-Match"],
            r#"{"X-Ids":[1,2],"If-Match":"\"x y\", z"}"#,
            "X-Ids:1,2\nIf-Match:\"x y\", z",
        ),
        (
            Cookies,
            &["s", "n: integer"],
            r#"{"s":"a b;c","n":1}"#,
            "s=a%20b%3Bc; n=1",
        ),
    ] {
        both(location, "/x/{id}", lines, value, text);
    }
    for (location, lines, value, text) in [
        (Query, &["a"][..], r#"{"a":"x y"}"#, "a=x+y&&other=%zz"),
        (
            Query,
            &["a: [string] spaceDelimited joined"],
            r#"{"a":["x","y","z"]}"#,
            "a=x+y%20z",
        ),
        (
            Query,
            &["a: [string] pipeDelimited joined"],
            r#"{"a":["x","y"]}"#,
            "a=x|y",
        ),
        (
            Query,
            &["f: {a:integer} deepObject"],
            r#"{"f":{"a":1}}"#,
            "f[a]=1",
        ),
        (Query, &["a", "b"], r#"{"a":""}"#, "a"),
        (
            Headers,
            &["X-Ids: [integer]"],
            r#"{"X-Ids":[1,2,3]}"#,
            "x-ids: 1, 2\nX-IDS:3\nHost:x",
        ),
        (Cookies, &["b"], r#"{"b":"1"}"#, "a=%zz;  b=1 ;c"),
    ] {
        only_read(location, "", lines, value, text);
    }
}
