//! What people read: the words of every verdict, and the pages that show them.
//!
//! [`words`] is plain text, for pages and terminal alike. [`pages`] is HTML: the server renders it with the feature
//! `ssr`; islands come with `hydrate`.

#![forbid(unsafe_code)]

#[cfg(feature = "ssr")]
pub mod pages;
pub mod words;
