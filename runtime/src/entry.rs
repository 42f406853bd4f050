//! The entry points that generated types share: from JSON text, from values, through serde.
//!
//! Each function and impl of a generated type is one call of one of these with its own arguments
//! only, so that the compiler has to check only a signature for each type.

use std::rc::Rc;

use serde::Serializer;

use crate::fault::Fault;
use crate::locate::{Location, locate};
use crate::reader::{Problem, Reader};
use crate::write::written;
use crate::{MAX_VIOLATIONS, Model, Position, Violation, Violations};

/// Called by generated `from_json` functions.
///
/// # Errors
/// Every violation, without advice.
pub fn from_json<T: Model>(json: impl AsRef<[u8]>) -> Result<T, Violations> {
    from_bytes(json.as_ref())
}

fn from_bytes<T: Model>(json: &[u8]) -> Result<T, Violations> {
    let text = utf8(json)?;
    let mut reader = Reader::new(text, true);
    match reader.document() {
        Some(value) if reader.is_valid() => Ok(value),
        _ => Err(violations(reader, Some(text)).without_advice()),
    }
}

/// Called by generated `report_json` functions: the value, if one can be made, and all violations,
/// advice included.
pub fn report_json<T: Model>(json: impl AsRef<[u8]>) -> (Option<T>, Violations) {
    report_json_up_to(json.as_ref(), MAX_VIOLATIONS)
}

/// [`report_json`] with a limit on the listed violations instead of [`MAX_VIOLATIONS`]; the others
/// are counted. For a value that only the schema evaluator can evaluate, it lists at most
/// [`MAX_VIOLATIONS`].
pub fn report_json_up_to<T: Model>(json: &[u8], limit: usize) -> (Option<T>, Violations) {
    let text = match utf8(json) {
        Ok(text) => text,
        Err(violations) => return (None, violations),
    };
    let mut reader = Reader::new(text, true);
    reader.list_up_to(limit);
    let value = reader.document();
    (value, violations(reader, Some(text)))
}

/// Called by generated `from_value` functions. The value is written and read as text, so that there
/// is one verdict; positions would be meaningless and are left out.
///
/// # Errors
/// Every violation, without advice.
pub fn from_value<T: Model>(value: &serde_json::Value) -> Result<T, Violations> {
    let text = value.to_string();
    let mut reader = Reader::new(&text, true);
    match reader.document() {
        Some(value) if reader.is_valid() => Ok(value),
        _ => Err(violations(reader, None).without_advice()),
    }
}

/// Called by generated `to_json` functions.
pub fn to_json<T: Model + ?Sized>(value: &T) -> String {
    crate::write::to_json(value.view_value())
}

/// Called by generated `validate` functions. The reader evaluates the written text of the value:
/// every value that was read is valid, and every valid value can be read again.
///
/// # Errors
/// Every violation, without advice.
pub fn validate<T: Model>(value: &T) -> Result<(), Violations> {
    let written = written(value.view_value());
    let mut reader = Reader::evaluating_rust(&written);
    match reader.document::<T>() {
        Some(_) if reader.is_valid() => Ok(()),
        _ => Err(violations(reader, None).without_advice()),
    }
}

/// Called by generated `report` functions.
pub fn report<T: Model>(value: &T) -> Violations {
    let written = written(value.view_value());
    let mut reader = Reader::evaluating_rust(&written);
    let _: Option<T> = reader.document();
    violations(reader, None)
}

/// Called by generated `Serialize` impls: writes the value into any serializer.
///
/// # Errors
/// The errors of the serializer.
pub fn serialize<T: Model + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serde::Serialize::serialize(&value.view_value(), serializer)
}

/// Reads the shape of `T` from JSON text, without constraints.
///
/// # Errors
/// Every violation of the shape.
pub(crate) fn shape_from_json<T: Model>(text: &str) -> Result<T, Violations> {
    let mut reader = Reader::new(text, false);
    match reader.document() {
        Some(value) => Ok(value),
        None => Err(violations(reader, None)),
    }
}

