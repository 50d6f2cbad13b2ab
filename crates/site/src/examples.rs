//! Credentials to try: one for each kind of answer, by issuers that are made up.

use fetch::{Shelf, ShelfError};

/// One credential to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What a visitor will find, in a few words.
    pub label: &'static str,
    /// Its link, under `.example`.
    pub url: &'static str,
}

/// The examples, in the order in which they are shown.
pub const EXAMPLES: [Example; 8] = [
    Example { label: "A genuine one", url: "https://harbour-college.example/badges/boat-handling" },
    Example { label: "One that was withdrawn", url: "https://harbour-college.example/badges/first-aid" },
    Example { label: "One that has ended", url: "https://loaders-guild.example/badges/forklift" },
    Example { label: "One that was changed", url: "https://night-school.example/badges/bookkeeping" },
    Example { label: "One with nobody behind it", url: "https://boatyard.example/badges/joinery" },
    Example {
        label: "One that anyone could have made",
        url: "https://certificates.example/badges/leadership",
    },
    Example { label: "One that cannot be checked", url: "https://badges.example/badges/welding" },
    Example {
        label: "A record of eleven, one withdrawn",
        url: "https://harbour-college.example/records/2026-117",
    },
];

/// A picture with the first of them baked into it, to take away and drop on the box.
pub const EXAMPLE_PICTURE: &[u8] = include_bytes!("../examples/boat-handling.png");

/// Made by `cargo run -p tests --example make_corpus`; a test makes them again and compares.
const FILES: &[(&str, &[u8])] = &[
    ("boat-handling.json", include_bytes!("../examples/boat-handling.json")),
    ("boatyard.json", include_bytes!("../examples/boatyard.json")),
    ("bookkeeping.json", include_bytes!("../examples/bookkeeping.json")),
    ("first-aid.json", include_bytes!("../examples/first-aid.json")),
    ("forklift.json", include_bytes!("../examples/forklift.json")),
    ("harbour-college-did.json", include_bytes!("../examples/harbour-college-did.json")),
    ("joinery.json", include_bytes!("../examples/joinery.json")),
    ("leadership.json", include_bytes!("../examples/leadership.json")),
    ("loaders-guild-did.json", include_bytes!("../examples/loaders-guild-did.json")),
    ("night-school-did.json", include_bytes!("../examples/night-school-did.json")),
    ("not-found.html", include_bytes!("../examples/not-found.html")),
    ("record.json", include_bytes!("../examples/record.json")),
    ("status-2026.json", include_bytes!("../examples/status-2026.json")),
    ("welding.json", include_bytes!("../examples/welding.json")),
];

/// The web of the examples' issuers.
///
/// # Errors
/// Never, as a test shows: the index is part of the program.
pub fn shelf() -> Result<Shelf, ShelfError> {
    Shelf::new(include_str!("../examples/index.tsv"), FILES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Input, judge};
    use fetch::Door;
    use verify::Asked;

    #[test]
    fn the_picture_has_the_genuine_one_in_it() {
        let door = Door::WithExamples(shelf().unwrap(), Box::new(Door::Offline));
        let input = Input::Bytes(EXAMPLE_PICTURE.to_vec());
        let now = "2026-11-24T09:00:00Z".parse().unwrap();
        let judged = pollster::block_on(judge(&input, &door, &Asked::default(), now));
        assert_eq!(judged[0].outcome.as_ref().unwrap().decision.headline(), "verified");
    }

    /// Each is of another kind, offline too and for years.
    #[test]
    fn every_example_has_its_own_answer() {
        let door = Door::WithExamples(shelf().unwrap(), Box::new(Door::Offline));
        for year in ["2026-11-24T09:00:00Z", "2046-11-24T09:00:00Z"] {
            let headlines = EXAMPLES.map(|example| {
                let input = Input::Url(example.url.to_owned());
                let judged =
                    pollster::block_on(judge(&input, &door, &Asked::default(), year.parse().unwrap()));
                judged[0].outcome.as_ref().unwrap().decision.headline()
            });
            let expected = [
                "verified",
                "revoked",
                "expired",
                "altered",
                "unproven",
                "bare-key",
                "issuer-unreachable",
                "record-not-in-force",
            ];
            assert_eq!(headlines, expected, "{year}");
        }
    }
}
