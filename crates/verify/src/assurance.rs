//! How much a host's word is worth: its own, or that of one of its many tenants (design section 2.3).

use psl::{List, Psl as _, Type};

use crate::answers::Assurance;

/// `domain`, unless the host is a private suffix of the Public Suffix List or stands directly below one, such as
/// someone.github.io: then `page`, as for any address below a host that may have many tenants.
pub(crate) fn of_host(host: &str) -> Assurance {
    let host = without_port(host).trim_end_matches('.');
    let Some(suffix) = List.suffix(host.as_bytes()) else {
        return Assurance::Domain;
    };
    if suffix.typ() != Some(Type::Private) {
        return Assurance::Domain;
    }
    let above = host.len() - suffix.as_bytes().len();
    match host[..above].trim_end_matches('.') {
        "" => Assurance::Page,
        label if !label.contains('.') => Assurance::Page,
        _ => Assurance::Domain,
    }
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
        for host in
            ["example.edu", "example.edu:3000", "www.example.co.uk", "github.com", "deep.someone.github.io"]
        {
            assert_eq!(of_host(host), Assurance::Domain, "{host}");
        }
        for host in ["someone.github.io", "github.io", "badges.netlify.app"] {
            assert_eq!(of_host(host), Assurance::Page, "{host}");
        }
    }
}
