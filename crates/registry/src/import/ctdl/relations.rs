//! What an entity of CTDL has to do with others.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::element::{address, list};
use crate::import::language_map::{one, texts};
use crate::{Facts, Key, Kind, Relation, RelationKind, Text};

/// Properties, and what they say.
const PROPERTIES: &[(&str, RelationKind)] = &[
    ("ceasn:isPartOf", RelationKind::PartOf),
    ("ceterms:isPartOf", RelationKind::PartOf),
    ("ceterms:isMemberOf", RelationKind::PartOf),
    ("skos:inScheme", RelationKind::PartOf),
    ("ceasn:isChildOf", RelationKind::ChildOf),
    ("ceasn:isTopChildOf", RelationKind::ChildOf),
    ("skos:broader", RelationKind::ChildOf),
    ("skos:topConceptOf", RelationKind::ChildOf),
    ("ceasn:hasTopChild", RelationKind::HasPart),
    ("ceasn:hasChild", RelationKind::HasPart),
    ("ceasn:hasRubricCriterion", RelationKind::HasPart),
    ("ceasn:hasRubricLevel", RelationKind::HasPart),
    ("ceasn:hasCriterionLevel", RelationKind::HasPart),
    ("ceterms:hasPart", RelationKind::HasPart),
    ("ceterms:hasMember", RelationKind::HasPart),
    ("ceterms:hasPathway", RelationKind::HasPart),
    ("ceterms:hasDestinationComponent", RelationKind::HasPart),
    ("ceterms:department", RelationKind::HasPart),
    ("ceterms:subOrganization", RelationKind::HasPart),
    ("skos:hasTopConcept", RelationKind::HasPart),
    ("skos:narrower", RelationKind::HasPart),
    ("ceterms:ownedBy", RelationKind::IssuedBy),
    ("ceasn:publisher", RelationKind::IssuedBy),
    ("ceasn:creator", RelationKind::IssuedBy),
    ("ceterms:publisher", RelationKind::IssuedBy),
    ("ceterms:creator", RelationKind::IssuedBy),
    ("dct:publisher", RelationKind::IssuedBy),
    ("dct:creator", RelationKind::IssuedBy),
    ("ceterms:offeredBy", RelationKind::OfferedBy),
    ("ceterms:accreditedBy", RelationKind::EndorsedBy),
    ("ceterms:approvedBy", RelationKind::EndorsedBy),
    ("ceterms:recognizedBy", RelationKind::EndorsedBy),
    ("ceterms:regulatedBy", RelationKind::EndorsedBy),
    ("ceterms:parentOrganization", RelationKind::DepartmentOf),
    ("ceterms:sameAs", RelationKind::ExactMatch),
    ("schema:sameAs", RelationKind::ExactMatch),
    ("owl:sameAs", RelationKind::ExactMatch),
    ("ceasn:exactAlignment", RelationKind::ExactMatch),
    ("ceterms:exactAlignment", RelationKind::ExactMatch),
    ("skos:exactMatch", RelationKind::ExactMatch),
    ("ceasn:majorAlignment", RelationKind::CloseMatch),
    ("ceterms:majorAlignment", RelationKind::CloseMatch),
    ("skos:closeMatch", RelationKind::CloseMatch),
    ("ceasn:broadAlignment", RelationKind::BroadMatch),
    ("ceterms:broadAlignment", RelationKind::BroadMatch),
    ("skos:broadMatch", RelationKind::BroadMatch),
    ("ceasn:narrowAlignment", RelationKind::NarrowMatch),
    ("ceterms:narrowAlignment", RelationKind::NarrowMatch),
    ("skos:narrowMatch", RelationKind::NarrowMatch),
    ("ceasn:minorAlignment", RelationKind::Related),
    ("ceterms:minorAlignment", RelationKind::Related),
    ("ceasn:crossSubjectReference", RelationKind::Related),
    ("ceasn:alignFrom", RelationKind::Related),
    ("ceterms:isSimilarTo", RelationKind::Related),
    ("ceterms:corequisite", RelationKind::Related),
    ("ceterms:coPrerequisite", RelationKind::Related),
    ("ceterms:proxyFor", RelationKind::Related),
    ("skos:related", RelationKind::Related),
    ("skos:relatedMatch", RelationKind::Related),
    ("ceasn:alignTo", RelationKind::AlignsTo),
    ("ceterms:assesses", RelationKind::AlignsTo),
    ("ceterms:teaches", RelationKind::AlignsTo),
    ("ceterms:targetCompetency", RelationKind::AlignsTo),
    ("ceasn:prerequisiteAlignment", RelationKind::Requires),
    ("ceterms:prerequisite", RelationKind::Requires),
    ("ceterms:precededBy", RelationKind::Requires),
    ("ceterms:precedes", RelationKind::Precedes),
    ("ceterms:isPreparationFor", RelationKind::Precedes),
    ("ceterms:isRequiredFor", RelationKind::Precedes),
    ("ceterms:occupationType", RelationKind::ForOccupation),
    ("ceterms:supersededBy", RelationKind::ReplacedBy),
    ("ceterms:supersedes", RelationKind::Replaces),
    ("ceterms:latestVersion", RelationKind::VersionOf),
    ("ceterms:previousVersion", RelationKind::VersionOf),
    ("ceterms:nextVersion", RelationKind::VersionOf),
    ("ceasn:isVersionOf", RelationKind::VersionOf),
    ("ceasn:derivedFrom", RelationKind::DerivedFrom),
];

