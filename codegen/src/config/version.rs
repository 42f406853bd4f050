//! `required-version`: which versions of fieldwright may use a configuration.
//!
//! ```toml
//! required-version = "0.1"        # as cargo writes requirements: 0.1.0 and later, not 0.2
//! ```

use semver::{Version, VersionReq};
use toml::de::{DeTable, DeValue};

use super::ConfigReader;
use super::values::{Value, found};
use crate::diagnostic::Diagnostic;

const EXPECTED: &str = "a version requirement as cargo writes them, such as \"0.1\"";

impl ConfigReader<'_> {
    /// Whether this version may go on. If not, nothing else in the file is reported: it may be
    /// written for a newer version.
    pub(super) fn fits(&mut self, file: &DeTable<'_>) -> bool {
        let mut entries = file.iter();
        let required = entries.find(|(key, _)| *key.get_ref() == "required-version");
        required.is_none_or(|(_, value)| self.is_required_version(value))
    }

    fn is_required_version(&mut self, value: &Value<'_>) -> bool {
        let DeValue::String(text) = value.get_ref() else {
            self.bad(value, EXPECTED);
            return true;
        };
        let own = env!("CARGO_PKG_VERSION");
        let Ok(required) = VersionReq::parse(text) else {
            self.bad(value, EXPECTED);
            return true;
        };
        if Version::parse(own).is_ok_and(|own| required.matches(&own)) {
            return true;
        }
        let message = format!(
            "this is fieldwright {own}, and {} is required",
            found(value.get_ref())
        );
        let help = format!(
            "install a version that fits, `cargo install fieldwright --locked --version '{required}'`, or change the requirement"
        );
        let diagnostic = Diagnostic::error("wrong-version", self.span(value.span()), message);
        self.collector.add(diagnostic.help(help));
        false
    }
}
