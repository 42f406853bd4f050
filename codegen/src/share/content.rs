//! A type -> what makes it equal to another one: a text of all that it says, and the types it
//! refers to, in order.
//!
//! What belongs to the location is left out: positions, pointers, examples, flags and defaults of
//! the type itself. Everything of its members counts. Knows nothing of groups.

use std::fmt::Write as _;

use crate::model::{
    Applicator, Clause, Constraint, Docs, Enum, EnumValue, Field, Judged, Member, Name, Place,
    Rule, Struct, Type, TypeDef, TypeId, TypeKind, Union, Unknown, Values,
};
use crate::name::TypeNames;
use crate::schema::Provenance;

use super::texts::Texts;

/// What a type says.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) text: String,
    /// Its title and description, where they count.
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
            builders,
            pointer: _,
            docs,
            span: _,
            kind,
            form_of: _,
            judged,
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
        // What a named type is called makes it no other type.
        let name = rust_name.as_ref().map(|name| &name.value);
        content.say(&name.filter(|_| *provenance != Provenance::Named));
        for path in derives {
            content.say(&path.to_string());
        }
        if matches!(kind, TypeKind::Struct(_)) {
            content.say(builders);
        }
        // Names follow from what is named; where they do not, the types differ.
        content.say(&(&names.members, &names.setters, &names.extra, &names.unknown));
        if let Some(judged) = judged {
            content.judged(judged, texts);
        }
        content.kind(kind);
        content
    }

    /// Debug output is quoted, so that texts cannot run into each other.
    fn say(&mut self, value: &dyn std::fmt::Debug) {
        let _ = write!(self.text, "{value:?};");
    }

    fn judged(&mut self, judged: &Judged, texts: &Texts) {
        let Judged { pointers, keywords } = judged;
        self.say(keywords);
        for pointer in pointers {
            match texts.get(pointer) {
                Some(text) => self.say(&text),
                None => self.say(&("at", pointer)),
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
            constraints,
            rules,
            clauses,
        } = body;
        self.say(&("struct", fields.len()));
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
        for rule in rules {
            let Rule {
                kind,
                fields,
                check,
                id,
                message,
                advice,
            } = rule;
            let check = check.as_ref().map(|check| &check.value);
            self.say(&(kind, fields, check, id, message, advice));
        }
        for one in clauses {
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
        self.say(&wire.value);
        self.place(place);
        let rust_name = rust_name.as_ref().map(|name| &name.value);
        let default = default.as_ref().map(|default| default.value.to_string());
        self.say(&(required, default, rust_name, fold, filled));
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
            let examples = examples.iter().map(|example| example.value.to_string());
            let examples: Vec<String> = examples.collect();
            self.say(&(title, description, examples));
        }
    }

    fn place(&mut self, place: &Place) {
        let Place {
            ty,
            nullable,
            constraints,
            own,
        } = place;
        self.ty(ty);
        self.say(nullable);
        self.constraints(constraints);
        if let Some(own) = own {
            self.say(&(own.path.to_string(), own.feature, own.is_exact));
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

    fn constraints(&mut self, constraints: &[Constraint]) {
        self.say(&constraints.len());
        for constraint in constraints {
            self.say(&constraint.keyword());
            self.say(&constraint.argument().to_string());
            if let Constraint::OwnFormat { check, .. } = constraint {
                self.say(&check.to_string());
            }
        }
    }

    fn enum_body(&mut self, body: &Enum) {
        let Enum {
            values,
            keyword,
            open,
        } = body;
        self.say(&("enum", keyword, open));
        match values {
            Values::Strings(values) => values.iter().for_each(|value| self.value(value)),
            Values::Integers(values) => values.iter().for_each(|value| self.value(value)),
        }
    }

    fn value<T: std::fmt::Debug>(&mut self, value: &EnumValue<T>) {
        let EnumValue {
            value,
            span: _,
            aliases,
            title,
            rust_name,
            description,
            deprecated,
        } = value;
        let aliases: Vec<&String> = aliases.iter().map(|alias| &alias.value).collect();
        let rust_name = rust_name.as_ref().map(|name| &name.value);
        self.say(&(value, aliases, title, rust_name, deprecated));
        if !self.is_bare {
            self.say(description);
        }
    }

    fn union_body(&mut self, body: &Union) {
        let Union {
            kind,
            branches,
            tag,
        } = body;
        self.say(&("union", kind, tag, branches.len()));
        for branch in branches {
            self.place(&branch.place);
            self.say(&(&branch.words, &branch.name, &branch.tags));
            self.docs(&branch.docs);
        }
    }

    fn applicator(&mut self, one: &Applicator) {
        self.say(&one.keyword());
        match one {
            Applicator::DependentRequired(_, first, others) => {
                self.member_name(first);
                others.iter().for_each(|other| self.member_name(other));
            }
            Applicator::DependentSchema(first, clause) => {
                self.member_name(first);
                self.clause(clause);
            }
            Applicator::AllOf(clauses)
            | Applicator::AnyOf(_, clauses)
            | Applicator::OneOf(_, clauses) => {
                self.say(&clauses.len());
                clauses.iter().for_each(|clause| self.clause(clause));
            }
            Applicator::Not(_, clause) => self.clause(clause),
            Applicator::If(test, then, otherwise) => {
                self.clause(test);
                for branch in [then, otherwise] {
                    self.say(&branch.is_some());
                    branch.iter().for_each(|clause| self.clause(clause));
                }
            }
        }
    }

    fn clause(&mut self, clause: &Clause) {
        let Clause {
            pointer: _,
            title,
            required,
            members,
            also,
        } = clause;
        self.say(&(title, required.len(), members.len(), also.len()));
        required.iter().for_each(|name| self.member_name(name));
        for member in members {
            let Member {
                name,
                pointer: _,
                constraints,
            } = member;
            self.member_name(name);
            self.constraints(constraints);
        }
        also.iter().for_each(|one| self.applicator(one));
    }

    fn member_name(&mut self, name: &Name) {
        let Name { wire, field } = name;
        self.say(&(wire, field));
    }
}

/// The title and the description of a type.
fn words(docs: &Docs, provenance: Provenance) -> String {
    match provenance {
        // The description names the operation.
        Provenance::Parameters(_) => String::new(),
        _ => format!("{:?};{:?}", docs.title, docs.description),
    }
}

/// The words of a type whose description belongs to the property that has it.
pub(super) fn words_of_titled(docs: &Docs) -> Option<String> {
    docs.title.as_ref().map(|title| format!("{title:?} only"))
}
