//! Imports that are killed in the middle: what was acknowledged must be there, and nothing half.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use credential::Timestamp;
use registry::{Draft, Facts, Importer, Kind, MediaType, Registry, SourceFile, Text};

/// Drafts of a batch.
const BATCH: u64 = 50;

/// How long a child may take to acknowledge something on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn file() -> SourceFile {
    SourceFile { key: "/data/endless.csv".to_owned(), name: "endless.csv".to_owned() }
}

/// The draft of a number: some with a document that gets a file of its own.
fn draft(number: u64) -> Draft {
    let mut facts = Facts::new(Kind::Competency, format!("urn:endless:{number}"));
    facts.labels = Text::new(Some("en"), &format!("Competency {}", number % 1_000)).into_iter().collect();
    facts.code = Some(format!("E.{number}"));
    let size = if number.is_multiple_of(97) { 20_000 } else { 300 };
    let document = format!("{number} ").repeat(size / 8).into_bytes();
    Draft { importer: Importer::Table, facts, document, media_type: MediaType::Json }
}

/// Imports without end, from where the registry is, and says after each batch how many records are acknowledged.
pub(crate) fn import_for_ever(folder: &Path) {
    let Ok(registry) = Registry::open(folder) else { return };
    let mut number = registry.count();
    loop {
        let drafts = (number..number + BATCH).map(draft).collect();
        if registry.take(&file(), drafts, Timestamp::UNIX_EPOCH).is_err() {
            return;
        }
        number += BATCH;
        let mut out = std::io::stdout().lock();
        if writeln!(out, "acknowledged {number}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}

/// Kills an import in its middle, as often as said, and looks after each time. How many records there are in the end.
pub(crate) fn rounds(folder: &Path, times: u32, child: impl Fn() -> Command) -> Result<u64, String> {
    let mut records = 0;
    for time in 0..times {
        let mut child = child()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let out = child.stdout.take().ok_or("no output")?;
        let started = Instant::now();
        let mut acknowledged = 0;
        // Some die in their first batches, some later; and never at the same place of one.
        let batches = 1 + (time * 7) % 13;
        let mut lines = BufReader::new(out).lines();
        let mut seen = 0;
        while seen < batches && started.elapsed() < PATIENCE {
            let Some(Ok(line)) = lines.next() else { break };
            if let Some(number) =
                line.split("acknowledged ").nth(1).and_then(|number| number.trim().parse().ok())
            {
                acknowledged = number;
                seen += 1;
            }
        }
        std::thread::sleep(Duration::from_micros(u64::from(time * 331 % 4_000)));
        child.kill().map_err(|error| error.to_string())?;
        child.wait().map_err(|error| error.to_string())?;
        // What it still said before it died was acknowledged too.
        for line in lines.map_while(Result::ok) {
            if let Some(number) =
                line.split("acknowledged ").nth(1).and_then(|number| number.trim().parse().ok())
            {
                acknowledged = number;
            }
        }
        if seen < batches {
            return Err(format!("time {time}: the import did not come to {batches} batches"));
        }
        records = look(folder, acknowledged).map_err(|error| format!("time {time}: {error}"))?;
    }
    Ok(records)
}

fn look(folder: &Path, acknowledged: u64) -> Result<u64, String> {
    let registry = Registry::open(folder).map_err(|error| error.to_string())?;
    let count = registry.count();
    if count < acknowledged {
        return Err(format!("{acknowledged} were acknowledged, {count} are there"));
    }
    if !count.is_multiple_of(BATCH) {
        return Err(format!("half a batch is there: {count} records"));
    }
    for number in 0..count {
        let expected = draft(number);
        let identifier = &expected.facts.identifiers[0];
        let record = registry.find(identifier).map_err(|error| error.to_string())?;
        let record = record.ok_or_else(|| format!("{identifier} is not there"))?;
        let document = registry.document(&record.sources[0]).map_err(|error| error.to_string())?;
        if document != expected.document || record.shown != expected.facts {
            return Err(format!("{identifier} is not what it was"));
        }
    }
    let checked = registry.check().map_err(|error| error.to_string())?;
    if !checked.is_well() || checked.records != count {
        return Err(format!("{checked:?}"));
    }
    Ok(count)
}
