//! The runtime's folder -> when it was last edited.
//!
//! The scratch crates depend on it by path: an edit in the middle of a run would be
//! compiled into some of the numbers.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The time of the newest file; `None` where the file system does not tell.
pub(crate) fn last_edit() -> Option<SystemTime> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime");
    newest(runtime.join("src")).max(newest(runtime.join("Cargo.toml")))
}

fn newest(path: PathBuf) -> Option<SystemTime> {
    if !path.is_dir() {
        return path.metadata().and_then(|data| data.modified()).ok();
    }
    let entries = path.read_dir().ok()?.filter_map(Result::ok);
    entries.filter_map(|entry| newest(entry.path())).max()
}
