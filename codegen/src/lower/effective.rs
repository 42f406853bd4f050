//! The effective settings of types and fields, resolved on use.

use super::{Context, Lowering};
use crate::model::{Constraint, Custom, Field, Slot, Type, TypeKind};
use crate::schema::{Assertion, Schema, SchemaId, Types};
use crate::settings::{DateTimes, Defaults, NullableOptional, Numbers, Root, RustPath, Settings};
use crate::settings::{Override, Overrides, UnknownProperties};
use crate::source::Span;
use fieldwright_runtime::Format;

/// An effective value, with the override that it comes from, if it is not that of the input.
type Effective<T> = Result<Override<T>, T>;

/// The settings of a type or field and of everything in it, except the targets of its references.
#[derive(Debug, Clone)]
pub(super) struct Inherited {
    collapse_null: Effective<bool>,
    fill: Effective<bool>,
    unknown: Effective<UnknownProperties>,
    datetime: Effective<DateTimes>,
    numbers: Effective<Numbers>,
    builders: Effective<bool>,
    non_exhaustive: Effective<bool>,
    derive: Effective<Vec<RustPath>>,
}

impl Inherited {
    pub(super) fn new(settings: &Settings, strict: bool) -> Self {
        Self {
            collapse_null: Err(
                settings.nullable_optional == NullableOptional::Option || settings.null_as_absent
            ),
            fill: Err(settings.defaults == Defaults::Fill),
            unknown: Err(settings.unknown),
            datetime: Err(settings.datetime),
            numbers: Err(settings.numbers),
            builders: Err(settings.builders.unwrap_or(strict)),
            non_exhaustive: Err(settings.non_exhaustive),
            derive: Err(settings.derive.clone()),
        }
    }

    /// The same, with `overrides` applied.
    fn with(&mut self, overrides: &Overrides) {
        fn put<T: Copy>(effective: &mut Effective<T>, overriding: Option<Override<T>>) {
            if let Some(overriding) = overriding {
                *effective = Ok(overriding);
            }
        }
        put(
            &mut self.collapse_null,
            overrides.null_as_absent.filter(|w| w.value),
        );
        let nullable_optional = overrides.nullable_optional;
        put(
            &mut self.collapse_null,
            nullable_optional.map(|w| w.is(NullableOptional::Option)),
        );
        put(
            &mut self.fill,
            overrides.defaults.map(|w| w.is(Defaults::Fill)),
        );
        put(&mut self.unknown, overrides.unknown);
        put(&mut self.datetime, overrides.datetime);
        put(&mut self.numbers, overrides.numbers);
        put(&mut self.builders, overrides.builders);
        put(&mut self.non_exhaustive, overrides.non_exhaustive);
        if let Some(derive) = &overrides.derive {
            self.derive = Ok(derive.clone());
        }
    }
}

impl Lowering<'_, '_> {
    /// The overrides of a schema, or of those it is composed of.
    pub(super) fn overrides(&self, id: SchemaId) -> Option<Overrides> {
        let mut found: Option<Overrides> = None;
        let mut open = vec![(id, true)];
        while let Some((id, is_whole)) = open.pop() {
            // Overrides of a definition do not apply to a schema that merges it.
            if is_whole || !self.override_table.is_definition(id) {
                if let Some(overrides) = self.override_table.get(id) {
                    let before = found.take().unwrap_or_default();
                    found = Some(before.or(overrides));
                }
                let parts = self.made.get(&id).into_iter().flatten();
                open.extend(parts.rev().map(|part| (*part, false)));
            }
        }
        found
    }

    /// Applies the overrides of the schema to the context.
    pub(super) fn override_into(&self, context: &mut Context, overrides: Option<&Overrides>) {
        if let Some(overrides) = overrides {
            context.inherited.with(overrides);
            context.newtype = overrides.newtype.or(context.newtype);
        }
    }

    /// The effective value; marks its override as used.
    fn take<T: Copy>(&mut self, effective: &Effective<T>) -> T {
        match effective {
            Ok(overriding) => self.override_table.take(overriding),
            Err(value) => *value,
        }
    }

    pub(super) fn take_unknown(&mut self, context: &Context) -> UnknownProperties {
        self.take(&context.inherited.unknown)
    }

    pub(super) fn take_builders(&mut self, context: &Context) -> bool {
        self.take(&context.inherited.builders)
    }

    pub(super) fn take_non_exhaustive(&mut self, context: &Context) -> bool {
        self.take(&context.inherited.non_exhaustive)
    }

    /// The derives, and whether they are set for the type alone.
    pub(super) fn take_derives(&mut self, context: &Context) -> (Vec<RustPath>, bool) {
        match context.inherited.derive.clone() {
            Ok(overriding) => (self.override_table.take(&overriding), true),
            Err(derives) => (derives, false),
        }
    }

    /// Whether defaults are filled in, and the override that sets it.
    pub(super) fn effective_fill(
        &mut self,
        context: &Context,
        id: SchemaId,
    ) -> Option<Option<Span>> {
        let mut inherited = context.inherited.clone();
        if let Some(overrides) = self.overrides(id) {
            inherited.with(&overrides);
        }
        match inherited.fill {
            Ok(overriding) if !overriding.value => {
                self.override_table.done(overriding.span);
                None
            }
            Ok(overriding) => Some(Some(overriding.span)),
            Err(fill) => fill.then_some(None),
        }
    }

