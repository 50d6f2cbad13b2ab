//! The basket: what somebody picked to align to, as the array that an achievement takes.

use credential::text::is_deceptive;
use registry::{Key, Located, MAX_IDENTIFIER, Record, RegistryError};
use serde_json::Value;
use verify::alignment::{self, Finding, Linted, canonical};

use super::{Built, Ctdl, NoAlignment};
use crate::catalogue::{Catalogue, Link};

/// How many things a basket holds: an achievement that aligns to more says nothing.
pub const MAX_PICKS: usize = 100;

/// Bytes of all picks together: as long as servers take an address, and every row has one.
pub const MAX_BASKET: usize = 8 * 1024;

/// Characters that are kept of a pick which is too long to be any identifier.
const CUT: usize = 100;

/// What was picked, each once, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picks {
    picks: Vec<String>,
    bytes: usize,
    left_out: usize,
}

impl Picks {
    /// Reads them, as they stand in an address. What hides is written as what it is: no identifier has it.
    pub fn of<'p>(written: impl IntoIterator<Item = &'p str>) -> Self {
        let mut picks = Self::default();
        for pick in written {
            picks.add(pick);
        }
        picks
    }

    fn add(&mut self, written: &str) {
        let written = written.trim();
        let is_too_long = written.len() > MAX_IDENTIFIER;
        let shown = written.chars().take(if is_too_long { CUT } else { MAX_IDENTIFIER });
        let mut pick: String = shown.map(|c| if is_deceptive(c) { '\u{fffd}' } else { c }).collect();
        if is_too_long {
            pick.push('…');
        }
        if pick.is_empty() || self.picks.contains(&pick) {
            return;
        }
        if self.picks.len() >= MAX_PICKS || self.bytes + pick.len() > MAX_BASKET {
            self.left_out += 1;
            return;
        }
        self.bytes += pick.len();
        self.picks.push(pick);
    }

    /// They.
    pub fn all(&self) -> &[String] {
        &self.picks
    }

    /// How many had no room.
    pub fn left_out(&self) -> usize {
        self.left_out
    }
}

/// A basket, looked up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Basket {
    /// What was picked.
    pub rows: Vec<Row>,
    /// How addresses of the Credential Registry are written.
    pub ctdl: Ctdl,
    /// How many had no room.
    pub left_out: usize,
}

/// One thing that was picked.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// As it stands in the address.
    pub pick: String,
    /// What it is.
    pub picked: Picked,
}

/// What a pick is.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    /// It is here.
    Here {
        /// It.
        link: Box<Link>,
        /// What aligns to it, or why nothing does.
        alignment: Built,
        /// What is amiss with that.
        findings: Vec<Finding>,
        /// What took its place.
        instead: Option<Box<Link>>,
    },
    /// It was taken away.
    Withdrawn {
        /// Why.
        reason: String,
    },
    /// It is not here.
    Unknown(Unfound),
}

/// What can be said of something that is not here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfound {
    /// Nothing.
    Nothing,
    /// It is the code of a group of ESCO's skills.
    Group,
    /// It is a UUID: of a CTID `ce-` is missing, or it is that of something else.
    Uuid,
    /// It is an address for trying things.
    Sandbox,
    /// It is longer than any identifier.
    TooLong,
}

impl Unfound {
    fn of(pick: &str) -> Self {
        if pick.ends_with('…') {
            Self::TooLong
        } else if alignment::is_esco_group(pick) {
            Self::Group
        } else if Key::of(pick).is_some_and(|key| key.as_str().starts_with("uuid:")) {
            Self::Uuid
        } else if alignment::is_for_trying(pick) {
            Self::Sandbox
        } else {
            Self::Nothing
        }
    }

    /// One word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "unknown",
            Self::Group => "group",
            Self::Uuid => "uuid",
            Self::Sandbox => "sandbox",
            Self::TooLong => "too-long",
        }
    }
}

impl Basket {
    /// Their alignments, as an achievement takes them.
    pub fn array(&self) -> Value {
        let all = self.rows.iter().filter_map(|row| match &row.picked {
            Picked::Here { alignment: Ok(alignment), .. } => Some(alignment.clone()),
            Picked::Here { alignment: Err(_), .. } | Picked::Withdrawn { .. } | Picked::Unknown(_) => None,
        });
        Value::Array(all.collect())
    }
}

impl Catalogue {
    /// What was picked, each looked up. `site` is the address of ours, without a slash at its end.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn basket(&self, picks: &Picks, ctdl: Ctdl, site: &str) -> Result<Basket, RegistryError> {
        let mut rows: Vec<Row> = Vec::with_capacity(picks.picks.len());
        let mut seen = Vec::new();
        for pick in &picks.picks {
            let picked = match self.picked(pick)? {
                Where::Here(record) if seen.contains(&record.id) => continue,
                Where::Here(record) => {
                    seen.push(record.id);
                    self.row(&record, ctdl, site)?
                }
                Where::Withdrawn(reason) => Picked::Withdrawn { reason },
                Where::Nowhere => Picked::Unknown(Unfound::of(pick)),
            };
            rows.push(Row { pick: pick.clone(), picked });
        }
        Ok(Basket { rows, ctdl, left_out: picks.left_out })
    }

    fn row(&self, record: &Record, ctdl: Ctdl, site: &str) -> Result<Picked, RegistryError> {
        let alignment = self.alignment(record, ctdl, site)?;
        let (mut findings, mut instead) = (Vec::new(), None);
        if let Ok(object) = &alignment {
            let mut linted = Linted { findings, object: object.clone() };
            self.lint_against(&mut linted, record, site)?;
            findings = linted.findings;
            if !record.status().is_in_use() {
                instead = self.instead(record)?.map(Box::new);
            }
        }
        Ok(Picked::Here { link: Box::new(self.titled(record)?), alignment, findings, instead })
    }

    /// What a pick leads to: the last part of an address of ours, or an identifier in any of its written forms.
    fn picked(&self, pick: &str) -> Result<Where, RegistryError> {
        let mut slug = pick.to_owned();
        // What moved is elsewhere by now, and not again.
        for _ in 0..2 {
            match self.registry().at(&slug)? {
                Some(Located::Here(record)) => return Ok(Where::Here(record)),
                Some(Located::Withdrawn { reason, .. }) => return Ok(Where::Withdrawn(reason)),
                Some(Located::Moved { path }) => {
                    slug = path.rsplit('/').next().unwrap_or_default().to_owned()
                }
                None => break,
            }
        }
        if let Some(record) = self.registry().find(pick)? {
            return Ok(Where::Here(Box::new(record)));
        }
        let found = match canonical(pick) {
            Some(canonical) => self.registry().find(&canonical)?,
            None => None,
        };
        Ok(found.map_or(Where::Nowhere, |record| Where::Here(Box::new(record))))
    }
}

/// Where a pick leads.
enum Where {
    Here(Box<Record>),
    Withdrawn(String),
    Nowhere,
}

impl Row {
    /// Why it is in no array, where it is not.
    pub fn refused(&self) -> Option<&NoAlignment> {
        match &self.picked {
            Picked::Here { alignment, .. } => alignment.as_ref().err(),
            Picked::Withdrawn { .. } | Picked::Unknown(_) => None,
        }
    }
}
