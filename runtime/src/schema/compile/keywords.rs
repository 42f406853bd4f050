//! The keywords of one schema object -> [`ProgramNode`], those of objects apart.

use super::super::SchemaError;
use super::super::keys::Keys;
use super::super::program::{
    ANY, Arrays, Branches, Child, Contains, Counts, Enumeration, InPlace, Numbers, ProgramNode,
    Texts,
};
use super::{Compiler, below};
use crate::num::Limit;
use crate::{CountKeyword, Format, Map, NumberKeyword, Types, Value, number};

/// The keywords of one schema, and its pointer.
pub(super) struct Keywords<'d, 'p> {
    pub(super) map: &'d Map<Value>,
    pub(super) pointer: &'p str,
}

impl<'d> Keywords<'d, '_> {
    pub(super) fn get(&self, keyword: &str) -> Option<&'d Value> {
        self.map.get(keyword)
    }

    pub(super) fn wrong(&self, keyword: &str, wanted: &str) -> SchemaError {
        let pointer = below(self.pointer, keyword);
        SchemaError::new(&pointer, &format!("`{keyword}` takes {wanted}"))
    }

    /// A whole number from 0 on; one that is too big for any instance becomes the limit.
    pub(super) fn count(&self, keyword: &str) -> Result<Option<u64>, SchemaError> {
        let Some(value) = self.get(keyword) else {
            return Ok(None);
        };
        let text = value.as_number().map(crate::Number::text);
        let text = text.filter(|text| number::is_integer(text));
        let text = text.filter(|text| number::compare(text, "0").is_ge());
        let text = text.ok_or_else(|| self.wrong(keyword, "a whole number from 0 on"))?;
        let count = number::to_integer(&text).and_then(|count| u64::try_from(count).ok());
        Ok(Some(count.unwrap_or(u64::MAX)))
    }

    /// The limits of what is counted in values of a type.
    pub(super) fn counts(&self, of: Types) -> Result<Counts, SchemaError> {
        let keywords = CountKeyword::ALL.iter();
        let keywords = keywords.filter(|keyword| keyword.types() == of);
        let counts = keywords.map(|keyword| {
            let count = self.count(keyword.name())?;
            Ok(count.map(|count| (*keyword, count)))
        });
        counts.filter_map(Result::transpose).collect()
    }

    fn limit(&self, keyword: &str) -> Result<Option<Limit>, SchemaError> {
        let Some(value) = self.get(keyword) else {
            return Ok(None);
        };
        let number = value.as_number();
        let number = number.ok_or_else(|| self.wrong(keyword, "a number"))?;
        Ok(Some(Limit::new(&number.text())))
    }

    pub(super) fn text(&self, keyword: &str) -> Result<Option<&'d str>, SchemaError> {
        self.get(keyword)
            .map(|value| {
                value
                    .as_str()
                    .ok_or_else(|| self.wrong(keyword, "a string"))
            })
            .transpose()
    }

    pub(super) fn object(&self, keyword: &str) -> Result<Option<&'d Map<Value>>, SchemaError> {
        self.get(keyword)
            .map(|value| {
                value
                    .as_object()
                    .ok_or_else(|| self.wrong(keyword, "an object"))
            })
            .transpose()
    }

    pub(super) fn array(&self, keyword: &str) -> Result<Option<&'d [Value]>, SchemaError> {
        self.get(keyword)
            .map(|value| {
                value
                    .as_array()
                    .ok_or_else(|| self.wrong(keyword, "an array"))
            })
            .transpose()
    }
}

impl<'d> Compiler<'d> {
    pub(super) fn keywords(
        &mut self,
        pointer: &str,
        map: &'d Map<Value>,
    ) -> Result<ProgramNode, SchemaError> {
        let words = Keywords { map, pointer };
        let (types, integers) = types(&words)?;
        let node = ProgramNode {
            types,
            integers,
            possible: types,
            constant: words.get("const").cloned().map(Box::new),
            enumeration: enumeration(&words)?.map(Box::new),
            number: numbers(&words, self.format(&words)?)?.map(Box::new),
            text: self.texts(&words)?.map(Box::new),
            array: self.arrays(&words)?.map(Box::new),
            object: self.objects(&words)?.map(Box::new),
            in_place: self.in_place(&words)?.into(),
            annotations: annotations(map),
            ..ProgramNode::default()
        };
        for (name, value) in words.object("$defs")?.into_iter().flatten() {
            self.subschema(below(&below(pointer, "$defs"), name), value);
        }
        Ok(node)
    }

