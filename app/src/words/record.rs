//! Records and presentations: how many of what stands in them holds.

use verify::{Decision, Incomplete, Intact, Report};

use super::counts::{count, thousands};
use super::entries::{Entry, State, entries};
use super::quote::quote;
use super::voice::Voice;
use super::{Words, some};

/// How many entries are in which state.
#[derive(Debug)]
pub(super) struct Tally<'r> {
    entries: Vec<Entry<'r>>,
    /// What it is: record, presentation.
    whole: &'static str,
    /// What stands in it, one and many.
    nouns: (&'static str, &'static str),
    /// Withdrawn or suspended, and the issuer is known to be who did it.
    by_issuer: bool,
    unaltered: bool,
}

/// The order in which a sentence tells of states: what holds, what was taken back, what is not known.
const IN_A_SENTENCE: [State; 13] = [
    State::Genuine,
    State::Anyones,
    State::Changed,
    State::Failed,
    State::Withdrawn,
    State::Suspended,
    State::Ended,
    State::ToCome,
    State::Unchecked,
    State::Untied,
    State::Weak,
    State::Misstated,
    State::Stated,
];

impl<'r> Tally<'r> {
    pub(super) fn of(voice: &Voice<'r>) -> Self {
        let entries = entries(voice.report);
        let off = |entry: &&Entry<'_>| matches!(entry.state, State::Withdrawn | State::Suspended);
        Self {
            whole: voice.noun,
            nouns: match voice.noun {
                "presentation" if entries.iter().all(|entry| entry.report.kind == "OpenBadgeCredential") => {
                    ("badge", "badges")
                }
                "presentation" => ("credential", "credentials"),
                _ => ("entry", "entries"),
            },
            by_issuer: entries.iter().filter(off).all(|entry| Voice::of(entry.report).is_green()),
            unaltered: entries.iter().all(|entry| entry.report.answers.intact == Intact::Yes),
            entries,
        }
    }

    pub(super) fn all(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn n(&self, state: State) -> usize {
        self.entries.iter().filter(|entry| entry.state == state).count()
    }

    /// What is not the sentence's subject: "38 are genuine and current, 1 has ended".
    fn others(&self, told: &[State]) -> Vec<String> {
        let parts = IN_A_SENTENCE.into_iter().filter(|state| !told.contains(state));
        parts
            .map(|state| (state, self.n(state)))
            .filter(|(_, n)| *n > 0)
            .map(|(state, n)| format!("{} {}", thousands(n), self.stands(state, n)))
            .collect()
    }

    fn stands(&self, state: State, n: usize) -> String {
        let has = if n == 1 { "has" } else { "have" };
        let whole = self.whole;
        match state {
            State::Changed => format!("{has} been changed"),
            State::Failed => if n == 1 { "does not hold" } else { "do not hold" }.to_owned(),
            State::Genuine => format!("{} genuine and current", be(n)),
            State::Anyones => format!("{} unaltered, but anyone could have made {}", be(n), it(n)),
            State::Withdrawn => format!("{has} been withdrawn"),
            State::Suspended => format!("{} suspended for now", be(n)),
            State::Ended => format!("{has} ended"),
            State::ToCome => format!("{has} not started"),
            State::Unchecked => "could not be checked".to_owned(),
            State::Untied => format!("{} tied to no issuer", be(n)),
            State::Weak => format!("{} by issuers not known as well as you asked", be(n)),
            State::Stated => format!("{} stated by {}", be(n), stater(whole)),
            State::Misstated => format!("{} stated by {} for others", be(n), stater(whole)),
        }
    }

    /// A sentence of every state: "All 3 badges are genuine and current.", "Of 3 badges: 2 are …, 1 has ended."
    fn each(&self) -> String {
        let all = self.all();
        match self.entries.first().filter(|first| self.n(first.state) == all) {
            Some(first) => format!("{} {}.", self.all_entries(), self.stands(first.state, all)),
            None => {
                format!("Of {}: {}.", count(all, self.nouns.0, self.nouns.1), self.others(&[]).join(", "))
            }
        }
    }

    /// A sentence of a subject and all that it does not tell.
    fn sentence(&self, subject: String, told: &[State]) -> String {
        let others = self.others(told);
        if others.is_empty() { format!("{subject}.") } else { format!("{subject}; {}.", others.join(", ")) }
    }

    /// "1 of 40 entries", "All 40 entries", "The one entry"
    fn part(&self, n: usize) -> String {
        let (one, many) = self.nouns;
        match (n, self.all()) {
            (1, 1) => format!("The one {one}"),
            (2, 2) => format!("Both {many}"),
            (n, all) if n == all => format!("All {}", count(all, one, many)),
            (n, all) => format!("{} of {}", thousands(n), count(all, one, many)),
        }
    }

    fn all_entries(&self) -> String {
        self.part(self.all())
    }

    /// The first entry in one of these states, with its own sentence.
    fn first(&self, states: &[State]) -> Option<String> {
        let mut found = self.entries.iter().filter(|entry| states.contains(&entry.state));
        let entry = found.next()?;
        let it = if found.next().is_some() { "The first is" } else { "It is" };
        let unnamed =
            || format!("{} without a name", if self.nouns.0 == "entry" { "an entry" } else { "one" });
        let name = entry.report.credential.name.as_deref().map_or_else(unnamed, quote);
        Some(format!("{it} {name}: {}", super::of_entry(entry, self.whole).sentence))
    }

    /// The step that the first entry in one of these states asks for.
    fn step(&self, states: &[State]) -> Option<String> {
        let mut found = self.entries.iter().filter(|entry| states.contains(&entry.state));
        found.find_map(|entry| super::of_entry(entry, self.whole).next_checker)
    }
}

/// Who states what has no signature of its own.
pub(super) fn stater(whole: &str) -> &'static str {
    if whole == "presentation" { "who presents it" } else { "the record's issuer" }
}

