//! The current step of a run, for progress displays.

use std::fmt;
use std::sync::Arc;

use super::{Generator, Input, shown_path};

/// The current step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress<'p> {
    /// Its name: `reading`, `modelling`, `writing`, `comparing`, `judging changes of`.
    pub phase: &'static str,
    /// The input that it is about.
    pub input: &'p str,
    /// The number of the input, or of the change, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
}

/// The observer; none by default.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<Arc<Callback>>);

type Callback = dyn Fn(&Progress<'_>) + Send + Sync;

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Observer").field(&self.0.is_some()).finish()
    }
}

impl Observer {
    pub(super) fn report(&self, phase: &'static str, input: &str, (number, count): (usize, usize)) {
        if let Some(observer) = &self.0 {
            let progress = Progress {
                phase,
                input,
                number,
                count,
            };
            observer(&progress);
        }
    }
}

impl Generator {
    /// Calls `observer` whenever a run begins with something else; often, so it is to be quick.
    #[must_use]
    pub fn observe(mut self, observer: impl Fn(&Progress<'_>) + Send + Sync + 'static) -> Self {
        self.observer = Observer(Some(Arc::new(observer)));
        self
    }

    /// Reports a phase of an input.
    pub(super) fn begin(&self, phase: &'static str, input: &Input) {
        if self.observer.0.is_some() {
            let mut inputs = self.inputs.iter();
            let index = inputs.position(|one| std::ptr::eq(one, input));
            let number = index.map_or(1, |index| index + 1);
            let of = (number, self.inputs.len());
            self.observer.report(phase, &shown_path(&input.path), of);
        }
    }
}
