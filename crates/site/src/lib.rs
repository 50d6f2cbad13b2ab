//! What the site can do, without HTML or HTTP: judge.
