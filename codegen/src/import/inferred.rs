//! The inferred structure of samples -> the types of a field table, with a report of every guess.
//!
//! ```yaml
//! types:
//!   Event:
//!     fields:
//!       id: { type: integer, required: true }
//!       at: { type: string, format: date-time }
//! ```

use std::collections::{BTreeMap, BTreeSet};

use fieldwright_runtime::Value;

use super::imported::{Imported, Origin, TypeOut};
use super::inferred_names::{label, label_of, names_at, shown};
use super::inferred_row::{
    Entries, any_of, entry, inline, is_of_field, nullable, of_type, only_type,
};
use super::report::Reports;
use super::yaml::YamlNode;
use crate::infer::{
    Alternative, Distinction, Field, Inferred, Kinds, Map, MapReason, Numbers, Object, Range,
    Texts, Unknown,
};
use crate::source::Span;

/// How the inferred structure is written.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    /// Whether a property that all samples have is required.
    pub(crate) required: bool,
    /// Whether enums keep values that no sample has.
    pub(crate) open_enums: bool,
}

/// The table of a type with this name, and its assumptions.
pub(crate) fn table(
    inferred: &Inferred<'_>,
    name: &str,
    files: Vec<String>,
    written: &Written,
    reports: &mut Reports,
) -> Imported {
    let root = match crate::name::camel(name) {
        reserved if RESERVED.contains(&reserved.as_str()) => format!("{reserved}Sample"),
        name => name,
    };
    let mut table = Table {
        written,
        reports,
        names: BTreeMap::new(),
        taken: BTreeSet::from([root.clone()]),
        types: Vec::new(),
        root: root.clone(),
    };
    table.types.push(TypeOut {
        name: root.clone(),
        span: inferred.span,
        ..TypeOut::default()
    });
    let id = match inferred.alternatives.as_slice() {
        [Alternative::Object(object)] => object.id,
        [Alternative::Kinds(kinds)] => Some(kinds.id),
        _ => None,
    };
    table.names.extend(id.map(|id| (id, root.clone())));
    let entries = table.row(inferred, &root);
    if let Some(out) = table.types.first_mut() {
        out.entries = entries;
        out.places = match inferred.alternatives.as_slice() {
            [Alternative::Object(object)] => places(object),
            _ => BTreeMap::new(),
        };
    }
    Imported {
        files,
        types: table.types,
        origin: Origin::Samples,
        ..Imported::default()
    }
}

/// Names that the runtime's prelude or the language gives a meaning, and those of variants that
/// are called after their JSON type.
const RESERVED: [&str; 13] = [
    "Self", "Option", "Result", "Vec", "String", "Box", "Some", "None", "Array", "Boolean",
    "Integer", "Number", "Object",
];

const UNION_HELP: &str = "correct `anyOf` in the table, or use `--unions no` for objects";

fn places(object: &Object<'_>) -> BTreeMap<String, Span> {
    let fields = object.fields.iter();
    let places = fields.filter_map(|field| Some((field.name.to_owned(), field.value.span?)));
    places.collect()
}

struct Table<'r> {
    written: &'r Written,
    reports: &'r mut Reports,
    /// The types of objects that hold objects of their own type.
    names: BTreeMap<usize, String>,
    taken: BTreeSet<String>,
    types: Vec<TypeOut>,
    root: String,
}

