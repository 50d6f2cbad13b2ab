//! Why there is no report, as an answer: a status, words for a page, a problem for programs.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, HeaderValue, RETRY_AFTER};
use app::pages::Trouble;
use app::words;
use askama::Template;
use credential::ReadError;
use credential::limits::MAX_CREDENTIAL_BYTES;
use site::NoReport;
use verify::Unavailable;

use super::headers::NOINDEX;
use super::problem::Problem;
use super::unread::{self, Said};

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub status: StatusCode,
    pub trouble: Trouble,
    /// Where in the input, as a JSON pointer.
    pub pointer: Option<String>,
    /// What an answer of its status must say beside.
    pub beside: Option<Beside>,
}

/// What a refusal says in a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Seconds after which to come again.
    RetryAfter(u64),
    /// Methods that the address has, where it was asked with another.
    Allow(Methods),
}

/// Methods that an address has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Methods {
    /// It is read.
    Get,
    /// It is read, and sent to.
    GetAndPost,
    /// It is sent to.
    Post,
}

impl Methods {
    /// As a header names them (RFC 9110 §10.2.1).
    fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET, HEAD",
            Self::GetAndPost => "GET, HEAD, POST",
            Self::Post => "POST",
        }
    }
}

/// A page without anything of ours around it: it works where nothing else does.
#[derive(Template)]
#[template(path = "error.html")]
struct PlainPage<'a> {
    sentence: &'a str,
    detail: &'a str,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, sentence: &str, detail: impl Into<String>, next: &str) -> Self {
        let next = (!next.is_empty()).then(|| next.to_owned());
        let trouble = Trouble { sentence: sentence.to_owned(), detail: detail.into(), next };
        Self { status, trouble, pointer: None, beside: None }
    }

    /// Nothing was entered.
    pub(super) fn nothing() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "There is nothing here to check.",
            "The box was empty, and no file or link was given.",
            "Paste the badge, choose its file, or give its link.",
        )
    }

    /// Two things at once.
    pub(super) fn several() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "We check one thing at a time.",
            "A text, a file and a link were given, or two of them.",
            "Leave one of them and try again.",
        )
    }

    /// Whom it should be about cannot be read.
    pub(super) fn recipient() -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "We do not understand whose it should be.",
            "That is neither an e-mail address, a phone number, a web address nor an identifier that we know.",
            "Write an e-mail address, or say what it is: email=…, phone=…, name=…",
        )
    }

    /// It was taken away.
    pub(super) fn withdrawn(reason: &str) -> Self {
        Self::new(StatusCode::GONE, "This entry was taken away.", reason, "")
    }

    /// More than we read.
    pub(super) fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is more than we read.",
            format!("A credential may have up to {} MiB.", MAX_CREDENTIAL_BYTES / 1024 / 1024),
            "Check its parts by themselves.",
        )
    }

    /// What came is no form of ours.
    pub(super) fn unreadable_form(status: StatusCode) -> Self {
        let status = if status.is_client_error() { status } else { StatusCode::BAD_REQUEST };
        Self::new(
            status,
            "We could not read what was sent.",
            "It is no form as this site sends it.",
            "Go to the front page and try again.",
        )
    }

    /// A client has asked too often.
    pub(super) fn too_many(wait: Duration) -> Self {
        let seconds = wait.as_millis().div_ceil(1_000).clamp(1, 3_600);
        let seconds = u64::try_from(seconds).unwrap_or(1);
        let wait = words::count(usize::try_from(seconds).unwrap_or(1), "second", "seconds");
        let refusal = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "That was a lot at once.",
            format!("Please wait {wait} before the next one."),
            "For many, run Touchstone on your own machine.",
        );
        Self { beside: Some(Beside::RetryAfter(seconds)), ..refusal }
    }

    /// No page there.
    pub(super) fn missing() -> Self {
        let status = StatusCode::NOT_FOUND;
        Self { status, trouble: Trouble::missing(), pointer: None, beside: None }
    }

    /// A method that the address does not have; these it has (RFC 9110 §15.5.6).
    pub(super) fn method(methods: Methods) -> Self {
        let refusal = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "That does not work here.",
            "This address does not take a request of that kind.",
            "Begin at the front page.",
        );
        Self { beside: Some(Beside::Allow(methods)), ..refusal }
    }

    /// Our own trouble.
    pub(super) fn fault() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong on our side.",
            "It has nothing to do with your badge. We have noted that it happened.",
            "Try again in a few minutes.",
        )
    }

    /// The same for programs.
    pub(super) fn problem(&self) -> HttpResponse {
        let trouble = &self.trouble;
        let detail = match &trouble.next {
            Some(next) => format!("{} {next}", trouble.detail),
            None => trouble.detail.clone(),
        };
        self.answer(Problem {
            kind: "about:blank",
            title: &trouble.sentence,
            status: self.status.as_u16(),
            detail: &detail,
            pointer: self.pointer.as_deref(),
        })
    }

    fn answer(&self, problem: Problem<'_>) -> HttpResponse {
        let mut response = problem.response(self.status);
        self.add_headers(&mut response);
        response
    }

    /// The page that works where nothing else does.
    pub(super) fn plain_page(&self) -> HttpResponse {
        let page = PlainPage { sentence: &self.trouble.sentence, detail: &self.trouble.detail };
        let body = page.render().unwrap_or_else(|_| self.trouble.sentence.clone());
        let mut response = HttpResponse::build(self.status)
            .content_type("text/html; charset=utf-8")
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header(NOINDEX)
            .body(body);
        self.add_headers(&mut response);
        response
    }

    /// What it says in a header.
    pub(super) fn add_headers(&self, response: &mut HttpResponse) {
        let headers = response.headers_mut();
        match self.beside {
            Some(Beside::RetryAfter(seconds)) => headers.insert(RETRY_AFTER, seconds.into()),
            Some(Beside::Allow(methods)) => headers.insert(ALLOW, HeaderValue::from_static(methods.as_str())),
            None => return,
        };
    }
}

