//! With `--allow-loopback`: an issuer on this machine, who answers, and then does not.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::web::Data;
use fetch::{Door, Network, NetworkOptions, Times};
use serde_json::json;
use tests::badge::badge;
use tests::issuer::Issuer;
use touchstone::web::Site;

use crate::house::{Answer, api, ask, get, link, now, over};

/// An issuer with a server of its own, as small as one can be.
struct Host {
    issuer: Issuer,
    badge: String,
    port: u16,
    asked: Arc<AtomicUsize>,
    ends: Arc<AtomicBool>,
}

impl Host {
    fn start(silent: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let issuer =
            Issuer::web(&format!("did:web:localhost%3A{port}"), "Harbour Technical College", "loopback");
        let badge = issuer.sign(badge(&issuer)).to_string();
        let pages = [
            ("/.well-known/did.json".to_owned(), issuer.document().to_string()),
            ("/badge.json".to_owned(), badge.clone()),
        ];
        let (asked, ends) = (Arc::<AtomicUsize>::default(), Arc::<AtomicBool>::default());
        let (count, end) = (Arc::clone(&asked), Arc::clone(&ends));
        thread::spawn(move || {
            let open = Mutex::new(Vec::new());
            for stream in listener.incoming().map_while(Result::ok) {
                if end.load(Ordering::SeqCst) {
                    return;
                }
                count.fetch_add(1, Ordering::SeqCst);
                if silent {
                    open.lock().unwrap().push(stream);
                } else {
                    reply(stream, &pages).ok();
                }
            }
        });
        Self { issuer, badge, port, asked, ends }
    }

    fn link(&self) -> String {
        format!("http://localhost:{}/badge.json", self.port)
    }

    /// Nobody listens there any more.
    #[allow(clippy::disallowed_methods, reason = "it wakes the server of the test")]
    fn stop(&self) {
        self.ends.store(true, Ordering::SeqCst);
        TcpStream::connect(("127.0.0.1", self.port)).ok();
        // The listener closes where its thread ends.
        let gone = || TcpStream::connect(("127.0.0.1", self.port)).is_err();
        assert!((0..200).any(|_| gone() || {
            thread::sleep(Duration::from_millis(5));
            false
        }));
    }
}

impl Drop for Host {
    #[allow(clippy::disallowed_methods, reason = "it wakes the server of the test")]
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        TcpStream::connect(("127.0.0.1", self.port)).ok();
    }
}

/// Reads one request and answers it; who speaks TLS is hung up on.
fn reply(mut stream: TcpStream, pages: &[(String, String)]) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < 8_192 {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.extend(byte);
        if head.first() != Some(&b'G') {
            return Ok(());
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default();
    let body = pages.iter().find(|(at, _)| at == path).map(|(_, body)| body.as_str());
    let (status, body) = body.map_or(("404 Not Found", "{}"), |body| ("200 OK", body));
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
}

/// A site that may ask this machine, or may not.
fn site(allow_loopback: bool, times: Times) -> Data<Site> {
    let options = NetworkOptions { allow_loopback, times, ..NetworkOptions::new(now) };
    over(Door::Network(Network::new(options).unwrap()))
}

/// A thirteenth of the server's own times: its 12 s for a judgement are 0.9 s.
fn short() -> Times {
    let ms = Duration::from_millis;
    Times { connect: ms(300), document: ms(300), link: ms(400), judgement: ms(900), upload: ms(5_000) }
}

/// What a busy machine may add to them, and not come near the server's own.
const SOON: Duration = Duration::from_secs(4);

fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.json()["headline"].as_str().unwrap_or_default().to_owned())
}

#[actix_web::test]
async fn a_badge_of_this_machine_is_verified_by_link() {
    let host = Host::start(false);
    let site = site(true, Times::default());
    let reply = ask(&site, api(json!({"url": host.link()}).to_string())).await;
    assert_eq!(told(&reply), (200, "verified".to_owned()), "{}", reply.text());
    assert_eq!(reply.json()["issuer"]["id"], host.issuer.id.as_str());
    let page = ask(&site, get(&link(&[("url", &host.link())]))).await;
    assert_eq!((page.status, page.heading()), (200, "This badge is genuine and current."), "{}", page.text());
    // A public site does not ask it, and says so.
    let public = ask(&self::site(false, Times::default()), get(&link(&[("url", &host.link())]))).await;
    assert_eq!((public.status, public.heading()), (422, "We do not open that link."));
    let asked = host.asked.load(Ordering::SeqCst);
    let pasted = ask(&self::site(false, Times::default()), api(host.badge.clone())).await;
    assert_ne!(told(&pasted).1, "verified");
    assert_eq!(host.asked.load(Ordering::SeqCst), asked, "nothing was dialled");
}

#[actix_web::test]
async fn an_issuer_who_has_gone_is_told() {
    let host = Host::start(false);
    host.stop();
    let reply = ask(&site(true, Times::default()), api(host.badge.clone())).await;
    assert_eq!(told(&reply), (200, "issuer-unreachable".to_owned()), "{}", reply.text());
    let page = ask(&site(true, Times::default()), get(&link(&[("url", &host.link())]))).await;
    assert_eq!((page.status, page.heading()), (422, "The link did not answer."));
}

#[actix_web::test]
async fn an_issuer_who_stays_silent_is_told_in_time() {
    let host = Host::start(true);
    let start = Instant::now();
    let reply = ask(&site(true, short()), api(host.badge.clone())).await;
    let took = start.elapsed();
    assert_eq!(told(&reply), (200, "issuer-unreachable".to_owned()), "{}", reply.text());
    assert!(host.asked.load(Ordering::SeqCst) > 0);
    assert!(took < SOON, "{took:?}");
    let start = Instant::now();
    let page = ask(&site(true, short()), get(&link(&[("url", &host.link())]))).await;
    assert_eq!((page.status, page.heading()), (422, "The link did not answer."));
    assert!(start.elapsed() < SOON);
}

/// The times that the server has: a link and its judgement, answered whatever happens.
#[test]
fn the_servers_own_times_are_those_of_the_design() {
    let times = Times::default();
    assert_eq!((times.link.as_secs(), times.judgement.as_secs()), (3, 12));
    assert!(times.connect + times.document <= times.judgement);
}
