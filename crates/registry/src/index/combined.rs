//! All that a record is divided by, in one column: records have few such combinations, so one look at each record
//! counts it in everything at once.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{SegmentReader, TantivyError};

/// The field that has them.
pub(super) const FIELD: &str = "combined";

/// By what hits are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Kind,
    Framework,
    Issuer,
    Lang,
    Level,
    Status,
}

/// By everything, in the order of the letters that stand for it.
pub(super) const BY: [By; 6] = [By::Kind, By::Framework, By::Issuer, By::Lang, By::Level, By::Status];

/// The values of what was found and how many have each, by [`BY`].
pub(super) type Counts<'s> = [Vec<(&'s str, u64)>; BY.len()];

/// What stands between the values of a combination: no value has it.
const END: char = '\0';

/// How many values of a record are counted: what has more has most of everything.
const MAX_VALUES: usize = 100;

/// The combination of one record as it is indexed: each value after a letter that says by what.
#[derive(Debug, Default)]
pub(super) struct Combination {
    text: String,
    values: usize,
}

impl Combination {
    /// The record has a value, however often it is said. What has the mark between values in it is none.
    pub(super) fn push(&mut self, by: By, value: &str) {
        let is_full = self.values == MAX_VALUES;
        if is_full || value.is_empty() || value.contains(END) || self.has(by, value) {
            return;
        }
        self.values += 1;
        self.text.push(char::from(b'a' + by as u8));
        self.text.push_str(value);
        self.text.push(END);
    }

    fn has(&self, by: By, value: &str) -> bool {
        Self::read(&self.text).any(|had| had == (by, value))
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// The values of a text, each with by what.
    fn read(text: &str) -> impl Iterator<Item = (By, &str)> {
        text.split_terminator(END).filter_map(|part| {
            let letter = part.bytes().next()?.checked_sub(b'a')?;
            Some((*BY.get(usize::from(letter))?, &part[1..]))
        })
    }
}

/// The combinations of a piece of the index: as long as the piece is there, the same.
#[derive(Debug)]
pub(super) struct Combinations {
    piece: SegmentId,
    column: Option<StrColumn>,
    /// Where the values of each begin in `parts`, and where those of the last end.
    starts: Vec<u32>,
    /// By what, and the number of its value.
    parts: Vec<(By, u32)>,
    /// The values by their numbers.
    values: [Vec<String>; BY.len()],
}

impl Combinations {
    /// Those of a piece; what was read before is not read again.
    pub(super) fn of(segment: &SegmentReader, before: &[Arc<Self>]) -> Result<Arc<Self>, TantivyError> {
        let same = before.iter().find(|each| each.piece == segment.segment_id());
        match same {
            Some(same) => Ok(Arc::clone(same)),
            None => Ok(Arc::new(Self::read(segment)?)),
        }
    }

    fn read(segment: &SegmentReader) -> Result<Self, TantivyError> {
        let column = segment.fast_fields().str(FIELD)?;
        let (mut starts, mut parts) = (vec![0], Vec::new());
        let mut values: [Vec<String>; BY.len()] = Default::default();
        if let Some(column) = &column {
            let mut numbers: [HashMap<String, u32>; BY.len()] = std::array::from_fn(|_| HashMap::new());
            let mut texts = column.dictionary().stream()?;
            while texts.advance() {
                // What cannot be read has no values.
                for (by, value) in Combination::read(std::str::from_utf8(texts.key()).unwrap_or_default()) {
                    let (numbers, values) = (&mut numbers[by as usize], &mut values[by as usize]);
                    let number = numbers.get(value).copied().unwrap_or_else(|| {
                        let next = values.len() as u32;
                        numbers.insert(value.to_owned(), next);
                        values.push(value.to_owned());
                        next
                    });
                    parts.push((by, number));
                }
                starts.push(parts.len() as u32);
            }
        }
        Ok(Self { piece: segment.segment_id(), column, starts, parts, values })
    }

    /// The piece they are of.
    pub(super) fn piece(&self) -> SegmentId {
        self.piece
    }

    /// Which of them each record has.
    pub(super) fn column(&self) -> Option<&Column<u64>> {
        self.column.as_ref().map(|column| column.ords())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many have each value, where so many have each combination.
    pub(super) fn counts(&self, with: &[u32]) -> Counts<'_> {
        let mut counts = self.values.each_ref().map(|values| vec![0_u64; values.len()]);
        // Most questions find few of the combinations, and each of these counts in everything.
        for (first, chunk) in (0..).step_by(CHUNK).zip(with.chunks(CHUNK)) {
            if chunk.iter().all(|with| *with == 0) {
                continue;
            }
            for (at, with) in (first..).zip(chunk).filter(|(_, with)| **with > 0) {
                let bounds = self.starts[at] as usize..self.starts[at + 1] as usize;
                for (by, value) in &self.parts[bounds] {
                    counts[*by as usize][*value as usize] += u64::from(*with);
                }
            }
        }
        let mut named = counts.into_iter().zip(&self.values).map(|(counts, values)| {
            let counted = values.iter().map(String::as_str).zip(counts);
            counted.filter(|(_, count)| *count > 0).collect::<Vec<_>>()
        });
        std::array::from_fn(|_| named.next().unwrap_or_default())
    }
}

/// How many combinations are passed over at once where none was found.
const CHUNK: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_combination_is_read_as_it_was_written() {
        let mut one = Combination::default();
        for (by, value) in [
            (By::Kind, "competency"),
            (By::Lang, "en"),
            (By::Lang, "sv"),
            (By::Lang, "en"),
            (By::Level, ""),
            (By::Level, "a\0b"),
            (By::Status, "aé"),
        ] {
            one.push(by, value);
        }
        let text = one.into_text();
        let read: Vec<_> = Combination::read(&text).collect();
        assert_eq!(read, [(By::Kind, "competency"), (By::Lang, "en"), (By::Lang, "sv"), (By::Status, "aé")]);
        assert_eq!(Combination::read("zz\0\0é\0").count(), 0);

        let mut many = Combination::default();
        (0..10 * MAX_VALUES).for_each(|n| many.push(By::Framework, &n.to_string()));
        assert_eq!(Combination::read(&many.into_text()).count(), MAX_VALUES);
    }
}
