//! A broken requirement, in words: one arm a fault.

use super::{SECURITY, STATUS, VCDM, capital, moment, quoted};
use crate::outcome::Fault;
use credential::CarrierFault;

/// The W3C's problem type, where one exists.
pub(super) fn kind(fault: &Fault) -> Option<(&'static str, &'static str)> {
    Some(match fault {
        Fault::DuplicateMember | Fault::SeveralValues { .. } => (VCDM, "PARSING_ERROR"),
        Fault::Indirect { .. } => (VCDM, "MALFORMED_VALUE_ERROR"),
        Fault::Altered { .. }
        | Fault::AlgNone
        | Fault::NothingSigned
        | Fault::FormsDisagree { .. }
        | Fault::PartOfAnother
        | Fault::HiddenEntries
        | Fault::ClaimDiffers { .. }
        | Fault::WrongIssuer { .. }
        | Fault::SelfAsserted { .. } => (VCDM, "CRYPTOGRAPHIC_SECURITY_ERROR"),
        Fault::NotSigned { .. } => (SECURITY, "DATA_LOSS_DETECTION_ERROR"),
        Fault::ProofForm { .. }
        | Fault::ChainBroken { .. }
        | Fault::SignatureEnded { .. }
        | Fault::WrongPurpose { .. } => (SECURITY, "PROOF_VERIFICATION_ERROR"),
        Fault::KeyNotListed { .. } | Fault::KeyEnded { .. } => {
            (SECURITY, "INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD")
        }
        Fault::OtherOccasion { what: "domain", .. } => (SECURITY, "INVALID_DOMAIN_ERROR"),
        Fault::OtherOccasion { .. } => (SECURITY, "INVALID_CHALLENGE_ERROR"),
        Fault::MethodType { .. } => (SECURITY, "INVALID_VERIFICATION_METHOD"),
        Fault::ShortList { .. } => (STATUS, "STATUS_LIST_LENGTH_ERROR"),
        Fault::EndsBeforeStart { .. } => (VCDM, "RANGE_ERROR"),
        Fault::Missing { .. }
        | Fault::WrongKind { .. }
        | Fault::WrongValue { .. }
        | Fault::NotAnArray
        | Fault::TooMany { .. }
        | Fault::Empty
        | Fault::NotOfClass { .. }
        | Fault::NoZone { .. }
        | Fault::NoDate { .. }
        | Fault::OtherModel { .. }
        | Fault::Dangling { .. }
        | Fault::ClaimMissing { .. }
        | Fault::ClaimForm { .. }
        | Fault::VcClaim { .. }
        | Fault::BesideCredential
        | Fault::ContextInvalid { .. }
        | Fault::ProtectedTerm { .. }
        | Fault::NoPart { .. }
        | Fault::SchemaOfAnother { .. }
        | Fault::AgainstStandard { .. }
        | Fault::AgainstSchema { .. }
        | Fault::SameResource { .. }
        | Fault::HeaderForm { .. } => (VCDM, "MALFORMED_VALUE_ERROR"),
        Fault::ForeignTerm { .. }
        | Fault::TestKey { .. }
        | Fault::Revoked { .. }
        | Fault::Suspended { .. }
        | Fault::Expired { .. }
        | Fault::NotYet { .. }
        | Fault::ListIssuer { .. }
        | Fault::ListOrigin { .. }
        | Fault::NoKeysThere { .. }
        | Fault::NotLinked { .. }
        | Fault::SchemaForm { .. }
        | Fault::OtherDigest { .. }
        | Fault::RenewsAnother { .. }
        | Fault::RenewalFails { .. }
        | Fault::PartFails { .. }
        | Fault::StatedForAnother { .. }
        | Fault::AnotherSubject { .. }
        | Fault::SharedSubject
        | Fault::EndorsesAnother { .. }
        | Fault::NotTheirs
        | Fault::NamesNobody
        | Fault::Carrier { .. } => return None,
    })
}

