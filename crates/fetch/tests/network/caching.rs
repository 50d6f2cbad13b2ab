//! Issuers' documents are shared while they are fresh; what a visitor linked never is.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use verify::{Answer, Need, Purpose, Unavailable};

use crate::world::{Reply, Server, World, answer, needs, now, short, to, unreachable};

/// Lets time pass for the cache, not for the network: a clock that stands still would end every wait at once.
async fn pass(seconds: u64) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(seconds)).await;
    tokio::time::resume();
}

/// A server whose answers count themselves; the path names its headers.
async fn counting() -> Server {
    let count = AtomicUsize::new(0);
    Server::https(&["a.example"], move |path| {
        let body = format!("{{\"n\":{}}}", count.fetch_add(1, Ordering::SeqCst));
        let head = match path {
            "/minute" => "Cache-Control: public, max-age=60\r\n",
            "/aged" => "Cache-Control: max-age=60\r\nAge: 50\r\n",
            "/day" => "Cache-Control: max-age=86400\r\n",
            "/no-store" => "Cache-Control: no-store\r\n",
            "/no-cache" => "Cache-Control: no-cache\r\n",
            "/private" => "Cache-Control: private, max-age=60\r\n",
            "/expired" => "Expires: 0\r\n",
            _ => "",
        };
        match path {
            "/gone" => Reply::Bytes(answer(410, "Cache-Control: max-age=86400\r\n", body)),
            "/moved" => to("/minute"),
            "/moved-now" => Reply::Bytes(answer(302, "Location: /minute\r\nCache-Control: no-store\r\n", "")),
            "/slow" => Reply::After(Duration::from_millis(100), answer(200, head, body)),
            "/slow-no-store" => {
                Reply::After(Duration::from_millis(200), answer(200, "Cache-Control: no-store\r\n", body))
            }
            _ => Reply::Bytes(answer(200, head, body)),
        }
    })
    .await
}

#[tokio::test]
async fn a_fresh_document_is_shared_and_a_stale_one_asked_for_anew() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    // Path, and after how many seconds it is fresh for the last time.
    for (path, seconds) in
        [("plain", 300), ("minute", 60), ("aged", 10), ("day", 300), ("gone", 30), ("moved", 60)]
    {
        let url = format!("https://a.example/{path}");
        let first = world.found(&url).await;
        assert!(Arc::ptr_eq(&first, &world.found(&url).await), "{path}: what was read from it is shared too");
        pass(seconds - 2).await;
        assert!(Arc::ptr_eq(&first, &world.found(&url).await), "{path}");
        pass(3).await;
        let second = world.found(&url).await;
        assert_ne!(first.bytes(), second.bytes(), "{path}");
        assert!(Arc::ptr_eq(&second, &world.found(&url).await), "{path}");
    }
}

#[tokio::test]
async fn what_may_not_be_kept_is_asked_for_each_time() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    for path in ["no-store", "no-cache", "private", "expired", "moved-now"] {
        let url = format!("https://a.example/{path}");
        let bodies = [world.found(&url).await, world.found(&url).await, world.found(&url).await]
            .map(|d| d.bytes().to_vec());
        assert!(bodies[0] != bodies[1] && bodies[1] != bodies[2], "{path}");
    }
}

#[tokio::test]
async fn a_failure_is_kept_for_half_a_minute() {
    let server = counting().await;
    let world = World::new(&[]);
    let url = "https://a.example/plain";
    assert_eq!(world.missing(url).await, unreachable("its name is not known"));
    world.names.set("a.example", &[&[server.at]]);
    assert_eq!(world.missing(url).await, unreachable("its name is not known"));
    assert_eq!(world.names.asked.lock().unwrap().len(), 1);
    pass(31).await;
    // It answers now, and is refused, for nobody said that it counts as outside: asked it was.
    assert!(matches!(world.missing(url).await, Unavailable::Refused(_)));
    assert_eq!(world.names.asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_dead_host_is_not_knocked_at_again() {
    let server = Server::https(&["a.example"], |_| Reply::Never).await;
    let world = World::with(&[("a.example", &server)], short);
    for _ in 0..5 {
        assert_eq!(world.missing("https://a.example/").await, unreachable("no answer in time"));
    }
    assert_eq!(server.seen.requests(), 1);
}

#[tokio::test]
async fn a_link_is_neither_kept_nor_answered_from_what_is_kept() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    let url = "https://a.example/day";
    let link = async || match world.link(&format!("{url}#badge")).await {
        Answer::Found(document) => document.bytes().to_vec(),
        Answer::Unavailable(why) => panic!("{why:?}"),
    };
    let (first, second) = (link().await, link().await);
    assert_ne!(first, second);
    let kept = world.found(url).await;
    assert!(kept.bytes() != first && kept.bytes() != second);
    assert!(link().await != kept.bytes() && Arc::ptr_eq(&kept, &world.found(url).await));
    assert_eq!(server.seen.requests(), 4);
}

#[tokio::test]
async fn a_renewal_is_neither_kept_nor_answered_from_what_is_kept() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    let need = Need { url: "https://a.example/day".to_owned(), purpose: Purpose::Refresh };
    let renewal = async || {
        let mut answers = world.door.all(&world.door.errand(), std::slice::from_ref(&need), now()).await;
        match answers.remove(0).1 {
            Answer::Found(document) => document.bytes().to_vec(),
            Answer::Unavailable(why) => panic!("{why:?}"),
        }
    };
    let (first, second) = (renewal().await, renewal().await);
    assert_ne!(first, second);
    let kept = world.found(&need.url).await;
    assert!(kept.bytes() != first && kept.bytes() != second && renewal().await != kept.bytes());
    assert_eq!(server.seen.requests(), 4);
}

#[tokio::test]
async fn judgements_that_want_the_same_at_once_share_one_request() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    let ask = || world.ask(&["https://a.example/slow"]);
    let (a, b, c) = tokio::join!(ask(), ask(), ask());
    assert!(
        [a, b, c]
            .iter()
            .flatten()
            .all(|answer| matches!(answer, Answer::Found(d) if d.bytes() == b"{\"n\":0}"))
    );
    assert_eq!(server.seen.requests(), 1);
}

#[tokio::test]
async fn what_may_not_be_kept_is_not_waited_for_in_line() {
    let server = counting().await;
    let world = World::new(&[("a.example", &server)]);
    let start = std::time::Instant::now();
    let ask = || world.ask(&["https://a.example/slow-no-store"]);
    tokio::join!(ask(), ask(), ask(), ask(), ask(), ask(), ask(), ask());
    assert_eq!(server.seen.requests(), 8);
    // The first one finds out; the rest go together. In line it would be 1.6 s.
    assert!(start.elapsed() < Duration::from_millis(1_300), "{:?}", start.elapsed());
}

#[tokio::test]
async fn who_runs_out_of_time_leaves_the_turn_to_others() {
    let server = counting().await;
    let world = World::with(&[("a.example", &server)], |options| {
        options.times.judgement = Duration::from_millis(1_500);
    });
    let needs = needs(&["https://a.example/slow"]);
    let late = world.door.errand();
    tokio::time::sleep(Duration::from_millis(1_450)).await;
    let early = world.door.errand();
    let (spent, found) =
        tokio::join!(world.door.all(&late, &needs, now()), world.door.all(&early, &needs, now()));
    assert!(matches!(spent[0].1, Answer::Unavailable(Unavailable::OverBudget)), "{spent:?}");
    assert!(matches!(found[0].1, Answer::Found(_)), "{found:?}");
}