    /// The subschema that is the value of a keyword.
    pub(super) fn one(&mut self, words: &Keywords<'d, '_>, keyword: &str) -> Option<Child> {
        let value = words.get(keyword)?;
        Some(self.subschema(below(words.pointer, keyword), value))
    }

    /// The subschemas of a keyword that takes a list of them.
    fn many(
        &mut self,
        words: &Keywords<'d, '_>,
        keyword: &str,
    ) -> Result<Option<Box<[Child]>>, SchemaError> {
        let Some(values) = words.array(keyword)? else {
            return Ok(None);
        };
        let base = below(words.pointer, keyword);
        let children = values.iter().enumerate();
        let children =
            children.map(|(index, value)| self.subschema(below(&base, &index.to_string()), value));
        Ok(Some(children.collect()))
    }

    fn in_place(&mut self, words: &Keywords<'d, '_>) -> Result<Vec<InPlace>, SchemaError> {
        let mut out = Vec::new();
        if let Some(reference) = words.text("$ref")? {
            let at = below(words.pointer, "$ref");
            out.push(InPlace::Ref(self.reference(&at, reference)?));
        }
        out.extend(self.many(words, "allOf")?.map(InPlace::AllOf));
        out.extend(self.many(words, "anyOf")?.map(branches).map(InPlace::AnyOf));
        out.extend(self.many(words, "oneOf")?.map(branches).map(InPlace::OneOf));
        out.extend(self.one(words, "not").map(InPlace::Not));
        let branches = (self.one(words, "then"), self.one(words, "else"));
        if let Some(test) = self.one(words, "if") {
            let (then, otherwise) = branches;
            out.push(InPlace::If {
                test,
                then,
                otherwise,
            });
        }
        Ok(out)
    }

    fn format(&self, words: &Keywords<'_, '_>) -> Result<Option<Format>, SchemaError> {
        let format = words.text("format")?.filter(|_| self.asserts_formats);
        let format = format.and_then(Format::from_name);
        match format.filter(|format| format.is_missing()) {
            Some(format) => {
                let problem = format!(
                    "the format `{}` needs the feature `{}` of fieldwright-runtime",
                    format.name(),
                    format.feature().unwrap_or_default()
                );
                Err(SchemaError::new(&below(words.pointer, "format"), &problem))
            }
            None => Ok(format),
        }
    }

    fn texts(&self, words: &Keywords<'_, '_>) -> Result<Option<Texts>, SchemaError> {
        let at = below(words.pointer, "pattern");
        let pattern = words.text("pattern")?;
        let format = self.format(words)?;
        let texts = Texts {
            counts: words.counts(Types::STRING)?,
            pattern: pattern
                .map(|source| self.pattern(&at, source))
                .transpose()?,
            format: format.filter(|format| !format.is_numeric()),
        };
        let some = !texts.counts.is_empty() || texts.pattern.is_some() || texts.format.is_some();
        Ok(some.then_some(texts))
    }

    fn arrays(&mut self, words: &Keywords<'d, '_>) -> Result<Option<Arrays>, SchemaError> {
        let unique = match words.get("uniqueItems") {
            None => false,
            Some(Value::Bool(unique)) => *unique,
            Some(_) => return Err(words.wrong("uniqueItems", "`true` or `false`")),
        };
        let (min, max) = (words.count("minContains")?, words.count("maxContains")?);
        let contains = self
            .one(words, "contains")
            .map(|schema| Contains { schema, min, max });
        let arrays = Arrays {
            counts: words.counts(Types::ARRAY)?,
            unique,
            prefix: self.many(words, "prefixItems")?.unwrap_or_default(),
            items: self.one(words, "items"),
            contains,
            unevaluated: self.one(words, "unevaluatedItems"),
        };
        let some = !arrays.counts.is_empty()
            || unique
            || !arrays.prefix.is_empty()
            || arrays.items.is_some()
            || arrays.contains.is_some()
            || arrays.unevaluated.is_some();
        Ok(some.then_some(arrays))
    }
}

