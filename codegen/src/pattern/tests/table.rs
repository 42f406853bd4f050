//! Patterns by kind. Row: the pattern, what becomes of it where that is fixed, texts that match, texts that do not.

/// Pattern, texts that match, texts that do not.
pub(super) type Row = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Run as steps.
pub(super) const SIMPLE: &[Row] = &[
    ("", &["", "a"], &[]),
    ("^", &["", "a"], &[]),
    ("$", &["", "a"], &[]),
    ("^$", &[""], &["a", "\n"]),
    (
        "^.*$",
        &["", "é🐲", "\u{85}"],
        &["a\n", "\r", "\u{2028}", "\u{2029}a"],
    ),
    (
        r"^\S+$",
        &["a", "é"],
        &["", " ", "a ", "\u{feff}", "\u{3000}", "\u{2028}"],
    ),
    (
        r"^\s*$",
        &["", " \t\n\u{b}\u{c}\r\u{a0}\u{1680}\u{202f}\u{feff}"],
        &["\u{180e}", "\u{85}", "\u{200b}"],
    ),
    ("^[a-z0-9-]{1,63}$", &["a", "a-1"], &["", "A", "a_"]),
    (
        r"^\d{4}-\d{2}-\d{2}$",
        &["2024-02-30"],
        &["2024-2-30", "2024-02-30\n", "٢٠٢٤-01-01"],
    ),
    (
        "^(https?)://",
        &["http://", "https://x"],
        &["httpss://", "xhttp://", "https:/"],
    ),
    ("^abc$", &["abc"], &["abc\n", "ab", "xabc"]),
    ("abc", &["abc", "xabcx", "ababc"], &["", "ab", "abxc"]),
    (
        r"\.json$",
        &[".json", "a.json"],
        &["json", ".json5", ".json\n"],
    ),
    ("[A-Z]", &["A", "éZ"], &["", "a", "É"]),
    (r"\d{3}", &["123", "12a1234"], &["12", "12a34"]),
    (r"\d+$", &["1", "a1"], &["", "1a"]),
    ("a*", &["", "b"], &[]),
    ("b.*", &["b", "ab\n"], &["", "a"]),
    ("^(a|b|[0-9])+$", &["a", "b1a"], &["", "c"]),
    ("^a+b?c{2,3}$", &["acc", "aabccc"], &["abc", "cc", "acccc"]),
    ("^(a{2,3}){2}$", &["aaaa", "aaaaaa"], &["aaa", "aaaaaaa"]),
    (
        "^(([0-9A-F]{2}):){2}[0-9A-F]{2}$",
        &["00:1F:2A"],
        &["00:1F", "00:1F:2A:", "00:1f:2A"],
    ),
    ("^-?[0-9]+", &["-1", "12x"], &["-", "x1"]),
    ("^a??b*?$", &["", "abb"], &["aab", "ba"]),
    ("^[^]$", &["a", "\n", "🐲"], &["", "ab"]),
    ("^[]*$", &[""], &["a"]),
    ("[]", &[], &["", "a"]),
    (r"^[\w.-]+$", &["a_.-9"], &["", "é", "ſ"]),
    (r"^\W$", &["é", "-", "\u{212a}"], &["_", "a"]),
    (r"^[\d\-x]$", &["1", "-", "x"], &["\\", "d"]),
    (r"^[\s\S]$", &["\n", "\u{2028}"], &["", "ab"]),
    ("^[à-ü]+$", &["é", "àü"], &["e", "ý", "àe"]),
    (r"^\cA\x41\u0042\u{43}\0$", &["\u{1}ABC\0"], &["AABC0"]),
    (r"^\ud83d\ude00$", &["😀"], &["", "\u{fffd}"]),
    (r"^[\ud83d\ude00-\u{1f610}]$", &["😀", "😐"], &["😑"]),
    (r"[\ud800-\udfff]", &[], &["", "😀", "\u{fffd}"]),
    (r"^[\b]$", &["\u{8}"], &["b", ""]),
    (r"^[&~^\-]+$", &["&&", "~~", "--", "^"], &["a"]),
    ("^(?i:k)$", &["k", "K", "\u{212a}"], &["ſ"]),
    ("^(?i:[^k])$", &["ſ"], &["k", "K", "\u{212a}"]),
    ("^(?s:.)(?:.)$", &["\na"], &["a\n"]),
    // Without the `u` flag only.
    (r"^\-\_$", &["-_"], &["\\-\\_"]),
    ("^a{,2}]}$", &["a{,2}]}"], &["aa", "a{,2}]"]),
    (r"^\c\-$", &["\\c-"], &["c-"]),
    (r"^[\c1\c]\-$", &["\u{11}-", "\\-", "c-"], &["1-"]),
    (r"^\012\8\18\-$", &["\n8\u{1}8-"], &["\\0128-"]),
    (r"^[\w-z]\-$", &["--", "_-", "z-"], &["é-"]),
    (r"^\p{L}\-$", &["p{L}-"], &["a-"]),
    (r"^\k\-$", &["k-"], &["-"]),
];

