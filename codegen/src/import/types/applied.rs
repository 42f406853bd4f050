//! A word with something in brackets behind it -> a type: `list(string)`, `VARCHAR(50)`,
//! `string <uuid>`, `enum('a', 'b')`.

use fieldwright_runtime::Value;

use super::leaves::{constants, unwrapped};
use super::objects;
use super::parts::split;
use super::plain::{elements, inner};
use super::words::{self, key, with};
use super::{Type, union};
use crate::import::{bounds, facts};

/// The word for a collection without what says how it is kept: `BuiltList`, `ImmutableMap`.
fn collection(key: &str) -> &str {
    const KEPT: [&str; 8] = [
        "built",
        "immutable",
        "mutable",
        "unmodifiable",
        "ordered",
        "sorted",
        "concurrent",
        "observable",
    ];
    let bare = KEPT.iter().find_map(|kept| key.strip_prefix(kept));
    bare.filter(|bare| ["list", "set", "map", "array", "dictionary"].contains(bare))
        .unwrap_or(key)
}

/// `name<arguments>` in brackets of any kind, or `[X]`.
pub(super) fn bracketed(text: &str, depth: usize) -> Option<Type> {
    let open = text.find(['(', '<', '[', '{'])?;
    let sign = text.get(open..)?.chars().next()?;
    let close = match sign {
        '(' => ')',
        '<' => '>',
        '[' => ']',
        _ => '}',
    };
    let name = text.get(..open)?.trim().trim_end_matches(['.', '\\']);
    let body = text.get(open + 1..)?;
    let end = body.rfind(close)?;
    let after = body.get(end + 1..)?.trim();
    let arguments = body.get(..end)?.trim().trim_end_matches('\\');
    if !after.is_empty() {
        // `string(3) unsigned`, `list(string) (optional)`.
        let end = text.len() - body.get(end + 1..)?.len();
        let words = after.trim_matches(['(', ')', ' ', ',']);
        let ty = inner(text.get(..end)?, depth);
        return match () {
            () if key(after) == "unsigned" => ty.map(unsigned),
            () if facts::flag(words).is_some() => ty,
            // `string[] (max 10)`
            () if facts::is_limit(words) => ty.map(|ty| limited(ty, words)),
            () if after.starts_with('(') && after.ends_with(')') => {
                ty.map(|ty| Type::Lost(Box::new(ty), words.to_owned()))
            }
            () => None,
        };
    }
    // `hash (optional)`: no argument, but a mark of the field.
    let mut flags = split(arguments, &[","]).into_iter();
    if sign == '(' && flags.all(|part| facts::flag(part).is_some()) && !name.is_empty() {
        return inner(name, depth);
    }
    if name.is_empty() {
        return match sign {
            // Swift's `[String: Int]`
            '[' if keyed(arguments).is_some() => {
                inner(keyed(arguments)?, depth).map(|ty| Type::Map(Box::new(ty)))
            }
            // Rust's `[u8; 4]`
            '[' if counted(arguments).is_some() => {
                let (inner_type, count) = counted(arguments)?;
                let ty = Type::Array(Box::new(inner(inner_type, depth)?));
                Some(add(
                    with(ty, "minItems", count.into()),
                    "maxItems",
                    count.into(),
                ))
            }
            '[' => elements(arguments, depth).map(|ty| Type::Array(Box::new(ty))),
            // `<string, string>`
            '<' => match split(arguments, &[","])[..] {
                [key, value] if words::word(key) == Some(Type::String) => {
                    inner(value, depth).map(|ty| Type::Map(Box::new(ty)))
                }
                _ => None,
            },
            '(' => inner(arguments, depth),
            '{' => Some(objects::braces(arguments, &|text| inner(text, depth))),
            _ => None,
        };
    }
    // C's `uint16_t[10]`; the number behind a text is its length.
    if let Some(count) = arguments.parse::<u64>().ok().filter(|_| sign == '[') {
        let ty = inner(name, depth)?;
        if facts::Base::of(&ty) != facts::Base::String {
            return Some(with(Type::Array(Box::new(ty)), "maxItems", count.into()));
        }
    }
    if let Some(ty) = written_out(name, sign, arguments, depth) {
        return Some(ty);
    }
    applied(name, arguments, depth)
}

