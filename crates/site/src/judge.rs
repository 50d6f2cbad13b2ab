//! One input, judged: what was brought, the evidence for it, the report.

use std::sync::Arc;

use credential::{Presented, ReadError, Timestamp};
use fetch::Door;
use verify::{Answer, Asked, Document, Report, Unavailable};

/// What a visitor brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The credential itself, or several in a JSON array.
    Bytes(Vec<u8>),
    /// Its address, read through the door.
    Url(String),
}

/// What came of one credential of an input.
#[derive(Debug)]
pub struct Judged {
    /// JSON pointer of the credential in the input: `/0`, `/1`, … in an array, else empty.
    pub pointer: String,
    /// The report, or why there is none.
    pub outcome: Result<Report, NoReport>,
    /// The credential as it was read, where it was.
    pub presented: Option<Presented>,
}

impl Judged {
    /// Nothing was judged.
    pub fn failed(why: NoReport) -> Self {
        Self { pointer: String::new(), outcome: Err(why), presented: None }
    }
}

/// Why there is no report: there was nothing to judge. Its words go on after the name of the input.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoReport {
    /// What was brought is no credential, or more than we read ([`ReadError::over_limit`]).
    #[error(transparent)]
    NoCredential(#[from] ReadError),
    /// Nothing answered at its address.
    #[error("could not be read: {}", why(.unavailable))]
    Unavailable {
        /// The address.
        url: String,
        /// Why.
        unavailable: Unavailable,
    },
    /// Its address answered with an error.
    #[error("answered with status {status}")]
    Status {
        /// The address.
        url: String,
        /// HTTP status.
        status: u16,
    },
}

impl NoReport {
    /// JSON pointer of the place, where the input was JSON.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::NoCredential(error) => error.pointer(),
            Self::Unavailable { .. } | Self::Status { .. } => None,
        }
    }
}

/// Judges every credential of an input: gathers what is needed, then verifies.
///
/// Each credential has its own evidence: were it shared, the limits of one judgement would make a report hang on
/// what stands beside its credential.
pub async fn judge(input: &Input, door: &Door, asked: &Asked, now: Timestamp) -> Vec<Judged> {
    match input {
        Input::Bytes(bytes) => judge_bytes(bytes, door, asked, now).await,
        Input::Url(url) => match read(url, door, now).await {
            Ok(document) => judge_bytes(document.bytes(), door, asked, now).await,
            Err(error) => vec![Judged::failed(error)],
        },
    }
}

/// The same of what is in hand.
pub async fn judge_bytes(bytes: &[u8], door: &Door, asked: &Asked, now: Timestamp) -> Vec<Judged> {
    let all = match Presented::read_all(bytes) {
        Ok(all) => all,
        Err(error) => return vec![Judged::failed(error.into())],
    };
    let is_list = all.len() > 1 || starts_list(bytes);
    let deadline = door.upload_ends();
    let mut judged = Vec::with_capacity(all.len());
    for (n, presented) in all.into_iter().enumerate() {
        let pointer = if is_list { format!("/{n}") } else { String::new() };
        judged.push(match presented {
            Ok(presented) => {
                let evidence = fetch::gather_on(&door.errand().until(deadline), &presented, door, now).await;
                let report = verify::verify(&presented, &evidence, asked, now);
                Judged { pointer, outcome: Ok(report), presented: Some(presented) }
            }
            Err(error) => Judged { pointer, ..Judged::failed(error.into()) },
        });
    }
    judged
}

/// What stands behind a link.
///
/// # Errors
/// Where it is not opened, does not answer, or answers with an error.
pub async fn read(url: &str, door: &Door, now: Timestamp) -> Result<Arc<Document>, NoReport> {
    match door.credential(url, now).await {
        Answer::Found(document) if document.is_success() => Ok(document),
        Answer::Found(document) => Err(NoReport::Status { url: url.to_owned(), status: document.status }),
        Answer::Unavailable(unavailable) => Err(NoReport::Unavailable { url: url.to_owned(), unavailable }),
    }
}

fn starts_list(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.trim_ascii_start().first() == Some(&b'[')
}

fn why(unavailable: &Unavailable) -> String {
    match unavailable {
        Unavailable::Offline => "nothing answers for it here".to_owned(),
        Unavailable::Refused(why) => format!("we do not fetch from there ({why})"),
        Unavailable::Unreachable(why) => format!("it did not answer ({why})"),
        Unavailable::TooLarge => "it is larger than what we read".to_owned(),
        Unavailable::OverBudget => "too much had been asked for already".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge_bytes(text: &str) -> Vec<Judged> {
        let input = Input::Bytes(text.as_bytes().to_vec());
        pollster::block_on(judge(&input, &Door::Offline, &Asked::default(), Timestamp::UNIX_EPOCH))
    }

    #[test]
    fn an_array_is_several() {
        let judged = judge_bytes(r#" [{"@context":[],"type":"VerifiableCredential"},{"x":1}]"#);
        assert_eq!(judged.iter().map(|one| one.pointer.as_str()).collect::<Vec<_>>(), ["/0", "/1"]);
        assert!(judged[0].outcome.is_ok());
        assert_eq!(judged[1].outcome.as_ref().unwrap_err().pointer(), Some("/1"));
    }

    #[test]
    fn what_cannot_be_read_has_no_report() {
        let [one] = &judge_bytes("hello")[..] else { panic!() };
        assert_eq!(one.outcome.as_ref().err(), Some(&NoReport::NoCredential(ReadError::Unknown)));
        let url = Input::Url("https://a.example/badge".to_owned());
        let judged =
            pollster::block_on(judge(&url, &Door::Offline, &Asked::default(), Timestamp::UNIX_EPOCH));
        assert!(matches!(
            &judged[0].outcome,
            Err(NoReport::Unavailable { unavailable: Unavailable::Offline, .. })
        ));
    }
}
