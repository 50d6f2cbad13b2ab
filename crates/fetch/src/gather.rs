//! The loop between a judgement and the world.

use credential::Timestamp;
use verify::{Evidence, Presented};

use crate::door::Door;
use crate::errand::Errand;

/// Everything that judging a credential needs, looked up.
pub async fn gather(subject: &Presented, door: &Door, now: Timestamp) -> Evidence {
    gather_on(&door.errand(), subject, door, now).await
}

/// The same on an errand that has less time than its own.
pub async fn gather_on(errand: &Errand, subject: &Presented, door: &Door, now: Timestamp) -> Evidence {
    let mut evidence = Evidence::default();
    fill(&mut evidence, errand, subject, door, now).await;
    evidence
}

/// The same with evidence in hand, such as that of an evidence pack; what is there is not looked up again.
pub async fn gather_into(evidence: &mut Evidence, subject: &Presented, door: &Door, now: Timestamp) {
    fill(evidence, &door.errand(), subject, door, now).await;
}

async fn fill(evidence: &mut Evidence, errand: &Errand, subject: &Presented, door: &Door, now: Timestamp) {
    loop {
        let known = evidence.len();
        let needs = verify::needs(subject, evidence);
        for (url, answer) in door.all(errand, &needs, now).await {
            evidence.insert(url, answer);
        }
        // Keys may have gone since. Whatever an address is asked for first, keys may be wanted of it later.
        for need in &needs {
            for document in door.snapshots(&need.url, now) {
                evidence.keep(need.url.as_str(), document);
            }
        }
        // Nothing was missing, or nothing new came: asking again would ask the same.
        if evidence.len() == known {
            return;
        }
    }
}
