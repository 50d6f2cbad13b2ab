use credential::Doc;

use super::*;
use crate::data_integrity::proofs;

fn judge(text: &str) -> (Chain, Vec<Vec<usize>>) {
    let doc = Doc::parse(format!(r#"{{"proof":[{text}]}}"#)).unwrap();
    let proofs: Vec<_> = proofs(doc.root()).into_iter().map(|proof| proof.unwrap()).collect();
    let matching = proofs.iter().map(|proof| matching_proofs(&proofs, proof)).collect();
    (chain(&proofs), matching)
}

#[test]
fn sets_and_chains() {
    assert_eq!(judge(r#"{"id":"a"},{"id":"b"}"#).0, Chain::None);
    assert_eq!(judge("").0, Chain::None);
    let (chain, matching) = judge(r#"{"previousProof":["b","a"]},{"id":"b","previousProof":"a"},{"id":"a"}"#);
    assert_eq!(chain, Chain::Holds(vec![2, 1, 0]));
    assert_eq!(matching, [vec![1, 2], vec![2], vec![]]);
    // Two proofs of one id come both before whoever names it.
    let (chain, matching) = judge(r#"{"id":"a"},{"previousProof":"a"},{"id":"a"}"#);
    assert_eq!(chain, Chain::Holds(vec![0, 2, 1]));
    assert_eq!(matching[1], [0, 2]);
    assert_eq!(judge(r#"{"id":"a"},{"previousProof":["a","a"]}"#).0, Chain::Holds(vec![0, 1]));
}

#[test]
fn broken_chains() {
    assert_eq!(judge(r#"{"id":"a","previousProof":"b"}"#).0, Chain::Missing { proof: 0, id: "b".to_owned() });
    assert_eq!(judge(r#"{"id":"a"},{"previousProof":5}"#).0, Chain::NotAnId { proof: 1 });
    assert_eq!(judge(r#"{"id":"a"},{"previousProof":["a",null]}"#).0, Chain::NotAnId { proof: 1 });
    assert_eq!(judge(r#"{"id":"a","previousProof":"a"}"#).0, Chain::Cycle { proofs: vec![0] });
    let round =
        r#"{"id":"a","previousProof":"b"},{"id":"b","previousProof":"a"},{"previousProof":"a"},{"id":"c"}"#;
    assert_eq!(judge(round).0, Chain::Cycle { proofs: vec![0, 1, 2] });
}

#[test]
fn many_proofs_of_one_id_are_no_square_of_work() {
    let mut text = String::new();
    for _ in 0..50_000 {
        text.push_str(r#"{"id":"a"},{"previousProof":"a"},"#);
    }
    let doc = Doc::parse(format!(r#"{{"proof":[{}]}}"#, text.trim_end_matches(','))).unwrap();
    let proofs: Vec<_> = proofs(doc.root()).into_iter().map(|proof| proof.unwrap()).collect();
    assert!(matches!(chain(&proofs), Chain::Holds(order) if order.len() == 100_000));
}
