//! The words of the registry: what a thing is of, how it stands, what it has to do with others, and who says so.

pub mod align;
mod relations;
mod why;

use site::registry::{Found, Importer, Kind, Status};

pub use relations::heading;
pub use why::{took, why};

use super::{bare, count};

/// What stands under the registry's pages: an entry is no proof of anything.
pub const NO_PROOF: &str = "An entry here is no proof: it is what others say, as we read it.";

/// `issuer`, `course`: one of a kind.
pub fn one(kind: Kind) -> &'static str {
    match kind {
        Kind::Issuer => "issuer",
        Kind::Achievement => "achievement",
        Kind::Framework => "framework",
        Kind::Competency => "competency",
        Kind::Course => "course",
        Kind::Program => "program",
        Kind::Assessment => "assessment",
        Kind::Occupation => "occupation",
        Kind::Task => "task",
        Kind::Resource => "resource",
    }
}

/// `issuers`, `courses`: several of a kind.
pub fn many(kind: Kind) -> &'static str {
    match kind {
        Kind::Issuer => "issuers",
        Kind::Achievement => "achievements",
        Kind::Framework => "frameworks",
        Kind::Competency => "skills and competencies",
        Kind::Course => "courses",
        Kind::Program => "programs",
        Kind::Assessment => "assessments",
        Kind::Occupation => "occupations",
        Kind::Task => "tasks",
        Kind::Resource => "other resources",
    }
}

/// The heading of their list.
pub fn heading_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Issuer => "Issuers",
        Kind::Achievement => "Achievements",
        Kind::Framework => "Frameworks",
        Kind::Competency => "Skills and competencies",
        Kind::Course => "Courses",
        Kind::Program => "Programs",
        Kind::Assessment => "Assessments",
        Kind::Occupation => "Occupations",
        Kind::Task => "Tasks",
        Kind::Resource => "Other resources",
    }
}

/// What the list of a kind has, in a sentence.
pub fn about(kind: Kind) -> &'static str {
    match kind {
        Kind::Issuer => "Who gives badges and credentials, and what they give.",
        Kind::Achievement => "What can be earned, what it takes, and what it aligns to.",
        Kind::Framework => "Sets of skills and standards, each as a tree of its statements.",
        Kind::Competency => "What somebody knows or can do, one statement each.",
        Kind::Course => "Courses and other ways to learn.",
        Kind::Program => "Programs of study.",
        Kind::Assessment => "How knowledge and skill are examined.",
        Kind::Occupation => "Occupations and jobs, and the skills that belong to them.",
        Kind::Task => "Tasks that belong to occupations.",
        Kind::Resource => "What else a credential can be aligned to.",
    }
}

/// `2,000 achievements`
pub fn counted(kind: Kind, n: usize) -> String {
    match kind {
        // Of several words the last one alone would be wrong.
        Kind::Competency => count(n, "skill or competency", "skills and competencies"),
        Kind::Resource => count(n, "other resource", "other resources"),
        Kind::Issuer
        | Kind::Achievement
        | Kind::Framework
        | Kind::Course
        | Kind::Program
        | Kind::Assessment
        | Kind::Occupation
        | Kind::Task => count(n, one(kind), many(kind)),
    }
}

/// A status, as a value to choose.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Active => "in use",
        Status::Draft => "draft",
        Status::Deprecated => "not to be used any more",
        Status::Superseded => "replaced",
        Status::Retired => "not offered any more",
    }
}

/// What is said at the top of something that is not simply in use.
pub fn standing(of: Status) -> Option<&'static str> {
    match of {
        Status::Active => None,
        Status::Draft => Some("This is a draft: it may still change."),
        Status::Deprecated => Some("This is not to be used for anything new."),
        Status::Superseded => Some("This has been replaced."),
        Status::Retired => Some("This is not offered or used any more."),
    }
}

/// What came of looking at something of an envelope: a sentence that begins with it.
pub fn found(what: &str, found: &Found) -> String {
    match found {
        Found::Holds => format!("{what} holds."),
        Found::Fails(why) => format!("{what} does not hold: {}.", bare(why, 200).trim_end_matches('.')),
        Found::Unknown(why) => {
            format!("{what} could not be looked at: {}.", bare(why, 200).trim_end_matches('.'))
        }
    }
}

