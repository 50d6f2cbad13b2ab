//! What a search found, as programs read it (design 4.3): the same for `/api/v1/search` and `touchstone search`.

use serde_json::{Map, Value, json};
use site::catalogue::{Card, List};
use site::registry::{Kind, Status};

/// `{total, items: [{uri, path, slug, kind, label, code, framework, lang, status, score, why}], facets}`.
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
    json!({ "total": list.total, "items": list.cards.iter().map(item).collect::<Vec<_>>(), "facets": facets })
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
        "why": card.why,
    })
}
