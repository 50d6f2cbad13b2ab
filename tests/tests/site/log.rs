//! What is written down of a visit: method, route, status, time and size, and nothing of what was brought.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::Once;

use actix_web::web::Data;
use fetch::Door;
use serde_json::Value;
use tests::badge::holder;
use touchstone::web::{Limiter, Proxies, Site};
use tracing_subscriber::filter::LevelFilter;

use crate::house::{
    CASE, LINK, answer, api, credential, get, link, linked, method, multipart, now, urlencoded,
};

thread_local! {
    /// What this thread has logged: a test and the site it asks are one thread.
    static LOGGED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The log of whichever thread writes.
#[derive(Debug, Clone, Copy)]
struct Log;

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.with_borrow_mut(|logged| logged.extend_from_slice(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is logged while something runs, at a level far below the server's: whatever any part of the house says.
///
/// One subscriber for the whole process: with one a thread, `tracing` may decide on another thread that nobody
/// listens to a line.
fn logged(run: impl FnOnce()) -> String {
    static LISTENS: Once = Once::new();
    LISTENS.call_once(|| {
        let subscriber = tracing_subscriber::fmt().json().flatten_event(true).with_writer(|| Log);
        subscriber.with_max_level(LevelFilter::TRACE).init();
    });
    LOGGED.take();
    run();
    String::from_utf8(LOGGED.take()).unwrap()
}

/// The lines, each an object; and that each has these members and no others.
fn lines(log: &str) -> Vec<Value> {
    let known = ["timestamp", "level", "target", "method", "route", "status", "ms", "bytes", "message"];
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in &lines {
        assert_eq!(line["target"], "access", "only answers are noted: {line}");
        for (name, value) in line.as_object().unwrap() {
            assert!(known.contains(&name.as_str()), "{name} in {line}");
            assert!(name != "message" || value == "a fault of our own", "{line}");
        }
    }
    lines
}

/// Nothing of a visit stands in its log: no word of the credential, of whom it is about, of who asks, of the address.
fn assert_silent(log: &str) {
    let badge: Value = serde_json::from_slice(&credential(CASE)).unwrap();
    let mut words = vec![
        LINK.to_owned(),
        holder(),
        "a@b.example".to_owned(),
        "b.example".to_owned(),
        "192.0.2.77".to_owned(),
        "198.51.100".to_owned(),
        "url=".to_owned(),
        "recipient".to_owned(),
        "as=json".to_owned(),
        "SECRET".to_owned(),
        "Mozilla".to_owned(),
        "cookie".to_owned(),
    ];
    texts(&badge, &mut words);
    assert!(words.len() > 25);
    for word in words.iter().filter(|word| word.len() > 5) {
        assert!(!log.contains(word.as_str()), "{word} in {log}");
    }
}

fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(members) => members.values().for_each(|item| texts(item, into)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_visit_leaves_nothing_of_itself() {
    let web = linked();
    let site = web.site();
    let badge = credential(CASE);
    let text = String::from_utf8(badge.clone()).unwrap();
    let recipient = holder();
    let asks = serde_json::json!({"url": LINK, "recipient": "a@b.example"}).to_string();
    let log = logged(|| {
        let requests = [
            urlencoded("/verify", &[("credential", &text), ("recipient", &recipient)]),
            multipart("/verify?as=json&url=SECRET", &[("file", &badge), ("recipient", b"a@b.example")]),
            get(&link(&[("url", LINK), ("recipient", &recipient)])),
            method("HEAD", &link(&[("url", LINK)])),
            api(badge.clone()),
            api(asks),
            // What gives no report is somebody's too.
            urlencoded("/verify", &[("credential", "SECRET"), ("recipient", "SECRET")]),
            get(&link(&[("url", "https://SECRET.example/SECRET?SECRET#SECRET")])),
            get("/SECRET/a@b.example?SECRET=SECRET"),
            method("SECRET", "/verify?SECRET"),
            api("{\"SECRET\": 1, \"url\": \"SECRET\"}"),
        ];
        for request in requests {
            let request = request
                .peer_addr("192.0.2.77:4711".parse().unwrap())
                .insert_header(("x-forwarded-for", "198.51.100.7"))
                .insert_header(("user-agent", "Mozilla/5.0"))
                .insert_header(("referer", "https://SECRET.example/"))
                .insert_header(("cookie", "SECRET"));
            answer(&site, request);
        }
    });
    assert_silent(&log);
    let seen: Vec<_> = lines(&log)
        .iter()
        .map(|line| format!("{} {} {}", line["method"], line["route"], line["status"]).replace('"', ""))
        .collect();
    assert_eq!(
        seen,
        [
            "POST /verify 200",
            "POST /verify 200",
            "GET /verify 200",
            "HEAD /verify 200",
            "POST /api/v1/verify 200",
            "POST /api/v1/verify 200",
            "POST /verify 422",
            "GET /verify 422",
            "GET (none) 404",
            "(other) /verify 405",
            "POST /api/v1/verify 400",
        ]
    );
}

#[test]
fn a_client_that_is_refused_is_not_named() {
    let log = logged(|| {
        let mut site = Site::new(Door::Offline, now);
        site.limiter = Limiter::new("1/min".parse().unwrap());
        site.proxies = Proxies::new(vec!["192.0.2.77/32".parse().unwrap()]);
        let site = Data::new(site);
        for _ in 0..2 {
            let request = api("SECRET").peer_addr("192.0.2.77:4711".parse().unwrap());
            answer(&site, request.insert_header(("x-forwarded-for", "198.51.100.7")));
        }
    });
    assert_silent(&log);
    let lines = lines(&log);
    assert_eq!(lines.iter().map(|line| line["status"].clone()).collect::<Vec<_>>(), [422, 429]);
    assert!(lines.iter().all(|line| line["ms"].is_u64() && line["bytes"].is_u64()));
}

#[test]
fn a_fault_of_ours_is_noted_without_its_words() {
    fn broken() -> credential::Timestamp {
        panic!("SECRET");
    }
    let log = logged(|| {
        let site = Data::new(Site::new(Door::Offline, broken));
        assert_eq!(answer(&site, api(credential(CASE))).status, 500);
    });
    assert_silent(&log);
    let lines = lines(&log);
    assert_eq!((&lines[0]["status"], &lines[0]["level"]), (&Value::from(500), &Value::from("ERROR")));
    assert_eq!(lines.len(), 1);
}
