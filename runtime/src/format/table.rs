//! Names, examples and specifications of the formats.

use super::Format;

/// What messages say of a format.
pub(super) struct Row {
    pub(super) format: Format,
    pub(super) name: &'static str,
    pub(super) example: &'static str,
    pub(super) specification: &'static str,
}

const fn row(
    format: Format,
    name: &'static str,
    example: &'static str,
    specification: &'static str,
) -> Row {
    Row {
        format,
        name,
        example,
        specification,
    }
}

/// Where the formats of numbers, and those of OpenAPI alone, are defined.
const REGISTRY: &str = "the OpenAPI format registry";

/// In the order of declaration.
#[rustfmt::skip]
pub(super) const ROWS: [Row; 34] = [
    row(Format::DateTime, "date-time", "2024-02-29T12:00:00Z", "RFC 3339 section 5.6"),
    row(Format::Date, "date", "2024-02-29", "RFC 3339 section 5.6"),
    row(Format::Time, "time", "12:00:00Z", "RFC 3339 section 5.6"),
    row(Format::Duration, "duration", "P1DT12H", "RFC 3339 appendix A"),
    row(Format::Email, "email", "jo@example.com", "RFC 5321 section 4.1.2"),
    row(Format::IdnEmail, "idn-email", "j\u{f6}@example.com", "RFC 6531 section 3.3"),
    row(Format::Hostname, "hostname", "www.example.com", "RFC 1123 section 2.1"),
    row(Format::IdnHostname, "idn-hostname", "b\u{fc}cher.example", "RFC 5890 section 2.3.2.3"),
    row(Format::Ipv4, "ipv4", "192.0.2.1", "RFC 2673 section 3.2"),
    row(Format::Ipv6, "ipv6", "2001:db8::1", "RFC 4291 section 2.2"),
    row(Format::Uri, "uri", "https://example.com/a", "RFC 3986 section 3"),
    row(Format::UriReference, "uri-reference", "/a?b#c", "RFC 3986 section 4.1"),
    row(Format::Iri, "iri", "https://example.com/\u{e4}", "RFC 3987 section 2.2"),
    row(Format::IriReference, "iri-reference", "/\u{e4}?b#c", "RFC 3987 section 2.2"),
    row(Format::UriTemplate, "uri-template", "/users/{id}", "RFC 6570 section 2"),
    row(Format::JsonPointer, "json-pointer", "/a/0", "RFC 6901 section 3"),
    row(Format::RelativeJsonPointer, "relative-json-pointer", "1/a", "draft-bhutton-relative-json-pointer-00 section 3"),
    row(Format::Uuid, "uuid", "123e4567-e89b-12d3-a456-426614174000", "RFC 9562 section 4"),
    row(Format::Byte, "byte", "aGk=", "RFC 4648 section 4"),
    row(Format::Regex, "regex", "^[a-z]+$", "ECMA-262 section 22.2.1"),
    row(Format::Int8, "int8", "1", REGISTRY),
    row(Format::Int16, "int16", "1", REGISTRY),
    row(Format::Int32, "int32", "1", REGISTRY),
    row(Format::Int64, "int64", "1", REGISTRY),
    row(Format::Uint8, "uint8", "1", REGISTRY),
    row(Format::Uint16, "uint16", "1", REGISTRY),
    row(Format::Uint32, "uint32", "1", REGISTRY),
    row(Format::Uint64, "uint64", "1", REGISTRY),
    row(Format::DoubleInt, "double-int", "1", REGISTRY),
    row(Format::SfInteger, "sf-integer", "1", REGISTRY),
    row(Format::Float, "float", "1.5", REGISTRY),
    row(Format::Double, "double", "1.5", REGISTRY),
    row(Format::Password, "password", "text", REGISTRY),
    row(Format::Binary, "binary", "text", REGISTRY),
];

/// Every format.
pub(super) const ALL: [Format; ROWS.len()] = {
    let mut all = [Format::DateTime; ROWS.len()];
    let mut index = 0;
    while index < ROWS.len() {
        all[index] = ROWS[index].format;
        assert!(
            all[index] as usize == index,
            "a row stands where its format is declared"
        );
        index += 1;
    }
    all
};
