//! No request reaches an address inside: not by a literal, a name, a change of mind or a redirect.

use std::net::SocketAddr;

use fetch::Blocked;
use verify::Answer;

use crate::world::{Reply, Server, World, answer, ok, refused, to, unreachable};

const INSIDE: &str = "its host is no public address";
const INSIDE_NAME: &str = "its host is a name of inside networks";

#[tokio::test]
async fn hosts_inside_are_refused_before_anything_is_asked() {
    // The whole matrix of spellings is held against the rules alone, in `src/network/rules.rs`: there, no mistake of
    // a test or of ours can dial anything.
    let world = World::new(&[]);
    for (host, why) in [
        ("127.0.0.1", INSIDE),
        ("2130706433", INSIDE),
        ("0x7f.1", INSIDE),
        ("[::1]", INSIDE),
        ("[::ffff:127.0.0.1]", INSIDE),
        ("localhost", INSIDE_NAME),
        ("a.localhost.", INSIDE_NAME),
    ] {
        let url = format!("https://{host}/did.json");
        assert_eq!(world.missing(&url).await, refused(why), "{url}");
        assert!(matches!(world.link(&url).await, Answer::Unavailable(w) if w == refused(why)), "{url}");
    }
    assert!(world.names.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn names_that_lead_inside_are_refused_and_nothing_is_dialled() {
    let inside = Server::http("127.0.0.2", |_| ok("{}")).await;
    let six = Server::http("::1", |_| ok("{}")).await;
    let world = World::new(&[]);
    // Forms of this machine alone, so that a fault dials nobody else; all others are `src/network/resolver.rs`'s.
    for (n, ip) in ["127.0.0.1", "127.0.0.2", "0.0.0.0", "::", "::1", "::127.0.0.2", "::ffff:127.0.0.2"]
        .iter()
        .enumerate()
    {
        for port in [0, inside.at.port(), six.at.port()] {
            let name = format!("n{n}-{port}.example");
            world.names.set(&name, &[&[SocketAddr::new(ip.parse().unwrap(), port)]]);
            assert_eq!(world.missing(&format!("https://{name}/")).await, refused(INSIDE), "{ip}");
        }
    }
    assert_eq!((inside.seen.dialled(), six.seen.dialled()), (0, 0));
}

#[tokio::test]
async fn one_address_inside_refuses_the_name_although_others_are_public() {
    let outside = Server::https(&["a.example"], |_| ok("{}")).await;
    let inside = Server::http("127.0.0.2", |_| ok("{}")).await;
    let world = World::new(&[("a.example", &outside)]);
    for answer in [[outside.at, inside.at], [inside.at, outside.at]] {
        world.names.set("a.example", &[&answer]);
        let url = format!("https://a.example/{}", answer[0]);
        assert_eq!(world.missing(&url).await, refused(INSIDE));
    }
    assert_eq!((outside.seen.dialled(), inside.seen.dialled()), (0, 0));
}

#[tokio::test]
async fn a_name_that_changes_its_mind_reaches_nothing() {
    let outside = Server::https(&["a.example"], |_| ok("{}")).await;
    let inside = Server::http("127.0.0.2", |_| ok("{}")).await;
    let world = World::new(&[("a.example", &outside)]);
    // Public for the check, inside for the dial: were they two look-ups, the second would decide.
    world.names.set("a.example", &[&[outside.at], &[inside.at], &[inside.at]]);
    world.found("https://a.example/1").await;
    assert_eq!((outside.seen.requests(), world.names.asked.lock().unwrap().len()), (1, 1));
    assert_eq!(world.missing("https://a.example/2").await, refused(INSIDE));
    assert_eq!((outside.seen.dialled(), inside.seen.dialled()), (1, 0));
}

#[tokio::test]
async fn an_address_that_was_not_checked_is_not_listened_to() {
    // The port of an address goes before that of a name: here the check sees another one than the dial.
    let server = Server::https_at("127.0.0.3:8443", &["a.example"], |_| ok("{}")).await;
    let checked = SocketAddr::new(server.at.ip(), 1);
    let world = World::with(&[], |options| options.outside.push(checked));
    world.names.set("a.example", &[&[checked]]);
    let why = world.missing("https://a.example:8443/").await;
    assert_eq!(why, refused("another address answered than the one that was checked"));
    assert_eq!(server.seen.requests(), 1);
}

#[tokio::test]
async fn a_connection_that_stands_serves_again_and_is_confirmed_again() {
    let server = Server::https(&["a.example"], |_| {
        Reply::Stay(b"HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n{}".to_vec())
    })
    .await;
    let world = World::new(&[("a.example", &server)]);
    for n in 0..3 {
        world.found(&format!("https://a.example/{n}")).await;
    }
    assert_eq!((server.seen.dialled(), server.seen.requests()), (1, 3));
}

#[tokio::test]
async fn a_redirect_inside_is_not_followed() {
    let inside = Server::http("127.0.0.2", |_| ok("{}")).await;
    let port = inside.at.port();
    let outside = Server::https(&["a.example"], move |path| match path {
        "/literal" => to("https://127.0.0.2/"),
        "/short" => to("//0x7f.2/"),
        "/name" => to("https://inside.example/"),
        "/local" => to("https://localhost/"),
        "/plain" => to(&format!("http://127.0.0.2:{port}/")),
        "/http" => to("http://a.example/"),
        "/port" => to("https://a.example:22/"),
        "/user" => to("https://a:b@a.example/"),
        "/blocked" => to("https://www.evil.example/"),
        "/file" => to("file:///etc/passwd"),
        _ => to("https://[::ffff:7f00:2]/"),
    })
    .await;
    let world = World::with(&[("a.example", &outside)], |options| {
        options.blocked = Blocked::parse("evil.example").unwrap();
    });
    world.names.set("inside.example", &[&[inside.at]]);
    for (path, why) in [
        ("literal", INSIDE),
        ("short", INSIDE),
        ("name", INSIDE),
        ("local", INSIDE_NAME),
        ("plain", "it is not encrypted: use its https:// address"),
        ("http", "it is not encrypted: use its https:// address"),
        ("port", "its port is not one of web pages: 443 or 8443"),
        ("user", "its address carries a user name or a password"),
        ("blocked", "its host is blocked here"),
        ("file", "it is no https address"),
        ("mapped", INSIDE),
    ] {
        assert_eq!(world.missing(&format!("https://a.example/{path}")).await, refused(why), "{path}");
    }
    assert_eq!((outside.seen.requests(), inside.seen.dialled()), (11, 0));
}

#[tokio::test]
async fn three_redirects_are_followed_and_no_fourth() {
    let other = Server::https(&["b.example"], |path| match path {
        "/end" => ok("{\"end\":true}"),
        _ => to("/end"),
    })
    .await;
    let server = Server::https(&["a.example"], |path| match path {
        "/0" => to("/1"),
        "/1" => to("1a/../2"),
        "/2" => to("https://b.example/3"),
        "/loop" => to("/loop"),
        _ => Reply::Bytes(answer(302, "", "")),
    })
    .await;
    let world = World::new(&[("a.example", &server), ("b.example", &other)]);
    let found = world.found("https://a.example/1").await;
    assert_eq!((found.status, found.bytes()), (200, &b"{\"end\":true}"[..]));
    let (before, late) = (server.seen.requests(), world.missing("https://a.example/0").await);
    assert_eq!((late, before, other.seen.requests()), (unreachable("it redirects too often"), 2, 3));
    assert_eq!(world.missing("https://a.example/loop").await, unreachable("it redirects too often"));
    assert_eq!(server.seen.requests(), 2 + 3 + 4);
    assert_eq!(world.found("https://a.example/nowhere").await.status, 302, "without a place it is an answer");
}

#[tokio::test]
async fn a_did_configuration_is_the_word_of_the_host_itself() {
    let server = Server::https(&["a.example"], |path| match path {
        "/elsewhere" => ok("{}"),
        _ => to("/elsewhere"),
    })
    .await;
    let world = World::new(&[("a.example", &server)]);
    assert_eq!(world.found("https://a.example/.well-known/did-configuration.json").await.status, 302);
    assert_eq!(world.found("https://a.example/.well-known/did.json").await.status, 200);
    assert_eq!(server.seen.requests(), 3);
}

#[tokio::test]
async fn what_is_asked_says_what_we_read_and_nothing_more() {
    let server = Server::https(&["a.example"], |_| to("https://a.example./final")).await;
    let world = World::new(&[("a.example", &server)]);
    world.ask(&["https://a.example/did.json?x=1#key"]).await;
    let requests = server.seen.requests.lock().unwrap();
    let head = requests[0].to_ascii_lowercase();
    let mut lines: Vec<&str> = head.trim_end().split("\r\n").collect();
    lines[1..].sort_unstable();
    assert_eq!(
        lines,
        [
            "get /did.json?x=1 http/1.1",
            "accept-encoding: identity",
            "accept: application/vc, application/vc+jwt, application/did+json, application/jwk-set+json, \
             application/ld+json, application/json;q=0.9, */*;q=0.1",
            "host: a.example",
            concat!(
                "user-agent: touchstone/",
                env!("CARGO_PKG_VERSION"),
                " (verifier of learning credentials)"
            ),
        ]
    );
    assert!(requests[1].contains("/final") && !requests[1].to_ascii_lowercase().contains("referer"));
}

#[tokio::test]
async fn behind_a_visitors_link_every_form_of_a_credential_is_asked_for() {
    let server = Server::https(&["a.example"], |_| ok("{}")).await;
    let world = World::new(&[("a.example", &server)]);
    world.link("https://a.example/share/1").await;
    let requests = server.seen.requests.lock().unwrap();
    let accept: Vec<_> =
        requests[0].lines().filter(|line| line.to_ascii_lowercase().starts_with("accept:")).collect();
    assert_eq!(accept.len(), 1, "{accept:?}");
    for kind in ["application/vc", "application/jwt", "image/png", "image/svg+xml", "text/html;q=0.5"] {
        assert!(accept[0].contains(kind), "{kind}");
    }
}

#[tokio::test]
async fn a_certificate_must_be_for_the_name_and_by_an_authority_that_is_trusted() {
    let server = Server::https(&["b.example"], |_| ok("{}")).await;
    let world = World::new(&[("a.example", &server)]);
    let why = world.missing("https://a.example/").await;
    assert_eq!(why, unreachable("its certificate is for another name"));
    let strange = Server::https(&["a.example"], |_| ok("{}")).await;
    let other = rcgen::generate_simple_self_signed(vec!["c.example".to_owned()]).unwrap();
    let world = World::with(&[("a.example", &strange)], |options| {
        options.only_root = Some(other.cert.pem().into_bytes());
    });
    let why = world.missing("https://a.example/").await;
    assert_eq!(why, unreachable("its certificate is by no authority that this machine knows"));
    let plain = Server::http("127.0.0.1", |_| ok("{}")).await;
    let world = World::new(&[("a.example", &plain)]);
    assert!(matches!(world.missing("https://a.example/").await, verify::Unavailable::Unreachable(_)));
    assert_eq!(server.seen.requests() + strange.seen.requests() + plain.seen.requests(), 0);
}

#[tokio::test]
async fn a_link_without_encryption_is_refused_with_the_way_out() {
    let Answer::Unavailable(why) = World::new(&[]).link("http://a.example/badge.json").await else {
        panic!()
    };
    assert_eq!(why, refused("it is not encrypted: use its https:// address"));
}
