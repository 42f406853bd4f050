//! Schemas and the items that they become, a line each.

use std::path::Path;

use fieldwright_runtime::UnionKind;

use super::lower;
use crate::diagnostic::Collector;
use crate::model::{
    Applicator, Constraint, Field, Model, Origin, Slot, Type, TypeDef, TypeId, TypeKind, Unknown,
    Values,
};
use crate::overrides::override_schemas;
use crate::read;
use crate::settings::Settings;
use crate::source::{Loader, Sources};

/// The items of a document and the codes of its diagnostics.
fn lowered(text: &str) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::new();
    let settings = Settings::default();
    let mut collector = Collector::default();
    let mut loader = Loader::new(&mut sources, Path::new(""), &[]);
    let index = loader.text("t.yaml", text.to_owned()).unwrap();
    let input = read::Input {
        path: "t.yaml",
        stem: "root",
        settings: &settings,
    };
    let mut graph = read::read(&mut loader, index, &input, &mut collector);
    let documents = loader.documents();
    let mut overrides = override_schemas(&mut graph, &settings, documents, loader.sources());
    let model = lower(&graph, &settings, &mut overrides, &mut collector);
    let diagnostics = match collector.finish() {
        Ok(warnings) => warnings,
        Err(all) => all,
    };
    let codes = diagnostics.iter().map(|one| one.code().to_owned());
    let items = model.types.iter().map(|def| item(&model, def));
    (items.collect(), codes.collect())
}

fn item(model: &Model, def: &TypeDef) -> String {
    let evaluated = def
        .evaluated
        .iter()
        .map(|one| format!(" evaluates {}", one.keywords.join(" ")));
    kind(model, def) + &evaluated.collect::<String>()
}

fn kind(model: &Model, def: &TypeDef) -> String {
    let name = name(model, def);
    match &def.kind {
        TypeKind::Struct(body) => {
            let fields = body.fields.iter().map(|field| member(model, field));
            let mut parts: Vec<String> = fields.collect();
            match &body.unknown {
                Unknown::Ignore => {}
                Unknown::Deny => parts.push("!".to_owned()),
                Unknown::Keep(place) => parts.push(format!("*: {}", slot(model, place))),
            }
            parts.extend(body.rules.iter().map(|rule| {
                let fields = rule
                    .fields
                    .iter()
                    .map(|field| &body.fields[*field].wire.value);
                let fields: Vec<&str> = fields.map(String::as_str).collect();
                format!("{}({})", rule.kind.name(), fields.join(" "))
            }));
            let applied: Vec<&str> = body.conditionals.iter().map(Applicator::keyword).collect();
            if !applied.is_empty() {
                parts.push(format!("applies {}", applied.join(" ")));
            }
            format!(
                "struct {name} {{{}}}{}",
                parts.join(", "),
                limits(&body.constraints)
            )
        }
        TypeKind::Enum(body) => {
            let values: Vec<String> = match &body.values {
                Values::Strings(all) => all.iter().map(|one| one.value.clone()).collect(),
                Values::Integers(all) => all.iter().map(|one| one.value.to_string()).collect(),
            };
            let open = if body.open { " open" } else { "" };
            format!("enum {name} {}{open}", values.join("|"))
        }
        TypeKind::Union(body) => {
            let branches = body
                .branches
                .iter()
                .map(|branch| slot(model, &branch.place));
            let branches: Vec<String> = branches.collect();
            let kind = match body.kind {
                UnionKind::AnyOf => "any of",
                UnionKind::OneOf => "one of",
                UnionKind::TypeOf => "type of",
            };
            let tag = body.tag.iter().map(|tag| format!(" by {tag}"));
            format!(
                "union {name} {kind} {}{}",
                branches.join(" | "),
                tag.collect::<String>()
            )
        }
        TypeKind::Newtype(place) => format!("newtype {name} {}", slot(model, place)),
        TypeKind::Alias(place) => format!("alias {name} {}", slot(model, place)),
    }
}

fn name(model: &Model, def: &TypeDef) -> String {
    match &def.origin {
        Origin::Definition(name) => name.value.clone(),
        Origin::Inline { parent, words } => {
            let parent = name(model, model.get(*parent));
            format!("{parent}.{}", words.join("."))
        }
    }
}

fn member(model: &Model, field: &Field) -> String {
    let mark = if field.required { "" } else { "?" };
    format!("{}{mark}: {}", field.wire.value, slot(model, &field.place))
}

fn slot(model: &Model, place: &Slot) -> String {
    let null = if place.nullable { " or null" } else { "" };
    format!(
        "{}{}{null}",
        ty(model, &place.ty),
        limits(&place.constraints)
    )
}

fn limits(constraints: &[Constraint]) -> String {
    let all = constraints.iter();
    let all = all.map(|one| format!(" {}={}", one.keyword(), one.argument()));
    all.collect()
}

fn ty(model: &Model, ty_: &Type) -> String {
    let each = |all: &[Slot]| {
        let all: Vec<String> = all.iter().map(|one| slot(model, one)).collect();
        all.join(", ")
    };
    let named = |id: &TypeId| name(model, model.get(*id));
    match ty_ {
        Type::Any => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Integer(integer) => integer.name().to_owned(),
        Type::Number => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Text(format) => format.name().to_owned(),
        Type::Array(inner) => format!("[{}]", slot(model, inner)),
        Type::Tuple(all) => format!("({})", each(all)),
        Type::Map(inner) => format!("map({})", slot(model, inner)),
        Type::Named(id) => named(id),
    }
}

/// A schema for `Root`, the items that it becomes, and the codes of its diagnostics.
const CASES: &[Case] = &[
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
        &["union A one of string | i64"],
        &[],
    ),
    (
        "{ oneOf: [{ type: string }, { type: 'null' }] }",
        &["newtype A string or null"],
        &[],
    ),
    (
        "{ type: [string, integer] }",
        &["union A type of string | i64"],
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
            "union A one of A.x | A.y by k",
            r#"struct A.x {k: string const="x", n?: i64}"#,
            r#"struct A.y {k: string const="y"}"#,
        ],
        &[],
    ),
    (
        "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
        &[
            "union A any of A.a | A.b",
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
            "union A.n any of i64 | any",
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
        &["struct A {a?: string}"],
        &[],
    ),
    ("false", &["newtype A any evaluates false"], &[]),
    ("true", &["newtype A any"], &[]),
];

type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn schemas_become_items() {
    for (schema, expected, codes) in CASES {
        let text = format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\n$ref: '#/$defs/A'\n$defs:\n  A: {schema}\n"
        );
        let (items, reported) = lowered(&text);
        assert_eq!(items, *expected, "{schema}");
        assert_eq!(reported, *codes, "{schema}");
    }
}
