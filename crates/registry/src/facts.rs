//! What one source says about one thing, in our words.

use serde::{Deserialize, Serialize};

use crate::{Kind, Text};

/// What one source says about one thing. An importer fills in what the source has, and leaves the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is of.
    pub kind: Kind,
    /// The class in the source's own words: `ceterms:License`, `Achievement`, `RichSkillDescriptor`, a `CFItemType`.
    pub class: Option<String>,
    /// Every identifier that the source gives it, as written there; the first is the one it goes by. URIs, CTIDs,
    /// GUIDs, DIDs: what no other thing has, and not codes.
    pub identifiers: Vec<String>,
    /// What it is called; at most one a language.
    pub labels: Vec<Text>,
    /// What else it is called.
    pub aliases: Vec<Text>,
    /// The statement itself, or what describes it; at most one a language.
    pub text: Vec<Text>,
    /// Its code within its framework: `3.OA.A.2`, `15-1252.00`.
    pub code: Option<String>,
    /// Other codes, and other ways to write the code.
    pub codes: Vec<String>,
    /// The page about it, for people.
    pub page: Option<String>,
    /// A picture of it.
    pub image: Option<String>,
    /// The languages that it is in, BCP 47.
    pub languages: Vec<String>,
    /// Levels: grades, education levels, proficiency; as words or short codes.
    pub levels: Vec<String>,
    /// Subjects, categories, keywords, tags.
    pub keywords: Vec<Text>,
    /// Whether it may still be used.
    pub status: Option<Status>,
    /// The version or edition.
    pub version: Option<String>,
    /// When its source last changed it, as written there.
    pub modified: Option<String>,
    /// What it takes to earn it (Markdown).
    pub criteria: Vec<Text>,
    /// The page that says what it takes.
    pub criteria_page: Option<String>,
    /// What it has to do with other things.
    pub relations: Vec<Relation>,
    /// Its place among its siblings.
    pub position: Option<u32>,
    /// Verification methods that an issuer's profile lists, by their ids.
    pub keys: Vec<String>,
    /// Where it is: a town, a country.
    pub place: Option<String>,
    /// What else the source says that is worth showing: a name of the field, and its value.
    pub details: Vec<(String, String)>,
    /// The licence it may be used under: a name or an address.
    pub licence: Option<String>,
    /// The line that must stand where it is shown.
    pub attribution: Option<String>,
    /// What an envelope of the Credential Registry around it showed.
    pub envelope: Option<Envelope>,
}

impl Facts {
    /// Nothing but a kind and the identifier it goes by.
    pub fn new(kind: Kind, identifier: impl Into<String>) -> Self {
        Self {
            kind,
            class: None,
            identifiers: vec![identifier.into()],
            labels: Vec::new(),
            aliases: Vec::new(),
            text: Vec::new(),
            code: None,
            codes: Vec::new(),
            page: None,
            image: None,
            languages: Vec::new(),
            levels: Vec::new(),
            keywords: Vec::new(),
            status: None,
            version: None,
            modified: None,
            criteria: Vec::new(),
            criteria_page: None,
            relations: Vec::new(),
            position: None,
            keys: Vec::new(),
            place: None,
            details: Vec::new(),
            licence: None,
            attribution: None,
            envelope: None,
        }
    }

    /// Adds a relation without more than its target.
    pub fn relate(&mut self, relation: RelationKind, target: impl Into<String>) {
        self.relations.push(Relation::to(relation, target));
    }
}

/// Whether a thing may still be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// In use.
    Active,
    /// Not final yet.
    Draft,
    /// Still there, and not to be used for new things.
    Deprecated,
    /// Another took its place.
    Superseded,
    /// Not offered or used any more.
    Retired,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Active, Self::Draft, Self::Deprecated, Self::Superseded, Self::Retired];

    /// One word: the value of the facet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Draft => "draft",
            Self::Deprecated => "deprecated",
            Self::Superseded => "superseded",
            Self::Retired => "retired",
        }
    }

    /// Whether it may be used for new things, once it is final.
    pub fn is_in_use(self) -> bool {
        match self {
            Self::Active | Self::Draft => true,
            Self::Deprecated | Self::Superseded | Self::Retired => false,
        }
    }

    /// The status of a [`Status::name`].
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// What a thing has to do with another.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// The other's identifier, as the source writes it; empty where the source has a name alone.
    pub target: String,
    /// What the source calls the other.
    pub label: Option<String>,
    /// The other's code, where the source gives it.
    pub code: Option<String>,
    /// The framework that the other is in, by name.
    pub framework: Option<String>,
    /// The other's type in the source's words: `targetType` of an alignment.
    pub class: Option<String>,
}

