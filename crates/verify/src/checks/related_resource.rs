//! `relatedResource`: each resource is named once with a digest, and those that we have in hand have it (VCDM 2.0 §5.3).
//!
//! Nothing is fetched for it. A bundled context is compared by the digests of its published bytes, and any other resource
//! where this judgement has read it for something else.

use credential::Value;
use jsonld::Library;

use crate::case::Case;
use crate::digest::{Algorithm, Named, of_multibase, of_sri};
use crate::evidence::Answer;
use crate::findings::Findings;
use crate::limits::MAX_RELATED;
use crate::lookup::Lookup;
use crate::outcome::{Cause, Check, Fault, Feature, Level, Moves, Note, Outcome};
use crate::problem::quoted;
use crate::reading::id_of;

pub(crate) static CHECK: Check = Check {
    id: "related-resource",
    level: Level::Must,
    title: "What it builds on has the digests it says",
    cites: "https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, lookup: &Lookup<'_>, findings: &mut Findings) {
    let Some(written) = case.root().get("relatedResource") else {
        findings.not_applicable(&CHECK);
        return;
    };
    let mut known: Vec<&str> = Vec::new();
    for (n, resource) in written.one_or_many().enumerate() {
        if n == MAX_RELATED {
            let cause = Cause::OverLimit { what: "related resources" };
            findings.add(&CHECK, CHECK.level, resource.pointer(), Outcome::Unknown(cause));
            break;
        }
        if !resource.is_object() {
            findings.fail(&CHECK, resource.pointer(), Fault::WrongKind { expected: "an object" });
            continue;
        }
        let id = id_of(resource).filter(|id| url::Url::parse(id).is_ok());
        match id {
            None => findings.fail(&CHECK, resource.pointer(), Fault::Missing { member: "id" }),
            Some(id) if known.contains(&id) => {
                findings.fail(&CHECK, resource.pointer(), Fault::SameResource { id: quoted(id) });
            }
            Some(id) => known.push(id),
        }
        let digests = digests(resource, findings);
        if let Some(id) = id {
            for (at, digests) in digests {
                if let Some(outcome) = compare(id, &digests, lookup) {
                    findings.add(&CHECK, CHECK.level, at, outcome);
                }
            }
        }
    }
    findings.pass_unless_told(&CHECK);
}

/// What is said of the digests of a resource, by place; what is none is told.
fn digests(resource: Value<'_>, findings: &mut Findings) -> Vec<(String, Vec<Named>)> {
    let mut all = Vec::new();
    let written =
        ["digestSRI", "digestMultibase"].map(|name| resource.get(name).filter(|one| !one.is_null()));
    if written.iter().all(Option::is_none) {
        let member = "digestSRI or digestMultibase";
        findings.fail(&CHECK, resource.pointer(), Fault::Missing { member });
    }
    let [sri, multibase] = written;
    for value in sri.into_iter().flat_map(Value::one_or_many) {
        match value.as_str().and_then(of_sri) {
            Some(digests) => all.push((value.pointer(), digests)),
            None => malformed(value, "sha256-, sha384- or sha512- and a digest in base64", findings),
        }
    }
    for value in multibase.into_iter().flat_map(Value::one_or_many) {
        match value.as_str().and_then(of_multibase) {
            Some(digest) => all.push((value.pointer(), vec![digest])),
            None => malformed(value, "a multihash in base58 or base64url", findings),
        }
    }
    all
}

fn malformed(value: Value<'_>, expected: &'static str, findings: &mut Findings) {
    let fault = match value.as_str() {
        Some(text) => Fault::WrongValue { expected, found: quoted(text) },
        None => Fault::WrongKind { expected },
    };
    findings.fail(&CHECK, value.pointer(), fault);
}

/// What comes of the digests of one text: of several the strongest count, and one of those must be right (Subresource
/// Integrity §3.3.4). `None` where it is.
fn compare(id: &str, digests: &[Named], lookup: &Lookup<'_>) -> Option<Outcome> {
    let strongest = digests.iter().filter_map(|one| match one {
        Named::Known { algorithm, .. } => Some(*algorithm),
        Named::Unknown(_) => None,
    });
    let Some(algorithm) = strongest.max() else {
        let name = digests.iter().find_map(|one| match one {
            Named::Unknown(name) => Some(quoted(name)),
            Named::Known { .. } => None,
        });
        let name = name.unwrap_or_default();
        return Some(Outcome::Unknown(Cause::Unsupported { what: Feature::Digest, name }));
    };
    let Some(have) = in_hand(id, algorithm, lookup) else {
        return Some(Outcome::Pass(Some(Note::NotLookedUp { url: quoted(id) })));
    };
    let is_one = |digest: &String| {
        digests.iter().any(|one| matches!(one, Named::Known { algorithm: of, digest: named } if *of == algorithm && named == digest))
    };
    (!have.iter().any(is_one))
        .then(|| Outcome::Fail(Fault::OtherDigest { url: quoted(id), algorithm: algorithm.as_str() }))
}

/// The digests of a resource that we have: of a bundled context every edition that was published, and else what this
/// judgement has read.
fn in_hand(id: &str, algorithm: Algorithm, lookup: &Lookup<'_>) -> Option<Vec<String>> {
    let url = id.split_once('#').map_or(id, |(url, _)| url);
    if Library::is_bundled(url) {
        let digests = Library::published(url).map(|published| match algorithm {
            Algorithm::Sha256 => published.sha256.to_owned(),
            Algorithm::Sha384 => published.sha384.to_owned(),
            Algorithm::Sha512 => published.sha512.to_owned(),
        });
        return Some(digests.collect());
    }
    // Whatever else stands in the evidence was looked up for others.
    let is_used = lookup.used().iter().any(|used| used.url == url && used.snapshot.is_none());
    match lookup.evidence().get(url).filter(|_| is_used)? {
        Answer::Found(document) if document.is_success() => Some(vec![algorithm.of(document.bytes())]),
        Answer::Found(_) | Answer::Unavailable(_) => None,
    }
}
