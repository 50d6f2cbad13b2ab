//! Every IdentityObject and IdentifierEntry; a hash is `md5$` or `sha256$` and hexadecimal digits (OB 3.0 §B.1.17).

use crate::case::Case;
use crate::conformance::Area;
use crate::findings::Findings;
use crate::outcome::{Check, Fault, Level, Moves};
use credential::Value;

pub(crate) static CHECK: Check = Check {
    id: "identity-objects",
    level: Level::Must,
    title: "Identifiers of the holder can be compared",
    cites: "https://www.imsglobal.org/spec/ob/v3p0/#identityobject",
    moves: Moves::Conforms,
};

pub(crate) fn check(case: &Case<'_>, findings: &mut Findings) {
    findings.shape(&CHECK, case.shape(), Area::Identity);
    for subject in case.root().get("credentialSubject").into_iter().flat_map(Value::one_or_many) {
        for identifier in subject.get("identifier").into_iter().flat_map(Value::one_or_many) {
            let hashed = identifier.get("hashed").and_then(Value::as_bool) == Some(true);
            let hash = identifier.get_str("identityHash").unwrap_or_default();
            if hashed && !crate::recipient::is_hash(hash) {
                let expected = "md5$ or sha256$ and the digest in hexadecimal digits";
                let found = crate::problem::quoted(hash);
                findings.fail(&CHECK, identifier.pointer(), Fault::WrongValue { expected, found });
            }
        }
    }
}
