//! A type -> its content for comparison: a text of all its properties, and the types it refers to,
//! in order.
//!
//! Properties of the location are left out: positions, pointers, examples, flags and defaults of
//! the type itself. Everything of its members counts. Knows nothing of groups.

use std::fmt::Write as _;

use crate::model::{
    Branch, Constraint, Docs, Enum, EnumValue, EvaluatedPart, Field, Rule, Slot, Struct, Transport,
    Type, TypeDef, TypeId, TypeKind, Union, Units, Unknown, Values,
};
use crate::name::TypeNames;
use crate::schema::Provenance;

use super::texts::Texts;

/// The content of a type.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    /// Its title and description, if they count.
    pub(super) words: String,
    /// In the order in which the text refers to them.
    pub(super) references: Vec<TypeId>,
    /// Whether members are compared without their documentation.
    is_bare: bool,
}

impl Content {
    /// That of `def`; without documentation where `is_bare`.
    pub(super) fn of(def: &TypeDef, names: &TypeNames, texts: &Texts, is_bare: bool) -> Self {
        let TypeDef {
            origin: _,
            provenance,
            rust_name,
            derives,
            derives_by_name: _,
            builders,
            non_exhaustive,
            pointer: _,
            docs,
            span: _,
            kind,
            form_of: _,
            transport,
            evaluated,
        } = def;
        let mut content = Self {
            is_bare,
            ..Self::default()
        };
        if !is_bare {
            content.words = words(docs, *provenance);
        }
        if let Provenance::Parameters(word) = provenance {
            // A path is called no query, and no struct of parameters a body.
            content.say(&("parameters", word));
        }
        if let Some(transport) = transport {
            content.transport(transport);
        }
        // The name of a named type does not make it another type.
        let name = rust_name.as_ref().map(|name| &name.value);
        content.optional(name.filter(|_| *provenance != Provenance::Named));
        content.say(&derives.len());
        for path in derives {
            content.text(&path.to_string());
        }
        if matches!(kind, TypeKind::Struct(_)) {
            content.say(builders);
        } else {
            content.say(non_exhaustive);
        }
        // Names follow from the content; if they do not, the types differ.
        content.texts(names.members.iter());
        content.texts(names.setters.iter());
        content.texts([&names.extra, &names.unknown].into_iter());
        if let Some(evaluated) = evaluated {
            content.evaluated(evaluated, texts);
        }
        content.kind(kind);
        content
    }

    /// For numbers, flags and fixed words.
    pub(super) fn say(&mut self, value: &dyn std::fmt::Debug) {
        let _ = write!(self.text, "{value:?};");
    }

    /// A text of the author's, after its length, so that texts cannot run into each other.
    pub(super) fn text(&mut self, text: &str) {
        put(&mut self.text, Some(text));
    }

