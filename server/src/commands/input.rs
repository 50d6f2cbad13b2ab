//! What a command line names: a file, an address, standard input.

use std::fs::File;
use std::io::{self, ErrorKind, Read};

use credential::limits::MAX_CREDENTIAL_BYTES;

/// Whether an argument is an address and not a file.
pub(crate) fn is_address(argument: &str) -> bool {
    ["https://", "http://"]
        .into_iter()
        .any(|scheme| argument.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Reads a file, or standard input for `-`: one byte more than a credential may have at most, which shows that it is
/// too large. An address is not read here.
pub(crate) fn read(argument: &str, stdin: &mut dyn Read) -> io::Result<Vec<u8>> {
    if is_address(argument) {
        let why = "an address is not read here: save the document and name the file";
        return Err(io::Error::new(ErrorKind::Unsupported, why));
    }
    let mut bytes = Vec::new();
    let limit = MAX_CREDENTIAL_BYTES as u64 + 1;
    if argument == "-" {
        stdin.take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(argument)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
