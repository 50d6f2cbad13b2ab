//! Where look-ups are answered from: `--documents DIR`, `--offline`, or the network.

use std::path::Path;

use fetch::{Door, Folder, FolderError, Network, NetworkError, NetworkOptions};

use crate::clock;

/// The door of a command line that stays offline: a folder, or none.
pub(crate) fn door(documents: Option<&Path>) -> Result<Door, FolderError> {
    match documents {
        Some(dir) => Folder::open(dir).map(Door::Folder),
        None => Ok(Door::Offline),
    }
}

/// The door to the network.
pub(crate) fn network() -> Result<Door, NetworkError> {
    Network::new(NetworkOptions::new(clock::now)).map(Door::Network)
}
