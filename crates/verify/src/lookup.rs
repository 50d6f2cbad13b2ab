//! One judgement's way to the evidence: what it used, what it misses, and how much it may ask for.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::LazyLock;

use credential::Timestamp;
use url::Url;

use crate::evidence::{Absent, Answer, Document, Evidence, Need, Purpose, Unavailable, Used};
use crate::limits::{DOCUMENT_BUDGET, JUDGEMENT_BUDGET, LIST_BUDGET, MAX_HOSTS, MAX_NEEDS, MAX_URL};
use crate::linkage::DID_CONFIGURATION;
use crate::shared::{Remembered, Shared};

/// The authority of an address, for counting hosts.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Whether an address is one that is asked for: https, with a host, without a user, written as the URL standard does.
fn is_fetchable(url: &str) -> bool {
    url.starts_with("https://")
        && url.len() <= MAX_URL
        && !url.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
        && Url::parse(url).is_ok_and(|read| {
            read.host_str().is_some_and(|host| !host.is_empty())
                && read.username().is_empty()
                && read.password().is_none()
        })
}

/// What an address is asked for. Its answer serves whoever wants it next: a credential must not have a DID
/// configuration fetched as its context, past a redirect, before it is wanted as what it is.
fn strictest(url: &str, purpose: Purpose) -> Purpose {
    if url.ends_with(DID_CONFIGURATION) { Purpose::DidConfiguration } else { purpose }
}

/// Notes a need, once. Where one address is wanted for two things, and one of them is a learner's document, that is what
/// it is fetched as.
fn note(missing: &mut Vec<Need>, need: Need) {
    match missing.iter().position(|known| known.url == need.url) {
        Some(at) if need.purpose == Purpose::Refresh => missing[at] = need,
        Some(_) => {}
        None => missing.push(need),
    }
}

/// The answer for everything else.
static NOT_FETCHABLE: LazyLock<Answer> =
    LazyLock::new(|| Answer::Unavailable(Unavailable::Refused("it is no https address".to_owned())));

/// Work of RDFC-1.0 that may still be done: on one document, and in the whole judgement that it is a part of.
#[derive(Debug)]
pub(crate) struct Budget {
    document: Cell<u32>,
    judgement: Rc<Cell<u32>>,
}

impl Budget {
    /// For one document that stands by itself.
    pub(crate) fn of(steps: u32) -> Self {
        Self { document: Cell::new(steps), judgement: Rc::new(Cell::new(steps)) }
    }

    /// For another document of the same judgement.
    fn beside(&self, steps: u32) -> Self {
        Self { document: Cell::new(steps), judgement: Rc::clone(&self.judgement) }
    }

    pub(crate) fn left(&self) -> u32 {
        self.document.get().min(self.judgement.get())
    }

    pub(crate) fn spend(&self, steps: u32) {
        for left in [&self.document, self.judgement.as_ref()] {
            left.set(left.get().saturating_sub(steps));
        }
    }
}

/// One judgement's way to the evidence: it notes what was used, and what is missing.
///
/// `needs` is the judgement itself, run for its missing documents: so the two cannot disagree.
#[derive(Debug)]
pub(crate) struct Lookup<'e> {
    evidence: &'e Evidence,
    budget: Budget,
    /// Whether only the missing documents count: they are the same at all times, and whatever the signatures say.
    dry: bool,
    shared: Rc<Shared>,
    used: RefCell<Vec<Used>>,
    missing: RefCell<Vec<Need>>,
}

