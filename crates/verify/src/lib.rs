//! The judgement: what must be looked up, the checks, the report. No I/O, no clock, no async.
