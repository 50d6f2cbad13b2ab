//! That there is a newer one: beside the sentence, which it does not change.

use verify::{Decision, Report, Verified};

use super::{dates, voice};

/// Where the newer one is, of when, and what is to be known of it.
pub(super) fn newer(report: &Report) -> Option<String> {
    let refreshed = report.refreshed.as_ref()?;
    let host = voice::host(&refreshed.from).unwrap_or_else(|| "the address that it names".to_owned());
    let from = refreshed.report.credential.valid_from.as_deref().and_then(|text| text.parse().ok());
    let of = from.map(|from| format!(" of {}", dates::day(from))).unwrap_or_default();
    let newer = format!("There is a newer one{of} at {host}: ask for that.");
    Some(match refreshed.report.decision {
        Decision::Verified(Verified::Verified | Verified::Record) => newer,
        Decision::Verified(
            Verified::BareKey | Verified::RecordBareKey | Verified::NotTheirs | Verified::RecipientUnknown,
        )
        | Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Incomplete(_)
        | Decision::Unproven(_)
        | Decision::Stated => format!("{newer} Of that one: {}", super::of(&refreshed.report).sentence),
    })
}
