//! The trait of values that can be read, written and validated; [`types`] implements it for Rust types.
//!
//! Six functions are public; the hidden ones are what the runtime needs of a value: reading it in
//! place, viewing it as JSON, comparing it. The macros, such as [`crate::object!`], write both for
//! generated types.

mod types;

use std::any::Any;
use std::cell::Cell;
use std::fmt::Debug;

use crate::check::equal;
use crate::reader::{MAX_DEPTH, Reader};
use crate::shape::{Checks, Shape};
use crate::view::Node;
use crate::{Asking, Violations};

/// A type that is read from JSON, written as JSON and validated: every generated type, and the
/// types of their fields.
///
/// ```
/// use fieldwright_runtime::prelude::*;
///
/// let numbers = Vec::<i64>::from_json("[1, 2]")?;
/// assert_eq!(numbers.to_json(), "[1,2]");
/// # Ok::<(), fieldwright_runtime::Violations>(())
/// ```
pub trait Model: Any + Debug {
    /// Reads JSON text and validates it.
    ///
    /// # Errors
    /// Every violation, with its place.
    #[inline]
    fn from_json(json: impl AsRef<[u8]>) -> Result<Self, Violations>
    where
        Self: Sized,
    {
        crate::from_json(json)
    }

    /// Reads JSON text and reports every violation and all advice; the value stands beside them where
    /// one can be made.
    #[inline]
    fn report_json(json: impl AsRef<[u8]>) -> (Option<Self>, Violations)
    where
        Self: Sized,
    {
        crate::report_json(json)
    }

    /// Reads a JSON value and validates it.
    ///
    /// # Errors
    /// Every violation.
    #[inline]
    fn from_value(value: &serde_json::Value) -> Result<Self, Violations>
    where
        Self: Sized,
    {
        crate::from_value(value)
    }

    /// Writes JSON text.
    #[inline]
    #[must_use]
    fn to_json(&self) -> String
    where
        Self: Sized,
    {
        crate::to_json(self)
    }

    /// Checks every constraint and rule.
    ///
    /// # Errors
    /// Every violation.
    #[inline]
    fn validate(&self) -> Result<(), Violations>
    where
        Self: Sized,
    {
        crate::validate(self)
    }

    /// Every violation and all advice.
    #[inline]
    #[must_use]
    fn report(&self) -> Violations
    where
        Self: Sized,
    {
        crate::report(self)
    }

    /// Reads the next value, and checks `checks` on it. `None` if no value can be made, after
    /// reporting the reason and skipping it.
    #[doc(hidden)]
    fn read_value(reader: &mut Reader<'_>, checks: Checks) -> Option<Self>
    where
        Self: Sized;

    /// Reads into a slot that nothing has been read into; `false` if no value can be made. A `null`
    /// that the slot itself holds is set by [`Self::set_null`] instead.
    #[doc(hidden)]
    fn fill_slot(&mut self, reader: &mut Reader<'_>, checks: Checks) -> bool;

    /// Sets a slot to a `null` that the schema allows.
    #[doc(hidden)]
    #[inline]
    fn set_null(&mut self) {}

    /// The value as a node; `None` is null. By default, as structs are, the object that it shows.
    #[doc(hidden)]
    fn view_value(&self) -> Node<'_> {
        let mut object = Node::Absent;
        self.visit_members(&mut object);
        object
    }

    /// The value of a property; `None` is absent.
    #[doc(hidden)]
    #[inline]
    fn view_member(&self) -> Node<'_> {
        self.view_value()
    }

    /// Shows each field of a struct, in the order of its table.
    #[doc(hidden)]
    #[inline]
    fn visit_members<'a>(&'a self, _fields: &mut dyn Visitor<'a>) {}

    /// Calls the custom rules.
    #[doc(hidden)]
    #[inline]
    fn ask_rules(&self, _asking: &mut Asking) {}

    /// Whether `other` is of the same type, and equal; by default structs compare field by field,
    /// and values without fields by their JSON.
    #[doc(hidden)]
    fn is_same(&self, other: &dyn Model) -> bool {
        let Some(_level) = Level::enter() else {
            return self.type_id() == other.type_id()
                && equal(self.view_value(), other.view_value());
        };
        let (mut own, mut others) = (Fields::default(), Fields::default());
        self.visit_members(&mut own);
        other.visit_members(&mut others);
        self.type_id() == other.type_id()
            && own.are_same(&others)
            && (!own.values.is_empty() || equal(self.view_value(), other.view_value()))
    }
}

/// A value to read into, which never escapes a failed read. It is finite: a type whose values all
/// contain another of the type has none.
#[doc(hidden)]
pub trait Empty {
    /// The value.
    const EMPTY: Self;
}

