//! Records: how many of their entries hold.

use verify::{
    Assurance, Decision, Incomplete, Intact, IssuedBy, NotInForce, NotVerified, Relation, Report, Unproven,
    Verified,
};

use super::counts::{count, thousands};
use super::quote::quote;
use super::voice::Voice;
use super::{Words, some};

/// The credentials of a record.
pub(crate) fn entries(report: &Report) -> Vec<&Report> {
    report
        .children
        .iter()
        .filter(|child| child.relation == Relation::Nested)
        .map(|child| child.report.as_ref())
        .collect()
}

/// How many entries are in which state.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    /// Verified by an issuer that is known by more than its key.
    genuine: usize,
    /// Verified by a bare key.
    anyones: usize,
    altered: usize,
    /// All that do not hold, altered ones among them.
    failed: usize,
    revoked: usize,
    suspended: usize,
    ended: usize,
    to_come: usize,
    unchecked: usize,
    /// Tied to nobody.
    untied: usize,
    /// By issuers who are not known as well as was asked.
    weak: usize,
    stated: usize,
    /// Withdrawn or suspended, and the issuer is known to be who did it.
    by_issuer: bool,
    unaltered: bool,
}

impl Tally {
    fn of(entries: &[&Report]) -> Self {
        let mut tally = Self { all: entries.len(), by_issuer: true, unaltered: true, ..Self::default() };
        for entry in entries {
            tally.unaltered &= entry.answers.intact == Intact::Yes;
            let slot = match entry.decision {
                Decision::NotVerified(why) => {
                    tally.altered += usize::from(why == NotVerified::Altered);
                    &mut tally.failed
                }
                Decision::NotInForce(NotInForce::Revoked | NotInForce::Record) => {
                    tally.by_issuer &= Voice::of(entry).is_green();
                    &mut tally.revoked
                }
                Decision::NotInForce(NotInForce::Suspended) => {
                    tally.by_issuer &= Voice::of(entry).is_green();
                    &mut tally.suspended
                }
                Decision::NotInForce(NotInForce::Expired) => &mut tally.ended,
                Decision::NotInForce(NotInForce::NotYetValid) => &mut tally.to_come,
                Decision::Incomplete(_) => &mut tally.unchecked,
                Decision::Unproven(Unproven::AssuranceLow) => &mut tally.weak,
                Decision::Unproven(Unproven::PresenterUnchecked | Unproven::Unproven | Unproven::Record) => {
                    &mut tally.untied
                }
                Decision::Verified(
                    Verified::NotTheirs
                    | Verified::RecipientUnknown
                    | Verified::BareKey
                    | Verified::Verified
                    | Verified::Record
                    | Verified::RecordBareKey,
                ) => {
                    if is_genuine(entry) {
                        &mut tally.genuine
                    } else {
                        &mut tally.anyones
                    }
                }
                Decision::Stated => &mut tally.stated,
            };
            *slot += 1;
        }
        tally
    }

    /// What is not the sentence's subject: "38 are genuine and current, 1 has ended".
    fn others(&self, told: &[Told]) -> Vec<String> {
        let is = |n| if n == 1 { "is" } else { "are" };
        let has = |n| if n == 1 { "has" } else { "have" };
        let parts = [
            (Told::Genuine, self.genuine, format!("{} genuine and current", is(self.genuine))),
            (
                Told::Anyones,
                self.anyones,
                format!("{} unaltered, but anyone could have made {}", is(self.anyones), it(self.anyones)),
            ),
            (Told::Revoked, self.revoked, format!("{} been withdrawn", has(self.revoked))),
            (Told::Suspended, self.suspended, format!("{} suspended for now", is(self.suspended))),
            (Told::Ended, self.ended, format!("{} ended", has(self.ended))),
            (Told::ToCome, self.to_come, format!("{} not started", has(self.to_come))),
            (Told::Unchecked, self.unchecked, "could not be checked".to_owned()),
            (Told::Untied, self.untied, format!("{} tied to no issuer", is(self.untied))),
            (Told::Weak, self.weak, format!("{} by issuers not known as well as you asked", is(self.weak))),
            (Told::Stated, self.stated, format!("{} stated by the record's issuer", is(self.stated))),
        ];
        parts
            .into_iter()
            .filter(|(part, n, _)| *n > 0 && !told.contains(part))
            .map(|(_, n, text)| format!("{} {text}", thousands(n)))
            .collect()
    }

