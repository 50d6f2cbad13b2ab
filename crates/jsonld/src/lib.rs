//! JSON-LD 1.1 to canonical N-Quads for verifiers: expansion in safe mode, RDFC-1.0, the bundled contexts. No I/O.
