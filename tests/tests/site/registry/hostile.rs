//! Hostile text in every field of a record, of a list and of what was taken away.

use std::sync::Arc;
use std::time::Duration;

use app::pages::{Entered, Entry, Found, Listed, SearchOutcome, Searched, TakeAway, Visit, Withdrawn};
use app::words::is_deceptive;
use site::catalogue::{
    Card, EntryPage, FacetGroup, FacetValue, Group, Link, List, ListAsked, Outline, Statement, Towards,
};
use site::registry::{
    Document, Envelope, Facts, Found as Looked, How, Importer, Kind, MediaType, Record, RecordId, Relation,
    RelationKind, Source, SourceFile, Status, Text, Why, WhyField,
};

use touchstone::web::html;

use crate::hostile::{HOSTILE, assert_same, harmless, wait};
use crate::house::{answer, get, now};
use crate::html::Page;

fn page(visit: Visit) -> String {
    wait(html("/registry", visit, Some("https://touchstone.example/x".to_owned())))
}

/// Every field filled with a text; those that are Markdown apart.
fn facts(kind: Kind, text: &str, markdown: &str) -> Facts {
    let of = |lang: &str| Text { lang: Some(lang.to_owned()), text: text.to_owned() };
    let some = || Some(text.to_owned());
    Facts {
        kind,
        class: some(),
        identifiers: vec![text.to_owned(), format!("{text} 2")],
        labels: vec![of("en"), of(text), of("sv")],
        aliases: vec![of("en"), of(text)],
        text: vec![of("en"), of(text)],
        code: some(),
        codes: vec![text.to_owned()],
        page: some(),
        image: some(),
        languages: vec![text.to_owned()],
        levels: vec![text.to_owned()],
        keywords: vec![of("en")],
        status: Some(Status::Superseded),
        version: some(),
        modified: some(),
        criteria: vec![Text { lang: None, text: markdown.to_owned() }],
        criteria_page: some(),
        relations: vec![Relation {
            label: some(),
            code: some(),
            framework: some(),
            class: some(),
            ..Relation::to(RelationKind::ListedIn, text)
        }],
        position: None,
        keys: vec![text.to_owned()],
        place: some(),
        details: vec![(text.to_owned(), text.to_owned())],
        licence: some(),
        attribution: some(),
        envelope: Some(Envelope {
            id: some(),
            signature: Looked::Fails(text.to_owned()),
            digest: Looked::Unknown(text.to_owned()),
            differences: vec![text.to_owned()],
            differing: 2,
            dates: vec![(text.to_owned(), text.to_owned())],
        }),
    }
}

fn link(text: &str, path: Option<&str>) -> Link {
    Link {
        title: text.to_owned(),
        path: path.map(str::to_owned),
        identifier: text.to_owned(),
        code: Some(text.to_owned()),
        kind: Some(Kind::Competency),
        status: Some(Status::Draft),
        framework: Some(text.to_owned()),
        class: Some(text.to_owned()),
    }
}

fn card(text: &str) -> Card {
    let marks: Vec<_> = std::iter::once(0..text.chars().next().map_or(0, char::len_utf8)).collect();
    Card {
        link: link(text, Some("/competencies/x")),
        slug: "x".to_owned(),
        lang: Some(text.to_owned()),
        text: Some(text.to_owned()),
        issuer: Some(text.to_owned()),
        demo: true,
        score: 1.0,
        why: WhyField::ALL
            .into_iter()
            .zip(How::ALL.into_iter().cycle())
            .map(|(field, how)| Why {
                field,
                how,
                text: text.to_owned(),
                lang: Some(text.to_owned()),
                marks: marks.clone(),
            })
            .collect(),
        marks: marks.clone(),
        instead: Some(link(text, Some("/competencies/y"))),
    }
}

fn searched(text: &str, outcome: SearchOutcome) -> Visit {
    let searched =
        Searched { asked: list(text).asked, page: 2, picks: vec![text.to_owned(), "x".to_owned()], outcome };
    Visit::new(Entered::default(), Found::Search(Box::new(searched)))
}