/// Title and detail.
#[allow(clippy::too_many_lines, reason = "one arm a fault: a table")]
pub(super) fn words(fault: &Fault) -> (&'static str, String) {
    match fault {
        Fault::Carrier { fault } => ("Not baked as the standard says", carrier(*fault)),
        Fault::DuplicateMember => (
            "Written twice",
            "This member stands here more than once, and readers differ in which one they take.".to_owned(),
        ),
        Fault::FormsDisagree { value, written, signed } => (
            "Two values for one thing",
            match (written, signed) {
                (Some(written), Some(signed)) => {
                    format!("{value} is written as {written}; what is signed says {signed}.")
                }
                (None, Some(signed)) => {
                    format!("What is signed says {value} is {signed}; no member of that name shows it.")
                }
                (Some(written), None) => format!("{value} is written as {written}; nothing signed says so."),
                (None, None) => format!("{value} is written and signed differently."),
            },
        ),
        Fault::SeveralValues { value, values } => {
            ("Two values for one thing", format!("{value} has several values: {}.", values.join(", ")))
        }
        Fault::ClaimDiffers { claim, claimed, member } => (
            "Two values for one thing",
            format!("The claim {claim} says {}, the credential says {}.", quoted(claimed), quoted(member)),
        ),
        Fault::ClaimMissing { claim } => ("A claim is missing", format!("The JWT has no claim {claim}.")),
        Fault::ClaimForm { claim } => {
            ("A claim cannot be read", format!("The claim {claim} is not of the type that it must be."))
        }
        Fault::BesideCredential => (
            "Beside the credential",
            "This stands in the JWT, and not in the credential inside it: it is not read.".to_owned(),
        ),
        Fault::VcClaim { present: true } => (
            "Wrapped twice",
            "A credential of VCDM 2.0 is the JWT's payload itself; here it stands in a claim vc or vp."
                .to_owned(),
        ),
        Fault::VcClaim { present: false } => {
            ("Not wrapped", "A credential of VCDM 1.1 stands in the claim vc; here there is none.".to_owned())
        }
        Fault::ForeignTerm { term, iri } => (
            "Another word for a word of the standard",
            format!("A context that is not the standard's lets {term} mean {}.", quoted(iri)),
        ),
        Fault::Indirect { word } => (
            "Written in a roundabout way",
            format!("{word} stands here where the standard has a member of its own name."),
        ),
        Fault::PartOfAnother => (
            "A part shown as the whole",
            "What was signed makes this a part of another credential; here it is shown as one by itself."
                .to_owned(),
        ),
        Fault::HiddenEntries => (
            "More entries than are shown",
            "What was signed has entries that no member of the record shows.".to_owned(),
        ),
        Fault::NotSigned { kind, text } => {
            ("Not covered by the signature", format!("{text}: {kind}. Anyone could have added it later."))
        }
        Fault::ContextInvalid { code, detail } => {
            ("A context that cannot be used", format!("JSON-LD calls it: {code} ({}).", quoted(detail)))
        }
        Fault::ProtectedTerm { detail } => (
            "A word with two meanings",
            format!("A context gives a protected word of the standard another meaning. {}", quoted(detail)),
        ),
        Fault::NothingSigned => ("Not signed", "It has no proof.".to_owned()),
        Fault::AlgNone => ("Not signed", "The JWT says that it is not signed (alg is none).".to_owned()),
        Fault::ProofForm { problem, text } | Fault::HeaderForm { problem, text } => (
            if matches!(fault, Fault::HeaderForm { .. }) {
                "A header against the rules"
            } else {
                "A proof that cannot be read"
            },
            if text.is_empty() { capital(problem) } else { capital(&format!("{problem}: {}", quoted(text))) },
        ),
        Fault::ChainBroken { text } => ("A chain of proofs is broken", text.clone()),
        Fault::Altered { method } => (
            "Changed since it was signed",
            format!("The signature of {method} does not match what is written here."),
        ),
        Fault::SignatureEnded { expires } => {
            ("The signature has ended", format!("The proof says that it ends on {}.", moment(*expires)))
        }
        Fault::WrongPurpose { purpose } => (
            "Signed for something else",
            match purpose {
                Some(purpose) => format!("The signature was made for {purpose}, not for issuing."),
                None => "The proof does not say what it was made for.".to_owned(),
            },
        ),
        Fault::KeyNotListed { method, document } => (
            "The issuer does not list this key",
            format!("{} does not list {} for issuing.", quoted(document), quoted(method)),
        ),
        Fault::KeyEnded { method, expires } => {
            ("The key had ended", format!("{} ended on {}.", quoted(method), moment(*expires)))
        }
        Fault::WrongIssuer { method, issuer } => (
            "Signed by another",
            format!("{} publishes its keys; {} is none of them.", quoted(issuer), quoted(method)),
        ),
        Fault::SelfAsserted { method, issuer, .. } => (
            "Nothing ties the key to the issuer",
            format!("Nothing of {} that we found lists the key {}.", quoted(issuer), quoted(method)),
        ),
        Fault::NoKeysThere { url, found, .. } => (
            "No keys are published there",
            format!("{} was read, and lists no key for issuing: {}.", quoted(url), quoted(found)),
        ),
        Fault::NotLinked { origin, why } => {
            ("A domain does not say the same", format!("The issuer calls {origin} its own; {why}."))
        }
        Fault::TestKey { source } => (
            "A published test key",
            format!("The private key is printed in {source}: anybody can sign with it."),
        ),
        Fault::MethodType { method_type } => (
            "An unusual kind of key entry",
            format!("The key is published as {method_type}, which its suite does not name."),
        ),
        Fault::Revoked { list, reason, .. } => (
            "Withdrawn",
            match reason {
                Some(reason) => {
                    format!("The list at {} says so, with the reason: {}", quoted(list), quoted(reason))
                }
                None => format!("The list at {} says so.", quoted(list)),
            },
        ),
        Fault::Suspended { list, .. } => {
            ("Suspended for now", format!("The list at {} says so.", quoted(list)))
        }
        Fault::Expired { until } => ("Ended", format!("It ended on {}.", moment(*until))),
        Fault::NotYet { from } => ("Not started", format!("It starts on {}.", moment(*from))),
        Fault::ShortList { entries } => (
            "A short status list",
            format!(
                "The list has {entries} entries; the standard asks for 131072, so that one hides among many."
            ),
        ),
        Fault::ListIssuer { issuer } => {
            ("Another issuer's list", format!("The status list is signed by {}.", quoted(issuer)))
        }
        Fault::ListOrigin { list } => (
            "An unsigned list from elsewhere",
            format!("{} does not say whose it is, or lies at another host than the issuer.", quoted(list)),
        ),
        Fault::Missing { member } => ("Something required is missing", format!("There is no {member}.")),
        Fault::WrongKind { expected } => {
            ("Of the wrong kind", format!("Here stands something else than {expected}."))
        }
        Fault::WrongValue { expected, found } => {
            ("A value that is not allowed", format!("Here stands {found}; the standard asks for {expected}."))
        }
        Fault::NotAnArray => {
            ("Not a list", "The standard asks for a list here, even with one value.".to_owned())
        }
        Fault::TooMany { most } => ("Too many values", format!("At most {most} is allowed here.")),
        Fault::Empty => ("Empty", "What is empty or null must be left out.".to_owned()),
        Fault::NotOfClass { class } => {
            ("Not a member", format!("{class} has no such member, and allows no others."))
        }
        Fault::NoZone { text } => {
            ("A time without zone", format!("{text} does not say its time zone; it is read as UTC."))
        }
        Fault::NoDate { text } => ("Not a date", format!("{text} cannot be read as a date and time.")),
        Fault::EndsBeforeStart { from, until } => (
            "It ends before it starts",
            format!("It starts on {} and ends on {}.", moment(*from), moment(*until)),
        ),
        Fault::OtherModel { member, instead } => (
            "A member of the other version",
            format!("{member} belongs to the other version of the data model; here it is {instead}."),
        ),
        Fault::Dangling { target } => {
            ("Points at nothing", format!("Nothing in the document has the id {target}."))
        }
        Fault::SchemaOfAnother { published_for } => (
            "Another class's schema",
            format!("This schema is published for {published_for}."),
        ),
        Fault::AgainstStandard { check } => (
            "Against the standard's own schema",
            format!("It breaks a rule of the schema that it names: see the check {check}."),
        ),
        Fault::AgainstSchema { url, rule, detail } => (
            "Against a schema that it names",
            format!("{} asks for something else here ({}): {}.", quoted(url), quoted(rule), quoted(detail)),
        ),
        Fault::SchemaForm { url, problem } => {
            ("Not the schema that it names", format!("{}: {}.", quoted(url), quoted(problem)))
        }
        Fault::SameResource { id } => {
            ("The same resource twice", format!("{} stands here more than once.", quoted(id)))
        }
        Fault::OtherDigest { url, algorithm } => (
            "A resource with another digest",
            format!("The {algorithm} digest of {} is another one than it says here.", quoted(url)),
        ),
        Fault::RenewsAnother { member, found } => (
            "Not its renewal",
            match found {
                Some(found) => format!("What is served there has another {member}: {}.", quoted(found)),
                None => format!("What is served there and this one do not both say their {member}."),
            },
        ),
        Fault::RenewalFails { url, headline } => {
            ("A renewal that does not hold", format!("What {} serves: {headline}.", quoted(url)))
        }
        Fault::OtherOccasion { what, asked, found } => (
            "Signed for another occasion",
            match found {
                Some(found) => format!("The {what} is {found}, and not {}.", quoted(asked)),
                None => format!("It was signed without a {what}; {} was asked for.", quoted(asked)),
            },
        ),
        Fault::PartFails { headline, name } => {
            ("A part does not hold", format!("{}: {headline}.", super::part(name.as_deref())))
        }
        Fault::StatedForAnother { issuer } => (
            "Stated for another issuer",
            format!("It has no signature of its own: {issuer}, whom it names, has not signed it."),
        ),
        Fault::AnotherSubject { named } => {
            ("About somebody else", format!("It is about {named}, and the record about another."))
        }
        Fault::SharedSubject => (
            "Dates that could be exchanged",
            "Entries without a signature of their own share their subject: the record's signature does not fix \
             which dates belong to which achievement."
                .to_owned(),
        ),
        Fault::EndorsesAnother { named, of } => (
            "Endorses something else",
            match named {
                Some(named) => format!("It endorses {named}, and stands with this {of}."),
                None => format!("It does not say what it endorses, and stands with this {of}."),
            },
        ),
        Fault::NoPart { problem } => {
            ("Not a credential", format!("What stands there cannot be read: {}.", quoted(problem)))
        }
        Fault::NotTheirs => ("About somebody else", "It does not name whom you asked for.".to_owned()),
        Fault::NamesNobody => ("About nobody", "It does not say whom it is about.".to_owned()),
    }
}

