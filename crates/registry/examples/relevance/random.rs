//! Chance that is the same for the same seed.

/// SplitMix64: a few lines, and the same numbers on every machine and in every edition of every library.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// From a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// For one of many things that each have a chance of their own, whatever is drawn for the others.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut random = Self(seed ^ number.wrapping_mul(0xd6e8_feb8_6659_fd93));
        random.next();
        random
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; 0 below 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        // That small numbers come a little more often shows nowhere below 2^32.
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// A number from one to another, both of them too.
    pub(crate) fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most.saturating_sub(least) + 1)
    }

    /// One of several.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// So many of them at the most, in an order of chance.
    pub(crate) fn draw<T>(&mut self, mut of: Vec<T>, most: usize) -> Vec<T> {
        for at in 0..most.min(of.len()) {
            let other = self.between(at, of.len() - 1);
            of.swap(at, other);
        }
        of.truncate(most);
        of
    }
}
