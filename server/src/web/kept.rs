//! Pages of the registry, as they were rendered: the same for everybody, as long as nothing of it changes.

use std::sync::Arc;

use actix_web::web::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// What is kept at the most, in bytes: some thousand pages, or ten of the largest frameworks.
const MAX_BYTES: u64 = 32 << 20;

/// Pages of the usual size in that room, which the cache wants to know.
const PAGES: usize = 2_000;

/// What a page is made from: see `Catalogue::mark`.
pub(super) type Mark = (u64, u64, u64);

/// A rendered page.
#[derive(Debug)]
pub(super) struct Page {
    mark: Mark,
    /// Whether search engines may have it.
    pub(super) is_indexable: bool,
    /// It.
    pub(super) body: Bytes,
}

#[derive(Debug, Clone)]
struct Weight;

impl Weighter<String, Arc<Page>> for Weight {
    fn weight(&self, address: &String, page: &Arc<Page>) -> u64 {
        (address.len() + page.body.len() + size_of::<Page>()) as u64
    }
}

/// Rendered pages by their addresses.
pub(super) struct Kept(Cache<String, Arc<Page>, Weight>);

impl Kept {
    pub(super) fn new() -> Self {
        Self(Cache::with_weighter(PAGES, MAX_BYTES, Weight))
    }

    /// The page of an address, where it was made from the same.
    pub(super) fn get(&self, address: &str, mark: Mark) -> Option<Arc<Page>> {
        self.0.get(address).filter(|page| page.mark == mark)
    }

    /// Keeps a page that was made from this.
    pub(super) fn put(&self, address: String, mark: Mark, is_indexable: bool, body: String) -> Arc<Page> {
        // A text that grew has room for twice as much, perhaps, which nobody would count.
        let body = Bytes::from(body.into_bytes().into_boxed_slice());
        let page = Arc::new(Page { mark, is_indexable, body });
        self.0.insert(address, Arc::clone(&page));
        page
    }
}
