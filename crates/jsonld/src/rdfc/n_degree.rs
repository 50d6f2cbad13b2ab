//! Hash N-Degree Quads (§4.8) and Hash Related Blank Node (§4.7), within a budget.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::digest::Digest;
use super::issuer::Temporary;
use super::{OverBudget, Position, State, blanks};
use crate::limits::MAX_N_DEGREE_DEPTH;

impl State<'_> {
    /// Step 5 of §4.4.3 for blank nodes of equal first-degree hash.
    pub(super) fn tell_apart(&mut self, group: &[u32]) -> Result<(), OverBudget> {
        let mut results: Vec<(Digest, Temporary)> = Vec::new();
        for blank in group {
            if self.canonical.get(*blank).is_some() {
                continue;
            }
            let mut issuer = Temporary::default();
            issuer.issue(*blank);
            results.push(self.n_degree(*blank, issuer, 0)?);
        }
        results.sort_by_key(|(digest, _)| *digest);
        for (_, issuer) in results {
            for blank in issuer.order() {
                self.canonical.issue(*blank);
            }
        }
        Ok(())
    }

    fn n_degree(
        &mut self,
        blank: u32,
        issuer: Temporary,
        depth: usize,
    ) -> Result<(Digest, Temporary), OverBudget> {
        /// Mentions, or issued names, that cost as much as a call.
        const UNIT: usize = 16;
        let size = self.mentions(blank).len() + issuer.order().len();
        self.spend(1 + u32::try_from(size / UNIT).unwrap_or(u32::MAX))?;
        if depth >= MAX_N_DEGREE_DEPTH {
            return Err(OverBudget);
        }
        let mut issuer = issuer;
        let mut data = String::new();
        for (digest, mut related) in self.related(blank, &issuer) {
            self.hash.write(&digest, &mut data);
            related.sort_unstable();
            let mut chosen: Option<(String, Temporary)> = None;
            loop {
                if let Some(better) =
                    self.path(&related, &issuer, chosen.as_ref().map(|(path, _)| path.as_str()), depth)?
                {
                    chosen = Some(better);
                }
                if !next_permutation(&mut related) {
                    break;
                }
                self.spend(1)?;
            }
            if let Some((path, own)) = chosen {
                data.push_str(&path);
                issuer = own;
            }
        }
        Ok((self.hash.of(std::iter::once(data.as_bytes())), issuer))
    }

    /// Steps 1 to 3: the blank nodes next to one, by what they look like from there.
    fn related(&self, blank: u32, issuer: &Temporary) -> BTreeMap<Digest, Vec<u32>> {
        let mut related: BTreeMap<Digest, Vec<u32>> = BTreeMap::new();
        let mut input = String::new();
        for number in self.mentions(blank) {
            if self.repeated[*number as usize] {
                continue;
            }
            let quad = &self.dataset.quads[*number as usize];
            for (position, other) in blanks(quad).filter(|(_, other)| *other != blank) {
                input.clear();
                input.push_str(position.as_str());
                if position != Position::Graph {
                    input.push_str(self.dataset.get(quad.predicate));
                }
                match (self.canonical.get(other), issuer.get(other)) {
                    (Some(number), _) => {
                        let _ = write!(input, "_:c14n{number}");
                    }
                    (None, Some(number)) => {
                        let _ = write!(input, "_:b{number}");
                    }
                    (None, None) => self.hash.write(&self.hashes[other as usize], &mut input),
                }
                let digest = self.hash.of(std::iter::once(input.as_bytes()));
                related.entry(digest).or_default().push(other);
            }
        }
        related
    }

    /// Steps 5.4.1 to 5.4.6: the path of one permutation, if it is better than the chosen one.
    fn path(
        &mut self,
        permutation: &[u32],
        issuer: &Temporary,
        chosen: Option<&str>,
        depth: usize,
    ) -> Result<Option<(String, Temporary)>, OverBudget> {
        let worse = |path: &str| chosen.is_some_and(|chosen| path.len() >= chosen.len() && path > chosen);
        let mut issuer = issuer.clone();
        let mut path = String::new();
        let mut recursion: Vec<u32> = Vec::new();
        for other in permutation {
            match self.canonical.get(*other) {
                Some(number) => {
                    let _ = write!(path, "_:c14n{number}");
                }
                None => {
                    if issuer.get(*other).is_none() {
                        recursion.push(*other);
                    }
                    let _ = write!(path, "_:b{}", issuer.issue(*other));
                }
            }
            if worse(&path) {
                return Ok(None);
            }
        }
        for other in recursion {
            let (digest, result) = self.n_degree(other, issuer.clone(), depth + 1)?;
            let _ = write!(path, "_:b{}<", issuer.issue(other));
            self.hash.write(&digest, &mut path);
            path.push('>');
            issuer = result;
            if worse(&path) {
                return Ok(None);
            }
        }
        Ok(chosen.is_none_or(|chosen| path.as_str() < chosen).then_some((path, issuer)))
    }
}

/// The next permutation in lexicographic order; false after the last.
fn next_permutation(items: &mut [u32]) -> bool {
    let Some(pivot) = items.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    if let Some(swap) = items.iter().rposition(|item| *item > items[pivot]) {
        items.swap(pivot, swap);
    }
    items[pivot + 1..].reverse();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutations() {
        let mut items = [1, 2, 3, 4];
        let mut count = 1;
        while next_permutation(&mut items) {
            count += 1;
        }
        assert_eq!((count, items), (24, [4, 3, 2, 1]));
    }
}
