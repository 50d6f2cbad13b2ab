//! Signatures over bytes in hand: cryptosuites, JOSE, multikeys, DID documents. No I/O.
