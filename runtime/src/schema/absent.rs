//! What stands for the evaluator where the feature `evaluator` is off.

/// A subschema for the evaluator, of which there is none without the feature `evaluator`.
#[derive(Debug)]
pub enum Subschema {}

impl crate::Reader<'_> {
    /// Reads what stands here, of which nothing is evaluated.
    pub(crate) fn evaluated<T>(
        &mut self,
        _: &'static [Subschema],
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        read(self)
    }
}
