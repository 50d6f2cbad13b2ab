//! What people read: for now the words of every verdict; pages and islands come with the site.

#![forbid(unsafe_code)]

pub mod words;
