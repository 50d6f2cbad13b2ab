//! What a credential says, for people to read: of an achievement, and of a record what stands in it. Nothing of it is
//! judged here: whether it may be shown as fact is the report's to say.

use std::cell::Cell;
use std::collections::BTreeMap;

use credential::{Presented, Value};

use crate::alignment::{Finding, lint};
use crate::envelope::{self, CredentialKind, Envelope};
use crate::limits::{MAX_CONTENT_ITEMS, MAX_NESTED, MAX_NESTING};
use crate::reading::id_of;
use crate::tree;

/// What an achievement credential says (OB 3.0 `AchievementSubject` and `Achievement`), or a record of them (CLR 2.0
/// `ClrSubject`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Its own id and its achievement's: what an association names.
    pub ids: Vec<String>,
    /// `name` of the achievement.
    pub name: Option<String>,
    /// `achievementType`
    pub achievement_type: Option<String>,
    /// `awardedDate`, as written.
    pub awarded: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `criteria.narrative`, in Markdown.
    pub criteria: Option<String>,
    /// `criteria.id`: where the criteria stand.
    pub criteria_url: Option<String>,
    /// An image inside the credential, as a `data:` URL.
    pub image: Option<String>,
    /// `alignment`, the first [`MAX_CONTENT_ITEMS`].
    pub alignments: Vec<AlignmentContent>,
    /// How many there are.
    pub all_alignments: usize,
    /// `result`, with what its `resultDescription` says of it.
    pub results: Vec<ResultContent>,
    /// `evidence`
    pub evidence: Vec<EvidenceContent>,
    /// `tag`
    pub tags: Vec<String>,
    /// `endorsementComment`, in Markdown.
    pub comment: Option<String>,
    /// What its issuer says of itself.
    pub issuer: IssuerContent,
    /// `partial`: the record says that it does not have all that its issuer knows of.
    pub partial: bool,
    /// Achievements of a record without an assertion.
    pub achievements: Vec<AchievementContent>,
    /// `association`
    pub associations: Vec<AssociationContent>,
    /// What stands inside it, entries and endorsements, by the pointers of the report's children.
    pub inside: BTreeMap<String, Self>,
}

/// What an achievement is aligned to (OB 3.0 `Alignment`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlignmentContent {
    /// `targetName`, else its address.
    pub name: String,
    /// `targetUrl`
    pub url: String,
    /// `targetFramework`
    pub framework: Option<String>,
    /// `targetCode`
    pub code: Option<String>,
    /// What is amiss with it: advice, which no answer hangs on.
    pub findings: Vec<Finding>,
}

/// What was reached (OB 3.0 `Result` and its `ResultDescription`). One of value, level and status there always is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultContent {
    /// `name` of its description.
    pub name: Option<String>,
    /// `value`
    pub value: Option<String>,
    /// The name of `achievedLevel`.
    pub level: Option<String>,
    /// `status`: a grade that is provisional is none yet.
    pub status: Option<String>,
    /// `valueMin`
    pub least: Option<String>,
    /// `valueMax`
    pub most: Option<String>,
    /// `allowedValue`
    pub allowed: Vec<String>,
    /// `requiredValue`, or the name of `requiredLevel`.
    pub required: Option<String>,
}

/// What shows it (OB 3.0 `Evidence`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceContent {
    /// `name`
    pub name: Option<String>,
    /// `id`
    pub url: Option<String>,
    /// `narrative`, in Markdown.
    pub narrative: Option<String>,
}

/// What an issuer says of itself (OB 3.0 `Profile`), beside its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IssuerContent {
    /// `url`
    pub url: Option<String>,
    /// `email`
    pub email: Option<String>,
    /// `description`
    pub description: Option<String>,
}

/// An achievement of a record that nobody is said to have (CLR 2.0 `ClrSubject.achievement`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AchievementContent {
    /// `id`
    pub id: Option<String>,
    /// `name`
    pub name: Option<String>,
    /// `achievementType`
    pub achievement_type: Option<String>,
    /// `description`
    pub description: Option<String>,
}

/// How one achievement of a record hangs on another (CLR 2.0 `Association`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssociationContent {
    /// `associationType`
    pub kind: String,
    /// `sourceId`
    pub source: String,
    /// `targetId`
    pub target: String,
}