/// Records the fields of a struct.
#[doc(hidden)]
pub trait Visitor<'a> {
    /// The table, the struct and its fields, in the order of the table.
    fn object(&mut self, shape: &'static Shape, object: &'a dyn Model, fields: &[&'a dyn Model]);
    /// The properties that the table does not name.
    fn extra(&mut self, extra: &'a dyn Model);
}

/// The fields of a struct, in any order.
#[derive(Default)]
pub(crate) struct Fields<'a> {
    pub(crate) values: Vec<&'a dyn Model>,
    pub(crate) extra: Option<&'a dyn Model>,
}

impl<'a> Visitor<'a> for Node<'a> {
    fn object(&mut self, shape: &'static Shape, object: &'a dyn Model, _: &[&'a dyn Model]) {
        *self = Node::Object(shape, object);
    }

    fn extra(&mut self, _: &'a dyn Model) {}
}

impl<'a> Visitor<'a> for Fields<'a> {
    fn object(&mut self, _: &'static Shape, _: &'a dyn Model, fields: &[&'a dyn Model]) {
        self.values.extend_from_slice(fields);
    }

    fn extra(&mut self, extra: &'a dyn Model) {
        self.extra = Some(extra);
    }
}

impl<'a> Fields<'a> {
    pub(crate) fn of(object: &'a dyn Model) -> Self {
        let mut fields = Self::default();
        object.visit_members(&mut fields);
        fields
    }

    fn are_same(&self, other: &Self) -> bool {
        let mut both = self.values.iter().zip(&other.values);
        both.all(|(one, other)| one.is_same(*other))
            && match (self.extra, other.extra) {
                (Some(one), Some(other)) => one.is_same(other),
                _ => true,
            }
    }
}

/// Calls a function with each field of a struct.
struct Each<'v, 'a> {
    visit: &'v mut dyn FnMut(&'a dyn Model),
    extra: Option<&'a dyn Model>,
}

impl<'a> Visitor<'a> for Each<'_, 'a> {
    fn object(&mut self, _: &'static Shape, _: &'a dyn Model, fields: &[&'a dyn Model]) {
        fields.iter().for_each(|field| (self.visit)(*field));
    }

    fn extra(&mut self, extra: &'a dyn Model) {
        self.extra = Some(extra);
    }
}

/// Calls `visit` with each field of a struct; the properties beside them are returned.
pub(crate) fn each_field<'a>(
    object: &'a dyn Model,
    visit: &mut dyn FnMut(&'a dyn Model),
) -> Option<&'a dyn Model> {
    let mut each = Each { visit, extra: None };
    object.visit_members(&mut each);
    each.extra
}

/// One level of structs within structs that are compared or shown by calls. Deeper ones, which only
/// Rust makes, are compared and shown as the JSON that they are written as.
struct Level;

thread_local! {
    static LEVELS: Cell<u32> = const { Cell::new(0) };
}

impl Level {
    fn enter() -> Option<Self> {
        LEVELS.with(|levels| {
            let is_free = levels.get() < MAX_DEPTH;
            levels.set(levels.get() + u32::from(is_free));
            is_free.then(|| Self)
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get().saturating_sub(1)));
    }
}

/// Called by generated `fill_slot` functions if a value is made as a whole.
#[inline]
pub fn replace<T>(slot: &mut T, value: Option<T>) -> bool {
    match value {
        Some(value) => {
            *slot = value;
            true
        }
        None => false,
    }
}

/// Called by generated `read_value` functions if a value is read in place.
#[inline]
pub fn read_in_place<T: Model + Empty>(reader: &mut Reader<'_>, checks: Checks) -> Option<T> {
    let mut value = T::EMPTY;
    value.fill_slot(reader, checks).then_some(value)
}

/// Called by generated `is_same` functions if `==` is derived.
#[inline]
pub fn is_same<T: PartialEq + 'static>(value: &T, other: &dyn Model) -> bool {
    (other as &dyn Any).downcast_ref::<T>() == Some(value)
}

/// Called by generated `Debug` of structs: writes the same as the derive.
///
/// # Errors
/// Those of the formatter.
pub fn debug_fields(
    shape: &'static Shape,
    value: &dyn Model,
    f: &mut std::fmt::Formatter<'_>,
) -> std::fmt::Result {
    let Some(_level) = Level::enter() else {
        return f.write_str(&crate::write::to_json(value.view_value()));
    };
    let mut out = f.debug_struct(shape.name);
    let fields = Fields::of(value);
    for (field, value) in shape.layout().fields.iter().zip(fields.values) {
        out.field(field.member, &value);
    }
    if let Some(extra) = fields.extra {
        out.field(shape.extra, &extra);
    }
    out.finish()
}
