//! Why something was found, and how fast.

use std::time::Duration;

use site::registry::{How, WhyField};

/// Why a record was found, in a few words; before a text of it where `is_before` one.
pub fn why(field: WhyField, how: How, is_before: bool) -> &'static str {
    if is_before {
        return match (field, how) {
            (WhyField::Identifier, _) => "known by",
            (WhyField::Code, _) => "code",
            (WhyField::Label, How::Exact) => "its exact name elsewhere",
            (WhyField::Label, How::Begins | How::Words) => "its name elsewhere",
            (WhyField::Label | WhyField::Alias, How::Typo) => "spelt like",
            (WhyField::Label | WhyField::Alias, How::Alike) => "sounds like",
            (WhyField::Alias, How::Exact | How::Begins | How::Words) => "another name",
            (WhyField::Keyword, _) => "keyword",
            (WhyField::Text, _) => "description",
            (WhyField::Criteria, _) => "what it takes",
        };
    }
    match (field, how) {
        (WhyField::Identifier, _) => "identifier",
        (WhyField::Code, How::Exact) => "exact code",
        (WhyField::Code, How::Begins) => "code begins so",
        (WhyField::Code, How::Words | How::Typo | How::Alike) => "end of its code",
        (WhyField::Label, How::Exact) => "exact name",
        (WhyField::Label, How::Begins) => "name begins so",
        (WhyField::Label, How::Words) => "name",
        (WhyField::Label, How::Typo) => "name spelt like it",
        (WhyField::Label, How::Alike) => "name like it",
        (WhyField::Alias, _) => "another name",
        (WhyField::Keyword, _) => "keyword",
        (WhyField::Text, How::Exact) => "exact statement",
        (WhyField::Text, _) => "statement",
        (WhyField::Criteria, _) => "what it takes",
    }
}

/// `0.8 ms`, `1.2 s`: no more digits than anybody reads.
pub fn took(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1_000.0;
    match ms {
        ms if ms < 0.1 => "less than 0.1 ms".to_owned(),
        ms if ms < 9.95 => format!("{ms:.1} ms"),
        ms if ms < 999.5 => format!("{ms:.0} ms"),
        ms => format!("{:.1} s", ms / 1_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_short() {
        for (micros, read) in [
            (3, "less than 0.1 ms"),
            (812, "0.8 ms"),
            (9_960, "10 ms"),
            (45_300, "45 ms"),
            (999_600, "1.0 s"),
            (1_240_000, "1.2 s"),
        ] {
            assert_eq!(took(Duration::from_micros(micros)), read);
        }
    }

    #[test]
    fn every_reason_has_words() {
        for field in WhyField::ALL {
            for how in How::ALL {
                assert!(!why(field, how, true).is_empty() && !why(field, how, false).is_empty());
            }
        }
    }
}
