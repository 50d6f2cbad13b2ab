//! RDF Dataset Canonicalization (RDFC-1.0): names for blank nodes that depend on nothing but the statements.

mod digest;
mod first_degree;
mod issuer;
mod n_degree;
mod output;

use crate::limits::MAX_CANONICAL;
use crate::rdf::{Dataset, Raw, RawQuad};
use digest::Digest;
pub use digest::Hash;
use issuer::Issuer;

/// N-degree calls and permutations that a canonicalisation may take, and steps of their size.
///
/// Of the official cases the hardest that has to be computed takes 700, a transcript with 2,000 results that look alike
/// 4,000, a list of a hundred equal values 37,000. Each takes 1 to 3 µs, so that a poisoned graph costs an eighth of a
/// second.
pub const DEFAULT_BUDGET: u32 = 50_000;

/// A canonical dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    /// The canonical N-Quads (§5).
    pub nquads: String,
    /// What of the budget it took.
    pub spent: u32,
    issued: Vec<u32>,
}

impl Canonical {
    /// The blank nodes of the dataset in the order of their canonical numbers: the first is `c14n0`.
    pub fn issued(&self) -> &[u32] {
        &self.issued
    }
}

/// The blank nodes of the dataset are too much alike: telling them apart takes more work than the budget allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the blank nodes are too much alike to be told apart within the limits")]
pub struct OverBudget;

impl Dataset {
    /// The canonicalization algorithm (§4.4.3).
    ///
    /// # Errors
    /// [`OverBudget`] instead of unbounded work (§7.1, poisoned datasets).
    pub fn canonicalize(&self, hash: Hash, budget: u32) -> Result<Canonical, OverBudget> {
        let mut state = State::new(self, hash, budget);
        state.first_degree();
        state.issue()?;
        let nquads = state.write()?;
        let spent = budget - state.budget;
        Ok(Canonical { nquads, spent, issued: state.canonical.into_order() })
    }
}

/// The canonicalization state (§4.3).
struct State<'d> {
    dataset: &'d Dataset,
    hash: Hash,
    budget: u32,
    /// Statements by blank node, one after the other; of the blank node `n` those from `starts[n]` to `starts[n + 1]`.
    mentions: Vec<u32>,
    starts: Vec<u32>,
    /// Statements that an earlier one says already.
    repeated: Vec<bool>,
    /// First-degree hashes by blank node.
    hashes: Vec<Digest>,
    canonical: Issuer,
}

/// The blank nodes of a statement, with what they are in it.
fn blanks(quad: &RawQuad) -> impl Iterator<Item = (Position, u32)> {
    let blank = |position, raw| match raw {
        Raw::Blank(blank) => Some((position, blank)),
        Raw::Iri(_) | Raw::Literal(..) => None,
    };
    blank(Position::Subject, quad.subject)
        .into_iter()
        .chain(blank(Position::Object, quad.object))
        .chain(quad.graph.and_then(|graph| blank(Position::Graph, graph)))
}

/// Where in a statement a blank node stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    Subject,
    Object,
    Graph,
}

impl Position {
    fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "s",
            Self::Object => "o",
            Self::Graph => "g",
        }
    }
}

impl<'d> State<'d> {
    /// Steps 1 and 2: which statements mention which blank node.
    #[allow(clippy::cast_possible_truncation, reason = "statements are limited far below 4 Gi")]
    fn new(dataset: &'d Dataset, hash: Hash, budget: u32) -> Self {
        let count = dataset.blanks as usize;
        let mut starts = vec![0_u32; count + 2];
        for quad in &dataset.quads {
            each_blank(quad, |blank| starts[blank as usize + 2] += 1);
        }
        for n in 2..starts.len() {
            starts[n] += starts[n - 1];
        }
        let mut mentions = vec![0_u32; starts[count + 1] as usize];
        for (n, quad) in dataset.quads.iter().enumerate() {
            each_blank(quad, |blank| {
                let place = &mut starts[blank as usize + 1];
                mentions[*place as usize] = n as u32;
                *place += 1;
            });
        }
        Self {
            dataset,
            hash,
            budget,
            mentions,
            starts,
            repeated: vec![false; dataset.quads.len()],
            hashes: vec![Digest::default(); count],
            canonical: Issuer::new(count),
        }
    }

    fn mentions(&self, blank: u32) -> &[u32] {
        &self.mentions[self.starts[blank as usize] as usize..self.starts[blank as usize + 1] as usize]
    }

    /// Steps 4 and 5: names, for unique hashes at once, for equal ones after a closer look.
    fn issue(&mut self) -> Result<(), OverBudget> {
        let mut order: Vec<u32> =
            (0..self.dataset.blanks).filter(|blank| !self.mentions(*blank).is_empty()).collect();
        order.sort_unstable_by_key(|blank| (self.hashes[*blank as usize], *blank));
        let mut alike: Vec<&[u32]> = Vec::new();
        for group in order.chunk_by(|a, b| self.hashes[*a as usize] == self.hashes[*b as usize]) {
            match group {
                [blank] => self.canonical.issue(*blank),
                group => alike.push(group),
            }
        }
        for group in alike {
            self.tell_apart(group)?;
        }
        Ok(())
    }

    fn spend(&mut self, units: u32) -> Result<(), OverBudget> {
        self.budget = self.budget.checked_sub(units).ok_or(OverBudget)?;
        Ok(())
    }
}

/// Every blank node of a statement once.
fn each_blank(quad: &RawQuad, mut f: impl FnMut(u32)) {
    let mut seen = [u32::MAX; 2];
    for (n, (_, blank)) in blanks(quad).enumerate() {
        if !seen.contains(&blank) {
            f(blank);
            if let Some(place) = seen.get_mut(n) {
                *place = blank;
            }
        }
    }
}

/// Whether the canonical form would be longer than we write.
fn too_long(bytes: usize) -> bool {
    bytes > MAX_CANONICAL
}