/// Called by a newtype's `TryFrom`: the value, if it satisfies its constraints.
///
/// # Errors
/// Every violation.
pub fn checked<T: Model>(value: T) -> Result<T, Violations> {
    validate(&value)?;
    Ok(value)
}

/// Called by a text newtype's `TryFrom<&str>`: reads the text as any other JSON, so that all
/// violations are reported at once.
///
/// # Errors
/// Every violation.
pub fn checked_text<T: Model>(text: &str) -> Result<T, Violations> {
    let mut json = String::with_capacity(text.len() + 2);
    crate::write::write_string(&mut json, text);
    let mut reader = Reader::new(&json, true);
    match reader.document() {
        Some(value) if reader.is_valid() => Ok(value),
        _ => Err(violations(reader, None).without_advice()),
    }
}

/// The violations of a builder's fields that were never set.
pub fn missing(pointer: &'static str, names: &[&'static str]) -> Violations {
    let list = names.iter().map(|name| {
        let schema = format!("{pointer}/required");
        Violation::new(Fault::required(*name), String::new(), schema)
    });
    Violations::new(list.collect(), 0)
}

/// The problems of a reader with their locations; positions only for `shown` text.
pub(crate) fn violations(reader: Reader<'_>, shown: Option<&str>) -> Violations {
    let text = reader.text();
    let limit = reader.limit();
    let (mut problems, omitted) = reader.into_problems();
    if problems.is_empty() {
        return Violations::new(Vec::new(), omitted);
    }
    problems.sort_by_key(|problem| problem.at);
    let mut offsets = Vec::with_capacity(problems.len());
    problems
        .iter()
        .for_each(|problem| push_offsets(problem, &mut offsets));
    let mut locations = located(text, offsets).into_iter();
    let place = &mut || {
        let location = locations.next().unwrap_or_default();
        (location.pointer, shown.and(location.position))
    };
    let list = problems.into_iter().map(|one| violation(one, place));
    Violations::new(list.collect(), omitted).up_to(limit)
}

/// Appends the offset of a problem and of those folded under it.
fn push_offsets(problem: &Problem, offsets: &mut Vec<usize>) {
    offsets.push(problem.at);
    for other in &problem.others.list {
        push_offsets(&other.reason, offsets);
    }
}

/// The locations of offsets, in their order.
fn located(text: &str, offsets: Vec<usize>) -> Vec<Location> {
    if offsets.is_sorted() {
        return locate(text, &offsets);
    }
    let mut order: Vec<(usize, usize)> = offsets.into_iter().zip(0..).collect();
    order.sort_unstable();
    let sorted: Vec<usize> = order.iter().map(|(offset, _)| *offset).collect();
    let places = order.into_iter().map(|(_, place)| place);
    let mut found: Vec<(usize, Location)> = places.zip(locate(text, &sorted)).collect();
    found.sort_unstable_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, location)| location).collect()
}

/// The violation of a problem; `place` has the next location, of the problem and of its others.
fn violation(
    problem: Rc<Problem>,
    place: &mut dyn FnMut() -> (String, Option<Position>),
) -> Violation {
    let problem = Rc::unwrap_or_clone(problem);
    let (instance, position) = place();
    let mut violation = Violation::new(problem.fault, instance, problem.schema);
    violation.position = position;
    if !problem.others.list.is_empty() || problem.others.omitted > 0 {
        let folded = problem.others;
        (violation.others, violation.others_omitted) =
            folded.finish(&mut |reason| Some(self::violation(reason, place)));
    }
    violation
}

/// JSON text is UTF-8 (RFC 8259 section 8.1).
pub(crate) fn utf8(json: &[u8]) -> Result<&str, Violations> {
    std::str::from_utf8(json).map_err(|error| {
        let valid = json.get(..error.valid_up_to()).unwrap_or_default();
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        let location = locate(valid, &[valid.len()]).pop().unwrap_or_default();
        let problem = "the text is not UTF-8";
        let fault = Fault::of("syntax", [("problem", problem.into())]);
        let violation = Violation {
            position: location.position,
            ..Violation::new(fault, location.pointer, "#".to_owned())
        };
        Violations::new(vec![violation], 0)
    })
}
