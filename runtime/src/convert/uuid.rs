//! The `uuid` crate.

use super::refused;
use crate::{Format, Uuid, Violations};

impl TryFrom<&Uuid> for uuid::Uuid {
    type Error = Violations;
    fn try_from(text: &Uuid) -> Result<Self, Violations> {
        // `try_parse` also takes braces and `urn:uuid:`.
        let is_valid = Format::Uuid.matches(text);
        let uuid = is_valid.then(|| uuid::Uuid::try_parse(text).ok());
        uuid.flatten().ok_or_else(|| refused("uuid::Uuid"))
    }
}

impl TryFrom<uuid::Uuid> for Uuid {
    type Error = Violations;
    fn try_from(value: uuid::Uuid) -> Result<Self, Violations> {
        Self::try_from(value.hyphenated().to_string())
    }
}
