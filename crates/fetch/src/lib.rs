//! The only crate that opens a socket; for now it answers from a folder.
