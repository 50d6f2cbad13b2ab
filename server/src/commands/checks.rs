//! `touchstone checks`: every check, in the order of a report.

use crate::cli::ChecksArguments;
use crate::{Exit, Shell};

pub(crate) fn run(arguments: &ChecksArguments, shell: &mut Shell<'_>) -> Exit {
    let widest = verify::CHECKS.iter().map(|check| check.id.len()).max().unwrap_or_default();
    for check in verify::CHECKS {
        let (id, level) = (check.id, check.level.as_str());
        let line = if arguments.list {
            format!("{id}\t{level}\t{}\t{}\n", check.cites, check.title)
        } else {
            format!("{id:widest$}  {level:6}  {}\n{:widest$}          {}\n", check.title, "", check.cites)
        };
        shell.out.text(&line);
    }
    Exit::OK
}
