//! Reasons, for names and texts of all kinds.

use std::time::{Duration, Instant};

use super::{How, Question, Why, WhyField};
use crate::record::RecordId;
use crate::record::tests::{source, text};
use crate::{Facts, Importer, Kind, MAX_TEXT, Record};

fn why(record: &Record, words: &str) -> Vec<Why> {
    let mut question = Question::new(words);
    let reasons = question.why(record);
    assert_eq!(question.why(record), reasons, "what is kept of it changes nothing");
    reasons
}

fn marks(text: &str, lang: Option<&str>, words: &str) -> Vec<std::ops::Range<usize>> {
    Question::new(words).marks(text, lang)
}

fn record(change: impl FnOnce(&mut Facts)) -> Record {
    let source = source(Importer::Table, "file", |facts| {
        *facts = Facts::new(Kind::Competency, "https://skills.example/s/1");
        change(facts);
    });
    Record::of(RecordId(1), "one".to_owned(), vec![source]).unwrap()
}

fn named(lang: &str, label: &str) -> Record {
    record(|facts| facts.labels = vec![text(lang, label)])
}

/// What is marked.
fn marked(why: &Why) -> Vec<&str> {
    why.marks.iter().map(|mark| &why.text[mark.clone()]).collect()
}

#[test]
fn each_way_to_fit_has_its_marks() {
    for (lang, label, asked, how, expected) in [
        ("en", "Data analysis", "data analysis", How::Exact, &["Data analysis"][..]),
        ("en", "Data-Analysis!", "DATA  analysis", How::Exact, &["Data-Analysis"]),
        ("sv", "Förvaltning", "forvaltning", How::Exact, &["Förvaltning"]),
        ("sv", "Fo\u{308}rvaltning av data", "förvaltn", How::Begins, &["Fo\u{308}rvaltn"]),
        ("en", "Data analysis", "data ana", How::Begins, &["Data ana"]),
        ("en", "Manage musical staff", "managing staff", How::Words, &["Manage", "staff"]),
        ("en", "Manage musical staff", "staff managed", How::Words, &["Manage", "staff"]),
        ("sv", "Hållbara lösningar", "lösning", How::Words, &["lösningar"]),
        ("en", "Coastal navigation", "navigat", How::Words, &["navigat"]),
        ("en", "Coastal navigation", "costal navigation", How::Typo, &["Coastal navigation"]),
        ("en", "Reading of charts at sea", "chrats", How::Typo, &["charts"]),
        ("nl", "Gegevensbeheer", "datagegevens", How::Alike, &["Gegevens"]),
        ("ja", "情報科学の基礎", "応用情報", How::Alike, &["情報"]),
        ("en", "Boats at sea", "boat", How::Begins, &["Boats"]),
        ("ja", "情報 科学", "情報", How::Begins, &["情報"]),
        ("en", "C++ programming", "c++", How::Begins, &["C++"]),
        ("en", "<script>alert(1)</script>", "script", How::Begins, &["script"]),
        ("de", "Straßenbau", "strasse", How::Begins, &["Straße"]),
    ] {
        let why = why(&named(lang, label), asked);
        assert_eq!(why.len(), 1, "{asked}: {why:?}");
        assert_eq!((why[0].field, why[0].how), (WhyField::Label, how), "{asked}: {why:?}");
        assert_eq!(why[0].text, label);
        if label != "<script>alert(1)</script>" {
            assert_eq!(marked(&why[0]), expected, "{asked}");
        }
    }
}

#[test]
fn what_is_hostile_is_only_text() {
    let why = why(&named("en", "<script>alert(1)</script>"), "alert <b> \u{0}\" %00");
    assert_eq!(marked(&why[0]), ["alert"]);
}

#[test]
fn identifiers_and_codes_go_first() {
    let record = record(|facts| {
        facts.labels = vec![text("en", "Multiplication")];
        facts.code = Some("CCSS.Math.Content.3.OA.A.2".to_owned());
        facts.identifiers.push("ce-6fc1b1c2-3a5c-4a39-8d6b-1d2a1f5f8e11".to_owned());
    });
    for (asked, field, how, expected) in [
        ("https://skills.example/s/1", WhyField::Identifier, How::Exact, "https://skills.example/s/1"),
        ("http://www.skills.example/s/1", WhyField::Identifier, How::Exact, "https://skills.example/s/1"),
        (
            "CE-6FC1B1C2-3A5C-4A39-8D6B-1D2A1F5F8E11",
            WhyField::Identifier,
            How::Exact,
            "ce-6fc1b1c2-3a5c-4a39-8d6b-1d2a1f5f8e11",
        ),
        ("ccss-math-content-3-oa-a-2", WhyField::Code, How::Exact, "CCSS.Math.Content.3.OA.A.2"),
        ("3.OA.A.2", WhyField::Code, How::Words, "3.OA.A.2"),
        ("ccss math con", WhyField::Code, How::Begins, "CCSS.Math.Con"),
    ] {
        let why = why(&record, asked);
        assert_eq!((why[0].field, why[0].how), (field, how), "{asked}: {why:?}");
        assert_eq!(marked(&why[0]), [expected], "{asked}");
    }
}

