//! The files of the HTML reference -> artifacts below `html/`, and its masthead.

use std::path::PathBuf;

use super::{Generator, Module, shown_path};
use crate::artifact::{Artifact, Comment};
use crate::diagnostic::{Collector, Diagnostic};
use crate::emit::html::{self, File, Masthead};
use crate::source::Span;

/// The largest picture: it is part of a file that every page loads.
const LARGEST: usize = 64 * 1024;

/// The masthead of the HTML reference.
///
/// ```no_run
/// # use fieldwright::{Generator, Reference};
/// Generator::new().reference(
///     Reference::new()
///         .title("Shop")
///         .logo("assets/shop.svg")
///         .link("Status", "https://status.example.com"),
/// );
/// ```
#[derive(Debug, Clone, Default)]
pub struct Reference {
    masthead: Masthead,
    /// The file of the logo, and its span in fieldwright.toml.
    logo: Option<(PathBuf, Option<Span>)>,
}

impl Reference {
    /// The default: the title is "Reference".
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the title of the reference.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.masthead.title = Some(title.into());
        self
    }

    /// A link in the bar: `http:`, `https:` or `mailto:`; others are left out.
    #[must_use]
    pub fn link(mut self, text: impl Into<String>, address: impl Into<String>) -> Self {
        self.masthead.links.push((text.into(), address.into()));
        self
    }

    /// The file of a picture, SVG or PNG, at most 64 kB; it becomes part of the styles.
    #[must_use]
    pub fn logo(self, path: impl Into<PathBuf>) -> Self {
        self.logo_at(path.into(), None)
    }

    pub(crate) fn logo_at(mut self, path: PathBuf, span: Option<Span>) -> Self {
        self.logo = Some((path, span));
        self
    }
}

impl Generator {
    /// The masthead, with the picture read.
    pub(super) fn masthead(&self, collector: &mut Collector) -> Masthead {
        let mut masthead = self.reference.masthead.clone();
        let mut settings = self.inputs.iter().map(|input| input.settings.as_ref());
        let has_pages = settings.any(|own| own.unwrap_or(&self.defaults).html);
        let Some((path, span)) = self.reference.logo.as_ref().filter(|_| has_pages) else {
            return masthead;
        };
        let shown = shown_path(path);
        let bytes = match self.store.read(&self.root.join(path), self.limits) {
            Ok(bytes) => bytes,
            Err(error) => {
                let message = format!("{shown} cannot be read: {error}");
                let help = "a logo is a file, in fieldwright.toml relative to its folder";
                collector.add(Diagnostic::failed("unreadable-file", *span, message).help(help));
                return masthead;
            }
        };
        match picture(&bytes) {
            Ok(kind) => masthead.logo = Some(data_uri(kind, &bytes)),
            Err(why) => {
                let message = format!("{shown} cannot be the logo: {why}");
                let help = "give an SVG or PNG file of at most 64 kB";
                collector.add(Diagnostic::failed("bad-setting", *span, message).help(help));
            }
        }
        masthead
    }
}

/// The media type of a picture, by its first bytes.
fn picture(bytes: &[u8]) -> Result<&'static str, &'static str> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let is_svg = start.windows(4).any(|window| window == b"<svg");
    match bytes {
        _ if bytes.len() > LARGEST => Err("it is too large"),
        _ if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => Ok("image/png"),
        _ if is_svg && std::str::from_utf8(bytes).is_ok() => Ok("image/svg+xml"),
        _ => Err("it is neither SVG nor PNG"),
    }
}

/// RFC 2397, with every byte escaped that is no letter or digit.
fn data_uri(kind: &str, bytes: &[u8]) -> String {
    let mut out = format!("data:{kind},");
    for byte in bytes {
        match byte.is_ascii_alphanumeric() {
            true => out.push(char::from(*byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The shared files of the pages; none if no input has pages.
pub(super) fn front(modules: &[Module], masthead: &Masthead) -> Vec<Artifact> {
    let modules: Vec<&html::Module> = modules.iter().filter_map(|m| m.html.as_ref()).collect();
    if modules.is_empty() {
        return Vec::new();
    }
    let files = html::front(&modules, masthead);
    files.iter().map(|file| artifact(file, None)).collect()
}

/// One file; `source` is the input it was made from.
pub(super) fn artifact(file: &File, source: Option<&str>) -> Artifact {
    let comment = match file.path.rsplit('.').next() {
        Some("css") => Comment::Css,
        Some("js") => Comment::Rust,
        _ => Comment::Markup,
    };
    Artifact::new(format!("html/{}", file.path), comment, source, &file.body)
}
