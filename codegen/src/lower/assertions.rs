//! Assertions -> constraints, and their effect on the Rust type.

use fieldwright_runtime::{
    self as runtime, CountKeyword, Format, MULTIPLE_OF_DIGITS, NumberKeyword, Value,
};

use super::{Context, Lowering};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Constraint, Custom, Integer, Slot, Type};
use crate::pattern;
use crate::schema::{Assertion, Bytes, Graph, INTEGER_TEXT, Schema, SchemaId, Spanned, Types};
use crate::settings::{CustomFormat, RustPath};
use crate::source::{Span, compare_numbers};

/// The names of a tuple's elements, if their types need one.
pub(super) const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

impl Lowering<'_, '_> {
    /// Reports the errors of every assertion of a foreign document: once, whether a type is made of
    /// its schema or the evaluator evaluates it.
    pub(super) fn report_assertions(&mut self) {
        if self.graph.strict {
            return;
        }
        self.reports_assertions = true;
        let ids: Vec<SchemaId> = self.graph.ids().collect();
        for id in ids {
            let schema = self.graph.get(id).clone();
            self.constraints(&schema);
            self.report_left_out(&schema);
            for property in &schema.pattern_properties {
                self.pattern(&property.name.value, property.name.span);
            }
        }
        self.reports_assertions = false;
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.graph.strict || self.reports_assertions {
            self.collector.add(diagnostic);
        }
    }

    /// The constraints of a schema, in its order.
    pub(super) fn constraints(&mut self, schema: &Schema) -> Vec<Constraint> {
        schema
            .assertions
            .iter()
            .filter_map(|a| self.constraint(a))
            .collect()
    }

    fn constraint(&mut self, assertion: &Spanned<Assertion>) -> Option<Constraint> {
        Some(match &assertion.value {
            Assertion::Count(keyword, n) => Constraint::Count(*keyword, *n),
            Assertion::Number(NumberKeyword::MultipleOf, text) => {
                self.multiple_of(text, assertion.span)?
            }
            Assertion::Number(keyword, text) => Constraint::Number(*keyword, text.clone()),
            Assertion::UniqueItems => Constraint::UniqueItems,
            Assertion::Const(value) => Constraint::Const(value.clone()),
            Assertion::Format(name) => return self.format(name, assertion.span),
            Assertion::Pattern(source) => return self.pattern(source, assertion.span),
        })
    }

    /// An array: its elements have one type, or each its own where their number is fixed.
    pub(super) fn array(
        &mut self,
        schema: &Schema,
        context: &Context,
        constraints: &mut Vec<Constraint>,
    ) -> Type {
        let context = context.step(Some("item"));
        let closed = schema
            .items
            .is_some_and(|id| self.graph.get(id).boolean == Some(false));
        if self.is_exact_array(schema) {
            let elements = schema.prefix_items.iter().enumerate().map(|(index, id)| {
                let context = context.step(Some(ORDINALS.get(index).unwrap_or(&"next")));
                self.place(*id, &context)
            });
            let elements = elements.collect();
            constraints.retain(|c| {
                !matches!(
                    c,
                    Constraint::Count(CountKeyword::MinItems, _)
                        | Constraint::Count(CountKeyword::MaxItems, _)
                )
            });
            if closed {
                constraints.push(Constraint::Closed(schema.prefix_items.len() as u64));
            }
            return Type::Tuple(elements);
        }
        if closed && self.graph.strict {
            let message = "a value that nothing can be";
            let help = "leave the row out, or give it a type";
            let diagnostic = Diagnostic::error("never", schema.span, message);
            self.collector.add(diagnostic.help(help));
        }
        if closed {
            constraints.push(Constraint::Closed(schema.prefix_items.len() as u64));
        }
        let uniform = schema.prefix_items.is_empty() && !closed;
        let element = schema.items.filter(|_| uniform);
        let element = element.map(|items| self.place(items, &context));
        Type::Array(Box::new(element.unwrap_or_else(|| Slot::of(Type::Any))))
    }

    /// An error in a field table is only a warning in a foreign document, where the assertion is
    /// left out.
    fn refuse(&mut self, mut diagnostic: Diagnostic) {
        if !self.graph.strict {
            diagnostic.severity = Severity::Warning;
            diagnostic.message.push_str("; it is not checked");
        }
        self.report(diagnostic);
    }

