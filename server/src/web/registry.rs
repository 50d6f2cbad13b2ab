//! The registry by its addresses: `/achievements/{slug}`, and the same of every other kind.

use std::sync::Arc;

use ::site::Catalogue;
use ::site::catalogue::{self, Ctdl, EntryPage, ListAsked};
use ::site::registry::Kind;
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, LOCATION};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Entered, Entry, Found, TakeAway, Visit, Withdrawn};
use url::form_urlencoded;

use super::fresh::{Fresh, KEEP};
use super::headers::NOINDEX;
use super::kept::Page;
use super::reading::{read, unhurried};
use super::refusal::{Methods, Refusal};
use super::registry_list::list;
use super::{Site, align, pages, registry_data, render};

/// Characters of the words that are looked for; what stands behind them says no more.
const MAX_WORDS: usize = 300;

/// Statements that a framework's own search shows.
const MAX_HITS: usize = 100;

pub(super) fn configure(config: &mut ServiceConfig) {
    for kind in Kind::ALL {
        let folder = kind.folder();
        let list = move |site, request| list(kind, site, request);
        let entry = move |site, request, slug| entry(kind, site, request, slug);
        config
            .service(
                web::resource(format!("/{folder}"))
                    .route(web::get().to(list))
                    .route(web::head().to(list))
                    .default_service(web::to(|| pages::wrong_method(Methods::Get))),
            )
            .service(
                web::resource(format!("/{folder}/{{slug}}"))
                    .route(web::get().to(entry))
                    .route(web::head().to(entry))
                    .default_service(web::to(|| pages::wrong_method(Methods::Get))),
            );
    }
}

/// In which form an entry is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// A page.
    Html,
    /// In the terms of Open Badges 3.0, or as its source has it: `.jsonld`, `application/ld+json`.
    JsonLd,
    /// The same as `application/json`: `.json`.
    Json,
}

impl Wanted {
    /// The form of an address, whose end goes before what the client accepts; and the slug without that end.
    fn of<'s>(slug: &'s str, accept: Option<&str>) -> (Self, &'s str) {
        if let Some(slug) = slug.strip_suffix(".jsonld") {
            return (Self::JsonLd, slug);
        }
        if let Some(slug) = slug.strip_suffix(".json") {
            return (Self::Json, slug);
        }
        (accept.map_or(Self::Html, Self::accepted), slug)
    }

    /// That there is none, in this form.
    async fn refused(self, refusal: Refusal) -> HttpResponse {
        match self {
            Self::Html => pages::refused_page(refusal).await,
            Self::JsonLd | Self::Json => refusal.problem(),
        }
    }

    /// Where what moved is, in the form that was asked for by the address.
    fn address(self, path: &str, request: &HttpRequest) -> String {
        let end =
            [".jsonld", ".json"].into_iter().find(|end| request.path().ends_with(end)).unwrap_or_default();
        let query = request.query_string();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{path}{end}{mark}{query}")
    }

    /// What a client would rather have; a page where it says nothing that we know.
    pub(super) fn accepted(accept: &str) -> Self {
        let mut best = (0, Self::Html);
        for range in accept.split(',').take(32) {
            let mut parts = range.split(';').map(str::trim);
            let form = match parts.next().unwrap_or_default().to_ascii_lowercase().as_str() {
                "application/ld+json" => Self::JsonLd,
                "application/json" => Self::Json,
                "text/html" | "application/xhtml+xml" | "text/*" | "*/*" => Self::Html,
                _ => continue,
            };
            let quality =
                parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0_f32));
            // In thousandths, as RFC 9110 §12.4.2 has them.
            let quality = (quality.clamp(0.0, 1.0) * 1_000.0) as u32;
            // Of equals a page goes first: browsers and crawlers that take anything say so.
            if quality > best.0 || (quality == best.0 && quality > 0 && form == Self::Html) {
                best = (quality, form);
            }
        }
        best.1
    }
}

