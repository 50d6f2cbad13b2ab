//! What the surroundings say: read once, in `main`. No other file reads the environment.

use std::io::IsTerminal as _;

/// What the surroundings say.
#[derive(Debug, Clone, Copy, Default)]
pub struct Config {
    /// How results are written for people.
    pub look: Look,
}

/// How results are written for people.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether in colour: on a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    pub colour: bool,
    /// Columns: the terminal's, at most 100; 80 where there is none.
    pub width: usize,
}

/// Lines longer than this are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

/// Below it, words would stand alone.
const NARROWEST: usize = 40;

impl Default for Look {
    fn default() -> Self {
        Self { colour: false, width: 80 }
    }
}

impl Config {
    /// Reads the environment and the terminal.
    #[allow(clippy::disallowed_methods, reason = "this is where the environment is read")]
    pub fn from_process() -> Self {
        if !std::io::stdout().is_terminal() {
            return Self::default();
        }
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let width = textwrap::termwidth().clamp(NARROWEST, WIDEST);
        Self { look: Look { colour: !set("NO_COLOR") && !dumb, width } }
    }
}