fn list(text: &str) -> List {
    let asked = ListAsked {
        kind: Some(Kind::Competency),
        words: text.to_owned(),
        framework: Some(text.to_owned()),
        issuer: Some(text.to_owned()),
        lang: Some(text.to_owned()),
        reads: None,
        level: Some(text.to_owned()),
        status: Some(Status::Active),
        limit: 50,
        offset: 50,
    };
    let group = |name| FacetGroup {
        name,
        values: [true, false]
            .map(|chosen| FacetValue { value: text.to_owned(), label: text.to_owned(), count: 1, chosen })
            .into(),
    };
    List {
        asked,
        total: 200,
        cards: vec![card(text), card(text)],
        facets: ["framework", "issuer", "lang", "level", "status"].map(group).into(),
        framework: Some(text.to_owned()),
        issuer: None,
        meant: Some(text.to_owned()),
        took: Duration::from_micros(812),
    }
}

fn entry(kind: Kind, text: &str, markdown: &str, searched: bool) -> Visit {
    let facts = facts(kind, text, markdown);
    let source = |n: u8| Source {
        importer: Importer::Demo,
        file: SourceFile { key: "SECRET".to_owned(), name: text.to_owned() },
        at: now(),
        facts: Facts { version: Some(format!("{n} {text}")), ..facts.clone() },
        media_type: MediaType::Json,
        document: Document::Inline(Vec::new()),
    };
    let record =
        Record { id: RecordId(1), slug: "x".to_owned(), sources: vec![source(1), source(2)], shown: facts };
    let links = || vec![link(text, Some("/competencies/x")), link(text, None)];
    let group = |towards| Group { towards, links: links(), total: 3 };
    let groups = RelationKind::ALL
        .into_iter()
        .flat_map(|kind| [group(Towards::Others(kind)), group(Towards::This(kind))]);
    let statement = |depth, below| Statement {
        depth,
        below,
        slug: format!("s-{depth}"),
        path: "/competencies/x".to_owned(),
        code: Some(text.to_owned()),
        label: Some(text.to_owned()),
        text: Some(text.to_owned()),
        status: Status::Draft,
    };
    let outline = Outline { statements: vec![statement(0, 1), statement(1, 0)], total: 3 };
    let page = EntryPage {
        record,
        trail: links(),
        groups: groups.collect(),
        outline: (kind == Kind::Framework).then(|| Arc::new(outline)),
    };
    let found = searched.then(|| list(text));
    let align = Some(TakeAway {
        title: text.to_owned(),
        json: if searched { Err(text.to_owned()) } else { Ok(text.to_owned()) },
        pick: "x".to_owned(),
        basket: vec![text.replace(is_deceptive, "\u{fffd}")],
    });
    let entry =
        Entry { page, home: "https://touchstone.example".to_owned(), found, align, picks: picks(text) };
    Visit::new(Entered::default(), Found::Entry(Box::new(entry)))
}

/// What was picked, as a query is read: one thing that is there, and a text.
fn picks(text: &str) -> Vec<String> {
    vec!["a".to_owned(), text.replace(is_deceptive, "\u{fffd}")]
}

fn listed(text: &str, total: usize) -> Visit {
    let mut list = list(text);
    if total == 0 {
        (list.total, list.cards) = (0, Vec::new());
    }
    let kinds = vec![(Kind::Competency, 3), (Kind::Course, 2)];
    let listed =
        Listed { kind: Kind::Competency, list, page: 2, kinds, home: String::new(), picks: picks(text) };
    Visit::new(Entered::default(), Found::List(Box::new(listed)))
}

