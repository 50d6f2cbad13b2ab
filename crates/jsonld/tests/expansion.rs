//! What verifiers rely on beyond the official suites: losses, foreign words, protected terms, places, limits.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::time::Instant;

use credential::Doc;
use jsonld::{
    DEFAULT_BUDGET, Edition, ErrorCode, ExpandError, Expanded, Hash, Library, LossKind, Options, Term, expand,
};

const V2: &str = "https://www.w3.org/ns/credentials/v2";
const OB: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

fn doc(text: &str) -> Doc {
    Doc::parse(text).unwrap()
}

fn expanded(text: &str) -> Result<Expanded, ExpandError> {
    expand(doc(text).root(), &Options::default())
}

#[track_caller]
fn nquads(text: &str) -> String {
    let dataset = expanded(text).unwrap().to_rdf().unwrap();
    dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET).unwrap().nquads
}

#[track_caller]
fn losses(text: &str) -> Vec<(String, LossKind, String)> {
    let doc = doc(text);
    let expanded = expand(doc.root(), &Options::default()).unwrap();
    let place = |loss: &jsonld::Loss| doc.at(loss.at).pointer();
    expanded.losses().iter().map(|loss| (place(loss), loss.kind, loss.text.clone())).collect()
}

#[track_caller]
fn one_loss(text: &str, pointer: &str, kind: LossKind, lost: &str) {
    assert_eq!(losses(text), [(pointer.to_owned(), kind, lost.to_owned())]);
}

