use verify::*;
fn main() {
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let p = match Presented::read(&b) {
            Ok(p) => p,
            Err(e) => {
                println!("{f}\tERR {e}");
                continue;
            }
        };
        let mut ev = Evidence::default();
        for _ in 0..4 {
            for n in needs(&p, &ev) {
                let name = n
                    .url
                    .strip_prefix("https://status.test/lists/")
                    .map(|x| format!("/work/shared/conformance/bitstring-status-list/lists/{x}.json"));
                let a = match name.and_then(|n| std::fs::read(n).ok()) {
                    Some(b) => Answer::Found(Document::new(b, "application/json", 200, now)),
                    None => Answer::Unavailable(Unavailable::Offline),
                };
                ev.insert(n.url, a);
            }
        }
        let r = verify::verify(&p, &ev, &Asked::default(), now);
        println!(
            "{}\t{}\t{}\t{:?}\t{:?}\t{}",
            f.rsplit("conformance/").next().unwrap(),
            r.decision.verdict().as_str(),
            r.decision.headline(),
            r.answers.intact,
            r.answers.issued_by,
            r.deciding_check()
                .map(|c| format!("{} {} {:?}", c.check.id, c.pointer, c.outcome))
                .unwrap_or_default()
        );
        if std::env::var("V").is_ok() {
            println!("{}", serde_json::to_string_pretty(&r).unwrap());
        }
    }
}