    fn multiple_of(&mut self, text: &str, span: Span) -> Option<Constraint> {
        let Some(problem) = multiple_problem(text) else {
            return Some(Constraint::Number(
                NumberKeyword::MultipleOf,
                text.to_owned(),
            ));
        };
        self.refuse(Diagnostic::error("bad-multiple", span, problem));
        None
    }

    fn format(&mut self, name: &str, span: Span) -> Option<Constraint> {
        if let Some(own) = self.custom_format(name) {
            // A custom format is meant to be checked.
            return Some(Constraint::CustomFormat {
                name: own.name.clone(),
                check: own.check.clone()?,
            });
        }
        if !self.graph.formats_assert {
            return None; // an annotation
        }
        let format = Format::from_name(name);
        if format.is_none() {
            let message = format!("the format `{name}` is not known and will not be checked");
            let known = Format::ALL.iter().map(|format| format.name());
            // Another width is no misspelling.
            let letters = |name: &str| {
                name.trim_end_matches(|c: char| c.is_ascii_digit())
                    .to_owned()
            };
            let near = fieldwright_runtime::nearest(name, known);
            let near = near.filter(|near| letters(near) != letters(name));
            let diagnostic = Diagnostic::warning("unknown-format", span, message);
            self.report(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("it is kept as documentation"),
            });
        }
        let is_restrictive = |format: &Format| !matches!(format, Format::Password | Format::Binary);
        format.filter(is_restrictive).map(Constraint::Format)
    }

    /// The user's definition of a format.
    pub(super) fn custom_format(&self, name: &str) -> Option<&CustomFormat> {
        let mut own = self.custom_formats.iter();
        own.find(|format| format.name == name)
    }

    fn pattern(&mut self, source: &str, span: Span) -> Option<Constraint> {
        match pattern::compile(source) {
            Ok(pattern::Compiled::Backtracking { reason }) => {
                let message = format!("this pattern cannot be run in linear time: {reason}");
                let help = "rewrite it without back-references";
                self.refuse(Diagnostic::error("slow-pattern", span, message).help(help));
                None
            }
            Ok(program) => Some(Constraint::Pattern {
                source: source.to_owned(),
                program,
            }),
            Err(error) => {
                let at = source
                    .get(..error.offset)
                    .map_or(0, |head| head.chars().count())
                    + 1;
                let message = format!(
                    "this is no ECMA-262 pattern: {} (at character {at})",
                    error.message
                );
                let help = "patterns are JavaScript's; in YAML, single quotes keep backslashes";
                self.refuse(Diagnostic::error("bad-pattern", span, message).help(help));
                None
            }
        }
    }
}

/// The reason why no number can be a multiple of this one.
pub(super) fn multiple_problem(text: &str) -> Option<String> {
    if compare_numbers(text, "0").is_le() {
        Some("`multipleOf` must be greater than 0".to_owned())
    } else if significant_digits(text) > MULTIPLE_OF_DIGITS {
        Some(format!(
            "`multipleOf` may have {MULTIPLE_OF_DIGITS} digits at most"
        ))
    } else {
        None
    }
}

