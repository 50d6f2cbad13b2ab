//! A badge that was baked into a picture: whether that was done as its standard says. Its signature does not hang on it.

use credential::{Carrier, CarrierFault, Medium};

use crate::case::Case;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves, Note, Outcome};

pub(crate) static CHECK: Check = Check {
    id: "carrier",
    level: Level::Must,
    title: "Baked into its picture as the standard says",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#baked-badge",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    let Some(Carrier { medium, faults }) = &case.ground.presented.carrier else {
        findings.not_applicable(&CHECK);
        return;
    };
    match medium {
        Medium::Png(_) | Medium::Svg(_) if faults.is_empty() => {
            findings.note(&CHECK, "", Note::PictureNotSigned);
        }
        Medium::Png(_) | Medium::Svg(_) => {
            for fault in faults {
                findings.add(&CHECK, level(*fault), "", Outcome::Fail(Fault::Carrier { fault: *fault }));
            }
        }
        // The standard says nothing of these.
        Medium::QrCode | Medium::Page => findings.not_applicable(&CHECK),
    }
}

/// What the standard forbids, and what only makes reading uncertain.
fn level(fault: CarrierFault) -> Level {
    match fault {
        CarrierFault::Compressed
        | CarrierFault::Repeated { .. }
        | CarrierFault::TextChunk
        | CarrierFault::NotCdata => Level::Must,
        CarrierFault::Checksum
        | CarrierFault::Truncated
        | CarrierFault::Misplaced
        | CarrierFault::TwoContents => Level::Should,
    }
}
