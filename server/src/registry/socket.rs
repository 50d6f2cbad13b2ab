//! The socket in the data folder: a length of four bytes, and a request or reply laid out by postcard.

use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use credential::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use site::Catalogue;

use super::{Reply, Request, answer};

/// The largest message, in bytes. A batch has 8 MiB of documents and one more, which may be 16; what is read of them
/// comes beside.
const MAX_MESSAGE: u32 = 96 << 20;

/// How long it waits after a client that could not be let in.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(100);

/// The name of the socket in the data folder.
const NAME: &str = "socket";

/// A listening socket, until it is dropped.
#[derive(Debug)]
pub(crate) struct Listening {
    path: PathBuf,
}

impl Drop for Listening {
    fn drop(&mut self) {
        // Whoever comes next finds a socket that nobody listens on, and is told so.
        let _left = fs::remove_file(&self.path);
    }
}

/// Listens in a data folder that this process has open, so that no other does. Only the user who runs it can connect.
pub(crate) fn listen(
    folder: &Path,
    catalogue: &Arc<Catalogue>,
    clock: fn() -> Timestamp,
) -> io::Result<Listening> {
    let path = folder.join(NAME);
    if path.exists() {
        fs::remove_file(&path)?;
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let catalogue = Arc::downgrade(catalogue);
    std::thread::Builder::new().name("socket".to_owned()).spawn(move || {
        for stream in listener.incoming() {
            let Some(catalogue) = catalogue.upgrade() else { return };
            // Too many open files, for a moment: the next one may be let in.
            let Ok(stream) = stream else {
                std::thread::sleep(PAUSE);
                continue;
            };
            let serve = move || {
                // A client that goes away in the middle of a message has what was acknowledged.
                let _ended = converse(stream, &catalogue, clock);
            };
            if std::thread::Builder::new().name("socket client".to_owned()).spawn(serve).is_err() {
                std::thread::sleep(PAUSE);
            }
        }
    })?;
    Ok(Listening { path })
}

fn converse(mut stream: UnixStream, catalogue: &Catalogue, clock: fn() -> Timestamp) -> io::Result<()> {
    while let Some(request) = receive::<Request>(&mut stream)? {
        send(&mut stream, &answer(catalogue, request, clock()))?;
    }
    Ok(())
}

/// The other end.
#[derive(Debug)]
pub(crate) struct Client(UnixStream);

impl Client {
    pub(super) fn connect(folder: &Path) -> io::Result<Self> {
        UnixStream::connect(folder.join(NAME)).map(Self)
    }

    pub(super) fn ask(&mut self, request: &Request) -> io::Result<Reply> {
        send(&mut self.0, request)?;
        let gone = || io::Error::new(io::ErrorKind::UnexpectedEof, "it went away");
        receive(&mut self.0)?.ok_or_else(gone)
    }
}

fn send<T: Serialize>(stream: &mut UnixStream, message: &T) -> io::Result<()> {
    let laid_out = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(laid_out.len()).ok().filter(|length| *length <= MAX_MESSAGE);
    let length =
        length.ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, "a message is too large"))?;
    stream.write_all(&length.to_be_bytes())?;
    stream.write_all(&laid_out)
}

/// The next message; `None` where the other end is done.
fn receive<T: DeserializeOwned>(stream: &mut UnixStream) -> io::Result<Option<T>> {
    let mut length = [0; 4];
    match stream.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_be_bytes(length);
    if length > MAX_MESSAGE {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "a message is too large"));
    }
    let mut laid_out = vec![0; length as usize];
    stream.read_exact(&mut laid_out)?;
    postcard::from_bytes(&laid_out).map(Some).map_err(io::Error::other)
}
