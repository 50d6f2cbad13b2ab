//! What may be said of a report: its noun, its names, who signed it.

use verify::{
    Assurance, Cause, Decision, Fault, Finding, Intact, IssuedBy, NotVerified, Note, Outcome, Problem,
    Report, Timestamp, TrustKind,
};

use super::dates::on_day;
use super::host::{beside_a_label, lookalike};
use super::quote::{bare, quote};

/// How much of a text such as a path is repeated.
const LONGEST_ADDRESS: usize = 120;

/// The longest host with its port: who it is stands at its end, so that one is never cut.
const LONGEST_HOST: usize = 253 + ":65535".len();

/// A report, and how it is spoken of.
pub(crate) struct Voice<'r> {
    pub(crate) report: &'r Report,
    /// badge, endorsement, record, credential, status list, presentation
    pub(crate) noun: &'static str,
}

impl<'r> Voice<'r> {
    pub(crate) fn of(report: &'r Report) -> Self {
        Self { report, noun: noun(report) }
    }

    /// Whether the issuer stands behind the key and is known by more than it: then "genuine" may be said of the past,
    /// and "the issuer has" of what was done.
    pub(crate) fn is_green(&self) -> bool {
        self.is_issued()
            && !self.is_contradictory()
            && self.report.issuer.assurance.is_some_and(Assurance::is_green)
    }

    /// Whether it is unaltered and its issuer stands behind the key.
    pub(crate) fn is_issued(&self) -> bool {
        self.report.answers.intact == Intact::Yes && self.report.answers.issued_by == IssuedBy::Yes
    }

    /// What a fault that was found says.
    pub(crate) fn fault<T>(&self, of: impl Fn(&'r Fault) -> Option<T>) -> Option<T> {
        self.report.checks.iter().find_map(|line| match &line.outcome {
            Outcome::Fail(fault) => of(fault),
            Outcome::Pass(_) | Outcome::Unknown(_) | Outcome::NotApplicable => None,
        })
    }

    /// What a cause says, of the deciding line first.
    pub(crate) fn cause<T>(&self, of: impl Fn(&'r Cause) -> Option<T>) -> Option<T> {
        let of_line = |line: &'r Finding| match &line.outcome {
            Outcome::Unknown(cause) => of(cause),
            Outcome::Pass(_) | Outcome::Fail(_) | Outcome::NotApplicable => None,
        };
        let deciding = self.report.deciding_check().and_then(of_line);
        deciding.or_else(|| self.report.checks.iter().find_map(of_line))
    }

    /// The detail of the line that decided the headline.
    pub(crate) fn deciding_detail(&self) -> Option<String> {
        Some(Problem::of(self.report.deciding_check()?)?.detail)
    }

    /// The host that speaks for the issuer, in letters that people and machines read.
    pub(crate) fn domain(&self) -> Option<String> {
        self.report
            .issuer
            .domain
            .as_deref()
            .map(|domain| beside_a_label(&bare(domain, LONGEST_HOST), " (", ")"))
    }

    /// A host whose letters look like others.
    pub(crate) fn lookalike(&self) -> Option<String> {
        lookalike(self.report.issuer.domain.as_deref()?)
    }

    /// The name that the issuer gives itself.
    pub(crate) fn claimed_name(&self) -> Option<String> {
        self.report.issuer.name.as_deref().map(quote)
    }

    /// Whom it names as its issuer, without saying that it is: “Example University” (example.edu).
    pub(crate) fn named_issuer(&self) -> Option<String> {
        let domain =
            || Some(beside_a_label(&bare(self.report.issuer.domain.as_deref()?, LONGEST_HOST), ", ", ""));
        match (self.claimed_name(), domain()) {
            (Some(name), Some(domain)) => Some(format!("{name} ({domain})")),
            (Some(name), None) => Some(name),
            (None, Some(domain)) => Some(domain),
            (None, None) => self.report.issuer.id.as_deref().map(quote),
        }
    }

    /// Who is asked about: a presentation is signed by its holder.
    pub(crate) fn party(&self) -> &'static str {
        if self.noun == "presentation" { "holder" } else { "issuer" }
    }

    /// What a holder can do about it: only an issuer mends what it signed, and a presentation is the holder's own.
    pub(crate) fn mend(&self, by_issuer: &str) -> String {
        let own = "Present it again from where you keep it; some apps change files.";
        if self.party() == "holder" { own.to_owned() } else { by_issuer.to_owned() }
    }