fn be(n: usize) -> &'static str {
    if n == 1 { "is" } else { "are" }
}

fn it(n: usize) -> &'static str {
    if n == 1 { "it" } else { "them" }
}

/// "All 40 entries" inside a sentence.
fn lower(part: &str) -> String {
    part.replacen("All", "all", 1).replacen("Both", "both", 1).replacen("The", "the", 1)
}

/// "Open it."
fn open(n: usize) -> Option<String> {
    Some(format!("Open {}.", it(n)))
}

/// How many of what is presented hold.
pub(crate) fn inside(voice: &Voice<'_>) -> Option<String> {
    let tally = Tally::of(voice);
    (tally.all() > 0).then(|| tally.each())
}

pub(crate) fn not_verified(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(voice);
    let (changed, failed) = (tally.n(State::Changed), tally.n(State::Failed));
    let n = changed + failed;
    let subject = match (n, failed == 0) {
        (0, _) => format!("This {} does not hold", tally.whole),
        (1, true) => format!("{} has been changed since it was issued", tally.part(n)),
        (n, true) => format!("{} have been changed since they were issued", tally.part(n)),
        (1, false) => format!("{} does not hold", tally.part(n)),
        (n, false) => format!("{} do not hold", tally.part(n)),
    };
    let states = [State::Changed, State::Failed];
    Words {
        sentence: tally.sentence(subject, &states),
        under: tally.first(&states),
        next_checker: tally.step(&states).or_else(|| open(n)),
        next_holder: None,
    }
}

