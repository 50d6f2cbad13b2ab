//! How often one client may ask.

use std::net::SocketAddr;

use actix_web::test::TestRequest;
use actix_web::web::Data;
use fetch::Door;
use touchstone::web::{Limiter, Proxies, Site};

use crate::house::{Answer, answer, api, get, link, now, urlencoded};

/// Two a minute; what 10.0.0.0/8 forwards is believed.
fn site() -> Data<Site> {
    let mut site = Site::new(Door::Offline, now);
    site.limiter = Limiter::new("2/min".parse().unwrap());
    site.proxies = Proxies::new(vec!["10.0.0.0/8".parse().unwrap(), "127.0.0.1/32".parse().unwrap()]);
    Data::new(site)
}

fn from(site: &Data<Site>, peer: &str, forwarded: Option<&str>, request: TestRequest) -> Answer {
    let peer: SocketAddr = peer.parse().unwrap();
    let request = request.peer_addr(peer);
    match forwarded {
        Some(client) => answer(site, request.insert_header(("x-forwarded-for", client))),
        None => answer(site, request),
    }
}

fn statuses(site: &Data<Site>, peer: &str, forwarded: Option<&str>, times: usize) -> Vec<u16> {
    (0..times).map(|_| from(site, peer, forwarded, api("hello")).status).collect()
}

#[test]
fn too_many_are_429_and_told_when_to_come_again() {
    let site = site();
    let peer = "192.0.2.1:40000";
    assert_eq!(statuses(&site, peer, None, 2), [422, 422]);
    let shared = link(&[("url", "https://a.example/")]);
    let pages = [
        from(&site, peer, None, get(&shared)),
        from(&site, peer, None, urlencoded("/verify", &[("credential", "hello")])),
    ];
    for page in pages {
        assert_eq!((page.status, page.heading()), (429, "That was a lot at once."));
        let seconds: u64 = page.header("retry-after").parse().unwrap();
        assert!((1..=30).contains(&seconds), "{seconds}");
        assert!(page.text().contains("Please wait "), "{}", page.text());
    }
    for request in [api("hello"), get(&format!("{shared}&as=json")), urlencoded("/verify?as=json", &[])] {
        let reply = from(&site, peer, None, request);
        assert_eq!((reply.status, reply.problem().0.as_str()), (429, "That was a lot at once."));
    }
    // What costs nothing is not counted.
    for request in [get("/"), get("/healthz"), get("/verify"), crate::house::method("HEAD", &shared)] {
        assert!(from(&site, peer, None, request).status < 400);
    }
    assert_eq!(from(&site, peer, None, get("/nothing")).status, 404);
}

#[test]
fn each_household_is_counted_by_itself() {
    let site = site();
    for peer in ["192.0.2.1:1", "192.0.2.2:1", "[2001:db8:0:1::1]:1", "[2001:db8:0:2::1]:1"] {
        assert_eq!(statuses(&site, peer, None, 3), [422, 422, 429], "{peer}");
    }
    // Another address of a home that has asked, and another port of a machine that has.
    for peer in ["[2001:db8:0:1:ffff::7]:1", "192.0.2.1:2", "[::ffff:192.0.2.1]:1"] {
        assert_eq!(statuses(&site, peer, None, 1), [429], "{peer}");
    }
}

#[test]
fn behind_a_proxy_of_ours_its_clients_are_counted() {
    let site = site();
    let proxy = "10.0.0.7:9";
    assert_eq!(statuses(&site, proxy, Some("192.0.2.1"), 3), [422, 422, 429]);
    assert_eq!(statuses(&site, proxy, Some("192.0.2.2"), 3), [422, 422, 429]);
    assert_eq!(statuses(&site, "10.9.9.9:9", Some("192.0.2.2"), 1), [429], "by another proxy");
    // What a client writes before its own address changes nothing.
    assert_eq!(statuses(&site, proxy, Some("198.51.100.1, 192.0.2.1"), 1), [429]);
    // Nobody else is believed.
    assert_eq!(statuses(&site, "203.0.113.1:9", Some("198.51.100.2"), 2), [422, 422]);
    assert_eq!(statuses(&site, "203.0.113.1:9", Some("198.51.100.3"), 1), [429]);
}

#[test]
fn this_machine_is_not_limited_and_whom_it_forwards_is() {
    let site = site();
    for peer in ["127.0.0.1:9", "127.8.8.8:9", "[::1]:9", "[::ffff:127.0.0.1]:9"] {
        assert_eq!(statuses(&site, peer, None, 4), [422; 4], "{peer}");
    }
    assert_eq!(statuses(&site, "127.0.0.1:9", Some("192.0.2.9"), 3), [422, 422, 429]);
    // Behind no proxy of ours nobody is loopback by his own word.
    assert_eq!(statuses(&site, "203.0.113.5:9", Some("127.0.0.1"), 3), [422, 422, 429]);
}
