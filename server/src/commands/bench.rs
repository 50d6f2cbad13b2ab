//! `touchstone bench`: how many whole judgements one thread makes in a second, and how that compares with the bare
//! signature check of this machine.

use std::time::{Duration, Instant};

use credential::text::visible_json;
use credential::{Presented, Timestamp};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde::Serialize;
use verify::{Asked, Evidence};

use super::{documents, input};
use crate::cli::BenchArguments;
use crate::{Exit, Shell};

/// The judging and the yardstick take turns, so that both see the same machine.
const TURNS: u32 = 4;

/// How long the yardstick is measured before, between and after.
const YARDSTICK_TURN: Duration = Duration::from_millis(100);

/// One line of the output.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    file: &'a str,
    verdict: &'static str,
    per_second: f64,
    p50_us: f64,
    p99_us: f64,
    of_yardstick: f64,
}

pub(crate) fn run(arguments: &BenchArguments, shell: &mut Shell<'_>) -> Exit {
    let door = match documents::door(arguments.documents.as_deref()) {
        Ok(door) => door,
        Err(error) => {
            shell.tell(error);
            return Exit::NO_INPUT;
        }
    };
    let now = arguments.at.unwrap_or(shell.now);
    let mut worst = Exit::OK;
    for file in &arguments.files {
        if !shell.out.is_open() {
            break;
        }
        let bytes = match input::read(file, shell.stdin) {
            Ok(bytes) => bytes,
            Err(error) => {
                shell.tell(format_args!("{file}: {error}"));
                worst = worst.worst(Exit::NO_INPUT);
                continue;
            }
        };
        let presented = match Presented::read(&bytes) {
            Ok(presented) => presented,
            Err(error) => {
                shell.tell(format_args!("{file}: {error}"));
                worst = worst.worst(Exit::NO_CREDENTIAL);
                continue;
            }
        };
        let evidence = pollster::block_on(fetch::gather(&presented, &door, now));
        let line = measure(file, &bytes, &evidence, now, Duration::from_secs_f64(arguments.seconds));
        match serde_json::to_string(&line) {
            Ok(json) => shell.out.text(&format!("{}\n", visible_json(&json))),
            Err(error) => {
                shell.tell(error);
                worst = worst.worst(Exit::TROUBLE);
            }
        }
        shell.out.flush();
    }
    worst
}

fn measure<'a>(file: &'a str, bytes: &[u8], evidence: &Evidence, now: Timestamp, time: Duration) -> Line<'a> {
    let asked = Asked::default();
    // The first judgement reads the bundled contexts and the evidence; no later one does.
    let verdict = judge(bytes, evidence, &asked, now);
    let yardstick = Yardstick::new();
    let mut checks = Rate::default();
    let mut judgements = Rate::default();
    let mut latencies: Vec<u64> = Vec::new();
    checks.run(YARDSTICK_TURN, || yardstick.check());
    for _ in 0..TURNS {
        judgements.run(time / TURNS, || {
            let start = Instant::now();
            std::hint::black_box(judge(std::hint::black_box(bytes), evidence, &asked, now));
            latencies.push(u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX));
        });
        checks.run(YARDSTICK_TURN, || yardstick.check());
    }
    latencies.sort_unstable();
    Line {
        file,
        verdict: verdict.unwrap_or("none"),
        per_second: rounded(judgements.per_second(), 1),
        p50_us: percentile_us(&latencies, 50),
        p99_us: percentile_us(&latencies, 99),
        of_yardstick: rounded(judgements.per_second() / checks.per_second(), 3),
    }
}

/// The whole judgement: from bytes to a report, and the report dropped.
fn judge(bytes: &[u8], evidence: &Evidence, asked: &Asked, now: Timestamp) -> Option<&'static str> {
    let presented = Presented::read(bytes).ok()?;
    Some(verify::verify(&presented, evidence, asked, now).decision.verdict().as_str())
}

/// One Ed25519 check of 64 bytes by dalek's own `verify_strict`, with the key parsed from its bytes: a figure that
/// anyone can reproduce with that library alone.
///
/// A judgement's check is cheaper than this one: it keeps the key parsed, and sees whether `R` is strict without
/// taking it apart (`crates/proof/src/ed25519.rs`).
struct Yardstick {
    key: [u8; 32],
    message: [u8; 64],
    signature: Signature,
}

impl Yardstick {
    fn new() -> Self {
        let key = SigningKey::from_bytes(&[7; 32]);
        let message = [42; 64];
        Self { key: key.verifying_key().to_bytes(), message, signature: key.sign(&message) }
    }

    fn check(&self) {
        let key = VerifyingKey::from_bytes(std::hint::black_box(&self.key));
        let holds = key.is_ok_and(|key| key.verify_strict(&self.message, &self.signature).is_ok());
        std::hint::black_box(holds);
    }
}

/// How often something was done, and how long that took.
#[derive(Debug, Default)]
struct Rate {
    done: u32,
    took: Duration,
}

impl Rate {
    /// Does it again and again, at least once.
    fn run(&mut self, time: Duration, mut work: impl FnMut()) {
        let start = Instant::now();
        loop {
            work();
            self.done += 1;
            if start.elapsed() >= time {
                break;
            }
        }
        self.took += start.elapsed();
    }

    fn per_second(&self) -> f64 {
        f64::from(self.done) / self.took.as_secs_f64()
    }
}

/// A percentile of sorted nanoseconds, by nearest rank.
pub(super) fn percentile(sorted: &[u64], percent: usize) -> Duration {
    let rank = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    Duration::from_nanos(sorted.get(rank).copied().unwrap_or_default())
}

/// The same in microseconds.
fn percentile_us(sorted: &[u64], percent: usize) -> f64 {
    rounded(percentile(sorted, percent).as_secs_f64() * 1e6, 1)
}

pub(super) fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_by_nearest_rank() {
        let sorted: Vec<u64> = (1..=200).map(|n| n * 1_000).collect();
        assert_eq!((percentile_us(&sorted, 50), percentile_us(&sorted, 99)), (100.0, 198.0));
        assert_eq!(percentile_us(&[1_500], 99), 1.5);
        assert_eq!(percentile_us(&[], 50), 0.0);
    }

    #[test]
    fn the_yardstick_holds() {
        let yardstick = Yardstick::new();
        let key = VerifyingKey::from_bytes(&yardstick.key).unwrap();
        assert!(key.verify_strict(&yardstick.message, &yardstick.signature).is_ok());
    }
}
