//! What one answer, one host and one judgement may cost; and that failures are answers.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use credential::limits::{MAX_CREDENTIAL_BYTES, MAX_DOCUMENT_BYTES};
use fetch::Times;
use verify::limits::{MAX_HOSTS, MAX_NEEDS};
use verify::{Answer, Presented, Unavailable};

use crate::world::{NOW, Reply, Server, World, answer, needs, now, ok, short, unreachable};

const LENGTHLESS: &str = "HTTP/1.1 200 X\r\nConnection: close\r\n\r\n";

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

#[tokio::test]
async fn what_takes_too_long_is_unreachable() {
    let server = Server::https(&["a.example"], |path| match path {
        "/silent" => Reply::Never,
        "/half" => Reply::Drip(b"HTTP/1.1 200 X\r\nContent-".to_vec(), ms(40)),
        _ => Reply::Drip(LENGTHLESS.into(), ms(40)),
    })
    .await;
    let world = World::with(&[("a.example", &server)], short);
    for path in ["silent", "half", "drip"] {
        let start = Instant::now();
        assert_eq!(
            world.missing(&format!("https://a.example/{path}")).await,
            unreachable("no answer in time")
        );
        assert!((ms(290)..ms(3_000)).contains(&start.elapsed()), "{path}: {:?}", start.elapsed());
    }
}

#[tokio::test]
async fn a_server_that_never_shakes_hands_is_unreachable() {
    let server = Server::http("127.0.0.1", |_| Reply::Never).await;
    // Nobody accepts here: the connection stands, and no byte comes.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let world = World::with(&[("a.example", &server)], |options| {
        short(options);
        options.outside.push(listener.local_addr().unwrap());
    });
    world.names.set("a.example", &[&[listener.local_addr().unwrap()]]);
    assert_eq!(world.missing("https://a.example/").await, unreachable("no answer in time"));
}