/// What about the picture.
fn carrier(fault: CarrierFault) -> String {
    match fault {
        CarrierFault::Compressed => "The badge is packed in the picture, where it must not be.".to_owned(),
        CarrierFault::Repeated { times } => {
            format!("The picture has {times} badges of one kind, where it may have one; the first was read.")
        }
        CarrierFault::Checksum => {
            "The checksum of the badge's chunk does not match it; what stands there was read.".to_owned()
        }
        CarrierFault::TextChunk => "The badge stands in a chunk of another type than iTXt.".to_owned(),
        CarrierFault::Truncated => {
            "The picture breaks off before its end; the badge in it is whole.".to_owned()
        }
        CarrierFault::Misplaced => "The badge does not directly follow the svg tag.".to_owned(),
        CarrierFault::TwoContents => {
            "The badge stands in the attribute verify and in the element's body; the attribute was read."
                .to_owned()
        }
        CarrierFault::NotCdata => "The badge's JSON is not a CDATA section.".to_owned(),
    }
}

/// What the issuer can do, or who holds it.
pub(super) fn hint(fault: &Fault) -> Option<String> {
    let hint = match fault {
        Fault::NotSigned { .. } => {
            "Add the term to a context that the credential names, or leave it out, and sign again."
        }
        Fault::FormsDisagree { .. } | Fault::Indirect { .. } => {
            "Write the member by its own name, once, and sign again."
        }
        Fault::Carrier { .. } => "Bake the same badge into the picture again; it need not be signed again.",
        Fault::DuplicateMember | Fault::SeveralValues { .. } => "Keep one of the values and sign again.",
        Fault::ClaimDiffers { .. } => "Make the claim repeat the member and sign again.",
        Fault::BesideCredential => "Put it into the credential, in the claim vc.",
        Fault::VcClaim { present: true } => "Put the credential's members directly into the payload.",
        Fault::VcClaim { present: false } => "Put the credential into the claim vc.",
        Fault::KeyNotListed { .. } => {
            "Publish the key again, under assertionMethod, or issue again with a listed key."
        }
        Fault::NoKeysThere { publish, .. } => return Some(format!("Serve this there as JSON: {publish}")),
        Fault::SelfAsserted { publish_at: Some(at), .. } => {
            return Some(format!(
                "Publish the key, under assertionMethod, in the document of {}.",
                quoted(at)
            ));
        }
        Fault::Altered { .. } => "Export it again from where you keep it: some applications change files.",
        Fault::NothingSigned | Fault::AlgNone => "Ask for the original file or link.",
        Fault::WrongPurpose { .. } => "Sign with the purpose assertionMethod.",
        Fault::NotLinked { .. } => {
            "Publish a DomainLinkageCredential of the issuer there, in /.well-known/did-configuration.json."
        }
        Fault::TestKey { .. } => "Issue with a key that is yours alone.",
        Fault::OtherModel { .. } => "Use the members of the version that @context begins with.",
        Fault::NoZone { .. } => "Write the zone: Z, or an offset such as +01:00.",
        Fault::MethodType { .. } => "Publish the key as a Multikey or JsonWebKey.",
        Fault::OtherOccasion { .. } => "Ask the presenter to sign again, for this occasion.",
        Fault::StatedForAnother { .. } => "Include the credential as its issuer signed it.",
        Fault::EndorsesAnother { .. } => "Name what is endorsed as credentialSubject.id, by its own id.",
        Fault::SharedSubject => "Sign each entry by itself.",
        Fault::SchemaOfAnother { .. } => "Name the schema of the credential's own class.",
        Fault::AgainstSchema { .. } => {
            "Change the credential, or the schema, and sign again: it is the issuer's own promise."
        }
        Fault::SchemaForm { .. } => "Serve the schema at the address that its $id says, with its $schema.",
        Fault::SameResource { .. } => "Name each resource once, with all of its digests.",
        Fault::OtherDigest { .. } => "Hash the bytes as they are served now, and sign again.",
        Fault::RenewsAnother { .. } => "Serve there a newer credential of the same issuer and id.",
        Fault::RenewalFails { .. } => "Serve there a credential whose signature holds.",
        Fault::AgainstStandard { .. }
        | Fault::PartFails { .. }
        | Fault::AnotherSubject { .. }
        | Fault::NoPart { .. }
        | Fault::ClaimMissing { .. }
        | Fault::ClaimForm { .. }
        | Fault::ForeignTerm { .. }
        | Fault::ContextInvalid { .. }
        | Fault::ProtectedTerm { .. }
        | Fault::ProofForm { .. }
        | Fault::HeaderForm { .. }
        | Fault::ChainBroken { .. }
        | Fault::SignatureEnded { .. }
        | Fault::KeyEnded { .. }
        | Fault::WrongIssuer { .. }
        | Fault::SelfAsserted { publish_at: None, .. }
        | Fault::Revoked { .. }
        | Fault::Suspended { .. }
        | Fault::Expired { .. }
        | Fault::NotYet { .. }
        | Fault::ShortList { .. }
        | Fault::ListIssuer { .. }
        | Fault::ListOrigin { .. }
        | Fault::Missing { .. }
        | Fault::WrongKind { .. }
        | Fault::WrongValue { .. }
        | Fault::NotAnArray
        | Fault::TooMany { .. }
        | Fault::Empty
        | Fault::NotOfClass { .. }
        | Fault::NoDate { .. }
        | Fault::EndsBeforeStart { .. }
        | Fault::Dangling { .. }
        | Fault::PartOfAnother
        | Fault::HiddenEntries
        | Fault::NotTheirs
        | Fault::NamesNobody => return None,
    };
    Some(hint.to_owned())
}
