//! `touchstone import`: registry data into a data folder, beside a running server too.

mod files;
mod table;

use std::io::IsTerminal as _;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use site::registry::import::{Tally, import};
use site::registry::{Refused, SourceFile};

use super::input::is_address;
use crate::cli::ImportArguments;
use crate::registry::{Access, Request, Through};
use crate::{Exit, Shell};
use files::Found;
use table::{Listed, Outcome};

/// How many refused pieces are kept to be listed: who has more has a file of another kind.
const MAX_LISTED: usize = 10_000;

pub(crate) fn run(arguments: &ImportArguments, shell: &mut Shell<'_>) -> Exit {
    let mut exit = Exit::OK;
    let mut files = Vec::new();
    for path in &arguments.paths {
        let found = if is_address(path) { files::fetched(path, shell) } else { files::below(path.as_ref()) };
        for found in found {
            match found {
                Ok(found) => files.push(found),
                Err(error) => {
                    shell.tell(error);
                    exit = Exit::UNREADABLE_PATH;
                }
            }
        }
    }
    let mut access = match Access::to(&arguments.data.data) {
        Ok(access) => access,
        Err(error) => {
            shell.tell(format_args!("{}: {error}", arguments.data.data.display()));
            return Exit::TROUBLE;
        }
    };
    let mut outcome = Outcome::default();
    let bar = bar(&files);
    for found in &files {
        match one(found, &mut access, &bar, &mut outcome, shell) {
            Ok(()) => {}
            Err(Stop::File(error)) => {
                shell.tell(error);
                exit = Exit::UNREADABLE_PATH;
            }
            Err(Stop::Registry(error)) => {
                bar.finish_and_clear();
                shell.tell(error);
                exit = Exit::TROUBLE;
                break;
            }
        }
    }
    bar.set_message("making it searchable");
    if exit != Exit::TROUBLE
        && let Err(error) = access.ask(Request::Settle, shell.now)
    {
        shell.tell(error);
        exit = Exit::TROUBLE;
    }
    bar.finish_and_clear();
    let text = if arguments.json { outcome.json() } else { outcome.table(shell.look.width) };
    shell.out.text(&text);
    exit
}

enum Stop {
    /// The file cannot be read; the others go on.
    File(String),
    /// The registry cannot be written.
    Registry(String),
}

fn one(
    found: &Found,
    access: &mut Access,
    bar: &ProgressBar,
    outcome: &mut Outcome,
    shell: &Shell<'_>,
) -> Result<(), Stop> {
    use site::registry::import::ImportError;
    let before = bar.position();
    let read = found.input.progress();
    let file = SourceFile { key: found.key.clone(), name: found.input.name().to_owned() };
    let mut refusals: Vec<Refused> = Vec::new();
    let room = MAX_LISTED.saturating_sub(outcome.listed());
    let pieces = outcome.tally().pieces();
    let mut tell = |tally: Tally, refused: Option<&Refused>| {
        if let Some(refused) = refused
            && refusals.len() < room
        {
            refusals.push(refused.clone());
        }
        // A file that is read twice counts once.
        let read = read.load(std::sync::atomic::Ordering::Relaxed).min(found.bytes);
        bar.set_position((before + read).max(bar.position()));
        let done = pieces + tally.pieces();
        let rate = done as f64 / bar.elapsed().as_secs_f64().max(0.001);
        bar.set_message(format!("{} pieces, {} a second", table::grouped(done), table::grouped(rate as u64)));
    };
    let imported = import(&found.input, &file, &mut Through { access, now: shell.now }, &mut tell);
    bar.set_position(before + found.bytes);
    let shown = found.shown.clone();
    match imported {
        Ok(Some((format, tally))) => {
            outcome.add(Listed { file: shown, format: Some(format.name), tally, refusals })
        }
        Ok(None) => {
            let tally = Tally { skipped: 1, ..Tally::default() };
            outcome.add(Listed { file: shown, format: None, tally, refusals });
        }
        Err(ImportError::Read(error)) => return Err(Stop::File(format!("{shown}: {error}"))),
        Err(ImportError::Intake(error)) => return Err(Stop::Registry(format!("{shown}: {error}"))),
    }
    Ok(())
}

/// A bar over all files, on a terminal alone.
fn bar(files: &[Found]) -> ProgressBar {
    let total = files.iter().map(|found| found.bytes).sum();
    let target = match std::io::stderr().is_terminal() {
        true => ProgressDrawTarget::stderr(),
        false => ProgressDrawTarget::hidden(),
    };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes}/{total_bytes} {msg} {eta}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
