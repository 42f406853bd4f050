//! Rules that users write in Rust: their results, and how they are called.
//!
//! A rule is a function of a reference to the value. Every entry point calls it whenever a value
//! can be made, except for a value that the evaluator has refused.

use crate::Severity;
use crate::fault::Fault;
use crate::pointer::push_segment;
use crate::rules::fault;
use crate::shape::{Rule, Shape};

/// One violation that a custom rule finds.
///
/// ```
/// use fieldwright_runtime::Finding;
///
/// struct Event { start: u64, end: Option<u64> }
///
/// fn ends_after_start(event: &Event) -> Vec<Finding> {
///     let wrong = event.end.filter(|end| *end < event.start);
///     let wrong = wrong.map(|end| Finding::new(format!("{end} is too early")).at(&["end"]));
///     wrong.into_iter().collect()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Finding {
    instance: String,
    message: String,
    severity: Option<Severity>,
}

impl Finding {
    /// The message; if it is empty, the rule's own message is reported.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    /// Its location: names of properties and indices, relative to the value that the rule was
    /// called with.
    #[must_use]
    pub fn at(mut self, path: &[&str]) -> Self {
        self.instance.clear();
        path.iter()
            .for_each(|token| push_segment(&mut self.instance, token));
        self
    }

    /// Its severity, which overrides that of the rule.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// The return type of a custom rule: whether it holds, or what it finds.
pub trait Verdict {
    /// The findings; none if the rule holds.
    fn findings(self) -> Vec<Finding>;
}

/// `true` if the rule holds.
impl Verdict for bool {
    fn findings(self) -> Vec<Finding> {
        if self {
            Vec::new()
        } else {
            vec![Finding::default()]
        }
    }
}

impl Verdict for Vec<Finding> {
    fn findings(self) -> Vec<Finding> {
        self
    }
}

impl Verdict for Result<(), Finding> {
    fn findings(self) -> Vec<Finding> {
        self.err().into_iter().collect()
    }
}

/// Calls the custom rules of a value's type.
#[derive(Debug)]
pub struct Asking {
    shape: &'static Shape,
    pub(crate) broken: Vec<Broken>,
}

/// A finding of a custom rule.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) fault: Fault,
    /// From the value on.
    pub(crate) instance: String,
}

impl Asking {
    pub(crate) fn new(shape: &'static Shape) -> Self {
        let broken = Vec::new();
        Self { shape, broken }
    }

    /// Records the result of the rule at `index` of the table.
    pub fn take(&mut self, index: usize, verdict: impl Verdict) {
        let Some(rule) = self.shape.layout().rules.get(index) else {
            return;
        };
        for finding in verdict.findings() {
            self.broken.push(broken(self.shape, rule, finding));
        }
    }
}

fn broken(shape: &'static Shape, rule: &'static Rule, finding: Finding) -> Broken {
    let severity = finding.severity.unwrap_or(rule.severity);
    Broken {
        fault: match finding.message.is_empty() {
            true => fault(shape, rule, &*rule.message, severity),
            false => fault(shape, rule, finding.message, severity),
        },
        instance: finding.instance,
    }
}
