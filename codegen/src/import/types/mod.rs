//! Type cells of seven languages, of fieldwright's pages and of other documents -> one form.
//!
//! Each language has a separate file with the meaning of its names; the grammar of brackets is
//! shared (`expr`). Knows no pages.

mod applied;
mod csharp;
pub(super) mod expr;
pub(super) mod formatted;
mod go;
mod java;
mod leaves;
mod links;
mod objects;
pub(super) mod parts;
mod php;
pub(super) mod plain;
mod prefixes;
mod python;
pub(super) mod reference;
mod ruby;
mod typescript;
mod words;

pub(super) use csharp::tag;

use fieldwright_runtime::Value;

use super::language::Language;
use expr::Expr;

/// The type of a value in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Type {
    Any,
    Null,
    Boolean,
    Integer,
    Number,
    String,
    /// An RFC 3339 date and time, and how sure that is.
    DateTime(Sure),
    Date(Sure),
    Binary,
    Array(Box<Type>),
    Map(Box<Type>),
    Union(Vec<Type>),
    /// One of these JSON values.
    Const(Vec<String>),
    /// A type of another page.
    Named(Named),
    /// The value, or null.
    Nullable(Box<Type>),
    /// An optional value, and what that implies about null.
    Optional(Box<Type>, NullToo),
    /// Data of the SDK's transport: no part of the API.
    Transport,
    /// A string of a format.
    Format(String),
    /// A type, and keywords that its cell adds.
    With(Box<Type>, Vec<(String, Value)>),
    /// An object whose members the cell names.
    Object(Object),
    /// A type, and a part of its cell that is not understood. Rows are read without (`settle_lost`).
    Lost(Box<Type>, String),
}

/// The members of an object type that a cell writes out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Object {
    pub(super) fields: Vec<ObjectField>,
    /// The type of all other properties.
    pub(super) rest: Option<Box<Type>>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ObjectField {
    pub(super) name: String,
    pub(super) ty: Type,
    /// `None` if its form does not state it.
    pub(super) required: Option<bool>,
    pub(super) read_only: bool,
    pub(super) default: String,
    pub(super) description: String,
}

/// Whether the cell leaves another reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sure {
    Yes,
    /// The link is the same for both; the example decides.
    No,
    /// The SDK writes the other one's name.
    Swapped,
}

/// The meaning of *optional* for null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NullToo {
    No,
    Unspecified,
}

/// A name in a cell, with the link around it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    pub(super) name: String,
    /// The last part of its namespace, in lower case: often its page's folder.
    pub(super) space: Option<String>,
    pub(super) link: Option<String>,
    /// The members of a union with a separate page.
    pub(super) members: Vec<Type>,
}

/// No type is written in more bytes; reading takes time with their square.
const LONGEST: usize = 20_000;

/// The letters of a cell, in lower case.
pub(super) fn word_key(cell: &str) -> String {
    words::key(cell)
}

/// Reads a cell; `None` if it is no type of the language.
pub(super) fn parse(cell: &str, language: Language) -> Option<Type> {
    if cell.len() > LONGEST {
        return None;
    }
    let mut cell = cell.replace("<br/>", " ");
    if language == Language::Plain {
        cell = super::text::underscored(&cell);
    }
    parse_text(cell.trim(), language)
}

fn parse_text(cell: &str, language: Language) -> Option<Type> {
    match language {
        Language::Own => return reference::parse(cell),
        Language::Plain => return plain::parse_front(cell),
        _ => {}
    }
    let expr = expr::parse(cell, language == Language::Go)?;
    lower(&expr, language)
}

fn lower(expr: &Expr, language: Language) -> Option<Type> {
    let read = |expr: &Expr| lower(expr, language);
    Some(match expr {
        Expr::Name(name) => word(name, language).unwrap_or_else(|| named(name)),
        Expr::Apply(name, arguments) => apply(name, arguments, language)?,
        Expr::Page(name) if last(name) == "HTTPMetadata" => Type::Transport,
        Expr::Page(name) => named(name),
        Expr::Link(inner, url) if is_page(url) && names(inner) == 1 => {
            linked(read(&as_page(inner))?, url)
        }
        Expr::Link(inner, url) => linked(read(inner)?, url),
        Expr::List(inner) if is_byte(inner) => Type::Binary,
        Expr::List(inner) => Type::Array(Box::new(read(inner)?)),
        Expr::Perhaps(inner) => perhaps(read(inner)?, language),
        Expr::Union(members) => union(members.iter().map(read).collect::<Option<Vec<Type>>>()?),
        Expr::Literal(json) => Type::Const(vec![json.clone()]),
        Expr::Record(inner) => Type::Map(Box::new(read(inner)?)),
        Expr::Object(members, rest) => object(members, rest.as_deref(), language)?,
    })
}

