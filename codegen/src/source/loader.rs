//! Paths -> documents: reads files, each once, and only allowed ones.
//!
//! A `$ref` can name any path; files outside the root folder are not opened unless the user maps
//! them (symbolic links are followed before that check). Opens files, never a network connection.
//! Knows nothing of schemas.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use super::Limits;
use super::{Document, SourceId, Sources, Span, SyntaxError};

/// The path of a URI in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapping {
    /// The URI without a fragment; one that ends in `/` maps all that begin with it.
    pub(crate) uri: String,
    /// A file, or a folder for a URI that ends in `/`.
    pub(crate) path: PathBuf,
}

/// Loads the documents of one input.
#[derive(Debug)]
pub(crate) struct Loader<'s> {
    sources: &'s mut Sources,
    root: PathBuf,
    mappings: &'s [Mapping],
    documents: Vec<Rc<Document>>,
    by_path: BTreeMap<PathBuf, usize>,
    files: Vec<PathBuf>,
    /// Faults in the texts read, to be collected by the caller.
    errors: Vec<SyntaxError>,
}

/// Why there is no document.
#[derive(Debug)]
pub(crate) enum LoadError {
    /// The file lies outside the root folder.
    Outside,
    /// It cannot be read: the error of the system, and its path if there is no such file.
    Unreadable(String, Option<PathBuf>),
    /// It has too many bytes: how many, and how to raise the limit.
    TooLarge(String, String),
    /// It is not UTF-8: its encoding, if known, and the span of the first invalid byte.
    Encoding(Option<&'static str>, Span),
    /// It was read, and its text is invalid; [`Loader::take_errors`] returns the errors.
    Syntax,
}

/// The encoding of bytes that are not UTF-8, by the first ones.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    const STARTS: [(&[u8], &str); 8] = [
        (b"\xff\xfe", "text in UTF-16"),
        (b"\xfe\xff", "text in UTF-16"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a file compressed by gzip"),
        (b"\xd0\xcf\x11\xe0", "an Office document of before 2007"),
    ];
    let known = STARTS.iter().find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, name)| *name)
}

impl LoadError {
    fn of(error: &std::io::Error, on_disk: Option<&Path>, limits: Limits) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => {
                Self::Unreadable(error.to_string(), on_disk.map(Path::to_owned))
            }
            std::io::ErrorKind::FileTooLarge => Self::TooLarge(error.to_string(), limits.help()),
            _ => Self::Unreadable(error.to_string(), None),
        }
    }
}

impl<'s> Loader<'s> {
    /// A loader that opens nothing outside `root`, except `mappings`.
    pub(crate) fn new(sources: &'s mut Sources, root: &Path, mappings: &'s [Mapping]) -> Self {
        Self {
            sources,
            root: root.to_owned(),
            mappings,
            documents: Vec::new(),
            by_path: BTreeMap::new(),
            files: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(crate) fn document(&self, index: usize) -> Option<Rc<Document>> {
        self.documents.get(index).cloned()
    }

    /// All documents read so far.
    pub(crate) fn documents(&self) -> &[Rc<Document>] {
        &self.documents
    }

    /// Replaces a document.
    pub(crate) fn replace(&mut self, index: usize, document: Document) {
        if let Some(place) = self.documents.get_mut(index) {
            *place = Rc::new(document);
        }
    }

    /// The limits on documents.
    pub(crate) fn limits(&self) -> super::Limits {
        self.sources.limits()
    }

    /// The texts read, by document.
    pub(crate) fn sources(&self) -> &Sources {
        self.sources
    }

    /// The files opened, as paths that can be opened again.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    pub(crate) fn take_errors(&mut self) -> Vec<SyntaxError> {
        std::mem::take(&mut self.errors)
    }

    /// The file a URI is mapped to, if any; the longest mapping counts.
    pub(crate) fn mapped(&self, uri: &str) -> Option<PathBuf> {
        let fits = |mapping: &&Mapping| match mapping.uri.strip_suffix('/') {
            Some(_) => uri.starts_with(&mapping.uri),
            None => uri == mapping.uri,
        };
        let best = self.mappings.iter().filter(fits);
        let best = best.max_by_key(|mapping| mapping.uri.len())?;
        let rest = uri.get(best.uri.len()..).unwrap_or_default();
        if rest.is_empty() {
            return Some(best.path.clone());
        }
        let plain = Path::new(rest)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        plain.then(|| best.path.join(rest))
    }

    /// Adds a given text; `name` is the name of its file.
    pub(crate) fn text(&mut self, name: &str, text: String) -> Result<usize, LoadError> {
        let id = self.sources.add(name, text);
        self.parse(id)
    }

    /// The document of a file the user named: it may lie anywhere.
    pub(crate) fn named(&mut self, path: &Path) -> Result<usize, LoadError> {
        self.open(path, |_, _| true)
    }

    /// The document of a file that a document or a mapping named. Links do not lead out of the
    /// folders that these may lead to.
    pub(crate) fn referenced(&mut self, path: &Path, mapped: bool) -> Result<usize, LoadError> {
        self.open(path, |loader, real| match mapped {
            true => loader.is_mapped(real),
            false => loader.contains(real),
        })
    }

    fn open(
        &mut self,
        path: &Path,
        may: impl FnOnce(&Self, &Path) -> bool,
    ) -> Result<usize, LoadError> {
        let file = self.root.join(path);
        let limits = self.sources.limits();
        let store = self.sources.store();
        let on_disk = store.is_disk().then_some(file.as_path());
        let unreadable = |error: std::io::Error| LoadError::of(&error, on_disk, limits);
        let real = store.real(&file).map_err(unreadable)?;
        if let Some(index) = self.by_path.get(&real) {
            return Ok(*index);
        }
        if !may(self, &real) {
            return Err(LoadError::Outside);
        }
        let bytes = self
            .sources
            .store()
            .read(&file, limits)
            .map_err(unreadable)?;
        let shown = self.sources.store().shown(&path.to_string_lossy());
        self.files.push(file);
        match String::from_utf8(bytes) {
            Ok(text) => {
                let index = self.text(&shown, text)?;
                self.by_path.insert(real, index);
                Ok(index)
            }
            Err(error) => {
                let at = super::sources::to_u32(error.utf8_error().valid_up_to());
                let known = encoding(error.as_bytes());
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let id = self.sources.add(shown, text);
                Err(LoadError::Encoding(known, Span::new(id, at, at + 1)))
            }
        }
    }

    /// Whether a real path is the target of a mapping, or lies in it.
    fn is_mapped(&self, real: &Path) -> bool {
        self.mappings.iter().any(|mapping| {
            let path = self.sources.store().real(&self.root.join(&mapping.path));
            path.is_ok_and(|path| real.starts_with(path))
        })
    }

    /// Whether a real path lies in the root folder or beside a file that the user named.
    fn contains(&self, real: &Path) -> bool {
        let root = match self.root.as_os_str().is_empty() {
            true => self.sources.store().real(Path::new(".")),
            false => self.sources.store().real(&self.root),
        };
        let beside = self.by_path.iter().filter(|(_, index)| **index == 0);
        let mut beside = beside.filter_map(|(path, _)| path.parent());
        root.is_ok_and(|root| real.starts_with(root)) || beside.any(|dir| real.starts_with(dir))
    }

    fn parse(&mut self, id: SourceId) -> Result<usize, LoadError> {
        let parsed = self.sources.parse(id);
        self.errors.extend(parsed.errors);
        let document = parsed.document.ok_or(LoadError::Syntax)?;
        self.documents.push(Rc::new(document));
        Ok(self.documents.len() - 1)
    }
}
