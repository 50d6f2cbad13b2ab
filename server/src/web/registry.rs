//! The registry by its addresses: `/achievements`, `/achievements/{slug}`, and the same of every other kind.

use std::sync::Arc;

use ::site::Catalogue;
use ::site::catalogue::{self, Ctdl, EntryPage, HITS_PER_PAGE, ListAsked, PER_PAGE};
use ::site::registry::{Kind, Status};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, LOCATION};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use app::pages::{Entered, Entry, Found, Listed, TakeAway, Visit, Withdrawn, address_of_list, with_picks};
use futures_util::future::join;
use url::form_urlencoded;

use super::fresh::{Fresh, KEEP};
use super::headers::NOINDEX;
use super::kept::Page;
use super::reading::{read, unhurried};
use super::refusal::{Methods, Refusal};
use super::{Site, align, pages, registry_data, render};

/// Characters of the words that are looked for; what stands behind them says no more.
const MAX_WORDS: usize = 300;

/// Bytes of any other member: as long as an identifier may be.
const MAX_MEMBER: usize = ::site::registry::MAX_IDENTIFIER;

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
fn address_of(request: &HttpRequest) -> String {
    request.uri().path_and_query().map(|uri| uri.as_str().to_owned()).unwrap_or_default()
}

fn page_of(page: &Page, fresh: &Fresh) -> HttpResponse {
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

fn moved(path: &str) -> HttpResponse {
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

/// `GET /{folder}?q=&framework=&issuer=&lang=&level=&status=&page=`
async fn list(kind: Kind, site: Data<Site>, request: HttpRequest) -> HttpResponse {
    let Some(catalogue) = &site.catalogue else { return pages::missing(request).await };
    let (asked, page) = asked(kind, request.query_string());
    let picks = picks_of(request.query_string());
    let own = with_picks(&address_of_list(kind, &asked, page), &picks);
    if !is_same(&own, request.query_string()) {
        return moved(&own);
    }
    let accept = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok());
    let wanted = accept.map_or(Wanted::Html, Wanted::accepted);
    let mark = catalogue.mark();
    let fresh = Fresh::of(mark, &request);
    if fresh.is_known(&request) {
        return fresh.not_modified();
    }
    match wanted {
        Wanted::Html => {}
        Wanted::JsonLd => return registry_data::list(&site, asked, true, &fresh).await,
        Wanted::Json => return registry_data::list(&site, asked, false, &fresh).await,
    }
    let address = address_of(&request);
    if let Some(page) = site.kept.get(&address, mark) {
        return page_of(&page, &fresh);
    }
    let (for_list, for_kinds) = (Arc::clone(catalogue), Arc::clone(catalogue));
    let words = asked.words.clone();
    // How the words divide over the kinds, whatever else is chosen: another question, asked beside.
    let (list, kinds) = join(read(move || for_list.list(asked)), read(move || for_kinds.kinds(&words))).await;
    let listed = match (list, kinds) {
        (Ok(list), Ok(kinds)) => Listed { kind, list, page, kinds, home: site.address(), picks },
        (Err(refusal), _) | (_, Err(refusal)) => return pages::refused_page(refusal).await,
    };
    let is_indexable = listed.is_indexable();
    let visit = Visit::new(Entered::default(), Found::List(Box::new(listed)));
    let body = if is_indexable {
        render::document(&site, request.path(), visit).await
    } else {
        render::document_without_address(visit).await
    };
    page_of(&site.kept.put(address, mark, is_indexable, body), &fresh)
}

/// What a query asks of a list, and which page. What is none of ours, empty or too long is left out.
fn asked(kind: Kind, query: &str) -> (ListAsked, usize) {
    let words = words_of(query);
    // Of what was searched fewer: each with its reasons.
    let limit = if words.is_empty() { PER_PAGE } else { HITS_PER_PAGE };
    let mut asked = ListAsked { kind: Some(kind), words, limit, ..ListAsked::default() };
    let mut page = 1_usize;
    narrow(&mut asked, query);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        if name == "page" && !value.trim().is_empty() {
            page = page_number(&value);
        }
    }
    asked.offset = (page - 1).saturating_mul(limit);
    (asked, page)
}

/// The number of a page: as far as anybody can go, and further by one, since that there is no more is said there.
pub(super) fn page_number(value: &str) -> usize {
    value.trim().parse::<usize>().unwrap_or(1).clamp(1, 1_000_000)
}

/// What a query narrows down by. What is none of ours, empty or too long is left out.
pub(super) fn narrow(asked: &mut ListAsked, query: &str) {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        if value.is_empty() || value.len() > MAX_MEMBER || value.chars().any(char::is_control) {
            continue;
        }
        match name.as_ref() {
            "framework" => asked.framework = Some(value.to_owned()),
            "issuer" => asked.issuer = Some(value.to_owned()),
            "lang" => asked.lang = Some(value.to_owned()),
            "level" => asked.level = Some(value.to_owned()),
            "status" => asked.status = Status::of_name(value),
            _ => {}
        }
    }
}

/// What was picked to align to.
fn picks_of(query: &str) -> Vec<String> {
    align::picks(query).all().to_vec()
}

/// The words of a query, in one line.
fn words_of(query: &str) -> String {
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

/// Whether a query says what an address says, however it writes it.
fn is_same(own: &str, query: &str) -> bool {
    let own = own.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(own.as_bytes()).eq(form_urlencoded::parse(query.as_bytes()))
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

    #[test]
    fn an_address_says_each_thing_in_one_way() {
        for (query, own) in [
            ("", "/courses"),
            ("q=", "/courses"),
            ("page=1&q=a++b", "/courses?q=a+b"),
            ("page=3&utm=x&status=active&q=%00", "/courses?status=active&page=3"),
            ("status=nonsense&page=-1", "/courses"),
            ("issuer=https%3A%2F%2Fa.example%2F&q=x", "/courses?q=x&issuer=https%3A%2F%2Fa.example%2F"),
        ] {
            let of = |query: &str| {
                let (asked, page) = asked(Kind::Course, query);
                address_of_list(Kind::Course, &asked, page)
            };
            assert_eq!(of(query), own, "{query}");
            let again = own.split_once('?').map_or("", |(_, query)| query);
            assert_eq!(of(again), own);
            assert!(is_same(own, again));
        }
        assert!(is_same("/courses?q=a+b", "q=a%20b"));
    }
}
