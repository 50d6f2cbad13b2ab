//! The entries of a record or a presentation: how each stands, which of them need a look, and whose the others are.

use std::cmp::Reverse;
use std::collections::HashSet;

use credential::timestamp;
use verify::limits::MAX_FINDINGS;
use verify::{
    Assurance, Decision, Fault, IssuedBy, NotInForce, NotVerified, Outcome, Relation, Report, Timestamp,
    Unproven, Verified,
};

use super::counts::{count, thousands};
use super::voice::Voice;

/// How an entry stands, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not as it was signed.
    Changed,
    /// It does not hold, for another reason.
    Failed,
    /// Withdrawn for good; a record in which something is.
    Withdrawn,
    /// Withdrawn for now.
    Suspended,
    /// It could not be checked.
    Unchecked,
    /// Nothing ties it to the issuer it names.
    Untied,
    /// It has no signature of its own, and names another issuer than who signed the whole.
    Misstated,
    /// Its issuer is not known as well as was asked.
    Weak,
    /// Anyone could have made it.
    Anyones,
    /// Its end has passed.
    Ended,
    /// Its start is to come.
    ToCome,
    /// It has no signature of its own: who signed the whole states it.
    Stated,
    /// It holds, and its issuer is known by more than a key.
    Genuine,
}

impl State {
    /// All of them, worst first.
    pub const ALL: [Self; 13] = [
        Self::Changed,
        Self::Failed,
        Self::Withdrawn,
        Self::Suspended,
        Self::Unchecked,
        Self::Untied,
        Self::Misstated,
        Self::Weak,
        Self::Anyones,
        Self::Ended,
        Self::ToCome,
        Self::Stated,
        Self::Genuine,
    ];

    fn of(report: &Report, names_another: bool) -> Self {
        match report.decision {
            Decision::NotVerified(NotVerified::Altered) => Self::Changed,
            Decision::NotVerified(_) => Self::Failed,
            Decision::NotInForce(NotInForce::Revoked) => Self::Withdrawn,
            Decision::NotInForce(NotInForce::Suspended) => Self::Suspended,
            Decision::NotInForce(NotInForce::Expired) => Self::Ended,
            Decision::NotInForce(NotInForce::NotYetValid) => Self::ToCome,
            // A record in the record: as the worst in it, or all of it has ended.
            Decision::NotInForce(NotInForce::Record) => {
                let inside = entries(report).into_iter().map(|entry| entry.state);
                let of_note = |state: &Self| matches!(state, Self::Withdrawn | Self::Suspended);
                inside.filter(of_note).min().unwrap_or(Self::Ended)
            }
            Decision::Incomplete(_) => Self::Unchecked,
            Decision::Unproven(Unproven::AssuranceLow) => Self::Weak,
            Decision::Unproven(Unproven::PresenterUnchecked | Unproven::Unproven | Unproven::Record) => {
                Self::Untied
            }
            Decision::Verified(_) if is_genuine(report) => Self::Genuine,
            Decision::Verified(_) => Self::Anyones,
            Decision::Stated if names_another => Self::Misstated,
            Decision::Stated => Self::Stated,
        }
    }

    /// What it is called in an address of the page.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Failed => "failed",
            Self::Withdrawn => "withdrawn",
            Self::Suspended => "suspended",
            Self::Unchecked => "unchecked",
            Self::Untied => "untied",
            Self::Misstated => "misstated",
            Self::Weak => "weak",
            Self::Anyones => "anyones",
            Self::Ended => "ended",
            Self::ToCome => "to-come",
            Self::Stated => "stated",
            Self::Genuine => "genuine",
        }
    }

    /// How it stands, in a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Failed => "does not hold",
            Self::Withdrawn => "withdrawn",
            Self::Suspended => "suspended",
            Self::Unchecked => "not checked",
            Self::Untied => "tied to no issuer",
            Self::Misstated => "stated for another",
            Self::Weak => "not known well enough",
            Self::Anyones => "anyone's",
            Self::Ended => "ended",
            Self::ToCome => "not started",
            Self::Stated => "stated",
            Self::Genuine => "genuine",
        }
    }

    /// So many of them: `1 changed`, `38 genuine`.
    pub fn counted(self, n: usize) -> String {
        match self {
            Self::Failed if n != 1 => format!("{} do not hold", thousands(n)),
            Self::Changed
            | Self::Failed
            | Self::Withdrawn
            | Self::Suspended
            | Self::Unchecked
            | Self::Untied
            | Self::Misstated
            | Self::Weak
            | Self::Anyones
            | Self::Ended
            | Self::ToCome
            | Self::Stated
            | Self::Genuine => format!("{} {}", thousands(n), self.word()),
        }
    }

    /// Whether a reader should look at it before the others.
    pub fn needs_a_look(self) -> bool {
        self < Self::Stated
    }
}