/// `STRUCT<a INT64>`, `ROW(a int)`, `object({ a: string })`, `record{a: int}`: the members of an object.
fn written_out(name: &str, sign: char, arguments: &str, depth: usize) -> Option<Type> {
    let name = key(name.rsplit(['.', ':', '\\']).next().unwrap_or(name));
    let name = name.strip_suffix('s').unwrap_or(&name);
    let read = |text: &str| inner(text, depth);
    const OBJECTS: [&str; 11] = [
        "object",
        "struct",
        "record",
        "row",
        "interface",
        "shape",
        "type",
        "nested",
        "typeddict",
        "plainobject",
        "jsonobject",
    ];
    let is_object = OBJECTS.contains(&name);
    match sign {
        // Go's `interface{}`
        '{' if name == "interface" && arguments.is_empty() => Some(Type::Any),
        // PHP's `array{a: string}`
        '{' if is_object || matches!(name, "array" | "dict" | "map" | "hash") => {
            Some(objects::braces(arguments, &read))
        }
        // `TypedDict('Name', {'a': str})`; `Record<string, {..}>` is a map.
        '(' | '<' | '[' if is_object && arguments.ends_with('}') => {
            let parts = split(arguments, &[","]);
            let body = parts.last()?.trim().strip_prefix('{')?.strip_suffix('}')?;
            let is_alone = parts.len() == 1 || name == "typeddict";
            is_alone.then(|| objects::braces(body, &read))
        }
        // A map by its parts: `object (keys:string, values:string)`.
        '(' if is_object && map_values(arguments).is_some() => {
            inner(map_values(arguments)?, depth).map(|ty| Type::Map(Box::new(ty)))
        }
        '(' | '<' if is_object || name == "tuple" => objects::columns(arguments, &read),
        _ => None,
    }
}

/// The type and the number of the elements in `u8; 4`.
fn counted(arguments: &str) -> Option<(&str, u64)> {
    let (ty, count) = arguments.rsplit_once(';')?;
    Some((ty.trim(), count.trim().parse().ok()?))
}

/// What stands behind the type of a key.
fn keyed(arguments: &str) -> Option<&str> {
    let (key, value) = arguments.split_once(": ")?;
    let is_key = matches!(words::word(key), Some(Type::String | Type::Integer));
    (is_key && !value.contains(['"', ';'])).then(|| value.trim())
}

/// The type behind `values:`, beside one of the keys.
fn map_values(arguments: &str) -> Option<&str> {
    let [keys, values] = split(arguments, &[","])[..] else {
        return None;
    };
    let behind = |part: &'_ str, word: &str| {
        let (front, _) = part.split_once(':')?;
        key(front).eq(word).then_some(front.len() + 1)
    };
    behind(keys, "keys")?;
    values.get(behind(values, "values")?..).map(str::trim)
}