    /// A sentence of a subject and all that it does not tell.
    fn sentence(&self, subject: String, told: &[Told]) -> String {
        let others = self.others(told);
        if others.is_empty() { format!("{subject}.") } else { format!("{subject}; {}.", others.join(", ")) }
    }

    /// "1 of 40 entries", "All 40 entries", "The one entry"
    fn part(&self, n: usize) -> String {
        match (n, self.all) {
            (1, 1) => "The one entry".to_owned(),
            (n, all) if n == all => format!("All {}", count(all, "entry", "entries")),
            (n, all) => format!("{} of {}", thousands(n), count(all, "entry", "entries")),
        }
    }

    fn all_entries(&self) -> String {
        self.part(self.all)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Genuine,
    Anyones,
    Revoked,
    Suspended,
    Ended,
    ToCome,
    Unchecked,
    Untied,
    Weak,
    Stated,
}

fn it(n: usize) -> &'static str {
    if n == 1 { "it" } else { "them" }
}

fn is_genuine(entry: &Report) -> bool {
    entry.answers.issued_by == IssuedBy::Yes
        && entry.issuer.assurance.is_some_and(|assurance| assurance > Assurance::BareKey)
        && !matches!(entry.decision, Decision::Verified(Verified::BareKey | Verified::RecordBareKey))
}

/// The first entry of some kind, with its own sentence.
fn first<'r>(entries: &[&'r Report], of: impl Fn(&'r Report) -> bool) -> Option<String> {
    let mut found = entries.iter().copied().filter(|entry| of(entry));
    let entry = found.next()?;
    let it = if found.next().is_some() { "The first is" } else { "It is" };
    let name = entry.credential.name.as_deref().map_or_else(|| "an entry without a name".to_owned(), quote);
    Some(format!("{it} {name}: {}", super::of(entry).sentence))
}

/// How many of what is presented hold.
pub(crate) fn inside(voice: &Voice<'_>) -> Option<String> {
    let tally = Tally::of(&entries(voice.report));
    (tally.all > 0).then(|| {
        let parts = tally.others(&[]);
        format!("Of {}: {}.", count(tally.all, "credential", "credentials"), parts.join(", "))
    })
}

pub(crate) fn not_verified(voice: &Voice<'_>) -> Words {
    let entries = entries(voice.report);
    let tally = Tally::of(&entries);
    let n = tally.failed;
    let subject = match (n, tally.altered == n) {
        (0, _) => "This record does not hold".to_owned(),
        (1, true) => format!("{} has been changed since it was issued", tally.part(n)),
        (n, true) => format!("{} have been changed since they were issued", tally.part(n)),
        (1, false) => format!("{} does not hold", tally.part(n)),
        (n, false) => format!("{} do not hold", tally.part(n)),
    };
    Words {
        sentence: tally.sentence(subject, &[]),
        under: first(&entries, |entry| matches!(entry.decision, Decision::NotVerified(_))),
        next_checker: some(if n == 1 { "Open it." } else { "Open them." }),
        next_holder: None,
    }
}

pub(crate) fn not_in_force(voice: &Voice<'_>) -> Words {
    let entries = entries(voice.report);
    let tally = Tally::of(&entries);
    let (revoked, suspended) = (tally.revoked, tally.suspended);
    let both = [Told::Revoked, Told::Suspended];
    let has = |n| if n == 1 { "has" } else { "have" };
    let sentence = match (revoked, suspended, tally.by_issuer) {
        (0, 0, _) if tally.ended == tally.all => format!("{} {} ended.", tally.all_entries(), has(tally.all)),
        (0, 0, _) => tally.sentence("No entry of this record is current".to_owned(), &[]),
        (n, 0, true) => tally.sentence(format!("The issuer has withdrawn {}", lower(&tally.part(n))), &both),
        (n, 0, false) => tally.sentence(format!("{} {} been withdrawn", tally.part(n), has(n)), &both),
        (0, n, true) => {
            tally.sentence(format!("The issuer has suspended {} for now", lower(&tally.part(n))), &both)
        }
        (0, n, false) => {
            tally.sentence(format!("{} {} been suspended for now", tally.part(n), has(n)), &both)
        }
        (revoked, suspended, _) => tally.sentence(
            format!(
                "{} {} been withdrawn, {} suspended for now",
                tally.part(revoked),
                has(revoked),
                thousands(suspended)
            ),
            &both,
        ),
    };
    let affected = |entry: &Report| {
        matches!(
            entry.decision,
            Decision::NotInForce(NotInForce::Revoked | NotInForce::Suspended | NotInForce::Record)
        )
    };
    Words { sentence, under: first(&entries, affected), next_checker: some("Open it."), next_holder: None }
}

