//! The `Alignment` that aligns to a record (OB 3.0 §B.1.5; `registry-and-alignment.md` 1.7), or why there is none.

mod basket;
mod framework;
mod lint;

use registry::{Importer, Key, Kind, Record, RegistryError, choose};
use serde_json::{Map, Value, json};
use verify::alignment::{self, bare_code, canonical};

use super::Catalogue;
use super::brief::Brief;
use super::document::is_web;

pub use basket::{Basket, MAX_BASKET, MAX_PICKS, Picked, Picks, Row, Unfound};

/// The name of a framework where something of the Credential Registry has none of its own.
const CTDL: &str = "Credential Transparency Description Language";

/// What the CTDL Alignment Profile for Open Badges 3.0 wants said of everything.
const PROFILE: &str = "Additional information powered by the Credential Registry.";

/// The longest name of a target, in characters: the statements of frameworks are shorter, and what is longer is a text.
const MAX_NAME: usize = 1_000;

/// How the address of something in the Credential Registry is written: there are three conventions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Ctdl {
    /// As linked data, which programs can read without a key.
    #[default]
    Resource,
    /// The page of the Credential Finder, as the standard's guide has it.
    Finder,
    /// By the CTDL Alignment Profile for Open Badges 3.0.
    Profile,
}

impl Ctdl {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Resource, Self::Finder, Self::Profile];

    /// The value of `ctdl=`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Resource => "resource",
            Self::Finder => "finder",
            Self::Profile => "profile",
        }
    }

    /// The convention of a [`Ctdl::name`].
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ctdl| ctdl.name() == name)
    }
}

/// Why nothing can align to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAlignment {
    /// It is who issues: nobody's achievement aligns to an issuer.
    Issuer,
    /// It is a group of ESCO's skills, and no skill.
    Group,
    /// It is known by an address for trying things alone, or by one of a single machine.
    Sandbox,
    /// It has no address of its own, and this site has none that others can reach.
    NoAddress,
    /// Its page at the Credential Finder goes by a number that is not known here.
    FinderPage,
    /// What would come of it has this wrong.
    Amiss(alignment::Finding),
}

impl NoAlignment {
    /// One word for it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Group => "group",
            Self::Sandbox => "sandbox",
            Self::NoAddress => "no-address",
            Self::FinderPage => "finder-page",
            Self::Amiss(finding) => finding.code.name(),
        }
    }
}

/// An alignment, or why there is none.
pub type Built = Result<Value, NoAlignment>;

impl Catalogue {
    /// The `Alignment` that aligns to a record. `site` is the address of ours, without a slash at its end. What it gives
    /// has nothing amiss by itself.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn alignment(&self, record: &Record, ctdl: Ctdl, site: &str) -> Result<Built, RegistryError> {
        let framework = self.framework(record)?;
        let framework = framework.as_deref();
        let (kind, address) = match place(record, framework, ctdl, site) {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        let framework = framework::named(record, framework, &kind, &address.url);
        let mut alignment = Map::new();
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                alignment.insert(name.to_owned(), value);
            }
        };
        put("type", Some(json!(["Alignment"])));
        put("targetName", Some(name(record).into()));
        put("targetUrl", Some(address.url.into()));
        put("targetCode", address.code.map(Value::from));
        if matches!(kind, Home::Registry { .. }) && ctdl == Ctdl::Profile {
            put("targetDescription", Some(PROFILE.into()));
            put("targetFramework", Some(CTDL.into()));
        } else {
            put("targetType", kind.target_type(record).map(Value::from));
            put("targetFramework", framework.map(Value::from));
        }
        let linted = alignment::lint(&alignment.into());
        Ok(match linted.findings.into_iter().next() {
            Some(finding) => Err(NoAlignment::Amiss(finding)),
            None => Ok(linted.object),
        })
    }

    /// The same as data of a record: where nothing should align to it, what leads to our page about it.
    pub(super) fn alignment_document(
        &self,
        record: &Record,
        site: &str,
    ) -> Result<Map<String, Value>, RegistryError> {
        if let Ok(Value::Object(alignment)) = self.alignment(record, Ctdl::default(), site)? {
            return Ok(alignment);
        }
        let mut alignment = Map::new();
        alignment.insert("type".to_owned(), json!(["Alignment"]));
        alignment.insert("targetName".to_owned(), name(record).into());
        alignment.insert("targetUrl".to_owned(), format!("{site}{}", record.path()).into());
        Ok(alignment)
    }
}

/// Where a record is at home, which says how it is aligned to.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Home {
    /// In the Credential Registry.
    Registry {
        /// Its CTID.
        ctid: String,
    },
    /// On a server of CASE.
    Case,
    /// In ESCO.
    Esco,
    /// With an instance of OSMT.
    Osmt,
    /// Anywhere else.
    Elsewhere,
}

/// What an alignment says of where its target is.
struct Address {
    url: String,
    code: Option<String>,
}