/// `1 value`, `2 values`.
fn counted(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

impl Table<'_> {
    fn assumed(
        &mut self,
        code: &'static str,
        span: Option<Span>,
        (subject, counts): (&str, String),
        message: impl Into<String>,
        help: &str,
    ) {
        let subject: String = subject
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.reports
            .assumed_of(code, span, (subject, counts), message, help);
    }

    /// The row of a location; `at` names it in reports.
    fn row(&mut self, inferred: &Inferred<'_>, at: &str) -> Entries {
        if let Some(unknown) = inferred.unknown {
            self.unknown(inferred, unknown, at);
            return Vec::new();
        }
        let mut entries = match inferred.alternatives.as_slice() {
            [] => Vec::new(),
            [one] => self.alternative(one, inferred.span, at),
            several => self.union(several, inferred, at),
        };
        entries.extend(nullable(inferred));
        entries
    }

    fn unknown(&mut self, inferred: &Inferred<'_>, unknown: Unknown, at: &str) {
        let (message, counts) = match unknown {
            Unknown::Unseen if inferred.count == 0 => (
                "holds any value: the samples have none there",
                "no value".to_owned(),
            ),
            Unknown::Unseen => (
                "holds any value: all are null",
                counted(inferred.nulls, "null"),
            ),
            Unknown::TooDeep => (
                "holds any value: what lies so deep is not looked at",
                counted(inferred.count, "value"),
            ),
            Unknown::TooLarge => (
                "holds any value: a number is beyond what an `f64` holds",
                counted(inferred.count, "value"),
            ),
        };
        let help = "write its type into the table, or add samples that show it";
        self.assumed("assumed-type", inferred.span, (at, counts), message, help);
    }

    fn alternative(
        &mut self,
        alternative: &Alternative<'_>,
        span: Option<Span>,
        at: &str,
    ) -> Entries {
        match alternative {
            Alternative::Text(texts) => self.texts(texts, span, at),
            Alternative::Boolean => of_type("boolean"),
            Alternative::Number(numbers) => self.numbers(*numbers, span, at),
            Alternative::List(items) => {
                let items = self.row(items, &format!("{at}[]"));
                match (only_type(&items), items.is_empty()) {
                    (_, true) => of_type("array"),
                    (Some(ty), _) if ty.len() < 80 => of_type(&format!("{ty}[]")),
                    _ => vec![
                        entry("type", YamlNode::text("array")),
                        entry("items", YamlNode::Map(items)),
                    ],
                }
            }
            Alternative::Map(map) => self.map(map, span, at),
            Alternative::Object(object) => match object.id.filter(|_| at != self.root) {
                Some(id) => self.named(id, object.span, at, |table, name| {
                    (table.object(object, name), places(object))
                }),
                None => self.object(object, at),
            },
            Alternative::Kinds(kinds) if at == self.root => self.kinds(kinds, at),
            Alternative::Kinds(kinds) => self.named(kinds.id, kinds.span, at, |table, name| {
                (table.kinds(kinds, name), BTreeMap::new())
            }),
            Alternative::Same(id) => {
                let name = self.names.get(id).cloned();
                name.map(|name| of_type(&name)).unwrap_or_default()
            }
        }
    }

    fn texts(&mut self, texts: &Texts<'_>, span: Option<Span>, at: &str) -> Entries {
        let mut entries = of_type("string");
        let variants: BTreeSet<String> =
            texts.values.iter().map(|v| crate::name::camel(v)).collect();
        if let Some(format) = texts.format {
            let message = format!("has the format `{format}`, which every value is of");
            let help = "correct `format` in the table, or use `--formats no`";
            let counts = counted(texts.count, "value");
            self.assumed("assumed-format", span, (at, counts), message, help);
            entries.push(entry("format", YamlNode::text(format)));
        } else if variants.len() > 1 && variants.len() == texts.values.len() {
            let counts = format!("{} different in {}", texts.values.len(), texts.count);
            let message = match self.written.open_enums {
                true => "is an open enum, as its values repeat",
                false => "is an enum, as its values repeat",
            };
            let help = "correct `enum` in the table, or use `--enums no`";
            self.assumed("assumed-enum", span, (at, counts), message, help);
            let values = texts.values.iter().map(|value| YamlNode::text(*value));
            entries = vec![entry("enum", YamlNode::List(values.collect()))];
            if self.written.open_enums {
                entries.push(entry("open", YamlNode::flag(true)));
            }
        }
        entries
    }

    fn numbers(&mut self, numbers: Numbers, span: Option<Span>, at: &str) -> Entries {
        let (message, more) = match numbers.range {
            Range::Fractions => return of_type("number"),
            Range::Integers => ("is an integer, as no value has a fraction", None),
            Range::Unsigned => (
                "is an integer from 0, as a value is beyond 2^63",
                Some(entry("minimum", YamlNode::Json(Value::from(0)))),
            ),
        };
        let help = "write `type: number` in the table if it may have a fraction";
        let counts = counted(numbers.count, "value");
        self.assumed("assumed-integer", span, (at, counts), message, help);
        let mut entries = of_type("integer");
        entries.extend(more);
        entries
    }

    fn map(&mut self, map: &Map<'_>, span: Option<Span>, at: &str) -> Entries {
        let message = match map.why {
            MapReason::Data => "is a map, as its keys look like data",
            MapReason::Sparse => "is a map, as it has many keys, few of them in each object",
            MapReason::Alike => "is a map, as it has many keys, whose values are alike",
            MapReason::Many => "is a map, as it has too many keys for a struct",
            MapReason::Empty => "is a map of any values, as no object has a key",
        };
        let counts = format!(
            "{} in {}",
            counted(map.keys, "key"),
            counted(map.objects, "object")
        );
        let help = "write `fields` in the table if its keys are names; `--map-keys` sets from how many keys on";
        self.assumed("assumed-map", span, (at, counts), message, help);
        if map.why == MapReason::Empty {
            return of_type("object");
        }
        let value = self.row(&map.value, &format!("{at}{{}}"));
        match only_type(&value) {
            Some(ty) if ty.len() < 80 => of_type(&format!("map<{ty}>")),
            _ if value.is_empty() => of_type("object"),
            _ => vec![
                entry("type", YamlNode::text("object")),
                entry("additionalProperties", YamlNode::Map(value)),
            ],
        }
    }

    /// A recursive type has a name, as its parts refer to it.
    fn named(
        &mut self,
        id: usize,
        span: Option<Span>,
        at: &str,
        entries: impl FnOnce(&mut Self, &str) -> (Entries, BTreeMap<String, Span>),
    ) -> Entries {
        let name = self.free(names_at(at));
        self.names.insert(id, name.clone());
        let place = self.types.len();
        self.types.push(TypeOut {
            name: name.clone(),
            span,
            ..TypeOut::default()
        });
        let (entries, places) = entries(self, &name);
        if let Some(out) = self.types.get_mut(place) {
            out.entries = entries;
            out.places = places;
        }
        of_type(&name)
    }

    fn holds_itself(&mut self, span: Option<Span>, at: &str, count: usize) {
        let message = "holds objects of its own type, as they have the same properties";
        let help = "write their `fields` into the table if they are of another type";
        let counts = counted(count, "object");
        self.assumed("assumed-type", span, (at, counts), message, help);
    }

    /// A union of objects that hold objects of it.
    fn kinds(&mut self, kinds: &Kinds<'_>, at: &str) -> Entries {
        self.holds_itself(kinds.span, at, kinds.count);
        let message = format!("is a union that `{}` distinguishes", shown(kinds.tag));
        let counts = format!(
            "{} in {}",
            counted(kinds.kinds.len(), "alternative"),
            counted(kinds.count, "value")
        );
        self.assumed(
            "assumed-union",
            kinds.span,
            (at, counts),
            message,
            UNION_HELP,
        );
        any_of(kinds.kinds.iter().map(|object| {
            let label = label_of(object);
            let row = self.object(object, &format!("{at}({label})"));
            (label, row)
        }))
    }

    fn object(&mut self, object: &Object<'_>, at: &str) -> Entries {
        if object.id.is_some() {
            self.holds_itself(object.span, at, object.count);
        }
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut inner: BTreeSet<String> = BTreeSet::new();
        let mut fields = Vec::new();
        for field in &object.fields {
            let here = format!("{at}.{}", field.name);
            let mut row = self.field(field, object.count, &here);
            let rust = crate::name::field(field.name);
            if !names.insert(rust.clone()) {
                let free = (2..).map(|count| format!("{rust}_{count}"));
                let free = free.into_iter().find(|name| !names.contains(name));
                let name = free.unwrap_or_default();
                let message = format!("is called `{name}` in Rust, as another field has its name");
                let help = "choose another `name` in the table";
                let counts = counted(field.value.count, "value");
                let span = field.value.span;
                self.assumed("assumed-name", span, (&here, counts), message, help);
                row.push(entry("name", YamlNode::text(name.as_str())));
                names.insert(name);
            }
            // An inline type is named after the field, if that has letters.
            let ty = crate::name::camel(field.name);
            let is_nameless = !field.name.chars().any(char::is_alphanumeric);
            if let Some(shape) = inline(&mut row)
                && (ty == self.root || is_nameless || !inner.insert(ty.clone()))
            {
                let parent = at.split(['.', '[', '(', '{']).next().unwrap_or_default();
                let wider = names_at(at).into_iter().map(|around| around + &ty);
                let name = self.free([format!("{parent}{ty}")].into_iter().chain(wider).collect());
                let entries = std::mem::replace(shape, of_type(&name));
                let (outside, entries) = entries.into_iter().partition(|(key, _)| is_of_field(key));
                shape.extend::<Entries>(outside);
                self.types.push(TypeOut {
                    name,
                    span: field.value.span,
                    entries,
                    ..TypeOut::default()
                });
            }
            fields.push((field.name.to_owned(), YamlNode::Map(row)));
        }
        vec![entry("fields", YamlNode::Map(fields))]
    }

    /// A name for a type that no other has: the first of these that is free.
    fn free(&mut self, names: Vec<String>) -> String {
        let first = names.first().cloned().unwrap_or_default();
        let counted = (2..).map(|count| format!("{first}{count}"));
        let is_free =
            |name: &String| !self.taken.contains(name) && !RESERVED.contains(&name.as_str());
        let name = names.into_iter().chain(counted).find(is_free);
        let name = name.unwrap_or(first);
        self.taken.insert(name.clone());
        name
    }

    fn field(&mut self, field: &Field<'_>, objects: usize, at: &str) -> Entries {
        let mut row = match field.tag.as_slice() {
            [] => self.row(&field.value, at),
            [one] => {
                let mut row = of_type("string");
                row.push(entry("const", YamlNode::text(*one)));
                row
            }
            several => {
                let values = several.iter().map(|value| YamlNode::text(*value));
                vec![entry("enum", YamlNode::List(values.collect()))]
            }
        };
        let is_assumed = field.is_in_all(objects) && self.written.required;
        if is_assumed && field.tag.is_empty() {
            let counts = format!("{} of {}", field.value.count, counted(objects, "object"));
            let message = "is required, as every object has it";
            let help = "take `required` out of the table, or use `--required no`";
            self.assumed(
                "assumed-required",
                field.value.span,
                (at, counts),
                message,
                help,
            );
        }
        // The property that distinguishes objects is required.
        if is_assumed || field.is_distinguishing {
            row.push(entry("required", YamlNode::flag(true)));
        }
        row
    }

    fn union(&mut self, several: &[Alternative<'_>], inferred: &Inferred<'_>, at: &str) -> Entries {
        let message = match inferred.distinction {
            Distinction::Nothing => "is a union, as its values are of several types".to_owned(),
            Distinction::Tag(name) => format!("is a union that `{}` distinguishes", shown(name)),
            Distinction::Properties => {
                "is a union, as no kind of object shares a property with another".to_owned()
            }
        };
        let counts = format!(
            "{} in {}",
            counted(several.len(), "alternative"),
            counted(inferred.count - inferred.nulls, "value")
        );
        self.assumed(
            "assumed-union",
            inferred.span,
            (at, counts),
            message,
            UNION_HELP,
        );
        let rows: Vec<Entries> = several
            .iter()
            .map(|one| {
                let here = format!("{at}({})", label(one));
                self.alternative(one, inferred.span, &here)
            })
            .collect();
        let plain = ["string", "integer", "number", "boolean", "array", "object"];
        let types: Vec<&str> = rows
            .iter()
            .filter_map(|row| only_type(row))
            .filter(|ty| plain.contains(ty))
            .collect();
        if types.len() == rows.len() {
            let types = types.into_iter().map(YamlNode::text).collect();
            return vec![entry("type", YamlNode::List(types))];
        }
        any_of(several.iter().map(label).zip(rows))
    }
}
