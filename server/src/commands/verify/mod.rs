//! `touchstone verify`: credentials judged, for people or as JSON.

mod human;
mod json;

use credential::Timestamp;
use fetch::{Door, FolderError};
use site::{Input, Judged, NoReport, TrustError};
use tokio::runtime::Builder;
use verify::{Absent, Asked, Cause, Outcome, Report, Unavailable};

use super::{documents, input, trust};
use crate::cli::VerifyArguments;
use crate::{Exit, Shell};

pub(crate) fn run(arguments: &VerifyArguments, shell: &mut Shell<'_>) -> Exit {
    if arguments.inputs.iter().filter(|input| *input == "-").count() > 1 {
        shell.tell("standard input (-) can be read only once");
        return Exit::USAGE;
    }
    let door = match door(arguments, shell) {
        Ok(door) => door,
        Err(error) => {
            shell.tell(error);
            return Exit::NO_INPUT;
        }
    };
    // One thread: it waits for the network, and for nothing else.
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            shell.tell(error);
            return Exit::TROUBLE;
        }
    };
    let asked = match runtime.block_on(asked(arguments, &door, shell.now)) {
        Ok(asked) => asked,
        Err(error) => {
            shell.tell(format_args!("trust list {error}"));
            return Exit::NO_INPUT;
        }
    };
    let now = arguments.at.unwrap_or(shell.now);
    let mut session = Session { arguments, worst: Exit::OK, printed: 0, missed: false };
    for name in &arguments.inputs {
        let input = if input::is_address(name) {
            Input::Url(name.clone())
        } else {
            match input::read(name, shell.stdin) {
                Ok(bytes) => Input::Bytes(bytes),
                Err(error) => {
                    session.unreadable(name, error.to_string(), shell);
                    continue;
                }
            }
        };
        let judged = runtime.block_on(site::judge(&input, &door, &asked, now));
        session.print(name, &judged, shell);
    }
    // A look-up of a name may still be under way, and nobody waits for it any more.
    runtime.shutdown_background();
    if session.missed && !arguments.json && matches!(door, Door::Offline) {
        shell.tell("nothing was looked up: this check is offline. Hand documents in with --documents DIR.");
    }
    session.worst
}

fn door(arguments: &VerifyArguments, shell: &mut Shell<'_>) -> Result<Door, FolderError> {
    if arguments.offline || arguments.documents.is_some() {
        return documents::door(arguments.documents.as_deref());
    }
    // What can be judged without the network is judged.
    Ok(documents::network().unwrap_or_else(|error| {
        shell.tell(error);
        Door::Offline
    }))
}

async fn asked(arguments: &VerifyArguments, door: &Door, now: Timestamp) -> Result<Asked, TrustError> {
    Ok(Asked {
        recipient: arguments.recipient.clone(),
        require: arguments.require.map(Into::into),
        trust: trust::read(&arguments.trust, door, now).await?,
        challenge: arguments.challenge.clone(),
        domain: arguments.domain.clone(),
    })
}

/// One run over several inputs.
struct Session<'a> {
    arguments: &'a VerifyArguments,
    worst: Exit,
    printed: usize,
    /// Whether something would have been looked up, had there been a place to look.
    missed: bool,
}

