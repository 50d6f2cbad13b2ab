//! The same for search engines, in their words: schema.org as a block of data, which no browser executes.

use leptos::prelude::*;
use serde_json::{Map, Value, json};
use site::catalogue::{Link, Towards};
use site::registry::{Kind, Record, RelationKind, choose};

use super::{Entry, Listed, text};
use crate::words::bare;

/// Characters of a description.
const LONGEST: usize = 2_000;

/// Things of one relation.
const MAX_LINKS: usize = 100;

/// The block of a record, where schema.org has a type for it.
pub(super) fn block(entry: &Entry) -> Option<AnyView> {
    let json = escaped(&of(entry)?);
    Some(view! { <script type="application/ld+json" inner_html=json></script> }.into_any())
}

/// The block of a list: what stands on this page of it, in its order.
pub(super) fn of_list(listed: &Listed) -> Option<AnyView> {
    let items = listed.list.cards.iter().enumerate().filter_map(|(at, card)| {
        let url = format!("{}{}", listed.home, card.link.path.as_deref()?);
        let name = bare(&card.link.title, LONGEST);
        Some(json!({ "@type": "ListItem", "position": listed.list.asked.offset + at + 1, "url": url, "name": name }))
    });
    let items: Vec<Value> = items.collect();
    if items.is_empty() {
        return None;
    }
    let list = json!({
        "@context": "https://schema.org",
        "@type": "ItemList",
        "numberOfItems": listed.list.total,
        "itemListElement": items,
    });
    let json = escaped(&list);
    Some(view! { <script type="application/ld+json" inner_html=json></script> }.into_any())
}

/// JSON that may stand in a `<script>`: nothing in it ends the element or begins a comment.
fn escaped(value: &Value) -> String {
    let json = value.to_string();
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// The type, where there is one.
fn type_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Issuer => Some("Organization"),
        Kind::Achievement => Some("EducationalOccupationalCredential"),
        Kind::Framework => Some("DefinedTermSet"),
        Kind::Competency => Some("DefinedTerm"),
        Kind::Course => Some("Course"),
        Kind::Program => Some("EducationalOccupationalProgram"),
        Kind::Occupation => Some("Occupation"),
        Kind::Assessment | Kind::Task | Kind::Resource => None,
    }
}

fn of(entry: &Entry) -> Option<Value> {
    let record = &entry.page.record;
    let kind = type_of(record.kind())?;
    let shown = &record.shown;
    let mut out = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            out.insert(name.to_owned(), value);
        }
    };
    put("@context", Some(json!("https://schema.org")));
    put("@type", Some(json!(kind)));
    put("url", Some(json!(format!("{}{}", entry.home, record.path()))));
    put("name", said(super::entry::title(record).0));
    let description = choose(&shown.text, None).and_then(|text| said(bare(&text.text, LONGEST)));
    put("description", description);
    let same: Vec<&str> = shown
        .identifiers
        .iter()
        .chain(&shown.page)
        .filter_map(|address| web(address))
        .take(MAX_LINKS)
        .collect();
    put("sameAs", (!same.is_empty()).then(|| json!(same)));
    let publisher = links(entry, RelationKind::IssuedBy).first().map(|link| organization(entry, link));
    match record.kind() {
        Kind::Issuer => {
            put(
                "parentOrganization",
                links(entry, RelationKind::DepartmentOf).first().map(|link| organization(entry, link)),
            );
            put("address", shown.place.as_deref().and_then(|place| said(text::line(place))));
        }
        Kind::Achievement => {
            put("credentialCategory", category(record));
            put("publisher", publisher);
            put("educationalLevel", shown.levels.first().and_then(|level| said(text::line(level))));
            let skills: Vec<Value> =
                links(entry, RelationKind::AlignsTo).iter().map(|link| term(entry, link)).collect();
            put("competencyRequired", (!skills.is_empty()).then_some(Value::Array(skills)));
            written(record, &mut put);
        }
        Kind::Framework => {
            put("publisher", publisher);
            written(record, &mut put);
        }
        Kind::Competency => {
            put("termCode", shown.code.as_deref().and_then(|code| said(text::line(code))));
            let of = entry
                .page
                .trail
                .first()
                .filter(|first| first.kind == Some(Kind::Framework) || first.path.is_none());
            put("inDefinedTermSet", of.and_then(|framework| address(entry, framework)));
        }
        Kind::Course => {
            put("courseCode", shown.code.as_deref().and_then(|code| said(text::line(code))));
            put("provider", offerer(entry).or(publisher));
            let skills: Vec<Value> =
                links(entry, RelationKind::AlignsTo).iter().map(|link| term(entry, link)).collect();
            put("teaches", (!skills.is_empty()).then_some(Value::Array(skills)));
            written(record, &mut put);
        }
        Kind::Program => put("provider", offerer(entry).or(publisher)),
        Kind::Occupation => {
            put("occupationalCategory", shown.code.as_deref().and_then(|code| said(text::line(code))));
            let skills: Vec<Value> =
                links(entry, RelationKind::Essential).iter().map(|link| term(entry, link)).collect();
            put("skills", (!skills.is_empty()).then_some(Value::Array(skills)));
        }
        Kind::Assessment | Kind::Task | Kind::Resource => {}
    }
    Some(Value::Object(out))
}

