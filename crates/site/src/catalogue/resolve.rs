//! What an alignment in a credential leads to.

use registry::{Record, RegistryError, RelationKind, same_words};

use super::{Catalogue, Link};

/// What became of the target of an alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It is here, under the name that the credential gives it.
    Found(Link),
    /// It is here, under another name.
    Renamed(Link),
    /// It is here, and must not be used for new things any more.
    Superseded {
        /// It.
        link: Link,
        /// What took its place, where that is known.
        by: Option<Link>,
    },
    /// It is not here, which says nothing against it.
    Unknown,
}

impl Catalogue {
    /// What the target of an alignment is, by its address or its code, and whether it is still called that.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn resolve(
        &self,
        target_url: Option<&str>,
        target_code: Option<&str>,
        target_name: Option<&str>,
    ) -> Result<Resolution, RegistryError> {
        let mut found = None;
        // A code that is an identifier, such as a CTID or a GUID, names the target too.
        for identifier in [target_url, target_code].into_iter().flatten() {
            found = self.registry().find(identifier)?;
            if found.is_some() {
                break;
            }
        }
        let Some(record) = found else { return Ok(Resolution::Unknown) };
        let link = Link::to(&record);
        if !record.status().is_in_use() {
            let by = match record.relations(RelationKind::ReplacedBy).next() {
                None => None,
                Some(relation) => self.link(&relation.target)?,
            };
            return Ok(Resolution::Superseded { link, by });
        }
        Ok(match target_name {
            Some(name) if !is_called(&record, name) => Resolution::Renamed(link),
            _ => Resolution::Found(link),
        })
    }

    /// The page here of something that a credential names by its identifier.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn path_of(&self, identifier: &str) -> Result<Option<String>, RegistryError> {
        Ok(self.registry().find(identifier)?.map(|record| record.path()))
    }
}

/// Whether a record is called so, in any language.
pub(super) fn is_called(record: &Record, name: &str) -> bool {
    let shown = &record.shown;
    let names = shown.labels.iter().chain(&shown.aliases).chain(&shown.text).map(|name| name.text.as_str());
    // Of a statement without a label the beginning is its name, and a full stop is none of it.
    let title = record.title(None);
    let mut known = names.chain(shown.code.as_deref()).chain([title.as_str()]);
    let bare = |name: &str| name.trim_end_matches(['.', ':', ';', ' ']).to_owned();
    known.any(|each| same_words(&bare(each), &bare(name)))
}
