//! Kills an import fifty times in its middle, and looks after each time whether everything that was acknowledged is
//! there and nothing half:
//!
//! ```text
//! cargo run --release -p registry --example kill_nine [TIMES]
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod rounds;

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    if first.as_deref() == Some("--child") {
        if let Some(folder) = arguments.next() {
            rounds::import_for_ever(folder.as_ref());
        }
        return ExitCode::FAILURE;
    }
    let times = first.and_then(|times| times.parse().ok()).unwrap_or(50);
    let folder = std::env::temp_dir().join(format!("touchstone-kill-{}", std::process::id()));
    let child = || {
        let mut command = Command::new(std::env::current_exe().unwrap_or_default());
        command.arg("--child").arg(&folder);
        command
    };
    let went = rounds::rounds(&folder, times, child);
    let _left = std::fs::remove_dir_all(&folder);
    match went {
        Ok(records) => {
            println!("killed {times} times: {records} records, all that was acknowledged, nothing half");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
