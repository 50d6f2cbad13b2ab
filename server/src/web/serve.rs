//! The process that serves: it listens, answers, and stops when running checks have ended.

use std::future::{Future as _, poll_fn};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::pin;
use std::task::Poll;

use actix_web::HttpServer;
use actix_web::web::Data;

use super::{Site, app, warm};

/// Seconds that running checks have to end after a signal: a judgement has 12, a link 3 before it.
const STOP_SECONDS: u64 = 20;

/// Seconds that a client has to send its head, and then what goes on with nobody writing.
const CLIENT_SECONDS: u64 = 15;

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// The address is taken, or not this machine's.
    #[error("{address} cannot be listened on: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// With `--allow-loopback` every visitor could have this machine's own services asked.
    #[error("--allow-loopback is for this machine alone, and {0} can be reached from outside")]
    Public(IpAddr),
    /// The server ended with an error.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
}

/// Serves until a signal asks it to stop; `ready` hears the address once it listens.
pub(crate) fn serve(
    mut site: Site,
    address: SocketAddr,
    allow_loopback: bool,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    if allow_loopback && !address.ip().is_loopback() {
        return Err(ServeError::Public(address.ip()));
    }
    let listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).map_err(listen)?;
    let bound = listener.local_addr().map_err(listen)?;
    site.local = bound;
    let site = Data::new(site);
    actix_web::rt::System::new().block_on(async move {
        site.documents().await;
        let warmed = Data::clone(&site);
        let server = HttpServer::new(move || app(Data::clone(&site)))
            .shutdown_timeout(STOP_SECONDS)
            .client_request_timeout(std::time::Duration::from_secs(CLIENT_SECONDS))
            .listen(listener)
            .map_err(listen)?
            .run();
        let mut server = pin!(server);
        // It hears signals from its first poll on: who is told that it listens may stop it at once.
        let ended = poll_fn(|context| Poll::Ready(server.as_mut().poll(context))).await;
        if let Poll::Ready(ended) = ended {
            return ended.map_err(ServeError::Stopped);
        }
        ready(bound);
        let ending = warm::Ending::default();
        actix_web::rt::spawn(warm::keep(warmed, ending.clone()));
        let ended = server.await;
        ending.begins();
        ended.map_err(ServeError::Stopped)
    })
}
