//! Who asks, for counting: the peer, or behind proxies of ours the address that they forward.

use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;
use ipnet::IpNet;

/// Networks of proxies whose `X-Forwarded-For` counts.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// These networks.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    fn are(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The client of a request: the last address on the way that is no proxy of ours. Whatever stands before it was
    /// written by somebody whom we do not know.
    pub(crate) fn client(&self, request: &HttpRequest) -> Option<IpAddr> {
        let mut client = request.peer_addr()?.ip().to_canonical();
        let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        let hops: Vec<&str> = forwarded.flat_map(|value| value.split(',')).map(str::trim).collect();
        for hop in hops.iter().rev() {
            if !self.are(client) {
                break;
            }
            // What is no address was not written by a proxy of ours.
            let Some(address) = address(hop) else { break };
            client = address;
        }
        Some(client)
    }
}

/// An address, perhaps with a port behind it.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|rest| rest.split(']').next()).unwrap_or(text);
    let parsed = bare.parse().ok().or_else(|| Some(text.parse::<std::net::SocketAddr>().ok()?.ip()));
    parsed.map(|address: IpAddr| address.to_canonical())
}

/// One client: an IPv4 address, or the network of 64 bits that a home or a server is given.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn client(proxies: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::new(proxies.iter().map(|network| network.parse().unwrap()).collect());
        let mut request = TestRequest::default().peer_addr(peer.parse().unwrap());
        for value in forwarded {
            request = request.append_header(("x-forwarded-for", *value));
        }
        proxies.client(&request.to_http_request()).unwrap().to_string()
    }

    #[test]
    fn only_our_proxies_are_believed() {
        let ours = ["10.0.0.0/8", "fd00::/8"];
        assert_eq!(client(&[], "10.0.0.1:9", &["192.0.2.7"]), "10.0.0.1");
        assert_eq!(client(&ours, "10.0.0.1:9", &["192.0.2.7"]), "192.0.2.7");
        assert_eq!(client(&ours, "10.0.0.1:9", &["203.0.113.5, 192.0.2.7, 10.0.0.2"]), "192.0.2.7");
        assert_eq!(client(&ours, "10.0.0.1:9", &["203.0.113.5", "192.0.2.7"]), "192.0.2.7");
        assert_eq!(client(&ours, "198.51.100.1:9", &["192.0.2.7"]), "198.51.100.1");
        assert_eq!(client(&ours, "10.0.0.1:9", &["nonsense"]), "10.0.0.1");
        assert_eq!(client(&ours, "[fd00::1]:9", &["[2001:db8::7]:443"]), "2001:db8::7");
        assert_eq!(client(&ours, "[::ffff:10.0.0.1]:9", &["192.0.2.7:80"]), "192.0.2.7");
    }

    #[test]
    fn a_household_is_one_client() {
        let of = |text: &str| household(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("192.0.2.7"), "192.0.2.7");
    }
}
