//! Which addresses we ask, before anything is dialled: scheme, host, port, and what its name may mean.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Host, Url};
use verify::Unavailable;
use verify::limits::MAX_URL;

use super::special::special;
use crate::blocked::Blocked;

/// Ports that we knock at: that of https, and the one that stands in for it where it is taken. A verifier that dials
/// whatever port a badge names would be a port scanner for anyone.
const PORTS: [u16; 2] = [443, 8443];

/// Names that mean something inside, or nothing at all, with all below them: IANA's "Special-Use Domain Names", what
/// ICANN keeps out of the root for private use, and what home and office networks are named after. `example` is not
/// among them: the world's servers say that it does not exist, and examples may stand in a test's world.
const INSIDE_NAMES: &[&str] = &[
    "alt",
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mail",
    "onion",
    "private",
    "test",
];

/// The rules of one [`super::Network`].
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    pub(crate) allow_loopback: bool,
    pub(crate) blocked: Blocked,
    /// Addresses that count as outside whatever they are: servers of tests.
    pub(crate) outside: Vec<SocketAddr>,
}

/// An address that may be asked, as far as it can be told without its name's addresses.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) url: Url,
    /// Without the dot that a whole name may end in.
    pub(crate) host: String,
    /// Whether it is this machine by its own name, which is allowed here.
    pub(crate) is_loopback: bool,
}

impl Rules {
    /// Reads an address; `url` knows every spelling of a host: numbers in any base, escapes, wide letters.
    pub(crate) fn check(&self, text: &str) -> Result<Target, Unavailable> {
        if text.len() > MAX_URL {
            return Err(refused("its address is too long"));
        }
        match Url::parse(text) {
            Ok(url) => self.check_url(url),
            Err(_) => Err(refused("it is no address that can be read")),
        }
    }

    /// Where a redirect leads: what it names is checked like an address that somebody handed in.
    pub(crate) fn follow(&self, from: &Target, location: &str) -> Result<Target, Unavailable> {
        match from.url.join(location) {
            Ok(url) if url.as_str().len() <= MAX_URL => self.check_url(url),
            Ok(_) | Err(_) => Err(refused("it redirects to no address that can be read")),
        }
    }

    fn check_url(&self, mut url: Url) -> Result<Target, Unavailable> {
        url.set_fragment(None);
        let is_loopback = self.allow_loopback && is_loopback_host(&url);
        match url.scheme() {
            "https" => {}
            "http" if is_loopback => {}
            "http" => return Err(refused("it is not encrypted: use its https:// address")),
            _ => return Err(refused("it is no https address")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(refused("its address carries a user name or a password"));
        }
        if !is_loopback && !url.port_or_known_default().is_some_and(|port| PORTS.contains(&port)) {
            return Err(refused("its port is not one of web pages: 443 or 8443"));
        }
        let host = match url.host() {
            None => return Err(refused("its address names no host")),
            Some(Host::Ipv4(ip)) => self.literal(ip.into(), is_loopback)?,
            Some(Host::Ipv6(ip)) => self.literal(ip.into(), is_loopback)?,
            Some(Host::Domain(name)) => {
                let name = name.strip_suffix('.').unwrap_or(name);
                if !is_loopback {
                    check_name(name)?;
                }
                name.to_owned()
            }
        };
        if self.blocked.contains(&host) {
            return Err(refused("its host is blocked here"));
        }
        // The final dot says that a name is whole, as all of ours are; in a certificate and in `Host` it is foreign.
        if url.host_str().is_some_and(|name| name.ends_with('.')) && url.set_host(Some(&host)).is_err() {
            return Err(refused("its address names no host"));
        }
        Ok(Target { url, host, is_loopback })
    }

    fn literal(&self, ip: IpAddr, is_loopback: bool) -> Result<String, Unavailable> {
        match special(ip) {
            Some(_) if !is_loopback => Err(inside()),
            Some(_) | None => Ok(ip.to_string()),
        }
    }

    /// Whether an address that a name has may be dialled.
    pub(crate) fn is_outside(&self, address: SocketAddr) -> bool {
        self.outside.contains(&address) || special(address.ip()).is_none()
    }

    /// Whether the address that answered is one that may have been dialled.
    pub(crate) fn confirms(&self, target: &Target, address: Option<SocketAddr>) -> bool {
        match address {
            Some(address) if target.is_loopback => address.ip().is_loopback(),
            Some(address) => match target.url.host() {
                Some(Host::Ipv4(ip)) => address.ip() == IpAddr::V4(ip),
                Some(Host::Ipv6(ip)) => address.ip() == IpAddr::V6(ip),
                Some(Host::Domain(_)) | None => self.is_outside(address),
            },
            None => false,
        }
    }
}

/// The addresses of this machine, for names that mean it wherever they are asked (RFC 6761 §6.3).
pub(crate) fn loopback_addresses() -> [SocketAddr; 2] {
    [SocketAddr::new(Ipv4Addr::LOCALHOST.into(), 0), SocketAddr::new(Ipv6Addr::LOCALHOST.into(), 0)]
}

/// `localhost` and everything below it.
pub(crate) fn is_loopback_name(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

fn is_loopback_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => is_loopback_name(name),
        None => false,
    }
}

