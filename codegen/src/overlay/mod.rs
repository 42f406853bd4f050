//! An overlay document (Overlay Specification 1.0, 1.1) applied to a document, before that is read:
//! the result is a document whose parts know their file.
//!
//! ```yaml
//! overlay: 1.1.0
//! info: { title: What we know better, version: 1.0.0 }
//! actions:
//!   - target: $.components.schemas.Pet
//!     update: { required: [name] }
//!   - target: $.paths[?@.get['x-internal'] == true]
//!     remove: true
//! ```

mod merge;
mod path;

use crate::diagnostic::Diagnostic;
use crate::source::{Document, Kind, Limits, MAX_DEPTH, Node, Span, Tree};
use fieldwright_runtime::nearest;

use path::{Location, PathError, Query};

/// Errors, warnings and notes.
type Reports = Vec<Diagnostic>;

/// Applies the overlay that `overlay` is to a tree.
pub(crate) fn apply(tree: &mut Tree, overlay: &Document, limits: Limits) -> Reports {
    let mut reader = OverlayReader {
        reports: Vec::new(),
        left: limits.of(MOST_ADDED),
        limits,
        is_full: false,
    };
    let Some((is_first, actions)) = reader.document(overlay.root()) else {
        return reader.reports;
    };
    for action in actions {
        reader.action(tree, action, is_first);
        if reader.is_full {
            break;
        }
    }
    reader.reports
}

/// How much the actions of an overlay may add, in bytes: a copy into itself doubles each time.
const MOST_ADDED: u64 = 64 << 20;

struct OverlayReader {
    reports: Reports,
    limits: Limits,
    /// The remaining budget, in bytes.
    left: u64,
    /// Whether the budget is exhausted: further actions are skipped.
    is_full: bool,
}

