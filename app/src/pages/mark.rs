//! The marks: a shape before a colour, drawn in one stroke weight and readable at 16 px. The word beside it says the
//! same, so none of them is read aloud.

use leptos::prelude::*;

use crate::words::{Mark, Rank, Seal};

/// The ground of a filled seal: a disc with fourteen scallops, told from the open rings at a glance.
const GROUND: &str = "M12 1.4A2.5 2.5 0 0 1 16.6 2.4A2.5 2.5 0 0 1 20.3 5.4A2.5 2.5 0 0 1 22.3 9.6A2.5 2.5 0 0 1 22.3 14.4 \
    A2.5 2.5 0 0 1 20.3 18.6A2.5 2.5 0 0 1 16.6 21.6A2.5 2.5 0 0 1 12 22.6A2.5 2.5 0 0 1 7.4 21.6 \
    A2.5 2.5 0 0 1 3.7 18.6A2.5 2.5 0 0 1 1.7 14.4A2.5 2.5 0 0 1 1.7 9.6A2.5 2.5 0 0 1 3.7 5.4 \
    A2.5 2.5 0 0 1 7.4 2.4A2.5 2.5 0 0 1 12 1.4z";

fn drawing(class: &'static str, inner: impl IntoView + 'static) -> AnyView {
    view! {
        <svg class=class viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            {inner}
        </svg>
    }
    .into_any()
}

/// The house's own: a black stone with the streak that gold leaves on it.
pub(super) fn stone() -> AnyView {
    drawing("stone", view! { <path d="M7 3l10-1 5 7-2 11-12 2-6-8z"/><path class="streak" d="M8 16.5l8-9"/> })
}

/// The seal of a verdict.
pub(super) fn seal(seal: Seal) -> AnyView {
    match seal {
        Seal::Genuine => drawing(
            "mark filled",
            view! { <path class="ground" d=GROUND/><path d="M7 12.5l3.5 3.5L17 8.5"/> },
        ),
        Seal::Open => {
            drawing("mark", view! { <circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/> })
                .into_any()
        }
        Seal::Refused => {
            drawing("mark filled", view! { <path class="ground" d=GROUND/><path d="M7 17L17 7"/> })
        }
        Seal::NotInForce => {
            drawing("mark filled", view! { <path class="ground" d=GROUND/><path d="M12 6.5V12l3.5 2.5"/> })
        }
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