fn check_name(name: &str) -> Result<(), Unavailable> {
    match name.rsplit_once('.') {
        // A machine's own search list would say what it means.
        None => Err(refused("its host is a name of inside networks")),
        Some((_, last)) if INSIDE_NAMES.contains(&last) => {
            Err(refused("its host is a name of inside networks"))
        }
        Some(_) => Ok(()),
    }
}

/// The answer where an address is not public.
pub(crate) fn inside() -> Unavailable {
    refused("its host is no public address")
}

pub(crate) fn refused(why: &str) -> Unavailable {
    Unavailable::Refused(why.to_owned())
}

#[cfg(test)]
mod matrix;

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(allow_loopback: bool) -> Rules {
        let blocked = Blocked::parse("evil.example\n").unwrap();
        Rules { allow_loopback, blocked, outside: Vec::new() }
    }

    #[test]
    fn what_is_asked() {
        for (text, asked) in [
            ("https://college.example/did.json", "https://college.example/did.json"),
            ("HTTPS://College.Example./did.json#key", "https://college.example/did.json"),
            ("https://college.example:8443/", "https://college.example:8443/"),
            ("https://b\u{fc}cher.example/", "https://xn--bcher-kva.example/"),
            ("https://93.184.215.14/", "https://93.184.215.14/"),
            (
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
                "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
            ),
        ] {
            assert_eq!(rules(false).check(text).unwrap().url.as_str(), asked);
        }
    }

    #[test]
    fn what_is_refused() {
        for text in [
            "http://college.example/",
            "ftp://college.example/",
            "file:///etc/passwd",
            "https://user@college.example/",
            "https://college.example:22/",
            "https://evil.example/",
            "https://www.EVIL.example./",
            "nonsense",
        ] {
            assert!(matches!(rules(false).check(text), Err(Unavailable::Refused(_))), "{text}");
        }
        assert!(rules(false).check("https://notevil.example/").is_ok());
        let long = format!("https://college.example/{}", "x".repeat(MAX_URL));
        assert_eq!(rules(false).check(&long).unwrap_err(), refused("its address is too long"));
    }

    #[test]
    fn loopback_where_it_is_allowed_is_this_machine_by_its_own_name() {
        let rules = rules(true);
        for text in [
            "http://localhost:3000/",
            "https://localhost/",
            "http://a.localhost./",
            "http://127.0.0.1:8080/",
            "http://127.9.9.9/",
            "http://[::1]:1/",
            "http://2130706433/",
        ] {
            assert!(rules.check(text).unwrap().is_loopback, "{text}");
        }
        for text in
            ["http://10.0.0.1/", "https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "http://a.example/"]
        {
            assert!(rules.check(text).is_err(), "{text}");
        }
    }

    #[test]
    fn who_answered_is_looked_at_again() {
        let rules = rules(false);
        let confirms = |url: &str, address: &str| {
            rules.confirms(&rules.check(url).unwrap(), Some(address.parse().unwrap()))
        };
        assert!(confirms("https://a.example/", "93.184.215.14:443"));
        assert!(!confirms("https://a.example/", "127.0.0.1:443"));
        assert!(confirms("https://93.184.215.14/", "93.184.215.14:443"));
        assert!(!confirms("https://93.184.215.14/", "93.184.215.15:443"));
        assert!(!rules.confirms(&rules.check("https://a.example/").unwrap(), None));
    }
}