    /// Whether absent and null are one for an optional field that may be null.
    pub(super) fn take_fold(&mut self, context: &Context, field: &Field) -> bool {
        let is_both = !field.required && field.place.nullable;
        is_both && self.take(&context.inherited.collapse_null)
    }

    /// The type of a text whose format has a custom type.
    pub(super) fn custom_text(&self, schema: &Schema, ty: &Type) -> Option<Custom> {
        let mut formats = schema.assertions.iter();
        let own = formats.find_map(|assertion| match &assertion.value {
            Assertion::Format(name) => self.custom_format(name)?.custom.clone(),
            _ => None,
        });
        own.filter(|_| matches!(ty, Type::String))
            .map(|path| Custom {
                path,
                feature: None,
                is_exact: None,
            })
    }

    /// The Rust type that replaces that of a date or time, or of a number.
    pub(super) fn foreign(&mut self, ty: &mut Type, context: &Context) -> Option<Custom> {
        match ty {
            Type::Number => {
                let (path, feature) = match self.take(&context.inherited.numbers) {
                    Numbers::F64 => return None,
                    Numbers::Exact => (&["Number"][..], None),
                    Numbers::RustDecimal => {
                        (&["rust_decimal", "Decimal"][..], Some("rust_decimal"))
                    }
                };
                Some(Custom {
                    path: RustPath::runtime(path),
                    feature,
                    is_exact: Some(feature.is_none()),
                })
            }
            Type::Text(format @ (Format::DateTime | Format::Date | Format::Time)) => {
                let (feature, names) = match (self.take(&context.inherited.datetime), *format) {
                    (DateTimes::Text, _) => return None,
                    (DateTimes::String, _) => {
                        *ty = Type::String;
                        return None;
                    }
                    // A time with an offset is a pair in all of them.
                    (_, Format::Time) => return None,
                    (DateTimes::Jiff, Format::Date) => ("jiff", &["jiff", "civil", "Date"][..]),
                    (DateTimes::Jiff, _) => ("jiff", &["jiff", "ZonedDateTime"][..]),
                    (DateTimes::Jiff02, Format::Date) => {
                        ("jiff_02", &["jiff_02", "civil", "Date"][..])
                    }
                    (DateTimes::Jiff02, _) => ("jiff_02", &["jiff_02", "Zoned"][..]),
                    (DateTimes::Chrono, Format::Date) => ("chrono", &["chrono", "NaiveDate"][..]),
                    (DateTimes::Chrono, _) => ("chrono", &["chrono", "DateTime"][..]),
                    (DateTimes::Time, Format::Date) => ("time", &["time", "Date"][..]),
                    (DateTimes::Time, _) => ("time", &["time", "OffsetDateTime"][..]),
                };
                let mut path = RustPath::runtime(names);
                if let Some(last) = path.segments.last_mut()
                    && names == ["chrono", "DateTime"]
                {
                    last.arguments = vec![RustPath::runtime(&["chrono", "FixedOffset"])];
                }
                Some(Custom {
                    path,
                    feature: Some(feature),
                    is_exact: Some(false),
                })
            }
            _ => None,
        }
    }

    /// The slot of a schema with a custom Rust type: only the assertions on the value itself are
    /// kept.
    pub(super) fn custom_slot(
        &mut self,
        id: SchemaId,
        overriding: &Override<RustPath>,
        context: &Context,
    ) -> Slot {
        let path = self.override_table.take(overriding);
        let mut schema = self.effective(id);
        let mut nullable = false;
        for _ in 0..=self.graph.definitions.len() {
            nullable |= schema.types.meets(Types::NULL) && schema.types != Types::NULL;
            let next = match (self.beside_null(&schema), schema.reference) {
                (Some(value), _) => {
                    nullable = true;
                    value
                }
                (None, Some(index)) => match self.graph.definitions.get(index) {
                    Some(definition) => definition.schema,
                    None => break,
                },
                (None, None) => break,
            };
            schema = self.effective(next);
        }
        let mut bare = Schema::new(schema.span);
        bare.types = schema.types.without(Types::NULL);
        if super::plan::several_types(&bare).is_some() {
            bare.types = Types::default();
        }
        bare.assertions.clone_from(&schema.assertions);
        bare.coerce = false; // what its author reads is the author's affair
        let mut place = self.single(&bare, context);
        let values = schema.enumeration.iter().flat_map(|values| &values.value);
        let values: Vec<_> = values.map(|value| value.value.value.clone()).collect();
        if !values.is_empty() && !schema.open {
            place.constraints.push(Constraint::Enum(values));
        }
        place.nullable = nullable;
        let first = path
            .segments
            .first()
            .map_or("", |first| first.name.as_str());
        let features = ["chrono", "jiff", "jiff_02", "rust_decimal", "time"].into_iter();
        let mut features = features.filter(|_| path.root == Root::Runtime);
        let feature = features.find(|name| *name == first);
        place.custom = Some(Custom {
            path,
            feature,
            is_exact: feature.map(|_| false),
        });
        place
    }

    /// A definition without a separate type: its constraints are copied to its references.
    pub(super) fn spread(&mut self, place: Slot, context: &Context, can: bool) -> TypeKind {
        match context.newtype {
            Some(overriding) if overriding.value => {
                self.override_table.done(overriding.span);
                TypeKind::Newtype(place)
            }
            Some(overriding) if can => {
                self.override_table.done(overriding.span);
                TypeKind::Alias(place)
            }
            _ => TypeKind::Newtype(place),
        }
    }
}
