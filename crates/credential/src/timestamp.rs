//! Reading of `dateTimeStamp` (VCDM 2.0 §4.9, XML Schema 1.1) and of a JWT's `NumericDate`.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

/// A date-time that was read, and whether it said its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The moment.
    pub at: Timestamp,
    /// Without a zone it was read as UTC (VCDM 2.0 §4.9), which is a finding.
    pub zoned: bool,
}

/// Reads an XML Schema `dateTime`: `2026-01-31T10:00:00Z`, fractions and offsets allowed, the zone perhaps missing.
///
/// `None` for anything else: another separator, a date alone, a day that is not in the calendar, second 60.
pub fn parse(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let shape = bytes.get(..19)?;
    for (at, mark) in [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')] {
        if shape[at] != mark {
            return None;
        }
    }
    let year = i16::from(number(shape, 0)?) * 100 + i16::from(number(shape, 2)?);
    let (month, day) = (number(shape, 5)?, number(shape, 8)?);
    let (hour, minute, second) = (number(shape, 11)?, number(shape, 14)?, number(shape, 17)?);
    let rest = &text[19..];
    let fraction = match rest.strip_prefix('.') {
        Some(digits) => {
            let end = digits.bytes().take_while(u8::is_ascii_digit).count();
            if end == 0 {
                return None;
            }
            &digits[..end]
        }
        None => "",
    };
    let zone = if fraction.is_empty() { rest } else { &rest[fraction.len() + 1..] };
    let offset = match zone {
        "" => None,
        "Z" => Some(SignedDuration::ZERO),
        zone => Some(read_offset(zone)?),
    };
    // Midnight at the end of a day is allowed by XML Schema, and unknown to calendars.
    let midnight = hour == 24 && minute == 0 && second == 0 && fraction.bytes().all(|digit| digit == b'0');
    let (hour, carry) = if midnight { (0, 24) } else { (hour, 0) };
    let civil = DateTime::new(year, month, day, hour, minute, second, nanoseconds(fraction)).ok()?;
    let utc = Offset::UTC.to_timestamp(civil).ok()?;
    let at = utc
        .checked_sub(offset.unwrap_or(SignedDuration::ZERO))
        .ok()?
        .checked_add(SignedDuration::from_hours(carry))
        .ok()?;
    Some(Stamp { at, zoned: offset.is_some() })
}

/// Two digits.
fn number(bytes: &[u8], at: usize) -> Option<i8> {
    let digit = |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| byte - b'0');
    i8::try_from(digit(at)? * 10 + digit(at + 1)?).ok()
}

/// The digits of a fraction of a second; what is finer is cut off: no verdict hangs on it.
fn nanoseconds(fraction: &str) -> i32 {
    let digits = fraction.bytes().map(|byte| i32::from(byte - b'0')).chain(std::iter::repeat(0));
    digits.take(9).fold(0, |value, digit| value * 10 + digit)
}

/// `±hh:mm`, up to 14 hours.
fn read_offset(zone: &str) -> Option<SignedDuration> {
    let bytes = zone.as_bytes();
    let digit =
        |at: usize| bytes.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| i64::from(byte - b'0'));
    if bytes.len() != 6 || bytes[3] != b':' {
        return None;
    }
    let hours = digit(1)? * 10 + digit(2)?;
    let minutes = digit(4)? * 10 + digit(5)?;
    if minutes > 59 || hours * 60 + minutes > 14 * 60 {
        return None;
    }
    let ahead = SignedDuration::from_mins(hours * 60 + minutes);
    match bytes[0] {
        b'+' => Some(ahead),
        b'-' => Some(-ahead),
        _ => None,
    }
}

/// Reads a JWT `NumericDate` (RFC 7519 §2): seconds since 1970, fractions cut off. `None` outside the calendar.
#[allow(
    clippy::cast_possible_truncation,
    reason = "floats saturate, and jiff refuses what is outside its calendar"
)]
pub fn from_numeric_date(seconds: f64) -> Option<Timestamp> {
    Timestamp::from_second(seconds.floor() as i64).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<String> {
        parse(text).map(|stamp| stamp.at.to_string())
    }

    #[test]
    fn reads_what_xml_schema_allows() {
        assert_eq!(utc("2026-01-31T10:00:00Z").as_deref(), Some("2026-01-31T10:00:00Z"));
        assert_eq!(utc("2026-01-31T10:00:00.500+02:00").as_deref(), Some("2026-01-31T08:00:00.5Z"));
        assert_eq!(utc("2026-01-31T24:00:00-01:00").as_deref(), Some("2026-02-01T01:00:00Z"));
        assert_eq!(
            utc("2026-01-31T10:00:00.1234567891234Z").as_deref(),
            Some("2026-01-31T10:00:00.123456789Z")
        );
        assert_eq!(parse("2026-01-31T10:00:00").map(|stamp| stamp.zoned), Some(false));
    }

    #[test]
    fn refuses_the_rest() {
        for text in [
            "",
            "2026-01-31",
            "2026-01-31 10:00:00Z",
            "2026-01-31t10:00:00Z",
            "2026-02-30T10:00:00Z",
            "2026-01-31T10:00:60Z",
            "2026-01-31T25:00:00Z",
            "2026-01-31T10:00:00+1:00",
            "2026-01-31T10:00:00+15:00",
            "2026-01-31T10:00:00.Z",
            "2026-01-31T10:00:00Z ",
            "2026-01-31T10:00:00Zé",
            "2026-01-31T10:00:0éZ",
            "+2026-01-31T10:00:00Z",
            "now",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numeric_dates() {
        assert_eq!(from_numeric_date(1.9).map(Timestamp::as_second), Some(1));
        assert_eq!(from_numeric_date(f64::MAX), None);
    }
}
