//! Why a request had no answer, in words for a report. What the other side wrote is not repeated.

use std::error::Error;
use std::io;

use rustls::CertificateError;
use verify::Unavailable;

use super::resolver::NoAddress;
use super::rules::inside;

/// What the client's error comes to.
pub(crate) fn unavailable(error: &reqwest::Error) -> Unavailable {
    if let Some(no_address) = cause::<NoAddress>(error) {
        return match no_address {
            NoAddress::Inside => inside(),
            NoAddress::Unknown => unreachable("its name is not known"),
        };
    }
    if let Some(error) = cause::<rustls::Error>(error) {
        return unreachable(insecure(error));
    }
    unreachable(if error.is_timeout() {
        LATE
    } else if error.is_connect() {
        "no connection could be made"
    } else if error.is_body() || error.is_decode() {
        "its answer broke off"
    } else {
        "its answer is no HTTP"
    })
}

/// Said of everything that takes longer than its time.
pub(crate) const LATE: &str = "no answer in time";

pub(crate) fn unreachable(why: &str) -> Unavailable {
    Unavailable::Unreachable(why.to_owned())
}

fn insecure(error: &rustls::Error) -> &'static str {
    let rustls::Error::InvalidCertificate(error) = error else {
        return "no secure connection could be made";
    };
    use CertificateError::*;
    if matches!(error, Expired | ExpiredContext { .. }) {
        "its certificate has expired"
    } else if matches!(error, NotValidForName | NotValidForNameContext { .. }) {
        "its certificate is for another name"
    } else if matches!(error, UnknownIssuer) {
        "its certificate is by no authority that this machine knows"
    } else {
        "its certificate is not valid"
    }
}

/// The first cause of a kind. An `io::Error` hides what it was made from, so it is opened.
fn cause<'e, T: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e T> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        next = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    None
}
