//! `email` and `idn-email`.

use super::{Format, check};

#[test]
fn emails() {
    let local = "a".repeat(64);
    let label = "b".repeat(62);
    check(
        Format::Email,
        &[
            "a@b",
            "a.b.c@d.e",
            "!#$%&'*+-/=?^_`{|}~@b",
            "A1@B-2.c3",
            r#"""@b"#,
            r#"" "@b"#,
            r#""a\"b\\c\ "@b"#,
            r#""@"@b"#,
            "a@[192.0.2.1]",
            "a@[IPv6:2001:db8::1]",
            "a@[ipv6:::1.2.3.4]",
            // The sizes at their limits; A-labels are not read here.
            &format!("{local}@b"),
            &format!("{local}@{label}.{label}.{label}b"),
            "a@xn--x",
        ],
        &[
            "",
            "a",
            "@",
            "a@",
            "@b",
            "a@b@c",
            ".a@b",
            "a.@b",
            "a..b@c",
            "a b@c",
            "a,b@c",
            "a\"b@c",
            "a@b.",
            "a@.b",
            "a@-b",
            "a@b-",
            "a@b_c",
            "a@b c",
            "a@b ",
            " a@b",
            "a@b\n",
            r#""@b"#,
            r#"""b"#,
            r#""a"b"@c"#,
            r#""a"."b"@c"#,
            r#""\"@c"#,
            "\"a\tb\"@c",
            "\"\\\u{7f}\"@c",
            "a@[192.0.2.256]",
            "a@[192.0.2.1",
            "a@192.0.2.1]",
            "a@[:192.0.2.1]",
            "a@[::1]",
            "a@[IPv6:::g]",
            "a@[tag:text]",
            "a@[]",
            "\u{fc}@b",
            "a@\u{fc}",
            "\"\u{fc}\"@b",
            &format!("{local}a@b"),
            &format!("{local}@{label}.{label}b.{label}b"),
            &format!("a@{label}bb"),
        ],
    );
}

#[test]
fn idn_emails() {
    check(
        Format::IdnEmail,
        &[
            "a@b",
            "\u{fc}.\u{65e5}@b",
            "\"\u{fc} \u{65e5}\"@b",
            "a@m\u{fc}nchen.de",
            "a@xn--x",
            "a@[192.0.2.1]",
            &format!("{}@b", "\u{fc}".repeat(32)),
        ],
        &[
            "",
            "\u{fc}",
            "\u{fc}@",
            "@\u{fc}",
            "\u{fc}.@b",
            "\u{fc} \u{fc}@b",
            "\"\\\u{fc}\"@b",
            "a@M\u{dc}NCHEN.de",
            "a@\u{fc}_",
            // Only the ASCII dot and at sign separate.
            "a@\u{fc}\u{3002}de",
            "a\u{ff20}b",
            &format!("{}@b", "\u{fc}".repeat(33)),
        ],
    );
}