/// `GET /{folder}/{slug}`
async fn entry(kind: Kind, site: Data<Site>, request: HttpRequest, slug: web::Path<String>) -> HttpResponse {
    let slug = slug.into_inner();
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    let (wanted, slug) = Wanted::of(&slug, accept);
    // Whoever asks for CTDL asks for data.
    let wanted = if registry_data::is_ctdl(&request) { Wanted::JsonLd } else { wanted };
    let Some(catalogue) = &site.catalogue else { return pages::missing(request).await };
    let (words, picks) = (words_of(request.query_string()), picks_of(request.query_string()));
    // Taken before anything is read: what changes meanwhile makes another mark, and never the same for other pages.
    let mark = catalogue.mark();
    // Whoever has this tag has this very page: nothing needs to be read for it.
    let fresh = Fresh::of(mark, &request);
    if fresh.is_tagged(&request) {
        return fresh.not_modified();
    }
    let address = address_of(&request);
    if wanted == Wanted::Html
        && let Some(page) = site.kept.get(&address, mark)
    {
        return if fresh.is_known(&request) { fresh.not_modified() } else { page_of(&page, &fresh) };
    }
    match load(Arc::clone(catalogue), kind, slug).await {
        Err(refusal) => wanted.refused(refusal).await,
        Ok(None) => wanted.refused(Refusal::missing()).await,
        Ok(Some(catalogue::Entry::Moved { path })) => moved(&wanted.address(&path, &request)),
        Ok(Some(catalogue::Entry::Withdrawn { kind, reason, at })) => match wanted {
            Wanted::Html => gone(Withdrawn { kind, reason, at }).await,
            Wanted::JsonLd | Wanted::Json => Refusal::withdrawn(&reason).problem(),
        },
        Ok(Some(catalogue::Entry::Page(_))) if fresh.is_known(&request) => fresh.not_modified(),
        Ok(Some(catalogue::Entry::Page(page))) => match wanted {
            Wanted::Html => match html(&site, *page, words, picks).await {
                Err(refusal) => pages::refused_page(refusal).await,
                Ok((body, is_indexable)) => {
                    page_of(&site.kept.put(address, mark, is_indexable, body), &fresh)
                }
            },
            Wanted::JsonLd => {
                registry_data::answer(&site, &request, *page, "application/ld+json", &fresh).await
            }
            Wanted::Json => registry_data::answer(&site, &request, *page, "application/json", &fresh).await,
        },
    }
}

/// The address that was asked for, with its query.
pub(super) fn address_of(request: &HttpRequest) -> String {
    request.uri().path_and_query().map(|uri| uri.as_str().to_owned()).unwrap_or_default()
}

pub(super) fn page_of(page: &Page, fresh: &Fresh) -> HttpResponse {
    let mut answer = fresh.answer(StatusCode::OK);
    if !page.is_indexable {
        answer.insert_header(NOINDEX);
    }
    answer.body(page.body.clone())
}

/// Makes the page of a record before somebody asks for it.
pub(super) async fn draw(site: &Site, path: &str) {
    let Some(catalogue) = &site.catalogue else { return };
    let (folder, slug) = path.trim_start_matches('/').split_once('/').unwrap_or_default();
    let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.folder() == folder) else { return };
    let mark = catalogue.mark();
    if site.kept.get(path, mark).is_some() {
        return;
    }
    if let Ok(Some(catalogue::Entry::Page(page))) = load(Arc::clone(catalogue), kind, slug).await
        && let Ok((body, is_indexable)) = html(site, *page, String::new(), Vec::new()).await
    {
        site.kept.put(path.to_owned(), mark, is_indexable, body);
    }
}

/// What stands at an address; read off the threads that answer.
pub(super) async fn load(
    catalogue: Arc<Catalogue>,
    kind: Kind,
    slug: &str,
) -> Result<Option<catalogue::Entry>, Refusal> {
    let slug = slug.to_owned();
    let entry = move || catalogue.entry(kind, &slug);
    // The tree of a framework is made by one, and others wait for it: they must not take the room of who searches.
    if kind == Kind::Framework { unhurried(entry).await } else { read(entry).await }
}

