//! Who read a source, and how much its word is worth beside another's.

use serde::{Deserialize, Serialize};

/// Who read a source. The order of [`Importer::rank`] decides whose values are shown where sources differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Importer {
    /// An envelope of the Credential Registry.
    Envelope,
    /// A CTDL or CTDL-ASN document or graph.
    Ctdl,
    /// An Open Badges 3.0 profile or achievement.
    OpenBadges3,
    /// An Open Badges 2.0 issuer or badge class.
    OpenBadges2,
    /// A CASE 1.0 or 1.1 package.
    Case,
    /// A table of CASE items, as OpenSALT reads it.
    CaseTable,
    /// ASN statements in RDF/JSON.
    Asn,
    /// Rich skill descriptors of OSMT.
    Osmt,
    /// A table of skills that OSMT imports.
    OsmtTable,
    /// ESCO's own tables.
    Esco,
    /// ESCO skills in JSON lines.
    EscoLines,
    /// Tables that others made of ESCO.
    EscoOthers,
    /// O*NET.
    Onet,
    /// The SOC tables of the Bureau of Labor Statistics.
    Soc,
    /// DigComp.
    DigComp,
    /// Translations of DigComp by others.
    DigCompTranslation,
    /// Identifiers of the Common Core.
    CommonCore,
    /// A registry of issuers of the Digital Credentials Consortium.
    IssuerRegistry,
    /// A table with our own columns.
    Table,
    /// The demonstration set, which is made up.
    Demo,
}

impl Importer {
    /// Every importer, best rank first: who owns a thing before who copies it, a signed word before a plain one, a
    /// whole description before a list of names.
    pub const BY_RANK: [Self; 20] = [
        Self::Envelope,
        Self::Ctdl,
        Self::OpenBadges3,
        Self::OpenBadges2,
        Self::Case,
        Self::Asn,
        Self::Osmt,
        Self::Esco,
        Self::Onet,
        Self::Soc,
        Self::DigComp,
        Self::EscoLines,
        Self::DigCompTranslation,
        Self::CaseTable,
        Self::OsmtTable,
        Self::CommonCore,
        Self::EscoOthers,
        Self::Table,
        Self::IssuerRegistry,
        Self::Demo,
    ];

    /// The lower, the more its word is worth.
    pub fn rank(self) -> usize {
        Self::BY_RANK.iter().position(|importer| *importer == self).unwrap_or(Self::BY_RANK.len())
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Envelope => "Credential Registry envelope",
            Self::Ctdl => "CTDL",
            Self::OpenBadges3 => "Open Badges 3.0",
            Self::OpenBadges2 => "Open Badges 2.0",
            Self::Case => "CASE",
            Self::CaseTable => "CASE table",
            Self::Asn => "ASN",
            Self::Osmt => "Rich skill descriptors",
            Self::OsmtTable => "OSMT table",
            Self::Esco => "ESCO",
            Self::EscoLines => "ESCO (JSON lines)",
            Self::EscoOthers => "ESCO (tables by others)",
            Self::Onet => "O*NET",
            Self::Soc => "SOC",
            Self::DigComp => "DigComp",
            Self::DigCompTranslation => "DigComp (translation)",
            Self::CommonCore => "Common Core identifiers",
            Self::IssuerRegistry => "Registry of issuers",
            Self::Table => "Table",
            Self::Demo => "Demonstration",
        }
    }
}
