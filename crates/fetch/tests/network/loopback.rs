//! This machine, where it is allowed: by its own names, at any port, without TLS, and nothing else inside.

use verify::{Answer, Unavailable};

use crate::world::{Server, World, ok, refused};

#[tokio::test]
async fn this_machine_is_asked_by_its_own_names() {
    let server = Server::http("127.0.0.1", |_| ok("{}")).await;
    let port = server.at.port();
    let world = World::with(&[], |options| options.allow_loopback = true);
    let hosts = ["http://127.0.0.1", "http://localhost", "http://issuer.localhost", "http://0x7f.1"];
    for host in hosts {
        let url = format!("{host}:{port}/badge.json");
        assert!(matches!(world.link(&url).await, Answer::Found(document) if document.is_success()), "{url}");
    }
    // A did:web of this machine is https by its standard; where nobody speaks TLS, it is asked plainly.
    assert!(world.found(&format!("https://localhost:{port}/.well-known/did.json")).await.is_success());
    assert_eq!(server.seen.requests(), hosts.len() + 1);
    assert!(world.names.asked.lock().unwrap().is_empty(), "no resolver is needed to know oneself");
}

#[tokio::test]
async fn https_of_this_machine_is_preferred() {
    let server = Server::https(&["localhost"], |_| ok("{}")).await;
    let world = World::with(&[], |options| options.allow_loopback = true);
    world.found(&format!("https://localhost:{}/did.json", server.at.port())).await;
    assert_eq!((server.seen.dialled(), server.seen.requests()), (1, 1));
}

#[tokio::test]
async fn other_doors_stay_shut() {
    let server = Server::http("127.0.0.1", |_| ok("{}")).await;
    let port = server.at.port();
    let world = World::with(&[], |options| options.allow_loopback = true);
    world.names.set("a.example", &[&[server.at]]);
    let refusals = [
        "https://a.example/".to_owned(),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://0.0.0.0:{port}/"),
        format!("http://a.example:{port}/"),
        format!("http://[::ffff:7f00:1]:{port}/"),
        "https://printer.local/".to_owned(),
    ];
    for url in &refusals {
        assert!(matches!(world.missing(url).await, Unavailable::Refused(_)), "{url}");
    }
    let shut = World::new(&[]);
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(shut.missing(&url).await, refused("it is not encrypted: use its https:// address"));
    assert_eq!(server.seen.dialled(), 0);
}
