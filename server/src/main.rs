//! The binary: the process around [`touchstone::run`].

#![forbid(unsafe_code)]

use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use touchstone::{Config, Exit, Shell};

/// A judgement makes and drops some hundred small pieces: with this allocator it takes 3 to 7 in a hundred less time
/// than with that of the C library (docs/performance.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
        let _ =
            writeln!(io::stderr(), "touchstone: a fault of our own{place}; please report it with the input");
    }));
    let config = Config::from_process();
    let run = AssertUnwindSafe(|| {
        let mut stdin = io::stdin();
        let mut out = io::BufWriter::new(io::stdout());
        let mut err = io::stderr();
        let mut shell = Shell::new(&mut stdin, &mut out, &mut err, config);
        touchstone::run(std::env::args_os(), &mut shell)
    });
    panic::catch_unwind(run).unwrap_or(Exit::TROUBLE).into()
}