fn branches(children: Box<[Child]>) -> Branches {
    Branches {
        children,
        tag: None,
    }
}

/// The types and whether numbers must be integers (validation, section 6.1.1).
fn types(words: &Keywords<'_, '_>) -> Result<(u8, bool), SchemaError> {
    let wrong = || words.wrong("type", "the name of a JSON type or a list of them");
    let names: Vec<&str> = match words.get("type") {
        None => return Ok((ANY, false)),
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => {
            let names = names.iter().map(|name| name.as_str().ok_or_else(wrong));
            names.collect::<Result<_, _>>()?
        }
        Some(_) => return Err(wrong()),
    };
    let mut types = 0;
    for name in &names {
        types |= match *name {
            "null" => 1,
            "boolean" => 2,
            "number" | "integer" => 4,
            "string" => 8,
            "array" => 16,
            "object" => 32,
            _ => return Err(wrong()),
        };
    }
    let integers = names.contains(&"integer") && !names.contains(&"number");
    Ok((types, integers))
}

fn enumeration(words: &Keywords<'_, '_>) -> Result<Option<Enumeration>, SchemaError> {
    let Some(values) = words.array("enum")? else {
        return Ok(None);
    };
    let mut texts: Vec<Box<str>> = values
        .iter()
        .filter_map(Value::as_str)
        .map(Into::into)
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let others = values.iter().filter(|value| value.as_str().is_none());
    Ok(Some(Enumeration {
        texts: Keys::new(texts),
        others: others.cloned().collect(),
        all: values.into(),
    }))
}

fn numbers(
    words: &Keywords<'_, '_>,
    format: Option<Format>,
) -> Result<Option<Numbers>, SchemaError> {
    let limits = NumberKeyword::ALL.iter().map(|keyword| {
        let limit = words.limit(keyword.name())?;
        Ok(limit.map(|limit| (*keyword, limit)))
    });
    let limits: Box<[(NumberKeyword, Limit)]> = limits
        .filter_map(Result::transpose)
        .collect::<Result<_, _>>()?;
    for (_, divisor) in limits
        .iter()
        .filter(|(keyword, _)| *keyword == NumberKeyword::MultipleOf)
    {
        let digits = number::canonical(&divisor.text);
        let digits = digits.split('e').next().unwrap_or_default().len();
        if number::compare(&divisor.text, "0").is_le() || digits > number::MULTIPLE_OF_DIGITS {
            let wanted = "a number above 0 of at most 37 digits";
            return Err(words.wrong("multipleOf", wanted));
        }
    }
    let format = format.filter(|format| format.is_numeric());
    let some = format.is_some() || !limits.is_empty();
    Ok(some.then_some(Numbers { limits, format }))
}

/// Keywords that the evaluator runs, beside limits, and those that only structure the document.
const NO_ANNOTATIONS: &[&str] = &[
    "$schema",
    "$ref",
    "$defs",
    "$comment",
    "$vocabulary",
    "type",
    "enum",
    "const",
    "pattern",
    "uniqueItems",
    "maxContains",
    "minContains",
    "required",
    "dependentRequired",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "prefixItems",
    "items",
    "contains",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "x-fieldwright-rules",
    "x-fieldwright-formats",
    "x-fieldwright-patterns",
];

/// Every other keyword is an annotation (core, section 6.5); so is `format`, asserted
/// or not (validation, section 7.2.1).
fn annotations(map: &Map<Value>) -> Box<[(Box<str>, Value)]> {
    map.iter()
        .filter(|(keyword, _)| {
            let is_limit =
                CountKeyword::of(keyword).is_some() || NumberKeyword::of(keyword).is_some();
            !is_limit && !NO_ANNOTATIONS.contains(keyword)
        })
        .map(|(keyword, value)| (keyword.into(), value.clone()))
        .collect()
}