#[test]
fn the_best_reason_goes_first_and_there_are_three_at_most() {
    let record = record(|facts| {
        facts.labels = vec![text("en", "Seamanship"), text("sv", "Sjömanskap")];
        facts.aliases = vec![text("en", "Boat handling at sea"), text("en", "Boat handling")];
        facts.keywords = vec![text("en", "boat")];
        facts.text = vec![text("en", "Handles a boat in coastal waters.")];
        facts.criteria = vec![text("en", "A week in a boat.")];
    });
    let found = why(&record, "boat handling");
    assert_eq!(
        found.iter().map(|why| (why.field, why.how, why.text.as_str())).collect::<Vec<_>>(),
        [
            (WhyField::Alias, How::Exact, "Boat handling"),
            (WhyField::Text, How::Words, "Handles a boat in coastal waters."),
            (WhyField::Criteria, How::Words, "A week in a boat."),
        ]
    );
    assert_eq!(marked(&found[1]), ["Handles", "boat"]);
    let found = why(&record, "sjömanskap");
    assert_eq!((found[0].text.as_str(), found[0].lang.as_deref()), ("Sjömanskap", Some("sv")));
}

#[test]
fn a_long_text_is_cut_around_what_fits() {
    let before = "Knows the rules of the road. ".repeat(40);
    let after = " And then some more of this and that.".repeat(40);
    let long = format!("{before}Keeps a course by compass and\nby chart.{after}");
    let found = why(&record(|facts| facts.text = vec![text("en", &long)]), "compass chart");
    assert_eq!((found[0].field, found[0].how), (WhyField::Text, How::Words));
    assert_eq!(marked(&found[0]), ["compass", "chart"]);
    let shown = &found[0].text;
    assert!(shown.starts_with("… ") && shown.ends_with(" …") && shown.chars().count() <= 170, "{shown}");
    assert!(!shown.contains('\n'));
    // Without a space anywhere, and of letters that are several bytes.
    let endless = format!("{}compass{}", "é".repeat(3_000), "学".repeat(3_000));
    let found = why(&record(|facts| facts.labels = vec![text("en", &endless)]), "compass");
    assert!(found[0].text.chars().count() <= 170, "{found:?}");
}

#[test]
fn little_words_of_a_description_are_not_marked_alone() {
    let record = record(|facts| {
        facts.text = vec![text("en", "The care of the boat, and of what is in it, is part of the work.")];
    });
    let found = why(&record, "to take care of the boat in bad weather");
    assert_eq!(marked(&found[0]), ["The care of the boat"]);
}

#[test]
fn there_is_always_a_reason() {
    for record in [named("en", "Welding"), record(|_| {}), record(|facts| facts.code = Some("7".to_owned()))]
    {
        for asked in ["qqqq", "…", "\u{301}", "%", "'\"<>&"] {
            assert_eq!(why(&record, asked).len(), 1, "{asked}");
        }
        assert_eq!(why(&record, "  "), []);
    }
}

#[test]
fn marks_of_any_text() {
    assert_eq!(marks("Data analysis", Some("en"), "analyses of data"), [0..13]);
    assert!(marks("Welding", Some("en"), "qqqq").is_empty());
    assert!(marks("", None, "").is_empty());
}

/// However much there is, it takes no time that anybody sees.
#[test]
fn the_cost_is_bounded() {
    let record = record(|facts| {
        let label = |n: usize| text("sv", &format!("Hantera system nummer {n} för förvaltning"));
        facts.labels = (0..2_000).map(label).collect();
        facts.aliases = (0..2_000).map(|n| text("en", &format!("managing of systems {n}"))).collect();
        facts.text =
            (0..10).map(|n| text("en", &format!("{n} managed data ").repeat(MAX_TEXT / 15))).collect();
    });
    for asked in ["systemen", "qwrtz pqvvw", &"managed systems of data xyzabc ".repeat(200)] {
        let begun = Instant::now();
        let found = why(&record, asked);
        let took = begun.elapsed();
        assert!(!found.is_empty());
        for why in &found {
            assert!(marked(why).iter().all(|mark| !mark.is_empty()));
        }
        eprintln!("{took:?}");
        // Without optimisation, beside other tests.
        assert!(took < Duration::from_secs(3), "{took:?}");
    }
}