pub(crate) fn not_in_force(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(voice);
    let (revoked, suspended) = (tally.n(State::Withdrawn), tally.n(State::Suspended));
    let both = [State::Withdrawn, State::Suspended];
    let has = |n| if n == 1 { "has" } else { "have" };
    let ended = tally.n(State::Ended);
    let sentence = match (revoked, suspended, tally.by_issuer) {
        (0, 0, _) if ended == tally.all() && ended > 0 => {
            format!("{} {} ended.", tally.all_entries(), has(ended))
        }
        (0, 0, _) => tally.sentence(format!("Nothing in this {} is current", tally.whole), &[]),
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
    let next_checker = match revoked + suspended {
        0 => some("It shows what was held until then."),
        1 => tally.step(&both),
        n => open(n),
    };
    Words { sentence, under: tally.first(&both), next_checker, next_holder: some("Ask the issuer why.") }
}

pub(crate) fn incomplete(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(voice);
    let (unchecked, genuine, all) = (tally.n(State::Unchecked), tally.n(State::Genuine), tally.all());
    let sentence = if unchecked == all && all > 0 {
        match all {
            1 => format!("{} could not be checked.", tally.all_entries()),
            all => format!("None of the {} could be checked.", count(all, tally.nouns.0, tally.nouns.1)),
        }
    } else if genuine > 0 {
        let subject = format!("{} {} genuine and current", tally.part(genuine), be(genuine));
        tally.sentence(subject, &[State::Genuine])
    } else {
        tally.sentence(format!("{} could not be checked", tally.part(unchecked)), &[State::Unchecked])
    };
    let step = tally.entries.iter().find_map(|entry| match entry.report.decision {
        Decision::Incomplete(Incomplete::Record) => None,
        Decision::Incomplete(_) => super::of(entry.report).next_checker,
        Decision::NotVerified(_)
        | Decision::NotInForce(_)
        | Decision::Unproven(_)
        | Decision::Verified(_)
        | Decision::Stated => None,
    });
    Words {
        sentence,
        under: tally.first(&[State::Unchecked]),
        next_checker: step.or_else(|| open(unchecked)),
        next_holder: None,
    }
}

pub(crate) fn unproven(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(voice);
    let (untied, misstated, all) = (tally.n(State::Untied), tally.n(State::Misstated), tally.all());
    let ties = |n: usize| {
        if n == 1 {
            "nothing ties it to the issuer it names"
        } else {
            "nothing ties them to the issuer they name"
        }
    };
    let sentence = match (untied, misstated) {
        (0, 0) if tally.unaltered => {
            format!("{} {} unaltered; not every issuer is known well enough.", tally.all_entries(), be(all))
        }
        (0, 0) => {
            tally.sentence(format!("Not every issuer in this {} is known well enough", tally.whole), &[])
        }
        (0, n) => tally.sentence(
            format!(
                "{} {}",
                tally.part(n),
                tally.stands(State::Misstated, n).replace(
                    "others",
                    if n == 1 {
                        "another, who has not signed it"
                    } else {
                        "others, who have not signed them"
                    }
                )
            ),
            &[State::Misstated],
        ),
        (n, 0) if tally.unaltered => {
            let which = if n == all { String::new() } else { format!("for {} ", thousands(n)) };
            format!("{} {} unaltered; {which}{}.", tally.all_entries(), be(all), ties(n))
        }
        (n, _) => tally.sentence(format!("For {} {}", lower(&tally.part(n)), ties(n)), &[State::Untied]),
    };
    Words {
        sentence,
        under: tally.first(&[State::Misstated]),
        next_checker: match untied + misstated {
            0 => some("Open those that need a look."),
            1 => some("Do not rely on the name in it; ask for it as its issuer signed it."),
            _ => some("Do not rely on the names in them; ask for them as their issuers signed them."),
        },
        next_holder: None,
    }
}

/// What holds as a whole, and an issuer in it is not known as well as was asked.
pub(crate) fn weak(voice: &Voice<'_>) -> Option<Words> {
    let tally = Tally::of(voice);
    let n = tally.n(State::Weak);
    (n > 0).then(|| Words {
        sentence: tally.sentence(
            format!("For {} the issuer is not known as well as you asked", lower(&tally.part(n))),
            &[State::Weak],
        ),
        under: tally.first(&[State::Weak]),
        next_checker: some(if n == 1 {
            "Confirm its issuer yourself, or name a list that has it."
        } else {
            "Confirm their issuers yourself, or name a list that has them."
        }),
        next_holder: None,
    })
}

pub(crate) fn verified(voice: &Voice<'_>) -> Words {
    Words {
        sentence: holds(voice),
        under: voice.who(),
        next_checker: some(match (voice.noun, entries(voice.report).is_empty()) {
            ("presentation", true) => "Ask the presenter for what they want to show.",
            ("presentation", false) => "Make sure that who presents it is whom it was issued to.",
            _ => "If the addresses are those you expect, you are done.",
        }),
        next_holder: None,
    }
}

/// The sentence of what holds.
pub(crate) fn holds(voice: &Voice<'_>) -> String {
    let tally = Tally::of(voice);
    let whole = tally.whole;
    match tally.n(State::Genuine) {
        0 if tally.all() == 0 && whole == "presentation" => "Nothing is presented here.".to_owned(),
        0 if tally.all() == 0 => format!("This {whole} is genuine, and has no entries."),
        0 if whole == "presentation" => tally.each(),
        0 => tally.sentence(format!("This {whole} is genuine"), &[]),
        n => tally.sentence(format!("{} {} genuine and current", tally.part(n), be(n)), &[State::Genuine]),
    }
}

pub(crate) fn bare_key(voice: &Voice<'_>) -> Words {
    let tally = Tally::of(voice);
    let (anyones, all) = (tally.n(State::Anyones), tally.all());
    // A presenter has a key of their own and seldom an address: that takes nothing from what they present.
    if voice.noun == "presentation" && anyones == 0 {
        return verified(voice);
    }
    let made = match anyones {
        0 => "anyone could have made this record".to_owned(),
        n if n == all => format!("anyone could have made {}", it(n)),
        n => format!("anyone could have made {} of them", thousands(n)),
    };
    let is_current = tally.n(State::Ended) + tally.n(State::ToCome) == 0;
    let sentence = if tally.unaltered && is_current && all > 0 {
        format!("{} {} unaltered; {made}.", tally.all_entries(), be(all))
    } else {
        tally.sentence(format!("This {} is unaltered, but {made}", tally.whole), &[State::Anyones])
    };
    Words {
        sentence,
        under: voice.who(),
        next_checker: some(match anyones {
            0 => "Ask the issuer, by a contact you found yourself.",
            1 => "Open it, and ask its issuer, by a contact you found yourself.",
            _ => "Open those, and ask their issuers, by contacts you found yourself.",
        }),
        next_holder: None,
    }
}

/// Whether something in it has been withdrawn.
pub(crate) fn has_withdrawn(report: &Report) -> bool {
    entries(report).iter().any(|entry| entry.state == State::Withdrawn)
}

/// Whether one thing stands in it.
pub(crate) fn is_one(voice: &Voice<'_>) -> bool {
    Tally::of(voice).all() == 1
}
