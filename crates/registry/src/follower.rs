//! The index follows the store: a thread reads the log of changes and puts what changed into the index.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::index::{Generation, Index, Merging};
use crate::record::RecordId;
use crate::store::{Change, State, Store, StoreError, Stored};
use crate::{Record, RegistryError};

/// How long changes gather before they can be found. A commit of a thousand records takes 0.1 to 0.4 s, so more
/// often would only keep the disk busy.
const COMMIT_EVERY: Duration = Duration::from_secs(1);

/// The same while changes come faster than they are put in, in an import: every commit makes a piece, and a question is
/// looked up in each.
const COMMIT_BEHIND: Duration = Duration::from_secs(5);

/// After how long without changes the pieces of the index are put together.
const IDLE: Duration = Duration::from_secs(10);

/// How many changes are read before a look at the clock: a batch of an import is one change.
const CHANGES_AT_ONCE: usize = 16;

/// How many records are handed to the index at once: one by one, two threads wake each other for each.
const RECORDS_AT_ONCE: usize = 64;

/// How many changes the store may be ahead: whoever writes more waits, since after a crash all of it is put in again
/// before anything is answered. Two rounds, and one on top, so that neither waits for the other for long.
const MAX_AHEAD: Change = 3 * CHANGES_AT_ONCE as Change;

/// How many times in a row the index may fail before the follower gives up: a disk that is full stays full.
const TRIES: u32 = 3;

/// The follower, and what it is told.
pub(crate) struct Follower {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    told: Mutex<Told>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Told {
    /// The last change of the store.
    newest: Change,
    /// The last change that the index has been given.
    put: Change,
    /// The last change that can be found.
    found: Change,
    /// How many wait for everything to be found, now.
    waiting: u32,
    /// How many builds of the index were asked for, and are done.
    asked: u32,
    built: u32,
    stop: bool,
    /// Why it gave up.
    failed: Option<String>,
}

impl Follower {
    /// Starts to follow. The index is at some change of the store, and the thread brings it to the newest.
    pub(crate) fn start(store: Arc<Store>, index: Arc<Index>) -> std::io::Result<Self> {
        let found = index.live().change();
        let told = Told { newest: store.counts().change, put: found, found, ..Told::default() };
        let shared = Arc::new(Shared { told: Mutex::new(told), changed: Condvar::new() });
        let thread = {
            let shared = Arc::clone(&shared);
            std::thread::Builder::new().name("index".to_owned()).spawn(move || {
                // Whoever waits must hear of it, however this ends.
                let _guard = Gone(&shared);
                Thread { store: &store, index: &index, shared: &shared }.run();
            })?
        };
        Ok(Self { shared, thread: Some(thread) })
    }

    /// There is a new change.
    pub(crate) fn tell(&self, change: Change) {
        let mut told = self.shared.lock();
        told.newest = told.newest.max(change);
        self.shared.changed.notify_all();
    }

    /// Waits while the index is far behind. Where it is built anew, which takes minutes, or not kept any more, nobody
    /// waits.
    pub(crate) fn let_catch_up(&self) {
        let mut told = self.shared.lock();
        while told.newest > told.put + MAX_AHEAD && told.asked == told.built && told.failed.is_none() {
            told = self.shared.wait(told);
        }
    }

    /// Why the index is not kept any more, where it is not.
    pub(crate) fn trouble(&self) -> Option<String> {
        self.shared.lock().failed.clone()
    }

    /// Waits until everything up to now can be found.
    pub(crate) fn settle(&self) -> Result<(), RegistryError> {
        let mut told = self.shared.lock();
        let wanted = told.newest;
        told.waiting += 1;
        self.shared.changed.notify_all();
        while told.found < wanted && told.failed.is_none() {
            told = self.shared.wait(told);
        }
        told.waiting -= 1;
        told.outcome()
    }