impl Refusal {
    /// What was brought cannot be read as a credential.
    fn unread(error: &ReadError) -> Self {
        let Said { sentence, beside, next } = unread::said(error);
        let status =
            if error.over_limit() { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
        let what = words::sentence(&error.to_string());
        let detail = if beside.is_empty() { what } else { format!("{what} {beside}") };
        Self { pointer: error.pointer().map(str::to_owned), ..Self::new(status, sentence, detail, next) }
    }
}

impl From<&NoReport> for Refusal {
    fn from(why: &NoReport) -> Self {
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let refusal = match why {
            NoReport::NoCredential(error) => return Self::unread(error),
            NoReport::LeadsOn { url } => Self::new(
                unprocessable,
                "The link leads on and on.",
                format!("It led to another link, and that to {url}. We follow two."),
                "Open the links yourself, and give us the last one or the badge itself.",
            ),
            NoReport::Unavailable { unavailable: Unavailable::TooLarge, .. } => Self::too_large(),
            NoReport::Unavailable { unavailable: Unavailable::Refused(why), .. } => Self::new(
                unprocessable,
                "We do not open that link.",
                words::sentence(why),
                "Give a link that begins with https:// and that anybody can open, or paste the badge itself.",
            ),
            NoReport::Unavailable { unavailable, .. } => Self::new(
                unprocessable,
                "The link did not answer.",
                match unavailable {
                    Unavailable::Unreachable(why) => words::sentence(why),
                    Unavailable::Offline => "Nothing is looked up on this site.".to_owned(),
                    Unavailable::OverBudget | Unavailable::TooLarge | Unavailable::Refused(_) => {
                        "Too much had been asked for already.".to_owned()
                    }
                },
                "Try again in a few minutes, or paste the badge itself.",
            ),
            NoReport::Status { status, .. } => Self::new(
                unprocessable,
                "There is no badge behind that link.",
                format!("It answered with the status {status}."),
                "See whether the link is whole, or paste the badge itself.",
            ),
        };
        Self { pointer: why.pointer().map(str::to_owned), ..refusal }
    }
}
