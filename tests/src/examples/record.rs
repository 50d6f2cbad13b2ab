//! A record of eleven entries by three issuers, of which one was withdrawn.

use serde_json::{Value, json};

use super::{BOATS, FIRST_AID, FORKLIFT, WITHDRAWN, Work, badge, college, guild, listed, night};
use crate::badge::{CLR, OB, V2};
use crate::issuer::Issuer;
use crate::json::with;
use crate::key::Key;

/// Where it stands.
const RECORD: &str = "https://harbour-college.example/records/2026-117";

/// One entry: what for, since when, and with what result.
struct Award {
    work: Work,
    since: &'static str,
    result: Option<Mark>,
}

/// A result with its scale.
enum Mark {
    Percent(&'static str),
    Grade(&'static str),
    Provisional(&'static str),
}

const fn work(slug: &'static str, name: &'static str, kind: &'static str, description: &'static str) -> Work {
    let criteria = "A course with exercises, and a test at its end.";
    Work { slug, name, kind, description, criteria, alignment: None }
}

const fn award(work: Work, since: &'static str, result: Option<Mark>) -> Award {
    Award { work, since, result }
}

const COLLEGE: [Award; 5] = [
    award(BOATS, "2026-03-02T09:00:00Z", Some(Mark::Percent("87"))),
    award(FIRST_AID, "2024-11-18T09:00:00Z", None),
    award(
        work(
            "navigation",
            "Coastal Navigation",
            "Course",
            "Plans and follows a passage by chart and compass.",
        ),
        "2025-06-20T09:00:00Z",
        Some(Mark::Percent("74")),
    ),
    award(
        work(
            "radio",
            "Marine Radio Operator",
            "Certificate",
            "Calls for help, and answers, on the marine band.",
        ),
        "2025-02-07T09:00:00Z",
        None,
    ),
    award(
        work(
            "engines",
            "Small Marine Engines",
            "Course",
            "Keeps a small diesel engine running, and mends it.",
        ),
        "2026-05-29T09:00:00Z",
        Some(Mark::Provisional("81")),
    ),
];

const NIGHT: [Award; 3] = [
    award(
        work(
            "english",
            "English for Work, B2",
            "Course",
            "Writes and speaks English at work without preparing.",
        ),
        "2024-07-05T09:00:00Z",
        Some(Mark::Grade("B+")),
    ),
    award(
        work(
            "spreadsheets",
            "Spreadsheets",
            "MicroCredential",
            "Keeps and checks lists and sums in a spreadsheet.",
        ),
        "2025-01-24T09:00:00Z",
        Some(Mark::Grade("A")),
    ),
    award(
        work(
            "books",
            "Bookkeeping, Level 1",
            "Course",
            "Keeps the books of a small business through one month.",
        ),
        "2025-12-12T09:00:00Z",
        Some(Mark::Grade("B")),
    ),
];

const GUILD: [Award; 3] = [
    award(FORKLIFT, "2025-09-15T09:00:00Z", None),
    award(
        work(
            "lashing",
            "Lashing and Securing",
            "Certificate",
            "Secures cargo on deck for a passage in bad weather.",
        ),
        "2025-10-13T09:00:00Z",
        None,
    ),
    award(
        work(
            "goods",
            "Dangerous Goods, Basics",
            "Certificate",
            "Knows what may not stand beside what, and why.",
        ),
        "2026-01-19T09:00:00Z",
        Some(Mark::Percent("92")),
    ),
];

/// Its entry, signed by its own issuer.
fn entry(issuer: &Issuer, host: &str, award: &Award) -> Value {
    let achievement = format!("https://{host}/achievements/{}", award.work.slug);
    let badge = with(badge(issuer, host, &award.work), "/id", format!("{RECORD}#{}", award.work.slug));
    let badge = with(badge, "/validFrom", award.since);
    let badge = match &award.result {
        None => badge,
        Some(mark) => {
            let (value, status, kind) = match mark {
                Mark::Percent(value) => (value, "Completed", "Percent"),
                Mark::Provisional(value) => (value, "Provisional", "Percent"),
                Mark::Grade(value) => (value, "Completed", "LetterGrade"),
            };
            let description = json!({
                "id": format!("{achievement}#test"),
                "type": ["ResultDescription"],
                "name": if kind == "Percent" { "Test" } else { "Grade" },
                "resultType": kind,
            });
            let description = if kind == "Percent" {
                with(with(description, "/valueMax", "100"), "/requiredValue", "60")
            } else {
                with(description, "/allowedValue", json!(["A", "B+", "B", "C", "F"]))
            };
            let result = json!([{
                "type": ["Result"],
                "resultDescription": format!("{achievement}#test"),
                "value": value,
                "status": status,
            }]);
            let badge = with(badge, "/credentialSubject/result", result);
            with(badge, "/credentialSubject/achievement/resultDescription", json!([description]))
        }
    };
    let is_first_aid = award.work.slug == FIRST_AID.slug;
    issuer.sign(if is_first_aid { listed(badge, WITHDRAWN) } else { badge })
}

fn association(kind: &str, source: &str, target: &str) -> Value {
    let id = |slug: &str| format!("https://harbour-college.example/achievements/{slug}");
    json!({ "type": "Association", "associationType": kind, "sourceId": id(source), "targetId": id(target) })
}

/// The record, signed by the college.
pub(super) fn record() -> Value {
    let of = |issuer: &Issuer, host: &str, awards: &[Award]| -> Vec<Value> {
        awards.iter().map(|award| entry(issuer, host, award)).collect()
    };
    let entries = [
        of(&college(), "harbour-college.example", &COLLEGE),
        of(&night(), "night-school.example", &NIGHT),
        of(&guild(), "loaders-guild.example", &GUILD),
    ]
    .concat();
    let skipper = json!({
        "id": "https://harbour-college.example/achievements/skipper",
        "type": ["Achievement"],
        "achievementType": "Diploma",
        "name": "Skipper of Small Craft",
        "description": "Leads a crew of four on a small craft in coastal waters.",
        "criteria": { "narrative": "Boat handling, navigation and radio, and a season at sea." },
    });
    let issuer = college().profile();
    let issuer = with(issuer, "/url", "https://harbour-college.example/");
    let issuer = with(issuer, "/email", "registry@harbour-college.example");
    college().sign(json!({
        "@context": [V2, CLR, OB],
        "id": RECORD,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Learner record of Mira Lund",
        "issuer": issuer,
        "validFrom": "2026-06-12T09:00:00Z",
        "credentialSubject": {
            "id": Key::of("examples: learner").did_key(),
            "type": ["ClrSubject"],
            "verifiableCredential": entries,
            "achievement": [skipper],
            "association": [
                association("precedes", "navigation", BOATS.slug),
                association("isPartOf", BOATS.slug, "skipper"),
                association("isPartOf", "navigation", "skipper"),
                association("isPartOf", "radio", "skipper"),
            ],
        },
    }))
}
