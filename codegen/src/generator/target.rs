//! Modules -> files: those of a crate, or of a module in a crate of the user's.
//!
//! ```text
//! a crate:     Cargo.toml (where asked for), src/lib.rs, src/shop.rs, docs/shop.md, html/...
//! a module:    mod.rs, shop.rs, shop/order.rs (where there are many), and nothing else
//! ```

use std::collections::BTreeSet;

use super::Module;
#[cfg(feature = "html")]
use super::reference;
use crate::artifact::{Artifact, Comment};
#[cfg(feature = "html")]
use crate::emit::html::Masthead;
use crate::emit::rust;

/// The kind of output of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Target {
    /// A crate: `src/`, `docs/`, `html/`.
    #[default]
    Crate,
    /// A module of somebody's crate: `mod.rs` and the files beside it.
    Modules,
}

/// The common properties of all modules of a run.
#[derive(Clone, Copy)]
pub(super) struct Beside<'r> {
    /// Whether all that is public has documentation.
    pub(super) documents_all: bool,
    pub(super) masthead: &'r Masthead,
}

/// Without the HTML reference, there is no masthead.
#[cfg(not(feature = "html"))]
pub(super) struct Masthead;

#[cfg(not(feature = "html"))]
impl super::Generator {
    pub(super) fn masthead(&self, _: &mut crate::diagnostic::Collector) -> Masthead {
        Masthead
    }
}

impl Target {
    /// The folders that contain only generated files, below that of the output.
    pub(super) fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Crate => &["src", "docs", "html"],
            Self::Modules => &[""],
        }
    }

    /// The files of all modules.
    pub(super) fn artifacts(
        self,
        package: Option<&Package>,
        modules: Vec<Module>,
        beside: Beside<'_>,
    ) -> Vec<Artifact> {
        let listed: Vec<_> = modules
            .iter()
            .map(|m| (m.name.clone(), m.docs.clone()))
            .collect();
        match self {
            Self::Crate => of_crate(package, &listed, modules, beside),
            Self::Modules => {
                let index = rust::index(&listed);
                let index = Artifact::new("mod.rs".to_owned(), Comment::Root, None, &index);
                let files = modules.into_iter().flat_map(|m| rust_files(&m, ""));
                std::iter::once(index).chain(files).collect()
            }
        }
    }
}

fn of_crate(
    package: Option<&Package>,
    listed: &[(String, Option<String>)],
    modules: Vec<Module>,
    #[cfg_attr(not(feature = "html"), expect(unused))] beside: Beside<'_>,
) -> Vec<Artifact> {
    let mut artifacts = Vec::new();
    if let Some(package) = package {
        let features = modules.iter().flat_map(|module| module.features.clone());
        artifacts.push(package.manifest(&features.collect()));
    }
    let has_ascii_names = modules.iter().all(|module| module.has_ascii_names);
    let library = rust::library(listed, has_ascii_names);
    let library = Artifact::new("src/lib.rs".to_owned(), Comment::Root, None, &library);
    artifacts.push(library);
    #[cfg(feature = "html")]
    artifacts.extend(reference::front(&modules, beside.masthead));
    for module in modules {
        let source = Some(module.source.as_str());
        artifacts.extend(rust_files(&module, "src/"));
        if let Some(page) = &module.page {
            let path = format!("docs/{}.md", module.name);
            artifacts.push(Artifact::new(path, Comment::Markup, source, page));
        }
        #[cfg(feature = "html")]
        let pages = module.html.iter().flat_map(|html| &html.files);
        #[cfg(feature = "html")]
        artifacts.extend(pages.map(|file| reference::artifact(file, source)));
    }
    artifacts
}

fn rust_files(module: &Module, folder: &str) -> Vec<Artifact> {
    let files = module.rust.iter().map(|file| {
        let path = format!("{folder}{}", file.path);
        Artifact::new(path, Comment::Rust, Some(&module.source), &file.text)
    });
    files.collect()
}

/// A complete crate around the modules.
#[derive(Debug, Clone)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) runtime_path: Option<String>,
    /// Whether a workspace around it has it as a member.
    pub(super) is_member: bool,
}

impl Package {
    /// Its `Cargo.toml`.
    fn manifest(&self, features: &BTreeSet<&str>) -> Artifact {
        let version = fieldwright_runtime::CONTRACT_SINCE;
        let source = match &self.runtime_path {
            Some(path) => format!("path = {}, ", toml_string(path)),
            None => String::new(),
        };
        let names: Vec<String> = features.iter().map(|name| toml_string(name)).collect();
        let features = match names.as_slice() {
            [] => String::new(),
            names => format!(", features = [{}]", names.join(", ")),
        };
        // Without it, cargo would search an enclosing workspace, which need not list it.
        let workspace = if self.is_member {
            ""
        } else {
            "\n[workspace]\n"
        };
        let body = format!(
            "[package]\nname = {}\nversion = \"0.0.0\"\nedition = \"2021\"\nrust-version = \"1.88\"\npublish = false\n\n\
             [dependencies]\nfieldwright-runtime = {{ {source}version = \"{version}\", default-features = false{features} }}\n\
             {workspace}",
            toml_string(&self.name),
        );
        Artifact::new("Cargo.toml".to_owned(), Comment::Toml, None, &body)
    }
}

/// A TOML basic string; JSON's escapes are TOML's, too.
fn toml_string(text: &str) -> String {
    fieldwright_runtime::Value::from(text).to_string()
}
