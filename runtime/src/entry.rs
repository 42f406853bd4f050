//! The doors generated types share: from JSON text, from values, through serde.
//!
//! Each function and impl of a generated type is one call of one of these, with what it has been
//! given and nothing else: its signature is all that the compiler has to look at in every type.

use std::rc::Rc;

use serde::Serializer;

use crate::fault::Fault;
use crate::locate::locate;
use crate::reader::{Problem, Reader};
use crate::write::written;
use crate::{MAX_VIOLATIONS, Model, Position, Value, Violation, Violations};

/// What generated `from_json` functions call.
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

/// What generated `report_json` functions call: the value, where one can be
/// made, and everything there is to say, advice included.
pub fn report_json<T: Model>(json: impl AsRef<[u8]>) -> (Option<T>, Violations) {
    report_json_up_to(json.as_ref(), MAX_VIOLATIONS)
}

/// [`report_json`] with a choice of how many violations are listed instead of
/// [`MAX_VIOLATIONS`]; the others are counted. Of a value that only the
/// schema evaluator can evaluate, it lists no more than that many in any case.
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

/// What generated `from_value` functions call. The value is written out and
/// read as text, so that there is one verdict; positions mean nothing and are
/// left out.
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

/// What generated `to_json` functions call.
pub fn to_json<T: Model + ?Sized>(value: &T) -> String {
    crate::write::to_json(value.view_value())
}

/// What generated `validate` functions call. The value is evaluated as what it is written as, by
/// what reads it: what was read holds, and what holds is read again.
///
/// # Errors
/// Every violation, without advice.
pub fn validate<T: Model>(value: &T) -> Result<(), Violations> {
    let written = written(value.view_value());
    let mut reader = Reader::judging(&written);
    match reader.document::<T>() {
        Some(_) if reader.is_valid() => Ok(()),
        _ => Err(violations(reader, None).without_advice()),
    }
}

/// What generated `report` functions call.
pub fn report<T: Model>(value: &T) -> Violations {
    let written = written(value.view_value());
    let mut reader = Reader::judging(&written);
    let _: Option<T> = reader.document();
    violations(reader, None)
}

/// What generated `Serialize` impls call: the value into any serializer.
///
/// # Errors
/// Those of the serializer.
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

/// What a newtype's `TryFrom` calls: the value, if it keeps its constraints.
///
/// # Errors
/// Every violation.
pub fn checked<T: Model>(value: T) -> Result<T, Violations> {
    validate(&value)?;
    Ok(value)
}

/// What a text newtype's `TryFrom<&str>` calls: the text is read as everything else is, so that
/// all there is to say is said at once.
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
        Violation::new(Fault::required(name), String::new(), schema)
    });
    Violations::new(list.collect(), 0)
}

/// The problems of a reader with their places; positions only for `shown` text.
pub(crate) fn violations(reader: Reader<'_>, shown: Option<&str>) -> Violations {
    let text = reader.text();
    let limit = reader.limit();
    let (mut problems, omitted) = reader.into_problems();
    if problems.is_empty() {
        return Violations::new(Vec::new(), omitted);
    }
    problems.sort_by_key(|problem| problem.at);
    let others = problems.iter().flat_map(|problem| &problem.others.list);
    let others = others.map(|other| other.reason.at);
    let mut offsets: Vec<usize> = others.chain(problems.iter().map(|p| p.at)).collect();
    offsets.sort_unstable();
    let mut locations = locate(text, &offsets);
    // Each offset stands in the list as often as it is asked for.
    let mut asked = vec![0; offsets.len()];
    let place = &mut |at: usize| {
        let first = offsets.partition_point(|offset| *offset < at);
        let before = asked.get_mut(first).map_or(0, |count| {
            *count += 1;
            *count - 1
        });
        let location = locations.get_mut(first + before).map(std::mem::take);
        let location = location.unwrap_or_default();
        (location.pointer, shown.and(location.position))
    };
    let list = problems.into_iter().map(|one| violation(one, place));
    Violations::new(list.collect(), omitted).up_to(limit)
}

fn violation(
    problem: Rc<Problem>,
    place: &mut dyn FnMut(usize) -> (String, Option<Position>),
) -> Violation {
    let problem = Rc::unwrap_or_clone(problem);
    let (instance, position) = place(problem.at);
    let reasons = problem.others;
    let (others, others_omitted) = reasons.finish(&mut |reason| Some(violation(reason, place)));
    Violation {
        position,
        others,
        others_omitted,
        ..Violation::new(problem.fault, instance, problem.schema)
    }
}

/// JSON text is UTF-8 (RFC 8259 section 8.1).
pub(crate) fn utf8(json: &[u8]) -> Result<&str, Violations> {
    std::str::from_utf8(json).map_err(|error| {
        let valid = json.get(..error.valid_up_to()).unwrap_or_default();
        let valid = std::str::from_utf8(valid).unwrap_or_default();
        let location = locate(valid, &[valid.len()]).pop().unwrap_or_default();
        let problem = "the text is not UTF-8";
        let fault = Fault::of("syntax", [("problem", Value::from(problem))]);
        let violation = Violation {
            position: location.position,
            ..Violation::new(fault, location.pointer, "#".to_owned())
        };
        Violations::new(vec![violation], 0)
    })
}
