//! One value of an enumeration, and what is said of it.

use fieldwright_runtime::Value;

use super::Spanned;

/// A value of `enum`, with what fieldwright adds to it.
#[derive(Debug, Clone)]
pub(crate) struct EnumValue {
    pub(crate) value: Spanned<Value>,
    /// The title of the alternative that it was.
    pub(crate) title: Option<String>,
    pub(crate) rust_name: Option<Spanned<String>>,
    pub(crate) aliases: Vec<Spanned<String>>,
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

impl EnumValue {
    /// A value of which nothing else is said.
    pub(crate) fn plain(value: Spanned<Value>) -> Self {
        Self {
            value,
            title: None,
            rust_name: None,
            aliases: Vec::new(),
            description: None,
            deprecated: false,
        }
    }
}