#[tokio::test]
async fn a_link_has_a_shorter_time() {
    let server = Server::https(&["a.example"], |_| Reply::Never).await;
    let world = World::with(&[("a.example", &server)], |options| {
        options.times = Times { link: ms(200), ..Times::default() };
    });
    let start = Instant::now();
    let slow = world.link("https://a.example/badge.json").await;
    assert!(matches!(slow, Answer::Unavailable(why) if why == unreachable("no answer in time")));
    assert!(start.elapsed() < ms(3_000), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_judgement_has_an_end() {
    let server = Server::https(&["a.example"], |path| match path {
        "/quick" => ok("{}"),
        _ => Reply::Never,
    })
    .await;
    let world = World::with(&[("a.example", &server)], |options| {
        options.times = Times { judgement: ms(300), ..Times::default() };
    });
    let errand = world.door.errand();
    let start = Instant::now();
    let answers =
        world.door.all(&errand, &needs(&["https://a.example/quick", "https://a.example/slow"]), now()).await;
    assert!(matches!(&answers[0].1, Answer::Found(_)));
    assert!(matches!(&answers[1].1, Answer::Unavailable(Unavailable::OverBudget)));
    let late = world.door.all(&errand, &needs(&["https://a.example/next"]), now()).await;
    assert!(matches!(&late[0].1, Answer::Unavailable(Unavailable::OverBudget)));
    assert!((ms(290)..ms(3_000)).contains(&start.elapsed()), "{:?}", start.elapsed());
    // What one judgement had no time for is nobody else's failure.
    assert!(world.found("https://a.example/quick").await.is_success());
}

#[tokio::test]
async fn what_is_too_large_is_not_read_to_its_end() {
    let large = MAX_DOCUMENT_BYTES + 1;
    let server = Server::https(&["a.example"], move |path| match path {
        "/said" => Reply::Endless(format!("HTTP/1.1 200 X\r\nContent-Length: {large}\r\n\r\n").into_bytes()),
        "/exact" => Reply::Bytes(answer(200, "", vec![b' '; MAX_DOCUMENT_BYTES])),
        "/unsaid" => Reply::Bytes([LENGTHLESS.as_bytes(), &vec![b' '; large]].concat()),
        "/header" => Reply::Endless(b"HTTP/1.1 200 X\r\nX: ".to_vec()),
        "/chunked" => {
            let head = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n";
            Reply::Endless(head.as_bytes().to_vec())
        }
        _ => Reply::Endless(LENGTHLESS.into()),
    })
    .await;
    let world = World::new(&[("a.example", &server)]);
    assert_eq!(world.found("https://a.example/exact").await.bytes().len(), MAX_DOCUMENT_BYTES);
    for path in ["said", "unsaid", "endless", "chunked"] {
        let before = server.seen.written.load(Ordering::SeqCst);
        assert_eq!(
            world.missing(&format!("https://a.example/{path}")).await,
            Unavailable::TooLarge,
            "{path}"
        );
        let written = server.seen.written.load(Ordering::SeqCst) - before;
        // What the machine holds between the two ends comes on top.
        assert!(written < MAX_DOCUMENT_BYTES + 12 * 1024 * 1024, "{path}: {written}");
    }
    assert_eq!(world.missing("https://a.example/header").await, unreachable("its answer is no HTTP"));
}

#[tokio::test]
async fn a_credential_may_be_larger() {
    let server = Server::https(&["a.example"], |path| match path {
        "/badge" => Reply::Bytes(answer(200, "", vec![b' '; MAX_DOCUMENT_BYTES + 1])),
        _ => Reply::Bytes(answer(200, "", vec![b' '; MAX_CREDENTIAL_BYTES + 1])),
    })
    .await;
    let world = World::with(&[("a.example", &server)], |options| {
        options.times =
            Times { link: Duration::from_secs(30), document: Duration::from_secs(30), ..Times::default() };
    });
    assert!(matches!(world.link("https://a.example/badge").await, Answer::Found(_)));
    assert!(matches!(
        world.link("https://a.example/large").await,
        Answer::Unavailable(Unavailable::TooLarge)
    ));
}

#[tokio::test]
async fn a_packed_answer_is_not_unpacked() {
    let server = Server::https(&["a.example"], |path| {
        let coding = &path[1..];
        Reply::Bytes(answer(200, &format!("Content-Encoding: {coding}\r\n"), [0x1f, 0x8b, 8, 0]))
    })
    .await;
    let world = World::new(&[("a.example", &server)]);
    for coding in ["gzip", "br", "zstd", "deflate", "x-bomb", "identity,gzip"] {
        let why = world.missing(&format!("https://a.example/{coding}")).await;
        assert_eq!(why, unreachable("it answers compressed, though we asked for plain bytes"), "{coding}");
    }
    assert_eq!(world.found("https://a.example/Identity").await.bytes(), [0x1f, 0x8b, 8, 0]);
}

#[tokio::test]
async fn whatever_answers_is_evidence_with_its_type_and_status() {
    let server = Server::https(&["a.example"], |path| match path {
        "/page" => Reply::Bytes(answer(200, "Content-Type: Text/HTML; charset=utf-8\r\n", "<html>")),
        "/gone" => Reply::Bytes(answer(410, "Content-Type: application/json\r\n", "{}")),
        "/broken" => Reply::Bytes(answer(500, "", "")),
        "/hostile" => Reply::Bytes(answer(200, "Content-Type: application/<script>\r\n", "{}")),
        "/long" => Reply::Bytes(answer(200, &format!("Content-Type: a/{}\r\n", "b".repeat(4_000)), "{}")),
        _ => Reply::Bytes(answer(200, "Content-Type: application/did+ld+json\r\n", "{}")),
    })
    .await;
    let world = World::new(&[("a.example", &server)]);
    for (path, status, content_type) in [
        ("page", 200, "text/html"),
        ("gone", 410, "application/json"),
        ("broken", 500, ""),
        ("hostile", 200, ""),
        ("long", 200, ""),
        ("did.json", 200, "application/did+ld+json"),
    ] {
        let found = world.found(&format!("https://a.example/{path}")).await;
        assert_eq!((found.status, found.content_type.as_str()), (status, content_type), "{path}");
        assert_eq!(found.fetched_at.to_string(), NOW);
    }
}

#[tokio::test]
async fn failures_are_answers_in_plain_words() {
    let server = Server::https(&["a.example"], |path| match path {
        "/short" => Reply::Bytes(b"HTTP/1.1 200 X\r\nContent-Length: 9\r\n\r\n{}".to_vec()),
        "/closed" => Reply::Bytes(Vec::new()),
        _ => Reply::Bytes(b"SSH-2.0-OpenSSH_9.9\r\n<script>".to_vec()),
    })
    .await;
    let dead = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let world = World::with(&[("a.example", &server)], |options| options.outside.push(dead));
    world.names.set("dead.example", &[&[dead]]);
    world.names.set("empty.example", &[&[]]);
    for (url, why) in [
        ("https://a.example/short", "its answer broke off"),
        ("https://a.example/closed", "its answer is no HTTP"),
        ("https://a.example/ssh", "its answer is no HTTP"),
        ("https://dead.example/", "no connection could be made"),
        ("https://empty.example/", "its name is not known"),
        ("https://nobody.example/", "its name is not known"),
    ] {
        assert_eq!(world.missing(url).await, unreachable(why), "{url}");
    }
}

#[tokio::test]
async fn a_judgement_gathers_what_answers_and_what_does_not() {
    let text = br#"{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],
        "issuer":"https://issuer.example/","credentialSubject":{},"proof":{"type":"DataIntegrityProof"}}"#;
    let subject = Presented::read(text).unwrap();
    let server = Server::https(&["issuer.example"], |path| match path {
        "/" => Reply::Bytes(answer(404, "", "")),
        _ => Reply::Never,
    })
    .await;
    let world = World::with(&[("issuer.example", &server)], short);
    let evidence = fetch::gather(&subject, &world.door, now()).await;
    let answer = |url| evidence.get(url).unwrap();
    assert!(matches!(answer("https://issuer.example/"), Answer::Found(document) if document.status == 404));
    assert!(matches!(
        answer("https://issuer.example/.well-known/jwks.json"),
        Answer::Unavailable(why) if *why == unreachable("no answer in time")
    ));
    assert!(verify::needs(&subject, &evidence).is_empty());
}

#[tokio::test]
async fn needs_of_a_round_are_asked_together_and_four_at_once_of_a_host() {
    let reply = |_: &str| Reply::After(ms(100), answer(200, "", "{}"));
    let (a, b) = (Server::https(&["a.example"], reply).await, Server::https(&["b.example"], reply).await);
    let world = World::new(&[("a.example", &a), ("b.example", &b)]);
    let urls: Vec<String> =
        (0..24).map(|n| format!("https://{}.example/{n}", if n % 2 == 0 { "a" } else { "b" })).collect();
    let start = Instant::now();
    let answers = world.ask(&urls.iter().map(String::as_str).collect::<Vec<_>>()).await;
    assert!(answers.iter().all(|answer| matches!(answer, Answer::Found(_))));
    // Twelve of each host, four at once: three turns, of both hosts at the same time. One by one they take 2.4 s.
    assert!((ms(300)..ms(2_000)).contains(&start.elapsed()), "{:?}", start.elapsed());
    for server in [&a, &b] {
        assert_eq!((server.seen.requests(), server.seen.most_at_once.load(Ordering::SeqCst)), (12, 4));
    }
}

#[tokio::test]
async fn a_judgement_asks_so_many_hosts_and_no_more() {
    let server = Server::https(&["*.hosts.example"], |path| match path {
        "/away" => crate::world::to("https://last.hosts.example/"),
        _ => ok("{}"),
    })
    .await;
    let names: Vec<String> = (0..MAX_HOSTS).map(|n| format!("h{n}.hosts.example")).collect();
    let mut servers: Vec<(&str, &Server)> = names.iter().map(|name| (name.as_str(), &server)).collect();
    servers.push(("last.hosts.example", &server));
    let world = World::new(&servers);
    let errand = world.door.errand();
    let urls: Vec<String> = names.iter().map(|name| format!("https://{name}/")).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let first = world.door.all(&errand, &needs(&urls), now()).await;
    assert!(first.iter().all(|(_, answer)| matches!(answer, Answer::Found(_))));
    let urls =
        ["https://last.hosts.example/", "https://h0.hosts.example/away", "https://h0.hosts.example/more"];
    let [(_, last), (_, away), (_, more)] = &world.door.all(&errand, &needs(&urls), now()).await[..] else {
        panic!()
    };
    for answer in [last, away] {
        assert!(matches!(answer, Answer::Unavailable(Unavailable::OverBudget)), "{answer:?}");
    }
    assert!(matches!(more, Answer::Found(_)));
    assert!(world.found("https://last.hosts.example/").await.is_success(), "another judgement may");
}

#[tokio::test]
async fn a_judgement_asks_for_so_many_documents_and_bytes_and_no_more() {
    let server = Server::https(&["a.example", "b.example"], |path| match path {
        path if path.starts_with("/large") => Reply::Bytes(answer(200, "", vec![b' '; MAX_DOCUMENT_BYTES])),
        _ => Reply::Bytes(answer(200, "Cache-Control: max-age=60\r\n", "{}")),
    })
    .await;
    let world = World::new(&[("a.example", &server), ("b.example", &server)]);
    let urls: Vec<String> = (0..=MAX_NEEDS).map(|n| format!("https://a.example/{}", n % 50)).collect();
    let answers = world.ask(&urls.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let spent = |answer: &Answer| matches!(answer, Answer::Unavailable(Unavailable::OverBudget));
    assert_eq!(answers.iter().filter(|answer| spent(answer)).count(), 1);
    assert_eq!(server.seen.requests(), 50, "one request a document, though each is wanted four times");
    // 16 MiB: eight of the largest, kept or not.
    let answers = world.ask(&["https://b.example/large"; 9]).await;
    assert_eq!(answers.iter().filter(|answer| spent(answer)).count(), 1);
    let urls: Vec<String> = (0..9).map(|n| format!("https://b.example/large?{n}")).collect();
    let answers = world.ask(&urls.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let found = answers.iter().filter(|answer| matches!(answer, Answer::Found(_))).count();
    assert!((4..=8).contains(&found) && answers.iter().any(spent), "{found}");
}

#[tokio::test]
async fn an_upload_ends_before_its_judgements_do() {
    let server = Server::https(&["a.example"], |_| ok("{}")).await;
    let mut times = Times::default();
    let world = World::with(&[("a.example", &server)], |options| {
        options.times.upload = ms(200);
        times = options.times;
    });
    assert!(times.upload < times.judgement);
    let ends = world.door.upload_ends();
    let needs = needs(&["https://a.example/"]);
    let others = crate::world::needs(&["https://a.example/other"]);
    let early = world.door.all(&world.door.errand().until(ends), &needs, now()).await;
    tokio::time::sleep(ms(250)).await;
    let kept = world.door.all(&world.door.errand().until(ends), &needs, now()).await;
    let late = world.door.all(&world.door.errand().until(ends), &others, now()).await;
    for answer in [early, kept] {
        assert!(matches!(answer[0].1, Answer::Found(_)), "{answer:?}");
    }
    assert!(matches!(late[0].1, Answer::Unavailable(Unavailable::OverBudget)), "{late:?}");
    assert_eq!(
        world.door.all(&world.door.errand(), &needs, now()).await.len(),
        1,
        "a new upload has its own time"
    );
}
