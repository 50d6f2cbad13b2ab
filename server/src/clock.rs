//! The one place that reads the clock of the wall.

use std::time::{SystemTime, UNIX_EPOCH};

use credential::Timestamp;

/// Now; 1970 where the clock stands before it.
#[allow(
    clippy::disallowed_methods,
    reason = "time enters the program here, and is an argument everywhere else"
)]
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .unwrap_or_default()
}
