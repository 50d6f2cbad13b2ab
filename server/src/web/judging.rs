//! The one way from what was asked to reports: page and API use it alike.

use actix_web::web::{self, Data};
use credential::Timestamp;
use site::{Input, Judged};
use tokio::runtime::Handle;
use verify::{Asked, Recipient, Require};

use super::Site;

/// Bytes up to which a credential is judged where its request is answered: that takes a millisecond at the most, and
/// handing it over would cost as much.
const QUICK: usize = 64 * 1024;

/// What is to be judged, and against what.
pub(super) struct Question {
    pub input: Input,
    pub recipient: Option<Recipient>,
    pub require: Option<Require>,
    /// As of when; now where it is `None`.
    pub at: Option<Timestamp>,
}

/// Judges it. Large credentials wait for each other, on a thread where nobody else waits for them.
pub(super) async fn judge(site: &Data<Site>, question: Question) -> Vec<Judged> {
    let now = question.at.unwrap_or_else(site.clock);
    let asked = Asked { recipient: question.recipient, require: question.require, trust: site.trust.clone() };
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
    let turn = site.large.acquire().await;
    let (shared, runtime) = (Data::clone(site), Handle::current());
    let judged =
        web::block(move || runtime.block_on(site::judge_bytes(&bytes, &shared.door, &asked, now))).await;
    drop(turn);
    // The thread ended before it answered: that is a fault of ours, and is answered as one.
    judged.unwrap_or_default()
}
