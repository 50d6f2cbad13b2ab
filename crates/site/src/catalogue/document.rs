//! Records as documents of the field: in the terms of Open Badges 3.0, and as their source has them.

use registry::{Importer, Key, Kind, MediaType, Record, RegistryError, RelationKind, Source, choose};
use serde_json::{Map, Value, json};
use verify::{ACHIEVEMENT_TYPES, TARGET_TYPES};

use super::{Catalogue, EntryPage, Group, Link, List, Towards};

/// The contexts of Open Badges 3.0.
const CONTEXT: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// The contexts of CTDL and of CTDL-ASN.
const CTDL: &str = "https://credreg.net/ctdl/schema/context/json";
const CTDL_ASN: &str = "https://credreg.net/ctdlasn/schema/context/json";

/// A source's own document, to be served as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The document.
    pub bytes: Vec<u8>,
    /// What it is.
    pub media_type: &'static str,
}

impl Catalogue {
    /// A record in the terms of Open Badges 3.0: an issuer as a `Profile`, what can be earned as an `Achievement`,
    /// and what can be aligned to as the `Alignment` that aligns to it. `site` is the address of ours, without a
    /// slash at its end.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn open_badges(&self, page: &EntryPage, site: &str) -> Result<Value, RegistryError> {
        let record = &page.record;
        let mut document = Map::new();
        document.insert("@context".to_owned(), json!(CONTEXT));
        let own = match record.kind() {
            Kind::Issuer => profile(page, site),
            Kind::Achievement => achievement(page, site),
            Kind::Framework
            | Kind::Competency
            | Kind::Course
            | Kind::Program
            | Kind::Assessment
            | Kind::Occupation
            | Kind::Task
            | Kind::Resource => self.alignment_document(record, site)?,
        };
        document.extend(own);
        Ok(document.into())
    }

    /// The records of a list in the terms of Open Badges 3.0.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn open_badges_of(&self, list: &List, site: &str) -> Result<Value, RegistryError> {
        let mut graph = Vec::with_capacity(list.cards.len());
        for card in &list.cards {
            if let Some(record) = self.registry().find(&card.link.identifier)? {
                let mut document = self.open_badges(&self.page(record)?, site)?;
                document.as_object_mut().map(|document| document.remove("@context"));
                graph.push(document);
            }
        }
        Ok(json!({ "@context": CONTEXT, "@graph": graph }))
    }

    /// What the best CTDL source says, in its own words; `None` where no source is in CTDL.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn ctdl(&self, record: &Record) -> Result<Option<Own>, RegistryError> {
        let is_ctdl = |source: &&Source| matches!(source.importer, Importer::Ctdl | Importer::Envelope);
        let Some(source) = record.sources.iter().find(is_ctdl) else { return Ok(None) };
        let bytes = self.registry().document(source)?;
        let asn = source.facts.class.as_deref().is_some_and(|class| class.starts_with("ceasn:"));
        let bytes = match source.media_type {
            // A node of a graph lost the context that stood around it.
            MediaType::JsonLd => with_context(bytes, if asn { CTDL_ASN } else { CTDL }),
            // An envelope is no JSON-LD; what is in it is.
            MediaType::Json | MediaType::Csv | MediaType::Tsv => bytes,
        };
        Ok(Some(Own { bytes, media_type: source.media_type.name() }))
    }
}

/// The document with a context, where it has none, and otherwise byte for byte.
fn with_context(bytes: Vec<u8>, context: &str) -> Vec<u8> {
    let has =
        serde_json::from_slice::<Map<String, Value>>(&bytes).is_ok_and(|map| map.contains_key("@context"));
    let Some(at) = bytes.iter().position(|byte| *byte == b'{').filter(|_| !has) else { return bytes };
    let mut with = bytes[..=at].to_vec();
    with.extend(format!("\"@context\":\"{context}\",").bytes());
    with.extend(&bytes[at + 1..]);
    with
}

/// The identifier that others may use: its own where it is a URI, else the address of its page.
fn id_of(record: &Record, site: &str) -> String {
    let own = record.shown.identifiers.iter().find(|identifier| identifier.contains(':'));
    own.cloned().unwrap_or_else(|| format!("{site}{}", record.path()))
}

/// Whether it is an address that browsers open.
pub(super) fn is_web(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn put(into: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        into.insert(name.to_owned(), value.into());
    }
}

fn group(page: &EntryPage, kind: RelationKind) -> impl Iterator<Item = &Link> {
    let of = move |group: &&Group| group.towards == Towards::Others(kind);
    page.groups.iter().filter(of).flat_map(|group| &group.links)
}

/// Its description: words of a language that a reader of Open Badges takes as a text.
fn described(record: &Record) -> Option<String> {
    choose(&record.shown.text, None).map(|text| text.text.clone())
}

