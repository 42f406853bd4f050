//! `hostname`, `idn-hostname`, `ipv4` and `ipv6`.

use super::{Format, check};

#[test]
fn hostnames() {
    let label = "a".repeat(63);
    check(
        Format::Hostname,
        &[
            "a",
            "7",
            "a-b",
            "A.B",
            "1.2.3.4",
            "ab--cd",
            "xn",
            "xn-a",
            &label,
            &format!("{label}.{label}.{label}.{}", &label[..61]),
        ],
        &[
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "-a",
            "a-",
            "a.-b",
            "a_b",
            "a b",
            "a\t",
            "a\0",
            "\u{fc}",
            &format!("{label}a"),
            &format!("{label}.{label}.{label}.{}", &label[..62]),
        ],
    );
}

#[test]
fn a_labels() {
    check(
        Format::Hostname,
        &[
            "xn--mnchen-3ya.de",
            "XN--MNCHEN-3YA.DE",
            "xn--9ca",
            "a.xn--wgv71a.b",
            "xn--4dbrk0ce",
            "a.xn--4dbrk0ce",
            "xn--zca",
        ],
        &[
            "xn--",
            "xn---",
            "xn--a",
            "xn--0",
            "xn--abc-",
            "xn--zzzzzzzzzzzz",
            "xn--99999999",
            // A surrogate, and the number after the last code point.
            "xn--ib9b",
            "xn--en32g",
            // Not what the decoded label encodes to.
            "xn---9ca",
            "xn--9ca-",
            // An upper-case letter, a ligature, an emoji and a leading mark.
            "xn--m-kfa",
            "xn--jm6c",
            "xn--e28h",
            "xn--a-wbb",
            // In a name with a Hebrew label a digit may not come first.
            "0a.xn--4dbrk0ce",
        ],
    );
}

#[test]
fn idn_hostnames() {
    check(
        Format::IdnHostname,
        &[
            "a",
            "ab--cd",
            "WWW.m\u{fc}nchen.DE",
            "xn--mnchen-3ya.m\u{fc}nchen",
            "stra\u{df}e\u{3002}de",
            "a\u{ff0e}\u{fc}\u{ff61}b",
            "col\u{b7}laboraci\u{f3}",
            "\u{65e5}\u{672c}\u{30fb}",
            "\u{5e6}\u{5f3}",
            "\u{3b1}\u{375}\u{3b2}",
            "a.\u{5d0}1",
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645}",
            "\u{645}\u{64b}\u{200c}\u{64b}\u{645}",
            "\u{915}\u{94d}\u{200d}",
            "\u{5d0}\u{660}",
            &"\u{fc}".repeat(57),
        ],
        &[
            "",
            "\u{3002}",
            "\u{fc}.",
            "\u{fc}..a",
            "-\u{fc}",
            "\u{fc}-",
            "\u{fc}b--d",
            "ab--cd.\u{fc}",
            "M\u{dc}NCHEN",
            "M\u{fc}nchen",
            "a_\u{fc}",
            "\u{301}a",
            "\u{fb01}ne",
            "\u{2460}",
            "\u{1f600}",
            "\u{ff21}",
            "\u{1d44e}",
            "\u{200b}\u{fc}",
            "l\u{b7}a",
            "\u{b7}l",
            "a\u{30fb}b",
            "a\u{5f4}",
            "\u{3b1}\u{375}",
            "\u{660}\u{6f0}",
            "1.\u{5d0}",
            "\u{5d0}a",
            "\u{5d0}-1-a",
            "\u{5d0}1\u{660}",
            "\u{645}\u{200c}",
            "\u{627}\u{200c}\u{645}",
            "\u{645}\u{200c}a",
            "\u{645}\u{200d}\u{645}",
            &"\u{fc}".repeat(58),
            &["\u{fc}"; 51].join("."),
        ],
    );
}

#[test]
fn ipv4_addresses() {
    check(
        Format::Ipv4,
        &["0.0.0.0", "255.255.255.255", "9.10.99.100", "192.0.2.199"],
        &[
            "",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.256",
            "1.2.3.1000",
            "1.2.3.04",
            "01.2.3.4",
            "1.2.3.00",
            "1..3.4",
            "1.2.3.",
            ".1.2.3",
            "1.2.3.4 ",
            "1.2.3.4\n",
            "1.2.3.-4",
            "1.2.3.+4",
            "1.2.3.0x4",
            "1.2.3.\u{664}",
            "1,2,3,4",
        ],
    );
}

#[test]
fn ipv6_addresses() {
    check(
        Format::Ipv6,
        &[
            "::",
            "::1",
            "1::",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1::3:4:5:6:7:8",
            "0001:02:abcd:EF:0:0:0:ffff",
            "::1.2.3.4",
            "1:2:3:4:5:6:1.2.3.4",
            "1::6:255.255.255.255",
        ],
        &[
            "",
            ":",
            ":::",
            "1",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7:8::",
            "::1:2:3:4:5:6:7:8",
            "1::2::3",
            "1:",
            ":1",
            "1:::2",
            "00001::",
            "g::",
            "::1.2.3",
            "::1.2.3.256",
            "::1.2.3.04",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:1.2.3.4",
            "[::1]",
            "::1%1",
            "::1/64",
            "::\u{661}",
            "::1 ",
        ],
    );
}