impl Content {
    /// Reads it; `None` where there is nothing for people to read.
    pub fn of(presented: &Presented) -> Option<Self> {
        Self::within(presented, Walk { nesting: 0, read: &Cell::new(0) })
    }

    fn within(presented: &Presented, walk: Walk<'_>) -> Option<Self> {
        let opened = envelope::open(presented).and_then(Result::ok);
        let root = Envelope::open(opened.as_ref().unwrap_or(presented)).root;
        let content = if is_record(root) {
            Self { inside: inside(root, walk), ..record(root) }
        } else {
            Self { inside: inside(root, walk), ..achievement(root).unwrap_or_else(|| general(root)) }
        };
        (content != Self::default()).then_some(content)
    }

    /// Whether it says anything of an achievement.
    pub fn says_what_it_took(&self) -> bool {
        let texts = [&self.description, &self.criteria, &self.criteria_url];
        texts.into_iter().any(Option::is_some)
            || !self.alignments.is_empty()
            || !self.results.is_empty()
            || !self.evidence.is_empty()
            || !self.tags.is_empty()
    }
}

/// How far into what stands inside this has come: the limits are the judgement's.
#[derive(Clone, Copy)]
struct Walk<'w> {
    nesting: usize,
    read: &'w Cell<usize>,
}

fn is_record(root: Value<'_>) -> bool {
    let clr = CredentialKind::Clr.type_name();
    root.get("type").is_some_and(|types| types.one_or_many().any(|name| name.as_str() == Some(clr)))
}

/// What a credential of any kind says.
fn general(root: Value<'_>) -> Content {
    let issuer = root.get("issuer");
    let of_issuer = |member| issuer.and_then(|issuer| text(issuer, member));
    Content {
        ids: id_of(root).map(str::to_owned).into_iter().collect(),
        awarded: text(root, "awardedDate"),
        comment: root
            .get("credentialSubject")
            .and_then(only)
            .and_then(|subject| text(subject, "endorsementComment")),
        issuer: IssuerContent {
            url: of_issuer("url"),
            email: of_issuer("email"),
            description: of_issuer("description"),
        },
        ..Content::default()
    }
}

/// What an achievement credential says; `None` where there is no single achievement.
fn achievement(root: Value<'_>) -> Option<Content> {
    let subject = only(root.get("credentialSubject")?)?;
    let achievement = only(subject.get("achievement")?)?;
    let criteria = achievement.get("criteria");
    let descriptions = achievement.get("resultDescription");
    let alignments = achievement.get("alignment");
    let general = general(root);
    let ids = general.ids.iter().cloned().chain(id_of(achievement).map(str::to_owned)).collect();
    Some(Content {
        ids,
        name: text(achievement, "name"),
        achievement_type: text(achievement, "achievementType"),
        description: text(achievement, "description"),
        criteria: criteria.and_then(|criteria| text(criteria, "narrative")),
        criteria_url: criteria.and_then(id_of).map(str::to_owned),
        image: image(achievement).or_else(|| image(root)),
        alignments: many(alignments).filter_map(alignment).collect(),
        all_alignments: alignments.into_iter().flat_map(Value::one_or_many).count(),
        results: many(subject.get("result")).filter_map(|one| result(one, descriptions)).collect(),
        evidence: many(root.get("evidence")).filter_map(evidence).collect(),
        tags: many(achievement.get("tag")).filter_map(Value::as_str).map(str::to_owned).collect(),
        ..general
    })
}

/// What a record says beside its entries.
fn record(root: Value<'_>) -> Content {
    let subjects = || root.get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    let of_record = |member| {
        let members = subjects().filter_map(move |subject| subject.get(member));
        members.flat_map(Value::one_or_many).filter(|one| one.is_object()).take(MAX_NESTED)
    };
    Content {
        partial: root.get("partial").and_then(Value::as_bool) == Some(true),
        achievements: of_record("achievement")
            .map(|one| AchievementContent {
                id: id_of(one).map(str::to_owned),
                name: text(one, "name"),
                achievement_type: text(one, "achievementType"),
                description: text(one, "description"),
            })
            .collect(),
        associations: of_record("association")
            .filter_map(|one| {
                Some(AssociationContent {
                    kind: text(one, "associationType")?,
                    source: text(one, "sourceId")?,
                    target: text(one, "targetId")?,
                })
            })
            .collect(),
        ..general(root)
    }
}