impl Session<'_> {
    fn print(&mut self, name: &str, judged: &[Judged], shell: &mut Shell<'_>) {
        let several = self.arguments.inputs.len() > 1 || judged.len() > 1;
        for one in judged {
            let label = if judged.len() > 1 { format!("{name}#{}", one.place) } else { name.to_owned() };
            match &one.outcome {
                Ok(report) => {
                    self.worst = self.worst.worst(Exit::of(report));
                    self.missed |= misses_documents(report);
                    let text = if self.arguments.json {
                        json::report(report, several.then_some(&label))
                    } else {
                        Ok(human::report(report, several.then_some(&label), shell.look))
                    };
                    match text {
                        Ok(text) => self.write(&text, shell),
                        Err(error) => {
                            shell.tell(format_args!("{label}: {error}"));
                            self.worst = self.worst.worst(Exit::TROUBLE);
                        }
                    }
                }
                Err(error) => {
                    self.worst = self.worst.worst(Exit::of_no_report(error));
                    let failure = Failure {
                        title: title(error),
                        detail: self.detail(error),
                        pointer: error.pointer(),
                        // The label of one of several names its place already.
                        place: error.pointer().map(|pointer| {
                            match pointer.strip_prefix(one.place.pointer().as_str()) {
                                Some(within) if judged.len() > 1 => within,
                                Some(_) | None => pointer,
                            }
                        }),
                    };
                    self.error(&label, &failure, several, shell);
                }
            }
        }
    }

    fn unreadable(&mut self, name: &str, detail: String, shell: &mut Shell<'_>) {
        self.worst = self.worst.worst(Exit::NO_INPUT);
        let failure = Failure { title: "Cannot be read", detail, pointer: None, place: None };
        self.error(name, &failure, self.arguments.inputs.len() > 1, shell);
    }

    /// What gave no report is told to the person, and to a program in place of the report.
    fn error(&mut self, label: &str, failure: &Failure<'_>, several: bool, shell: &mut Shell<'_>) {
        let Failure { title, detail, pointer, place } = failure;
        let place = place.filter(|place| !place.is_empty()).map(|place| format!(" (at {place})"));
        shell.tell(format_args!("{label}: {detail}{}", place.unwrap_or_default()));
        if self.arguments.json {
            match json::error(label, several, title, detail, *pointer) {
                Ok(line) => self.write(&line, shell),
                Err(error) => {
                    shell.tell(error);
                    self.worst = self.worst.worst(Exit::TROUBLE);
                }
            }
        }
    }

    fn write(&mut self, text: &str, shell: &mut Shell<'_>) {
        if !self.arguments.json && self.printed > 0 {
            shell.out.text("\n");
        }
        shell.out.text(text);
        shell.out.flush();
        self.printed += 1;
    }

    fn detail(&self, error: &NoReport) -> String {
        match error {
            NoReport::Unavailable { unavailable: Unavailable::Offline, .. } => match &self.arguments.documents {
                Some(dir) => format!("{} does not list this address", dir.join("index.tsv").display()),
                None => "this check is offline: give the document as a file, or a folder that answers for this address \
                         with --documents DIR"
                    .to_owned(),
            },
            NoReport::NoCredential(_)
            | NoReport::Unavailable { .. }
            | NoReport::Status { .. }
            | NoReport::LeadsOn { .. } => error.to_string(),
        }
    }
}

/// Why an input gave no report.
struct Failure<'a> {
    title: &'static str,
    detail: String,
    /// JSON pointer in the input.
    pointer: Option<&'a str>,
    /// What of it the label does not say.
    place: Option<&'a str>,
}

/// Whether a document was wanted, and nobody was there to be asked for it.
fn misses_documents(report: &Report) -> bool {
    let is_missing = |outcome: &Outcome| match outcome {
        Outcome::Unknown(Cause::Unreachable { absent, .. }) => {
            matches!(absent, Absent::NotAsked | Absent::Unavailable(Unavailable::Offline))
        }
        Outcome::Unknown(cause) => matches!(cause, Cause::ContextUnknown { .. }),
        Outcome::Pass(_) | Outcome::Fail(_) | Outcome::NotApplicable => false,
    };
    report.checks.iter().any(|line| is_missing(&line.outcome))
        || report.children.iter().any(|child| misses_documents(&child.report))
}

fn title(error: &NoReport) -> &'static str {
    match error {
        NoReport::NoCredential(error) if error.over_limit() => "More than we read",
        NoReport::NoCredential(_) | NoReport::LeadsOn { .. } => "Not a credential",
        NoReport::Unavailable { .. } | NoReport::Status { .. } => "Cannot be read",
    }
}