fn object(
    members: &[(String, bool, Expr)],
    rest: Option<&Expr>,
    language: Language,
) -> Option<Type> {
    let field = |(name, is_optional, ty): &(String, bool, Expr)| {
        Some(ObjectField {
            name: name.clone(),
            ty: lower(ty, language)?,
            required: Some(!is_optional),
            read_only: false,
            default: String::new(),
            description: String::new(),
        })
    };
    let fields: Option<Vec<ObjectField>> = members.iter().map(field).collect();
    let rest = match rest {
        Some(rest) => Some(Box::new(lower(rest, language)?)),
        None => None,
    };
    Some(Type::Object(Object {
        fields: fields?,
        rest,
    }))
}

/// Whether a link leads to a page of a model; those of `types` represent types that the language
/// lacks, such as a date.
fn is_page(url: &str) -> bool {
    !url.contains("://") && !url.contains("/types/")
}

fn names(expr: &Expr) -> usize {
    match expr {
        Expr::Name(_) => 1,
        Expr::Apply(_, inner) | Expr::Union(inner) => inner.iter().map(names).sum(),
        Expr::Link(inner, _) | Expr::List(inner) | Expr::Perhaps(inner) | Expr::Record(inner) => {
            names(inner)
        }
        Expr::Object(members, rest) => {
            let members: usize = members.iter().map(|(.., ty)| names(ty)).sum();
            members + rest.as_deref().map_or(0, names)
        }
        Expr::Page(_) | Expr::Literal(_) => 0,
    }
}

/// The one name within is that of the page.
fn as_page(expr: &Expr) -> Expr {
    let inside = |inner: &Expr| Box::new(as_page(inner));
    match expr {
        Expr::Name(name) => Expr::Page(name.clone()),
        Expr::Apply(name, inner) => Expr::Apply(name.clone(), inner.iter().map(as_page).collect()),
        Expr::List(inner) => Expr::List(inside(inner)),
        Expr::Perhaps(inner) => Expr::Perhaps(inside(inner)),
        other => other.clone(),
    }
}

/// A pointer to a big integer is how Go writes one; else a mark of absence.
fn perhaps(inner: Type, language: Language) -> Type {
    if language == Language::Go && matches!(inner, Type::Integer | Type::Transport) {
        return match inner {
            Type::Transport => inner,
            _ => Type::Optional(Box::new(inner), NullToo::Unspecified),
        };
    }
    Type::Optional(Box::new(inner), NullToo::Unspecified)
}

fn is_byte(expr: &Expr) -> bool {
    matches!(expr, Expr::Name(name) if matches!(name.as_str(), "byte" | "Byte" | "uint8"))
}

/// The type of a plain name in a language; other names are types of pages.
fn word(name: &str, language: Language) -> Option<Type> {
    match language {
        Language::Ruby => ruby::word(name),
        Language::Python => python::word(name),
        Language::TypeScript => typescript::word(name),
        Language::Go => go::word(name),
        Language::Java => java::word(name),
        Language::CSharp => csharp::word(name),
        Language::Php => php::word(name),
        Language::Own | Language::Plain => None,
    }
}

fn apply(name: &str, arguments: &[Expr], language: Language) -> Option<Type> {
    let types: Option<Vec<Type>> = arguments.iter().map(|a| lower(a, language)).collect();
    let types = types?;
    match language {
        Language::Ruby => ruby::apply(name, types),
        Language::Python => python::apply(name, types),
        Language::TypeScript => typescript::apply(name, types),
        Language::Go => go::apply(name, types),
        Language::Java => java::apply(name, types),
        Language::CSharp => csharp::apply(name, types),
        Language::Php => php::apply(name, types),
        Language::Own | Language::Plain => None,
    }
}

/// `components.Tag`, `Models::Shared::Tag`, `Components\Tag`.
fn named(text: &str) -> Type {
    let mut parts: Vec<&str> = text
        .split(['.', ':', '\\', '$'])
        .filter(|part| !part.is_empty())
        .collect();
    let name = parts.pop().unwrap_or(text);
    let space = parts.pop().map(str::to_lowercase);
    Type::Named(Named {
        name: name.to_owned(),
        space: space.filter(|space| space != "models"),
        link: None,
        members: Vec::new(),
    })
}

/// The link belongs to the one name within; a union of several has its own page.
fn linked(ty: Type, url: &str) -> Type {
    if url.starts_with("http://") || url.starts_with("https://") {
        return ty;
    }
    match ty {
        Type::Named(named) => Type::Named(Named {
            link: Some(url.to_owned()),
            ..named
        }),
        Type::Union(members) => {
            let named = members.iter().filter(|m| **m != Type::Null).count();
            let nullable = named < members.len();
            let members: Vec<Type> = members.into_iter().filter(|m| *m != Type::Null).collect();
            let ty = match (named, members.first()) {
                (1, Some(one)) => linked(one.clone(), url),
                _ => Type::Named(Named {
                    name: super::text::stem(url.split('#').next().unwrap_or(url)),
                    space: None,
                    link: Some(url.to_owned()),
                    members,
                }),
            };
            if nullable {
                Type::Nullable(Box::new(ty))
            } else {
                ty
            }
        }
        Type::Array(inner) => Type::Array(Box::new(linked(*inner, url))),
        Type::Map(inner) => Type::Map(Box::new(linked(*inner, url))),
        Type::Nullable(inner) => Type::Nullable(Box::new(linked(*inner, url))),
        Type::Optional(inner, null) => Type::Optional(Box::new(linked(*inner, url)), null),
        Type::With(inner, keywords) => Type::With(Box::new(linked(*inner, url)), keywords),
        // `[RFCDate](../../types/rfcdate.md)`
        other => other,
    }
}

