//! A change, as it is reported, and as it is found.

use fieldwright_runtime::Value;

use crate::diagnostic::{Diagnostics, Level, Levels};
pub(crate) use crate::instance::{Branch, Step, Which};
use crate::schema::SchemaId;
use crate::source::{Position, Sources, Span};

/// The changes between two schemas, in the order of the new one.
#[derive(Debug)]
pub struct Comparison {
    changes: Vec<Change>,
    warnings: Diagnostics,
}

/// One change.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Change {
    /// Its stable code, as `explain` takes it.
    pub code: &'static str,
    /// The change, in one sentence.
    pub message: String,
    /// The location in the old schema, if there is one.
    pub old: Option<Location>,
    /// The location in the new schema, if there is one.
    pub new: Option<Location>,
    /// The type as the schema calls it, and the property: `Person.name`.
    pub subject: String,
    /// The path of the Rust item, and its field or variant: `Person.name`.
    pub rust_path: Option<String>,
    /// The impact on requests: instances that were accepted must still be. `None` if the type is in
    /// no request.
    pub requests: Option<Impact>,
    /// The impact on responses: old readers must accept new instances. `None` if the type is in no
    /// response.
    pub responses: Option<Impact>,
    /// The impact on Rust code that uses the types.
    pub rust: RustImpact,
    /// The recommended action.
    pub help: Option<String>,
    /// The level of its code, which makes it fail always or never, whatever `--fail-on` is.
    pub level: Option<Level>,
    pub(crate) spans: (Option<Span>, Option<Span>),
}

/// A location in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The name of the file.
    pub file: String,
    /// Line and column, from 1.
    pub position: Position,
}

/// The impact of a change in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// By all keywords of the schema.
    pub validation: Verdict,
    /// By the shape alone: types, presence, names and listed values, without bounds and rules.
    pub wire: Verdict,
}

/// Whether a change can break the other side.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// The rule of the code proves it.
    Compatible,
    /// Neither a rule nor a witness proves anything; why.
    Unclear(String),
    /// A witness proves it.
    Breaking(Witness),
}

/// The proof that a change breaks something.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Witness {
    /// An instance of the named type: one side accepts it, the other refuses it.
    Instance {
        /// The type, as the schema calls it.
        of: String,
        /// The instance.
        value: Value,
        /// Why it is refused.
        refusal: String,
    },
    /// A request or response that only one side has.
    Message(String),
}

/// The impact of a change on Rust code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RustImpact {
    /// Nothing.
    #[default]
    None,
    /// A field or variant was added: literals and exhaustive matches have to name it.
    Literals(String),
    /// A path, a type or a signature is another one.
    Breaking(String),
}

/// The threshold from which a comparison fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Never.
    Never,
    /// Changes that break validation, wire or Rust code.
    #[default]
    Breaking,
    /// Also what is unclear.
    Unclear,
    /// Also what concerns literals of Rust only.
    Literals,
    /// Any change, documentation included.
    Any,
}

impl Verdict {
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Compatible => 0,
            Self::Unclear(_) => 1,
            Self::Breaking(_) => 2,
        }
    }

    /// `compatible`, `unclear` or `breaking`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Unclear(_) => "unclear",
            Self::Breaking(_) => "breaking",
        }
    }
}

impl RustImpact {
    /// `none`, `literals` or `breaking`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Literals(_) => "literals",
            Self::Breaking(_) => "breaking",
        }
    }

    /// The difference, in words.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Literals(words) | Self::Breaking(words) => Some(words),
        }
    }
}

impl Change {
    /// All verdicts, with their directions.
    pub(crate) fn verdicts(&self) -> impl Iterator<Item = (&'static str, &'static str, &Verdict)> {
        let both = [("requests", &self.requests), ("responses", &self.responses)];
        both.into_iter().flat_map(|(direction, impact)| {
            impact.iter().flat_map(move |impact| {
                [
                    (direction, "validation", &impact.validation),
                    (direction, "wire", &impact.wire),
                ]
            })
        })
    }

