//! The tree of active contexts that all threads share, and its bound.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::Context;
use crate::limits::MAX_SHARED_TERMS;

/// Terms of all living contexts that are made of bundled ones only.
static TERMS: AtomicUsize = AtomicUsize::new(0);

static ROOT: RwLock<Option<Arc<Context>>> = RwLock::new(None);

/// The initial context, from which all others are entered.
///
/// When the tree has grown to its bound it is left to those that still read it, and a new one begins: a visitor who
/// makes it grow with odd combinations of types costs the others a fraction of a millisecond, now and then.
pub(crate) fn root() -> Arc<Context> {
    if may_grow()
        && let Some(root) = &*ROOT.read().unwrap_or_else(PoisonError::into_inner)
    {
        return Arc::clone(root);
    }
    let mut root = ROOT.write().unwrap_or_else(PoisonError::into_inner);
    match &*root {
        Some(root) if may_grow() => Arc::clone(root),
        Some(_) | None => {
            let fresh = Context::initial().finish();
            *root = Some(Arc::clone(&fresh));
            fresh
        }
    }
}

/// Whether more shared contexts may be kept.
pub(super) fn may_grow() -> bool {
    TERMS.load(Ordering::Relaxed) < MAX_SHARED_TERMS
}

pub(super) fn count(terms: usize) {
    TERMS.fetch_add(terms, Ordering::Relaxed);
}

pub(super) fn uncount(terms: usize) {
    TERMS.fetch_sub(terms, Ordering::Relaxed);
}
