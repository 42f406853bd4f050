//! A schema of each kind.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "{ type: object, required: [a], properties: { a: { type: string, minLength: 1 }, b: { type: integer, minimum: 0, maximum: 200 } } }",
        &["struct A {a: string minLength=1, b?: u8 minimum=0 maximum=200}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { type: [string, 'null'] }, b: { type: array, items: { type: boolean }, minItems: 1 } }, additionalProperties: false }",
        &["struct A {a?: string or null, b?: [bool] minItems=1, !}"],
        &[],
    ),
    (
        "{ type: object, additionalProperties: { type: number, exclusiveMinimum: 0 } }",
        &["newtype A map(number exclusiveMinimum=0)"],
        &[],
    ),
    (
        "{ type: object, properties: { a: true }, additionalProperties: { type: integer } }",
        &["struct A {a?: any, *: i64}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: {}, b: {} }, minProperties: 1 }",
        &["struct A {a?: any, b?: any, *: any} minProperties=1"],
        &[],
    ),
    ("{ enum: [a, b] }", &["enum A a|b"], &[]),
    (
        "{ enum: [a, b, null] }",
        &["newtype A A.value or null", "enum A.value a|b"],
        &[],
    ),
    ("{ enum: [1, 2] }", &["enum A 1|2"], &[]),
    ("{ enum: [1, a] }", &[r#"newtype A any enum=[1,"a"]"#], &[]),
    ("{ const: a }", &[r#"newtype A string const="a""#], &[]),
    (
        "{ type: string, enum: [abc, d], maxLength: 2 }",
        &["enum A d"],
        &["left-out-value"],
    ),
    (
        "{ type: string, enum: [a, b, c], not: { const: b } }",
        &["enum A a|c"],
        &["left-out-value"],
    ),
    (
        "{ type: string, minLength: 3, maxLength: 2 }",
        &["newtype A string minLength=3 maxLength=2"],
        &[],
    ),
    (
        "{ type: integer, minimum: 3, exclusiveMaximum: 3 }",
        &["newtype A u8 minimum=3 exclusiveMaximum=3"],
        &[],
    ),
    (
        "{ type: integer, multipleOf: 0 }",
        &["newtype A i64"],
        &["bad-multiple"],
    ),
    (
        "{ type: string, format: date-time }",
        &["newtype A string"],
        &[],
    ),
    ("{ type: integer, format: int32 }", &["newtype A i64"], &[]),
    (
        "{ type: integer, minimum: -128, maximum: 127 }",
        &["newtype A i8 minimum=-128 maximum=127"],
        &[],
    ),
    (
        "{ type: integer, minimum: 0 }",
        &["newtype A u64 minimum=0"],
        &[],
    ),
    (
        "{ type: array, prefixItems: [{ type: string }, { type: integer }], items: false, minItems: 2 }",
        &["newtype A (string, i64) items=2"],
        &[],
    ),
    (
        "{ type: array, items: { type: string, pattern: '^a' }, uniqueItems: true }",
        &[r#"newtype A [string pattern="^a"] uniqueItems=true"#],
        &[],
    ),
    (
        "{ oneOf: [{ type: string }, { type: integer }] }",
        &["union A one of string: string | integer: i64"],
        &[],
    ),
    (
        "{ oneOf: [{ type: string }, { type: 'null' }] }",
        &["newtype A string or null"],
        &[],
    ),
    (
        "{ type: [string, integer] }",
        &["union A type of string: string | integer: i64"],
        &[],
    ),
    (
        "{ oneOf: [{ const: a, title: First }, { const: b }] }",
        &["enum A a|b"],
        &[],
    ),
    (
        "{ oneOf: [{ type: object, required: [k], properties: { k: { const: x }, n: { type: integer } } }, { type: object, required: [k], properties: { k: { const: y } } }] }",
        &[
            "union A one of x x: A.x | y y: A.y by k",
            r#"struct A.x {k: string const="x", n?: i64}"#,
            r#"struct A.y {k: string const="y"}"#,
        ],
        &[],
    ),
    (
        "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
        &[
            "union A any of a: A.a | b: A.b",
            "struct A.a {a: string, *: any}",
            "struct A.b {b: string, *: any}",
        ],
        &[],
    ),
    (
        "{ allOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, properties: { a: { maxLength: 3 }, b: { type: boolean } } }] }",
        &["struct A {a: string maxLength=3, b?: bool}"],
        &[],
    ),
    (
        "{ allOf: [{ type: string }, { type: integer }] }",
        &["newtype A any evaluates false"],
        &["contradiction"],
    ),
    (
        "{ type: object, properties: { a: { type: string }, b: { type: string } }, dependentRequired: { a: [b] } }",
        &["struct A {a?: string, b?: string, applies dependentRequired}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { type: string }, b: { type: string } }, anyOf: [{ required: [a] }, { required: [b] }] }",
        &["struct A {a?: string, b?: string, applies anyOf}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { type: string }, b: { type: string } }, not: { required: [a, b] } }",
        &["struct A {a?: string, b?: string, applies not}"],
        &[],
    ),
    (
        "{ type: object, properties: { k: { type: string } }, if: { properties: { k: { const: x } } }, then: { required: [n], properties: { n: { type: integer } } } }",
        &[
            "struct A {k?: string, n?: A.n, *: any} evaluates if",
            "union A.n any of integer: i64 | Other: any",
        ],
        &[],
    ),
    (
        "{ type: object, patternProperties: { '^x-': { type: string } }, additionalProperties: false }",
        &["newtype A map(string) evaluates patternProperties"],
        &[],
    ),
    (
        "{ type: object, propertyNames: { maxLength: 3 } }",
        &["newtype A map(any) evaluates propertyNames"],
        &[],
    ),
    (
        "{ type: array, contains: { const: 1 } }",
        &["newtype A [any] evaluates contains"],
        &[],
    ),
    (
        "{ not: { type: string } }",
        &["newtype A any evaluates not"],
        &[],
    ),
    (
        "{ type: object, properties: { next: { $ref: '#/$defs/A' } } }",
        &["struct A {next?: A}"],
        &[],
    ),
    (
        "{ type: object, required: [gone], properties: { a: {} } }",
        &["struct A {a?: any, gone: any}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { default: 5, type: string } } }",
        &["struct A {a?: string = 5}"],
        &[],
    ),
    ("false", &["newtype A any evaluates false"], &[]),
    ("true", &["newtype A any"], &[]),
];
