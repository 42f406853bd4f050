//! A change, as it is reported, and as it is found.

use fieldwright_runtime::Value;

use crate::diagnostic::{Diagnostics, Level, Levels};
pub(crate) use crate::instance::{Branch, Step, Which};
use crate::schema::SchemaId;
use crate::source::{Position, Sources, Span};

/// What changed between two schemas, in the order of the new one.
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
    /// What changed, in one sentence.
    pub message: String,
    /// Where it stood, where it did.
    pub old: Option<Location>,
    /// Where it stands, where it does.
    pub new: Option<Location>,
    /// The type as the schema calls it, and the property: `Person.name`.
    pub subject: String,
    /// The path of the Rust item, and its field or variant: `Person.name`.
    pub rust_path: Option<String>,
    /// What it means for requests: instances that were accepted must still be. Nothing where the
    /// type is in no request.
    pub requests: Option<Impact>,
    /// What it means for responses: what is sent now must be accepted by old readers. Nothing
    /// where the type is in no response.
    pub responses: Option<Impact>,
    /// What it means for Rust code that uses the types.
    pub rust: RustImpact,
    /// What to do about it.
    pub help: Option<String>,
    /// Whether a level of its code makes it fail whatever `--fail-on` says, or never.
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

/// What a change means in one direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Impact {
    /// By all that the schema says.
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

/// What proves that a change breaks something.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Witness {
    /// An instance of the type called so: one side accepts it, the other refuses it.
    Instance {
        /// The type, as the schema calls it.
        of: String,
        /// The instance.
        value: Value,
        /// Why it is refused.
        refusal: String,
    },
    /// A request or response that one side has and the other has not.
    Message(String),
}

/// What a change means for Rust code.
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

/// From what on a comparison fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Never.
    Never,
    /// What breaks validation, wire or Rust code.
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

    /// What differs, in words.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Literals(words) | Self::Breaking(words) => Some(words),
        }
    }
}

impl Change {
    /// The verdicts that there are, with their directions.
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

    /// The changes, in the order of the new schema; what is gone stands where it was.
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

    /// The same at the levels that are set: what is allowed is left out, what is denied fails,
    /// and what is a warning does not.
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
    /// Nothing is proved.
    Mixed,
}

impl Effect {
    /// What is left of it where acceptance inside does not carry over to acceptance outside.
    pub(crate) fn under(self, is_monotone: bool) -> Self {
        match self {
            Self::Same => Self::Same,
            effect if is_monotone => effect,
            _ => Self::Mixed,
        }
    }
}

/// What is tried at the location of a change to tell the sides apart.
#[derive(Debug, Clone)]
pub(crate) enum Probe {
    /// This value.
    Put(Value),
    /// Values made of the schemas at the location, of one side alone.
    Fresh,
    /// A value of this length or with this many parts, made of the schemas of one side alone.
    Sized(u64),
    /// The value without a property.
    Drop(String),
    /// The value with a property made of this schema.
    Add(String, Which, SchemaId),
    /// The value with this property.
    With(String, Value),
}

impl Probe {
    /// For what says little of the values it is about: fresh ones, and some of several lengths.
    pub(crate) fn all_sizes() -> Vec<Self> {
        let sizes = [0, 1, 2, 3, 4, 6, 11, 60].map(Self::Sized);
        std::iter::once(Self::Fresh).chain(sizes).collect()
    }
}

/// A difference, with all that is needed to find out what it means.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// The definitions it lies in.
    pub(crate) definitions: (Option<usize>, Option<usize>),
    /// Where it stands in each text.
    pub(crate) spans: (Option<Span>, Option<Span>),
    /// The schemas at its location.
    pub(crate) schemas: (Option<SchemaId>, Option<SchemaId>),
    /// The schemas around it: what has or had the part at issue.
    pub(crate) around: (Option<SchemaId>, Option<SchemaId>),
    /// The way from an instance of the definition to the value at issue.
    pub(crate) path: Vec<Step>,
    pub(crate) branches: Vec<Branch>,
    /// The property at issue, if its presence or name is.
    pub(crate) property: Option<String>,
    /// What the property was called, where it had another name.
    pub(crate) before: Option<String>,
    /// The listed value at issue.
    pub(crate) member: Option<String>,
    pub(crate) effect: Effect,
    pub(crate) wire: WireEffect,
    pub(crate) probes: Vec<Probe>,
    /// What a message proves, where no instance can.
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
            effect: Effect::Same,
            wire: WireEffect::AsValidation,
            probes: Vec::new(),
            messages: None,
        }
    }
}

/// What a change means for the shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WireEffect {
    /// The same as for validation.
    AsValidation,
    /// Nothing: it is about bounds or rules.
    Nothing,
    /// Nothing that refuses; but what is sent may be ignored or mean something else, in requests
    /// or in responses.
    Meaning(&'static str, &'static str),
}

/// Verdicts about operations, which no instance proves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Messages {
    /// What breaks: a request that was answered, or a response that was not expected.
    pub(crate) requests: Option<String>,
    pub(crate) responses: Option<String>,
    /// What it means for constants of Rust.
    pub(crate) rust: RustImpact,
}