    /// The issuer by its address, else in general.
    pub(crate) fn issuer(&self) -> String {
        self.domain().unwrap_or_else(|| format!("the {}", self.party()))
    }

    /// The same at the beginning of a sentence.
    pub(crate) fn the_issuer(&self) -> String {
        self.domain().unwrap_or_else(|| {
            if self.party() == "holder" { "The holder".to_owned() } else { "The issuer".to_owned() }
        })
    }

    /// Whether it says two things at once: then nothing that it says is taken as said.
    pub(crate) fn is_contradictory(&self) -> bool {
        self.report.decision == Decision::NotVerified(NotVerified::Contradictory)
    }

    /// Whether a part of it is not covered by its signature.
    pub(crate) fn is_partly_unsigned(&self) -> bool {
        self.report.decision == Decision::NotVerified(NotVerified::UnsignedText)
    }

    /// Whether what it says is what was signed. What was changed, cannot be shown to be unchanged, is signed in part
    /// only, or says two things at once, only says so.
    pub(crate) fn is_fact(&self) -> bool {
        self.report.answers.intact == Intact::Yes && !self.is_contradictory() && !self.is_partly_unsigned()
    }

    /// When its key ended, where that was before it signed.
    pub(crate) fn key_ended(&self) -> Option<Timestamp> {
        self.fault(|fault| if let Fault::KeyEnded { expires, .. } = fault { Some(*expires) } else { None })
    }

    /// When something ends or begins, in words.
    pub(crate) fn on(&self, at: Timestamp) -> String {
        on_day(at, self.report.now)
    }

    /// The lists of one kind that have its issuer: "A, B and C".
    pub(crate) fn lists(&self, wanted: TrustKind) -> Option<String> {
        let lists = self.report.issuer.lists.iter().filter(|(_, kind)| *kind == wanted);
        let names: Vec<String> = lists.map(|(name, _)| bare(name, LONGEST_ADDRESS)).collect();
        let (last, others) = names.split_last()?;
        Some(if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) })
    }

    /// Who signed it, as far as that is known: the address before the name.
    pub(crate) fn who(&self) -> Option<String> {
        let calls_itself = |after: &str| match self.claimed_name() {
            Some(name) => format!(" It calls itself {name}{after}"),
            None => String::new(),
        };
        if self.noun == "presentation" {
            return super::presenter::who(self);
        }
        if self.report.answers.intact != Intact::Yes || self.is_contradictory() {
            return self.says_it_comes_from();
        }
        match self.report.answers.issued_by {
            IssuedBy::Yes => Some(match self.report.issuer.assurance {
                Some(Assurance::Registered) => {
                    let issuer = self.named_issuer().unwrap_or_else(|| "its issuer".to_owned());
                    let list =
                        self.lists(TrustKind::Real).unwrap_or_else(|| "a list of this site".to_owned());
                    format!("Issued by {issuer}, listed in {list}.")
                }
                Some(Assurance::Domain) => {
                    let signer = match self.linked_page() {
                        Some(page) => format!("Signed for {}, which calls {page} its own.", self.issuer()),
                        None => format!("Signed by {}.", self.issuer()),
                    };
                    format!("{signer}{}", calls_itself("; we know the address, not the name."))
                }
                Some(Assurance::Page) => {
                    let page = self.page().unwrap_or_else(|| self.issuer());
                    format!(
                        "Signed by the page {page}, one of many that this host may keep.{}",
                        calls_itself(".")
                    )
                }
                Some(Assurance::BareKey) => match self.claimed_name() {
                    Some(name) => format!(
                        "Whoever signed it left no address. It claims to come from {name}; nothing confirms that."
                    ),
                    None => "Whoever signed it left no address.".to_owned(),
                },
                Some(Assurance::SelfAsserted) | None => "Signed by the issuer it names.".to_owned(),
            }),
            IssuedBy::SelfAsserted => Some(match self.domain() {
                Some(domain) => format!(
                    "It brings its own key and says it belongs to {domain}; we have found nothing of {domain}'s that \
                     lists it."
                ),
                None => "It brings its own key; nothing says whose it is.".to_owned(),
            }),
            IssuedBy::No(_) | IssuedBy::Unknown(_) | IssuedBy::NotAsked => self.says_it_comes_from(),
        }
    }

    fn says_it_comes_from(&self) -> Option<String> {
        self.named_issuer()
            .map(|issuer| format!("It says that it comes from {issuer}; nothing here confirms that."))
    }

    /// The issuer's address with its path: github.io/someone.
    pub(crate) fn page(&self) -> Option<String> {
        Some(beside_a_label(&address(self.report.issuer.id.as_deref()?)?, " (", ")"))
    }

    /// The same, where a domain elsewhere calls it its own.
    pub(crate) fn linked_page(&self) -> Option<String> {
        let says_so = |line: &Finding| matches!(line.outcome, Outcome::Pass(Some(Note::LinkedDomain { .. })));
        self.page().filter(|_| self.report.checks.iter().any(says_so))
    }

    /// An endorsement that was handed in alone says of what it is one.
    pub(crate) fn endorsed(&self) -> Option<String> {
        let endorses = self.noun == "endorsement" && self.report.answers.intact == Intact::Yes;
        let subject = self.report.subject.id.as_deref().filter(|_| endorses)?;
        Some(format!("It endorses {}, which we have not seen.", quote(subject)))
    }

    /// Test lists are named, and raise nothing.
    pub(crate) fn test_lists(&self) -> Option<String> {
        let lists = self.lists(TrustKind::Test).filter(|_| self.is_issued())?;
        Some(format!("Its issuer is in {lists} (for tests)."))
    }

    /// A key that everybody has proves nothing, whatever else holds.
    pub(crate) fn test_key(&self) -> Option<String> {
        let source =
            self.fault(|fault| if let Fault::TestKey { source } = fault { Some(*source) } else { None })?;
        Some(format!("Its key is a published test key ({source}): anybody can sign with it."))
    }
}