impl Relation {
    /// To a target, and nothing more known about it.
    pub fn to(kind: RelationKind, target: impl Into<String>) -> Self {
        Self { kind, target: target.into(), label: None, code: None, framework: None, class: None }
    }

    /// With what the source calls the other.
    #[must_use]
    pub fn labelled(mut self, label: Option<String>) -> Self {
        self.label = label;
        self
    }
}

/// How a thing relates to another: "this … that".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RelationKind {
    /// This statement is part of that framework.
    PartOf,
    /// This stands below that in a tree: `isChildOf`, `broader` of a hierarchy.
    ChildOf,
    /// This is issued, owned or published by that issuer.
    IssuedBy,
    /// This is offered by that issuer.
    OfferedBy,
    /// This organization belongs to that.
    DepartmentOf,
    /// That registry of issuers lists this one.
    ListedIn,
    /// This is approved, accredited, recognised or endorsed by that.
    EndorsedBy,
    /// This aligns to that: `alignment` of an achievement, `targetCompetency`.
    AlignsTo,
    /// This requires that.
    Requires,
    /// This comes before that.
    Precedes,
    /// This has that as an essential part: a skill of an occupation.
    Essential,
    /// This has that as an optional part.
    Optional,
    /// This is for that occupation.
    ForOccupation,
    /// This is the same as that.
    ExactMatch,
    /// This is nearly the same as that.
    CloseMatch,
    /// That is broader than this.
    BroadMatch,
    /// That is narrower than this.
    NarrowMatch,
    /// This has to do with that.
    Related,
    /// This is a peer of that.
    Peer,
    /// This is replaced by that.
    ReplacedBy,
    /// This replaces that.
    Replaces,
    /// This is another version of that.
    VersionOf,
    /// This is made from that.
    DerivedFrom,
    /// This is a translation of that.
    TranslationOf,
    /// That is an example of this.
    Exemplar,
    /// This has that as a part: `hasPart`, `hasMember`.
    HasPart,
    /// Another relation, by its name in the source: see [`Relation::class`].
    Other,
}

impl RelationKind {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::PartOf,
        Self::ChildOf,
        Self::IssuedBy,
        Self::OfferedBy,
        Self::DepartmentOf,
        Self::ListedIn,
        Self::EndorsedBy,
        Self::AlignsTo,
        Self::Requires,
        Self::Precedes,
        Self::Essential,
        Self::Optional,
        Self::ForOccupation,
        Self::ExactMatch,
        Self::CloseMatch,
        Self::BroadMatch,
        Self::NarrowMatch,
        Self::Related,
        Self::Peer,
        Self::ReplacedBy,
        Self::Replaces,
        Self::VersionOf,
        Self::DerivedFrom,
        Self::TranslationOf,
        Self::Exemplar,
        Self::HasPart,
        Self::Other,
    ];
}

/// What an envelope of the Credential Registry showed: whether its publisher's signature holds, and whether the copy
/// beside the signed one is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// `envelope_id`.
    pub id: Option<String>,
    /// The RS256 signature over `resource`, by the key in the envelope.
    pub signature: Found,
    /// `resource_digest` of `node_headers`, against what is there.
    pub digest: Found,
    /// JSON pointers into the resource where `decoded_resource` and what was signed differ, at most
    /// [`Envelope::MAX_DIFFERENCES`].
    pub differences: Vec<String>,
    /// How many differences there are in all.
    pub differing: u32,
    /// `created_at`, `updated_at` and `deleted_at` of `node_headers`, as written.
    pub dates: Vec<(String, String)>,
}

impl Envelope {
    /// How many differences are listed: enough to see what happened.
    pub const MAX_DIFFERENCES: usize = 50;
}

/// What came of looking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// It holds.
    Holds,
    /// It does not, and why.
    Fails(String),
    /// It could not be looked at, and why.
    Unknown(String),
}