/// What a source is, to who does not know its name.
pub fn source(importer: Importer) -> &'static str {
    match importer {
        Importer::Envelope => "the Credential Registry, in an envelope that its publisher signed",
        Importer::Ctdl => "a document in CTDL, the Credential Registry's language",
        Importer::OpenBadges3 => "an Open Badges 3.0 document",
        Importer::OpenBadges2 => "an Open Badges 2.0 document",
        Importer::Case => "a package in CASE, 1EdTech's format for standards",
        Importer::CaseTable => "a table of CASE items",
        Importer::Asn => "the Achievement Standards Network",
        Importer::Osmt => "a collection of rich skill descriptors",
        Importer::OsmtTable => "a table of skills",
        Importer::Esco => "ESCO, the European classification of skills and occupations",
        Importer::EscoLines => "ESCO, as JSON lines",
        Importer::EscoOthers => "a table that others made of ESCO",
        Importer::Onet => "O*NET, the occupations of the US Department of Labor",
        Importer::Soc => "the Standard Occupational Classification of the US",
        Importer::DigComp => "DigComp, the European framework of digital competence",
        Importer::DigCompTranslation => "a translation of DigComp by others",
        Importer::CommonCore => "the identifiers of the Common Core State Standards",
        Importer::IssuerRegistry => "a registry of issuers",
        Importer::Table => "a table that somebody handed in",
        Importer::Demo => "the demonstration set, which is made up",
    }
}

/// By what a list divides.
pub fn facet(name: &str) -> &str {
    match name {
        "kind" => "Kind",
        "framework" => "Framework",
        "issuer" => "Issuer",
        "lang" => "Language",
        "level" => "Level",
        "status" => "Status",
        other => other,
    }
}

/// A name of a field or class as people write it: `ceterms:creditValue` is "Credit value".
pub fn plain(name: &str) -> String {
    let name = bare(name, 80);
    // An address or a sentence stays as it is.
    if name.contains('/') || name.contains(' ') {
        return name;
    }
    let name = name.rsplit(':').next().filter(|rest| !rest.is_empty()).unwrap_or(&name);
    // The prefix of CASE says nothing to people.
    let name = match name {
        "CFItem" => "Statement",
        "CFDocument" => "Framework",
        name => name.strip_prefix("CF").filter(|rest| rest.starts_with("Rubric")).unwrap_or(name),
    };
    let mut out = String::with_capacity(name.len() + 4);
    let mut before = ' ';
    let chars: Vec<char> = name.chars().collect();
    for (at, c) in chars.iter().copied().enumerate() {
        let next_is_small = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        if c == '_' || c == '-' {
            out.push(' ');
        } else if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
            out.push(' ');
            // An abbreviation stays one.
            if next_is_small { out.extend(c.to_lowercase()) } else { out.push(c) }
        } else if out.is_empty() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        before = c;
    }
    out
}

/// Languages of Europe and the largest of the world, by their own names.
const LANGUAGES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

/// A language by its own name, where we know it: `de` is "Deutsch", `de-AT` "Deutsch (de-AT)".
pub fn language(tag: &str) -> String {
    let first = tag.split('-').next().unwrap_or(tag);
    match LANGUAGES.iter().find(|(code, _)| *code == first) {
        Some((code, name)) if *code == tag => (*name).to_owned(),
        Some((_, name)) => format!("{name} ({})", bare(tag, 40)),
        None => bare(tag, 40),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_read_as_words() {
        for (written, read) in [
            ("ceterms:creditValue", "Credit value"),
            ("ceterms:License", "License"),
            ("RichSkillDescriptor", "Rich skill descriptor"),
            ("isPartOfCTID", "Is part of CTID"),
            ("CFItemType", "CFItem type"),
            ("job_zone", "Job zone"),
            ("Micro-credential", "Micro credential"),
            ("Hours of work", "Hours of work"),
        ] {
            assert_eq!(plain(written), read);
        }
    }

    #[test]
    fn languages_call_themselves() {
        assert_eq!(language("de"), "Deutsch");
        assert_eq!(language("sv-SE"), "Svenska (sv-SE)");
        assert_eq!(language("tlh"), "tlh");
    }

    #[test]
    fn counts_agree() {
        assert_eq!(counted(Kind::Competency, 1), "1 skill or competency");
        assert_eq!(counted(Kind::Issuer, 2_000), "2,000 issuers");
    }
}
