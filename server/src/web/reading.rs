//! What reads the registry: off the threads that answer, and hardly more at once than there are processors.

use std::num::NonZero;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use ::site::registry::RegistryError;
use actix_web::web;
use tokio::sync::Semaphore;

use super::refusal::Refusal;

/// Reading is work for a processor, and for others that are free. With many more at once than there are, each takes turns
/// with all others, and what takes long is done last of all. One more, so that none stands still while another hands over.
static ROOM: LazyLock<Arc<Semaphore>> =
    LazyLock::new(|| Arc::new(Semaphore::new(available_parallelism().map_or(1, NonZero::get) + 1)));

/// Runs what somebody waits for.
pub(super) async fn read<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, RegistryError> + Send + 'static,
) -> Result<T, Refusal> {
    let room = Arc::clone(&ROOM).acquire_owned().await;
    unhurried(move || {
        // Whoever asked may be gone: the work goes on, and its place is taken as long.
        let _room = room;
        work()
    })
    .await
}

/// Runs what takes no room: what nobody waits for, and what waits itself.
pub(super) async fn unhurried<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, RegistryError> + Send + 'static,
) -> Result<T, Refusal> {
    match web::block(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => {
            tracing::error!(%error, "the registry");
            Err(Refusal::fault())
        }
        Err(error) => {
            tracing::error!(%error, "the registry");
            Err(Refusal::fault())
        }
    }
}
