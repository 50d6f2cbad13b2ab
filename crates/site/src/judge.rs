//! One input, judged: what was brought, what it links to, the evidence for it, the report.

use std::sync::Arc;

use credential::{Place, Presented, ReadError, Timestamp};
use fetch::Door;
use verify::{Answer, Asked, Document, Report, Unavailable};

use crate::walk::{Trail, Walk};

/// What a visitor brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// The thing itself, whatever it is: a credential, several, a picture, a page, a zip.
    Bytes(Vec<u8>),
    /// Its address, read through the door.
    Url(String),
}

/// What came of one credential of an input.
#[derive(Debug)]
pub struct Judged {
    /// Where in the input the credential stood.
    pub place: Place,
    /// The report, or why there is none.
    pub outcome: Result<Report, NoReport>,
    /// The credential as it was read, where it was.
    pub presented: Option<Presented>,
}

impl Judged {
    /// Nothing was judged.
    pub fn failed(why: NoReport) -> Self {
        Self { place: Place::default(), outcome: Err(why), presented: None }
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
    /// What it links to only links on.
    #[error("leads to a link, which leads to another: {url}")]
    LeadsOn {
        /// The address that was not asked any more.
        url: String,
    },
}

impl NoReport {
    /// JSON pointer of the place, where the input was JSON.
    pub fn pointer(&self) -> Option<&str> {
        match self {
            Self::NoCredential(error) => error.pointer(),
            Self::Unavailable { .. } | Self::Status { .. } | Self::LeadsOn { .. } => None,
        }
    }
}

/// On what terms an input is judged.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Where documents come from, and what links lead to.
    pub door: &'a Door,
    /// What is asked of it.
    pub asked: &'a Asked,
    /// As of when.
    pub now: Timestamp,
    /// The address of our front page, where there is one: its links to results stand for what they are of.
    pub home: Option<&'a str>,
}

/// What a visitor brought, in hand.
#[derive(Debug, Clone)]
pub struct Brought {
    /// What it is.
    pub bytes: Vec<u8>,
    /// Where it was read, and what it was served as; `None` where it was handed in.
    served: Option<Served>,
}

/// Where something was read, and what as.
#[derive(Debug, Clone)]
struct Served {
    address: String,
    media_type: String,
}

impl Brought {
    /// Whether judging it is quick for its size: nothing has to be unpacked, decoded or followed.
    pub fn is_plain(&self) -> bool {
        credential::is_plain(&self.bytes)
    }

    /// Whether it is a text, and not a picture or a zip.
    pub fn is_text(&self) -> bool {
        std::str::from_utf8(&self.bytes).is_ok()
    }
}

/// Judges every credential of an input: gathers what is needed, then verifies.
///
/// Each credential has its own evidence: were it shared, the limits of one judgement would make a report hang on
/// what stands beside its credential.
pub async fn judge(input: &Input, door: &Door, asked: &Asked, now: Timestamp) -> Vec<Judged> {
    let terms = Terms { door, asked, now, home: None };
    match bring(input.clone(), &terms).await {
        Ok(brought) => judge_brought(&brought, &terms).await,
        Err(error) => vec![Judged::failed(error)],
    }
}

/// Takes what was brought in hand: of a link, what stands behind it.
///
/// # Errors
/// Where the link is not opened, does not answer, or answers with an error.
pub async fn bring(input: Input, terms: &Terms<'_>) -> Result<Brought, NoReport> {
    match input {
        Input::Bytes(bytes) => Ok(Brought { bytes, served: None }),
        Input::Url(url) => {
            let address = crate::walk::target(&url, terms.home);
            let document = read(&address, terms.door, terms.now).await?;
            let media_type = document.content_type.clone();
            Ok(Brought { bytes: document.bytes().to_vec(), served: Some(Served { address, media_type }) })
        }
    }
}

/// Judges what is in hand, and what it links to.
pub async fn judge_brought(brought: &Brought, terms: &Terms<'_>) -> Vec<Judged> {
    let (origin, trail) = match &brought.served {
        None => (credential::Origin::default(), Trail::Brought),
        Some(Served { address, media_type }) => {
            let origin = credential::Origin { media_type: Some(media_type), address: Some(address) };
            (origin, Trail::Followed)
        }
    };
    let mut walk = Walk::new(*terms);
    match credential::read_within(&brought.bytes, origin, &mut walk.budget) {
        Ok(items) => walk.items(items, Place::default(), trail).await,
        Err(error) => vec![Judged::failed(error.into())],
    }
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
        assert_eq!(judged.iter().map(|one| one.place.to_string()).collect::<Vec<_>>(), ["/0", "/1"]);
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
