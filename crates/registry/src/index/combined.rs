//! All that a record is divided by, in two columns: records have few such combinations, so two looks at each record
//! count it in everything. In one, there would be as many combinations as both have, multiplied: a hundred thousand of a
//! million records.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::bits::{Bits, EACH};

/// The fields that have them: what a record is, and where it stands.
pub(super) const FIELDS: [&str; 2] = ["combined", "within"];

/// How many records have each combination of each field.
pub(super) type With = [Vec<u32>; FIELDS.len()];

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

impl By {
    /// The place in [`FIELDS`] of the one that has it.
    fn field(self) -> usize {
        match self {
            Self::Kind | Self::Lang | Self::Level | Self::Status => 0,
            Self::Framework | Self::Issuer => 1,
        }
    }
}

/// By everything, in the order of the letters that stand for it.
pub(super) const BY: [By; 6] = [By::Kind, By::Framework, By::Issuer, By::Lang, By::Level, By::Status];

/// The values of what was found and how many have each, by [`BY`].
pub(super) type Counts<'s> = [Vec<(&'s str, u64)>; BY.len()];

/// What stands between the values of a combination: no value has it.
const END: char = '\0';

/// How many values of a record are counted: what has more has most of everything.
const MAX_VALUES: usize = 100;

/// The combinations of one record as they are indexed: each value after a letter that says by what.
#[derive(Debug, Default)]
pub(super) struct Combination {
    texts: [String; FIELDS.len()],
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
        let text = &mut self.texts[by.field()];
        text.push(char::from(b'a' + by as u8));
        text.push_str(value);
        text.push(END);
    }

    fn has(&self, by: By, value: &str) -> bool {
        Self::read(&self.texts[by.field()]).any(|had| had == (by, value))
    }

    /// A text for each of the fields.
    pub(super) fn into_texts(self) -> [String; FIELDS.len()] {
        self.texts
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
    of_fields: [OfField; FIELDS.len()],
    /// The values by their numbers.
    values: [Vec<String>; BY.len()],
}

/// Those of one field.
#[derive(Debug)]
struct OfField {
    of_records: Which,
    /// Where the values of each begin in `parts`, and where those of the last end.
    starts: Vec<u32>,
    /// By what, and the number of its value.
    parts: Vec<(By, u32)>,
}

/// Which combination each record has, in memory: some questions find a third of all records, and to look each up in its
/// column takes longer than all else. A record that has none has the number after the last.
#[derive(Debug)]
enum Which {
    Few(Vec<u16>),
    Many(Vec<u32>),
}

impl Which {
    /// Those of a column, of so many combinations.
    fn read(column: Option<&StrColumn>, records: DocId, combinations: usize) -> Self {
        let mut which = vec![None; records as usize];
        if let Some(column) = column {
            let all: Vec<DocId> = (0..records).collect();
            column.ords().first_vals(&all, &mut which);
        }
        let numbers = which.into_iter().map(|which| which.map_or(combinations, |which| which as usize));
        match u16::try_from(combinations) {
            Ok(_) => Self::Few(numbers.map(|number| number as u16).collect()),
            Err(_) => Self::Many(numbers.map(|number| number as u32).collect()),
        }
    }

    /// Counts some records, and some others.
    fn count(&self, records: Option<&Bits>, others: &[DocId], with: &mut [u32]) {
        match self {
            Self::Few(of_records) => count(of_records, records, others, with),
            Self::Many(of_records) => count(of_records, records, others, with),
        }
    }
}

fn count<N: Copy + Into<u32>>(of_records: &[N], records: Option<&Bits>, others: &[DocId], with: &mut [u32]) {
    let mut one = |number: &N| {
        let number: u32 = (*number).into();
        if let Some(with) = with.get_mut(number as usize) {
            *with += 1;
        }
    };
    for (some, of_some) in records.into_iter().flat_map(Bits::numbers).zip(of_records.chunks(EACH as usize)) {
        if *some == u64::MAX {
            of_some.iter().for_each(&mut one);
            continue;
        }
        let mut left = *some;
        while left != 0 {
            of_some.get(left.trailing_zeros() as usize).into_iter().for_each(&mut one);
            left &= left - 1;
        }
    }
    for record in others {
        of_records.get(*record as usize).into_iter().for_each(&mut one);
    }
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
        let mut values: [Vec<String>; BY.len()] = Default::default();
        let [first, second] = FIELDS;
        let of_fields =
            [OfField::read(segment, first, &mut values)?, OfField::read(segment, second, &mut values)?];
        Ok(Self { piece: segment.segment_id(), of_fields, values })
    }

    /// The piece they are of.
    pub(super) fn piece(&self) -> SegmentId {
        self.piece
    }

    /// How many of some records, and of some others, have each combination of the first fields.
    pub(super) fn count(&self, records: Option<&Bits>, others: &[DocId], fields: usize) -> With {
        let mut with = self.of_fields.each_ref().map(|of| vec![0; of.starts.len() - 1]);
        for (of, with) in self.of_fields.iter().zip(&mut with).take(fields) {
            of.of_records.count(records, others, with);
        }
        with
    }

    /// How many have each value, where so many have each combination.
    pub(super) fn counts(&self, with: &With) -> Counts<'_> {
        let mut counts = self.values.each_ref().map(|values| vec![0_u64; values.len()]);
        for (of, with) in self.of_fields.iter().zip(with) {
            of.count(with, &mut counts);
        }
        let mut named = counts.into_iter().zip(&self.values).map(|(counts, values)| {
            let counted = values.iter().map(String::as_str).zip(counts);
            counted.filter(|(_, count)| *count > 0).collect::<Vec<_>>()
        });
        std::array::from_fn(|_| named.next().unwrap_or_default())
    }
}

impl OfField {
    /// Those of a field; what they are made of is put to the values.
    fn read(
        segment: &SegmentReader,
        field: &str,
        values: &mut [Vec<String>; BY.len()],
    ) -> Result<Self, TantivyError> {
        let column = segment.fast_fields().str(field)?;
        let (mut starts, mut parts) = (vec![0], Vec::new());
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
        let of_records = Which::read(column.as_ref(), segment.max_doc(), starts.len() - 1);
        Ok(Self { of_records, starts, parts })
    }

    /// Counts the values of so many of each.
    fn count(&self, with: &[u32], counts: &mut [Vec<u64>; BY.len()]) {
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
        one.push(By::Framework, "competency");
        let [is, within] = one.into_texts();
        let read: Vec<_> = Combination::read(&is).collect();
        assert_eq!(read, [(By::Kind, "competency"), (By::Lang, "en"), (By::Lang, "sv"), (By::Status, "aé")]);
        assert_eq!(Combination::read(&within).collect::<Vec<_>>(), [(By::Framework, "competency")]);
        assert_eq!(Combination::read("zz\0\0é\0").count(), 0);

        let mut many = Combination::default();
        (0..10 * MAX_VALUES).for_each(|n| many.push(By::Framework, &n.to_string()));
        assert_eq!(many.into_texts().map(|text| Combination::read(&text).count()), [0, MAX_VALUES]);
    }
}
