//! `[reference]` -> the masthead of the HTML reference.
//!
//! ```toml
//! [reference]
//! title = "Shop"
//! logo = "assets/shop.svg"
//! links = [{ text = "Status", url = "https://status.example.com" }]
//! ```

use std::ops::Range;

use toml::de::DeTable;

use super::ConfigReader;
use crate::Generator;

#[cfg(not(feature = "html"))]
impl ConfigReader<'_> {
    pub(super) fn reference(
        &mut self,
        key: Range<usize>,
        _: &DeTable<'_>,
        generator: Generator,
    ) -> Generator {
        let span = Some(self.span(key));
        let missing = crate::diagnostic::Diagnostic::missing_feature("`reference`", "html", span);
        self.collector.add(missing);
        generator
    }
}

#[cfg(feature = "html")]
mod read {
    use std::path::PathBuf;

    use toml::de::DeValue;

    use super::super::Value;
    use super::{ConfigReader, DeTable, Generator, Range};
    use crate::Reference;

    const KEYS: [&str; 3] = ["title", "logo", "links"];
    const LINK: [&str; 2] = ["text", "url"];
    const SCHEMES: [&str; 3] = ["https://", "http://", "mailto:"];

    impl ConfigReader<'_> {
        pub(in super::super) fn reference(
            &mut self,
            _: Range<usize>,
            entries: &DeTable<'_>,
            generator: Generator,
        ) -> Generator {
            let mut reference = Reference::new();
            for (key, value) in entries {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("title", DeValue::String(title)) => {
                        reference = reference.title(title.as_ref());
                    }
                    ("logo", DeValue::String(path)) => {
                        let span = Some(self.span(value.span()));
                        reference = reference.logo_at(PathBuf::from(path.as_ref()), span);
                    }
                    ("links", DeValue::Array(list)) => {
                        for link in list {
                            if let Some((text, url)) = self.link(link) {
                                reference = reference.link(text, url);
                            }
                        }
                    }
                    ("title", _) => self.bad(value, "a text in quotes"),
                    ("logo", _) => self.bad(value, "a path in quotes"),
                    ("links", _) => {
                        self.bad(value, "a list of `{ text = \"...\", url = \"...\" }`")
                    }
                    (other, _) => self.unknown(key.span(), other, &KEYS),
                }
            }
            generator.reference(reference)
        }

        fn link(&mut self, link: &Value<'_>) -> Option<(String, String)> {
            let expected = "`{ text = \"...\", url = \"https://...\" }`";
            let DeValue::Table(entries) = link.get_ref() else {
                self.bad(link, expected);
                return None;
            };
            let (mut text, mut url) = (None, None);
            for (key, value) in entries {
                let name = key.get_ref().as_ref();
                match value.get_ref() {
                    DeValue::String(words) if name == "text" => text = Some(words.to_string()),
                    DeValue::String(words) if name == "url" => {
                        let is_web = SCHEMES.iter().any(|scheme| words.starts_with(scheme));
                        if !is_web {
                            self.bad(value, "an `https:`, `http:` or `mailto:` URL in quotes");
                            return None;
                        }
                        url = Some(words.to_string());
                    }
                    _ if LINK.contains(&name) => {
                        self.bad(value, "a text in quotes");
                        return None;
                    }
                    _ => {
                        self.unknown(key.span(), name, &LINK);
                        return None;
                    }
                }
            }
            if text.is_none() || url.is_none() {
                self.bad(link, expected);
            }
            text.zip(url)
        }
    }
}
