//! Dates in words: always UTC, for nobody knows the reader's zone.

use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use verify::Timestamp;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `3 May 2024`
pub fn day(at: Timestamp) -> String {
    written(Offset::UTC.to_datetime(at))
}

/// `May 2024`
pub fn month(at: Timestamp) -> String {
    let date = Offset::UTC.to_datetime(at);
    format!("{} {}", name_of_month(date), date.year())
}

/// `today at 10:14 UTC`, or `on 3 May 2024 at 10:14 UTC`.
pub fn moment(at: Timestamp, now: Timestamp) -> String {
    let (at, today) = (Offset::UTC.to_datetime(at), Offset::UTC.to_datetime(now).date());
    let time = format!("{:02}:{:02} UTC", at.hour(), at.minute());
    if at.date() == today { format!("today at {time}") } else { format!("on {} at {time}", written(at)) }
}

/// `on 3 May 2024`, or `today at 10:14 UTC`: on the day itself the hour decides.
pub(crate) fn on_day(at: Timestamp, now: Timestamp) -> String {
    let is_today = Offset::UTC.to_datetime(at).date() == Offset::UTC.to_datetime(now).date();
    if is_today { moment(at, now) } else { format!("on {}", day(at)) }
}

/// A date as somebody wrote it, in words where it begins like one of ISO 8601.
pub fn date_of(said: &str) -> String {
    match said.get(..10).and_then(|date| date.parse::<Date>().ok()) {
        Some(date) => written(date.into()),
        None => said.to_owned(),
    }
}

fn written(date: DateTime) -> String {
    format!("{} {} {}", date.day(), name_of_month(date), date.year())
}

fn name_of_month(date: DateTime) -> &'static str {
    MONTHS.get(usize::from(date.month().unsigned_abs()).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments() {
        let at: Timestamp = "2024-05-03T23:30:00-01:00".parse().unwrap();
        assert_eq!((day(at), month(at)), ("4 May 2024".to_owned(), "May 2024".to_owned()));
        assert_eq!(moment(at, "2024-05-04T23:59:59Z".parse().unwrap()), "today at 00:30 UTC");
        assert_eq!(moment(at, "2024-05-05T00:00:00Z".parse().unwrap()), "on 4 May 2024 at 00:30 UTC");
        assert_eq!(on_day(at, "2024-05-04T00:00:00Z".parse().unwrap()), "today at 00:30 UTC");
        assert_eq!(on_day(at, "2024-05-03T00:00:00Z".parse().unwrap()), "on 4 May 2024");
        assert_eq!(date_of("2026-01-12T09:00:00Z"), "12 January 2026");
        assert_eq!((date_of("08/2023").as_str(), date_of("2026-13-01").as_str()), ("08/2023", "2026-13-01"));
    }
}