impl OverlayReader {
    /// Whether the version is 1.0, and the actions.
    fn document<'d>(&mut self, root: Node<'d>) -> Option<(bool, Vec<Node<'d>>)> {
        let Some((_, version)) = root.entry("overlay") else {
            let message = "this is no overlay: the key `overlay` is missing";
            self.bad(root.span(), message, "start it with `overlay: 1.1.0`");
            return None;
        };
        let text = version.as_str().or(version.number_text());
        let text = text.unwrap_or_default();
        let is = |minor: &str| text == minor || text.starts_with(&format!("{minor}."));
        if !is("1.0") && !is("1.1") {
            let message = "overlays are read in the versions 1.0 and 1.1";
            let help = "`overlay: 1.1.0`";
            let diagnostic = Diagnostic::error("unknown-version", version.span(), message);
            self.reports.push(diagnostic.help(help));
            return None;
        }
        self.keys(root, &["overlay", "info", "extends", "actions"]);
        match root.get("info") {
            Some(info) => {
                self.keys(info, &["title", "version", "description"]);
                for key in ["title", "version"] {
                    if info.get(key).is_none() {
                        let message = format!("`{key}` is missing");
                        self.bad(info.span(), &message, "`info` has a title and a version");
                    }
                }
            }
            None => self.bad(
                root.span(),
                "`info` is missing",
                "`info` has a title and a version",
            ),
        }
        match root.get("actions") {
            Some(actions) if actions.kind() == Kind::Sequence && !actions.is_empty() => {
                Some((is("1.0"), actions.items().collect()))
            }
            Some(actions) => {
                self.bad(actions.span(), "expected a list of actions", ACTION);
                None
            }
            None => {
                self.bad(root.span(), "`actions` is missing", ACTION);
                None
            }
        }
    }

    fn action(&mut self, tree: &mut Tree, action: Node<'_>, is_first: bool) {
        let known: &[&str] = match is_first {
            true => &["target", "description", "update", "remove"],
            false => &["target", "description", "update", "remove", "copy"],
        };
        if !self.keys(action, known) {
            return;
        }
        let Some(target) = action.get("target") else {
            return self.bad(action.span(), "`target` is missing", ACTION);
        };
        let Some(places) = self.find(tree, target) else {
            return;
        };
        if places.is_empty() {
            let message = "nothing in the document is selected, so this action does nothing";
            let help = "if that is meant, take the action out";
            let diagnostic = Diagnostic::warning("unmatched-target", target.span(), message);
            self.reports.push(diagnostic.help(help));
            return;
        }
        match action
            .get("remove")
            .map(|remove| (remove.as_bool(), remove))
        {
            Some((Some(true), _)) => return self.remove(tree, &places, target.span()),
            Some((None, remove)) => {
                return self.bad(remove.span(), "expected true or false", ACTION);
            }
            Some((Some(false), _)) | None => {}
        }
        let update = match (action.get("update"), action.get("copy")) {
            (Some(update), None) => Tree::of(update, self.limits),
            (None, Some(copy)) => self.copy(tree, copy),
            (Some(_), Some(copy)) => {
                return self.bad(copy.span(), "an action has `update` or `copy`", ACTION);
            }
            (None, None) => {
                return self.bad(action.span(), "this action does nothing", ACTION);
            }
        };
        if let Some(update) = update {
            self.update(tree, &places, &update, target.span(), is_first);
        }
    }

    /// The locations that a query selects, each once, in the tree's order.
    fn find(&mut self, tree: &Tree, target: Node<'_>) -> Option<Vec<Location>> {
        let Some(text) = target.as_str() else {
            self.bad(
                target.span(),
                "expected a JSONPath in quotes",
                "`$.paths.*.get`",
            );
            return None;
        };
        let query = match Query::parse(text) {
            Ok(query) => query,
            Err(error) => {
                self.bad_path(text, target.span(), &error);
                return None;
            }
        };
        let Ok(mut places) = query.find(tree, self.limits) else {
            let message = "the query would look at too many nodes";
            let diagnostic = Diagnostic::error("too-large", target.span(), message);
            let help = format!(
                "queries within the filters of `..` multiply; say where the nodes lie; {}",
                self.limits.help()
            );
            self.reports.push(diagnostic.help(help));
            return None;
        };
        places.sort();
        places.dedup();
        Some(places)
    }

    /// The one node that `copy` selects.
    fn copy(&mut self, tree: &Tree, copy: Node<'_>) -> Option<Tree> {
        let places = self.find(tree, copy)?;
        if let [only] = places.as_slice() {
            return at(tree, only).cloned();
        }
        let message = format!("`copy` selects {} nodes where one is needed", places.len());
        self.bad(copy.span(), &message, "name the node that is to be copied");
        None
    }

    fn remove(&mut self, tree: &mut Tree, places: &[Location], span: Span) {
        // From the back, so that the locations before stay valid.
        for place in places.iter().rev() {
            let Some((last, parent)) = place.split_last() else {
                let help = "leave the input out instead";
                self.bad(span, "the whole document cannot be removed", help);
                continue;
            };
            if let Some(parent) = at_mut(tree, parent) {
                merge::remove(parent, *last);
            }
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        places: &[Location],
        update: &Tree,
        span: Span,
        is_first: bool,
    ) {
        let (weight, levels) = update.extent();
        for place in places {
            let Some(left) = self.left.checked_sub(weight) else {
                self.is_full = true;
                let message = "the actions add too much to the document";
                let diagnostic = Diagnostic::error("too-large", span, message);
                let help = self.limits.help();
                return self.reports.push(diagnostic.help(help));
            };
            self.left = left;
            if place.len() + levels > MAX_DEPTH {
                self.is_full = true;
                let message = "the actions nest the document too deep";
                let diagnostic = Diagnostic::error("too-deep", span, message);
                return self
                    .reports
                    .push(diagnostic.help("a `copy` into itself doubles its depth"));
            }
            let Some(node) = at_mut(tree, place) else {
                continue;
            };
            if let Err(problem) = merge::update(node, update, is_first) {
                let diagnostic = Diagnostic::error("bad-overlay", problem.update, problem.message);
                let diagnostic = diagnostic.related(problem.target, "what it would change");
                let help = "objects are merged, arrays take new elements, values are replaced";
                self.reports
                    .push(diagnostic.related(span, "selected here").help(help));
                return;
            }
        }
    }

    /// Whether the node is an object; unknown keys are reported.
    fn keys(&mut self, node: Node<'_>, known: &[&str]) -> bool {
        if node.kind() != Kind::Mapping {
            self.bad(node.span(), "expected an object", ACTION);
            return false;
        }
        for (key, _) in node.entries() {
            if known.contains(&key.text) || key.text.starts_with("x-") {
                continue;
            }
            let message = format!("`{}` is not known here", key.text);
            let diagnostic = Diagnostic::error("unknown-key", key.span, message);
            self.reports
                .push(match nearest(key.text, known.iter().copied()) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(format!("known here: {}", known.join(", "))),
                });
        }
        true
    }

    fn bad(&mut self, span: Span, message: &str, help: &str) {
        let diagnostic = Diagnostic::error("bad-overlay", span, message);
        self.reports.push(diagnostic.help(help));
    }

    fn bad_path(&mut self, text: &str, span: Span, error: &PathError) {
        let at = text.get(..error.at).map_or(0, |head| head.chars().count()) + 1;
        let message = format!("this is no JSONPath: {} (at character {at})", error.message);
        let help = "JSONPath is that of RFC 9535: `$.paths['/pets'].*[?@.deprecated == true]`";
        let diagnostic = Diagnostic::error("bad-json-path", span, message);
        self.reports.push(diagnostic.help(help));
    }
}

const ACTION: &str = "an action has a `target` and `update`, `remove: true` or, in 1.1, `copy`";

fn at<'t>(tree: &'t Tree, place: &[usize]) -> Option<&'t Tree> {
    place
        .iter()
        .try_fold(tree, |tree, index| tree.child(*index))
}

fn at_mut<'t>(tree: &'t mut Tree, place: &[usize]) -> Option<&'t mut Tree> {
    let mut steps = place.iter();
    steps.try_fold(tree, |tree, index| tree.child_mut(*index))
}
