//! The words of alignments: why nothing aligns to something, and what is not here.

use site::catalogue::{Ctdl, NoAlignment, Unfound};

use crate::words::{bare, sentence};

/// Why nothing aligns to something.
pub fn refused(why: &NoAlignment) -> String {
    match why {
        NoAlignment::Issuer => "This is an issuer. An achievement aligns to what somebody knows or can do, to another \
                                achievement or to a framework, and not to who issues."
            .to_owned(),
        NoAlignment::Group => "This is a group of ESCO's skills, and no skill. Choose the skill in it that is meant.".to_owned(),
        NoAlignment::Sandbox => "It is known here by an address for trying things, or by one of a single machine. Who \
                                 reads the badge could not rely on it; the address where it is published is not known."
            .to_owned(),
        NoAlignment::NoAddress => "It has no address of its own on the web, and this site has none that others reach: \
                                   it runs without a public address."
            .to_owned(),
        NoAlignment::FinderPage => "Its page at the Credential Finder goes by a number that is not in its data. Only \
                                    the page of a competency goes by the CTID. Choose another form of address."
            .to_owned(),
        NoAlignment::Amiss(finding) => bare(&finding.sentence, 600),
    }
}

/// What is said of something that is not here.
pub fn unfound(why: Unfound) -> &'static str {
    match why {
        Unfound::Nothing => "This is not in the registry: it leads to nothing that could be aligned to.",
        Unfound::Group => {
            "This is the code of a group of ESCO's skills, and of no skill. Search for the skill that is meant."
        }
        Unfound::Uuid => {
            "This is not in the registry. If it is meant as a CTID, it begins with ce-; we do not assume so."
        }
        Unfound::Sandbox => {
            "This is an address for trying things, or of one machine alone. Nothing of it is in the registry."
        }
        Unfound::TooLong => "This is longer than any identifier. It was cut.",
    }
}

/// What is said of something that was taken away.
pub fn withdrawn(reason: &str) -> String {
    match bare(reason, 300) {
        why if why.is_empty() => "This entry was taken away.".to_owned(),
        why => format!("This entry was taken away. {}", sentence(&why)),
    }
}

/// A way to write addresses of the Credential Registry.
pub fn ctdl(ctdl: Ctdl) -> &'static str {
    match ctdl {
        Ctdl::Resource => "linked data of the registry",
        Ctdl::Finder => "pages of the Credential Finder",
        Ctdl::Profile => "CTDL Alignment Profile",
    }
}