/// How many digits of a number's text count: no zeros at either end, no exponent.
fn significant_digits(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

/// Whether the type holds no value that breaks the constraint.
pub(super) fn is_implied(constraint: &Constraint, ty: &Type) -> bool {
    if !applies(constraint, ty) {
        return true;
    }
    let (least, greatest) = match constraint {
        Constraint::Const(value) => return value.is_null() && matches!(ty, Type::Null),
        Constraint::Format(Format::Double) => return matches!(ty, Type::Number),
        Constraint::Format(format) => match format.integers() {
            Some(range) => range,
            None => return false,
        },
        _ => return false,
    };
    match ty {
        Type::Integer(integer) => {
            let (low, high) = integer.range();
            least <= low && high <= greatest
        }
        // A format of numbers does not apply to texts.
        ty => matches!(ty, Type::String | Type::Text(_)),
    }
}

/// Whether a constraint applies to values of a type.
fn applies(constraint: &Constraint, ty: &Type) -> bool {
    let is_text = matches!(ty, Type::String | Type::Text(_));
    let is_number = matches!(ty, Type::Integer(_) | Type::Number);
    let is_array = matches!(ty, Type::Array(_) | Type::Tuple(_));
    match constraint {
        _ if matches!(ty, Type::Any | Type::Named(_)) => true,
        Constraint::Count(keyword, _) => match keyword.types() {
            runtime::Types::STRING => is_text,
            runtime::Types::ARRAY => is_array,
            _ => matches!(ty, Type::Map(_)),
        },
        Constraint::Pattern { .. } => is_text,
        Constraint::Number(..) => is_number,
        Constraint::Closed(_) | Constraint::UniqueItems => is_array,
        // Those of formats are checked below; all values are compared with constants.
        Constraint::Format(_)
        | Constraint::CustomFormat { .. }
        | Constraint::Const(_)
        | Constraint::Enum(_)
        | Constraint::Either { .. } => true,
    }
}

/// The format of a schema that applies to values of the type, and that none of its constraints
/// states.
pub(super) fn residual_format(
    schema: &Schema,
    constraints: &[Constraint],
    ty: &Type,
) -> Option<String> {
    let is_format = |c: &Constraint| c.keyword() == "format";
    let mut assertions = schema.assertions.iter();
    let name = assertions.find_map(|assertion| match &assertion.value {
        Assertion::Format(name) => Some(name),
        _ => None,
    });
    let is_numeric = |name: &str| Format::from_name(name).map(Format::is_numeric);
    let fits = |name: &&String| match ty {
        Type::Integer(_) | Type::Number => is_numeric(name) == Some(true),
        Type::String | Type::Text(_) => is_numeric(name) != Some(true),
        _ => false,
    };
    let name = name.filter(fits).cloned();
    name.filter(|_| !constraints.iter().any(is_format))
}

/// The type of a string: one of the runtime's text types if its format has one.
pub(super) fn text_type(constraints: &[Constraint]) -> Type {
    let format = constraints.iter().find_map(|constraint| match constraint {
        Constraint::Format(format) if !format.is_numeric() => Some(*format),
        _ => None,
    });
    match format {
        Some(Format::IdnEmail | Format::IdnHostname) | None => Type::String,
        Some(format) => Type::Text(format),
    }
}

/// Whether the one value of a schema is of none of its types.
pub(super) fn has_foreign_constant(schema: &Schema) -> bool {
    let types = schema.types;
    let mut assertions = schema.assertions.iter();
    !types.is_empty()
        && assertions.any(|assertion| match &assertion.value {
            Assertion::Const(value) => !types.meets(types_of(value)),
            _ => false,
        })
}

/// The types that have a value; an integer is a number, too.
fn types_of(value: &Value) -> Types {
    match value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::Number(number) => match number.to_string().parse::<f64>() {
            Ok(number) if number.fract() != 0.0 => Types::NUMBER,
            _ => Types::NUMERIC,
        },
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
    }
}

/// The type that a `const` implies if the schema names none: for strings, booleans, and integers
/// that a Rust type holds.
pub(super) fn constant_type(schema: &Schema) -> Option<Types> {
    let mut assertions = schema.assertions.iter();
    assertions.find_map(|assertion| match &assertion.value {
        Assertion::Const(Value::String(_)) => Some(Types::STRING),
        Assertion::Const(Value::Bool(_)) => Some(Types::BOOLEAN),
        Assertion::Const(value) if value.as_i64().is_some() => Some(Types::INTEGER),
        _ => None,
    })
}

/// The type of a text that holds an integer, with the setting `coerce`. It takes no other text, so
/// that the pattern of such texts need not be checked.
pub(super) fn integer_text(
    schema: &Schema,
    ty: &Type,
    constraints: &mut Vec<Constraint>,
) -> Option<Custom> {
    if !schema.coerce || !matches!(ty, Type::String) {
        return None;
    }
    let mut assertions = schema.assertions.iter();
    let integer = assertions.find_map(|assertion| match &assertion.value {
        Assertion::Format(name) => {
            let range = Format::from_name(name)?.integers()?;
            let mut all = Integer::ALL.into_iter();
            all.find(|integer| integer.range() == range)
        }
        _ => None,
    })?;
    let is_integer_text = |one: &Constraint| matches!(one, Constraint::Pattern { source, .. } if source == INTEGER_TEXT);
    constraints.retain(|one| !is_integer_text(one));
    Some(Custom {
        path: RustPath::runtime(&["IntegerText"]).of(integer.name()),
        feature: Some("integer_text"),
        is_exact: Some(true),
    })
}

/// The type of a text that is any bytes.
pub(super) fn bytes(schema: &Schema, ty: &Type) -> Option<Custom> {
    let is_bytes = schema.bytes == Bytes::Yes && matches!(ty, Type::String);
    is_bytes.then(|| Custom {
        path: RustPath::runtime(&["Binary"]),
        feature: Some("web"),
        is_exact: Some(true),
    })
}