/// What stands inside, where a judgement finds entries and endorsements.
fn inside(root: Value<'_>, walk: Walk<'_>) -> BTreeMap<String, Content> {
    if walk.nesting >= MAX_NESTING {
        return BTreeMap::new();
    }
    let subjects = || root.get("credentialSubject").into_iter().flat_map(Value::one_or_many);
    let achievements = subjects().filter_map(|subject| subject.get("achievement"));
    let holders = [root].into_iter().chain(subjects());
    let entries = holders.filter_map(|holder| holder.get("verifiableCredential"));
    let endorsed = [root].into_iter().chain(root.get("issuer"));
    let endorsed = endorsed.chain(achievements.flat_map(Value::one_or_many));
    let endorsements = endorsed.flat_map(|one| [one.get("endorsement"), one.get("endorsementJwt")]).flatten();
    let mut found = BTreeMap::new();
    for value in entries.chain(endorsements).flat_map(Value::one_or_many) {
        if walk.read.get() >= MAX_NESTED {
            break;
        }
        walk.read.set(walk.read.get() + 1);
        let walk = Walk { nesting: walk.nesting + 1, ..walk };
        let content = tree::read(value).ok().and_then(|presented| Content::within(&presented, walk));
        found.extend(content.map(|content| (value.pointer(), content)));
    }
    found
}

/// The only one; of several none, since nothing says which is meant.
fn only(value: Value<'_>) -> Option<Value<'_>> {
    let mut all = value.one_or_many();
    all.next().filter(|one| one.is_object() && all.next().is_none())
}

fn many(value: Option<Value<'_>>) -> impl Iterator<Item = Value<'_>> {
    value.into_iter().flat_map(Value::one_or_many).take(MAX_CONTENT_ITEMS)
}

fn text(of: Value<'_>, member: &str) -> Option<String> {
    let value = of.get(member)?;
    value.as_str().or_else(|| value.get_str("@value")).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Only what stands in the credential itself: a picture elsewhere is not signed, and would tell who looks.
fn image(of: Value<'_>) -> Option<String> {
    const KINDS: [&str; 4] =
        ["data:image/png;", "data:image/svg+xml;", "data:image/jpeg;", "data:image/webp;"];
    let image = id_of(of.get("image")?)?;
    KINDS.iter().any(|kind| image.starts_with(kind)).then(|| image.to_owned())
}

fn alignment(of: Value<'_>) -> Option<AlignmentContent> {
    let url = text(of, "targetUrl");
    Some(AlignmentContent {
        name: text(of, "targetName").or_else(|| url.clone())?,
        url: url.unwrap_or_default(),
        framework: text(of, "targetFramework"),
        code: text(of, "targetCode"),
        findings: findings(of),
    })
}

/// What is amiss with an alignment as it stands.
fn findings(of: Value<'_>) -> Vec<Finding> {
    serde_json::from_str(&of.to_json()).map(|object| lint(&object).findings).unwrap_or_default()
}

fn result(of: Value<'_>, descriptions: Option<Value<'_>>) -> Option<ResultContent> {
    let wanted = of.get_str("resultDescription");
    let described = many(descriptions).find(|one| wanted.is_some() && one.get_str("id") == wanted);
    let says = |member| described.and_then(|described| text(described, member));
    let level = |id: Option<&str>| {
        let levels = || many(described.and_then(|described| described.get("rubricCriterionLevel")));
        let found = levels().find(|one| id.is_some() && one.get_str("id") == id)?;
        text(found, "name").or_else(|| text(found, "level"))
    };
    let result = ResultContent {
        name: says("name"),
        value: text(of, "value"),
        level: level(of.get_str("achievedLevel")),
        status: text(of, "status"),
        least: says("valueMin"),
        most: says("valueMax"),
        allowed: many(described.and_then(|described| described.get("allowedValue")))
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        required: says("requiredValue")
            .or_else(|| level(described.and_then(|described| described.get_str("requiredLevel")))),
    };
    (result.value.is_some() || result.level.is_some() || result.status.is_some()).then_some(result)
}

fn evidence(of: Value<'_>) -> Option<EvidenceContent> {
    let found = EvidenceContent {
        name: text(of, "name"),
        url: id_of(of).map(str::to_owned),
        narrative: text(of, "narrative").or_else(|| text(of, "description")),
    };
    (found != EvidenceContent::default()).then_some(found)
}

#[cfg(test)]
mod tests;
