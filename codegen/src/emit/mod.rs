//! Model, names and facts -> text. Knows no sources and no diagnostics: after the
//! gate nothing can fail.

mod describe;
pub(crate) mod docs;
#[cfg(feature = "html")]
pub(crate) mod html;
mod prose;
pub(crate) mod rust;
mod text;
