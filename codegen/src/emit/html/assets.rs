//! The common parts of every tree: styles, script, and the policy of the pages.

use super::Masthead;

/// The looks, light and dark, on screens and on paper.
const STYLE: &str = include_str!("style.css");

/// The styles, with the logo if there is one.
pub(super) fn style(masthead: &Masthead) -> String {
    match &masthead.logo {
        Some(logo) => format!(
            "{STYLE}\n/* The logo */\n.home::before {{ content: \"\"; display: inline-block; width: 1.75rem; height: 1.75rem; \
             margin-inline-end: .6rem; vertical-align: middle; background: url(\"{logo}\") center / contain no-repeat; }}\n"
        ),
        None => STYLE.to_owned(),
    }
}

/// Search and the choice of colours; the pages are complete without it.
pub(super) const SCRIPT: &str = include_str!("script.js");

/// Only the tree's own files are loaded. Some browsers need `file:` for `'self'` if a page is
/// opened from a disk; pages of the web may not load it.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' file:; \
     style-src 'self' file:; img-src data:; base-uri 'none'; form-action 'none'";
