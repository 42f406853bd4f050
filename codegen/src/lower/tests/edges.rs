//! Schemas at the edges of rules: each holds a condition that no other test would miss.

use super::Case;

pub(super) const CASES: &[Case] = &[
    (
        "{ enum: [{ a: 1 }, { b: 2 }], not: { required: [a] } }",
        &[r#"newtype A any enum=[{"a":1},{"b":2}] evaluates not"#],
        &[],
    ),
    (
        "{}\n  B: { allOf: [{ type: object }], oneOf: [{ type: object }, { additionalProperties: { $ref: '#/$defs/B' } }], properties: { c: { unevaluatedProperties: { type: object } } } }",
        &[
            "newtype A any",
            "union B one of object: B.object | B map: B.B map",
            "struct B.object {c?: B.object.c, *: any}",
            "newtype B.object.c any evaluates additionalProperties",
            "struct B.B map {c?: B.B map.c, *: B}",
            "union B.B map.c one of object: B.B map.c.object | B map: B.B map.c.B map",
            "struct B.B map.c.object {c?: map(map(any)), *: map(any)}",
            "struct B.B map.c.B map {c?: B.B map.c.B map.c, *: B.B map.c.B map.c.B map.value}",
            "union B.B map.c.B map.c one of object: B.B map.c.B map.c.object | B map: B.B map.c.B map.c.B map",
            "struct B.B map.c.B map.c.object {c?: map(map(any)), *: map(any)}",
            "struct B.B map.c.B map.c.B map {c?: B.B map.c.B map.c, *: B.B map.c.B map.c.B map.value}",
            "union B.B map.c.B map.c.B map.value one of object: B.B map.c.B map.c.B map.value.object | B map: B.B map.c.B map.c.B map.value.B map evaluates oneOf at #/$defs/B/oneOf/1/additionalProperties #/$defs/B/properties/c/unevaluatedProperties",
            "newtype B.B map.c.B map.c.B map.value.object any evaluates allOf",
            "newtype B.B map.c.B map.c.B map.value.B map any evaluates allOf",
        ],
        &[],
    ),
    (
        "{ anyOf: [{}, { properties: { c: {} } }], oneOf: [{ oneOf: [{ properties: { c: { type: object } } }, {}], properties: { b: { anyOf: [{}, { $ref: '#/$defs/A' }], oneOf: [{ type: array }], type: object }, c: { not: true } } }], type: object }",
        &[
            "union A any of object: A.object | c: A.c evaluates oneOf",
            "struct A.object {b?: A.object.b, *: any} evaluates properties",
            "struct A.object.b {c?: A.object.b.c, b?: A.object.b.b, *: any} evaluates anyOf false",
            "union A.object.b.c any of object: map(any) | Other: any",
            "union A.object.b.b any of object: A.object.b | Other: any",
            "struct A.c {b?: A.object.b, *: any} evaluates properties at #/$defs/A/anyOf/1 #/$defs/A",
        ],
        &["contradiction"],
    ),
    (
        "{ oneOf: [{ type: 'null' }, { const: null }] }",
        &["union A one of null: null | second null: null"],
        &[],
    ),
    (
        "{ else: { properties: { d: {} } }, if: {}, then: { oneOf: [{ additionalProperties: false }] }, type: object }",
        &["struct A {d?: any, *: any} evaluates if"],
        &[],
    ),
    (
        "{ type: object }\n  B: { oneOf: [{ $ref: '#/$defs/A' }, { type: string }], required: [b], type: object }",
        &["newtype A map(any)", "struct B {b: any}"],
        &["contradiction"],
    ),
    (
        "{ enum: [[1], [2]], not: { const: [1], items: { type: integer } } }",
        &["newtype A any enum=[[1],[2]] evaluates not"],
        &[],
    ),
    (
        "{ enum: [{}], oneOf: [{}, {}] }",
        &["newtype A any evaluates oneOf false"],
        &["contradiction", "contradiction"],
    ),
    (
        "{ oneOf: [{ type: string }, { type: 'null', const: 5 }] }",
        &["union A one of string: string | null: null const=5"],
        &["contradiction"],
    ),
    (
        "{ type: integer, exclusiveMinimum: -128.5, exclusiveMaximum: 127.5 }",
        &["newtype A i8 exclusiveMinimum=-128.5 exclusiveMaximum=127.5"],
        &[],
    ),
    (
        "{ not: {}, oneOf: [{ minLength: 2, type: string }, { pattern: '^x-', type: string }] }",
        &[
            r#"union A one of string: string minLength=2 | second string: string pattern="^x-" evaluates not"#,
        ],
        &[],
    ),
    (
        "{ type: object, properties: { k: { enum: [a, b] }, z: { type: string } }, if: { properties: { k: { const: a } }, required: [k] }, then: { required: [z] } }",
        &["struct A {k?: A.k, z?: string, applies if}", "enum A.k a|b"],
        &[],
    ),
    (
        "{ type: number, multipleOf: 0.12345678901234567890123456789012345678901234567890 }",
        &["newtype A number"],
        &["bad-multiple"],
    ),
    (
        "{ anyOf: [{ maxLength: 1 }, { minLength: 1, type: [string, boolean] }], type: string }",
        &["union A any of string: string maxLength=1 | string or boolean: string minLength=1"],
        &[],
    ),
    (
        "{ oneOf: [{ oneOf: [{ properties: { c: {} } }, {}], properties: { c: {} }, required: [c], unevaluatedProperties: false }], type: object }",
        &["struct A {c: any, *: any} evaluates allOf"],
        &[],
    ),
    (
        "{ anyOf: [{ $ref: '#/$defs/X' }], oneOf: [{ properties: { a: {}, d: { enum: [] } } }, {}], properties: { d: { oneOf: [{}, { $ref: '#/$defs/A' }], type: object } } }\n  X: { properties: { a: { $ref: '#/$defs/X' } }, type: object }",
        &[
            "union A one of with a: A.with a | object: A.object",
            "struct A.with a {a?: X, d?: A.with a.d}",
            "struct A.with a.d {d?: A.with a.d.d, a?: A.with a.d.a, *: any} evaluates oneOf false at #/$defs/A/oneOf/0/properties/d #/$defs/A/properties/d",
            "union A.with a.d.d any of object: A.with a.d.d.object | Other: any",
            "union A.with a.d.d.object one of object: map(any) | A: A.with a.d.d.object.A",
            "union A.with a.d.d.object.A one of with a: A.with a.d.d.object.A.with a | object: A.with a.d.d.object.A.object",
            "struct A.with a.d.d.object.A.with a {a?: X, d?: A.with a.d, *: any}",
            "struct A.with a.d.d.object.A.object {d?: A.with a.d.d.object, a?: X, *: any}",
            "union A.with a.d.a any of X: X | Other: any",
            "struct A.object {d?: A.with a.d.d.object, a?: X}",
            "struct X {a?: X, *: any}",
        ],
        &["contradiction"],
    ),
    (
        "{ type: [object, string], propertyNames: { maxLength: 3 }, additionalProperties: { type: integer } }",
        &["union A type of string: string | object: map(any) evaluates propertyNames"],
        &[],
    ),
    (
        "{ type: object, properties: { k: { type: string }, n: { type: integer } }, if: { properties: { k: { enum: [x, [y]] } } }, then: { required: [n] } }",
        &["struct A {k?: string, n?: i64, *: any} evaluates if"],
        &[],
    ),
    (
        "{ type: integer, exclusiveMinimum: -1.0, exclusiveMaximum: 256.0 }",
        &["newtype A u8 exclusiveMinimum=-1.0 exclusiveMaximum=256.0"],
        &[],
    ),
    (
        "{ anyOf: [{ properties: { b: { enum: [d, 1] } } }, { properties: { b: { enum: [] } } }] }",
        &[
            "union A any of object: A.object | second object: A.second object",
            "newtype A.object any evaluates properties",
            "newtype A.second object any evaluates properties",
        ],
        &[],
    ),
    (
        "{ enum: [], oneOf: [{ additionalProperties: false, properties: { a: {} } }, {}], type: object, unevaluatedProperties: false }",
        &[
            "struct A {a?: A.a, *: any} evaluates unevaluatedProperties oneOf false",
            "newtype A.a any evaluates anyOf",
        ],
        &["contradiction"],
    ),
    (
        "{ oneOf: [{ enum: [d, 2] }, { type: array }], type: string }",
        &[r#"union A one of string: string enum=["d"]"#],
        &["contradiction"],
    ),
    (
        "{ oneOf: [{ enum: [''], if: {} }, { maxLength: 3, type: string }] }",
        &[r#"union A one of string: string enum=[""] | second string: string maxLength=3"#],
        &[],
    ),
    (
        "{ additionalProperties: {}, anyOf: [{ $ref: '#/$defs/B' }] }\n  B: { patternProperties: { '^a': {} } }",
        &[
            "newtype A any evaluates allOf additionalProperties",
            "newtype B any evaluates patternProperties",
        ],
        &[],
    ),
    (
        "{ oneOf: [{ type: object, required: [k], properties: { k: { const: x } } }, { type: object, required: [k], properties: { k: { type: string, not: { const: x } } } }] }",
        &[
            "union A one of x x: A.x | object: A.object by k",
            r#"struct A.x {k: string const="x"}"#,
            "struct A.object {k: A.object.k}",
            "newtype A.object.k string evaluates not",
        ],
        &[],
    ),
    (
        "{ oneOf: [{ type: string }, { type: 'null', not: { const: null } }] }",
        &[
            "union A one of string: string | null: A.null",
            "newtype A.null null evaluates not",
        ],
        &[],
    ),
    (
        "{ type: [object, string], unevaluatedProperties: { type: integer }, properties: { a: { type: string } } }",
        &[
            "union A type of string: string | object: A.object",
            "struct A.object {a?: string, *: i64}",
        ],
        &[],
    ),
    (
        "{ type: object, properties: { k: { type: string }, n: { type: array, items: { type: string } } }, if: { properties: { k: { const: x } } }, then: { properties: { n: { uniqueItems: true } } } }",
        &["struct A {k?: string, n?: [string], *: any} evaluates if"],
        &[],
    ),
    (
        "{ type: object, properties: { k: { type: string }, n: { type: integer } }, if: { properties: { k: { type: string, const: x } } }, then: { required: [n] } }",
        &["struct A {k?: string, n?: i64, applies if}"],
        &[],
    ),
    (
        "{ oneOf: [{ type: string, title: One }, { type: integer, title: one }] }",
        &["union A one of string: string | integer: i64"],
        &[],
    ),
    (
        "{ allOf: [{ additionalProperties: {}, anyOf: [{ properties: { a: {} } }, {}], type: object }, { $ref: '#/$defs/B' }] }\n  B: { type: number }",
        &["newtype A any evaluates anyOf false", "alias B number"],
        &["contradiction"],
    ),
    (
        "{}\n  B: { oneOf: [{ properties: { a: {}, b: { enum: [] } } }, { additionalProperties: false, properties: { a: {} } }], properties: { b: { $ref: '#/$defs/B' } }, type: object }",
        &[
            "newtype A any",
            "union B one of with b: B.with b | a: B.a",
            "struct B.with b {a?: any, b?: B.with b.b}",
            "struct B.with b.b {b?: B, a?: any, *: any} evaluates oneOf false at #/$defs/B/oneOf/0/properties/b #/$defs/B/properties/b",
            "struct B.a {a?: any, !}",
        ],
        &["contradiction", "contradiction"],
    ),
    (
        "{ type: object, properties: { a: {} }, additionalProperties: false, minProperties: 1 }",
        &["struct A {a?: any, !} minProperties=1"],
        &[],
    ),
    (
        "{ type: array, items: { type: string }, contains: { const: a }, minContains: 2, maxContains: 2 }",
        &["newtype A [string] evaluates contains"],
        &[],
    ),
    (
        "{ type: array, items: { type: string }, contains: { const: a }, minContains: 2, maxItems: 2 }",
        &["newtype A [string] maxItems=2 evaluates contains"],
        &[],
    ),
    (
        "{ type: array, items: { type: string }, contains: { type: integer }, minContains: 0 }",
        &["newtype A [string]"],
        &[],
    ),
    (
        "{ type: array, items: { type: boolean }, uniqueItems: true, minItems: 2 }",
        &["newtype A [bool] uniqueItems=true minItems=2"],
        &[],
    ),
    (
        "{ type: array, items: { enum: [a, b] }, uniqueItems: true, minItems: 3 }",
        &[
            "newtype A [A.item] uniqueItems=true minItems=3",
            "enum A.item a|b",
        ],
        &["contradiction"],
    ),
    (
        "{ type: array, items: { type: 'null' }, uniqueItems: true, minItems: 2 }",
        &["newtype A [null] uniqueItems=true minItems=2"],
        &["contradiction"],
    ),
    (
        "{ type: integer, exclusiveMinimum: 3, exclusiveMaximum: 5 }",
        &["newtype A u8 exclusiveMinimum=3 exclusiveMaximum=5"],
        &[],
    ),
    (
        "{ allOf: [{ const: true }, { $ref: '#/$defs/X' }] }\n  X: { oneOf: [{ type: boolean }, {}] }",
        &[
            "newtype A A.value const=true",
            "union A.value one of boolean: bool | any: any",
            "union X one of boolean: bool | any: any",
        ],
        &["contradiction"],
    ),
    (
        "{ enum: [a], required: [a] }",
        &["newtype A A.value evaluates required", "enum A.value a"],
        &[],
    ),
    (
        "{ oneOf: [{}, { anyOf: [{}], properties: { b: {} } }] }",
        &[
            "union A one of any: any | with b: A.with b",
            "newtype A.with b any evaluates properties",
        ],
        &[],
    ),
    (
        "{ oneOf: [{ properties: { a: {}, d: {}, b: {} }, required: [d] }, { anyOf: [{ required: [d] }], required: [a, b] }] }",
        &[
            "union A one of with any d: A.with any d | with a: A.with a",
            "newtype A.with any d any evaluates properties required",
            "newtype A.with a any evaluates required",
        ],
        &[],
    ),
    (
        "{ oneOf: [{ type: object, required: [k], properties: { k: { const: true } } }, { type: object, required: [k], properties: { k: { const: false } } }] }",
        &[
            "union A one of k true: A.k | not k false: A.not k by k",
            "struct A.k {k: bool const=true}",
            "struct A.not k {k: bool const=false}",
        ],
        &[],
    ),
    (
        "{ oneOf: [{ properties: { a: false } }, {}] }",
        &[
            "union A one of with any a: A.with any a | any: any",
            "newtype A.with any a any evaluates properties",
        ],
        &[],
    ),
    (
        "{ anyOf: [{ const: true, type: object }], required: [b] }",
        &[
            "union A any of true: A.true",
            "struct A.true {b: any, *: any} evaluates const at #/$defs/A/anyOf/0 #/$defs/A",
        ],
        &[],
    ),
    (
        "{ enum: [null, {}], type: [number, 'null'] }",
        &["newtype A number enum=[null] or null"],
        &["left-out-value"],
    ),
    (
        "{ oneOf: [{ anyOf: [{ type: string }, { enum: [] }] }], type: 'null' }",
        &["newtype A any evaluates false"],
        &["contradiction"],
    ),
    (
        "{ properties: { a: { anyOf: [{ $ref: '#/$defs/A', enum: [] }] } }, type: object }",
        &[
            "struct A {a?: A.a}",
            "struct A.a {a?: A.a, *: any} evaluates false",
        ],
        &["contradiction"],
    ),
    (
        "{ allOf: [{ $ref: '#/$defs/B' }], properties: { c: { $ref: '#/$defs/A', allOf: [{ properties: { c: { maxItems: 0 } } }, { $ref: '#/$defs/A' }], const: 2 } } }\n  B: { type: object }",
        &[
            "struct A {c?: A.c}",
            "struct A.c {c?: A.c.c, *: any} evaluates const",
            "struct A.c.c {c?: A.c.c, *: any} evaluates const at #/$defs/A/properties/c #/$defs/A/properties/c/allOf/0/properties/c #/$defs/A/properties/c",
            "newtype B map(any)",
        ],
        &["contradiction"],
    ),
    (
        "{ additionalProperties: { enum: [] }, properties: { a: { allOf: [{ $ref: '#/$defs/A' }, { $ref: '#/$defs/A' }] } }, type: object }",
        &[
            "struct A {a?: A.a, *: A.a.value}",
            "struct A.a {a?: A.a, *: A.a.value}",
            "newtype A.a.value any evaluates false",
        ],
        &["contradiction"],
    ),
    (
        "{ anyOf: [{ anyOf: [{ type: object }, {}], unevaluatedItems: false }], unevaluatedProperties: {} }",
        &["newtype A any evaluates allOf unevaluatedProperties"],
        &[],
    ),
    (
        "{ oneOf: [{ properties: { c: { $ref: '#/$defs/A', const: 'é' } } }], type: object }",
        &[r#"struct A {c?: A const="é"}"#],
        &["contradiction"],
    ),
    (
        "{ allOf: [{ properties: { a: {} } }, { $ref: '#/$defs/X' }] }\n  X: { type: string }",
        &["newtype A string", "alias X string"],
        &[],
    ),
    (
        "{ anyOf: [{ type: object }, {}], type: object }",
        &["union A any of object: map(any) | second object: map(any)"],
        &[],
    ),
    (
        "{ anyOf: [{ enum: [1, a] }, { type: 'null' }] }",
        &[r#"newtype A any enum=[1,"a",null] or null"#],
        &[],
    ),
    (
        "{ anyOf: [{ type: 'null' }, {}], if: {}, required: [b] }",
        &["newtype A any evaluates anyOf required"],
        &[],
    ),
    (
        "{ type: [array, string], prefixItems: [{ type: string }], items: { type: integer } }",
        &["union A type of string: string | array: [any] evaluates prefixItems"],
        &[],
    ),
    (
        "{ not: { enum: [[1]], items: { type: string } }, enum: [[1], [2]] }",
        &["newtype A any enum=[[1],[2]]"],
        &[],
    ),
    (
        "{ allOf: [{ type: object, properties: { a: { type: string, readOnly: true } } }, { type: object, properties: { a: { minLength: 1 } } }] }",
        &["struct A {a?: string minLength=1 read-only}"],
        &[],
    ),
    (
        "{ allOf: [{ type: object, properties: { a: { type: string } } }, { type: object, properties: { a: { minLength: 1, writeOnly: true } } }] }",
        &["struct A {a?: string minLength=1 write-only}"],
        &[],
    ),
    (
        "{ allOf: [{ type: object, properties: { a: { type: string, deprecated: true } } }, { type: object, properties: { a: { minLength: 1 } } }] }",
        &["struct A {a?: string minLength=1 deprecated}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { allOf: [{ $ref: '#/$defs/B' }, { default: x, readOnly: true }] } } }\n  B: { type: string }",
        &["struct A {a?: string read-only = \"x\"}", "alias B string"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { anyOf: [{ type: string, default: x, deprecated: true }, { type: 'null' }] } } }",
        &["struct A {a?: string or null deprecated = \"x\"}"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { default: y, allOf: [{ type: string, default: x }, { allOf: [{ maxLength: 3, writeOnly: true }] }] } } }",
        &["struct A {a?: string maxLength=3 write-only = \"y\"}"],
        &[],
    ),
];
