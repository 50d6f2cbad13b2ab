//! How long an answer may be kept: what its headers say (RFC 9111), within our own bounds.
//!
//! A library for all of RFC 9111 exists; what a cache without revalidation needs of it is this file.

use std::time::Duration;

use credential::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName, PRAGMA, VARY};

/// The longest, whatever the headers say, and the usual where they say nothing: a key that its issuer has withdrawn
/// and a badge that was revoked a moment ago must show soon.
pub(crate) const MAX_KEPT: Duration = Duration::from_secs(5 * 60);

/// Failures and errors: long enough that a dead issuer is not knocked at for each visitor, and over before an issuer
/// who has mended something asks why it does not show.
pub(crate) const FAILURE_KEPT: Duration = Duration::from_secs(30);

/// How long an answer that came just now may be kept; zero where it may not.
pub(crate) fn kept(headers: &HeaderMap, is_error: bool, now: Timestamp) -> Duration {
    let bound = if is_error { FAILURE_KEPT } else { MAX_KEPT };
    let mut shared = None;
    let mut private = None;
    let mut said = false;
    for directive in values(headers, CACHE_CONTROL) {
        said = true;
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        let value = value.trim().trim_matches('"');
        match name.trim().to_ascii_lowercase().as_str() {
            "no-store" | "no-cache" | "private" => return Duration::ZERO,
            "s-maxage" => shared = Some(seconds(value)),
            "max-age" => private = Some(seconds(value)),
            _ => {}
        }
    }
    if values(headers, VARY).any(|field| field == "*")
        || !said && values(headers, PRAGMA).any(|word| word.eq_ignore_ascii_case("no-cache"))
    {
        return Duration::ZERO;
    }
    let lifetime =
        shared.or(private).or_else(|| headers.contains_key(EXPIRES).then(|| until_expiry(headers, now)));
    let age = text(headers, AGE).map_or(Duration::ZERO, seconds);
    lifetime.map_or(bound, |lifetime| lifetime.saturating_sub(age).min(bound))
}

/// What several headers of one name list between commas. A quoted comma splits too: no directive of ours has one.
fn values(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|value| !value.is_empty())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

/// What is no number of seconds is none: then it is over at once.
fn seconds(text: &str) -> Duration {
    Duration::from_secs(text.parse::<u32>().map_or(0, u64::from))
}

/// From the answer's own date, so that its clock need not be ours. A date that cannot be read has passed (§5.3).
fn until_expiry(headers: &HeaderMap, now: Timestamp) -> Duration {
    let date = |name| {
        let zoned = rfc2822::DateTimeParser::new().parse_timestamp(text(headers, name)?);
        zoned.ok().map(Timestamp::as_second)
    };
    let from = date(DATE).unwrap_or(now.as_second());
    let lasts = date(EXPIRES).map_or(0, |until| until.saturating_sub(from));
    Duration::from_secs(u64::try_from(lasts).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept_with(lines: &[(&'static str, &'static str)]) -> u64 {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        kept(&headers, false, "2026-11-24T09:00:00Z".parse().unwrap()).as_secs()
    }

    #[test]
    fn what_the_headers_say_within_our_bounds() {
        let most = MAX_KEPT.as_secs();
        for (lines, seconds) in [
            (&[][..], most),
            (&[("cache-control", "public")], most),
            (&[("cache-control", "max-age=60")], 60),
            (&[("cache-control", "Max-Age=\"60\" , public")], 60),
            (&[("cache-control", "max-age=31536000, immutable")], most),
            (&[("cache-control", "max-age=60, s-maxage=20")], 20),
            (&[("cache-control", "s-maxage=20"), ("cache-control", "max-age=5")], 20),
            (&[("cache-control", "max-age=60"), ("age", "50")], 10),
            (&[("cache-control", "max-age=60"), ("age", "500")], 0),
            (&[("cache-control", "max-age=sixty")], 0),
            (&[("cache-control", "max-age=-1")], 0),
            (&[("cache-control", "max-age=60, no-store")], 0),
            (&[("cache-control", "max-age=60"), ("cache-control", "NO-CACHE")], 0),
            (&[("cache-control", "private, max-age=60")], 0),
            (&[("cache-control", "private=\"set-cookie\"")], 0),
            (&[("pragma", "no-cache")], 0),
            (&[("pragma", "no-cache"), ("cache-control", "max-age=60")], 60),
            (&[("vary", "accept, *")], 0),
            (&[("vary", "accept")], most),
            (&[("expires", "Tue, 24 Nov 2026 09:01:00 GMT")], 60),
            (&[("expires", "Tue, 24 Nov 2026 10:01:00 GMT"), ("date", "Tue, 24 Nov 2026 10:00:30 GMT")], 30),
            (&[("expires", "Tue, 24 Nov 2026 08:00:00 GMT")], 0),
            (&[("expires", "0")], 0),
            (&[("expires", "0"), ("cache-control", "max-age=60")], 60),
        ] {
            assert_eq!(kept_with(lines), seconds, "{lines:?}");
        }
    }

    #[test]
    fn an_error_is_kept_for_a_short_time() {
        assert_eq!(kept(&HeaderMap::new(), true, Timestamp::UNIX_EPOCH), FAILURE_KEPT);
    }
}