fn applied(name: &str, arguments: &str, depth: usize) -> Option<Type> {
    let last = name
        .rsplit(['.', ':', '\\'])
        .find(|part| !part.is_empty())
        .unwrap_or(name);
    let parts = || split(arguments, &[","]);
    let only = || inner(parts().first()?, depth).map(Box::new);
    // `object ([Tag](#tag))`: the link says which.
    if matches!(key(last).as_str(), "object" | "enum" | "message")
        && arguments.starts_with('[')
        && let Some(ty @ Type::Named(_)) = inner(arguments, depth)
    {
        return Some(ty);
    }
    // `9(8)` is a picture of digits.
    if last.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    match collection(&key(last)) {
        // MySQL's `set('a', 'b')`
        "set" if arguments.starts_with(['\'', '"']) => {
            constants(arguments).map(|values| Type::Array(Box::new(values)))
        }
        "array" | "list" | "set" | "sequence" | "collection" | "iterable" | "vec" | "arraylist"
        | "slice" | "hashset" | "readonlyarray" | "ienumerable" | "ilist" | "linkedlist"
        | "tuple"
            if !arguments.is_empty() =>
        {
            sequence(last, &parts(), arguments, depth)
        }
        "map" | "dict" | "dictionary" | "record" | "hash" | "hashmap" | "mapping" | "treemap"
            if !arguments.is_empty() =>
        {
            let parts = parts();
            let value = unwrapped(parts.last()?);
            let ty = match is_root(value, last) {
                true => Some(Type::Any),
                false => elements(value, depth),
            };
            ty.map(|ty| Type::Map(Box::new(ty)))
        }
        "optional" | "nilable" | "nullable" | "maybe" | "option" | "jsonnullable" => {
            only().map(Type::Nullable)
        }
        "union" | "oneof" | "anyof" => {
            let members: Option<Vec<Type>> = parts().iter().map(|p| inner(p, depth)).collect();
            members.map(union)
        }
        "enum" | "enumeration" | "literal" | "choice" | "select" => enumeration(arguments, depth),
        // Its fields are all optional, which no reference can express.
        "partial" => only().map(|ty| match *ty {
            Type::Named(_) => Type::Lost(ty, name.to_owned()),
            other => other,
        }),
        "ref" | "reference" | "readonly" | "promise" => only().map(|ty| match *ty {
            // `Reference(Patient | Group)` refers to one of several, and is none of them.
            Type::Union(_) => Type::Lost(Box::new(super::named(name)), arguments.to_owned()),
            ty => ty,
        }),
        // Rust's and C++'s pointers say nothing of the value.
        "box" | "rc" | "arc" | "cow" | "sharedptr" | "uniqueptr" if name.len() < 12 => {
            inner(parts().last()?, depth)
        }
        "object" | "struct" | "row" | "nested" => {
            // JSDoc's `Object<string, number>`.
            let ty = match parts().as_slice() {
                [key, value] if words::word(key) == Some(Type::String) => inner(value, depth),
                _ => None,
            };
            let any = || Type::Map(Box::new(Type::Any));
            Some(match ty {
                Some(ty) => Type::Map(Box::new(ty)),
                None => Type::Lost(Box::new(any()), arguments.to_owned()),
            })
        }
        _ => {
            // `money(10,2)`: the digits determine the type.
            let base = words::word(name).filter(|_| words::is_loose(name));
            let base = base.or_else(|| inner(name, depth))?;
            Some(narrowed(base, key(last).as_str(), arguments, depth))
        }
    }
}

/// `enum('a', 'b')`, `enum(string)`, `enum (of string)`
fn enumeration(arguments: &str, depth: usize) -> Option<Type> {
    if let Some(rest) = arguments.strip_prefix("of ") {
        return inner(rest, depth);
    }
    if let Some(ty) = words::of_values(unwrapped(arguments)) {
        return Some(ty);
    }
    let is_plain = arguments
        .chars()
        .all(|c| c.is_alphanumeric() || "/_- ".contains(c));
    match is_plain {
        true => constants(&arguments.replace('/', "|")),
        false => constants(arguments),
    }
}

/// `list<X>`, `array<string, X>`, `tuple<X, Y>`: the type of such a name with arguments.
fn sequence(last: &str, parts: &[&str], arguments: &str, depth: usize) -> Option<Type> {
    // In PHP and JavaScript `array<string, X>` has keys; `array<null, X>` of Avro and
    // Hive may hold null.
    let is_null = |part: &&str| matches!(key(part).as_str(), "null" | "nil" | "none");
    if parts.len() == 2 && key(last) == "array" && parts.iter().any(is_null) {
        let members = parts.iter().map(|part| inner(part, depth));
        let members: Option<Vec<Type>> = members.collect();
        return members.map(|members| Type::Array(Box::new(union(members))));
    }
    let keyed = parts.len() == 2 && key(last) == "array";
    if key(last) == "tuple" && parts.len() > 1 {
        return tuple(parts, depth);
    }
    let inner = elements(parts.get(usize::from(keyed))?, depth);
    // PHP numbers the elements of its lists.
    let first = parts.first().and_then(|part| words::word(part));
    if keyed && matches!(first, Some(Type::Integer)) {
        let list = inner.map(|ty| Type::Array(Box::new(ty)));
        return list.map(|list| Type::Lost(Box::new(list), parts.join(",")));
    }
    match (inner, keyed) {
        (Some(ty), true) => Some(Type::Map(Box::new(ty))),
        // No two elements of a set are alike.
        (Some(ty), false) if matches!(collection(&key(last)), "set" | "hashset") => {
            Some(with(Type::Array(Box::new(ty)), "uniqueItems", true.into()))
        }
        (Some(ty), false) => Some(Type::Array(Box::new(ty))),
        (None, _) => Some(limited(Type::Array(Box::new(Type::Any)), arguments)),
    }
}