    /// Has the index built anew from the store, and waits for it. What is there is read until then.
    pub(crate) fn rebuild(&self) -> Result<(), RegistryError> {
        let mut told = self.shared.lock();
        told.asked += 1;
        let wanted = told.asked;
        self.shared.changed.notify_all();
        while told.built < wanted && told.failed.is_none() {
            told = self.shared.wait(told);
        }
        told.outcome()
    }
}

/// Says that the thread is gone, when it is.
struct Gone<'a>(&'a Shared);

impl Drop for Gone<'_> {
    fn drop(&mut self) {
        let mut told = self.0.lock();
        if !told.stop && told.failed.is_none() {
            told.failed = Some("its thread ended".to_owned());
        }
        self.0.changed.notify_all();
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.shared.lock().stop = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Told {
    fn outcome(&self) -> Result<(), RegistryError> {
        match &self.failed {
            None => Ok(()),
            Some(why) => Err(RegistryError::Follower(why.clone())),
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, told: MutexGuard<'a, Told>) -> MutexGuard<'a, Told> {
        self.changed.wait(told).unwrap_or_else(PoisonError::into_inner)
    }
}

struct Thread<'a> {
    store: &'a Store,
    index: &'a Index,
    shared: &'a Shared,
}

impl Thread<'_> {
    fn run(&self) {
        let mut failures = 0;
        // What is in the index's hands, found or not; and when the first of it that is not found came.
        let mut put = self.index.live().change();
        let mut since: Option<Instant> = None;
        let mut merging: Option<Merging> = None;
        loop {
            let mut idle = false;
            let (stop, build) = {
                let mut told = self.shared.lock();
                loop {
                    let due = since.is_some_and(|since| told.waiting > 0 || since.elapsed() >= COMMIT_EVERY);
                    if told.stop || told.asked > told.built || told.newest > put || due || idle {
                        break (told.stop, told.asked > told.built);
                    }
                    told = match since {
                        None => {
                            let waited = self.shared.changed.wait_timeout(told, IDLE);
                            let (told, waited) = waited.unwrap_or_else(PoisonError::into_inner);
                            idle = waited.timed_out();
                            told
                        }
                        Some(since) => {
                            let rest = COMMIT_EVERY.saturating_sub(since.elapsed());
                            let waited = self.shared.changed.wait_timeout(told, rest);
                            waited.unwrap_or_else(PoisonError::into_inner).0
                        }
                    };
                }
            };
            if idle {
                // What cannot be put together now is tried again; what is read is right either way.
                merging = self.merge(merging).unwrap_or(None);
                continue;
            }
            let step = if build { self.build() } else { self.follow(put) };
            let done = step.and_then(|reached| {
                put = reached;
                let mut told = self.shared.lock();
                told.put = put;
                since = since.or((put > told.found).then(Instant::now));
                let caught_up = put >= told.newest;
                let live = self.index.live();
                let due = since.is_some_and(|since| {
                    let every = if caught_up { COMMIT_EVERY } else { COMMIT_BEHIND };
                    since.elapsed() >= every || live.is_full() || (caught_up && (told.waiting > 0 || stop))
                });
                drop(told);
                if due {
                    live.set_behind(!caught_up);
                    live.commit(put)?;
                    if self.shared.lock().waiting > 0 {
                        live.weigh()?;
                    }
                    since = None;
                    self.shared.lock().found = put;
                }
                Ok(caught_up)
            });
            // What was put in since the last commit may be there or not: it is taken back, and put in again.
            let live = self.index.live();
            let taken_back = if done.is_err() { live.take_back() } else { Ok(()) };
            let mut told = self.shared.lock();
            match done {
                Ok(caught_up) => {
                    failures = 0;
                    if build {
                        told.built = told.asked;
                        // An index that was ahead of its store was another store's: it is at this change now.
                        told.found = put;
                    }
                    self.shared.changed.notify_all();
                    if stop && caught_up && since.is_none() {
                        return;
                    }
                }
                Err(error) => {
                    failures += 1;
                    if failures == TRIES || stop || taken_back.is_err() {
                        told.failed = Some(error.to_string());
                        self.shared.changed.notify_all();
                        return;
                    }
                    put = live.change();
                    // A commit may have been whole and what came after it not: nobody waits for that again.
                    (told.put, told.found) = (put, put);
                    since = None;
                    self.shared.changed.notify_all();
                    drop(told);
                    std::thread::sleep(COMMIT_EVERY);
                }
            }
        }
    }

    /// Puts some of the changes after one into the index; the last of them.
    fn follow(&self, after: Change) -> Result<Change, RegistryError> {
        let live = self.index.live();
        let mut last = after;
        let mut ids = Vec::new();
        for change in self.store.changes(after).take(CHANGES_AT_ONCE) {
            let (change, changed) = change?;
            ids.extend(changed);
            last = change;
        }
        ids.sort_unstable();
        ids.dedup();
        let mut records = Vec::with_capacity(RECORDS_AT_ONCE);
        for some in ids.chunks(RECORDS_AT_ONCE) {
            for id in some {
                let stored = match self.store.marked(*id) {
                    // One record that cannot be read is not found, and the others are. `check` names it.
                    Err(StoreError::Damaged(_)) => None,
                    stored => stored?,
                };
                match stored.and_then(|(stored, mark)| Some((record(*id, stored)?, mark))) {
                    Some(put) => records.push(put),
                    None => live.remove(*id),
                }
            }
            live.put(&records)?;
            records.clear();
        }
        // A change that left no row is no reason to look for it again and again.
        Ok(if last == after { self.store.counts().change } else { last })
    }

    /// Goes on putting the pieces of the index together.
    fn merge(&self, merging: Option<Merging>) -> Result<Option<Merging>, RegistryError> {
        let Some(merging) = merging else { return Ok(Generation::begin_merge(&self.index.live())?) };
        Ok(merging.end()?)
    }

    /// Builds the index anew beside the one that is read, and has it read.
    fn build(&self) -> Result<Change, RegistryError> {
        let change = self.store.counts().change;
        let next = self.index.begin()?;
        fill(self.store, &next)?;
        next.finish(change)?;
        self.index.put(next)?;
        Ok(change)
    }
}

/// Puts every live record into an empty build.
fn fill(store: &Store, build: &Generation) -> Result<(), RegistryError> {
    let mut records = Vec::with_capacity(RECORDS_AT_ONCE);
    for each in store.all(RecordId(0)) {
        let (id, stored, mark) = match each {
            Err(StoreError::Damaged(_)) => continue,
            each => each?,
        };
        records.extend(record(id, stored).map(|record| (record, mark)));
        if records.len() == RECORDS_AT_ONCE {
            build.put(&records)?;
            records.clear();
            if build.is_full() {
                build.write(build.change())?;
            }
        }
    }
    Ok(build.put(&records)?)
}

/// A stored record as it is shown; `None` where it is not live.
pub(crate) fn record(id: RecordId, stored: Stored) -> Option<Record> {
    match stored.state {
        State::Live(sources) => Record::of(id, stored.slug, sources),
        State::Moved(_) | State::Withdrawn { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// A follower that stands still.
    fn still(told: Told) -> Follower {
        let shared = Arc::new(Shared { told: Mutex::new(told), changed: Condvar::new() });
        Follower { shared, thread: None }
    }

    #[test]
    fn who_writes_faster_than_it_is_put_in_waits() {
        let follower = still(Told { newest: MAX_AHEAD + 1, ..Told::default() });
        let (say, said) = mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                follower.let_catch_up();
                say.send(()).unwrap();
            });
            assert!(said.recv_timeout(Duration::from_millis(200)).is_err(), "it is one too far ahead");
            follower.shared.lock().put = 1;
            follower.shared.changed.notify_all();
            said.recv_timeout(Duration::from_secs(10)).unwrap();
        });
    }

    #[test]
    fn nobody_waits_for_an_index_that_is_built_or_not_kept() {
        let far = || Told { newest: 2 * MAX_AHEAD, ..Told::default() };
        still(Told { asked: 1, ..far() }).let_catch_up();
        still(Told { failed: Some("full".to_owned()), ..far() }).let_catch_up();
        still(Told { newest: MAX_AHEAD, ..Told::default() }).let_catch_up();
    }
}
