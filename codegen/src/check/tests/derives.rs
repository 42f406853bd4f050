//! Derives: which types can have them.

use super::{checked, document};
use crate::model::{Model, Origin, TypeDef};
use crate::settings::{Root, RustPath};

/// A definition, derives for all types and what each type keeps of them, and why they are impossible
/// where they are asked for by name.
type Derived = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const DERIVES: &[Derived] = &[
    (
        "{ type: object, properties: { a: { type: string } } }",
        "Eq Hash Default Copy Ord PartialOrd",
        &["A: Eq Hash Default Ord PartialOrd"],
        &["`Copy` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, properties: { a: { type: string } } }",
        "Ord",
        &["A: "],
        &["`Ord` cannot be derived here: it needs `Eq`, too"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: number } } }",
        "Eq Copy PartialOrd Default",
        &["A: Copy PartialOrd Default"],
        &["`Eq` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: integer }, b: { type: boolean } }, additionalProperties: false }",
        "Eq Hash Copy PartialOrd Ord Default",
        &["A: Eq Hash Copy PartialOrd Ord Default"],
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: {} } }",
        "Eq Hash Copy PartialOrd Default",
        &["A: Eq Hash Default"],
        &[
            "`Copy` cannot be derived here: the type of `a` does not have it",
            "`PartialOrd` cannot be derived here: the type of `a` does not have it",
        ],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: string, format: uuid } } }",
        "Eq Copy Default",
        &["A: Eq Default"],
        &["`Copy` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, items: { type: number } } } }",
        "Eq Copy PartialOrd Default",
        &["A: PartialOrd Default"],
        &[
            "`Eq` cannot be derived here: the type of `a` does not have it",
            "`Copy` cannot be derived here: the type of `a` does not have it",
        ],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: object, additionalProperties: { type: integer } } } }",
        "Eq Hash Copy PartialOrd Default",
        &["A: Eq Hash Default"],
        &[
            "`Copy` cannot be derived here: the type of `a` does not have it",
            "`PartialOrd` cannot be derived here: the type of `a` does not have it",
        ],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: object, additionalProperties: { type: number } } } }",
        "Eq Default",
        &["A: Default"],
        &["`Eq` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: array, prefixItems: [{ type: integer }, { type: number }], items: false, minItems: 2 } } }",
        "Eq Copy PartialOrd",
        &["A: Copy PartialOrd"],
        &["`Eq` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, properties: { a: { type: integer, default: 3 } } }",
        "Eq Default",
        &["A: Eq Default"],
        &[],
    ),
    (
        "{ type: object, properties: { a: {} }, additionalProperties: { type: integer } }",
        "Eq Hash PartialOrd Default",
        &["A: Eq Hash Default"],
        &["`PartialOrd` cannot be derived here: the type of `a` does not have it"],
    ),
    (
        "{ type: object, properties: { a: {} }, additionalProperties: { type: number } }",
        "Eq",
        &["A: "],
        &["`Eq` cannot be derived here: the map of other properties does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { enum: [x, y] } } }",
        "Eq Hash Copy PartialOrd Ord Default",
        &[
            "A: Eq Hash Copy PartialOrd Ord",
            "a: Eq Hash Copy PartialOrd Ord",
        ],
        &["`Default` cannot be derived here: no alternative is the default"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { anyOf: [{ enum: [x, y] }, { type: 'null' }] } } }",
        "Default Copy",
        &["A: Default Copy", "a: Copy"],
        &["`Default` cannot be derived here: no alternative is the default"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: [integer, string] } } }",
        "Eq Hash Copy Default",
        &["A: Eq Hash", "a: Eq Hash"],
        &[
            "`Copy` cannot be derived here: the alternative string does not have it",
            "`Default` cannot be derived here: no alternative is the default",
        ],
    ),
    (
        "{ type: object, required: [a], properties: { a: { type: [number, string] } } }",
        "Eq",
        &["A: ", "a: "],
        &["`Eq` cannot be derived here: the alternative number does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/B' } } }\n  B: { type: string, minLength: 1 }",
        "Eq Hash PartialOrd Ord Copy Default",
        &["A: Eq Hash PartialOrd Ord", "B: Eq Hash PartialOrd Ord"],
        &["`Copy` cannot be derived here: what is in it does not have it"],
    ),
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/B' } } }\n  B: { type: [string, 'null'], minLength: 1 }",
        "Eq Hash Default",
        &["A: Eq Hash Default", "B: Eq Hash"],
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/B' } } }\n  B: { type: integer, minimum: 1 }",
        "Eq Hash Copy Default",
        &["A: Eq Hash Copy", "B: Eq Hash Copy"],
        &[],
    ),
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/B' } } }\n  B: { type: object, properties: { b: { type: number } } }",
        "Eq Hash Default",
        &["A: Default", "B: Default"],
        &[
            "`Eq` cannot be derived here: the type of `b` does not have it",
            "`Hash` cannot be derived here: the type of `b` does not have it",
        ],
    ),
    (
        "{ type: object, required: [a], properties: { a: { $ref: '#/$defs/B' } } }\n  B: { type: object, required: [b], properties: { b: { type: string, format: date } } }",
        "Default",
        &["A: Default", "B: Default"],
        &[],
    ),
    (
        "{ $ref: '#/$defs/B' }\n  B: { type: object, properties: { b: { type: string } } }",
        "Eq Default",
        &["A: Eq", "B: Eq Default"],
        &[],
    ),
    (
        "{ type: object, properties: { a: { $ref: '#/$defs/A' } } }",
        "Eq Hash Copy Default",
        &["A: Eq Hash Default"],
        &["`Copy` cannot be derived here: it contains itself"],
    ),
];

#[test]
fn derives_are_those_that_the_parts_of_a_type_have() {
    for (definition, derives, kept, problems) in DERIVES {
        let add = |model: &mut Model, by_name: bool| {
            for def in &mut model.types {
                let paths = derives.split_whitespace().map(|name| {
                    let mut path = RustPath::runtime(&[name]);
                    path.root = Root::Language;
                    path
                });
                def.derives.extend(paths);
                def.derives_by_name = by_name;
            }
        };
        let text = document(definition);
        let (model, _) = checked(&text, |model| add(model, false));
        let lines: Vec<String> = model.types.iter().map(derives_of).collect();
        assert_eq!(lines, *kept, "{definition}");
        let (_, reported) = checked(&text, |model| add(model, true));
        let reported = reported.iter().filter(|(code, _)| code == "bad-derive");
        let messages: Vec<&str> = reported.map(|(_, message)| message.as_str()).collect();
        assert_eq!(messages, *problems, "{definition}");
    }
}

fn derives_of(def: &TypeDef) -> String {
    let name = match &def.origin {
        Origin::Definition(name) => &name.value,
        Origin::Inline { words, .. } => words.last().unwrap(),
    };
    let derives: Vec<&str> = def.derives.iter().map(RustPath::last).collect();
    format!("{name}: {}", derives.join(" "))
}
