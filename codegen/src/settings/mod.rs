//! The settings of an input, or of one type or field of it.
//!
//! The table of settings (`table.rs`) is the only description; this file derives the types that the
//! stages read: [`Settings`] of an input, and [`Overrides`] of a type or field.

mod path;
mod row;
mod table;
mod types;
mod values;

use std::path::PathBuf;

pub(crate) use path::{Root, RustPath, Segment};
pub use row::{CommandOption, Setting};
pub(crate) use row::{setting, unknown_name};
pub(crate) use table::each_setting;
pub(crate) use types::{Override, TypeSetting};
pub(crate) use values::Value;
pub use values::{
    ChoiceValue, Coerce, DateTimes, Defaults, DeserializeChecks, DirectionTypes, Files, Formats,
    Inline, NullableOptional, Numbers, Open, Operations, SettingKind, UnknownProperties,
};

use crate::source::Span;
use row::{Row, link};
use values::SettingType;

/// A custom format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomFormat {
    pub(crate) name: String,
    /// A function that checks a text.
    pub(crate) check: Option<RustPath>,
    /// The Rust type of such a text.
    pub(crate) custom: Option<RustPath>,
}

macro_rules! define {
    (
        inputs_and_types {
            $($(#[doc = $both_doc:literal])+
            $both:ident: [$($both_type:tt)+] = $both_default:expr => $both_row:expr;)+
        }
        inputs {
            $($(#[doc = $input_doc:literal])+
            $input:ident: [$($input_type:tt)+] = $input_default:expr => $input_row:expr;)+
        }
        types {
            $($(#[doc = $type_doc:literal])+
            $field:ident($name:literal): $type:ty, $kind:expr, $of:literal, $see:literal;)+
        }
    ) => {
        /// Settings of one input, or of all.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) struct Settings {
            $($(#[doc = $both_doc])+ pub(crate) $both: $($both_type)+,)+
            $($(#[doc = $input_doc])+ pub(crate) $input: $($input_type)+,)+
            /// `[types]`: settings of single types and fields.
            pub(crate) types: Vec<TypeSetting>,
            /// `[formats]`: custom formats.
            pub(crate) custom_formats: Vec<CustomFormat>,
        }

        impl Default for Settings {
            fn default() -> Self {
                Self {
                    $($both: $both_default,)+
                    $($input: $input_default,)+
                    types: Vec::new(),
                    custom_formats: Vec::new(),
                }
            }
        }

        /// Settings of one type or field: those that are given.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub(crate) struct Overrides {
            $($(#[doc = $both_doc])+
            pub(crate) $both: Option<Override<<$($both_type)+ as SettingType>::Value>>,)+
            $($(#[doc = $type_doc])+ pub(crate) $field: Option<Override<$type>>,)+
        }

        impl Overrides {
            /// The name and the span of each that is given.
            pub(crate) fn made(&self) -> Vec<(&'static str, Span)> {
                let mut made = Vec::new();
                $(made.extend(self.$field.as_ref().map(|overriding| ($name, overriding.span)));)+
                $(made.extend(self.$both.as_ref().map(|overriding| (stringify!($both), overriding.span)));)+
                made
            }

            /// These, with missing ones from `others`.
            pub(crate) fn or(self, others: &Self) -> Self {
                Self {
                    $($both: self.$both.or_else(|| others.$both.clone()),)+
                    $($field: self.$field.or_else(|| others.$field.clone()),)+
                }
            }
        }

        /// All settings, in the order of the documentation.
        pub const SETTINGS: &[Setting] = &[
            $({
                let row: Row = $both_row;
                Setting {
                    name: stringify!($both),
                    kind: <$($both_type)+ as SettingType>::KIND,
                    of: Some("types, fields"),
                    option: row.option,
                    feature: row.feature,
                    see: link(row.see),
                    documentation: concat!($($both_doc),+),
                    or_else: row.or_else,
                    is_of_inputs: !row.is_command_only,
                    set: Some(|settings, value| put(&mut settings.$both, value)),
                    show: Some(|settings| settings.$both.show()),
                    set_override: Some(|overrides, value, span| {
                        let value = <$($both_type)+ as SettingType>::read(value);
                        overriding(&mut overrides.$both, value, span)
                    }),
                }
            },)+
            $({
                let row: Row = $input_row;
                Setting {
                    name: stringify!($input),
                    kind: <$($input_type)+ as SettingType>::KIND,
                    of: None,
                    option: row.option,
                    feature: row.feature,
                    see: link(row.see),
                    documentation: concat!($($input_doc),+),
                    or_else: row.or_else,
                    is_of_inputs: !row.is_command_only,
                    set: Some(|settings, value| put(&mut settings.$input, value)),
                    show: Some(|settings| settings.$input.show()),
                    set_override: None,
                }
            },)+
            $(Setting {
                name: $name,
                kind: $kind,
                of: Some($of),
                option: None,
                feature: None,
                see: link($see),
                documentation: concat!($($type_doc),+),
                or_else: "",
                is_of_inputs: false,
                set: None,
                show: None,
                set_override: Some(|overrides, value, span| {
                    overriding(&mut overrides.$field, value.try_into().ok(), span)
                }),
            },)+
        ];
    };
}

each_setting!(define);

fn put<T: SettingType>(field: &mut T, value: Value) -> bool {
    let read = T::read(value);
    let is_read = read.is_some();
    read.into_iter().for_each(|value| field.put(value));
    is_read
}

fn overriding<T>(field: &mut Option<Override<T>>, value: Option<T>, span: Span) -> bool {
    let is_read = value.is_some();
    if let Some(value) = value {
        *field = Some(Override { value, span });
    }
    is_read
}