/// What is embodied: an essential part of an occupation or a task, and elsewhere something related.
const EMBODIED: [&str; 4] =
    ["ceasn:skillEmbodied", "ceasn:knowledgeEmbodied", "ceasn:abilityEmbodied", "ceasn:taskEmbodied"];

/// Jurisdictions in which somebody has asserted something.
const ASSERTED_IN: [&str; 4] =
    ["ceterms:accreditedIn", "ceterms:approvedIn", "ceterms:recognizedIn", "ceterms:regulatedIn"];

/// Properties that hold conditions.
const CONDITIONS: [&str; 2] = ["ceterms:requires", "ceterms:entryCondition"];

/// What a condition asks for.
const TARGETS: [&str; 8] = [
    "ceterms:targetCredential",
    "ceterms:targetAssessment",
    "ceterms:targetLearningOpportunity",
    "ceterms:targetOccupation",
    "ceterms:targetJob",
    "ceterms:targetTask",
    "ceterms:targetPathway",
    "ceterms:targetComponent",
];

/// How deep alternatives to a condition are followed.
const MAX_ALTERNATIVES: usize = 8;

/// The last part of an IRI, compact or not.
pub(super) fn last_segment(iri: &str) -> &str {
    iri.trim_end_matches('/').rsplit(['/', '#', ':']).next().unwrap_or(iri)
}

/// Reads relations, with the blank nodes of the document at hand.
pub(super) struct Relations<'a> {
    blanks: &'a HashMap<String, Value>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(blanks: &'a HashMap<String, Value>) -> Self {
        Self { blanks }
    }

    /// Adds everything that an entity says about others.
    pub(super) fn read(&self, map: &'a Map<String, Value>, facts: &mut Facts) {
        for (name, kind) in PROPERTIES {
            // "Prepares for" and the like may come with conditions.
            for item in map.get(*name).map_or(&[][..], list) {
                match self.object(item) {
                    Some(object) if is_condition(object) => self.targets(object, *kind, facts),
                    Some(_) | None => facts.relations.extend(self.one(*kind, item)),
                }
            }
        }
        let embodied = match facts.kind {
            Kind::Occupation | Kind::Task => RelationKind::Essential,
            Kind::Issuer
            | Kind::Achievement
            | Kind::Framework
            | Kind::Competency
            | Kind::Course
            | Kind::Program
            | Kind::Assessment
            | Kind::Resource => RelationKind::Related,
        };
        for name in EMBODIED {
            self.all(embodied, map.get(name), facts);
        }
        for profile in ASSERTED_IN.iter().filter_map(|name| map.get(*name)).flat_map(list) {
            self.all(RelationKind::EndorsedBy, profile.get("ceterms:assertedBy"), facts);
        }
        for name in CONDITIONS {
            self.conditions(map.get(name), name == "ceterms:requires", 0, facts);
        }
        self.top_children(map, facts);
        publisher_name(map, facts);
        let own: HashSet<Key> = facts.identifiers.iter().filter_map(|id| Key::of(id)).collect();
        let mut seen = HashSet::new();
        facts.relations.retain(|relation| {
            !Key::of(&relation.target).is_some_and(|key| own.contains(&key)) && seen.insert(relation.clone())
        });
    }

    fn all(&self, kind: RelationKind, value: Option<&'a Value>, facts: &mut Facts) {
        let items = value.map_or(&[][..], list).iter();
        facts.relations.extend(items.filter_map(|item| self.one(kind, item)));
    }

    /// The object of a value: its own members, or those of the blank node that it names.
    fn object(&self, item: &'a Value) -> Option<&'a Map<String, Value>> {
        let id = item.as_str().or_else(|| item.get("@id")?.as_str());
        let blank = id
            .filter(|id| id.starts_with("_:"))
            .and_then(|id| self.blanks.get(id))
            .and_then(Value::as_object);
        let own = item.as_object();
        if own.is_some_and(|own| own.len() > 1) { own } else { blank.or(own) }
    }

    fn one(&self, kind: RelationKind, item: &'a Value) -> Option<Relation> {
        let Some(object) = self.object(item) else {
            let text =
                item.as_str().map(str::trim).filter(|text| !text.is_empty() && !text.starts_with("_:"))?;
            // A name where an identifier is due is still a name.
            return Some(match Key::of(text) {
                Some(_) => Relation::to(kind, text),
                None => Relation::to(kind, "").labelled(Some(one(Some(item))?)),
            });
        };
        let id = address(object.get("@id").or_else(|| object.get("@value")));
        let id = id.filter(|id| !id.starts_with("_:")).or_else(|| address(object.get("ceterms:targetNode")));
        let named = [
            "ceterms:targetNodeName",
            "ceterms:name",
            "ceasn:name",
            "ceasn:competencyLabel",
            "ceasn:competencyText",
            "skos:prefLabel",
        ];
        let class = object.get("@type").and_then(|types| list(types).first()?.as_str());
        let relation = Relation {
            kind,
            target: id.unwrap_or_default(),
            label: named.iter().find_map(|name| one(object.get(*name))),
            code: ["ceterms:codedNotation", "ceasn:codedNotation"]
                .iter()
                .find_map(|name| one(object.get(*name))),
            framework: one(object.get("ceterms:frameworkName"))
                .or_else(|| address(object.get("ceterms:framework")).filter(|name| !name.contains("://"))),
            class: class
                .filter(|class| *class != "ceterms:CredentialAlignmentObject" && *class != "@id")
                .map(str::to_owned),
        };
        (!relation.target.is_empty() || relation.label.is_some() || relation.code.is_some())
            .then_some(relation)
    }

    /// Conditions: profiles with their targets, or what is required itself. Only what the thing requires, and not
    /// what one must bring to begin, says what it takes to earn it.
    fn conditions(&self, value: Option<&'a Value>, earns: bool, depth: usize, facts: &mut Facts) {
        for item in value.map_or(&[][..], list) {
            match self.object(item) {
                Some(profile) if is_condition(profile) => {
                    self.targets(profile, RelationKind::Requires, facts);
                    if earns {
                        criteria(profile, facts);
                    }
                    if depth < MAX_ALTERNATIVES {
                        self.conditions(profile.get("ceterms:alternativeCondition"), earns, depth + 1, facts);
                    }
                }
                Some(object) if object.get("@type").is_some_and(is_competency) => {
                    facts.relations.extend(self.one(RelationKind::AlignsTo, item));
                }
                Some(_) | None => facts.relations.extend(self.one(RelationKind::Requires, item)),
            }
        }
    }

    fn targets(&self, profile: &'a Map<String, Value>, kind: RelationKind, facts: &mut Facts) {
        for name in TARGETS {
            self.all(kind, profile.get(name), facts);
        }
        self.all(RelationKind::AlignsTo, profile.get("ceterms:targetCompetency"), facts);
    }

    /// What stands at the top of a framework is part of it, said or not.
    fn top_children(&self, map: &'a Map<String, Value>, facts: &mut Facts) {
        if !facts.relations.iter().any(|relation| relation.kind == RelationKind::PartOf) {
            self.all(RelationKind::PartOf, map.get("ceasn:isTopChildOf"), facts);
        }
    }
}

