//! How often one client may have something judged.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use actix_web::HttpRequest;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::Site;
use super::client::household;
use super::refusal::Refusal;

/// Judgements a minute for one client, or no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// So many a minute; as many may come at once.
    PerMinute(NonZeroU32),
    /// Nobody is limited.
    Off,
}

impl Default for Rate {
    /// One a second: a person checks a few, a pipeline has a key to its own copy of this program.
    fn default() -> Self {
        Self::PerMinute(const { NonZeroU32::new(60).unwrap() })
    }
}

/// A rate that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a number of judgements a minute, such as 60/min, nor off")]
pub struct RateError;

impl FromStr for Rate {
    type Err = RateError;

    fn from_str(text: &str) -> Result<Self, RateError> {
        match text.strip_suffix("/min") {
            Some(number) => number.parse().map(Self::PerMinute).map_err(|_| RateError),
            None if text == "off" => Ok(Self::Off),
            None => Err(RateError),
        }
    }
}

/// How many searches stand for one judgement: who types asks with every letter or two, and a search takes a
/// thousandth of the work.
const SEARCHES: NonZeroU32 = const { NonZeroU32::new(20).unwrap() };

/// Requests between two times that clients who have not come back are forgotten.
const SWEEP: usize = 10_000;

/// Counts what clients ask for.
#[derive(Debug)]
pub struct Limiter {
    limiter: Option<DefaultKeyedRateLimiter<IpAddr>>,
    seen: AtomicUsize,
}

impl Limiter {
    /// A limiter of this rate.
    pub fn new(rate: Rate) -> Self {
        let limiter = match rate {
            Rate::PerMinute(count) => Some(RateLimiter::dashmap(Quota::per_minute(count))),
            Rate::Off => None,
        };
        Self { limiter, seen: AtomicUsize::new(0) }
    }

    /// A limiter of searches, where judgements have this rate.
    pub fn of_searches(rate: Rate) -> Self {
        Self::new(match rate {
            Rate::PerMinute(count) => Rate::PerMinute(count.saturating_mul(SEARCHES)),
            Rate::Off => Rate::Off,
        })
    }

    /// Counts one; how long to wait where it is one too many.
    fn check(&self, client: IpAddr) -> Result<(), Duration> {
        let Some(limiter) = &self.limiter else { return Ok(()) };
        if self.seen.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        let wait = |until: governor::NotUntil<_>| until.wait_time_from(DefaultClock::default().now());
        limiter.check_key(&household(client)).map_err(wait)
    }
}

/// Whether a request may have something judged. Clients on this machine are not limited; those that a proxy on it
/// forwards are.
pub(super) fn admit(site: &Site, request: &HttpRequest) -> Result<(), Refusal> {
    admit_by(&site.limiter, site, request)
}

/// Whether a request may search.
pub(super) fn admit_search(site: &Site, request: &HttpRequest) -> Result<(), Refusal> {
    admit_by(&site.searches, site, request)
}

fn admit_by(limiter: &Limiter, site: &Site, request: &HttpRequest) -> Result<(), Refusal> {
    match site.proxies.client(request) {
        Some(client) if !client.is_loopback() => limiter.check(client).map_err(Refusal::too_many),
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_as_they_are_written() {
        assert_eq!("60/min".parse(), Ok(Rate::default()));
        assert_eq!("off".parse(), Ok(Rate::Off));
        for text in ["", "60", "0/min", "-1/min", "60/s", "many/min"] {
            assert_eq!(text.parse::<Rate>(), Err(RateError), "{text}");
        }
    }

    #[test]
    fn each_client_is_counted_alone() {
        let limiter = Limiter::new("2/min".parse().unwrap());
        let [one, other]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        assert!(limiter.check(one).is_ok() && limiter.check(one).is_ok() && limiter.check(other).is_ok());
        let wait = limiter.check(one).unwrap_err();
        assert!(wait > Duration::ZERO && wait <= Duration::from_secs(30), "{wait:?}");
        assert!(limiter.check(other).is_ok());
    }
}