/// The page of a record, and whether search engines may have it. Of a framework, with the statements that fit what is
/// asked.
async fn html(
    site: &Site,
    page: EntryPage,
    words: String,
    picks: Vec<String>,
) -> Result<(String, bool), Refusal> {
    let path = page.record.path();
    let found = match (&site.catalogue, page.record.kind()) {
        (Some(catalogue), Kind::Framework) if !words.is_empty() => {
            let catalogue = Arc::clone(catalogue);
            let framework = Some(page.record.identifier().to_owned());
            let asked = ListAsked { framework, words, limit: MAX_HITS, ..ListAsked::default() };
            Some(read(move || catalogue.list(asked)).await?)
        }
        _ => None,
    };
    let (page, align) = take_away(site, page, picks.clone()).await?;
    let entry = Entry { page, home: site.address(), found, align, picks };
    let is_indexable = entry.is_indexable();
    let visit = Visit::new(Entered::default(), Found::Entry(Box::new(entry)));
    Ok((render::document(site, &path, visit).await, is_indexable))
}

/// A page with the alignment to its record; nothing aligns to an issuer, and its page says nothing of it.
async fn take_away(
    site: &Site,
    page: EntryPage,
    picks: Vec<String>,
) -> Result<(EntryPage, Option<TakeAway>), Refusal> {
    let Some(catalogue) = site.catalogue.as_ref().filter(|_| page.record.kind() != Kind::Issuer) else {
        return Ok((page, None));
    };
    let (catalogue, address) = (Arc::clone(catalogue), site.address());
    let align = move || {
        let record = &page.record;
        let built = catalogue.alignment(record, Ctdl::default(), &address)?;
        let align = TakeAway::of(record.title(None), &record.slug, &built, &picks);
        Ok((page, Some(align)))
    };
    read(align).await
}

pub(super) fn moved(path: &str) -> HttpResponse {
    HttpResponse::MovedPermanently()
        .insert_header((LOCATION, path))
        .insert_header((CACHE_CONTROL, KEEP))
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .finish()
}

/// What was taken away stays so: 410, with when and why.
async fn gone(withdrawn: Withdrawn) -> HttpResponse {
    let visit = Visit::new(Entered::default(), Found::Withdrawn(withdrawn));
    let body = render::document_without_address(visit).await;
    HttpResponse::Gone()
        .content_type("text/html; charset=utf-8")
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(body)
}

/// What was picked to align to.
pub(super) fn picks_of(query: &str) -> Vec<String> {
    align::picks(query).all().to_vec()
}

/// The words of a query, in one line.
pub(super) fn words_of(query: &str) -> String {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    let words = pairs.find(|(name, _)| name == "q").map(|(_, value)| value.into_owned()).unwrap_or_default();
    let words: String = one_line(&words).chars().take(MAX_WORDS).collect();
    words.trim().to_owned()
}

/// Words without control characters, single spaces between them.
pub(super) fn one_line(words: &str) -> String {
    let words = words.replace(char::is_control, " ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_the_end_and_then_by_what_is_accepted() {
        for (slug, accept, wanted) in [
            ("a", None, (Wanted::Html, "a")),
            ("a.jsonld", Some("text/html"), (Wanted::JsonLd, "a")),
            ("a.json", None, (Wanted::Json, "a")),
            ("a", Some("application/ld+json"), (Wanted::JsonLd, "a")),
            ("a", Some("application/json;q=0.5, application/ld+json;q=0.9"), (Wanted::JsonLd, "a")),
            (
                "a",
                Some("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
                (Wanted::Html, "a"),
            ),
            ("a", Some("application/json, */*"), (Wanted::Html, "a")),
            ("a", Some("application/json, */*;q=0.1"), (Wanted::Json, "a")),
            ("a", Some("application/json;q=0"), (Wanted::Html, "a")),
            ("a", Some("image/png"), (Wanted::Html, "a")),
        ] {
            assert_eq!(Wanted::of(slug, accept), wanted, "{slug} {accept:?}");
        }
    }
}
