//! The command line, and the site over HTTP.
//!
//! [`run`] is the whole program: it is given its arguments, its streams and the time, so that tests can call it.

#![forbid(unsafe_code)]

mod aligned;
mod cli;
mod clock;
mod commands;
mod config;
mod exit;
mod found;
mod output;
mod registry;
pub mod web;

use std::ffi::OsString;
use std::io::{Read, Write};

use clap::Parser as _;
use credential::Timestamp;

use cli::{BenchCommand, Cli, Command, DemoArguments, DemoCommand};
pub use config::{Config, Look};
pub use exit::Exit;
use output::Out;

/// What surrounds a run.
pub struct Shell<'io> {
    stdin: &'io mut dyn Read,
    out: Out<'io>,
    err: &'io mut dyn Write,
    look: Look,
    now: Timestamp,
}

impl<'io> Shell<'io> {
    /// The streams and settings of a run; now is now.
    pub fn new(
        stdin: &'io mut dyn Read,
        out: &'io mut dyn Write,
        err: &'io mut dyn Write,
        config: Config,
    ) -> Self {
        Self { stdin, out: Out::new(out), err, look: config.look, now: clock::now() }
    }

    /// A line for the person, beside the results. Where nobody listens, nothing is lost.
    fn tell(&mut self, line: impl std::fmt::Display) {
        let _ = writeln!(self.err, "touchstone: {}", output::visible(&line.to_string()));
    }
}

/// Runs the command line.
pub fn run(arguments: impl IntoIterator<Item = OsString>, shell: &mut Shell<'_>) -> Exit {
    let exit = match Cli::try_parse_from(cli::with_command(arguments)) {
        Ok(Cli { command }) => dispatch(command, shell),
        // Help and version were asked for: they are results.
        Err(asked) if !asked.use_stderr() => {
            shell.out.text(&asked.render().to_string());
            Exit::OK
        }
        Err(wrong) => {
            let _ = write!(shell.err, "{}", output::visible_lines(&wrong.render().to_string()));
            Exit::USAGE
        }
    };
    match shell.out.finish() {
        Ok(()) => exit,
        Err(error) => {
            shell.tell(format_args!("the results cannot be written: {error}"));
            exit.worst(Exit::TROUBLE)
        }
    }
}

fn dispatch(command: Command, shell: &mut Shell<'_>) -> Exit {
    match command {
        Command::Serve(arguments) => commands::serve::run(&arguments, shell),
        Command::Verify(arguments) => commands::verify::run(&arguments, shell),
        Command::Canonicalize(arguments) => commands::canonicalize::run(&arguments, shell),
        Command::Checks(arguments) => commands::checks::run(&arguments, shell),
        Command::Import(arguments) => commands::import::run(&arguments, shell),
        Command::Search(arguments) => commands::registry::search(&arguments, shell),
        Command::Align(arguments) => commands::align::run(&arguments, shell),
        Command::Check(data) => commands::registry::check(&data, shell),
        Command::Reindex(data) => commands::registry::reindex(&data, shell),
        Command::Demo(DemoArguments { command: DemoCommand::Remove(data) }) => {
            commands::registry::remove_demo(&data, shell)
        }
        Command::Bench(arguments) => match &arguments.command {
            None => commands::bench::run(&arguments, shell),
            Some(BenchCommand::Search(arguments)) => commands::bench_search::run(arguments, shell),
        },
    }
}