/// The type of integers: of constants that neither `i64` nor `u64` holds it is any value.
pub(super) fn whole_number(schema: &Schema, graph: &Graph) -> Type {
    let own = integer_type(schema, graph);
    let listed = schema.enumeration.iter().filter(|_| !schema.open);
    let listed = listed.flat_map(|listed| listed.value.iter().map(|one| &one.value.value));
    let constants = schema.assertions.iter().filter_map(|one| match &one.value {
        Assertion::Const(value) => Some(value),
        _ => None,
    });
    let values: Vec<&Value> = listed.chain(constants).collect();
    let holds = |integer: Integer| {
        let (least, greatest) = integer.range();
        let (least, greatest) = (least.to_string(), greatest.to_string());
        values.iter().all(|value| match value {
            Value::Number(number) => {
                let text = number.to_string();
                compare_numbers(&text, &least).is_ge() && compare_numbers(&text, &greatest).is_le()
            }
            _ => true,
        })
    };
    match own {
        Integer::I64 if holds(Integer::I64) => Type::Integer(own),
        Integer::I64 if holds(Integer::U64) => Type::Integer(Integer::U64),
        Integer::I64 => Type::Any,
        _ => Type::Integer(own),
    }
}

/// The integer type that the format names; without one the smallest that holds every value within
/// the bounds, if both are known; `i64` without proof.
fn integer_type(schema: &Schema, graph: &Graph) -> Integer {
    let (mut least, mut greatest, mut named) = (None, None, None);
    for assertion in &schema.assertions {
        match &assertion.value {
            Assertion::Number(NumberKeyword::Minimum, text) => {
                least = tighter(least, integer(text, 0, true), i128::max)
            }
            Assertion::Number(NumberKeyword::ExclusiveMinimum, text) => {
                least = tighter(least, integer(text, 1, false), i128::max);
            }
            Assertion::Number(NumberKeyword::Maximum, text) => {
                greatest = tighter(greatest, integer(text, 0, false), i128::min);
            }
            Assertion::Number(NumberKeyword::ExclusiveMaximum, text) => {
                greatest = tighter(greatest, integer(text, -1, true), i128::min);
            }
            Assertion::Format(name) if graph.formats_assert => {
                named = named.or_else(|| of_format(name));
            }
            _ => {}
        }
    }
    if let Some(named) = named {
        return named;
    }
    match (fitting(least, greatest), least) {
        (Some(fits), _) => fits,
        (None, Some(least)) if least >= 0 => Integer::U64,
        (None, _) => Integer::I64,
    }
}

/// Whether a number is an integer by its format (`type: number`, `format: int32`).
pub(super) fn is_whole(schema: &Schema, graph: &Graph) -> bool {
    graph.formats_assert && schema.has_integer_format()
}

/// The type for a format of integers; `int64` is the default anyway, and leaves the choice to the
/// bounds.
fn of_format(name: &str) -> Option<Integer> {
    let format = Format::from_name(name).filter(|format| *format != Format::Int64)?;
    let range = format.integers()?;
    let mut all = Integer::ALL.into_iter();
    all.find(|integer| integer.range() == range)
}

fn fitting(least: Option<i128>, greatest: Option<i128>) -> Option<Integer> {
    let (least, greatest) = (least?, greatest?);
    let fits = |integer: &Integer| {
        let (low, high) = integer.range();
        low <= least && greatest <= high
    };
    Integer::ALL.into_iter().find(fits)
}

fn tighter(old: Option<i128>, new: Option<i128>, select: fn(i128, i128) -> i128) -> Option<i128> {
    match (old, new) {
        (Some(old), Some(new)) => Some(select(old, new)),
        (old, new) => old.or(new),
    }
}

/// An integer bound moved by `shift`; a fraction is rounded towards the allowed
/// side (`up` for lower bounds).
fn integer(text: &str, shift: i128, up: bool) -> Option<i128> {
    if let Ok(number) = text.parse::<i128>() {
        return number.checked_add(shift);
    }
    let number: f64 = text.parse().ok()?;
    if number.abs() > 9e15 {
        return None;
    }
    let whole = number.fract() == 0.0;
    let rounded = if up { number.ceil() } else { number.floor() } as i128;
    Some(match (whole, shift) {
        (true, shift) => rounded + shift,
        // 2.5 exclusive below allows 3; floor is 2, and the shift makes it 3.
        (false, 1) => rounded + 1,
        (false, -1) => rounded - 1,
        (false, _) => rounded,
    })
}