    /// The worst of all verdicts: `breaking`, `unclear`, `literals`, or `compatible`.
    #[must_use]
    pub fn severity(&self) -> &'static str {
        let worst = self.verdicts().map(|(_, _, v)| v.rank()).max().unwrap_or(0);
        match (worst, &self.rust) {
            (2, _) | (_, RustImpact::Breaking(_)) => "breaking",
            (1, _) => "unclear",
            (_, RustImpact::Literals(_)) => "literals",
            _ => "compatible",
        }
    }

    /// Whether it makes a comparison fail.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        let rank = match self.severity() {
            "breaking" => 3,
            "unclear" => 2,
            "literals" => 1,
            _ => 0,
        };
        match self.level {
            Some(Level::Deny) => return true,
            Some(Level::Warn | Level::Allow) => return false,
            None => {}
        }
        match on {
            FailOn::Never => false,
            FailOn::Breaking => rank >= 3,
            FailOn::Unclear => rank >= 2,
            FailOn::Literals => rank >= 1,
            FailOn::Any => true,
        }
    }

    pub(crate) fn locate(&mut self, sources: &Sources) {
        let location = |span: Span| Location {
            file: sources.name(span.source).to_owned(),
            position: sources.position(span),
        };
        self.old = self.spans.0.map(location);
        self.new = self.spans.1.map(location);
    }
}

impl Comparison {
    pub(crate) fn new(changes: Vec<Change>, warnings: Diagnostics) -> Self {
        Self { changes, warnings }
    }

    /// The changes, in the order of the new schema; removed parts are at their previous position.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Warnings about the new side.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The same with the names of files below `folder`, which they are relative to.
    #[must_use]
    pub fn below(mut self, folder: &std::path::Path) -> Self {
        let places = self
            .changes
            .iter_mut()
            .flat_map(|c| [&mut c.old, &mut c.new]);
        for place in places.flatten() {
            let name = folder.join(&place.file);
            place.file = name.to_string_lossy().replace('\\', "/");
        }
        self.warnings = self.warnings.below(folder);
        self
    }

    /// Whether one of the changes makes it fail.
    #[must_use]
    pub fn fails(&self, on: FailOn) -> bool {
        self.changes.iter().any(|change| change.fails(on))
    }

    /// The same at the given levels: allowed changes are left out, denied ones fail, and warnings
    /// do not.
    #[must_use]
    pub fn leveled(mut self, levels: &Levels) -> Self {
        self.changes.retain_mut(|change| {
            change.level = levels.of_code(change.code);
            change.level != Some(Level::Allow)
        });
        self
    }
}

// --- what is found -------------------------------------------------------------

/// How the accepted instances change, as far as a rule proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The same instances are accepted.
    Same,
    /// All that the new schema accepts, the old one accepts.
    Narrows,
    /// All that the old schema accepts, the new one accepts.
    Widens,
    /// No direction is proved.
    Mixed,
}

impl Effect {
    /// The effect of the reverse change.
    pub(crate) fn reversed(self) -> Self {
        match self {
            Self::Narrows => Self::Widens,
            Self::Widens => Self::Narrows,
            effect => effect,
        }
    }

    /// The effect if acceptance inside does not imply acceptance outside.
    pub(crate) fn under(self, is_monotone: bool) -> Self {
        match self {
            Self::Same => Self::Same,
            effect if is_monotone => effect,
            _ => Self::Mixed,
        }
    }
}

/// A value that is tried at the location of a change to distinguish the sides.
#[derive(Debug, Clone)]
pub(crate) enum Probe {
    /// This value.
    Put(Value),
    /// Values made from the schemas at the location, of one side alone.
    Fresh,
    /// A value of this length or with this many parts, made from the schemas of one side alone.
    Sized(u64),
    /// The value without a property.
    Drop(String),
    /// The value with a property made from this schema.
    Add(String, Which, SchemaId),
    /// The value with this property.
    With(String, Value),
}