#[test]
fn an_entry_shows_hostile_text_as_text() {
    for (n, kind) in Kind::ALL.into_iter().enumerate() {
        // Four kinds of pages; each text meets every one of them.
        let texts = HOSTILE.iter().copied().enumerate();
        let texts = texts.filter(|(at, _)| n < 4 || at % Kind::ALL.len() == n).map(|(_, text)| text);
        for text in texts {
            for searched in [false, true] {
                let of = |text: &str| page(entry(kind, text, "x", searched && kind == Kind::Framework));
                let hostile = of(text);
                assert_same(&format!("{kind:?} {text:?}"), &hostile, &of(&harmless(text)));
                assert!(!hostile.contains("SECRET"), "a path of the machine is shown");
                assert!(hostile.contains("Where this comes from"), "the page is that of a record");
                if let Some((_, data)) = hostile.split_once("<script type=\"application/ld+json\">") {
                    let data = data.split_once("</script>").unwrap().0;
                    serde_json::from_str::<serde_json::Value>(data).unwrap();
                }
            }
            let markdown = format!("# {text}\n\n[{text}]({text}) ![{text}](<{text}>)\n\n- {text}");
            Page::parse(&page(entry(kind, "x", &markdown, false))).assert_harmless(&markdown);
        }
    }
    let word = "x".repeat(100_000);
    let shown = page(entry(Kind::Issuer, &word, &word, false));
    assert!(shown.len() < 1024 * 1024, "{}", shown.len());
}

#[test]
fn a_list_shows_hostile_text_as_text() {
    for text in HOSTILE {
        for total in [0, 200] {
            assert_same(text, &page(listed(text, total)), &page(listed(&harmless(text), total)));
        }
        let gone = |text: &str| {
            let withdrawn = Withdrawn { kind: Kind::Issuer, reason: text.to_owned(), at: now() };
            page(Visit::new(Entered::default(), Found::Withdrawn(withdrawn)))
        };
        assert_same(text, &gone(text), &gone(&harmless(text)));
    }
}

#[test]
fn a_search_shows_hostile_text_as_text() {
    for text in HOSTILE {
        for total in [0, 1, 200] {
            let of = |text: &str| {
                let mut list = list(text);
                list.total = total;
                list.cards.truncate(total);
                let take = |json| TakeAway {
                    title: text.to_owned(),
                    json,
                    pick: "x".to_owned(),
                    basket: vec![text.to_owned()],
                };
                let takes = vec![Some(take(Ok(text.to_owned()))), Some(take(Err(text.to_owned())))];
                page(searched(text, SearchOutcome::Found(Box::new(list), takes)))
            };
            assert_same(text, &of(text), &of(&harmless(text)));
        }
        let of = |text: &str| {
            let examples = vec![text.to_owned()];
            [
                SearchOutcome::Unasked { examples, kinds: vec![(Kind::Competency, 3)] },
                SearchOutcome::TooLong(2_000),
                SearchOutcome::Unreadable,
            ]
            .map(|outcome| page(searched(text, outcome)))
        };
        for (hostile, harmless) in of(text).iter().zip(of(&harmless(text))) {
            assert_same(text, hostile, &harmless);
        }
    }
}

/// Whatever stands in an address, the answer is a page that does nothing, or another address of ours.
#[test]
fn an_address_does_nothing_else() {
    let shelf = super::Shelf::of(super::harbour());
    let site = shelf.site();
    for text in HOSTILE {
        let text = text.replace('\0', "");
        for name in ["q", "kind", "framework", "issuer", "lang", "level", "status", "page", "pick"] {
            let query =
                url::form_urlencoded::Serializer::new(String::new()).append_pair(name, &text).finish();
            for path in ["/achievements", "/frameworks/seamanship", "/search"] {
                let mut page = answer(&site, get(&format!("{path}?{query}")));
                if page.status == 301 {
                    let own = page.header("location").to_owned();
                    assert!(own.starts_with(path), "{own}");
                    page = answer(&site, get(&own));
                }
                assert_eq!(page.status, 200, "{name} {text:?}");
                Page::parse(page.text()).assert_harmless(&text);
            }
        }
    }
}
