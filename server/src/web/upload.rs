//! What a visitor sends to `/verify`: a form with a text, a file and a link, or a link in the address.

use actix_multipart::MultipartError;
use actix_multipart::form::bytes::Bytes;
use actix_multipart::form::{MultipartForm, MultipartFormConfig};
use actix_web::dev::Payload;
use actix_web::error::{PayloadError, UrlencodedError};
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Form, FormConfig};
use actix_web::{Error, FromRequest as _, HttpRequest};
use app::pages::Entered;
use credential::limits::MAX_CREDENTIAL_BYTES;
use serde::Deserialize;
use site::Input;
use verify::Recipient;

use super::judging::Question;
use super::refusal::Refusal;

/// Bytes of a whole form: a credential of full size, and what stands around it.
pub(super) const MAX_FORM_BYTES: usize = MAX_CREDENTIAL_BYTES + 64 * 1024;

/// Bytes of a link or a recipient: longer ones are neither.
const MAX_FIELD_BYTES: usize = 8 * 1024;

/// What was sent, before it is looked at.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub entered: Entered,
    pub file: Vec<u8>,
    /// What the presenter was asked to sign, and for whom: fields that programs fill in.
    challenge: String,
    domain: String,
}

#[derive(MultipartForm)]
struct Multipart {
    credential: Option<Bytes>,
    file: Option<Bytes>,
    url: Option<Bytes>,
    recipient: Option<Bytes>,
    challenge: Option<Bytes>,
    domain: Option<Bytes>,
}

/// The same as a form without a file, and as members of an address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    credential: String,
    #[serde(default)]
    pub url: String,
    /// `identity__email` is what BadgeCheck's links called it.
    #[serde(default, alias = "identity__email")]
    recipient: String,
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    domain: String,
    /// `json`: the report itself.
    #[serde(default, rename = "as")]
    pub form: String,
}

impl From<Fields> for Sent {
    fn from(fields: Fields) -> Self {
        let Fields { credential, url, recipient, challenge, domain, form: _ } = fields;
        Self { entered: Entered { credential, url, recipient }, file: Vec::new(), challenge, domain }
    }
}

impl Sent {
    /// Reads a posted form of either kind.
    pub(super) async fn read(request: &HttpRequest, payload: &mut Payload) -> Result<Self, Refusal> {
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
            let form = Form::<Fields>::from_request(request, payload).await;
            return form.map(|form| form.into_inner().into()).map_err(|error| refused(&error));
        }
        let form = MultipartForm::<Multipart>::from_request(request, payload).await;
        let form = form.map_err(|error| refused(&error))?.into_inner();
        let bytes = |field: Option<Bytes>| field.map(|field| field.data.to_vec()).unwrap_or_default();
        let text = |field| String::from_utf8_lossy(&bytes(field)).into_owned();
        let entered = Entered {
            credential: text(form.credential),
            url: text(form.url),
            recipient: text(form.recipient),
        };
        let (challenge, domain) = (text(form.challenge), text(form.domain));
        Ok(Self { entered, file: bytes(form.file), challenge, domain })
    }

    /// The link, where that was judged.
    pub(super) fn link(&self) -> Option<&str> {
        let (text, url) = (self.entered.credential.trim(), self.entered.url.trim());
        match (url.is_empty(), is_link(text)) {
            (false, _) => Some(url),
            (true, true) => Some(text),
            (true, false) => None,
        }
    }

    /// What of it is to be judged.
    pub(super) fn question(&self) -> Result<Question, Refusal> {
        let Entered { credential, url, recipient } = &self.entered;
        let (text, url, recipient) = (credential.trim(), url.trim(), recipient.trim());
        let fields = [url, recipient, &self.challenge, &self.domain];
        if fields.iter().any(|field| field.len() > MAX_FIELD_BYTES) {
            return Err(Refusal::too_large());
        }
        let recipient = match recipient {
            "" => None,
            text => Some(Recipient::parse(text).map_err(|_| Refusal::recipient())?),
        };
        let input = match (text.is_empty(), self.file.is_empty(), url.is_empty()) {
            (true, true, true) => return Err(Refusal::nothing()),
            (false, true, true) if is_link(text) => Input::Url(text.to_owned()),
            (false, true, true) => Input::Bytes(credential.clone().into_bytes()),
            (true, false, true) => Input::Bytes(self.file.clone()),
            (true, true, false) => Input::Url(url.to_owned()),
            (false, false, _) | (_, false, false) | (false, _, false) => return Err(Refusal::several()),
        };
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let (challenge, domain) = (given(&self.challenge), given(&self.domain));
        Ok(Question { recipient, challenge, domain, ..Question::about(input) })
    }
}

/// Whether a text in the box is a link: no credential begins like one.
fn is_link(text: &str) -> bool {
    text.len() <= MAX_FIELD_BYTES
        && !text.contains(char::is_whitespace)
        && ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme))
}

/// Why a form cannot be read.
fn refused(error: &Error) -> Refusal {
    let too_large = match (error.as_error::<MultipartError>(), error.as_error::<UrlencodedError>()) {
        (Some(MultipartError::Payload(PayloadError::Overflow)), _) => true,
        (_, Some(UrlencodedError::Overflow { .. })) => true,
        (Some(_) | None, Some(_) | None) => false,
    };
    match error.as_response_error().status_code() {
        _ if too_large => Refusal::too_large(),
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::too_large(),
        status => Refusal::unreadable_form(status),
    }
}

/// Limits of both kinds of form.
pub(super) fn limits() -> (MultipartFormConfig, FormConfig) {
    let multipart = MultipartFormConfig::default().total_limit(MAX_FORM_BYTES).memory_limit(MAX_FORM_BYTES);
    (multipart, FormConfig::default().limit(MAX_FORM_BYTES))
}
