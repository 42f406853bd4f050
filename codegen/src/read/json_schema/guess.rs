//! The draft of a schema that does not declare it, and whether a document is a schema at all.

use fieldwright_runtime::{CountKeyword, NumberKeyword};

use super::dialect::Draft;
use crate::source::{Kind, Node};

/// Keywords that make a document a schema, though it does not name its draft.
const KEYWORDS: [&str; 31] = [
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "$anchor",
    "$dynamicRef",
    "$recursiveRef",
    "definitions",
    "type",
    "enum",
    "const",
    "properties",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "required",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "uniqueItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "pattern",
    "format",
];

/// Whether a document looks like a JSON Schema.
pub(in crate::read) fn is_schema(root: Node<'_>) -> bool {
    match root.kind() {
        Kind::Bool => true,
        Kind::Mapping => {
            let counts = CountKeyword::ALL.iter().map(|keyword| keyword.name());
            let numbers = NumberKeyword::ALL.iter().map(|keyword| keyword.name());
            let mut all = KEYWORDS.iter().copied().chain(counts).chain(numbers);
            all.any(|keyword| root.get(keyword).is_some())
        }
        _ => false,
    }
}

/// The draft that the keywords of a schema point to, and why.
pub(super) fn draft(root: Node<'_>) -> (Draft, &'static str) {
    let mut found = DraftSigns::default();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        found.note(node);
        open.extend(node.items());
        open.extend(node.entries().map(|(_, value)| value));
    }
    match () {
        () if found.of_four => (Draft::Four, ", because of a boolean bound or an `id`"),
        () if found.of_2019 => (Draft::Y2019, ", because of `$recursiveRef`"),
        () if found.of_2020 => (Draft::Y2020, ""),
        () if found.new && found.old => (Draft::Y2019, ", because of its keywords"),
        () if found.old => (Draft::Seven, ", because of its keywords"),
        () => (Draft::Y2020, ""),
    }
}

/// Which drafts the keywords met belong to.
#[derive(Default)]
struct DraftSigns {
    of_four: bool,
    of_2019: bool,
    of_2020: bool,
    /// From 2019-09 on.
    new: bool,
    /// Up to draft 7, or 2019-09.
    old: bool,
}

impl DraftSigns {
    fn note(&mut self, node: Node<'_>) {
        let has = |keyword: &str| node.get(keyword).is_some();
        let is_flag = |keyword: &str| node.get(keyword).is_some_and(|n| n.kind() == Kind::Bool);
        let is_list = |keyword: &str| {
            node.get(keyword)
                .is_some_and(|n| n.kind() == Kind::Sequence)
        };
        let is_text = |keyword: &str| node.get(keyword).is_some_and(|n| n.kind() == Kind::String);
        self.of_four |= is_flag("exclusiveMinimum") || is_flag("exclusiveMaximum");
        self.of_four |= is_text("id") && !has("$id") && (has("type") || has("properties"));
        self.of_2019 |= has("$recursiveRef") || has("$recursiveAnchor");
        self.of_2020 |= is_list("prefixItems") || has("$dynamicRef") || has("$dynamicAnchor");
        self.new |= ["$defs", "$anchor", "dependentRequired", "dependentSchemas"]
            .iter()
            .any(|keyword| has(keyword));
        self.old |= is_list("items") || has("additionalItems");
        self.old |= has("definitions") || has("dependencies");
    }
}
