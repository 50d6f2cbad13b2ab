//! Standard output, and text that is safe on a terminal.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};

/// Standard output. A reader who has gone away is no trouble: the judging goes on, so that the exit code is right.
pub(crate) struct Out<'io> {
    to: &'io mut dyn Write,
    state: io::Result<Open>,
}

#[derive(Clone, Copy)]
enum Open {
    Yes,
    Closed,
}

impl<'io> Out<'io> {
    pub(crate) fn new(to: &'io mut dyn Write) -> Self {
        Self { to, state: Ok(Open::Yes) }
    }

    /// Writes text as it is.
    pub(crate) fn text(&mut self, text: &str) {
        if self.is_open() {
            let written = self.to.write_all(text.as_bytes());
            self.after(written);
        }
    }

    /// Hands on what was written, so that a reader sees each result when it is there.
    pub(crate) fn flush(&mut self) {
        if self.is_open() {
            let flushed = self.to.flush();
            self.after(flushed);
        }
    }

    /// Whether anybody still reads.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, Ok(Open::Yes))
    }

    /// What became of it.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.flush();
        std::mem::replace(&mut self.state, Ok(Open::Closed)).map(|_| ())
    }

    fn after(&mut self, result: io::Result<()>) {
        match result {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.state = Ok(Open::Closed),
            Err(error) => self.state = Err(error),
        }
    }
}

/// Text on one line of a terminal: what could steer it, or pass for something else, is written out.
pub(crate) fn visible(text: &str) -> String {
    escape(text, app::words::is_deceptive)
}

/// The same where lines may end.
pub(crate) fn visible_lines(text: &str) -> String {
    escape(text, |c| c != '\n' && app::words::is_deceptive(c))
}

fn escape(text: &str, is_hidden: impl Fn(char) -> bool) -> String {
    if !text.chars().any(&is_hidden) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[2J\n\u{202e}b"), "a\\u{1b}[2J\\u{a}\\u{202e}b");
        assert_eq!(visible_lines("a\nb\r"), "a\nb\\u{d}");
    }
}