fn profile(page: &EntryPage, site: &str) -> Map<String, Value> {
    let record = &page.record;
    let mut profile = Map::new();
    profile.insert("id".to_owned(), id_of(record, site).into());
    profile.insert("type".to_owned(), json!(["Profile"]));
    profile.insert("name".to_owned(), record.title(None).into());
    put(&mut profile, "url", record.shown.page.clone().filter(|page| is_web(page)));
    put(&mut profile, "description", described(record));
    put(&mut profile, "parentOrg", group(page, RelationKind::DepartmentOf).next().map(named_profile));
    let id = id_of(record, site);
    let others = record.shown.identifiers.iter().filter(|identifier| **identifier != id);
    let other: Vec<Value> = others.map(|identifier| other(identifier)).collect();
    put(&mut profile, "otherIdentifier", (!other.is_empty()).then_some(other));
    profile
}

/// An identifier beside the one that a profile goes by.
fn other(identifier: &str) -> Value {
    let kind = match Key::of(identifier) {
        Some(key) if key.as_str().starts_with("ctid:") => "ext:CTID",
        _ => "identifier",
    };
    json!({ "type": "IdentifierEntry", "identifier": identifier, "identifierType": kind })
}

fn named_profile(link: &Link) -> Value {
    let mut profile = Map::new();
    let id = Some(link.identifier.clone()).filter(|id| id.contains(':'));
    profile.insert("type".to_owned(), json!(["Profile"]));
    put(&mut profile, "id", id);
    profile.insert("name".to_owned(), link.title.clone().into());
    profile.into()
}

fn achievement(page: &EntryPage, site: &str) -> Map<String, Value> {
    let record = &page.record;
    let shown = &record.shown;
    let mut achievement = Map::new();
    achievement.insert("id".to_owned(), id_of(record, site).into());
    achievement.insert("type".to_owned(), json!(["Achievement"]));
    achievement.insert("name".to_owned(), record.title(None).into());
    achievement
        .insert("description".to_owned(), described(record).unwrap_or_else(|| record.title(None)).into());
    let mut criteria = Map::new();
    put(
        &mut criteria,
        "id",
        shown.criteria_page.clone().or_else(|| shown.page.clone()).filter(|id| is_web(id)),
    );
    put(&mut criteria, "narrative", choose(&shown.criteria, None).map(|text| text.text.clone()));
    achievement.insert("criteria".to_owned(), criteria.into());
    put(&mut achievement, "achievementType", shown.class.as_deref().map(achievement_type));
    put(&mut achievement, "creator", group(page, RelationKind::IssuedBy).next().map(named_profile));
    put(&mut achievement, "humanCode", shown.code.clone());
    put(&mut achievement, "version", shown.version.clone());
    put(&mut achievement, "inLanguage", shown.languages.first().cloned());
    let tags: Vec<String> = shown.keywords.iter().map(|keyword| keyword.text.clone()).collect();
    put(&mut achievement, "tag", (!tags.is_empty()).then_some(tags));
    let aligned = group(page, RelationKind::AlignsTo).filter_map(aligned).collect::<Vec<_>>();
    put(&mut achievement, "alignment", (!aligned.is_empty()).then_some(aligned));
    achievement
}

/// An `AchievementType`: a term of the standard, or behind `ext:`.
fn achievement_type(class: &str) -> String {
    let name = class.rsplit(':').next().unwrap_or(class);
    let name = if matches!(name, "OpenBadge" | "DigitalBadge") { "Badge" } else { name };
    match ACHIEVEMENT_TYPES.contains(&name) {
        true => name.to_owned(),
        false => {
            format!("ext:{}", name.chars().filter(|each| each.is_ascii_alphanumeric()).collect::<String>())
        }
    }
}

/// An alignment as its achievement states it. One without an address is none in the standard.
fn aligned(link: &Link) -> Option<Value> {
    let mut alignment = Map::new();
    alignment.insert("type".to_owned(), json!(["Alignment"]));
    alignment.insert("targetName".to_owned(), link.title.clone().into());
    alignment.insert(
        "targetUrl".to_owned(),
        Some(&link.identifier).filter(|address| is_web(address))?.clone().into(),
    );
    put(&mut alignment, "targetCode", link.code.clone());
    put(&mut alignment, "targetFramework", link.framework.clone());
    put(&mut alignment, "targetType", link.class.as_deref().and_then(|class| target_type(class, link.kind)));
    Some(alignment.into())
}

/// `targetType` (OB 3.0 §Alignment): the seven of the standard, or behind `ext:`.
fn target_type(class: &str, kind: Option<Kind>) -> Option<String> {
    match kind {
        _ if TARGET_TYPES.contains(&class) || class.starts_with("ext:") => Some(class.to_owned()),
        Some(Kind::Achievement) if class.starts_with("ceterms:") => Some("ceterms:Credential".to_owned()),
        Some(_) if class.starts_with("ceterms:") => Some("CTDL".to_owned()),
        _ => None,
    }
}
