//! Sample instances -> a possible schema: types, formats, enums, maps, unions.
//!
//! ```json
//! {"id": 1, "at": "2024-01-01T00:00:00Z"}
//! {"id": 2}
//! ```
//! gives an object with an integer `id`, which all samples have, and a `date-time` that one of two
//! has. Every conclusion holds for every sample. Knows no tables and no graph: `import::inferred`
//! and `read::examples` write the results.

mod groups;
mod maps;
mod numbers;
mod objects;
mod recursion;
mod sample;
mod tags;
mod texts;

#[cfg(test)]
mod tests;

pub(crate) use numbers::{Numbers, Range};
pub(crate) use sample::{Budget, Data, Sample};
pub(crate) use texts::Texts;

use crate::source::Span;
use recursion::Known;

/// The conclusions to draw, and the evidence required.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The number of different values from which a format is assumed; by default some formats need
    /// one value and others two. `None` assumes none.
    pub(crate) formats: Option<Evidence>,
    /// Whether texts whose values repeat are enums.
    pub(crate) enums: bool,
    /// An enum has at most so many values.
    pub(crate) enum_values: usize,
    /// The least number of texts for each value of an enum.
    pub(crate) enum_repeats: usize,
    /// An object of more than so many different keys may be a map.
    pub(crate) map_keys: usize,
    /// Whether objects may be distinguished: by a tag, or by their properties.
    pub(crate) unions: bool,
    /// Whether an object may hold objects of its own type.
    pub(crate) recursion: bool,
}

/// How many different values are enough for a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// One for formats that no other text matches by chance, two for others.
    OfFormat,
    /// So many.
    AtLeast(usize),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            formats: Some(Evidence::OfFormat),
            enums: true,
            enum_values: 12,
            enum_repeats: 3,
            map_keys: 30,
            unions: true,
            recursion: true,
        }
    }
}

/// How deep objects and lists are inspected; deeper ones are any value.
pub(crate) const DEEPEST: usize = 24;

/// The inferred structure of the values at one location.
#[derive(Debug, Clone)]
pub(crate) struct Inferred<'d> {
    /// The span of the first of them.
    pub(crate) span: Option<Span>,
    /// How many there are, nulls included.
    pub(crate) count: usize,
    /// How many are null.
    pub(crate) nulls: usize,
    /// One for each of their types; none if nothing is known.
    pub(crate) alternatives: Vec<Alternative<'d>>,
    /// The distinction of several objects among the alternatives.
    pub(crate) distinction: Distinction<'d>,
    /// The reason why nothing is known, if there are values.
    pub(crate) unknown: Option<Unknown>,
}

/// The distinction of objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distinction<'d> {
    /// There is at most one kind of object.
    Nothing,
    /// The value of this property.
    Tag(&'d str),
    /// No property of one kind is one of another.
    Properties,
}

/// The reason why the values at a location may be anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// All are null, or there are none.
    Unseen,
    /// They lie too deep.
    TooDeep,
    /// A number is beyond the range of `f64`.
    TooLarge,
}

/// One type of values.
#[derive(Debug, Clone)]
pub(crate) enum Alternative<'d> {
    Text(Texts<'d>),
    Boolean,
    Number(Numbers),
    List(Box<Inferred<'d>>),
    Map(Map<'d>),
    Object(Object<'d>),
    /// Objects that hold objects of one of their kinds.
    Kinds(Kinds<'d>),
    /// The object, or kinds of objects, with this id.
    Same(usize),
}

/// An object whose keys are data.
#[derive(Debug, Clone)]
pub(crate) struct Map<'d> {
    pub(crate) value: Box<Inferred<'d>>,
    /// How many different keys there are, in how many objects.
    pub(crate) keys: usize,
    pub(crate) objects: usize,
    pub(crate) why: MapReason,
}

/// Why an object is taken for a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MapReason {
    /// The keys are numbers, dates, identifiers or the like.
    Data,
    /// There are many keys, and few of them in most objects.
    Sparse,
    /// There are many keys, whose values are alike.
    Alike,
    /// There are more keys than a struct should have fields.
    Many,
    /// There are none.
    Empty,
}

/// An object whose keys are names.
#[derive(Debug, Clone)]
pub(crate) struct Object<'d> {
    pub(crate) span: Option<Span>,
    /// How many there are.
    pub(crate) count: usize,
    pub(crate) fields: Vec<Field<'d>>,
    /// The id by which nested objects refer to it, if some are of its type.
    pub(crate) id: Option<usize>,
}

/// Objects of several kinds, some of which contain others.
#[derive(Debug, Clone)]
pub(crate) struct Kinds<'d> {
    pub(crate) span: Option<Span>,
    /// How many objects there are.
    pub(crate) count: usize,
    /// The property that distinguishes them.
    pub(crate) tag: &'d str,
    pub(crate) kinds: Vec<Object<'d>>,
    /// The id by which nested objects refer to them.
    pub(crate) id: usize,
}

