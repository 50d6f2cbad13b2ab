//! What a search found, as programs read it (design 4.3): the same for `/api/v1/search` and `touchstone search`.

use serde_json::{Map, Value, json};
use site::catalogue::{Card, Link, List};
use site::registry::{Kind, Status, Why};

/// `{total, items: [{uri, path, slug, kind, label, code, framework, lang, status, score, why}], facets, meant}`; each
/// `why` is `{field, how, text, lang, marks}`, whose marks count characters.
pub(crate) fn json(list: &List) -> Value {
    let facets: Map<String, Value> = list
        .facets
        .iter()
        .map(|group| {
            let values = group
                .values
                .iter()
                .map(|value| json!({ "value": value.value, "label": value.label, "count": value.count }));
            (group.name.to_owned(), values.collect())
        })
        .collect();
    let items: Vec<Value> = list.cards.iter().map(item).collect();
    json!({ "total": list.total, "items": items, "facets": facets, "meant": list.meant })
}

fn item(card: &Card) -> Value {
    json!({
        "uri": card.link.identifier,
        "path": card.link.path,
        "slug": card.slug,
        "kind": card.link.kind.map(Kind::name),
        "label": card.link.title,
        "code": card.link.code,
        "framework": card.link.framework,
        "lang": card.lang,
        "status": card.link.status.map(Status::name),
        "score": card.score,
        "why": card.why.iter().map(why).collect::<Vec<_>>(),
    })
}

fn why(why: &Why) -> Value {
    json!({
        "field": why.field.name(),
        "how": why.how.name(),
        "text": why.text,
        "lang": why.lang,
        "marks": in_characters(why),
    })
}

/// Where the marks begin and end, in characters: programs count these, and few count bytes.
fn in_characters(why: &Why) -> Vec<[usize; 2]> {
    let mut marks = Vec::with_capacity(why.marks.len());
    let (mut byte, mut count) = (0, 0);
    for mark in &why.marks {
        let mut at = |end: usize| {
            count += why.text.get(byte..end).map_or(0, |part| part.chars().count());
            byte = end;
            count
        };
        marks.push([at(mark.start), at(mark.end)]);
    }
    marks
}

/// `{q, items: [{label, kind, code, framework, path, uri}]}`.
pub(crate) fn suggestions(words: &str, links: &[Link]) -> Value {
    let items = links.iter().map(|link| {
        json!({
            "label": link.title,
            "kind": link.kind.map(Kind::name),
            "code": link.code,
            "framework": link.framework,
            "path": link.path,
            "uri": link.identifier,
        })
    });
    json!({ "q": words, "items": items.collect::<Vec<_>>() })
}

/// The same as browsers' search boxes read it: `[q, [labels], [descriptions], [addresses]]`.
pub(crate) fn opensearch(words: &str, links: &[Link], home: &str) -> Value {
    let labels: Vec<&str> = links.iter().map(|link| link.title.as_str()).collect();
    let descriptions: Vec<String> = links
        .iter()
        .map(|link| {
            let kind = link.kind.map(|kind| app::words::registry::one(kind).to_owned());
            let parts = [kind, link.code.clone(), link.framework.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        })
        .collect();
    let addresses: Vec<String> =
        links.iter().map(|link| format!("{home}{}", link.path.as_deref().unwrap_or_default())).collect();
    json!([words, labels, descriptions, addresses])
}

#[cfg(test)]
mod tests {
    use site::registry::{How, WhyField};

    use super::*;

    #[test]
    fn marks_count_characters() {
        let why = Why {
            field: WhyField::Label,
            how: How::Words,
            text: "Förvaltning av båtar".to_owned(),
            lang: None,
            marks: vec![0..12, 16..22],
        };
        assert_eq!(in_characters(&why), [[0, 11], [15, 20]]);
    }
}
