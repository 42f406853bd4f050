//! Sets of small numbers.

/// A set of field indices; 64 fit without an allocation.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    first: u64,
    rest: Vec<u64>,
}

impl Bits {
    /// The first 64.
    #[cfg(feature = "evaluator")]
    pub(crate) fn of_word(first: u64) -> Self {
        let rest = Vec::new();
        Self { first, rest }
    }

    /// Adds `index` and returns whether it was new.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        let word = match index.checked_sub(64) {
            None => &mut self.first,
            Some(rest) => self.spilled(rest / 64),
        };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[cold]
    fn spilled(&mut self, word: usize) -> &mut u64 {
        if self.rest.len() <= word {
            self.rest.resize(word + 1, 0);
        }
        &mut self.rest[word]
    }

    #[inline]
    pub(crate) fn contains(&self, index: usize) -> bool {
        let word = match index.checked_sub(64) {
            None => self.first,
            Some(rest) => self.rest.get(rest / 64).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }

    /// Whether it contains all of `others`.
    #[inline]
    pub(crate) fn covers(&self, others: &Self) -> bool {
        let rest = self.rest.iter().copied().chain(std::iter::repeat(0));
        others.first & !self.first == 0
            && others
                .rest
                .iter()
                .zip(rest)
                .all(|(others, own)| others & !own == 0)
    }

    /// Whether it contains any of `others`.
    #[inline]
    pub(crate) fn meets(&self, others: &Self) -> bool {
        let mut rest = self.rest.iter().zip(others.rest.iter());
        self.first & others.first != 0 || rest.any(|(own, others)| own & others != 0)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.first == 0 && self.rest.iter().all(|word| *word == 0)
    }

    /// The one that is in it, if it is only one.
    pub(crate) fn only(&self) -> Option<usize> {
        if self.rest.is_empty() {
            let is_one = self.first.is_power_of_two();
            return is_one.then_some(self.first.trailing_zeros() as usize);
        }
        let mut all = self.iter();
        let first = all.next();
        first.filter(|_| all.next().is_none())
    }

    /// In rising order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        let words = std::iter::once(&self.first).chain(&self.rest).enumerate();
        words.flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(place * 64 + bit)
            })
        })
    }
}