/// The root of all types of a language, as the value of a map: Java's and Ruby's `Object`, and
/// `object` of Python and C#, whose maps are called so.
fn is_root(value: &str, map: &str) -> bool {
    let name = value.rsplit(['.', ':']).next().unwrap_or(value);
    name == "Object"
        || name == "object" && matches!(map, "Dict" | "dict" | "Dictionary" | "Mapping")
}

/// `tuple[int, str]`: as many elements as there are types.
fn tuple(parts: &[&str], depth: usize) -> Option<Type> {
    let is_open = parts.last().is_some_and(|part| part.trim() == "...");
    let types = parts.iter().filter(|part| part.trim() != "...");
    let members: Option<Vec<Type>> = types.map(|part| inner(part, depth)).collect();
    let ty = Type::Array(Box::new(union(members?)));
    if is_open {
        return Some(ty);
    }
    let count = || Value::from(i64::try_from(parts.len()).unwrap_or(i64::MAX));
    Some(add(with(ty, "minItems", count()), "maxItems", count()))
}

/// A base with the arguments in brackets after it.
fn narrowed(base: Type, name: &str, arguments: &str, depth: usize) -> Type {
    let arguments = unwrapped(arguments);
    if key(arguments) == "unsigned" {
        return unsigned(base);
    }
    // Oracle's `VARCHAR2(100 CHAR)`.
    let counted = ["char", "byte"]
        .iter()
        .find_map(|unit| key(arguments).strip_suffix(unit)?.parse::<u64>().ok());
    if let (Type::String, Some(length)) = (&base, counted) {
        return with(base, "maxLength", length.into());
    }
    if let Some(ty) = words::of_format(arguments, &base) {
        return ty;
    }
    let numbers: Option<Vec<u64>> = arguments
        .split(',')
        .map(|n| n.trim().parse().ok())
        .collect();
    match (&base, numbers.as_deref()) {
        (Type::String, Some([length])) => {
            let ty = with(base, "maxLength", (*length).into());
            if matches!(name, "char" | "nchar") {
                return add(ty, "minLength", (*length).into());
            }
            return ty;
        }
        (Type::Number, Some([_, scale])) if *scale >= UNBOUNDED => {
            return Type::Lost(Box::new(base), arguments.to_owned());
        }
        (Type::Number, Some([digits, scale])) if scale <= digits && *digits <= MOST_DIGITS => {
            return decimal(*digits, *scale);
        }
        (Type::Number, Some([digits]))
            if matches!(name, "number" | "numeric" | "decimal") && *digits <= MOST_DIGITS =>
        {
            return decimal(*digits, 0);
        }
        // `string[1,32]`: the least and the greatest length.
        (Type::String, Some([least, most])) if least <= most => {
            let ty = with(base, "minLength", (*least).into());
            return add(ty, "maxLength", (*most).into());
        }
        (_, Some([_])) => return base,
        (Type::Number, Some([_, _])) => return base,
        (_, Some(_)) => return Type::Lost(Box::new(base), arguments.to_owned()),
        _ => {}
    }
    // `string (one of "a", "b")`
    if base == Type::String
        && let Some(values) = facts::listed(arguments)
    {
        let values = values
            .into_iter()
            .map(|value| Value::from(value).to_string());
        return Type::Const(values.collect());
    }
    if base == Type::String
        && let Some(ty @ Type::Const(_)) = constants(arguments)
        && (arguments.contains('"') || arguments.contains('\'') || name == "enum")
    {
        return ty;
    }
    match words::word(arguments).or_else(|| inner(arguments, depth)) {
        // `string (uuid)`, `string <uri>`: the more exact of the two.
        Some(ty @ (Type::Format(_) | Type::DateTime(_) | Type::Date(_)))
            if base == Type::String =>
        {
            ty
        }
        Some(ty @ Type::DateTime(_)) if matches!(base, Type::Date(_)) => ty,
        Some(ty @ Type::With(..))
            if base == Type::Integer && facts::Base::of(&ty) == facts::Base::Number =>
        {
            ty
        }
        _ if arguments == "with time" && matches!(base, Type::Date(_)) => {
            Type::DateTime(super::Sure::Yes)
        }
        // `Author (object)`, `Tag (array)`
        Some(Type::Map(of)) if *of == Type::Any && matches!(base, Type::Named(_)) => base,
        Some(Type::Array(of)) if *of == Type::Any && matches!(base, Type::Named(_)) => {
            Type::Array(Box::new(base))
        }
        Some(ty) if ty == base => base,
        _ => limited(base, arguments),
    }
}

