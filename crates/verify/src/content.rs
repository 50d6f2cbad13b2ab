//! What a credential says of an achievement, for people to read. Nothing of it is judged here: whether it may be
//! shown as fact is the report's to say.

use credential::{Presented, Value};

use crate::envelope::Envelope;
use crate::limits::MAX_CONTENT_ITEMS;
use crate::reading::id_of;

/// What an achievement credential says (OB 3.0 `AchievementSubject` and `Achievement`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// `name` of the achievement.
    pub name: Option<String>,
    /// `achievementType`
    pub achievement_type: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `criteria.narrative`, in Markdown.
    pub criteria: Option<String>,
    /// `criteria.id`: where the criteria stand.
    pub criteria_url: Option<String>,
    /// An image inside the credential, as a `data:` URL.
    pub image: Option<String>,
    /// `alignment`
    pub alignments: Vec<AlignmentContent>,
    /// `result`, with the names of its `resultDescription`.
    pub results: Vec<ResultContent>,
    /// `evidence`
    pub evidence: Vec<EvidenceContent>,
    /// `tag`
    pub tags: Vec<String>,
}

/// What an achievement is aligned to (OB 3.0 `Alignment`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AlignmentContent {
    /// `targetName`
    pub name: String,
    /// `targetUrl`
    pub url: String,
    /// `targetFramework`
    pub framework: Option<String>,
    /// `targetCode`
    pub code: Option<String>,
}

/// What was reached (OB 3.0 `Result`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultContent {
    /// `name` of its `ResultDescription`.
    pub name: Option<String>,
    /// `value`, or `status`, or the name of the achieved level.
    pub value: String,
    /// `valueMax` of its `ResultDescription`.
    pub of: Option<String>,
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

impl Content {
    /// Reads it; `None` where there is no single achievement.
    pub fn of(subject: &Presented) -> Option<Self> {
        let root = Envelope::open(subject).root;
        let subject = only(root.get("credentialSubject")?)?;
        let achievement = only(subject.get("achievement")?)?;
        let criteria = achievement.get("criteria");
        let descriptions = achievement.get("resultDescription");
        Some(Self {
            name: text(achievement, "name"),
            achievement_type: text(achievement, "achievementType"),
            description: text(achievement, "description"),
            criteria: criteria.and_then(|criteria| text(criteria, "narrative")),
            criteria_url: criteria.and_then(id_of).map(str::to_owned),
            image: image(achievement).or_else(|| image(root)),
            alignments: many(achievement.get("alignment")).filter_map(alignment).collect(),
            results: many(subject.get("result")).filter_map(|one| result(one, descriptions)).collect(),
            evidence: many(root.get("evidence")).filter_map(evidence).collect(),
            tags: many(achievement.get("tag")).filter_map(Value::as_str).map(str::to_owned).collect(),
        })
    }
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
    Some(AlignmentContent {
        name: text(of, "targetName")?,
        url: text(of, "targetUrl").unwrap_or_default(),
        framework: text(of, "targetFramework"),
        code: text(of, "targetCode"),
    })
}

fn result(of: Value<'_>, descriptions: Option<Value<'_>>) -> Option<ResultContent> {
    let wanted = of.get_str("resultDescription");
    let described = many(descriptions).find(|one| wanted.is_some() && one.get_str("id") == wanted);
    let level = || {
        let level = of.get_str("achievedLevel")?;
        let found =
            many(described?.get("rubricCriterionLevel")).find(|one| one.get_str("id") == Some(level))?;
        text(found, "name")
    };
    Some(ResultContent {
        name: described.and_then(|described| text(described, "name")),
        value: text(of, "value").or_else(|| text(of, "status")).or_else(level)?,
        of: described.and_then(|described| text(described, "valueMax")),
    })
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
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Content> {
        Content::of(&Presented::read(text.as_bytes()).unwrap())
    }

    #[test]
    fn what_people_read_of_a_badge() {
        let content = read(
            r##"{"type":"X","evidence":[{"id":"https://a.example/log","name":"Log"},{}],"credentialSubject":{
                "result":[{"resultDescription":"#r","value":"87"},{"resultDescription":"#l","achievedLevel":"#2"},{}],
                "achievement":{"name":"Boats","achievementType":"Certificate","criteria":{"narrative":"*Four* days"},
                "image":{"id":"https://a.example/p.png"},"tag":["sea",7],
                "alignment":[{"targetName":"S","targetUrl":"https://a.example/s","targetCode":"S-1"},{"targetUrl":"x"}],
                "resultDescription":[{"id":"#r","name":"Trip","valueMax":"100"},
                    {"id":"#l","name":"Level","rubricCriterionLevel":[{"id":"#2","name":"Good"}]}]}}}"##,
        )
        .unwrap();
        assert_eq!(content.criteria.as_deref(), Some("*Four* days"));
        assert_eq!(content.image, None, "a picture elsewhere is not shown");
        assert_eq!((content.alignments.len(), content.evidence.len(), content.tags.len()), (1, 1, 1));
        let results: Vec<_> = content
            .results
            .iter()
            .map(|one| (one.name.as_deref(), one.value.as_str(), one.of.as_deref()))
            .collect();
        assert_eq!(results, [(Some("Trip"), "87", Some("100")), (Some("Level"), "Good", None)]);
    }

    #[test]
    fn of_several_achievements_none_is_shown() {
        assert_eq!(read(r#"{"type":"X","credentialSubject":[{"achievement":{}},{"achievement":{}}]}"#), None);
        assert_eq!(read(r#"{"type":"X","credentialSubject":{"id":"did:example:1"}}"#), None);
    }
}
