//! Where the shared folder is: beside the project, or where `TOUCHSTONE_SHARED` says.

use std::path::PathBuf;

pub(crate) fn shared() -> PathBuf {
    #[allow(clippy::disallowed_methods, reason = "tests have no configuration but this")]
    let given = std::env::var("TOUCHSTONE_SHARED");
    given.map_or_else(
        |_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    )
}
