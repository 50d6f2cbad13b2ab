//! `touchstone verify`: credentials judged, for people or as JSON.

mod human;
mod json;

use site::{Input, Judged, NoReport, TrustError};
use verify::{Asked, Unavailable};

use super::{documents, input};
use crate::cli::VerifyArguments;
use crate::{Exit, Shell};

pub(crate) fn run(arguments: &VerifyArguments, shell: &mut Shell<'_>) -> Exit {
    if arguments.inputs.iter().filter(|input| *input == "-").count() > 1 {
        shell.tell("standard input (-) can be read only once");
        return Exit::USAGE;
    }
    let door = match documents::door(arguments.documents.as_deref()) {
        Ok(door) => door,
        Err(error) => {
            shell.tell(error);
            return Exit::NO_INPUT;
        }
    };
    let asked = match asked(arguments) {
        Ok(asked) => asked,
        Err(error) => {
            shell.tell(format_args!("trust list {error}"));
            return Exit::NO_INPUT;
        }
    };
    let now = arguments.at.unwrap_or(shell.now);
    let mut session = Session { arguments, worst: Exit::OK, printed: 0 };
    for name in &arguments.inputs {
        let input = if input::is_address(name) {
            Input::Url(name.clone())
        } else {
            match input::read(name, shell.stdin) {
                Ok(bytes) => Input::Bytes(bytes),
                Err(error) => {
                    session.unreadable(name, &error.to_string(), shell);
                    continue;
                }
            }
        };
        let judged = pollster::block_on(site::judge(&input, &door, &asked, now));
        session.print(name, &judged, shell);
    }
    session.worst
}

fn asked(arguments: &VerifyArguments) -> Result<Asked, TrustError> {
    Ok(Asked {
        recipient: arguments.recipient.clone(),
        require: arguments.require.map(Into::into),
        trust: arguments.trust.iter().map(site::TrustSource::read).collect::<Result<_, _>>()?,
    })
}

/// One run over several inputs.
struct Session<'a> {
    arguments: &'a VerifyArguments,
    worst: Exit,
    printed: usize,
}

impl Session<'_> {
    fn print(&mut self, name: &str, judged: &[Judged], shell: &mut Shell<'_>) {
        let several = self.arguments.inputs.len() > 1 || judged.len() > 1;
        for one in judged {
            let label =
                if one.pointer.is_empty() { name.to_owned() } else { format!("{name}#{}", one.pointer) };
            let label = if judged.len() > 1 { label } else { name.to_owned() };
            match &one.outcome {
                Ok(report) => {
                    self.worst = self.worst.worst(Exit::of(report));
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
                    let detail = self.detail(error);
                    self.error(&label, title(error), &detail, error.pointer(), several, shell);
                }
            }
        }
    }

    fn unreadable(&mut self, name: &str, detail: &str, shell: &mut Shell<'_>) {
        self.worst = self.worst.worst(Exit::NO_INPUT);
        self.error(name, "Cannot be read", detail, None, self.arguments.inputs.len() > 1, shell);
    }

    /// What gave no report is told to the person; a program that reads several lines gets one for it too.
    fn error(
        &mut self,
        label: &str,
        title: &str,
        detail: &str,
        pointer: Option<&str>,
        several: bool,
        shell: &mut Shell<'_>,
    ) {
        let place = pointer.filter(|pointer| !pointer.is_empty()).map(|pointer| format!(" (at {pointer})"));
        shell.tell(format_args!("{label}: {detail}{}", place.unwrap_or_default()));
        if self.arguments.json && several {
            match json::error(label, title, detail, pointer) {
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
                None => "fetching comes with the next version; until then, give the document as a file, or a folder \
                         that answers for this address with --documents DIR"
                    .to_owned(),
            },
            NoReport::NoCredential(_) | NoReport::Unavailable { .. } | NoReport::Status { .. } => error.to_string(),
        }
    }
}

fn title(error: &NoReport) -> &'static str {
    match error {
        NoReport::NoCredential(error) if error.over_limit() => "More than we read",
        NoReport::NoCredential(_) => "Not a credential",
        NoReport::Unavailable { .. } | NoReport::Status { .. } => "Cannot be read",
    }
}