/// `DECIMAL(12, 4) UNSIGNED`: nothing below zero.
fn unsigned(ty: Type) -> Type {
    match ty {
        Type::With(base, mut keywords) => {
            keywords.retain(|(keyword, _)| keyword != "minimum");
            keywords.insert(0, ("minimum".to_owned(), 0.into()));
            Type::With(base, keywords)
        }
        ty @ (Type::Integer | Type::Number) => with(ty, "minimum", 0.into()),
        other => other,
    }
}

/// No database has decimals of more digits.
const MOST_DIGITS: u64 = 80;

/// From here on the digits are no intended bound: `NUMBER(38,0)` is any integer.
const UNBOUNDED: u64 = 19;

/// At most so many digits, and so many of them behind the point: `DECIMAL(10,2)` lies between
/// -99999999.99 and 99999999.99.
fn decimal(digits: u64, scale: u64) -> Type {
    let count = |digits: u64| usize::try_from(digits).unwrap_or(0);
    let whole = match count(digits - scale) {
        0 => "0".to_owned(),
        whole => "9".repeat(whole),
    };
    let (base, most, step) = match count(scale) {
        0 => (Type::Integer, whole, None),
        scale => (
            Type::Number,
            format!("{whole}.{}", "9".repeat(scale)),
            Some(format!("0.{}1", "0".repeat(scale - 1))),
        ),
    };
    if digits == 0 {
        return base;
    }
    let is_bounded = digits < UNBOUNDED;
    let bounds = [
        ("minimum", is_bounded.then(|| format!("-{most}"))),
        ("maximum", is_bounded.then_some(most)),
        ("multipleOf", step),
    ];
    bounds.into_iter().fold(base, |ty, (keyword, text)| {
        let number = text.map(|text| fieldwright_runtime::from_json::<Value>(text.as_bytes()));
        match number {
            Some(Ok(number)) => add(ty, keyword, number),
            _ => ty,
        }
    })
}

fn add(ty: Type, keyword: &str, value: Value) -> Type {
    match ty {
        Type::With(inner, mut keywords) => {
            // `decimal(10,2) >= 0`: words bound what the type leaves.
            match keywords.iter_mut().find(|(known, _)| known == keyword) {
                Some((_, known)) => *known = value,
                None => keywords.push((keyword.to_owned(), value)),
            }
            Type::With(inner, keywords)
        }
        other => with(other, keyword, value),
    }
}

/// A type with the bounds in words; words that do not apply to such values are lost.
pub(super) fn limited(base: Type, words: &str) -> Type {
    let kind = facts::Base::of(&base);
    let found = facts::read(words, kind);
    let is_read = found.unread.is_empty() && found.values.is_empty();
    let (fitting, others): (Vec<_>, Vec<_>) = found
        .keywords
        .into_iter()
        .partition(|(keyword, _)| bounds::fits(keyword, kind) && keyword != "format");
    let is_whole =
        is_read && others.is_empty() && found.default.is_none() && found.example.is_none();
    let ty = fitting
        .into_iter()
        .fold(base, |ty, (keyword, value)| add(ty, &keyword, value));
    match is_whole {
        true => ty,
        false => Type::Lost(Box::new(ty), words.to_owned()),
    }
}
