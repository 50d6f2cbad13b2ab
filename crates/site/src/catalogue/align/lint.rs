//! What the registry adds to what is amiss with an alignment: whether its target is called so, and is still in use.

use registry::{Key, Record, RegistryError, RelationKind};
use serde_json::Value;
use verify::alignment::{self, Code, Linted};

use super::{Ctdl, name};
use crate::catalogue::resolve::is_called;
use crate::catalogue::{Catalogue, Link};

/// The members that say which target is meant: with another target each of them is another.
const TARGET: [&str; 6] =
    ["targetType", "targetName", "targetUrl", "targetCode", "targetDescription", "targetFramework"];

impl Catalogue {
    /// What is amiss with an alignment, by itself and by what is known here of its target. `site` is the address of ours.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn lint(&self, alignment: &Value, site: &str) -> Result<Linted, RegistryError> {
        let mut linted = alignment::lint(alignment);
        if let Some(record) = self.target(&linted)? {
            self.lint_against(&mut linted, &record, site)?;
        }
        Ok(linted)
    }

    /// What an alignment points at, where it is here: by its address, else by a code that is an identifier.
    fn target(&self, linted: &Linted) -> Result<Option<Record>, RegistryError> {
        if let Some(url) = linted.text("targetUrl")
            && let Some(record) = self.registry().find(url)?
        {
            return Ok(Some(record));
        }
        // One that had to be mended says less than the address.
        let is_doubtful = linted.findings.iter().any(|finding| finding.code.member() == "targetCode");
        match linted.text("targetCode").filter(|code| !is_doubtful && Key::of(code).is_some()) {
            Some(code) => self.registry().find(code),
            None => Ok(None),
        }
    }

    /// Adds what is known of the target.
    pub(super) fn lint_against(
        &self,
        linted: &mut Linted,
        record: &Record,
        site: &str,
    ) -> Result<(), RegistryError> {
        let title = record.title(None);
        if !record.status().is_in_use() {
            let instead = self.replacement(record)?;
            let built = match &instead {
                Some(instead) => self.alignment(instead, Ctdl::default(), site)?.ok(),
                None => None,
            };
            let sentence = match &instead {
                Some(instead) => {
                    format!("“{title}” has been replaced by “{}”: align to that.", instead.title(None))
                }
                None => format!("“{title}” is not in use any more: align to what is."),
            };
            if let Some(built) = &built {
                for member in TARGET {
                    linted.set(member, built.get(member).cloned());
                }
            }
            linted.note(Code::Superseded, sentence, built.is_some());
            return Ok(());
        }
        let known = name(record);
        if let Some(missing) = linted.find(Code::MissingName) {
            missing.mended = true;
            linted.set("targetName", Some(known.into()));
        } else if let Some(given) = linted.object.get("targetName")
            && !names(given).any(|given| is_called(record, given))
        {
            let sentence = format!("The target of this address is called “{title}”, and not so.");
            linted.set("targetName", Some(known.into()));
            linted.note(Code::NameMismatch, sentence, true);
        }
        // A type that was wrong is the one that the record has.
        let is_wrong = |code: &Code| matches!(code, Code::TargetTypeUnknown | Code::TargetTypeWrong);
        let wrong = linted.findings.iter().map(|finding| finding.code).find(is_wrong);
        if let Some(code) = wrong
            && let Ok(built) = self.alignment(record, Ctdl::default(), site)?
        {
            linted.set("targetType", built.get("targetType").cloned());
            linted.find(code).into_iter().for_each(|finding| finding.mended = true);
        }
        Ok(())
    }

    /// What took the place of a record, where that is one thing and it is here.
    pub(super) fn replacement(&self, record: &Record) -> Result<Option<Record>, RegistryError> {
        let mut relations = record.relations(RelationKind::ReplacedBy);
        match (relations.next(), relations.next()) {
            (Some(only), None) => self.registry().find(&only.target),
            _ => Ok(None),
        }
    }

    /// The same as a link.
    pub(in crate::catalogue) fn instead(&self, record: &Record) -> Result<Option<Link>, RegistryError> {
        Ok(self.replacement(record)?.map(|instead| Link::to(&instead)))
    }
}

/// A name, or the same in several languages.
fn names(value: &Value) -> impl Iterator<Item = &str> {
    let several = value.as_object().into_iter().flat_map(|map| map.values().filter_map(Value::as_str));
    value.as_str().into_iter().chain(several)
}
