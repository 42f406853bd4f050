//! A type and the format of another column -> the exact type. Knows no cells.

use super::words::{self, key};
use super::{Sure, Type};

/// A type with the format of another column; `None` if the format does not apply.
pub(in crate::import) fn formatted(ty: &Type, format: &str) -> Option<Type> {
    let inside = |inner: &Type| formatted(inner, format).map(Box::new);
    match ty {
        Type::Array(inner) => return inside(inner).map(Type::Array),
        Type::Nullable(inner) => return inside(inner).map(Type::Nullable),
        Type::Format(known) if known.eq_ignore_ascii_case(format) => return Some(ty.clone()),
        Type::With(inner, _) if words::of_format(format, inner).is_some() => {
            return words::of_format(format, inner);
        }
        Type::Binary | Type::Date(_) | Type::DateTime(_) => {
            let shape = key(format);
            let is_iso = shape == "iso8601" || is_date(format) || format == "%Y-%m-%d";
            let is_same = matches!(ty, Type::Date(_)) && is_iso;
            let same = is_same.then(|| ty.clone());
            return words::of_format(format, &Type::String).or(same);
        }
        _ => {}
    }
    if let Some(exact) = words::of_format(format, ty) {
        return Some(exact);
    }
    let shape: String = format.chars().filter(char::is_ascii_alphabetic).collect();
    match (ty, shape.to_lowercase().as_str()) {
        (Type::String, _) if is_date(format) => Some(Type::Date(Sure::Yes)),
        (Type::String, "dateymd" | "isodate") => Some(Type::Date(Sure::Yes)),
        (Type::String, "integer" | "number") => words::word(&shape),
        (Type::String, _) => match words::word(format)? {
            exact @ (Type::Format(_) | Type::Date(_) | Type::DateTime(_)) => Some(exact),
            Type::String => Some(Type::String),
            _ => None,
        },
        _ => None,
    }
}

/// `YYYY-MM-DD`
fn is_date(format: &str) -> bool {
    let bare = format.trim_matches(['`', '*', '(', ')', ' ', '.', '"']);
    bare.eq_ignore_ascii_case("yyyy-mm-dd")
}