fn is_condition(object: &Map<String, Value>) -> bool {
    match object.get("@type") {
        Some(types) => list(types).iter().any(|class| class == "ceterms:ConditionProfile"),
        None => TARGETS
            .iter()
            .chain(&["ceterms:targetCompetency", "ceterms:condition"])
            .any(|name| object.contains_key(*name)),
    }
}

fn is_competency(types: &Value) -> bool {
    list(types).iter().any(|class| class == "ceasn:Competency" || class == "asn:Statement")
}

/// What a condition says in words, added to the criteria of its languages.
fn criteria(profile: &Map<String, Value>, facts: &mut Facts) {
    let mut said: Vec<Text> = texts(profile.get("ceterms:description"), None);
    said.extend(texts(profile.get("ceterms:condition"), None).into_iter().map(|mut item| {
        item.text = format!("- {}", item.text.replace('\n', " "));
        item
    }));
    for text in said {
        let break_before = if text.text.starts_with("- ") { "\n" } else { "\n\n" };
        match facts.criteria.iter_mut().find(|known| known.lang == text.lang) {
            Some(known) if known.text.contains(&text.text) => {}
            Some(known) if known.text.len() + text.text.len() < crate::MAX_TEXT => {
                let listed = known.text.lines().last().is_some_and(|last| last.starts_with("- "));
                known.text.push_str(if listed { break_before } else { "\n\n" });
                known.text.push_str(&text.text);
            }
            Some(_) => {}
            None => facts.criteria.push(text),
        }
    }
    if facts.criteria_page.is_none() {
        facts.criteria_page = address(profile.get("ceterms:subjectWebpage"));
    }
}

/// `publisherName` names the publisher, where there is but one that has no name yet.
fn publisher_name(map: &Map<String, Value>, facts: &mut Facts) {
    let Some(name) = one(map.get("ceasn:publisherName")) else { return };
    let publishers = map.get("ceasn:publisher").map_or(&[][..], list);
    let publisher = publishers.first().and_then(|publisher| address(Some(publisher)));
    let found = facts.relations.iter_mut().find(|relation| {
        relation.kind == RelationKind::IssuedBy && Some(&relation.target) == publisher.as_ref()
    });
    match found {
        Some(relation) if publishers.len() == 1 => {
            relation.label.get_or_insert(name);
        }
        Some(_) => {}
        None => facts.relations.push(Relation::to(RelationKind::IssuedBy, "").labelled(Some(name))),
    }
}