pub(crate) fn incomplete(voice: &Voice<'_>) -> Words {
    let entries = entries(voice.report);
    let tally = Tally::of(&entries);
    let sentence = if tally.unchecked == tally.all && tally.all > 0 {
        match tally.all {
            1 => "The one entry could not be checked.".to_owned(),
            all => format!("None of the {} could be checked.", count(all, "entry", "entries")),
        }
    } else if tally.genuine > 0 {
        let is = if tally.genuine == 1 { "is" } else { "are" };
        tally.sentence(format!("{} {is} genuine and current", tally.part(tally.genuine)), &[Told::Genuine])
    } else {
        tally.sentence(format!("{} could not be checked", tally.part(tally.unchecked)), &[Told::Unchecked])
    };
    Words {
        sentence,
        under: first(&entries, |entry| matches!(entry.decision, Decision::Incomplete(_))),
        next_checker: entries.iter().find_map(|entry| match entry.decision {
            Decision::Incomplete(Incomplete::Record) => None,
            Decision::Incomplete(_) => super::of(entry).next_checker,
            Decision::NotVerified(_)
            | Decision::NotInForce(_)
            | Decision::Unproven(_)
            | Decision::Verified(_)
            | Decision::Stated => None,
        }),
        next_holder: None,
    }
}

pub(crate) fn unproven(voice: &Voice<'_>) -> Words {
    let entries = entries(voice.report);
    let tally = Tally::of(&entries);
    let n = tally.untied;
    let ties = |n: usize| {
        if n == 1 {
            "nothing ties it to the issuer it names"
        } else {
            "nothing ties them to the issuer they name"
        }
    };
    let sentence = match n {
        0 if tally.unaltered => {
            format!(
                "{} {} unaltered; not every issuer is known well enough.",
                tally.all_entries(),
                be(tally.all)
            )
        }
        0 => tally.sentence("Not every issuer in this record is known well enough".to_owned(), &[]),
        n if tally.unaltered => {
            let which = if n == tally.all { String::new() } else { format!("for {} ", thousands(n)) };
            format!("{} {} unaltered; {which}{}.", tally.all_entries(), be(tally.all), ties(n))
        }
        n => tally.sentence(format!("For {} {}", lower(&tally.part(n)), ties(n)), &[Told::Untied]),
    };
    Words {
        sentence,
        under: None,
        next_checker: some(if n == 1 { "Open the one." } else { "Open those." }),
        next_holder: None,
    }
}

pub(crate) fn verified(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(&entries(voice.report));
    let sentence = match tally.genuine {
        0 if tally.all == 0 => "This record is genuine, and has no entries.".to_owned(),
        0 => tally.sentence("This record is genuine".to_owned(), &[]),
        n => tally.sentence(format!("{} {} genuine and current", tally.part(n), be(n)), &[Told::Genuine]),
    };
    Words { sentence, under: voice.who(), next_checker: None, next_holder: None }
}

pub(crate) fn bare_key(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(&entries(voice.report));
    let made = match tally.anyones {
        0 => "anyone could have made this record".to_owned(),
        n if n == tally.all => format!("anyone could have made {}", it(n)),
        n => format!("anyone could have made {} of them", thousands(n)),
    };
    let sentence = if tally.unaltered && tally.ended + tally.to_come == 0 && tally.all > 0 {
        format!("{} {} unaltered; {made}.", tally.all_entries(), be(tally.all))
    } else {
        tally.sentence(format!("This record is unaltered, but {made}"), &[Told::Anyones])
    };
    Words {
        sentence,
        under: voice.who(),
        next_checker: some("Open those.").filter(|_| tally.anyones > 0),
        next_holder: None,
    }
}

fn be(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

/// "All 40 entries" inside a sentence.
fn lower(part: &str) -> String {
    part.replacen("All", "all", 1).replacen("The", "the", 1)
}