    fn texts<'t>(&mut self, texts: impl ExactSizeIterator<Item = &'t String>) {
        self.say(&texts.len());
        texts.for_each(|text| self.text(text));
    }

    pub(super) fn optional(&mut self, text: Option<&String>) {
        put(&mut self.text, text.map(String::as_str));
    }

    /// Types that travel in another way are not one, nor are the parameters of two paths.
    fn transport(&mut self, transport: &Transport) {
        let Transport {
            carrier,
            template,
            styles,
            span: _,
        } = transport;
        self.say(&(carrier, styles.len()));
        self.text(template);
        for styled in styles {
            self.text(&styled.name.value);
            let style = styled.style;
            let flags = (style.explode, style.reserved, style.allows_empty);
            self.say(&(style.kind, flags));
        }
    }

    fn evaluated(&mut self, evaluated: &EvaluatedPart, texts: &Texts) {
        let EvaluatedPart { pointers, keywords } = evaluated;
        self.say(keywords);
        for pointer in pointers {
            match texts.get(pointer) {
                Some(text) => self.text(text),
                None => self.text(pointer),
            }
        }
    }

    fn kind(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Struct(body) => self.struct_body(body),
            TypeKind::Enum(body) => self.enum_body(body),
            TypeKind::Union(body) => self.union_body(body),
            TypeKind::Newtype(place) => {
                self.say(&"newtype");
                self.place(place);
            }
            TypeKind::Alias(place) => {
                self.say(&"alias");
                self.place(place);
            }
        }
    }

    fn struct_body(&mut self, body: &Struct) {
        let Struct {
            fields,
            unknown,
            unknown_by,
            constraints,
            rules,
            conditionals,
        } = body;
        self.say(&("struct", fields.len(), unknown_by));
        for field in fields {
            self.field(field);
        }
        match unknown {
            Unknown::Ignore => self.say(&"ignore"),
            Unknown::Deny => self.say(&"deny"),
            Unknown::Keep(place) => {
                self.say(&"keep");
                self.place(place);
            }
        }
        self.constraints(constraints);
        self.say(&(rules.len(), conditionals.len()));
        for rule in rules {
            let Rule {
                kind,
                fields,
                check,
                id,
                message,
                advice,
            } = rule;
            self.say(&(kind, fields, advice));
            self.optional(check.as_ref().map(|check| &check.value));
            self.optional(id.as_ref());
            self.optional(message.as_ref());
        }
        for one in conditionals {
            self.applicator(one);
        }
    }

    fn field(&mut self, field: &Field) {
        let Field {
            wire,
            place,
            required,
            pointer: _,
            docs,
            default,
            rust_name,
            fold,
            filled,
        } = field;
        self.text(&wire.value);
        self.place(place);
        self.say(&(required, fold, filled));
        self.optional(rust_name.as_ref().map(|name| &name.value));
        let default = default.as_ref().map(|default| default.value.to_string());
        self.optional(default.as_ref());
        self.docs(docs);
    }

    fn docs(&mut self, docs: &Docs) {
        let Docs {
            title,
            description,
            deprecated,
            read_only,
            write_only,
            examples,
        } = docs;
        self.say(&(deprecated, read_only, write_only));
        if !self.is_bare {
            self.optional(title.as_ref());
            self.optional(description.as_ref());
            let examples = examples.iter().map(|example| example.value.to_string());
            let examples: Vec<String> = examples.collect();
            self.texts(examples.iter());
        }
    }

    fn place(&mut self, place: &Slot) {
        let Slot {
            ty,
            nullable,
            constraints,
            custom,
            coerce,
            format,
        } = place;
        if !self.is_bare {
            self.optional(format.as_ref());
        }
        self.ty(ty);
        self.say(&(nullable, coerce));
        self.constraints(constraints);
        if let Some(custom) = custom {
            self.text(&custom.path.to_string());
            self.say(&(custom.feature, custom.is_exact));
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Any => self.say(&"any"),
            Type::Null => self.say(&"null"),
            Type::Boolean => self.say(&"boolean"),
            Type::Integer(integer) => self.say(integer),
            Type::Number => self.say(&"number"),
            Type::String => self.say(&"string"),
            Type::Text(format) => self.say(&("text", format.name())),
            Type::Array(inner) => {
                self.say(&"array");
                self.place(inner);
            }
            Type::Tuple(elements) => {
                self.say(&("tuple", elements.len()));
                elements.iter().for_each(|element| self.place(element));
            }
            Type::Map(inner) => {
                self.say(&"map");
                self.place(inner);
            }
            Type::Named(id) => {
                self.say(&"named");
                self.references.push(*id);
            }
        }
    }

    pub(super) fn constraints(&mut self, constraints: &[Constraint]) {
        self.say(&constraints.len());
        for constraint in constraints {
            self.say(&constraint.keyword());
            self.text(&constraint.argument().to_string());
            if let Constraint::CustomFormat { check, .. } = constraint {
                self.text(&check.to_string());
            }
        }
    }

    fn enum_body(&mut self, body: &Enum) {
        let Enum {
            values,
            keyword,
            open,
            advice,
        } = body;
        self.say(&("enum", keyword, open, advice));
        match values {
            Values::Strings(values) => {
                self.say(&("strings", values.len()));
                self.strings(values);
            }
            Values::Integers(values) => {
                self.say(&("integers", values.len()));
                for value in values {
                    self.say(&value.value);
                    self.value(value);
                }
            }
        }
    }

    fn strings(&mut self, values: &[EnumValue<String>]) {
        for value in values {
            self.text(&value.value);
            self.value(value);
        }
    }

    fn value<T>(&mut self, value: &EnumValue<T>) {
        let EnumValue {
            value: _,
            span: _,
            aliases,
            title,
            rust_name,
            description,
            deprecated,
        } = value;
        self.say(deprecated);
        self.texts(aliases.iter().map(|alias| &alias.value));
        self.optional(title.as_ref());
        self.optional(rust_name.as_ref().map(|name| &name.value));
        if !self.is_bare {
            self.optional(description.as_ref());
        }
    }

    fn union_body(&mut self, body: &Union) {
        let Union {
            kind,
            branches,
            tag,
            has_discriminator,
        } = body;
        self.say(&("union", kind, branches.len(), has_discriminator));
        self.optional(tag.as_ref());
        for branch in branches {
            let Branch {
                place,
                words,
                rust_name,
                docs,
                name,
                tags,
                units,
                unknown,
            } = branch;
            self.say(unknown);
            self.place(place);
            self.text(words);
            self.optional(rust_name.as_ref().map(|name| &name.value));
            self.optional(name.as_ref());
            self.texts(tags.iter());
            self.docs(docs);
            let Units { keyword, values } = units;
            self.say(&("units", keyword, values.len()));
            self.strings(values);
        }
    }
}

/// The title and the description of a type.
fn words(docs: &Docs, provenance: Provenance) -> String {
    match provenance {
        // The description names the operation.
        Provenance::Parameters(_) => String::new(),
        _ => {
            let mut words = String::new();
            put(&mut words, docs.title.as_deref());
            put(&mut words, docs.description.as_deref());
            words
        }
    }
}

/// The documentation of a type whose description belongs to its property.
pub(super) fn words_of_titled(docs: &Docs) -> Option<String> {
    let mut words = String::from("title ");
    put(&mut words, Some(docs.title.as_deref()?));
    Some(words)
}

fn put(out: &mut String, text: Option<&str>) {
    match text {
        Some(text) => {
            let _ = write!(out, "{}:", text.len());
            out.push_str(text);
        }
        None => out.push('-'),
    }
}
