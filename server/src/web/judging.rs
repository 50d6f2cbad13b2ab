//! The one way from what was asked to reports: page and API use it alike.

use actix_web::web::{self, Data};
use credential::Timestamp;
use site::{Input, Judged};
use tokio::runtime::Handle;
use verify::{Asked, Recipient, Require};

use super::Site;
use super::refusal::Refusal;

/// Bytes up to which a credential is judged where its request is answered: that takes a millisecond at the most, and
/// handing it over would cost as much.
const QUICK: usize = 64 * 1024;

/// Kibibytes of large credentials that are judged at once, their look-ups included: four of the largest, or six hundred
/// badges with a picture. A judgement may take 16 times its input, and waits for slow issuers; were they counted by
/// number, a few small ones with such issuers would keep everybody else waiting.
pub(super) const LARGE_KIB: u32 = 64 * 1024;

/// What is to be judged, and against what.
pub(super) struct Question {
    pub input: Input,
    pub recipient: Option<Recipient>,
    pub require: Option<Require>,
    /// As of when; now where it is `None`.
    pub at: Option<Timestamp>,
    /// What the presenter was asked to sign, and for whom.
    pub challenge: Option<String>,
    pub domain: Option<String>,
}

impl Question {
    /// An input, and nothing asked beside.
    pub(super) fn about(input: Input) -> Self {
        Self { input, recipient: None, require: None, at: None, challenge: None, domain: None }
    }
}

/// Judges it: the reports, or the one refusal where there is no report at all.
pub(super) async fn judge(site: &Data<Site>, question: Question) -> Result<Vec<Judged>, Refusal> {
    let judged = judge_all(site, question).await;
    match judged.as_slice() {
        [] => Err(Refusal::fault()),
        [only] => match &only.outcome {
            Err(why) => Err(Refusal::from(why)),
            Ok(_) => Ok(judged),
        },
        _ => Ok(judged),
    }
}

/// Large credentials are judged on a thread where nobody else waits for them, and so many bytes of them at a time.
async fn judge_all(site: &Data<Site>, question: Question) -> Vec<Judged> {
    let now = question.at.unwrap_or_else(site.clock);
    let asked = Asked {
        recipient: question.recipient,
        require: question.require,
        trust: site.trust.clone(),
        challenge: question.challenge,
        domain: question.domain,
    };
    let bytes = match question.input {
        Input::Bytes(bytes) => bytes,
        Input::Url(url) => match site::read(&url, &site.door, now).await {
            Ok(document) => document.bytes().to_vec(),
            Err(error) => return vec![Judged::failed(error)],
        },
    };
    if bytes.len() <= QUICK {
        return site::judge_bytes(&bytes, &site.door, &asked, now).await;
    }
    // It is never closed; and if it were, one more at once would do no harm.
    let turn = site.large.acquire_many(room_of(bytes.len())).await;
    let (shared, runtime) = (Data::clone(site), Handle::current());
    let judged =
        web::block(move || runtime.block_on(site::judge_bytes(&bytes, &shared.door, &asked, now))).await;
    drop(turn);
    // The thread ended before it answered: that is a fault of ours, and is answered as one.
    judged.unwrap_or_default()
}

/// Kibibytes that a large credential takes of [`LARGE_KIB`]: never more than there are.
fn room_of(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX).min(LARGE_KIB)
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::limits::MAX_CREDENTIAL_BYTES;

    #[test]
    fn large_ones_take_the_room_that_they_have() {
        assert_eq!(room_of(QUICK + 1), 65);
        assert_eq!(room_of(MAX_CREDENTIAL_BYTES), LARGE_KIB / 4);
        assert_eq!(room_of(usize::MAX), LARGE_KIB, "and whatever comes has a turn");
    }
}