impl Probe {
    /// For keywords that say little about their values: fresh ones, and some of several lengths.
    pub(crate) fn all_sizes() -> Vec<Self> {
        let sizes = [0, 1, 2, 3, 4, 6, 11, 60].map(Self::Sized);
        std::iter::once(Self::Fresh).chain(sizes).collect()
    }
}

/// A difference, with the data that is needed to decide its impact.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The definitions it lies in.
    pub(crate) definitions: (Option<usize>, Option<usize>),
    /// The span in each text.
    pub(crate) spans: (Option<Span>, Option<Span>),
    /// The schemas at its location.
    pub(crate) schemas: (Option<SchemaId>, Option<SchemaId>),
    /// The enclosing schemas, which have or had the part at issue.
    pub(crate) around: (Option<SchemaId>, Option<SchemaId>),
    /// The way from an instance of the definition to the value at issue.
    pub(crate) path: Vec<Step>,
    pub(crate) branches: Vec<Branch>,
    /// The property at issue, if its presence or name is.
    pub(crate) property: Option<String>,
    /// The previous name of the property, if it had another one.
    pub(crate) before: Option<String>,
    /// The listed value at issue.
    pub(crate) member: Option<String>,
    /// The keywords that changed, if only these refuse what the change refuses.
    pub(crate) keywords: Vec<&'static str>,
    pub(crate) effect: Effect,
    pub(crate) wire: WireEffect,
    pub(crate) probes: Vec<Probe>,
    /// The proof by a message, if no instance can prove it.
    pub(crate) messages: Option<Messages>,
}

impl Found {
    /// A difference that is at no location inside a type, and changes no verdict.
    pub(super) fn new(code: &'static str, message: String) -> Self {
        Self {
            code,
            message,
            help: None,
            definitions: (None, None),
            spans: (None, None),
            schemas: (None, None),
            around: (None, None),
            path: Vec::new(),
            branches: Vec::new(),
            property: None,
            before: None,
            member: None,
            keywords: Vec::new(),
            effect: Effect::Same,
            wire: WireEffect::AsValidation,
            probes: Vec::new(),
            messages: None,
        }
    }
}

/// The effect of a change on the shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireEffect {
    /// The same as for validation.
    AsValidation,
    /// None: the change concerns bounds or rules.
    Nothing,
    /// Refuses nothing; but values may be ignored or have another meaning, in requests or in
    /// responses.
    Meaning(&'static str, &'static str),
}

/// Verdicts about operations, which no instance proves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Messages {
    /// A broken message: a request that was answered, or a response that was not expected.
    pub(crate) requests: Option<String>,
    pub(crate) responses: Option<String>,
    /// The impact on constants of Rust.
    pub(crate) rust: RustImpact,
}

/// A difference in one item, or in one of its fields or variants.
#[derive(Debug, Clone)]
pub(super) struct RustDifference {
    pub(super) code: &'static str,
    /// Its pointers in the normalised schemas.
    pub(super) pointers: (Vec<String>, Vec<String>),
    /// The pointers of the types in it, on both sides.
    pub(super) types: (Vec<String>, Vec<String>),
    /// The listed value or alternative, of a variant.
    pub(super) member: Option<String>,
    /// Whether it is about the item as a whole.
    pub(super) is_item: bool,
    /// Whether it is about the map of undeclared properties.
    pub(super) is_rest: bool,
    /// `Person.name`.
    pub(super) path: String,
    pub(super) impact: RustImpact,
    pub(super) help: Option<String>,
    pub(super) spans: (Option<Span>, Option<Span>),
}

/// The setting that keeps a name in Rust.
pub(super) fn keep_name(target: &str, name: &str) -> String {
    format!(
        "to keep the name in Rust: `[types.{target}]` with `rename = \"{name}\"` in fieldwright.toml"
    )
}
