//! `--trust`: lists of issuers, read at the start.

use credential::Timestamp;
use fetch::Door;
use site::{TrustError, TrustSource};
use verify::TrustList;

/// Reads every list; the first that cannot be read ends it.
pub(crate) async fn read(
    sources: &[TrustSource],
    door: &Door,
    now: Timestamp,
) -> Result<Vec<TrustList>, TrustError> {
    let mut lists = Vec::with_capacity(sources.len());
    for source in sources {
        lists.push(source.read(door, now).await?);
    }
    Ok(lists)
}