/// What a creative work has.
fn written(record: &Record, put: &mut impl FnMut(&str, Option<Value>)) {
    let shown = &record.shown;
    put("version", shown.version.as_deref().and_then(|version| said(text::line(version))));
    put("license", shown.licence.as_deref().and_then(web).map(|licence| json!(licence)));
    let languages: Vec<&str> = shown
        .languages
        .iter()
        .filter(|tag| site::registry::language(tag).is_some())
        .map(String::as_str)
        .collect();
    put("inLanguage", (!languages.is_empty()).then(|| json!(languages)));
    let keywords: Vec<String> =
        shown.keywords.iter().take(MAX_LINKS).map(|word| text::line(&word.text)).collect();
    put("keywords", (!keywords.is_empty()).then(|| json!(keywords)));
}

fn category(record: &Record) -> Option<Value> {
    record.shown.class.as_deref().and_then(|class| said(super::words::plain(class)))
}

fn offerer(entry: &Entry) -> Option<Value> {
    links(entry, RelationKind::OfferedBy).first().map(|link| organization(entry, link))
}

fn links(entry: &Entry, kind: RelationKind) -> &[Link] {
    let group = entry.page.groups.iter().find(|group| group.towards == Towards::Others(kind));
    let links = group.map(|group| group.links.as_slice()).unwrap_or_default();
    links.get(..links.len().min(MAX_LINKS)).unwrap_or_default()
}

fn organization(entry: &Entry, link: &Link) -> Value {
    let mut organization = json!({ "@type": "Organization", "name": text::line(&link.title) });
    if let (Some(address), Some(organization)) = (address(entry, link), organization.as_object_mut()) {
        organization.insert("url".to_owned(), address);
    }
    organization
}

fn term(entry: &Entry, link: &Link) -> Value {
    let mut term = json!({ "@type": "DefinedTerm", "name": text::line(&link.title) });
    let more = [
        ("termCode", link.code.as_deref().and_then(|code| said(text::line(code)))),
        ("url", address(entry, link)),
        ("inDefinedTermSet", link.framework.as_deref().and_then(|name| said(text::line(name)))),
    ];
    for (name, value) in more {
        if let (Some(value), Some(term)) = (value, term.as_object_mut()) {
            term.insert(name.to_owned(), value);
        }
    }
    term
}

/// Where another thing is: its page here, else its own.
fn address(entry: &Entry, link: &Link) -> Option<Value> {
    match &link.path {
        Some(path) => Some(json!(format!("{}{path}", entry.home))),
        None => web(&link.identifier).map(|address| json!(address)),
    }
}

/// An address of the web; nothing else is one here.
fn web(address: &str) -> Option<&str> {
    let url = url::Url::parse(address).ok()?;
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    (matches!(url.scheme(), "https" | "http") && is_plain && address.len() <= 2_000).then_some(address)
}

fn said(text: String) -> Option<Value> {
    (!text.is_empty()).then_some(Value::String(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_element() {
        let json = escaped(&json!({ "name": "</script><!--<script>alert(1)&amp;" }));
        assert!(!json.contains(['<', '>', '&']), "{json}");
        let back: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back["name"], "</script><!--<script>alert(1)&amp;");
    }

    #[test]
    fn addresses_are_of_the_web() {
        assert!(web("https://a.example/x").is_some() && web("http://a.example").is_some());
        for none in ["javascript:alert(1)", "data:text/html,x", "urn:x:1", "https://a.example/ö", ""] {
            assert_eq!(web(none), None, "{none}");
        }
    }
}
