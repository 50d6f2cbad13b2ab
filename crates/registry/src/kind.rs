//! What a record is of.

use serde::{Deserialize, Serialize};

/// What a record is of. It decides the folder of its page and the facet it counts under; the class in the words of
/// its source stands beside it ([`crate::Facts::class`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// Who issues: `Profile` of Open Badges, `ceterms:Organization` and its kind.
    Issuer,
    /// What can be earned: `Achievement`, `BadgeClass`, `ceterms:Credential` and its subclasses.
    Achievement,
    /// A set of competencies: `ceasn:CompetencyFramework`, `CFDocument`, `asn:StandardDocument`.
    Framework,
    /// One statement of what somebody knows or can do: `ceasn:Competency`, `CFItem`, a skill.
    Competency,
    /// `ceterms:Course`, `ceterms:LearningOpportunityProfile`.
    Course,
    /// `ceterms:LearningProgram`.
    Program,
    /// `ceterms:AssessmentProfile`.
    Assessment,
    /// `ceterms:Occupation`, `ceterms:Job`, `ceterms:WorkRole`.
    Occupation,
    /// `ceterms:Task`.
    Task,
    /// Anything else that CTDL knows and that can be aligned to: pathways, collections, cost manifests, concepts.
    Resource,
}

impl Kind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Issuer,
        Self::Achievement,
        Self::Framework,
        Self::Competency,
        Self::Course,
        Self::Program,
        Self::Assessment,
        Self::Occupation,
        Self::Task,
        Self::Resource,
    ];

    /// One word: the value of the facet, and of `kind` in the programming interface and in generic CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Achievement => "achievement",
            Self::Framework => "framework",
            Self::Competency => "competency",
            Self::Course => "course",
            Self::Program => "program",
            Self::Assessment => "assessment",
            Self::Occupation => "occupation",
            Self::Task => "task",
            Self::Resource => "resource",
        }
    }

    /// The folder of its pages: `/issuers/{slug}`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Issuer => "issuers",
            Self::Achievement => "achievements",
            Self::Framework => "frameworks",
            Self::Competency => "competencies",
            Self::Course => "courses",
            Self::Program => "programs",
            Self::Assessment => "assessments",
            Self::Occupation => "occupations",
            Self::Task => "tasks",
            Self::Resource => "resources",
        }
    }

    /// The kind of a [`Kind::name`].
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}
