//! The corpus and the conformance tables.
