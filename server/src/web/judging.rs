//! The one way from what was asked to reports: page and API use it alike.

use actix_web::web::{self, Data};
use credential::Timestamp;
use site::{Brought, Input, Judged, Terms};
use tokio::runtime::Handle;
use verify::{Asked, Recipient, Require};

use super::Site;
use super::refusal::Refusal;

/// Bytes up to which JSON or a JWT is judged where its request is answered: that takes a millisecond at the most, and
/// handing it over would cost as much.
const QUICK: usize = 64 * 1024;

/// Kibibytes of large credentials that are judged at once, their look-ups included: four of the largest, or six hundred
/// badges with a picture; or four pictures or zips, or sixteen texts with links. A judgement may take 16 times its input, and waits for slow issuers; were they counted by
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

/// Whatever is not quick is judged on a thread where nobody else waits for it, and so many bytes of it at a time.
async fn judge_all(site: &Data<Site>, question: Question) -> Vec<Judged> {
    let now = question.at.unwrap_or_else(site.clock);
    let asked = Asked {
        recipient: question.recipient,
        require: question.require,
        trust: site.trust.clone(),
        challenge: question.challenge,
        domain: question.domain,
    };
    let home = site.address();
    let terms = Terms { door: &site.door, asked: &asked, now, home: Some(&home) };
    let brought = match site::bring(question.input, &terms).await {
        Ok(brought) => brought,
        Err(error) => return vec![Judged::failed(error)],
    };
    if brought.bytes.len() <= QUICK && brought.is_plain() {
        return site::judge_brought(&brought, &terms).await;
    }
    // It is never closed; and if it were, one more at once would do no harm.
    let turn = site.large.acquire_many(room_of(&brought)).await;
    let (shared, runtime) = (Data::clone(site), Handle::current());
    let judged = web::block(move || {
        let terms = Terms { door: &shared.door, asked: &asked, now, home: Some(&home) };
        runtime.block_on(site::judge_brought(&brought, &terms))
    });
    let judged = judged.await;
    drop(turn);
    // The thread ended before it answered: that is a fault of ours, and is answered as one.
    judged.unwrap_or_default()
}

/// Kibibytes that something takes of [`LARGE_KIB`]: never more than there are. What a picture, a zip or a link becomes
/// is seen later, so that those take what they may become.
fn room_of(brought: &Brought) -> u32 {
    let least = match (brought.is_plain(), brought.is_text()) {
        (true, _) => 0,
        (false, true) => LARGE_KIB / 16,
        (false, false) => LARGE_KIB / 4,
    };
    u32::try_from(brought.bytes.len().div_ceil(1024)).unwrap_or(u32::MAX).clamp(least, LARGE_KIB)
}

#[cfg(test)]
mod tests {
    use super::*;
    use credential::limits::MAX_CREDENTIAL_BYTES;

    #[test]
    fn large_ones_take_the_room_that_they_have() {
        let room = |bytes: Vec<u8>| {
            let (door, asked) = (fetch::Door::Offline, Asked::default());
            let terms = Terms { door: &door, asked: &asked, now: Timestamp::UNIX_EPOCH, home: None };
            room_of(&pollster::block_on(site::bring(Input::Bytes(bytes), &terms)).unwrap())
        };
        assert_eq!(room(vec![b'{'; QUICK + 1]), 65);
        assert_eq!(room(vec![b'{'; MAX_CREDENTIAL_BYTES]), LARGE_KIB / 4);
        assert_eq!(room(vec![b'{'; 5 * MAX_CREDENTIAL_BYTES]), LARGE_KIB, "and whatever comes has a turn");
        assert_eq!(room(b"https://a.example".to_vec()), LARGE_KIB / 16);
        assert_eq!(room(b"\x89PNG".to_vec()), LARGE_KIB / 4);
    }
}