/// A property of an object.
#[derive(Debug, Clone)]
pub(crate) struct Field<'d> {
    pub(crate) name: &'d str,
    pub(crate) value: Inferred<'d>,
    /// Whether it distinguishes the object from others.
    pub(crate) is_distinguishing: bool,
    /// The distinguishing values, if it has some.
    pub(crate) tag: Vec<&'d str>,
}

impl Field<'_> {
    /// Whether every one of `objects` has it.
    pub(crate) fn is_in_all(&self, objects: usize) -> bool {
        self.value.count == objects
    }
}

/// Infers the common structure of the samples.
pub(crate) fn infer<'d>(samples: &[&Sample<'d>], options: &Options) -> Inferred<'d> {
    let mut inference = Inference { options, ids: 0 };
    inference.values(samples, 0, &Known::default())
}

struct Inference<'o> {
    options: &'o Options,
    /// Objects that have an id.
    ids: usize,
}

impl Inference<'_> {
    /// The structure of `values`; the types of some objects among and below them are known.
    fn values<'d>(
        &mut self,
        values: &[&Sample<'d>],
        depth: usize,
        known: &Known<'_, 'd>,
    ) -> Inferred<'d> {
        let mut found = Inferred {
            span: values.first().map(|value| value.span),
            count: values.len(),
            nulls: 0,
            alternatives: Vec::new(),
            distinction: Distinction::Nothing,
            unknown: None,
        };
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        let (mut lists, mut objects) = (Vec::new(), Vec::new());
        let mut booleans = false;
        for value in values.iter().copied() {
            match &value.data {
                Data::Null => found.nulls += 1,
                Data::Boolean => booleans = true,
                Data::Number(text) => numbers.push(text.as_ref()),
                Data::Text(text) => texts.push(*text),
                Data::List(items) => lists.push(items),
                Data::Object(_) => objects.push(value),
            }
        }
        if depth >= DEEPEST && !(lists.is_empty() && objects.is_empty()) {
            found.unknown = Some(Unknown::TooDeep);
            return found;
        }
        let is_one_type = [
            !texts.is_empty(),
            !numbers.is_empty(),
            booleans,
            !lists.is_empty(),
            !objects.is_empty(),
        ];
        let is_one_type = is_one_type.iter().filter(|is| **is).count() == 1;
        if !texts.is_empty() {
            let texts = Texts::of(&texts, self.options, is_one_type);
            found.alternatives.push(Alternative::Text(texts));
        }
        if !numbers.is_empty() {
            match Numbers::of(&numbers) {
                Some(numbers) => found.alternatives.push(Alternative::Number(numbers)),
                None => {
                    found.alternatives.clear();
                    found.unknown = Some(Unknown::TooLarge);
                    return found;
                }
            }
        }
        if booleans {
            found.alternatives.push(Alternative::Boolean);
        }
        if !lists.is_empty() {
            let items: Vec<&Sample<'d>> = lists.into_iter().flatten().collect();
            let mut items = self.values(&items, depth + 1, known);
            items.span = items.span.or(found.span);
            found.alternatives.push(Alternative::List(Box::new(items)));
        }
        match known.here() {
            _ if objects.is_empty() => {}
            Some(id) => found.alternatives.push(Alternative::Same(id)),
            None => self.objects(&objects, depth, known, &mut found),
        }
        if found.alternatives.is_empty() {
            found.unknown = Some(Unknown::Unseen);
        }
        found
    }
}
