//! Proof chains (VC Data Integrity §4.5): a proof that names previous proofs signs them too.

use std::collections::HashMap;

use crate::data_integrity::Proof;
use crate::text::shorten;

/// How the proofs of a document hang together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chain {
    /// No proof names another: a set, or a single one.
    None,
    /// Every `previousProof` is there. This is an order in which each comes after those it names; whether the
    /// signatures hold is still to be seen.
    Holds(Vec<usize>),
    /// A `previousProof` that is no id.
    NotAnId {
        /// The proof that has it.
        proof: usize,
    },
    /// A `previousProof` that is not there.
    Missing {
        /// The proof that names it.
        proof: usize,
        /// The id, shortened.
        id: String,
    },
    /// Proofs that come before themselves (our addition: the standard does not look).
    Cycle {
        /// The proofs that can never be judged: on the cycle, or after it.
        proofs: Vec<usize>,
    },
}

/// Says how proofs hang together. The work grows with the text of the proofs, whatever they name.
pub fn chain(proofs: &[Proof<'_>]) -> Chain {
    // Proofs of one id are one step: whoever names it comes after all of them.
    let mut steps: HashMap<&str, Step> = HashMap::new();
    for proof in proofs {
        if let Some(id) = proof.id() {
            steps.entry(id).or_default().open += 1;
        }
    }
    let mut waits = vec![0_usize; proofs.len()];
    for (at, proof) in proofs.iter().enumerate() {
        for previous in proof.previous_proofs() {
            let Some(id) = previous.as_str() else { return Chain::NotAnId { proof: at } };
            let Some(step) = steps.get_mut(id) else { return Chain::Missing { proof: at, id: shorten(id) } };
            step.before.push(at);
            waits[at] += 1;
        }
    }
    if waits.iter().all(|waits| *waits == 0) {
        return Chain::None;
    }
    let mut order: Vec<usize> = (0..proofs.len()).filter(|at| waits[*at] == 0).collect();
    let mut next = 0;
    while let Some(at) = order.get(next).copied() {
        next += 1;
        let Some(step) = proofs[at].id().and_then(|id| steps.get_mut(id)) else { continue };
        step.open -= 1;
        if step.open > 0 {
            continue;
        }
        for waiting in std::mem::take(&mut step.before) {
            waits[waiting] -= 1;
            if waits[waiting] == 0 {
                order.push(waiting);
            }
        }
    }
    if order.len() == proofs.len() {
        return Chain::Holds(order);
    }
    Chain::Cycle { proofs: (0..proofs.len()).filter(|at| waits[*at] > 0).collect() }
}

/// The proofs that one names, in document order: what its signature covers beside the document (§4.5, step 3.1).
/// Only those that are there; [`chain`] says whether all are.
pub fn matching_proofs(proofs: &[Proof<'_>], proof: &Proof<'_>) -> Vec<usize> {
    let mut names: Vec<&str> = proof.previous_proofs().filter_map(|id| id.as_str()).collect();
    names.sort_unstable();
    let named = |id: Option<&str>| id.is_some_and(|id| names.binary_search(&id).is_ok());
    (0..proofs.len()).filter(|at| named(proofs[*at].id())).collect()
}

/// All proofs of one id.
#[derive(Default)]
struct Step {
    /// How many of them still wait.
    open: usize,
    /// The proofs that name it; several times where they do.
    before: Vec<usize>,
}

#[cfg(test)]
mod tests;