fn is_genuine(entry: &Report) -> bool {
    entry.answers.issued_by == IssuedBy::Yes
        && entry.issuer.assurance.is_some_and(|assurance| assurance > Assurance::BareKey)
        && !matches!(entry.decision, Decision::Verified(Verified::BareKey | Verified::RecordBareKey))
}

/// A credential of a record or a presentation.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'r> {
    /// Its report.
    pub report: &'r Report,
    /// Where it stands in the whole.
    pub pointer: &'r str,
    /// How it stands.
    pub state: State,
}

impl Entry<'_> {
    /// The issuer's address, and the name that it gives itself: one of the two there always is.
    pub fn issuer(&self) -> (Option<String>, Option<String>) {
        let voice = Voice::of(self.report);
        let address = match self.report.issuer.assurance {
            Some(Assurance::Page) => voice.page(),
            Some(
                Assurance::SelfAsserted | Assurance::BareKey | Assurance::Domain | Assurance::Registered,
            )
            | None => voice.domain(),
        };
        let nobody = || Some("An issuer without a name".to_owned());
        let name = voice.claimed_name();
        let name = if address.is_none() { name.or_else(nobody) } else { name };
        (address, name)
    }

    /// When it began, where its date can be read.
    pub fn since(&self) -> Option<Timestamp> {
        Some(timestamp::parse(self.report.credential.valid_from.as_deref()?)?.at)
    }
}

/// The credentials of a record or a presentation, worst first.
pub fn entries(report: &Report) -> Vec<Entry<'_>> {
    let nested = report.children.iter().filter(|child| child.relation == Relation::Nested);
    let misstated: HashSet<&str> = report
        .checks
        .iter()
        .filter(|line| matches!(line.outcome, Outcome::Fail(Fault::StatedForAnother { .. })))
        .map(|line| line.pointer.as_str())
        .collect();
    let mut entries: Vec<Entry<'_>> = nested
        .map(|child| {
            let entry = child.report.as_ref();
            let pointer = child.pointer.as_str();
            // Of very many not all are told.
            let is_told = misstated.contains(pointer);
            let others = misstated.len() >= MAX_FINDINGS && entry.issuer.id != report.issuer.id;
            Entry { report: entry, pointer, state: State::of(entry, is_told || others) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.state);
    entries
}

/// Its endorsements, in the order of the document.
pub fn endorsements(report: &Report) -> Vec<Entry<'_>> {
    let endorsements = report.children.iter().filter(|child| child.relation == Relation::Endorsement);
    endorsements
        .map(|child| Entry {
            report: &child.report,
            pointer: &child.pointer,
            state: State::of(&child.report, false),
        })
        .collect()
}

/// The entries as they are shown: those that need a look first, the others by their issuers.
#[derive(Debug, Default)]
pub struct Groups<'r> {
    /// Worst first.
    pub look: Vec<Entry<'r>>,
    /// In the order of the document.
    pub issuers: Vec<Group<'r>>,
}

/// What one issuer has in a record.
#[derive(Debug)]
pub struct Group<'r> {
    /// Newest first.
    pub entries: Vec<Entry<'r>>,
}

impl Group<'_> {
    /// See [`Entry::issuer`].
    pub fn issuer(&self) -> (Option<String>, Option<String>) {
        self.entries.first().map(Entry::issuer).unwrap_or_default()
    }

    /// How many there are, and how they stand.
    pub fn counted(&self, whole: &str) -> String {
        let stated = self.entries.iter().filter(|entry| entry.state == State::Stated).count();
        let all = entries_of(whole, self.entries.len());
        match (stated, self.entries.len()) {
            (0, 1) => format!("{all}, genuine and current"),
            (0, _) => format!("{all}, all genuine and current"),
            (1, 1) => format!("{all}, stated"),
            (stated, n) if stated == n => format!("{all}, all stated"),
            (stated, _) => format!("{all}, {} stated", thousands(stated)),
        }
    }
}

/// `1 entry`, `2 credentials`: what stands in a record or a presentation, counted.
pub fn entries_of(whole: &str, n: usize) -> String {
    match whole {
        "presentation" => count(n, "credential", "credentials"),
        _ => count(n, "entry", "entries"),
    }
}

/// See [`Groups`].
pub fn groups(report: &Report) -> Groups<'_> {
    let mut groups = Groups::default();
    let mut of_issuer = std::collections::HashMap::new();
    for entry in entries(report) {
        if entry.state.needs_a_look() {
            groups.look.push(entry);
            continue;
        }
        let issuer = &entry.report.issuer;
        let key = (issuer.id.as_deref(), issuer.domain.as_deref());
        let at = *of_issuer.entry(key).or_insert_with(|| {
            groups.issuers.push(Group { entries: Vec::new() });
            groups.issuers.len() - 1
        });
        groups.issuers[at].entries.push(entry);
    }
    for group in &mut groups.issuers {
        group.entries.sort_by_key(|entry| Reverse(entry.since()));
    }
    // Entries came worst first: whoever has most stands first, who has as many in the order of the document.
    groups.issuers.sort_by_key(|group| Reverse(group.entries.len()));
    groups
}
