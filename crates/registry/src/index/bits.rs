//! Documents of a piece of the index, a bit each.

use tantivy::{DocId, DocSet, TERMINATED};

/// Bits of a number.
pub(super) const EACH: u32 = u64::BITS;

/// A set of documents.
#[derive(Debug)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    /// Nothing of so many documents.
    pub(super) fn none_of(documents: DocId) -> Self {
        Self(vec![0; documents.div_ceil(EACH) as usize])
    }

    /// All of so many documents.
    pub(super) fn all_of(documents: DocId) -> Self {
        let mut bits = vec![u64::MAX; documents.div_ceil(EACH) as usize];
        if let Some(last) = bits.last_mut()
            && !documents.is_multiple_of(EACH)
        {
            *last >>= EACH - documents % EACH;
        }
        Self(bits)
    }

    pub(super) fn insert(&mut self, document: DocId) {
        self.0[(document / EACH) as usize] |= 1 << (document % EACH);
    }

    pub(super) fn has(&self, document: DocId) -> bool {
        self.0[(document / EACH) as usize] & (1 << (document % EACH)) != 0
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// They, a number for [`EACH`] documents.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &u64> {
        self.0.iter()
    }

    /// Each of them, in order.
    pub(super) fn each(&self) -> impl Iterator<Item = DocId> {
        (0..).step_by(EACH as usize).zip(&self.0).flat_map(|(first, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let at = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(first + at)
            })
        })
    }

    /// Leaves those that are to stay.
    pub(super) fn retain(&mut self, stays: impl Fn(DocId) -> bool) {
        let gone: Vec<DocId> = self.each().filter(|document| !stays(*document)).collect();
        for document in gone {
            self.0[(document / EACH) as usize] &= !(1 << (document % EACH));
        }
    }
}

/// A walk through a set.
pub(super) struct Walk<B> {
    bits: B,
    document: DocId,
}

impl<B: AsRef<Bits>> Walk<B> {
    pub(super) fn of(bits: B) -> Self {
        let mut walk = Self { bits, document: 0 };
        walk.document = walk.from(0);
        walk
    }

    /// The first at a document or after it.
    fn from(&self, document: DocId) -> DocId {
        let bits = &self.bits.as_ref().0;
        let mut at = (document / EACH) as usize;
        let Some(first) = bits.get(at) else { return TERMINATED };
        let mut left = first & (u64::MAX << (document % EACH));
        while left == 0 {
            at += 1;
            let Some(next) = bits.get(at) else { return TERMINATED };
            left = *next;
        }
        at as DocId * EACH + left.trailing_zeros()
    }
}

impl<B: AsRef<Bits> + Send> DocSet for Walk<B> {
    fn advance(&mut self) -> DocId {
        if self.document != TERMINATED {
            self.document = self.from(self.document + 1);
        }
        self.document
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.document < target {
            self.document = self.from(target);
        }
        self.document
    }

    fn doc(&self) -> DocId {
        self.document
    }

    fn size_hint(&self) -> u32 {
        self.bits.as_ref().count() as u32
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_set_has_what_was_put_in_and_is_walked_in_order() {
        let documents = [0, 1, 63, 64, 129, 190];
        let mut bits = Bits::none_of(191);
        assert_eq!((bits.count(), bits.each().count()), (0, 0));
        documents.iter().rev().for_each(|document| bits.insert(*document));
        bits.insert(64);
        assert_eq!(bits.count(), documents.len());
        assert_eq!(bits.each().collect::<Vec<_>>(), documents);
        assert!(bits.has(129) && !bits.has(128));

        bits.retain(|document| document != 63);
        for documents in [0, 1, 63, 64, 65, 128] {
            assert_eq!(
                Bits::all_of(documents).each().collect::<Vec<_>>(),
                (0..documents).collect::<Vec<_>>()
            );
        }
        let bits = Arc::new(bits);
        let mut walk = Walk::of(Arc::clone(&bits));
        let mut walked = vec![walk.doc()];
        while walk.advance() != TERMINATED {
            walked.push(walk.doc());
        }
        assert_eq!(walked, [0, 1, 64, 129, 190]);
        assert_eq!(walk.advance(), TERMINATED);
        let mut walk = Walk::of(Arc::clone(&bits));
        assert_eq!([walk.seek(1), walk.seek(0), walk.seek(2), walk.seek(190)], [1, 1, 64, 190]);
        assert_eq!((walk.seek(191), walk.size_hint()), (TERMINATED, 5));
        assert_eq!(Walk::of(Arc::new(Bits::none_of(0))).doc(), TERMINATED);
    }
}
