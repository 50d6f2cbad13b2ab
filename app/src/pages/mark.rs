//! The marks: a shape before a colour, drawn in one stroke weight and readable at 16 px. The word beside it says the
//! same, so none of them is read aloud.

use leptos::prelude::*;
use verify::{Finding, Level, Outcome};

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

/// What the marks of a page are drawn with, once: a record has some thousand of them.
pub(super) fn defs() -> AnyView {
    view! {
        <svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">
            <defs><path id="ground" d=GROUND/></defs>
        </svg>
    }
    .into_any()
}

/// The seal of a verdict in its colour, beside an entry.
pub(super) fn toned(seal: Seal) -> AnyView {
    match seal {
        Seal::Genuine => shape(seal, "mark filled yes"),
        Seal::Refused => shape(seal, "mark filled no"),
        Seal::NotInForce => shape(seal, "mark filled ended"),
        Seal::NotKnown => shape(seal, "mark unknown"),
        Seal::Open | Seal::Split => shape(seal, "mark"),
    }
}

/// The seal of a verdict.
pub(super) fn seal(seal: Seal) -> AnyView {
    match seal {
        Seal::Genuine | Seal::Refused | Seal::NotInForce => shape(seal, "mark filled"),
        Seal::Open | Seal::NotKnown | Seal::Split => shape(seal, "mark"),
    }
}

fn shape(seal: Seal, class: &'static str) -> AnyView {
    match seal {
        Seal::Genuine => {
            drawing(class, view! { <use class="ground" href="#ground"/><path d="M7 12.5l3.5 3.5L17 8.5"/> })
        }
        Seal::Open => {
            drawing(class, view! { <circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/> })
        }
        Seal::Refused => drawing(class, view! { <use class="ground" href="#ground"/><path d="M7 17L17 7"/> }),
        Seal::NotInForce => {
            drawing(class, view! { <use class="ground" href="#ground"/><path d="M12 6.5V12l3.5 2.5"/> })
        }
        Seal::NotKnown => drawing(
            class,
            view! { <circle cx="12" cy="12" r="10"/><circle class="dot" cx="12" cy="12" r="2.2"/> },
        ),
        Seal::Split => drawing(
            class,
            view! { <circle cx="12" cy="12" r="10"/><path class="half" d="M12 2a10 10 0 0 0 0 20z"/> },
        ),
    }
}

/// The mark of an answer: the seals' shapes. Filled and green is the tick of a green page alone.
pub(super) fn answer(mark: Mark, is_green: bool) -> AnyView {
    match mark {
        Mark::Yes if is_green => shape(Seal::Genuine, "mark filled yes"),
        Mark::Yes => shape(Seal::Open, "mark"),
        Mark::No => shape(Seal::Refused, "mark filled no"),
        Mark::NotNow => shape(Seal::NotInForce, "mark filled ended"),
        Mark::Unproven => shape(Seal::Split, "mark"),
        Mark::Unknown => shape(Seal::NotKnown, "mark unknown"),
        Mark::NotAsked => drawing("mark none", view! { <path d="M6 12h12"/> }),
    }
}

/// The mark of a check's outcome.
pub(super) fn outcome(line: &Finding, is_green: bool) -> AnyView {
    match (&line.outcome, line.level) {
        (Outcome::Pass(_), _) => answer(Mark::Yes, is_green),
        (Outcome::Fail(_), Level::Must) => rank(Rank::Failed),
        (Outcome::Fail(_), Level::Should) => rank(Rank::Advised),
        (Outcome::Unknown(_), _) => rank(Rank::Unknown),
        (Outcome::NotApplicable, _) => answer(Mark::NotAsked, is_green),
    }
}

/// The mark of a finding.
pub(super) fn rank(rank: Rank) -> AnyView {
    match rank {
        Rank::Failed => answer(Mark::No, false),
        Rank::Unknown => answer(Mark::Unknown, false),
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
