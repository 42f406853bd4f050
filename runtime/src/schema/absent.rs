//! A substitute for the evaluator without the feature `evaluator`.

/// A subschema for the evaluator; uninhabited without the feature `evaluator`.
#[derive(Debug)]
pub enum Subschema {}

impl crate::Reader<'_> {
    /// Reads the next value without evaluation.
    pub(crate) fn evaluated<T>(
        &mut self,
        _: &'static [Subschema],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        read(self)
    }
}