impl<'e> Lookup<'e> {
    pub(crate) fn new(evidence: &'e Evidence) -> Self {
        Self {
            evidence,
            budget: Budget {
                document: Cell::new(DOCUMENT_BUDGET),
                judgement: Rc::new(Cell::new(JUDGEMENT_BUDGET)),
            },
            dry: false,
            shared: Rc::default(),
            used: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// For what is missing alone, whenever that will be judged.
    pub(crate) fn for_needs(evidence: &'e Evidence) -> Self {
        Self { dry: true, ..Self::new(evidence) }
    }

    /// The same for a status list, which needs less work than a credential, and as much whoever names it.
    pub(crate) fn for_list(&self) -> Self {
        // What becomes of it is remembered for others, and must not hang on what this judgement has spent.
        Self { budget: Budget::of(LIST_BUDGET), dry: self.dry, ..Self::new(self.evidence) }
    }

    /// The same for a domain linkage: whether it holds decides what is looked up next.
    pub(crate) fn for_linkage(&self) -> Self {
        Self { dry: false, shared: Rc::clone(&self.shared), ..self.for_list() }
    }

    /// The same for a credential inside this one.
    pub(crate) fn for_part(&self) -> Self {
        Self {
            budget: self.budget.beside(DOCUMENT_BUDGET),
            dry: self.dry,
            shared: Rc::clone(&self.shared),
            ..Self::new(self.evidence)
        }
    }

    /// Whether work that is worth going through so many bytes may still be done: what cannot be remembered of a document
    /// costs every part that names it the same again.
    pub(crate) fn takes(&self, bytes: usize) -> bool {
        let left = self.shared.bytes.get().checked_sub(bytes);
        self.shared.bytes.set(left.unwrap_or_default());
        left.is_some()
    }

    /// What came of something in this judgement already; else it is worked out, and remembered for its other parts. Either
    /// way what was looked at for it is noted here.
    pub(crate) fn once<T: Clone>(
        &self,
        of: fn(&Shared) -> &Remembered<T>,
        key: &str,
        work_out: impl FnOnce(&Self) -> T,
    ) -> T {
        if let Some((known, used)) = of(&self.shared).borrow().get(key) {
            for one in used {
                self.note(&one.url, one.snapshot);
            }
            return known.clone();
        }
        // By itself, so that it is seen what was looked at for this alone.
        let inner = self.for_part();
        let found = work_out(&inner);
        self.absorb(&inner);
        of(&self.shared).borrow_mut().insert(key.to_owned(), (found.clone(), inner.used()));
        found
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.budget
    }

    pub(crate) fn is_dry(&self) -> bool {
        self.dry
    }

    /// Whether one more proof may be judged.
    pub(crate) fn takes_a_proof(&self) -> bool {
        let left = self.shared.proofs.get();
        self.shared.proofs.set(left.saturating_sub(1));
        left > 0
    }

    /// The answer for an address; `None` is noted as a need.
    pub(crate) fn get(&self, url: &str, purpose: Purpose) -> Option<&'e Answer> {
        let url = url.split_once('#').map_or(url, |(url, _)| url);
        // Whoever handed one in all the same: it is never asked for, so it is no answer.
        if !is_fetchable(url) {
            return Some(&NOT_FETCHABLE);
        }
        match self.evidence.get(url) {
            Some(answer) => {
                self.note(url, None);
                Some(answer)
            }
            None => {
                let mut missing = self.missing.borrow_mut();
                if missing.len() < MAX_NEEDS {
                    note(&mut missing, Need { url: url.to_owned(), purpose: strictest(url, purpose) });
                }
                None
            }
        }
    }

    /// Notes what was used, once.
    pub(crate) fn note(&self, url: &str, snapshot: Option<Timestamp>) {
        let mut used = self.used.borrow_mut();
        if !used.iter().any(|known| known.url == url && known.snapshot == snapshot) {
            used.push(Used { url: url.to_owned(), snapshot });
        }
    }

    /// A document that answered without error; everything else is an [`Absent`].
    pub(crate) fn document(&self, url: &str, purpose: Purpose) -> Result<&'e Document, Absent> {
        match self.get(url, purpose) {
            None => Err(Absent::NotAsked),
            Some(Answer::Unavailable(why)) => Err(Absent::Unavailable(why.clone())),
            Some(Answer::Found(document)) if document.is_success() => Ok(document),
            Some(Answer::Found(document)) => Err(Absent::Status(document.status)),
        }
    }

    /// The newest of our snapshots of an address up to a time that has what is asked for: when it was taken, and what
    /// was found.
    pub(crate) fn earlier<T>(
        &self,
        url: &str,
        until: Timestamp,
        find: impl Fn(&'e Document) -> Option<T>,
    ) -> Option<(Timestamp, T)> {
        let mut snapshots = self.evidence.snapshots(url).iter().filter(|kept| kept.fetched_at <= until);
        let (at, found) = snapshots.find_map(|kept| Some((kept.fetched_at, find(kept)?)))?;
        self.note(url, Some(at));
        Some((at, found))
    }

    /// The evidence behind it.
    pub(crate) fn evidence(&self) -> &'e Evidence {
        self.evidence
    }

    /// What is missing is noted here too, and what was used.
    pub(crate) fn absorb(&self, inner: &Self) {
        let mut missing = self.missing.borrow_mut();
        for need in inner.missing.borrow().iter() {
            note(&mut missing, need.clone());
        }
        for used in inner.used.borrow().iter() {
            self.note(&used.url, used.snapshot);
        }
    }

    /// Whether it had all that it asked for, so that what came of it may be remembered.
    pub(crate) fn is_complete(&self) -> bool {
        self.missing.borrow().is_empty()
    }

    /// What must still be looked up, within the limits of one judgement.
    pub(crate) fn into_needs(self) -> Vec<Need> {
        let room = MAX_NEEDS.saturating_sub(self.evidence.len());
        let mut needs = self.missing.into_inner();
        let mut hosts: HashSet<&str> = self.evidence.iter().map(|(url, _)| host(url)).collect();
        let mut kept: Vec<bool> = Vec::with_capacity(needs.len());
        for need in &needs {
            let host = host(&need.url);
            kept.push(hosts.contains(host) || hosts.len() < MAX_HOSTS && hosts.insert(host));
        }
        let mut kept = kept.into_iter();
        needs.retain(|_| kept.next().unwrap_or(false));
        needs.truncate(room);
        needs
    }

    /// What was looked at, in order.
    pub(crate) fn used(&self) -> Vec<Used> {
        self.used.borrow().clone()
    }
}