/// What it is called: badge, record, endorsement.
pub fn noun(report: &Report) -> &'static str {
    match report.kind {
        "OpenBadgeCredential" => "badge",
        "EndorsementCredential" => "endorsement",
        "ClrCredential" => "record",
        "BitstringStatusListCredential" => "status list",
        "VerifiablePresentation" => "presentation",
        // The generations before have no such types: their standard says what they are.
        _ => match report.standard {
            "Open Badges 1.x" | "Open Badges 2.0" => "badge",
            "CLR 1.0" => "record",
            _ => "credential",
        },
    }
}

/// The address behind an https URL or a did:web, without scheme and query: example.edu/issuers/1. Nothing else has one.
pub(crate) fn address(id: &str) -> Option<String> {
    let web;
    let url = match id.strip_prefix("did:web:") {
        Some(rest) => {
            let rest = rest.split(['#', '?', '/']).next().unwrap_or_default();
            web = format!("https://{}", rest.replace(':', "/").replace("%3A", ":").replace("%3a", ":"));
            web.as_str()
        }
        None => id,
    };
    let url = url::Url::parse(url).ok().filter(|url| matches!(url.scheme(), "https" | "http"))?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let host = bare(&format!("{}{port}", url.host_str()?), LONGEST_HOST);
    Some(format!("{host}{}", bare(path, LONGEST_ADDRESS)))
}

/// The host alone.
pub(crate) fn host(id: &str) -> Option<String> {
    address(id).map(|address| address.split('/').next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod address_tests {
    use super::*;

    #[test]
    fn addresses_of_urls_and_dids() {
        let of = |id| address(id).unwrap_or_default();
        assert_eq!(of("did:web:github.io:someone#key-1"), "github.io/someone");
        assert_eq!(of("did:web:localhost%3A3000"), "localhost:3000");
        assert_eq!(of("https://example.edu@evil.example/x/?q#f"), "evil.example/x");
        let long = format!("https://university.example.{}.evil.example", ["a"; 60].join("."));
        let long = address(&format!("{long}/{}", "b".repeat(200))).unwrap_or_default();
        assert!(
            long.contains(".evil.example/b") && long.ends_with("b…"),
            "who it is stands at the host's end"
        );
        assert_eq!(of("did:key:z6Mk"), "");
        assert_eq!(of("mailto:a@example.edu"), "");
        assert_eq!(host("https://status.example/1").as_deref(), Some("status.example"));
    }
}
