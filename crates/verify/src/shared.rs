//! What one judgement remembers and spends for all its parts: an entry of a record must not cost again what another entry
//! has paid for, and two thousand must not each ask for the most that one may.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use crate::evidence::Used;
use crate::limits::{MAX_GONE_THROUGH, MAX_PROOFS_IN_ALL};
use crate::linkage::Linkage;
use crate::status::{List, Revoked};

/// See the module.
#[derive(Debug)]
pub(crate) struct Shared {
    /// How many proofs may still be judged.
    pub proofs: Cell<usize>,
    /// Bytes of documents that may still be gone through.
    pub bytes: Cell<usize>,
    /// Status lists by their address.
    pub lists: Remembered<List>,
    /// Revocation lists by their address.
    pub revoked: Remembered<Rc<Revoked>>,
    /// The domains of an issuer by its id.
    pub linkages: Remembered<Vec<Linkage>>,
}

/// What came of something, and what was looked at for it.
pub(crate) type Remembered<T> = RefCell<HashMap<String, (T, Vec<Used>)>>;

impl Default for Shared {
    fn default() -> Self {
        Self {
            proofs: Cell::new(MAX_PROOFS_IN_ALL),
            bytes: Cell::new(MAX_GONE_THROUGH),
            lists: RefCell::default(),
            revoked: RefCell::default(),
            linkages: RefCell::default(),
        }
    }
}