impl Home {
    fn of(record: &Record, framework: Option<&Brief>, own: Option<&str>) -> Self {
        let importer = record.sources.first().map(|source| source.importer);
        let ctid_of = |key: Key| key.as_str().strip_prefix("ctid:").map(str::to_owned);
        let named = Key::of(record.identifier()).and_then(ctid_of);
        let ctid = match importer {
            Some(Importer::Ctdl | Importer::Envelope) => {
                named.or_else(|| record.keys().into_iter().find_map(ctid_of))
            }
            _ => named,
        };
        if let Some(ctid) = ctid {
            return Self::Registry { ctid };
        }
        if own.is_some_and(|own| own.starts_with(framework::ESCO)) {
            return Self::Esco;
        }
        let classes =
            [framework.and_then(|framework| framework.link.class.as_deref()), record.shown.class.as_deref()];
        let is_of_case = classes.contains(&Some("CFDocument"));
        match importer {
            Some(Importer::Case) => Self::Case,
            // The demonstration set is written in CASE.
            Some(Importer::Demo) if is_of_case => Self::Case,
            Some(Importer::Osmt) => Self::Osmt,
            _ => Self::Elsewhere,
        }
    }

    /// `targetType`, where there is one for it.
    fn target_type(&self, record: &Record) -> Option<&'static str> {
        const RUBRICS: [&str; 3] = ["CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel"];
        match (self, record.kind()) {
            (Self::Registry { .. }, Kind::Achievement) => Some("ceterms:Credential"),
            (Self::Registry { .. }, Kind::Competency) => Some("ceasn:Competency"),
            (Self::Registry { .. }, _) => Some("CTDL"),
            (Self::Case, Kind::Competency) => Some("CFItem"),
            (Self::Case, _) => {
                RUBRICS.into_iter().find(|class| record.shown.class.as_deref() == Some(*class))
            }
            (Self::Esco, Kind::Competency) => Some("ext:ESCOSkill"),
            (Self::Osmt, Kind::Competency) => Some("ext:RSD"),
            (Self::Esco | Self::Osmt | Self::Elsewhere, _) => None,
        }
    }
}

/// Where a record is at home, and by which address it is aligned to.
fn place(
    record: &Record,
    framework: Option<&Brief>,
    ctdl: Ctdl,
    site: &str,
) -> Result<(Home, Address), NoAlignment> {
    if record.kind() == Kind::Issuer {
        return Err(NoAlignment::Issuer);
    }
    let web: Vec<&str> =
        record.shown.identifiers.iter().map(String::as_str).filter(|identifier| is_web(identifier)).collect();
    // The first that others can reach, as its owner writes it.
    let own = web.iter().find(|address| !alignment::is_for_trying(address));
    let own = own.map(|address| canonical(address).unwrap_or_else(|| (*address).to_owned()));
    if own.is_none() && !web.is_empty() {
        return Err(NoAlignment::Sandbox);
    }
    let home = Home::of(record, framework, own.as_deref());
    let code = record.shown.code.as_deref().map(bare_code).filter(|code| !code.is_empty()).map(str::to_owned);
    let address = match (&home, own) {
        (Home::Registry { ctid }, own) => {
            // A copy in the sandbox has the same CTID, and may have nothing to do with the one that is published.
            let in_sandbox = web.iter().any(|address| alignment::is_for_trying(address));
            let published = own
                .is_some_and(|own| Key::of(&own).is_some_and(|key| key.as_str() == format!("ctid:{ctid}")));
            if in_sandbox && !published {
                return Err(NoAlignment::Sandbox);
            }
            let url = match (ctdl, record.kind()) {
                (Ctdl::Resource, _) => alignment::registry_address(ctid),
                (Ctdl::Profile, _) => format!("https://credentialfinder.org/resources/{ctid}"),
                (Ctdl::Finder, Kind::Competency) => format!("https://credentialfinder.org/competency/{ctid}"),
                (Ctdl::Finder, _) => return Err(NoAlignment::FinderPage),
            };
            Address { url, code: Some(ctid.clone()) }
        }
        (Home::Esco, Some(url)) => {
            let is_group = alignment::is_esco_group_address(&url)
                || (record.kind() == Kind::Competency
                    && code.as_deref().is_some_and(alignment::is_esco_group));
            if is_group {
                return Err(NoAlignment::Group);
            }
            Address { url, code }
        }
        // Of a rubric the address says enough.
        (Home::Case, Some(url)) if record.kind() == Kind::Resource => Address { url, code: None },
        (Home::Case, Some(url)) => Address { url, code: guid(record).or(code) },
        (Home::Osmt, Some(url)) => Address { url, code: None },
        (_, Some(url)) => Address { url, code },
        // It has no home but this one.
        (_, None) if site.is_empty() || alignment::is_for_trying(site) => return Err(NoAlignment::NoAddress),
        (_, None) => Address {
            url: format!("{site}{}", record.path()),
            code: code.or_else(|| Some(record.slug.clone())),
        },
    };
    Ok((home, address))
}

/// The GUID of something in CASE, as its source writes it.
fn guid(record: &Record) -> Option<String> {
    let is_guid = |identifier: &&String| {
        !is_web(identifier) && Key::of(identifier).is_some_and(|key| key.as_str().starts_with("uuid:"))
    };
    record.shown.identifiers.iter().find(is_guid).cloned()
}

/// What a target is called: its label, else its whole statement, else whatever stands for one.
fn name(record: &Record) -> String {
    let shown = &record.shown;
    let statement = || {
        let text = choose(&shown.text, None)?.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (text.chars().count() <= MAX_NAME).then_some(text)
    };
    let label = choose(&shown.labels, None).map(|label| label.text.clone());
    label.or_else(statement).unwrap_or_else(|| record.title(None))
}

#[cfg(test)]
mod tests;
