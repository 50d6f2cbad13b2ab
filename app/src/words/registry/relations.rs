//! What stands above things that relate to the one on the page, in both directions.

use site::catalogue::Towards;
use site::registry::{Kind, RelationKind};

/// The heading of things that relate to something of a kind.
pub fn heading(towards: Towards, kind: Kind) -> &'static str {
    match towards {
        Towards::Others(relation) => of_this(relation, kind),
        Towards::This(relation) => of_others(relation),
    }
}

/// What this says of others.
fn of_this(relation: RelationKind, kind: Kind) -> &'static str {
    match relation {
        RelationKind::PartOf => "Part of",
        RelationKind::ChildOf => "Stands below",
        RelationKind::IssuedBy => match kind {
            Kind::Framework | Kind::Competency | Kind::Occupation | Kind::Task | Kind::Resource => {
                "Published by"
            }
            Kind::Issuer | Kind::Achievement | Kind::Course | Kind::Program | Kind::Assessment => "Issued by",
        },
        RelationKind::OfferedBy => "Offered by",
        RelationKind::DepartmentOf => "Belongs to",
        RelationKind::ListedIn => "Listed in",
        RelationKind::EndorsedBy => "Recognised or endorsed by",
        RelationKind::AlignsTo => match kind {
            Kind::Achievement => "Skills and standards it aligns to",
            Kind::Issuer
            | Kind::Framework
            | Kind::Competency
            | Kind::Course
            | Kind::Program
            | Kind::Assessment
            | Kind::Occupation
            | Kind::Task
            | Kind::Resource => "Aligns to",
        },
        RelationKind::Requires => "Requires",
        RelationKind::Precedes => "Comes before",
        RelationKind::Essential => "Essential skills",
        RelationKind::Optional => "Useful skills, not essential",
        RelationKind::ForOccupation => "For the occupation",
        RelationKind::ExactMatch => "The same as",
        RelationKind::CloseMatch => "Nearly the same as",
        RelationKind::BroadMatch => "Narrower than",
        RelationKind::NarrowMatch => "Broader than",
        RelationKind::Related => "Has to do with",
        RelationKind::Peer => "On a level with",
        RelationKind::ReplacedBy => "Replaced by",
        RelationKind::Replaces => "Replaces",
        RelationKind::VersionOf => "Another version of",
        RelationKind::DerivedFrom => "Made from",
        RelationKind::TranslationOf => "A translation of",
        RelationKind::Exemplar => "An example of it",
        RelationKind::HasPart => "Its parts",
        RelationKind::Other => "What else it names",
    }
}

/// What others say of this.
fn of_others(relation: RelationKind) -> &'static str {
    match relation {
        RelationKind::PartOf => "Its statements",
        RelationKind::ChildOf => "What stands below it",
        RelationKind::IssuedBy => "What it issues or publishes",
        RelationKind::OfferedBy => "What it offers",
        RelationKind::DepartmentOf => "Its departments",
        RelationKind::ListedIn => "Whom it lists",
        RelationKind::EndorsedBy => "What it recognises or endorses",
        RelationKind::AlignsTo => "What aligns to it",
        RelationKind::Requires => "What requires it",
        RelationKind::Precedes => "What comes before it",
        RelationKind::Essential => "Where it is essential",
        RelationKind::Optional => "Where it is useful, and not essential",
        RelationKind::ForOccupation => "What leads to it",
        RelationKind::ExactMatch => "What names it as the same",
        RelationKind::CloseMatch => "What names it as nearly the same",
        RelationKind::BroadMatch => "What is narrower, by its own word",
        RelationKind::NarrowMatch => "What is broader, by its own word",
        RelationKind::Related => "What names it as related",
        RelationKind::Peer => "What names it as a peer",
        RelationKind::ReplacedBy => "What it takes the place of",
        RelationKind::Replaces => "What takes its place",
        RelationKind::VersionOf => "Other versions of it",
        RelationKind::DerivedFrom => "What is made from it",
        RelationKind::TranslationOf => "Translations of it",
        RelationKind::Exemplar => "What it is an example of",
        RelationKind::HasPart => "What it is a part of",
        RelationKind::Other => "What else names it",
    }
}
