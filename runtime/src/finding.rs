//! Rules that users write in Rust: what they say, and how they are asked.
//!
//! A rule is a function of a reference to the value. It is asked whenever a value can be made, by
//! every path; not of one that the evaluator has refused.

use crate::Severity;
use crate::fault::Fault;
use crate::pointer::push_segment;
use crate::rules::fault;
use crate::shape::{Rule, Shape};

/// One thing that a rule of one's own finds wrong.
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
    /// What is wrong, in words; where they are empty, the rule's own message is told.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }

    /// Where it is wrong: names of properties and indices, from the value on which the rule was
    /// asked.
    #[must_use]
    pub fn at(mut self, path: &[&str]) -> Self {
        self.instance.clear();
        path.iter()
            .for_each(|token| push_segment(&mut self.instance, token));
        self
    }

    /// That it refuses nothing, or does, whatever the rule's severity.
    #[must_use]
    pub fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// What a rule of one's own may return: whether it holds, or what it finds.
pub trait Verdict {
    /// What is wrong; nothing where the rule holds.
    fn findings(self) -> Vec<Finding>;
}

/// `true` where the rule holds.
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

/// Asks the rules of a value's type that are functions.
#[derive(Debug)]
pub struct Asking {
    shape: &'static Shape,
    pub(crate) broken: Vec<Broken>,
}

/// What a rule of one's own found.
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

    /// Takes down the answer of the rule at `index` of the table.
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
