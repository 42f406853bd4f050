//! `uri`, `uri-reference`, `iri`, `iri-reference` and `uri-template`.

use super::{Format, check};

const ABSOLUTE: &[&str] = &[
    "a:",
    "A+b-c.1:",
    "a:b",
    "a:/",
    "a:/b//c/",
    "a://",
    "a://?",
    "a://#",
    "a:?#",
    "a:b:c@d",
    "a://b/c?d/e?f#g/h?i",
    "a://u:p:q@h:80/",
    "a://u@h:",
    "a://@:",
    "a://[::1]",
    "a://[::1]:8",
    "a://[1:2:3:4:5:6:7::]/",
    "a://[vF.a:!$]",
    "a://%41%ff",
    "a:%00",
    "a://1.2.3.4.5",
    "a:!$&'()*+,;=-._~",
    "a:///b",
];

const RELATIVE: &[&str] = &[
    "", "/", "//", "//a", "a", "a/b:c", "./a:b", "/a:b", "?", "?a:b", "#", "#a:b", "../..", "%3A",
];

const NEITHER: &[&str] = &[
    ":",
    ":a",
    "1a:",
    "+a:",
    "a_b:",
    "a%41:",
    "a b",
    "a:b c",
    "a:\t",
    "a:\u{7f}",
    "a:\"",
    "a:<",
    "a:>",
    "a:\\",
    "a:^",
    "a:`",
    "a:{",
    "a:|",
    "a:}",
    "a:[",
    "a:]",
    "a:?[",
    "a:#[",
    "a:##",
    "a:#b#",
    "a:%",
    "a:%4",
    "a:%4g",
    "a:%-1",
    "a://h:8a",
    "a://h:8:8",
    "a://u@u@h",
    "a://[::1",
    "a://::1]",
    "a://[::1]a",
    "a://[::1]:a",
    "a://[]",
    "a://[1.2.3.4]",
    "a://[::1%25en0]",
    "a://[v.a]",
    "a://[vg.a]",
    "a://[v1.]",
    "a://[v1.%41]",
    "a://[::1]@h",
    "a://u%@h",
];

#[test]
fn uris() {
    for format in [Format::Uri, Format::Iri] {
        check(format, ABSOLUTE, RELATIVE);
        check(format, &[], NEITHER);
    }
    check(Format::Uri, &[], &["a:\u{fc}", "a://\u{fc}", "a:?\u{e000}"]);
}

#[test]
fn uri_references() {
    for format in [Format::UriReference, Format::IriReference] {
        check(format, ABSOLUTE, NEITHER);
        check(format, RELATIVE, &[]);
    }
    check(
        Format::UriReference,
        &[],
        &["\u{fc}", "//\u{fc}", "#\u{65e5}"],
    );
}

#[test]
fn iris() {
    check(
        Format::Iri,
        &[
            "a:\u{a0}",
            "a:\u{d7ff}\u{f900}\u{fdcf}\u{fdf0}\u{ffef}",
            "a:\u{10000}\u{1fffd}\u{e1000}\u{efffd}",
            "a://\u{fc}@\u{fc}:1/\u{fc}?\u{fc}#\u{fc}",
            "a:?\u{e000}\u{f8ff}\u{f0000}\u{10fffd}",
        ],
        &[
            "\u{fc}:",
            "a:\u{9f}",
            "a:\u{e000}",
            "a:#\u{e000}",
            "a:\u{fdd0}",
            "a:\u{fff0}",
            "a:\u{fffd}",
            "a:\u{1fffe}",
            "a:\u{e0fff}",
            "a:?\u{10fffe}",
            "a:\u{200e}",
            "a:\u{202e}",
            "a://h:\u{661}",
            "a:%\u{ff11}1",
            "a://[\u{fc}]",
        ],
    );
    check(
        Format::IriReference,
        &["\u{fc}", "//\u{fc}", "#\u{65e5}"],
        &["\u{fc}:b", "\u{fff0}"],
    );
}

#[test]
fn uri_templates() {
    check(
        Format::UriTemplate,
        &[
            "",
            "a",
            "!#$&'()*+,-./:;=?@[]_~",
            "%41\u{fc}\u{e000}",
            "{a}",
            "{a}{b}",
            "x{a}y{b}z",
            "{_}",
            "{1}",
            "{a.b.c}",
            "{%41%7a}",
            "{a,b:3,c*}",
            "{a:1}",
            "{a:9999}",
            "{+a}{#a}{.a}{/a}{;a}{?a}{&a}",
            // Reserved operators are part of the grammar.
            "{=a}{,a}{!a}{@a}{|a}",
        ],
        &[
            "{",
            "}",
            "{}",
            "{a",
            "a}",
            "{{a}}",
            "{a}}",
            "{a}{",
            "{+}",
            "{++a}",
            "{a b}",
            "{a-b}",
            "{\u{fc}}",
            "{.}",
            "{a.}",
            "{..a}",
            "{a,}",
            "{a:}",
            "{a:0}",
            "{a:01}",
            "{a:10000}",
            "{a:b}",
            "{a:1*}",
            "{a**}",
            "{*a}",
            "{%4}",
            "{$a}",
            " ",
            "\"",
            "<",
            ">",
            "\\",
            "^",
            "`",
            "|",
            "%",
            "%4",
            "%zz",
            "\u{7f}",
            "\u{85}",
            "\u{ffff}",
        ],
    );
}
