//! The marks: a shape before a colour, drawn in one stroke weight and readable at 16 px. The word beside it says the
//! same, so none of them is read aloud.

use leptos::prelude::*;

use crate::words::{Mark, Rank, Seal};

fn drawing(class: &'static str, inner: impl IntoView + 'static) -> AnyView {
    view! {
        <svg class=class viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            {inner}
        </svg>
    }
    .into_any()
}

/// The seal of a verdict.
pub(super) fn seal(seal: Seal) -> AnyView {
    match seal {
        Seal::Genuine => drawing(
            "mark filled",
            view! { <circle class="ground" cx="12" cy="12" r="11"/><path d="M7 12.5l3.5 3.5L17 8.5"/> },
        ),
        Seal::Open => {
            drawing("mark", view! { <circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/> })
                .into_any()
        }
        Seal::Refused => drawing(
            "mark filled",
            view! { <circle class="ground" cx="12" cy="12" r="11"/><path d="M7 17L17 7"/> },
        ),
        Seal::NotInForce => drawing(
            "mark filled",
            view! { <circle class="ground" cx="12" cy="12" r="11"/><path d="M12 6.5V12l3.5 2.5"/> },
        ),
        Seal::NotKnown => drawing(
            "mark",
            view! { <circle cx="12" cy="12" r="10"/><circle class="dot" cx="12" cy="12" r="2.2"/> },
        ),
        Seal::Split => drawing(
            "mark",
            view! { <circle cx="12" cy="12" r="10"/><path class="half" d="M12 2a10 10 0 0 0 0 20z"/> },
        ),
    }
}

/// The mark of an answer.
pub(super) fn answer(mark: Mark) -> AnyView {
    match mark {
        Mark::Yes => drawing("mark yes", view! { <path d="M5 12.5l4.5 4.5L19 7"/> }),
        Mark::No => drawing("mark no", view! { <path d="M6 6l12 12M18 6L6 18"/> }),
        Mark::Unknown => drawing(
            "mark unknown",
            view! { <circle cx="12" cy="12" r="8"/><circle class="dot" cx="12" cy="12" r="2"/> },
        ),
        Mark::NotAsked => drawing("mark none", view! { <path d="M6 12h12"/> }),
    }
}

/// The mark of a finding.
pub(super) fn rank(rank: Rank) -> AnyView {
    match rank {
        Rank::Failed => answer(Mark::No),
        Rank::Unknown => answer(Mark::Unknown),
        Rank::Advised => drawing("mark advised", view! { <path d="M12 5v9M12 18v.5"/> }),
    }
}

/// The class that colours a verdict's block.
pub(super) fn tone(seal: Seal) -> &'static str {
    match seal {
        Seal::Genuine => "verdict genuine",
        Seal::Refused => "verdict refused",
        Seal::NotInForce => "verdict ended",
        Seal::Open | Seal::Split => "verdict plain",
        Seal::NotKnown => "verdict unknown",
    }
}
