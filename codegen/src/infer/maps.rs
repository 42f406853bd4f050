//! Whether the keys of objects are data, such as the identifiers of users, and not names.

use fieldwright_runtime::Format;

use super::MapReason;
use super::groups::Group;

/// An object with more keys is not intended as a struct.
const MOST_FIELDS: usize = 500;

/// Why `objects` objects with these keys are maps.
pub(super) fn reason(
    groups: &[Group<'_, '_>],
    objects: usize,
    map_keys: usize,
) -> Option<MapReason> {
    if groups.is_empty() {
        return Some(MapReason::Empty);
    }
    if groups.len() > MOST_FIELDS {
        return Some(MapReason::Many);
    }
    let kinds = groups.iter().map(|group| group.kinds);
    let is_one_kind = kinds.fold(0, |all, kind| all | kind).count_ones() <= 1;
    if !is_one_kind {
        return None;
    }
    let names: Vec<&str> = groups.iter().map(|group| group.name).collect();
    let are_data = names.iter().all(|name| is_data(name));
    if are_data || names.iter().any(|name| is_path(name)) || are_codes(&names) {
        return Some(MapReason::Data);
    }
    if groups.len() <= map_keys {
        return None;
    }
    let present: usize = groups.iter().map(|group| group.values.len()).sum();
    if objects > 1 {
        let is_sparse = present.saturating_mul(2) <= objects.saturating_mul(groups.len());
        return is_sparse.then_some(MapReason::Sparse);
    }
    are_alike(groups).then_some(MapReason::Alike)
}

/// Whether the values of all keys are objects that have a property in common.
fn are_alike(groups: &[Group<'_, '_>]) -> bool {
    let mut values = groups.iter().flat_map(|group| &group.values);
    let Some(first) = values.next() else {
        return false;
    };
    let mut common: Vec<&str> = first.entries().iter().map(|(key, _)| *key).collect();
    for value in values {
        if common.is_empty() {
            return false;
        }
        let keys: std::collections::BTreeSet<&str> =
            value.entries().iter().map(|(key, _)| *key).collect();
        common.retain(|key| keys.contains(key));
    }
    !common.is_empty()
}

/// Whether a key looks like data: a number, a date, an identifier, an address.
fn is_data(key: &str) -> bool {
    const FORMATS: [Format; 5] = [
        Format::Uuid,
        Format::Date,
        Format::DateTime,
        Format::Email,
        Format::Ipv4,
    ];
    let is_number = !key.is_empty() && key.chars().all(|c| c.is_ascii_digit());
    is_number
        || is_path(key)
        || is_identifier(key)
        || FORMATS.iter().any(|format| format.matches(key))
}

/// A path, a media type, a URL: one such key shows that none of the keys is a name.
fn is_path(key: &str) -> bool {
    key.contains('/')
}

/// Whether keys are codes of currencies or countries, which are capital letters, or locales:
/// `de-AT`. One `ID` beside a `URL` is a name, so several of one length are required.
fn are_codes(names: &[&str]) -> bool {
    let capitals = |name: &str, length: usize| {
        name.len() == length && name.chars().all(|c| c.is_ascii_uppercase())
    };
    let is_locale = |name: &&str| {
        let parts = name.split_once(['-', '_']);
        parts.is_some_and(|(language, country)| {
            capitals(country, 2) && capitals(&language.to_uppercase(), 2) && language != country
        })
    };
    let are_capitals = |length| names.iter().all(|name| capitals(name, length));
    names.len() >= 3 && (are_capitals(3) || are_capitals(2))
        || names.len() >= 2 && names.iter().all(is_locale)
}

/// Random letters and digits: a hash, or the part after `cus_`.
fn is_identifier(key: &str) -> bool {
    let tail = key.rsplit(['_', '-', ':']).next().unwrap_or(key);
    let is_plain = tail.chars().all(|c| c.is_ascii_alphanumeric());
    let digits: Vec<bool> = tail.chars().map(|c| c.is_ascii_digit()).collect();
    let changes = digits.windows(2).filter(|pair| pair.first() != pair.last());
    // `option2024` is a name with a number.
    is_plain && digits.len() >= 8 && changes.count() >= 3
}