/// Run by the `regex` crate: pattern, translation, texts that match, texts that do not.
pub(super) const TRANSLATED: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "^a|b$",
        r"\Aa|b\z",
        &["a", "ac", "b", "cb"],
        &["", "ca", "bc", "b\n"],
    ),
    (
        "^(foo|bar|)$",
        r"\A(?:foo|bar|)\z",
        &["foo", "bar", ""],
        &["fo", "foobar"],
    ),
    ("^[ab]*a$", r"\A[ab]*a\z", &["a", "ba"], &["", "ab"]),
    (
        "^[a-z]([-a-z]*[a-z])?$",
        r"\A[a-z](?:[\-a-z]*[a-z])?\z",
        &["a", "a-b"],
        &["-", "a-"],
    ),
    (
        "f.*o",
        r"f[^\n\r\x{2028}\x{2029}]*o",
        &["fo", "xfxox"],
        &["f\no", "f\u{2028}o"],
    ),
    (
        r"^\d+(\.\d+)?$",
        r"\A[0-9]+(?:\.[0-9]+)?\z",
        &["1", "1.2"],
        &["1.", ".2", "٣"],
    ),
    (
        r"\bfoo\b",
        r"(?-u:\b)foo(?-u:\b)",
        &["foo", "a foo", "éfoo"],
        &["foos", "_foo"],
    ),
    (
        r"\B|a\s",
        r"(?:(?-u:\B)|a[\t-\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}])(?:(?s:.)|\z)",
        &["", "ab", "a\u{205f}s"],
        &["a", "aéa"],
    ),
    (
        "^(a{2}){2,3}?$",
        r"\A(?:a{2}){2,3}?\z",
        &["aaaa", "aaaaaa"],
        &["aa", "aaaaa"],
    ),
    (
        r"^\p{Lu}[\p{L}\P{ASCII}_]*$",
        r"\A\p{Lu}[_\p{L}\P{ASCII}]*\z",
        &["Éa_é", "A😀"],
        &["é", "A1"],
    ),
    (
        r"^[^\p{L}\s]\p{Script=Greek}$",
        "",
        &["1ω"],
        &["aω", " ω", "1o"],
    ),
    (
        r"^\p{digit}+\p{Cs}?$",
        r"\A\p{digit}+\P{Any}?\z",
        &["42", "৪২"],
        &["", "-"],
    ),
    ("(?<y>a)x|(?<y>b)", "ax|b", &["ax", "b"], &["a", "x"]),
    (
        "(^|,)a(,|$)",
        r"(?:\A|,)a(?:,|\z)",
        &["a", "b,a,c"],
        &["ab", "b,ab"],
    ),
    (
        "^[]a|b$",
        r"\A[^\x{0}-\x{10ffff}]a|b\z",
        &["b"],
        &["a", "ba"],
    ),
    (
        "^([^]a)+$",
        r"\A(?:(?s:.)a)+\z",
        &["\na", "éaba"],
        &["a", "ab"],
    ),
    (
        r"^(\/|\u00e9)\+?(#|--)$",
        r"\A[/\x{e9}]\+?(?:#|--)\z",
        &["/#", "é+--"],
        &["e#", "é++#"],
    ),
    (
        "^(?!a).*$",
        r"\A(?!a)[^\n\r\x{2028}\x{2029}]*\z",
        &["", "b", "éa"],
        &["a", "ab", "b\n"],
    ),
    ("c(?=a)*b", r"c(?=a)*b", &["cb"], &["cab", "ca"]),
    ("b(?<!ab)", r"b(?<!ab)", &["b", "abb"], &["ab", ""]),
    (
        r"^(?=.*\d)(?=.*[A-Z]).{8,}$",
        r"\A(?=[^\n\r\x{2028}\x{2029}]*[0-9])(?=[^\n\r\x{2028}\x{2029}]*[A-Z])[^\n\r\x{2028}\x{2029}]{8,}\z",
        &["Passw0rd", "1234567A"],
        &["password", "Passw0r", "12345678"],
    ),
    (
        "(?m:^a$)",
        r"(?<![^\n\r\x{2028}\x{2029}])a(?![^\n\r\x{2028}\x{2029}])",
        &["a", "b\na\r"],
        &["ba", "ab\n"],
    ),
    (
        r"(?!\b)é\B(?=.)",
        r"(?!(?-u:\b))\x{e9}(?-u:\B)(?=[^\n\r\x{2028}\x{2029}])",
        &["éé"],
        &["é", "éa"],
    ),
];

