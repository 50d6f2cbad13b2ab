//! How much a host's word is worth: its own, or that of one of its many tenants (design section 2.3).

use psl::{List, Psl as _, Type};

use crate::answers::Assurance;

/// `domain`, unless the host is a private suffix of the Public Suffix List or stands below one, such as
/// someone.github.io: then `page`, as for any address below a host that may have many tenants. Hosts deeper below come
/// as free as those directly below (this is stricter than design 2.3). An IP address is nobody's name.
pub(crate) fn of_host(host: &str) -> Assurance {
    let host = without_port(host).trim_end_matches('.');
    let is_address =
        host.starts_with('[') || host.rsplit('.').next().is_some_and(|last| last.parse::<u8>().is_ok());
    let is_private =
        || List.suffix(host.as_bytes()).is_some_and(|suffix| suffix.typ() == Some(Type::Private));
    if is_address || !host.contains('.') || is_private() { Assurance::Page } else { Assurance::Domain }
}

/// The host of `host:port`.
pub(crate) fn without_port(host: &str) -> &str {
    host.rsplit_once(':').map_or(host, |(host, _)| host)
}

/// The domain that an identifier stands under, for showing: the host of a did:web or https issuer.
pub(crate) fn domain_of(issuer: &str) -> Option<String> {
    match proof::resolve(issuer) {
        Ok(proof::Location::Web { host, .. }) => Some(host),
        Ok(proof::Location::Https { url }) => Some(url::Url::parse(&url).ok()?.host_str()?.to_owned()),
        Ok(proof::Location::SelfContained(_)) | Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenants_of_a_host_are_pages() {
        for host in ["example.edu", "example.edu:3000", "www.example.co.uk", "github.com"] {
            assert_eq!(of_host(host), Assurance::Domain, "{host}");
        }
        for host in [
            "someone.github.io",
            "github.io",
            "badges.netlify.app",
            "deep.someone.github.io",
            "192.0.2.1",
            "[2001:db8::1]",
            "localhost",
        ] {
            assert_eq!(of_host(host), Assurance::Page, "{host}");
        }
    }
}
