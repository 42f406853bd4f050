//! Schemas and the items that they become, a line each.

mod edges;
mod kinds;

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

/// The model of a document.
pub(crate) fn model_of(text: &str, settings: &Settings, collector: &mut Collector) -> Model {
    let mut sources = Sources::new();
    let mut loader = Loader::new(&mut sources, Path::new(""), &[]);
    let index = loader.text("t.yaml", text.to_owned()).unwrap();
    let input = read::Input {
        path: "t.yaml",
        stem: "root",
        settings,
    };
    let mut graph = read::read(&mut loader, index, &input, collector);
    let documents = loader.documents();
    let mut overrides = override_schemas(&mut graph, settings, documents, loader.sources());
    lower(&graph, settings, &mut overrides, collector)
}

/// The items of a document and the codes of its diagnostics.
fn lowered(text: &str) -> (Vec<String>, Vec<String>) {
    let mut collector = Collector::default();
    let model = model_of(text, &Settings::default(), &mut collector);
    let diagnostics = match collector.finish() {
        Ok(warnings) => warnings,
        Err(all) => all,
    };
    let codes = diagnostics.iter().map(|one| one.code().to_owned());
    let items = model.types.iter().map(|def| item(&model, def));
    (items.collect(), codes.collect())
}

fn item(model: &Model, def: &TypeDef) -> String {
    let evaluated = def.evaluated.iter().map(|one| {
        let pointers = match one.pointers.len() {
            1 => String::new(),
            _ => format!(" at {}", one.pointers.join(" ")),
        };
        format!(" evaluates {}{pointers}", one.keywords.join(" "))
    });
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
            let branches = body.branches.iter().map(|branch| {
                let tags = branch.tags.iter().map(|tag| format!(" {tag}"));
                let tags: String = tags.collect();
                format!("{}{tags}: {}", branch.words, slot(model, &branch.place))
            });
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
    let docs = [
        (field.docs.deprecated, " deprecated"),
        (field.docs.read_only, " read-only"),
        (field.docs.write_only, " write-only"),
    ];
    let docs = docs
        .iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, words)| *words);
    let default = field.default.iter().map(|one| format!(" = {}", one.value));
    format!(
        "{}{mark}: {}{}{}",
        field.wire.value,
        slot(model, &field.place),
        docs.collect::<String>(),
        default.collect::<String>()
    )
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

/// A schema for `A`, the items that it becomes, and the codes of its diagnostics.
type Case = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

#[test]
fn schemas_become_items() {
    for (schema, expected, codes) in kinds::CASES.iter().chain(edges::CASES) {
        let text = format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\n$ref: '#/$defs/A'\n$defs:\n  A: {schema}\n"
        );
        let (items, reported) = lowered(&text);
        assert_eq!(items, *expected, "{schema}");
        assert_eq!(reported, *codes, "{schema}");
    }
}

/// More alternatives than are compared with each other keep what any of them declares, inside, too,
/// unless all declare the same.
#[test]
fn many_alternatives_keep_the_properties_of_the_others() {
    let union = |alternative: &dyn Fn(usize) -> String| {
        let alternatives: Vec<String> = (0..101).map(alternative).collect();
        let text = format!(
            "$schema: https://json-schema.org/draft/2020-12/schema\n$ref: '#/$defs/A'\n$defs:\n  A: {{ anyOf: [{}] }}\n",
            alternatives.join(", ")
        );
        let (items, _) = lowered(&text);
        let structs = items.iter().filter(|item| item.starts_with("struct"));
        let keep = structs.clone().filter(|item| item.contains("*: any"));
        (structs.count(), keep.count())
    };
    let object = |inner: &str, properties: &str| {
        format!(
            "{{ type: object, required: [{inner}], properties: {{ {inner}: {{ type: object, properties: {{ {properties} }} }} }} }}"
        )
    };
    let own = union(&|index| object(&format!("p{index}"), "x: { type: string }"));
    assert_eq!(own, (202, 101), "each declares a property of its own");
    let inner = union(&|index| object("p", &format!("x{index}: {{ type: string }}")));
    assert_eq!(
        inner,
        (202, 101),
        "each declares one inside of the same property"
    );
    let same = union(&|index| object("p", &format!("x: {{ type: string, minLength: {index} }}")));
    assert_eq!(same, (202, 0), "all declare the same");
}