fn code(text: &str) -> ErrorCode {
    match expanded(text) {
        Err(ExpandError::Invalid { code, .. }) => code,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_is_lost_is_said_with_its_place() {
    let v2 = |members: &str| format!(r#"{{"@context":"{V2}","type":"VerifiableCredential",{members}}}"#);
    one_loss(&v2(r#""x":{"y":[1]}"#), "/x", LossKind::UndefinedTerm, "x");
    one_loss(&v2(r#""id":"badge/1""#), "/id", LossKind::RelativeId, "badge/1");
    one_loss(&v2(r#""issuer":"me""#), "/issuer", LossKind::RelativeId, "me");
    one_loss(&v2(r#""@foo":1"#), "/@foo", LossKind::ReservedTerm, "@foo");
    one_loss(&v2(r#""issuer":{"id":"@foo"}"#), "/issuer/id", LossKind::ReservedId, "@foo");
    one_loss(&v2(r#""id":"https://a.example/a b""#), "/id", LossKind::MalformedIri, "https://a.example/a b");
    one_loss(&v2(r#""_:p":"x""#), "/_:p", LossKind::BlankProperty, "_:p");
    one_loss(
        &v2(r#""name":{"@value":"n","@language":"not a tag"}"#),
        "/name",
        LossKind::InvalidLanguage,
        "not a tag",
    );
    one_loss(&v2(r#""name":{"@value":null}"#), "/name", LossKind::EmptyObject, "@value");
    one_loss(
        r#"{"@context":"https://www.w3.org/ns/credentials/v2","type":["VerifiableCredential","Nonsense"]}"#,
        "/type/1",
        LossKind::RelativeType,
        "Nonsense",
    );
    one_loss(&v2(r#""proof":"https://a.example/proof""#), "/proof", LossKind::EmptyObject, "@id");
    one_loss(r#"["free"]"#, "/0", LossKind::FreeFloating, "\"free\"");
    one_loss("{}", "", LossKind::EmptyObject, "{}");
    one_loss(
        r#"{"@context":{"t":{"@id":"@reserved"}},"https://a.example/p":1}"#,
        "/@context",
        LossKind::ReservedTerm,
        "@reserved",
    );
}

#[test]
fn nothing_is_lost_where_nothing_is_said() {
    let text =
        format!(r#"{{"@context":["{V2}","{OB}"],"type":"VerifiableCredential","name":null,"issuer":[]}}"#);
    assert_eq!(losses(&text), []);
}

#[test]
fn words_of_foreign_contexts_are_named() {
    let text = format!(
        r#"{{"@context":["{V2}",{{"boss":{{"@id":"https://www.w3.org/2018/credentials#issuer","@type":"@id"}},
            "vc":"https://www.w3.org/2018/credentials#","own":"https://a.example/own","Fake":"vc:Fake",
            "unused":"https://w3id.org/security#proof"}}],
            "type":["VerifiableCredential","Fake"],"boss":"https://a.example","vc:name":"x","own":1}}"#
    );
    let doc = doc(&text);
    let expanded = expand(doc.root(), &Options::default()).unwrap();
    let mut uses: Vec<_> =
        expanded.foreign_uses().iter().map(|used| (doc.at(used.at).pointer(), used.iri.as_str())).collect();
    uses.sort_unstable();
    assert_eq!(
        uses,
        [
            ("/boss".to_owned(), "https://www.w3.org/2018/credentials#issuer"),
            ("/type/1".to_owned(), "https://www.w3.org/2018/credentials#Fake"),
            ("/vc:name".to_owned(), "https://www.w3.org/2018/credentials#name"),
        ]
    );
    let terms: Vec<_> = expanded.foreign_definitions().iter().map(|one| one.term.as_str()).collect();
    assert_eq!(terms, ["Fake", "boss", "unused", "vc"]);
}

#[test]
fn a_foreign_default_vocabulary_is_a_foreign_use() {
    let text = format!(
        r#"{{"@context":["{V2}",{{"@vocab":"https://www.w3.org/2018/credentials#"}}],
            "type":"VerifiableCredential","evil":"x"}}"#
    );
    let expanded = expanded(&text).unwrap();
    assert_eq!(expanded.foreign_uses()[0].iri, "https://www.w3.org/2018/credentials#evil");
}

/// Each of these has the statements of a plain `validUntil` or `id`, and no reader of JSON finds them.
#[test]
fn what_is_said_by_another_way_is_named() {
    let until = r#""https://www.w3.org/2018/credentials#validUntil""#;
    let ways = [
        (r#""@nest":{"validUntil":"2020-01-01T00:00:00Z"}"#.to_owned(), "/@nest", "@nest"),
        (
            format!(r#"{until}:{{"@value":"2020-01-01T00:00:00Z","@type":"http://www.w3.org/2001/XMLSchema#dateTime"}}"#),
            "/https:~1~1www.w3.org~12018~1credentials#validUntil",
            "https://www.w3.org/2018/credentials#validUntil",
        ),
        (
            r#""@included":[{"id":"urn:x:1","type":"VerifiableCredential","validUntil":"2020-01-01T00:00:00Z"}]"#.to_owned(),
            "/@included",
            "@included",
        ),
    ];
    let plain =
        |more: &str| format!(r#"{{"@context":"{V2}","id":"urn:x:1","type":"VerifiableCredential",{more}}}"#);
    let expected = nquads(&plain(r#""validUntil":"2020-01-01T00:00:00Z""#));
    for (way, pointer, iri) in ways {
        let doc = doc(&plain(&way));
        assert_eq!(nquads(&plain(&way)), expected, "{way}");
        let expanded = expand(doc.root(), &Options::default()).unwrap();
        let uses: Vec<_> =
            expanded.indirect_uses().iter().map(|one| (doc.at(one.at).pointer(), &*one.iri)).collect();
        assert_eq!(uses, [(pointer.to_owned(), iri)]);
    }
    let alias =
        format!(r#"{{"@context":["{V2}",{{"me":"@id"}}],"me":"urn:x:1","type":"VerifiableCredential"}}"#);
    assert_eq!(expanded(&alias).unwrap().foreign_uses()[0].iri, "@id");
}

#[test]
fn bundled_words_are_nobodys_foreign_use() {
    let text =
        format!(r#"{{"@context":["{V2}","{OB}"],"type":["VerifiableCredential","OpenBadgeCredential"]}}"#);
    let expanded = expanded(&text).unwrap();
    assert!(expanded.foreign_uses().is_empty() && expanded.foreign_definitions().is_empty());
}

#[test]
fn protected_terms_stay_what_they_are() {
    let redefined =
        |context: &str| format!(r#"{{"@context":["{V2}",{context}],"type":"VerifiableCredential"}}"#);
    for context in [
        r#"{"name":"https://a.example/name"}"#,
        r#"{"name":null}"#,
        r#"{"name":"@ignored"}"#,
        r#"{"VerifiableCredential":"https://a.example/VC"}"#,
    ] {
        assert_eq!(code(&redefined(context)), ErrorCode::ProtectedTermRedefinition, "{context}");
    }
    assert_eq!(code(&redefined("null")), ErrorCode::InvalidContextNullification);
    let mixed = r#""https://www.w3.org/2018/credentials/v1""#;
    assert_eq!(code(&redefined(mixed)), ErrorCode::ProtectedTermRedefinition);
    // The same again is no redefinition.
    assert!(expanded(&redefined(&format!("\"{V2}\""))).is_ok());
}

#[test]
fn a_context_that_is_not_at_hand_is_named_with_its_place() {
    let text = r#"{"a":[],"x":{"@context":["https://a.example/c"]},"@context":{"x":"https://a.example/x"}}"#;
    assert_eq!(
        expanded(text).unwrap_err(),
        ExpandError::UnknownContext {
            url: "https://a.example/c".to_owned(),
            pointer: "/x/@context".to_owned()
        }
    );
}

#[test]
fn fetched_contexts_are_read_and_may_import() {
    let library = Library::with([
        (
            "https://a.example/1".to_owned(),
            doc(r#"{"@context":{"@import":"2","b":"https://b.example/own"}}"#),
        ),
        (
            "https://a.example/2".to_owned(),
            doc(r#"{"@context":{"a":"https://b.example/a","b":"https://b.example/b"}}"#),
        ),
        ("https://a.example/loop".to_owned(), doc(r#"{"@context":"loop"}"#)),
    ]);
    let options = Options { library: &library, ..Options::default() };
    let text = doc(r#"{"@context":"https://a.example/1","a":1,"b":2}"#);
    let dataset = expand(text.root(), &options).unwrap().to_rdf().unwrap();
    let predicates: Vec<&str> = dataset.quads().map(|quad| quad.predicate).collect();
    assert_eq!(predicates, ["https://b.example/a", "https://b.example/own"]);
    let text = doc(r#"{"@context":"https://a.example/loop"}"#);
    let error = expand(text.root(), &options).unwrap_err();
    assert!(matches!(error, ExpandError::Invalid { code: ErrorCode::ContextOverflow, .. }), "{error:?}");
}

#[test]
fn both_editions_of_a_context_are_read() {
    let text = format!(
        r#"{{"@context":["{V2}","{OB}"],"type":["VerifiableCredential","OpenBadgeCredential"],
            "issuer":{{"id":"https://a.example","type":"Profile","endorsementJwt":["a.b.c"]}}}}"#
    );
    let doc = doc(&text);
    let lost = |edition| {
        let options = Options { edition, ..Options::default() };
        expand(doc.root(), &options).unwrap().losses().len()
    };
    assert_eq!((lost(Edition::Newest), lost(Edition::Other)), (0, 1));
}

#[test]
fn the_root_and_the_places_of_statements_are_kept() {
    let text = format!(
        r#"{{"@context":"{V2}","type":"VerifiableCredential","id":"urn:x:1",
            "issuer":{{"id":"https://a.example","name":"A \"quoted\" name"}}}}"#
    );
    let doc = doc(&text);
    let dataset = expand(doc.root(), &Options::default()).unwrap().to_rdf().unwrap();
    assert_eq!(dataset.root(), Term::Iri("urn:x:1"));
    let named = dataset.quads().find(|quad| quad.predicate.ends_with("/name")).unwrap();
    assert_eq!(doc.at(named.source.unwrap()).pointer(), "/issuer/name");
    let Term::Literal { value, datatype, language } = named.object else { panic!("{:?}", named.object) };
    assert_eq!((&*value, language), ("A \"quoted\" name", None));
    assert_eq!(datatype, "http://www.w3.org/2001/XMLSchema#string");
}

#[test]
fn languages_are_lower_case_and_directions_are_in_the_datatype() {
    let with = |name: &str| {
        nquads(&format!(
            r#"{{"@context":"{V2}","id":"urn:x:1","type":"VerifiableCredential","name":{name}}}"#
        ))
    };
    assert!(with(r#"{"@value":"x","@language":"EN-us"}"#).contains("\"x\"@en-us ."));
    let both = with(r#"{"@value":"x","@language":"ar-EG","@direction":"rtl"}"#);
    assert!(both.contains("\"x\"^^<https://www.w3.org/ns/i18n#ar-eg_rtl> ."), "{both}");
}

#[test]
fn the_same_statement_twice_is_one() {
    let text = r#"{"@context":{"@vocab":"https://a.example/"},"@id":"urn:x:1","p":["a","a",{"@id":"urn:x:2","q":"b"},
        {"@id":"_:n","q":["c","c"]},{"@id":"_:n","q":"c"}],"r":{"@id":"urn:x:2","q":"b"}}"#;
    assert_eq!(
        nquads(text).lines().collect::<Vec<_>>(),
        [
            "<urn:x:1> <https://a.example/p> \"a\" .",
            "<urn:x:1> <https://a.example/p> <urn:x:2> .",
            "<urn:x:1> <https://a.example/p> _:c14n0 .",
            "<urn:x:1> <https://a.example/r> <urn:x:2> .",
            "<urn:x:2> <https://a.example/q> \"b\" .",
            "_:c14n0 <https://a.example/q> \"c\" .",
        ]
    );
}

/// A hostile document is an answer within seconds (debug builds are the slow ones), whatever the answer.
#[track_caller]
fn soon(what: &str, text: &str) -> Result<(), ExpandError> {
    let doc = doc(text);
    let start = Instant::now();
    let result = expand(doc.root(), &Options::default()).and_then(|expanded| {
        let dataset = expanded.to_rdf()?;
        let _ = dataset.canonicalize(Hash::Sha256, DEFAULT_BUDGET);
        Ok(())
    });
    let seconds = start.elapsed().as_secs_f64();
    assert!(seconds < 8.0, "{what}: {seconds} s");
    result
}

#[test]
fn hostile_documents_end() {
    let many = |n: usize, f: &dyn Fn(usize) -> String| (0..n).map(f).collect::<Vec<_>>().join(",");
    // An object with many keys, all undefined, or all of one vocabulary.
    soon("keys", &format!("{{{}}}", many(300_000, &|n| format!("\"k{n}\":{n}")))).unwrap();
    let keys = many(300_000, &|n| format!("\"k{n}\":{n}"));
    soon("vocabulary", &format!("{{\"@context\":{{\"@vocab\":\"urn:v:\"}},{keys}}}")).unwrap();
    // Terms that depend on one another in a chain; terms without number.
    let chain = many(5_000, &|n| format!("\"t{n}\":\"t{}:x\"", n + 1));
    assert!(matches!(
        soon("chain", &format!("{{\"@context\":{{{chain}}}}}")),
        Err(ExpandError::OverLimit { .. })
    ));
    let terms = many(20_000, &|n| format!("\"t{n}\":\"urn:t:{n}\""));
    assert!(matches!(
        soon("terms", &format!("{{\"@context\":{{{terms}}}}}")),
        Err(ExpandError::OverLimit { .. })
    ));
    // A large context, copied for many nodes.
    let terms = many(5_000, &|n| format!("\"t{n}\":\"urn:t:{n}\""));
    let nodes = many(20_000, &|n| format!("{{\"@context\":{{\"u{n}\":\"urn:u\"}},\"u{n}\":1}}"));
    let copies = soon("copies", &format!("{{\"@context\":{{{terms}}},\"t1\":[{nodes}]}}"));
    assert!(matches!(copies, Err(ExpandError::OverLimit { .. })));
    // One type with a context of its own, entered again and again: a chain of contexts to be dropped.
    let types = vec!["\"T\""; 100_000].join(",");
    let text = format!(
        "{{\"@context\":{{\"T\":{{\"@id\":\"urn:T\",\"@context\":{{\"a\":\"urn:a\"}}}}}},\"@type\":[{types}]}}"
    );
    let _ = soon("types", &text);
    // A short key for a long IRI.
    let long = "x".repeat(1_000_000);
    let uses = vec!["\"T\""; 100_000].join(",");
    let text = format!("{{\"@context\":{{\"T\":\"urn:{long}\"}},\"@type\":[{uses}]}}");
    assert!(matches!(soon("amplified", &text), Err(ExpandError::OverLimit { .. })));
    let keys = many(100_000, &|n| format!("\"k{n}\":{n}"));
    let text = format!("{{\"@context\":{{\"@vocab\":\"urn:v:\"}},\"@id\":\"urn:{long}\",{keys}}}");
    assert!(matches!(soon("long subject", &text), Err(ExpandError::OverLimit { .. })));
    let long = "x".repeat(2_000);
    let text = format!("{{\"@context\":{{\"T\":\"urn:{long}\"}},\"@type\":[{uses}]}}");
    assert!(matches!(soon("long types", &text), Err(ExpandError::OverLimit { .. })));
    let text = format!("{{\"@context\":{{\"@vocab\":\"{long}\"}},{keys}}}");
    soon("relative vocabulary", &text).unwrap();
    // Numbers without number.
    let numbers = vec!["1"; 1_200_000].join(",");
    let text = format!("{{\"urn:p\":[{numbers}]}}");
    assert!(matches!(soon("numbers", &text), Err(ExpandError::OverLimit { .. })));
    // Scoped contexts within one another, entered on every way.
    let mut scoped = "\"a\":\"urn:a\"".to_owned();
    for n in 0..40 {
        scoped = format!("\"p{n}\":{{\"@id\":\"urn:p{n}\",\"@context\":{{{scoped}}}}},\"q{n}\":\"urn:q\"");
    }
    let _ = soon("scoped", &format!("{{\"@context\":{{{scoped}}},\"p39\":{{\"p38\":{{\"p37\":1}}}}}}"));
    // Alike blank nodes: a long list of one value, a clique, a hub.
    let _ = soon("list", &format!("{{\"urn:p\":{{\"@list\":[{}]}}}}", vec!["\"x\""; 20_000].join(",")));
    let _ = soon("hub", &format!("{{\"urn:p\":[{}]}}", vec!["{\"urn:q\":{}}"; 50_000].join(",")));
    let clique = many(12, &|n| {
        let others = many(12, &|m| format!("{{\"@id\":\"_:b{m}\"}}"));
        format!("{{\"@id\":\"_:b{n}\",\"urn:p\":[{others}]}}")
    });
    soon("clique", &format!("[{clique}]")).unwrap();
}

/// Odd combinations of types make the shared contexts grow; the bound begins them anew and nothing changes.
#[test]
fn shared_contexts_are_bounded() {
    let types: Vec<String> = (0..24)
        .map(|n| {
            let names = [
                "BitstringStatusList",
                "BitstringStatusListEntry",
                "DataIntegrityProof",
                "JsonWebKey",
                "Multikey",
            ];
            names[n % names.len()].to_owned()
        })
        .collect();
    let ob = [
        "Achievement",
        "Address",
        "Alignment",
        "Profile",
        "Result",
        "Rubric",
        "Evidence",
        "Image",
        "Criteria",
    ];
    let before = nquads(&badge());
    for mask in 0_u32..1 << ob.len() {
        let mut chosen: Vec<&str> = (0..ob.len()).filter(|n| mask >> n & 1 == 1).map(|n| ob[n]).collect();
        chosen.push(&types[mask as usize % types.len()]);
        let list = chosen.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
        let _ = expanded(&format!(r#"{{"@context":["{V2}","{OB}"],"type":[{list}]}}"#));
    }
    assert_eq!(nquads(&badge()), before);
}

fn badge() -> String {
    format!(
        r#"{{"@context":["{V2}","{OB}"],"type":["VerifiableCredential","OpenBadgeCredential"],"id":"urn:x:1",
        "issuer":{{"id":"https://a.example","type":"Profile","name":"A"}},"validFrom":"2026-01-01T00:00:00Z",
        "credentialSubject":{{"type":"AchievementSubject","achievement":{{"id":"urn:x:2","type":"Achievement",
        "criteria":{{"narrative":"n"}},"description":"d","name":"N"}}}}}}"#
    )
}

/// The deepest documents that are read take little stack: a browser gives 1 MB.
#[test]
fn deep_documents_take_little_stack() {
    let nested = |open: &str, close: &str, inner: &str, n: usize| {
        format!("{}{inner}{}", open.repeat(n), close.repeat(n))
    };
    let nodes = nested("{\"urn:p\":", "}", "1", 99);
    let lists = nested("{\"@list\":[", "]}", "\"x\"", 48);
    let contexts = nested("{\"T\":{\"@id\":\"urn:t\",\"@context\":", "}}", "{}", 48);
    let chain =
        (0..48).map(|n| format!("\"t{n}\":{{\"@id\":\"t{}:x\"}}", n + 1)).collect::<Vec<_>>().join(",");
    let texts = [
        nodes,
        format!("{{\"urn:p\":{lists}}}"),
        format!("{{\"@context\":{contexts}}}"),
        format!("{{\"@context\":{{{chain},\"t48\":{{\"@id\":\"urn:x:\",\"@context\":{contexts}}}}}}}"),
        format!("{{\"urn:p\":{{\"@list\":[{}]}}}}", vec!["\"x\""; 190].join(",")),
    ];
    for text in texts {
        let thread = std::thread::Builder::new().stack_size(768 * 1024).spawn(move || {
            let _ = soon("deep", &text);
        });
        thread.unwrap().join().unwrap();
    }
}