/// The type without the lost parts of its cell, which `out` gets.
pub(super) fn settle_lost(ty: Type, out: &mut Vec<String>) -> Type {
    let mut inside = |inner: Box<Type>| Box::new(settle_lost(*inner, out));
    match ty {
        Type::Lost(inner, text) => {
            let ty = settle_lost(*inner, out);
            out.push(text);
            ty
        }
        Type::Array(inner) => Type::Array(inside(inner)),
        Type::Map(inner) => Type::Map(inside(inner)),
        Type::Nullable(inner) => Type::Nullable(inside(inner)),
        Type::Optional(inner, null) => Type::Optional(inside(inner), null),
        Type::With(inner, keywords) => Type::With(inside(inner), keywords),
        Type::Union(members) => union(members.into_iter().map(|m| settle_lost(m, out)).collect()),
        Type::Object(object) => Type::Object(object.map(|ty| settle_lost(ty, out))),
        other => other,
    }
}

impl Type {
    /// The type or, if rows describe its content, an object or a list of anything.
    pub(super) fn outer(&self, is_leaf: bool) -> Self {
        match (is_leaf, self) {
            (true, ty) => ty.clone(),
            (false, Self::Array(_)) => Self::Array(Box::new(Self::Any)),
            (false, _) => Self::Map(Box::new(Self::Any)),
        }
    }

    /// Its name in words.
    pub(super) fn in_words(&self) -> &'static str {
        match self {
            Self::With(inner, _) => inner.in_words(),
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::Binary => "a binary string",
            Self::Array(_) => "an array",
            Self::Map(_) | Self::Object(_) => "an object",
            Self::Format(format) if format == "uri" => "a URI",
            Self::String | Self::Format(_) | Self::Date(_) | Self::DateTime(_) => "a string",
            _ => "any value",
        }
    }
}

impl Object {
    /// The same with other types.
    pub(super) fn map(self, mut change: impl FnMut(Type) -> Type) -> Self {
        let fields = self.fields.into_iter().map(|field| ObjectField {
            ty: change(field.ty),
            ..field
        });
        Self {
            fields: fields.collect(),
            rest: self.rest.map(|rest| Box::new(change(*rest))),
        }
    }

    /// The types of its members.
    pub(super) fn types(&self) -> impl Iterator<Item = &Type> {
        let fields = self.fields.iter().map(|field| &field.ty);
        fields.chain(self.rest.as_deref())
    }
}

/// Flat, each member once; null makes it nullable.
pub(super) fn union(members: Vec<Type>) -> Type {
    let mut flat: Vec<Type> = Vec::new();
    for member in members {
        match member {
            Type::Union(inner) => flat.extend(inner),
            one => flat.push(one),
        }
    }
    let mut out: Vec<Type> = Vec::new();
    for member in flat {
        let is_known = out.contains(&member);
        match (out.last_mut(), member) {
            (Some(Type::Const(values)), Type::Const(more)) => values.extend(more),
            (_, member) if !is_known => out.push(member),
            _ => {}
        }
    }
    let nullable = out.contains(&Type::Null);
    out.retain(|member| *member != Type::Null);
    // All kinds of values are any value.
    let has = |is: fn(&Type) -> bool| out.iter().any(is);
    if has(|ty| matches!(ty, Type::Boolean))
        && has(|ty| matches!(ty, Type::Number))
        && has(|ty| matches!(ty, Type::String))
        && has(|ty| matches!(ty, Type::Array(_)))
        && has(|ty| matches!(ty, Type::Map(_)))
    {
        return Type::Any;
    }
    let ty = match out.len() {
        0 => return Type::Null,
        1 => out.remove(0),
        _ => Type::Union(out),
    };
    if nullable {
        Type::Nullable(Box::new(ty))
    } else {
        ty
    }
}

// --- parts that languages share -------------------------------------------------

fn one(types: Vec<Type>) -> Option<Box<Type>> {
    types.into_iter().next().map(Box::new)
}

fn list(types: Vec<Type>) -> Option<Type> {
    let inner = one(types)?;
    Some(if *inner == Type::Binary {
        Type::Binary
    } else {
        Type::Array(inner)
    })
}

/// The last argument: keys of JSON are strings.
fn map(types: Vec<Type>) -> Option<Type> {
    types
        .into_iter()
        .nth(1)
        .map(|value| Type::Map(Box::new(value)))
}

fn optional(types: Vec<Type>, null: NullToo) -> Option<Type> {
    one(types).map(|inner| Type::Optional(inner, null))
}

fn nullable(types: Vec<Type>) -> Option<Type> {
    one(types).map(Type::Nullable)
}

/// The last part of a name with a namespace.
fn last(name: &str) -> &str {
    name.rsplit(['.', ':', '\\']).next().unwrap_or(name)
}