/// Only for a backtracking engine: pattern, what the reason starts with.
pub(super) const BACKTRACKING: &[(&str, &str)] = &[
    (r"^(.)\1$", "back-reference at offset 4"),
    (r"^\k<x>(?<x>a)$", "back-reference at offset 1"),
    (
        "(?i:é)",
        "characters beyond ASCII without regard to case at offset 4",
    ),
    (r"(?i:\p{Lu})", "characters beyond ASCII"),
    (r"(?i:\b)a", "word boundary without regard to case"),
    (
        r"^\p{Changes_When_NFKC_Casefolded}$",
        "the regex crate refuses its translation",
    ),
    (
        r"^(\p{L}{100}){100}$",
        "its automaton is larger than the 10485760 bytes",
    ),
];

/// No regular expressions: pattern, offset, part of the message.
pub(super) const INVALID: &[(&str, usize, &str)] = &[
    ("a(b", 1, "has no `)`"),
    ("a)b", 1, "unmatched"),
    ("a[b", 1, "has no `]`"),
    (r"a\", 1, "nothing follows"),
    ("*a", 0, "nothing for `*` to repeat"),
    ("a**", 2, "nothing for `*` to repeat"),
    ("{1}", 0, "nothing for `{` to repeat"),
    ("a{2}{3}", 4, "nothing for `{` to repeat"),
    ("a{2,1}", 1, "least number"),
    ("^*", 1, "cannot be repeated"),
    (r"\b+", 2, "cannot be repeated"),
    ("(?<=a)?", 6, "cannot be repeated"),
    ("é[z-a]", 3, "ends before it starts"),
    ("(?i)a", 0, "no such group"),
    ("(?P<n>a)", 0, "no such group"),
    ("(?ii:a)", 0, "no such group"),
    ("(?-:a)", 0, "no such group"),
    ("(?<n>a)(?<n>b)", 7, "second group"),
    (r"(?<n>a)\k<m>", 7, "no group is named `m`"),
    (r"(?<n>a)\k", 7, "must be written"),
    ("x(?<1>a)", 1, "no valid name"),
    ("(?<a", 3, "identifier"),
];
